"""Softmax regression on handwritten digits: how it is trained, how sure it is, and which digits cost it most."""

import functools
import math
from typing import NamedTuple

import numpy as np

from xentlib.data import load_digits
from xentlib.information import entropy
from xentlib.losses import (
    categorical_cross_entropy_with_logits,
    softmax,
    sparse_categorical_cross_entropy_with_logits,
)

CLASSES, STEPS, HELD_OUT, GOOD_RATE = 10, 200, 360, 1
RATES = [0.01, 0.03, 0.1, 0.3, 1, 4]


class Trained(NamedTuple):
    """What gradient descent found, and the mean losses in nats before each step and after the last."""

    weights: np.ndarray
    bias: np.ndarray
    training: np.ndarray
    held_out: np.ndarray


class HeldOut(NamedTuple):
    """The digits that the model was not trained on, and its logits for them."""

    images: np.ndarray
    labels: np.ndarray
    logits: np.ndarray


def inputs(images):
    return images.reshape(-1, 64) / 16


def product(a, b):
    """The matrix product by numpy alone: on a busy machine the threads of BLAS, at this size, wait for each other."""
    return np.einsum("ij,jk->ik", a, b)


def smoothed(alpha):
    """Row k is the target of label k: 1 − α for the label itself, and α shared by all."""
    return (1 - alpha) * np.eye(CLASSES) + alpha / CLASSES


def floor(alpha):
    """The entropy of one target in nats: no model's mean training loss is lower."""
    return entropy(smoothed(alpha)[0], base=math.e)


@functools.lru_cache(maxsize=32)
def train(rate, alpha):
    """Softmax regression by gradient descent from zero weights; each step sees all the training digits."""
    images, labels = load_digits()
    x, held_out_x = np.split(inputs(images), [-HELD_OUT])
    y, held_out_labels = smoothed(alpha)[labels[:-HELD_OUT]], labels[-HELD_OUT:]
    weights, bias = np.zeros((64, CLASSES)), np.zeros(CLASSES)
    training, held_out = [], []
    for step in range(STEPS + 1):
        z = product(x, weights) + bias
        held_out_z = product(held_out_x, weights) + bias
        training.append(categorical_cross_entropy_with_logits(y, z).mean())
        held_out.append(sparse_categorical_cross_entropy_with_logits(held_out_labels, held_out_z).mean())
        if step < STEPS:
            error = softmax(z) - y
            weights -= rate * product(x.T, error) / len(x)
            bias -= rate * error.mean(axis=0)
    return Trained(weights, bias, np.array(training), np.array(held_out))


@functools.cache
def held_out_digits():
    """The held-out digits as the model trained at the good rate sees them."""
    images, labels = (part[-HELD_OUT:] for part in load_digits())
    model = train(GOOD_RATE, 0.0)
    return HeldOut(images, labels, inputs(images) @ model.weights + model.bias)


def held_out_loss(temperature):
    """The mean loss in nats if all logits are divided by `temperature`."""
    _, labels, logits = held_out_digits()
    return float(sparse_categorical_cross_entropy_with_logits(labels, logits / temperature).mean())


def accuracy(temperature):
    """The share of the held-out digits whose own class has the highest logit."""
    _, labels, logits = held_out_digits()
    return float(np.mean((logits / temperature).argmax(axis=-1) == labels))


def favourites(temperature):
    """What the model gives to the likeliest class of each held-out digit, and whether that is the right one."""
    _, labels, logits = held_out_digits()
    q = softmax(logits / temperature)
    return q.max(axis=-1), q.argmax(axis=-1) == labels


class Digit(NamedTuple):
    """One held-out digit, and what the model says of it; the loss is in nats."""

    image: np.ndarray
    label: int
    probabilities: np.ndarray
    loss: float


def ranked(rank):
    """The held-out digit of this rank by its loss: 1 is the costliest."""
    images, labels, logits = held_out_digits()
    losses = sparse_categorical_cross_entropy_with_logits(labels, logits)
    k = np.argsort(-losses, kind="stable")[rank - 1]
    return Digit(images[k], int(labels[k]), softmax(logits[k]), float(losses[k]))


def spread_prediction(q):
    """`q` for the true class, and as much of the rest for each of the others."""
    q = np.asarray(q)[..., None]
    return np.where(np.arange(CLASSES) == 0, q, (1 - q) / (CLASSES - 1))
