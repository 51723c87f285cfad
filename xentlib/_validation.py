"""What an argument must be, said once: each check returns numbers (or raises and names argument, rule and value)."""

import difflib
import math
import numbers
from collections.abc import Iterable
from decimal import Decimal

import numpy as np

# Numbers that were computed in single precision come as a list too, and are then off by about 1e-7.
_TOLERANCE = 1e-6


def real_array(name, value):
    """Real numbers of any shape, as float64. May share memory with `value`: never write to it."""
    return _numeric(name, value).astype(np.float64, copy=False)


def probability(name, value):
    """Any shape; every entry a probability, 0 and 1 included."""
    array = real_array(name, value)
    _require((array >= 0) & (array <= 1), name, "lie between 0 and 1", array)
    return array


def distribution(name, value, axis=-1):
    """Outcomes moved to the last axis; non-negative, summing to 1 there."""
    numeric = _numeric(name, value)
    array = _outcomes_last(name, numeric, axis)
    # `not >=` instead of `<`: NaN fails both and must not pass
    if array.size and not array.min() >= 0:
        _require(np.isfinite(array), name, "be finite", array)
        _require(array >= 0, name, "not be negative", array)
    total = array.sum(-1)
    rounded = numeric.dtype in (np.float32, np.float16)
    tolerance = math.sqrt(np.finfo(numeric.dtype).eps) if rounded else _TOLERANCE
    wrong = ~(np.abs(total - 1) <= tolerance)
    if wrong.any():
        _require(np.isfinite(array), name, "be finite", array)
        raise ValueError(
            f"{name} must sum to 1 along axis {axis} (tolerance {tolerance:.1e}); got {_first(total, wrong)}"
        )
    return array


def logits(name, value, axis=-1):
    """Outcomes moved to the last axis; −∞ is a probability of zero, but not for all of them."""
    array = _outcomes_last(name, _numeric(name, value), axis)
    _require(array < np.inf, name, "be finite or −∞", array)
    dead = array.max(-1) == -np.inf
    if dead.any():
        raise ValueError(f"{name} must have at least one finite logit along axis {axis}; got −∞ for every outcome")
    return array


def binary_logit(name, value):
    """Any shape; −∞ is a probability of zero."""
    array = real_array(name, value)
    _require(array < np.inf, name, "be finite or −∞", array)
    return array


def class_labels(name, value, classes):
    """Integers from 0 to classes − 1."""
    array = _array(name, value)
    if array.dtype == object and all(isinstance(label, numbers.Integral) for label in array.flat):
        for index, label in np.ndenumerate(array):
            if not 0 <= label < classes:  # it may be beyond all fixed-width integers
                raise ValueError(f"{name} must be class numbers from 0 to {classes - 1}; got {label} at index {index}")
        array = array.astype(np.int64)
    if array.dtype.kind not in "iu" and not (array.size == 0 and array.dtype == np.float64):
        raise TypeError(f"{name} must be integers (class numbers); got dtype {array.dtype}: {shown(value)}")
    _require((array >= 0) & (array < classes), name, f"be class numbers from 0 to {classes - 1}", array)
    return array.astype(np.intp)


def finite(name, value):
    """Any shape; no NaN, no ∞."""
    array = real_array(name, value)
    _require(np.isfinite(array), name, "be finite", array)
    return array


def positive(name, value):
    """Any shape; finite and above 0."""
    array = real_array(name, value)
    _require((array > 0) & (array < np.inf), name, "be positive and finite", array)
    return array


def code_lengths(name, value):
    """One length per outcome, in bits; ∞ is the length for an outcome that gets no code word."""
    array = real_array(name, value)
    if array.ndim != 1 or not array.size:
        raise ValueError(f"{name} must hold one length per outcome, along one axis; got shape {array.shape}")
    _require(array >= 0, name, "not be negative", array)
    return array


def whole_number(name, value):
    """An integer, as an int; True and False are none."""
    if not isinstance(value, numbers.Integral) or isinstance(value, bool):
        raise TypeError(f"{name} must be an integer; got {value!r}")
    return int(value)


def log_of_base(base):
    """ln(base): dividing by it turns nats into the unit of that base."""
    if not isinstance(base, numbers.Real | Decimal):
        raise TypeError(f"base must be a number; got {base!r}")
    value = _float("base", base)
    if not (0 < value < math.inf) or value == 1:
        raise ValueError(f"base must be positive, finite and not 1; got {base!r}")
    return math.log(value)


def nearest(name, names, count=3):
    """Those of the names that are most like what was written."""
    close = difflib.get_close_matches(str(name), list(names), n=count, cutoff=0.4)
    return close or difflib.get_close_matches(str(name), list(names), n=count, cutoff=0)


