"""Letters of any script, one by one: as a browser sets them, and as matplotlib prints them."""

import unicodedata
from pathlib import Path

import matplotlib
from matplotlib import font_manager

FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
SIGNS = {" ": "␣", "\n": "↵"}


def visible(letter):
    """The letter as it can be seen: blanks have signs, and a mark stands on a dotted circle."""
    if letter in SIGNS:
        return SIGNS[letter]
    if not letter.isprintable():
        return f"U+{ord(letter):04X}"
    return "◌" + letter if unicodedata.category(letter).startswith("M") else letter


def printed(letter):
    """The letter as matplotlib's own font prints it; one that is not in it, as the digits of its code point."""
    words, characters = visible(letter), font_manager.get_font(FONT)
    can_be_printed = letter in SIGNS or letter.isprintable() and all(characters.get_char_index(ord(c)) for c in words)
    return words if can_be_printed else f"{ord(letter):04X}"
