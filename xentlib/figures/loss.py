"""Cross-entropy as a loss, by small numbers: labels, logits and gradients, and what is done about a zero. In nats."""

import math

import numpy as np

from xentlib.figures.base import MovingFigure
from xentlib.figures.cost_bar import CostBar
from xentlib.figures.digits import CLASSES, floor, smoothed
from xentlib.figures.paired_bars import PairedBars
from xentlib.figures.style import (
    FAINT,
    GAP_COLOUR,
    INK,
    P_COLOUR,
    Q_COLOUR,
    Q_DASH,
    TOTAL_COLOUR,
    number,
    scientific,
    small,
)
from xentlib.information import bernoulli, entropy, kl_divergence, self_information
from xentlib.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
    softmax,
)

PREDICTIONS = 0.01 + 0.98 * (1 - np.cos(np.linspace(0, np.pi, 101))) / 2  # closer together where losses are steep
DOT = dict(marker="o", ls="", mec=INK, zorder=3)
SIZES = 13, 9, 5  # so that dots at one place are all seen
DIAMOND = dict(marker="D", ls="", ms=9, color=P_COLOUR, mec="white")


class Readout:
    """A legend with values: a piece of each curve, its name, and the number where the dot is."""

    def __init__(self, figure, ax, x, y, rows, sample=0.05):
        self._words, self._texts = [], []
        for k, (words, look) in enumerate(rows):
            height = y - 0.1 * k
            ax.plot([x, x + sample], [height, height], transform=ax.transAxes, **look)
            text = ax.text(
                x + 1.2 * sample, height, "", transform=ax.transAxes, va="center", weight="bold", color=look["color"]
            )
            self._words.append(words)
            self._texts.append(figure.moves(text))

    def show(self, *values):
        for text, words, value in zip(self._texts, self._words, values, strict=True):
            text.set_text(words.format(value=value))


def dots(figure, ax, looks):
    """A dot for each curve."""
    return [
        figure.moves(ax.plot([], [], **DOT, ms=size, color=look["color"])[0])
        for size, look in zip(SIZES, looks, strict=False)
    ]


class TwoLosses(MovingFigure):
    """Two losses over one prediction ŷ: a curve, a dot and a number for each."""

    size = (10, 4.25)
    # the curves are cut here and go on: a dot above the cut stands in the strip over it
    TOP, STRIP = 3.1, 3.3
    LOOKS = ()

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.065, right=0.98, top=0.89, bottom=0.16))
        ax.set(xlim=(0, 1), ylim=(0, self.STRIP + 0.2), xticks=np.arange(11) / 10, yticks=range(int(self.TOP) + 1))
        ax.set(xlabel=self.WORDS["axis"], ylabel=self.WORDS["loss"])
        ax.set_title(self.WORDS["title"], weight="bold")
        self._curves = [self.moves(ax.plot([], [], **look)[0]) for look in self.LOOKS]
        self._dots = dots(self, ax, self.LOOKS)
        self._readout = Readout(self, ax, 0.4, 0.92, zip(self.WORDS["losses"], self.LOOKS, strict=True))
        return ax

    def show_losses(self, q, losses):
        """`losses` gives both, for a prediction or for many."""
        for curve, dot, along, loss in zip(self._curves, self._dots, losses(PREDICTIONS), losses(q), strict=True):
            curve.set_data(PREDICTIONS, np.where(along <= self.TOP, along, np.nan))
            dot.set_data([q], [self.height(loss)])
        self._readout.show(*(number(loss, 4) for loss in losses(q)))

    def height(self, loss):
        return loss if loss <= self.TOP else self.STRIP


