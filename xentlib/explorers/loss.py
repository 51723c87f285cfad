"""Cross-entropy as a loss, by small numbers: labels, logits and gradients, and what is done about a zero."""

import math

import numpy as np

from xentlib.explorers.controls import listed, named, no_weight, shares, weights
from xentlib.figures.digits import floor, smoothed
from xentlib.figures.loss import (
    EPSILONS,
    ConstantPrediction,
    LabelSmoothing,
    LogitSlopes,
    SoftLabel,
    SoftmaxGradient,
    ZeroRepairs,
    repaired_losses,
    sigmoid,
    spread_prediction,
    squared_error,
    squared_error_slope,
)
from xentlib.figures.style import P_COLOUR, Q_COLOUR, number, scientific, small
from xentlib.information import bernoulli, entropy, kl_divergence, self_information
from xentlib.live import Explorer, Stop, choice, log_slider, slider, switch
from xentlib.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
    softmax,
)


def explore_soft_label():
    """Two classes and a label that may be soft: cross-entropy and D_KL over the prediction, always H(y) apart."""

    def measure(state):
        y, q = state["y"], state["q"]
        total, extra = binary_cross_entropy(y, q), kl_divergence(bernoulli(y), bernoulli(q), base=math.e)
        return {"CE": total, "KL": extra, "difference": total - extra, "ratio": extra / total}

    def say(state, values):
        total, extra, known = (number(values[name], 4) for name in ("CE", "KL", "difference"))
        return (
            f"Label y = {number(state['y'])}, prediction ŷ = {number(state['q'])}: "
            f"cross-entropy {total} nats = H(y) {known} + D_KL(y‖ŷ) {extra}; "
            f"a better prediction can save {number(100 * values['ratio'], 0)} % of it."
        )

    return Explorer(
        SoftLabel,
        {
            "y": slider("label y", 1.0, 0.5, 1.0, 0.01, P_COLOUR),
            "q": slider("prediction ŷ", 0.7, 0.01, 0.99, 0.01, Q_COLOUR),
        },
        measure=measure,
        say=say,
        presets={
            "hard label": Stop(
                ask="Class 1 is true, and the model's favourite. Why does the model pay at all?",
                notice="It pays 0.3567 nats, the surprise of 0.70. Being right takes the largest share; "
                "paying nothing takes all of it.",
                y=1.0,
                q=0.7,
            ),
            "one in a hundred": Stop(
                ask="Now one in a hundred for the truth. What will another division by ten add to the loss?",
                notice="It pays 4.6052 nats. Each division of the prediction by ten adds ln 10, without end.",
                y=1.0,
                q=0.01,
            ),
            "soft label": Stop(
                ask="Nine of ten people say class 1, the model says half, half. "
                "What part of its loss can training remove?",
                notice="The divergence, 0.3681 of 0.6931 nats. The other 0.3251 are H(y): they are in the label.",
                y=0.9,
                q=0.5,
            ),
            "label as prediction": Stop(
                ask="The prediction is exactly the label. Is anything left to gain?",
                notice="No: the divergence is 0, and the loss of 0.3251 nats is H(y). The label itself is uncertain.",
                y=0.9,
                q=0.9,
            ),
        },
    )


