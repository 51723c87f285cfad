"""Exercises on training: its steps, and what its loss tells."""

import math

import numpy as np

from xentlib.checks.exercise import ConstructionExercise, FunctionExercise, Mistake, Rule, ValueExercise, numbers
from xentlib.checks.rules import is_above, told_apart
from xentlib.information import entropy, kl_divergence
from xentlib.losses import categorical_cross_entropy

# ten classes, smoothing 0.1, a prediction of 0.6
SMOOTHED = 0.9 * np.eye(10)[0] + 0.1 / 10
MODEST = np.where(np.eye(10)[0], 0.6, 0.4 / 9)


def _standard_error(losses):
    return np.std(losses, ddof=1) / math.sqrt(len(losses))


def _error_of_gain(first, second):
    return _standard_error(first - second)


def _right_answers(models):
    """How many of three samples each of two models has right: the truth has more than one half."""
    return np.sum(models > 0.5, axis=1)


def _model_losses(models):
    """As they are shown."""
    return told_apart(*-np.log(models).mean(axis=1))


def _two_models(answer):
    models = numbers(answer, 2, 3)
    return None if models is None or np.any((models <= 0) | (models >= 1)) else models


def _told_losses(models):
    first, second = _model_losses(models)
    return f"model 1 pays {first} nats, model 2 {second} nats"


EXERCISES = {
    "steps in bits": ValueExercise(
        right=math.log(2),
        mistakes=(
            Mistake(1, "the best weights stay, but each slope is a larger number in bits than in nats"),
            Mistake(1 / math.log(2), "that is how much longer the gradient is; the rate must make up for it"),
            Mistake(2, "2 is the base of the bits, not the factor between the units"),
            Mistake(0.5, "the slopes do grow, but not twofold"),
            Mistake(-math.log(2), "a rate below 0 takes each step uphill; the sign is turned"),
            Mistake(math.log10(2), "that is a logarithm to base 10; neither nats nor bits use it"),
        ),
        unit="",
        remark=f"In bits each loss and each slope is {1 / math.log(2):.4f} times as large; "
        "the best weights are the same in every base.",
    ),
    "error of a gain": FunctionExercise(
        right=_error_of_gain,
        cases=(
            ([0.1, 0.3, 0.2, 2.0], [0.2, 0.3, 0.1, 1.2]),
            ([0.0, 1.0], [0.5, 0.3]),
            ([0.5, 0.9, 0.1], [0.4, 0.8, 0.0]),
            ([0.05, 0.7, 0.02, 3.1, 0.4, 0.01, 0.9, 0.3], [0.1, 0.5, 0.05, 2.2, 0.5, 0.03, 0.7, 0.4]),
        ),
        mistakes=(
            Mistake(
                lambda first, second: math.hypot(_standard_error(first), _standard_error(second)),
                "as if each model had samples of its own; on the same ones take the differences first",
            ),
            Mistake(
                lambda first, second: _standard_error(first) - _standard_error(second),
                "the difference of two errors; take the error of the differences",
            ),
            Mistake(
                lambda first, second: _standard_error(first) + _standard_error(second),
                "the sum of two errors; take the error of the differences",
            ),
            Mistake(
                lambda first, second: np.std(first - second, ddof=1),
                "that is the spread of one difference; the mean of N spreads less, by √N",
            ),
            Mistake(
                lambda first, second: np.std(first - second) / math.sqrt(len(first)),
                "the spread is divided by N inside; here the mean comes from the same numbers, so N − 1: ddof=1",
            ),
            Mistake(
                lambda first, second: np.std(first - second, ddof=1) / len(first),
                "divided by N; the error shrinks with its root, √N",
            ),
            Mistake(
                lambda first, second: np.var(first - second, ddof=1) / len(first),
                "that is its square; the root is missing",
            ),
            Mistake(lambda first, second: np.mean(first - second), "that is the gain itself; its error was asked"),
            Mistake(
                lambda first, second: _standard_error(first), "that is the error of the first mean, not of the gain"
            ),
            Mistake(
                lambda first, second: np.mean(first - second) / _error_of_gain(first, second),
                "that is how many errors the gain is long; the error itself was asked",
            ),
        ),
        unit="nats",
        remark="The same samples are hard for both models, so their difference is known better than either mean.",
    ),
    "right and costly": ConstructionExercise(
        read=_two_models,
        form="Give two rows of three numbers above 0 and below 1; an ∞ would be too easy.",
        rules=(
            Rule(
                lambda models: _right_answers(models)[0] == 3,
                lambda models: f"Model 1 is right on {_right_answers(models)[0]} of 3; it must be right on all.",
                [[0.9, 0.9, 0.001], [0.6, 0.45, 0.45]],
            ),
            Rule(
                lambda models: _right_answers(models)[1] == 2,
                lambda models: f"Model 2 is right on {_right_answers(models)[1]} of 3; it must be right on two.",
                [[0.6, 0.6, 0.6], [0.9, 0.9, 0.9]],
            ),
            Rule(
                lambda models: is_above(_model_losses(models)),
                lambda models: f"Here {_told_losses(models)}: model 1 must pay more.",
                [[0.9, 0.9, 0.9], [0.6, 0.6, 0.4]],
            ),
        ),
        remark=lambda models: (
            f"Model 1 is right on all three, model 2 on two; yet {_told_losses(models)}. "
            "Lower loss is not higher accuracy."
        ),
    ),
    "left to gain": ValueExercise(
        right=categorical_cross_entropy(SMOOTHED, MODEST) - entropy(SMOOTHED, base=math.e),
        mistakes=(
            Mistake(
                categorical_cross_entropy(SMOOTHED, MODEST),
                "that is the whole loss, and a smoothed loss cannot reach 0: its floor is H(y)",
            ),
            Mistake(entropy(SMOOTHED, base=math.e), "that is the floor H(y), which no prediction can save"),
            Mistake(
                categorical_cross_entropy(np.eye(10)[0], MODEST),
                "that is the plain loss; here the smoothed label is the truth",
            ),
            Mistake(
                (categorical_cross_entropy(SMOOTHED, MODEST) - entropy(SMOOTHED, base=math.e)) / math.log(2),
                "bits, where nats were asked",
            ),
            Mistake(
                entropy(SMOOTHED, base=math.e) - categorical_cross_entropy(SMOOTHED, MODEST),
                "the sign is turned: the loss lies above its floor",
            ),
            Mistake(
                kl_divergence(MODEST, SMOOTHED, base=math.e),
                "D_KL the wrong way round; the label is the truth, the prediction is inside the log",
            ),
            Mistake(0, "it would be 0 where ŷ is the label, and ŷ is less sure than that"),
        ),
        unit="nats",
        remark="The loss minus its floor is D_KL(y‖ŷ): all that training can still save.",
    ),
}
