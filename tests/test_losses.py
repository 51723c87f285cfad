"""Softmax and the classification losses: exact values, and the forms that must agree with each other."""

import math

import numpy as np
import oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import PROBABILITIES, SCORES, assert_close, distributions, examples, pairs

import xentlib
from xentlib import (
    bernoulli,
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
    cross_entropy,
    log_softmax,
    softmax,
    sparse_categorical_cross_entropy,
    sparse_categorical_cross_entropy_with_logits,
)

pytestmark = pytest.mark.usefixtures("no_warning_escapes")


@st.composite
def logits(draw, most=8):
    """Scores with at least one finite among them."""
    z = draw(st.lists(st.one_of(SCORES, st.just(-math.inf)), min_size=0, max_size=most - 1))
    z.insert(draw(st.integers(0, len(z))), draw(SCORES))
    return z


@st.composite
def labels_and_logits(draw):
    z = draw(logits())
    return draw(distributions(outcomes=len(z))), z


def random_rows(*shape, seed=0):
    weights = np.random.default_rng(seed).random(shape)
    return weights / weights.sum(axis=-1, keepdims=True)


def random_logits(*shape, seed=0):
    return 20 * np.random.default_rng(seed).random(shape) - 10


# Exact values


@given(logits())
@examples(1500)
def test_softmax_and_its_logarithm_are_exact_to_12_digits(z):
    for value, exact in zip(log_softmax(z).tolist(), oracle.log_softmax(z), strict=True):
        assert_close(value, exact)
    for value, exact in zip(softmax(z).tolist(), oracle.softmax(z), strict=True):
        # below the smallest normal float there are no 12 digits to have
        assert abs(value - exact) <= 1e-12 * exact + 5e-324


@given(pairs())
@examples(1000)
def test_categorical_loss_is_exact_to_12_digits(pair):
    assert_close(categorical_cross_entropy(*pair), oracle.cross_entropy(*pair))


@given(labels_and_logits())
@examples(1000)
def test_categorical_loss_of_logits_is_exact_to_12_digits(pair):
    y, z = pair
    assert_close(categorical_cross_entropy_with_logits(y, z), oracle.categorical_cross_entropy_with_logits(y, z))


@given(PROBABILITIES, PROBABILITIES)
@examples(1500)
def test_binary_loss_is_exact_to_12_digits(y, q):
    assert_close(binary_cross_entropy(y, q), oracle.binary_cross_entropy(y, q))


@given(PROBABILITIES, st.one_of(SCORES, st.just(-math.inf)))
@examples(1500)
def test_binary_loss_of_a_logit_is_exact_to_12_digits(y, z):
    assert_close(binary_cross_entropy_with_logits(y, z), oracle.binary_cross_entropy_with_logits(y, z))


@given(pairs())
@examples(300)
def test_single_precision_labels_and_predictions_are_computed_in_double_precision(pair):
    y, q = map(oracle.single_precision, pair)
    assert_close(categorical_cross_entropy(y, q), oracle.cross_entropy(y, q))
    assert_close(binary_cross_entropy(y[0], q[0]), oracle.binary_cross_entropy(y[0], q[0]))


@pytest.mark.parametrize("classes", [1_000, 10_000])
def test_many_classes_are_as_exact_as_few(classes):
    z, y = random_logits(classes), oracle.many_outcomes(classes, 5, seed=3)
    for value, exact in zip(log_softmax(z).tolist(), oracle.log_softmax(z.tolist()), strict=True):
        assert_close(value, exact)
    q = softmax(z)
    assert_close(categorical_cross_entropy(y, q), oracle.cross_entropy(y, q))
    assert_close(
        categorical_cross_entropy_with_logits(y, z), oracle.categorical_cross_entropy_with_logits(y, z.tolist())
    )


# Extremes


