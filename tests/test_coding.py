"""Codes: what a prefix code is, that Huffman's is the shortest, what a length costs, and one code for a whole text."""

import itertools
import math
from fractions import Fraction

import numpy as np
import oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import assert_close, distributions, examples, pairs

from xentlib import (
    NGramModel,
    arithmetic_decode,
    arithmetic_encode,
    cross_entropy,
    entropy,
    expected_length,
    huffman_code,
    kraft_sum,
    load_text,
    self_information,
)

pytestmark = pytest.mark.usefixtures("no_warning_escapes")

LENGTHS = st.one_of(st.integers(0, 40), st.floats(0.0, 1000.0), st.just(math.inf))


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


# Arithmetic coding


class Table:
    """A model whose next distribution, one of a few rows, depends on all that it is shown."""

    def __init__(self, alphabet, order, rows):
        self.alphabet, self.order, self.rows, self.asked = alphabet, order, rows, 0

    def distribution(self, context):
        self.asked += 1
        assert len(context) <= self.order
        return self.rows[sum(i * (self.alphabet.index(x) + 1) for i, x in enumerate(context, 1)) % len(self.rows)]


def coin(*q, alphabet="abcdefgh"):
    return Table(alphabet[: len(q)], 0, [q])


def next_distribution(model, text, position):
    return np.asarray(model.distribution(text[max(0, position - model.order) : position]))


def total_information(text, model):
    """In bits, by the definition: a sum of logarithms."""
    costs = [
        self_information(next_distribution(model, text, position)[model.alphabet.index(symbol)])
        for position, symbol in enumerate(text)
    ]
    return math.fsum(costs)


def exact_part(text, model):
    """Where the part of the unit interval that belongs to this text starts and ends, in fractions."""
    low, width = Fraction(0), Fraction(1)
    for position, symbol in enumerate(text):
        q = [Fraction(float(x)) for x in next_distribution(model, text, position)]
        place = model.alphabet.index(symbol)
        low += width * sum(q[:place]) / sum(q)
        width *= q[place] / sum(q)
    return low, low + width


def exact_code(text, model):
    """The fewest digits such that all binary fractions that begin with them are in that part."""
    low, high = exact_part(text, model)
    bits = next(n for n in itertools.count() if math.ceil(low * 2**n) + 1 <= high * 2**n)
    return f"{math.ceil(low * 2**bits):0{bits}b}" if bits else ""


def assert_length(bits, information):
    rounding = 1e-9 + 1e-12 * information
    assert -rounding <= len(bits) - information < 2 + rounding


def decoded(bits, n, model):
    """The text, or None if the bits are refused, which the message must say."""
    try:
        return arithmetic_decode(bits, n, model)
    except ValueError as error:
        assert str(error).startswith(f"bits must be the code of a text of {n} symbols under this model; got ")


@st.composite
def models_and_texts(draw, longest=40):
    """A model with nasty rows or an n-gram model, and a text that is possible under it."""
    letters = draw(st.sampled_from(["a", "ab", "😀a\x00한", b"\xff", b"\x00a\xff", [7], [3, -1, "x", (), None]]))
    k = len(letters)
    if isinstance(letters, list) or draw(st.booleans()):
        rows = draw(st.lists(distributions(outcomes=k), min_size=1, max_size=5))
        model = Table(letters, draw(st.sampled_from([0, 1, 3, math.inf])), rows)
    else:
        places = draw(st.lists(st.integers(0, k - 1), min_size=1, max_size=20))
        text = letters[:0].join(letters[i : i + 1] for i in places)
        smoothing = draw(st.sampled_from([0, 1e-300, 1e-20, 0.1, 1, 1e300]))
        model = NGramModel(draw(st.integers(0, 5)), smoothing).fit(text, alphabet=letters)
    text = letters[:0]
    for choice in draw(st.lists(st.integers(0, 59), max_size=longest)):
        [possible] = np.nonzero(next_distribution(model, text, len(text)))
        place = possible[choice % len(possible)]
        text += letters[place : place + 1]
    return model, text


@given(models_and_texts())
@examples(500)
def test_a_text_comes_back_from_its_code(chosen):
    model, text = chosen
    bits = arithmetic_encode(text, model)
    assert type(bits) is str and set(bits) <= {"0", "1"}
    back = arithmetic_decode(bits, len(text), model)
    assert back == text and type(back) is type(text)


