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
from xentlib.live import Explorer, Stop, choice, menu, slider

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
        presets={
            "fair": Stop(
                ask="Heads will get rarer from here. Which of the three bars will rise, and which fall?",
                notice="All three are 1 bit now. I(heads) will rise without end; I(tails) and H(P) will fall to 0.",
                p=0.5,
                unit="bits",
            ),
            "one in ten": Stop(
                ask="Heads would bring more than 3 bits. Why is the average so far below?",
                notice="Heads is counted once in ten throws, tails nine times: H(P) = 0.4690 bits.",
                p=0.1,
                unit="bits",
            ),
            "nine in ten": Stop(
                ask="0.9 instead of 0.1: heads and tails have changed places. Which bars have moved?",
                notice="The two surprises are swapped; H(P) is 0.4690 bits as before. It does not know the names.",
                p=0.9,
                unit="bits",
            ),
            "one in a hundred": Stop(
                ask="Heads would now be big news. Are you more uncertain before the throw than with a fair coin?",
                notice="I(heads) = 6.6439 bits and H(P) = 0.0808 bits: rare also means rarely counted.",
                p=0.01,
                unit="bits",
            ),
            "never heads": Stop(
                ask="Heads would surprise by ∞. Why is the average not ∞?",
                notice="Its weight is 0: the limit of the curve is 0 bits. Section 3 asks what that does to the "
                "formula.",
                p=0.0,
                unit="bits",
            ),
        },
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
            "equal": Stop(
                ask="Can any other weights reach a higher average?",
                notice="No: H(P) = 2 bits is the ceiling, and only equal weights reach it.",
                **named(outcomes, (5, 5, 5, 5)),
                unit="bits",
            ),
            "½ ¼ ⅛ ⅛": Stop(
                ask="The four surprises are 1, 2, 3 and 3 bits. What is their average, and which average is it?",
                notice="1.7500 bits, not the plain mean of the four: each counts as often as its letter comes.",
                **named(outcomes, (8, 4, 2, 2)),
                unit="bits",
            ),
            "two of four": Stop(
                ask="C and D never come. Which coin is this?",
                notice="A fair one: 1 bit. What never comes adds nothing, whatever its surprise would be.",
                **named(outcomes, (5, 5, 0, 0)),
                unit="bits",
            ),
            "one of four": Stop(
                ask="Three surprises are ∞. What do they do to the average?",
                notice="Nothing: they are counted 0 times, so H(P) = 0 bits. B is certain.",
                **named(outcomes, (0, 10, 0, 0)),
                unit="bits",
            ),
            "equal, in nats": Stop(
                ask="The ceiling stood at 2, and now at 1.39. Has the uncertainty fallen?",
                notice="No: 1.3863 nats are 2 bits. The unit is new, and equal weights are still the best.",
                **named(outcomes, (5, 5, 5, 5)),
                unit="nats",
            ),
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
        presets={
            "one apart": Stop(
                ask="Two numbers stand on the right. Which of them will move when the values move apart?",
                notice="The variance, now 1.00; H(P) = 1.8464 bits will stay.",
                stretch=1.0,
                order="0.4 0.3 0.2 0.1",
            ),
            "far apart": Stop(
                ask="The prizes lie five times as far apart. Is it harder to guess which one comes?",
                notice="No: the variance is 25.00, H(P) still 1.8464 bits. No value stands in the formula.",
                stretch=5.0,
                order="0.4 0.3 0.2 0.1",
            ),
            "reordered": Stop(
                ask="The same four probabilities in other places. What does each of the two numbers see of it?",
                notice="The variance becomes 1.64; H(P) = 1.8464 bits sees nothing of it.",
                stretch=1.0,
                order="0.4 0.1 0.2 0.3",
            ),
            "far and reordered": Stop(
                ask="Wide and out of order: is this what entropy measures?",
                notice="No: the variance is 41.00, H(P) the old 1.8464 bits. Disorder is a picture, not the formula.",
                stretch=5.0,
                order="0.4 0.1 0.2 0.3",
            ),
        },
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
            "all long": Stop(
                ask="Most of the code space is free. Which word would you shorten first?",
                notice="That of A, which comes most often. L = 4.0000 bits, and Kraft's sum is 0.2500.",
                **named(outcomes, (4, 4, 4, 4)),
                source=".4 .3 .2 .1",
            ),
            "fixed": Stop(
                ask="The space is full. Is this the best code?",
                notice="No: L = 2.0000 bits. In a full space no word can shrink alone; another word must grow.",
                **named(outcomes, (2, 2, 2, 2)),
                source=".4 .3 .2 .1",
            ),
            "dealt backwards": Stop(
                ask="Four words of lengths 3, 3, 2, 1. Who got the wrong one?",
                notice="A pays 3 digits and the rare D only 1: L = 2.6000 bits. The most frequent letter should have "
                "the shortest word.",
                **named(outcomes, (3, 3, 2, 1)),
                source=".4 .3 .2 .1",
            ),
            "variable": Stop(
                ask="A has one digit now. Can anyone find a shorter average?",
                notice="No: L = 1.9000 bits is the best whole lengths can do here, H(P) = 1.8464 bits the floor.",
                **named(outcomes, (1, 2, 3, 3)),
                source=".4 .3 .2 .1",
            ),
            "too short": Stop(
                ask="Two words of one digit each. Why is there no such code?",
                notice="Kraft's sum is 1.3750: with A = 0 and B = 1 the space is full, and C and D have nowhere to go.",
                **named(outcomes, (1, 1, 2, 3)),
                source=".4 .3 .2 .1",
            ),
            "another source": Stop(
                ask="Lengths 1, 2, 3, 3 again, on another source. Why is the gap gone?",
                notice="Each word is as long as its letter is surprising: L = H(P) = 1.7500 bits, in whole digits.",
                **named(outcomes, (1, 2, 3, 3)),
                source="½ ¼ ⅛ ⅛",
            ),
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
        presets={
            "short": Stop(
                ask="Short runs. Where is the most probable one, and has anybody drawn it?",
                notice="At the triangle, with no A at all: at N = 10 it is drawn often. The runs reach from 0.152 "
                "to 1.103 bits per letter.",
                p=0.1,
                n=10,
            ),
            "longer": Stop(
                ask="Ten times as many letters. Wider or narrower, and has anyone drawn the triangle's run?",
                notice="Narrower, from 0.247 to 0.754 bits per letter. Nobody has drawn the most probable run.",
                p=0.1,
                n=100,
            ),
            "long": Stop(
                ask="Where will the dots be when N grows further?",
                notice="Nearer and nearer to H(P) = 0.4690 bits; here they lie between 0.402 and 0.523.",
                p=0.1,
                n=1000,
            ),
            "fair, long": Stop(
                ask="All dots stand on one line. Is that luck?",
                notice="No: at p = ½ every run is equally probable, so each has exactly 1 bit per letter.",
                p=0.5,
                n=1000,
            ),
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
        DifferentialEntropy,
        {
            "sigma": slider("σ in m", 0.5, 0.1, 1.0, 0.005, P_COLOUR),
            "ruler": choice("ruler", list(PER_METRE), "m"),
        },
        measure=measure,
        say=say,
        presets={
            "wide": Stop(
                ask="The density gets narrower from here. Where will h stop?",
                notice="Now h = 1.0471 bits. There is no lowest h: halve σ, and h falls by 1 bit, again and again.",
                sigma=0.5,
                ruler="m",
            ),
            "σ = 0.24 m": Stop(
                ask="The bar has all but vanished. Is the length certain?",
                notice="No: it still varies, by about a quarter of a metre. h = −0.0118 bits is nothing special.",
                sigma=0.24,
                ruler="m",
            ),
            "σ = 0.1 m": Stop(
                ask="The bar points to the left. Can an average surprise do that?",
                notice="No. h = −1.2748 bits: a density can be above 1, so h is no average of surprises.",
                sigma=0.1,
                ruler="m",
            ),
            "the same, in cm": Stop(
                ask="Nobody touched the length. Why did h jump?",
                notice="Only the ruler is new: h = 5.3690 bits. What h says depends on the unit of length.",
                sigma=0.1,
                ruler="cm",
            ),
        },
    )
