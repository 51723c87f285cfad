"""Bad input: a clear error of the right kind, whose message names the argument, the rule and the value."""

import math
import re
from fractions import Fraction

import numpy as np
import pytest

import xentlib

HALF = [0.5, 0.5]

# A call that works, for every function; each test below spoils one argument of it.
GOOD = {
    "bernoulli": {"p": 0.5},
    "self_information": {"p": 0.5},
    "entropy": {"p": HALF},
    "cross_entropy": {"p": HALF, "q": HALF},
    "kl_divergence": {"p": HALF, "q": HALF},
    "jensen_shannon_divergence": {"p": HALF, "q": HALF},
    "perplexity": {"p": HALF, "q": HALF},
    "gaussian_entropy": {"sigma": 1.0},
    "gaussian_cross_entropy": {"mu_p": 0.0, "sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 1.0},
    "gaussian_kl_divergence": {"mu_p": 0.0, "sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 1.0},
    "softmax": {"z": [0.0, 1.0]},
    "log_softmax": {"z": [0.0, 1.0]},
    "binary_cross_entropy": {"y": 1.0, "q": 0.5},
    "binary_cross_entropy_with_logits": {"y": 1.0, "z": 0.0},
    "categorical_cross_entropy": {"y": HALF, "q": HALF},
    "categorical_cross_entropy_with_logits": {"y": HALF, "z": [0.0, 1.0]},
    "sparse_categorical_cross_entropy": {"labels": 1, "q": HALF},
    "sparse_categorical_cross_entropy_with_logits": {"labels": 1, "z": [0.0, 1.0]},
    "huffman_code": {"p": HALF},
    "expected_length": {"p": HALF, "lengths": [1, 1]},
    "kraft_sum": {"lengths": [1, 1]},
}

# What each argument must be, as "function.argument".
DISTRIBUTIONS = [
    "entropy.p",
    "cross_entropy.p",
    "cross_entropy.q",
    "kl_divergence.p",
    "kl_divergence.q",
    "jensen_shannon_divergence.p",
    "jensen_shannon_divergence.q",
    "perplexity.p",
    "perplexity.q",
    "categorical_cross_entropy.y",
    "categorical_cross_entropy.q",
    "categorical_cross_entropy_with_logits.y",
    "sparse_categorical_cross_entropy.q",
    "huffman_code.p",
    "expected_length.p",
]
PROBABILITIES = [
    "bernoulli.p",
    "self_information.p",
    "binary_cross_entropy.y",
    "binary_cross_entropy.q",
    "binary_cross_entropy_with_logits.y",
]
LOGITS = [
    "softmax.z",
    "log_softmax.z",
    "categorical_cross_entropy_with_logits.z",
    "sparse_categorical_cross_entropy_with_logits.z",
]
BINARY_LOGITS = ["binary_cross_entropy_with_logits.z"]
LABELS = ["sparse_categorical_cross_entropy.labels", "sparse_categorical_cross_entropy_with_logits.labels"]
WIDTHS = [
    "gaussian_entropy.sigma",
    "gaussian_cross_entropy.sigma_p",
    "gaussian_cross_entropy.sigma_q",
    "gaussian_kl_divergence.sigma_p",
    "gaussian_kl_divergence.sigma_q",
]
MEANS = [
    "gaussian_cross_entropy.mu_p",
    "gaussian_cross_entropy.mu_q",
    "gaussian_kl_divergence.mu_p",
    "gaussian_kl_divergence.mu_q",
]
LENGTHS = ["expected_length.lengths", "kraft_sum.lengths"]
REAL = [*DISTRIBUTIONS, *PROBABILITIES, *LOGITS, *BINARY_LOGITS, *WIDTHS, *MEANS, *LENGTHS]

WITH_BASE = [
    "self_information",
    "entropy",
    "cross_entropy",
    "kl_divergence",
    "jensen_shannon_divergence",
    "gaussian_entropy",
    "gaussian_cross_entropy",
    "gaussian_kl_divergence",
]
WITH_AXIS = [
    "entropy",
    "cross_entropy",
    "kl_divergence",
    "jensen_shannon_divergence",
    "perplexity",
    "softmax",
    "log_softmax",
]
SAME_OUTCOMES = [
    ("cross_entropy", "p", "q"),
    ("kl_divergence", "p", "q"),
    ("jensen_shannon_divergence", "p", "q"),
    ("perplexity", "p", "q"),
    ("categorical_cross_entropy", "y", "q"),
    ("categorical_cross_entropy_with_logits", "y", "z"),
]


@pytest.fixture(autouse=True)
def no_warning_comes_first():
    with np.errstate(all="raise"):
        yield


def call(name, **spoiled):
    return getattr(xentlib, name)(**{**GOOD[name], **spoiled})


def refuses(where, value, error, rule, shown):
    """The call raises; its message begins with the argument's name, then states the rule, then shows the value."""
    name, argument = where.split(".")
    message = rf"^{argument} .*{re.escape(rule)}.*{re.escape(shown)}"
    with pytest.raises(error, match=message):
        call(name, **{argument: value})


@pytest.mark.parametrize("name", GOOD)
def test_the_calls_that_are_spoiled_below_are_good(name):
    call(name)


@pytest.mark.parametrize("where", REAL)
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (["a", "b"], "['a', 'b']"),
        ("0.5", "'0.5'"),
        (None, "None"),
        ([0.5, None], "[0.5, None]"),
        ([0.5 + 0j, 0.5 + 0j], "complex128"),
        (np.array([1, 0], dtype="datetime64[s]"), "datetime64"),
    ],
)
def test_what_is_not_a_real_number_is_a_type_error(where, value, shown):
    refuses(where, value, TypeError, "must hold real numbers", shown)


