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
from xentlib.live import Explorer, Stop, choice, slider

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
            "five patients": Stop(
                ask="Five patients drawn from P, and the mean is below 0. Is that a mistake?",
                notice="No: −0.0178 nats is an estimate, and 29 groups of five in 100 fall below 0. "
                "Only what it settles at cannot be negative.",
                n=5,
                source="P",
            ),
            "fifty": Stop(
                ask="Fifty patients. Would you bet on the first decimal of the mean now?",
                notice="Better not: it is 0.1965 nats here, and goes on moving. Only in the long run does it settle.",
                n=50,
                source="P",
            ),
            "many": Stop(
                ask="Two thousand patients. Where does the mean settle, and what has it to do with the doctor?",
                notice="Near 0.1257 nats (0.1232 after these 2000): D_KL(P‖Q), "
                "what the doctor pays on average above one who knows P.",
                n=2000,
                source="P",
            ),
            "drawn from Q": Stop(
                ask="The same log ratios, but now Q draws the patients. Why has the sign changed?",
                notice="What Q overrates comes more often: near −D_KL(Q‖P) = −0.1613 nats (−0.1661 after these 2000).",
                n=2000,
                source="Q",
            ),
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
        presets={
            "small": Stop(
                ask="Later, t will be q/p. What does a t near 0 say about the model?",
                notice="It gives far too little to this outcome. "
                "The line is 1.4026 above the curve, and more nearer to 0.",
                t=0.1,
            ),
            "middle": Stop(
                ask="Line and curve meet here. Where else could they?",
                notice="Nowhere: the gap falls until t = 1 and rises after it. So D_KL is 0 only if q = p everywhere.",
                t=1.0,
            ),
            "large": Stop(
                ask="The model gives an outcome three times its true probability. "
                "Which is on top now, the line or the curve?",
                notice="The line, as always: by 0.9014. Too much here is too little elsewhere.",
                t=3.0,
            ),
        },
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
            "ward": Stop(
                ask="P and Q are about to change places. Which of the four numbers will stay?",
                notice="D_JS, 0.0498 bits, and TV, 0.2000. The two D_KL, 0.1813 and 0.2328 bits, change places.",
                unit="bits",
                **truth_and_model.at((7, 2, 1), (5, 2, 3)),
            ),
            "Q = P": Stop(
                ask="All four are 0, and only at Q = P. Raise one weight of Q by one step: which of them moves most?",
                notice="TV: it grows in proportion to a small step, the other three as its square.",
                unit="bits",
                **truth_and_model.at((7, 2, 1), (7, 2, 1)),
            ),
            "two swapped": Stop(
                ask="P and Q differ. Why are both directions of D_KL equal here?",
                notice="The exchange that turns P into Q turns Q into P, and names do not matter: "
                "0.0415 bits both ways.",
                unit="bits",
                **truth_and_model.at((4, 3, 3), (3, 4, 3)),
            ),
            "q = 0": Stop(
                ask="The doctor calls covid impossible. What would you tell her?",
                notice="D_KL(P‖Q) is ∞: covid comes, and no other patient makes up for it. D_JS: 0.3351 bits.",
                unit="bits",
                **truth_and_model.at((5, 3, 2), (0, 8, 2)),
            ),
            "p = 0": Stop(
                ask="Now she allows for covid, and it never comes. What does she pay for that?",
                notice="1.1320 bits, no ∞: only what covid takes from the others. The other direction is ∞ now.",
                unit="bits",
                **truth_and_model.at((0, 8, 2), (5, 3, 2)),
            ),
            "one-hot": Stop(
                ask="Everybody has covid. Which of the three numbers of Q does D_KL(P‖Q) depend on?",
                notice="Only on q(covid) = ½: −log₂ ½ = 1.0000 bits. Turned round it is ∞: what Q allows, P forbids.",
                unit="bits",
                **truth_and_model.at((10, 0, 0), (5, 3, 2)),
            ),
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
            "q = 0.25": Stop(
                ask="Total variation puts q at 0.15 from p. Is there a q nearer to p that costs more?",
                notice="Yes: q = 1/50, on the other side of p, costs more than the 0.1045 bits of D_KL(P‖Q) here.",
                p=0.1,
                q=0.25,
                unit="bits",
            ),
            "q = 0.01": Stop(
                ask="Nearer to p, and D_KL(P‖Q) has about doubled. Who complains, the rare outcome or the common one?",
                notice="The rare one: it comes ten times as often as Q says. TV is 0.0900, D_KL(P‖Q) 0.2084 bits.",
                p=0.1,
                q=0.01,
                unit="bits",
            ),
            "q = 0": Stop(
                ask="The model rules out what comes 3 times in 10. Which of the three measures stay finite?",
                notice="D_KL(Q‖P), 0.5146 bits, and TV, 0.3000. D_KL(P‖Q) is ∞.",
                p=0.3,
                q=0.0,
                unit="bits",
            ),
            "equal both ways": Stop(
                ask="P and Q differ, and both directions agree. Where else do the two curves meet?",
                notice="At q = p, where both are 0. Here q = 1 − p: 0.4890 bits both ways.",
                p=0.3,
                q=0.7,
                unit="bits",
            ),
            "Q = P": Stop(
                ask="Both curves touch 0 here. How do they leave it, with a corner or flat like a bowl?",
                notice="Flat: for small steps D_KL grows as the square of the step. TV leaves with a corner.",
                p=0.3,
                q=0.3,
                unit="bits",
            ),
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
            "between": Stop(
                ask="Q sits where almost nothing happens. Which direction complains more?",
                notice="D_KL(P‖Q), 7.0858 bits against 4.8731: both humps lie where Q is nearly 0.",
                mu=0.0,
                sigma=0.6,
            ),
            "wide": Stop(
                ask="Two humps and a valley under one wide Q. For which direction is this the best fit?",
                notice="For D_KL(P‖Q), 0.7807 bits: nowhere is Q nearly 0 where P is not. D_KL(Q‖P) is 1.7448 bits.",
                mu=-0.4,
                sigma=2.05,
            ),
            "on one hump": Stop(
                ask="Q has given up one hump. Which direction likes that, and which cannot forgive it?",
                notice="D_KL(Q‖P) likes it, 0.7352 bits: Q draws only where P is not nearly 0. "
                "D_KL(P‖Q) is 8.5054 bits.",
                mu=-2.0,
                sigma=0.7,
            ),
        },
    )
