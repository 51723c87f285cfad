r"""Classification losses: cross-entropy between a label (the truth) and a prediction (the model).

All in **nats**, one number per sample; write ``.mean()`` for the cost of a data set. Each loss has two
forms: of a predicted probability `q`, and ``…_with_logits`` of the scores `z` before the softmax or the
sigmoid, which keeps its digits where a probability would round to 0.

A prediction of exactly 0 for what happened costs ``inf``: nothing is clipped. A class with label weight 0
costs nothing. Bad input is a ``ValueError`` or ``TypeError`` that names the argument, the rule and the value.

Labels and predictions come in pairs: their batch shapes (all axes but that of the classes) are equal, or one
side has none, as with one prediction for many labels. Labels of shape [N] beside predictions of shape [N, 1],
which numpy would multiply out to a table, are a ``ValueError``; so are samples or classes that two pandas
objects name differently.
"""

import numpy as np

from xentlib import _validation as check
from xentlib._numerics import expectation, scalar_or_array, weighted, zeros_allowed


@zeros_allowed
def softmax(z, *, axis=-1):
    r"""Probabilities from scores.

    .. math:: q_c = e^{z_c} / \sum_k e^{z_k}

    Parameters
    ----------
    z : array, shape [..., K]
        Logits along `axis`; adding a constant to all of them changes nothing.

    Returns
    -------
    array, shape of `z`
        Probabilities (no unit), summing to 1 along `axis`. A logit of −∞ gives probability 0.

    Raises
    ------
    ValueError, TypeError
        If a logit is NaN or +∞, or all are −∞.

    References
    ----------
    Goodfellow, Bengio and Courville, *Deep Learning*, sections 4.1 and 6.2.2.3.

    Examples
    --------
    >>> softmax([0.0, 0.0, -np.inf]).tolist()
    [0.5, 0.5, 0.0]
    """
    return np.exp(log_softmax(z, axis=axis))


@zeros_allowed
def log_softmax(z, *, axis=-1):
    r"""Logarithms of the softmax probabilities, right to rounding even where the probability itself rounds to 0.

    .. math:: \log q_c = z_c - \log \sum_k e^{z_k}

    Parameters
    ----------
    z : array, shape [..., K]
        Logits along `axis`.

    Returns
    -------
    array, shape of `z`
        Natural logarithms (nats), each at most 0; −∞ for a logit of −∞.

    Raises
    ------
    ValueError, TypeError
        If a logit is NaN or +∞, or all are −∞.

    References
    ----------
    Blanchard, Higham and Higham, *Accurately computing the log-sum-exp and softmax functions*,
    IMA Journal of Numerical Analysis 41 (2021).

    Examples
    --------
    >>> log_softmax([0.0, 1000.0]).tolist()
    [-1000.0, 0.0]
    """
    z = check.logits("z", z, axis)
    # the largest score becomes 0, so that no exponential overflows
    z = z - z.max(axis=-1, keepdims=True)
    log_q = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return np.moveaxis(log_q, -1, axis)


@zeros_allowed
def binary_cross_entropy(y, q):
    r"""Loss of a yes/no prediction.

    .. math:: -y \ln q - (1 - y) \ln (1 - q)

    Parameters
    ----------
    y : float or array, shape [...]
        Labels: 0 or 1, or the probability of 1 (a soft label).
    q : float or array, shape [...]
        Predicted probability of the class coded 1; as many as labels, or one of either for all of the other.

    Returns
    -------
    float or array, shape [...]
        In nats; 0 for a certain and right prediction, ``inf`` for a certain and wrong one.

    Raises
    ------
    ValueError, TypeError
        If an entry is not a probability, or labels and predictions are no pairs.

    References
    ----------
    Bishop, *Pattern Recognition and Machine Learning*, section 4.3.2.

    Examples
    --------
    >>> binary_cross_entropy([1, 0, 1], [0.7, 0.2, 0.6]).round(4).tolist()
    [0.3567, 0.2231, 0.5108]
    """
    check.same_names("y", y, "q", q)
    y, q = check.probability("y", y), check.probability("q", q)
    check.paired_batch("y", y.shape, "q", q.shape)
    return scalar_or_array(-weighted(y, np.log(q)) - weighted(1 - y, np.log1p(-q)))


@zeros_allowed
def binary_cross_entropy_with_logits(y, z):
    r"""Loss of a yes/no prediction given as a logit, q = 1 / (1 + e^(−z)).

    .. math:: y \ln(1 + e^{-z}) + (1 - y) \ln(1 + e^{z})

    Parameters
    ----------
    y : float or array, shape [...]
        Labels: 0 or 1, or the probability of 1.
    z : float or array, shape [...]
        Log-odds of the class coded 1; −∞ means impossible. As many as labels, or one of either.

    Returns
    -------
    float or array, shape [...]
        In nats; ``inf`` for z = −∞ where y > 0.

    Raises
    ------
    ValueError, TypeError
        If a label is not a probability, a logit is NaN or +∞, or labels and logits are no pairs.

    References
    ----------
    Goodfellow, Bengio and Courville, *Deep Learning*, section 6.2.2.2.

    Examples
    --------
    >>> round(binary_cross_entropy_with_logits(1, 0.0), 4)
    0.6931
    """
    check.same_names("y", y, "z", z)
    y, z = check.probability("y", y), check.binary_logit("z", z)
    check.paired_batch("y", y.shape, "z", z.shape)
    return scalar_or_array(weighted(y, np.logaddexp(0, -z)) + weighted(1 - y, np.logaddexp(0, z)))


