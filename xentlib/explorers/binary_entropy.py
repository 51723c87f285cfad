"""A coin: the surprise of heads, of tails, and their average H(P), as p(heads) moves."""

import numpy as np

from xentlib.engine.controls import probability, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import BOTH_COLOUR
from xentlib.engine.style import BASE, INK, P_COLOUR, number, numbers
from xentlib.information import bernoulli, entropy, self_information


class BinaryEntropy(MovingFigure):
    """H(P) of the coin and of all fairer ones, and beside it the two surprises with their average."""

    size = (10, 3.875)
    WORDS = {
        "curve": "H(P), from the fair coin to this one",
        "bars": "Surprises, and their weighted average",
        "probability": "p(heads)",
        "sides": ("I(heads)", "I(tails)", "H(P)"),
    }
    TOP = {"bits": 7.0, "nats": 5.0}  # taller bars are cut here and labelled
    FINE = np.linspace(0, 1, 301)

    def measure(self, *, p, unit):
        base = BASE[unit]
        return {
            "I(heads)": self_information(p, base=base),
            "I(tails)": self_information(1 - p, base=base),
            "H(P)": entropy(bernoulli(p), base=base),
        }

    def say(self, values, *, p, unit):
        heads, tails, average = numbers(values.values())
        return (
            f"p(heads) = {number(p)}: heads would surprise by {heads} {unit}, tails by {tails} {unit}; "
            f"on average H(P) = {average} {unit}."
        )

    def make(self):
        left, right = self.axes(1.2, 1, left=0.07, right=0.98, top=0.88, bottom=0.16, wspace=0.18)
        self._left, self._right = left, right
        left.set(xlim=(0, 1), xticks=np.arange(0, 1.01, 0.25), xlabel=self.WORDS["probability"])
        left.set_title(self.WORDS["curve"])
        self._curve = self.line(left, color=P_COLOUR, lw=2.5)
        right.set(xlim=(-0.6, 2.6), xticks=range(3))
        right.set_xticklabels(self.WORDS["sides"])
        right.set_title(self.WORDS["bars"])
        self._dot = self.line(left, "o", ms=11, color=P_COLOUR, mec=INK)
        self._value = self.note(left, ha="center", weight="bold", color=P_COLOUR)
        colours = BOTH_COLOUR, BOTH_COLOUR, P_COLOUR
        bars = right.bar(range(3), [0] * 3, width=0.6, color=colours, edgecolor=INK, lw=1)
        self._bars = [self.moves(bar) for bar in bars]
        self._labels = [self.text(right, k, ha="center", va="bottom", weight="bold") for k in range(3)]

    def still_key(self, *, p, unit):
        return (unit,)

    def draw_still(self, unit):
        most, top = entropy([0.5, 0.5], base=BASE[unit]), self.TOP[unit]
        self._left.set(ylim=(0, 1.25 * most), ylabel=unit)
        self._right.set(ylim=(0, 1.12 * top), yticks=range(int(top) + 1), ylabel=unit)

    def move(self, values, *, p, unit):
        average, top = values["H(P)"], self.TOP[unit]
        # not the whole curve from the start: it would tell where the slider leads
        fairer = np.clip(self.FINE, min(p, 1 - p), max(p, 1 - p))
        self._curve.set_data(fairer, entropy(bernoulli(fairer), base=BASE[unit]))
        self._dot.set_data([p], [average])
        self._value.xy = p, average
        # inside the arch, and above the axis
        pixels_above_axis = average / self._left.get_ylim()[1] * self._left.bbox.height
        self._value.set_text(f"{number(average)} {unit}")
        self._value.set_position((90 * (0.5 - p), max(-30, 5 - pixels_above_axis)))
        for bar, label, height in zip(self._bars, self._labels, values.values(), strict=True):
            bar.set_height(min(height, top))
            label.set(y=min(height, top) + 0.01 * top, text=number(height) if height <= top else "↑ " + number(height))


def explore_binary_entropy():
    return Explorer(BinaryEntropy, {"p": probability("p(heads)", 0.5, 0.0, 1.0, 0.01, P_COLOUR), "unit": unit()})