@given(models_and_texts())
@examples(300)
def test_a_code_is_as_long_as_the_text_is_surprising_and_less_than_two_bits_more(chosen):
    model, text = chosen
    assert_length(arithmetic_encode(text, model), total_information(text, model))


@given(models_and_texts(longest=12))
@examples(300)
def test_what_begins_with_a_code_is_in_the_part_of_its_text(chosen):
    model, text = chosen
    while total_information(text, model) > 900:
        text = text[:-1]
    low, high = exact_part(text, model)
    bits = arithmetic_encode(text, model)
    # the coder itself is exact to 1128 bits
    margin = Fraction(1, 2**1100)
    first, after = (Fraction(int(bits or "0", 2) + k, 2 ** len(bits)) for k in (0, 1))
    assert low - margin <= first < after <= high + margin


@pytest.mark.parametrize(
    "q",
    [
        (0.25, 0.75),
        (0.375, 0.25, 0.375),
        (0.5, 0.5),
        (0.0, 0.125, 0.0, 0.625, 0.25, 0.0),
        (2**-40, 1 - 2**-40),
        (0.3125, 0.25, 0.1875, 0.25),
    ],
)
def test_a_code_is_that_of_a_coder_who_calculates_in_fractions(q):
    model = coin(*q)
    possible = [symbol for symbol, probability in zip(model.alphabet, q, strict=True) if probability]
    # with the last q the part of "bd" starts at 1/2 exactly, after a 0 that was settled
    for length in range(6):
        codes = set()
        for text in map("".join, itertools.product(possible, repeat=length)):
            bits = arithmetic_encode(text, model)
            assert bits == exact_code(text, model)
            codes.add(bits)
        assert len(codes) == len(possible) ** length
        # no code begins another, so on average none can beat the entropy
        assert not any(bits.startswith(other) for bits, other in itertools.permutations(codes, 2))
    rng = np.random.default_rng(0)
    text = "".join(possible[i] for i in rng.integers(len(possible), size=60))
    assert arithmetic_encode(text, model) == exact_code(text, model)


def test_known_codes():
    half = coin(0.5, 0.5)
    assert arithmetic_encode("abba", half) == "0110"
    assert arithmetic_encode("", half) == ""
    quarters = coin(0.25, 0.75)
    # aa is 0 to 1/16; ab up to 1/4, so 1/8 to 1/4 is in it; ba up to 7/16; then bb
    assert [arithmetic_encode(text, quarters) for text in ("aa", "ab", "ba", "bb")] == ["0000", "001", "010", "1"]


@pytest.mark.parametrize("run", [1, 2, 10, 1127, 1128, 1129, 2000])
def test_a_carry_goes_through_any_run_of_ones(run):
    # b lies around the middle, so nothing is settled until another symbol comes
    model = coin(0.375, 0.25, 0.375)
    below, middle, above = (arithmetic_encode("b" * run + last, model) for last in ("a", "", "c"))
    assert below.startswith("0" + "1" * (2 * run - 1))
    assert middle == "0" + "1" * (2 * run)
    assert above.startswith("1" + "0" * (2 * run - 1))
    # and once more, when a long text ends
    for text in ("b" * run + "c" + "b" * run, "c" + "b" * run + "a", "a" + "b" * run + "c"):
        bits = arithmetic_encode(text, model)
        assert arithmetic_decode(bits, len(text), model) == text
        assert_length(bits, total_information(text, model))


@pytest.mark.parametrize("q", [1e-5, 1e-15, 1e-30, 1e-100, 1e-300, 5e-324])
def test_a_rare_symbol_takes_the_bits_that_it_costs_and_a_sure_one_none(q):
    # 1 − q is 1 from 1e-17 on: the two sum to 1 up to rounding, as they may
    model = coin(q, 1 - q, 0.0)
    for text in ("a", "aaaa", "b" * 200, "b" * 99 + "a" + "b" * 100, "abab"):
        bits = arithmetic_encode(text, model)
        assert_length(bits, total_information(text, model))
        assert arithmetic_decode(bits, len(text), model) == text


def test_a_large_alphabet():
    model = Table("".join(map(chr, range(2**11))), 0, [np.full(2**11, 2.0**-11)])
    text = model.alphabet[::7]
    bits = arithmetic_encode(text, model)
    assert len(bits) == 11 * len(text) and arithmetic_decode(bits, len(text), model) == text


