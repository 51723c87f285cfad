"""The mean of ln p/q over more and more patients: it settles at D_KL(P‖Q), or, drawn from Q, at −D_KL(Q‖P)."""

import math

import numpy as np

from xentlib.engine.controls import choice
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import REVERSE_COLOUR
from xentlib.engine.style import FAINT, GAP_COLOUR, INK, P_COLOUR, P_DASH, Q_COLOUR, Q_DASH, number
from xentlib.information import kl_divergence
from xentlib.models.sampling import PATIENTS, P, Q, mean_log_ratios

COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
MANY = 500  # patients, from which the goal is shown: before, it would give the answer away
MEANS = {source: mean_log_ratios(source) for source in "PQ"}
GOALS = {"D_KL(P‖Q)": kl_divergence(P, Q, base=math.e), "−D_KL(Q‖P)": -kl_divergence(Q, P, base=math.e)}


class LogRatios(MovingFigure):
    """The path of the mean as patients come, and where it settles."""

    size = (10, 3.875)
    WORDS = {
        "title": "Mean of ln p(x)/q(x) over the first n patients;  P = (0.7, 0.2, 0.1),  Q = (0.5, 0.2, 0.3)",
        "patients": "n, number of patients",
        "mean": "nats",
        "value": "● n = {n} from {source}: mean = {value} nats",
        "goal": "{goal}\n= {value} nats",
    }
    LOOK = {"P": (P_COLOUR, P_DASH), "Q": (Q_COLOUR, Q_DASH)}
    GOAL_LOOK = {"P": (GAP_COLOUR, "-"), "Q": (REVERSE_COLOUR, Q_DASH)}
    SHOWN = np.unique(np.geomspace(1, len(PATIENTS), 210).round().astype(int))

    def measure(self, *, n, source):
        return {"mean log ratio": float(MEANS[source][n - 1])} | GOALS

    def say(self, values, *, n, source):
        mean = number(values["mean log ratio"], 4)
        drawn = "the first patient" if n == 1 else f"the first {n} patients"
        seen = f"Over {drawn} drawn from {source}, ln p/q is {mean} nats on average"
        if n < MANY:
            return seen + "."
        goal = "D_KL(P‖Q)" if source == "P" else "−D_KL(Q‖P)"
        return f"{seen}; in the long run it is {goal} = {number(values[goal], 4)} nats."

    def make(self):
        ax = self.axes(1, left=0.08, right=0.82, top=0.88, bottom=0.17)
        ax.set(xscale="log", xlim=(0.93, 2150), ylim=(-0.45, 0.5), yticks=[-0.4, -0.2, 0, 0.2, 0.4])
        ax.set(xlabel=self.WORDS["patients"], ylabel=self.WORDS["mean"], title=self.WORDS["title"])
        ax.set_xticks([1, 10, 100, 1000], labels=["1", "10", "100", "1000"])
        ax.axhline(0, color=FAINT, lw=1)
        beside = dict(transform=ax.get_yaxis_transform(), va="center", weight="bold")
        self._goals = {}
        for (source, (colour, dash)), (goal, value) in zip(self.GOAL_LOOK.items(), GOALS.items(), strict=True):
            words = self.WORDS["goal"].format(goal=goal, value=number(value, 4))
            line = ax.axhline(value, color=colour, lw=2, ls=dash)
            self._goals[source] = line, ax.text(1.01, value, words, color=colour, **beside)
        self._path = self.line(ax, lw=2)
        self._dot = self.line(ax, "o", ms=11, mec=INK)
        look = dict(transform=ax.transAxes, ha="right", va="center", fontsize=13, weight="bold")
        self._value = self.text(ax, 0.99, 0.94, **look)

    def still_key(self, *, n, source):
        return (source if n >= MANY else None,)

    def draw_still(self, goal_of):
        for source, artists in self._goals.items():
            for artist in artists:
                artist.set_visible(source == goal_of)

    def move(self, values, *, n, source):
        (colour, dash), mean = self.LOOK[source], values["mean log ratio"]
        shown = np.append(self.SHOWN[self.SHOWN < n], n)
        self._path.set_data(shown, MEANS[source][shown - 1])
        self._path.set(color=colour, ls=dash)
        self._dot.set_data([n], [mean])
        self._dot.set_markerfacecolor(colour)
        words = self.WORDS["value"].format(n=n, source=source, value=number(mean, 4))
        self._value.set(text=words, color=colour)


def explore_log_ratios():
    controls = {"n": choice("patients", COUNTS, 1), "source": choice("patients come from", ["P", "Q"], "P")}
    return Explorer(LogRatios, controls, columns=1)
