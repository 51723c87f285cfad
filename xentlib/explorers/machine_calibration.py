"""How sure a machine is of its favourites, against how often they are right, as its temperature moves."""

from xentlib.engine.controls import log_slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.reliability import Reliability, grouped
from xentlib.engine.style import INK, Q_COLOUR, TOTAL_COLOUR, number
from xentlib.models.softmax_regression import accuracy, favourites, held_out_loss


class MachineCalibration(MovingFigure):
    """A dot for each ten per cent of confidence: on the diagonal, the machine is right as often as it says."""

    size = (10, 5)
    WORDS = {
        "title": "How many are right, of the held-out digits in each group",
        "count": "{true}\nof {count}",
        "empty": "—",
        "said": "what the machine gives to its favourite, in %, on average",
        "came": "favourites that are right, in %",
        "diagonal": "said = came true",
        "above": "above the line:\nright more often than it says",
        "below": "below the line:\nright less often than it says",
        "confidence": "it says {value} %",
        "accuracy": "{value} % are right",
        "loss": "held-out loss {value} nats",
    }
    EDGES = tuple(range(0, 101, 10))

    def prepare(self, *, T):
        confidence, right = favourites(T)
        return {"T": T, "confidence": confidence, "groups": grouped(100 * confidence, right, self.EDGES)}

    def measure(self, *, T, confidence, groups):
        return {"mean confidence": float(confidence.mean()), "accuracy": accuracy(T), "held-out loss": held_out_loss(T)}

    def say(self, values, *, T, groups, **_):
        confidence, right, loss = values.values()
        surest = [group for group in groups if group.count][-1]
        return (
            f"T = {T:g}: on average the machine gives {number(100 * confidence, 1)} % to its favourite, and "
            f"{number(100 * right, 1)} % of the favourites are right; of its surest group, {surest.name}, "
            f"{surest.true} of {surest.count} are. The mean held-out loss is {number(loss, 4)} nats."
        )

    def make(self):
        ax = self.axes(1, left=0.075, right=0.7, top=0.85, bottom=0.13)
        ax.tick_params(labelsize=11)
        self._reliability = Reliability(self, ax, self.EDGES)
        look = dict(transform=ax.transAxes, weight="bold", fontsize=13)
        self._told = [
            self.text(ax, 1.02, height, color=colour, **look)
            for height, colour in ((0.2, Q_COLOUR), (0.12, INK), (0.04, TOTAL_COLOUR))
        ]

    def move(self, values, *, groups, **_):
        self._reliability.show(groups)
        confidence, right, loss = values.values()
        told = number(100 * confidence, 1), number(100 * right, 1), number(loss, 4)
        for text, name, value in zip(self._told, ("confidence", "accuracy", "loss"), told, strict=True):
            text.set_text(self.WORDS[name].format(value=value))


def explore_machine_calibration():
    return Explorer(MachineCalibration, {"T": log_slider("temperature T", 0.5, -1, 1)})