class SoftLabel(TwoLosses):
    """Cross-entropy and D_KL of a label y over the prediction ŷ: H(y) apart, wherever the prediction is."""

    WORDS = {
        "title": "Two losses of a prediction ŷ for the label y",
        "axis": "ŷ, the predicted probability of class 1 (◆ marks ŷ = y)",
        "loss": "loss in nats",
        "losses": ("cross-entropy = {value} nats", "D_KL(y‖ŷ) = {value} nats"),
        "gap": "H(y) = {value} nats",
    }
    TOP, STRIP = 4.7, 4.9
    LOOKS = dict(color=TOTAL_COLOUR, lw=2.5), dict(color=GAP_COLOUR, lw=2.5, ls=Q_DASH)
    LABEL = 0.2  # the width of the words at the gap

    def make(self):
        ax = super().make()
        self._gap = self.moves(ax.plot([], [], color=P_COLOUR, lw=5)[0])
        self._best = self.moves(ax.plot([], [], **DIAMOND)[0])
        label = ax.annotate("", (0, 0), xytext=(0, 0), textcoords="offset points", color=P_COLOUR, weight="bold")
        self._label = self.moves(label)

    def move(self, *, y, q):
        def losses(q):
            return binary_cross_entropy(y, q), kl_divergence(bernoulli(y), bernoulli(q), base=math.e)

        self.show_losses(q, losses)
        self._best.set_data([y], [0])
        total, extra = losses(q)
        self._gap.set_data([q, q], [self.height(extra), self.height(total)])
        # above the curve, on the side where it is lower, so far as the words fit
        top, side = min(
            (max(total, binary_cross_entropy(y, q + side * self.LABEL)), side)
            for side in (1, -1)
            if 0 <= q + side * self.LABEL <= 1
        )
        self._label.set_text(self.WORDS["gap"].format(value=number(entropy(bernoulli(y), base=math.e), 4)))
        self._label.xy = q, self.height(top)
        self._label.set_position((9 * side, 9 if top < self.TOP else -4))
        self._label.set_ha("left" if side > 0 else "right")


class SoftmaxGradient(MovingFigure):
    """Three logits: the probabilities they become, the loss, and its gradient ŷ − y."""

    size = (10, 4.125)
    CLASSES = "ABC"
    WORDS = {
        "left": "Label y, and prediction ŷ = softmax(z)",
        "label": "y, the label",
        "prediction": "ŷ, the prediction",
        "probability": "probability",
        "logit": "z = {value}",
        "loss": "loss = −ln ŷ({true}) = {value} nats",
        "right": "Gradient of the loss",
        "unit": "nats per unit of logit",
        "downhill": "Gradient descent moves each logit the other way",
    }

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1.2, 1], gridspec_kw=dict(left=0.07, right=0.98, top=0.89, bottom=0.19, wspace=0.22)
        )
        self._bars = PairedBars(
            self, left, outcomes=self.CLASSES, truth=self.WORDS["label"], model=self.WORDS["prediction"]
        )
        left.set(ylim=(0, 1.5), ylabel=self.WORDS["probability"])
        left.set_title(self.WORDS["left"], weight="bold")
        under = left.get_xaxis_transform()
        places = range(len(self.CLASSES))
        self._logits = [
            self.moves(left.text(k, -0.12, "", transform=under, ha="center", va="top", color=Q_COLOUR)) for k in places
        ]
        self._loss = self.moves(left.text(-0.57, 1.25, "", va="center", weight="bold", color=TOTAL_COLOUR))
        right.set(xlim=(-0.6, 2.6), xticks=places, ylim=(-1.2, 1.2), yticks=[-1, -0.5, 0, 0.5, 1])
        right.set_xticklabels(self.CLASSES)
        right.set_title(self.WORDS["right"], weight="bold")
        right.set_ylabel(self.WORDS["unit"], labelpad=0)
        right.set_xlabel(self.WORDS["downhill"])
        right.axhline(0, color=INK, lw=1)
        bars = right.bar(places, 0, width=0.5, color=TOTAL_COLOUR)
        texts = [right.text(k, 0, "", ha="center", color=TOTAL_COLOUR, weight="bold") for k in places]
        for artist in (*bars, *texts):
            self.moves(artist)
        self._gradient = [*zip(bars, texts, strict=True)]

    def move(self, *, z, true):
        label, prediction = np.eye(3)[self.CLASSES.index(true)], softmax(z)
        self._bars.show(label, prediction, truth_digits=0)
        for text, logit in zip(self._logits, z, strict=True):
            text.set_text(self.WORDS["logit"].format(value=number(logit, 1)))
        loss = categorical_cross_entropy_with_logits(label, z)
        self._loss.set_text(self.WORDS["loss"].format(true=true, value=number(loss, 4)))
        for (bar, text), slope in zip(self._gradient, prediction - label, strict=True):
            bar.set_height(slope)
            text.set(y=slope + math.copysign(0.05, slope), text=number(slope, 3), va="bottom" if slope > 0 else "top")


