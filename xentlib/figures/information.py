"""The surprise of one event: its curve, what independence does to it, and which function can measure it."""

import math

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from xentlib.figures.base import MovingFigure
from xentlib.figures.style import BASE, INK, P_COLOUR, number, small
from xentlib.information import self_information

SECOND_COLOUR = "#A9D1EA"  # of the second event: lighter, and outlined
BOTH_COLOUR = "#D9D9D9"

# what might measure surprise
CANDIDATES = {
    "−log₂ p": self_information,
    "−ln p": lambda p: self_information(p, base=math.e),
    "1 − p": lambda p: 1 - p,
    "1/p − 1": lambda p: 1 / p - 1,
    "0": lambda p: 0 * p,
    "+ln p": lambda p: -self_information(p, base=math.e),
}


class SelfInformation(MovingFigure):
    """The curve −log p, over p or over the powers of ten of p, and the surprise of one event as a stem below it."""

    size = (10, 3.875)
    WORDS = {
        "title": "How surprising it is that the event happened",
        "probability": "p, how probable the event was",
        "surprise": "I in {unit}",
        "value": "I = {value} {unit}",
        "above": "↑ {value} {unit}",
    }
    LOWEST = 1e-10
    TOP = {"linear": {"bits": 8, "nats": 5.5}, "log": {"bits": 34, "nats": 24}}
    TICKS = {"linear": {"bits": 2, "nats": 1}, "log": {"bits": 10, "nats": 5}}
    STRIP = 1.13, 1.3  # a dot above the top of the linear axis stands in the strip over it

    def make(self):
        self._ax = ax = self.figure.subplots(gridspec_kw=dict(left=0.08, right=0.83, top=0.88, bottom=0.18))
        ax.set_xlabel(self.WORDS["probability"], color=P_COLOUR)
        (self._curve,) = ax.plot([], [], color=P_COLOUR, lw=2.5)
        (self._goes_on,) = ax.plot([], [], "^", ms=9, color=P_COLOUR)
        self._stem = self.moves(ax.plot([], [], color=INK, lw=3)[0])
        self._dot = self.moves(ax.plot([], [], "o", ms=11, color=P_COLOUR, mec=INK)[0])
        self._value = self.moves(
            ax.annotate("", (0.5, 0), xytext=(11, 3), textcoords="offset points", color=P_COLOUR, weight="bold")
        )

    def still_key(self, *, p, axis, unit):
        return axis, unit

    def draw_still(self, axis, unit):
        ax, top, base = self._ax, self.TOP[axis][unit], BASE[unit]
        ax.set_title(self.WORDS["title"], weight="bold")
        ax.set_ylabel(self.WORDS["surprise"].format(unit=unit))
        if axis == "log":
            ax.set(xscale="log", xlim=(self.LOWEST, 1), ylim=(0, top))
            powers = 10.0 ** np.arange(-10, 1, 2)
            ax.set_xticks(powers, [small(power) for power in powers])
            ax.set_xticks([], minor=True)
        else:
            ax.set(xscale="linear", xlim=(0, 1), ylim=(0, self.STRIP[1] * top))
            ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
        ax.set_yticks(np.arange(0, top + 0.1, self.TICKS[axis][unit]))
        leaves_at = max(base**-top, self.LOWEST)
        p = np.geomspace(leaves_at, 1, 200)
        self._curve.set_data(p, self_information(p, base=base))
        self._goes_on.set_data([leaves_at], [top])
        self._goes_on.set_visible(axis == "linear")

    def move(self, *, p, axis, unit):
        value, top = self_information(p, base=BASE[unit]), self.TOP[axis][unit]
        height = value if value <= top else self.STRIP[0] * top
        self._stem.set_data([p, p], [0, height])
        self._dot.set_data([p], [height])
        self._value.xy = p, height
        words = self.WORDS["value" if value <= top else "above"]
        self._value.set_text(words.format(value=number(value), unit=unit))


