"""Codes: prefix codes give each outcome a word of its own, the arithmetic code a whole text. Lengths are in bits."""

import heapq
import itertools
import math
import numbers
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from xentlib._numerics import expectation, scalar_or_array, zeros_allowed
from xentlib._validation import code_lengths, distribution, same_names, same_outcomes, shown, whole_number

# The arithmetic coder counts the unit interval in steps of 2⁻¹¹²⁸: what the smallest of all floats, 2⁻¹⁰⁷⁴, takes of
# a part still is about 2⁵³ steps wide.
_PRECISION = 1128
_WHOLE, _HALF = 2**_PRECISION, 2 ** (_PRECISION - 1)


@zeros_allowed
def huffman_code(p):
    r"""A prefix code of least average length, of those that have a word for every outcome.

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
        If `p` is not one distribution, a length is negative or NaN, or their numbers or names differ.

    References
    ----------
    Shannon, *A Mathematical Theory of Communication* (1948), section 9.

    Examples
    --------
    >>> expected_length([0.25, 0.25, 0.25, 0.25], [1, 2, 3, 3])
    2.25
    """
    same_names("p", p, "lengths", lengths, outcomes=(0, 0))
    p, lengths = _one_distribution("p", p), code_lengths("lengths", lengths)
    same_outcomes("p", p, "lengths", lengths)
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


