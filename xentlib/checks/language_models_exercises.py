"""Exercises on language models: perplexity, counts, codes, and what can be compared."""

import math
from types import SimpleNamespace

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise, numbers
from xentlib.checks.rules import is_above, not_negative, sum_to_one, told_apart, told_sum
from xentlib.coding import arithmetic_encode
from xentlib.information import self_information
from xentlib.language import NGramModel

MODEL = NGramModel(order=0, smoothing=0).fit("AAABBC")  # weights 3, 2, 1
CODED = "BACABA"
SURPRISE = MODEL.information(CODED).sum()

MOSTLY_A = "AAAABAAAAA"
LARGEST_LOSS = 20  # nats per token: no exponential overflows
MOST_TOKENS = 1_000_000_000


def _perplexity(q):
    return np.exp(-np.mean(np.log(q), axis=-1))


def _smoothed(counts, lam):
    return (counts + lam) / np.sum(counts + lam, axis=-1, keepdims=True)


def _total(counts):
    return np.sum(counts, axis=-1, keepdims=True)


def _bits_per_byte(nats, tokens, size):
    return nats / math.log(2) * tokens / size


def _two_models(answer):
    """Loss in nats per token and number of tokens, of each of two models, or None."""
    models = numbers(answer, 2, 2)
    if models is None:
        return None
    losses, tokens = models.T
    whole = tokens == np.round(tokens)
    fits = (losses > 0) & (losses <= LARGEST_LOSS) & (tokens >= 1) & (tokens <= MOST_TOKENS) & whole
    return models if np.all(fits) else None


def _perplexities(models):
    """Per token, as they are shown."""
    return told_apart(*np.exp(models[:, 0]))


def _totals(models):
    """In bits, as they are shown."""
    return told_apart(*models.prod(axis=1) / math.log(2), decimals=1)


def _told_totals(models):
    first, second = _totals(models)
    return f"model 1 sends {first} bits in all, model 2 {second}"


def _surprise(q):
    """Of the text that is mostly A, in bits."""
    return sum(self_information(q["ABC".index(letter)]) for letter in MOSTLY_A)


def _digits(q):
    """How many binary digits the arithmetic code of the text that is mostly A has."""
    model = SimpleNamespace(alphabet="ABC", order=0, distribution=lambda before: q)
    return len(arithmetic_encode(MOSTLY_A, model))


