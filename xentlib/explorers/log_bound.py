"""ln t ≤ t − 1, with equality at t = 1 alone: the one step in the proof that D_KL is not negative."""

import math

import numpy as np

from xentlib.engine.controls import slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.style import INK, number, numbers

GREY = "#6B6B6B"


class LogBound(MovingFigure):
    """ln t stays below its tangent t − 1, and touches it at t = 1 alone."""

    size = (10, 4.125)
    WORDS = {
        "title": "A line and a curve",
        "t": "t, a pure number",
        "log": "ln t",
        "line": "t − 1",
        "gap": "(t − 1) − ln t = {value}",
    }
    FINE = np.geomspace(0.04, 3.1, 200)

    def measure(self, *, t):
        return {"ln t": math.log(t), "t − 1": t - 1, "gap": t - 1 - math.log(t)}

    def say(self, values, *, t):
        log, line, gap = numbers(values.values())
        return f"At t = {number(t)}, ln t = {log} lies {gap} below t − 1 = {line}; all are pure numbers."

    def make(self):
        ax = self.axes(1, left=0.07, right=0.88, top=0.9, bottom=0.15)
        ax.set(xlim=(0, 3.1), ylim=(-4, 2.3), xticks=[0, 0.5, 1, 1.5, 2, 2.5, 3], yticks=range(-4, 3))
        ax.set(xlabel=self.WORDS["t"], title=self.WORDS["title"])
        for words, values, colour, dash in (
            ("line", self.FINE - 1, GREY, ":"),
            ("log", np.log(self.FINE), INK, "-"),
        ):
            ax.plot(self.FINE, values, color=colour, lw=2.5, ls=dash)
            ax.text(3.14, values[-1], self.WORDS[words], va="center", color=colour, weight="bold", fontsize=13)
        self._gap = self.line(ax, color=INK, lw=5)
        self._dots = self.line(ax, "o", ms=9, color=INK, mec=INK)
        self._value = self.note(ax, va="top", color=INK, weight="bold", fontsize=13)

    def move(self, values, *, t):
        low, high, gap = values.values()
        self._gap.set_data([t, t], [low, high])
        self._dots.set_data([t, t], [low, high])
        # below the curve, and more to the left towards its end
        self._value.xy = t, low
        self._value.set_position((10 - 55 * max(0, t - 1), -14))
        self._value.set_text(self.WORDS["gap"].format(value=number(gap, 4)))


def explore_log_bound():
    return Explorer(LogBound, {"t": slider("t", 2.0, 0.05, 3.0, 0.05)})