class ConstantPrediction(MovingFigure):
    """Ten labels and one prediction for all of them: its mean loss, their likelihood, and the floor of both."""

    size = (10, 4)
    CLASSES = "ABCD"
    COUNTS = (4, 3, 2, 1)
    FREQUENCIES = tuple(count / 10 for count in COUNTS)
    WORDS = {
        "left": "Ten labels, and one prediction for all of them",
        "truth": "share of the labels",
        "model": "ŷ, the prediction",
        "class": "{name} ({count} of 10)",
        "right": "CE, the mean loss in nats",
        "parts": {"entropy": "floor H", "divergence": "D_KL", "total": "CE"},
        "NLL": "NLL = 10 × CE = {value} nats",
        "likelihood": "likelihood = {value}",
    }
    RANGE = 2.6

    def make(self):
        grid = self.figure.add_gridspec(1, 2, left=0.05, right=0.97, top=0.89, bottom=0.1, wspace=0.13)
        left = self.figure.add_subplot(grid[0])
        left.set_title(self.WORDS["left"], weight="bold")
        named = zip(self.CLASSES, self.COUNTS, strict=True)
        names = [self.WORDS["class"].format(name=name, count=count) for name, count in named]
        self._bars = PairedBars(self, left, outcomes=names, truth=self.WORDS["truth"], model=self.WORDS["model"])
        right = self.figure.add_subplot(grid[1].subgridspec(2, 1, height_ratios=[2, 1], hspace=0.25)[0])
        right.set_title(self.WORDS["right"], weight="bold")
        self._cost = CostBar(self, right, **self.WORDS["parts"])
        self._cost.set_range(0, self.RANGE)
        start = right.get_position().x0
        self._nll, self._likelihood = [
            self.moves(self.figure.text(start, y, "", va="center", weight="bold", fontsize=13, color=TOTAL_COLOUR))
            for y in (0.23, 0.12)
        ]

    def move(self, *, q, floor):
        self._bars.show(self.FREQUENCIES, q, truth_digits=1)
        mean = categorical_cross_entropy(self.FREQUENCIES, q)
        self._cost.set_parts(floor)
        self._cost.show(entropy(self.FREQUENCIES, base=math.e), kl_divergence(self.FREQUENCIES, q, base=math.e), "nats")
        self._nll.set_text(self.WORDS["NLL"].format(value=number(10 * mean, 4)))
        self._likelihood.set_text(self.WORDS["likelihood"].format(value=scientific(math.exp(-10 * mean))))


def sigmoid(z):
    """The probability of the class with logit z against one with logit 0."""
    return softmax(np.stack([np.zeros_like(z), z], axis=-1))[..., 1]


def squared_error(z):
    return (1 - sigmoid(z)) ** 2


def squared_error_slope(z):
    return -2 * sigmoid(z) * (1 - sigmoid(z)) ** 2


def losses_of_logit(z):
    """Cross-entropy in nats, squared error and 0/1 error for the logit of the true class."""
    return binary_cross_entropy_with_logits(1, z), squared_error(z), 1.0 * (z <= 0)


def slopes(z):
    """How each of these changes with the logit; where the 0/1 error jumps, it has no slope."""
    return sigmoid(z) - 1, squared_error_slope(z), np.where(z == 0, np.nan, 0.0)[()]


