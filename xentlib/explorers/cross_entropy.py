"""Cross-entropy: what a belief costs, in total."""

from xentlib.explorers import truth_and_model
from xentlib.explorers.controls import LENGTHS, unit
from xentlib.figures.cross_entropy import CrossEntropyMap, TotalCost
from xentlib.figures.gaussians import TwoGaussians
from xentlib.figures.sequences import SequencesUnderBelief, bits_per_letter
from xentlib.figures.style import BASE, P_COLOUR, Q_COLOUR, number
from xentlib.information import (
    bernoulli,
    cross_entropy,
    entropy,
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
    kl_divergence,
)
from xentlib.live import Explorer, choice, slider, switch


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
        CrossEntropyMap,
        {
            "p": slider("p(A)", 0.3, 0.0, 1.0, 0.01, P_COLOUR),
            "q": slider("q(A)", 0.7, 0.0, 1.0, 0.01, Q_COLOUR),
            "unit": unit("nats"),
            "extra": switch("subtract H(P)"),
        },
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

    def measure(state):
        (p, q), base = truth_and_model.shares(state), BASE[state["unit"]]
        return {
            "H(P)": entropy(p, base=base),
            "D_KL(P‖Q)": kl_divergence(p, q, base=base),
            "H(P, Q)": cross_entropy(p, q, base=base),
        }

    def say(state, values):
        known, extra, total = (number(value, 4) for value in values.values())
        return f"{truth_and_model.listed(state)}: H(P) {known} + D_KL(P‖Q) {extra} = H(P, Q) {total} {state['unit']}."

    return Explorer(
        TotalCost,
        truth_and_model.weights([f"weight {name}" for name in TotalCost.OUTCOMES], (5, 3, 2), (3, 5, 2))
        | {"unit": unit()},
        show=truth_and_model.show,
        measure=measure,
        say=say,
        presets={
            "Q = P": truth_and_model.at((5, 3, 2), (5, 3, 2)),
            "two swapped": truth_and_model.at((5, 3, 2), (3, 5, 2)),
            "uniform Q": truth_and_model.at((5, 3, 2), (1, 1, 1)),
            "far off": truth_and_model.at((5, 3, 2), (1, 1, 8)),
            "certain P": truth_and_model.at((0, 1, 0), (3, 1, 1)),
            "impossible?": truth_and_model.at((5, 3, 2), (0, 8, 2)),
        },
        columns=3,
        refuse=truth_and_model.refuse,
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
        SequencesUnderBelief,
        {
            "p": slider("p(A)", 0.2, 0.1, 0.9, 0.01, P_COLOUR),
            "q": slider("q(A)", 0.6, 0.1, 0.9, 0.01, Q_COLOUR),
            "n": choice("N", LENGTHS, 10),
        },
        measure=measure,
        say=say,
        presets={
            "wrong belief": {"p": 0.2, "q": 0.6, "n": 1000},
            "right belief": {"p": 0.2, "q": 0.2, "n": 1000},
            "uniform belief": {"p": 0.2, "q": 0.5, "n": 10},
        },
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
        TwoGaussians,
        {
            "sigma_p": slider("σ of P", 1.0, 0.4, 2.0, 0.05, P_COLOUR),
            "mu_q": slider("mean of Q", 1.0, -4.0, 4.0, 0.05, Q_COLOUR),
            "sigma_q": slider("σ of Q", 1.0, 0.4, 2.0, 0.05, Q_COLOUR),
        },
        measure=measure,
        say=say,
        presets={
            "Q = P": {"sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 1.0},
            "shifted": {"sigma_p": 1.0, "mu_q": 2.0, "sigma_q": 1.0},
            "too narrow": {"sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 0.5},
            "too wide": {"sigma_p": 1.0, "mu_q": 0.0, "sigma_q": 2.0},
        },
    )
