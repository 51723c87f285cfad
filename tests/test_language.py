"""Language models that count: held against dictionaries and fractions, and what each promise means at its edges."""

import math
from collections import Counter, defaultdict
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import assert_close, examples

from xentlib import NGramModel, entropy, load_text, self_information

pytestmark = pytest.mark.usefixtures("no_warning_escapes")

ORDERS = range(6)
LAMBDAS = [0, 1e-300, 1e-9, 0.1, 0.5, 1, 3, 1e6, 1e308]
# one, two, three and four bytes of UTF-8, NUL, the highest code point, a mark that joins its neighbours, half a pair
STRANGE = "a\x00ñก한😀\U0010ffff\u0301\ud83d"


class CountedByHand:
    """The definition read aloud: dictionaries, loops and fractions."""

    def __init__(self, order, smoothing, text, alphabet):
        self.order, self.smoothing, self.alphabet = order, Fraction(smoothing), list(alphabet)
        self.followers = defaultdict(Counter)
        for i, symbol in enumerate(text):
            for length in range(min(i, order) + 1):
                self.followers[text[i - length : i]][symbol] += 1

    def probability(self, symbol, context):
        if symbol not in self.alphabet:
            return Fraction(0)
        seen, followed = sum(self.followers[context].values()), self.followers[context][symbol]
        if seen == 0:
            return Fraction(1, len(self.alphabet))
        return (followed + self.smoothing) / (seen + self.smoothing * len(self.alphabet))

    def probabilities(self, text):
        return [self.probability(x, text[max(0, i - self.order) : i]) for i, x in enumerate(text)]


def exact_information(probabilities):
    return [mpmath.inf if p == 0 else -mpmath.log(mpmath.mpf(p.numerator) / p.denominator, 2) for p in probabilities]


@st.composite
def texts(draw, least=0, kinds=("abcd", STRANGE, b"ab\x00\xff")):
    """A text, another that can hold one symbol more, and an alphabet for the first, in any order, perhaps too large."""
    symbols = draw(st.sampled_from(kinds))
    known = st.integers(0, len(symbols) - 2)
    text = draw(st.lists(known, min_size=1, max_size=30))
    other = draw(st.lists(st.integers(0, len(symbols) - 1), min_size=least, max_size=30))
    alphabet = draw(st.permutations(sorted({*text, *draw(st.lists(known))})))
    return [symbols[:0].join(symbols[i : i + 1] for i in places) for places in (text, other, alphabet)]


MODELS = st.tuples(st.sampled_from(ORDERS), st.one_of(st.sampled_from(LAMBDAS), st.floats(1e-300, 100)))


# Known values


def test_a_model_says_what_it_is():
    assert repr(NGramModel(2, 0.0123456789).fit("abc")) == "NGramModel(order=2, smoothing=0.0123456789)"


def test_abracadabra():
    model = NGramModel(order=1, smoothing=0).fit("abracadabra")
    assert model.alphabet == "abcdr"
    assert model.distribution().tolist() == [5 / 11, 2 / 11, 1 / 11, 1 / 11, 2 / 11]
    # a is followed by b, c, d, b and, at the end, by nothing
    assert model.distribution("a").tolist() == [0, 0.5, 0.25, 0.25, 0]
    assert model.distribution("b").tolist() == [0, 0, 0, 0, 1]
    log = math.log2(11 / 5)
    np.testing.assert_allclose(model.information("abracadabra"), [log, 1, 0, 0, 2, 0, 2, 0, 1, 0, 0], rtol=1e-15)
    assert model.cross_entropy("abracadabra") == pytest.approx((log + 6) / 11, rel=1e-15)
    assert model.bits_per_byte("abracadabra") == pytest.approx((log + 6) / 11, rel=1e-15)


def test_lambda_is_added_to_each_count():
    model = NGramModel(order=1, smoothing=2).fit("abracadabra")
    assert model.distribution("a").tolist() == [2 / 14, 4 / 14, 3 / 14, 3 / 14, 2 / 14]
    assert model.distribution("d").tolist() == [3 / 11, 2 / 11, 2 / 11, 2 / 11, 2 / 11]


