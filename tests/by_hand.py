"""Softmax regression on the digits, written out: nothing here but the data comes from `xentlib`."""

import functools

import numpy as np

from xentlib import load_digits

SEEN, ALL = 1437, 1797


@functools.cache
def digits():
    images, labels = load_digits()
    return images.reshape(ALL, 64) / 16, labels


@functools.cache
def softmax_regression(rate, alpha):
    """Weights and bias after 200 steps, and the mean training and held-out loss in nats before and after each."""
    x, labels = digits()
    targets = np.full((SEEN, 10), alpha / 10)
    targets[np.arange(SEEN), labels[:SEEN]] += 1 - alpha
    weights, bias, losses = np.zeros((64, 10)), np.zeros(10), []
    for step in range(201):
        logits = x @ weights + bias
        scores = np.exp(logits - logits.max(axis=1, keepdims=True))
        cost = np.log(scores.sum(axis=1, keepdims=True)) - logits + logits.max(axis=1, keepdims=True)
        own, every = cost[np.arange(ALL), labels], cost.mean(axis=1)
        smoothed = (1 - alpha) * own + alpha * every
        losses.append((smoothed[:SEEN].mean(), own[SEEN:].mean()))
        if step < 200:
            error = (scores / scores.sum(axis=1, keepdims=True))[:SEEN] - targets
            weights = weights - rate * (x[:SEEN].T @ error) / SEEN
            bias = bias - rate * error.mean(axis=0)
    return weights, bias, *np.transpose(losses)


def held_out_probabilities(temperature=1.0):
    """Of the 360 held-out digits, by the model trained at rate 1 with hard labels."""
    weights, bias, _, _ = softmax_regression(1, 0.0)
    scores = np.exp((digits()[0][SEEN:] @ weights + bias) / temperature)
    return scores / scores.sum(axis=1, keepdims=True)


def held_out_labels():
    return digits()[1][SEEN:]
