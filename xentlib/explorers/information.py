"""Information: the surprise of one event, and why it is a logarithm."""

from xentlib.explorers.controls import unit
from xentlib.figures.information import CANDIDATES, Candidates, IndependentEvents, SelfInformation, adds
from xentlib.figures.style import BASE, P_COLOUR, number, small
from xentlib.information import self_information
from xentlib.live import Explorer, choice, log_slider, menu, slider


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
            "certain": {"p": 1.0, "axis": "linear"},
            "a coin": {"p": 0.5, "axis": "linear"},
            "one in a thousand": {"p": 0.001, "axis": "linear"},
            "sun in the west": {"p": 1e-8, "axis": "log"},
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
            "two coins": {"a": 0.5, "b": 0.5},
            "coin and heart": {"a": 0.5, "b": 0.25},
            "A is certain": {"a": 1.0, "b": 0.25},
            "both rare": {"a": 0.05, "b": 0.05},
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

    pair = {"a": 0.5, "b": 0.25}
    return Explorer(
        Candidates,
        {
            "f": menu("f(p)", list(CANDIDATES), "1 − p"),
            "a": slider("p(A)", 0.5, 0.1, 1.0, 0.05, P_COLOUR),
            "b": slider("p(B)", 0.25, 0.1, 1.0, 0.05, P_COLOUR),
        },
        measure=measure,
        say=say,
        presets={
            "try 1 − p": {"f": "1 − p"} | pair,
            "try 1/p − 1": {"f": "1/p − 1"} | pair,
            "try 0": {"f": "0"} | pair,
            "try +ln p": {"f": "+ln p"} | pair,
            "−log₂ p": {"f": "−log₂ p"} | pair,
        },
    )