EXERCISES = {
    "length of a code": ValueExercise(
        right=len(arithmetic_encode(CODED, MODEL)),
        mistakes=(
            Mistake(SURPRISE, "that is the surprise; binary digits come whole, rounded once for the text"),
            Mistake(round(SURPRISE, 2), "that is the surprise, as the figure shows it; binary digits come whole"),
            Mistake(math.ceil(SURPRISE), "the surprise rounded up; but no piece of that width lies inside the part"),
            Mistake(
                math.floor(SURPRISE), "fewer digits than bits of surprise; so wide a piece does not fit into the part"
            ),
            Mistake(2 * len(CODED), "more than it takes: two whole bits for each letter, or the bound of 2 rounded up"),
        ),
        unit="binary digits",
        remark=f"{SURPRISE:.4f} bits of surprise, and less than 2 more for rounding the whole text, once.",
    ),
    "perplexity of a set": FunctionExercise(
        right=_perplexity,
        cases=(
            ([0.5, 0.25, 0.1],),
            ([0.4, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3, 0.2, 0.2, 0.1],),
            ([1.0, 1.0],),
            ([0.5, 0.0],),
            ([0.1] * 400,),
            ([[0.5, 0.5, 0.5], [0.25, 0.125, 0.125]],),
            ([[0.2, 0.5, 0.5], [0.5, 0.0, 0.5]],),
        ),
        mistakes=(
            Mistake(
                lambda q: np.exp(-np.sum(np.log(q), axis=-1) / len(q)),
                "len counts the rows of a table; the samples are the last axis",
            ),
            Mistake(
                lambda q: np.prod(q, axis=-1) ** (-1 / np.shape(q)[-1]),
                "so small a product is rounded to 0; take the mean of the logs instead",
            ),
            Mistake(
                lambda q: 2 ** -np.mean(np.log(q), axis=-1), "2 is raised to nats; 2 belongs to bits, and e to nats"
            ),
            Mistake(lambda q: np.exp(-np.mean(np.log2(q), axis=-1)), "e is raised to bits; 2 belongs to bits"),
            Mistake(
                lambda q: np.mean(1 / q, axis=-1), "the mean of the exponentials; the exponential of the mean was asked"
            ),
            Mistake(lambda q: 1 / np.mean(q, axis=-1), "one over the mean of q; the mean is taken of the logs"),
            Mistake(lambda q: np.exp(-np.sum(np.log(q), axis=-1)), "the sum of the losses, where their mean belongs"),
            Mistake(lambda q: -np.mean(np.log(q), axis=-1), "that is the loss in nats, without the exponential"),
            Mistake(lambda q: -np.mean(np.log2(q), axis=-1), "that is the loss in bits, without the exponential"),
            Mistake(
                lambda q: np.exp(np.mean(np.log(q), axis=-1)),
                "the minus sign is missing: that is the geometric mean of q",
            ),
            Mistake(lambda q: np.exp(-np.mean(np.log(q + 1e-12), axis=-1)), "a tiny number inside the log hides the ∞"),
            Mistake(
                lambda q: np.exp(-np.mean(np.where(q > 0, np.log(q), 0), axis=-1)),
                "the surprise at q = 0 is ∞, not 0",
            ),
            Mistake(
                lambda q: np.exp(-np.mean(np.log(q[q > 0]))), "a q of 0 may not be left out: it makes the perplexity ∞"
            ),
            Mistake(
                lambda q: math.exp(-sum(math.log(share) for share in q) / len(q)),
                "math.log(0) is an error; np.log(0) gives −∞",
            ),
            Mistake(lambda q: np.exp(-np.mean(np.log(q), axis=0)), "the samples are the last axis: axis=-1"),
            Mistake(lambda q: np.exp(-np.mean(np.log(q))), "the mean runs over all rows; each row is a set of its own"),
        ),
        unit="equally likely choices",
        remark="From nats or from bits it is the same number; one q of 0 makes it ∞.",
    ),
    "smoothed counts": FunctionExercise(
        right=_smoothed,
        cases=(
            ([6, 1, 1, 0], 0.5),
            ([3, 1], 1.0),
            ([142, 122, 0, 0], 0.001),
            ([0, 0, 0, 0], 0.5),
            ([3, 1], 0.0),
            ([[3, 1, 0], [0, 0, 0]], 1.0),
            ([[3, 1, 2], [5, 0, 1]], 0.5),
        ),
        mistakes=(
            Mistake(
                lambda counts, lam: (counts + lam) / (_total(counts) + lam),
                "the denominator needs λ once for each of the K symbols; these shares do not sum to 1",
            ),
            Mistake(
                lambda counts, lam: (counts + lam) / _total(counts),
                "the denominator has no λ; these shares do not sum to 1",
            ),
            Mistake(
                lambda counts, lam: counts / _total(counts) + lam,
                "λ is added to the shares; it belongs to the counts, and the sum must stay 1",
            ),
            Mistake(lambda counts, lam: counts / _total(counts), "λ is not in it: a zero stays a zero"),
            Mistake(
                lambda counts, lam: np.maximum(counts, lam) / _total(np.maximum(counts, lam)),
                "only the zeros are raised; every count gets λ",
            ),
            Mistake(
                lambda counts, lam: np.where(
                    np.any(counts == 0, axis=-1, keepdims=True), _smoothed(counts, lam), counts / _total(counts)
                ),
                "λ comes only where a context has a zero; it belongs in every context",
            ),
            Mistake(
                lambda counts, lam: (counts + lam) / (_total(counts) + lam * _total(counts > 0)),
                "K is the number of all symbols, also of those that never came; these shares do not sum to 1",
            ),
            Mistake(lambda counts, lam: counts + lam, "those are the raised counts; divide them by their sum"),
            Mistake(
                lambda counts, lam: (1 - lam) * counts / _total(counts) + lam / counts.shape[-1],
                "that mixes in a share λ of 1/K, as label smoothing does; here λ is added to each count",
            ),
            Mistake(lambda counts, lam: -np.log2(_smoothed(counts, lam)), "those are surprises in bits"),
            Mistake(
                lambda counts, lam: (counts + lam) / (_total(counts) + lam * len(counts)),
                "len counts the rows of a table; K is the length of the last axis",
            ),
            Mistake(
                lambda counts, lam: (counts + lam) / np.sum(counts + lam, axis=-1),
                "the sums lie along the wrong axis; use keepdims=True",
            ),
            Mistake(
                lambda counts, lam: (counts + lam) / np.sum(counts + lam),
                "the sum runs over all contexts; each row has its own",
            ),
        ),
        unit="as shares",
        remark="With λ above 0 a context never met gives every symbol 1/K, and each row sums to 1.",
    ),
    "bits per byte": FunctionExercise(
        right=_bits_per_byte,
        cases=(
            (3.0, 1000, 4000),
            (2.0, 700, 500),
            (0.0, 10, 40),
            (math.inf, 10, 40),
            ([3.0, 2.5], [1000, 1400], [4000, 4000]),
        ),
        mistakes=(
            Mistake(lambda nats, tokens, size: nats * tokens / size, "nats, where bits were asked"),
            Mistake(
                lambda nats, tokens, size: nats * math.log(2) * tokens / size,
                "multiplied by ln 2; a nat is 1 / ln 2 bits, so there are more bits than nats",
            ),
            Mistake(lambda nats, tokens, size: nats / math.log(2), "bits per token, not yet per byte"),
            Mistake(lambda nats, tokens, size: nats / math.log(2) * tokens, "that is the total in bits, not per byte"),
            Mistake(
                lambda nats, tokens, size: nats / math.log(2) / size,
                "one token's bits over all bytes; the total is loss times tokens",
            ),
            Mistake(
                lambda nats, tokens, size: nats / math.log(2) * size / tokens, "tokens and bytes have changed places"
            ),
            Mistake(
                lambda nats, tokens, size: nats / math.log(2) / 8,
                "a byte is no unit of surprise here: divide by the number of bytes, not by 8",
            ),
            Mistake(
                lambda nats, tokens, size: nats / math.log(2) * tokens / size / 8,
                "the 8 bits of a byte are storage, not surprise: divide by the number of bytes alone",
            ),
            Mistake(
                lambda nats, tokens, size: _bits_per_byte(nats, tokens, size) * 8,
                "times 8 is too much: bits over bytes are bits per byte already",
            ),
            Mistake(
                lambda nats, tokens, size: np.log2(nats) * tokens / size,
                "that is the logarithm of the loss; a unit is changed by a factor",
            ),
            Mistake(
                lambda nats, tokens, size: np.log2(nats),
                "that is the logarithm of the loss; a unit is changed by a factor, and the bytes are not in it",
            ),
            Mistake(
                lambda nats, tokens, size: nats * round(1 / math.log(2), 4) * tokens / size,
                "the factor is rounded; write 1 / np.log(2)",
            ),
            Mistake(lambda nats, tokens, size: np.exp(nats), "that is the perplexity per token"),
            Mistake(
                lambda nats, tokens, size: 2 ** _bits_per_byte(nats, tokens, size), "that is the perplexity per byte"
            ),
        ),
        unit="bits per byte",
        remark="The tokens are gone from the unit: so it compares models that cut one text differently, "
        "if each prices all of it.",
    ),
    "cheaper per token": ConstructionExercise(
        read=_two_models,
        form=f"Give two rows: a loss above 0, at most {LARGEST_LOSS} nats per token, "
        f"and a whole number of tokens, from 1 to {MOST_TOKENS}.",
        rules=(
            Rule(
                lambda models: is_above(_perplexities(models)[::-1]),
                lambda models: (
                    f"Model 1 has perplexity {_perplexities(models)[0]} per token, model 2 "
                    f"{_perplexities(models)[1]}: model 1 must have the lower one."
                ),
                [[2, 10], [1, 10]],
            ),
            Rule(
                lambda models: is_above(_totals(models)),
                lambda models: f"Here {_told_totals(models)}: model 1 must need more.",
                [[1, 10], [2, 10]],
            ),
        ),
        remark=lambda models: (
            f"Perplexity {_perplexities(models)[0]} against {_perplexities(models)[1]} per token, "
            f"yet {_told_totals(models)}. Perplexities per different tokens do not compare."
        ),
    ),
    "under one bit": ConstructionExercise(
        read=lambda answer: not_negative(answer, 3),
        form="Give three numbers of at least 0: the probabilities of A, B and C.",
        rules=(
            Rule(
                sum_to_one,
                lambda q: f"Your numbers sum to {told_sum(q)}; probabilities sum to 1.",
                [9, 1, 0],
            ),
            Rule(
                lambda q: _surprise(q) < math.inf,
                lambda q: "The surprise is ∞ bits: a letter of the text has probability 0.",
                [1, 0, 0],
            ),
            Rule(
                lambda q: _digits(q) < len(MOSTLY_A),
                lambda q: (
                    f"The text costs {_surprise(q):.4f} bits, and its code takes {_digits(q)} digits "
                    f"for {len(MOSTLY_A)} letters."
                ),
                [0.5, 0.25, 0.25],
            ),
        ),
        remark=lambda q: (
            f"{_digits(q)} digits for {len(MOSTLY_A)} letters, less than a whole bit each: "
            f"the surprise is {_surprise(q):.4f} bits. (A model that is fitted to the text must be sent, too.)"
        ),
    ),
}
