"""Calibration: what was said, in per cent, against what came true."""

import itertools
from dataclasses import dataclass

import numpy as np

from xentlib.engine.explorer import plain_picture
from xentlib.engine.figure import MovingFigure
from xentlib.engine.style import FAINT, INK, Q_COLOUR

EDGES = (0, 20, 40, 60, 80, 100)
NAMES = ("under 20", "20 to under 40", "40 to under 60", "60 to under 80", "80 or more")


@dataclass(frozen=True)
class Group:
    """The answers of which so much was said: how many, how many came true, what was said on average, in %."""

    name: str
    count: int
    true: int
    said: float

    @property
    def came(self):
        """How often they came true, of 100 times."""
        return 100 * self.true / self.count


def grouped(points, truths):
    """A Group for each range of points, of what answers were given and whether each was right.

    What lies on an edge belongs to the range above it, and 100 to the last. What is neither points of 100 nor a truth,
    or has no partner, is a ValueError.
    """
    if len(points) != len(truths):
        raise ValueError(f"truths must be as many as points, {len(points)}; got {len(truths)}")
    for given in points:
        if not 0 <= given <= 100:
            raise ValueError(f"points must lie between 0 and 100; got {given!r}")
    for truth in truths:
        if truth not in (0, 1):
            raise ValueError(f"truths must be True or False; got {truth!r}")
    points, truths = np.asarray(points, dtype=float), np.asarray(truths, dtype=bool)
    places = np.digitize(points, EDGES[1:-1])
    return [_group(name, points[places == n], truths[places == n]) for n, name in enumerate(NAMES)]


def _group(name, points, truths):
    return Group(name, points.size, int(truths.sum()), float(points.mean()) if points.size else np.nan)


class Calibration(MovingFigure):
    """A dot for each group of answers; whoever says 70 and is right 70 times in 100 has it on the diagonal.

    Parameters
    ----------
    points : list of float
        What was said of each answer, in per cent.
    truths : list of bool
        Whether it was the right one.
    """

    size = (8.5, 5)
    WORDS = {
        "title": "how many came true, of the answers in each group",
        "count": "{true} of {count}",
        "empty": "none",
        "said": "what you said of an answer, in %, on average",
        "came": "what came true, in %",
        "diagonal": "said = came true",
        "above": "above the line:\ncame true more often\nthan you said",
        "below": "below the line:\ncame true less often\nthan you said",
        "picture": "Calibration of {count} answers. {groups}.",
        "group": "Given {name} %, {said:.0f} % on average: {true} of {count} came true",
    }

    def prepare(self, *, points, truths):
        return {"count": len(points), "groups": grouped(points, truths)}

    def say(self, values, *, count, groups):
        told = (
            self.WORDS["group"].format(name=group.name, said=group.said, true=group.true, count=group.count)
            for group in groups
            if group.count
        )
        return self.WORDS["picture"].format(count=count, groups="; ".join(told))

    def make(self):
        ax = self.axes(1, left=0.085, right=0.73, top=0.85, bottom=0.13)
        ax.set(xlim=(-3, 103), ylim=(-4, 104), xlabel=self.WORDS["said"], ylabel=self.WORDS["came"])
        ax.set_title(self.WORDS["title"], pad=24, weight="normal")
        ax.set_xticks(EDGES)
        for edge in EDGES[1:-1]:
            ax.axvline(edge, color=FAINT, lw=0.8, ls=(0, (1, 3)))
        ax.plot([0, 100], [0, 100], color=INK, lw=1.5, ls=(0, (5, 3)))
        # beside the axes: inside them a dot may come to lie anywhere
        for name, height in (("diagonal", 100), ("above", 78), ("below", 48)):
            ax.text(105, height, self.WORDS[name], va="center" if name == "diagonal" else "top")
        self._gaps = [self.line(ax, color=INK, lw=3) for _ in NAMES]
        self._dots = self.line(ax, "o", ms=11, color=Q_COLOUR, mec="white", mew=1.5, zorder=3)
        look = dict(ha="center", color=Q_COLOUR, weight="bold")
        self._counts = [self.text(ax, (low + high) / 2, 106, **look) for low, high in itertools.pairwise(EDGES)]

    def move(self, values, *, count, groups):
        filled = [group for group in groups if group.count]
        self._dots.set_data([group.said for group in filled], [group.came for group in filled])
        for gap, label, group in zip(self._gaps, self._counts, groups, strict=True):
            words = self.WORDS["count" if group.count else "empty"]
            label.set_text(words.format(true=group.true, count=group.count))
            gap.set_data(*([group.said] * 2, [group.said, group.came]) if group.count else ([], []))


def picture_calibration(points, truths):
    """A plain picture of a calibration, with its numbers as alternative text.

    Parameters
    ----------
    points : list of float
        What was said of each answer, in per cent.
    truths : list of bool
        Whether it was the right one; 1 and 0 will do.

    Raises
    ------
    ValueError
        If there are not as many of the one as of the other, some points lie outside 0 to 100,
        or a truth is neither true nor false.
    """
    return plain_picture(Calibration(points=points, truths=truths))
