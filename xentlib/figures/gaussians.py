"""The continuous case: differential entropy of one Gaussian, and what one Gaussian costs as a model of another."""

import math

import numpy as np

from xentlib.figures.base import MovingFigure
from xentlib.figures.cost_bar import CostBar
from xentlib.figures.style import INK, P_COLOUR, Q_COLOUR, Q_DASH, number
from xentlib.information import gaussian_entropy, gaussian_kl_divergence

PER_METRE = {"m": 1, "cm": 100}


def density(x, mu, sigma):
    return np.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))


class DifferentialEntropy(MovingFigure):
    """A Gaussian length: h crosses zero as the density narrows, and moves when only the ruler changes."""

    size = (10, 3.75)
    WORDS = {
        "left": "A length, and its density",
        "length": "length in {ruler}",
        "density": "probability per {ruler}",
        "right": "Differential entropy h",
        "entropy": "h = {value} bits",
    }
    FINE = np.linspace(-3, 3, 401)

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1.3, 1], gridspec_kw=dict(left=0.08, right=0.97, top=0.88, bottom=0.18, wspace=0.1)
        )
        self._left, self._right = left, right
        left.set_title(self.WORDS["left"], weight="bold")
        (curve,) = left.plot([], [], color=P_COLOUR, lw=2.5)
        self._curve = self.moves(curve)
        right.set(xlim=(-2.5, 9.5), ylim=(0, 1), yticks=[], xticks=range(-2, 10, 2), xlabel="bits")
        right.spines["left"].set_visible(False)
        right.set_title(self.WORDS["right"], weight="bold")
        right.plot([0, 0], [0, 0.78], color=INK, lw=1.5)
        self._bar = self.moves(right.barh([0.5], [0], height=0.3, color=P_COLOUR)[0])
        self._label = self.moves(right.text(0, 0.86, "", va="center", weight="bold", color=P_COLOUR, fontsize=13))

    def still_key(self, *, sigma, ruler):
        return (ruler,)

    def draw_still(self, ruler):
        scale = PER_METRE[ruler]
        self._left.set(xlim=(-3 * scale, 3 * scale), ylim=(0, 4.2 / scale))
        self._left.set_xlabel(self.WORDS["length"].format(ruler=ruler))
        self._left.set_ylabel(self.WORDS["density"].format(ruler=ruler))

    def move(self, *, sigma, ruler):
        scale = PER_METRE[ruler]
        x = self.FINE * scale
        self._curve.set_data(x, density(x, 0, sigma * scale))
        value = gaussian_entropy(sigma * scale)
        self._bar.set_width(value)
        self._label.set(text=self.WORDS["entropy"].format(value=number(value, 4)), x=min(0, value))


class TwoGaussians(MovingFigure):
    """A Gaussian truth and a Gaussian model: h(P) is paid anyway, D_KL(P‖Q) for the wrong belief."""

    size = (10, 3.75)
    WORDS = {
        "left": "Density of the truth and of the model",
        "length": "length in m",
        "truth": "P, the truth",
        "model": "Q, the model",
        "right": "Average cost, in bits (length in m)",
    }
    FINE = np.linspace(-6, 6, 401)

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1.1, 1], gridspec_kw=dict(left=0.06, right=0.97, top=0.88, bottom=0.18, wspace=0.12)
        )
        left.set(xlim=(-6, 6), ylim=(0, 1.3), yticks=[0, 0.5, 1], xlabel=self.WORDS["length"])
        left.set_title(self.WORDS["left"], weight="bold")
        (truth,) = left.plot([], [], color=P_COLOUR, lw=2.5, label=self.WORDS["truth"])
        (model,) = left.plot([], [], color=Q_COLOUR, lw=2.5, ls=Q_DASH, label=self.WORDS["model"])
        left.legend(loc="upper left", frameon=False, ncols=2, borderaxespad=0)
        self._truth, self._model = self.moves(truth), self.moves(model)
        right.set_title(self.WORDS["right"], weight="bold")
        self._cost = CostBar(self, right, entropy="h(P)", divergence="D_KL(P‖Q)", total="h(P, Q)")
        self._cost.set_range(0, 8)

    def move(self, *, sigma_p, mu_q, sigma_q):
        self._truth.set_data(self.FINE, density(self.FINE, 0, sigma_p))
        self._model.set_data(self.FINE, density(self.FINE, mu_q, sigma_q))
        self._cost.show(gaussian_entropy(sigma_p), gaussian_kl_divergence(0, sigma_p, mu_q, sigma_q), "bits")
