"""Exercises of notebook 04: what a belief costs."""

import math

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise, numbers
from xentlib.information import bernoulli, cross_entropy, entropy, kl_divergence

P, Q = [0.7, 0.2, 0.1], [0.5, 0.2, 0.3]


def _without_the_zeros(p, q):
    """What nansum makes of it: a forbidden outcome costs nothing."""
    return np.nansum(np.where(np.asarray(q) > 0, -np.asarray(p) * np.log2(q), 0), axis=-1)


def _is_pair(answer):
    pair = numbers(answer, 2)
    return pair is not None and bool(np.all((pair >= 0) & (pair <= 1)))


def _nats(pair):
    p, q = pair
    return cross_entropy(bernoulli(p), bernoulli(q), base=math.e)


EXERCISES = {
    "read the map": ValueExercise(
        right=cross_entropy(bernoulli(0.2), bernoulli(0.7), base=math.e),
        mistakes=(
            Mistake(_nats((0.7, 0.2)), "that is the cell of p = 0.7, q = 0.2; the truth comes first, as the row"),
            Mistake(cross_entropy(bernoulli(0.2), bernoulli(0.7)), "bits, where nats were asked"),
            Mistake(
                kl_divergence(bernoulli(0.2), bernoulli(0.7), base=math.e),
                "D_KL, the extra cost alone; H(P, Q) is the total",
            ),
        ),
        unit="nats",
        remark="Row p(A) = 0.2, column q(A) = 0.7.",
    ),
    "price a belief": FunctionExercise(
        right=cross_entropy,
        cases=(
            ([0.5, 0.5], [0.5, 0.5]),
            (P, Q),
            ([0.0, 1.0], [0.0, 1.0]),
            ([0.5, 0.5], [1.0, 0.0]),
            ([[0.5, 0.5], [0.2, 0.8]], [[0.5, 0.5], [0.7, 0.3]]),
        ),
        mistakes=(
            Mistake(lambda p, q: cross_entropy(p, q, base=math.e), "natural log for bits"),
            Mistake(lambda p, q: cross_entropy(q, p), "p and q are swapped; the truth draws, the model pays"),
            Mistake(kl_divergence, "that is D_KL, the extra bits only"),
            Mistake(lambda p, q: entropy(p), "Q is not in it: that is H(P)"),
            Mistake(lambda p, q: -cross_entropy(p, q), "the minus sign is missing"),
            Mistake(
                lambda p, q: -np.log2(np.sum(np.multiply(p, q), axis=-1)),
                "the log of a mean, where the mean of the logs was asked",
            ),
            Mistake(
                lambda p, q: -np.sum(np.multiply(p, np.log2(np.add(q, 1e-12))), axis=-1),
                "a tiny number inside the log hides the ∞",
            ),
            Mistake(_without_the_zeros, "an impossible outcome that comes costs ∞, not 0"),
            Mistake(
                lambda p, q: -np.sum(np.asarray(p) * np.log2(q), axis=-1),
                "0 · log 0 is 0: leave out what has no weight",
            ),
            Mistake(lambda p, q: np.sum(cross_entropy(p, q)), "sum over the outcomes only: the last axis"),
        ),
        unit="bits",
        remark="It holds for zeros, for ∞ and for many rows at once.",
    ),
    "above two nats": ConstructionExercise(
        rules=(
            Rule(_is_pair, lambda answer: "Give two probabilities, p(A) and q(A), between 0 and 1.", [0.5, 1.5]),
            Rule(
                lambda answer: _nats(answer) < math.inf,
                lambda answer: "The cost is ∞: the model rules out something that happens.",
                [0.5, 1.0],
            ),
            Rule(
                lambda answer: _nats(answer) > 2,
                lambda answer: f"H(P, Q) is {_nats(answer):.4f} nats, not above 2.",
                [0.5, 0.5],
            ),
        ),
        remark=lambda answer: f"H(P, Q) = {_nats(answer):.4f} nats: a cost above 1 is no error.",
    ),
}
