"""Two classes and a label that may be soft: cross-entropy and D_KL over the prediction, always H(y) apart."""

import math

from xentlib.engine.controls import probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import DIAMOND, TwoLosses
from xentlib.engine.style import GAP_COLOUR, P_COLOUR, Q_COLOUR, Q_DASH, TOTAL_COLOUR, number, numbers
from xentlib.information import bernoulli, kl_divergence
from xentlib.losses import binary_cross_entropy


class SoftLabel(MovingFigure):
    """Cross-entropy and D_KL of a label y over the prediction ŷ: H(y) apart, wherever the prediction is."""

    size = (10, 4.25)
    WORDS = {
        "title": "Two losses of a prediction ŷ for the label y",
        "axis": "ŷ, the predicted probability of class 1 (◆ marks ŷ = y)",
        "loss": "loss in nats",
        "losses": ("cross-entropy = {value} nats", "D_KL(y‖ŷ) = {value} nats"),
        "gap": "H(y) = {value} nats",
    }
    LOOKS = dict(color=TOTAL_COLOUR, lw=2.5), dict(color=GAP_COLOUR, lw=2.5, ls=Q_DASH)
    WIDTH = 0.2  # of the words at the gap

    @staticmethod
    def _losses(y, q):
        return binary_cross_entropy(y, q), kl_divergence(bernoulli(y), bernoulli(q), base=math.e)

    def measure(self, *, y, q):
        total, extra = self._losses(y, q)
        return {"CE": total, "KL": extra, "difference": total - extra, "ratio": extra / total}

    def say(self, values, *, y, q):
        total, extra, known, _ = numbers(values.values())
        return (
            f"Label y = {number(y)}, prediction ŷ = {number(q)}: "
            f"cross-entropy {total} nats = H(y) {known} + D_KL(y‖ŷ) {extra}; "
            f"a better prediction can save {number(100 * values['ratio'], 0)} % of it."
        )

    def make(self):
        self._two = TwoLosses(self, self.LOOKS, top=4.7)
        self._gap = self.line(self._two.ax, color=P_COLOUR, lw=5)
        self._best = self.line(self._two.ax, **DIAMOND)
        self._label = self.note(self._two.ax, color=P_COLOUR, weight="bold")

    def move(self, values, *, y, q):
        total, extra, known, _ = values.values()
        self._two.show(q, (total, extra), lambda q: self._losses(y, q))
        self._best.set_data([y], [0])
        cut = self._two.cut
        self._gap.set_data([q, q], [cut.height(extra), cut.height(total)])
        # above the curve, on the side where it is lower, so far as the words fit
        top, side = min(
            (max(total, binary_cross_entropy(y, q + side * self.WIDTH)), side)
            for side in (1, -1)
            if 0 <= q + side * self.WIDTH <= 1
        )
        self._label.set_text(self.WORDS["gap"].format(value=number(known, 4)) if known else "")
        self._label.xy = q, cut.height(top)
        self._label.set_position((9 * side, 9 if top < cut.top else -4))
        self._label.set_ha("left" if side > 0 else "right")


def explore_soft_label():
    return Explorer(
        SoftLabel,
        {
            "y": probability("label y", 1.0, 0.5, 1.0, 0.01, P_COLOUR),
            "q": probability("prediction ŷ", 0.7, 0.01, 0.99, 0.01, Q_COLOUR),
        },
    )
