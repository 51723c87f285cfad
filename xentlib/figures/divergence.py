"""D_KL in pictures: a mean of log ratios, why it is not negative, its two directions, and what each makes of a fit."""

import math

import numpy as np

from xentlib.figures.base import MovingFigure
from xentlib.figures.gaussians import density
from xentlib.figures.paired_bars import PairedBars
from xentlib.figures.style import (
    BASE,
    FAINT,
    GAP_COLOUR,
    GAP_HATCH,
    INK,
    P_COLOUR,
    P_DASH,
    Q_COLOUR,
    Q_DASH,
    number,
)
from xentlib.information import bernoulli, jensen_shannon_divergence, kl_divergence

REVERSE_COLOUR = "#444444"  # D_KL(Q‖P), dashed or hatched the other way
VARIATION_COLOUR = "#707070"

DIAGNOSES = ("covid", "diabetes", "heart")
P, Q = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.2, 0.3])
# One fixed list of patients; the first five from P are covid, covid, diabetes, covid, heart.
SEED = 38
DRAWS = np.random.default_rng(SEED).random(2000)


def mean_log_ratios(source):
    """Mean of ln p(x)/q(x) over the first 1, 2, … 2000 patients, drawn from "P" or from "Q"."""
    drawn = np.searchsorted(np.cumsum(P if source == "P" else Q)[:-1], DRAWS, side="right")
    return np.cumsum(np.log(P / Q)[drawn]) / np.arange(1, len(DRAWS) + 1)


def total_variation(p, q):
    """Half of the sum of the differences: from 0 to 1, and no unit."""
    return float(np.abs(np.subtract(p, q)).sum() / 2)


class LogRatios(MovingFigure):
    """The mean of ln p/q over more and more patients settles at D_KL(P‖Q), or, drawn from Q, at −D_KL(Q‖P)."""

    size = (10, 3.875)
    WORDS = {
        "title": "Mean of ln p(x)/q(x) over the first n patients;  P = (0.7, 0.2, 0.1),  Q = (0.5, 0.2, 0.3)",
        "patients": "n, number of patients",
        "mean": "nats",
        "value": "● n = {n} from {source}: mean = {value} nats",
        "forward": "D_KL(P‖Q)\n= {value} nats",
        "reverse": "−D_KL(Q‖P)\n= {value} nats",
    }
    LOOK = {"P": (P_COLOUR, P_DASH), "Q": (Q_COLOUR, Q_DASH)}
    SHOWN = np.unique(np.geomspace(1, len(DRAWS), 210).round().astype(int))
    MEANS = {source: mean_log_ratios(source) for source in LOOK}
    GOALS = {
        "P": ("forward", kl_divergence(P, Q, base=math.e), GAP_COLOUR, "-"),
        "Q": ("reverse", -kl_divergence(Q, P, base=math.e), REVERSE_COLOUR, Q_DASH),
    }
    MANY = 500  # patients, from which the goal is shown: before, it would give the answer away

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.08, right=0.82, top=0.88, bottom=0.17))
        ax.set(xscale="log", xlim=(0.93, 2150), ylim=(-0.45, 0.5), yticks=[-0.4, -0.2, 0, 0.2, 0.4])
        ax.set(xlabel=self.WORDS["patients"], ylabel=self.WORDS["mean"])
        ax.set_xticks([1, 10, 100, 1000], labels=["1", "10", "100", "1000"])
        ax.set_title(self.WORDS["title"], weight="bold")
        ax.axhline(0, color=FAINT, lw=1)
        beside = dict(transform=ax.get_yaxis_transform(), va="center", weight="bold")
        self._goals = {
            source: (
                ax.axhline(value, color=colour, lw=2, ls=dash),
                ax.text(1.01, value, self.WORDS[words].format(value=number(value, 4)), color=colour, **beside),
            )
            for source, (words, value, colour, dash) in self.GOALS.items()
        }
        self._path = self.moves(ax.plot([], [], lw=2)[0])
        self._dot = self.moves(ax.plot([], [], "o", ms=11, mec=INK)[0])
        self._value = self.moves(ax.text(0.99, 0.94, "", transform=ax.transAxes, ha="right", va="center", fontsize=13))
        self._value.set_weight("bold")

    def still_key(self, *, n, source):
        return (source if n >= self.MANY else None,)

    def draw_still(self, settled):
        for source, artists in self._goals.items():
            for artist in artists:
                artist.set_visible(source == settled)

    def move(self, *, n, source):
        colour, dash = self.LOOK[source]
        shown, means = np.append(self.SHOWN[self.SHOWN < n], n), self.MEANS[source]
        self._path.set_data(shown, means[shown - 1])
        self._path.set(color=colour, ls=dash)
        self._dot.set_data([n], [means[n - 1]])
        self._dot.set_markerfacecolor(colour)
        self._value.set_text(self.WORDS["value"].format(n=n, source=source, value=number(means[n - 1], 4)))
        self._value.set_color(colour)


