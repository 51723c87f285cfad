"""Three diagnoses, P and Q by weight: D_KL both ways, D_JS, and the total variation."""

import math

import numpy as np

from xentlib.engine.controls import P_WEIGHTS, Q_WEIGHTS, no_weight, shares, truth_and_model, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import FORWARD, REVERSE, VARIATION_COLOUR, NamedBars, PairedBars
from xentlib.engine.style import BASE, INK, listed, numbers
from xentlib.information import jensen_shannon_divergence, kl_divergence
from xentlib.models.alternatives import total_variation
from xentlib.models.sampling import DIAGNOSES


class Divergence(MovingFigure):
    """Two distributions over three diagnoses, and four ways to say how different they are."""

    size = (10, 4.0)
    WORDS = {
        "left": "Probability of each diagnosis",
        "right": "How different, in {unit}",
        "forward": "D_KL(P‖Q)",
        "reverse": "D_KL(Q‖P)",
        "middle": "D_JS(P, Q)",
        "highest": "log 2",
        "variation": "TV(P, Q)",
        "no unit": "Total variation: from 0 to 1, no unit",
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
            "D_JS(P, Q)": jensen_shannon_divergence(p, q, base=base),
            "TV(P, Q)": total_variation(p, q),
        }

    def say(self, values, *, p, q, unit):
        forward, reverse, middle, variation = numbers(values.values())
        return (
            f"P = ({listed(p)}), Q = ({listed(q)}): "
            f"D_KL(P‖Q) {forward}, D_KL(Q‖P) {reverse}, D_JS(P, Q) {middle} {unit}; TV(P, Q) {variation}."
        )

    def make(self):
        left = self.figure.add_axes([0.055, 0.13, 0.41, 0.755])
        self._right = right = self.figure.add_axes([0.59, 0.43, 0.26, 0.455])
        below = self.figure.add_axes([0.59, 0.13, 0.26, 0.13])
        left.set_title(self.WORDS["left"])
        self._distributions = PairedBars(self, left, DIAGNOSES)
        looks = {"forward": FORWARD, "reverse": REVERSE, "middle": (INK, "xxx")}
        self._divergences = NamedBars(self, right, {self.WORDS[name]: look for name, look in looks.items()})
        (self._highest,) = right.plot([0, 0], [1.6, 2.45], color=INK, lw=2, ls=":")
        self._highest_label = right.annotate(
            self.WORDS["highest"], (0, 2), xytext=(5, 0), textcoords="offset points", va="center", fontsize=10
        )
        below.set(xlim=(0, 1), xticks=[0, 0.5, 1])
        below.set_title(self.WORDS["no unit"], x=-0.37)
        self._variation = NamedBars(self, below, {self.WORDS["variation"]: (VARIATION_COLOUR, None)})

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit), x=-0.37)
        highest = math.log(2, BASE[unit])
        self._right.set(xlim=(0, self.TOP[unit]), xticks=np.arange(0, self.TOP[unit], 0.25))
        self._highest.set_xdata([highest, highest])
        self._highest_label.xy = highest, 2

    def move(self, values, *, p, q, unit):
        *divergences, variation = values.values()
        self._distributions.show(p, q)
        self._divergences.show(divergences, unit)
        self._variation.show([variation])


def explore_divergence():
    return Explorer(
        Divergence,
        truth_and_model(DIAGNOSES, (7, 2, 1), (5, 2, 3)) | {"unit": unit()},
        actions={
            "swap P and Q": lambda state: dict(
                zip(P_WEIGHTS + Q_WEIGHTS, (state[name] for name in Q_WEIGHTS + P_WEIGHTS), strict=True)
            )
        },
        columns=3,
    )
