"""Handwritten digits and softmax regression: how it is trained, how sure it is, and where it pays."""

import functools
import math
from typing import NamedTuple

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from xentlib.data import load_digits
from xentlib.figures.base import MovingFigure
from xentlib.figures.style import FAINT, INK, P_COLOUR, P_DASH, Q_COLOUR, Q_DASH, TOTAL_COLOUR, number
from xentlib.information import entropy
from xentlib.losses import (
    categorical_cross_entropy_with_logits,
    softmax,
    sparse_categorical_cross_entropy_with_logits,
)

CLASSES, STEPS, HELD_OUT, GOOD_RATE = 10, 200, 360, 1


class Trained(NamedTuple):
    """What gradient descent found, and the mean losses in nats before each step and after the last."""

    weights: np.ndarray
    bias: np.ndarray
    training: np.ndarray
    held_out: np.ndarray


class HeldOut(NamedTuple):
    """The digits that the model was not trained on, and its logits for them."""

    images: np.ndarray
    labels: np.ndarray
    logits: np.ndarray


def inputs(images):
    return images.reshape(-1, 64) / 16


def smoothed(alpha):
    """Row k is the target of label k: 1 − α for the label itself, and α shared by all."""
    return (1 - alpha) * np.eye(CLASSES) + alpha / CLASSES


def floor(alpha):
    """The entropy of one target in nats: no model's mean training loss is lower."""
    return entropy(smoothed(alpha)[0], base=math.e)


@functools.lru_cache(maxsize=32)
def train(rate, alpha):
    """Softmax regression by gradient descent from zero weights; each step sees all the training digits."""
    images, labels = load_digits()
    x, held_out_x = np.split(inputs(images), [-HELD_OUT])
    y, held_out_labels = smoothed(alpha)[labels[:-HELD_OUT]], labels[-HELD_OUT:]
    weights, bias = np.zeros((64, CLASSES)), np.zeros(CLASSES)
    training, held_out = [], []
    for step in range(STEPS + 1):
        z = x @ weights + bias
        held_out_z = held_out_x @ weights + bias
        training.append(categorical_cross_entropy_with_logits(y, z).mean())
        held_out.append(sparse_categorical_cross_entropy_with_logits(held_out_labels, held_out_z).mean())
        if step < STEPS:
            error = softmax(z) - y
            weights -= rate * (x.T @ error) / len(x)
            bias -= rate * error.mean(axis=0)
    return Trained(weights, bias, np.array(training), np.array(held_out))


@functools.cache
def held_out_digits():
    """The held-out digits as the model trained at the good rate sees them."""
    images, labels = (part[-HELD_OUT:] for part in load_digits())
    model = train(GOOD_RATE, 0.0)
    return HeldOut(images, labels, inputs(images) @ model.weights + model.bias)


def held_out_loss(temperature):
    """The mean loss in nats if all logits are divided by `temperature`."""
    _, labels, logits = held_out_digits()
    return float(sparse_categorical_cross_entropy_with_logits(labels, logits / temperature).mean())


def accuracy(temperature):
    """The share of the held-out digits whose own class has the highest logit."""
    _, labels, logits = held_out_digits()
    return float(np.mean((logits / temperature).argmax(axis=-1) == labels))


class Digit(NamedTuple):
    """One held-out digit, and what the model says of it; the loss is in nats."""

    image: np.ndarray
    label: int
    probabilities: np.ndarray
    loss: float


def ranked(rank):
    """The held-out digit of this rank by its loss: 1 is the dearest."""
    images, labels, logits = held_out_digits()
    losses = sparse_categorical_cross_entropy_with_logits(labels, logits)
    k = np.argsort(-losses, kind="stable")[rank - 1]
    return Digit(images[k], int(labels[k]), softmax(logits[k]), float(losses[k]))


