"""Bad input: a clear error of the right kind, whose message names the argument, the rule and the value."""

import math
import re
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import xentlib

HALF = [0.5, 0.5]
ABBA = xentlib.NGramModel(order=1, smoothing=1).fit("abba")

# A call that works, for every function, and for every method of a model that knows "abba"; each test below spoils
# one argument of it.
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
    "arithmetic_encode": {"symbols": "ab", "model": ABBA},
    "arithmetic_decode": {"bits": "01", "n": 2, "model": ABBA},
    "load_text": {"language": "en"},
    "NGramModel": {"order": 1, "smoothing": 0.5},
    "NGramModel.fit": {"text": "abba", "alphabet": "ab"},
    "NGramModel.distribution": {"context": "a"},
    "NGramModel.information": {"text": "ab"},
    "NGramModel.cross_entropy": {"text": "ab"},
    "NGramModel.bits_per_byte": {"text": "ab"},
    "NGramModel.sample": {"length": 3, "rng": np.random.default_rng(0)},
}

# What each argument must be, as "function.argument" or "class.method.argument".
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
FITTED_TEXTS = [f"NGramModel.{method}.text" for method in ("information", "cross_entropy", "bits_per_byte")]
COUNTS = ["arithmetic_decode.n", "NGramModel.sample.length"]
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
    "NGramModel.information",
    "NGramModel.cross_entropy",
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


def function(name):
    owner, _, method = name.partition(".")
    if method == "fit":
        return xentlib.NGramModel(order=1, smoothing=1).fit
    return getattr(ABBA if method else xentlib, method or owner)


def call(name, **spoiled):
    return function(name)(**{**GOOD[name], **spoiled})


def refuses(where, value, error, rule, shown):
    """The call raises; its message begins with the argument's name, then states the rule, then shows the value."""
    name, _, argument = where.rpartition(".")
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


EXACT = [lambda numbers: list(map(Fraction, numbers)), lambda numbers: list(map(Decimal, numbers))]
EXACT += [lambda numbers: np.array(numbers, dtype=object), lambda numbers: [Fraction(numbers[0]), *numbers[1:]]]


@pytest.mark.parametrize("where", REAL)
@pytest.mark.parametrize("convert", EXACT)
def test_fractions_decimals_and_objects_that_are_numbers_are_numbers(where, convert):
    name, argument = where.split(".")
    value = np.atleast_1d(GOOD[name][argument]).tolist()
    assert np.all(call(name, **{argument: convert(value)}) == call(name, **{argument: value}))


def test_a_long_double_keeps_what_it_says():
    assert xentlib.entropy(np.array([0.5, 0.5], dtype=np.longdouble)) == 1.0
    tiny = np.longdouble("1e-4000")
    if tiny > 0:  # where long doubles are longer
        with pytest.raises(ValueError, match="^p must be a number that a float can hold"):
            xentlib.self_information(tiny)


@pytest.mark.parametrize("where", REAL)
@pytest.mark.parametrize("number", [10**400, Fraction(1, 10**400), Decimal("1e-400"), Decimal("sNaN")])
def test_a_number_that_no_float_can_hold_is_refused(where, number):
    refuses(where, [number, 0.5], ValueError, "must be a number that a float can hold", repr(number)[:70])


@pytest.mark.parametrize("where", [*REAL, *LABELS])
@pytest.mark.parametrize(
    "value",
    [{"a": 0.5, "b": 0.5}, {0.5, 0.25}, {"a": 0.5}.values(), (0.5 for _ in "ab"), map(float, "01"), iter([0.5])],
    ids=lambda value: type(value).__name__,
)
def test_a_container_without_places_is_no_list(where, value):
    refuses(where, value, TypeError, "must be a list or array", f"got {type(value).__name__}")


@pytest.mark.parametrize("where", [*REAL, *LABELS])
def test_a_masked_value_is_not_brought_to_light(where):
    name, argument = where.split(".")
    value = np.atleast_1d(GOOD[name][argument])
    assert np.all(call(name, **{argument: np.ma.array(value)}) == call(name, **{argument: value}))
    for hidden in (np.ma.array(value, mask=[True] + [False] * (value.size - 1)), [np.ma.array(value, mask=True)]):
        refuses(where, hidden, ValueError, "must not hide a value behind a mask", "")


