"""What every formula here shares: averages that know 0·∞ = 0, and plain numbers for plain questions."""

import numpy as np

# log 0 and 0·∞ are part of the definitions, not accidents: no warning.
zeros_allowed = np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore")


def expectation(p, x):
    """E_P[x] along the last axis, where an outcome of probability 0 adds nothing, even if x is infinite there."""
    return weighted(p, x).sum(axis=-1)


def weighted(weight, x):
    """weight · x, where a weight of 0 gives 0, even if x is infinite."""
    terms = np.asarray(weight * x)
    nothing = weight == 0
    if nothing.any():
        np.copyto(terms, 0.0, where=nothing)
    return terms


def scalar_or_array(value):
    """A Python float for a single number; + 0.0 turns −0.0 into 0.0."""
    value = value + 0.0
    return value if np.ndim(value) else float(value)
