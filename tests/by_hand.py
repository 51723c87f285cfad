"""Softmax regression on the digits and language models that count, written out: from `xentlib` the data alone."""

import functools
import math
import re
from collections import Counter

import numpy as np

from xentlib import load_digits
from xentlib.data import load_text

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


HEADING = {"en": "Article", "es": "Artículo", "ko": "제", "th": "ข้อ", "vi": "Điều"}


def declaration(language):
    """What stands before Article 25, and the rest from its heading on."""
    lines = load_text(language).splitlines(keepends=True)
    (start,) = (k for k, line in enumerate(lines) if re.match(rf"{HEADING[language]} 25\b", line))
    return "".join(lines[:start]), "".join(lines[start:])


@functools.cache
def followers(language, order):
    """For each context of the training text, how often which character followed."""
    training, counts = declaration(language)[0], {}
    for i, character in enumerate(training):
        for length in range(min(i, order) + 1):
            counts.setdefault(training[i - length : i], Counter())[character] += 1
    return counts


@functools.cache
def alphabet():
    """The letters of all texts and of a keyboard."""
    return {*"".join(map(load_text, HEADING)), *map(chr, range(32, 127))}


def probability(letter, context, language, order, smoothing):
    """Of a letter after a context, under the model of a language; 0 if the model's alphabet does not have it."""
    letters = alphabet()
    if letter not in letters:
        return 0
    seen = followers(language, order).get(context, Counter())
    weight = seen.total() + smoothing * len(letters)
    return (seen[letter] + smoothing) / weight if weight else 1 / len(letters)


def letter_costs(text, language, order, smoothing=0.001):
    """What each letter of a text costs in bits under the model of a language."""
    contexts = (text[max(i - order, 0) : i] for i in range(len(text)))
    pairs = zip(text, contexts, strict=True)
    probabilities = [probability(*pair, language, order, smoothing) for pair in pairs]
    return [-math.log2(q) if q else math.inf for q in probabilities]


@functools.cache
def text_cost(text, language, order, smoothing):
    """What a text costs in bits under the model of a language."""
    return sum(letter_costs(text, language, order, smoothing))


def language_losses(language, order, smoothing):
    """Bits per letter of the training text and of the held-out articles."""
    return [text_cost(text, language, order, smoothing) / len(text) for text in declaration(language)]


def language_cost(p, q, order, unit):
    """What the held-out articles of one language cost under the model of another."""
    text = declaration(p)[1]
    per = {"bits per letter": len(text), "bits per byte": len(text.encode()), "kilobits in all": 1000}
    return text_cost(text, q, order, 0.001) / per[unit]


def next_letter(context, language, order):
    """Probabilities after a context, for every letter of the alphabet."""
    return {letter: probability(letter, context, language, order, 0.001) for letter in alphabet()}