class LogBound(MovingFigure):
    """ln t stays below its tangent t − 1, and touches it at t = 1 alone."""

    size = (10, 4.125)
    WORDS = {
        "title": "A line and a curve",
        "t": "t, a pure number",
        "log": "ln t",
        "line": "t − 1",
        "gap": "(t − 1) − ln t = {value}",
    }
    FINE = np.geomspace(0.04, 3.1, 200)

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.07, right=0.88, top=0.9, bottom=0.15))
        ax.set(xlim=(0, 3.1), ylim=(-4, 2.3), xticks=[0, 0.5, 1, 1.5, 2, 2.5, 3], yticks=range(-4, 3))
        ax.set_xlabel(self.WORDS["t"])
        ax.set_title(self.WORDS["title"], weight="bold")
        for words, values, colour, dash in (
            ("line", self.FINE - 1, REVERSE_COLOUR, Q_DASH),
            ("log", np.log(self.FINE), INK, "-"),
        ):
            ax.plot(self.FINE, values, color=colour, lw=2.5, ls=dash)
            ax.text(3.14, values[-1], self.WORDS[words], va="center", color=colour, weight="bold", fontsize=13)
        self._gap = self.moves(ax.plot([], [], color=GAP_COLOUR, lw=5)[0])
        self._dots = self.moves(ax.plot([], [], "o", ms=9, color=GAP_COLOUR, mec=INK)[0])
        self._value = self.moves(
            ax.annotate("", (1, 0), xytext=(0, 0), textcoords="offset points", va="top", color=GAP_COLOUR)
        )
        self._value.set(weight="bold", fontsize=13)

    def move(self, *, t):
        low, high = math.log(t), t - 1
        self._gap.set_data([t, t], [low, high])
        self._dots.set_data([t, t], [low, high])
        # below the curve, and more to the left towards its end
        self._value.xy = t, low
        self._value.set_position((10 - 55 * max(0, t - 1), -14))
        self._value.set_text(self.WORDS["gap"].format(value=number(high - low, 4)))


class DivergenceBars:
    """Horizontal bars with a name at the left and a number at the right; what is too long ends in an arrow."""

    def __init__(self, figure, ax, looks):
        ax.set(ylim=(len(looks) - 0.45, -0.55), yticks=range(len(looks)))
        ax.set_yticklabels(looks)
        ax.tick_params("y", length=0, labelsize=11)
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color=INK, lw=1.5)
        self._ax = ax
        beside = dict(transform=ax.get_yaxis_transform(), va="center", weight="bold")
        self._rows = []
        for k, (colour, hatch) in enumerate(looks.values()):
            fill = "white" if hatch else colour
            (bar,) = ax.barh([k], [0], height=0.55, color=fill, edgecolor=colour, hatch=hatch, lw=1.5)
            (beyond,) = ax.plot([], [], ">", ms=12, color=colour)
            self._rows.append((bar, beyond, ax.text(1.09, k, "", color=colour, **beside)))
        for row in self._rows:
            for artist in row:
                figure.moves(artist)

    def show(self, values, unit=None):
        end = self._ax.get_xlim()[1]
        for k, ((bar, beyond, label), value) in enumerate(zip(self._rows, values, strict=True)):
            bar.set_width(min(value, end))
            beyond.set_data(([end], [k]) if value > end else ([], []))
            label.set_text(f"{number(value, 4)} {unit}" if unit else number(value, 4))


FORWARD, REVERSE = (GAP_COLOUR, GAP_HATCH), (REVERSE_COLOUR, "\\\\\\")


