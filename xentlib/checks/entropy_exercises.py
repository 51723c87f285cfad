"""Exercises on entropy: the average surprise, and codes that come near it."""

import math
from dataclasses import dataclass

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise, numbers
from xentlib.checks.rules import ROUNDING, YES_NO, probabilities, smallest_and_sum, sum_to_one, told, yes_no
from xentlib.coding import expected_length, huffman_code, kraft_sum
from xentlib.information import bernoulli, cross_entropy, entropy, kl_divergence, self_information

SOURCE = [0.4, 0.3, 0.2, 0.1]
BEST = expected_length(SOURCE, [len(word) for word in huffman_code(SOURCE)])
COIN = bernoulli(0.25)
WIDTH = 0.25  # in metres
COLOURS = np.array([8, 4, 3, 1]) / 16
PRIZES = np.array([0, 10, 20, 30])
VARIANCE = np.dot(COLOURS, (PRIZES - np.dot(COLOURS, PRIZES)) ** 2)
RARE, DULL = 6, 0.5  # in bits
LONGEST = 20  # digits of a word


def _terms(p):
    return np.asarray(p) * -np.log2(np.where(np.greater(p, 0), p, 1))


def _per_letter(counts, p):
    """−(1/N) log₂ P of a run with these counts: the cost of its own shares under P."""
    return cross_entropy(_shares(counts), p)


def _shares(counts):
    return counts / np.sum(counts, axis=-1, keepdims=True)


def _for_the_run(counts, p):
    return _per_letter(counts, p) * np.sum(counts, axis=-1)


def _for_any_order(counts, p):
    """−(1/N) log₂ of the probability of the counts: that of one run, times the number of its orders."""
    ln_factorial = np.vectorize(lambda n: math.lgamma(n + 1))
    run = np.sum(counts, axis=-1)
    ln_orders = ln_factorial(run) - np.sum(ln_factorial(counts), axis=-1)
    return _per_letter(counts, p) - ln_orders / math.log(2) / run


def _impossible_for_nothing(counts, p):
    """The cost if an impossible letter that came is left out."""
    return -np.sum(_shares(counts) * np.log2(np.where(np.greater(p, 0), p, 1)), axis=-1)


@dataclass(frozen=True)
class _Code:
    """Word lengths for the letters of a source."""

    p: np.ndarray
    lengths: np.ndarray

    @property
    def no_length(self):
        """The first number that is no length of a word here, or None."""
        return next((length for length in self.lengths if length not in range(1, LONGEST + 1)), None)

    @property
    def has_words(self):
        """Are there digits 0 and 1 where a length was asked?"""
        odd = [length for length in self.lengths if not 1 <= length <= LONGEST]
        return bool(odd) and all(set(f"{length:.13g}") <= {"0", "1"} for length in self.lengths)

    @property
    def expected_length(self):
        return expected_length(self.p, self.lengths)

    @property
    def gap(self):
        return self.expected_length - entropy(self.p)

    @property
    def told_kraft_sum(self):
        return f"Kraft's sum is {told(kraft_sum(self.lengths), 1)}"

    @property
    def compared(self):
        return f"L = {self.expected_length:.4f} bits against H(P) = {entropy(self.p):.4f} bits"


def _for_the_source(answer):
    """A code for the source of the notebook, or None."""
    lengths = numbers(answer, 4)
    return None if lengths is None else _Code(np.array(SOURCE), lengths)


def _source_and_code(answer):
    rows = answer.tolist() if isinstance(answer, np.ndarray) else answer
    if not isinstance(rows, list | tuple) or len(rows) != 2:
        return None
    source, lengths = probabilities(rows[0], 4), numbers(rows[1], 4)
    return None if source is None or lengths is None else _Code(source, lengths)


def _rarest(p):
    """The largest surprise of an outcome that can come."""
    return self_information(np.min(p[p > 0]))


def _code_rules(unlike):
    """Words of whole digits that fit into the code space; `unlike` makes an answer of lengths."""
    return (
        Rule(
            lambda code: code.no_length is None,
            lambda code: f"{code.no_length:.13g} is no length here: give whole numbers from 1 to {LONGEST}.",
            unlike([1.5, 2, 2.5, 3.5]),
        ),
        Rule(
            lambda code: kraft_sum(code.lengths) <= 1,
            lambda code: f"{code.told_kraft_sum}, more than 1: no prefix code has these lengths ({code.compared}).",
            unlike([1, 2, 2, 3]),
        ),
    )


