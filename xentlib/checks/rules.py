"""What several constructions ask of probabilities, and numbers told so that no verdict contradicts what is shown."""

import numpy as np

from xentlib.checks.exercise import numbers

# slips that several exercises know, told alike in all of them
YES_NO = "the yes/no formula for every class: it also pays −log of 1 − q; here −log q alone is paid"
BATCH_MAXIMUM = "the largest logit of the whole batch is subtracted; each row has its own"
BATCH_SUM = "the sum runs over the whole batch; it must run along the last axis"
SHARED = YES_NO, BATCH_MAXIMUM, BATCH_SUM
ROUNDING = 1e-12  # more than float arithmetic leaves in a sum of a few probabilities
MOST_DIGITS = 12  # fewer than a float holds: what differs further on may be rounding


def yes_no(p, q):
    """The terms of the yes/no formula, for every class, in nats; as it stands, 0 · log 0 is nan."""
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    return -p * np.log(q) - (1 - p) * np.log(1 - q)


def probabilities(answer, *shape):
    """The answer as numbers of this shape, or None; what rounding left below 0 is 0.

    >>> probabilities([0.9, 0.1, 1 - 0.9 - 0.1], 3).tolist()
    [0.9, 0.1, 0.0]
    """
    given = numbers(answer, *shape)
    return None if given is None else np.where((given < 0) & (given >= -ROUNDING), 0, given)


def not_negative(answer, *shape):
    """The answer as numbers of at least 0, or None."""
    given = probabilities(answer, *shape)
    return None if given is None or np.any(given < 0) else given


def sum_to_one(p):
    """Whether the numbers of each row are at least 0 and sum to 1."""
    return np.all(p >= 0, axis=-1) & np.isclose(np.sum(p, axis=-1), 1, rtol=0, atol=ROUNDING)


def told_sum(p):
    """The sum, with the digits that `sum_to_one` looks at."""
    return f"{np.sum(p):.13g}"


def smallest_and_sum(p):
    return f"the smallest is {np.min(p):.13g}, the sum {told_sum(p)}"


def told_apart(first, second, decimals=4):
    """Two numbers as texts: with so many decimals, or with as many digits as tell them apart, and from 0.

    >>> told_apart(1.375, 1), told_apart(1 + 2**-20, 1), told_apart(1e-6, 1)
    (('1.3750', '1.0000'), ('1.000001', '1'), ('1e-06', '1'))
    """
    usual = f".{decimals}f"
    for width in (usual, *(f".{digits}g" for digits in range(decimals + 1, MOST_DIGITS + 1))):
        texts = f"{first:{width}}", f"{second:{width}}"
        alike, lost = texts[0] == texts[1], 0 in map(float, texts)
        if alike == (first == second) and lost == (0 in (first, second)):
            return texts
    return f"{first:{usual}}", f"{second:{usual}}"


def told(value, limit):
    """The value as a text that tells it from the limit."""
    return told_apart(value, limit)[0]


def is_above(texts):
    """Whether the first of two numbers is above the second, as they are shown."""
    first, second = map(float, texts)
    return first > second
