"""Calibration of a reader: what was said of answers, in per cent, against what came true."""

from xentlib.engine.explorer import plain_picture
from xentlib.engine.figure import MovingFigure
from xentlib.engine.reliability import Reliability, grouped
from xentlib.engine.style import number

EDGES = (0, 20, 40, 60, 80, 100)


def reader_groups(points, truths):
    """The groups of what a reader gave to answers, and whether each was right.

    What is neither points of 100 nor a truth, or has no partner, is a ValueError.
    """
    if len(points) != len(truths):
        raise ValueError(f"truths must be as many as points, {len(points)}; got {len(truths)}")
    for given in points:
        if not 0 <= given <= 100:
            raise ValueError(f"points must lie between 0 and 100; got {given!r}")
    for truth in truths:
        if truth not in (0, 1):
            raise ValueError(f"truths must be True or False; got {truth!r}")
    return grouped(points, truths, EDGES)


class Calibration(MovingFigure):
    """A dot for each group of a reader's answers.

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
        "group": "Given {name} %, {said} % on average: {true} of {count} came true",
    }

    def prepare(self, *, points, truths):
        return {"count": len(points), "groups": reader_groups(points, truths)}

    def say(self, values, *, count, groups):
        told = (
            self.WORDS["group"].format(name=group.name, said=number(group.said, 0), true=group.true, count=group.count)
            for group in groups
            if group.count
        )
        return self.WORDS["picture"].format(count=count, groups="; ".join(told))

    def make(self):
        ax = self.axes(1, left=0.085, right=0.73, top=0.85, bottom=0.13)
        self._reliability = Reliability(self, ax, EDGES)

    def move(self, values, *, count, groups):
        self._reliability.show(groups)


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
