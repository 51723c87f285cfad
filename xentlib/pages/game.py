"""Twenty questions for its page: texts with gaps, of which the page puts every state of every game together.

The states are too many for a table, as each list of up to twenty questions is another one. But what is drawn and said
depends only on what is possible now and the next question, or on one answer and its row; and the bars, which join all
answers, can be cut. So some thousand states of short games show all there is.
"""

import base64
import re
from collections import defaultdict

import numpy as np

from xentlib.engine.render import in_order
from xentlib.explorers.twenty_questions import TwentyQuestions
from xentlib.models.card_game import CARDS, HIDDEN, MOST, SIZES, Game
from xentlib.pages.drawing import Drawing, Told, draw
from xentlib.pages.encoding import encode
from xentlib.pages.skeletons import PATH

# The place of a text: an answer and its row; or the next question, whose answer is none, and how many were asked.
AXES = {
    "yes": (False, True),
    "first": range(CARDS),
    "left": range(1, CARDS + 1),
    "named": [*SIZES.values(), "found", "lost"],  # of the next question, it may be how the game ended
    "row": range(MOST + 1),
}  # in the order of drawing: the shortest first
SHAPE = [len(values) for values in AXES.values()]
ALL_LEFT = max(SIZES.values())  # once a card is out, naming so many names all: the answer is known, and has no boxes
ALL_BUT_TWO_BOXES = re.compile(r'(?<= d=").*?(?=(M[^z]*z ){2}")')


def game_data():
    """What the page's JavaScript reads, ready for JSON."""
    states = list(_states())
    figure = TwentyQuestions(**states[0])
    drawing, layers = draw(figure, states), _layers(figure)
    parts = _parts(states, drawing, layers)
    sentences = zip(states, _texts(drawing.sentence), strict=True)
    names = {state["game"]: sentence.split(", ")[0] for state, sentence in sentences}
    bars = [piece for piece, (kind, _) in zip(drawing.pieces, layers, strict=True) if kind == "bar"]
    return {
        "hidden": HIDDEN,
        "sizes": list(SIZES),
        "most": MOST,
        "games": [names[game] for game in sorted(names)],
        "layers": layers,
        "seams": [_seam(next(filter(None, bar.texts))) for bar in bars],
        "parts": [name for name in parts if name != "end"],
        "texts": base64.b64encode(encode(_as_drawing(parts), AXES)).decode(),
    }


# -- games


def _states():
    """Games that show each question as the next one, and each answer to it; and all there is in each row."""
    for first in range(CARDS):
        for left in range(1, CARDS - first + 1):
            sizes = [first] * (first > 0) + [left] * (first + left < CARDS)  # what leads there
            yield _state(first, [*sizes, *[ALL_LEFT] * MOST])
            for named in range(1, min(left, ALL_LEFT) + 1):
                yield _state(first, sizes, named)
                yield _state(first, [*sizes, named])
                if named < left:
                    yield _state(first + named, [*sizes, named])
    for between in range(MOST - 1):
        sizes = [8, *[ALL_LEFT] * between]
        for card, last in ((0, 1), (0, 4), (7, 4), (0, "?")):  # found, yes, no and unclear
            yield _state(card, [*sizes, last])


def _state(card, sizes, size=1):
    return {"game": HIDDEN.index(card) + 1, "size": size, "asked": " ".join(map(str, sizes))}


def _places(game, size):
    """Of each answer, and of what is possible now."""
    named = "found" if game.found else "lost" if game.over else game.question(size).named
    answers = [
        (int(yes), question.first, question.left - 1, question.named - 1, row)
        for row, (question, yes) in enumerate(game.answers, start=1)
    ]
    return answers, (0, game.first, game.left - 1, AXES["named"].index(named), len(answers))


# -- texts


def _layers(figure):
    """What each artist shows, as it is drawn: all answers of one kind, a row of them, or what is possible now."""
    kinds = {bar._patch: ("bar", yes) for yes, bar in enumerate(figure._bars)}
    kinds |= {artist: ("number", row) for row, artist in enumerate(figure._numbers, start=1)}
    kinds |= {artist: ("line", row) for row, artist in enumerate(figure._lines, start=1)}
    return [kinds.get(artist, ("now", n)) for n, artist in enumerate(in_order(figure.moving))]


def _texts(told):
    """In the order of the states."""
    texts = list(told.texts)
    return [texts[which] for which in told.which]


def _parts(states, drawing, layers):
    """Name → place → text."""
    parts = defaultdict(dict)
    for state, sentence, *shown in zip(states, *map(_texts, (drawing.sentence, *drawing.pieces)), strict=True):
        game = Game(HIDDEN[state["game"] - 1], state["asked"])
        answers, now = _places(game, state["size"])
        found = *_drawn(layers, shown, answers, now), *_said(sentence, answers, now, game.unclear)
        for name, place, text in found:
            parts[name][place] = text
    return parts


def _drawn(layers, shown, answers, now):
    last = len(answers)
    for (kind, which), text in zip(layers, shown, strict=True):
        row = 0, 0, 0, 0, which
        if kind == "now":
            yield which, now, text
        elif kind == "bar" and answers and answers[-1][0] == which:
            _, _, left, named, _ = answers[-1]
            known = which and named == left
            yield "boxes", answers[-1], "" if known else ALL_BUT_TWO_BOXES.sub("", text)
        elif kind == "number" and text:
            yield kind, row, text
        elif kind == "line" and text:
            look, words = re.split("(?<=>)", text, maxsplit=1)
            yield "last look" if which == last else "look", row, look
            if which <= last:
                yield "line", answers[which - 1], words
            else:
                yield "unclear line", now, words


def _said(sentence, answers, now, unclear):
    """The phrases of the sentence; its end is what is possible now."""
    start, end = sentence.split(": ")
    _, count, *answer = start.split(", ", 2)
    yield "count", now, count
    if answers:
        yield "answer", answers[-1], *answer
    if unclear:
        yield "unclear", now, end.split("; ")[1]
    else:
        yield "end", now, end


def _seam(bar):
    """What stands between the paths of two answers of a bar, and not in one path of both."""
    before, after = PATH.split(bar)
    return after + before


def _as_drawing(parts):
    """As if the places were the states of a figure, and the end all of its sentence."""
    told = {name: _told(texts) for name, texts in parts.items()}
    end = told.pop("end")
    still, refusal = Told({(): 0}, np.zeros(SHAPE, dtype=int)), Told({}, np.full(SHAPE, -1))
    return Drawing(None, [*told.values()], end, refusal, still)


def _told(texts):
    told = Told(which=np.full(SHAPE, -1))
    for place, text in texts.items():
        told.which[place] = told.texts.setdefault(text, len(told.texts))
    return told
