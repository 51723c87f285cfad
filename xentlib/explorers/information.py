"""Information: the surprise of one event, and why it is a logarithm."""

from xentlib.explorers.controls import unit
from xentlib.figures.information import CANDIDATES, Candidates, IndependentEvents, SelfInformation, adds
from xentlib.figures.style import BASE, P_COLOUR, number, small
from xentlib.information import self_information
from xentlib.live import Explorer, Stop, choice, log_slider, menu, slider


def explore_self_information():
    """One event of probability p, and its surprise −log p; the sun has 10⁻⁸ to rise in the west."""

    def say(state, values):
        return (
            f"p = {small(state['p'])}: when it happens, the surprise is I = {number(values['I'], 4)} {state['unit']}."
        )

    return Explorer(
        SelfInformation,
        {
            "p": log_slider("p", 0.5, -10, 0, P_COLOUR),
            "axis": choice("axis of p", ["linear", "log"], "linear"),
            "unit": unit(),
        },
        measure=lambda state: {"I": self_information(state["p"], base=BASE[state["unit"]])},
        say=say,
        presets={
            "certain": Stop(
                ask="You were certain of it. How surprising is it that it happened?",
                notice="Not at all: 0 bits. That is the first thing section 2 asks of a surprise.",
                p=1.0,
                axis="linear",
                unit="bits",
            ),
            "a coin": Stop(
                ask="One coin fell heads. What will the news be worth that two coins both did?",
                notice="One head is 1 bit. Two have probability ¼: type it into the box.",
                p=0.5,
                axis="linear",
                unit="bits",
            ),
            "a coin, in nats": Stop(
                ask="The same coin and another number. What has changed, and what has not?",
                notice="Only the unit: 0.6931 nats are 1 bit. The scale on the left is new, the curve keeps its shape.",
                p=0.5,
                axis="linear",
                unit="nats",
            ),
            "one in ten": Stop(
                ask="How many bits will a tenth of this p bring?",
                notice="Twice as many: try one in a hundred. Now it is 3.3219 bits.",
                p=0.1,
                axis="linear",
                unit="bits",
            ),
            "one in a thousand": Stop(
                ask="The axis now counts powers of ten. What shape has the curve become, and why?",
                notice="A straight line: each factor of ten adds the same, and three of them make 9.9658 bits.",
                p=0.001,
                axis="log",
                unit="bits",
            ),
            "sun in the west": Stop(
                ask="How many bits is one factor of ten worth here, and how many factors are there?",
                notice="As many as one in ten brings, and there are eight: 26.5754 bits. "
                "What that is worth on average: section 6.",
                p=1e-8,
                axis="log",
                unit="bits",
            ),
        },
    )


def explore_independent_events():
    """Two independent events: their probabilities multiply, their surprises add."""

    def measure(state):
        a, b, base = state["a"], state["b"], BASE[state["unit"]]
        return {
            "p(A)p(B)": a * b,
            "I(A)": self_information(a, base=base),
            "I(B)": self_information(b, base=base),
            "I(A and B)": self_information(a * b, base=base),
        }

    def say(state, values):
        product, first, second, both = (number(value, 4) for value in values.values())
        return (
            f"p(A) {number(state['a'])} times p(B) {number(state['b'])} is {product}; "
            f"I(A) {first} plus I(B) {second} is I(A and B) = {both} {state['unit']}."
        )

    return Explorer(
        IndependentEvents,
        {
            "a": slider("p(A)", 0.5, 0.05, 1.0, 0.01, P_COLOUR),
            "b": slider("p(B)", 0.25, 0.05, 1.0, 0.01, P_COLOUR),
            "unit": unit(),
        },
        measure=measure,
        say=say,
        presets={
            "two coins": Stop(
                ask="Two pictures of two coins. Where do you see the product, and where the sum?",
                notice="The area is 0.25. The bars of A and B, end to end, are as long as the bar of both: 2 bits.",
                a=0.5,
                b=0.5,
                unit="bits",
            ),
            "coin and heart": Stop(
                ask="A heart is half as probable as heads. By how much is its bar longer?",
                notice="By 1 bit: 2 bits against 1. Half the probability is one bit more, wherever you start.",
                a=0.5,
                b=0.25,
                unit="bits",
            ),
            "A is certain": Stop(
                ask="Nobody doubted A. What has become of the rectangle, and of the three bars?",
                notice="The rectangle spans the whole width and the bar of A is gone: I(A and B) = I(B) = 2 bits.",
                a=1.0,
                b=0.25,
                unit="bits",
            ),
            "both rare": Stop(
                ask="The rectangle has all but vanished. Has the sum?",
                notice="The area is 0.0025, the sum 8.6439 bits. Tiny products become ordinary sums.",
                a=0.05,
                b=0.05,
                unit="bits",
            ),
        },
    )


def explore_candidates():
    """Which function measures surprise? Each candidate on trial with two independent events."""

    def measure(state):
        function = CANDIDATES[state["f"]]
        first, second, both = (float(function(p)) for p in (state["a"], state["b"], state["a"] * state["b"]))
        return {"f(A)": first, "f(B)": second, "f(A) + f(B)": first + second, "f(A and B)": both}

    def say(state, values):
        total, both = number(values["f(A) + f(B)"], 4), number(values["f(A and B)"], 4)
        verdict = "adds" if adds(state["f"], state["a"], state["b"]) else "does not add"
        return (
            f"f(p) = {state['f']} with p(A) = {number(state['a'])}, p(B) = {number(state['b'])}: f(A) + f(B) = {total} "
            f"and f(A and B) = {both}, pure numbers; f {verdict} here."
        )

    return Explorer(
        Candidates,
        {
            "f": menu("f(p)", list(CANDIDATES), "1/p − 1"),
            "a": slider("p(A)", 0.5, 0.1, 1.0, 0.05, P_COLOUR),
            "b": slider("p(B)", 0.25, 0.1, 1.0, 0.05, P_COLOUR),
        },
        measure=measure,
        say=say,
        presets={
            "try 1 − p": Stop(
                ask="Certain gives 0, and rarer gives more. Which demand is left, and is it met?",
                notice="It does not add: f(A) + f(B) = 1.2500, and f(A and B) = 0.8750.",
                f="1 − p",
                a=0.5,
                b=0.25,
            ),
            "try 1/p − 1": Stop(
                ask="This one grows without end. Does that help it to add?",
                notice="No: 4.0000 one by one, 7.0000 together.",
                f="1/p − 1",
                a=0.5,
                b=0.25,
            ),
            "try 0": Stop(
                ask="It adds, whatever the pair. Would you take it?",
                notice="No: a rarer event must surprise strictly more, and 0 never grows.",
                f="0",
                a=0.5,
                b=0.25,
            ),
            "try +ln p": Stop(
                ask="It adds, and certainty gives 0. What is wrong with it?",
                notice="The sign: both together give −2.0794, less than either. It falls as events get rarer.",
                f="+ln p",
                a=0.5,
                b=0.25,
            ),
            "try −log₂ p": Stop(
                ask="It adds for this pair. Is that a proof?",
                notice="3.0000 and 3.0000, but one pair proves nothing: log(ab) = log a + log b is the proof.",
                f="−log₂ p",
                a=0.5,
                b=0.25,
            ),
        },
    )
