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
from xentlib.live import Explorer, Stop, choice, menu


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
            "no memory": Stop(
                ask="Order 0: it knows only how frequent letters are. Which way will each loss go as the order grows?",
                notice="Here both are near 4.3 bits: 4.3212 for the text it read, 4.3104 for the new one. "
                "From here both fall, that of the known text faster; watch where the other turns.",
                language="en",
                order=0,
                smoothing=LIGHT_SMOOTHING,
            ),
            "two letters": Stop(
                ask="The training loss would fall further. Would you give this model a longer memory?",
                notice="Not for new text: of the orders 0 to 5, at this λ, 2 costs it least, 3.2203 bits per letter. "
                "What falls on from 2.0828 is the price of known text.",
                language="en",
                order=2,
                smoothing=LIGHT_SMOOTHING,
            ),
            "long memory": Stop(
                ask="The training loss is very low. What has this model learnt, and what has it memorised?",
                notice="0.7569 bits for known text, 5.0090 for new: more than with no memory at all.",
                language="en",
                order=5,
                smoothing=LIGHT_SMOOTHING,
            ),
            "heavy hand": Stop(
                ask="The two losses are close together. Is a small gap a good sign?",
                notice="Not alone: 8.1858 and 8.2766 bits are both dear. λ = 10 drowns the counts, "
                "and every prediction nears 1/K.",
                language="en",
                order=3,
                smoothing=10,
            ),
            "no smoothing": Stop(
                ask="λ = 0. How many letters does it take to make the held-out loss ∞?",
                notice="One, if it never came after a context that was met. "
                "A count of 0 becomes a price of ∞, whatever the 1.0836 bits on the training text promise.",
                language="en",
                order=3,
                smoothing=0,
            ),
            "Korean": Stop(
                ask="In Korean most symbols are syllables. Where did the held-out loss turn, and why there?",
                notice="At order 1; at order 2 it is up at 5.6284 bits. Syllables are many: a context of two "
                "was met only a few times, one in five never.",
                language="ko",
                order=2,
                smoothing=LIGHT_SMOOTHING,
            ),
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
            "own model": Stop(
                ask="Rows are texts, columns models. Where is the cheapest cell of each row? May rows be compared?",
                notice="On the diagonal: Spanish costs 3.0827 bits per letter under its own model. "
                "Compare within a row; other rows are other texts.",
                p="es",
                q="es",
                order=2,
                unit="bits per letter",
            ),
            "neighbours": Stop(
                ask="Which foreign model is the best reader of Spanish, and by what does it help?",
                notice="The English one: 6.5888 bits, 3.5061 more than the Spanish model. "
                "The two languages share letters and pairs of letters.",
                p="es",
                q="en",
                order=2,
                unit="bits per letter",
            ),
            "the other way": Stop(
                ask="Truth and model have changed places. Is the map symmetric?",
                notice="No: English under the Spanish model costs 7.5788 bits per letter, 4.3585 more than its own.",
                p="en",
                q="es",
                order=2,
                unit="bits per letter",
            ),
            "strangers": Stop(
                ask="The English model meets Thai. Could you have told the number in this cell without computing?",
                notice="Yes, about log₂ K: after a context that it never met every symbol gets 1/K. It is 9.0495.",
                p="th",
                q="en",
                order=2,
                unit="bits per letter",
            ),
            "per byte": Stop(
                ask="The unit has changed: which language is now cheapest, and is it the easiest to predict?",
                notice="Thai, 1.4457 bits per byte. It does not follow: most Thai characters take three bytes, "
                "a habit of UTF-8.",
                p="th",
                q="th",
                order=2,
                unit="bits per byte",
            ),
            "kilobits": Stop(
                ask="Counted in all, for each text under its own model: where is Korean now, the dearest "
                "per letter, and what does that say about letters?",
                notice="Korean, dearest per letter, is cheapest in all, 6.2250 kilobits with this model. "
                "Most Korean letters are whole syllables, so there are few of them.",
                p="ko",
                q="ko",
                order=2,
                unit="kilobits in all",
            ),
        },
    )