def explore_logits():
    """Three logits: the softmax follows them, and the gradient of the loss is ŷ − y."""
    classes = SoftmaxGradient.CLASSES

    def logits(state):
        return [state[f"z_{name}"] for name in classes]

    def measure(state):
        label = np.eye(3)[classes.index(state["true"])]
        gradient = softmax(logits(state)) - label
        return {"loss": categorical_cross_entropy_with_logits(label, logits(state))} | {
            f"gradient {name}": float(slope) for name, slope in zip(classes, gradient, strict=True)
        }

    def say(state, values):
        z = ", ".join(number(logit, 1) for logit in logits(state))
        loss, *gradient = values.values()
        return (
            f"Logits ({z}) predict ({listed(softmax(logits(state)))}); with true class {state['true']} "
            f"the loss is {number(loss, 4)} nats and its gradient ({listed(gradient)}) nats per unit of logit."
        )

    def state_of(*z):
        return {f"z_{name}": logit for name, logit in zip(classes, z, strict=True)}

    return Explorer(
        SoftmaxGradient,
        {
            f"z_{name}": slider(f"logit {name}", value, -4.0, 4.0, 0.1, Q_COLOUR)
            for name, value in zip(classes, (0.0, -1.3, -2.7), strict=True)
        }
        | {"true": choice("true class", list(classes), "A")},
        show=lambda state: {"z": logits(state), "true": state["true"]},
        measure=measure,
        say=say,
        presets={
            "no idea": Stop(
                ask="All logits are equal. Would another true class change the loss? And the bars?",
                notice="The loss is ln 3 = 1.0986 nats for every truth. The bars follow the label: "
                "−0.667 for the truth, 0.333 for each other.",
                **state_of(0.0, 0.0, 0.0),
                true="A",
            ),
            "mostly right": Stop(
                ask="How far does each logit move, and what do the three sum to?",
                notice="A rises by 0.213 of a step, B and C fall by 0.107 each: truth minus prediction. "
                "Before rounding they sum to 0.",
                **state_of(2.0, 0.0, 0.0),
                true="A",
            ),
            "confident, right": Stop(
                ask="Where have the bars gone?",
                notice="The prediction has nearly reached the truth: a loss of 0.0049 nats has little left to teach.",
                **state_of(4.0, -2.0, -2.0),
                true="A",
            ),
            "confident, wrong": Stop(
                ask="Sure of B, and A is true. Can a bar ever be longer than these? Can the loss be larger?",
                notice="Bars stay between −1 and 1: here −0.998 for A, 0.995 for B. "
                "The loss, 6.0049 nats, has no upper end.",
                **state_of(-2.0, 4.0, -2.0),
                true="A",
            ),
        },
    )


def explore_constant_prediction():
    """Ten labels, one prediction for all: likelihood, NLL and mean loss agree on the best, the frequencies."""
    classes = ConstantPrediction.CLASSES

    def measure(state):
        mean = categorical_cross_entropy(ConstantPrediction.FREQUENCIES, shares(state, classes))
        return {
            "likelihood": math.exp(-10 * mean),
            "NLL": 10 * mean,
            "CE": mean,
            "floor": entropy(ConstantPrediction.FREQUENCIES, base=math.e),
        }

    def say(state, values):
        mean, floor, whole = (number(values[name], 4) for name in ("CE", "floor", "NLL"))
        least = f", at least {floor}" if state["floor"] else ""
        return (
            f"Predicting ({listed(shares(state, classes))}) costs {mean} nats per sample{least}; "
            f"for all ten NLL = {whole} nats, likelihood = {scientific(values['likelihood'])}."
        )

    return Explorer(
        ConstantPrediction,
        weights(classes, [f"weight {name}" for name in classes], (5, 5, 5, 5), Q_COLOUR)
        | {"floor": switch("show the floor")},
        show=lambda state: {"q": shares(state, classes), "floor": state["floor"]},
        measure=measure,
        say=say,
        presets={
            "equal shares": Stop(
                ask="A quarter for each class. If the ten labels were others, would this prediction cost more or less?",
                notice="Neither: it costs ln 4 = 1.3863 nats a sample whatever the labels are.",
                **named(classes, (5, 5, 5, 5)),
                floor=False,
            ),
            "mostly A": Stop(
                ask="A is the most frequent label. Does it pay to bet on it?",
                notice="Not this much: 1.6439 nats a sample, more than for equal shares. "
                "The six that are not A cost too much.",
                **named(classes, (10, 1, 1, 1)),
                floor=False,
            ),
            "½ ¼ ⅛ ⅛": Stop(
                ask="A first, B second, as in the labels; the numbers are not right. How far is this from the best?",
                notice="It costs 1.3170 nats a sample, and the best costs 1.2799: close, and still above.",
                **named(classes, (8, 4, 2, 2)),
                floor=False,
            ),
            "4 3 2 1": Stop(
                ask="The frequencies themselves, and the floor. Why can no other constant go below it?",
                notice="The mean loss is H(f, q), at least H(f) = 1.2799 nats: any other q pays D_KL(f‖q) on top.",
                **named(classes, (4, 3, 2, 1)),
                floor=True,
            ),
            "rules out D": Stop(
                ask="One sample of ten is a D, and D gets nothing. What do the nine others do for the mean?",
                notice="Nothing: the mean is ∞ nats and the likelihood 0, however well the nine are predicted.",
                **named(classes, (4, 3, 2, 0)),
                floor=True,
            ),
        },
        refuse=lambda state: no_weight(state, classes),
    )


