"""Answers to the exercises that none of them names: slips that must be refused, right ones in other words, misfits."""

import math
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import numpy as np

WRONG = {}
RIGHT = {}

# answers that have not the form
MISFITS = {
    "five bits": [[0.5, 0.25]],
    "build a code": [[1, 2, 3], "1233"],
    "beat H": [[[0.5, 0.5], [1, 1]], [[0.5, 0.25, 0.125, 0.125]], [1, 2, 3, 3]],
    "a rare surprise": [[0.5, 0.5]],
    "equal both ways": [[[0.5, 0.5], [0.5, 0.25, 0.25]], [0.5, 0.5]],
    "equal without reordering": [[[0.5, 0.5]], [[0.25] * 4] * 2],
    "above three nats": [[0.5, 1.5], [-0.5, 0.5], 0.5],
    "beat the best constant": [[1.5, -0.5, 0.0, 0.0], [0.5, 0.5]],
    "beat it with eyes": [[0.4, 0.3, 0.2, 0.1]],
    "right and costly": [[[1, 1, 0], [0.5, 0.5, 0.5]], [0.9, 0.9, 0.9]],
    "cheaper per token": [[[0, 10], [1, 10]], [[21, 10], [1, 10]], [[1, 2.5], [1, 10]], [[1, 10]]],
    "under one bit": [[1.5, -0.5, 0.0], [0.9, 0.1]],
}

# two numbers → an answer in which they stand for a distribution
DISTRIBUTIONS = {
    "beat H": lambda p: [[p[0] - 0.01, 0.005, 0.005, p[1]], [1, 2, 3, 3]],
    "a rare surprise": lambda p: [*p, 0, 0],
    "equal both ways": lambda p: [p, [0.5, 0.5]],
    "equal without reordering": lambda p: [[0.5, 0.5], p],
    "beat the best constant": lambda p: [*p, 0, 0],
    "beat it with eyes": lambda p: [*[[0.25] * 4] * 9, [*p, 0, 0]],
    "under one bit": lambda p: [*p, 0],
}

# -- 01 information


def one_infinity_for_all(function):
    """As the function, but one ∞ for a whole array."""
    return lambda *arrays: np.inf if np.any(arrays[-1] == 0) else function(*arrays)


def surprise(p):
    return -np.log2(p)


def surprise_of_one(p):
    return math.inf if p == 0 else -math.log2(p)


WRONG["undo the logarithm"] = [0, 0.0, 0.2, 5, 1 - math.exp(-5)]
RIGHT["undo the logarithm"] = [0.0067, np.exp(-5), Fraction(67, 10000)]

WRONG["surprise in bits"] = [
    one_infinity_for_all(surprise),
    lambda p: surprise_of_one(p) if np.ndim(p) == 0 else [-math.log2(one) for one in p],
    lambda p: math.inf if np.isscalar(p) and p == 0 else -np.vectorize(math.log2)(p),
    lambda p: sorted(surprise(p)) if np.ndim(p) else surprise(p),
    lambda p: surprise(p) if np.ndim(p) == 0 else [surprise(p[0]), surprise(p[1]), surprise(p[2])],
    lambda p: np.where(p > 0, surprise(p), np.nan),
    lambda p: np.where(p > 0, surprise(p), -np.inf),
    lambda p: np.where(p > 0, surprise(p), 999),
    lambda p: surprise(p) / 2,
    lambda p: surprise(p) / p,
    lambda p: 1 + surprise(p),
    lambda p: p,
]
RIGHT["surprise in bits"] = [
    lambda p: np.log2(1 / p),
    lambda p: np.abs(np.log(p)) / np.log(2),
    lambda p: surprise_of_one(p) if np.ndim(p) == 0 else [surprise_of_one(one) for one in p],
    lambda p: tuple(surprise(p)) if np.ndim(p) else surprise(p),
    lambda p: np.where(p == 0, np.inf, surprise(np.where(p == 0, 1, p))),
    np.vectorize(surprise_of_one),
    np.frompyfunc(surprise_of_one, 1, 1),
]

