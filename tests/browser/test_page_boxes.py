"""The boxes of a page without a kernel: they read, round and refuse what is typed as Python does, to the last bit."""

import math
import random
import unicodedata
from pathlib import Path

import pytest
import test_typed

import xentlib
from xentlib.engine import typed
from xentlib.engine.controls import log_slider, on_step, places, slider

FOLDER = Path(xentlib.__file__).parent / "pages"
LETTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
SPACES = [letter for letter in LETTERS if letter.isspace()]
DIGITS = [letter for letter in LETTERS if unicodedata.digit(letter, None) is not None]
# what 100 % are, whether it is a box of whole numbers, and between which they lie
BOXES = [(None, False, -math.inf, math.inf), (1, False, 0, 1), (100, False, 0, 100), (None, True, 1, 20_000)]
BOXES += [(None, False, 1, 1000), (None, False, 100, 2000), (1, False, -1e6, 1e6), (100, True, 1e-8, 1e9)]
NUMBERS = [
    "0", "1", "7", "12", "007", "345", "000", "123456", "9007199254740993", "0.1000000000000000055511151231257827",
    "1,234", "200,001", "1.234", "1,234.5", "1.234.567", "1 234", "12 345,5", "0,125", "1,2345", "1,", ".5", ",25",
    "1e-8", "3E+2", "5e-324", "2.2250738585072011e-308", "1e308", "1e400", "2e-400", "1e99999999999999999999",
    "10⁻⁸", "10^8", "10**-3", "3 × 10⁻⁴", "2·10^5", "4x10²",
    "1/3", "22/7", "1/4", "1 1/2", "2 ¾", "½", "⅞", "↉", "⅟8", "٣", "๒๕", "０．５", "１/２", "①", "➂", "𝟛", "፫", "𐹦",
]  # fmt: skip
MARKS = [*".,/%eE+-−–× ^*·x⁄÷_％٪\u00a0\u2009\x1f\ufeff", "  ", "**", "×10^", "⁻⁸"]
GARBAGE = [*MARKS, *"abc¨ﬁ🙂İς{}$∞±¼⅐¹\u2028", "nan", "inf", "0x", "{typed}", "$&", "e\u0301", "x10²"]


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    for name in ("numbers.js", "typed.js"):
        page.add_script_tag(content='"use strict";\n' + (FOLDER / name).read_text("utf-8"))
    yield page
    page.close()


def texts():
    """All that test_typed.py reads, every space and digit, and numbers put together, and spoiled, at random."""
    marks = [mark for test in vars(test_typed).values() for mark in getattr(test, "pytestmark", [])]
    cases = [case if isinstance(case, str) else case[0] for mark in marks for case in mark.args[1]]
    cases += ["1,000", "12,345", "1,5", "1,2345", "1,234", "200,001/4", "1,234e20"]
    cases += [f"{share} %" for share in range(101)]
    cases += [text for space in SPACES for text in (space, f"{space}1{space}/{space}4{space}", f"1{space}234")]
    cases += [f"1{digit}" for digit in DIGITS]
    draw = random.Random(7)
    for _ in range(1500):
        number = draw.choice([*NUMBERS, repr(draw.uniform(-4, 4)), f"{draw.randint(1, 10**6):,}"])
        place = draw.randint(0, len(number))
        cases += [
            draw.choice(["", "-", "−", "+", " "]) + number + draw.choice(["", " %", "/8", "e5", " "]),
            number[:place] + draw.choice(GARBAGE) + number[place:],
            "".join(draw.choice(draw.choice([NUMBERS, MARKS])) for _ in range(draw.randint(1, 4))),
            "".join(draw.choice("0123456789.,/%eE+-−× ^⁻⁸¼½ \u00a0１๒") for _ in range(draw.randint(0, 7))),
        ]
    return list(dict.fromkeys(cases))


def read(text, box):
    hundred, whole, low, high = box
    try:
        return typed.read_number(text, hundred_per_cent=hundred, whole=whole, low=low, high=high)
    except ValueError as error:
        return str(error)


