"""Codes as shares of an interval from 0 to 1: the words of a prefix code, and the parts of an arithmetic code."""

from types import SimpleNamespace

import numpy as np

from xentlib.coding import arithmetic_encode, kraft_sum


def words_of_lengths(lengths):
    """Code words of these lengths, shortest first from the left of the tree, or None if they do not fit."""
    if kraft_sum(lengths) > 1:
        return None
    words, start = [""] * len(lengths), 0.0
    for outcome in np.argsort(lengths, kind="stable"):
        length = int(lengths[outcome])
        words[outcome] = format(int(start * 2**length), f"0{length}b")
        start += 2.0**-length
    return words


def spans(letters, q):
    """Letter → where its share begins and ends, in whatever is left."""
    ends = np.append(0, np.cumsum(q))
    return dict(zip(letters, zip(ends[:-1], ends[1:], strict=True), strict=True))


def parts(text, letters, q):
    """Start and width of the part of the interval that the first 0, 1, … letters of a text own."""
    begins, owned = spans(letters, q), [(0.0, 1.0)]
    for letter in text:
        (start, width), (low, _) = owned[-1], begins[letter]
        owned.append((float(start + width * low), float(width * q[letters.index(letter)])))
    return owned


def code(text, letters, q):
    """The bits of a text, or None if one of its letters has probability 0."""
    if any(q[letters.index(letter)] == 0 for letter in text):
        return None
    return arithmetic_encode(text, SimpleNamespace(alphabet=letters, order=0, distribution=lambda context: q))
