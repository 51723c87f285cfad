"""A sentence of the reader's own under a language model."""

import math

from xentlib.data import LANGUAGES
from xentlib.explorers.controls import NAMED_LANGUAGES, order
from xentlib.figures.language import LIGHT_SMOOTHING
from xentlib.figures.letters import visible
from xentlib.figures.sentence import PricedSentence, letter_costs, letters_before, looked_into
from xentlib.figures.style import number
from xentlib.live import Explorer, menu, slider, text_box

ENGLISH = "All human beings are free"
SPANISH = "Todos los seres humanos nacen libres"
KOREAN = "모든 인간은 태어날 때부터 자유로우며"
THAI = "มนุษย์ทั้งหลายเกิดมามีอิสระ"
VIETNAMESE = "Tất cả mọi người sinh ra đều được tự do"


def explore_priced_sentence():
    """A sentence that you type, priced letter by letter, and what the model expected in the place of one of them."""

    def measure(state):
        bits = letter_costs(state["sentence"], state["language"], state["order"])
        if not bits.size:
            return {"total": 0.0, "mean": math.nan, "letter": math.nan}
        cost = bits[looked_into(state["sentence"], state["letter"])]
        return {"total": float(bits.sum()), "mean": float(bits.mean()), "letter": float(cost)}

    def say(state, values):
        sentence = state["sentence"]
        model = f"{LANGUAGES[state['language']]} model of order {state['order']}, λ = {LIGHT_SMOOTHING}"
        if not sentence:
            return f"{model}: no letters, 0 bits."
        place = looked_into(sentence, state["letter"])
        before = "".join(map(visible, letters_before(sentence, state["order"], place)))
        count = "1 letter costs" if len(sentence) == 1 else f"{len(sentence)} letters cost"
        return (
            f"{model}: {count} {number(values['total'], 1)} bits, {number(values['mean'])} bits a letter; "
            f"letter {place + 1}, '{visible(sentence[place])}', costs {number(values['letter'])} bits"
            + (f" after '{before}'." if before else ".")
        )

    return Explorer(
        PricedSentence,
        {
            "sentence": text_box("sentence", ENGLISH),
            "language": menu("language", NAMED_LANGUAGES, "en"),
            "order": order(2),
            "letter": slider("letter", 5, 1, PricedSentence.ROW * PricedSentence.ROWS, 1),
        },
        measure=measure,
        say=say,
        presets={
            "order 0": {"sentence": ENGLISH, "language": "en", "order": 0, "letter": 5},
            "Korean": {"sentence": KOREAN, "language": "ko", "order": 2, "letter": 5},
            "Thai": {"sentence": THAI, "language": "th", "order": 2, "letter": 10},
            "Vietnamese": {"sentence": VIETNAMESE, "language": "vi", "order": 2, "letter": 8},
            "qqqq zzzz": {"sentence": "qqqq zzzz", "language": "en", "order": 2, "letter": 2},
            "Spanish, English model": {"sentence": SPANISH, "language": "en", "order": 2, "letter": 4},
            "something new": {"sentence": "free ♥", "language": "en", "order": 2, "letter": 6},
        },
        columns=3,
    )
