"""A simulated class that takes the test: `python tests/students.py` writes the one that the course shows.

A student knows each item with a probability of their own. Who knows it presses what is right and is sure of it. Who
does not guesses: half of them say “no idea” and press the first answer; the others press any, one in five of them as
sure as who knows, the rest barely. A misconception is planted in a share of the class, whatever else they know: these
choose its answer, and are sure of it. One item in thirty is left open.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import xentlib
from xentlib.quiz.codes import items, write_code
from xentlib.quiz.guesses import levels
from xentlib.quiz.questions import Guess

BEFORE, AFTER = (0.2, 0.6), (0.5, 0.9)  # the lowest and the highest probability of a student to know an item
OPEN, NO_IDEA, BOLD = 1 / 30, 1 / 2, 1 / 5
SURE, BARELY = slice(4, 9), slice(1, 4)  # of the levels: 70 % and more; 40 to 60 %
EXAMPLE = Path(xentlib.__file__).parent / "data/simulated_class.csv"


@dataclass(frozen=True)
class Planted:
    """A misconception: the place of its item and of its answer, and the share of the class that holds it."""

    item: int
    answer: int
    share: float


def each_wrong_answer():
    """The places of its item and of itself."""
    return [
        (n, answer) for n, item in enumerate(items()) for answer in range(len(item.answers)) if answer != item.truth
    ]


def a_class(rng, size, skill=BEFORE, planted=()):
    """The guesses of each student, None where an item is open."""
    return [_student(rng, skill[0] + (skill[1] - skill[0]) * rng.random(), planted) for _ in range(size)]


def _student(rng, skill, planted):
    return tuple(_answered(rng, n, item, skill, planted) for n, item in enumerate(items()))


def _answered(rng, n, item, skill, planted):
    shares = [share for _, share in levels(len(item.answers))]
    if rng.random() < OPEN:
        return None
    for one in planted:
        if one.item == n and rng.random() < one.share:
            return Guess(item, one.answer, _one_of(rng, shares[SURE]))
    if rng.random() < skill:
        return Guess(item, item.truth, _one_of(rng, shares[SURE]))
    if rng.random() < NO_IDEA:
        return Guess(item, 0, shares[0])
    return Guess(
        item, _one_of(rng, range(len(item.answers))), _one_of(rng, shares[SURE if rng.random() < BOLD else BARELY])
    )


def _one_of(rng, values):
    return values[int(len(values) * rng.random())]


def expected_right(skill=BEFORE, planted=()):
    """How many items a student of this class has right, on average."""
    return sum((1 - OPEN) * _right(n, item, np.mean(skill), planted) for n, item in enumerate(items()))


def _right(n, item, known, planted):
    lucky = NO_IDEA * (item.truth == 0) + (1 - NO_IDEA) / len(item.answers)
    right = known + (1 - known) * lucky
    return right * math.prod(1 - one.share for one in planted if one.item == n)


def example():
    """The lines of a form's export, of a class before and after the course; two codes were damaged on their way."""
    rng = np.random.default_rng(8)
    before = a_class(rng, 40, BEFORE, [Planted(11, 0, 0.5), Planted(1, 0, 0.4)])
    after = a_class(rng, 36, AFTER, [Planted(11, 0, 0.45), Planted(1, 0, 0.05)])
    codes = [write_code("before", one) for one in before] + [write_code("after", one) for one in after]
    codes[6] = codes[6].lower()
    codes[16] = f"{codes[16][:2]}O{codes[16][3:]}"
    codes[57] = codes[57][:-2]
    times = [f"2026-09-01 10:{n + 10}" for n in range(40)] + [f"2026-12-08 10:{n + 10}" for n in range(36)]
    return ["Time,Your code", *map(",".join, zip(times, codes, strict=True))]


if __name__ == "__main__":
    EXAMPLE.write_text("\n".join(example()) + "\n", encoding="utf-8", newline="\n")
