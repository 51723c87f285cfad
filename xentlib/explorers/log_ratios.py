"""The mean of ln p/q over more and more letters or patients: it settles at D_KL(P‖Q), drawn from Q at −D_KL(Q‖P)."""

import functools
import math
from typing import NamedTuple

import numpy as np

from xentlib.engine.controls import choice
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.letters import visible
from xentlib.engine.parts import REVERSE_COLOUR, Areas, box
from xentlib.engine.style import FAINT, GAP_COLOUR, INK, P_COLOUR, P_DASH, Q_COLOUR, Q_DASH, number
from xentlib.information import kl_divergence
from xentlib.models.declarations import alphabet, declaration, language_model
from xentlib.models.sampling import DIAGNOSES, P, Q, patients

COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 2000, 5000]
MANY = 500  # draws, from which the goal is shown: before, it would give the answer away


class Draws(NamedTuple):
    """What is drawn: the names of the outcomes, two distributions over them, and what comes from each, as places."""

    names: list
    p: np.ndarray
    q: np.ndarray
    drawn: dict

    def ratios(self, source):
        """ln p/q of each one drawn from "P" or from "Q", in nats."""
        return np.log(self.p / self.q)[self.drawn[source]]

    def goals(self):
        return {
            "D_KL(P‖Q)": kl_divergence(self.p, self.q, base=math.e),
            "−D_KL(Q‖P)": -kl_divergence(self.q, self.p, base=math.e),
        }


@functools.cache
def draws(what):
    """Patients of the ward, or letters: P is how often each comes in Spanish, Q in English."""
    if what == "patients":
        initials = [diagnosis[0].upper() for diagnosis in DIAGNOSES]
        return Draws(initials, P, Q, {source: patients(source) for source in "PQ"})
    places = {letter: place for place, letter in enumerate(alphabet())}
    texts = {"P": "es", "Q": "en"}
    drawn = {source: [places[x] for x in declaration(text)[0][: COUNTS[-1]]] for source, text in texts.items()}
    shares = [language_model(text, 0).distribution() for text in texts.values()]
    return Draws([visible(letter) for letter in places], *shares, drawn)


@functools.cache
def means(what, source):
    """The mean log ratio over the first 1, 2, 3, … that are drawn."""
    ratios = draws(what).ratios(source)
    return np.cumsum(ratios) / np.arange(1, len(ratios) + 1)