@pytest.mark.parametrize("where", [*REAL, *LABELS])
def test_a_missing_value_is_refused_by_name(where):
    _, argument = where.split(".")
    for missing in (pd.NA, None, math.nan):
        with pytest.raises((ValueError, TypeError), match=f"^{argument} must "):
            call(where.split(".")[0], **{argument: pd.Series([0.5, missing])})


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
    call(name, **{argument: [0.5, 0.5 + 9e-7]})
    refuses(where, [0.5, 0.5 + 2e-6], ValueError, "must sum to 1", "1.00000199")
    call(name, **{argument: np.array([0.5, 0.5 + 1e-4], dtype=np.float32)})
    refuses(where, np.array([0.5, 0.5 + 2**-10], dtype=np.float32), ValueError, "must sum to 1", "1.0009765625")


def test_half_precision_is_given_a_tolerance_of_its_own():
    tenths = np.full(10, 0.1, dtype=np.float16)
    xentlib.entropy(tenths)
    with pytest.raises(ValueError, match="tolerance 3.1e-02"):
        xentlib.entropy(np.array([0.5, 0.54], dtype=np.float16))
    with pytest.raises(ValueError, match="tolerance 1.0e-06"):
        xentlib.entropy(tenths.astype(float))


@pytest.mark.parametrize("outcomes", [3, 10, 1000])
def test_single_precision_may_come_as_a_list(outcomes):
    z = np.random.default_rng(outcomes).normal(size=(1000, outcomes)).astype(np.float32)
    e = np.exp(z)
    rows = e / e.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(xentlib.entropy(rows.tolist()), xentlib.entropy(rows), rtol=1e-12)


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
def test_labels_may_be_integers_of_any_kind(where):
    name, argument = where.split(".")
    for labels in ([1, 0], np.array([1, 0], dtype=object), np.array([1, 0], dtype=np.uint8), pd.Series([1, 0])):
        assert call(name, **{argument: labels}).tolist() == [call(name, **{argument: n}) for n in (1, 0)]
    refuses(where, [0, 10**30], ValueError, "must be class numbers from 0 to 1", f"got {10**30} at index (1,)")


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


@pytest.mark.parametrize("name", WITH_BASE)
@pytest.mark.parametrize("base", [Fraction(1, 10**400), Fraction(10**400), 10**400, Decimal("1e400")])
def test_a_base_must_be_in_reach_of_floats(name, base):
    error = r"^base must be (a number that a float can hold|positive, finite and not 1); got "
    with pytest.raises(ValueError, match=error):
        call(name, base=base)


@pytest.mark.parametrize("base", [2, 2.0, np.float32(2), np.int64(2), Fraction(2), Decimal(2)])
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
        *[(*names, (2,)) for names in SAME_OUTCOMES if names[1] == "p"],
    ],
)
def test_batches_must_broadcast(name, first, second, shape):
    batch = np.full((3, 2), 0.5)
    message = rf"^{first} and {second} must have shapes that broadcast; got \(2,\) and \(3,\)$"
    with pytest.raises(ValueError, match=message):
        call(name, **{first: np.full((*shape, 2), 0.5), second: batch})


LOSSES = [
    ("binary_cross_entropy", "y", "q"),
    ("binary_cross_entropy_with_logits", "y", "z"),
    ("categorical_cross_entropy", "y", "q"),
    ("categorical_cross_entropy_with_logits", "y", "z"),
    ("sparse_categorical_cross_entropy", "labels", "q"),
    ("sparse_categorical_cross_entropy_with_logits", "labels", "z"),
]


def repeated(name, argument, batch):
    """The good value of an argument, once for each sample of such a batch."""
    value = np.asarray(GOOD[name][argument])
    return np.broadcast_to(value, (*batch, *value.shape))


