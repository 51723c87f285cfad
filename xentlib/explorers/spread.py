"""Four outcomes on a number line: stretch or reorder them, the variance moves and the entropy does not."""

import numpy as np

from xentlib.engine.controls import menu, slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.style import INK, P_COLOUR, number
from xentlib.information import entropy

ORDERS = {
    "0.4 0.3 0.2 0.1": (0.4, 0.3, 0.2, 0.1),
    "0.1 0.4 0.3 0.2": (0.1, 0.4, 0.3, 0.2),
    "0.4 0.1 0.2 0.3": (0.4, 0.1, 0.2, 0.3),
}
ONE_APART = np.array([-1.5, -0.5, 0.5, 1.5])


class Spread(MovingFigure):
    """Where four outcomes lie, and how likely each is; their variance and their entropy."""

    size = (10, 3.375)
    WORDS = {
        "title": "Where the outcomes lie, and how likely each is",
        "value": "value of the outcome",
        "mean": "mean",
        "variance": "variance = {value}",
        "entropy": "H(P) = {value} bits",
    }

    def prepare(self, *, stretch, order):
        values, p = stretch * ONE_APART, ORDERS[order]
        return {"stretch": stretch, "order": order, "places": values, "p": p, "mean": np.dot(p, values)}

    def measure(self, *, places, p, mean, **_):
        return {"variance": float(np.dot(p, (places - mean) ** 2)), "H(P)": entropy(p)}

    def say(self, values, *, stretch, order, **_):
        return (
            f"Probabilities {order}, {number(stretch, 1)} apart: "
            f"variance {number(values['variance'])}, H(P) = {number(values['H(P)'], 4)} bits."
        )

    def make(self):
        ax = self.axes(1, left=0.06, right=0.7, top=0.88, bottom=0.19)
        ax.set(xlim=(-8, 8), ylim=(0, 0.55), xlabel=self.WORDS["value"], yticks=[0, 0.2, 0.4])
        ax.set_title(self.WORDS["title"])
        self._bars = [self.moves(bar) for bar in ax.bar([0] * 4, 0, width=0.5, color=P_COLOUR)]
        self._labels = [self.text(ax, ha="center", va="bottom", color=P_COLOUR, fontsize=10) for _ in range(4)]
        self._mean = self.line(ax, "v", ms=10, color=INK)
        beside = dict(transform=ax.transAxes, weight="bold", fontsize=13)
        self._variance = self.text(ax, 1.08, 0.7, **beside)
        self._entropy = self.text(ax, 1.08, 0.45, color=P_COLOUR, **beside)
        ax.text(1.08, 0.2, "▼ " + self.WORDS["mean"], transform=ax.transAxes)

    def move(self, values, *, places, p, mean, **_):
        for bar, label, place, probability in zip(self._bars, self._labels, places, p, strict=True):
            bar.set(x=place - 0.25, height=probability)
            label.set(x=place, y=probability + 0.01, text=number(probability, 1))
        self._mean.set_data([mean], [0.5])
        self._variance.set_text(self.WORDS["variance"].format(value=number(values["variance"])))
        self._entropy.set_text(self.WORDS["entropy"].format(value=number(values["H(P)"], 4)))


def explore_spread():
    return Explorer(
        Spread,
        {
            "stretch": slider("distance", 1.0, 1.0, 5.0, 0.1),
            "order": menu("order", list(ORDERS), "0.4 0.3 0.2 0.1"),
        },
    )
