"""Exercises on cross-entropy: what a belief costs."""

import math

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise
from xentlib.checks.rules import ROUNDING, YES_NO, not_negative, told, yes_no
from xentlib.information import bernoulli, cross_entropy, entropy, kl_divergence, self_information

P, Q = [0.7, 0.2, 0.1], [0.5, 0.2, 0.3]
READ = 0.4, 0.8  # p(A), q(A) of the cell to read
KNOWN = [0.6, 0.3, 0.1]  # what a perfect belief knows
DEAR = 3  # nats


def _nats(pair):
    p, q = pair
    return cross_entropy(bernoulli(p), bernoulli(q), base=math.e)


def _pair(answer):
    pair = not_negative(answer, 2)
    return None if pair is None or np.any(pair > 1 + ROUNDING) else np.minimum(pair, 1)


def _without_the_zeros(p, q):
    """What nansum makes of it: a forbidden outcome costs nothing."""
    return np.nansum(np.where(np.asarray(q) > 0, -np.asarray(p) * np.log2(q), 0), axis=-1)


def _literal(p, q):
    """The formula as it stands: 0 · log 0 is nan."""
    return -np.sum(np.asarray(p) * np.log2(q), axis=-1)


def _as_for_two(p, q):
    """The formula for two outcomes, whatever their number."""
    return -p[..., 0] * np.log2(q[..., 0]) - (1 - p[..., 0]) * np.log2(1 - q[..., 0])


def _run_cost(run, q):
    return -np.mean(np.log2(q[run]), axis=-1)


def _run_total(run, q):
    """The price of the whole run."""
    return -np.sum(np.log2(q[run]), axis=-1)


def _shares(run, q):
    """How often each letter came."""
    return np.mean(run[..., None] == np.arange(len(q)), axis=-2)


def _cheapest(p, beliefs):
    return beliefs[np.argmin(cross_entropy(p, beliefs))]


def _picks(cost, says):
    """The mistake of picking the belief that is the cheapest by another cost."""
    return Mistake(lambda p, beliefs: beliefs[np.argmin(cost(p, beliefs))], says)


