"""A Gaussian truth with mean 0, and a Gaussian model: what the wrong mean or the wrong width costs."""

import numpy as np

from xentlib.engine.controls import slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import CostBar
from xentlib.engine.style import P_COLOUR, Q_COLOUR, Q_DASH, number, numbers
from xentlib.information import gaussian_cross_entropy, gaussian_entropy, gaussian_kl_divergence
from xentlib.models.gaussians import density


class TwoGaussians(MovingFigure):
    """A Gaussian truth and a Gaussian model: h(P) depends on the unit of length, D_KL(P‖Q) does not."""

    size = (10, 3.75)
    WORDS = {
        "left": "Density per m, of the truth and of the model",
        "length": "position in m",
        "truth": "P, the truth",
        "model": "Q, the model",
        "right": "Average of −log₂ q(x), in bits (x in m)",
    }
    FINE = np.linspace(-6, 6, 401)

    def measure(self, *, sigma_p, mu_q, sigma_q):
        return {
            "h(P)": gaussian_entropy(sigma_p),
            "D_KL(P‖Q)": gaussian_kl_divergence(0, sigma_p, mu_q, sigma_q),
            "h(P, Q)": gaussian_cross_entropy(0, sigma_p, mu_q, sigma_q),
        }

    def say(self, values, *, sigma_p, mu_q, sigma_q):
        known, extra, total = numbers(values.values())
        return (
            f"P: mean 0 m, σ {number(sigma_p)} m; Q: mean {number(mu_q)} m, "
            f"σ {number(sigma_q)} m: h(P) {known} + D_KL(P‖Q) {extra} = h(P, Q) {total} bits."
        )

    def make(self):
        left, right = self.axes(1.1, 1, left=0.06, right=0.97, top=0.88, bottom=0.18, wspace=0.12)
        left.set(xlim=(-6, 6), ylim=(0, 1.3), yticks=[0, 0.5, 1], xlabel=self.WORDS["length"], title=self.WORDS["left"])
        self._truth = self.line(left, color=P_COLOUR, lw=2.5, label=self.WORDS["truth"])
        self._model = self.line(left, color=Q_COLOUR, lw=2.5, ls=Q_DASH, label=self.WORDS["model"])
        left.legend(loc="upper left", frameon=False, ncols=2, borderaxespad=0)
        right.set_title(self.WORDS["right"])
        self._cost = CostBar(self, right, entropy="h(P)", divergence="D_KL(P‖Q)", total="h(P, Q)")
        self._cost.set_range(0, 8)

    def move(self, values, *, sigma_p, mu_q, sigma_q):
        self._truth.set_data(self.FINE, density(self.FINE, 0, sigma_p))
        self._model.set_data(self.FINE, density(self.FINE, mu_q, sigma_q))
        self._cost.show(*values.values(), "bits")


def explore_two_gaussians():
    return Explorer(
        TwoGaussians,
        {
            "sigma_p": slider("σ of P", 1.0, 0.4, 2.0, 0.05, P_COLOUR),
            "mu_q": slider("mean of Q", 1.0, -4.0, 4.0, 0.05, Q_COLOUR),
            "sigma_q": slider("σ of Q", 1.0, 0.4, 2.0, 0.05, Q_COLOUR),
        },
    )
