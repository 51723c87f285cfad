"""Language models that count, trained on most of a Declaration of Human Rights and priced on the rest."""

import functools
from typing import NamedTuple

import numpy as np

from xentlib.data import LANGUAGES, load_text
from xentlib.language import HIGHEST_ORDER, NGramModel

# the last six articles, which say the same in every language, are held out; they begin here
HELD_OUT_FROM = {"en": "Article 25", "es": "Artículo 25", "ko": "제 25 조", "th": "ข้อ 25", "vi": "Điều 25"}
CODES = list(LANGUAGES)
ORDERS = range(HIGHEST_ORDER + 1)
SMOOTHINGS = [0, 0.0001, 0.001, 0.01, 0.1, 1, 10]
LIGHT_SMOOTHING = 0.001
# what the bits of a text are divided by
PER = {
    "bits per letter": len,
    "bits per byte": lambda text: len(text.encode()),
    "kilobits in all": lambda text: 1000,
}


@functools.cache
def declaration(language):
    """The Declaration in two parts: training text and held-out articles."""
    text = load_text(language)
    start = text.index("\n" + HELD_OUT_FROM[language]) + 1
    return text[:start], text[start:]


@functools.cache
def alphabet():
    """Letters of the five Declarations and of an English keyboard (printable ASCII): agreed on beforehand."""
    return "".join(sorted(set("".join([*map(load_text, LANGUAGES), *map(chr, range(32, 127))]))))


@functools.cache
def language_model(language, order, smoothing=LIGHT_SMOOTHING):
    """A model that has read the training text of a language."""
    return NGramModel(order, smoothing).fit(declaration(language)[0], alphabet())


@functools.cache
def losses(language, order, smoothing):
    """What a letter costs in bits: of the training text, and of the held-out articles."""
    model = language_model(language, order, smoothing)
    training, held_out = map(model.cross_entropy, declaration(language))
    return training, held_out


@functools.cache
def total_bits(order):
    """What the held-out articles of each language (rows) cost in all under the model of each language (columns)."""
    models = [language_model(language, order) for language in CODES]
    texts = [declaration(language)[1] for language in CODES]
    return np.array([[model.information(text).sum() for model in models] for text in texts])


def costs(order, unit):
    """`total_bits` in a unit of `PER`: each text (row) has its own divisor."""
    return total_bits(order) / [[PER[unit](declaration(language)[1])] for language in CODES]


def letter_costs(sentence, language, order):
    """What each letter of a sentence costs, in bits."""
    return language_model(language, order).information(sentence)


def chosen_place(sentence, letter):
    """The place, from 0, of letter number `letter`, or of the last one if there are fewer."""
    return min(letter, len(sentence)) - 1


def letters_before(sentence, order, place):
    """What a model of this order sees when it expects the letter at a place."""
    return sentence[max(place - order, 0) : place]


class Expected(NamedTuple):
    """All letters of the alphabet, the most probable first, with their probabilities; then the letter that came:
    its probability and its first and last rank (counted from 1, shared by equals; none outside the alphabet)."""

    letters: str
    probabilities: np.ndarray
    q: float
    ranks: tuple


def expected(context, came, language, order):
    """What the model expects after a context; among equals the letter that came is the first."""
    model = language_model(language, order)
    q, place = model.distribution(context), model.alphabet.find(came)
    ranking = np.lexsort((np.arange(len(q)) != place, -q))
    letters = "".join(model.alphabet[k] for k in ranking)
    if place < 0:
        return Expected(letters, q[ranking], 0.0, ())
    return Expected(letters, q[ranking], float(q[place]), (int((q > q[place]).sum()) + 1, int((q >= q[place]).sum())))
