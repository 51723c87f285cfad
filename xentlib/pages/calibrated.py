"""The calibration of a reader for a page: what each group of answers shows, at whatever place it stands."""

from itertools import pairwise

import numpy as np

from xentlib.engine.render import still_picture
from xentlib.pages.drawing import draw
from xentlib.pages.measured import Following
from xentlib.pages.skeletons import Tables, deflated
from xentlib.pages.stills import stills
from xentlib.quiz.calibration import EDGES, Calibration

COUNTS = 1, 2, 3, 7, 20, 80  # answers in a group; the twenty items have eighty


def calibration_data():
    """What the page's JavaScript reads: the still picture, its words, and the pieces of each group.

    A group has a line and a number of its own; the dots of all groups are one artist, which is drawn for each alone.
    """
    figure = Calibration(points=[], truths=[])
    empty = draw(figure, [{"points": [], "truths": []}])
    groups = [_group(figure, k, low, high) for k, (low, high) in enumerate(pairwise(EDGES))]
    size = figure.figure.bbox.size
    count = len(groups)
    return {
        "still": stills({figure.key: still_picture(figure)}, figure.key)[0],
        "size": [round(side) for side in size],
        "words": {name: Calibration.WORDS[name] for name in ("picture", "group")},
        "none": [next(iter(piece.texts)) for piece in empty.pieces[-count:]],
        "groups": [deflated(group) for group in groups],
    }


def _group(figure, k, low, high):
    """The pieces of one group as bytes, like those of `encode`: its line, its dot, its number."""
    counts = [(true, count) for count in COUNTS for true in range(count + 1)]
    places = np.random.default_rng(k).uniform(low, high, len(counts))
    states = [
        {"points": [said] * count, "truths": [True] * true + [False] * (count - true)}
        for said, (true, count) in zip(places, counts, strict=True)
    ]
    values = [[said, 100 * true / count, true, count] for said, (true, count) in zip(places, counts, strict=True)]
    drawing = draw(figure, states)
    lines, dots, numbers = (
        drawing.pieces[: len(EDGES) - 1],
        drawing.pieces[len(EDGES) - 1],
        drawing.pieces[len(EDGES) :],
    )
    found = Following(np.array(values), [np.full(len(states), True)], Tables([1]))
    head = {
        "shape": [1],
        "beside": 0,
        "pieces": [found.texts(piece) for piece in (lines[k], dots, numbers[k])],
        "lines": found.lines,
    }
    return found.tables.packed(head)
