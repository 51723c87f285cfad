"""The typed sentence on a page without a kernel: whatever is typed, it shows and says what Python does."""

import math
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from moving import TEXTS, at_its_start
from tiers import often

import xentlib
from xentlib.data import load_text
from xentlib.engine.letters import visible
from xentlib.engine.style import number, scientific
from xentlib.explorers.priced_sentence import SAID, WORDS
from xentlib.models.declarations import CODES, LIGHT_SMOOTHING, ORDERS, alphabet, declaration, letter_costs
from xentlib.pages.sentence import sentence_data

PAGES = Path(xentlib.__file__).parent / "pages"
SCRIPTS = "figure.js", "numbers.js", "sentence.js"
# of other scripts and of none, of two units in JavaScript, joined by a browser, half of a pair; gaps, patterns and tags
FOREIGN = [
    "世",
    "Ω",
    "🙂",
    "\U0001f9ff\ufe0f",
    "e\u0301",
    "\u0e49",
    "👩\u200d🚀",
    "\U0010ffff",
    "\ud83d",
    "\u200b",
    "\xa0",
]
FOREIGN += ["\U0001d165", "\t", "\n", "\r\n", "\u2028", "{count}", "$&", "$1", "<b>", "&amp;", "'", '"', "toString"]


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    scripts = [(PAGES / name).read_text("utf-8") for name in SCRIPTS]
    page.add_script_tag(content="\n".join(["const FIGURES = {};", *scripts]))
    page.evaluate("data => { globalThis.figure = new PricedSentence(data) }", sentence_data())
    yield page
    page.close()


def lines(count, draw):
    """Runs of the texts, letters of the alphabet and foreign ones, put together; the last lines are long."""
    texts = [load_text(language) for language in CODES]

    def part():
        text, start = draw.choice(texts), draw.random()
        run = text[int(start * len(text)) :][: draw.randint(1, 25)]
        return draw.choice([run, run, "".join(draw.choices(alphabet(), k=3)), draw.choice(FOREIGN)])

    some = ["".join(part() for _ in range(draw.randint(0, 7))) for _ in range(count)]
    return [*TEXTS, *some, *["".join(part() for _ in range(300)) for _ in range(count // 50)]]


def test_whatever_is_typed_is_shown_and_said_as_python_does(page):
    draw, explorer = random.Random(12), at_its_start("explore_priced_sentence")
    states = [
        (line, draw.randrange(len(CODES)), draw.choice(ORDERS), draw.randint(1, 50))
        for line in lines(often(1000, 100), draw)
    ]
    found = page.evaluate(
        """states => states.map(([codes, ...rest]) => {
            const place = [codes.map(code => String.fromCodePoint(code)).join(""), ...rest]
            return [figure.overlayOf(place), figure.sentenceOf(place)]
        })""",
        # half of a pair gets into a browser by its number alone
        [[list(map(ord, line)), language, order, letter - 1] for line, language, order, letter in states],
    )
    for (line, language, order, letter), (overlay, sentence) in zip(states, found, strict=True):
        explorer.goto(sentence=line, language=CODES[language], order=order, letter=letter)
        assert sentence == explorer.sentence
        assert overlay == explorer.figure.html
    told = "\n".join(text for answer in found for text in answer)
    parts = [part for template in [*WORDS.values(), *SAID.values()] for part in re.split(r"\{\w+\}", template)]
    assert [part for part in parts if part not in told] == []


@pytest.mark.parametrize("language", CODES)
def test_a_declaration_costs_what_python_says(page, language):
    """Every context of what the model read, and many of what it did not."""
    text = load_text(language)
    found = page.evaluate(
        "([text, language, orders]) => orders.map(order => figure.state([text, language, order, 0]).bits)",
        [text, CODES.index(language), list(ORDERS)],
    )
    for order, bits in zip(ORDERS, found, strict=True):
        np.testing.assert_allclose(bits, letter_costs(text, language, order), rtol=1e-13)


def test_every_letter_is_made_visible_as_python_does(page):
    """But for those that one of the two does not know yet."""
    found = page.evaluate(
        r"""() => Array.from({length: 0x110000}, (_, code) => {
            const letter = String.fromCodePoint(code)
            return /\p{Cn}/u.test(letter) ? "" : figure.visible(letter)
        }).join("\n")"""
    ).split("\n")
    assert len(list(filter(None, found))) > 284_000  # as many as Unicode 14 has
    for letter, words in zip(map(chr, range(0x110000)), found, strict=True):
        assert words in ("", visible(letter)) or unicodedata.category(letter) == "Cn", hex(ord(letter))


def test_no_cost_of_a_letter_is_near_a_middle():
    """So it does not matter that the last bits of a logarithm are not the same everywhere."""
    pairs = {(0, 0)}
    for language in CODES:
        text = declaration(language)[0]
        for order in ORDERS:
            seen = Counter(text[end - order : end] for end in range(order, len(text)))
            runs = Counter(text[end - order : end + 1] for end in range(order, len(text)))
            pairs |= {(count, seen[run[:-1]]) for run, count in runs.items()} | {(0, count) for count in seen.values()}
    followed, seen = np.array(sorted(pairs)).T
    bits = -np.log2((followed + LIGHT_SMOOTHING) / (seen + LIGHT_SMOOTHING * len(alphabet())))
    assert len(bits) > 3000
    for decimals in (1, 2):
        assert np.abs(bits * 10**decimals % 1 - 0.5).min() > 1e-6


def test_every_letter_that_a_model_read_is_one_unit_of_a_string():
    assert max(map(ord, alphabet())) < 0x10000


def test_numbers_are_written_as_python_does(page):
    draw = random.Random(13)
    middles = [(2 * draw.randrange(10**5) + 1) / 2**power for power in range(1, 9) for _ in range(50)]
    values = [
        0.0,
        0.5,
        1.5,
        2.5,
        0.25,
        0.75,
        0.125,
        0.375,
        1.005,
        9.995,
        99.95,
        0.05,
        0.04999,
        5e-324,
        1e20,
        123456789.5,
    ]
    values += [*middles, *(math.nextafter(value, way) for value in middles for way in (0, math.inf))]
    values += [draw.uniform(0, 1) * 10.0 ** draw.randint(-12, 15) for _ in range(2000)]
    signed = [*values, *(-value for value in values)]
    for digits in range(5):
        found = page.evaluate("([values, digits]) => values.map(x => fixed(x, digits))", [signed, digits])
        assert found == [number(value, digits) for value in signed]
    assert page.evaluate("[fixed(-0, 1), fixed(Infinity), fixed(-Infinity), fixed(2.5)]") == ["0.0", "∞", "−∞", "2.50"]
    for digits in range(1, 5):
        found = page.evaluate("([values, digits]) => values.map(x => scientific(x, digits))", [values, digits])
        assert found == [scientific(value, digits) for value in values]
    assert page.evaluate("values => values.map(x => general(x, 4))", values) == [f"{value:.4g}" for value in values]
