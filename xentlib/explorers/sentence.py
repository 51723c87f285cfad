"""A sentence of the reader's own under a language model."""

import math

from xentlib.data import LANGUAGES
from xentlib.explorers.controls import NAMED_LANGUAGES, order
from xentlib.figures.language import LIGHT_SMOOTHING
from xentlib.figures.letters import visible
from xentlib.figures.sentence import PricedSentence, letter_costs, letters_before, looked_into
from xentlib.figures.style import number
from xentlib.live import Explorer, Stop, menu, slider, text_box

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
            "order 0": Stop(
                ask="The model sees no letter before. Why do letters still have different prices?",
                notice="Each costs what its frequency says, here 4.35 bits on average. "
                "Raise the order to 2: the average falls, though not each letter gets cheaper.",
                sentence=ENGLISH,
                language="en",
                order=0,
                letter=5,
            ),
            "Spanish text": Stop(
                ask="The model has read English only. Which letters are darkest?",
                notice="Those it never met after letters that it knows well: the l after 's␣' costs 17.15 bits.",
                sentence=SPANISH,
                language="en",
                order=2,
                letter=7,
            ),
            "a heart": Stop(
                ask="Every symbol of the keyboard has some price. Why does ♥ cost ∞?",
                notice="It is not among the symbols that the model knows of.",
                sentence="free ♥",
                language="en",
                order=2,
                letter=6,
            ),
            "Vietnamese": Stop(
                ask="This sentence stands in the text that the model has read. Is its price that of new text?",
                notice="No: 1.78 bits a letter is the price of known text. Held-out text is dearer.",
                sentence=VIETNAMESE,
                language="vi",
                order=2,
                letter=8,
            ),
            "Korean": Stop(
                ask="Most tiles are whole syllables. May you compare the bits a letter with those of English?",
                notice="Not fairly: at 1.69 bits a letter, most letters are whole syllables, and the model has read "
                "this sentence. Compare whole messages, on new text.",
                sentence=KOREAN,
                language="ko",
                order=2,
                letter=5,
            ),
            "Thai": Stop(
                ask="Some tiles hold only a vowel or a tone mark. What do they do to the bits a letter?",
                notice="They count as letters, and often leave little choice: this ง costs 0.45 bits. "
                "But 2.00 bits a letter is cheap mainly because the model has read this sentence.",
                sentence=THAI,
                language="th",
                order=2,
                letter=10,
            ),
        },
        columns=3,
    )
