"""The P × Q map of five languages: what a text costs under the model of another language, or of its own."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from xentlib.data import LANGUAGES
from xentlib.engine import controls
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import table_axes
from xentlib.engine.style import (
    INK,
    P_COLOUR,
    P_DASH,
    Q_COLOUR,
    Q_DASH,
    TOTAL_COLOUR,
    number,
    numbers,
)
from xentlib.models.declarations import CODES, PER, costs

EXTRA, EXTRA_HATCH = "#6B6B6B", "\\\\\\"  # not the look of D_KL: this extra is none
PALE = "#CFC9E6"  # numbers are read on it


class LanguageMap(MovingFigure):
    """What the held-out articles in five languages cost under the models of five languages."""

    size = (10, 4.875)
    NAMES = list(LANGUAGES.values())
    WORDS = {
        "truth": "held-out text (as P)",
        "model": "model (Q)",
        "cost": "Cost: {unit}",
        "shades": "Shades compare within a row only.",
        "row": "{language} text under each model",
        "row compares": "These compare: one text. Hatched: the extra.",
        "own": "Each text under its own model",
        "bits per letter": "These do not compare: their letters differ.",
        "bits per byte": "These do not compare: their bytes differ.",
        "kilobits in all": "These compare: the same articles, translated.",
    }
    PLACES = np.arange(len(CODES))
    ROOM = 1.25  # for the number at the end of the longest bar

    def prepare(self, *, p, q, order, unit):
        where = {"text": CODES.index(p), "model": CODES.index(q)}
        return {"order": order, "unit": unit, "table": costs(order, unit)} | where

    def measure(self, *, order, unit, table, text, model):
        cost, own = float(table[text, model]), float(table[text, text])
        return {"H(P, Q)": cost, "own model": own, "extra": cost - own}

    def say(self, values, *, order, unit, table, text, model):
        cost, own, extra = numbers(values.values())
        compared = "its own model"
        if text != model:
            compared = f"{extra} more than its own model, {own}"
        return f"{self.NAMES[text]} text, {self.NAMES[model]} model, order {order}: {cost} {unit}; {compared}."

    def make(self):
        grid = self.figure.add_gridspec(
            2, 2, left=0.15, right=0.985, top=0.85, bottom=0.1, wspace=0.42, hspace=0.85, width_ratios=[1.35, 1]
        )
        self._make_map(self.figure.add_subplot(grid[:, 0]))
        self._row, self._own = (self.figure.add_subplot(grid[i, 1]) for i in (0, 1))
        self._row_bars, self._row_numbers, self._row_title, row_compares = self._bar_chart(self._row)
        self._own_bars, self._own_numbers, own_title, self._own_compares = self._bar_chart(self._own)
        row_compares.set_text(self.WORDS["row compares"])
        own_title.set_text(self.WORDS["own"])
        for artist in (*self._row_bars, *self._row_numbers, self._row_title, *self._own_bars, *self._own_numbers):
            self.moves(artist)
        self._yours = self.moves(self._bar(self._row, TOTAL_COLOUR, facecolor=TOTAL_COLOUR))
        self._extra = self.moves(self._bar(self._row, EXTRA, facecolor="white", hatch=EXTRA_HATCH))
        self._your_text = self.moves(self._bar(self._own, TOTAL_COLOUR, facecolor=TOTAL_COLOUR))

    def _make_map(self, ax):
        ax.set_xticks(self.PLACES, self.NAMES)
        ax.set_yticks(self.PLACES, self.NAMES)
        ax.tick_params(labelsize=11)
        table_axes(ax, truth=self.WORDS["truth"], model=self.WORDS["model"])
        ax.xaxis.labelpad = 7  # the names of the languages have tall letters
        ax.spines[:].set_visible(False)
        for edge in self.PLACES[1:] - 0.5:
            ax.axhline(edge, color="white", lw=2)
            ax.axvline(edge, color="white", lw=2)
        shades = LinearSegmentedColormap.from_list("extra", ["#FFFFFF", PALE], N=64)
        self._cells = ax.imshow(np.zeros((5, 5)), cmap=shades, vmin=0, vmax=1, aspect="auto")
        cells = np.ndindex(len(CODES), len(CODES))
        self._numbers = {(p, q): self.text(ax, q, p, ha="center", va="center") for p, q in cells}
        for k in self.PLACES:
            self._numbers[k, k].set_weight("bold")  # the language's own model
        self._cost = ax.text(2, 4.62, "", ha="center", va="top", weight="bold", color=TOTAL_COLOUR)
        ax.text(2, 4.94, self.WORDS["shades"], ha="center", va="top")
        # frames, not bands: a tint would change the shades that are compared
        self._column_frame, self._row_frame = (
            self.moves(ax.add_patch(Rectangle((-0.5, -0.5), width, height, fill=False, ec=colour, ls=dash, lw=3)))
            for width, height, colour, dash in ((1, 5, Q_COLOUR, Q_DASH), (5, 1, P_COLOUR, P_DASH))
        )
        self._ring = self.line(ax, "o", ms=43, mfc="none", mec=INK, mew=2)

    def _bar_chart(self, ax):
        """A bar and a number for each language, a title and what is below it."""
        ax.set(ylim=(4.5, -0.5), xticks=[])
        ax.set_yticks(self.PLACES, self.NAMES)
        ax.tick_params(length=0, labelsize=11)
        ax.spines["bottom"].set_visible(False)
        bars = [self._bar(ax, TOTAL_COLOUR, y=k, facecolor="white") for k in self.PLACES]
        numbers = [ax.annotate("", (0, k), xytext=(5, 0), textcoords="offset points", va="center") for k in self.PLACES]
        # above the names of the languages, which stand to the left of the bars
        look = dict(xycoords="axes fraction", textcoords="offset points")
        title = ax.annotate("", (0, 1), xytext=(-75, 24), weight="bold", **look)
        compares = ax.annotate("", (0, 1), xytext=(-75, 8), **look)
        return bars, numbers, title, compares

    @staticmethod
    def _bar(ax, colour, y=0, **look):
        return ax.barh([y], [0], height=0.7, edgecolor=colour, lw=1.5, **look)[0]

    def still_key(self, *, order, unit, **_):
        return order, unit

    def draw_still(self, order, unit):
        table = costs(order, unit)
        lowest, highest = table.min(axis=1, keepdims=True), table.max(axis=1, keepdims=True)
        self._cells.set_data((table - lowest) / (highest - lowest))
        self._cost.set_text(self.WORDS["cost"].format(unit=unit))
        self._own_compares.set_text(self.WORDS[unit])
        self._row.set_xlim(0, self.ROOM * table.max())
        self._own.set_xlim(0, self.ROOM * table.diagonal().max())
        for ax in (self._row, self._own):
            ax.set_xlabel(unit)

    def move(self, values, *, order, unit, table, text, model):
        for place, cost in np.ndenumerate(table):
            self._numbers[place].set_text(number(cost))
        self._row_frame.set_y(text - 0.5)
        self._column_frame.set_x(model - 0.5)
        self._ring.set_data([model], [text])
        self._row_title.set_text(self.WORDS["row"].format(language=self.NAMES[text]))
        _set_bars(self._row_bars, self._row_numbers, table[text])
        _set_bars(self._own_bars, self._own_numbers, table.diagonal())
        _, own, extra = values.values()
        thickness = self._yours.get_height()
        self._yours.set(y=model - thickness / 2, width=own)
        self._extra.set(y=model - thickness / 2, x=own, width=extra, visible=extra > 0)
        self._your_text.set(y=text - thickness / 2, width=own)


def _set_bars(bars, numbers, values):
    for bar, text, value in zip(bars, numbers, values, strict=True):
        bar.set_width(value)
        text.set_text(number(value))
        text.xy = value, text.xy[1]


def explore_language_map():
    return Explorer(
        LanguageMap,
        {
            "p": controls.language("text (P)", "es"),
            "q": controls.language("model (Q)", "en"),
            "order": controls.order(2),
            "unit": controls.choice("unit", list(PER), "bits per letter"),
        },
    )
