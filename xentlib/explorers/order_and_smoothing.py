"""A model that counts: its loss on training and held-out text, over its order and over its smoothing λ."""

import numpy as np

from xentlib.data import LANGUAGES
from xentlib.engine import controls
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Cut
from xentlib.engine.style import INK, Q_DASH, TOTAL_COLOUR, number, numbers
from xentlib.models.declarations import LIGHT_SMOOTHING, ORDERS, SMOOTHINGS, losses


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

    def measure(self, *, language, order, smoothing):
        return dict(zip(("training", "held-out"), losses(language, order, smoothing), strict=True))

    def say(self, values, *, language, order, smoothing):
        training, held_out = numbers(values.values())
        return (
            f"{LANGUAGES[language]}, order {order}, λ = {smoothing:g}: "
            f"{training} bits per letter on the training text, {held_out} on the held-out articles."
        )

    def make(self):
        left, right = self.axes(1, 1.2, left=0.065, right=0.985, top=0.86, bottom=0.125, wspace=0.16)
        self._text = self.figure.text(0.01, 0.95, "", weight="bold")
        self._over_order, self._over_smoothing = (
            LossCurves(self, ax, places, self.TOP) for ax, places in ((left, ORDERS), (right, self.DECADES))
        )
        left.set_xticks(ORDERS)
        right.set_xticks(
            [place for place in self.DECADES if np.isfinite(place)], [f"{value:g}" for value in SMOOTHINGS]
        )
        right.spines["bottom"].set_bounds(-4.6, 1.7)
        for ax, words in ((left, "order"), (right, "smoothing")):
            ax.set(xlabel=self.WORDS[words], ylabel=self.WORDS["loss"])
            ax.tick_params(labelsize=11)
        look = dict(va="bottom")
        self._titles = [self.text(ax, 0, 1.03, transform=ax.transAxes, **look) for ax in (left, right)]

    def still_key(self, *, language, order, smoothing):
        return (language,)

    def draw_still(self, language):
        self._text.set_text(self.WORDS["text"].format(language=LANGUAGES[language]))

    def move(self, values, *, language, order, smoothing):
        # up to the chosen order: what a longer memory does is left to predict
        by_order = np.transpose([losses(language, place, smoothing) for place in range(order + 1)])
        self._over_order.show(*by_order, order)
        by_smoothing = np.transpose([losses(language, order, place) for place in SMOOTHINGS])
        broken, k = np.insert(by_smoothing, 1, np.nan, axis=1), SMOOTHINGS.index(smoothing)
        self._over_smoothing.show(*broken, k + (k > 0))
        self._titles[0].set_text(self.WORDS["over order"].format(smoothing=f"{smoothing:g}"))
        self._titles[1].set_text(self.WORDS["over smoothing"].format(order=order))


class LossCurves:
    """Training and held-out loss at places along an axis; one of the places has dots with numbers.

    A loss of ∞ stands in a strip above the cut. A place that is NaN breaks the curves.
    """

    STRIP, END = 1.1, 1.2  # of the top: where ∞ stands above the cut, and the end of its strip
    ROOM = 0.136  # of the top: the height of a dot's words
    LOOKS = {"training": dict(ls="-"), "held-out": dict(ls=Q_DASH, mfc="white")}
    # so that both are seen where they are at one place
    DOTS = {"training": dict(ms=13, mfc=TOTAL_COLOUR), "held-out": dict(ms=8, mfc="white", mew=1.5)}

    def __init__(self, figure, ax, places, top):
        self._places, self._cut = np.array(places), Cut(top, self.STRIP * top)
        ax.set(xlim=(np.nanmin(places) - 0.7, np.nanmax(places) + 0.7), ylim=(0, self.END * top))
        ticks = range(top + 1)
        ax.set_yticks([*ticks, self._cut.strip], [*map(str, ticks), "∞"])
        ax.spines["left"].set_bounds(0, top)
        self._curves, self._dots, self._words = {}, {}, {}
        for name, look in self.LOOKS.items():
            self._curves[name] = figure.line(ax, marker="o", ms=6, lw=2.5, color=TOTAL_COLOUR, **look)
            self._dots[name] = figure.line(ax, "o", mec=INK, zorder=3, **self.DOTS[name])
            self._words[name] = figure.note(ax, ha="center", color=TOTAL_COLOUR, weight="bold", linespacing=1.0)

    def show(self, training, held_out, k):
        """The losses at the first places or at all, and the place with the dots."""
        strip, places = self._cut.strip, self._places[: len(training)]
        for name, values in (("training", training), ("held-out", held_out)):
            above = np.where(np.isinf(values), strip, np.nan)
            heights = np.r_[self._cut.curve(values), np.nan, above]
            self._curves[name].set_data(np.r_[places, np.nan, places], heights)
            self._curves[name].set_markevery(_isolated(heights))
            self._dots[name].set_data([places[k]], [self._cut.height(values[k])])
            self._words[name].set_text(f"{name}\n{number(values[k])}")
        # the words stand clear of their curve: above the upper, beneath the lower one if there is room
        if np.isinf(held_out[k]):
            self._set_words("held-out", k, strip, above=False)
        else:
            self._set_words("held-out", k, max(_near(held_out, k).max(), training[k]), above=True)
        lowest = min(_near(training, k).min(), held_out[k])
        above = lowest < self.ROOM * self._cut.top
        self._set_words("training", k, _near(training, k).max() if above else lowest, above)

    def _set_words(self, name, k, height, above):
        words = self._words[name]
        words.xy = self._places[k], height
        words.set_position((0, 7 if above else -7))
        words.set_va("bottom" if above else "top")


def _isolated(heights):
    """Whether a place is drawn and none beside it is, so that no line shows it."""
    drawn = np.isfinite(heights)
    beside = np.pad(drawn, 1)
    return drawn & ~beside[:-2] & ~beside[2:]


def _near(values, k):
    """A curve as far to both sides of a place as its words reach, where it is drawn."""
    reached = values[k] + 0.65 * (values[max(k - 1, 0) : k + 2] - values[k])
    return reached[np.isfinite(reached)]


def explore_order_and_smoothing():
    return Explorer(
        OrderAndSmoothing,
        {
            "language": controls.language("language", "en"),
            "order": controls.order(1),
            "smoothing": controls.choice("λ", SMOOTHINGS, LIGHT_SMOOTHING),
        },
    )
