"""Codes for whole texts: where the bits of an arithmetic code come from."""

import math

from xentlib.explorers.controls import listed, named, no_weight, shares, weights
from xentlib.explorers.truth_and_model import Q
from xentlib.figures.intervals import LETTERS, LONGEST, NarrowingInterval, code, parts, place, whole_bits
from xentlib.figures.style import Q_COLOUR, number
from xentlib.information import self_information
from xentlib.live import Explorer, choice, slider

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
        after = f"Q = ({listed(q)}), {f'after {text}' if text else 'before the first letter'}"
        if bits is None:
            impossible = next(letter for letter in text if not q[LETTERS.index(letter)])
            return f"{after}: Q gives {impossible} no share, so the part has width 0: {information} bits, and no code."
        low, high, wide = (place(x, width) for x in (start, start + width, width))
        named_code = f"the code {bits}" if bits else "the empty code"
        return (
            f"{after}: the part from {low} to {high} is {wide} wide, so the text carries {information} bits; "
            f"{named_code} takes {whole_bits(len(bits))}."
        )

    return Explorer(
        NarrowingInterval,
        weights(Q, [f"Q weight {letter}" for letter in LETTERS], (5, 3, 2), Q_COLOUR)
        | {
            "message": choice("message", MESSAGES, "BACABA"),
            "n": slider("letters coded", 2, 0, LONGEST, 1),
        },
        show=show,
        measure=measure,
        say=say,
        presets={
            "likely letters": named(Q, (5, 3, 2)) | {"message": "AAAAAA", "n": 6},
            "rare letters": named(Q, (5, 3, 2)) | {"message": "CCCCCC", "n": 6},
            "equal shares": named(Q, (1, 1, 1)) | {"message": "BACABA", "n": 6},
            "certain": named(Q, (1, 0, 0)) | {"message": "AAAAAA", "n": 6},
            "impossible?": named(Q, (5, 3, 0)) | {"message": "BACABA", "n": 6},
        },
        columns=3,
        refuse=lambda state: no_weight(state, Q),
    )
