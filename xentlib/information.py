r"""Information, entropy, cross-entropy and divergences of probability distributions.

Truth first, model second: ``p`` draws the data, ``q`` is the belief inside the logarithm.
Outcomes lie along ``axis``; all other axes broadcast. ``base`` is the base of the logarithm
and so the unit: 2 for bits, ``math.e`` for nats.

Two conventions hold everywhere. An outcome that never happens costs nothing (0·log 0 = 0,
the limit of p·log p). An outcome that happens although the model calls it impossible costs
infinitely much (−p·log 0 = ∞ for p > 0).

Nothing is normalised, clipped or skipped. What is no list or array of real numbers is a ``TypeError``; what
is negative, NaN, infinite or masked, does not sum to 1 (up to 1e-6, or the square root of the machine epsilon
of a float32 or float16 array), has no outcomes, has another number of outcomes than its partner, names them
otherwise (two pandas objects) or does not broadcast, and a base that is not positive, finite and different
from 1, is a ``ValueError`` that names the argument, the rule and the value.
"""

import itertools

import numpy as np

from xentlib._numerics import expectation, scalar_or_array, zeros_allowed
from xentlib._validation import distribution, distributions, finite, log_of_base, positive, probability, same_names


def bernoulli(p):
    r"""Distribution of a yes/no outcome, ``(1 - p, p)``: the index is the label.

    Parameters
    ----------
    p : float or array, shape [...]
        Probability of label 1.

    Returns
    -------
    array, shape [..., 2]

    Raises
    ------
    ValueError, TypeError
        If an entry of `p` is not a probability.

    Notes
    -----
    At p = 0 and p = 1 one outcome is certain and the other impossible.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory* (2nd ed.), section 2.1.

    Examples
    --------
    >>> bernoulli(0.3).tolist()
    [0.7, 0.3]
    """
    p = probability("p", p)
    return scalar_or_array(np.stack([1 - p, p], axis=-1))


@zeros_allowed
def self_information(p, *, base=2):
    r"""Surprise of an outcome of probability `p`, before any average.

    .. math:: I(x) = -\log p(x)

    Parameters
    ----------
    p : float or array, shape [...]
        Probabilities, each between 0 and 1 (they need not sum to 1).
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`; 0 at p = 1, ``inf`` at p = 0.

    Raises
    ------
    ValueError, TypeError
        If an entry of `p` is not a probability.

    References
    ----------
    MacKay, *Information Theory, Inference, and Learning Algorithms*, section 2.4.

    Examples
    --------
    >>> self_information(0.25)
    2.0
    """
    p = probability("p", p)
    return scalar_or_array(-np.log(p) / log_of_base(base))


@zeros_allowed
def entropy(p, *, base=2, axis=-1):
    r"""Average surprise of a source: the floor under the average length of every prefix code.

    .. math:: H(P) = \mathrm{E}_P[-\log p(x)] = -\sum_x p(x) \log p(x)

    Parameters
    ----------
    p : array, shape [..., K]
        Distributions, along `axis`.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`, from 0 (one outcome is certain) to log K (all equally likely).
        Outcomes of probability 0 add nothing. In bits, the best prefix code for one outcome at a time
        needs less than one bit more.

    Raises
    ------
    ValueError, TypeError
        If `p` is not a distribution (no outcomes, a negative, NaN or infinite entry, a sum that is not 1).

    References
    ----------
    Shannon, *A Mathematical Theory of Communication* (1948), section 6.

    Examples
    --------
    >>> entropy([0.5, 0.25, 0.125, 0.125])
    1.75
    >>> entropy([0.0, 1.0, 0.0])
    0.0
    """
    p = distribution("p", p, axis)
    return scalar_or_array(-expectation(p, np.log(p)) / log_of_base(base))


@zeros_allowed
def cross_entropy(p, q, *, base=2, axis=-1):
    r"""Average surprise of someone who believes `q` while `p` draws the outcomes.

    .. math:: H(P, Q) = \mathrm{E}_P[-\log q(x)] = -\sum_x p(x) \log q(x)

    It is the **total** average cost, H(P) + D_KL(P‖Q), not only the extra part.
    (It is not the joint entropy H(X, Y), which is written with random variables.)

    Parameters
    ----------
    p, q : array, shape [..., K]
        Truth and model, along `axis`; the other axes broadcast.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`, at least H(P) up to rounding, with equality only at Q = P.
        ``inf`` if q = 0 where p > 0; q = 0 where p = 0 is harmless.

    Raises
    ------
    ValueError, TypeError
        If `p` or `q` is not a distribution, or they do not fit together.

    References
    ----------
    Goodfellow, Bengio and Courville, *Deep Learning*, section 3.13.

    Examples
    --------
    >>> cross_entropy([0.5, 0.25, 0.125, 0.125], [0.25, 0.25, 0.25, 0.25])
    2.0
    >>> cross_entropy([0.5, 0.5], [1.0, 0.0])
    inf
    """
    p, q = distributions(axis, p=p, q=q)
    return scalar_or_array(-expectation(p, np.log(q)) / log_of_base(base))


