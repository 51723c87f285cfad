"""Prefix codes: what a code is, that Huffman's is the shortest, and what a length costs."""

import math
import warnings

import numpy as np
import oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import assert_close, distributions, examples, pairs

from xentlib import cross_entropy, entropy, expected_length, huffman_code, kraft_sum, self_information

LENGTHS = st.one_of(st.integers(0, 40), st.floats(0.0, 1000.0), st.just(math.inf))


@pytest.fixture(autouse=True)
def no_warning_escapes():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def begins_another(words):
    """Whether some word is the beginning of another (or the same)."""
    return any(b.startswith(a) for i, a in enumerate(words) for j, b in enumerate(words) if i != j)


# Huffman


@given(distributions(most=12))
@examples(500)
def test_no_word_begins_another_and_no_code_space_is_left(p):
    words = huffman_code(p)
    assert len(words) == len(p) and set("".join(words)) <= {"0", "1"}
    assert not begins_another(words)
    assert oracle.exact_kraft_sum(words) == 1


@given(distributions(most=12))
@examples(500)
def test_the_average_length_is_at_most_one_bit_above_the_entropy(p):
    words = huffman_code(p)
    average = expected_length(p, [len(word) for word in words])
    # the whole bit is reached where one of several outcomes is certain: its word cannot be shorter
    assert entropy(p) - 1e-12 <= average <= entropy(p) + 1 + 1e-12


ALL_LENGTHS = {k: oracle.possible_lengths(k) for k in range(1, 7)}


@given(distributions(most=6))
@examples(300)
def test_no_prefix_code_is_shorter(p):
    weights = p.tolist()
    shortest = min(sum(map(float.__mul__, weights, map(float, lengths))) for lengths in ALL_LENGTHS[len(p)])
    assert expected_length(p, [len(word) for word in huffman_code(p)]) <= shortest + 1e-12


def test_the_search_for_the_shortest_code_knows_the_dyadic_answer():
    weights = [0.5, 0.25, 0.125, 0.125]
    best = min(ALL_LENGTHS[4], key=lambda lengths: sum(w * n for w, n in zip(weights, lengths, strict=True)))
    assert best == (1, 2, 3, 3)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        ([0.5, 0.5], ["0", "1"]),
        ([0.25, 0.75], ["0", "1"]),
        ([0.75, 0.25], ["1", "0"]),
        ([1 / 3, 1 / 3, 1 / 3], ["10", "11", "0"]),
        ([0.25, 0.25, 0.25, 0.25], ["00", "01", "10", "11"]),
        # a joined node against a single outcome of the same weight: the lowest outcome number decides
        ([0.25, 0.25, 0.5], ["00", "01", "1"]),
        ([0.5, 0.25, 0.25], ["0", "10", "11"]),
        ([0.25, 0.25, 0.125, 0.125, 0.25], ["00", "01", "100", "101", "11"]),
        ([0.25, 0.125, 0.25, 0.25, 0.125], ["00", "010", "10", "11", "011"]),
    ],
)
def test_ties_go_to_the_node_with_the_lowest_outcome_number(p, words):
    assert huffman_code(p) == words


def test_the_code_does_not_depend_on_how_the_numbers_are_stored():
    p = [0.25, 0.125, 0.25, 0.25, 0.125]
    words = huffman_code(p)
    assert huffman_code(tuple(p)) == words
    assert huffman_code(np.array(p, dtype=np.float32)) == words
    assert huffman_code(np.repeat(p, 2)[::2]) == words


def test_one_outcome_needs_no_bits():
    assert huffman_code([1.0]) == [""]


def test_an_impossible_outcome_gets_a_word_too():
    words = huffman_code([0.5, 0.0, 0.5, 0.0])
    assert all(words) and not begins_another(words)
    # the two that never happen share the longest words
    assert len(words[1]) == len(words[3]) == 3


@pytest.mark.parametrize("power", [1, 10])
def test_a_thousand_outcomes_still_make_a_code(power):
    p = oracle.many_outcomes(1000, power, seed=4)
    words = huffman_code(p)
    assert oracle.exact_kraft_sum(words) == 1
    assert len(set(words)) == 1000
    assert entropy(p) <= expected_length(p, [len(word) for word in words]) < entropy(p) + 1


def test_the_distribution_is_left_as_it_was():
    p, lengths = np.array([0.25, 0.25, 0.5]), np.array([2.0, math.inf, 1.0])
    huffman_code(p), expected_length(p, lengths), kraft_sum(lengths)
    assert p.tolist() == [0.25, 0.25, 0.5] and lengths.tolist() == [2.0, math.inf, 1.0]


# Lengths


@given(st.data())
@examples(500)
def test_expected_length_is_exact_to_12_digits(data):
    p = data.draw(distributions())
    lengths = data.draw(st.lists(LENGTHS, min_size=len(p), max_size=len(p)))
    value = expected_length(p, lengths)
    assert type(value) is float
    assert_close(value, oracle.expected_length(p, lengths))


def test_an_outcome_without_a_word_costs_nothing_only_if_it_never_happens():
    assert expected_length([0.5, 0.5, 0.0], [1, 1, math.inf]) == 1.0
    assert expected_length([0.5, 0.5, 5e-324], [1, 2, math.inf]) == math.inf


@given(pairs())
@examples(300)
def test_the_ideal_lengths_of_a_model_cost_the_cross_entropy(pq):
    p, q = pq
    assert expected_length(p, self_information(q)) == pytest.approx(cross_entropy(p, q), rel=1e-14)


@given(st.lists(LENGTHS, min_size=1, max_size=10))
@examples(500)
def test_kraft_sum_is_exact_to_12_digits(lengths):
    value = kraft_sum(lengths)
    assert type(value) is float
    assert_close(value, oracle.kraft_sum(lengths))


def test_kraft_sum_counts_the_share_of_code_space():
    assert kraft_sum([0]) == 1.0
    assert kraft_sum([1, 2, 3]) == 0.875
    assert kraft_sum([1, 1, 2]) == 1.25
    assert kraft_sum([math.inf, 1]) == 0.5


def test_a_share_too_small_for_a_float_is_zero():
    assert kraft_sum([2000]) == 0.0


def test_a_sum_that_overflows_is_still_a_clear_error():
    with pytest.raises(ValueError, match="p must sum to 1"):
        huffman_code([1e308, 1e308])
