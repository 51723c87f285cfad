"""Exercises on the divergence: comparing two beliefs."""

import math

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise
from xentlib.checks.rules import YES_NO, probabilities, smallest_and_sum, sum_to_one, told, yes_no
from xentlib.information import cross_entropy, kl_divergence

P, Q = [0.7, 0.2, 0.1], [0.5, 0.2, 0.3]
READ = [0.5, 0.5], [0.25, 0.75]
APART, REORDERED = 0.1, 0.01  # bits, so that four decimals mean something; the least difference of two numbers


def _terms(p, q):
    """The formula as it stands: 0 · log 0 is nan."""
    return p * np.log2(p / q)


def _literal(p, q):
    return np.sum(_terms(p, q), axis=-1)


def _without_the_zeros(p, q):
    """A forbidden outcome costs nothing."""
    return np.sum(np.where((p > 0) & (q > 0), _terms(p, q), 0), axis=-1)


def _with_a_tiny_number(p, q):
    return np.sum(p * np.log2((p + 1e-12) / (q + 1e-12)), axis=-1)


def _clipped(p, q):
    return np.sum(np.where(p > 0, p * np.log2(p / np.clip(q, 1e-7, 1)), 0), axis=-1)


def _shares(draws, q):
    """How often each outcome came."""
    return np.bincount(draws, minlength=len(q)) / len(draws)


def _weighted(p, q):
    """The sum of the terms with a weight."""
    return np.sum(np.where(p > 0, _terms(p, q), 0), axis=-1)


def _by_columns(p, q):
    """As scipy.stats.entropy does by default."""
    p, q = p / np.sum(p, axis=0), q / np.sum(q, axis=0)
    return np.sum(np.where(p > 0, _terms(p, q), 0), axis=0)


def _chosen(p, q):
    """The same by picking out: another error where p is too short."""
    return np.sum(_terms(p[p > 0], q[p > 0]))


def _of_shares_that_came(draws, q):
    """The k-th share that is not 0 meets the k-th belief."""
    shares = np.unique(draws, return_counts=True)[1] / len(draws)
    return _weighted(shares, q[: len(shares)])


def _of_bins(draws, q):
    return _weighted(np.histogram(draws, bins=len(q))[0] / len(draws), q)


def _infinite_for_any_zero(draws, q):
    return np.inf if np.any(q == 0) else kl_divergence(_shares(draws, q), q)


def _pair(answer):
    """The answer as P and Q, two rows, or None if it is not two lists of the same two or three outcomes."""
    pairs = [probabilities(answer, 2, outcomes) for outcomes in (2, 3)]
    return next((pair for pair in pairs if pair is not None), None)


def _no_distribution(pair):
    """The first of the two that is none, with its name."""
    return next(((name, row) for name, row in zip("PQ", pair, strict=True) if not sum_to_one(row)), None)


def _told_sum(pair):
    name, row = _no_distribution(pair)
    return f"{name} must be at least 0 everywhere and sum to 1 (weights: divide by their sum): {smallest_and_sum(row)}."


def _both(pair):
    p, q = pair
    return kl_divergence(p, q), kl_divergence(q, p)


def _told(pair):
    forward, reverse = (("∞" if math.isinf(bits) else told(bits, APART)) for bits in _both(pair))
    return f"D_KL(P‖Q) is {forward} bits and D_KL(Q‖P) is {reverse} bits"


def _equal(pair):
    """As four decimals show them."""
    forward, reverse = _both(pair)
    return f"{forward:.4f}" == f"{reverse:.4f}"


PAIR = "Give two lists of the same length, two or three probabilities each."
PAIR_RULES = (
    Rule(lambda pair: _no_distribution(pair) is None, _told_sum, [[0.5, 0.5], [0.5, 0.6]]),
    Rule(
        lambda pair: min(_both(pair)) >= APART,
        lambda pair: f"{_told(pair)}; take P and Q farther apart, at {APART} bits or more both ways.",
        [[0.5, 0.5], [0.5, 0.5]],
    ),
    Rule(
        lambda pair: max(_both(pair)) < math.inf,
        lambda pair: f"{_told(pair)}; both must be finite, so no outcome may be ruled out by one side alone.",
        [[1.0, 0.0], [0.0, 1.0]],
    ),
    Rule(_equal, lambda pair: f"{_told(pair)}: not equal to four decimals.", [P, Q]),
)


