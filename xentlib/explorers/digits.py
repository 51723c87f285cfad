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
from xentlib.live import Explorer, Stop, choice, log_slider, slider, switch

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
            "rate 1": Stop(
                ask="The two curves part. Which of the two final losses would you report, and why?",
                notice="The held-out one, 0.3931 nats. The 0.1627 nats belong to digits that the machine has seen.",
                rate=GOOD_RATE,
                alpha=0.0,
            ),
            "rate 0.01": Stop(
                ask="200 steps, and the loss is hardly down. Is this machine bad, or not finished?",
                notice="Not finished: 1.9403 nats and still falling, the held-out loss with it. "
                "Its rate is a hundredth of rate 1.",
                rate=0.01,
                alpha=0.0,
            ),
            "rate 4": Stop(
                ask="It leaps above ln 10, worse than knowing nothing. Is this run lost?",
                notice="No: it ends at 0.0748 nats, held out 0.3321, below rate 1. Here longer steps got farther.",
                rate=4,
                alpha=0.0,
            ),
            "smoothed labels": Stop(
                ask="Training digits cost more than held-out ones here. How can that be?",
                notice="Only the training labels are smoothed: their floor is 0.5003 nats. "
                "The held-out loss, 0.4563 nats, has plain labels.",
                rate=GOOD_RATE,
                alpha=0.1,
            ),
            "rate 4, smoothed": Stop(
                ask="After 200 steps, is the machine at the bottom of its valley? How would you find out?",
                notice="No: rate 1 gets lower in as many steps; this run is at 1.2735 nats. "
                "Its steps leap from side to side; try shorter ones.",
                rate=4,
                alpha=0.2,
            ),
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
        presets={
            "as trained": Stop(
                ask="As T changes, which of the two curves must be a straight line, and why?",
                notice="The accuracy, 0.8917: the largest logit stays largest. Only the loss moves, now 0.3931 nats.",
                T=1.0,
            ),
            "cold": Stop(
                ask="Every prediction is bolder now. Whose digits pay for that?",
                notice="Those it gets wrong: the loss is 1.9490 nats, with the same accuracy of 0.8917.",
                T=0.1,
            ),
            "hot": Stop(
                ask="Now every prediction is modest. Whose digits pay this time?",
                notice="Those it gets right: the loss is 1.8092 nats, on its way to ln 10, with the same 0.8917.",
                T=10.0,
            ),
            "T = 0.84": Stop(
                ask="This is the lowest point of the curve. May you report its loss?",
                notice="Not as it is: T was chosen on these digits, so 0.3830 nats flatters. Choose T on a third set.",
                T=0.84,
            ),
        },
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
        {"rank": slider("rank", HELD_OUT // 2, 1, HELD_OUT, 1), "answer": switch("show label and prediction")},
        measure=measure,
        say=say,
        presets={
            "dearest": Stop(
                ask="The dearest of 360 digits. What do you read, and how sure are you?",
                notice="A 4 was written. It cost 6.33 nats: the machine gave it the probability 0.0018.",
                rank=1,
                answer=False,
            ),
            "tenth": Stop(
                ask="The tenth. Would you have been wrong here, and would you have been as sure?",
                notice="An 8 was written. The machine gave it 0.0493: 3.0105 nats.",
                rank=10,
                answer=False,
            ),
            "thirtieth": Stop(
                ask="Only 29 digits cost more than this one. Is the machine badly wrong here?",
                notice="Wrong, but not sure of it: a 9 was written and got 0.2127, an 8 got more. "
                "That costs 1.5477 nats, less than equal shares.",
                rank=30,
                answer=False,
            ),
            "middle": Stop(
                ask="Half of the digits are cheaper than this one. What does it cost, about?",
                notice="A 2 with probability 0.9363: 0.0658 nats. A mean hides how few digits pay most.",
                rank=180,
                answer=False,
            ),
        },
    )