def explore_logit_gradients():
    """One logit of the true class: what cross-entropy, squared error and accuracy say, and how hard they push."""

    def measure(state):
        z = state["z"]
        return {
            "cross-entropy": binary_cross_entropy_with_logits(1, z),
            "squared error": float(squared_error(z)),
            "accuracy": float(z > 0),
            "slope of cross-entropy": float(sigmoid(z) - 1),
            "slope of squared error": float(squared_error_slope(z)),
        }

    def say(state, values):
        total, squared, total_slope, squared_slope = (
            number(values[name], 4)
            for name in ("cross-entropy", "squared error", "slope of cross-entropy", "slope of squared error")
        )
        return (
            f"Logit z = {number(state['z'], 1)}, ŷ = {number(float(sigmoid(state['z'])), 4)} for the true class: "
            f"cross-entropy {total} nats, slope {total_slope}; squared error {squared}, slope {squared_slope}; "
            f"error 0/1 {number(1 - values['accuracy'], 0)}, {'slope 0' if state['z'] else 'a jump'}."
        )

    return Explorer(
        LogitSlopes,
        {"z": slider("logit z", 1.0, -8.0, 8.0, 0.1, Q_COLOUR)},
        measure=measure,
        say=say,
        presets={
            "half, half": Stop(
                ask="The model cannot decide. Which of the three losses tells it where to go?",
                notice="Cross-entropy with slope −0.5000, squared error with −0.2500. The 0/1 error only jumps.",
                z=0.0,
            ),
            "leaning wrong": Stop(
                ask="From here farther to the left, more and more wrong: which slope grows, and which fades?",
                notice="The squared error is at its steepest here, −0.2963, and fades. "
                "Cross-entropy, −0.6682, goes on towards −1.",
                z=-0.7,
            ),
            "confidently wrong": Stop(
                ask="Sure, and wrong. Which of the three losses would wake this model up?",
                notice="Cross-entropy, with slope −0.9997. The squared error has −0.0007, the 0/1 error none.",
                z=-8.0,
            ),
            "confidently right": Stop(
                ask="All three are nearly flat here. Is that a fault?",
                notice="No: the loss is 0.0003 nats. A slope may fade where the model is right, not where it is wrong.",
                z=8.0,
            ),
        },
        columns=1,
    )