def test_the_first_symbols_are_predicted_from_those_there_are():
    model = NGramModel(order=3, smoothing=0).fit("aabaac")
    # a: 4 of 6; a after a: 2 of 4; b after aa: 1 of 2; a after aab
    assert model.information("aaba") == pytest.approx([-math.log2(4 / 6), 1, 1, 0], rel=1e-15)


def test_a_model_without_memory_has_the_entropy_of_the_counts():
    text = load_text("en")
    counts = np.array([text.count(symbol) for symbol in sorted(set(text))])
    model = NGramModel(order=0, smoothing=0).fit(text)
    assert model.cross_entropy(text) == pytest.approx(entropy(counts / len(text)), rel=1e-12)


def test_an_alphabet_of_one_symbol_costs_nothing():
    for order in ORDERS:
        for smoothing in LAMBDAS:
            model = NGramModel(order, smoothing).fit("aaa")
            assert model.distribution().tolist() == [1.0]
            assert model.information("aaaaaaaa").tolist() == [0.0] * 8
            assert not np.signbit(model.information("aaaaaaaa")).any()


# The definition


@given(texts(), MODELS)
@examples(600)
def test_information_is_exact_to_12_digits(chosen, settings):
    (text, other, alphabet), (order, smoothing) = chosen, settings
    model, by_hand = NGramModel(order, smoothing).fit(text, alphabet), CountedByHand(order, smoothing, text, alphabet)
    for priced in (text, other):
        information = model.information(priced)
        assert information.shape == (len(priced),) and information.dtype == np.float64
        for value, exact in zip(information, exact_information(by_hand.probabilities(priced)), strict=True):
            assert_close(value, exact, 2)


@given(texts(), MODELS)
@examples(300)
def test_a_distribution_is_exact_to_14_digits_and_sums_to_1(chosen, settings):
    (text, other, alphabet), (order, smoothing) = chosen, settings
    model, by_hand = NGramModel(order, smoothing).fit(text, alphabet), CountedByHand(order, smoothing, text, alphabet)
    contexts = {source[i : i + length] for source in (text, other) for length in range(order + 1) for i in range(9)}
    for context in contexts:
        q = model.distribution(context)
        assert q.shape == (len(alphabet),) and q.dtype == np.float64
        assert abs(math.fsum(q) - 1) <= 1e-15
        exact = [float(by_hand.probability(symbol, context)) for symbol in alphabet]
        assert q.tolist() == pytest.approx(exact, rel=1e-14, abs=0)


@given(texts(least=1), MODELS)
@examples(300)
def test_information_is_that_of_the_distribution_after_what_came_before(chosen, settings):
    (text, other, alphabet), (order, smoothing) = chosen, settings
    model = NGramModel(order, smoothing).fit(text, alphabet)
    costs = []
    for i, symbol in enumerate(other):
        q = model.distribution(other[max(0, i - order) : i])
        costs.append(self_information(q[alphabet.index(symbol)]) if symbol in alphabet else math.inf)
    np.testing.assert_allclose(model.information(other), costs, rtol=1e-12, atol=1e-15)


@given(texts(least=1), MODELS)
@examples(300)
def test_information_adds_up_to_that_of_the_product(chosen, settings):
    (text, other, alphabet), (order, smoothing) = chosen, settings
    model, by_hand = NGramModel(order, smoothing).fit(text, alphabet), CountedByHand(order, smoothing, text, alphabet)
    [total] = exact_information([math.prod(by_hand.probabilities(other))])
    assert_close(float(model.information(other).sum()), total, 2)
    assert_close(model.cross_entropy(other) * len(other), total, 2)


