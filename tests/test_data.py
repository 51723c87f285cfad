"""The data that come with the course are what they are said to be."""

import hashlib
import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest

import xentlib
from xentlib import load_digits, load_text
from xentlib.data import LANGUAGES

FOLDER = Path(xentlib.__file__).parent / "data"


def test_digits_have_their_shapes_and_types():
    images, labels = load_digits()
    assert (images.shape, images.dtype) == ((1797, 8, 8), np.uint8)
    assert (labels.shape, labels.dtype) == ((1797,), np.int64)
    assert (images.min(), images.max()) == (0, 16)


def test_digits_are_the_stored_ones():
    images, labels = load_digits()
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert images.sum() == 561_718
    assert images[[0, 1, 1437, 1796]].sum(axis=(1, 2)).tolist() == [294, 313, 347, 392]
    # of an order or an orientation changed, a plain sum would say nothing
    assert np.sum(images * np.arange(1, 65).reshape(8, 8)) == 18_222_371
    assert np.sum(labels * np.arange(1, 1798)) == 7_272_861
    stored = (FOLDER / "digits.npz").read_bytes()
    assert hashlib.sha256(stored).hexdigest() == "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e"


def test_the_first_digit_is_a_zero():
    images, labels = load_digits()
    assert labels[0] == 0
    assert images[0, 3].tolist() == [0, 4, 12, 0, 0, 8, 8, 0]


def test_each_reader_gets_arrays_of_their_own():
    for array in load_digits():
        array[:] = 7
    images, labels = load_digits()
    assert images[0, 0, 0] == 0 and labels[0] == 0


# paragraphs, characters, different ones, bytes of UTF-8, and how articles are headed
DECLARATIONS = {
    "en": (92, 10_638, 58, 10_650, "Article {}"),
    "es": (92, 11_888, 59, 12_095, "Artículo {}"),
    "ko": (92, 4_716, 317, 11_405, "제 {} 조"),
    "th": (90, 9_291, 71, 27_071, "ข้อ {}"),
    "vi": (92, 10_950, 116, 14_963, "Điều {}:"),
}


def test_every_language_has_its_declaration():
    assert list(LANGUAGES) == list(DECLARATIONS)
    assert sorted(file.name for file in FOLDER.glob("*.txt")) == [f"udhr_{language}.txt" for language in LANGUAGES]


@pytest.mark.parametrize("language", DECLARATIONS)
def test_a_declaration_is_one_paragraph_a_line_in_composed_form(language):
    text = load_text(language)
    assert type(text) is str and text == (FOLDER / f"udhr_{language}.txt").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    # no other line end, no byte order mark, no joiner: the line feed is the only character that is not seen
    assert {x for x in text if unicodedata.category(x)[0] == "C"} == {"\n"}
    assert {x for x in text if unicodedata.category(x)[0] == "Z"} == {" "}
    assert text.endswith("\n")
    lines = text[:-1].split("\n")
    assert all(line and line == line.strip() for line in lines)
    paragraphs, characters, different, size, _ = DECLARATIONS[language]
    assert (len(lines), len(text), len(set(text)), len(text.encode())) == (paragraphs, characters, different, size)


@pytest.mark.parametrize("language", DECLARATIONS)
def test_a_declaration_has_its_30_articles_in_their_order(language):
    lines, heading = load_text(language).splitlines(), DECLARATIONS[language][-1]
    headings = [heading.format(number) for number in range(1, 31)]
    assert [line for line in lines if re.search("[0-9]", line)] == headings
    # each has something to say
    assert not set(headings) & {lines[lines.index(line) + 1] for line in headings}


def test_the_declarations_are_the_stored_ones():
    sums = {language: hashlib.sha256(load_text(language).encode()).hexdigest()[:16] for language in LANGUAGES}
    assert sums == {
        "en": "36bd2dc2a7eb3553",
        "es": "c64b0a9aab7a6d39",
        "ko": "1edb63dc353de450",
        "th": "5e7d945abcdb0dbe",
        "vi": "ea0a116710e408e8",
    }
    repairs = {language: re.findall(r"\[(.*?)\]", load_text(language)) for language in LANGUAGES}
    assert repairs == {"en": [], "es": [], "ko": [], "th": ["ได้", "เกียรติศักดิ์", "เอา", "ตาม"], "vi": []}


def test_every_file_of_data_says_where_it_comes_from():
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = [file.name for file in FOLDER.iterdir() if file.suffix in {".npz", ".txt", ".csv"}]
    assert files
    # one heading can name several
    named = [name for heading in re.findall("^## (.*)$", said, flags=re.MULTILINE) for name in heading.split(", ")]
    assert sorted(named) == sorted(f"`{name}`" for name in files)
    assert "CC BY 4.0" in said