class LearningCurves(MovingFigure):
    """Training and held-out loss, step by step, at one learning rate and one label smoothing."""

    size = (10, 4.25)
    WORDS = {
        "title": "Mean loss of softmax regression on handwritten digits",
        "step": "steps of gradient descent",
        "loss": "nats",
        "start": "ln 10 = {value} nats: every digit equally probable",
        "training": "training {value} nats",
        "held-out": "held-out {value} nats",
        "floor": "training floor {value} nats",
    }
    # every second step is enough, but for the first ones, where a high rate makes leaps
    SHOWN = np.r_[0:50, 50 : STEPS + 1 : 2]
    TOP, NEAREST = 4.2, 0.27  # nats; labels nearer to each other than this are moved apart
    LABELS = STEPS + 7

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.06, right=0.74, top=0.9, bottom=0.15))
        ax.set(xlim=(0, STEPS), ylim=(0, self.TOP), yticks=range(5), xlabel=self.WORDS["step"])
        ax.set_ylabel(self.WORDS["loss"])
        ax.set_title(self.WORDS["title"], weight="bold")
        start = math.log(CLASSES)
        ax.plot([0, STEPS], [start, start], color=FAINT, lw=1.5, ls=":")
        ax.text(STEPS, start + 0.06, self.WORDS["start"].format(value=number(start, 4)), ha="right", va="bottom")
        self._lines, self._labels = {}, {}
        for name, colour, dash in (
            ("floor", P_COLOUR, P_DASH), ("training", TOTAL_COLOUR, "-"), ("held-out", TOTAL_COLOUR, Q_DASH),
        ):  # fmt: skip
            (line,) = ax.plot([], [], color=colour, lw=1.5 if name == "floor" else 2.5, ls=dash)
            label = ax.text(self.LABELS, 0, "", color=colour, va="center", weight="bold")
            self._lines[name], self._labels[name] = self.moves(line), self.moves(label)
        (leaders,) = ax.plot([], [], color=INK, lw=1)
        self._leaders = self.moves(leaders)

    def move(self, *, rate, alpha):
        model = train(rate, alpha)
        curves = {"training": model.training, "held-out": model.held_out, "floor": np.full(STEPS + 1, floor(alpha))}
        for name, losses in curves.items():
            shown = [0, STEPS] if name == "floor" else self.SHOWN
            self._lines[name].set_data(shown, losses[shown])
        for part in (self._lines, self._labels):
            part["floor"].set_visible(alpha > 0)
        ends = {name: losses[-1] for name, losses in curves.items() if name != "floor" or alpha > 0}
        x, y = [], []
        for (name, end), height in zip(ends.items(), _apart(list(ends.values()), self.NEAREST), strict=True):
            self._labels[name].set(text=self.WORDS[name].format(value=number(end, 4)), y=height)
            x += [STEPS, self.LABELS - 1, math.nan]
            y += [end, height, math.nan]
        self._leaders.set_data(x, y)


def _apart(heights, nearest):
    """The heights, moved up and down where one is nearer to another than `nearest`; none changes places."""
    order = np.argsort(heights, kind="stable")
    steps = np.arange(len(heights)) * nearest
    free = np.array(heights)[order] - steps
    # the lowest rising sequence above and the highest below: their mean keeps a crowd around its middle
    rising = (np.maximum.accumulate(free) + np.minimum.accumulate(free[::-1])[::-1]) / 2
    placed = np.empty(len(heights))
    placed[order] = rising + steps
    return np.maximum(placed, 0.1)


class Temperature(MovingFigure):
    """Held-out loss and accuracy of a trained model whose logits are divided by T."""

    size = (10, 4)
    WORDS = {
        "loss": "Mean held-out loss",
        "loss unit": "nats",
        "accuracy": "Share of right answers",
        "accuracy unit": "accuracy (no unit)",
        "temperature": "temperature T (no unit)",
        "loss value": "{value} nats",
    }
    TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
    FINE = np.logspace(-1, 1, 201)

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1.7, 1], gridspec_kw=dict(left=0.065, right=0.97, top=0.89, bottom=0.16, wspace=0.22)
        )
        for ax, words in ((left, "loss"), (right, "accuracy")):
            ax.set(xscale="log", xlim=(0.1, 10), xlabel=self.WORDS["temperature"])
            ax.set_xticks(self.TICKS, [f"{tick:g}" for tick in self.TICKS])
            ax.set_xticks([], minor=True)
            ax.set_ylabel(self.WORDS[words + " unit"])
            ax.set_title(self.WORDS[words], weight="bold")
        left.set(ylim=(0, 2.4), yticks=[0, 0.5, 1, 1.5, 2])
        right.set(ylim=(0, 1.1), yticks=[0, 0.25, 0.5, 0.75, 1])
        losses = [held_out_loss(temperature) for temperature in self.FINE]
        left.plot(self.FINE, losses, color=TOTAL_COLOUR, lw=2.5, ls=Q_DASH)
        right.plot(self.FINE, [accuracy(temperature) for temperature in self.FINE], color=INK, lw=2.5)
        self._loss, self._accuracy = self._dot(left, TOTAL_COLOUR), self._dot(right, INK)

    def _dot(self, ax, colour):
        (dot,) = ax.plot([], [], "o", ms=11, color=colour, mec=INK)
        label = ax.annotate("", (1, 0), xytext=(0, 0), textcoords="offset points", ha="center", color=colour)
        label.set_weight("bold")
        return self.moves(dot), self.moves(label)

    def move(self, *, T):
        loss, right_answers = held_out_loss(T), accuracy(T)
        for (dot, label), value in ((self._loss, loss), (self._accuracy, right_answers)):
            dot.set_data([T], [value])
            label.xy = T, value
        # towards the middle, where the bowl is open
        towards_middle = -math.log10(T)
        self._loss[1].set_text(self.WORDS["loss value"].format(value=number(loss, 4)))
        self._loss[1].set_position((55 * towards_middle, 26 - 14 * abs(towards_middle)))
        self._accuracy[1].set_text(number(right_answers, 4))
        self._accuracy[1].set_position((25 * towards_middle, -22))


