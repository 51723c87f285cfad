"""Entropy in pictures: the two-outcome curve, K weighted outcomes, and what entropy does not see."""

import math

import numpy as np

from xentlib.figures.base import MovingFigure
from xentlib.figures.style import BASE, INK, P_COLOUR, number
from xentlib.information import bernoulli, entropy, self_information

FINE = np.linspace(0, 1, 301)


class BinaryEntropy(MovingFigure):
    """The surprise of heads, the surprise of tails, and their average H(P) as p(heads) moves."""

    size = (10, 3.875)
    WORDS = {
        "curve": "H(P) of a coin",
        "bars": "Surprises, and their weighted average",
        "probability": "p(heads)",
        "sides": ("I(heads)", "I(tails)", "H(P)"),
    }
    TOP = {"bits": 7.0, "nats": 5.0}  # taller bars are cut here and labelled

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1.2, 1], gridspec_kw=dict(left=0.07, right=0.98, top=0.88, bottom=0.16, wspace=0.18)
        )
        self._left, self._right = left, right
        left.set(xlim=(0, 1), xticks=np.arange(0, 1.01, 0.25), xlabel=self.WORDS["probability"])
        left.set_title(self.WORDS["curve"], weight="bold")
        (self._curve,) = left.plot([], [], color=P_COLOUR, lw=2.5)
        right.set(xlim=(-0.6, 2.6), xticks=range(3))
        right.set_xticklabels(self.WORDS["sides"])
        right.set_title(self.WORDS["bars"], weight="bold")
        (self._dot,) = left.plot([], [], "o", ms=11, color=P_COLOUR, mec=INK)
        self._value = left.annotate(
            "", (0, 0), xytext=(0, 0), textcoords="offset points", ha="center", weight="bold", color=P_COLOUR
        )
        self._bars = [*right.bar([0, 1], [0, 0], width=0.6, color="#D9D9D9", edgecolor=INK, lw=1)]
        self._bars += right.bar([2], [0], width=0.6, color=P_COLOUR, edgecolor=INK, lw=1)
        self._labels = [right.text(k, 0, "", ha="center", va="bottom", weight="bold") for k in range(3)]
        for artist in (self._dot, self._value, *self._bars, *self._labels):
            self.moves(artist)

    def still_key(self, *, p, unit):
        return (unit,)

    def draw_still(self, unit):
        most, top = entropy([0.5, 0.5], base=BASE[unit]), self.TOP[unit]
        self._curve.set_data(FINE, entropy(bernoulli(FINE), base=BASE[unit]))
        self._left.set(ylim=(0, 1.25 * most), ylabel=unit)
        self._right.set(ylim=(0, 1.12 * top), yticks=range(int(top) + 1), ylabel=unit)

    def move(self, *, p, unit):
        base, top = BASE[unit], self.TOP[unit]
        average = entropy(bernoulli(p), base=base)
        self._dot.set_data([p], [average])
        self._value.xy = p, average
        # inside the arch, and above the axis
        pixels_above_axis = average / self._left.get_ylim()[1] * self._left.bbox.height
        self._value.set_text(f"{number(average)} {unit}")
        self._value.set_position((90 * (0.5 - p), max(-30, 5 - pixels_above_axis)))
        heights = (self_information(p, base=base), self_information(1 - p, base=base), average)
        for bar, label, height in zip(self._bars, self._labels, heights, strict=True):
            bar.set_height(min(height, top))
            label.set(y=min(height, top) + 0.01 * top, text=number(height) if height <= top else "↑ " + number(height))


