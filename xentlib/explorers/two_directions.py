"""Two outcomes: D_KL(P‖Q), D_KL(Q‖P) and the total variation, over all models q."""

import numpy as np

from xentlib.engine.controls import probability, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import DIAMOND, REVERSE_COLOUR, VARIATION_COLOUR, Cut
from xentlib.engine.style import BASE, GAP_COLOUR, INK, P_COLOUR, Q_COLOUR, Q_DASH, number, numbers
from xentlib.information import bernoulli, kl_divergence
from xentlib.models.alternatives import total_variation


class TwoDirections(MovingFigure):
    """The three measures as curves over the model q, for one truth p."""

    size = (10, 4.25)
    WORDS = {
        "left": "Divergence in {unit} (◆ marks q = p)",
        "right": "Total variation, no unit",
        "model": "q, the model",
        "D_KL(P‖Q)": "D_KL(P‖Q) = {value} {unit}",
        "D_KL(Q‖P)": "D_KL(Q‖P) = {value} {unit}",
        "TV(P, Q)": "TV(P, Q) = {value}",
    }
    TOP = {"bits": 2.0, "nats": 1.4}
    STRIP, END = 1.09, 1.18  # of the top: where dots above the cut stand, and the end of their strip
    STEEP = np.geomspace(1e-13, 0.02, 40)  # near 0 and 1 the curves are steep
    FINE = np.concatenate([[0], STEEP, np.linspace(0.02, 0.98, 61)[1:-1], 1 - STEEP[::-1], [1]])

    def measure(self, *, p, q, unit):
        truth, model, base = bernoulli(p), bernoulli(q), BASE[unit]
        return {
            "D_KL(P‖Q)": kl_divergence(truth, model, base=base),
            "D_KL(Q‖P)": kl_divergence(model, truth, base=base),
            "TV(P, Q)": total_variation(truth, model),
        }

    def say(self, values, *, p, q, unit):
        forward, reverse, variation = numbers(values.values())
        return (
            f"p = {number(p)}, q = {number(q)}: D_KL(P‖Q) = {forward} {unit}, "
            f"D_KL(Q‖P) = {reverse} {unit}, and TV(P, Q) = {variation}."
        )

    def make(self):
        self._left = left = self.figure.add_axes([0.07, 0.15, 0.54, 0.6])
        right = self.figure.add_axes([0.7, 0.15, 0.27, 0.6])
        for ax in (left, right):
            ax.set(xlim=(0, 1), xticks=np.arange(0, 1.01, 0.25))
            ax.set_xlabel(self.WORDS["model"], color=Q_COLOUR)
        right.set(ylim=(0, self.END), yticks=[0, 0.5, 1])
        right.set_title(self.WORDS["right"], y=1.24)
        self._traces = {
            "D_KL(P‖Q)": self._trace(left, GAP_COLOUR, "-", dict(marker="o", ms=14), 1.18),
            "D_KL(Q‖P)": self._trace(left, REVERSE_COLOUR, Q_DASH, dict(marker="s", ms=9), 1.06),
            "TV(P, Q)": self._trace(right, VARIATION_COLOUR, ":", dict(marker="o", ms=11), 1.06),
        }
        self._marks = [self.line(ax, **DIAMOND | {"ms": 8}) for ax in (left, right)]

    def _trace(self, ax, colour, dash, marker, height):
        """A curve, its dot, and its number beside a sample of both."""
        pixels = ax.bbox.width
        sample = dict(transform=ax.transAxes, clip_on=False, color=colour)
        ax.plot([0, 30 / pixels], [height, height], ls=dash, lw=2.5, **sample)
        ax.plot([15 / pixels], [height], mec=INK, **marker, **sample)
        curve = self.line(ax, color=colour, ls=dash, lw=2.5)
        dot = self.line(ax, color=colour, mec=INK, **marker)
        look = dict(transform=ax.transAxes, va="center", color=colour, weight="bold", fontsize=12)
        return curve, dot, self.text(ax, 40 / pixels, height, **look)

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        top = self.TOP[unit]
        self._left.set_title(self.WORDS["left"].format(unit=unit), y=1.24)
        self._left.set(ylim=(0, self.END * top), ylabel=unit)
        self._left.set_yticks(np.arange(0, top + 0.1, 0.5))

    def move(self, values, *, p, q, unit):
        truth, models, base = bernoulli(p), bernoulli(self.FINE), BASE[unit]
        cut = Cut(self.TOP[unit], self.STRIP * self.TOP[unit])
        corners = np.array([0, p, 1])
        curves = {
            "D_KL(P‖Q)": (self.FINE, cut.curve(kl_divergence(truth, models, base=base))),
            "D_KL(Q‖P)": (self.FINE, cut.curve(kl_divergence(models, truth, base=base))),
            "TV(P, Q)": (corners, [total_variation(truth, bernoulli(corner)) for corner in corners]),
        }
        for name, (curve, dot, label) in self._traces.items():
            curve.set_data(*curves[name])
            dot.set_data([q], [cut.height(values[name])])
            label.set_text(self.WORDS[name].format(value=number(values[name], 4), unit=unit))
        for mark in self._marks:
            mark.set_data([p], [0])


def explore_two_directions():
    return Explorer(
        TwoDirections,
        {
            "p": probability("p", 0.1, 0.05, 0.95, 0.01, P_COLOUR),
            "q": probability("q", 0.5, 0.0, 1.0, 0.01, Q_COLOUR),
            "unit": unit(),
        },
    )
