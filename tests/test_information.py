"""Entropy, cross-entropy and divergences: exact values, identities, and the two conventions about zero."""

import json
import math
from decimal import Decimal
from pathlib import Path

import mpmath
import numpy as np
import oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import BASES, assert_close, distributions, examples, pairs

import xentlib
from xentlib import (
    bernoulli,
    cross_entropy,
    entropy,
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
    jensen_shannon_divergence,
    kl_divergence,
    perplexity,
    self_information,
)

pytestmark = pytest.mark.usefixtures("no_warning_escapes")

BETWEEN_TWO = [cross_entropy, kl_divergence, jensen_shannon_divergence, perplexity]
WITH_AXIS = [entropy, *BETWEEN_TWO]
GAUSSIAN = [gaussian_cross_entropy, gaussian_kl_divergence]

WORKED_NUMBERS = json.loads((Path(__file__).parent / "data" / "worked_numbers.json").read_text(encoding="utf-8"))


def of_one_or_two(function, p, q, **options):
    return function(p, **options) if function is entropy else function(p, q, **options)


def random_rows(*shape, seed=0):
    weights = np.random.default_rng(seed).random(shape)
    return weights / weights.sum(axis=-1, keepdims=True)


# Exact values


@given(distributions(), st.sampled_from(BASES))
@examples(1500)
def test_entropy_is_exact_to_12_digits(p, base):
    assert_close(entropy(p, base=base), oracle.entropy(p, base), base)


@pytest.mark.parametrize("name", ["cross_entropy", "kl_divergence", "jensen_shannon_divergence"])
@given(pq=pairs(), base=st.sampled_from(BASES))
@examples(1500)
def test_a_function_of_two_distributions_is_exact_to_12_digits(name, pq, base):
    assert_close(getattr(xentlib, name)(*pq, base=base), getattr(oracle, name)(*pq, base), base)


@given(pairs())
@examples(1500)
def test_perplexity_is_exact_to_12_digits(pq):
    exact = oracle.perplexity(*pq)
    # e^710 is beyond the largest float
    assert_close(perplexity(*pq), exact if exact < 1.79e308 else mpmath.inf)


@given(oracle.PROBABILITIES, st.sampled_from(BASES))
@examples(1000)
def test_self_information_is_exact_to_12_digits(p, base):
    assert_close(self_information(p, base=base), oracle.self_information(p, base), base)


@pytest.mark.parametrize("name", ["entropy", "cross_entropy", "kl_divergence", "jensen_shannon_divergence"])
@given(pq=pairs())
@examples(300)
def test_single_precision_input_is_computed_in_double_precision(name, pq):
    arguments = [oracle.single_precision(x) for x in (pq[:1] if name == "entropy" else pq)]
    assert_close(getattr(xentlib, name)(*arguments), getattr(oracle, name)(*arguments, 2), 2)


@pytest.mark.parametrize("outcomes", [100, 1_000, 10_000])
@pytest.mark.parametrize("power", [1, 40])
def test_many_outcomes_are_as_exact_as_few(outcomes, power):
    p = oracle.many_outcomes(outcomes, power, seed=1)
    # zeros in the same places: finite; the small powers are unlike each other, the large ones even more
    q = oracle.many_outcomes(outcomes, power, seed=2)
    assert_close(entropy(p), oracle.entropy(p, 2), 2)
    assert_close(cross_entropy(p, q), oracle.cross_entropy(p, q, 2), 2)
    assert_close(kl_divergence(p, q), oracle.kl_divergence(p, q, 2), 2)
    assert_close(jensen_shannon_divergence(p, q), oracle.jensen_shannon_divergence(p, q, 2), 2)


@pytest.mark.parametrize("outcomes", [100, pytest.param(10_000, marks=pytest.mark.thorough)])
def test_a_small_divergence_of_many_outcomes_keeps_its_digits(outcomes):
    p = oracle.many_outcomes(outcomes, 1, seed=1)
    for size in (1e-2, 1e-5, 1e-8):
        wave = [pi * (1 + size * math.sin(i)) for i, pi in enumerate(p.tolist())]
        q = np.array([w / math.fsum(wave) for w in wave])
        assert_close(kl_divergence(p, q, base=math.e), oracle.kl_divergence(p, q))
        assert_close(jensen_shannon_divergence(p, q, base=math.e), oracle.jensen_shannon_divergence(p, q))