class LogitSlopes(MovingFigure):
    """Three ways to score one logit of the true class: how bad it is, and how hard it is pushed."""

    size = (10, 4.375)
    WORDS = {
        "left": "The loss",
        "loss": "nats (errors have no unit)",
        "right": "Its slope: how hard the logit is pushed",
        "slope": "slope per unit of logit",
        "axis": "z, the logit of the true class",
        "CE": "cross-entropy = {value} nats",
        "SE": "squared error = {value}",
        "0/1": "error 0/1 = {value}",
        "CE slope": "cross-entropy: {value}",
        "SE slope": "squared error: {value}",
        "0/1 slope": "error 0/1: {value}",
        "jump": "a jump",
    }
    LOOKS = (
        dict(color=TOTAL_COLOUR, lw=2.5),
        dict(color=INK, lw=2, ls=Q_DASH),
        dict(color="#6B6B6B", lw=2.5, ls=":"),
    )
    FINE = np.linspace(-8, 8, 401)

    def make(self):
        left, right = self.figure.subplots(
            1, 2, gridspec_kw=dict(left=0.06, right=0.98, top=0.9, bottom=0.15, wspace=0.2)
        )
        self._sides = []
        for ax, words, heights, limits, corner in (
            (left, ("left", "loss", "CE", "SE", "0/1"), losses_of_logit, (-0.2, 8.6), (0.34, 0.92)),
            (right, ("right", "slope", "CE slope", "SE slope", "0/1 slope"), slopes, (-1.06, 0.1), (0.46, 0.25)),
        ):
            title, axis, *names = (self.WORDS[word] for word in words)
            ax.set(xlim=(-8.3, 8.3), ylim=limits, xticks=range(-8, 9, 4), xlabel=self.WORDS["axis"])
            ax.set_title(title, weight="bold")
            ax.set_ylabel(axis, labelpad=2)
            for look, curve in zip(self.LOOKS, heights(self.FINE), strict=True):
                ax.plot(self.FINE, curve, **look)
            readout = Readout(self, ax, *corner, zip(names, self.LOOKS, strict=True), sample=0.066)
            self._sides.append((heights, dots(self, ax, self.LOOKS), readout))

    def move(self, *, z):
        for heights, marks, readout in self._sides:
            *smooth, step = heights(z)
            for dot, height in zip(marks, (*smooth, step), strict=True):
                dot.set_data([z], [height])
            last = self.WORDS["jump"] if math.isnan(step) else number(step, 0)
            readout.show(*(number(height, 4) for height in smooth), last)


EPSILONS = {"10⁻³": 1e-3, "10⁻⁷": 1e-7, "10⁻¹⁶": 1e-16}


def repaired_losses(q, epsilon):
    """Mean loss of nine samples with ŷ = 0.9 and one with ŷ = q: exact, clipped at ε, and shifted by ε."""
    samples = np.concatenate([np.full((*np.shape(q), 9), 0.9), np.expand_dims(q, -1)], axis=-1)
    return {
        "exact": self_information(samples, base=math.e).mean(axis=-1),
        "clipped": self_information(np.maximum(samples, epsilon), base=math.e).mean(axis=-1),
        "shifted": -np.log(samples + epsilon).mean(axis=-1),  # may be more than 1: no probability any more
    }