WRONG["the second surprise"] = [
    one_infinity_for_all(lambda p_a, p_both: surprise(p_both / p_a)),
    lambda p_a, p_both: (
        surprise_of_one(p_both / p_a)
        if np.ndim(p_a) == 0
        else [math.log2(a) - math.log2(both) for a, both in zip(p_a, p_both, strict=True)]
    ),
    lambda p_a, p_both: surprise(p_both / np.max(p_a)),
    lambda p_a, p_both: surprise(p_both) / p_a,
    lambda p_a, p_both: [surprise(p_both / p_a)],
    lambda p_a, p_both: 1 - p_both / p_a,
]
RIGHT["the second surprise"] = [
    lambda p_a, p_both: np.log2(p_a) - np.log2(p_both),
    lambda p_a, p_both: np.maximum(0, np.log(p_a / p_both) / np.log(2)),
    np.vectorize(lambda p_a, p_both: surprise_of_one(p_both / p_a)),
]

WRONG["five bits"] = [
    [0.3, 0.3, 0.347],
    [0.315, 0.315, 0.315],
    [0.315, 0.315, 0.3149],
    [0.2, 0.4, 0.39],
    [0.0999999, 0.3125, 1],
    [0.1, 0.3125, 1.0001],
    [math.exp(-5 / 3)] * 3,
    [0.5, 0.25, math.nan],
]
RIGHT["five bits"] = [
    [2 ** (-5 / 3)] * 3,
    [0.315, 0.315, 0.31494],
    [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)],
    [0.34, 0.3125 / 0.34, 1 / 32 / 0.34 / (0.3125 / 0.34)],  # the last is a little below 0.1
    [0.18, 1 / 32 / 0.18, 1 / (32 * 0.18 * (1 / 32 / 0.18))],  # and here a little above 1
    (0.5, np.float64(0.25), 0.25),
]

# -- 02 entropy


def row_by_row(of_one, columns=False):
    """A function of one row as one of a table; by mistake, of as many rows as there are columns."""

    def of_table(*arrays):
        if arrays[0].ndim == 1:
            return of_one(*arrays)
        rows = range(arrays[0].shape[1 if columns else 0])
        return [of_one(*(array[row] if array.ndim > 1 else array for array in arrays)) for row in rows]

    return of_table


def entropy_of_one(p):
    return -sum(one * math.log2(one) for one in p if one > 0)


def literal_entropy(p):
    return -np.sum(p * np.log2(p), axis=-1)


WRONG["average surprise"] = [
    lambda p: literal_entropy(p[p > 0] if p.ndim == 1 else p),
    lambda p: literal_entropy(p[p > 0] if np.any(p == 0) else p),
    lambda p: entropy_of_one(p) if p.ndim == 1 else [-sum(one * math.log2(one) for one in row) for row in p],
    lambda p: entropy_of_one(p) if p.ndim == 1 else (entropy_of_one(p[0]), entropy_of_one(p[1])),
    row_by_row(entropy_of_one, columns=True),
    lambda p: literal_entropy(p[p > 0]),
    lambda p: np.where(np.any(p == 0, axis=-1), 0, literal_entropy(p)),
    lambda p: -np.sum(p * np.log2(p + 1e-9), axis=-1),
    lambda p: np.diag(-p * np.log2(p)) if p.ndim > 1 else -np.nansum(p * np.log2(p)),
]
RIGHT["average surprise"] = [
    row_by_row(entropy_of_one),
    lambda p: -np.nansum(p * np.log2(p), axis=-1),
    lambda p: -np.sum(p * np.log2(p + 1e-12), axis=-1),
    lambda p: -np.log2(np.prod(p**p, axis=-1)),
    lambda p: -np.sum(p * np.log2(p, out=np.zeros_like(p), where=p > 0), axis=-1),
    lambda p: np.apply_along_axis(entropy_of_one, -1, p),
    lambda p: -(p * np.ma.log2(p)).sum(axis=-1),
]


def rate_of_one(counts, p):
    drawn = [one for count, one in zip(counts, p, strict=True) for _ in range(count)]
    return sum(surprise_of_one(one) for one in drawn) / len(drawn)


def literal_rate(counts, p):
    return np.sum(counts * surprise(p), axis=-1) / np.sum(counts, axis=-1)


def whole_surprise(counts, p):
    return np.sum(counts * surprise(np.where(counts > 0, p, 1)), axis=-1)


def only_the_possible(counts, p):
    kept = p > 0
    return np.sum(counts[..., kept] * surprise(p[kept]), axis=-1) / np.sum(counts, axis=-1)