@pytest.mark.parametrize(("name", "first", "second"), LOSSES)
@pytest.mark.parametrize(
    "shapes", [((3,), (3, 1)), ((3, 1), (3,)), ((2,), (3,)), ((1,), (3,)), ((3,), (1,)), ((1, 3), (2, 3)), ((0,), (1,))]
)
def test_labels_and_predictions_come_in_pairs(name, first, second, shapes):
    """Multiplied out to a table, their mean would be a loss of nothing."""
    own, its = map(re.escape, map(str, shapes))
    message = rf"^{first} and {second} must have the same batch shape, or one of them none; got {own} and {its}$"
    with pytest.raises(ValueError, match=message):
        call(name, **{first: repeated(name, first, shapes[0]), second: repeated(name, second, shapes[1])})


@pytest.mark.parametrize(("name", "first", "second"), LOSSES)
@pytest.mark.parametrize("shapes", [((3,), (3,)), ((3, 1), (3, 1)), ((), (3,)), ((3, 2), ()), ((0,), (0,))])
def test_pairs_and_one_for_all_are_taken(name, first, second, shapes):
    losses = call(name, **{first: repeated(name, first, shapes[0]), second: repeated(name, second, shapes[1])})
    assert losses.shape == max(shapes, key=len)
    assert np.all(losses == call(name))


@pytest.mark.parametrize("name", ["gaussian_cross_entropy", "gaussian_kl_divergence"])
def test_gaussian_parameters_must_broadcast(name):
    message = r"^mu_p, sigma_p, mu_q and sigma_q must have shapes that broadcast; got \(2,\), \(\), \(\), \(3,\)$"
    with pytest.raises(ValueError, match=message):
        call(name, mu_p=[0, 1], sigma_q=[1, 2, 3])


@pytest.mark.parametrize("name", [*WITH_BASE, *WITH_AXIS])
def test_base_and_axis_are_given_by_name(name):
    with pytest.raises(TypeError, match="positional argument"):
        function(name)(*GOOD[name].values(), 2)


# Names of outcomes and samples


OUTCOMES = [*[(*names, (-1, -1)) for names in SAME_OUTCOMES], ("expected_length", "p", "lengths", (-1, -1))]
RIGHT, OTHER = ["sun", "rain"], ["rain", "sun"]


@pytest.mark.parametrize(("name", "first", "second", "axes"), OUTCOMES)
def test_outcomes_with_names_keep_their_names(name, first, second, axes):
    good = GOOD[name]
    named = {argument: pd.Series(good[argument], index=RIGHT) for argument in (first, second)}
    assert call(name, **named) == call(name)
    message = rf"^{first} and {second} must name the same outcomes in the same order; got \['sun', .* and \['rain', "
    with pytest.raises(ValueError, match=message):
        call(name, **named | {second: pd.Series(good[second], index=OTHER)})
    for unnamed in (list(good[second]), np.array(good[second]), pd.Series(good[second]), tuple(good[second])):
        assert call(name, **named | {second: unnamed}) == call(name)


def test_two_counts_of_the_same_data_are_not_compared_by_place():
    """Most frequent first: the order is that of the counts."""
    p, q = (pd.Series(list(text)).value_counts(normalize=True) for text in ("aab", "abb"))
    with pytest.raises(ValueError, match=r"^p and q must name the same outcomes in the same order; got \['a', 'b'\]"):
        xentlib.kl_divergence(p, q)
    assert xentlib.kl_divergence(p, q[p.index]) == pytest.approx(1 / 3)


def test_columns_name_outcomes_and_the_index_names_samples():
    p = pd.DataFrame([[0.5, 0.5], [1.0, 0.0]], index=["Mon", "Tue"], columns=RIGHT)
    assert xentlib.cross_entropy(p, p).tolist() == [1.0, 0.0]
    assert xentlib.cross_entropy(p, p.loc["Mon"]).tolist() == [1.0, 1.0]
    assert xentlib.cross_entropy(p.T, p.T, axis=0).tolist() == [1.0, 0.0]
    for function in (xentlib.cross_entropy, xentlib.kl_divergence, xentlib.categorical_cross_entropy):
        with pytest.raises(ValueError, match="must name the same outcomes"):
            function(p, p[OTHER])
        with pytest.raises(ValueError, match="must name the same samples"):
            function(p, p.loc[["Tue", "Mon"]])
    with pytest.raises(ValueError, match="must name the same outcomes"):
        xentlib.cross_entropy(p.T, p[OTHER].T, axis=0)