@pytest.mark.parametrize("language", ["en", "es", "ko", "th", "vi"])
@pytest.mark.parametrize("kind", [str, str.encode])
def test_the_declarations_are_priced_as_by_hand(language, kind):
    text = load_text(language)
    half, rest = kind(text[: len(text) // 2]), kind(text[len(text) // 2 :])
    alphabet = bytes(range(256)) if isinstance(half, bytes) else "".join(sorted(set(text), reverse=True))
    for order in ORDERS:
        by_hand, logarithms = CountedByHand(order, Fraction(1, 2), half, alphabet), {}
        totals = {context: sum(followers.values()) for context, followers in by_hand.followers.items()}
        costs = []
        for i, symbol in enumerate(rest):
            context = rest[max(0, i - order) : i]
            followed, seen = by_hand.followers.get(context, {}).get(symbol, 0), totals.get(context, 0)
            ratio = (2 * followed + 1, 2 * seen + len(alphabet))
            costs.append(logarithms.setdefault(ratio, -math.log2(Fraction(*ratio))))
        model = NGramModel(order, 0.5).fit(half, alphabet)
        np.testing.assert_allclose(model.information(rest), costs, rtol=1e-13)
        assert model.cross_entropy(rest) == pytest.approx(math.fsum(costs) / len(rest), rel=1e-12)
        bytes_taken = len(rest if isinstance(rest, bytes) else rest.encode())
        assert model.bits_per_byte(rest) == pytest.approx(math.fsum(costs) / bytes_taken, rel=1e-12)


# What never was


def test_what_never_followed_costs_infinitely_much_without_smoothing_and_only_then():
    model = NGramModel(order=1, smoothing=0).fit("abab")
    assert model.information("aab").tolist() == [1, math.inf, 0]
    assert model.cross_entropy("aab") == model.bits_per_byte("aab") == math.inf
    assert np.isfinite(NGramModel(order=1, smoothing=1e-300).fit("abab").information("aab")).all()


@pytest.mark.parametrize("smoothing", LAMBDAS)
def test_what_is_not_in_the_alphabet_costs_infinitely_much_and_is_no_context(smoothing):
    model = NGramModel(order=1, smoothing=smoothing).fit("abab")
    assert model.information("xa").tolist() == [math.inf, 1.0]
    assert model.distribution("x").tolist() == [0.5, 0.5]


@pytest.mark.parametrize("smoothing", LAMBDAS)
@pytest.mark.parametrize("context", ["x", "c", "ac", "cc", "ax", "xa"])
def test_after_a_context_that_nothing_followed_all_symbols_are_equally_likely(context, smoothing):
    # c stands at the end only; ax and xa are unseen although a is not
    model = NGramModel(order=2, smoothing=smoothing).fit("abac", alphabet="cabdx")
    np.testing.assert_allclose(model.distribution(context), 0.2, rtol=1e-15)


def test_an_unfollowed_context_is_the_limit_of_a_vanishing_lambda():
    limit = NGramModel(order=1, smoothing=1e-300).fit("abc").distribution("c")
    assert NGramModel(order=1, smoothing=0).fit("abc").distribution("c").tolist() == limit.tolist()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("smoothing", [1e15, 1e300, 1.7e308])
def test_a_large_lambda_makes_all_symbols_equally_likely(order, smoothing):
    model = NGramModel(order, smoothing).fit("abracadabra")
    np.testing.assert_allclose(model.distribution("abracadabra"[:order]), 0.2, rtol=1e-14)
    np.testing.assert_allclose(model.information("abracadabra"), math.log2(5), rtol=1e-14)


@pytest.mark.parametrize("order", ORDERS)
def test_a_text_shorter_than_the_order(order):
    model = NGramModel(order, smoothing=0).fit("ab")
    assert model.information("ab").tolist() == [1.0, 0.0 if order else 1.0]
    assert model.information("").shape == (0,)
    assert model.information("b").tolist() == [1.0]
    # b is at the end of the text: nothing followed it
    assert model.information("bab").tolist() == ([1.0] * 3 if order == 0 else [1.0, 1.0, 0.0 if order == 1 else 1.0])


# Order


@given(texts(kinds=("abc", b"ab\xff")))
@examples(300)
def test_on_its_own_text_a_longer_memory_never_costs_more_without_smoothing(chosen):
    text, *_ = chosen
    models = [NGramModel(order, smoothing=0).fit(text) for order in ORDERS]
    costs = [model.information(text) for model in models]
    for order in range(1, 6):
        # the first symbols are priced alike, and of all models with this memory or less it is the best for the others
        assert costs[order][:order].tolist() == costs[order - 1][:order].tolist()
        for shorter in range(order):
            assert costs[order][order:].sum() <= costs[shorter][order:].sum() + 1e-12
            assert models[order].cross_entropy(text) <= models[shorter].cross_entropy(text) + 1e-12


def test_on_another_text_a_longer_memory_can_cost_more():
    text = load_text("en")
    half, rest = text[: len(text) // 2], text[len(text) // 2 :]
    costs = [NGramModel(order, 0.1).fit(half, "".join(sorted(set(text)))).cross_entropy(rest) for order in ORDERS]
    assert np.argmin(costs) == 2 and costs[5] > costs[2] + 1


# Symbols


def test_a_character_is_a_code_point_whatever_bytes_it_takes():
    model = NGramModel(order=1, smoothing=0).fit(STRANGE)
    assert model.alphabet == "".join(sorted(STRANGE)) and len(model.alphabet) == 9
    assert model.information(STRANGE) == pytest.approx([math.log2(9)] + [0] * 8, rel=1e-15)
    assert model.distribution("😀")[model.alphabet.index("\U0010ffff")] == 1.0
    # a pair of halves is not the character that UTF-16 writes with them
    assert NGramModel(0, 0).fit("😀").information("\ud83d\ude00").tolist() == [math.inf, math.inf]


def test_bytes_have_all_256_symbols_unless_told_otherwise():
    model = NGramModel(order=0, smoothing=1).fit("ñ".encode())
    assert model.alphabet == bytes(range(256))
    assert model.distribution()[[0xC3, 0xB1, 0]].tolist() == [2 / 258, 2 / 258, 1 / 258]
    assert NGramModel(order=0, smoothing=1).fit(b"aab", alphabet=b"ba").distribution().tolist() == [0.4, 0.6]


@given(texts(least=1), MODELS)
@examples(300)
def test_the_order_of_the_alphabet_orders_the_probabilities_and_nothing_else(chosen, settings):
    text, other, alphabet = chosen
    one, two = (NGramModel(*settings).fit(text, letters) for letters in (alphabet, alphabet[::-1]))
    assert one.alphabet == alphabet and two.alphabet == alphabet[::-1]
    assert one.information(other).tolist() == two.information(other).tolist()
    assert one.distribution(other[:0]).tolist() == two.distribution(other[:0])[::-1].tolist()


def test_bits_per_byte_shares_the_total_over_the_bytes_of_utf_8():
    text = "añก😀"  # 1 + 2 + 3 + 4 bytes
    model = NGramModel(order=0, smoothing=0).fit(text)
    assert model.cross_entropy(text) == 2.0
    assert model.bits_per_byte(text) == 0.8
    assert NGramModel(order=0, smoothing=1).fit(b"a").bits_per_byte(b"ab") == pytest.approx(
        -math.log2(2 / 257 * (1 / 257)) / 2, rel=1e-15
    )


def test_strings_of_another_make_are_strings():
    model = NGramModel(np.int64(1), np.float32(0.5)).fit("abab", alphabet=np.str_("ba"))
    assert model.information(np.str_("ab")).tolist() == model.information("ab").tolist()
    assert (type(model.order), type(model.smoothing)) == (int, float)
    assert (
        NGramModel(1, Fraction(1, 2)).fit("abab").distribution("a").tolist() == model.distribution("a")[::-1].tolist()
    )


# Units and types


@pytest.mark.parametrize("base", [math.e, 10, 256])
def test_a_base_is_a_unit(base):
    model = NGramModel(order=1, smoothing=0.5).fit("abracadabra")
    bits = model.information("abacus")
    assert bits[-1] == math.inf
    np.testing.assert_allclose(model.information("abacus", base=base), bits / math.log2(base), rtol=1e-14)
    assert model.cross_entropy("abba", base=base) == pytest.approx(model.cross_entropy("abba") / math.log2(base))


def test_averages_are_floats():
    model = NGramModel(order=1, smoothing=0).fit("aaa")
    for value in (model.cross_entropy("aa"), model.bits_per_byte("aa")):
        assert type(value) is float and value == 0.0 and math.copysign(1, value) == 1


# The model as a thing


def test_fit_returns_the_model_and_fitting_again_replaces():
    model = NGramModel(order=2, smoothing=1)
    assert model.alphabet is None
    assert model.fit("abab") is model
    model.fit(b"cdcdcd", alphabet=b"dc")
    fresh = NGramModel(order=2, smoothing=1).fit(b"cdcdcd", alphabet=b"dc")
    assert model.alphabet == b"dc"
    assert model.information(b"dccd").tolist() == fresh.information(b"dccd").tolist()


@pytest.mark.parametrize(("text", "alphabet"), [("", "ab"), ("abc", "ab"), ("ab", "aab"), ("ab", b"ab"), (5, "ab")])
def test_a_refused_text_leaves_the_model_as_it_was(text, alphabet):
    model = NGramModel(order=1, smoothing=1).fit("xyxyy")
    before = model.distribution("x").tolist()
    with pytest.raises((TypeError, ValueError)):
        model.fit(text, alphabet)
    assert model.alphabet == "xy" and model.distribution("x").tolist() == before


def test_a_distribution_is_the_callers_own():
    model = NGramModel(order=1, smoothing=0).fit("abab")
    for context in ("a", "b", None):
        model.distribution(context)[:] = 7
    assert model.distribution("a").tolist() == [0, 1] and model.distribution().tolist() == [0.5, 0.5]


# Samples


def test_a_sample_is_the_same_for_the_same_seed():
    model = NGramModel(order=2, smoothing=0.1).fit(load_text("en"))
    first, second, third = (model.sample(200, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert type(first) is str and len(first) == 200
    assert first == second != third
    # each symbol takes one number: a longer sample goes on where a shorter one ends
    assert model.sample(300, np.random.default_rng(1))[:200] == first
    rng, same = np.random.default_rng(5), np.random.default_rng(5)
    model.sample(17, rng), same.random(17)
    assert rng.random() == same.random()


@pytest.mark.parametrize("order", ORDERS)
def test_a_sample_holds_only_what_is_possible(order):
    model = NGramModel(order, smoothing=0).fit("abracadabra", alphabet="zrydxcwbva")
    text = model.sample(500, np.random.default_rng(order))
    # what is not in the text has no chance, but after the end of the text, where nothing followed, all have
    for i, symbol in enumerate(text):
        assert model.distribution(text[max(0, i - order) : i])[model.alphabet.index(symbol)] > 0


class Drawn(np.random.Generator):
    """A generator that always draws the same number."""

    def __init__(self, number):
        super().__init__(np.random.PCG64(0))
        self.number = number

    def random(self):
        return self.number


@pytest.mark.parametrize(
    ("number", "drawn"), [(0.0, "b"), (math.nextafter(0.25, 0), "b"), (0.25, "d"), (1 - 2**-53, "d")]
)
def test_the_smallest_and_the_largest_draw_fall_on_a_possible_symbol(number, drawn):
    model = NGramModel(order=0, smoothing=0).fit("dbdd", alphabet="abcde")
    assert model.sample(3, Drawn(number)) == drawn * 3


def test_a_draw_beyond_a_sum_that_rounding_left_below_1_falls_on_the_last_symbol():
    model = NGramModel(order=0, smoothing=0).fit("abcdefghij")
    assert model.distribution().cumsum()[-1] < 1
    assert model.sample(3, Drawn(1 - 2**-53)) == "jjj"


@pytest.mark.parametrize("text", ["abracadabra" * 3, b"abracadabra" * 3])
def test_the_symbols_of_a_sample_are_as_frequent_as_the_model_says(text):
    letters = "abcdr" if isinstance(text, str) else b"abcdr"
    model = NGramModel(order=1, smoothing=0.5).fit(text, alphabet=letters)
    drawn = model.sample(20_000, np.random.default_rng(3))
    assert type(drawn) is type(text)
    for i in range(5):
        context = letters[i : i + 1]
        followers = Counter(after for before, after in zip(drawn, drawn[1:], strict=False) if before == context[0])
        shares = [followers[letter] / followers.total() for letter in letters]
        # six standard deviations
        q = model.distribution(context)
        assert (np.abs(shares - q) <= 6 * np.sqrt(q * (1 - q) / followers.total())).all()


def test_an_empty_sample_is_of_the_kind_that_was_fitted():
    rng = np.random.default_rng(0)
    assert NGramModel(1, 0).fit("ab").sample(0, rng) == ""
    assert NGramModel(1, 0).fit(b"ab").sample(0, rng) == b""