@zeros_allowed
def categorical_cross_entropy(y, q):
    r"""Multi-class loss: predicted class probabilities against one-hot or soft labels.

    .. math:: -\sum_c y_c \ln q_c

    Parameters
    ----------
    y : array, shape [..., K]
        Label distributions; one-hot for a single true class.
    q : array, shape [..., K]
        Predicted distributions; the other axes are those of `y`, or one side has none.

    Returns
    -------
    float or array, shape [...]
        In nats, at least the entropy of the label; ``inf`` if q = 0 where y > 0.

    Raises
    ------
    ValueError, TypeError
        If `y` or `q` is not a distribution, or they do not fit together.

    References
    ----------
    Bishop, *Pattern Recognition and Machine Learning*, section 4.3.4.

    Examples
    --------
    >>> round(categorical_cross_entropy([0, 1, 0], [0.2, 0.7, 0.1]), 4)
    0.3567
    """
    check.same_names("y", y, "q", q, outcomes=(-1, -1))
    y, q = check.distribution("y", y), check.distribution("q", q)
    check.same_outcomes("y", y, "q", q)
    check.paired_batch("y", y.shape[:-1], "q", q.shape[:-1])
    return scalar_or_array(-expectation(y, np.log(q)))


@zeros_allowed
def categorical_cross_entropy_with_logits(y, z):
    r"""Loss of class scores, for one-hot or soft labels: −Σ y ln softmax(z).

    Parameters
    ----------
    y : array, shape [..., K]
        Label distributions; one-hot for a single true class.
    z : array, shape [..., K]
        Logits; the other axes are those of `y`, or one side has none.

    Returns
    -------
    float or array, shape [...]
        In nats; ``inf`` if a logit is −∞ where y > 0.

    Raises
    ------
    ValueError, TypeError
        If `y` is not a distribution, `z` not logits, or they do not fit together.

    References
    ----------
    Goodfellow, Bengio and Courville, *Deep Learning*, section 6.2.2.3.

    Examples
    --------
    >>> round(categorical_cross_entropy_with_logits([0, 1, 0], [0.0, 0.0, 0.0]), 4)
    1.0986
    """
    check.same_names("y", y, "z", z, outcomes=(-1, -1))
    y, log_q = check.distribution("y", y), log_softmax(z)
    check.same_outcomes("y", y, "z", log_q)
    check.paired_batch("y", y.shape[:-1], "z", log_q.shape[:-1])
    return scalar_or_array(-expectation(y, log_q))


@zeros_allowed
def sparse_categorical_cross_entropy(labels, q):
    r"""Loss of predicted class probabilities, for integer labels: the label is an index, not a factor.

    .. math:: -\ln q_{t}

    Parameters
    ----------
    labels : int or array of int, shape [...]
        Class numbers t, from 0 to K − 1.
    q : array, shape [..., K]
        Predicted distributions; the other axes are those of `labels`, or one side has none.

    Returns
    -------
    float or array, shape [...]
        In nats; ``inf`` if the true class was given probability 0.

    Raises
    ------
    ValueError, TypeError
        If a label is not an integer from 0 to K − 1, `q` not a distribution, or they do not fit together.

    References
    ----------
    Bishop, *Pattern Recognition and Machine Learning*, section 4.3.4.

    Examples
    --------
    >>> sparse_categorical_cross_entropy([0, 1], [[0.5, 0.5], [0.75, 0.25]]).round(4).tolist()
    [0.6931, 1.3863]
    """
    check.same_names("labels", labels, "q", q, outcomes=(None, -1))
    return scalar_or_array(-_of_the_label(labels, "q", np.log(check.distribution("q", q))))


@zeros_allowed
def sparse_categorical_cross_entropy_with_logits(labels, z):
    r"""Loss of class scores, for integer labels: −ln softmax(z) at the label.

    Parameters
    ----------
    labels : int or array of int, shape [...]
        Class numbers, from 0 to K − 1.
    z : array, shape [..., K]
        Logits; the other axes are those of `labels`, or one side has none.

    Returns
    -------
    float or array, shape [...]
        In nats; ``inf`` if the logit of the true class is −∞.

    Raises
    ------
    ValueError, TypeError
        If a label is not an integer from 0 to K − 1, `z` not logits, or they do not fit together.

    References
    ----------
    Goodfellow, Bengio and Courville, *Deep Learning*, section 6.2.2.3.

    Examples
    --------
    >>> sparse_categorical_cross_entropy_with_logits(0, [1000.0, 0.0])
    0.0
    """
    check.same_names("labels", labels, "z", z, outcomes=(None, -1))
    return scalar_or_array(-_of_the_label(labels, "z", log_softmax(z)))


def _of_the_label(labels, name, values):
    """The entry of each row of `values` at that row's label."""
    labels = check.class_labels("labels", labels, values.shape[-1])
    check.paired_batch("labels", labels.shape, name, values.shape[:-1])
    batch = np.broadcast_shapes(labels.shape, values.shape[:-1])
    rows = np.broadcast_to(values, (*batch, values.shape[-1]))
    return np.take_along_axis(rows, np.broadcast_to(labels, batch)[..., np.newaxis], axis=-1)[..., 0]