def explore_zero_repairs():
    """One prediction of ten goes to 0: the exact loss grows, a clipped or shifted one goes flat below ε."""

    def measure(state):
        losses = repaired_losses(state["q"], EPSILONS[state["epsilon"]])
        return {name: float(loss) for name, loss in losses.items()}

    def say(state, values):
        exact, clipped, shifted = (number(value, 4) for value in values.values())
        return (
            f"ŷ = {small(state['q'])} for the odd sample: mean loss {exact} nats exactly, "
            f"{clipped} nats clipped at ε = {state['epsilon']}, {shifted} nats shifted by ε."
        )

    return Explorer(
        ZeroRepairs,
        {
            "q": log_slider("ŷ of the odd sample", 0.01, -12, 0, Q_COLOUR),
            "epsilon": choice("ε", list(EPSILONS), "10⁻⁷"),
        },
        measure=measure,
        say=say,
        presets={
            "far above ε": Stop(
                ask="Three ways to compute the same mean loss. Where will they part?",
                notice="Here all three say 0.1641 nats. They part near ε, where a repair begins to act.",
                q=0.5,
                epsilon="10⁻⁷",
            ),
            "at ε": Stop(
                ask="The prediction is as small as ε. Which repair already says another number, and why?",
                notice="The shifted one: 1.6373 nats for 1.7066. It takes the log of ŷ + ε, twice as much.",
                q=1e-7,
                epsilon="10⁻⁷",
            ),
            "below ε": Stop(
                ask="The prediction falls on, to a thousandth of ε. Which of the three still pushes the model back?",
                notice="The exact one, 2.3974 nats. The clipped one stands at 1.7066 with slope 0; "
                "in the logit, the shifted one has hardly any slope left.",
                q=1e-10,
                epsilon="10⁻⁷",
            ),
            "coarse ε": Stop(
                ask="The same model with a coarser ε. Has it become better?",
                notice="No. The clipped loss is 0.7856 nats and the exact one 2.3974: "
                "ε is part of the number, so say which.",
                q=1e-10,
                epsilon="10⁻³",
            ),
            "fine ε": Stop(
                ask="A very fine ε. Is it harmless now, for every prediction?",
                notice="Here all say 2.3974 nats. But a prediction of 0 still gets a finite price, where ∞ is due.",
                q=1e-10,
                epsilon="10⁻¹⁶",
            ),
        },
    )


def explore_label_smoothing():
    """Ten classes: a smoothed label has its least loss before ŷ = 1, and that loss is its entropy."""

    def measure(state):
        label = smoothed(state["alpha"])[0]
        return {
            "smoothed loss": categorical_cross_entropy(label, spread_prediction(state["q"])),
            "plain loss": self_information(state["q"], base=math.e),
            "floor": floor(state["alpha"]),
        }

    def say(state, values):
        smoothed, plain, floor = (number(value, 4) for value in values.values())
        return (
            f"α = {number(state['alpha'])}, ŷ = {number(state['q'])} for the true class: smoothed loss {smoothed} "
            f"nats, never below H(y) = {floor} nats; plain loss {plain} nats."
        )

    return Explorer(
        LabelSmoothing,
        {
            "alpha": slider("α", 0.0, 0.0, 0.5, 0.01, P_COLOUR),
            "q": slider("ŷ of the true class", 0.7, 0.01, 0.99, 0.01, Q_COLOUR),
        },
        measure=measure,
        say=say,
        presets={
            "no smoothing": Stop(
                ask="A plain label, and 0.99 for the truth. How far down can the loss still go?",
                notice="By all of it, 0.0101 nats: a one-hot label has the floor 0.",
                alpha=0.0,
                q=0.99,
            ),
            "surer": Stop(
                ask="The same prediction, the label smoothed. Will a still surer prediction lower the loss?",
                notice="No: at 0.6214 nats it has passed the lowest point, 0.5003 nats, "
                "where prediction and label agree.",
                alpha=0.1,
                q=0.99,
            ),
            "usual": Stop(
                ask="The loss is not 0 and training stands still. Is something wrong?",
                notice="No: 0.5003 nats is H(y), and no prediction costs less. A smoothed loss of 0 would be an error.",
                alpha=0.1,
                q=0.91,
            ),
            "half smoothed": Stop(
                ask="Half of each label is shared out. May this loss be compared with that of an unsmoothed model?",
                notice="No: its floor is 1.6769 nats, before any mistake. Compare plain losses: here 0.5978 nats.",
                alpha=0.5,
                q=0.55,
            ),
        },
    )