@pytest.mark.parametrize(("name", "first", "second"), LOSSES)
def test_samples_with_names_keep_their_names(name, first, second):
    good = [repeated(name, argument, (2,)) for argument in (first, second)]
    frames = [(pd.Series if value.ndim == 1 else pd.DataFrame)(value, index=[7, 3]) for value in good]
    assert np.all(call(name, **{first: frames[0], second: frames[1]}) == call(name))
    assert np.all(call(name, **{first: frames[0], second: good[1]}) == call(name))
    assert np.all(call(name, **{first: good[0], second: frames[1]}) == call(name))
    message = rf"^{first} and {second} must name the same samples in the same order; got \[7, 3\] and \[3, 7\]$"
    with pytest.raises(ValueError, match=message):
        call(name, **{first: frames[0], second: frames[1].loc[[3, 7]]})


def test_parameters_with_names_keep_their_names():
    sigma, mu = pd.Series([1.0, 2.0], index=["a", "b"]), pd.Series([0.0, 1.0], index=["b", "a"])
    with pytest.raises(ValueError, match="^mu_p and sigma_q must name the same samples"):
        xentlib.gaussian_kl_divergence(mu, 1.0, 0.0, sigma)


def test_what_has_no_name_has_none_on_both_sides():
    p = pd.Series([0.5, 0.5], index=["a", math.nan])
    assert xentlib.cross_entropy(p, pd.Series([0.5, 0.5], index=["a", float("nan")])) == 1.0


def test_a_long_text_is_shown_in_part():
    long = "01" * 1000
    for where in ("NGramModel.fit.text", *FITTED_TEXTS):
        refuses(where, ["a"] * 1000, TypeError, "must be str", "got [" + "'a', " * 15 + "'...")
    refuses("NGramModel.fit.alphabet", list(long), TypeError, "must be str", "...")
    refuses("NGramModel.distribution.context", long, ValueError, "must be at most 1", "got 2000: '" + long[:76] + "...")
    refuses("arithmetic_decode.bits", list(long), TypeError, "must be a str of 0 and 1", "...")
    refuses("arithmetic_decode.bits", long, ValueError, "must be the code of a text", "got '" + long[:76] + "...")


def test_a_long_value_is_shown_in_part():
    with pytest.raises(TypeError, match=r"^p must hold real numbers; got dtype <U1: .{60,77}\.\.\.$"):
        xentlib.entropy(["a"] * 1000)


# Texts and models of them


def test_every_exported_name_and_every_method_has_a_good_call():
    methods = [f"NGramModel.{name}" for name in vars(xentlib.NGramModel) if not name.startswith("_")]
    assert sorted(GOOD) == sorted({*xentlib.__all__, *methods} - {"load_digits"})  # which takes nothing


@pytest.mark.parametrize("order", [1.0, "1", None, True, [1], np.bool_(True)])
def test_an_order_must_be_an_integer(order):
    refuses("NGramModel.order", order, TypeError, "must be an integer", repr(order))


@pytest.mark.parametrize("order", [-1, 6, 10**30])
def test_an_order_must_be_one_of_those_there_are(order):
    refuses("NGramModel.order", order, ValueError, "must lie between 0 and 5", f"got {order}")


@pytest.mark.parametrize("smoothing", ["1", None, True, 1j, [1.0], np.array([0.5])])
def test_a_smoothing_must_be_a_number(smoothing):
    refuses("NGramModel.smoothing", smoothing, TypeError, "must be a number", repr(smoothing))