class IndependentEvents(MovingFigure):
    """Two independent events: the area p(A)·p(B) of their rectangle, and the length I(A) + I(B)."""

    size = (10, 4.125)
    WORDS = {
        "left": "Probabilities multiply: the area",
        "right": "Surprises add: the length, in {unit}",
        "a": "p(A) = {value}",
        "b": "p(B) = {value}",
        "area": "p(A)·p(B) = {value}",
        "I(A)": "I(A) = {value} {unit}",
        "I(B)": "I(B) = {value} {unit}",
        "I(A and B)": "I(A and B) = {value} {unit}",
    }
    TOP = {"bits": 9, "nats": 6.3}

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1, 1.7], gridspec_kw=dict(left=0.05, right=0.97, top=0.88, bottom=0.14, wspace=0.1)
        )
        self._make_square(left)
        self._right = right
        right.set(ylim=(0, 1), yticks=[])
        right.spines["left"].set_visible(False)
        looks = (dict(color=P_COLOUR), dict(facecolor=SECOND_COLOUR, edgecolor=P_COLOUR, lw=1.5))
        self._a, self._b = (self.moves(right.barh([0.62], [0], height=0.2, **look)[0]) for look in looks)
        self._both = self.moves(right.barh([0.29], [0], height=0.2, facecolor=BOTH_COLOUR, edgecolor=INK, lw=1.5)[0])
        self._same_end = self.moves(right.plot([], [], ":", color=INK, lw=2)[0])
        self._labels = {
            name: self.moves(right.text(0, y, "", va="center", weight="bold", color=colour, fontsize=12))
            for name, y, colour in (("I(A)", 0.9, P_COLOUR), ("I(B)", 0.79, P_COLOUR), ("I(A and B)", 0.12, INK))
        }

    def _make_square(self, ax):
        ax.set(xlim=(-0.08, 1.02), ylim=(-0.08, 1.02), xticks=[], yticks=[], aspect="equal", anchor="W")
        ax.spines[:].set_visible(False)
        ax.set_title(self.WORDS["left"], weight="bold")
        ax.add_patch(Rectangle((0, 0), 1, 1, facecolor="white", edgecolor=INK, lw=1.5))
        self._area = self.moves(ax.add_patch(Rectangle((0, 0), 0, 0, facecolor=BOTH_COLOUR, edgecolor=INK, lw=1.5)))
        self._width = self.moves(ax.add_patch(Rectangle((0, -0.06), 0, 0.035, color=P_COLOUR)))
        self._height = self.moves(
            ax.add_patch(Rectangle((-0.06, 0), 0.035, 0, facecolor=SECOND_COLOUR, edgecolor=P_COLOUR, lw=1.5))
        )
        bold = dict(weight="bold", color=P_COLOUR)
        self._words_a = self.moves(ax.text(0, -0.09, "", va="top", **bold))
        self._words_b = self.moves(ax.text(-0.09, 0, "", ha="right", va="bottom", rotation=90, **bold))
        self._words_area = self.moves(ax.text(0, 0, "", weight="bold"))

    def still_key(self, *, a, b, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit), weight="bold")
        self._right.set_xlim(0, self.TOP[unit])

    def move(self, *, a, b, unit):
        self._area.set(width=a, height=b)
        self._width.set_width(a)
        self._height.set_height(b)
        self._words_a.set_text(self.WORDS["a"].format(value=number(a)))
        self._words_b.set_text(self.WORDS["b"].format(value=number(b)))
        self._words_area.set_text(self.WORDS["area"].format(value=number(a * b, 4)))
        self._place_area(a, b)
        first, second, both = (self_information(p, base=BASE[unit]) for p in (a, b, a * b))
        self._a.set_width(first)
        self._b.set(x=first, width=second)
        self._both.set_width(both)
        self._same_end.set_data([both, both], [0.19, 0.72])
        for (name, label), value in zip(self._labels.items(), (first, second, both), strict=True):
            label.set_text(self.WORDS[name].format(value=number(value), unit=unit))
        self._labels["I(B)"].set_x(min(first, 0.7 * self.TOP[unit]))

    def _place_area(self, a, b):
        """In the rectangle if there is room, else just above it; at the top there is room beside it alone."""
        label = self._words_area
        if a >= 0.66 and b >= 0.12:
            label.set(x=a / 2, y=b / 2, ha="center", va="center")
        elif b <= 0.88:
            label.set(x=0.02, y=b + 0.02, ha="left", va="bottom")
        else:
            label.set(x=a + 0.03, y=0.5, ha="left", va="center")


