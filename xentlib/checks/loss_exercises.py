"""Exercises on losses: labels, predictions, and what no prediction can save."""

import math

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise
from xentlib.checks.rules import (
    BATCH_MAXIMUM,
    BATCH_SUM,
    YES_NO,
    is_above,
    not_negative,
    sum_to_one,
    told_sum,
    yes_no,
)
from xentlib.information import entropy
from xentlib.losses import (
    binary_cross_entropy_with_logits,
    log_softmax,
    softmax,
    sparse_categorical_cross_entropy,
    sparse_categorical_cross_entropy_with_logits,
)

LABELS = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, 3])
FREQUENCIES = np.bincount(LABELS) / len(LABELS)
BEST = entropy(FREQUENCIES, base=math.e)

SOFT = 0.8  # of class 1, in a label that hesitates


def _constant_loss(q):
    return float(-FREQUENCIES @ np.log(q))


def _truths(table):
    """What each row of the table gives to its sample's class."""
    return _paid(LABELS, table)


def _table_loss(table):
    """As it is shown."""
    return f"{round(-np.log(_truths(table)).mean(), 4) + 0.0:.4f}"  # no −0


def _told_row(table):
    """The first row that does not sum to 1."""
    row = np.argmin(sum_to_one(table))
    return f"Row {1 + row} sums to {told_sum(table[row])}; each row must sum to 1."


def _entropies(joint):
    """Of both together, of the input (the rows) and of the label (the columns), in nats."""
    parts = joint.ravel(), joint.sum(axis=1), joint.sum(axis=0)
    return [entropy(p, base=math.e) for p in parts]


def _left(joint):
    both, of_input, _ = _entropies(joint)
    return both - of_input


def _given(joint):
    """p(label | input), a row for each input."""
    return joint / joint.sum(axis=1, keepdims=True)


def _row_entropies(joint):
    return entropy(_given(joint), base=math.e)


def _mean_loss(labels, q):
    return sparse_categorical_cross_entropy(labels, q).mean()


def _paid(labels, q):
    """What each sample gives to its truth."""
    return q[range(len(labels)), labels]


def _one_hot(labels, q):
    return np.eye(q.shape[-1])[labels]


def _literal_softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _positive_maximum(z):
    """The largest logit of each row, or 0 if all are negative."""
    return np.maximum(z.max(axis=-1, keepdims=True), 0)


def _gradient(y, z):
    return softmax(z) - y