@pytest.mark.parametrize("smoothing", [-1, -5e-324, math.nan, math.inf, -math.inf])
def test_a_smoothing_must_be_finite_and_not_negative(smoothing):
    refuses("NGramModel.smoothing", smoothing, ValueError, "must be finite and not negative", repr(smoothing))


@pytest.mark.parametrize("text", [None, 5, ["a", "b"], bytearray(b"ab"), np.array(["a"])])
def test_a_text_is_str_or_bytes(text):
    refuses("NGramModel.fit.text", text, TypeError, "must be str or bytes", repr(text))


@pytest.mark.parametrize(
    "where", ["NGramModel.fit.text", "NGramModel.cross_entropy.text", "NGramModel.bits_per_byte.text"]
)
def test_an_average_needs_a_symbol(where):
    refuses(where, "", ValueError, "must have at least one symbol", "an empty text")


def test_a_text_of_bytes_must_have_one_too():
    with pytest.raises(ValueError, match=r"^text must have at least one symbol; got an empty text$"):
        xentlib.NGramModel(order=0, smoothing=1).fit(b"")


@pytest.mark.parametrize(
    ("text", "alphabet", "symbol", "position"),
    [("abca", "ab", "'c'", 2), ("ba😀", "ab", "'😀'", 2), (b"ab\xff", b"ab", "255", 2), ("ab", "", "'a'", 0)],
)
def test_a_text_must_keep_to_the_alphabet(text, alphabet, symbol, position):
    with pytest.raises(
        ValueError, match=rf"^text must hold symbols of alphabet only; got {symbol} at position {position}$"
    ):
        call("NGramModel.fit", text=text, alphabet=alphabet)


@pytest.mark.parametrize(("text", "alphabet", "twice"), [("ab", "abcb", "'b'"), (b"ab", b"abb", "98")])
def test_an_alphabet_holds_each_symbol_once(text, alphabet, twice):
    with pytest.raises(ValueError, match=rf"^alphabet must hold each symbol once; got {twice} more than once$"):
        call("NGramModel.fit", text=text, alphabet=alphabet)


@pytest.mark.parametrize(("text", "alphabet"), [("ab", b"ab"), (b"ab", "ab"), ("ab", ["a", "b"]), ("ab", 2)])
def test_an_alphabet_is_of_the_kind_of_the_text(text, alphabet):
    kind = type(text).__name__
    with pytest.raises(TypeError, match=rf"^alphabet must be {kind}, like text; got {re.escape(repr(alphabet))}$"):
        call("NGramModel.fit", text=text, alphabet=alphabet)


@pytest.mark.parametrize("where", [*FITTED_TEXTS, "NGramModel.distribution.context"])
@pytest.mark.parametrize("text", [b"ab", 5, ["a"]])
def test_a_model_prices_texts_of_the_kind_that_was_fitted(where, text):
    refuses(where, text, TypeError, "must be str, like the text that was fitted", repr(text))


@pytest.mark.parametrize("text", ["ab", None])
def test_a_model_of_bytes_prices_bytes(text):
    model = xentlib.NGramModel(order=2, smoothing=1).fit(b"abba")
    with pytest.raises(TypeError, match=rf"^text must be bytes, like the text that was fitted; got {text!r}$"):
        model.information(text)
    with pytest.raises(TypeError, match=r"^context must be bytes, like the text that was fitted; got 'ab'$"):
        model.distribution("ab")


def test_a_context_is_no_longer_than_the_order():
    refuses("NGramModel.distribution.context", "ab", ValueError, "must be at most 1 symbols long", "got 2: 'ab'")
    with pytest.raises(ValueError, match=r"^context must be at most 0 symbols long, .* got 1: b'a'$"):
        xentlib.NGramModel(order=0, smoothing=1).fit(b"ab").distribution(b"a")


@pytest.mark.parametrize(("text", "position"), [("\ud800", 0), ("ab\udfffa", 2), ("\ud83d\ude00", 0)])
def test_half_a_surrogate_pair_takes_no_bytes(text, position):
    shown = f"got {text[position]!r} at position {position}"
    refuses("NGramModel.bits_per_byte.text", text, ValueError, "must hold characters that UTF-8 can hold", shown)


