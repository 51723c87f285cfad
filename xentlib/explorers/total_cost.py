"""Three outcomes, P and Q by weight: the total cost H(P, Q) is H(P), paid anyway, plus D_KL(P‖Q)."""

from xentlib.engine.controls import P_WEIGHTS, Q_WEIGHTS, no_weight, shares, truth_and_model, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import CostBar, PairedBars
from xentlib.engine.style import BASE, listed, numbers
from xentlib.information import cross_entropy, entropy, kl_divergence

OUTCOMES = "ABC"


class TotalCost(MovingFigure):
    """Two distributions over three outcomes, and what believing the second costs: H(P) + D_KL(P‖Q)."""

    size = (10, 3.625)
    WORDS = {
        "left": "Probability of each outcome",
        "right": "Average cost of one outcome, in {unit}",
    }
    TOP = {"bits": 3.0, "nats": 2.1}

    def refuse(self, **controls):
        return no_weight(controls, P_WEIGHTS, Q_WEIGHTS)

    def prepare(self, *, unit, **weights):
        return {"p": shares(weights, P_WEIGHTS), "q": shares(weights, Q_WEIGHTS), "unit": unit}

    def measure(self, *, p, q, unit):
        base = BASE[unit]
        return {
            "H(P)": entropy(p, base=base),
            "D_KL(P‖Q)": kl_divergence(p, q, base=base),
            "H(P, Q)": cross_entropy(p, q, base=base),
        }

    def say(self, values, *, p, q, unit):
        known, extra, total = numbers(values.values())
        return f"P = ({listed(p)}), Q = ({listed(q)}): H(P) {known} + D_KL(P‖Q) {extra} = H(P, Q) {total} {unit}."

    def make(self):
        left, self._right = self.axes(1, 1.25, left=0.06, right=0.97, top=0.87, bottom=0.15, wspace=0.16)
        left.set_title(self.WORDS["left"])
        self._distributions = PairedBars(self, left, OUTCOMES)
        self._cost = CostBar(self, self._right)

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit))
        self._cost.set_range(0, self.TOP[unit])

    def move(self, values, *, p, q, unit):
        self._distributions.show(p, q)
        self._cost.show(*values.values(), unit)


def explore_total_cost():
    controls = truth_and_model([f"weight {name}" for name in OUTCOMES], (4, 4, 2), (1, 8, 1)) | {"unit": unit()}
    return Explorer(TotalCost, controls, columns=3)
