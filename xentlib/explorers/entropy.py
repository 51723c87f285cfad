"""Entropy: the average surprise of a source, and what it sees and does not see."""

import math

import numpy as np

from xentlib.coding import expected_length, kraft_sum
from xentlib.explorers.controls import LENGTHS, listed, named, no_weight, shares, unit, weights
from xentlib.figures.coding import PrefixCode
from xentlib.figures.entropy import BinaryEntropy, OutcomeEntropy, SpreadOfValues
from xentlib.figures.gaussians import PER_METRE, DifferentialEntropy
from xentlib.figures.sequences import TypicalSequences, bits_per_letter
from xentlib.figures.style import BASE, P_COLOUR, number
from xentlib.information import bernoulli, entropy, gaussian_entropy, self_information
from xentlib.live import Explorer, choice, menu, slider

SOURCES = {
    "equal quarters": (0.25, 0.25, 0.25, 0.25),
    "½ ¼ ⅛ ⅛": (0.5, 0.25, 0.125, 0.125),
    ".4 .3 .2 .1": (0.4, 0.3, 0.2, 0.1),
}
ORDERS = {
    "0.4 0.3 0.2 0.1": (0.4, 0.3, 0.2, 0.1),
    "0.1 0.4 0.3 0.2": (0.1, 0.4, 0.3, 0.2),
    "0.4 0.1 0.2 0.3": (0.4, 0.1, 0.2, 0.3),
}


def explore_binary_entropy():
    """A coin: the surprise of heads, of tails, and their average H(P), as p(heads) moves."""

    def measure(state):
        p, base = state["p"], BASE[state["unit"]]
        return {
            "I(heads)": self_information(p, base=base),
            "I(tails)": self_information(1 - p, base=base),
            "H(P)": entropy(bernoulli(p), base=base),
        }

    def say(state, values):
        heads, tails, average = (number(values[name], 4) for name in ("I(heads)", "I(tails)", "H(P)"))
        unit = state["unit"]
        return (
            f"p(heads) = {number(state['p'])}: heads would surprise by {heads} {unit}, tails by {tails} {unit}; "
            f"on average H(P) = {average} {unit}."
        )

    return Explorer(
        BinaryEntropy,
        {"p": slider("p(heads)", 0.5, 0.0, 1.0, 0.01, P_COLOUR), "unit": unit()},
        measure=measure,
        say=say,
        presets={"fair": {"p": 0.5}, "rare heads": {"p": 0.01}, "certain tails": {"p": 0.0}},
    )


def explore_outcome_entropy():
    """Four outcomes by weight: probabilities, the surprise of each, and H(P) under its ceiling log 4."""
    outcomes = OutcomeEntropy.OUTCOMES

    def measure(state):
        p, base = shares(state, outcomes), BASE[state["unit"]]
        return {"H(P)": entropy(p, base=base), "log K": math.log(len(outcomes)) / math.log(base)}

    def say(state, values):
        return (
            f"P = ({listed(shares(state, outcomes))}): H(P) = {number(values['H(P)'], 4)} {state['unit']}, "
            f"of at most log {len(outcomes)} = {number(values['log K'], 4)} {state['unit']}."
        )

    return Explorer(
        OutcomeEntropy,
        weights(outcomes, [f"weight {name}" for name in outcomes], (4, 3, 2, 1), P_COLOUR) | {"unit": unit()},
        show=lambda state: {"p": shares(state, outcomes), "unit": state["unit"]},
        measure=measure,
        say=say,
        presets={
            "equal": named(outcomes, (5, 5, 5, 5)),
            "two of four": named(outcomes, (5, 5, 0, 0)),
            "½ ¼ ⅛ ⅛": named(outcomes, (8, 4, 2, 2)),
            "certain": named(outcomes, (0, 10, 0, 0)),
        },
        refuse=lambda state: no_weight(state, outcomes),
    )