@zeros_allowed
def kl_divergence(p, q, *, base=2, axis=-1):
    r"""Extra average cost of believing `q` when `p` is true: the Kullback–Leibler divergence, or relative entropy.

    .. math:: D_{KL}(P \| Q) = \mathrm{E}_P[\log p(x) - \log q(x)]

    Parameters
    ----------
    p, q : array, shape [..., K]
        Truth and model, along `axis`; the other axes broadcast.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`; 0 only at Q = P, otherwise positive. Floating-point rounding can leave
        up to about 1e-15 on either side of 0. ``inf`` if q = 0 where p > 0; terms with p = 0 add nothing.

    Raises
    ------
    ValueError, TypeError
        If `p` or `q` is not a distribution, or they do not fit together.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory* (2nd ed.), section 2.3.

    Examples
    --------
    >>> round(kl_divergence([0.5, 0.25, 0.125, 0.125], [0.25, 0.25, 0.25, 0.25]), 6)
    0.25
    >>> round(kl_divergence([1, 0, 0], [0.75, 0.2, 0.05]), 4)
    0.415
    """
    p, q = distributions(axis, p=p, q=q)
    return scalar_or_array(expectation(p, np.log(p) - np.log(q)) / log_of_base(base))


@zeros_allowed
def jensen_shannon_divergence(p, q, *, base=2, axis=-1):
    r"""Symmetric, always finite relative of the Kullback–Leibler divergence.

    .. math:: D_{JS}(P, Q) = \tfrac12 D_{KL}(P \| M) + \tfrac12 D_{KL}(Q \| M), \quad M = \tfrac12 (P + Q)

    Parameters
    ----------
    p, q : array, shape [..., K]
        Two distributions, along `axis`; the other axes broadcast. Their order does not matter.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`, from 0 (P = Q) to log 2, one bit (no outcome in common), up to about 1e-15 of
        rounding. Never infinite: wherever p or q is positive, so is their average.

    Raises
    ------
    ValueError, TypeError
        If `p` or `q` is not a distribution, or they do not fit together.

    References
    ----------
    Lin, *Divergence Measures Based on the Shannon Entropy* (1991), section IV.

    Examples
    --------
    >>> jensen_shannon_divergence([1.0, 0.0], [0.0, 1.0])
    1.0
    """
    p, q = distributions(axis, p=p, q=q)
    # log M, without halving: half of the smallest positive float would be 0
    log_m = np.log(p + q) - np.log(2)
    divergence = (expectation(p, np.log(p) - log_m) + expectation(q, np.log(q) - log_m)) / 2
    return scalar_or_array(divergence / log_of_base(base))


@zeros_allowed
def perplexity(p, q, *, axis=-1):
    r"""Number of equally likely outcomes that would cost as much.

    .. math:: \mathrm{PP}(P, Q) = 2^{H(P, Q)\ \text{in bits}} = e^{H(P, Q)\ \text{in nats}}

    Parameters
    ----------
    p, q : array, shape [..., K]
        Truth and model, along `axis`; the other axes broadcast.

    Returns
    -------
    float or array, shape [...]
        A pure number, the same from bits and from nats, at least 1.
        ``inf`` if q = 0 where p > 0 (or beyond the largest float).

    Raises
    ------
    ValueError, TypeError
        If `p` or `q` is not a distribution, or they do not fit together.

    References
    ----------
    Jurafsky and Martin, *Speech and Language Processing* (3rd ed., draft of January 2025), section 3.3.

    Examples
    --------
    >>> round(perplexity([0.5, 0.25, 0.125, 0.125], [0.25, 0.25, 0.25, 0.25]), 6)
    4.0
    """
    p, q = distributions(axis, p=p, q=q)
    return scalar_or_array(np.exp(-expectation(p, np.log(q))))