WRONG["surprise per letter"] = [
    lambda counts, p: np.nan_to_num(literal_rate(counts, p), posinf=np.inf),
    lambda counts, p: np.inf if np.any(counts[..., p == 0] > 0) else only_the_possible(counts, p),
    lambda counts, p: np.where(
        np.any((counts > 0) & (p == 0)), np.inf, whole_surprise(counts, p) / np.sum(counts, axis=-1)
    ),
    lambda counts, p: (
        whole_surprise(counts, p) / (np.sum(counts) if counts.ndim == 1 else np.sum(counts) / len(counts))
    ),
    lambda counts, p: whole_surprise(counts, p) / np.sum(np.atleast_2d(counts)[0]),
    lambda counts, p: whole_surprise(counts, p) / (np.sum(counts) if counts.ndim == 1 else 10),
    lambda counts, p: rate_of_one(counts, p) if counts.ndim == 1 else literal_rate(counts, p),
    lambda counts, p: rate_of_one(counts, p) if counts.ndim == 1 else only_the_possible(counts, p),
    lambda counts, p: whole_surprise(counts, p) / np.sum(counts > 0, axis=-1),
]
RIGHT["surprise per letter"] = [
    row_by_row(rate_of_one),
    lambda counts, p: np.nansum(counts * surprise(p), axis=-1) / np.sum(counts, axis=-1),
    lambda counts, p: surprise(np.prod(p**counts, axis=-1)) / np.sum(counts, axis=-1),
    lambda counts, p: whole_surprise(counts, p) / counts.sum(axis=-1),
]

WRONG["build a code"] = [[1, 2, 2, 15], [1, 2, 2, 20], [1, 1, 30, 30], [1, 2, 3, 60], [1, 2, 3, math.inf]]
RIGHT["build a code"] = [(1, 2, 3, 3), np.array([1, 2, 3, 3], dtype=object), [Fraction(1), 2, 3, 3]]

WRONG["beat H"] = [
    [[0.50001, 0.25, 0.125, 0.12499], [1, 2, 3, 3]],
    [[0.5, 0.25, 0.25 - 2**-40, 2**-40], [1, 2, 2, 40]],
    [[0.5, 0.25, 0.25, 0], [1, 2, 2, 20]],
]
RIGHT["beat H"] = [
    [[0.25] * 4, [2] * 4],
    ([0.125, 0.125, 0.25, 0.5], [3, 3, 2, 1]),
    [[Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)], [1, 2, 3, 3]],
    [np.array([8, 4, 2, 2]) / 16, -np.log2(np.array([8, 4, 2, 2]) / 16)],
]

WRONG["a rare surprise"] = [[63 / 64, 1 / 64, 0, 0], [0.9, 0.05, 0.03, 0.02], [1.01, -0.01, 0, 0], [0.97, 0.01, 0.01]]
RIGHT["a rare surprise"] = [
    [0.99, 0.01, 0, 0],
    [Fraction(97, 100), *[Fraction(1, 100)] * 3],
    [Decimal("0.97"), *[Decimal("0.01")] * 3],
    [0.99, 0.01, 0, 0.3 - 0.2 - 0.1],  # the last is −2.8e-17
]

# -- 03 KL divergence


def literal_divergence(p, q):
    return np.sum(p * np.log2(p / q), axis=-1)


def divergence_of_one(p, q):
    return sum(math.inf if two == 0 else one * math.log2(one / two) for one, two in zip(p, q, strict=True) if one > 0)


def chosen_divergence(p, q):
    return np.sum(p[p > 0] * np.log2(p[p > 0] / q[p > 0]))


WRONG["mend the divergence"] = [
    lambda p, q: chosen_divergence(p, q) if p.ndim == 1 else literal_divergence(p, q),
    lambda p, q: np.inf if np.any((q == 0) & (p > 0)) else np.nansum(p * np.log2(p / q), axis=-1),
    lambda p, q: chosen_divergence(p, q) if np.any(p == 0) else literal_divergence(p, q),
    row_by_row(divergence_of_one, columns=True),
    lambda p, q: divergence_of_one(p, q) if p.ndim == 1 else [literal_divergence(p[0], q[0]), np.inf],
    lambda p, q: divergence_of_one(p, q) if p.ndim == 1 else [divergence_of_one(p[row], q[row]) for row in (0, 1)],
    lambda p, q: np.where(p.ndim == 1, literal_divergence(p, q), np.nansum(p * np.log2(p / q), axis=-1)),
    lambda p, q: np.nansum(np.where(q > 0, p * np.log2(p / q), np.nan), axis=-1),
]
RIGHT["mend the divergence"] = [
    row_by_row(divergence_of_one),
    lambda p, q: np.nansum(p * np.log2(p / q), axis=-1),
    lambda p, q: np.sum(p * np.log2(p / q), axis=-1, where=p > 0),
    lambda p, q: np.sum(np.nan_to_num(p * np.log2(p / q), posinf=np.inf), axis=-1),
    lambda p, q: np.einsum("...i,...i->...", p, np.where(p > 0, np.log2(np.where(p > 0, p, 1) / q), 0)),
    row_by_row(chosen_divergence),
]