EXERCISES = {
    "equal both ways": ConstructionExercise(
        read=_pair,
        form=PAIR,
        rules=PAIR_RULES,
        remark=lambda pair: (
            f"{_told(pair)}, equal to four decimals, and P ≠ Q. "
            "If Q is P with two outcomes exchanged, they are equal exactly."
        ),
    ),
    "read both directions": ValueExercise(
        right=(kl_divergence(*READ), kl_divergence(*READ[::-1])),
        mistakes=(
            Mistake(
                (kl_divergence(*READ[::-1]), kl_divergence(*READ)),
                "the two are swapped: D_KL(P‖Q) comes first",
            ),
            Mistake(
                (kl_divergence(*READ, base=math.e), kl_divergence(*READ[::-1], base=math.e)),
                "nats, where bits were asked",
            ),
            Mistake((kl_divergence(*READ), kl_divergence(*READ)), "the two directions differ; D_KL is not symmetric"),
            Mistake((kl_divergence(*READ), -kl_divergence(*READ)), "turning it round does not only change the sign"),
            Mistake(
                (cross_entropy(*READ), cross_entropy(*READ[::-1])),
                "H(P, Q) and H(Q, P), the totals; the extra costs were asked",
            ),
            Mistake((-kl_divergence(*READ), -kl_divergence(*READ[::-1])), "the sign is turned; D_KL is never below 0"),
            Mistake((0.25, 0.25), "that is the total variation, which has no unit"),
        ),
        unit="bits",
        remark="D_KL(P‖Q) first, then D_KL(Q‖P): the order decides who draws and who pays.",
    ),
    "mend the divergence": FunctionExercise(
        right=kl_divergence,
        cases=(
            (P, Q),
            ([1.0, 0.0, 0.0], [0.5, 0.25, 0.25]),
            ([0.5, 0.5, 0.0], [0.25, 0.75, 0.0]),
            ([0.5, 0.5], [1.0, 0.0]),
            ([[0.5, 0.5], [0.9, 0.1], [0.2, 0.8]], [[0.25, 0.75], [0.5, 0.5], [0.5, 0.5]]),
            ([[0.5, 0.5, 0.0], [0.5, 0.25, 0.25]], [[0.25, 0.75, 0.0], [1.0, 0.0, 0.0]]),
        ),
        mistakes=(
            Mistake(_literal, "0 · log 0 is 0, and Python makes it nan; leave out what has no weight"),
            Mistake(lambda p, q: kl_divergence(p, q, base=math.e), "natural log for bits"),
            Mistake(lambda p, q: kl_divergence(q, p), "p and q are swapped; the truth draws, so it gives the weights"),
            Mistake(cross_entropy, "that is H(P, Q), the total; H(P) is still in it"),
            Mistake(lambda p, q: -kl_divergence(p, q), "log q/p, where log p/q was asked: the sign is turned"),
            Mistake(
                lambda p, q: np.sum(np.where(p > 0, np.abs(_terms(p, q)), 0), axis=-1),
                "single terms may be negative; only the sum may not",
            ),
            Mistake(lambda p, q: (yes_no(p, q) - yes_no(p, p)).sum(axis=-1) / math.log(2), YES_NO),
            Mistake(lambda p, q: np.log2(np.sum(p * p / q, axis=-1)), "the log of a mean, not the mean of the logs"),
            Mistake(
                lambda p, q: np.mean(np.where(p > 0, _terms(p, q), 0), axis=-1),
                "the weights p make it a mean already: a sum, not np.mean",
            ),
            Mistake(_with_a_tiny_number, "a tiny number inside the log hides the ∞"),
            Mistake(_clipped, "clipping hides the ∞"),
            Mistake(_without_the_zeros, "what Q rules out and P does not costs ∞, not 0"),
            Mistake(
                lambda p, q: np.sum(np.nan_to_num(_terms(p, q)), axis=-1),
                "nan_to_num turns ∞ into a huge number; leave out the terms with p = 0, and nothing else",
            ),
            Mistake(lambda p, q: np.nan_to_num(_literal(p, q)), "nan_to_num throws the whole sum away"),
            Mistake(lambda p, q: np.where(p > 0, _terms(p, q), 0), "the terms, not their sum"),
            Mistake(
                lambda p, q: np.sum(np.where(p > 0, _terms(p, q), 0), axis=1),
                "only a table has an axis 1; axis=-1 takes one row or many",
            ),
            Mistake(
                lambda p, q: np.sum(np.where(p > 0, _terms(p, q), 0), axis=0),
                "summed across the rows; the outcomes are the last axis",
            ),
            Mistake(_by_columns, "scipy's entropy takes columns, and makes each sum to 1; axis=-1 takes rows"),
            Mistake(
                lambda p, q: np.sum(np.where(p > 0, np.log2(p / q), 0), axis=-1),
                "the weights p are missing in front of the logarithm",
            ),
            Mistake(
                lambda p, q: np.sum(np.where(p > 0, q * np.log2(p / q), 0), axis=-1),
                "q gives the weights there; the truth draws, so p gives them",
            ),
            Mistake(
                lambda p, q: (kl_divergence(p, q) + kl_divergence(q, p)) / 2,
                "the mean of both directions; one was asked",
            ),
            Mistake(lambda p, q: np.sum(kl_divergence(p, q)), "sum over the outcomes only: the last axis"),
        ),
        unit="bits",
        remark="A 0 in p adds nothing by itself; a 0 in q where p is above 0 costs ∞.",
    ),
    "count first": FunctionExercise(
        right=lambda draws, q: kl_divergence(_shares(draws, q), q),
        cases=(
            ([0, 0, 1, 0, 2], [0.5, 0.2, 0.3]),
            ([0, 1], [0.25, 0.75]),
            ([1, 1, 1, 1], [0.25, 0.75]),
            ([2, 0, 2, 2], [0.2, 0.5, 0.3]),
            ([0, 1, 0, 1], [0.5, 0.3, 0.2]),
            ([2, 0, 2, 1], [0.0, 0.5, 0.5]),
            ([1, 2, 2], [0.0, 0.25, 0.75]),
        ),
        mistakes=(
            Mistake(
                lambda draws, q: kl_divergence(_shares(draws, q), q, base=math.e),
                "natural log for bits",
            ),
            Mistake(
                lambda draws, q: kl_divergence(q, _shares(draws, q)),
                "p and q are swapped; the draws stand for the truth, so their shares come first",
            ),
            Mistake(
                lambda draws, q: _without_the_zeros(draws / draws.sum(), q),
                "the draws are no probabilities: count how often each outcome came",
            ),
            Mistake(
                lambda draws, q: -np.mean(np.log2(q[draws])),
                "that is the whole cost per draw under q; the draws' own entropy is still in it",
            ),
            Mistake(
                lambda draws, q: np.sum(_shares(draws, q) * np.log2(_shares(draws, q) / q)),
                "an outcome that never came has weight 0 and counts 0, not nan",
            ),
            Mistake(
                lambda draws, q: kl_divergence(_shares(draws, q), np.full(len(q), 1 / len(q))),
                "q is not in it: you compare with equal shares",
            ),
            Mistake(
                lambda draws, q: kl_divergence((np.bincount(draws, minlength=len(q)) + 1) / (len(draws) + len(q)), q),
                "one count too many for each outcome: the shares of the draws themselves were asked",
            ),
            Mistake(
                lambda draws, q: len(draws) * kl_divergence(_shares(draws, q), q),
                "that adds over the draws; divide by their number",
            ),
            Mistake(
                lambda draws, q: _weighted(np.bincount(draws, minlength=len(q)), q),
                "counts for shares; divide by the number of draws",
            ),
            Mistake(
                lambda draws, q: _weighted(np.bincount(draws) / len(draws), q),
                "an outcome that never came at the end is missing; bincount needs minlength=len(q)",
            ),
            Mistake(
                lambda draws, q: _chosen(np.bincount(draws) / len(draws), q),
                "the shares are fewer than q, as an outcome at the end never came; bincount needs minlength=len(q)",
            ),
            Mistake(
                lambda draws, q: _weighted(np.unique(draws, return_counts=True)[1] / len(draws), q),
                "what never came is missing (as from np.unique or Counter), so shares and q no longer match",
            ),
            Mistake(
                _of_shares_that_came,
                "a share meets the q of another outcome: what never came needs a place among the shares, too",
            ),
            Mistake(_of_bins, "bins from the least draw to the greatest are no outcomes; np.bincount counts names"),
            Mistake(
                lambda draws, q: np.mean(np.log2(_shares(draws, q)[draws] / q)),
                "one number for each draw meets one for each outcome: count each outcome once, or take q[draws]",
            ),
            Mistake(_infinite_for_any_zero, "a q of 0 costs ∞ only if that outcome came"),
            Mistake(
                lambda draws, q: _without_the_zeros(_shares(draws, q), q), "what came although q is 0 costs ∞, not 0"
            ),
        ),
        unit="bits",
        remark="It measures the shares among these draws: an estimate of D_KL(P‖Q), on average too large.",
    ),
    "equal without reordering": ConstructionExercise(
        read=_pair,
        form=PAIR,
        rules=(
            *PAIR_RULES,
            Rule(
                lambda pair: np.abs(np.diff(np.sort(pair, axis=1), axis=0)).max() >= REORDERED,
                lambda pair: f"{_told(pair)}, but Q is P in another order, or nearly; find a pair that is not.",
                [[0.3, 0.7], [0.7, 0.3]],
            ),
        ),
        remark=lambda pair: f"{_told(pair)}, though no reordering turns P into Q.",
    ),
}