@pytest.mark.parametrize("entry", WORKED_NUMBERS, ids=[entry["id"] for entry in WORKED_NUMBERS])
def test_worked_numbers_come_out_exactly(entry):
    function, nats = getattr(xentlib, entry["function"]), entry["base"] == "e"
    if "reduction" in entry:
        per_sample = function(**entry["args"])
        value = getattr(per_sample, entry["reduction"])() / (1 if nats else math.log(entry["base"]))
    elif function is xentlib.expected_length:
        value = function(**entry["args"])
    else:
        value = function(**entry["args"], base=math.e if nats else entry["base"])
    exact = float(entry["exact"])
    if math.isinf(exact) or exact == 0:
        assert value == exact
    else:
        assert abs(value - exact) <= entry["rel_tol"] * exact


@pytest.mark.parametrize("entry", [e for e in WORKED_NUMBERS if e["printed"]], ids=lambda entry: entry["id"])
def test_printed_digits_agree_with_the_exact_value_where_the_table_says_so(entry):
    printed, exact = Decimal(entry["printed"]), Decimal(entry["exact"])
    # either rounded to the digits that are printed, or printed by a program in full double precision
    agrees = exact.quantize(printed) == printed or float(exact) == float(printed)
    assert agrees == entry["agrees"]


def test_the_worked_heatmap_is_one_broadcast_expression():
    p = q = np.arange(1, 10) / 10
    heatmap = cross_entropy(bernoulli(p)[:, None], bernoulli(q)[None, :], base=math.e)
    cells = {entry["id"]: entry for entry in WORKED_NUMBERS if "-H-" in entry["id"]}
    assert heatmap.shape == (9, 9) and len(cells) == 81
    for (row, column), value in np.ndenumerate(heatmap):
        cell = cells[f"S001-H-p{row + 1}q{column + 1}"]
        assert value == pytest.approx(float(cell["exact"]), rel=1e-12)
        assert round(value, 2) == float(cell["printed"])


# The two conventions


def test_what_never_happens_costs_nothing_even_if_it_is_called_impossible():
    assert cross_entropy([0.5, 0.5, 0.0], [0.5, 0.5, 0.0]) == 1.0
    assert kl_divergence([0.5, 0.5, 0.0], [0.25, 0.25, 0.5]) == 1.0
    assert entropy([0.0, 1.0]) == 0.0


@pytest.mark.parametrize("function", [cross_entropy, kl_divergence, perplexity])
@pytest.mark.parametrize("p", [[0.5, 0.5], [1.0, 5e-324]])
def test_what_happens_although_it_is_called_impossible_costs_infinitely_much(function, p):
    assert function(p, [1.0, 0.0]) == math.inf


def test_what_is_called_nearly_impossible_costs_much_but_not_infinitely_much():
    p, q = [0.5, 0.5, 0.0], [5e-324, 1.0, 5e-324]
    # neither p / q nor half of q is a float
    assert_close(kl_divergence(p, q), oracle.kl_divergence(p, q, 2), 2)
    assert_close(cross_entropy(p, q), oracle.cross_entropy(p, q, 2), 2)
    assert_close(jensen_shannon_divergence(p, q), oracle.jensen_shannon_divergence(p, q, 2), 2)


def test_an_impossible_outcome_has_infinite_information():
    assert self_information([1.0, 0.5, 0.0]).tolist() == [0.0, 1.0, math.inf]


@pytest.mark.parametrize("function", WITH_AXIS)
def test_one_outcome_is_certain(function):
    certain = 1.0 if function is perplexity else 0.0
    assert of_one_or_two(function, [1.0], [1.0]) == certain