@pytest.mark.parametrize("where", REAL)
def test_rows_of_different_lengths_are_refused(where):
    refuses(where, [[0.5, 0.5], [1.0]], ValueError, "must be a rectangular array", "[[0.5, 0.5], [1.0]]")


@pytest.mark.parametrize("where", DISTRIBUTIONS)
@pytest.mark.parametrize(
    ("value", "rule", "shown"),
    [
        ([1.25, -0.25], "must not be negative", "-0.25 at index (1,)"),
        ([1.0, -1e-300], "must not be negative", "-1e-300 at index (1,)"),
        ([math.nan, 1.0], "must be finite", "nan at index (0,)"),
        ([1.0, math.inf], "must be finite", "inf at index (1,)"),
        ([1.0, -math.inf], "must be finite", "-inf at index (1,)"),
        ([math.inf, -math.inf], "must be finite", "inf at index (0,)"),
        ([0.5, 0.25], "must sum to 1", "0.75"),
        ([0.75, 0.75], "must sum to 1", "1.5"),
        ([0.0, 0.0], "must sum to 1", "0"),
        ([1, 1], "must sum to 1", "2"),
        ([], "must have at least one outcome", "(0,)"),
        (1.0, "must have an axis of outcomes", "1.0"),
    ],
)
def test_what_is_not_a_distribution_is_refused(where, value, rule, shown):
    refuses(where, value, ValueError, rule, shown)


@pytest.mark.parametrize("where", [where for where in DISTRIBUTIONS if where.split(".")[0] in WITH_AXIS])
def test_the_message_says_which_of_many_distributions_is_wrong(where):
    refuses(where, [HALF, [0.5, 0.75]], ValueError, "must sum to 1 along axis -1", "1.25 at index (1,)")
    refuses(where, [HALF, [1.5, -0.5]], ValueError, "must not be negative", "-0.5 at index (1, 1)")


@pytest.mark.parametrize("where", DISTRIBUTIONS)
def test_a_sum_may_miss_1_by_the_rounding_of_its_precision(where):
    name, argument = where.split(".")
    call(name, **{argument: [0.5, 0.5 + 1e-9]})
    refuses(where, [0.5, 0.5 + 1e-7], ValueError, "must sum to 1", "1.0000000999")
    call(name, **{argument: np.array([0.5, 0.5 + 1e-4], dtype=np.float32)})
    refuses(where, np.array([0.5, 0.5 + 2**-10], dtype=np.float32), ValueError, "must sum to 1", "1.0009765625")


def test_half_precision_is_given_the_tolerance_of_single_precision():
    tenths = np.full(10, 0.1, dtype=np.float16)
    xentlib.entropy(tenths)
    with pytest.raises(ValueError, match="tolerance 3.5e-04"):
        xentlib.entropy(np.array([0.5, 0.501], dtype=np.float16))
    with pytest.raises(ValueError, match="tolerance 1.5e-08"):
        xentlib.entropy(tenths.astype(float))


