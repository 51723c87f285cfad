"""Language models that count, trained on most of a Declaration and priced on the rest."""

import functools

from xentlib.data import load_text

# from here on, what each of the texts says is the same, and is held out
HELD_OUT_FROM = {"en": "Article 25", "es": "Artículo 25", "ko": "제 25 조", "th": "ข้อ 25", "vi": "Điều 25"}


@functools.cache
def declaration(language):
    """The Declaration in two parts: training text and held-out articles."""
    text = load_text(language)
    start = text.index("\n" + HELD_OUT_FROM[language]) + 1
    return text[:start], text[start:]