def shares(draws, q):
    return np.bincount(draws, minlength=len(q)) / len(draws)


def divergence_of_pairs(p, q):
    """Of as many pairs as there are."""
    return sum(one * np.log2(one / two) for one, two in zip(p, q, strict=False) if one > 0)


WRONG["count first"] = [
    lambda draws, q: divergence_of_pairs(np.unique(draws, return_counts=True)[1] / len(draws), q),
    lambda draws, q: divergence_of_pairs([count / len(draws) for count in Counter(draws).values()], q),
    lambda draws, q: divergence_of_pairs([count / len(draws) for _, count in Counter(draws).most_common()], q),
    lambda draws, q: divergence_of_pairs([np.mean(draws == name) for name in np.unique(draws)], q),
    lambda draws, q: divergence_of_pairs(np.histogram(draws, bins=len(q))[0] / len(draws), q),
    lambda draws, q: divergence_of_pairs(sorted(shares(draws, q), reverse=True), q),
    lambda draws, q: np.inf if np.any(q == 0) else divergence_of_pairs(shares(draws, q), q),
    lambda draws, q: divergence_of_pairs(np.bincount(draws, minlength=len(q)) / len(q), q),
    lambda draws, q: np.mean(np.log2(shares(draws, q)[draws] / q)),
]
RIGHT["count first"] = [
    lambda draws, q: divergence_of_one([np.mean(draws == name) for name in range(len(q))], q),
    lambda draws, q: np.mean(np.log2(shares(draws, q)[draws] / q[draws])),
    lambda draws, q: sum(
        count / len(draws) * np.log2(count / len(draws) / q[name]) for name, count in Counter(draws.tolist()).items()
    ),
    lambda draws, q: np.nansum(np.eye(len(q))[draws].mean(axis=0) * np.log2(np.eye(len(q))[draws].mean(axis=0) / q)),
    lambda draws, q: divergence_of_pairs(np.histogram(draws, bins=np.arange(len(q) + 1))[0] / len(draws), q),
    lambda draws, q: divergence_of_pairs(np.bincount(draws) / len(draws), q),  # what is missing is the zeros at the end
]

WRONG["equal both ways"] = [[[0.5, 0.5], [0.5, 0.6]], [[3, 7], [7, 3]], [[1.2, -0.2], [-0.2, 1.2]], [[0.25] * 4] * 2]
RIGHT["equal both ways"] = [
    [[Fraction(1, 3), Fraction(2, 3)], [Fraction(2, 3), Fraction(1, 3)]],
    [[0.9, 0.1, 1 - 0.9 - 0.1], [0.1, 0.9, 0]],  # the third is −2.8e-17
    np.array([[0.5, 0.3, 0.2], [0.3, 0.5, 0.2]]),
]

WRONG["equal without reordering"] = [[[0.3, 0.7], [0.6999, 0.3001]], [[0.6, 0.3, 0.1], [0.1, 0.31, 0.59]]]
RIGHT["equal without reordering"] = [[[0.6, 0.2, 0.2], [0.4, 0.3, 0.3]], ((0.17, 0.17, 0.66), (0.33, 0.33, 0.34))]

WRONG["read both directions"] = [[0.2, 0.2], [0.2075, 0.2075], [0.1887, 0.1887]]
RIGHT["read both directions"] = [(0.2075, 0.1887), [Decimal("0.2075"), Decimal("0.1887")]]

# -- 04 cross-entropy


def cheapest_by(price):
    return lambda p, beliefs: beliefs[np.argmin([price(p, q) for q in beliefs])]


def paid_for(p, q):
    """H(P, Q) in bits for one pair, by the outcomes that come."""
    return -np.sum(p[p > 0] * np.log2(q[p > 0]))


def rows_with_a_zero_left_out(p, beliefs):
    whole = beliefs[(beliefs > 0).all(axis=1)]
    return whole[np.argmin(-np.sum(p * np.log2(whole), axis=-1))]


