"""The p(A) × q(A) map of H(P, Q) for two letters, with the row and the column through your point."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from xentlib.engine.controls import probability, switch, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import DIAMOND, Cut, table_axes
from xentlib.engine.style import BASE, GAP_COLOUR, INK, P_COLOUR, Q_COLOUR, TOTAL_COLOUR, number, numbers
from xentlib.information import bernoulli, cross_entropy, entropy, kl_divergence

GRID = np.arange(1, 10) / 10
FINE = (1 - np.cos(np.linspace(0, np.pi, 201))) / 2  # closer together near 0 and 1, where curves are steep
BAND = 0.06  # the width of the tinted row and column
ENDS = np.array([0, 0.045, np.nan, 0.955, 1])  # of a row or column: a short stroke at both, and a gap between
WHOLE = 0.055, 0.945  # where the middle of the ring may be: all of it is on the square, and not on its labels


class CrossEntropyMap(MovingFigure):
    """H(P, Q) of two coins for every p(A) and q(A), with the row and the column that cross at (p, q)."""

    size = (10, 4.875)
    WORDS = {
        "truth": "p(A), the truth",
        "model": "q(A), the model",
        "row": "Your row: the model q(A) moves; ◆ marks q = p",
        "column": "Your column: the truth p(A) moves",
        "total": "H(P, Q) in {unit}",
        "extra": "H(P, Q) − H(P) = D_KL(P‖Q) in {unit}",
    }
    # the slices are cut here, the curves themselves go on to ∞
    TOP = {"bits": 3.6, "nats": 2.5}
    STRIP, END = 1.12, 1.3  # of the top: where dots above the cut stand, and the end of their strip

    def measure(self, *, p, q, unit, extra):
        truth, model, base = bernoulli(p), bernoulli(q), BASE[unit]
        return {
            "H(P, Q)": cross_entropy(truth, model, base=base),
            "H(P)": entropy(truth, base=base),
            "D_KL(P‖Q)": kl_divergence(truth, model, base=base),
        }

    def say(self, values, *, p, q, unit, extra):
        total, known, more = numbers(values.values())
        place = f"p(A) = {number(p)}, q(A) = {number(q)}"
        if extra:
            return f"{place}: D_KL(P‖Q) = {more} {unit} = H(P, Q) {total} − H(P) {known}."
        return f"{place}: H(P, Q) = {total} {unit} = H(P) {known} + D_KL(P‖Q) {more}."

    def make(self):
        grid = self.figure.add_gridspec(
            2, 2, left=0.075, right=0.98, top=0.85, bottom=0.1, wspace=0.16, hspace=0.58, width_ratios=[1, 1.05],
            height_ratios=[1.5, 1],
        )  # fmt: skip
        self._map = self.figure.add_subplot(grid[:, 0])
        self._row, self._column = (self.figure.add_subplot(grid[i, 1]) for i in (0, 1))
        self._make_map(self._map)
        for ax, words in ((self._row, "row"), (self._column, "column")):
            ax.set(xlim=(0, 1), xticks=GRID[::2], title=self.WORDS[words])
        self._row.set_xlabel(self.WORDS["model"], color=Q_COLOUR, labelpad=1)
        self._column.set_xlabel(self.WORDS["truth"], color=P_COLOUR, labelpad=1)
        self._row_curve, self._column_curve = (self.line(ax, lw=2) for ax in (self._row, self._column))
        self._best = self.line(self._row, **DIAMOND | {"ms": 8, "zorder": 3})
        self._row_dot, self._column_dot = (self.line(ax, "o", ms=10, mec=INK) for ax in (self._row, self._column))
        self._value, self._above = (self.note(ax, ha="center", weight="bold") for ax in (self._row, self._column))

    def _make_map(self, ax):
        ax.set(xticks=GRID, yticks=GRID)
        table_axes(ax, truth=self.WORDS["truth"], model=self.WORDS["model"])
        middles = (np.arange(240) + 0.5) / 240
        self._middles = bernoulli(middles)[:, None], bernoulli(middles)[None, :]
        self._image = ax.imshow(np.zeros((240, 240)), extent=(0, 1, 1, 0), aspect="equal", interpolation="nearest")
        self._numbers = [[ax.text(q, p, "", ha="center", va="center", fontsize=10) for q in GRID] for p in GRID]
        for k in range(len(GRID)):
            self._numbers[k][k].set_weight("bold")  # q = p
        self._title = ax.text(0.5, 1.03, "", ha="center", va="top", weight="bold")
        # tinted bands rather than lines: they cross the printed numbers without striking them through
        self._row_band, self._column_band = (
            self.moves(ax.add_patch(Rectangle((0, 0), width, height, color=colour, alpha=0.15, lw=0)))
            for width, height, colour in ((1, BAND, P_COLOUR), (BAND, 1, Q_COLOUR))
        )
        self._p_ends, self._q_ends = (self.line(ax, color=colour, lw=3) for colour in (P_COLOUR, Q_COLOUR))
        self._ring = self.line(ax, "o", ms=27, mfc="none", mec=INK, mew=2)

    def still_key(self, *, p, q, unit, extra):
        return unit, extra

    def draw_still(self, unit, extra):
        words, colour = ("extra", GAP_COLOUR) if extra else ("total", TOTAL_COLOUR)
        self._title.set(text=self.WORDS[words].format(unit=unit), color=colour)
        cost, top = self._cost(unit, extra), self.TOP[unit]
        self._image.set_data(cost(*self._middles))
        self._image.set_clim(0, top)
        self._image.set_cmap(LinearSegmentedColormap.from_list(words, ["#FFFFFF", colour + "99"], N=64))
        table = cost(bernoulli(GRID)[:, None], bernoulli(GRID)[None, :])
        for texts, values in zip(self._numbers, table, strict=True):
            for text, value in zip(texts, values, strict=True):
                text.set_text(number(value))
        for ax in (self._row, self._column):
            ax.set(ylim=(0, self.END * top), yticks=range(int(top) + 1), ylabel=unit)
        for artist in (self._row_curve, self._column_curve, self._row_dot, self._column_dot, self._value, self._above):
            artist.set_color(colour)
        for dot in (self._row_dot, self._column_dot):
            dot.set_markeredgecolor(INK)

    def move(self, values, *, p, q, unit, extra):
        cost, cut = self._cost(unit, extra), Cut(self.TOP[unit], self.STRIP * self.TOP[unit])
        truth, model, value = bernoulli(p), bernoulli(q), values["D_KL(P‖Q)" if extra else "H(P, Q)"]
        start, end = np.clip([p - BAND / 2, p + BAND / 2], 0, 1)
        self._row_band.set(y=start, height=end - start)
        start, end = np.clip([q - BAND / 2, q + BAND / 2], 0, 1)
        self._column_band.set(x=start, width=end - start)
        self._p_ends.set_data(ENDS, np.full(5, p))
        self._q_ends.set_data(np.full(5, q), ENDS)
        self._ring.set_data(np.clip([q], *WHOLE), np.clip([p], *WHOLE))
        self._row_curve.set_data(FINE, cut.curve(cost(truth, bernoulli(FINE))))
        self._column_curve.set_data(FINE, cut.curve(cost(bernoulli(FINE), model)))
        self._best.set_data([p], [0 if extra else values["H(P)"]])
        height = cut.height(value)
        self._row_dot.set_data([q], [height])
        self._column_dot.set_data([p], [height])
        # above the dot, and towards the middle, where the bowl is open
        self._value.xy = q, height
        self._value.set_text(f"{number(value)} {unit}")
        self._value.set_position((110 * (0.5 - q), 14 if value <= cut.top else -4))
        # of the column only where the dot's height is not the value
        self._above.xy = p, height
        self._above.set_text("" if value <= cut.top else self._value.get_text())
        self._above.set_position((55 if p < 0.5 else -55, -4))

    @staticmethod
    def _cost(unit, extra):
        function = kl_divergence if extra else cross_entropy
        return lambda p, q: function(p, q, base=BASE[unit])


def explore_cross_entropy_map():
    return Explorer(
        CrossEntropyMap,
        {
            "p": probability("p(A)", 0.3, 0.0, 1.0, 0.01, P_COLOUR),
            "q": probability("q(A)", 0.7, 0.0, 1.0, 0.01, Q_COLOUR),
            "unit": unit("nats"),
            "extra": switch("subtract H(P)"),
        },
    )