class Divergence(MovingFigure):
    """Two distributions over three diagnoses, and four ways to say how different they are."""

    size = (10, 4.0)
    WORDS = {
        "truth": "P, the truth",
        "model": "Q, the model",
        "left": "Probability of each diagnosis",
        "right": "How different, in {unit}",
        "forward": "D_KL(P‖Q)",
        "reverse": "D_KL(Q‖P)",
        "middle": "D_JS(P, Q)",
        "highest": "log 2",
        "variation": "TV(P, Q)",
        "no unit": "Total variation: from 0 to 1, no unit",
    }
    TOP = {"bits": 1.3, "nats": 0.91}

    def make(self):
        left = self.figure.add_axes([0.055, 0.13, 0.41, 0.755])
        self._right = right = self.figure.add_axes([0.59, 0.43, 0.26, 0.455])
        below = self.figure.add_axes([0.59, 0.13, 0.26, 0.13])
        left.set_title(self.WORDS["left"], weight="bold")
        self._distributions = PairedBars(
            self, left, outcomes=DIAGNOSES, truth=self.WORDS["truth"], model=self.WORDS["model"]
        )
        middle = (INK, "xxx")
        looks = {self.WORDS["forward"]: FORWARD, self.WORDS["reverse"]: REVERSE, self.WORDS["middle"]: middle}
        self._divergences = DivergenceBars(self, right, looks)
        (self._highest,) = right.plot([0, 0], [1.6, 2.45], color=INK, lw=2, ls=":")
        self._highest_label = right.annotate(
            self.WORDS["highest"], (0, 2), xytext=(5, 0), textcoords="offset points", va="center", fontsize=10
        )
        below.set(xlim=(0, 1), xticks=[0, 0.5, 1])
        below.set_title(self.WORDS["no unit"], weight="bold", x=-0.37)
        self._variation = DivergenceBars(self, below, {self.WORDS["variation"]: (VARIATION_COLOUR, None)})

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit), weight="bold", x=-0.37)
        highest = math.log(2, BASE[unit])
        self._right.set(xlim=(0, self.TOP[unit]), xticks=np.arange(0, self.TOP[unit], 0.25))
        self._highest.set_xdata([highest, highest])
        self._highest_label.xy = highest, 2

    def move(self, *, p, q, unit):
        base = BASE[unit]
        self._distributions.show(p, q)
        both_ways = kl_divergence(p, q, base=base), kl_divergence(q, p, base=base)
        self._divergences.show((*both_ways, jensen_shannon_divergence(p, q, base=base)), unit)
        self._variation.show([total_variation(p, q)])


class TwoDirections(MovingFigure):
    """Two outcomes: D_KL(P‖Q), D_KL(Q‖P) and the total variation over all models q, for one truth p."""

    size = (10, 4.25)
    WORDS = {
        "left": "Divergence in {unit} (◆ marks q = p)",
        "right": "Total variation, no unit",
        "model": "q, the model",
        "forward": "D_KL(P‖Q) = {value} {unit}",
        "reverse": "D_KL(Q‖P) = {value} {unit}",
        "variation": "TV(P, Q) = {value}",
    }
    TOP = {"bits": 2.0, "nats": 1.4}
    STRIP = 1.09, 1.18  # a dot above the top stands in the strip over it
    STEEP = np.geomspace(1e-13, 0.02, 40)  # near 0 and 1; on a straight part, many points cost no more than two
    FINE = np.concatenate([[0], STEEP, np.linspace(0.02, 0.98, 61)[1:-1], 1 - STEEP[::-1], [1]])

    def make(self):
        self._left = left = self.figure.add_axes([0.07, 0.15, 0.54, 0.6])
        right = self.figure.add_axes([0.7, 0.15, 0.27, 0.6])
        for ax in (left, right):
            ax.set(xlim=(0, 1), xticks=np.arange(0, 1.01, 0.25))
            ax.set_xlabel(self.WORDS["model"], color=Q_COLOUR)
        right.set(ylim=(0, self.STRIP[1]), yticks=[0, 0.5, 1])
        right.set_title(self.WORDS["right"], weight="bold", y=1.24)
        self._forward = self._trace(left, GAP_COLOUR, "-", dict(marker="o", ms=14), 1.18)
        self._reverse = self._trace(left, REVERSE_COLOUR, Q_DASH, dict(marker="s", ms=9), 1.06)
        self._variation = self._trace(right, VARIATION_COLOUR, ":", dict(marker="o", ms=11), 1.06)
        self._marks = [self.moves(ax.plot([], [], "D", ms=8, color=P_COLOUR, mec="white")[0]) for ax in (left, right)]

    def _trace(self, ax, colour, dash, marker, height):
        """A curve, its dot, and its number beside a sample of both."""
        pixels = ax.bbox.width
        sample = dict(transform=ax.transAxes, clip_on=False, color=colour)
        ax.plot([0, 30 / pixels], [height, height], ls=dash, lw=2.5, **sample)
        ax.plot([15 / pixels], [height], mec=INK, **marker, **sample)
        (curve,) = ax.plot([], [], color=colour, ls=dash, lw=2.5)
        (dot,) = ax.plot([], [], color=colour, mec=INK, **marker)
        label = ax.text(40 / pixels, height, "", transform=ax.transAxes, va="center", color=colour, weight="bold")
        label.set_fontsize(12)
        return self.moves(curve), self.moves(dot), self.moves(label)

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        top = self.TOP[unit]
        self._left.set_title(self.WORDS["left"].format(unit=unit), weight="bold", y=1.24)
        self._left.set(ylim=(0, self.STRIP[1] * top), ylabel=unit)
        self._left.set_yticks(np.arange(0, top + 0.1, 0.5))

    def move(self, *, p, q, unit):
        truth, models, base, top = bernoulli(p), bernoulli(self.FINE), BASE[unit], self.TOP[unit]
        model = bernoulli(q)
        directions = (
            (self._forward, "forward", lambda q: kl_divergence(truth, q, base=base)),
            (self._reverse, "reverse", lambda q: kl_divergence(q, truth, base=base)),
        )
        for (curve, dot, label), words, divergence in directions:
            values, value = divergence(models), divergence(model)
            curve.set_data(self.FINE, np.where(values <= top, values, np.nan))
            dot.set_data([q], [value if value <= top else self.STRIP[0] * top])
            label.set_text(self.WORDS[words].format(value=number(value, 4), unit=unit))
        curve, dot, label = self._variation
        corners, value = np.array([0, p, 1]), total_variation(truth, model)
        curve.set_data(corners, [total_variation(truth, bernoulli(corner)) for corner in corners])
        dot.set_data([q], [value])
        label.set_text(self.WORDS["variation"].format(value=number(value, 4)))
        for mark in self._marks:
            mark.set_data([p], [0])


