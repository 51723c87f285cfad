"""What was said, in per cent, against what came true: groups of answers, and the part of a figure that shows them."""

import itertools
from dataclasses import dataclass

import numpy as np

from xentlib.engine.style import FAINT, INK, Q_COLOUR


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


def grouped(points, truths, edges):
    """A Group between each two edges, from 0 to 100, of what answers were given and whether each was right.

    What lies on an edge belongs to the range above it, and 100 to the last.
    """
    points, truths = np.asarray(points, dtype=float), np.asarray(truths, dtype=bool)
    places = np.digitize(points, edges[1:-1])
    names = [f"{low} to under {high}" for low, high in itertools.pairwise(edges)]
    names[0], names[-1] = f"under {edges[1]}", f"{edges[-2]} or more"
    return [_group(name, points[places == n], truths[places == n]) for n, name in enumerate(names)]


def _group(name, points, truths):
    return Group(name, points.size, int(truths.sum()), float(points.mean()) if points.size else np.nan)


class Reliability:
    """A dot for each group of answers; whoever says 70 and is right 70 times in 100 has it on the diagonal."""

    def __init__(self, figure, ax, edges):
        self._words = words = figure.WORDS
        ax.set(xlim=(-3, 103), ylim=(-4, 104), xlabel=words["said"], ylabel=words["came"])
        ax.set_title(words["title"], pad=24 + 14 * words["count"].count("\n"), weight="normal")
        ax.set_xticks(edges)
        for edge in edges[1:-1]:
            ax.axvline(edge, color=FAINT, lw=0.8, ls=(0, (1, 3)))
        ax.plot([0, 100], [0, 100], color=INK, lw=1.5, ls=(0, (5, 3)))
        # beside the axes: inside them a dot may come to lie anywhere
        for name, height in (("diagonal", 100), ("above", 78), ("below", 48)):
            ax.text(105, height, words[name], va="center" if name == "diagonal" else "top")
        ranges = list(itertools.pairwise(edges))
        self._gaps = [figure.line(ax, color=INK, lw=3) for _ in ranges]
        self._dots = figure.line(ax, "o", ms=11, color=Q_COLOUR, mec="white", mew=1.5, zorder=3)
        look = dict(ha="center", color=Q_COLOUR, weight="bold")
        self._counts = [figure.text(ax, (low + high) / 2, 106, **look) for low, high in ranges]

    def show(self, groups):
        filled = [group for group in groups if group.count]
        self._dots.set_data([group.said for group in filled], [group.came for group in filled])
        for gap, label, group in zip(self._gaps, self._counts, groups, strict=True):
            words = self._words["count" if group.count else "empty"]
            label.set_text(words.format(true=group.true, count=group.count))
            gap.set_data(*([group.said] * 2, [group.said, group.came]) if group.count else ([], []))
