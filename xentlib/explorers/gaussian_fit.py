"""One Gaussian for a truth with two humps: minimal D_KL(P‖Q) covers both, minimal D_KL(Q‖P) seeks one."""

import numpy as np

from xentlib.engine.controls import slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import FORWARD, REVERSE, Cut, NamedBars
from xentlib.engine.style import P_COLOUR, Q_COLOUR, Q_DASH, number, numbers
from xentlib.models.gaussians import density, fit_divergences, log_humps


class GaussianFit(MovingFigure):
    """The densities of the truth and of its Gaussian model, and how different they are, both ways."""

    size = (10, 4.0)
    WORDS = {
        "left": "Density per m",
        "length": "position in m",
        "truth": "P, the truth",
        "model": "Q, the model",
        "right": "How different, in bits",
        "forward": "D_KL(P‖Q)",
        "reverse": "D_KL(Q‖P)",
    }
    CUT = Cut(0.8, 0.8)  # a narrower Q goes on above
    TOP = 9
    FINE = np.linspace(-7, 7, 281)

    def measure(self, *, mu, sigma):
        return dict(zip(("D_KL(P‖Q)", "D_KL(Q‖P)"), fit_divergences(mu, sigma), strict=True))

    def say(self, values, *, mu, sigma):
        forward, reverse = numbers(values.values())
        return (
            f"Q has mean {number(mu)} m and σ {number(sigma)} m: "
            f"D_KL(P‖Q) = {forward} bits, D_KL(Q‖P) = {reverse} bits."
        )

    def make(self):
        left = self.figure.add_axes([0.06, 0.16, 0.47, 0.66])
        right = self.figure.add_axes([0.655, 0.3, 0.185, 0.52])
        left.set(xlim=(-7, 7), ylim=(0, self.CUT.top), yticks=[0, 0.2, 0.4, 0.6], xlabel=self.WORDS["length"])
        left.set_title(self.WORDS["left"], pad=24)
        left.plot(self.FINE, np.exp(log_humps(self.FINE)), color=P_COLOUR, lw=2.5, label=self.WORDS["truth"])
        self._model = self.line(left, color=Q_COLOUR, lw=2.5, ls=Q_DASH, label=self.WORDS["model"])
        left.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, ncols=2, borderaxespad=0)
        right.set_title(self.WORDS["right"], x=-0.5, pad=24)
        self._bars = NamedBars(self, right, {self.WORDS["forward"]: FORWARD, self.WORDS["reverse"]: REVERSE})
        right.set(xlim=(0, self.TOP), xticks=[0, 3, 6, 9])

    def move(self, values, *, mu, sigma):
        reach = np.clip(mu + sigma * np.linspace(-4, 4, 161), self.FINE[0], self.FINE[-1])
        self._model.set_data(reach, self.CUT.curve(density(reach, mu, sigma)))
        self._bars.show(values.values(), "bits")


def explore_gaussian_fit():
    return Explorer(
        GaussianFit,
        {
            "mu": slider("μ of Q", 0.0, -4.0, 4.0, 0.05, Q_COLOUR),
            "sigma": slider("σ of Q", 1.0, 0.3, 4.0, 0.05, Q_COLOUR),
        },
    )