@given(distributions(), st.data())
@examples(300)
def test_no_result_is_a_negative_zero(p, data):
    q = data.draw(st.sampled_from([p, np.roll(p, 1)]))
    results = [entropy(p), cross_entropy(p, q), kl_divergence(p, q), jensen_shannon_divergence(p, q)]
    results += [entropy([p, q]), cross_entropy([p, q], p), kl_divergence([p, q], p), self_information(p)]
    for result in results:
        assert not np.signbit(result)[np.equal(result, 0)].any()


def test_bernoulli_of_a_negative_zero_holds_no_negative_zero():
    assert not np.signbit(bernoulli(-0.0)).any()


# Identities


def test_bernoulli_counts_the_second_outcome():
    np.testing.assert_array_equal(bernoulli([[0.0, 0.25], [0.5, 1.0]])[..., 1], [[0.0, 0.25], [0.5, 1.0]])
    np.testing.assert_array_equal(bernoulli([[0.0, 0.25], [0.5, 1.0]])[..., 0], [[1.0, 0.75], [0.5, 0.0]])


@given(pairs())
@examples(500)
def test_cross_entropy_is_entropy_plus_divergence(pq):
    p, q = pq
    assert cross_entropy(p, q) == pytest.approx(entropy(p) + kl_divergence(p, q), rel=1e-12, abs=1e-14)


@given(pairs(most=50))
@examples(1000)
def test_divergence_is_not_negative_beyond_rounding(pq):
    assert kl_divergence(*pq) >= -1e-15


@given(distributions(most=50))
@examples(300)
def test_divergence_from_itself_is_zero(p):
    assert kl_divergence(p, p) == 0.0
    assert abs(jensen_shannon_divergence(p, p)) <= 1e-15


@given(pairs())
@examples(500)
def test_jensen_shannon_is_symmetric_and_at_most_one_bit(pq):
    p, q = pq
    assert jensen_shannon_divergence(p, q) == jensen_shannon_divergence(q, p)
    assert -1e-15 <= jensen_shannon_divergence(p, q) <= 1 + 1e-15


def test_jensen_shannon_of_nothing_in_common_is_one_bit():
    assert jensen_shannon_divergence([0.25, 0.75, 0, 0], [0, 0, 0.5, 0.5]) == pytest.approx(1.0, rel=1e-15)


@pytest.mark.parametrize("function", [entropy, cross_entropy, kl_divergence, jensen_shannon_divergence])
def test_a_bit_is_ln_2_nats(function):
    p, q = random_rows(2, 5)
    assert of_one_or_two(function, p, q, base=math.e) == pytest.approx(
        of_one_or_two(function, p, q) * math.log(2), rel=1e-14
    )


def test_the_default_unit_is_the_bit():
    half = [0.5, 0.5]
    assert entropy(half) == cross_entropy(half, half) == self_information(0.5) == 1.0
    assert kl_divergence([1.0, 0.0], half) == 1.0
    assert gaussian_entropy(2.0) - gaussian_entropy(1.0) == pytest.approx(1.0)
    assert gaussian_kl_divergence(0.0, 1.0, 1.0, 1.0) == pytest.approx(0.5 / math.log(2))


@given(pairs())
@examples(200)
def test_perplexity_is_the_same_from_bits_and_from_nats(pq):
    bits, nats = cross_entropy(*pq), cross_entropy(*pq, base=math.e)
    if nats < 700:
        assert perplexity(*pq) == pytest.approx(2**bits, rel=1e-12)
        assert perplexity(*pq) == pytest.approx(math.e**nats, rel=1e-12)


@pytest.mark.parametrize("outcomes", [1, 2, 6, 1000])
def test_perplexity_of_a_fair_die_is_its_number_of_sides(outcomes):
    fair = np.full(outcomes, 1 / outcomes)
    assert perplexity(fair, fair) == pytest.approx(outcomes, rel=1e-12)
    assert entropy(fair, base=outcomes if outcomes > 1 else 2) == pytest.approx(min(outcomes - 1, 1), rel=1e-14)