def test_a_page_reads_and_refuses_what_is_typed_as_python_does(page):
    cases = texts()
    found = page.evaluate(
        """([texts, boxes, words]) => boxes.map(([hundred, whole, low, high]) => texts.map(text => {
            const {value, reason} = readNumber(text, {hundred, whole, low, high}, words)
            return reason === undefined ? value : reason
        }))""",
        [cases, BOXES, typed.WORDS],
    )
    for box, answers in zip(BOXES, found, strict=True):
        for text, answer in zip(cases, answers, strict=True):
            assert_same(answer, read(text, box), (text, box))
    told = "\n".join(answer for answers in found for answer in answers if isinstance(answer, str))
    assert all(template.partition("{")[0] in told for template in typed.WORDS.values())
    # the thousands are in the middle of two numbers of six digits; the others need an exponent
    assert "Is “200,001/4” 50.0003 or 50000.2?" in told and "Is “1,234e20” 1.234e+20 or 1.234e+23?" in told


def test_a_page_knows_the_digits_of_every_script(page):
    decimals = [digit for digit in DIGITS if digit.isdecimal()]
    assert page.evaluate("digits => digits.map(digitOf)", decimals) == [
        unicodedata.decimal(digit) for digit in decimals
    ]


def assert_same(answer, expected, case):
    """A text, or a number that JavaScript may have given back as a whole one."""
    if isinstance(expected, float) and isinstance(answer, int | float):
        answer, expected = float(answer).hex(), expected.hex()
    assert answer == expected, case


def test_a_page_puts_what_is_typed_on_the_step_that_python_does(page):
    draw, cases = random.Random(8), []
    for low, high, step in [
        (0, 10, 1), (-5, 5, 2), (1, 12, 4), (0.0, 1.0, 0.05), (0.01, 0.99, 0.01), (-4.0, 4.0, 0.1), (0.5, 3.1, 0.25),
        (0.0, 1.25, 0.5), (0.0, 1.0, 0.3), (100.0, 2000.0, 12.5),
    ]:  # fmt: skip
        control = slider("", low, low, high, step)
        stops = places(control)
        values = [low + step * half / 2 for half in range(2 * len(stops))]  # on a step, and in the middle of two
        values += [math.nextafter(value, way) for value in values for way in (-math.inf, math.inf)]
        values += [draw.uniform(low - step, high + step) for _ in range(100)] + [low - 1e9, high + 1e9]
        cases += [(control, stops, value) for value in values]
    found = page.evaluate(
        "cases => cases.map(numbers => nearestStep(...numbers))",
        [[value, control.min, control.step, len(stops) - 1] for control, stops, value in cases],
    )
    for (control, stops, value), index in zip(cases, found, strict=True):
        assert stops[index] == on_step(control, value), (control, value)


def test_a_page_keeps_the_two_digits_that_python_does(page):
    draw = random.Random(9)
    scales = 2.0**-9, 0.5, 1, 8, 10, 1e6, 1e20, 2.0**60
    ties = [(digits + 0.5) * scale for digits in range(10, 100) for scale in scales]
    values = ties + [digits * 10.0**power for digits in range(1000) for power in (-310, -9, -3, -2, 0, 5, 300)]
    values += [math.nextafter(value, way) for value in ties for way in (0, math.inf)]
    values += [draw.uniform(0, 1) ** draw.randint(1, 300) for _ in range(2000)] + [5e-324, 1.7976931348623157e308]
    values += [-value for value in ties]
    found = page.evaluate("values => values.map(twoDigits)", values)
    for value, answer in zip(values, found, strict=True):
        assert_same(answer, float(f"{value:.1e}"), value)
    decades = log_slider("", 1, -12, 9)
    assert page.evaluate("values => values.map(twoDigits)", decades.places) == decades.places


def test_a_page_writes_numbers_as_python_does(page):
    draw = random.Random(10)
    values = [0, 123456, 1234567, 999999.5, 999998.5, 50000.25, 50000.75, 0.0001, 0.00001, 1e16, 1e22, -2.5e-7]
    values += [draw.uniform(-1, 1) * 10.0 ** draw.randint(-12, 25) for _ in range(2000)]
    values += [draw.randint(0, 10**8) / 8 for _ in range(2000)]
    for digits in (6, 12):
        found = page.evaluate("([values, digits]) => values.map(value => general(value, digits))", [values, digits])
        assert found == [f"{value:.{digits}g}" for value in values]