class ZeroRepairs(MovingFigure):
    """The mean loss of ten samples as one prediction goes to 0: exact, clipped at ε, and shifted by ε."""

    size = (10, 4.25)
    WORDS = {
        "title": "Mean loss of ten samples: nine with ŷ = 0.9, and the odd one",
        "axis": "ŷ of the odd sample",
        "loss": "mean loss in nats",
        "exact": "exact: mean of −ln ŷ = {value} nats",
        "clipped": "clipped: mean of −ln max(ŷ, ε) = {value} nats",
        "shifted": "shifted: mean of −ln(ŷ + ε) = {value} nats",
        "epsilon": "ε = {value}",
        "off": "ε = {value} lies further left",
        "flat": "clipped: slope 0",
    }
    LOOKS = {
        "exact": dict(color=TOTAL_COLOUR, lw=2.5, zorder=3),
        "clipped": dict(color=INK, lw=2, ls=Q_DASH, zorder=4),
        "shifted": dict(color="#767676", lw=6, ls=(0, (0.5, 0.5)), zorder=2),  # a band: seen beside the others
    }
    FINE = np.logspace(-12, 0, 601)

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.065, right=0.97, top=0.89, bottom=0.16))
        ax.set(xscale="log", xlim=(1e-12, 1), ylim=(0, 3.2), xlabel=self.WORDS["axis"], ylabel=self.WORDS["loss"])
        ax.minorticks_off()
        powers = 10.0 ** np.arange(-12, 1, 2)
        ax.set_xticks(powers, [small(power) for power in powers])
        ax.set_title(self.WORDS["title"], weight="bold")
        self._curves = {name: ax.plot([], [], **look)[0] for name, look in self.LOOKS.items()}
        (self._line,) = ax.plot([], [], color=FAINT, lw=1)
        self._epsilon = ax.text(0, 0.08, "", color=INK)
        self._flat = ax.text(2e-12, 0, self.WORDS["flat"], va="top")
        self._dots = dots(self, ax, self.LOOKS.values())
        rows = [(self.WORDS[name], look) for name, look in self.LOOKS.items()]
        self._readout = Readout(self, ax, 0.45, 0.93, rows)

    def still_key(self, *, q, epsilon):
        return (epsilon,)

    def draw_still(self, epsilon):
        place = EPSILONS[epsilon]
        losses = repaired_losses(self.FINE, place)
        for name, curve in self._curves.items():
            curve.set_data(self.FINE, losses[name])
        inside = place >= self.FINE[0]
        self._line.set_data([place] * 2 if inside else [], [0, losses["clipped"][0] + 0.2] if inside else [])
        self._epsilon.set_text(self.WORDS["epsilon" if inside else "off"].format(value=epsilon))
        self._epsilon.set_x(1.3 * max(place, self.FINE[0]))
        self._flat.set(visible=inside, y=losses["clipped"][0] - 0.13)

    def move(self, *, q, epsilon):
        losses = repaired_losses(q, EPSILONS[epsilon])
        for dot, loss in zip(self._dots, losses.values(), strict=True):
            dot.set_data([q], [loss])
        self._readout.show(*(number(loss, 4) for loss in losses.values()))


def spread_prediction(q):
    """`q` for the true class, and as much of the rest for each of the others."""
    q = np.asarray(q)[..., None]
    return np.where(np.arange(CLASSES) == 0, q, (1 - q) / (CLASSES - 1))


class LabelSmoothing(TwoLosses):
    """The loss of a smoothed label and of a hard one: the first is least before ŷ = 1, and never 0."""

    WORDS = {
        "title": f"{CLASSES} classes: what smoothing the label does to the loss",
        "axis": "ŷ of the true class",
        "loss": "loss in nats",
        "losses": ("smoothed loss = {value} nats", "plain loss −ln ŷ = {value} nats"),
        "floor": "◆ floor H(y) = {value} nats",
    }
    LOOKS = dict(color=TOTAL_COLOUR, lw=2.5), dict(color=INK, lw=2, ls=Q_DASH)

    def make(self):
        ax = super().make()
        self._best = self.moves(ax.plot([], [], **DIAMOND, zorder=4)[0])
        self._floor = self.moves(
            ax.annotate(
                "", (0, 0), xytext=(0, 26), textcoords="offset points", ha="center", color=P_COLOUR, weight="bold"
            )
        )

    def move(self, *, alpha, q):
        label = smoothed(alpha)[0]
        least = floor(alpha)
        self.show_losses(
            q, lambda q: (categorical_cross_entropy(label, spread_prediction(q)), self_information(q, base=math.e))
        )
        self._best.set_data([label[0]], [least])
        self._floor.set_text(self.WORDS["floor"].format(value=number(least, 4)))
        self._floor.xy = min(label[0], 0.84), least