@pytest.mark.parametrize("function", WITH_AXIS)
def test_the_order_of_the_outcomes_does_not_matter(function):
    p, q = random_rows(2, 9)
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(9)
        shuffled = of_one_or_two(function, p[order], q[order])
        assert shuffled == pytest.approx(of_one_or_two(function, p, q), rel=1e-13)


@pytest.mark.parametrize("function", BETWEEN_TWO)
def test_truth_and_model_are_not_interchangeable_unless_symmetric(function):
    p, q = [0.9, 0.1], [0.5, 0.5]
    assert (function(p, q) == function(q, p)) == (function is jensen_shannon_divergence)


# Arrays


@pytest.mark.parametrize("function", BETWEEN_TWO)
def test_broadcasting_equals_a_loop(function):
    p, q = random_rows(4, 1, 3, seed=1), random_rows(5, 3, seed=2)
    q[0] = [1.0, 0.0, 0.0]
    looped = [[function(p[i, 0], q[j]) for j in range(5)] for i in range(4)]
    np.testing.assert_allclose(function(p, q), looped, rtol=1e-14)


def test_the_map_of_all_coins_equals_a_loop_up_to_its_infinite_border():
    grid = np.linspace(0.0, 1.0, 11)
    heatmap = cross_entropy(bernoulli(grid)[:, None], bernoulli(grid)[None, :], base=math.e)
    looped = [[cross_entropy([1 - p, p], [1 - q, q], base=math.e) for q in grid] for p in grid]
    np.testing.assert_allclose(heatmap, looped, rtol=1e-14)
    assert np.isinf(heatmap).sum() == 2 * 10


@pytest.mark.parametrize("function", WITH_AXIS)
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_axis_means_that_axis_moved_to_the_end(function, axis):
    p, q = random_rows(2, 3, 4, 5)
    expected = of_one_or_two(function, p, q)
    turned = of_one_or_two(function, np.moveaxis(p, -1, axis), np.moveaxis(q, -1, axis), axis=axis)
    np.testing.assert_allclose(turned, expected, rtol=1e-13)


