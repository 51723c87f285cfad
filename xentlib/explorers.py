"""The catalogue: one figure that moves for each moment of the lecture. Each is called with no arguments."""

import math

import numpy as np

from xentlib.coding import expected_length, kraft_sum
from xentlib.figures.coding import PrefixCode
from xentlib.figures.cross_entropy import CrossEntropyMap, TotalCost
from xentlib.figures.entropy import BinaryEntropy, OutcomeEntropy, SpreadOfValues
from xentlib.figures.gaussians import PER_METRE, DifferentialEntropy, TwoGaussians
from xentlib.figures.sequences import SequencesUnderBelief, TypicalSequences, bits_per_letter
from xentlib.figures.style import BASE, number
from xentlib.information import (
    bernoulli,
    cross_entropy,
    entropy,
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
    kl_divergence,
    self_information,
)
from xentlib.live import Explorer, choice, menu, slider, switch

__all__ = [
    "explore_binary_entropy",
    "explore_cross_entropy_map",
    "explore_differential_entropy",
    "explore_outcome_entropy",
    "explore_prefix_code",
    "explore_sequences",
    "explore_sequences_under_belief",
    "explore_spread",
    "explore_total_cost",
    "explore_two_gaussians",
]

SOURCES = {
    "equal quarters": (0.25, 0.25, 0.25, 0.25),
    "½ ¼ ⅛ ⅛": (0.5, 0.25, 0.125, 0.125),
    ".4 .3 .2 .1": (0.4, 0.3, 0.2, 0.1),
}
LENGTHS = [10, 20, 50, 100, 200, 500, 1000]
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
        BinaryEntropy(p=0.5, unit="bits"),
        {"p": slider("p(heads)", 0.5, 0.0, 1.0, 0.01), "unit": _unit()},
        show=lambda state: state,
        measure=measure,
        say=say,
        presets={"fair": {"p": 0.5}, "rare heads": {"p": 0.01}, "certain tails": {"p": 0.0}},
    )