def nan_is_dear(p, beliefs):
    return beliefs[np.argmin(np.nan_to_num(-np.sum(p * np.log2(beliefs), axis=-1), nan=np.inf))]


def price(p, q):
    return np.sum(np.where(p > 0, -p * np.log2(q), 0), axis=-1)


def renormalised_where_p_is(p, q):
    q = np.where(p > 0, q, 0)
    return price(p, q / q.sum(axis=-1, keepdims=True))


def by_loops(p, q):
    if p.ndim > 1:
        return [by_loops(a, b) for a, b in zip(p, q, strict=True)]
    return sum(-a * math.log2(b) if b > 0 else math.inf for a, b in zip(p, q, strict=True) if a > 0)


def run_by_loops(run, q):
    if run.ndim > 1:
        return [run_by_loops(one, q) for one in run]
    return sum(-math.log2(q[letter]) if q[letter] else math.inf for letter in run) / len(run)


WRONG["price a run"] = [
    lambda run, q: -np.log2(np.prod(q[run], axis=-1)) / run.shape[-1],
    lambda run, q: -np.sum(np.log2(q[run]), axis=-1) / (run.shape[-1] - 1),
    lambda run, q: np.full(run.shape[:-1], np.inf) if np.any(q[run] == 0) else -np.mean(np.log2(q[run]), axis=-1),
]
RIGHT["price a run"] = [
    run_by_loops,
    lambda run, q: -np.log2(np.prod(q[run] ** (1 / run.shape[-1]), axis=-1)),
    lambda run, q: np.apply_along_axis(lambda one: np.mean(-np.log(q[one])) / np.log(2), -1, run),
]
WRONG["pick the best belief"] = [
    cheapest_by(lambda p, q: math.inf if np.any(q == 0) else paid_for(p, q)),
    lambda p, beliefs: beliefs[np.nanargmin(-np.sum(p * np.log2(beliefs), axis=-1))],
    nan_is_dear,
    rows_with_a_zero_left_out,
    cheapest_by(lambda p, q: -p[0] * np.log2(q[0]) - (1 - p[0]) * np.log2(1 - q[0])),
    cheapest_by(lambda p, q: np.max(np.where(p > 0, -p * np.log2(q), 0))),
    cheapest_by(lambda p, q: paid_for(p, np.clip(q, 1e-100, 1))),
    cheapest_by(lambda p, q: paid_for(p, np.clip(q, 1e-300, 1))),
    cheapest_by(lambda p, q: paid_for(p, q + np.finfo(float).tiny)),
]
RIGHT["pick the best belief"] = [
    cheapest_by(by_loops),
    lambda p, beliefs: sorted(beliefs.tolist(), key=lambda q: by_loops(p, np.array(q)))[0],
    lambda p, beliefs: beliefs[np.argmax(np.prod(beliefs**p, axis=-1))],
    lambda p, beliefs: tuple(beliefs[np.argmin(-np.nansum(p * np.log(beliefs), axis=-1))]),
]
WRONG["price a belief"] = [
    lambda p, q: np.where(((p > 0) != (q > 0)).any(axis=-1), np.inf, price(p, q)),
    renormalised_where_p_is,
    lambda p, q: np.sum(np.where(p > 0, -p * np.log2(q), -np.log2(1 - q)), axis=-1),
    lambda p, q: -np.sum(p[p > 0] * np.log2(q[p > 0])),
]
RIGHT["price a belief"] = [
    by_loops,
    lambda p, q: -np.nansum(p * np.log2(q), axis=-1),
    lambda p, q: -np.sum(p * np.log2(q), axis=-1, where=p > 0),
    lambda p, q: -np.log2(np.prod(q**p, axis=-1)),
]
RIGHT["above three nats"] = [[Fraction(9, 10), Fraction(1, 50)], [Decimal("0.9"), 0.02], (0, 0.99)]

# -- 05 loss


def first_with_that_label(labels, q):
    labels = labels.tolist()
    return np.mean([-np.log(q[labels.index(label)][label]) for label in labels])


def loss_shifted_by(shift):
    """The log-sum-exp minus the logit of the label, with `shift` subtracted before the exponential."""
    return lambda labels, z: (
        (np.log(np.exp(z - shift(z)).sum(axis=-1, keepdims=True)) + shift(z))[:, 0] - z[range(len(labels)), labels]
    )


