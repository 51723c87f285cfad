"""Three logits: the softmax follows them, and the gradient of the loss is ŷ − y."""

import math

import numpy as np

from xentlib.engine.controls import choice, slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import PairedBars
from xentlib.engine.style import INK, Q_COLOUR, TOTAL_COLOUR, listed, number, numbers
from xentlib.losses import categorical_cross_entropy_with_logits, softmax

CLASSES = "ABC"


class Logits(MovingFigure):
    """Three logits: the probabilities they become, the loss, and its gradient ŷ − y."""

    size = (10, 4.125)
    WORDS = {
        "left": "Label y, and prediction ŷ = softmax(z)",
        "label": "y, the label",
        "prediction": "ŷ, the prediction",
        "probability": "probability",
        "logit": "z = {value}",
        "loss": "loss = −ln ŷ({true}) = {value} nats",
        "right": "Gradient of the loss",
        "unit": "nats per unit of logit",
        "downhill": "Gradient descent moves each logit the other way",
    }

    def prepare(self, *, true, **logits):
        z = [logits[f"z_{name}"] for name in CLASSES]
        return {"z": z, "true": true, "label": np.eye(3)[CLASSES.index(true)], "prediction": softmax(z)}

    def measure(self, *, z, true, label, prediction):
        slopes = zip(CLASSES, prediction - label, strict=True)
        gradient = {f"gradient {name}": float(slope) for name, slope in slopes}
        return {"loss": categorical_cross_entropy_with_logits(label, z)} | gradient

    def say(self, values, *, z, true, label, prediction):
        loss, *gradient = values.values()
        return (
            f"Logits ({', '.join(numbers(z, 1))}) predict ({listed(prediction)}); with true class {true} "
            f"the loss is {number(loss, 4)} nats and its gradient ({listed(gradient)}) nats per unit of logit."
        )

    def make(self):
        left, right = self.axes(1.2, 1, left=0.07, right=0.98, top=0.89, bottom=0.19, wspace=0.22)
        self._bars = PairedBars(self, left, CLASSES, truth=self.WORDS["label"], model=self.WORDS["prediction"])
        left.set(ylim=(0, 1.5), ylabel=self.WORDS["probability"], title=self.WORDS["left"])
        under, places = left.get_xaxis_transform(), range(len(CLASSES))
        look = dict(transform=under, ha="center", va="top", color=Q_COLOUR)
        self._logits = [self.text(left, k, -0.12, **look) for k in places]
        self._loss = self.text(left, -0.57, 1.25, va="center", weight="bold", color=TOTAL_COLOUR)
        right.set(xlim=(-0.6, 2.6), xticks=places, ylim=(-1.2, 1.2), yticks=[-1, -0.5, 0, 0.5, 1])
        right.set(title=self.WORDS["right"], xlabel=self.WORDS["downhill"])
        right.set_xticklabels(CLASSES)
        right.set_ylabel(self.WORDS["unit"], labelpad=0)
        right.axhline(0, color=INK, lw=1)
        bars = [self.moves(bar) for bar in right.bar(places, 0, width=0.5, color=TOTAL_COLOUR)]
        texts = [self.text(right, k, ha="center", color=TOTAL_COLOUR, weight="bold") for k in places]
        self._gradient = [*zip(bars, texts, strict=True)]

    def move(self, values, *, z, true, label, prediction):
        loss, *gradient = values.values()
        self._bars.show(label, prediction, truth_digits=0)
        for text, logit in zip(self._logits, z, strict=True):
            text.set_text(self.WORDS["logit"].format(value=number(logit, 1)))
        self._loss.set_text(self.WORDS["loss"].format(true=true, value=number(loss, 4)))
        for (bar, text), slope in zip(self._gradient, gradient, strict=True):
            bar.set_height(slope)
            text.set(y=slope + math.copysign(0.05, slope), text=number(slope, 3), va="bottom" if slope > 0 else "top")


def explore_logits():
    sliders = {f"z_{name}": slider(f"logit {name}", 0.0, -4.0, 4.0, 0.1, Q_COLOUR) for name in CLASSES}
    return Explorer(Logits, sliders | {"true": choice("true class", list(CLASSES), "A")})
