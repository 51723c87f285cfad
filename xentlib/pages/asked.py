"""The questions of the course as a page holds them: what is read, and what is said for every answer that is given."""

import json
import re
from html import escape

from xentlib.pages.skeletons import deflated
from xentlib.quiz import codes, guesses, inventory
from xentlib.quiz.calibration import EDGES, reader_groups
from xentlib.quiz.guesses import card_cells, letter, levels, opened_labels, outcome, paragraph
from xentlib.quiz.inventory import ENOUGH, SUREST, kept, opened_item
from xentlib.quiz.questions import Guess

WORDS = {
    "answer": "Answer",
    "card": "Your guesses are scored here. That needs JavaScript.",
    "test": "This test needs JavaScript.",
    "not copied": "Your browser does not let a page copy. The code is selected: copy it yourself.",
}
# of what the page's JavaScript says, the words of the guesses and those of the test
QUIZ = guesses.WORDS
TEST = inventory.WORDS | {"not copied": WORDS["not copied"]}


# -- what is read before a question comes alive, and where there is no JavaScript


def question_html(id_, question):
    """A guess; its answer is folded."""
    answer = f"<p><strong>{letter(question.truth)}. {escape(question.right)}</strong></p>"
    fold = f"<details><summary>{WORDS['answer']}</summary>{answer}<p>{escape(question.reason)}</p></details>"
    return _question("guess", id_, question, fold)


def card_html(id_):
    """The place of the score card."""
    return f'<div class="scores card" id="{id_}">{_without_script("card")}</div>'


def item_html(id_, question):
    """An item of the test: nothing in it depends on the right answer."""
    return _question("item", id_, question, _without_script("test"))


def results_html(id_):
    """The place of the results of the test."""
    return f'<div class="scores results" id="{id_}">{_without_script("test")}</div>'


def _question(kind, id_, question, below):
    answers = "".join(f"<li>{escape(answer)}</li>" for answer in question.answers)
    ask = f'<p class="ask"><strong>{escape(question.ask)}</strong></p>'
    return f'<div class="question {kind}" id="{id_}">{ask}<ol>{answers}</ol>{below}</div>'


def _without_script(name):
    return f'<p class="needs">{WORDS[name]}</p>'


# -- what is said for every answer, by the id of the question: tables by answer and by how sure one is of it


def questions_data(questions):
    """What the page must know of its guesses, id → Question."""
    pieces = _Pieces()
    return _packed({"questions": {id_: _guess(one, pieces) for id_, one in questions.items()}, "pieces": list(pieces)})


def items_data(questions):
    """What the page must know of the items of its test, id → Question, from the first to the last."""
    pieces = _Pieces()
    rules = {
        "groups": [group.name for group in reader_groups([], [])],
        "edges": EDGES,
        "enough": ENOUGH,
        "surest": SUREST,
        "code": {
            "letters": codes.LETTERS,
            "version": codes.VERSION,
            "occasions": codes.OCCASIONS,
            "levels": codes.LEVELS,
            "states": codes.STATES,
            "digits": codes.DIGITS,
            "weights": codes.WEIGHTS,
        },
    }
    items = {id_: _item(n, one, pieces) for n, (id_, one) in enumerate(questions.items(), start=1)}
    return _packed({"questions": items, "pieces": list(pieces), **rules})


def _packed(data):
    """Deflated: it is a tenth as long, and nobody reads an answer in it by chance."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {"packed": deflated(text.encode())}


class _Pieces(dict):
    """The pieces of HTML texts, which are cut before each tag and each share: those that are equal are kept once."""

    def of(self, text):
        """Which pieces make up a text."""
        own_looks = re.sub(r'(<(?!strong)\w+) style="[^"]*"', r"\1", text)  # the page has its own, but for a badge
        return [self.setdefault(piece, len(self)) for piece in re.split(r"(?=<| \(\d|: \d)", own_looks) if piece]


def _guess(question, pieces):
    return _told(question, pieces) | {
        "undone": card_cells(question, None),
        "cells": _each(question, lambda guess: card_cells(question, guess)),
    }


def _item(n, question, pieces):
    return _told(question, pieces) | {
        "undone": pieces.of(opened_item(n, question, None)),
        "kept": _each(question, lambda guess: pieces.of(paragraph(kept(guess)))),
        "points": _each(question, lambda guess: guess.points),
        "items": _each(question, lambda guess: pieces.of(_linked(opened_item(n, question, guess)))),
    }


def _linked(item):
    """With links to the sections that it names, in a tab of their own: the test stays as it is."""
    return re.sub(r"“([^”]+)” in ([\w/]+):?", _link, item)


def _link(named):
    heading, notebook = named.groups()
    return f'<a href="{notebook}.html#{heading.replace(" ", "-")}" target="_blank">{named[0]}</a>'


def _told(question, pieces):
    labels = _each(question, lambda guess: [pieces.of(_inline(label)) for label in opened_labels(guess)])
    return {
        "levels": [words for words, _ in levels(len(question.answers))],
        "truth": question.truth,
        "even": question.even_loss,
        "losses": _each(question, lambda guess: guess.loss),
        "labels": [line[0] for line in labels],  # however sure one is
        "messages": _each(question, lambda guess: pieces.of(outcome(guess))),
    }


def _inline(paragraph):
    """What stands in a paragraph, for a button."""
    return re.sub("</?(p|span)[^>]*>", "", paragraph)


def _each(question, read):
    """Of every guess that can be made: a line for each answer, in it one for each level of sureness."""
    sure = [share for _, share in levels(len(question.answers))]
    return [[read(Guess(question, choice, share)) for share in sure] for choice in range(len(question.answers))]
