"""P and Q by weight over the same three outcomes: six sliders, and what they mean together."""

from xentlib.explorers import controls
from xentlib.figures.style import P_COLOUR, Q_COLOUR

P, Q = ([f"{side}_{letter}" for letter in "ABC"] for side in "PQ")


def weights(labels, p, q):
    """The sliders; `labels` are the words for the three outcomes."""
    return controls.weights(P, [f"P {label}" for label in labels], p, P_COLOUR) | controls.weights(
        Q, [f"Q {label}" for label in labels], q, Q_COLOUR
    )


def at(p, q):
    """The part of a state with these weights."""
    return controls.named(P + Q, [*p, *q])


def swapped(state):
    return controls.named(P + Q, [state[name] for name in Q + P])


def shares(state):
    return controls.shares(state, P), controls.shares(state, Q)


def show(state):
    p, q = shares(state)
    return {"p": p, "q": q, "unit": state["unit"]}


def listed(state):
    p, q = shares(state)
    return f"P = ({controls.listed(p)}), Q = ({controls.listed(q)})"


def refuse(state):
    return controls.no_weight(state, P) or controls.no_weight(state, Q)