P, Q = [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]
CALLS = {
    "self_information": ([0.25], [[0.25, 0.5, 1.0]]),
    "entropy": ([P], [[P, Q]]),
    "cross_entropy": ([P, Q], [[P, Q], Q]),
    "kl_divergence": ([P, Q], [P, [P, Q]]),
    "jensen_shannon_divergence": ([P, Q], [[P, Q], [Q, P]]),
    "perplexity": ([P, Q], [[P, Q], Q]),
    "gaussian_entropy": ([2], [[1, 2]]),
    "gaussian_cross_entropy": ([0, 1, 1, 2], [0, [1, 2], 0, 3]),
    "gaussian_kl_divergence": ([0, 1, 1, 2], [0, 1, [0, 1], 3]),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("convert", [lambda x: x, np.array, np.float32, lambda x: np.array(x, dtype=np.float16)])
def test_one_number_is_a_float_and_several_are_a_double_precision_array(name, convert):
    function, (one, several) = getattr(xentlib, name), CALLS[name]
    assert type(function(*map(convert, one))) is float
    result = function(*map(convert, several))
    assert type(result) is np.ndarray and result.dtype == np.float64


@pytest.mark.parametrize("name", CALLS)
def test_arguments_are_left_as_they_were(name):
    for arguments in CALLS[name]:
        arrays = [np.array(argument, dtype=float) for argument in arguments]
        before = [array.copy() for array in arrays]
        result = getattr(xentlib, name)(*arrays)
        for array, copy in zip(arrays, before, strict=True):
            np.testing.assert_array_equal(array, copy)
            assert not np.shares_memory(array, result)


@pytest.mark.parametrize("function", WITH_AXIS)
def test_an_empty_batch_gives_an_empty_result(function):
    assert of_one_or_two(function, np.empty((0, 3)), np.empty((0, 3))).shape == (0,)
    assert of_one_or_two(function, np.empty((3, 0, 2)), np.empty((3, 0, 2)), axis=0).shape == (0, 2)


def test_no_probabilities_give_no_results():
    assert self_information([]).shape == (0,)
    assert bernoulli([]).shape == (0, 2)
    assert gaussian_kl_divergence([], 1, 0, 1).shape == (0,)


# Gaussians

MEANS = st.floats(-100, 100)
WIDTHS = st.floats(1e-3, 1e3)


@given(MEANS, WIDTHS, MEANS, WIDTHS, st.sampled_from(BASES))
@examples(1000)
def test_gaussian_formulas_are_exact_to_12_digits(mu_p, sigma_p, mu_q, sigma_q, base):
    assert_close(gaussian_entropy(sigma_p, base=base), oracle.gaussian_entropy(sigma_p, base), base)
    parameters = mu_p, sigma_p, mu_q, sigma_q
    assert_close(gaussian_cross_entropy(*parameters, base=base), oracle.gaussian_cross_entropy(*parameters, base), base)
    assert_close(gaussian_kl_divergence(*parameters, base=base), oracle.gaussian_kl_divergence(*parameters, base), base)


@pytest.mark.parametrize("parameters", [(0, 1, 0, 1), (0, 1, 1, 1), (-2, 0.5, 1, 3), (5, 10, 4, 0.1), (0, 1e-3, 0, 1)])
def test_gaussian_formulas_are_the_integrals_they_stand_for(parameters):
    mu_p, sigma_p, mu_q, sigma_q = parameters

    def surprise(mu, sigma):
        return lambda x: -mpmath.log(mpmath.npdf(x, mpmath.mpf(mu), mpmath.mpf(sigma)))

    h_p = oracle.gaussian_average(mu_p, sigma_p, surprise(mu_p, sigma_p))
    h_pq = oracle.gaussian_average(mu_p, sigma_p, surprise(mu_q, sigma_q))
    assert_close(gaussian_entropy(sigma_p, base=math.e), h_p)
    assert_close(gaussian_cross_entropy(*parameters, base=math.e), h_pq)
    assert_close(gaussian_kl_divergence(*parameters, base=math.e), h_pq - h_p)


@pytest.mark.parametrize("unit", [0.01, 1000.0, 1e150])
def test_the_unit_of_length_moves_the_entropies_and_cancels_in_the_divergence(unit):
    parameters = np.array([0.0, 1.0, 1.0, 2.0])
    metres, other = parameters.tolist(), (parameters * unit).tolist()
    assert gaussian_kl_divergence(*other) == pytest.approx(gaussian_kl_divergence(*metres), rel=1e-12)
    shift = math.log2(unit)
    assert gaussian_cross_entropy(*other) == pytest.approx(gaussian_cross_entropy(*metres) + shift, rel=1e-12)
    assert gaussian_entropy(other[1]) == pytest.approx(gaussian_entropy(metres[1]) + shift, rel=1e-12)


@given(MEANS, WIDTHS)
@examples(200)
def test_a_gaussian_diverges_from_itself_by_zero(mu, sigma):
    assert gaussian_kl_divergence(mu, sigma, mu, sigma) == 0.0


def test_a_gaussian_divergence_is_not_negative_beyond_rounding_in_an_extreme_unit():
    assert gaussian_kl_divergence(0, 1e300, 0, 1.0000001e300) >= -1e-16 * math.log(1e300)


@pytest.mark.parametrize("function", GAUSSIAN)
def test_gaussian_parameters_broadcast_like_a_loop(function):
    mu_q, sigma_q = np.array([[-1.0], [0.0], [2.0]]), np.array([0.5, 1.0, 2.0, 4.0])
    looped = [[function(0.5, 1.5, m, s) for s in sigma_q] for m in mu_q[:, 0]]
    np.testing.assert_allclose(function(0.5, 1.5, mu_q, sigma_q), looped, rtol=1e-13)


@pytest.mark.parametrize("function", GAUSSIAN)
def test_a_gaussian_model_without_width_left_costs_infinitely_much(function):
    assert function(0.0, 1.0, 1.0, 1e-200) == math.inf