EXERCISES = {
    "build a code": ConstructionExercise(
        read=_for_the_source,
        form="Give 4 numbers: the lengths of the words of A, B, C and D.",
        rules=(
            Rule(
                lambda code: not code.has_words,
                lambda code: "These are words; count their digits.",
                [0, 10, 110, 111],
            ),
            *_code_rules(lambda lengths: lengths),
            Rule(
                lambda code: bool(np.all(np.diff(code.lengths) >= 0)),
                lambda code: f"{code.compared}: a frequent letter has a longer word than a rare one.",
                [3, 3, 2, 1],
            ),
            Rule(
                lambda code: math.isclose(code.expected_length, BEST),
                lambda code: f"{code.compared}, and {code.told_kraft_sum}: a code can be shorter.",
                [2, 2, 2, 2],
            ),
        ),
        remark=lambda code: f"{code.compared}: no prefix code for these letters is shorter.",
    ),
    "beat H": ConstructionExercise(
        read=_source_and_code,
        form="Give two lists of 4 numbers: the probabilities, then the lengths.",
        rules=(
            Rule(
                lambda code: sum_to_one(code.p) and bool(np.all(code.p > 0)),
                lambda code: (
                    f"The first list must be probabilities, above 0 and with the sum 1: {smallest_and_sum(code.p)}."
                ),
                [[0.5, 0.3, 0.2, 0.1], [1, 2, 3, 3]],
            ),
            *_code_rules(lambda lengths: [SOURCE, lengths]),
            Rule(
                lambda code: math.isclose(code.gap, 0, abs_tol=ROUNDING),
                lambda code: f"{code.compared}: a code, and it lies {code.gap:.3g} bits above the floor.",
                [SOURCE, [1, 2, 3, 3]],
            ),
        ),
        remark=lambda code: (
            f"{code.compared}, and {code.told_kraft_sum}: the floor is met, with whole digits. "
            "A shorter L needs a Kraft's sum above 1: nobody beats H."
        ),
    ),
    "read the average": ValueExercise(
        right=entropy(COIN),
        mistakes=(
            Mistake(float(np.mean(self_information(COIN))), "the plain mean; each side counts as often as it comes"),
            Mistake(float(np.max(self_information(COIN))), "that is I(heads), the surprise of the rare side alone"),
            Mistake(float(np.min(self_information(COIN))), "that is I(tails), the surprise of the common side alone"),
            Mistake(float(np.sum(self_information(COIN))), "the sum of both surprises; an average was asked"),
            Mistake(float(_terms(COIN)[1]), "that is what heads adds; tails adds its part as well"),
            Mistake(float(_terms(COIN)[0]), "that is what tails adds; heads adds its part as well"),
            Mistake(-entropy(COIN), "the minus sign is missing"),
            Mistake(entropy(COIN, base=math.e), "nats, where bits were asked"),
        ),
        unit="bits",
        remark=f"Heads would bring {self_information(0.25):.4f} bits, but counts for a quarter.",
    ),
    "a tidy box": ValueExercise(
        right=entropy(COLOURS),
        mistakes=(
            Mistake(0, "entropy is not disorder: sorted or shaken, the shares of the colours are the same"),
            Mistake(VARIANCE, "that is the variance of the prizes; no values are in H(P), only probabilities"),
            Mistake(math.sqrt(VARIANCE), "that is how widely the prizes spread; no values are in H(P)"),
            Mistake(entropy(np.full(4, 1 / 4)), "that is for four colours equally likely"),
            Mistake(
                math.log2(16), "log₂ 16, for the single ball, or the number of colours; the share of each colour counts"
            ),
            Mistake(-entropy(COLOURS), "the minus sign is missing"),
            Mistake(
                float(np.mean(self_information(COLOURS))), "the plain mean; each colour has the weight of its share"
            ),
            Mistake(float(np.dot(COLOURS, PRIZES)), "that is the mean of the prizes; no values are in H(P)"),
            Mistake(16 * entropy(COLOURS), "counts for shares; divide by the number of balls"),
            Mistake(entropy(COLOURS, base=math.e), "nats, where bits were asked"),
        ),
        unit="bits",
        remark="Neither the order in the box nor the prizes are in the formula.",
    ),
    "a narrow density": ValueExercise(
        right=math.log2(WIDTH),
        mistakes=(
            Mistake(-math.log2(WIDTH), "the sign: the density is above 1, so −log of it is negative"),
            Mistake(0.0, "h has no floor at 0; only entropies of outcomes that can be counted have"),
            Mistake(1 / WIDTH, "that is the density itself; its −log₂ was asked"),
            Mistake(WIDTH, "that is the width; its log₂ was asked"),
            Mistake(math.log(WIDTH), "nats, where bits were asked"),
            Mistake(-math.log(WIDTH), "nats, and with the wrong sign"),
            Mistake(math.log2(100 * WIDTH), "that is h in centimetres; the unit of length was the metre"),
            Mistake(-math.log2(100 * WIDTH), "that is in centimetres, and with the wrong sign"),
        ),
        unit="bits",
        remark=f"Below 0, and no error; in centimetres it is {math.log2(100 * WIDTH):.4f} bits.",
    ),
    "average surprise": FunctionExercise(
        right=entropy,
        cases=(
            ([0.5, 0.25, 0.125, 0.125],),
            ([0.7, 0.2, 0.1],),
            ([0.0, 1.0, 0.0],),
            ([0.5, 0.5, 0.0],),
            ([[0.5, 0.5], [0.1, 0.9], [0.2, 0.8]],),
            ([[0.5, 0.25, 0.25], [0.5, 0.5, 0.0]],),
        ),
        mistakes=(
            Mistake(lambda p: entropy(p, base=math.e), "natural log for bits"),
            Mistake(lambda p: -entropy(p), "the minus sign is missing"),
            Mistake(lambda p: yes_no(p, p).sum(axis=-1) / math.log(2), YES_NO),
            Mistake(
                lambda p: np.mean(-np.log2(p), axis=-1), "the plain mean of the surprises; the weights are missing"
            ),
            Mistake(lambda p: -np.sum(np.log2(p), axis=-1), "the plain sum of the surprises; the weights are missing"),
            Mistake(lambda p: np.mean(_terms(p), axis=-1), "the weights make it a mean already; do not divide by K"),
            Mistake(
                lambda p: -np.log2(np.sum(np.square(p), axis=-1)),
                "the log of a mean, where the mean of the logs was asked",
            ),
            Mistake(
                lambda p: np.max(-np.log2(np.where(p > 0, p, 1)), axis=-1),
                "the surprise of the rarest outcome; a rare outcome is rarely counted",
            ),
            Mistake(lambda p: 1 - np.sum(np.square(p), axis=-1), "1 − Σp² is another measure, without a logarithm"),
            Mistake(
                lambda p: np.log2(np.shape(p)[-1]) + 0 * np.sum(p, axis=-1),
                "log K is the ceiling; only equally likely outcomes reach it",
            ),
            Mistake(
                lambda p: -np.sum(np.multiply(p, np.log2(p)), axis=-1),
                "0 · log 0 counts as 0: leave out what has no weight",
            ),
            Mistake(
                lambda p: np.nan_to_num(-np.sum(np.multiply(p, np.log2(p)), axis=-1)),
                "only the term with p = 0 is nothing, not the whole sum",
            ),
            Mistake(lambda p: np.sum(_terms(p)), "one number for each source: sum over the last axis only"),
            Mistake(lambda p: np.sum(_terms(p), axis=0), "summed across the sources; the outcomes are the last axis"),
            Mistake(
                lambda p: entropy(p / np.sum(p, axis=0), axis=0),
                "scipy's entropy takes columns, and makes each sum to 1; axis=-1 takes rows",
            ),
            Mistake(
                lambda p: np.sum(_terms(p), axis=1), "only a table has an axis 1; axis=-1 takes one source or many"
            ),
            Mistake(_terms, "the terms, not their sum"),
        ),
        unit="bits",
        remark="It holds for zeros and for many sources.",
    ),
    "surprise per letter": FunctionExercise(
        right=_per_letter,
        cases=(
            ([5, 3], [0.25, 0.75]),
            ([10, 0, 0, 0], SOURCE),
            ([2, 1, 0], [0.5, 0.5, 0.0]),
            ([1, 1], [1.0, 0.0]),
            ([[4, 3, 2, 1], [5, 0, 0, 0], [0, 0, 1, 1]], SOURCE),
            ([[2, 1, 0], [1, 0, 3]], [0.5, 0.5, 0.0]),
        ),
        mistakes=(
            Mistake(_for_the_run, "that is the whole run; divide by the number of letters drawn"),
            Mistake(
                lambda counts, p: _for_the_run(counts, p) / np.size(p),
                "divided by the number of kinds of letters, not of letters drawn",
            ),
            Mistake(lambda counts, p: -_per_letter(counts, p), "the minus sign is missing"),
            Mistake(lambda counts, p: _per_letter(counts, p) * math.log(2), "natural log for bits"),
            Mistake(
                _impossible_for_nothing,
                "a letter that came although its p is 0 costs ∞: ask whether it came, not whether p > 0",
            ),
            Mistake(
                lambda counts, p: _for_the_run(counts, p) / np.sum(counts),
                "divide by each run's own number of letters: axis=-1 there, too",
            ),
            Mistake(
                lambda counts, p: kl_divergence(_shares(counts), p),
                "the extra cost alone; the whole surprise was asked",
            ),
            Mistake(_for_any_order, "that is for all orders together; one run was asked"),
            Mistake(lambda counts, p: np.mean(-np.log2(p)), "each letter counts as often as it came"),
            Mistake(lambda counts, p: entropy(p), "that is H(P); this run has counts of its own"),
            Mistake(
                lambda counts, p: entropy(_shares(counts)),
                "the entropy of the run's own shares; P says how surprising a letter is",
            ),
            Mistake(
                lambda counts, p: np.prod(np.power(p, counts), axis=-1), "the probability of the run, not its surprise"
            ),
            Mistake(
                lambda counts, p: -np.log2(np.sum(_shares(counts) * p, axis=-1)),
                "the log of a mean, where the mean of the logs was asked",
            ),
            Mistake(
                lambda counts, p: -np.sum(_shares(counts) * np.log2(p), axis=-1),
                "0 · log 0 counts as 0: a letter that never came adds nothing",
            ),
            Mistake(
                lambda counts, p: np.nan_to_num(-np.sum(_shares(counts) * np.log2(p), axis=-1)),
                "nan_to_num throws the whole sum away",
            ),
            Mistake(
                lambda counts, p: np.sum(_per_letter(counts, p)), "one number for each run: sum over the last axis only"
            ),
            Mistake(
                lambda counts, p: np.sum(_for_the_run(counts, p)) / np.sum(counts),
                "all runs as one: sum over the last axis only, above and below",
            ),
        ),
        unit="bits",
        remark="With counts N · p it is exactly H(P); for long runs that p draws it comes near H(P).",
    ),
    "a rare surprise": ConstructionExercise(
        read=lambda answer: probabilities(answer, 4),
        form="Give 4 numbers in a list, without quotes.",
        rules=(
            Rule(
                sum_to_one,
                lambda p: f"Probabilities are at least 0 and sum to 1: {smallest_and_sum(p)}.",
                [0.9, 0.01, 0.01, 0.01],
            ),
            Rule(
                lambda p: _rarest(p) > RARE,
                lambda p: (
                    f"Of what can come, the rarest surprises by {told(_rarest(p), RARE)} bits, not by more than {RARE}."
                ),
                [1, 0, 0, 0],
            ),
            Rule(
                lambda p: entropy(p) < DULL,
                lambda p: f"H(P) is {told(entropy(p), DULL)} bits, not below {DULL}.",
                [0.33, 0.33, 0.33, 0.01],
            ),
        ),
        remark=lambda p: (
            f"The rarest outcome that can come would bring {told(_rarest(p), RARE)} bits, "
            f"and H(P) is only {told(entropy(p), DULL)} bits."
        ),
    ),
}