def slope_shifted_by(shift):
    def slope(y, z):
        powers = np.exp(z - shift(z))
        return powers / powers.sum(axis=-1, keepdims=True) - y

    return slope


def loss_by_loops(labels, z):
    return [
        max(row) + math.log(sum(math.exp(one - max(row)) for one in row)) - row[label]
        for row, label in zip(z.tolist(), labels.tolist(), strict=True)
    ]


def slope_by_loops(y, z):
    if z.ndim > 1:
        return [slope_by_loops(*pair) for pair in zip(y, z, strict=True)]
    powers = [math.exp(one - max(z)) for one in z]
    return [power / sum(powers) - truth for power, truth in zip(powers, y, strict=True)]


UNSAFE_SHIFTS = [
    lambda z: z.mean(axis=-1, keepdims=True),
    lambda z: np.median(z, axis=-1, keepdims=True),
    lambda z: z.sum(axis=-1, keepdims=True),
    lambda z: z.max(axis=-1, keepdims=True) / 2,
    lambda z: np.abs(z).max(axis=-1, keepdims=True),
    lambda z: np.maximum(z.max(axis=-1, keepdims=True), 0),
    lambda z: np.where(z.max(axis=-1, keepdims=True) > 700, z.max(axis=-1, keepdims=True), 0),
    lambda z: np.linalg.norm(z, axis=-1, keepdims=True),
    lambda z: z[..., :1],
    lambda z: np.float64(300),
    lambda z: np.float64(500),
    lambda z: np.float64(700),
]
FOUR_SEVENTHS = [Fraction(4, 7), Fraction(3, 7), 0, 0]
TWO_THIRDS = [0, 0, Fraction(2, 3), Fraction(1, 3)]

WRONG["beat the best constant"] = [[0.40001, 0.3, 0.2, 0.1]]
RIGHT["beat the best constant"] = [
    [Fraction(4, 10), Fraction(3, 10), Fraction(2, 10), Fraction(1, 10)],
]
WRONG["beat it with eyes"] = [
    [[0.57143, 0.42858, 0, 0]] * 7 + [[0, 0, 0.66667, 0.33334]] * 3,
    [[0.4000004, 0.3000003, 0.2000002, 0.1]] * 10,
]
RIGHT["beat it with eyes"] = [[FOUR_SEVENTHS] * 7 + [TWO_THIRDS] * 3]
RIGHT["two lowest points"] = [[Fraction(4, 5), Fraction(4, 5)], (0.8, Decimal("0.8"))]
WRONG["mean of a batch"] = [
    first_with_that_label,
    lambda labels, q: np.mean([np.mean(-np.log(q[labels == c, c])) for c in np.unique(labels)]),
    lambda labels, q: np.mean(list({label: -np.log(q[i, label]) for i, label in enumerate(labels.tolist())}.values())),
]
RIGHT["mean of a batch"] = [
    lambda labels, q: -np.nansum(np.eye(q.shape[-1])[labels] * np.log(q)) / len(labels),
    lambda labels, q: sum(-math.log(row[t]) if row[t] else math.inf for row, t in zip(q, labels, strict=True)) / len(q),
    lambda labels, q: -np.log(np.prod(q[range(len(labels)), labels])) / len(labels),
]
WRONG["loss from logits"] = [
    *map(loss_shifted_by, UNSAFE_SHIFTS),
    lambda labels, z: np.array([loss_by_loops(labels, z)[labels.tolist().index(label)] for label in labels]),
]
RIGHT["loss from logits"] = [
    loss_by_loops,
    lambda labels, z: np.logaddexp.reduce(z, axis=1) - z[range(len(labels)), labels],
]
WRONG["push on the logits"] = [
    *map(slope_shifted_by, UNSAFE_SHIFTS),
    lambda y, z: slope_shifted_by(lambda z: 0)(y, np.clip(z, -500, 500)),
    lambda y, z: np.nan_to_num(np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True), nan=1.0) - y,
    lambda y, z: (
        np.where(
            z.max(axis=-1, keepdims=True) > 700,
            np.eye(z.shape[-1])[z.argmax(axis=-1)],
            slope_shifted_by(lambda z: 0)(0, np.clip(z, -700, 700)),
        )
        - y
    ),
]
RIGHT["push on the logits"] = [
    slope_by_loops,
    lambda y, z: np.exp(z - np.logaddexp.reduce(z, axis=-1)[..., None]) - y,
]
RIGHT["right and costly"] = [
    [[0.50001] * 3, [0.5001, 0.5001, 0.4999]],
    [[Fraction(11, 20)] * 3, [Fraction(9, 10), Fraction(9, 10), Fraction(9, 20)]],
]
WRONG["right and costly"] = [[[0.6, 0.6, 0.6], [0.9, 0.6, 0.4]]]

