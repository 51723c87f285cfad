"""Twenty questions on a page without a kernel: played there, the game looks, tells and goes on as it does in Python."""

import json
import random
import re
from pathlib import Path

import numpy as np
import pytest
from tiers import often

import xentlib
from xentlib.explorers import explore_twenty_questions
from xentlib.pages.game import game_data

FOLDER = Path(xentlib.__file__).parent / "pages"
SPACES = [letter for letter in map(chr, range(0x110000)) if letter.isspace()]
UNCLEAR = ["five", "0", "16", "-1", "+3", "2.5", "４", "04", "1e0", "3;4", "8\ufeff", "length", "{named}", "</text>"]
ASKED = ["", "8,4,2", " 8, 4,,2 ,1,", "8 4 2 1 5 what", "8 " * 30, "1 " * 15, "15 " * 19 + "what", "15 1", "what", ","]
# of the cards named in a game: any number, few, half of them, or mostly so many that the answer was known before
STYLES = [range(1, 16)] * 3 + [[1], [1, 2], [8, 4, 2, 1], [15, 15, 15, 15, 15, 15, 12, 4, 1]]
TAG = re.compile(r"(<[^>]*>)")
NUMBER = re.compile(r"-?\d+\.?\d*")


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    scripts = [(FOLDER / name).read_text("utf-8") for name in ("figure.js", "typed.js", "game.js")]
    page.add_script_tag(content="\n".join(["const FIGURES = {};", *scripts]))
    page.evaluate("data => { globalThis.figure = new TwentyQuestions(JSON.parse(data)) }", json.dumps(game_data()))
    yield page
    page.close()


def states():
    """All cards and all sizes in turn; what is asked may be too much, or hold what is no number."""
    draw, found = random.Random(20), []
    for n in range(often(600, 40)):
        words = [str(draw.choice(draw.choice(STYLES))) for _ in range(draw.randint(0, 6))]
        style = draw.choice(STYLES)
        words += [str(draw.choice(style)) for _ in range(draw.choice([0, 4, 20]))]
        if draw.random() < 0.3:
            words.insert(draw.randint(0, len(words)), draw.choice(UNCLEAR))
        between = [draw.choice([" ", ",", ", ", draw.choice(SPACES)]) for _ in words]
        asked = "".join(part for pair in zip(words, between, strict=True) for part in pair)
        found.append({"game": n % 16 + 1, "size": n % 15 + 1, "asked": ASKED[n] if n < len(ASKED) else asked})
    return found


def place_of(state):
    return [state["game"] - 1, state["size"] - 1, state["asked"]]


def assert_alike(found, wanted):
    """The words to the letter, and all that is drawn to a hundredth of a pixel."""
    for own, other in zip(TAG.split(found), TAG.split(wanted), strict=True):
        if not other.startswith("<"):
            assert own == other
        elif own != other:
            assert NUMBER.sub("#", own) == NUMBER.sub("#", other)
            near = [[float(number) for number in NUMBER.findall(tag)] for tag in (own, other)]
            np.testing.assert_allclose(*near, rtol=0, atol=0.0101)


def test_every_state_looks_and_reads_as_in_python(page):
    explorer, cases = explore_twenty_questions(), states()
    places = [place_of(state) for state in cases]
    shown = page.evaluate(
        """places => places.map(place =>
            [figure.overlayOf(place), figure.sentenceOf(place), !figure.refusalOf(place), figure.stillOf(place)])""",
        places,
    )
    for state, (overlay, sentence, *others) in zip(cases, shown, strict=True):
        explorer.goto(**state)
        assert sentence == explorer.sentence, state
        assert others == [True, 0]  # none is refused, and there is one still part
        assert_alike(overlay, re.fullmatch("<svg [^>]*>(.*)</svg>", explorer.overlay, flags=re.DOTALL)[1])
    told = "\n".join(sentence for _, sentence, *_ in shown)
    for words in ("nothing asked", "question 20,", "is found", "no more questions", "what comes then", "∞ bits"):
        assert words in told


@pytest.mark.thorough
def test_the_actions_lead_where_they_do_in_python(page):
    """Each of them from each state, and asking on to the end."""
    actions, cases = explore_twenty_questions().actions, []
    for state in states():
        cases += [(name, state) for name in actions]
        while (later := state | actions["Ask"](state)) != state:
            state = later
            cases.append(("Ask", state))
    places = [[name, place_of(state)] for name, state in cases]
    found = page.evaluate("places => places.map(([name, place]) => figure.act(name, place))", places)
    for (name, state), place in zip(cases, found, strict=True):
        assert place == place_of(state | actions[name](state)), (name, state)
