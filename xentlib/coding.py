"""Prefix codes: bit strings for outcomes, none of which begins another. Lengths are in bits."""

import heapq

import numpy as np

from xentlib._numerics import expectation, scalar_or_array, zeros_allowed
from xentlib._validation import code_lengths, distribution


@zeros_allowed
def huffman_code(p):
    r"""A prefix code of least average length.

    The two least likely nodes are joined again and again, until one tree remains. Of two joined
    nodes the less likely takes the 0; ties go to the node that holds the lowest outcome number,
    so the code is the same everywhere.

    Parameters
    ----------
    p : array, shape [K]
        A distribution. Outcomes of probability 0 get code words too.

    Returns
    -------
    list of str
        One string of ``'0'`` and ``'1'`` per outcome; ``['']`` for a single outcome, which needs no bits.

    Raises
    ------
    ValueError, TypeError
        If `p` is not one distribution.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory* (2nd ed.), sections 5.6 to 5.8.

    Examples
    --------
    >>> huffman_code([0.5, 0.25, 0.125, 0.125])
    ['0', '10', '110', '111']
    """
    p = _one_distribution("p", p)
    words = [""] * len(p)
    heap = [(float(probability), outcome, [outcome]) for outcome, probability in enumerate(p)]
    heapq.heapify(heap)
    while len(heap) > 1:
        (p_zero, low_zero, zeros), (p_one, low_one, ones) = heapq.heappop(heap), heapq.heappop(heap)
        for bit, outcomes in (("0", zeros), ("1", ones)):
            for outcome in outcomes:
                words[outcome] = bit + words[outcome]
        heapq.heappush(heap, (p_zero + p_one, min(low_zero, low_one), zeros + ones))
    return words


@zeros_allowed
def expected_length(p, lengths):
    r"""Average number of bits per outcome that a code costs.

    .. math:: L = \sum_x p(x) \, \ell(x)

    Parameters
    ----------
    p : array, shape [K]
        The source that draws the outcomes.
    lengths : array, shape [K]
        Code lengths in bits, whole or not (the ideal lengths −log₂ q(x) give H(P, Q)).

    Returns
    -------
    float
        In bits. An infinite length costs nothing where p = 0 and ``inf`` where p > 0.

    Raises
    ------
    ValueError, TypeError
        If `p` is not one distribution, a length is negative or NaN, or their numbers differ.

    References
    ----------
    Shannon, *A Mathematical Theory of Communication* (1948), section 9.

    Examples
    --------
    >>> expected_length([0.25, 0.25, 0.25, 0.25], [1, 2, 3, 3])
    2.25
    """
    p, lengths = _one_distribution("p", p), code_lengths("lengths", lengths)
    if len(p) != len(lengths):
        raise ValueError(f"p and lengths must have the same number of outcomes; got {len(p)} and {len(lengths)}")
    return scalar_or_array(expectation(p, lengths))


@zeros_allowed
def kraft_sum(lengths):
    r"""Share of the code space that code words of these lengths take up.

    .. math:: \sum_x 2^{-\ell(x)}

    Parameters
    ----------
    lengths : array, shape [K]
        Code lengths in bits.

    Returns
    -------
    float
        A pure number. A prefix code with these (whole) lengths exists exactly if it is at most 1;
        below 1, space is left over. A length of 0 takes all of it, an infinite length none.

    Raises
    ------
    ValueError, TypeError
        If there are no lengths, or one is negative or NaN.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory* (2nd ed.), section 5.2.

    Examples
    --------
    >>> kraft_sum([1, 2, 3, 3])
    1.0
    """
    return scalar_or_array(np.exp2(-code_lengths("lengths", lengths)).sum())


def _one_distribution(name, value):
    p = distribution(name, value)
    if p.ndim != 1:
        raise ValueError(f"{name} must be one distribution, along one axis; got shape {p.shape}")
    return p
