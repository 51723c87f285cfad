"""Letters of any script, one by one: how each is shown, and the fonts that have it."""

import unicodedata
from pathlib import Path
from typing import NamedTuple

import matplotlib
from matplotlib import font_manager

OURS = Path(__file__).parent / "fonts"
DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
# the first one that has a letter shows it
FONTS = {"DejaVu Sans": DEJAVU, "Xent Thai": OURS / "XentThai.ttf", "Xent Hangul": OURS / "XentHangul.ttf"}
SIGNS = {" ": "␣", "\n": "↵"}


def _register_ours():
    """Make the fonts of the course known to matplotlib."""
    for file in FONTS.values():
        if file.parent == OURS:
            font_manager.fontManager.addfont(file)


_register_ours()


class Glyph(NamedTuple):
    """What is drawn for a letter, in which family, and whether that is its code point in place of itself."""

    words: str
    family: str
    is_code: bool


def visible(letter):
    """The letter as it can be seen: blanks have signs, and a mark stands on a dotted circle."""
    if letter in SIGNS:
        return SIGNS[letter]
    if not letter.isprintable():
        return f"U+{ord(letter):04X}"
    return "◌" + letter if unicodedata.category(letter).startswith("M") else letter


def glyph(letter):
    """The letter as a picture shows it; one that no font has, as the digits of its code point."""
    words = visible(letter)
    if letter in SIGNS or letter.isprintable():
        for family, file in FONTS.items():
            # one family for all of it: a mark is placed by the font that has its circle too
            if all(font_manager.get_font(file).get_char_index(ord(part)) for part in words):
                return Glyph(words, family, False)
    digits = f"{ord(letter):04X}"
    return Glyph(digits if len(digits) < 6 else f"{digits[:3]}\n{digits[3:]}", "DejaVu Sans", True)
