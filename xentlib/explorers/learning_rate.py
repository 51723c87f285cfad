"""Softmax regression on digits: its training and held-out loss over 200 steps, by learning rate and smoothing."""

import math

import numpy as np

from xentlib.engine.controls import choice
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import pieces
from xentlib.engine.style import FAINT, INK, P_COLOUR, P_DASH, Q_DASH, TOTAL_COLOUR, number, numbers
from xentlib.models.softmax_regression import CLASSES, RATES, STEPS, floor, train


class LearningRate(MovingFigure):
    """Training and held-out loss, step by step, at one learning rate and one label smoothing."""

    size = (10, 4.25)
    WORDS = {
        "title": "Mean loss of softmax regression on handwritten digits",
        "step": "steps of gradient descent",
        "loss": "nats",
        "start": "ln 10 = {value} nats: every digit equally probable",
        "training": "training {value} nats",
        "held-out": "held-out {value} nats",
        "floor": "training floor {value} nats",
    }
    # every second step is enough, but for the first ones, where a high rate makes leaps
    SHOWN = np.r_[0:50, 50 : STEPS + 1 : 2]
    TOP, NEAREST = 4.2, 0.27  # nats; labels nearer to each other than this are moved apart
    LABEL_PLACE = STEPS + 7

    def prepare(self, *, rate, alpha):
        return {"rate": rate, "alpha": alpha, "model": train(rate, alpha)}

    def measure(self, *, rate, alpha, model):
        return {
            "training loss": float(model.training[-1]),
            "held-out loss": float(model.held_out[-1]),
            "floor": floor(alpha),
        }

    def say(self, values, *, rate, alpha, model):
        training, held_out, lowest = numbers(values.values())
        aim = f", never below {lowest}," if alpha else ""
        return (
            f"Learning rate {rate}, label smoothing {alpha}: after {STEPS} steps "
            f"the training loss is {training} nats{aim} and the held-out loss {held_out} nats."
        )

    def make(self):
        ax = self.axes(1, left=0.06, right=0.74, top=0.9, bottom=0.15)
        ax.set(xlim=(0, STEPS), ylim=(0, self.TOP), yticks=range(5), xlabel=self.WORDS["step"])
        ax.set(ylabel=self.WORDS["loss"], title=self.WORDS["title"])
        start = math.log(CLASSES)
        ax.plot([0, STEPS], [start, start], color=FAINT, lw=1.5, ls=":")
        ax.text(STEPS, start + 0.06, self.WORDS["start"].format(value=number(start, 4)), ha="right", va="bottom")
        self._lines, self._labels = {}, {}
        for name, colour, dash in (
            ("floor", P_COLOUR, P_DASH), ("training", TOTAL_COLOUR, "-"), ("held-out", TOTAL_COLOUR, Q_DASH),
        ):  # fmt: skip
            self._lines[name] = self.line(ax, color=colour, lw=1.5 if name == "floor" else 2.5, ls=dash)
            self._labels[name] = self.text(ax, self.LABEL_PLACE, color=colour, va="center", weight="bold")
        self._leaders = self.line(ax, color=INK, lw=1)

    def move(self, values, *, rate, alpha, model):
        ends = dict(zip(("training", "held-out", "floor"), values.values(), strict=True))
        for name, losses in (("training", model.training), ("held-out", model.held_out)):
            self._lines[name].set_data(self.SHOWN, losses[self.SHOWN])
        self._lines["floor"].set_data([0, STEPS], [ends["floor"]] * 2)
        for part in (self._lines, self._labels):
            part["floor"].set_visible(alpha > 0)
        if not alpha:
            del ends["floor"]
        heights = _apart(list(ends.values()), self.NEAREST)
        for (name, end), height in zip(ends.items(), heights, strict=True):
            self._labels[name].set(text=self.WORDS[name].format(value=number(end, 4)), y=height)
        leaders = zip(ends.values(), heights, strict=True)
        pieces(self._leaders, [((STEPS, end), (self.LABEL_PLACE - 1, height)) for end, height in leaders])


def _apart(heights, nearest):
    """The heights, moved up and down where one is nearer to another than `nearest`; none changes places."""
    order = np.argsort(heights, kind="stable")
    steps = np.arange(len(heights)) * nearest
    free = np.array(heights)[order] - steps
    # the mean of the nearest rising heights from above and from below: so a group keeps its middle
    rising = (np.maximum.accumulate(free) + np.minimum.accumulate(free[::-1])[::-1]) / 2
    placed = np.empty(len(heights))
    placed[order] = rising + steps
    return np.maximum(placed, 0.1)


def explore_learning_rate():
    controls = {"rate": choice("learning rate", RATES, 1), "alpha": choice("label smoothing α", [0.0, 0.1, 0.2], 0.0)}
    return Explorer(LearningRate, controls)
