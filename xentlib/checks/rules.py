"""What the rules of several constructions ask about probabilities, and how they tell a number."""

import math

import numpy as np

from xentlib.checks.exercise import numbers

ROUNDING = 1e-12  # more than float arithmetic leaves in a sum of a few probabilities


def probabilities(answer, *shape):
    """The answer as numbers of this shape, or None; what rounding left below 0 is 0.

    >>> probabilities([0.9, 0.1, 1 - 0.9 - 0.1], 3).tolist()
    [0.9, 0.1, 0.0]
    """
    given = numbers(answer, *shape)
    return None if given is None else np.where((given < 0) & (given >= -ROUNDING), 0, given)


def sum_to_one(p):
    """Whether the numbers are at least 0 and sum to 1."""
    return bool(np.all(p >= 0)) and math.isclose(_sum(p), 1, abs_tol=ROUNDING)


def smallest_and_sum(p):
    """What `sum_to_one` rests on, with the digits that it looks at."""
    return f"the smallest is {np.min(p):.13g}, the sum {_sum(p):.13g}"


def told(value, limit):
    """The value with four decimals, or with as many more as tell it from the limit.

    >>> told(1 + 2**-20, limit=1), told(1.375, limit=1), told(1, limit=1)
    ('1.000001', '1.3750', '1.0000')
    """
    shown = (f"{value:.{decimals}f}" for decimals in range(4, 17))
    return next((text for text in shown if float(text) != limit), f"{value:.4f}")


def _sum(p):
    return sum(p.tolist())  # beyond all floats it is ∞, without a warning
