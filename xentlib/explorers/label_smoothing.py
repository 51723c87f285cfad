"""Ten classes: a smoothed label has its least loss before ŷ = 1, and that loss is its entropy."""

import math

from xentlib.engine.controls import probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import DIAMOND, TwoLosses
from xentlib.engine.style import INK, P_COLOUR, Q_COLOUR, Q_DASH, TOTAL_COLOUR, number, numbers
from xentlib.information import self_information
from xentlib.losses import categorical_cross_entropy
from xentlib.models.softmax_regression import CLASSES, floor, smoothed, spread_prediction


class LabelSmoothing(MovingFigure):
    """The loss of a smoothed label and of a hard one: for α > 0 the first is least before ŷ = 1, and never 0."""

    size = (10, 4.25)
    WORDS = {
        "title": f"{CLASSES} classes: what smoothing the label does to the loss",
        "axis": "ŷ of the true class",
        "loss": "loss in nats",
        "losses": ("smoothed loss = {value} nats", "plain loss −ln ŷ = {value} nats"),
        "floor": "◆ floor H(y) = {value} nats",
    }
    LOOKS = dict(color=TOTAL_COLOUR, lw=2.5), dict(color=INK, lw=2, ls=Q_DASH)

    @staticmethod
    def _losses(alpha, q):
        return categorical_cross_entropy(smoothed(alpha)[0], spread_prediction(q)), self_information(q, base=math.e)

    def measure(self, *, alpha, q):
        return dict(zip(("smoothed loss", "plain loss"), self._losses(alpha, q), strict=True)) | {"floor": floor(alpha)}

    def say(self, values, *, alpha, q):
        smoothed, plain, floor = numbers(values.values())
        return (
            f"α = {number(alpha)}, ŷ = {number(q)} for the true class: smoothed loss {smoothed} "
            f"nats, never below H(y) = {floor} nats; plain loss {plain} nats."
        )

    def make(self):
        self._two = TwoLosses(self, self.LOOKS, top=3.1)
        self._best = self.line(self._two.ax, **DIAMOND | {"zorder": 4})
        self._floor = self.note(self._two.ax, 0, 26, ha="center", color=P_COLOUR, weight="bold")

    def move(self, values, *, alpha, q):
        *losses, least = values.values()
        self._two.show(q, losses, lambda q: self._losses(alpha, q))
        best = smoothed(alpha)[0, 0]
        self._best.set_data([best], [least])
        self._floor.set_text(self.WORDS["floor"].format(value=number(least, 4)))
        self._floor.xy = min(best, 0.84), least


def explore_label_smoothing():
    return Explorer(
        LabelSmoothing,
        {
            "alpha": probability("α", 0.0, 0.0, 0.5, 0.01, P_COLOUR),
            "q": probability("ŷ of the true class", 0.7, 0.01, 0.99, 0.01, Q_COLOUR),
        },
    )