@pytest.mark.parametrize("where", ["huffman_code.p", "expected_length.p"])
def test_a_code_is_made_for_one_distribution(where):
    refuses(where, [HALF, HALF], ValueError, "must be one distribution", "(2, 2)")


@pytest.mark.parametrize("where", PROBABILITIES)
@pytest.mark.parametrize("value", [-0.25, 1.5, math.nan, math.inf, -math.inf, -5e-324])
def test_what_is_not_a_probability_is_refused(where, value):
    refuses(where, value, ValueError, "must lie between 0 and 1", f"{value!r}")
    refuses(where, [[0.5, value]], ValueError, "must lie between 0 and 1", f"{value!r} at index (0, 1)")


def test_a_value_just_outside_its_bounds_is_not_shown_as_the_bound():
    refuses("self_information.p", 1 + 1e-13, ValueError, "must lie between 0 and 1", "1.0000000000001")


@pytest.mark.parametrize("where", [*LOGITS, *BINARY_LOGITS])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_logit_may_be_minus_infinity_but_nothing_else_that_is_not_finite(where, value):
    refuses(where, [0.0, value], ValueError, "must be finite or −∞", f"{value} at index (1,)")
    name, argument = where.split(".")
    call(name, **{argument: [-math.inf, 0.0]})


@pytest.mark.parametrize("where", LOGITS)
@pytest.mark.parametrize(
    ("value", "rule", "shown"),
    [
        ([-math.inf, -math.inf], "must have at least one finite logit", "−∞"),
        ([[0.0, 1.0], [-math.inf, -math.inf]], "must have at least one finite logit", "−∞"),
        ([], "must have at least one outcome", "(0,)"),
        (0.0, "must have an axis of outcomes", "0.0"),
    ],
)
def test_what_are_not_logits_is_refused(where, value, rule, shown):
    refuses(where, value, ValueError, rule, shown)


@pytest.mark.parametrize("where", LABELS)
@pytest.mark.parametrize(
    ("value", "shown"),
    [(1.0, "float64"), ([0.0, 1.0], "[0.0, 1.0]"), ("1", "'1'"), ([True, False], "bool"), (None, "None"), (1j, "1j")],
)
def test_labels_that_are_not_integers_are_a_type_error(where, value, shown):
    refuses(where, value, TypeError, "must be integers", shown)


@pytest.mark.parametrize("where", LABELS)
@pytest.mark.parametrize(("value", "shown"), [(-1, "-1"), (2, "2"), ([0, 1, 5], "5 at index (2,)")])
def test_labels_out_of_range_are_refused(where, value, shown):
    refuses(where, value, ValueError, "must be class numbers from 0 to 1", f"got {shown}")


@pytest.mark.parametrize("where", LABELS)
def test_a_label_beyond_the_signed_integers_is_shown_as_it_is(where):
    refuses(where, 2**63, ValueError, "must be class numbers from 0 to 1", "got 9223372036854775808")


@pytest.mark.parametrize("where", WIDTHS)
@pytest.mark.parametrize("value", [0.0, -1.5, math.nan, math.inf, -math.inf])
def test_a_width_must_be_positive_and_finite(where, value):
    refuses(where, value, ValueError, "must be positive and finite", f"{value:g}")


@pytest.mark.parametrize("where", MEANS)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_mean_must_be_finite(where, value):
    refuses(where, [0.0, value], ValueError, "must be finite", f"{value} at index (1,)")


@pytest.mark.parametrize("where", LENGTHS)
@pytest.mark.parametrize(
    ("value", "rule", "shown"),
    [
        ([1, -2], "must not be negative", "-2.0 at index (1,)"),
        ([math.nan, 1], "must not be negative", "nan at index (0,)"),
        ([-math.inf, 1], "must not be negative", "-inf at index (0,)"),
        ([], "must hold one length per outcome", "(0,)"),
        (1, "must hold one length per outcome", "()"),
        ([[1, 2]], "must hold one length per outcome", "(1, 2)"),
    ],
)
def test_what_are_not_code_lengths_is_refused(where, value, rule, shown):
    refuses(where, value, ValueError, rule, shown)


@pytest.mark.parametrize("name", WITH_BASE)
@pytest.mark.parametrize("base", [0, -2, 1, 1.0, math.nan, math.inf, -math.inf])
def test_a_base_must_be_positive_finite_and_not_1(name, base):
    refuses(f"{name}.base", base, ValueError, "must be positive, finite and not 1", repr(base))