@pytest.mark.parametrize("method", ["distribution", "information", "cross_entropy", "bits_per_byte", "sample"])
def test_a_model_must_be_fitted_first(method):
    model = xentlib.NGramModel(order=1, smoothing=1)
    arguments = {**GOOD[f"NGramModel.{method}"], **({"length": 0} if method == "sample" else {})}
    message = r"^the model must be fitted to a text first: call fit\(text\); got no text yet$"
    with pytest.raises(ValueError, match=message):
        getattr(model, method)(**arguments)
    with pytest.raises(ValueError, match=message):
        model.distribution()


@pytest.mark.parametrize("where", COUNTS)
@pytest.mark.parametrize("value", [2.0, "2", None, True, [2]])
def test_a_number_of_symbols_must_be_an_integer(where, value):
    refuses(where, value, TypeError, "must be an integer", repr(value))


@pytest.mark.parametrize("where", COUNTS)
def test_a_number_of_symbols_must_not_be_negative(where):
    refuses(where, -1, ValueError, "must not be negative", "got -1")


@pytest.mark.parametrize("rng", [0, None, np.random, np.random.RandomState(0)])
def test_randomness_comes_from_a_generator(rng):
    refuses("NGramModel.sample.rng", rng, TypeError, "must be a numpy.random.Generator", repr(rng))


@pytest.mark.parametrize("language", ["fr", "EN", "", "en\n", "../udhr_en"])
def test_a_language_must_be_one_of_those_there_are(language):
    refuses("load_text.language", language, ValueError, "must be one of en, es, ko, th, vi", f"got {language!r}")


@pytest.mark.parametrize("language", [None, 1, ["en"], b"en"])
def test_a_language_must_be_a_str(language):
    refuses("load_text.language", language, TypeError, "must be a str", repr(language))


# The arithmetic coder


class Model:
    """One distribution, good or bad, after everything."""

    def __init__(self, alphabet="ab", q=(0.5, 0.5)):
        self.alphabet, self.q, self.order = alphabet, q, 0

    def distribution(self, context):
        return self.q


@pytest.mark.parametrize("symbols", [None, 5, {"a"}, iter("ab")])
def test_a_text_to_be_coded_is_a_sequence(symbols):
    refuses(
        "arithmetic_encode.symbols", symbols, TypeError, "must be a str, bytes, list or array of symbols", repr(symbols)
    )


@pytest.mark.parametrize(
    ("alphabet", "symbols", "symbol", "position"),
    [("ab", "abxa", "'x'", 2), (b"ab", b"ac", "99", 1), ([1, 2], [1, 2, 3], "3", 2)],
)
def test_a_symbol_must_be_in_the_alphabet(alphabet, symbols, symbol, position):
    message = rf"^symbols must be in the alphabet of the model; got {symbol} at position {position}$"
    with pytest.raises(ValueError, match=message):
        xentlib.arithmetic_encode(symbols, Model(alphabet))


@pytest.mark.parametrize(("symbols", "position"), [("c", 0), ("abac", 3), ("abcc", 2)])
def test_a_symbol_must_have_a_chance(symbols, position):
    message = rf"^symbols must have a probability above 0 under the model; got 'c' at position {position}$"
    for model in (Model("acb", (0.5, 0, 0.5)), xentlib.NGramModel(0, smoothing=0).fit("abba", "abc")):
        with pytest.raises(ValueError, match=message):
            xentlib.arithmetic_encode(symbols, model)


def both_ways(model):
    yield lambda: xentlib.arithmetic_encode("ab", model)
    yield lambda: xentlib.arithmetic_decode("00", 2, model)


