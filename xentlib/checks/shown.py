"""Numbers as an exercise shows them, so that no verdict contradicts what is shown."""

import numpy as np

MOST_DIGITS = 12  # fewer than a float holds: what differs further on may be rounding


def told_apart(first, second, decimals):
    """Two numbers as texts: with so many decimals, or with as many digits as it takes to tell them apart.

    Compare the texts, as numbers, for the verdict.
    """
    usual = f".{decimals}f"
    for width in (usual, *(f".{digits}g" for digits in range(decimals + 1, MOST_DIGITS + 1))):
        texts = f"{first:{width}}", f"{second:{width}}"
        if texts[0] != texts[1]:
            return texts
    return f"{first:{usual}}", f"{second:{usual}}"


def is_above(texts):
    """Whether the first of two numbers is above the second, as they are shown."""
    first, second = map(float, texts)
    return first > second


def is_one(total):
    """Whether probabilities sum to 1, to a millionth; `total` may be an array of sums."""
    return np.isclose(total, 1, rtol=0, atol=1e-6)


def told_sum(total):
    """A sum that is not 1, with so many digits that it shows."""
    return f"{total:.7g}"
