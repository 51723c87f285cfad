"""A Gaussian position: σ and the ruler move the differential entropy h, which can be negative."""

import numpy as np

from xentlib.engine.controls import choice, slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import without_heights
from xentlib.engine.style import INK, P_COLOUR, number
from xentlib.information import gaussian_entropy
from xentlib.models.gaussians import density

PER_METRE = {"m": 1, "cm": 100}


class DifferentialEntropy(MovingFigure):
    """A Gaussian position: h crosses zero as the density narrows, and moves when only the ruler changes."""

    size = (10, 3.75)
    WORDS = {
        "left": "A position, and its density",
        "position": "position in {ruler}",
        "density": "probability per {ruler}",
        "right": "Differential entropy h",
        "entropy": "h = {value} bits",
    }
    FINE = np.linspace(-3, 3, 401)

    def measure(self, *, sigma, ruler):
        return {"h": gaussian_entropy(sigma * PER_METRE[ruler])}

    def say(self, values, *, sigma, ruler):
        measured = number(sigma * PER_METRE[ruler], 3 if ruler == "m" else 1)
        return f"σ = {measured} {ruler}: measured in {ruler}, h = {number(values['h'], 4)} bits."

    def make(self):
        self._left, right = self.axes(1.3, 1, left=0.08, right=0.97, top=0.88, bottom=0.18, wspace=0.1)
        self._left.set_title(self.WORDS["left"])
        self._curve = self.line(self._left, color=P_COLOUR, lw=2.5)
        right.set(xlim=(-2.5, 9.5), xticks=range(-2, 10, 2), xlabel="bits", title=self.WORDS["right"])
        without_heights(right)
        right.plot([0, 0], [0, 0.78], color=INK, lw=1.5)
        self._bar = self.moves(right.barh([0.5], [0], height=0.3, color=P_COLOUR)[0])
        self._label = self.text(right, 0, 0.86, va="center", weight="bold", color=P_COLOUR, fontsize=13)

    def still_key(self, *, sigma, ruler):
        return (ruler,)

    def draw_still(self, ruler):
        scale = PER_METRE[ruler]
        self._left.set(xlim=(-3 * scale, 3 * scale), ylim=(0, 4.2 / scale))
        self._left.set_xlabel(self.WORDS["position"].format(ruler=ruler))
        self._left.set_ylabel(self.WORDS["density"].format(ruler=ruler))

    def move(self, values, *, sigma, ruler):
        scale = PER_METRE[ruler]
        x = self.FINE * scale
        self._curve.set_data(x, density(x, 0, sigma * scale))
        self._bar.set_width(values["h"])
        self._label.set(text=self.WORDS["entropy"].format(value=number(values["h"], 4)), x=min(0, values["h"]))


def explore_differential_entropy():
    return Explorer(
        DifferentialEntropy,
        {
            "sigma": slider("σ in m", 0.5, 0.1, 1.0, 0.005, P_COLOUR),
            "ruler": choice("ruler", list(PER_METRE), "m"),
        },
    )
