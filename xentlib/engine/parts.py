"""Parts that several figures are put together from; a figure gives one its axes, and what to show at each move."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from xentlib.engine.style import (
    GAP_COLOUR,
    GAP_HATCH,
    INK,
    P_COLOUR,
    Q_COLOUR,
    TOTAL_COLOUR,
    number,
    numbers,
)
from xentlib.models.sampling import RUNS

FORWARD = GAP_COLOUR, GAP_HATCH  # D_KL(P‖Q)
REVERSE_COLOUR = "#444444"  # D_KL(Q‖P), dashed or hatched the other way
REVERSE = REVERSE_COLOUR, "\\\\\\"
VARIATION_COLOUR = "#707070"
# two events and both of them; a second one is lighter and outlined
SECOND_COLOUR, BOTH_COLOUR = "#A9D1EA", "#D9D9D9"
FIRST = dict(color=P_COLOUR)
SECOND = dict(facecolor=SECOND_COLOUR, edgecolor=P_COLOUR, lw=1.5)
BOTH = dict(facecolor=BOTH_COLOUR, edgecolor=INK, lw=1.5)
DOT = dict(marker="o", ls="", mec=INK, zorder=3)
SIZES = 13, 9, 5  # so that dots at one place are all seen
DIAMOND = dict(marker="D", ls="", ms=9, color=P_COLOUR, mec="white")


class Cut(NamedTuple):
    """Heights that are cut at `top`: what is higher stands at `strip`, above the cut."""

    top: float
    strip: float

    def height(self, value):
        return value if value <= self.top else self.strip

    def curve(self, values):
        return np.where(values <= self.top, values, np.nan)


def without_heights(ax):
    """Axes for horizontal bars: how high one lies means nothing."""
    ax.set(ylim=(0, 1), yticks=[])
    ax.spines["left"].set_visible(False)


def table_axes(ax, *, truth, model):
    """Axes for a table: the truth from top to bottom, and the model from left to right, named above it."""
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.set_xlabel(model, color=Q_COLOUR, weight="bold")
    ax.set_ylabel(truth, color=P_COLOUR, weight="bold")
    ax.tick_params(length=0)


def box(left, right, low, high):
    """The corners of a box, for `Areas`."""
    return [(left, low), (right, low), (right, high), (left, high)]


class Areas:
    """Areas of four corners each, drawn as one shape: less to send at each move than one for each."""

    def __init__(self, figure, ax, **look):
        self._patch = figure.moves(ax.add_patch(PathPatch(self._around([]), **look)))

    def show(self, areas):
        self._patch.set(path=self._around(areas), visible=bool(areas))

    @staticmethod
    def _around(areas):
        return Path.make_compound_path_from_polys(np.reshape(areas, (-1, 4, 2)))


def pieces(line, ends):
    """Let a line consist of pieces with gaps, each from one point to another."""
    gap = np.nan, np.nan
    line.set_data(np.reshape([point for start, end in ends for point in (start, end, gap)], (-1, 2)).T)


class PairedBars:
    """Truth and model side by side: for each outcome a solid bar of P and an outlined bar of Q, with their numbers."""

    def __init__(self, figure, ax, outcomes, *, truth="P, the truth", model="Q, the model"):
        ax.set(xlim=(-0.6, len(outcomes) - 0.4), ylim=(0, 1.36), xticks=range(len(outcomes)), yticks=[0, 0.5, 1])
        ax.set_xticklabels(outcomes)
        self._figure, self._ax, self._places = figure, ax, np.arange(len(outcomes))
        self._p = self._bars(-0.2, truth, color=P_COLOUR)
        self._q = self._bars(0.2, model, color="white", edgecolor=Q_COLOUR, linewidth=2)
        ax.legend(loc="upper left", frameon=False, ncols=2, borderaxespad=0)

    def _bars(self, shift, label, **look):
        places = self._places + shift
        bars = self._ax.bar(places, np.zeros(len(places)), width=0.36, label=label, **look)
        for bar in bars:
            self._figure.moves(bar)
        look = dict(ha="center", va="bottom", color=look.get("edgecolor", look["color"]), fontsize=10)
        return bars, [self._figure.text(self._ax, x, **look) for x in places]

    def show(self, p, q, truth_digits=3):
        for (bars, texts), distribution, digits in ((self._p, p, truth_digits), (self._q, q, 3)):
            for bar, text, probability in zip(bars, texts, distribution, strict=True):
                bar.set_height(probability)
                text.set(y=probability + 0.01, text=number(probability, digits))


class CostBar:
    """One bar that says H(P) + D_KL(P‖Q) = H(P, Q): H(P) solid, D_KL hatched, H(P, Q) as the span of both."""

    def __init__(self, figure, ax, *, entropy="H(P)", divergence="D_KL(P‖Q)", total="H(P, Q)"):
        self._ax, self._names, self._parts = ax, (entropy, divergence, total), True
        without_heights(ax)
        self._entropy = figure.moves(ax.barh([0.4], [0], height=0.24, color=P_COLOUR)[0])
        look = dict(color="white", edgecolor=GAP_COLOUR, hatch=GAP_HATCH, lw=1.5)
        self._gap = figure.moves(ax.barh([0.4], [0], height=0.24, **look)[0])
        self._gap_beyond = figure.line(ax, ">", ms=11, color=GAP_COLOUR)
        self._span = figure.line(ax, "|-", ms=12, mew=2, lw=2, color=TOTAL_COLOUR)
        self._beyond = figure.line(ax, ">", ms=11, color=TOTAL_COLOUR)
        self._labels = [
            figure.text(ax, 0, y, ha="left", va="center", color=colour, weight="bold")
            for y, colour in ((0.18, P_COLOUR), (0.61, GAP_COLOUR), (0.91, TOTAL_COLOUR))
        ]

    def set_range(self, low, high):
        """The costs that the bar has room for; more is shown as an arrow."""
        self._ax.set_xlim(low, high)

    def set_parts(self, shown):
        """Whether the total is seen with its two parts or alone."""
        self._parts = shown

    def show(self, entropy, divergence, total, unit):
        low, high = self._ax.get_xlim()
        start, end = min(entropy, high), min(total, high)
        self._entropy.set_width(start)
        self._gap.set(x=start, width=end - start, visible=self._parts and end > start)
        for artist in (self._entropy, *self._labels[:2]):
            artist.set_visible(self._parts)
        self._span.set_data([0, end], [0.77, 0.77])
        self._beyond.set_data(([high], [0.77]) if total > high else ([], []))
        self._gap_beyond.set_data(([high], [0.4]) if total > high and self._parts else ([], []))
        values = (entropy, divergence, total)
        anchors = (min(0, entropy), min(start, low + 0.47 * (high - low)), min(0, entropy, total))
        for label, name, value, anchor in zip(self._labels, self._names, values, anchors, strict=True):
            label.set(text=f"{name} = {number(value, 4)} {unit}", x=anchor + 0.008 * (high - low))


class NamedBars:
    """Horizontal bars with a name at the left and a number at the right; what is too long ends in an arrow."""

    def __init__(self, figure, ax, looks):
        ax.set(ylim=(len(looks) - 0.45, -0.55), yticks=range(len(looks)))
        ax.set_yticklabels(looks)
        ax.tick_params("y", length=0, labelsize=11)
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color=INK, lw=1.5)
        self._ax, self._rows = ax, []
        beside = dict(transform=ax.get_yaxis_transform(), va="center", weight="bold")
        for k, (colour, hatch) in enumerate(looks.values()):
            fill = "white" if hatch else colour
            (bar,) = ax.barh([k], [0], height=0.55, color=fill, edgecolor=colour, hatch=hatch, lw=1.5)
            figure.moves(bar)
            beyond = figure.line(ax, ">", ms=12, color=colour)
            self._rows.append((bar, beyond, figure.text(ax, 1.09, k, color=colour, **beside)))

    def show(self, values, unit=""):
        end = self._ax.get_xlim()[1]
        for k, ((bar, beyond, label), value) in enumerate(zip(self._rows, values, strict=True)):
            bar.set_width(min(value, end))
            beyond.set_data(([end], [k]) if value > end else ([], []))
            label.set_text(f"{number(value, 4)} {unit}".rstrip())


class Readout:
    """A legend with values: a piece of each curve, its name, and the number where the dot is."""

    def __init__(self, figure, ax, x, y, rows, sample=0.05):
        self._words, self._texts = [], []
        for k, (words, look) in enumerate(rows):
            height = y - 0.1 * k
            ax.plot([x, x + sample], [height, height], transform=ax.transAxes, **look)
            beside = dict(transform=ax.transAxes, va="center", weight="bold", color=look["color"])
            self._words.append(words)
            self._texts.append(figure.text(ax, x + 1.2 * sample, height, **beside))

    def show(self, *values):
        for text, words, value in zip(self._texts, self._words, values, strict=True):
            text.set_text(words.format(value=value))


def dots(figure, ax, looks):
    """A dot for each curve."""
    sized = zip(SIZES, looks, strict=False)
    return [figure.line(ax, **DOT, ms=size, color=look["color"]) for size, look in sized]


class TwoLosses:
    """Two losses over one prediction ŷ: a curve, a dot and a number for each, cut at `top`."""

    PREDICTIONS = 0.01 + 0.98 * (1 - np.cos(np.linspace(0, np.pi, 101))) / 2  # closer together where losses are steep

    def __init__(self, figure, looks, *, top):
        words, self.cut = figure.WORDS, Cut(top, top + 0.2)
        self.ax = ax = figure.axes(1, left=0.065, right=0.98, top=0.89, bottom=0.16)
        ax.set(xlim=(0, 1), ylim=(0, self.cut.strip + 0.2), xticks=np.arange(11) / 10, yticks=range(int(top) + 1))
        ax.set(xlabel=words["axis"], ylabel=words["loss"], title=words["title"])
        self._curves = [figure.line(ax, **look) for look in looks]
        self._dots = dots(figure, ax, looks)
        self._readout = Readout(figure, ax, 0.4, 0.92, zip(words["losses"], looks, strict=True))

    def show(self, q, losses, curves):
        """`curves` gives both losses for many predictions."""
        for curve, dot, along, loss in zip(self._curves, self._dots, curves(self.PREDICTIONS), losses, strict=True):
            curve.set_data(self.PREDICTIONS, self.cut.curve(along))
            dot.set_data([q], [self.cut.height(loss)])
        self._readout.show(*numbers(losses))


class RunCloud:
    """Each dot is one run of N letters, placed at its surprise per letter; lines and words to compare the runs with."""

    WORDS = {
        "title": f"Each dot is one run of N letters ({RUNS} runs; its height means nothing)",
        "axis": "surprise of the run, in bits per letter",
    }
    HEIGHTS = np.random.default_rng(1951).random(RUNS)

    def __init__(self, figure, *, right):
        self._figure, self._right = figure, right
        self.ax = ax = figure.axes(1, left=0.03, right=0.98, top=0.89, bottom=0.2)
        ax.set(xlim=(0, right), ylim=(-0.5, 1.6), yticks=[], xlabel=self.WORDS["axis"], title=self.WORDS["title"])
        ax.spines["left"].set_visible(False)
        self._dots = figure.line(ax, "o", ms=6, color="#555555", mew=0)

    def mark(self, colour, dash):
        """A line to compare the runs with, and its label."""
        line = self._figure.line(self.ax, color=colour, lw=2.5, ls=dash)
        return line, self._figure.text(self.ax, va="center", weight="bold", color=colour)

    def show(self, runs):
        self._dots.set_data(runs, self.HEIGHTS)

    def place(self, mark, words, value, height):
        """Put a line at `value`, and its label beside its top."""
        line, label = mark
        line.set_data([value, value], [0, height])
        self.write(label, words, value, height)

    def write(self, label, words, value, height):
        to_the_left = value > 0.75 * self._right
        shift = -0.012 * self._right if to_the_left else 0.012 * self._right
        label.set(text=self._figure.WORDS[words].format(value=number(value)), x=value + shift, y=height)
        label.set_ha("right" if to_the_left else "left")
