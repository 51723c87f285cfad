"""Games: what is learnt from one answer after another."""

import math

import numpy as np

from xentlib.figures.questions import ALL_BITS, CARDS, SIZES, Game, TwentyQuestions
from xentlib.figures.style import number
from xentlib.information import self_information
from xentlib.live import Explorer, Stop, slider, text_box

HIDDEN = np.argsort(np.random.default_rng(7).random(CARDS)).tolist()  # the card of each game


def explore_twenty_questions():
    """One card of 16 is hidden: ask which part holds it, and collect the bits of the answers."""

    def show(state):
        return {"card": _card(state), "asked": state["asked"], "size": state["size"]}

    def measure(state):
        game = _played(state)
        return {
            "bits so far": game.bits,
            "bits missing": self_information(1 / game.left),
            "cards left": float(game.left),
            "questions asked": float(len(game.answers)),
            "next on average": math.nan if game.over else game.question(state["size"]).average_bits,
        }

    def say(state, values):
        game = _played(state)
        return f"Game {state['game']}, {_last(game)}: {_left(game, values)}{_to_come(game, state['size'])}."

    def ask(state):
        """Once more; then name half of the cards at most, as more is the same question turned round."""
        game = _played(state)
        if game.over:
            return {}
        asked = _typed([*_sizes(game), state["size"]])
        left = _played(state | {"asked": asked}).left
        return {"asked": asked, "size": max(1, min(state["size"], left // 2))}

    def take_back(state):
        """The last question is the next one again."""
        sizes = _sizes(_played(state))
        return {"asked": _typed(sizes[:-1]), "size": sizes[-1]} if sizes else {"asked": ""}

    hidden_first, hidden_last = HIDDEN.index(0) + 1, HIDDEN.index(CARDS - 1) + 1
    return Explorer(
        TwentyQuestions,
        {
            "game": slider("game", 1, 1, CARDS, 1),
            "size": slider("next names", 4, 1, len(SIZES), 1),
            "asked": text_box("asked so far", "4"),
        },
        show=show,
        measure=measure,
        say=say,
        presets={
            "start": Stop(
                ask="One of 16 cards is hidden. How many questions must you be allowed, to be sure of finding it?",
                notice="All cards are equally likely: 4.0000 bits are missing. "
                "Name half of them, and either answer brings 1.0000 bits: four questions are enough, three are not.",
                game=1,
                asked="",
                size=8,
            ),
            "halving": Stop(
                ask="Each question named half of the cards left. Change the game: can it take more, or fewer?",
                notice="It is 4 in every game: each answer brings one bit, and 4.0000 bits name one card of 16.",
                game=1,
                asked="8 4 2 1",
                size=1,
            ),
            "one card named": Stop(
                ask="A yes would bring all the bits at once. So why is this a poor first question?",
                notice="Yes brings 4.0000 bits, but comes once in 16 games; no brings 0.0931 bits. "
                "On average that is 0.3373 bits, a third of what halving brings.",
                game=hidden_first,
                asked="",
                size=1,
            ),
            "card by card": Stop(
                ask="Fifteen times no. How many bits are they together, and which answer was worth most?",
                notice="4.0000 bits, as by halving. "
                "The last no was worth most, 1.0000 bits: with two cards left, one card is half of them.",
                game=hidden_last,
                asked=_typed([1] * 15),
                size=1,
            ),
            "the same again": Stop(
                ask="The same question once more: why is its yes worth nothing now, when it was worth one bit before?",
                notice="Then yes left 8 cards of 16, 1.0000 bits; now it would leave 8 of 8, "
                "which was known: 0.0000 bits.",
                game=1,
                asked="8",
                size=8,
            ),
        },
        actions={
            "Ask": ask,
            "Take back": take_back,
            "New card": lambda state: {"game": state["game"] % CARDS + 1, "asked": ""},
        },
    )


def _card(state):
    return HIDDEN[state["game"] - 1]


def _played(state):
    return Game(_card(state), state["asked"])


def _sizes(game):
    return [question.named for question, _ in game.answers]


def _typed(sizes):
    return " ".join(map(str, sizes))


def _last(game):
    if not game.answers:
        return "nothing asked"
    question, yes = game.answers[-1]
    answer = "yes" if yes else "no"
    return f"question {len(game.answers)}, {question.cards}? {answer}, {number(question.bits(yes), 4)} bits"


def _left(game, values):
    cards = f"card {game.first} is found" if game.found else f"{game.left} of {CARDS} cards are possible"
    bits, missing = number(values["bits so far"], 4), number(values["bits missing"], 4)
    return f"{cards}, {bits} of {number(ALL_BITS, 0)} bits are collected, {missing} bits missing"


def _to_come(game, size):
    if game.found:
        return ""
    if game.over:
        return "; no more questions"
    question = game.question(size)
    yes, no, average = (number(bits, 4) for bits in (question.bits(True), question.bits(False), question.average_bits))
    unclear = f"; what comes then is not a number from 1 to {len(SIZES)}" if game.unclear else ""
    return f"{unclear}; next, {question.cards}? yes {yes} bits, no {no} bits, on average {average} bits"