class OutcomeEntropy(MovingFigure):
    """Outcomes by weight: their probabilities, the surprise of each, and H(P) against its ceiling log K."""

    size = (10, 3.875)
    OUTCOMES = "ABCD"
    WORDS = {
        "left": "Probability = weight ÷ sum of weights",
        "probability": "probability",
        "surprise": "I = {value} {unit}",
        "right": "Average surprise",
        "ceiling": "log K = {value} {unit}, the ceiling",
        "entropy": "H(P) = {value} {unit}",
    }

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1.35, 1], gridspec_kw=dict(left=0.075, right=0.97, top=0.88, bottom=0.16, wspace=0.14)
        )
        places = range(len(self.OUTCOMES))
        left.set(xlim=(-0.6, len(self.OUTCOMES) - 0.4), ylim=(0, 1.36), xticks=places, yticks=[0, 0.25, 0.5, 0.75, 1])
        left.set_xticklabels(self.OUTCOMES)
        left.set_ylabel(self.WORDS["probability"])
        left.set_title(self.WORDS["left"], weight="bold")
        self._bars = left.bar(places, 0, width=0.62, color=P_COLOUR)
        self._probabilities = [
            left.text(k, 0, "", ha="center", va="bottom", color=P_COLOUR, weight="bold") for k in places
        ]
        self._surprises = [left.text(k, 0, "", ha="center", va="bottom", fontsize=10) for k in places]
        self._right = right
        right.set(ylim=(0, 1), yticks=[])
        right.spines["left"].set_visible(False)
        right.set_title(self.WORDS["right"], weight="bold")
        (self._ceiling,) = right.plot([0, 0], [0, 0.78], color=INK, lw=2, ls="--")
        self._ceiling_label = right.text(0, 0.84, "", ha="right", va="center")
        self._entropy = right.barh([0.45], [0], height=0.34, color=P_COLOUR)[0]
        self._entropy_label = right.text(0, 0.16, "", va="center", color=P_COLOUR, weight="bold")
        for artist in (*self._bars, *self._probabilities, *self._surprises, self._entropy, self._entropy_label):
            self.moves(artist)

    def still_key(self, *, p, unit):
        return (unit,)

    def draw_still(self, unit):
        ceiling = math.log(len(self.OUTCOMES)) / math.log(BASE[unit])
        self._right.set(xlim=(0, 1.08 * ceiling), xlabel=unit)
        self._ceiling.set_xdata([ceiling, ceiling])
        self._ceiling_label.set(x=ceiling, text=self.WORDS["ceiling"].format(value=number(ceiling), unit=unit))

    def move(self, *, p, unit):
        base = BASE[unit]
        for k, probability in enumerate(p):
            self._bars[k].set_height(probability)
            self._probabilities[k].set(y=probability + 0.1, text=number(probability, 3))
            surprise = number(self_information(probability, base=base))
            self._surprises[k].set(y=probability + 0.01, text=self.WORDS["surprise"].format(value=surprise, unit=unit))
        value = entropy(p, base=base)
        self._entropy.set_width(value)
        self._entropy_label.set_text(self.WORDS["entropy"].format(value=number(value), unit=unit))


class SpreadOfValues(MovingFigure):
    """Four outcomes on a number line: stretch or reorder them, the variance moves and H(P) does not."""

    size = (10, 3.375)
    WORDS = {
        "title": "Where the outcomes lie, and how likely each is",
        "value": "value of the outcome",
        "mean": "mean",
        "variance": "variance = {value}",
        "entropy": "H(P) = {value} bits",
    }

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.06, right=0.7, top=0.88, bottom=0.19))
        ax.set(xlim=(-8, 8), ylim=(0, 0.55), xlabel=self.WORDS["value"], yticks=[0, 0.2, 0.4])
        ax.set_title(self.WORDS["title"], weight="bold")
        self._bars = ax.bar([0] * 4, 0, width=0.5, color=P_COLOUR)
        self._labels = [ax.text(0, 0, "", ha="center", va="bottom", color=P_COLOUR, fontsize=10) for _ in range(4)]
        (self._mean,) = ax.plot([], [], "v", ms=10, color=INK)
        self._variance = ax.text(1.08, 0.7, "", transform=ax.transAxes, weight="bold", fontsize=13)
        self._entropy = ax.text(1.08, 0.45, "", transform=ax.transAxes, weight="bold", fontsize=13, color=P_COLOUR)
        self._mean_label = ax.text(1.08, 0.2, "▼ " + self.WORDS["mean"], transform=ax.transAxes)
        for artist in (*self._bars, *self._labels, self._mean, self._variance, self._entropy):
            self.moves(artist)

    def move(self, *, values, p):
        for bar, label, value, probability in zip(self._bars, self._labels, values, p, strict=True):
            bar.set(x=value - 0.25, height=probability)
            label.set(x=value, y=probability + 0.01, text=number(probability, 1))
        mean = np.dot(p, values)
        self._mean.set_data([mean], [0.5])
        self._variance.set_text(self.WORDS["variance"].format(value=number(np.dot(p, (values - mean) ** 2))))
        self._entropy.set_text(self.WORDS["entropy"].format(value=number(entropy(p), 4)))