EXERCISES = {
    "beat the best constant": ConstructionExercise(
        read=lambda answer: not_negative(answer, 4),
        form="Give four numbers of at least 0: what is predicted for A, B, C and D.",
        rules=(
            Rule(
                sum_to_one,
                lambda q: f"Your four numbers sum to {told_sum(q)}; probabilities sum to 1.",
                [4, 3, 2, 1],
            ),
            Rule(
                lambda q: _constant_loss(q) < math.inf,
                lambda q: "Your mean loss is ∞ nats: a class that comes has probability 0.",
                [1, 0, 0, 0],
            ),
            Rule(
                lambda q: f"{_constant_loss(q):.4f}" == f"{BEST:.4f}",
                lambda q: f"Your mean loss is {_constant_loss(q):.4f} nats; the best is {BEST:.4f}.",
                [0.25, 0.25, 0.25, 0.25],
            ),
        ),
        remark=lambda q: (
            f"To four decimals that is H(f) = {BEST:.4f} nats; a constant other than f pays D_KL(f‖ŷ) on top."
        ),
    ),
    "beat it with eyes": ConstructionExercise(
        read=lambda answer: not_negative(answer, 10, 4),
        form="Give ten rows of four numbers of at least 0, a row for each sample.",
        rules=(
            Rule(
                lambda table: bool(np.all(sum_to_one(table))),
                _told_row,
                [[4, 3, 2, 1]] * 10,
            ),
            Rule(
                lambda table: bool(np.all(_truths(table) > 0)),
                lambda table: f"Sample {1 + np.argmin(_truths(table))} gives its truth 0: the mean is ∞ nats.",
                [[1, 0, 0, 0]] * 10,
            ),
            Rule(
                lambda table: is_above((f"{BEST:.4f}", _table_loss(table))),
                lambda table: f"Your mean loss is {_table_loss(table)} nats, not below {BEST:.4f}.",
                [[0.4, 0.3, 0.2, 0.1]] * 10,
            ),
        ),
        remark=lambda table: (
            f"Mean loss {_table_loss(table)} nats, below {BEST:.4f}: your rows differ, so it is no constant. "
            "Whether they know more, or know this table by heart, only new samples tell."
        ),
    ),
    "what the input leaves": FunctionExercise(
        right=_left,
        cases=(
            ([[0.3, 0.1, 0.1], [0.05, 0.25, 0.2]],),
            ([[0.6, 0.2], [0.05, 0.15]],),
            ([[0.4, 0.3, 0.0, 0.0], [0.0, 0.0, 0.2, 0.1]],),
            ([[0.1, 0.1], [0.0, 0.3], [0.2, 0.3]],),
            ([[0.2, 0.0], [0.0, 0.8]],),
            ([[0.12, 0.28], [0.18, 0.42]],),
        ),
        mistakes=(
            Mistake(lambda joint: _entropies(joint)[0], "that is H(X, Y), of both together; H(X) is still in it"),
            Mistake(lambda joint: _entropies(joint)[1], "that is H(X), of the input alone"),
            Mistake(
                lambda joint: _entropies(joint)[2], "that is H(Y), what is uncertain before the input is looked at"
            ),
            Mistake(
                lambda joint: _entropies(joint)[0] - _entropies(joint)[2],
                "that is H(X|Y); the inputs are the rows, the labels the columns",
            ),
            Mistake(
                lambda joint: sum(_entropies(joint)[1:]) - _entropies(joint)[0],
                "that is I(X; Y), what the input takes away; what it leaves was asked",
            ),
            Mistake(
                lambda joint: _row_entropies(joint).mean(),
                "every input counts the same; the frequent ones weigh more, by p(x)",
            ),
            Mistake(
                lambda joint: _row_entropies(joint).sum(),
                "the entropies of the rows, without their weights p(x); "
                "or your weights are a column: use joint.sum(axis=1)",
            ),
            Mistake(
                lambda joint: -np.sum(joint * np.log(_given(joint))),
                "0 · log 0 counts as 0: leave out what has no weight",
            ),
            Mistake(lambda joint: 0.0, "nothing is left only where the input settles the label"),
            Mistake(_row_entropies, "an entropy for each input; their average was asked, weighted by p(x)"),
            Mistake(lambda joint: joint.sum(axis=1) * _row_entropies(joint), "the terms, not their sum"),
        ),
        unit="nats",
        remark="No model that sees X alone has a lower expected loss on labels drawn so.",
    ),
    "two lowest points": ValueExercise(
        right=[SOFT, SOFT],
        mistakes=(
            Mistake([1, SOFT], "the two differ by H(y), and ŷ is not in it, so they have the same best ŷ"),
            Mistake([SOFT, 1], "a constant, H(y), lies between the two curves, so their lowest points stand at one ŷ"),
            Mistake([1, 1], "the majority is right in eight cases of ten; the other two are paid, too"),
            Mistake(
                [entropy([1 - SOFT, SOFT], base=math.e), 0], "those are the lowest values; the predictions were asked"
            ),
            Mistake([1 - SOFT, 1 - SOFT], "that is class 0; class 1 was asked"),
            Mistake([1 - SOFT, SOFT], "that is class 0 and class 1; give ŷ for class 1 twice, once for each curve"),
            Mistake(
                [SOFT, 1 - SOFT], "that is one prediction as a pair; give ŷ for class 1 twice, once for each curve"
            ),
            Mistake([SOFT, 0], "the first is a place, the second a height; two places were asked"),
            Mistake([0.5, 0.5], "at one half nothing is known; the label knows more"),
        ),
        unit="",
        remark="Both are lowest where the prediction is the label; only their heights there differ, by H(y).",
    ),
    "mean of a batch": FunctionExercise(
        right=_mean_loss,
        cases=(
            ([1, 1, 0, 1], [[0.6, 0.4], [0.3, 0.7], [0.2, 0.8], [0.4, 0.6]]),
            ([2, 0], [[0.2, 0.3, 0.5], [0.3, 0.6, 0.1]]),
            ([1, 0], [[1.0, 0.0], [0.5, 0.5]]),
            ([1], [[0.0, 1.0]]),
        ),
        mistakes=(
            Mistake(
                lambda labels, q: np.mean(labels * -np.log(_paid(labels, q))),
                "the class number is a factor, so class 0 costs nothing; it should be an index",
            ),
            Mistake(
                lambda labels, q: np.sum(labels * -np.log(_paid(labels, q))),
                "the class number is a factor, where it should be an index, and the losses are added up",
            ),
            Mistake(lambda labels, q: np.sum(-np.log(_paid(labels, q))), "the sum, where the mean was asked"),
            Mistake(lambda labels, q: np.mean(np.log(_paid(labels, q))), "the minus sign is missing"),
            Mistake(lambda labels, q: -np.mean(np.log2(_paid(labels, q))), "bits, where nats were asked"),
            Mistake(
                lambda labels, q: -np.log(np.mean(_paid(labels, q))),
                "the log of a mean, where the mean of the logs was asked",
            ),
            Mistake(
                lambda labels, q: np.mean(1 - _paid(labels, q)), "that is what the truth was not given, without a log"
            ),
            Mistake(lambda labels, q: np.mean((1 - _paid(labels, q)) ** 2), "that is the squared error"),
            Mistake(
                lambda labels, q: -np.mean(np.log(q)), "all probabilities are in it; only that of the truth is paid for"
            ),
            Mistake(
                lambda labels, q: -np.mean(np.sum(np.log(q), axis=-1)),
                "the wrong classes are in the sum; only that of the truth is paid for",
            ),
            Mistake(
                lambda labels, q: -np.mean(_one_hot(labels, q) * np.log(q)),
                "divided by samples times classes; the mean is over the samples",
            ),
            Mistake(
                lambda labels, q: -np.sum(np.log(_paid(labels, q))) / q.shape[-1],
                "divided by the number of classes; the mean is over the samples",
            ),
            Mistake(lambda labels, q: np.mean(yes_no(_one_hot(labels, q), q).sum(axis=-1)), YES_NO),
            Mistake(lambda labels, q: np.mean(yes_no(_one_hot(labels, q), q)), f"{YES_NO}, and not divided by K"),
            Mistake(lambda labels, q: -np.log(_paid(labels, q)), "one loss for each sample; their mean was asked"),
            Mistake(
                lambda labels, q: np.mean([-math.log(share) for share in _paid(labels, q)]),
                "math.log(0) is an error; np.log(0) gives −∞",
            ),
            Mistake(
                lambda labels, q: np.mean(np.where(_paid(labels, q) > 0, -np.log(_paid(labels, q)), 0)),
                "a truth that got 0 costs ∞, not 0",
            ),
            Mistake(
                lambda labels, q: np.mean(-np.log(_paid(labels, q)[_paid(labels, q) > 0])),
                "a truth that got 0 costs ∞, and may not be left out of the mean",
            ),
            Mistake(
                lambda labels, q: np.mean(-np.log(np.max(q, axis=-1))),
                "that is what the likeliest class got; the truth may be another one",
            ),
            Mistake(
                lambda labels, q: _mean_loss(labels, softmax(q)),
                "these are probabilities already, so no softmax",
            ),
            Mistake(
                lambda labels, q: -np.log(_paid(labels, q))[0],
                "the first sample alone; return after the loop, not inside it",
            ),
            Mistake(
                lambda labels, q: -np.mean(np.sum(_one_hot(labels, q) * np.log(q), axis=-1)),
                "0 · log 0 is 0: take the entry of the truth, and leave the others out",
            ),
            Mistake(
                lambda labels, q: -np.mean(np.log(q[labels, range(len(labels))])),
                "rows and columns are swapped; sample i is row i",
            ),
            Mistake(
                lambda labels, q: -np.mean(np.log(q[:, labels])),
                "q[:, labels] pairs every sample with every label",
            ),
            Mistake(
                lambda labels, q: -np.mean(np.log(np.clip(_paid(labels, q), 1e-7, 1))),
                "clipping hides the ∞",
            ),
            Mistake(
                lambda labels, q: -np.mean(np.log(_paid(labels, q) + 1e-12)),
                "a tiny number inside the log hides the ∞",
            ),
        ),
        unit="nats",
        remark="The label is an index, and one zero for a truth makes the mean ∞.",
    ),
    "loss from logits": FunctionExercise(
        right=sparse_categorical_cross_entropy_with_logits,
        cases=(
            ([0, 1], [[2.0, 1.0, -1.0], [0.7, 0.2, 0.1]]),
            ([1, 1, 0], [[0.3, 0.7], [1.8, 0.2], [-0.6, 0.4]]),
            ([2], [[0.0, 0.0, 0.0]]),
            ([0], [[1000.0, 0.0]]),
            ([1], [[720.0, 0.0]]),
            ([1, 0], [[1000.0, 0.0], [-5.0, 1.0]]),
            ([0, 1], [[-1000.0, -1001.0], [-2000.0, -2000.0]]),
            ([1], [[0.0, 1000.0]]),
            ([1], [[3000.0, 2999.0, 0.0]]),
            ([0], [[2000.0, 0.0, 0.0]]),
        ),
        mistakes=(
            Mistake(
                lambda labels, z: sparse_categorical_cross_entropy_with_logits(labels, softmax(z)),
                "softmax is applied twice",
            ),
            Mistake(
                lambda labels, z: -np.log(_paid(labels, z)),
                "these are logits, not probabilities; a softmax comes first",
            ),
            Mistake(lambda labels, z: -_paid(labels, z), "the log-sum-exp is missing"),
            Mistake(
                lambda labels, z: z.max(axis=-1) - _paid(labels, z),
                "the largest logit stands where the log-sum-exp belongs",
            ),
            Mistake(
                lambda labels, z: -sparse_categorical_cross_entropy_with_logits(labels, z), "the minus sign is missing"
            ),
            Mistake(
                lambda labels, z: sparse_categorical_cross_entropy_with_logits(labels, z) / math.log(2),
                "bits, where nats were asked",
            ),
            Mistake(
                lambda labels, z: labels * sparse_categorical_cross_entropy_with_logits(labels, z),
                "the class number is a factor; it should be an index",
            ),
            Mistake(
                lambda labels, z: sparse_categorical_cross_entropy_with_logits(labels, z).mean(),
                "the mean; one loss for each sample was asked",
            ),
            Mistake(
                lambda labels, z: sparse_categorical_cross_entropy_with_logits(labels, z).sum(),
                "the sum; one loss for each sample was asked",
            ),
            Mistake(
                lambda labels, z: -np.log(_paid(labels, softmax(z, axis=0))),
                "the softmax runs over the batch; it belongs over the classes, the last axis",
            ),
            Mistake(
                lambda labels, z: -log_softmax(z),
                "one loss for each class; take that of the label",
            ),
            Mistake(lambda labels, z: yes_no(_one_hot(labels, z), softmax(z)).sum(axis=-1), YES_NO),
            Mistake(lambda labels, z: yes_no(_one_hot(labels, z), _sigmoid(z)).sum(axis=-1), YES_NO),
            Mistake(lambda labels, z: binary_cross_entropy_with_logits(_one_hot(labels, z), z).sum(axis=-1), YES_NO),
            Mistake(
                lambda labels, z: -np.log(_paid(labels, _literal_softmax(z - z.max()))),
                BATCH_MAXIMUM,
            ),
            Mistake(
                lambda labels, z: np.log(np.sum(np.exp(z), axis=-1)) - _paid(labels, z),
                "e¹⁰⁰⁰ is too large for a float; subtract the largest logit first",
            ),
            Mistake(
                lambda labels, z: np.log(np.sum(np.exp(z - _paid(labels, z)[:, None]), axis=-1)),
                "the logit of the label is subtracted; subtract the largest, or a power may be too large for a float",
            ),
            Mistake(
                lambda labels, z: -np.log(_paid(labels, _literal_softmax(z))),
                "e¹⁰⁰⁰ is ∞ to a float, and ∞ / ∞ is no number; subtract the largest logit first",
            ),
            Mistake(
                lambda labels, z: (
                    np.log(np.sum(np.exp(z - _positive_maximum(z)), axis=-1))
                    + _positive_maximum(z)[:, 0]
                    - _paid(labels, z)
                ),
                "e⁻¹⁰⁰⁰ is 0 to a float, and its log is lost; subtract the largest logit, whatever its sign",
            ),
            Mistake(
                lambda labels, z: sparse_categorical_cross_entropy_with_logits(labels, z - z.max(axis=-1)),
                "each row has its own largest logit and its own sum: keepdims=True keeps the rows apart",
            ),
            Mistake(
                lambda labels, z: np.log(np.sum(np.exp(z - z.max()), axis=-1)) + z.max() - _paid(labels, z),
                BATCH_MAXIMUM,
            ),
            Mistake(
                lambda labels, z: np.log(np.sum(np.exp(z - z.max()))) + z.max() - _paid(labels, z),
                BATCH_SUM,
            ),
            Mistake(
                lambda labels, z: -np.log(_paid(labels, softmax(z))),
                "the probability is rounded to 0 before its log is taken; take the log by hand",
            ),
            Mistake(
                lambda labels, z: -np.log(np.clip(_paid(labels, softmax(z)), 1e-7, 1)),
                "clipping limits the loss from above",
            ),
            Mistake(
                lambda labels, z: -np.log(_paid(labels, softmax(z)) + 1e-12),
                "a tiny number inside the log limits the loss from above",
            ),
        ),
        unit="nats",
        remark="It takes logits of any size, and no softmax before it.",
    ),
    "push on the logits": FunctionExercise(
        right=_gradient,
        cases=(
            ([1.0, 0.0, 0.0], [2.0, 1.0, -1.0]),
            ([0.7, 0.2, 0.1], [0.3, -0.2, 0.1]),
            ([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], [[2.0, 1.0, -1.0], [0.3, 0.1, 0.0]]),
            ([0.0, 1.0], [1000.0, 0.0]),
            ([1.0, 0.0], [0.0, 1000.0]),
            ([1.0, 0.0], [-1000.0, -1001.0]),
            ([0.0, 1.0, 0.0], [3000.0, 2999.0, 0.0]),
            ([1.0, 0.0, 0.0], [2000.0, 0.0, 0.0]),
            ([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], [[1000.0, 0.0, 0.0], [-5.0, 1.0, 0.0]]),
        ),
        mistakes=(
            Mistake(
                lambda y, z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=-1, keepdims=True) - y,
                BATCH_MAXIMUM,
            ),
            Mistake(lambda y, z: y - softmax(z), "that is the way downhill; the gradient points uphill"),
            Mistake(lambda y, z: _sigmoid(z) - y, YES_NO),
            Mistake(lambda y, z: softmax(z), "the truth is missing: that is the prediction"),
            Mistake(lambda y, z: -y / softmax(z), "that is the slope in the probabilities, not in the logits"),
            Mistake(lambda y, z: z - y, "logits are not probabilities; a softmax comes first"),
            Mistake(lambda y, z: softmax(softmax(z)) - y, "softmax is applied twice"),
            Mistake(lambda y, z: y * (softmax(z) - y), "the wrong classes are pushed, too"),
            Mistake(lambda y, z: (softmax(z) - y) / math.log(2), "that is the slope in bits"),
            Mistake(
                lambda y, z: np.exp(z - z.max()) / np.sum(np.exp(z - z.max())) - y,
                BATCH_SUM,
            ),
            Mistake(
                lambda y, z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=-1) - y,
                "each row has its own largest logit and its own sum: keepdims=True keeps the rows apart",
            ),
            Mistake(
                lambda y, z: _literal_softmax(z - _positive_maximum(z)) - y,
                "that ends in 0 / 0 or ∞ / ∞, which is no number; subtract the largest logit, whatever its sign",
            ),
            Mistake(
                lambda y, z: _gradient(y, z) / (len(z) if z.ndim > 1 else 1),
                "divided by the number of samples: that is the slope of their mean; the slope of each was asked",
            ),
            Mistake(
                lambda y, z: _gradient(y, z) / len(z),
                "divided by the length of z: the slope of each loss was asked, not of a mean",
            ),
            Mistake(
                lambda y, z: softmax(z, axis=0) - y,
                "the softmax runs over the batch; it belongs over the classes, the last axis",
            ),
            Mistake(
                lambda y, z: _literal_softmax(z) - y,
                "e¹⁰⁰⁰ is too large for a float; subtract the largest logit first",
            ),
        ),
        unit="nats per unit of logit",
        remark="Prediction minus truth: for hard labels, soft labels and whole batches.",
    ),
}
