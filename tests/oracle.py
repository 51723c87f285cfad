"""What the package's numbers are held against: definitions read aloud, slowly, in 60 decimal digits.

Nothing here comes from `xentlib`, no formula from numpy: a sum is a loop, a logarithm is mpmath's, and
the two conventions (0·log 0 = 0 and −p·log 0 = ∞) are an `if`. A floating-point number stands for
exactly the number that it stores. Below the formulas: the inputs to ask about, mostly nasty ones.
"""

import itertools
import math
from fractions import Fraction

import mpmath
import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from mpmath import mp, mpf
from tiers import often

mp.dps = 60

BASES = [2, math.e, 10, 256, 1.5, 0.5]


def examples(count):
    """The same inputs in every run, however slow the machine: a test must not fail by chance."""
    return settings(
        max_examples=often(count, min(count, 100)),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


# Formulas. Without a base they are in nats.


def self_information(p, base=None):
    return mp.inf / _unit(base) if p == 0 else -mp.log(_exact(p)) / _unit(base)


def cross_entropy(p, q, base=None):
    if any(pi > 0 and qi == 0 for pi, qi in zip(p, q, strict=True)):
        return mp.inf / _unit(base)
    return -mpmath.fsum(_exact(pi) * mp.log(_exact(qi)) for pi, qi in zip(p, q, strict=True) if pi > 0) / _unit(base)


def entropy(p, base=None):
    return cross_entropy(p, p, base)


def kl_divergence(p, q, base=None):
    if any(pi > 0 and qi == 0 for pi, qi in zip(p, q, strict=True)):
        return mp.inf / _unit(base)
    pairs = [(_exact(pi), _exact(qi)) for pi, qi in zip(p, q, strict=True) if pi > 0]
    return mpmath.fsum(pi * mp.log(pi / qi) for pi, qi in pairs) / _unit(base)


def jensen_shannon_divergence(p, q, base=None):
    p, q = [_exact(x) for x in p], [_exact(x) for x in q]
    middle = [(pi + qi) / 2 for pi, qi in zip(p, q, strict=True)]
    return (kl_divergence(p, middle, base) + kl_divergence(q, middle, base)) / 2


def perplexity(p, q):
    return mp.exp(cross_entropy(p, q))


def gaussian_entropy(sigma, base=None):
    return mp.log(2 * mp.pi * mp.e * _exact(sigma) ** 2) / 2 / _unit(base)


def gaussian_cross_entropy(mu_p, sigma_p, mu_q, sigma_q, base=None):
    mu_p, sigma_p, mu_q, sigma_q = map(_exact, (mu_p, sigma_p, mu_q, sigma_q))
    second_moment = sigma_p**2 + (mu_p - mu_q) ** 2
    return (mp.log(2 * mp.pi * sigma_q**2) / 2 + second_moment / (2 * sigma_q**2)) / _unit(base)


def gaussian_kl_divergence(mu_p, sigma_p, mu_q, sigma_q, base=None):
    total = gaussian_cross_entropy(mu_p, sigma_p, mu_q, sigma_q, base)
    return total - gaussian_entropy(sigma_p, base)


def gaussian_average(mu_p, sigma_p, surprise):
    """∫ p(x) surprise(x) dx by quadrature; beyond 16 standard deviations p(x) is below 1e-55."""
    mu_p, sigma_p = _exact(mu_p), _exact(sigma_p)
    ends = [mu_p + sigma_p * k for k in range(-16, 17, 4)]
    return mpmath.quad(lambda x: mpmath.npdf(x, mu_p, sigma_p) * surprise(x), ends)


def log_softmax(z):
    # mpmath's exponents do not overflow, so the definition can be taken at its word
    log_total = mp.log(mpmath.fsum(mp.exp(_exact(x)) for x in z if x != -math.inf))
    return [-mp.inf if x == -math.inf else _exact(x) - log_total for x in z]


def softmax(z):
    return [mp.exp(x) for x in log_softmax(z)]


def categorical_cross_entropy_with_logits(y, z):
    return -mpmath.fsum(_exact(yi) * log_q for yi, log_q in zip(y, log_softmax(z), strict=True) if yi > 0)


def binary_cross_entropy(y, q):
    if (y > 0 and q == 0) or (y < 1 and q == 1):
        return mp.inf
    y, q = _exact(y), _exact(q)
    yes = y * mp.log(q) if y > 0 else mpf(0)
    no = (1 - y) * mp.log1p(-q) if y < 1 else mpf(0)
    return -yes - no


def binary_cross_entropy_with_logits(y, z):
    if z == -math.inf:
        return mp.inf if y > 0 else mpf(0)
    y, z = _exact(y), _exact(z)
    return y * mp.log1p(mp.exp(-z)) + (1 - y) * mp.log1p(mp.exp(z))


def expected_length(p, lengths):
    if any(pi > 0 and length == math.inf for pi, length in zip(p, lengths, strict=True)):
        return mp.inf
    total = sum(Fraction(float(pi)) * Fraction(float(li)) for pi, li in zip(p, lengths, strict=True) if pi > 0)
    return mpf(total.numerator) / total.denominator


def kraft_sum(lengths):
    return mpmath.fsum(mpf(2) ** -_exact(length) for length in lengths if length != math.inf)


def exact_kraft_sum(words):
    return sum(Fraction(1, 2 ** len(word)) for word in words)


def possible_lengths(outcomes):
    """Every assignment of code lengths that a prefix code with this many words can have, useless detours left out."""
    # a word longer than outcomes − 1 has a prefix at which nothing branches off
    vectors = itertools.product(range(min(1, outcomes - 1), outcomes), repeat=outcomes)
    return [lengths for lengths in vectors if sum(Fraction(1, 2**length) for length in lengths) <= 1]


def _exact(x):
    return x if isinstance(x, mpf) else mpf(float(x))


def _unit(base):
    return mpf(1) if base is None else mp.log(_exact(base))


# Closeness.


def assert_close(value, exact, base=math.e):
    """To 12 digits, or to 1e-14 nats where less than 0.01 nats are left."""
    if mpmath.isinf(exact):
        assert value == exact
        return
    error, limit = abs(_exact(value) - exact), max(mpf(1e-12) * abs(exact), mpf(1e-14) / abs(_unit(base)))
    assert error <= limit, f"{value!r} is off by {mpmath.nstr(error, 3)} from {mpmath.nstr(exact, 20)}"


# Inputs.

# certain, anything between, and tiny down to the smallest of all floats
POSITIVE = st.one_of(
    st.just(1.0),
    st.floats(2.0**-20, 1.0),
    st.floats(1e-308, 1.0, exclude_min=True),
    st.integers(-300, -1).map(lambda e: 10.0**e),
    st.just(5e-324),
)
WEIGHTS = st.one_of(st.just(0.0), POSITIVE)
PROBABILITIES = st.one_of(WEIGHTS, WEIGHTS.map(lambda p: 1.0 - p), st.just(math.nextafter(1.0, 0.0)))
SCORES = st.one_of(st.floats(-30.0, 30.0), st.floats(-1e4, 1e4), st.sampled_from([0.0, -0.0, 1.0, 700.0, -745.5]))


@st.composite
def distributions(draw, outcomes=None, most=8, weights=WEIGHTS):
    """One distribution: shared between a few, near one-hot, one-hot, or with many zeros."""
    k = outcomes or draw(st.integers(1, most))
    drawn = draw(st.lists(weights, min_size=k, max_size=k))
    if not any(drawn):
        drawn[draw(st.integers(0, k - 1))] = 1.0
    total = math.fsum(drawn)
    return np.array([w / total for w in drawn])


@st.composite
def pairs(draw, most=8):
    """Truth and model: unrelated, without zeros in the model, equal, or equal up to a small nudge."""
    p = draw(distributions(most=most))
    k = len(p)
    nudges = st.lists(st.integers(-6, 6).map(lambda n: n / 6), min_size=k, max_size=k)
    kind = draw(st.sampled_from(["unrelated", "positive", "positive", "near", "near", "equal"]))
    if kind == "unrelated":
        return p, draw(distributions(outcomes=k))
    if kind == "positive":
        return p, draw(distributions(outcomes=k, weights=POSITIVE))
    if kind == "equal":
        return p, p.copy()
    size = 10.0 ** draw(st.integers(-16, -1))
    moved = [pi * (1 + size * nudge) for pi, nudge in zip(p.tolist(), draw(nudges), strict=True)]
    total = math.fsum(moved)
    return p, np.array([m / total for m in moved])


def single_precision(p):
    """The same numbers rounded to float32."""
    with np.errstate(under="ignore"):
        return p.astype(np.float32)


def many_outcomes(outcomes, power, seed):
    """A large distribution, more lopsided with a higher power, with a tenth of its outcomes impossible."""
    weights = [u**power for u in np.random.default_rng(seed).random(outcomes).tolist()]
    weights[::10] = [0.0] * len(weights[::10])
    total = math.fsum(weights)
    return np.array([w / total for w in weights])
