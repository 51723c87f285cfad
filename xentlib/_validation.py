"""What an argument must be, said once: each check returns numbers (or raises and names argument, rule and value)."""

import math
import numbers

import numpy as np

# Rounding alone moves a sum of probabilities by about this much; single-precision
# inputs have been rounded to single precision before they reach us.
_SINGLE, _DOUBLE = math.sqrt(np.finfo(np.float32).eps), math.sqrt(np.finfo(np.float64).eps)


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
    tolerance = _SINGLE if numeric.dtype in (np.float32, np.float16) else _DOUBLE
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
    array = np.asarray(value)
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
    if not isinstance(base, numbers.Real):
        raise TypeError(f"base must be a number; got {base!r}")
    if not (0 < base < math.inf) or base == 1:
        raise ValueError(f"base must be positive, finite and not 1; got {base!r}")
    return math.log(base)


def shown(value):
    """The value as an error message shows it: its repr, cut after 77 characters."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def same_outcomes(first, p, second, q):
    """`p` and `q` speak of the same outcomes and their other axes broadcast."""
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(
            f"{first} and {second} must have the same number of outcomes; got {p.shape[-1]} and {q.shape[-1]}"
        )
    same_batch(first, p.shape[:-1], second, q.shape[:-1])


def same_batch(first, shape, second, other):
    """The two shapes broadcast."""
    try:
        np.broadcast_shapes(shape, other)
    except ValueError:
        raise ValueError(f"{first} and {second} must have shapes that broadcast; got {shape} and {other}") from None


def _numeric(name, value):
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be a rectangular array; got rows of different lengths: {shown(value)}") from None
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold real numbers; got dtype {array.dtype}: {shown(value)}")
    return array


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
