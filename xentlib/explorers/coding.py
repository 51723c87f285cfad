"""Codes for whole texts: where the bits of an arithmetic code come from."""

import math

from xentlib.explorers.controls import listed, named, no_weight, shares, weights
from xentlib.explorers.truth_and_model import Q
from xentlib.figures.intervals import LETTERS, LONGEST, NarrowingInterval, code, parts, place, whole_bits
from xentlib.figures.style import Q_COLOUR, number
from xentlib.information import self_information
from xentlib.live import Explorer, Stop, menu, slider

MESSAGES = ["BACABA", "AAAAAA", "CCCCCC", "ABCABC"]


def explore_narrowing_interval():
    """An arithmetic code, letter by letter: the part of the interval narrows, and the bits add up."""

    def show(state):
        return {"text": state["message"][: state["n"]], "q": shares(state, Q)}

    def measure(state):
        (_, width), bits = parts(**show(state))[-1], code(**show(state))
        return {
            "width": width,
            "information": self_information(width),
            "code length": math.inf if bits is None else float(len(bits)),
        }

    def say(state, values):
        text, q = show(state).values()
        start, width = parts(text, q)[-1]
        bits, information = code(text, q), number(values["information"])
        owner = f"Q = ({listed(q)}): {text or 'the empty text'}"
        if bits is None:
            impossible = next(letter for letter in text if not q[LETTERS.index(letter)])
            return f"{owner} owns nothing, as {impossible} has no share: a width of 0, {information} bits, no code."
        low, high, wide = (place(x, width) for x in (start, start + width, width))
        its_code = f"its code {bits} takes {whole_bits(len(bits))}" if bits else "its code is empty"
        return f"{owner} owns the part from {low} to {high}, {wide} wide: {information} bits; {its_code}."

    return Explorer(
        NarrowingInterval,
        weights(Q, [f"Q weight {letter}" for letter in LETTERS], (5, 3, 2), Q_COLOUR)
        | {
            "message": menu("message", MESSAGES, "BACABA"),
            "n": slider("letters coded", 2, 0, LONGEST, 1),
        },
        show=show,
        measure=measure,
        say=say,
        presets={
            "likely letters": Stop(
                ask="Six letters, each with probability ½. How many digits, and how much rounding?",
                notice="The part is 0.0156 wide, exactly one of 64 equal pieces: 6.00 bits, six digits, no rounding.",
                **named(Q, (5, 3, 2)),
                message="AAAAAA",
                n=6,
            ),
            "rare letters": Stop(
                ask="Six rare letters. Do their fractions of a bit get lost one by one?",
                notice="No: 13.93 bits in all, rounded once to 14. Rounding each letter up would take 18.",
                **named(Q, (5, 3, 2)),
                message="CCCCCC",
                n=6,
            ),
            "equal shares": Stop(
                ask="The surprise is 9.51 bits. Will ten digits do?",
                notice="No: a piece of ten digits is narrower than the part, but here none lies wholly inside. "
                "Yet never 2 bits too many.",
                **named(Q, (1, 1, 1)),
                message="BACABA",
                n=6,
            ),
            "certain": Stop(
                ask="The model is certain of A, and A it is. What must be sent?",
                notice="Nothing but the number of letters: the part is the whole line, 0.00 bits.",
                **named(Q, (1, 0, 0)),
                message="AAAAAA",
                n=6,
            ),
            "impossible?": Stop(
                ask="The model gave C nothing, and the message has a C. Which code can the sender use?",
                notice="None: the part has no width, the surprise is ∞ bits. A zero belief cannot be coded.",
                **named(Q, (5, 3, 0)),
                message="BACABA",
                n=6,
            ),
        },
        columns=3,
        refuse=lambda state: no_weight(state, Q),
    )