class LogRatios(MovingFigure):
    """The first ones as tiles, each with its log ratio; the path of the mean below, and where it settles."""

    size = (10, 4.75)
    WORDS = {
        "letters": "ln p/q of each letter, in nats;  blue: likelier in Spanish (P), dashed: English (Q), grey: alike",
        "patients": "ln p/q of each patient, in nats (C covid, D diabetes, H heart);  P: .7, .2, .1;  Q: .5, .2, .3",
        "more": "and {count} more",
        "n": "n, how many",
        "title": "Mean of the first n",
        "mean": "nats",
        "value": "● n = {n} from {source}: mean = {value} nats",
        "goal": "long-run mean\n= {value} nats",
    }
    LOOK = {"P": (P_COLOUR, P_DASH), "Q": (Q_COLOUR, Q_DASH)}
    GOAL_LOOK = {"P": (GAP_COLOUR, "-"), "Q": (REVERSE_COLOUR, Q_DASH)}
    HEIGHTS = {"letters": ((-0.6, 1.5), np.arange(-0.5, 1.6, 0.5)), "patients": ((-0.45, 0.5), np.arange(-2, 3) / 5)}
    SHOWN = np.unique(np.geomspace(1, COUNTS[-1], 210).round().astype(int))
    TILES = 20
    LEFT, TOP, ACROSS, TILE = 20, 32, 34, (32, 48)  # pixels
    EVEN = 0.05  # nats, what is printed as 0.0: about as likely under P as under Q

    def measure(self, *, draw, n, source):
        return {"mean log ratio": float(means(draw, source)[n - 1])} | draws(draw).goals()

    def say(self, values, *, draw, n, source):
        mean = number(values["mean log ratio"], 4)
        drawn = f"the first {draw[:-1]}" if n == 1 else f"the first {n} {draw}"
        seen = f"Over {drawn} from {source}, ln p/q is {mean} nats on average"
        if n < MANY:
            return seen + "."
        goal = "D_KL(P‖Q)" if source == "P" else "−D_KL(Q‖P)"
        return f"{seen}; in the long run it is {number(values[goal], 4)} nats."

    def make(self):
        self._make_tiles()
        self._ax = ax = self.axes_at(58, 48, 532, 160)
        ax.set(xscale="log", xlim=(0.93, 1.08 * COUNTS[-1]), xlabel=self.WORDS["n"], ylabel=self.WORDS["mean"])
        ax.set_title(self.WORDS["title"])
        ax.set_xticks([1, 10, 100, 1000], labels=["1", "10", "100", "1000"])
        ax.tick_params(labelsize=11)
        ax.axhline(0, color=FAINT, lw=1)
        self._goals = {}
        for source, (colour, dash) in self.GOAL_LOOK.items():
            beside = dict(transform=ax.get_yaxis_transform(), va="center", weight="bold", color=colour)
            self._goals[source] = ax.axhline(0, color=colour, lw=2, ls=dash), ax.text(1.01, 0, "", **beside)
        self._path = self.line(ax, lw=2)
        self._dot = self.line(ax, "o", ms=11, mec=INK)
        look = dict(transform=ax.transAxes, ha="right", va="center", fontsize=13, weight="bold")
        self._value = self.text(ax, 0.99, 0.92, **look)

    def _make_tiles(self):
        width, height = self.figure.bbox.size
        page = self.figure.add_axes((0, 0, 1, 1))
        page.set(xlim=(0, width), ylim=(height, 0))
        page.axis("off")
        self._heading = page.text(self.LEFT, 21, "", weight="bold")
        self._more = self.text(page, width - self.LEFT, 96, ha="right", weight="bold")
        looks = {
            "P": dict(facecolor="#A9D1EA", edgecolor=P_COLOUR),
            "Q": dict(facecolor="white", edgecolor=Q_COLOUR, ls="--"),
            "even": dict(facecolor="white", edgecolor=FAINT),
        }
        self._areas = {likelier: Areas(self, page, lw=1.5, **look) for likelier, look in looks.items()}
        lefts = [self.LEFT + self.ACROSS * k for k in range(self.TILES)]
        self._boxes = [box(left, left + self.TILE[0], self.TOP, self.TOP + self.TILE[1]) for left in lefts]
        middle = self.TILE[0] / 2
        self._names = [self.text(page, left + middle, self.TOP + 24, ha="center", fontsize=17) for left in lefts]
        self._ratios = [self.text(page, left + middle, self.TOP + 41, ha="center") for left in lefts]

    def still_key(self, *, draw, n, source):
        return draw, source if n >= MANY else None

    def draw_still(self, draw, goal_of):
        self._heading.set_text(self.WORDS[draw])
        limits, ticks = self.HEIGHTS[draw]
        self._ax.set(ylim=limits, yticks=ticks)
        for (source, (line, label)), value in zip(self._goals.items(), draws(draw).goals().values(), strict=True):
            line.set(ydata=[value, value], visible=source == goal_of)
            label.set(y=value, text=self.WORDS["goal"].format(value=number(value, 4)))
            label.set_visible(source == goal_of)

    def move(self, values, *, draw, n, source):
        (colour, dash), mean = self.LOOK[source], values["mean log ratio"]
        shown = np.append(self.SHOWN[self.SHOWN < n], n)
        self._path.set_data(shown, means(draw, source)[shown - 1])
        self._path.set(color=colour, ls=dash)
        self._dot.set_data([n], [mean])
        self._dot.set_markerfacecolor(colour)
        words = self.WORDS["value"].format(n=n, source=source, value=number(mean, 4))
        self._value.set(text=words, color=colour)
        self._show_tiles(draws(draw), n, source)

    def _show_tiles(self, world, n, source):
        ratios = world.ratios(source)[: min(n, self.TILES)]
        likelier = ["even" if abs(ratio) < self.EVEN else "P" if ratio > 0 else "Q" for ratio in ratios]
        for name, area in self._areas.items():
            area.show([tile for tile, its in zip(self._boxes, likelier, strict=False) if its == name])
        for k, (name, ratio) in enumerate(zip(self._names, self._ratios, strict=True)):
            for text in (name, ratio):
                text.set_visible(k < len(ratios))
            if k < len(ratios):
                name.set_text(world.names[world.drawn[source][k]])
                ratio.set_text(number(ratios[k], 1))
        rest = n - len(ratios)
        self._more.set_text(self.WORDS["more"].format(count=rest) if rest else "")


def explore_log_ratios():
    return Explorer(
        LogRatios,
        {
            "draw": choice("draw", ["letters", "patients"], "letters"),
            "source": choice("from", ["P", "Q"], "P"),
            "n": choice("how many", COUNTS, 20),
        },
        columns=2,
    )