@zeros_allowed
def gaussian_entropy(sigma, *, base=2):
    r"""Differential entropy of a Gaussian, which depends on the unit of length.

    .. math:: h = \tfrac12 \log (2 \pi e \sigma^2)

    Parameters
    ----------
    sigma : float or array, shape [...]
        Standard deviation, in the unit in which the outcome is measured.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`. Negative for a narrow density; measuring in a unit 100 times smaller adds log 100.
        Not an amount of information: as sigma goes to 0 it goes to −∞, as sigma grows to ∞.

    Raises
    ------
    ValueError, TypeError
        If `sigma` is not positive and finite.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory* (2nd ed.), section 8.1.

    Examples
    --------
    >>> round(gaussian_entropy(1.0), 4), round(gaussian_entropy(0.1), 4)
    (2.0471, -1.2748)
    """
    sigma = positive("sigma", sigma)
    return scalar_or_array((np.log(sigma) + (np.log(2 * np.pi) + 1) / 2) / log_of_base(base))


@zeros_allowed
def gaussian_cross_entropy(mu_p, sigma_p, mu_q, sigma_q, *, base=2):
    r"""Differential cross-entropy of a Gaussian truth and a Gaussian model.

    .. math:: h(P, Q) = \tfrac12 \log (2 \pi \sigma_q^2)
              + \frac{\sigma_p^2 + (\mu_p - \mu_q)^2}{2 \sigma_q^2} \log e

    Parameters
    ----------
    mu_p, sigma_p, mu_q, sigma_q : float or array, shapes that broadcast to [...]
        Means and standard deviations of truth and model, in one unit of length.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`: h(P) + D_KL(P‖Q). Like h(P) it can be negative and depends on the unit of length.
        Grows without bound as sigma_q goes to 0 or ∞, or the means move apart.

    Raises
    ------
    ValueError, TypeError
        If a mean is not finite, a standard deviation not positive and finite, or the shapes do not broadcast.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory* (2nd ed.), sections 8.5 and 8.6.

    Examples
    --------
    >>> round(gaussian_cross_entropy(0.0, 1.0, 1.0, 1.0), 4)
    2.7684
    """
    mu_p, sigma_p, mu_q, sigma_q = _gaussians(mu_p, sigma_p, mu_q, sigma_q)
    spread = (sigma_p / sigma_q) ** 2 + ((mu_p - mu_q) / sigma_q) ** 2
    return scalar_or_array((np.log(2 * np.pi) / 2 + np.log(sigma_q) + spread / 2) / log_of_base(base))


@zeros_allowed
def gaussian_kl_divergence(mu_p, sigma_p, mu_q, sigma_q, *, base=2):
    r"""Kullback–Leibler divergence of a Gaussian model from a Gaussian truth.

    .. math:: D_{KL}(P \| Q) = \log \frac{\sigma_q}{\sigma_p}
              + \frac{\sigma_p^2 + (\mu_p - \mu_q)^2 - \sigma_q^2}{2 \sigma_q^2} \log e

    Parameters
    ----------
    mu_p, sigma_p, mu_q, sigma_q : float or array, shapes that broadcast to [...]
        Means and standard deviations of truth and model, in one unit of length.
    base : float
        2 for bits, ``math.e`` for nats.

    Returns
    -------
    float or array, shape [...]
        In units of `base`; 0 only if both means and widths agree, otherwise positive, up to rounding (about
        1e-15, and about 1e-16 times |ln sigma| for extreme widths). The unit of length cancels.
        Grows without bound as sigma_q goes to 0 or ∞.

    Raises
    ------
    ValueError, TypeError
        If a mean is not finite, a standard deviation not positive and finite, or the shapes do not broadcast.

    References
    ----------
    Bishop, *Pattern Recognition and Machine Learning*, section 1.6.1 and exercise 1.30.

    Examples
    --------
    >>> round(gaussian_kl_divergence(0.0, 1.0, 1.0, 1.0), 4)
    0.7213
    """
    mu_p, sigma_p, mu_q, sigma_q = _gaussians(mu_p, sigma_p, mu_q, sigma_q)
    spread = (sigma_p / sigma_q) ** 2 + ((mu_p - mu_q) / sigma_q) ** 2
    return scalar_or_array((np.log(sigma_q) - np.log(sigma_p) + (spread - 1) / 2) / log_of_base(base))


def _gaussians(mu_p, sigma_p, mu_q, sigma_q):
    given = {"mu_p": mu_p, "sigma_p": sigma_p, "mu_q": mu_q, "sigma_q": sigma_q}
    arrays = [(finite if name.startswith("mu") else positive)(name, value) for name, value in given.items()]
    try:
        np.broadcast_shapes(*(a.shape for a in arrays))
    except ValueError:
        shapes = ", ".join(str(a.shape) for a in arrays)
        raise ValueError(f"mu_p, sigma_p, mu_q and sigma_q must have shapes that broadcast; got {shapes}") from None
    for first, second in itertools.combinations(given, 2):
        same_names(first, given[first], second, given[second])
    return arrays