def explore_outcome_entropy():
    """Four outcomes by weight: probabilities, the surprise of each, and H(P) under its ceiling log 4."""
    outcomes = OutcomeEntropy.OUTCOMES

    def measure(state):
        p, base = _shares(state, outcomes), BASE[state["unit"]]
        return {"H(P)": entropy(p, base=base), "log K": math.log(len(outcomes)) / math.log(base)}

    def say(state, values):
        return (
            f"P = ({_listed(_shares(state, outcomes))}): H(P) = {number(values['H(P)'], 4)} {state['unit']}, "
            f"of at most log {len(outcomes)} = {number(values['log K'], 4)} {state['unit']}."
        )

    return Explorer(
        OutcomeEntropy(p=(0.4, 0.3, 0.2, 0.1), unit="bits"),
        _weights("weight", outcomes, (4, 3, 2, 1)) | {"unit": _unit()},
        show=lambda state: {"p": _shares(state, outcomes), "unit": state["unit"]},
        measure=measure,
        say=say,
        presets={
            "equal": dict(zip(outcomes, (5, 5, 5, 5), strict=True)),
            "two of four": dict(zip(outcomes, (5, 5, 0, 0), strict=True)),
            "½ ¼ ⅛ ⅛": dict(zip(outcomes, (8, 4, 2, 2), strict=True)),
            "certain": dict(zip(outcomes, (0, 10, 0, 0), strict=True)),
        },
        refuse=lambda state: _no_weight(state, outcomes),
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
        SpreadOfValues(values=np.array([-1.5, -0.5, 0.5, 1.5]), p=ORDERS["0.4 0.3 0.2 0.1"]),
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
        PrefixCode(p=SOURCES[".4 .3 .2 .1"], lengths=(4, 4, 4, 4)),
        {outcome: slider(f"length of {outcome}", 4, 1, PrefixCode.DEEPEST, 1) for outcome in outcomes}
        | {"source": choice("source", list(SOURCES), ".4 .3 .2 .1")},
        show=lambda state: {"p": SOURCES[state["source"]], "lengths": lengths(state)},
        measure=measure,
        say=say,
        presets={
            "all long": dict(zip(outcomes, (4, 4, 4, 4), strict=True)),
            "fixed": dict(zip(outcomes, (2, 2, 2, 2), strict=True)),
            "variable": dict(zip(outcomes, (1, 2, 3, 3), strict=True)),
            "too short": dict(zip(outcomes, (1, 1, 2, 3), strict=True)),
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
        TypicalSequences(p=0.1, n=10),
        {"p": slider("p(A)", 0.1, 0.1, 0.9, 0.01), "n": choice("N", LENGTHS, 10)},
        show=lambda state: state,
        measure=measure,
        say=say,
        presets={"rare A": {"p": 0.1}, "fair": {"p": 0.5}, "short": {"n": 10}, "long": {"n": 1000}},
    )


def explore_sequences_under_belief():
    """Runs drawn from P and priced under Q: the surprise per letter gathers at H(P, Q), not at H(P)."""

    def measure(state):
        truth, model = bernoulli(state["p"]), bernoulli(state["q"])
        runs = bits_per_letter(state["p"], state["q"], state["n"])
        return {
            "H(P)": entropy(truth),
            "H(Q)": entropy(model),
            "H(P, Q)": cross_entropy(truth, model),
            "lowest run": float(runs.min()),
            "highest run": float(runs.max()),
        }

    def say(state, values):
        return (
            f"p(A) = {number(state['p'])}, q(A) = {number(state['q'])}, N = {state['n']}: the runs lie between "
            f"{number(values['lowest run'], 3)} and {number(values['highest run'], 3)} bits per letter, "
            f"around H(P, Q) = {number(values['H(P, Q)'], 4)} bits; "
            f"H(P) is {number(values['H(P)'], 4)} bits and H(Q) is {number(values['H(Q)'], 4)} bits."
        )

    return Explorer(
        SequencesUnderBelief(p=0.2, q=0.6, n=10),
        {
            "p": slider("p(A)", 0.2, 0.1, 0.9, 0.01),
            "q": slider("q(A)", 0.6, 0.1, 0.9, 0.01),
            "n": choice("N", LENGTHS, 10),
        },
        show=lambda state: state,
        measure=measure,
        say=say,
        presets={
            "wrong belief": {"p": 0.2, "q": 0.6, "n": 1000},
            "right belief": {"p": 0.2, "q": 0.2, "n": 1000},
            "uniform belief": {"p": 0.2, "q": 0.5, "n": 10},
        },
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
        DifferentialEntropy(sigma=0.5, ruler="m"),
        {
            "sigma": slider("σ in m", 0.5, 0.1, 1.0, 0.005),
            "ruler": choice("ruler", list(PER_METRE), "m"),
        },
        show=lambda state: state,
        measure=measure,
        say=say,
        presets={
            "narrow": {"sigma": 0.1, "ruler": "m"},
            "h ≈ 0": {"sigma": 0.24, "ruler": "m"},
            "narrow, in cm": {"sigma": 0.1, "ruler": "cm"},
        },
    )


def explore_cross_entropy_map():
    """The p(A) × q(A) map of H(P, Q) for two letters, with the row and the column through your point."""

    def measure(state):
        truth, model, base = bernoulli(state["p"]), bernoulli(state["q"]), BASE[state["unit"]]
        return {
            "H(P, Q)": cross_entropy(truth, model, base=base),
            "H(P)": entropy(truth, base=base),
            "D_KL(P‖Q)": kl_divergence(truth, model, base=base),
        }

    def say(state, values):
        unit = state["unit"]
        total, known, extra = (number(values[name], 4) for name in ("H(P, Q)", "H(P)", "D_KL(P‖Q)"))
        place = f"p(A) = {number(state['p'])}, q(A) = {number(state['q'])}"
        if state["extra"]:
            return f"{place}: D_KL(P‖Q) = {extra} {unit} = H(P, Q) {total} − H(P) {known}."
        return f"{place}: H(P, Q) = {total} {unit} = H(P) {known} + D_KL(P‖Q) {extra}."

    return Explorer(
        CrossEntropyMap(p=0.3, q=0.7, unit="nats", extra=False),
        {
            "p": slider("p(A)", 0.3, 0.0, 1.0, 0.01),
            "q": slider("q(A)", 0.7, 0.0, 1.0, 0.01),
            "unit": _unit("nats"),
            "extra": switch("subtract H(P)"),
        },
        show=lambda state: state,
        measure=measure,
        say=say,
        presets={
            "q = p": {"p": 0.3, "q": 0.3},
            "opposite": {"p": 0.1, "q": 0.9},
            "fair belief": {"p": 0.3, "q": 0.5},
            "impossible?": {"p": 0.3, "q": 0.0},
        },
    )


def explore_total_cost():
    """Three outcomes, P and Q by weight: the total cost H(P, Q) is H(P), paid anyway, plus D_KL(P‖Q)."""
    outcomes = TotalCost.OUTCOMES
    sides = {"P": [f"P_{outcome}" for outcome in outcomes], "Q": [f"Q_{outcome}" for outcome in outcomes]}

    def measure(state):
        p, q, base = _shares(state, sides["P"]), _shares(state, sides["Q"]), BASE[state["unit"]]
        return {
            "H(P)": entropy(p, base=base),
            "D_KL(P‖Q)": kl_divergence(p, q, base=base),
            "H(P, Q)": cross_entropy(p, q, base=base),
        }

    def say(state, values):
        known, extra, total = (number(value, 4) for value in values.values())
        return (
            f"P = ({_listed(_shares(state, sides['P']))}), Q = ({_listed(_shares(state, sides['Q']))}): "
            f"H(P) {known} + D_KL(P‖Q) {extra} = H(P, Q) {total} {state['unit']}."
        )

    def state_of(p, q):
        return dict(zip(sides["P"] + sides["Q"], p + q, strict=True))

    return Explorer(
        TotalCost(p=(0.5, 0.3, 0.2), q=(0.3, 0.5, 0.2), unit="bits"),
        _weights("P weight", outcomes, (5, 3, 2), "P_")
        | _weights("Q weight", outcomes, (3, 5, 2), "Q_")
        | {"unit": _unit()},
        show=lambda state: {"p": _shares(state, sides["P"]), "q": _shares(state, sides["Q"]), "unit": state["unit"]},
        measure=measure,
        say=say,
        presets={
            "Q = P": state_of((5, 3, 2), (5, 3, 2)),
            "two swapped": state_of((5, 3, 2), (3, 5, 2)),
            "uniform Q": state_of((5, 3, 2), (1, 1, 1)),
            "far off": state_of((5, 3, 2), (1, 1, 8)),
            "certain P": state_of((0, 1, 0), (3, 1, 1)),
            "impossible?": state_of((5, 3, 2), (0, 8, 2)),
        },
        columns=3,
        refuse=lambda state: _no_weight(state, sides["P"]) or _no_weight(state, sides["Q"]),
    )


def explore_two_gaussians():
    """A Gaussian truth with mean 0, and a Gaussian model: what the wrong mean or the wrong width costs."""

    def measure(state):
        arguments = (0, state["sigma_p"], state["mu_q"], state["sigma_q"])
        return {
            "h(P)": gaussian_entropy(state["sigma_p"]),
            "D_KL(P‖Q)": gaussian_kl_divergence(*arguments),
            "h(P, Q)": gaussian_cross_entropy(*arguments),
        }

    def say(state, values):
        known, extra, total = (number(value, 4) for value in values.values())
        return (
            f"P: mean 0, σ {number(state['sigma_p'])} m; Q: mean {number(state['mu_q'])} m, "
            f"σ {number(state['sigma_q'])} m: h(P) {known} + D_KL(P‖Q) {extra} = h(P, Q) {total} bits."
        )

    return Explorer(
        TwoGaussians(sigma_p=1.0, mu_q=1.0, sigma_q=1.0),
        {
            "sigma_p": slider("σ of P", 1.0, 0.4, 2.0, 0.05),
            "mu_q": slider("mean of Q", 1.0, -4.0, 4.0, 0.05),
            "sigma_q": slider("σ of Q", 1.0, 0.4, 2.0, 0.05),
        },
        show=lambda state: state,
        measure=measure,
        say=say,
        presets={
            "Q = P": {"sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 1.0},
            "shifted": {"sigma_p": 1.0, "mu_q": 2.0, "sigma_q": 1.0},
            "too narrow": {"sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 0.5},
            "too wide": {"sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 2.0},
        },
    )


def _unit(value="bits"):
    return choice("unit", list(BASE), value)


def _weights(label, outcomes, values, prefix=""):
    return {
        prefix + outcome: slider(f"{label} {outcome}", value, 0, 10, 1)
        for outcome, value in zip(outcomes, values, strict=True)
    }


def _shares(state, names):
    """The weights under these names, divided by their sum."""
    weights = np.array([state[name] for name in names], dtype=float)
    return weights / weights.sum()


def _no_weight(state, names):
    return None if any(state[name] for name in names) else "one weight at least must be above 0"


def _listed(p):
    return ", ".join(number(probability, 3) for probability in p)
