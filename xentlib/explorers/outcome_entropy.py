"""Four outcomes by weight: probabilities, the surprise of each, and H(P); on demand, its ceiling log 4."""

import math

from xentlib.engine.controls import no_weight, shares, switch, unit, weights
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import without_heights
from xentlib.engine.style import BASE, INK, P_COLOUR, listed, number
from xentlib.information import entropy, self_information

OUTCOMES = "ABCD"


class OutcomeEntropy(MovingFigure):
    """Outcomes by weight: their probabilities, the surprise of each, and H(P) against its ceiling log K."""

    size = (10, 3.875)
    WORDS = {
        "left": "Probability = weight ÷ sum of weights",
        "probability": "probability",
        "surprise": "I = {value} {unit}",
        "right": "Average surprise",
        "ceiling": "log K = {value} {unit}, the ceiling",
        "entropy": "H(P) = {value} {unit}",
    }

    ROOM = 1.6  # the end of the axis, in ceilings: it must not tell where the ceiling is

    def refuse(self, **controls):
        return no_weight(controls, OUTCOMES)

    def prepare(self, *, unit, ceiling, **weights):
        return {"p": shares(weights, OUTCOMES), "unit": unit, "ceiling": ceiling}

    def measure(self, *, p, unit, ceiling):
        return {"H(P)": entropy(p, base=BASE[unit]), "log K": self._ceiling_in(unit)}

    def say(self, values, *, p, unit, ceiling):
        average = f"P = ({listed(p)}): H(P) = {number(values['H(P)'], 4)} {unit}"
        most = f", of at most log {len(OUTCOMES)} = {number(values['log K'], 4)} {unit}"
        return f"{average}{most if ceiling else ''}."

    @staticmethod
    def _ceiling_in(unit):
        return math.log(len(OUTCOMES)) / math.log(BASE[unit])

    def make(self):
        left, right = self.axes(1.35, 1, left=0.075, right=0.97, top=0.88, bottom=0.16, wspace=0.14)
        places = range(len(OUTCOMES))
        left.set(xlim=(-0.6, len(OUTCOMES) - 0.4), ylim=(0, 1.36), xticks=places, yticks=[0, 0.25, 0.5, 0.75, 1])
        left.set_xticklabels(OUTCOMES)
        left.set_ylabel(self.WORDS["probability"])
        left.set_title(self.WORDS["left"])
        self._bars = [self.moves(bar) for bar in left.bar(places, 0, width=0.62, color=P_COLOUR)]
        above = dict(ha="center", va="bottom")
        self._probabilities = [self.text(left, k, color=P_COLOUR, weight="bold", **above) for k in places]
        self._surprises = [self.text(left, k, fontsize=10, **above) for k in places]
        self._right = right
        without_heights(right)
        right.set_title(self.WORDS["right"])
        (self._ceiling,) = right.plot([0, 0], [0, 0.78], color=INK, lw=2, ls="--")
        self._ceiling_label = right.text(0, 0.84, "", ha="right", va="center")
        self._entropy = self.moves(right.barh([0.45], [0], height=0.34, color=P_COLOUR)[0])
        self._entropy_label = self.text(right, 0, 0.16, va="center", color=P_COLOUR, weight="bold")

    def still_key(self, *, p, unit, ceiling):
        return unit, ceiling

    def draw_still(self, unit, ceiling):
        most = self._ceiling_in(unit)
        self._right.set(xlim=(0, self.ROOM * most), xlabel=unit)
        self._ceiling.set(xdata=[most, most], visible=ceiling)
        words = self.WORDS["ceiling"].format(value=number(most), unit=unit)
        self._ceiling_label.set(x=most, text=words, visible=ceiling)

    def move(self, values, *, p, unit, ceiling):
        for k, (probability, surprise) in enumerate(zip(p, self_information(p, base=BASE[unit]), strict=True)):
            self._bars[k].set_height(probability)
            self._probabilities[k].set(y=probability + 0.1, text=number(probability, 3))
            words = self.WORDS["surprise"].format(value=number(surprise), unit=unit)
            self._surprises[k].set(y=probability + 0.01, text=words)
        self._entropy.set_width(values["H(P)"])
        self._entropy_label.set_text(self.WORDS["entropy"].format(value=number(values["H(P)"]), unit=unit))


def explore_outcome_entropy():
    labels = [f"weight {name}" for name in OUTCOMES]
    return Explorer(
        OutcomeEntropy,
        weights(OUTCOMES, labels, (4, 3, 2, 1), P_COLOUR) | {"unit": unit(), "ceiling": switch("show the ceiling")},
    )