@pytest.mark.parametrize(
    ("alphabet", "error", "rule"),
    [
        ("aab", ValueError, "must hold each symbol once"),
        (["a", "b", "a"], ValueError, "must hold each symbol once"),
        (None, TypeError, "must be a str, bytes, list or array of symbols"),
        (2, TypeError, "must be a str, bytes, list or array of symbols"),
    ],
)
def test_a_coder_needs_an_alphabet(alphabet, error, rule):
    for code in both_ways(Model(alphabet, (0.5, 0.25, 0.25))):
        with pytest.raises(error, match=rf"^model\.alphabet {rule}; got {re.escape(repr(alphabet))}$"):
            code()


def test_a_coder_needs_a_model_that_is_fitted():
    for code in both_ways(xentlib.NGramModel(order=1, smoothing=1)):
        with pytest.raises(TypeError, match=r"^model\.alphabet must be a str, .* of symbols; got None$"):
            code()


@pytest.mark.parametrize(
    ("q", "error", "message"),
    [
        ((0.5, 0.25), ValueError, "must sum to 1 along axis -1 (tolerance 1.0e-06); got 0.75"),
        ((1.5, -0.5), ValueError, "must not be negative; got -0.5 at index (1,)"),
        ((math.nan, 1.0), ValueError, "must be finite; got nan at index (0,)"),
        (("a", "b"), TypeError, "must hold real numbers; got dtype <U1: ('a', 'b')"),
        ([HALF, HALF], ValueError, "must be one distribution, along one axis; got shape (2, 2)"),
        ((0.5, 0.25, 0.25), ValueError, "must have one probability for each of the 2 symbols of the alphabet; got 3"),
        ((1.0,), ValueError, "must have one probability for each of the 2 symbols of the alphabet; got 1"),
    ],
)
def test_a_coder_needs_a_distribution_over_the_alphabet(q, error, message):
    for code in both_ways(Model(q=q)):
        with pytest.raises(error, match=rf"^{re.escape('model.distribution(context) ' + message)}$"):
            code()


@pytest.mark.parametrize("bits", [None, 1, b"01", [0, 1], ["0", "1"]])
def test_bits_are_a_str(bits):
    refuses("arithmetic_decode.bits", bits, TypeError, "must be a str of 0 and 1", repr(bits))


@pytest.mark.parametrize(
    ("bits", "shown"),
    [
        ("012", "'2' at position 2"),
        (" 01", "' ' at position 0"),
        ("01\n", r"'\n' at position 2"),
        ("0_1", "'_' at position 1"),
        ("-1", "'-' at position 0"),
        ("0b1", "'b' at position 1"),
        ("1" * 2000 + "１", "'１' at position 2000"),
    ],
)
def test_bits_are_0_and_1(bits, shown):
    refuses("arithmetic_decode.bits", bits, ValueError, "must hold 0 and 1 only", f"got {shown}")


@pytest.mark.parametrize("bits", ["00", "0", "1" * 78])
def test_bits_that_are_no_code_are_refused(bits):
    message = f"must be the code of a text of 2 symbols under this model; got '{bits}'"
    refuses("arithmetic_decode.bits", bits, ValueError, message, "")


@pytest.mark.parametrize("smoothing", [10**400, Fraction(-1, 10**400)], ids=["too large", "just below 0"])
def test_a_smoothing_that_no_float_can_hold_is_refused(smoothing):
    refuses("NGramModel.smoothing", smoothing, ValueError, "must be finite and not negative", repr(smoothing)[:70])


def test_a_text_is_of_the_kind_of_the_alphabet():
    refuses("arithmetic_encode.symbols", ["a", "b"], TypeError, "must be str, like model.alphabet", "['a', 'b']")
    refuses("arithmetic_encode.symbols", b"ab", TypeError, "must be str, like model.alphabet", "b'ab'")
    refuses("arithmetic_encode.symbols", np.array(5), TypeError, "must be a str, bytes, list or array", "array(5)")


@pytest.mark.parametrize("order", [-1, 1.5, None])
def test_the_order_of_a_model_is_a_number_of_symbols(order):
    model = SimpleNamespace(alphabet="ab", order=order, distribution=lambda context: [0.5, 0.5])
    for code in both_ways(model):
        with pytest.raises(ValueError, match=rf"^model\.order must be a whole number, .*; got {order}$"):
            code()