# two humps, the left one the larger
WEIGHTS, CENTRES, WIDTHS = (0.6, 0.4), (-2.0, 2.0), (0.7, 0.5)
STEP = 0.01
LINE = np.arange(-4000, 4001) * STEP  # nine of the largest σ beyond the largest μ


def _log_density(x, mu, sigma):
    return -(((x - mu) / sigma) ** 2) / 2 - math.log(sigma * math.sqrt(2 * math.pi))


def _humps(x):
    parts = zip(WEIGHTS, CENTRES, WIDTHS, strict=True)
    return np.logaddexp(*(math.log(weight) + _log_density(x, mu, sigma) for weight, mu, sigma in parts))


LOG_HUMPS = _humps(LINE)


def fit_divergences(mu, sigma):
    """D_KL(P‖Q) and D_KL(Q‖P) in bits, of the two humps P and the Gaussian Q, as sums over a fine grid."""
    log_q = _log_density(LINE, mu, sigma)
    ratio = (LOG_HUMPS - log_q) * STEP / math.log(2)
    return float(np.exp(LOG_HUMPS) @ ratio), float(np.exp(log_q) @ -ratio)


class GaussianFit(MovingFigure):
    """One Gaussian Q for a truth P with two humps: D_KL(P‖Q) wants it to cover both, D_KL(Q‖P) to seek one."""

    size = (10, 4.0)
    WORDS = {
        "left": "Density per m",
        "length": "position in m",
        "truth": "P, the truth",
        "model": "Q, the model",
        "right": "How different, in bits",
        "forward": "D_KL(P‖Q)",
        "reverse": "D_KL(Q‖P)",
    }
    HIGHEST = 0.8  # a narrower Q goes on above
    TOP = 9
    FINE = np.linspace(-7, 7, 281)

    def make(self):
        left = self.figure.add_axes([0.06, 0.16, 0.47, 0.66])
        right = self.figure.add_axes([0.655, 0.3, 0.185, 0.52])
        left.set(xlim=(-7, 7), ylim=(0, self.HIGHEST), yticks=[0, 0.2, 0.4, 0.6], xlabel=self.WORDS["length"])
        left.set_title(self.WORDS["left"], weight="bold", pad=24)
        left.plot(self.FINE, np.exp(_humps(self.FINE)), color=P_COLOUR, lw=2.5, label=self.WORDS["truth"])
        self._model = self.moves(left.plot([], [], color=Q_COLOUR, lw=2.5, ls=Q_DASH, label=self.WORDS["model"])[0])
        left.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, ncols=2, borderaxespad=0)
        right.set_title(self.WORDS["right"], weight="bold", x=-0.5, pad=24)
        self._bars = DivergenceBars(self, right, {self.WORDS["forward"]: FORWARD, self.WORDS["reverse"]: REVERSE})
        right.set(xlim=(0, self.TOP), xticks=[0, 3, 6, 9])

    def move(self, *, mu, sigma):
        reach = np.clip(mu + sigma * np.linspace(-4, 4, 161), self.FINE[0], self.FINE[-1])
        heights = density(reach, mu, sigma)
        self._model.set_data(reach, np.where(heights <= self.HIGHEST, heights, np.nan))
        self._bars.show(fit_divergences(mu, sigma), "bits")
