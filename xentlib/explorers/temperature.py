"""Logits divided by T: the held-out loss has a lowest point, the accuracy does not move."""

import math

import numpy as np

from xentlib.engine.controls import log_slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.style import INK, Q_DASH, TOTAL_COLOUR, number, numbers
from xentlib.models.softmax_regression import accuracy, held_out_loss


class Temperature(MovingFigure):
    """Held-out loss and accuracy of a trained model whose logits are divided by T."""

    size = (10, 4)
    WORDS = {
        "loss": "Mean held-out loss",
        "loss unit": "nats",
        "accuracy": "Share of right answers",
        "accuracy unit": "accuracy (no unit)",
        "temperature": "temperature T (no unit)",
        "loss value": "{value} nats",
    }
    TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
    FINE = np.logspace(-1, 1, 201)

    def measure(self, *, T):
        return {"held-out loss": held_out_loss(T), "accuracy": accuracy(T)}

    def say(self, values, *, T):
        loss, right_answers = numbers(values.values())
        return f"T = {T:g}: the mean held-out loss is {loss} nats; the accuracy is {right_answers}."

    def make(self):
        left, right = self.axes(1.7, 1, left=0.065, right=0.97, top=0.89, bottom=0.16, wspace=0.22)
        for ax, words in ((left, "loss"), (right, "accuracy")):
            ax.set(xscale="log", xlim=(0.1, 10), xlabel=self.WORDS["temperature"])
            ax.set_xticks(self.TICKS, [f"{tick:g}" for tick in self.TICKS])
            ax.set_xticks([], minor=True)
            ax.set(ylabel=self.WORDS[words + " unit"], title=self.WORDS[words])
        left.set(ylim=(0, 2.4), yticks=[0, 0.5, 1, 1.5, 2])
        right.set(ylim=(0, 1.1), yticks=[0, 0.25, 0.5, 0.75, 1])
        left.plot(self.FINE, [held_out_loss(place) for place in self.FINE], color=TOTAL_COLOUR, lw=2.5, ls=Q_DASH)
        right.plot(self.FINE, [accuracy(place) for place in self.FINE], color=INK, lw=2.5)
        (self._loss_dot, self._loss), (self._accuracy_dot, self._accuracy) = (
            (self.line(ax, "o", ms=11, color=colour, mec=INK), self.note(ax, ha="center", color=colour, weight="bold"))
            for ax, colour in ((left, TOTAL_COLOUR), (right, INK))
        )

    def move(self, values, *, T):
        loss, right_answers = values.values()
        for dot, label, value in (
            (self._loss_dot, self._loss, loss), (self._accuracy_dot, self._accuracy, right_answers),
        ):  # fmt: skip
            dot.set_data([T], [value])
            label.xy = T, value
        # towards the middle, where the bowl is open
        towards_middle = -math.log10(T)
        self._loss.set_text(self.WORDS["loss value"].format(value=number(loss, 4)))
        self._loss.set_position((55 * towards_middle, 26 - 14 * abs(towards_middle)))
        self._accuracy.set_text(number(right_answers, 4))
        self._accuracy.set_position((25 * towards_middle, -22))


def explore_temperature():
    return Explorer(Temperature, {"T": log_slider("temperature T", 1.0, -1, 1)})
