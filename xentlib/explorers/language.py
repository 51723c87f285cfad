"""Language models that count: how long their memory, how much they add to each count, and which language they know."""

from xentlib.data import LANGUAGES
from xentlib.explorers.controls import NAMED_LANGUAGES, order
from xentlib.figures.language import (
    CODES,
    LIGHT_SMOOTHING,
    PER,
    SMOOTHINGS,
    LanguageMap,
    OrderAndSmoothing,
    costs,
    losses,
)
from xentlib.figures.style import number
from xentlib.live import Explorer, choice, menu


def explore_order_and_smoothing():
    """A model that counts: its loss on training and held-out text, over its order and over its smoothing λ."""

    def measure(state):
        training, held_out = losses(**state)
        return {"training": training, "held-out": held_out}

    def say(state, values):
        training, held_out = (number(value, 4) for value in values.values())
        return (
            f"{LANGUAGES[state['language']]}, order {state['order']}, λ = {state['smoothing']:g}: "
            f"{training} bits per letter on the training text, {held_out} on the held-out articles."
        )

    return Explorer(
        OrderAndSmoothing,
        {
            "language": menu("language", NAMED_LANGUAGES, "en"),
            "order": order(1),
            "smoothing": choice("λ", SMOOTHINGS, LIGHT_SMOOTHING),
        },
        measure=measure,
        say=say,
        presets={
            "no smoothing": {"order": 3, "smoothing": 0},
            "long memory": {"order": 5, "smoothing": LIGHT_SMOOTHING},
            "heavy hand": {"order": 3, "smoothing": 10},
            "Korean": {"language": "ko", "order": 2, "smoothing": LIGHT_SMOOTHING},
        },
    )


def explore_language_map():
    """The P × Q map of five languages: what a text costs under the model of another language, or of its own."""

    def measure(state):
        table = costs(state["order"], state["unit"])
        text, model = CODES.index(state["p"]), CODES.index(state["q"])
        cost, own = float(table[text, model]), float(table[text, text])
        return {"H(P, Q)": cost, "own model": own, "extra": cost - own}

    def say(state, values):
        text, model = LANGUAGES[state["p"]], LANGUAGES[state["q"]]
        cost, own, extra = (number(value, 4) for value in values.values())
        compared = "its own model"
        if text != model:
            compared = f"its own model pays {own}, the wrong language {extra} more"
        return f"{text} text, {model} model, order {state['order']}: {cost} {state['unit']}; {compared}."

    return Explorer(
        LanguageMap,
        {
            "p": menu("text (P)", NAMED_LANGUAGES, "es"),
            "q": menu("model (Q)", NAMED_LANGUAGES, "en"),
            "order": order(2),
            "unit": choice("unit", list(PER), "bits per letter"),
        },
        measure=measure,
        say=say,
        presets={
            "own model": {"p": "es", "q": "es"},
            "neighbours": {"p": "es", "q": "en"},
            "strangers": {"p": "th", "q": "en"},
            "in all": {"unit": "kilobits in all"},
        },
    )