class ExpensiveDigits(MovingFigure):
    """A held-out digit by the rank of its loss, and the probabilities that the model gives to the ten classes."""

    size = (10, 4)
    WORDS = {
        "rank": "rank {rank} of {count} by loss",
        "title": "written: {label} (rank {rank} of {count} by loss)",
        "right": "Q, what the model predicts",
        "digit": "digit",
        "probability": "probability",
        "truth": "q({label}) = {value}",
        "loss": "loss = −ln q({label}) = {value} nats",
    }
    SQUARE = 25  # pixels, a whole number: so the squares meet
    LOSS, TOP = 1.33, 1.42

    def make(self):
        width, height = self.figure.bbox.size
        side = 8 * self.SQUARE
        left = self.figure.add_axes((30 / width, 46 / height, side / width, side / height))
        left.set(xlim=(0, 8), ylim=(8, 0), xticks=[], yticks=[])
        left.spines[:].set(visible=True, color=FAINT)
        self._title = left.text(0, -0.35, "", va="bottom", weight="bold", color=P_COLOUR)
        # the paler first: the edge that closes the seams between squares is the darker one's
        self._inks = [self._ink(left, level) for level in range(1, 17)]
        right = self.figure.add_axes((305 / width, 46 / height, 395 / width, 208 / height))
        right.set(xlim=(-0.7, 9.7), ylim=(0, self.TOP), xticks=range(CLASSES), yticks=[0, 0.25, 0.5, 0.75, 1])
        right.set(xlabel=self.WORDS["digit"], ylabel=self.WORDS["probability"])
        right.set_title(self.WORDS["right"], weight="bold", color=Q_COLOUR)
        self._bars = right.bar(range(CLASSES), 0, width=0.7, edgecolor=Q_COLOUR, lw=2, joinstyle="round")
        self._numbers = [right.text(k, 0, "", ha="center", va="bottom", fontsize=10) for k in range(CLASSES)]
        (self._stem,) = right.plot([], [], color=P_COLOUR, lw=1, marker="v", ms=8, markevery=[0])
        self._truth = right.text(0, 0, "", ha="center", va="bottom", weight="bold", color=P_COLOUR)
        self._loss = right.text(4.5, self.LOSS, "", ha="center", va="center", weight="bold", color=TOTAL_COLOUR)
        self._loss.set_fontsize(14)
        for artist in (self._title, *self._bars, *self._numbers, self._stem, self._truth, self._loss):
            self.moves(artist)

    def _ink(self, ax, level):
        """All the squares of one level of ink: one shape, which is far smaller than one for each square."""
        shade = str(0.88 * (1 - level / 16))
        look = dict(facecolor=shade, edgecolor=shade, lw=0.5, joinstyle="round")
        return self.moves(ax.add_patch(PathPatch(Path(np.empty((0, 2))), **look)))

    def move(self, *, rank, answer):
        image, label, q, loss = ranked(rank)
        self._title.set_text(self.WORDS["title" if answer else "rank"].format(rank=rank, count=HELD_OUT, label=label))
        for level, ink in enumerate(self._inks, 1):
            squares = [_square(row, column) for row, column in np.argwhere(image == level)]
            ink.set_visible(bool(squares))
            if squares:
                ink.set_path(Path.make_compound_path(*squares))
        for k, (bar, text, probability) in enumerate(zip(self._bars, self._numbers, q, strict=True)):
            bar.set(height=probability, facecolor=P_COLOUR if k == label else "white")
            text.set(y=probability + 0.02, text=number(probability), color=Q_COLOUR)
            text.set_visible(answer and k != label and probability >= 0.005)
        # its words are as wide as three bars: they stand above the highest of these and its number
        height = q[max(label - 1, 0) : label + 2].max() + 0.11
        self._stem.set_data([label, label], [q[label] + 0.03, height])
        self._truth.set(x=min(max(label, 0.4), 8.9), y=height + 0.01)
        self._truth.set_text(self.WORDS["truth"].format(label=label, value=number(q[label], 4)))
        self._loss.set_text(self.WORDS["loss"].format(label=label, value=number(loss, 4)))
        for artist in (*self._bars, self._stem, self._truth, self._loss):
            artist.set_visible(answer)


def _square(row, column):
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]) + (column, row)
    return Path(corners, closed=True)
