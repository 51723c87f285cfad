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
from xentlib.live import Explorer, Stop, choice, slider, switch


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
            "7 in 10": Stop(
                ask="It rains on 3 days in 10; she says 7 in 10. Which part of her cost could a better belief save?",
                notice="D_KL(P‖Q), 0.3389 nats a day. The other 0.6109 nats are H(P): everybody pays them.",
                p=0.3,
                q=0.7,
                unit="nats",
                extra=False,
            ),
            "q = p": Stop(
                ask="The belief is right now. Why does the cost not reach 0?",
                notice="0.6109 nats stay, H(P): rain on 3 days in 10 is uncertain, whoever predicts it.",
                p=0.3,
                q=0.3,
                unit="nats",
                extra=False,
            ),
            "fair belief": Stop(
                ask="The belief stays at one half. What happens to the cost when the truth p moves?",
                notice="Nothing: 0.6931 nats = ln 2 for every p. Look at your column: it is flat.",
                p=0.3,
                q=0.5,
                unit="nats",
                extra=False,
            ),
            "opposite": Stop(
                ask="Let truth and belief change places, so that 0.9 becomes the truth. Would the cost change?",
                notice="Not here: 2.0829 nats either way, because q = 1 − p. In most other cells it does change.",
                p=0.1,
                q=0.9,
                unit="nats",
                extra=False,
            ),
            "never rain": Stop(
                ask="She swears that it never rains. What does she pay on average?",
                notice="∞: on 3 days in 10 she pays −ln 0, and no dry day brings that back.",
                p=0.3,
                q=0.0,
                unit="nats",
                extra=False,
            ),
            "extra cost": Stop(
                ask="Every row has given up its H(P). Has the lowest cell of any row moved?",
                notice="No: it is at q = p as before, and now it is 0. Your cell keeps D_KL(P‖Q), 0.3389 nats.",
                p=0.3,
                q=0.7,
                unit="nats",
                extra=True,
            ),
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
            "Q = P": Stop(
                ask="Q is P now. Which part of the bar is left, and which belief could make it shorter?",
                notice="H(P), 1.4855 bits. No belief at all: Q is not in it.",
                unit="bits",
                **truth_and_model.at((5, 3, 2), (5, 3, 2)),
            ),
            "two swapped": Stop(
                ask="Q has A and B the wrong way round. How much of the bar is the price of that?",
                notice="Only the hatched part, D_KL(P‖Q): 0.1474 bits of the 1.6329 bits in total.",
                unit="bits",
                **truth_and_model.at((5, 3, 2), (3, 5, 2)),
            ),
            "uniform Q": Stop(
                ask="Q treats all three alike. Which truths P would make it cheaper?",
                notice="None: it costs log₂ 3 = 1.5850 bits under every P. Only the split between the two parts moves.",
                unit="bits",
                **truth_and_model.at((5, 3, 2), (1, 1, 1)),
            ),
            "far off": Stop(
                ask="Q bets on the rarest outcome. Which of the two parts has grown, and which never does?",
                notice="D_KL(P‖Q) has grown, to 1.2365 bits. H(P) stays at 1.4855 bits: Q is not in it.",
                unit="bits",
                **truth_and_model.at((5, 3, 2), (1, 1, 8)),
            ),
            "certain P": Stop(
                ask="Only B ever happens. Which of the three numbers of Q does the cost depend on?",
                notice="Only on q(B) = ⅕: −log₂ ⅕ = 2.3219 bits. H(P) is 0, so total and extra cost are the same.",
                unit="bits",
                **truth_and_model.at((0, 1, 0), (3, 1, 1)),
            ),
            "Q without A": Stop(
                ask="Q rules out what happens every second time. What does believing it cost?",
                notice="∞, and all of it in D_KL(P‖Q); H(P) is 1.4855 bits as before.",
                unit="bits",
                **truth_and_model.at((5, 3, 2), (0, 8, 2)),
            ),
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
            "ten letters": Stop(
                ask="Ten letters. Does any of these runs cost less than H(Q), or even less than H(P)?",
                notice="None: the cheapest has 0.971 bits per letter, as much as H(Q) = 0.9710. The runs reach to "
                "1.322, around H(P, Q) = 1.2049 bits.",
                p=0.2,
                q=0.6,
                n=10,
            ),
            "wrong belief": Stop(
                ask="A thousand letters. Who decides how often a letter comes, and who decides what it costs?",
                notice="P decides how often, Q what it costs; so the runs gather at H(P, Q), 1.2049 bits, not at H(P).",
                p=0.2,
                q=0.6,
                n=1000,
            ),
            "right belief": Stop(
                ask="The belief is right. Can a single run still cost less than H(P)?",
                notice="Yes: the cheapest costs 0.662 bits per letter. H(P) = 0.7219 bits is the cost on average.",
                p=0.2,
                q=0.2,
                n=1000,
            ),
            "uniform belief": Stop(
                ask="Why do all runs cost exactly the same here?",
                notice="Both letters cost 1 bit, so every run costs 1.000 bits per letter, whatever P draws.",
                p=0.2,
                q=0.5,
                n=10,
            ),
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
            "Q = P": Stop(
                ask="The model is exactly right. Which of the three numbers is 0?",
                notice="Only D_KL(P‖Q). h(P, Q) is h(P), 2.0471 bits here; in centimetres it is another number.",
                sigma_p=1.0,
                mu_q=0.0,
                sigma_q=1.0,
            ),
            "shifted": Stop(
                ask="The mean is off by 2 m. Would half the shift cost half as much?",
                notice="No, a quarter: with equal widths D_KL(P‖Q) grows as the square of the shift. Here: "
                "2.8854 bits.",
                sigma_p=1.0,
                mu_q=2.0,
                sigma_q=1.0,
            ),
            "too narrow": Stop(
                ask="The model is half as wide as the truth. Which values make it pay?",
                notice="Those far out: it calls them nearly impossible, and they come. D_KL(P‖Q) is 1.1640 bits.",
                sigma_p=1.0,
                mu_q=0.0,
                sigma_q=0.5,
            ),
            "too wide": Stop(
                ask="Now it is twice as wide. Is that the worse mistake?",
                notice="No: D_KL(P‖Q) is 0.4590 bits. It wastes probability where little comes: the cheaper mistake.",
                sigma_p=1.0,
                mu_q=0.0,
                sigma_q=2.0,
            ),
        },
    )