WRONG["what the input leaves"] = [
    lambda joint: 1 - np.sum(joint.max(axis=1)),
    lambda joint: math.log(joint.shape[1]),
    lambda joint: -np.sum(joint.max(axis=1) * np.log(joint.max(axis=1) / joint.sum(axis=1))),
    lambda joint: -sum(p * math.log(p / sum(row)) for row in joint for p in row if p) / len(joint),
]
RIGHT["what the input leaves"] = [
    lambda joint: -sum(p * math.log(p / sum(row)) for row in joint for p in row if p),
    lambda joint: -np.nansum(joint * np.log(joint / joint.sum(axis=1, keepdims=True))),
    lambda joint: (
        -np.sum(joint[joint > 0] * np.log(joint[joint > 0])) + sum(row * math.log(row) for row in joint.sum(axis=1))
    ),
]
WRONG["error of a gain"] = [
    lambda first, second: np.ptp(first - second) / math.sqrt(len(first)),
    lambda first, second: 1 / math.sqrt(len(first)),
    lambda first, second: np.std(np.concatenate([first, second]), ddof=1) / math.sqrt(len(first)),
    lambda first, second: 1.96 * np.std(first - second, ddof=1) / math.sqrt(len(first)),
]
RIGHT["error of a gain"] = [
    lambda first, second: (second - first).std(ddof=1) / len(first) ** 0.5,
    lambda first, second: math.sqrt((np.cov(first, second) * [[1, -1], [-1, 1]]).sum() / len(first)),
]

# -- 07 language models


def smoothed(counts, lam):
    return (counts + lam) / (counts + lam).sum(axis=-1, keepdims=True)


def plain_shares(counts):
    return counts / counts.sum(axis=-1, keepdims=True)


def smoothed_by_loops(counts, lam):
    if counts.ndim > 1:
        return [smoothed_by_loops(row, lam) for row in counts]
    return [(float(count) + lam) / (sum(counts) + lam * len(counts)) for count in counts]


def perplexity_by_loops(q):
    if q.ndim > 1:
        return [perplexity_by_loops(row) for row in q]
    return math.exp(-sum(map(math.log, q)) / len(q)) if min(q) > 0 else math.inf


WRONG["perplexity of a set"] = [
    lambda q: np.prod(q, axis=-1) ** (-1 / q.shape[-1]),
    lambda q: np.prod(1 / q, axis=-1) ** (1 / q.shape[-1]),
]
RIGHT["perplexity of a set"] = [
    perplexity_by_loops,
    lambda q: 2 ** -np.mean(np.log2(q), axis=-1),
    lambda q: 1 / np.prod(q ** (1 / q.shape[-1]), axis=-1),
]
WRONG["smoothed counts"] = [
    lambda counts, lam: smoothed(counts, lam) if np.any(counts == 0) else plain_shares(counts),
    lambda counts, lam: np.where(
        (counts == 0).any(axis=-1, keepdims=True), smoothed(counts, lam), plain_shares(counts)
    ),
]
RIGHT["smoothed counts"] = [
    smoothed_by_loops,
    lambda counts, lam: smoothed(counts, lam).tolist(),
    lambda counts, lam: (counts + lam) / (counts.sum(axis=-1, keepdims=True) + lam * counts.shape[-1]),
]
WRONG["cheaper per token"] = [[[2.0, 10], [4.0, 5]], [[0.1, 30], [0.3, 10]]]
RIGHT["cheaper per token"] = [
    [[0.01, 10], [0.05, 1]],
    [[1e-5, 50], [2e-5, 10]],
    [[Fraction(2), 5000], [Fraction(4), 1500]],
    [[19.99999, 10**9], [20, 10**9 - 1000]],
]
WRONG["under one bit"] = [[0.90004, 0.1, 0]]
RIGHT["under one bit"] = [
    [Fraction(9, 10), Fraction(1, 10), Fraction(0)],
    [Fraction(9, 10), 0.1, Decimal(0)],
    [0.9, 0.1, 1 - 0.9 - 0.1],
]