EXERCISES = {
    "read the map": ValueExercise(
        right=_nats(READ),
        mistakes=(
            Mistake(_nats(READ[::-1]), "that is the cell of p = 0.8, q = 0.4; the truth comes first, as the row"),
            Mistake(_nats((READ[0], 1 - READ[1])), "that is the column of q(A) = 0.2, the belief in B"),
            Mistake(_nats((READ[0], READ[0])), "that is H(P), the cell of q = p; your column is q(A) = 0.8"),
            Mistake(_nats((READ[1], READ[1])), "that is H(Q); the truth draws"),
            Mistake(cross_entropy(*map(bernoulli, READ)), "bits, where nats were asked"),
            Mistake(
                kl_divergence(*map(bernoulli, READ), base=math.e), "D_KL, the extra cost alone; H(P, Q) is the total"
            ),
            Mistake(-_nats(READ), "the minus sign is missing"),
            Mistake(
                np.mean(self_information(bernoulli(READ[1]), base=math.e)),
                "the plain mean; A comes 4 times in 10 and B 6 times",
            ),
            Mistake(round(_nats(READ), 2), "that is the number in the cell; the line below the map has four decimals"),
        ),
        unit="nats",
        remark="Row p(A) = 0.4, column q(A) = 0.8.",
    ),
    "a perfect belief": ValueExercise(
        right=cross_entropy(KNOWN, KNOWN),
        mistakes=(
            Mistake(0, "only the extra cost is 0; H(P, P) is H(P), which no belief can save"),
            Mistake(1, "nothing stops a cost at 1; only probabilities stop there"),
            Mistake(cross_entropy(KNOWN, KNOWN, base=math.e), "nats, where bits were asked"),
            Mistake(self_information(max(KNOWN)), "that is the surprise of the likeliest letter; the others come, too"),
            Mistake(math.log2(len(KNOWN)), "that is the price of a uniform belief"),
            Mistake(np.mean(self_information(KNOWN)), "the plain mean; each letter counts as often as it comes"),
            Mistake(np.sum(self_information(KNOWN)), "the plain sum; each letter counts as often as it comes"),
            Mistake(-cross_entropy(KNOWN, KNOWN), "the minus sign is missing"),
        ),
        unit="bits",
        remark="That is H(P): a perfect belief pays it.",
    ),
    "price a run": FunctionExercise(
        right=_run_cost,
        cases=(
            ([0, 1, 1, 1, 0], [0.25, 0.75]),
            ([0, 0, 2, 0, 2], [0.5, 0.3, 0.2]),
            ([1, 1, 1], [0.0, 1.0]),
            ([1, 0, 1], [0.0, 1.0]),
            ([0] * 400, [0.1, 0.9]),
            ([[0, 1, 2, 0], [2, 2, 2, 2]], [0.5, 0.3, 0.2]),
            ([[0, 1, 1, 0], [0, 2, 1, 0]], [0.4, 0.6, 0.0]),
        ),
        mistakes=(
            Mistake(
                lambda run, q: -np.mean(np.log2(np.where(q > 0, q, 1)[run]), axis=-1),
                "an impossible letter that comes costs ∞, not 0",
            ),
            Mistake(
                lambda run, q: -np.sum(q[run] * np.log2(q[run]), axis=-1),
                "the run itself says how often each letter comes: no weights q",
            ),
            Mistake(
                lambda run, q: np.prod(q[run], axis=-1),
                "that is still the probability; −log₂ of it, divided by N, was asked",
            ),
            Mistake(lambda run, q: np.log2(np.prod(q[run], axis=-1)), "the sign and the 1/N are missing"),
            Mistake(
                lambda run, q: _run_total(run, q) / len(run),
                "len(run) counts the rows of a table; N is the length along the last axis",
            ),
            Mistake(
                lambda run, q: _run_total(run, q) / len(q),
                "divide by the letters of the run, not by the letters that exist",
            ),
            Mistake(lambda run, q: -np.mean(np.log(q[run]), axis=-1), "natural log for bits"),
            Mistake(lambda run, q: -_run_cost(run, q), "the minus sign is missing"),
            Mistake(
                lambda run, q: -sum(math.log2(q[letter]) for letter in run) / len(run),
                "math.log2(0) is an error; np.log2(0) gives −∞",
            ),
            Mistake(_run_total, "the price of the whole run; divide by its letters"),
            Mistake(
                lambda run, q: -np.log2(np.mean(q[run], axis=-1)),
                "the log of a mean, where the mean of the logs was asked",
            ),
            Mistake(
                lambda run, q: -np.log2(np.prod(q[run], axis=-1)) / run.shape[-1],
                "so small a product is rounded to 0, and its log is lost; add logs instead",
            ),
            Mistake(
                lambda run, q: -np.mean(run * np.log2(q[run]), axis=-1),
                "the letter's number is an index into q, not a factor",
            ),
            Mistake(
                lambda run, q: entropy(_shares(run, q)), "Q is not in it: that is the entropy of the run's own shares"
            ),
            Mistake(
                lambda run, q: entropy(q) if run.ndim == 1 else np.full(len(run), entropy(q)),
                "the run is not in it: that is H(Q)",
            ),
            Mistake(
                lambda run, q: kl_divergence(_shares(run, q), q), "that is the extra cost alone; the total was asked"
            ),
            Mistake(
                lambda run, q: -np.mean(np.log2(q[run] + 1e-16), axis=-1), "a tiny number inside the log hides the ∞"
            ),
            Mistake(lambda run, q: -np.mean(np.log2(q[run])), "one price for all runs; a mean along the last axis"),
        ),
        unit="bits per letter",
        remark="Where P draws the letters independently, this comes near H(P, Q) as N grows.",
    ),
    "pick the best belief": FunctionExercise(
        right=_cheapest,
        cases=(
            (
                [0.25, 0.35, 0.4],
                [[0.45, 0.2, 0.35], [0.1, 0.4, 0.5], [0.2, 0.35, 0.45], [0.5, 0.45, 0.05], [0.15, 0.25, 0.6]],
            ),
            ([0.5, 0.3, 0.2], [[0.45, 0.2, 0.35], [0.1, 0.1, 0.8], [0.3, 0.6, 0.1]]),
            ([0.1, 0.9], [[0.01, 0.99], [0.25, 0.75]]),
            ([0.3, 0.2, 0.5], [[0.45, 0.45, 0.1], [0.2, 0.65, 0.15]]),
            ([0.3, 0.7], [[0.3, 0.7], [0.05, 0.95]]),
            ([0.5, 0.3, 0.2], [[0.34, 0.33, 0.33], [0.45, 0.35, 0.2]]),
            ([0.999, 0.001], [[1.0, 0.0], [0.4, 0.6]]),
            ([0.5, 0.5, 0.0], [[1.0, 0.0, 0.0], [0.4, 0.4, 0.2]]),
            ([0.5, 0.5, 0.0], [[0.1, 0.9, 0.0], [0.4, 0.4, 0.2]]),
            ([0.5, 0.5, 0.0], [[0.34, 0.33, 0.33], [0.5, 0.5, 0.0]]),
            ([0.0, 0.4, 0.6], [[0.0, 0.3, 0.7], [0.1, 0.3, 0.6]]),
            ([0.05, 0.3, 0.65], [[0.05, 0.05, 0.9], [0.05, 0.7, 0.25]]),
            ([0.5, 0.3, 0.2], [[0.5, 0.49, 0.01], [0.4, 0.35, 0.25]]),
            ([0.4, 0.3, 0.3], [[0.55, 0.15, 0.3], [0.25, 0.2, 0.55]]),
        ),
        mistakes=(
            Mistake(lambda p, beliefs: np.argmin(cross_entropy(p, beliefs)), "its row number; give the belief itself"),
            Mistake(
                lambda p, beliefs: np.min(cross_entropy(p, beliefs)), "what it costs in bits; give the belief itself"
            ),
            _picks(lambda p, q: -cross_entropy(p, q), "the costliest; a cost is to be small"),
            _picks(lambda p, q: np.abs(q - p).sum(axis=-1), "the nearest bar by bar, which is not always the cheapest"),
            _picks(
                lambda p, q: cross_entropy(q, p), "p and q are swapped; the truth draws, the belief is inside the log"
            ),
            _picks(
                lambda p, q: kl_divergence(q, p),
                "D_KL the wrong way round; the truth draws, the belief is inside the log",
            ),
            _picks(lambda p, q: entropy(q), "the surest of itself, whatever the truth is"),
            _picks(
                lambda p, q: -q[:, np.argmax(p)],
                "the others may come, too: weigh all outcomes, not the likeliest alone",
            ),
            _picks(
                lambda p, q: -np.log2(q).mean(axis=-1), "each outcome counts as often as it comes: the weights are p"
            ),
            _picks(_without_the_zeros, "a belief that rules out what comes costs ∞, not 0"),
            _picks(_literal, "0 · log 0 is 0; as it stands Python makes it nan, and argmin picks that"),
            _picks(
                lambda p, q: np.where(np.any(q == 0, axis=-1), math.inf, cross_entropy(p, q)),
                "q = 0 costs ∞ only where p > 0; for what never comes it is no loss",
            ),
            _picks(
                lambda p, q: _as_for_two(np.broadcast_to(p, q.shape), q),
                "that is the formula for two outcomes; sum over all of them",
            ),
            _picks(lambda p, q: yes_no(p, q).sum(axis=-1), YES_NO),
            _picks(lambda p, q: -(q @ p), "the log comes before the average: weigh the surprises, not the q"),
            _picks(lambda p, q: _literal(p, q + 1e-16), "a tiny number inside the log hides the ∞"),
            _picks(
                lambda p, q: np.sum((q - p) ** 2 / q, axis=-1),
                "squared differences divided by the belief are χ²; a surprise is a logarithm",
            ),
        ),
        unit="",
        remark="The least D_KL(P‖Q) picks the same one: H(P) is the same for all of them.",
    ),
    "price a belief": FunctionExercise(
        right=cross_entropy,
        cases=(
            (P, Q),
            ([0.6, 0.4], [0.9, 0.1]),
            ([0.0, 1.0], [0.0, 1.0]),
            ([0.5, 0.5, 0.0], [0.25, 0.75, 0.0]),
            ([0.0, 1.0], [0.5, 0.5]),
            ([0.0, 0.5, 0.5], [0.2, 0.5, 0.3]),
            ([0.5, 0.5], [1.0, 0.0]),
            ([[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]], [[0.6, 0.2, 0.2], [0.1, 0.4, 0.5]]),
            ([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]], [[0.25, 0.75, 0.0], [1.0, 0.0, 0.0]]),
        ),
        mistakes=(
            Mistake(lambda p, q: cross_entropy(p, q, base=math.e), "natural log for bits"),
            Mistake(lambda p, q: cross_entropy(q, p), "p and q are swapped; the truth draws, the model pays"),
            Mistake(kl_divergence, "that is D_KL, the extra bits only"),
            Mistake(lambda p, q: entropy(p), "Q is not in it: that is H(P)"),
            Mistake(lambda p, q: entropy(q), "P is not in it: that is H(Q)"),
            Mistake(lambda p, q: -cross_entropy(p, q), "the minus sign is missing"),
            Mistake(lambda p, q: yes_no(p, q).sum(axis=-1) / math.log(2), YES_NO),
            Mistake(
                lambda p, q: -np.log2(np.sum(np.multiply(p, q), axis=-1)),
                "the log of a mean, where the mean of the logs was asked",
            ),
            Mistake(
                lambda p, q: cross_entropy(p, q) / np.shape(p)[-1],
                "the weights p make it a mean already: a sum, not np.mean",
            ),
            Mistake(
                lambda p, q: -np.mean(np.log2(q), axis=-1), "each outcome counts as often as it comes: weigh with p"
            ),
            Mistake(
                lambda p, q: -np.sum(np.multiply(p, np.log2(np.add(q, 1e-12))), axis=-1),
                "a tiny number inside the log hides the ∞",
            ),
            Mistake(
                lambda p, q: -np.sum(np.multiply(p, np.log2(np.clip(q, 1e-7, 1))), axis=-1),
                "clipping q hides the ∞",
            ),
            Mistake(_without_the_zeros, "an impossible outcome that comes costs ∞, not 0"),
            Mistake(_literal, "0 · log 0 is 0: leave out what has no weight"),
            Mistake(
                lambda p, q: np.nan_to_num(_literal(p, q)), "only the term with p = 0 is nothing, not the whole sum"
            ),
            Mistake(
                lambda p, q: np.where(np.any(np.equal(q, 0), axis=-1), math.inf, cross_entropy(p, q)),
                "q = 0 costs ∞ only where p > 0",
            ),
            Mistake(
                lambda p, q: np.where(np.any((p == 0) & (q > 0), axis=-1), math.inf, cross_entropy(p, q)),
                "what never comes costs nothing, whatever q gives it",
            ),
            Mistake(_as_for_two, "that is the formula for two outcomes; sum over all of them"),
            Mistake(
                lambda p, q: -p[0] * np.log2(q[0]),
                "the first outcome alone; return after the loop, not inside it",
            ),
            Mistake(
                lambda p, q: -sum(a * math.log2(b) for a, b in zip(p, q, strict=True)),
                "math.log2(0) is an error; np.log2(0) gives −∞",
            ),
            Mistake(
                lambda p, q: math.inf if np.any(np.greater(p, 0) & np.equal(q, 0)) else cross_entropy(p, q),
                "one row with ∞ leaves the other rows their prices",
            ),
            Mistake(lambda p, q: np.sum(cross_entropy(p, q)), "sum over the outcomes only: the last axis"),
        ),
        unit="bits",
        remark="It holds for zeros, for ∞ and for many rows at once.",
    ),
    "above three nats": ConstructionExercise(
        read=_pair,
        form="Give two probabilities, p(A) and q(A), between 0 and 1.",
        rules=(
            Rule(
                lambda pair: _nats(pair) < math.inf,
                lambda pair: "The cost is ∞: the model rules out something that happens.",
                [0.5, 1.0],
            ),
            Rule(
                lambda pair: _nats(pair) > DEAR,
                lambda pair: f"H(P, Q) is {told(_nats(pair), DEAR)} nats, not above {DEAR}.",
                [0.5, 0.5],
            ),
        ),
        remark=lambda pair: f"H(P, Q) = {told(_nats(pair), DEAR)} nats: a cost above 3 is no error.",
    ),
}