@pytest.mark.parametrize("language", ["en", "es", "ko", "th", "vi"])
@pytest.mark.parametrize("kind", [str, str.encode])
def test_a_declaration_is_coded_by_a_model_of_it(language, kind):
    text = kind(load_text(language))
    model = NGramModel(order=2, smoothing=0.01).fit(text)
    text = text[:700]
    bits = arithmetic_encode(text, model)
    assert_length(bits, model.information(text).sum())
    assert arithmetic_decode(bits, len(text), model) == text


def test_an_empty_text_and_a_single_symbol_take_no_bits():
    for alphabet in ("a", b"a", [0]):
        model = Table(alphabet, math.inf, [[1.0]])
        for n in (0, 1, 500):
            assert arithmetic_encode(alphabet * n, model) == ""
            assert arithmetic_decode("", n, model) == alphabet * n
    assert arithmetic_encode("", NGramModel(3, 0).fit("abc")) == ""
    assert arithmetic_decode("", 0, NGramModel(3, 0).fit(b"abc", alphabet=b"abc")) == b""


@pytest.mark.parametrize("kind", [list, tuple, np.array])
def test_symbols_may_be_any_sequence(kind):
    model = Table(kind((1, 2, 3)), 0, [[0.25, 0.25, 0.5]])
    assert arithmetic_encode(kind([1, 3, 2]), model) == "00101"
    assert arithmetic_decode("00101", 3, model) == [1, 3, 2]


def test_the_model_is_asked_with_no_more_than_it_looks_back_to():
    contexts = []

    class Listening(NGramModel):
        def distribution(self, context=None):
            contexts.append(context)
            return super().distribution(context)

    model = Listening(order=2, smoothing=1).fit("abcabc")
    bits = arithmetic_encode("abca", model)
    assert contexts == ["", "a", "ab", "bc"]
    contexts.clear()
    arithmetic_decode(bits, 4, model)
    assert contexts[:4] == ["", "a", "ab", "bc"]


# Damage


@given(models_and_texts(longest=15), st.text("01", max_size=40))
@examples(300)
def test_damaged_bits_are_refused_or_are_the_code_of_another_text(chosen, garbage):
    model, text = chosen
    bits = arithmetic_encode(text, model)
    flipped = [bits[:i] + str(1 - int(bit)) + bits[i + 1 :] for i, bit in enumerate(bits[:60])]
    truncated = [bits[:i] for i in range(min(len(bits), 60))]
    for damaged in {*flipped, *truncated, bits + "0", bits + "1", bits + garbage, garbage} - {bits}:
        other = decoded(damaged, len(text), model)
        if other is not None:
            assert other != text and len(other) == len(text) and type(other) is type(text)
            assert arithmetic_encode(other, model) == damaged


@given(models_and_texts(longest=15), st.integers(0, 40))
@examples(300)
def test_a_wrong_number_of_symbols_is_refused_or_gives_a_text_that_long(chosen, n):
    model, text = chosen
    bits = arithmetic_encode(text, model)
    other = decoded(bits, n, model)
    if other is not None:
        assert len(other) == n and arithmetic_encode(other, model) == bits


@pytest.mark.parametrize("bits", ["", "0", "1", "01" * 20, "1" * 40, "0" * 40])
def test_the_decoder_gives_up_when_the_bits_are_spent(bits):
    # a symbol takes a bit at least: far fewer questions than symbols that are asked for
    model = coin(0.25, 0.5, 0.25)
    assert decoded(bits, 10_000, model) is None
    assert model.asked <= len(bits) + 1


def test_the_decoder_asks_the_model_twice_a_symbol_at_most():
    model = coin(0.25, 0.5, 0.25)
    for garbage in ("1" * 300, "0" * 300, "10" * 150):
        model.asked = 0
        decoded(garbage, 100, model)
        assert model.asked <= 200


def test_no_two_strings_are_the_code_of_one_text():
    model = coin(0.3, 0.2, 0.5)
    for n in range(4):
        strings = ["".join(bits) for length in range(9) for bits in itertools.product("01", repeat=length)]
        texts = [text for bits in strings if (text := decoded(bits, n, model)) is not None]
        assert len(texts) == len(set(texts)) == 3**n
