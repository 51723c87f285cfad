"""Ten letters, one prediction for all: likelihood, NLL and mean loss agree on the best, the frequencies."""

import math

from xentlib.engine.controls import no_weight, shares, switch, weights
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import CostBar, PairedBars
from xentlib.engine.style import Q_COLOUR, TOTAL_COLOUR, listed, number, numbers, scientific
from xentlib.information import entropy, kl_divergence
from xentlib.losses import categorical_cross_entropy

CLASSES, COUNTS = "ABCD", (4, 3, 2, 1)
FREQUENCIES = tuple(count / 10 for count in COUNTS)


class ConstantPrediction(MovingFigure):
    """Ten letters and one prediction for all of them: its mean loss, the floor of that, and their likelihood."""

    size = (10, 4)
    WORDS = {
        "left": "Ten letters, and one prediction for all of them",
        "truth": "share of the letters",
        "model": "ŷ, the prediction",
        "class": "{name} ({count} of 10)",
        "right": "CE, the mean loss in nats",
        "parts": {"entropy": "floor H", "divergence": "D_KL", "total": "CE"},
        "NLL": "NLL = 10 × CE = {value} nats",
        "likelihood": "likelihood = {value}",
    }
    RANGE = 2.6

    def refuse(self, **controls):
        return no_weight(controls, CLASSES)

    def prepare(self, *, floor, **weights):
        return {"q": shares(weights, CLASSES), "floor": floor}

    def measure(self, *, q, floor):
        mean = categorical_cross_entropy(FREQUENCIES, q)
        return {
            "likelihood": math.exp(-10 * mean),
            "NLL": 10 * mean,
            "CE": mean,
            "floor": entropy(FREQUENCIES, base=math.e),
        }

    def say(self, values, *, q, floor):
        mean, least = numbers(values.values())[2:]
        best = f" (no constant costs less than {least})" if floor else ""
        return f"Predicting ({listed(q)}) costs {mean} nats a letter{best}."

    def make(self):
        grid = self.figure.add_gridspec(1, 2, left=0.05, right=0.97, top=0.89, bottom=0.1, wspace=0.13)
        left = self.figure.add_subplot(grid[0])
        left.set_title(self.WORDS["left"])
        counted = zip(CLASSES, COUNTS, strict=True)
        names = [self.WORDS["class"].format(name=name, count=count) for name, count in counted]
        self._bars = PairedBars(self, left, names, truth=self.WORDS["truth"], model=self.WORDS["model"])
        right = self.figure.add_subplot(grid[1].subgridspec(2, 1, height_ratios=[2, 1], hspace=0.25)[0])
        right.set_title(self.WORDS["right"])
        self._cost = CostBar(self, right, **self.WORDS["parts"])
        self._cost.set_range(0, self.RANGE)
        start, look = right.get_position().x0, dict(va="center", weight="bold", fontsize=13, color=TOTAL_COLOUR)
        self._nll, self._likelihood = (self.text(self.figure, start, y, **look) for y in (0.23, 0.12))

    def move(self, values, *, q, floor):
        self._bars.show(FREQUENCIES, q, truth_digits=1)
        self._cost.set_parts(floor)
        extra = kl_divergence(FREQUENCIES, q, base=math.e)
        self._cost.show(values["floor"], extra, values["CE"], "nats")
        self._nll.set_text(self.WORDS["NLL"].format(value=number(values["NLL"], 4)))
        self._likelihood.set_text(self.WORDS["likelihood"].format(value=scientific(values["likelihood"])))


def explore_constant_prediction():
    sliders = weights(CLASSES, [f"weight {name}" for name in CLASSES], (5, 5, 5, 5), Q_COLOUR)
    return Explorer(ConstantPrediction, sliders | {"floor": switch("show the floor")})