def shown(value):
    """The value as an error message shows it: its repr, cut after 77 characters."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def distributions(axis=-1, **given):
    """Truth and model, by name: over the same outcomes, which are moved to the last axis; the others broadcast."""
    (first, value), (second, other) = given.items()
    p, q = distribution(first, value, axis), distribution(second, other, axis)
    same_outcomes(first, p, second, q)
    same_batch(first, p.shape[:-1], second, q.shape[:-1])
    same_names(first, value, second, other, outcomes=(axis, axis))
    return p, q


def same_outcomes(first, p, second, q):
    """`p` and `q` have as many outcomes."""
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(
            f"{first} and {second} must have the same number of outcomes; got {p.shape[-1]} and {q.shape[-1]}"
        )


def same_batch(first, shape, second, other):
    """The two shapes broadcast."""
    try:
        np.broadcast_shapes(shape, other)
    except ValueError:
        raise ValueError(f"{first} and {second} must have shapes that broadcast; got {shape} and {other}") from None


def paired_batch(first, shape, second, other):
    """The two shapes are equal, or one of them is that of a single sample."""
    if shape != other and shape != () and other != ():
        raise ValueError(
            f"{first} and {second} must have the same batch shape, or one of them none; got {shape} and {other}"
        )


def same_names(first, value, second, other, outcomes=(None, None)):
    """What both containers name, as those of pandas do, they name alike; `outcomes` is the axis of each, if any."""
    names, others = _names(value), _names(other)
    own, its = (
        each.pop(axis) if each and axis is not None else None
        for each, axis in zip((names, others), outcomes, strict=True)
    )
    _same("outcomes", first, own, second, its)
    for own, its in zip(reversed(names), reversed(others), strict=False):  # as shapes broadcast: from the last axis
        _same("samples", first, own, second, its)


def _names(value):
    """Axis by axis, what a container calls its entries, or None; 0, 1, 2, … is only their place."""
    index, columns = getattr(value, "index", None), getattr(value, "columns", None)
    if callable(index) or index is None and columns is None:  # `index` of a list is a method
        return []
    axes = {1: [index], 2: [index, columns]}.get(np.ndim(value), [])
    named = [list(axis) if axis is not None else [] for axis in axes]
    return [None if names == list(range(len(names))) else names for names in named]


def _same(kind, first, names, second, others):
    if not names or not others or len(names) != len(others):
        return
    for name, other in zip(names, others, strict=True):
        if name != other and (name == name or other == other):  # nan stands for what has no name
            raise ValueError(
                f"{first} and {second} must name the same {kind} in the same order; "
                f"got {shown(names)} and {shown(others)}"
            )


def _array(name, value):
    """As an array, whatever it holds; no value of it is masked."""
    if _hides(value):
        raise ValueError(f"{name} must not hide a value behind a mask; got {shown(value)}")
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be a rectangular array; got rows of different lengths: {shown(value)}") from None
    if not array.ndim and isinstance(value, Iterable) and array.dtype == object:
        raise TypeError(f"{name} must be a list or array; got {type(value).__name__}")
    return array


def _hides(value):
    if isinstance(value, list | tuple):
        return any(_hides(row) for row in value if isinstance(row, list | tuple | np.ma.MaskedArray))
    return np.ma.is_masked(value)


def _numeric(name, value):
    array = _array(name, value)
    if array.dtype == object or array.dtype.kind == "f" and array.dtype.itemsize > 8:
        return _floats(name, value, array)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold real numbers; got dtype {array.dtype}: {shown(value)}")
    return array


def _floats(name, value, array):
    """Fractions, decimals, integers of any size and long doubles, as floats."""
    result = np.empty(array.shape)
    for index, number in np.ndenumerate(array):
        if not isinstance(number, numbers.Real | Decimal | np.bool_):
            raise TypeError(f"{name} must hold real numbers; got {number!r} at index {index}: {shown(value)}")
        result[index] = _float(name, number)
    return result


def _float(name, number):
    """The nearest float; what is beyond the largest or, above 0, rounds to 0 has none."""
    try:
        value = float(number)
    except (OverflowError, ValueError):  # the second is that of a NaN that signals
        value = None
    if value is None or number and not value:
        raise ValueError(f"{name} must be a number that a float can hold; got {shown(number)}")
    return value


def _outcomes_last(name, numeric, axis):
    array = numeric.astype(np.float64, copy=False)
    if not array.ndim:
        raise ValueError(f"{name} must have an axis of outcomes; got the single number {array}")
    if not isinstance(axis, numbers.Integral):
        raise TypeError(f"axis must be an integer; got {axis!r}")
    if not -array.ndim <= axis < array.ndim:
        raise ValueError(f"axis must be one of the {array.ndim} axes of {name}; got {axis}")
    if axis not in (-1, array.ndim - 1):
        array = np.moveaxis(array, axis, -1)
    if not array.shape[-1]:
        raise ValueError(f"{name} must have at least one outcome; got shape {array.shape}")
    return array


def _require(good, name, rule, array):
    if not good.all():
        raise ValueError(f"{name} must {rule}; got {_first(array, ~good)}")


def _first(array, wrong):
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f"{array[index].item()!r}" + (f" at index {index}" if index else "")
