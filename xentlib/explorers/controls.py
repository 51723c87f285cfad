"""Controls that many explorers have, and what they mean."""

import numpy as np

from xentlib.data import LANGUAGES
from xentlib.figures.language import ORDERS
from xentlib.figures.style import BASE, number
from xentlib.live import choice, slider

LENGTHS = [10, 20, 50, 100, 200, 500, 1000]
# what a menu shows, and what it stands for
NAMED_LANGUAGES = [(name, code) for code, name in LANGUAGES.items()]


def unit(value="bits"):
    return choice("unit", list(BASE), value)


def order(value):
    """How many letters a language model looks back to."""
    return slider("order", value, ORDERS[0], ORDERS[-1], 1)


def weights(names, labels, values, colour):
    sliders = [slider(label, value, 0, 10, 1, colour) for label, value in zip(labels, values, strict=True)]
    return named(names, sliders)


def named(names, values):
    return dict(zip(names, values, strict=True))


def shares(state, names):
    """The weights under these names, divided by their sum."""
    given = np.array([state[name] for name in names], dtype=float)
    return given / given.sum()


def no_weight(state, names):
    return None if any(state[name] for name in names) else "one weight at least must be above 0"


def listed(p):
    return ", ".join(number(probability, 3) for probability in p)