@pytest.mark.parametrize("name", WITH_BASE)
@pytest.mark.parametrize("base", ["e", None, 2j, [2]])
def test_a_base_must_be_a_number(name, base):
    refuses(f"{name}.base", base, TypeError, "must be a number", repr(base))


@pytest.mark.parametrize("base", [2, 2.0, np.float32(2), np.int64(2), Fraction(2)])
def test_a_base_may_be_any_kind_of_real_number(base):
    assert xentlib.entropy(HALF, base=base) == 1.0


@pytest.mark.parametrize("name", WITH_AXIS)
@pytest.mark.parametrize("axis", [1, -2, 5])
def test_an_axis_must_exist(name, axis):
    argument = next(iter(GOOD[name]))
    with pytest.raises(ValueError, match=rf"^axis must be one of the 1 axes of {argument}; got {axis}$"):
        call(name, axis=axis)


@pytest.mark.parametrize("name", WITH_AXIS)
@pytest.mark.parametrize("axis", [None, 0.0, "0", (0, 1)])
def test_an_axis_must_be_an_integer(name, axis):
    refuses(f"{name}.axis", axis, TypeError, "must be an integer", repr(axis))


@pytest.mark.parametrize("name", WITH_AXIS)
def test_an_axis_without_entries_has_no_outcomes(name):
    argument = next(iter(GOOD[name]))
    refuses(f"{name}.{argument}", np.empty((2, 0)), ValueError, "must have at least one outcome", "(2, 0)")


@pytest.mark.parametrize(("name", "first", "second"), SAME_OUTCOMES)
@pytest.mark.parametrize("outcomes", [1, 3])
def test_truth_and_model_must_have_the_same_number_of_outcomes(name, first, second, outcomes):
    message = rf"^{first} and {second} must have the same number of outcomes; got 2 and {outcomes}$"
    with pytest.raises(ValueError, match=message):
        call(name, **{second: [1.0] + [0.0] * (outcomes - 1)})


@pytest.mark.parametrize("lengths", [[1], [1, 2, 2]])
def test_every_outcome_must_have_one_length(lengths):
    message = rf"^p and lengths must have the same number of outcomes; got 2 and {len(lengths)}$"
    with pytest.raises(ValueError, match=message):
        call("expected_length", lengths=lengths)


@pytest.mark.parametrize(
    ("name", "first", "second", "shape"),
    [
        *[(*names, (2,)) for names in SAME_OUTCOMES],
        ("sparse_categorical_cross_entropy", "labels", "q", None),
        ("sparse_categorical_cross_entropy_with_logits", "labels", "z", None),
    ],
)
def test_batches_must_broadcast(name, first, second, shape):
    batch = np.full((3, 2), 0.5)
    two = np.zeros(2, dtype=int) if shape is None else np.full((2, 2), 0.5)
    message = rf"^{first} and {second} must have shapes that broadcast; got \(2,\) and \(3,\)$"
    with pytest.raises(ValueError, match=message):
        call(name, **{first: two, second: batch})


@pytest.mark.parametrize("second", ["q", "z"])
def test_binary_labels_and_predictions_must_broadcast(second):
    name = "binary_cross_entropy" + ("_with_logits" if second == "z" else "")
    with pytest.raises(ValueError, match=rf"^y and {second} must have shapes that broadcast; got \(2,\) and \(3,\)$"):
        call(name, y=[0, 1], **{second: [0.5, 0.5, 0.5]})


@pytest.mark.parametrize("name", ["gaussian_cross_entropy", "gaussian_kl_divergence"])
def test_gaussian_parameters_must_broadcast(name):
    message = r"^mu_p, sigma_p, mu_q and sigma_q must have shapes that broadcast; got \(2,\), \(\), \(\), \(3,\)$"
    with pytest.raises(ValueError, match=message):
        call(name, mu_p=[0, 1], sigma_q=[1, 2, 3])


@pytest.mark.parametrize("name", [*WITH_BASE, *WITH_AXIS])
def test_base_and_axis_are_given_by_name(name):
    with pytest.raises(TypeError, match="positional argument"):
        getattr(xentlib, name)(*GOOD[name].values(), 2)


def test_a_long_value_is_shown_in_part():
    with pytest.raises(TypeError, match=r"^p must hold real numbers; got dtype <U1: .{60,77}\.\.\.$"):
        xentlib.entropy(["a"] * 1000)