def explore_spread():
    """Stretch or reorder the values of four outcomes: the variance moves, the entropy does not."""

    def place(state):
        return {"values": state["stretch"] * np.array([-1.5, -0.5, 0.5, 1.5]), "p": ORDERS[state["order"]]}

    def measure(state):
        values, p = place(state).values()
        return {"variance": float(np.dot(p, (values - np.dot(p, values)) ** 2)), "H(P)": entropy(p)}

    def say(state, values):
        return (
            f"Probabilities {state['order']}, {number(state['stretch'], 1)} apart: "
            f"variance {number(values['variance'])}, H(P) = {number(values['H(P)'], 4)} bits."
        )

    return Explorer(
        SpreadOfValues,
        {
            "stretch": slider("distance", 1.0, 1.0, 5.0, 0.1),
            "order": menu("order", list(ORDERS), "0.4 0.3 0.2 0.1"),
        },
        show=place,
        measure=measure,
        say=say,
        presets={"far apart": {"stretch": 5.0}, "reordered": {"order": "0.4 0.1 0.2 0.3"}},
    )


def explore_prefix_code():
    """Choose the lengths of four code words: do they fit into the code space, and how near to H(P) do they come?"""
    outcomes = PrefixCode.OUTCOMES

    def lengths(state):
        return [state[outcome] for outcome in outcomes]

    def measure(state):
        p, used = SOURCES[state["source"]], kraft_sum(lengths(state))
        return {
            "Kraft sum": used,
            "L": expected_length(p, lengths(state)) if used <= 1 else math.nan,
            "H(P)": entropy(p),
        }

    def say(state, values):
        listed = ", ".join(str(length) for length in lengths(state))
        start = f"Lengths {listed}: Kraft's sum is {number(values['Kraft sum'], 4)}"
        if values["Kraft sum"] > 1:
            return f"{start}, more than 1, so no prefix code has these lengths."
        return f"{start}; L = {number(values['L'], 4)} bits against H(P) = {number(values['H(P)'], 4)} bits."

    return Explorer(
        PrefixCode,
        {outcome: slider(f"length of {outcome}", 4, 1, PrefixCode.DEEPEST, 1) for outcome in outcomes}
        | {"source": choice("source", list(SOURCES), ".4 .3 .2 .1")},
        show=lambda state: {"p": SOURCES[state["source"]], "lengths": lengths(state)},
        measure=measure,
        say=say,
        presets={
            "all long": named(outcomes, (4, 4, 4, 4)),
            "fixed": named(outcomes, (2, 2, 2, 2)),
            "variable": named(outcomes, (1, 2, 3, 3)),
            "too short": named(outcomes, (1, 1, 2, 3)),
        },
    )


def explore_sequences():
    """Runs of N letters: the surprise per letter of each, and H(P), where they gather."""

    def measure(state):
        p, n = state["p"], state["n"]
        runs = bits_per_letter(p, p, n)
        return {"H(P)": entropy(bernoulli(p)), "lowest run": float(runs.min()), "highest run": float(runs.max())}

    def say(state, values):
        return (
            f"p(A) = {number(state['p'])}, N = {state['n']}: the runs lie between {number(values['lowest run'], 3)} "
            f"and {number(values['highest run'], 3)} bits per letter, around H(P) = {number(values['H(P)'], 4)} bits."
        )

    return Explorer(
        TypicalSequences,
        {"p": slider("p(A)", 0.1, 0.1, 0.9, 0.01, P_COLOUR), "n": choice("N", LENGTHS, 10)},
        measure=measure,
        say=say,
        presets={"rare A": {"p": 0.1}, "fair": {"p": 0.5}, "short": {"n": 10}, "long": {"n": 1000}},
    )


def explore_differential_entropy():
    """A Gaussian length: σ and the ruler move the differential entropy h, which can be negative."""

    def measure(state):
        return {"h": gaussian_entropy(state["sigma"] * PER_METRE[state["ruler"]])}

    def say(state, values):
        sigma, ruler = state["sigma"], state["ruler"]
        measured = number(sigma * PER_METRE[ruler], 3 if ruler == "m" else 1)
        return f"σ = {measured} {ruler}: with lengths in {ruler}, h = {number(values['h'], 4)} bits."

    return Explorer(
        DifferentialEntropy,
        {
            "sigma": slider("σ in m", 0.5, 0.1, 1.0, 0.005, P_COLOUR),
            "ruler": choice("ruler", list(PER_METRE), "m"),
        },
        measure=measure,
        say=say,
        presets={
            "narrow": {"sigma": 0.1, "ruler": "m"},
            "h ≈ 0": {"sigma": 0.24, "ruler": "m"},
            "narrow, in cm": {"sigma": 0.1, "ruler": "cm"},
        },
    )
