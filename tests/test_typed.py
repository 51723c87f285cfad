"""Numbers as people type them, in boxes of decimal numbers, of whole numbers, of probabilities and of points."""

import math
import random

import pytest

from xentlib.engine.typed import read_number

A_QUARTER = ["0.25", ".25", "+.25", "0.250", "1/4", "1 / 4", "¼", "0,25", ",25", "2.5e-1", "2,5E-1", "25/100", " 0.25 "]
A_QUARTER += [
    "0٫25"[:1] + ".25",
    "２５/１００",
    "๐.๒๕",
    "2.5×10⁻¹",
    "25·10⁻²",
    "25 × 10^-2",
    "25*10**-2",
    "0.5/2",
    "1⁄4",
    "1∕4",
]
SMALL = ["1e-8", "1E-8", "10⁻⁸", "10^-8", "10**-8", "10^−8", "1 × 10⁻⁸", "0.00000001", "1/10⁸", "1/100000000"]


@pytest.mark.parametrize("text", A_QUARTER)
def test_a_quarter_has_many_ways_to_be_typed(text):
    assert read_number(text) == 0.25


@pytest.mark.parametrize("text", SMALL)
def test_a_small_number_has_many_ways_to_be_typed(text):
    assert read_number(text) == 1e-8


@pytest.mark.parametrize(
    "text, value",
    [("−3", -3), ("-3", -3), ("–3,5", -3.5), ("1½", 1.5), ("1 1/2", 1.5), ("2 ¾", 2.75), ("12", 12), ("7.", 7),
     ("1/3", 1 / 3), ("3e2", 300), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1,234,567", 1234567),
     ("1.234.567", 1234567), ("1 234", 1234), ("12\u00a0345,5", 12345.5), ("0,125", 0.125), ("0", 0),
     ("-0", 0), ("10", 10)],
)  # fmt: skip
def test_a_number_is_read_as_it_was_meant(text, value):
    assert read_number(text, high=1e9, low=-1e9) == value


@pytest.mark.parametrize(
    "text, share", [("25 %", 0.25), ("25%", 0.25), ("2,5 %", 0.025), ("100%", 1), ("95 %", 0.95), ("½ %", 0.005)]
)
def test_per_cent_is_a_hundredth_of_a_probability_and_a_point_of_a_hundred(text, share):
    assert read_number(text, hundred_per_cent=1) == pytest.approx(share, rel=1e-15)
    assert read_number(text, hundred_per_cent=100) == pytest.approx(100 * share, rel=1e-15)
    with pytest.raises(ValueError, match="^% has no meaning here.$"):
        read_number(text)


def test_every_per_cent_is_the_number_that_a_slider_of_hundredths_has():
    for share in range(101):
        assert read_number(f"{share} %", hundred_per_cent=1) == share / 100


def test_a_comma_before_three_digits_is_a_thousands_mark_in_a_box_of_whole_numbers():
    for text, value in (("1,000", 1000), ("12,345", 12345), ("1,5", 1.5), ("0,125", 0.125), ("1,2345", 1.2345)):
        assert read_number(text, whole=True, high=20_000) == value


def test_a_comma_that_could_be_either_is_asked_about():
    with pytest.raises(ValueError, match="^Is “1,234” 1.234 or 1234\\? Type it without the comma.$"):
        read_number("1,234", high=2000)
    assert read_number("1,234", high=10) == 1.234  # the other one is no number of this box
    assert read_number("1,234", low=100, high=2000) == 1234


@pytest.mark.parametrize(
    "text",
    ["abc", "nan", "inf", "∞", "1e999", "--3", "1..2", "1,2,3", "1,23,456", "0x10", "1e", "1_000", "1/0", "0/0", "1//2",
     "/2", "1/", "e5", "10^", "^2", "1+1", "2^3", "50:50", "1 2", "½½", "p", "%", "1%%", "$5",
     "1\n2", "True", "¼e2", "¼/2", "12 34", "1 2345", "3 1/2 1/2"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_words(text):
    try:
        value = read_number(text, hundred_per_cent=1)
    except ValueError as error:
        assert str(error).startswith(("“", "Is “", "Type a number"))
    else:
        pytest.fail(f"{text!r} was read as {value}")


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_nothing_is_no_number(text):
    with pytest.raises(ValueError, match="^Type a number.$"):
        read_number(text)


def test_what_python_writes_is_read_as_it_is():
    draw = random.Random(5)
    for _ in range(2000):
        value = draw.choice(
            [draw.uniform(-4, 4), draw.uniform(0, 1) ** 20, draw.randint(-999, 10**6), 10.0 ** draw.randint(-12, 9)]
        )
        assert read_number(repr(value)) == value


def test_any_text_is_read_or_refused():
    draw = random.Random(6)
    for _ in range(5000):
        text = "".join(draw.choice("0123456789.,/%eE+-−× ^⁻⁸¼½ \u00a0１๒") for _ in range(draw.randint(0, 7)))
        try:
            assert math.isfinite(read_number(text, hundred_per_cent=100))
        except ValueError as error:
            assert str(error).endswith((".", "comma.")) and "%" in "%" + str(error)
