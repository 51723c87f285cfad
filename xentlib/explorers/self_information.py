"""One event of probability p, and its surprise −log p, from p = 1 down to 10⁻¹⁰, and to 0."""

import numpy as np

from xentlib.engine.controls import choice, decades, log_slider, of_probability, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Cut
from xentlib.engine.style import BASE, INK, P_COLOUR, number, small
from xentlib.information import self_information

# as far apart on the slider as on the axis
PLACES = {"linear": [percent / 100 for percent in range(101)], "log": decades(-10, 0, 10)}


class SelfInformation(MovingFigure):
    """The curve −log p, and the surprise of one event as a stem below it."""

    size = (10, 3.875)
    WORDS = {
        "title": "How surprising it is that the event happened",
        "probability": "p, how probable the event was",
        "surprise": "I in {unit}",
        "value": "I = {value} {unit}",
        "above": "↑ {value} {unit}",
    }
    LOWEST = 1e-10
    TOP = {"linear": {"bits": 8, "nats": 5.5}, "log": {"bits": 34, "nats": 24}}
    TICKS = {"linear": {"bits": 2, "nats": 1}, "log": {"bits": 10, "nats": 5}}
    STRIP, END = 1.13, 1.3  # of the top: where dots above the linear axis stand, and the end of their strip

    def refuse(self, *, p, axis, unit):
        return "0 has no place on an axis of powers of ten" if p == 0 and axis == "log" else None

    def measure(self, *, p, axis, unit):
        return {"I": self_information(p, base=BASE[unit])}

    def say(self, values, *, p, axis, unit):
        return f"p = {small(p)}: when it happens, the surprise is I = {number(values['I'], 4)} {unit}."

    def make(self):
        self._ax = ax = self.axes(1, left=0.08, right=0.83, top=0.88, bottom=0.18)
        ax.set_title(self.WORDS["title"])
        ax.set_xlabel(self.WORDS["probability"], color=P_COLOUR)
        (self._curve,) = ax.plot([], [], color=P_COLOUR, lw=2.5)
        (self._goes_on,) = ax.plot([], [], "^", ms=9, color=P_COLOUR)
        self._stem = self.line(ax, color=INK, lw=3)
        self._dot = self.line(ax, "o", ms=11, color=P_COLOUR, mec=INK)
        self._value = self.note(ax, 11, 3, color=P_COLOUR, weight="bold")

    def still_key(self, *, p, axis, unit):
        return axis, unit

    def draw_still(self, axis, unit):
        ax, top, base = self._ax, self.TOP[axis][unit], BASE[unit]
        ax.set_ylabel(self.WORDS["surprise"].format(unit=unit))
        if axis == "log":
            ax.set(xscale="log", xlim=(self.LOWEST, 1), ylim=(0, top))
            powers = 10.0 ** np.arange(-10, 1, 2)
            ax.set_xticks(powers, [small(power) for power in powers])
            ax.set_xticks([], minor=True)
        else:
            ax.set(xscale="linear", xlim=(0, 1), ylim=(0, self.END * top))
            ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
        ax.set_yticks(np.arange(0, top + 0.1, self.TICKS[axis][unit]))
        leaves_at = max(base**-top, self.LOWEST)
        p = np.geomspace(leaves_at, 1, 200)
        self._curve.set_data(p, self_information(p, base=base))
        self._goes_on.set_data([leaves_at], [top])
        self._goes_on.set_visible(axis == "linear")

    def move(self, values, *, p, axis, unit):
        value, top = values["I"], self.TOP[axis][unit]
        height = Cut(top, self.STRIP * top).height(value)
        self._stem.set_data([p, p], [0, height])
        self._dot.set_data([p], [height])
        self._value.xy = p, height
        words = self.WORDS["value" if value <= top else "above"]
        self._value.set_text(words.format(value=number(value), unit=unit))


def explore_self_information():
    p, axis = of_probability(log_slider("p", 0.1, -10, 0, P_COLOUR)), choice("axis of p", list(PLACES), "linear")
    p.zero, p.places = True, PLACES["linear"]
    axis.observe(lambda change: p.set_trait("places", PLACES[axis.value]), "value")
    return Explorer(SelfInformation, {"p": p, "axis": axis, "unit": unit()})
