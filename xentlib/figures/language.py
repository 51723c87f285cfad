"""Language models that count, trained on most of a Declaration and priced on the rest."""

import functools

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from xentlib.data import LANGUAGES, load_text
from xentlib.figures.base import MovingFigure
from xentlib.figures.style import (
    GAP_COLOUR,
    GAP_HATCH,
    INK,
    P_COLOUR,
    P_DASH,
    Q_COLOUR,
    Q_DASH,
    TOTAL_COLOUR,
    number,
)
from xentlib.language import HIGHEST_ORDER, NGramModel

# from here on, what each of the texts says is the same, and is held out
HELD_OUT_FROM = {"en": "Article 25", "es": "Artículo 25", "ko": "제 25 조", "th": "ข้อ 25", "vi": "Điều 25"}
CODES = list(LANGUAGES)
ORDERS = range(HIGHEST_ORDER + 1)
SMOOTHINGS = [0, 0.0001, 0.001, 0.01, 0.1, 1, 10]
LIGHT_SMOOTHING = 0.001
PALE_GAP = "#A6CFC5"  # numbers are read on it
# what the bits of a text are divided by
PER = {
    "bits per letter": len,
    "bits per byte": lambda text: len(text.encode()),
    "kilobits in all": lambda text: 1000,
}


@functools.cache
def declaration(language):
    """The Declaration in two parts: training text and held-out articles."""
    text = load_text(language)
    start = text.index("\n" + HELD_OUT_FROM[language]) + 1
    return text[:start], text[start:]


@functools.cache
def alphabet():
    """Letters of the five Declarations and of an English keyboard (printable ASCII): agreed on beforehand."""
    return "".join(sorted(set("".join([*map(load_text, LANGUAGES), *map(chr, range(32, 127))]))))


@functools.cache
def language_model(language, order, smoothing=LIGHT_SMOOTHING):
    """A model that has read the training text of a language."""
    return NGramModel(order, smoothing).fit(declaration(language)[0], alphabet())


@functools.cache
def losses(language, order, smoothing):
    """What a letter costs in bits: of the training text, and of the held-out articles."""
    model = language_model(language, order, smoothing)
    training, held_out = map(model.cross_entropy, declaration(language))
    return training, held_out


@functools.cache
def total_bits(order):
    """What the held-out articles of each language (rows) cost in all under the model of each language (columns)."""
    models = [language_model(language, order) for language in CODES]
    texts = [declaration(language)[1] for language in CODES]
    return np.array([[model.information(text).sum() for model in models] for text in texts])


def costs(order, unit):
    """`total_bits` in a unit of `PER`: each text (row) has its own divisor."""
    return total_bits(order) / [[PER[unit](declaration(language)[1])] for language in CODES]


class LossCurves:
    """Training and held-out loss at places along an axis; one of the places has dots with numbers.

    A loss of ∞ stands in a strip above the cut. A place that is NaN breaks the curves.
    """

    STRIP, HIGHEST = 1.1, 1.2  # in parts of what is below the cut
    ROOM = 0.136  # of what is below the cut: the height of a dot's words
    LOOKS = {"training": dict(ls="-"), "held-out": dict(ls=Q_DASH, mfc="white")}
    # so that both are seen where they are at one place
    DOTS = {"training": dict(ms=13, mfc=TOTAL_COLOUR), "held-out": dict(ms=8, mfc="white", mew=1.5)}

    def __init__(self, figure, ax, places, top):
        self._places, self._top = np.array(places), top
        ax.set(xlim=(np.nanmin(places) - 0.7, np.nanmax(places) + 0.7), ylim=(0, self.HIGHEST * top))
        ticks = range(top + 1)
        ax.set_yticks([*ticks, self.STRIP * top], [*map(str, ticks), "∞"])
        ax.spines["left"].set_bounds(0, top)
        self._curves, self._dots, self._words = {}, {}, {}
        for name, look in self.LOOKS.items():
            (curve,) = ax.plot([], [], marker="o", ms=6, lw=2.5, color=TOTAL_COLOUR, **look)
            (dot,) = ax.plot([], [], "o", mec=INK, zorder=3, **self.DOTS[name])
            words = ax.annotate("", (0, 0), xytext=(0, 0), textcoords="offset points", ha="center", color=TOTAL_COLOUR)
            words.set(weight="bold", linespacing=1.0)
            self._curves[name], self._dots[name], self._words[name] = map(figure.moves, (curve, dot, words))

    def show(self, training, held_out, k):
        """The losses at the first places or at all, and the place with the dots."""
        strip, places = self.STRIP * self._top, self._places[: len(training)]
        for name, values in (("training", training), ("held-out", held_out)):
            below, above = np.where(np.isinf(values), np.nan, values), np.where(np.isinf(values), strip, np.nan)
            heights = np.r_[below, np.nan, above]
            self._curves[name].set_data(np.r_[places, np.nan, places], heights)
            self._curves[name].set_markevery(_alone(heights))
            self._dots[name].set_data([places[k]], [min(values[k], strip)])
            self._words[name].set_text(f"{name}\n{number(values[k])}")
        # the words stand clear of their curve: above the upper, beneath the lower one if there is room
        if np.isinf(held_out[k]):
            self._set_words("held-out", k, strip, above=False)
        else:
            self._set_words("held-out", k, max(_around(held_out, k).max(), training[k]), above=True)
        lowest = min(_around(training, k).min(), held_out[k])
        above = lowest < self.ROOM * self._top
        self._set_words("training", k, _around(training, k).max() if above else lowest, above)

    def _set_words(self, name, k, height, above):
        words = self._words[name]
        words.xy = self._places[k], height
        words.set_position((0, 7 if above else -7))
        words.set_va("bottom" if above else "top")


