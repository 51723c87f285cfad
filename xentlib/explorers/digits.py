"""Handwritten digits: training a softmax regression, cooling it, and looking at its dearest mistakes."""

from xentlib.figures.digits import (
    GOOD_RATE,
    HELD_OUT,
    STEPS,
    ExpensiveDigits,
    LearningCurves,
    Temperature,
    accuracy,
    floor,
    held_out_loss,
    ranked,
    train,
)
from xentlib.figures.style import number
from xentlib.live import Explorer, choice, log_slider, slider, switch

RATES = [0.01, 0.03, 0.1, 0.3, 1, 4]


def explore_learning_rate():
    """Softmax regression on digits: its training and held-out loss over 200 steps, by learning rate and smoothing."""

    def measure(state):
        model = train(state["rate"], state["alpha"])
        return {
            "training loss": float(model.training[-1]),
            "held-out loss": float(model.held_out[-1]),
            "floor": floor(state["alpha"]),
        }

    def say(state, values):
        training, held_out, lowest = (number(value, 4) for value in values.values())
        aim = f", never below {lowest}," if state["alpha"] else ""
        return (
            f"Learning rate {state['rate']}, label smoothing {state['alpha']}: after {STEPS} steps "
            f"the training loss is {training} nats{aim} and the held-out loss {held_out} nats."
        )

    return Explorer(
        LearningCurves,
        {
            "rate": choice("learning rate", RATES, 1),
            "alpha": choice("label smoothing α", [0.0, 0.1, 0.2], 0.0),
        },
        measure=measure,
        say=say,
        presets={
            "too slow": {"rate": 0.01, "alpha": 0.0},
            "bumpy": {"rate": 4, "alpha": 0.0},
            "smoothed": {"rate": GOOD_RATE, "alpha": 0.1},
            "never settles": {"rate": 4, "alpha": 0.2},
        },
    )


def explore_temperature():
    """Logits divided by T: the held-out loss has a lowest point, the accuracy does not move."""

    def measure(state):
        return {"held-out loss": held_out_loss(state["T"]), "accuracy": accuracy(state["T"])}

    def say(state, values):
        return (
            f"T = {state['T']:g}: the mean held-out loss is {number(values['held-out loss'], 4)} nats; "
            f"the accuracy is {number(values['accuracy'], 4)}."
        )

    return Explorer(
        Temperature,
        {"T": log_slider("temperature T", 1.0, -1, 1)},
        measure=measure,
        say=say,
        presets={"as trained": {"T": 1.0}, "cold": {"T": 0.1}, "hot": {"T": 10.0}, "best": {"T": 0.84}},
    )


def explore_expensive_digits():
    """The held-out digits from the dearest to the cheapest: the picture, the prediction, the loss."""

    def measure(state):
        digit = ranked(state["rank"])
        return {"loss": digit.loss, "probability of the truth": float(digit.probabilities[digit.label])}

    def say(state, values):
        place = f"Rank {state['rank']} of {HELD_OUT} held-out digits by loss"
        if not state["answer"]:
            return f"{place} in nats: read it yourself, then tick the box."
        digit = ranked(state["rank"])
        answer = int(digit.probabilities.argmax())
        rival = "" if answer == digit.label else f" and {answer} probability {number(digit.probabilities[answer], 4)}"
        return (
            f"{place}: written {digit.label}, to which the model "
            f"gives probability {number(values['probability of the truth'], 4)}{rival}; "
            f"the loss is {number(values['loss'], 4)} nats."
        )

    return Explorer(
        ExpensiveDigits,
        {"rank": slider("rank", 1, 1, HELD_OUT, 1), "answer": switch("show label and prediction")},
        measure=measure,
        say=say,
        presets={
            "tenth": {"rank": 10, "answer": False},
            "fortieth": {"rank": 40, "answer": False},
            "middle": {"rank": 180, "answer": False},
            "cheapest": {"rank": HELD_OUT, "answer": False},
        },
    )