def test_scores_of_any_size_neither_overflow_nor_vanish():
    assert log_softmax([1e308, 0.0]).tolist() == [0.0, -1e308]
    assert log_softmax([1e308, -1e308]).tolist() == [0.0, -math.inf]
    assert softmax([-1e308, -1e308]).tolist() == [0.5, 0.5]
    assert binary_cross_entropy_with_logits([1, 0, 1, 0], [-1e308, 1e308, 1e308, -1e308]).tolist() == [
        1e308,
        1e308,
        0.0,
        0.0,
    ]
    assert categorical_cross_entropy_with_logits([1, 0], [-2000.0, 0.0]) == 2000.0


def test_a_logit_of_minus_infinity_is_a_probability_of_zero():
    z = [0.0, -math.inf, 0.0]
    assert softmax(z).tolist() == [0.5, 0.0, 0.5]
    assert log_softmax(z)[1] == -math.inf
    assert sparse_categorical_cross_entropy_with_logits([0, 1], z).tolist() == [pytest.approx(math.log(2)), math.inf]
    assert categorical_cross_entropy_with_logits([0.5, 0.0, 0.5], z) == pytest.approx(math.log(2))
    assert categorical_cross_entropy_with_logits([0.5, 0.5, 0.0], z) == math.inf
    assert binary_cross_entropy_with_logits([0, 1, 1e-300], [-math.inf] * 3).tolist() == [0.0, math.inf, math.inf]


def test_certain_and_right_costs_nothing_certain_and_wrong_costs_infinitely_much():
    assert binary_cross_entropy([0, 0, 1, 1], [0, 1, 0, 1]).tolist() == [0.0, math.inf, math.inf, 0.0]
    assert categorical_cross_entropy([[1, 0], [0, 1]], [1, 0]).tolist() == [0.0, math.inf]
    assert sparse_categorical_cross_entropy([0, 1], [1, 0]).tolist() == [0.0, math.inf]


def test_the_small_loss_of_a_nearly_certain_and_right_prediction_keeps_its_digits():
    assert binary_cross_entropy(0, 1e-20) == pytest.approx(1e-20, rel=1e-12, abs=0)
    assert binary_cross_entropy_with_logits([1, 0], [40.0, -40.0]).tolist() == pytest.approx(
        [math.exp(-40)] * 2, rel=1e-12, abs=0
    )


def test_one_class_is_certain():
    assert softmax([-5.0]).tolist() == [1.0]
    assert log_softmax([-5.0]).tolist() == [0.0]
    assert sparse_categorical_cross_entropy_with_logits(0, [-5.0]) == 0.0


def test_no_loss_is_a_negative_zero():
    results = [
        log_softmax([5.0]),
        softmax([-0.0, -math.inf]),
        binary_cross_entropy([0.0, 1.0, -0.0], [0.0, 1.0, -0.0]),
        binary_cross_entropy_with_logits([0.0, 1.0, -0.0], [-math.inf, 1e308, -1e308]),
        categorical_cross_entropy([[1, 0], [0, 1]], [[1, 0], [0, 1]]),
        categorical_cross_entropy_with_logits([1, 0], [0.0, -math.inf]),
        sparse_categorical_cross_entropy([0, 1], [[1, 0], [0, 1]]),
        sparse_categorical_cross_entropy_with_logits(0, [1000.0, 0.0]),
    ]
    for result in results:
        assert not np.signbit(result).any()


# Forms that agree


@given(pairs())
@examples(300)
def test_categorical_loss_is_the_cross_entropy_in_nats(pair):
    assert categorical_cross_entropy(*pair) == pytest.approx(cross_entropy(*pair, base=math.e), rel=1e-14)


