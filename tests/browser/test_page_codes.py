"""The code that a reader hands in: the page writes what Python writes, and says so to keyboard, finger and ear."""

import itertools
import random

import pytest
import test_inventory
from course import FOLDER
from test_codes import some_tests
from test_quiz import a_kernel_of_its_own, inside, said  # noqa: F401, the first for each test
from tiers import often

from browser.test_page_asked import SCRIPT, WORDS, document, page, the_test  # noqa: F401
from xentlib.pages import asked
from xentlib.pages.site import build
from xentlib.quiz.codes import LEVELS, OCCASIONS, items, read_code, write_code
from xentlib.quiz.guesses import levels
from xentlib.quiz.inventory import Results, SealedPrediction

CODE = asked.WORDS  # of a page


def place(guess):
    """Of a guess, its answer and its level, as they are pressed."""
    if guess is None:
        return None
    return guess.choice, [share for _, share in levels(len(guess.question.answers))].index(guess.sure)


def states(guesses):
    return [0 if one is None else 1 + LEVELS * place(one)[0] + place(one)[1] for one in guesses]


def rules(page):
    return page.evaluate(
        """async made => {
            await show(made)
            const packed = JSON.parse(document.getElementById("questions-data").textContent).packed
            return JSON.parse(new TextDecoder().decode(await inflated(packed))).code
        }""",
        the_test(),
    )


def test_the_page_writes_the_codes_of_python(page):  # noqa: F811
    tests = some_tests(random.Random(1), often(2000, 300))
    for n, item in enumerate(items()):
        ends = itertools.product(range(len(item.answers)), levels(len(item.answers)))
        guesses = [test_inventory_guess(item, choice, share) for choice, (_, share) in ends]
        tests += [("after", (None,) * n + (one,) + (None,) * (19 - n)) for one in guesses]
    found = page.evaluate(
        "([tests, rules]) => tests.map(([occasion, states]) => writtenCode(states, occasion, rules))",
        [[(occasion, states(guesses)) for occasion, guesses in tests], rules(page)],
    )
    assert found == [write_code(*one) for one in tests]
