"""What might be used instead: other measures of surprise and of distance, other losses, and repairs of a zero."""

import math

import numpy as np

from xentlib.information import self_information
from xentlib.losses import binary_cross_entropy_with_logits, softmax

# what might measure the surprise of an event of probability p
CANDIDATES = {
    "−log₂ p": self_information,
    "−ln p": lambda p: self_information(p, base=math.e),
    "1 − p": lambda p: 1 - p,
    "1/p − 1": lambda p: 1 / p - 1,
    "0": lambda p: 0 * p,
    "+ln p": lambda p: -self_information(p, base=math.e),
}
EPSILONS = {"10⁻³": 1e-3, "10⁻⁷": 1e-7, "10⁻¹⁶": 1e-16}


def total_variation(p, q):
    """Half of the sum of the differences: from 0 to 1, and no unit."""
    return float(np.abs(np.subtract(p, q)).sum() / 2)


def sigmoid(z):
    """The probability of the class with logit z against one with logit 0."""
    return softmax(np.stack([np.zeros_like(z), z], axis=-1))[..., 1]


def losses_of_logit(z):
    """Cross-entropy in nats, squared error and 0/1 error for the logit of the true class."""
    return binary_cross_entropy_with_logits(1, z), (1 - sigmoid(z)) ** 2, 1.0 * (z <= 0)


def slopes_of_logit(z):
    """How each of these changes with the logit; where the 0/1 error jumps, it has no slope: nan."""
    q = sigmoid(z)
    return q - 1, -2 * q * (1 - q) ** 2, np.where(z == 0, np.nan, 0.0)[()]


def repaired_losses(q, epsilon):
    """Mean loss in nats of nine samples with ŷ = 0.9 and one with ŷ = q: exact, clipped at ε, and shifted by ε."""
    samples = np.concatenate([np.full((*np.shape(q), 9), 0.9), np.expand_dims(q, -1)], axis=-1)
    return {
        "exact": self_information(samples, base=math.e).mean(axis=-1),
        "clipped": self_information(np.maximum(samples, epsilon), base=math.e).mean(axis=-1),
        "shifted": -np.log(samples + epsilon).mean(axis=-1),  # may be more than 1: no probability any more
    }