def _alone(heights):
    """Whether a place is drawn and none beside it is, so that no line shows it."""
    drawn = np.isfinite(heights)
    beside = np.pad(drawn, 1)
    return drawn & ~beside[:-2] & ~beside[2:]


def _around(values, k):
    """A curve as far to both sides of a place as its words reach, where it is drawn."""
    reached = values[k] + 0.65 * (values[max(k - 1, 0) : k + 2] - values[k])
    return reached[np.isfinite(reached)]


class OrderAndSmoothing(MovingFigure):
    """The loss of a model on its training text and on held-out text, over its order and over its smoothing."""

    size = (10, 5.125)
    WORDS = {
        "text": "{language} text",
        "order": "order: letters that the model looks back to",
        "smoothing": "λ: added to each count",
        "loss": "bits per letter",
        "over order": "Over the order, at λ = {smoothing}",
        "over smoothing": "Over λ, at order {order}",
    }
    TOP = 9  # the cut, in bits: no finite loss is higher
    # zero is not on the scale of decades: it stands apart
    DECADES = [-5.4, np.nan, -4, -3, -2, -1, 0, 1]

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1, 1.2], gridspec_kw=dict(left=0.065, right=0.985, top=0.86, bottom=0.125, wspace=0.16)
        )
        self._text = self.figure.text(0.01, 0.95, "", weight="bold")
        self._over_order, self._over_smoothing = (
            LossCurves(self, ax, places, self.TOP) for ax, places in ((left, ORDERS), (right, self.DECADES))
        )
        left.set_xticks(ORDERS)
        right.set_xticks(
            [place for place in self.DECADES if np.isfinite(place)], [f"{value:g}" for value in SMOOTHINGS]
        )
        right.spines["bottom"].set_bounds(-4.6, 1.7)
        self._titles = []
        for ax, words in ((left, "order"), (right, "smoothing")):
            ax.set(xlabel=self.WORDS[words], ylabel=self.WORDS["loss"])
            title = ax.text(0, 1.03, "", transform=ax.transAxes, va="bottom")
            self._titles.append(self.moves(title))

    def still_key(self, *, language, order, smoothing):
        return (language,)

    def draw_still(self, language):
        self._text.set_text(self.WORDS["text"].format(language=LANGUAGES[language]))

    def move(self, *, language, order, smoothing):
        # only so far as you have come: what a longer memory does is yours to predict
        by_order = np.transpose([losses(language, place, smoothing) for place in range(order + 1)])
        self._over_order.show(*by_order, order)
        by_smoothing = np.transpose([losses(language, order, place) for place in SMOOTHINGS])
        broken, k = np.insert(by_smoothing, 1, np.nan, axis=1), SMOOTHINGS.index(smoothing)
        self._over_smoothing.show(*broken, k + (k > 0))
        self._titles[0].set_text(self.WORDS["over order"].format(smoothing=f"{smoothing:g}"))
        self._titles[1].set_text(self.WORDS["over smoothing"].format(order=order))