def arithmetic_encode(symbols, model):
    r"""One bit string for a whole text, about as long as the text is surprising to a model.

    Of the interval from 0 to 1 every text of n symbols owns a part that is as wide as its probability, with its left
    end and without its right end: each symbol narrows the part to the share that the model gives it there. The code
    is the shortest binary fraction such that all numbers whose digits begin with it lie inside.

    .. math:: 0 \le L - \sum_i -\log_2 q(x_i \mid x_1 \dots x_{i-1}) < 2 \text{ bits, up to rounding}

    Parameters
    ----------
    symbols : str, bytes, list or array
        The text; its symbols are those of ``model.alphabet``.
    model : object
        What predicts the next symbol, such as `NGramModel`: ``model.alphabet``, a str, bytes, list or array
        of K different symbols; ``model.order``, the number of symbols it looks back to (``math.inf``: to all);
        ``model.distribution(context)``, shape [K], after that many symbols or, at the start, fewer.

    Returns
    -------
    str
        A string of ``'0'`` and ``'1'``; its length L is in bits. A symbol of probability 1 adds nothing to it, and
        an empty text has the code ``''``. Among the texts of n symbols no code begins another; what n is,
        the code does not tell.

    Raises
    ------
    ValueError
        If a symbol is not in the alphabet, or has probability 0 and would take ∞ bits: with its position. If the
        alphabet holds a symbol twice, the model gives no distribution over it, or its order is no order.
    TypeError
        If `symbols` or ``model.alphabet`` is not a sequence (of a model that is not fitted, it is not), or if
        `symbols` is of another kind than an alphabet that is a str or bytes.

    Notes
    -----
    Every float is a fraction, and its arithmetic here is that of integers, so a decoder to whom the model gives
    the same floats repeats each step to the last digit. Probabilities whose sum is 1 only up to rounding are divided
    by that sum: a symbol then takes the logarithm of the sum more or less.

    References
    ----------
    Witten, Neal and Cleary, *Arithmetic Coding for Data Compression* (1987), Communications of the ACM 30 (6).

    Examples
    --------
    >>> from xentlib import NGramModel
    >>> model = NGramModel(order=0, smoothing=0).fit("aaab")
    >>> round(float(model.information("aaaaaaab").sum()), 2), arithmetic_encode("aaaaaaab", model)
    (4.91, '000111')
    """
    places = {symbol: place for place, symbol in enumerate(_alphabet(model))}
    symbols = _sequence("symbols", symbols)
    for kind in (str, bytes):
        if isinstance(model.alphabet, kind) and not isinstance(symbols, kind):
            raise TypeError(f"symbols must be {kind.__name__}, like model.alphabet; got {shown(symbols)}")
    low, width, settled = 0, _WHOLE, []
    for position, symbol in enumerate(symbols):
        if symbol not in places:
            raise ValueError(f"symbols must be in the alphabet of the model; got {symbol!r} at position {position}")
        borders = _borders(model, symbols, position)
        start, width_of_symbol = _part(width, borders, places[symbol])
        if not width_of_symbol:
            raise ValueError(
                f"symbols must have a probability above 0 under the model; got {symbol!r} at position {position}"
            )
        low, width = low + start, width_of_symbol
        if low >= _WHOLE:
            low -= _WHOLE
            _carry(settled)
        while width <= _HALF:
            settled.append(low // _HALF)
            low, width = 2 * low % _WHOLE, 2 * width
    # the part is more than half as wide as all that begins with the settled digits: two more are always enough
    digits, first = 0, -(-low // _WHOLE)
    while (first + 1) * (_WHOLE >> digits) > low + width:
        digits += 1
        first = -(-low // (_WHOLE >> digits))
    if first >> digits:
        _carry(settled)
    settled += [first >> place & 1 for place in reversed(range(digits))]
    return "".join(map(str, settled))


def arithmetic_decode(bits, n, model):
    """The text that `arithmetic_encode` made a bit string of.

    Parameters
    ----------
    bits : str
        A string of ``'0'`` and ``'1'``.
    n : int
        Number of symbols in the text, ≥ 0.
    model : object
        The model that the text was encoded with.

    Returns
    -------
    str, bytes or list
        The text, as ``model.alphabet`` is one.

    Raises
    ------
    ValueError
        If `bits` holds anything but 0 and 1 or is not what any text of n symbols is encoded to (damaged bits can
        also give a wrong text), if `n` is negative, or if the model is refused by `arithmetic_encode`.
    TypeError
        If `bits` is not a str, `n` not an integer, or ``model.alphabet`` not a sequence.

    References
    ----------
    Witten, Neal and Cleary, *Arithmetic Coding for Data Compression* (1987), Communications of the ACM 30 (6).

    Examples
    --------
    >>> from xentlib import NGramModel
    >>> arithmetic_decode("000111", 8, NGramModel(order=0, smoothing=0).fit("aaab"))
    'aaaaaaab'
    """
    if not isinstance(bits, str):
        raise TypeError(f"bits must be a str of 0 and 1; got {shown(bits)}")
    for position, bit in enumerate(bits):
        if bit not in "01":
            raise ValueError(f"bits must hold 0 and 1 only; got {bit!r} at position {position}")
    if whole_number("n", n) < 0:
        raise ValueError(f"n must not be negative; got {n}")
    alphabet = _alphabet(model)
    text, width, settled = alphabet[:0], _WHOLE, 0
    inside = int(bits[:_PRECISION].ljust(_PRECISION, "0"), 2)  # where the fraction is, from the part's start
    following = iter(bits[_PRECISION:])
    # a text whose beginning has settled more bits than there are has a longer code: it is not worth its end
    while len(text) < n and settled <= len(bits):
        borders = _borders(model, text, len(text))
        place = bisect_right(borders, ((inside + 1) * borders[-1] - 1) // width) - 1
        start, width = _part(width, borders, place)
        inside -= start
        while width <= _HALF:
            inside, width, settled = 2 * inside + int(next(following, 0)), 2 * width, settled + 1
        text += alphabet[place : place + 1]
    if len(text) < n or arithmetic_encode(text, model) != bits:
        raise ValueError(f"bits must be the code of a text of {n} symbols under this model; got {shown(bits)}")
    return text


def _alphabet(model):
    alphabet = _sequence("model.alphabet", model.alphabet)
    if len(set(alphabet)) < len(alphabet):
        raise ValueError(f"model.alphabet must hold each symbol once; got {shown(alphabet)}")
    return alphabet


def _sequence(name, value):
    """As a str, bytes or list."""
    if isinstance(value, str | bytes):
        return value
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return value.tolist()
    if not isinstance(value, Sequence):
        raise TypeError(f"{name} must be a str, bytes, list or array of symbols; got {shown(value)}")
    return list(value)


def _borders(model, text, position):
    """Where the shares of the symbols begin after the first `position` symbols of a text, and where the last ends.

    In whole numbers: every float is a 53-bit integer times a power of 2, here in units of 2⁻¹¹²⁷.
    """
    if not (model.order == math.inf or isinstance(model.order, numbers.Integral) and model.order >= 0):
        raise ValueError(f"model.order must be a whole number, 0 or more, or math.inf; got {model.order!r}")
    context = text[max(0, position - model.order) : position]
    q = _one_distribution("model.distribution(context)", model.distribution(context))
    if len(q) != len(model.alphabet):
        raise ValueError(
            f"model.distribution(context) must have one probability for each of the {len(model.alphabet)} symbols "
            f"of the alphabet; got {len(q)}"
        )
    mantissas, exponents = np.frexp(q)
    integers, powers = (mantissas * 2**53).astype(np.int64).tolist(), (exponents + 1074).tolist()
    return [0, *itertools.accumulate(integer << power for integer, power in zip(integers, powers, strict=True))]


def _part(width, borders, place):
    """Where the part of one symbol starts in a part of this width, and how wide it is: in exact integers."""
    start, end = (width * border // borders[-1] for border in borders[place : place + 2])
    return start, end - start


def _carry(settled):
    """Add 1 to the last bit."""
    position = len(settled) - 1
    while settled[position]:
        settled[position] = 0
        position -= 1
    settled[position] = 1


def _one_distribution(name, value):
    p = distribution(name, value)
    if p.ndim != 1:
        raise ValueError(f"{name} must be one distribution, along one axis; got shape {p.shape}")
    return p
