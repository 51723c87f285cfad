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
from xentlib.live import Explorer, choice, log_slider, slider, switch
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
            "hard label": {"y": 1.0, "q": 0.7},
            "soft label": {"y": 0.9, "q": 0.5},
            "nothing left to gain": {"y": 0.9, "q": 0.9},
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
            "no idea": state_of(0.0, 0.0, 0.0) | {"true": "A"},
            "mostly right": state_of(2.0, 0.0, 0.0) | {"true": "A"},
            "confident, right": state_of(4.0, -2.0, -2.0) | {"true": "A"},
            "confident, wrong": state_of(-2.0, 4.0, -2.0) | {"true": "A"},
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
            "4 3 2 1": named(classes, (4, 3, 2, 1)),
            "too sure": named(classes, (10, 1, 1, 1)),
            "½ ¼ ⅛ ⅛": named(classes, (8, 4, 2, 2)),
            "rules out D": named(classes, (4, 3, 2, 0)),
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
            "confidently wrong": {"z": -8.0},
            "steepest for squared error": {"z": -0.7},
            "confidently right": {"z": 8.0},
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
            "harmless": {"q": 0.5, "epsilon": "10⁻⁷"},
            "at ε": {"q": 1e-7, "epsilon": "10⁻⁷"},
            "below ε": {"q": 1e-10, "epsilon": "10⁻⁷"},
            "coarse ε": {"q": 1e-10, "epsilon": "10⁻³"},
            "fine ε": {"q": 1e-10, "epsilon": "10⁻¹⁶"},
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
            "no smoothing": {"alpha": 0.0, "q": 0.99},
            "usual": {"alpha": 0.1, "q": 0.91},
            "too sure": {"alpha": 0.1, "q": 0.99},
        },
    )