class LanguageMap(MovingFigure):
    """What the held-out articles in five languages cost under the models of five languages."""

    size = (10, 4.875)
    NAMES = list(LANGUAGES.values())
    WORDS = {
        "truth": "held-out text (P)",
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
        self._yours = self._bar(self._row, TOTAL_COLOUR, facecolor=TOTAL_COLOUR)
        self._extra = self._bar(self._row, GAP_COLOUR, facecolor="white", hatch=GAP_HATCH)
        self._your_text = self._bar(self._own, TOTAL_COLOUR, facecolor=TOTAL_COLOUR)
        for artist in (*self._row_bars, *self._row_numbers, self._row_title):
            self.moves(artist)
        for bar in (self._yours, self._extra, self._your_text):
            self.moves(bar)

    def _make_map(self, ax):
        ax.set_xticks(self.PLACES, self.NAMES)
        ax.set_yticks(self.PLACES, self.NAMES)
        ax.xaxis.tick_top()
        ax.xaxis.set_label_position("top")
        ax.set_xlabel(self.WORDS["model"], color=Q_COLOUR, weight="bold")
        ax.set_ylabel(self.WORDS["truth"], color=P_COLOUR, weight="bold")
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        for edge in self.PLACES[1:] - 0.5:
            ax.axhline(edge, color="white", lw=2)
            ax.axvline(edge, color="white", lw=2)
        shades = LinearSegmentedColormap.from_list("extra", ["#FFFFFF", PALE_GAP], N=64)
        self._cells = ax.imshow(np.zeros((5, 5)), cmap=shades, vmin=0, vmax=1, aspect="auto")
        self._numbers = [[ax.text(q, p, "", ha="center", va="center") for q in self.PLACES] for p in self.PLACES]
        for k in self.PLACES:
            self._numbers[k][k].set_weight("bold")  # the language's own model
        self._cost = ax.text(2, 4.62, "", ha="center", va="top", weight="bold", color=TOTAL_COLOUR)
        ax.text(2, 4.94, self.WORDS["shades"], ha="center", va="top", fontsize=10)
        # frames, not bands: a tint would change the shades that are compared
        self._column_frame, self._row_frame = (
            self.moves(ax.add_patch(Rectangle((-0.5, -0.5), width, height, fill=False, ec=colour, ls=dash, lw=3)))
            for width, height, colour, dash in ((1, 5, Q_COLOUR, Q_DASH), (5, 1, P_COLOUR, P_DASH))
        )
        (ring,) = ax.plot([], [], "o", ms=43, mfc="none", mec=INK, mew=2)
        self._ring = self.moves(ring)

    def _bar_chart(self, ax):
        """A bar and a number for each language, a title and what is below it."""
        ax.set(ylim=(4.5, -0.5), xticks=[])
        ax.set_yticks(self.PLACES, self.NAMES)
        ax.tick_params(length=0)
        ax.spines["bottom"].set_visible(False)
        bars = [self._bar(ax, TOTAL_COLOUR, y=k, facecolor="white") for k in self.PLACES]
        numbers = [ax.annotate("", (0, k), xytext=(5, 0), textcoords="offset points", va="center") for k in self.PLACES]
        # above the names of the languages, which stand to the left of the bars
        look = dict(xycoords="axes fraction", textcoords="offset points")
        title = ax.annotate("", (0, 1), xytext=(-75, 24), weight="bold", **look)
        compares = ax.annotate("", (0, 1), xytext=(-75, 8), fontsize=10, **look)
        return bars, numbers, title, compares

    @staticmethod
    def _bar(ax, colour, y=0, **look):
        return ax.barh([y], [0], height=0.7, edgecolor=colour, lw=1.5, **look)[0]

    def still_key(self, *, p, q, order, unit):
        return order, unit

    def draw_still(self, order, unit):
        table = costs(order, unit)
        cheapest, dearest = table.min(axis=1, keepdims=True), table.max(axis=1, keepdims=True)
        self._cells.set_data((table - cheapest) / (dearest - cheapest))
        for texts, values in zip(self._numbers, table, strict=True):
            for text, value in zip(texts, values, strict=True):
                text.set_text(number(value))
        self._cost.set_text(self.WORDS["cost"].format(unit=unit))
        self._own_compares.set_text(self.WORDS[unit])
        self._row.set_xlim(0, self.ROOM * table.max())
        self._own.set_xlim(0, self.ROOM * table.diagonal().max())
        for ax in (self._row, self._own):
            ax.set_xlabel(unit)
        _set_bars(self._own_bars, self._own_numbers, table.diagonal())

    def move(self, *, p, q, order, unit):
        table = costs(order, unit)
        text, model = CODES.index(p), CODES.index(q)
        self._row_frame.set_y(text - 0.5)
        self._column_frame.set_x(model - 0.5)
        self._ring.set_data([model], [text])
        self._row_title.set_text(self.WORDS["row"].format(language=LANGUAGES[p]))
        _set_bars(self._row_bars, self._row_numbers, table[text])
        own, cost = table[text, text], table[text, model]
        thickness = self._yours.get_height()
        self._yours.set(y=model - thickness / 2, width=own)
        self._extra.set(y=model - thickness / 2, x=own, width=cost - own, visible=cost > own)
        self._your_text.set(y=text - thickness / 2, width=own)


def _set_bars(bars, numbers, values):
    for bar, text, value in zip(bars, numbers, values, strict=True):
        bar.set_width(value)
        text.set_text(number(value))
        text.xy = value, text.xy[1]