class Candidates(MovingFigure):
    """A function of p on trial as a measure of surprise, by three requirements."""

    size = (10, 4.125)
    WORDS = {
        "left": "f(p) = {f}",
        "right": "Two independent events",
        "probability": "p",
        "dots": ("A", "B", "A and B"),
        "sum": "f(A) + f(B) = {a} {sign} {b} = {value}",
        "both": "f(A and B) = {value}",
        "certain": ("✗ certain is not 0", "✓ certain → 0"),
        "rarer": ("✗ rarer is not strictly more", "✓ rarer → strictly more"),
        "adds": ("✗ independent: does not add here", "✓ independent: adds here"),
        "trivial": ("", "✓ adds here, where one is certain"),
    }
    RANGE = {"−log₂ p": (0, 7), "−ln p": (0, 5), "1 − p": (0, 1), "1/p − 1": (0, 20), "0": (-1, 1), "+ln p": (-5, 0)}
    FINE = np.geomspace(0.004, 1, 300)

    def make(self):
        self._left = left = self.figure.add_axes([0.06, 0.15, 0.36, 0.66])
        self._right = right = self.figure.add_axes([0.5, 0.46, 0.47, 0.44])
        left.set(xlim=(0, 1), xticks=[0, 0.25, 0.5, 0.75, 1], xlabel=self.WORDS["probability"])
        (self._curve,) = left.plot([], [], color=P_COLOUR, lw=2.5)
        looks = (
            dict(marker="o", ms=14, mfc=P_COLOUR, mec=P_COLOUR),
            dict(marker="s", ms=9, mfc=SECOND_COLOUR, mec=P_COLOUR, mew=1.5),
            dict(marker="D", ms=8, mfc=BOTH_COLOUR, mec=INK, mew=1.5),
        )
        self._dots = [
            self.moves(left.plot([], [], ls="", label=words, **look)[0])
            for words, look in zip(self.WORDS["dots"], looks, strict=True)
        ]
        left.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, ncols=3, borderaxespad=0, handletextpad=0.3)
        right.set(ylim=(0, 1), yticks=[])
        right.spines["left"].set_visible(False)
        right.set_title(self.WORDS["right"], weight="bold")
        for axis in (left.yaxis, right.xaxis):
            axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        looks = (
            dict(color=P_COLOUR),
            dict(facecolor=SECOND_COLOUR, edgecolor=P_COLOUR, lw=1.5),
            dict(facecolor=BOTH_COLOUR, edgecolor=INK, lw=1.5),
        )
        self._bars = [
            self.moves(right.barh([y], [0], height=0.2, **look)[0])
            for y, look in zip((0.67, 0.67, 0.2), looks, strict=True)
        ]
        (self._beyond,) = right.plot([], [], ">", ms=11, color=INK)
        self.moves(self._beyond)
        at_the_left = dict(transform=right.get_yaxis_transform(), va="center", weight="bold")
        self._sum = self.moves(right.text(0, 0.87, "", color=P_COLOUR, **at_the_left))
        self._both = self.moves(right.text(0, 0.4, "", **at_the_left))
        self._certain, self._rarer, adds = (
            right.text(0, y, "", transform=right.transAxes, fontsize=13) for y in (-0.44, -0.65, -0.86)
        )
        self._adds = self.moves(adds)

    def still_key(self, *, f, a, b):
        return (f,)

    def draw_still(self, f):
        low, high = self.RANGE[f]
        values = CANDIDATES[f](self.FINE)
        self._left.set_title(self.WORDS["left"].format(f=f), weight="bold", pad=24)
        self._left.set_ylim(low, high + 0.1 * (high - low))
        self._curve.set_data(self.FINE, np.where(values <= high, values, np.nan))
        self._right.set_xlim(low, 2 * high if f == "1 − p" else high)
        self._judge(self._certain, CANDIDATES[f](1.0) == 0, "certain")
        self._judge(self._rarer, (np.diff(values) < 0).all(), "rarer")

    def move(self, *, f, a, b):
        function = CANDIDATES[f]
        low, high = self.RANGE[f]
        first, second, both = values = [float(function(p)) for p in (a, b, a * b)]
        for dot, p, value in zip(self._dots, (a, b, a * b), values, strict=True):
            dot.set_data([p], [value if value <= high else high + 0.05 * (high - low)])
        end = self._right.get_xlim()[1]
        for bar, start, value in zip(self._bars, (0, first, 0), values, strict=True):
            bar.set(x=start, width=min(value, end))
        self._beyond.set_data(([end], [0.2]) if both > end else ([], []))
        words = dict(a=number(first, 3), b=number(abs(second), 3), value=number(first + second, 3))
        self._sum.set_text(self.WORDS["sum"].format(sign="−" if second < 0 else "+", **words))
        self._both.set_text(self.WORDS["both"].format(value=number(both, 3)))
        trivial = max(a, b) == 1
        self._judge(self._adds, adds(f, a, b), "trivial" if trivial else "adds")

    def _judge(self, line, passed, words):
        line.set(text=self.WORDS[words][bool(passed)], weight="normal" if passed else "bold")


def adds(f, a, b):
    """Is f of both events the sum, for events of these probabilities?"""
    function = CANDIDATES[f]
    return bool(abs(function(a) + function(b) - function(a * b)) < 1e-9)
