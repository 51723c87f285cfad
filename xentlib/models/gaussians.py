"""Densities on a line: one Gaussian, two humps, and how far one is from the other."""

import math

import numpy as np

# two humps, the left one the larger
WEIGHTS, CENTRES, WIDTHS = (0.6, 0.4), (-2.0, 2.0), (0.7, 0.5)
STEP = 0.01
LINE = np.arange(-4000, 4001) * STEP  # 9 σ beyond μ, for the largest that the sliders allow


def density(x, mu, sigma):
    """The density of one Gaussian at x, per unit of x."""
    return np.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))


def _log_density(x, mu, sigma):
    return -(((x - mu) / sigma) ** 2) / 2 - math.log(sigma * math.sqrt(2 * math.pi))


def log_humps(x):
    """The natural logarithm of the density of the two humps."""
    parts = zip(WEIGHTS, CENTRES, WIDTHS, strict=True)
    return np.logaddexp(*(math.log(weight) + _log_density(x, mu, sigma) for weight, mu, sigma in parts))


with np.errstate(under="ignore"):  # far out, one hump is nothing beside the other
    LOG_HUMPS = log_humps(LINE)


def fit_divergences(mu, sigma):
    """D_KL(P‖Q) and D_KL(Q‖P) in bits, of the two humps P and the Gaussian Q, as sums over a fine grid."""
    log_q = _log_density(LINE, mu, sigma)
    ratio = (LOG_HUMPS - log_q) * STEP / math.log(2)
    return float(np.exp(LOG_HUMPS) @ ratio), float(np.exp(log_q) @ -ratio)
