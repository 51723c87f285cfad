"""Exercises on information: the surprise of one event."""

import math

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise, numbers
from xentlib.checks.rules import ROUNDING
from xentlib.information import self_information

RARE, SURPRISE, BITS = 1 / 1000, 5, 5
LEAST = 0.1  # probability of each of the events
CLOSE = 1e-3  # nats: rounded probabilities come as near as that


def _second(p_a, p_both):
    """I(B given A): what B tells to someone who knows A."""
    return self_information(np.divide(p_both, p_a))


def _bits_together(p):
    """Of a probability that rounding left a little above 1, too."""
    return float(np.sum(np.log2(1 / p)))


def _nats_together(p):
    return _bits_together(p) * math.log(2)


def _by_cases(p):
    """Right for one number: an array is neither 0 nor not."""
    return math.inf if p == 0 else -np.log2(p)


EXERCISES = {
    "read the surprise": ValueExercise(
        right=self_information(RARE, base=math.e),
        mistakes=(
            Mistake(self_information(RARE), "that is in bits; the switch “unit” gives nats"),
            Mistake(math.log(RARE), "the minus sign is missing; a surprise is never below 0"),
            Mistake(-math.log10(RARE), "that counts the powers of ten: a logarithm to base 10, neither bits nor nats"),
            Mistake(1 - RARE, "1 − p is no surprise: it does not add"),
        ),
        unit="nats",
        remark=f"The same surprise is {self_information(RARE):.4f} bits: every nat is {1 / math.log(2):.4f} of them.",
    ),
    "undo the logarithm": ValueExercise(
        right=math.exp(-SURPRISE),
        mistakes=(
            Mistake(2.0**-SURPRISE, "2 raised to a number of nats; nats belong to the base e"),
            Mistake(2.0**SURPRISE, "2 raised to a number of nats, and the minus sign is missing"),
            Mistake(math.exp(SURPRISE), "the minus sign is missing; no probability is above 1"),
            Mistake(100 * math.exp(-SURPRISE), "that is in percent; a pure number was asked"),
            Mistake(1 / SURPRISE, "one divided by the surprise; a logarithm is undone by a power"),
            Mistake(math.log(SURPRISE), "the logarithm once more, where it was to be undone"),
            Mistake(-math.log(SURPRISE), "the logarithm once more, where it was to be undone, and below 0"),
        ),
        unit="",
        remark=f"e to the power −{SURPRISE}; an event worth {SURPRISE} bits is more probable, {2.0**-SURPRISE:g}.",
    ),
    "surprise in bits": FunctionExercise(
        right=self_information,
        cases=((0.1,), (0.5,), (1.0,), (0.0,), ([0.5, 0.25, 0.125],), ([0.25, 0.0, 1.0, 0.1],)),
        mistakes=(
            Mistake(lambda p: -np.log(p), "natural log for bits"),
            Mistake(lambda p: np.log2(p), "the minus sign is missing"),
            Mistake(lambda p: -np.log10(p), "a logarithm to base 10, neither bits nor nats"),
            Mistake(lambda p: 1 - p, "1 − p is 0 for certainty and grows, but it does not add"),
            Mistake(lambda p: np.divide(1, p), "1/p multiplies where a surprise must add; its logarithm is missing"),
            Mistake(lambda p: -p * np.log2(p), "weighted with p: that is a term of the average, not one surprise"),
            Mistake(lambda p: -np.log2(np.add(p, 1e-12)), "a tiny number inside the log hides the ∞"),
            Mistake(lambda p: -np.log2(np.clip(p, 1e-7, 1)), "clipping hides the ∞"),
            Mistake(lambda p: -math.log2(p), "math.log2 takes one number above 0; np.log2 takes 0 and whole arrays"),
            Mistake(_by_cases, "“if” looks at one number; np.log2 takes 0 and whole arrays by itself"),
            Mistake(lambda p: -np.sum(np.log2(p)), "no sum was asked: one surprise for each probability"),
        ),
        unit="bits",
        remark="It holds for certainty, for ∞ and for many events at once.",
    ),
    "the second surprise": FunctionExercise(
        right=_second,
        cases=(
            (0.4, 0.1),
            (0.5, 0.5),
            (1.0, 0.25),
            (0.5, 0.0),
            ([0.5, 0.25], [0.25, 0.25]),
            ([0.5, 0.25, 0.2], [0.25, 0.0, 0.2]),
        ),
        mistakes=(
            Mistake(lambda p_a, p_both: -np.log2(p_both), "that is I(A and B); A is known already"),
            Mistake(lambda p_a, p_both: -np.log2(p_a) + 0 * p_both, "that is I(A), the news you have had"),
            Mistake(
                lambda p_a, p_both: np.log2(np.divide(p_both, p_a)),
                "the sign is turned: a minus sign is missing, or the quotient stands upside down",
            ),
            Mistake(lambda p_a, p_both: -np.log(np.divide(p_both, p_a)), "natural log for bits"),
            Mistake(lambda p_a, p_both: np.divide(p_a, p_both), "the logarithm of the quotient is missing"),
            Mistake(lambda p_a, p_both: np.divide(p_both, p_a), "the probability of B given A; its surprise is asked"),
            Mistake(
                lambda p_a, p_both: -np.log2(np.multiply(p_a, p_both)),
                "the surprises of A and of both are added; the one must be taken from the other",
            ),
            Mistake(
                lambda p_a, p_both: -np.log2(np.subtract(p_a, p_both)),
                "surprises are subtracted, probabilities divided",
            ),
            Mistake(lambda p_a, p_both: np.log2(p_both) / np.log2(p_a), "surprises are subtracted, not divided"),
            Mistake(lambda p_a, p_both: np.log2(p_both) * np.log2(p_a), "surprises are subtracted, not multiplied"),
            Mistake(
                lambda p_a, p_both: -math.log2(p_both / p_a),
                "math.log2 takes one number above 0; np.log2 takes 0 and whole arrays",
            ),
            Mistake(lambda p_a, p_both: np.sum(_second(p_a, p_both)), "no sum was asked: one surprise for each pair"),
        ),
        unit="bits",
        remark="What you know already adds 0 bits, and B need not be independent of A.",
    ),
    "five bits": ConstructionExercise(
        read=lambda answer: numbers(answer, 3),
        form="Give three numbers in a list, without quotes.",
        rules=(
            Rule(
                lambda p: np.max(p) <= 1 + ROUNDING,
                lambda p: f"A probability is at most 1; one of yours is {np.max(p):.13g}.",
                [0.125, 0.125, 2],
            ),
            Rule(
                lambda p: np.min(p) >= LEAST - ROUNDING,
                lambda p: f"Each must be a probability of at least {LEAST}; one of yours is {np.min(p):.13g}.",
                [2.0**-BITS, 1, 1],
            ),
            Rule(
                lambda p: not math.isclose(_nats_together(p), BITS, abs_tol=CLOSE),
                lambda p: (
                    f"Together they surprise by {_nats_together(p):.4f} nats, which are {_bits_together(p):.4f} bits."
                ),
                [0.1, 0.1, 100 * math.exp(-BITS)],
            ),
            Rule(
                lambda p: f"{_bits_together(p):.4f}" == f"{BITS:.4f}",
                lambda p: f"Together they surprise by {_bits_together(p):.4f} bits, not by {BITS}.",
                [0.5, 0.25, 0.125],
            ),
        ),
        remark=lambda p: (
            f"The surprises add to {_bits_together(p):.4f} bits, "
            f"because the probabilities multiply to {np.prod(p):.4g}."
        ),
    ),
}
