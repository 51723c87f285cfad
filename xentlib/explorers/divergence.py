"""Three diagnoses, P and Q by weight: D_KL both ways."""

import numpy as np

from xentlib.engine.controls import P_WEIGHTS, Q_WEIGHTS, no_weight, shares, truth_and_model, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import FORWARD, REVERSE, NamedBars, PairedBars
from xentlib.engine.style import BASE, listed, numbers
from xentlib.information import kl_divergence
from xentlib.models.sampling import DIAGNOSES


class Divergence(MovingFigure):
    """Two distributions over three diagnoses, and how different they are, both ways."""

    size = (10, 4.0)
    WORDS = {
        "left": "Probability of each diagnosis",
        "right": "How different, in {unit}",
        "forward": "D_KL(P‖Q)",
        "reverse": "D_KL(Q‖P)",
    }
    TOP = {"bits": 1.3, "nats": 0.91}

    def refuse(self, **controls):
        return no_weight(controls, P_WEIGHTS, Q_WEIGHTS)

    def prepare(self, *, unit, **weights):
        return {"p": shares(weights, P_WEIGHTS), "q": shares(weights, Q_WEIGHTS), "unit": unit}

    def measure(self, *, p, q, unit):
        base = BASE[unit]
        return {
            "D_KL(P‖Q)": kl_divergence(p, q, base=base),
            "D_KL(Q‖P)": kl_divergence(q, p, base=base),
        }

    def say(self, values, *, p, q, unit):
        forward, reverse = numbers(values.values())
        return f"P = ({listed(p)}), Q = ({listed(q)}): D_KL(P‖Q) = {forward} {unit}, D_KL(Q‖P) = {reverse} {unit}."

    def make(self):
        left = self.figure.add_axes([0.055, 0.13, 0.41, 0.755])
        self._right = right = self.figure.add_axes([0.59, 0.3, 0.26, 0.585])
        left.set_title(self.WORDS["left"])
        self._distributions = PairedBars(self, left, DIAGNOSES)
        self._divergences = NamedBars(self, right, {self.WORDS["forward"]: FORWARD, self.WORDS["reverse"]: REVERSE})

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit), x=-0.37)
        self._right.set(xlim=(0, self.TOP[unit]), xticks=np.arange(0, self.TOP[unit], 0.25))

    def move(self, values, *, p, q, unit):
        self._distributions.show(p, q)
        self._divergences.show(values.values(), unit)


SHORT = ("covid", "diab.", "heart")  # so that a slider stands beside its label, not below


def explore_divergence():
    return Explorer(
        Divergence,
        truth_and_model(SHORT, (7, 2, 1), (5, 2, 3)) | {"unit": unit()},
        columns=3,
    )