def test_the_loss_of_logits_is_the_loss_of_their_softmax():
    z, y, labels = random_logits(50, 4), random_rows(50, 4), np.arange(50) % 4
    q = softmax(z)
    np.testing.assert_allclose(log_softmax(z), np.log(q), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(categorical_cross_entropy_with_logits(y, z), categorical_cross_entropy(y, q), rtol=1e-12)
    np.testing.assert_allclose(
        sparse_categorical_cross_entropy_with_logits(labels, z), sparse_categorical_cross_entropy(labels, q), rtol=1e-9
    )


def test_the_loss_of_a_logit_is_the_loss_of_its_sigmoid():
    z, y = random_logits(100), np.linspace(0, 1, 100)
    sigmoid = 1 / (1 + np.exp(-z))
    # near 1 the sigmoid itself has lost digits of its distance from 1: that is what the twin is for
    np.testing.assert_allclose(binary_cross_entropy_with_logits(y, z), binary_cross_entropy(y, sigmoid), rtol=1e-10)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.integers(0, 1000))
@examples(200)
def test_an_integer_label_is_a_one_hot_label(labels, seed):
    one_hot = np.eye(4)[labels]
    q, z = random_rows(len(labels), 4, seed=seed), random_logits(len(labels), 4, seed=seed)
    q[0] = [1.0, 0.0, 0.0, 0.0]
    sparse, dense = sparse_categorical_cross_entropy(labels, q), categorical_cross_entropy(one_hot, q)
    np.testing.assert_array_equal(sparse, dense)
    np.testing.assert_array_equal(
        sparse_categorical_cross_entropy_with_logits(labels, z), categorical_cross_entropy_with_logits(one_hot, z)
    )


@given(PROBABILITIES, PROBABILITIES)
@examples(500)
def test_binary_is_categorical_with_two_classes(y, q):
    expected = categorical_cross_entropy(bernoulli(y), bernoulli(q))
    assert binary_cross_entropy(y, q) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@given(PROBABILITIES, SCORES)
@examples(500)
def test_a_binary_logit_is_two_logits_of_which_the_first_is_zero(y, z):
    expected = categorical_cross_entropy_with_logits(bernoulli(y), [0.0, z])
    assert binary_cross_entropy_with_logits(y, z) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("shift", [1000.0, -1000.0, 1e6])
def test_adding_a_constant_to_all_logits_changes_nothing(shift):
    z, y = random_logits(20, 5), random_rows(20, 5)
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-8)
    np.testing.assert_allclose(log_softmax(z + shift), log_softmax(z), atol=1e-9)
    np.testing.assert_allclose(
        categorical_cross_entropy_with_logits(y, z + shift), categorical_cross_entropy_with_logits(y, z), atol=1e-9
    )


@given(logits())
@examples(300)
def test_softmax_is_a_distribution(z):
    q = softmax(z)
    assert (q >= 0).all() and math.fsum(q) == pytest.approx(1.0, abs=1e-14)


def test_the_cost_of_a_data_set_is_the_mean_of_its_samples():
    y, q = np.eye(3)[[0, 2, 1, 1]], random_rows(4, 3)
    each = [-math.log(q[0, 0]), -math.log(q[1, 2]), -math.log(q[2, 1]), -math.log(q[3, 1])]
    assert categorical_cross_entropy(y, q).mean() == pytest.approx(math.fsum(each) / 4, rel=1e-14)
    assert sparse_categorical_cross_entropy([0, 2, 1, 1], q).sum() == pytest.approx(math.fsum(each), rel=1e-14)


# Arrays


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_axis_means_that_axis_moved_to_the_end_and_back(function, axis):
    z = random_logits(3, 4, 5)
    turned = function(np.moveaxis(z, -1, axis), axis=axis)
    np.testing.assert_allclose(turned, np.moveaxis(function(z), -1, axis), rtol=1e-13)


