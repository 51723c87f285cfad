"""The Kullback–Leibler divergence: what it averages, why it is not negative, and its two directions."""

import math

from xentlib.explorers import truth_and_model
from xentlib.explorers.controls import unit
from xentlib.figures.divergence import (
    DIAGNOSES,
    Divergence,
    GaussianFit,
    LogBound,
    LogRatios,
    P,
    Q,
    TwoDirections,
    fit_divergences,
    total_variation,
)
from xentlib.figures.style import BASE, P_COLOUR, Q_COLOUR, number
from xentlib.information import bernoulli, jensen_shannon_divergence, kl_divergence
from xentlib.live import Explorer, choice, slider

COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]


def explore_log_ratios():
    """The mean of ln p/q over more and more patients: it settles at D_KL(P‖Q), or, drawn from Q, at −D_KL(Q‖P)."""

    def measure(state):
        return {
            "mean log ratio": float(LogRatios.MEANS[state["source"]][state["n"] - 1]),
            "D_KL(P‖Q)": kl_divergence(P, Q, base=math.e),
            "−D_KL(Q‖P)": -kl_divergence(Q, P, base=math.e),
        }

    def say(state, values):
        mean = number(values["mean log ratio"], 4)
        drawn = "the first patient" if state["n"] == 1 else f"the first {state['n']} patients"
        seen = f"Over {drawn} drawn from {state['source']}, ln p/q is {mean} nats on average"
        if state["n"] < LogRatios.MANY:
            return seen + "."
        goal = "D_KL(P‖Q)" if state["source"] == "P" else "−D_KL(Q‖P)"
        return f"{seen}; in the long run it is {goal} = {number(values[goal], 4)} nats."

    return Explorer(
        LogRatios,
        {"n": choice("patients", COUNTS, 1), "source": choice("patients come from", ["P", "Q"], "P")},
        measure=measure,
        say=say,
        presets={
            "five patients": {"n": 5, "source": "P"},
            "many": {"n": 2000, "source": "P"},
            "drawn from Q": {"n": 2000, "source": "Q"},
        },
        columns=1,
    )


def explore_log_bound():
    """ln t ≤ t − 1, with equality at t = 1 alone: the one step in the proof that D_KL is not negative."""

    def measure(state):
        t = state["t"]
        return {"ln t": math.log(t), "t − 1": t - 1, "gap": t - 1 - math.log(t)}

    def say(state, values):
        log, line, gap = (number(value, 4) for value in values.values())
        return f"At t = {number(state['t'])}, ln t = {log} lies {gap} below t − 1 = {line}; all are pure numbers."

    return Explorer(
        LogBound,
        {"t": slider("t", 2.0, 0.05, 3.0, 0.05)},
        measure=measure,
        say=say,
        presets={"small": {"t": 0.1}, "middle": {"t": 1.0}, "large": {"t": 3.0}},
    )


def explore_divergence():
    """Three diagnoses, P and Q by weight: D_KL both ways, D_JS, and the total variation."""

    def measure(state):
        (p, q), base = truth_and_model.shares(state), BASE[state["unit"]]
        return {
            "D_KL(P‖Q)": kl_divergence(p, q, base=base),
            "D_KL(Q‖P)": kl_divergence(q, p, base=base),
            "D_JS(P, Q)": jensen_shannon_divergence(p, q, base=base),
            "TV(P, Q)": total_variation(p, q),
        }

    def say(state, values):
        forward, reverse, middle, variation = (number(value, 4) for value in values.values())
        return (
            f"{truth_and_model.listed(state)}: "
            f"D_KL(P‖Q) {forward}, D_KL(Q‖P) {reverse}, D_JS(P, Q) {middle} {state['unit']}; TV(P, Q) {variation}."
        )

    return Explorer(
        Divergence,
        truth_and_model.weights(DIAGNOSES, (7, 2, 1), (5, 2, 3)) | {"unit": unit()},
        show=truth_and_model.show,
        measure=measure,
        say=say,
        presets={
            "two swapped": truth_and_model.at((5, 3, 2), (3, 5, 2)),
            "Q = P": truth_and_model.at((7, 2, 1), (7, 2, 1)),
            "q = 0": truth_and_model.at((5, 3, 2), (0, 8, 2)),
            "p = 0": truth_and_model.at((0, 8, 2), (5, 3, 2)),
            "one-hot": truth_and_model.at((10, 0, 0), (5, 3, 2)),
        },
        actions={"swap P and Q": truth_and_model.swapped},
        columns=3,
        refuse=truth_and_model.refuse,
    )


def explore_two_directions():
    """Two outcomes: D_KL(P‖Q), D_KL(Q‖P) and the total variation, over all models q."""

    def measure(state):
        truth, model, base = bernoulli(state["p"]), bernoulli(state["q"]), BASE[state["unit"]]
        return {
            "D_KL(P‖Q)": kl_divergence(truth, model, base=base),
            "D_KL(Q‖P)": kl_divergence(model, truth, base=base),
            "TV(P, Q)": total_variation(truth, model),
        }

    def say(state, values):
        forward, reverse, variation = (number(value, 4) for value in values.values())
        return (
            f"p = {number(state['p'])}, q = {number(state['q'])}: D_KL(P‖Q) = {forward} {state['unit']}, "
            f"D_KL(Q‖P) = {reverse} {state['unit']}, and TV(P, Q) = {variation}."
        )

    return Explorer(
        TwoDirections,
        {
            "p": slider("p", 0.1, 0.05, 0.95, 0.01, P_COLOUR),
            "q": slider("q", 0.5, 0.0, 1.0, 0.01, Q_COLOUR),
            "unit": unit(),
        },
        measure=measure,
        say=say,
        presets={
            "equal both ways": {"p": 0.3, "q": 0.7},
            "Q = P": {"p": 0.3, "q": 0.3},
            "q = 0": {"p": 0.3, "q": 0.0},
            "q = 0.01": {"p": 0.1, "q": 0.01},
            "q = 0.25": {"p": 0.1, "q": 0.25},
        },
    )


def explore_gaussian_fit():
    """One Gaussian for a truth with two humps: minimal D_KL(P‖Q) covers both, minimal D_KL(Q‖P) seeks one."""

    def measure(state):
        return dict(zip(("D_KL(P‖Q)", "D_KL(Q‖P)"), fit_divergences(state["mu"], state["sigma"]), strict=True))

    def say(state, values):
        forward, reverse = (number(value, 4) for value in values.values())
        return (
            f"Q has mean {number(state['mu'])} m and σ {number(state['sigma'])} m: "
            f"D_KL(P‖Q) = {forward} bits, D_KL(Q‖P) = {reverse} bits."
        )

    return Explorer(
        GaussianFit,
        {
            "mu": slider("μ of Q", 0.0, -4.0, 4.0, 0.05, Q_COLOUR),
            "sigma": slider("σ of Q", 1.0, 0.3, 4.0, 0.05, Q_COLOUR),
        },
        measure=measure,
        say=say,
        presets={
            "wide": {"mu": -0.4, "sigma": 2.05},
            "on one hump": {"mu": -2.0, "sigma": 0.7},
            "between": {"mu": 0.0, "sigma": 0.6},
        },
    )
