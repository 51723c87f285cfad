"""One logit of the true class: what cross-entropy, squared error and accuracy say, and how hard they push."""

import math

import numpy as np

from xentlib.engine.controls import slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Readout, dots
from xentlib.engine.style import INK, Q_COLOUR, Q_DASH, TOTAL_COLOUR, number, numbers
from xentlib.models.alternatives import losses_of_logit, sigmoid, slopes_of_logit


class LogitGradients(MovingFigure):
    """Three ways to score one logit of the true class: how bad it is, and how hard it is pushed.

    The smooth ones are drawn as far as one has gone from the right: what comes where the model is wrong is not told.
    """

    size = (10, 4.375)
    WORDS = {
        "left": "The loss",
        "loss": "nats (errors have no unit)",
        "right": "Its slope: how hard the logit is pushed",
        "slope": "slope per unit of logit",
        "axis": "z, the logit of the true class",
        "losses": ("cross-entropy = {value} nats", "squared error = {value}", "error 0/1 = {value}"),
        "slopes": ("cross-entropy: {value}", "squared error: {value}", "error 0/1: {value}"),
        "jump": "a jump",
    }
    LOOKS = (
        dict(color=TOTAL_COLOUR, lw=2.5),
        dict(color=INK, lw=2, ls=Q_DASH),
        dict(color="#6B6B6B", lw=2.5, ls=":"),
    )
    FINE = np.r_[-8:-3:9j, -2.7:2.7:25j, 3:8:9j]  # closer where the curves bend
    CORNERS = np.array([-8, -1e-9, 1e-9, 8])  # of the 0/1 error

    def prepare(self, *, z):
        return {"z": z, "losses": losses_of_logit(z), "slopes": slopes_of_logit(z)}

    def measure(self, *, z, losses, slopes):
        (total, squared, _), (total_slope, squared_slope, _) = losses, slopes
        return {
            "cross-entropy": total,
            "squared error": float(squared),
            "accuracy": float(z > 0),
            "slope of cross-entropy": float(total_slope),
            "slope of squared error": float(squared_slope),
        }

    def say(self, values, *, z, losses, slopes):
        total, squared, _, total_slope, squared_slope = numbers(values.values())
        return (
            f"Logit z = {number(z, 1)}, ŷ = {number(float(sigmoid(z)), 4)} for the true class: "
            f"cross-entropy {total} nats, slope {total_slope}; squared error {squared}, slope {squared_slope}; "
            f"error 0/1 {number(1 - values['accuracy'], 0)}, {'slope 0' if z else 'a jump'}."
        )

    def make(self):
        left, right = self.axes(1, 1, left=0.06, right=0.98, top=0.9, bottom=0.15, wspace=0.2)
        self._sides = []
        for ax, title, axis, names, heights, limits, corner in (
            (left, "left", "loss", "losses", losses_of_logit, (-0.2, 8.6), (0.34, 0.92)),
            (right, "right", "slope", "slopes", slopes_of_logit, (-1.06, 0.1), (0.46, 0.25)),
        ):
            ax.set(xlim=(-8.3, 8.3), ylim=limits, xticks=range(-8, 9, 4), xlabel=self.WORDS["axis"])
            ax.set_title(self.WORDS[title])
            ax.set_ylabel(self.WORDS[axis], labelpad=2)
            ax.plot(self.CORNERS, heights(self.CORNERS)[-1], **self.LOOKS[-1])
            lines = [self.line(ax, **look) for look in self.LOOKS[:-1]]
            readout = Readout(self, ax, *corner, zip(self.WORDS[names], self.LOOKS, strict=True), sample=0.066)
            marks = dots(self, ax, self.LOOKS)
            marks[-1].set(markerfacecolor="white", markersize=6)  # it lies on a dark one where the model is right
            self._sides.append((lines, heights(self.FINE), marks, readout))

    def move(self, values, *, z, losses, slopes):
        passed = self.FINE > z
        for (lines, curves, marks, readout), heights in zip(self._sides, (losses, slopes), strict=True):
            for line, curve, height in zip(lines, curves, heights, strict=False):
                line.set_data(np.r_[z, self.FINE[passed]], np.r_[height, curve[passed]])
            for dot, height in zip(marks, heights, strict=True):
                dot.set_data([z], [height])
            *smooth, step = heights
            readout.show(*numbers(smooth), self.WORDS["jump"] if math.isnan(step) else number(step, 0))


def explore_logit_gradients():
    return Explorer(LogitGradients, {"z": slider("logit z", 1.0, -8.0, 8.0, 0.1, Q_COLOUR)}, columns=1)