def test_the_losses_of_many_samples_are_those_of_a_loop():
    q, z = random_rows(2, 3, 4), random_logits(2, 3, 4)
    labels = np.array([[3, 0, 1], [0, 2, 2]])
    looped = [[sparse_categorical_cross_entropy(labels[i, j], q[i, j]) for j in range(3)] for i in range(2)]
    np.testing.assert_allclose(sparse_categorical_cross_entropy(labels, q), looped, rtol=1e-14)
    looped = [[sparse_categorical_cross_entropy_with_logits(2, z[i, j]) for j in range(3)] for i in range(2)]
    np.testing.assert_allclose(sparse_categorical_cross_entropy_with_logits(2, z), looped, rtol=1e-12)
    y = np.eye(4)[labels]
    looped = [[categorical_cross_entropy(y[i, j], q[i, j]) for j in range(3)] for i in range(2)]
    np.testing.assert_allclose(categorical_cross_entropy(y, q), looped, rtol=1e-14)


def test_a_column_of_predictions_is_no_list_of_them():
    """The bug of many training scripts: its mean, 0.8901, would look like a loss. It is 0.1839."""
    y, q = np.array([1, 0, 1]), np.array([0.9, 0.2, 0.8])
    with pytest.raises(ValueError, match="must have the same batch shape"):
        binary_cross_entropy(y, q[:, np.newaxis])
    table = -np.log(np.where(y == 1, q[:, np.newaxis], 1 - q[:, np.newaxis]))
    assert f"{table.mean():.4f}" == "0.8901" and f"{binary_cross_entropy(y, q).mean():.4f}" == "0.1839"


def test_one_prediction_can_be_held_against_several_labels():
    q = [0.5, 0.25, 0.25]
    assert sparse_categorical_cross_entropy([0, 1, 2], q).tolist() == pytest.approx(np.log([2, 4, 4]).tolist())


Y, Q, Z = [0, 1, 0], [0.25, 0.5, 0.25], [1, 0, -1]
CALLS = {
    "binary_cross_entropy": ([1, 0.5], [[0, 1], [0.5, 0.25]]),
    "binary_cross_entropy_with_logits": ([1, 3], [[0, 1], 3]),
    "categorical_cross_entropy": ([Y, Q], [[Y, Y], Q]),
    "categorical_cross_entropy_with_logits": ([Y, Z], [Y, [Z, Z]]),
    "sparse_categorical_cross_entropy": ([1, Q], [[1, 2], Q]),
    "sparse_categorical_cross_entropy_with_logits": ([1, Z], [1, [Z, Z]]),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("convert", [lambda x: x, np.array, np.float32, lambda x: np.array(x, dtype=np.float16)])
def test_one_sample_costs_a_float_and_several_cost_a_double_precision_array(name, convert):
    function = getattr(xentlib, name)
    for kind, (first, second) in zip((float, np.ndarray), CALLS[name], strict=True):
        result = function(first if name.startswith("sparse") else convert(first), convert(second))
        assert type(result) is kind
        assert kind is float or (result.dtype == np.float64 and result.shape == (2,))


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_softmax_is_a_double_precision_array_of_the_same_shape(function):
    result = function(np.zeros((2, 3), dtype=np.float32))
    assert result.dtype == np.float64 and result.shape == (2, 3)


@pytest.mark.parametrize("name", [*CALLS, "softmax", "log_softmax"])
def test_arguments_are_left_as_they_were(name):
    arguments = CALLS.get(name, ([Z], [[Z, Z]]))[1]
    arrays = [np.array(argument) if name.startswith("sparse") else np.array(argument, float) for argument in arguments]
    before = [array.copy() for array in arrays]
    result = getattr(xentlib, name)(*arrays)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)
        assert not np.shares_memory(array, result)


def test_an_empty_batch_gives_an_empty_result():
    rows = np.empty((0, 3))
    assert softmax(rows).shape == log_softmax(rows).shape == (0, 3)
    assert binary_cross_entropy([], []).shape == binary_cross_entropy_with_logits([], []).shape == (0,)
    for function in (categorical_cross_entropy, categorical_cross_entropy_with_logits):
        assert function(rows, rows).shape == (0,)
    for function in (sparse_categorical_cross_entropy, sparse_categorical_cross_entropy_with_logits):
        assert function([], rows).shape == (0,)
