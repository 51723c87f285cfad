"""One prediction of ten goes to 0: the exact loss grows, a clipped or shifted one goes flat below ε."""

import numpy as np

from xentlib.engine.controls import choice, log_slider, of_probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Readout, dots
from xentlib.engine.style import FAINT, INK, Q_COLOUR, Q_DASH, TOTAL_COLOUR, numbers, small
from xentlib.models.alternatives import EPSILONS, repaired_losses


class ZeroRepairs(MovingFigure):
    """The mean loss of ten samples as one prediction goes to 0: exact, clipped at ε, and shifted by ε."""

    size = (10, 4.25)
    WORDS = {
        "title": "Mean loss of ten samples: nine with ŷ = 0.9, and the odd one",
        "axis": "ŷ of the odd sample",
        "loss": "mean loss in nats",
        "exact": "exact: mean of −ln ŷ = {value} nats",
        "clipped": "clipped: mean of −ln max(ŷ, ε) = {value} nats",
        "shifted": "shifted: mean of −ln(ŷ + ε) = {value} nats",
        "epsilon": "ε = {value}",
        "off": "ε = {value} lies further left",
        "flat": "clipped: slope 0",
    }
    LOOKS = {
        "exact": dict(color=TOTAL_COLOUR, lw=2.5, zorder=3),
        "clipped": dict(color=INK, lw=2, ls=Q_DASH, zorder=4),
        "shifted": dict(color="#767676", lw=6, ls=(0, (0.5, 0.5)), zorder=2),  # a band: seen beside the others
    }
    FINE = np.logspace(-12, 0, 601)

    def measure(self, *, q, epsilon):
        return {name: float(loss) for name, loss in repaired_losses(q, EPSILONS[epsilon]).items()}

    def say(self, values, *, q, epsilon):
        exact, clipped, shifted = numbers(values.values())
        return (
            f"ŷ = {small(q)} for the odd sample: mean loss {exact} nats exactly, "
            f"{clipped} nats clipped at ε = {epsilon}, {shifted} nats shifted by ε."
        )

    def make(self):
        ax = self.axes(1, left=0.065, right=0.97, top=0.89, bottom=0.16)
        ax.set(xscale="log", xlim=(1e-12, 1), ylim=(0, 3.2), xlabel=self.WORDS["axis"], ylabel=self.WORDS["loss"])
        ax.set_title(self.WORDS["title"])
        ax.minorticks_off()
        powers = 10.0 ** np.arange(-12, 1, 2)
        ax.set_xticks(powers, [small(power) for power in powers])
        self._curves = {name: ax.plot([], [], **look)[0] for name, look in self.LOOKS.items()}
        (self._line,) = ax.plot([], [], color=FAINT, lw=1)
        self._epsilon = ax.text(0, 0.08, "", color=INK)
        self._flat = ax.text(2e-12, 0, self.WORDS["flat"], va="top")
        self._dots = dots(self, ax, self.LOOKS.values())
        self._readout = Readout(self, ax, 0.45, 0.93, [(self.WORDS[name], look) for name, look in self.LOOKS.items()])

    def still_key(self, *, q, epsilon):
        return (epsilon,)

    def draw_still(self, epsilon):
        place = EPSILONS[epsilon]
        losses = repaired_losses(self.FINE, place)
        for name, curve in self._curves.items():
            curve.set_data(self.FINE, losses[name])
        inside = place >= self.FINE[0]
        self._line.set_data([place] * 2 if inside else [], [0, losses["clipped"][0] + 0.2] if inside else [])
        self._epsilon.set_text(self.WORDS["epsilon" if inside else "off"].format(value=epsilon))
        self._epsilon.set_x(1.3 * max(place, self.FINE[0]))
        self._flat.set(visible=inside, y=losses["clipped"][0] - 0.13)

    def move(self, values, *, q, epsilon):
        for dot, loss in zip(self._dots, values.values(), strict=True):
            dot.set_data([q], [loss])
        self._readout.show(*numbers(values.values()))


def explore_zero_repairs():
    q = of_probability(log_slider("ŷ of the odd sample", 0.01, -12, 0, Q_COLOUR))
    return Explorer(ZeroRepairs, {"q": q, "epsilon": choice("ε", list(EPSILONS), "10⁻⁷")})
