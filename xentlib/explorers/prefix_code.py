"""Prefix codes by the lengths of their words: the tree, the code space that it fills, the average length and H(P)."""

import math

import numpy as np

from xentlib.coding import expected_length, kraft_sum
from xentlib.engine.controls import choice, slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import pieces
from xentlib.engine.style import INK, P_COLOUR, Q_COLOUR, number
from xentlib.information import entropy
from xentlib.models.code_space import words_of_lengths

OUTCOMES = "ABCD"
SOURCES = {
    "equal quarters": (0.25, 0.25, 0.25, 0.25),
    "½ ¼ ⅛ ⅛": (0.5, 0.25, 0.125, 0.125),
    ".4 .3 .2 .1": (0.4, 0.3, 0.2, 0.1),
}
DEEPEST = 4
TINTS = ("#F5C9A8", "#FBE3D0", "#F5C9A8", "#FBE3D0")


class PrefixCode(MovingFigure):
    """A code by its lengths: every code word takes its share of the code space, and the space is finite."""

    size = (10, 4.375)
    WORDS = {
        "tree": "The tree: left is 0, right is 1",
        "space": "Code space in use: Kraft's sum = {value} (dashed line: full)",
        "impossible": "No prefix code has these lengths:\nthey need more space than there is.",
        "right": "Average bits per letter",
        "bits": "bits",
        "length": "L = {value} bits, {more} above H(P)",
        "entropy": "H(P) = {value} bits",
    }

    def prepare(self, *, source, **lengths):
        lengths = [lengths[outcome] for outcome in OUTCOMES]
        return {"p": SOURCES[source], "lengths": lengths, "words": words_of_lengths(lengths)}

    def measure(self, *, p, lengths, words):
        return {
            "Kraft sum": kraft_sum(lengths),
            "L": expected_length(p, lengths) if words else math.nan,
            "H(P)": entropy(p),
        }

    def say(self, values, *, p, lengths, words):
        start = f"Lengths {', '.join(map(str, lengths))}: Kraft's sum is {number(values['Kraft sum'], 4)}"
        if not words:
            return f"{start}, more than 1, so no prefix code has these lengths."
        return f"{start}; L = {number(values['L'], 4)} bits against H(P) = {number(values['H(P)'], 4)} bits."

    def make(self):
        grid = self.figure.add_gridspec(
            2, 2, left=0.03, right=0.97, top=0.91, bottom=0.13, wspace=0.12, hspace=0.5, width_ratios=[1.5, 1],
            height_ratios=[3.3, 1],
        )  # fmt: skip
        tree, space, right = (self.figure.add_subplot(grid[spot]) for spot in ((0, 0), (1, 0), (slice(None), 1)))
        self._make_tree(tree)
        self._make_space(space)
        self._make_average(right)

    def _make_tree(self, ax):
        ax.set(xlim=(0, 2.05), ylim=(DEEPEST + 0.7, -0.3), xticks=[], yticks=[], title=self.WORDS["tree"])
        ax.spines[:].set_visible(False)
        bold = dict(weight="bold", color=Q_COLOUR)
        self._branches = self.line(ax, color=INK, lw=1.6)
        self._leaves = [self.text(ax, ha="center", va="top", fontsize=10, **bold) for _ in OUTCOMES]
        self._words = [self.text(ax, 1.25, 0.5 + k, va="center", fontsize=12, **bold) for k in range(len(OUTCOMES))]
        self._impossible = self.text(ax, 0.03, 1.4, va="top", color=INK, fontsize=12)

    def _make_space(self, ax):
        ax.set(xlim=(0, 2.05), ylim=(0, 1), xticks=[0, 0.25, 0.5, 0.75, 1, 1.5, 2], yticks=[])
        ax.spines["left"].set_visible(False)
        self.moves(ax.axvline(1, color=INK, lw=2, ls="--"))
        self._space_title = self.moves(ax.annotate("", (0, 1.12), xycoords="axes fraction", weight="bold"))
        bars = ax.barh([0.5] * 4, [0] * 4, height=0.8, color=TINTS, edgecolor=Q_COLOUR, lw=1.5)
        self._shares = [self.moves(bar) for bar in bars]
        self._share_labels = [self.text(ax, 0, 0.5, ha="center", va="center", weight="bold") for _ in OUTCOMES]
        for label, outcome in zip(self._share_labels, OUTCOMES, strict=True):
            label.set_text(outcome)

    def _make_average(self, ax):
        ax.set(xlim=(0, DEEPEST), ylim=(0, 1), yticks=[], xticks=range(DEEPEST + 1))
        ax.set(xlabel=self.WORDS["bits"], title=self.WORDS["right"])
        ax.spines["left"].set_visible(False)
        self._length = self.moves(ax.barh([0.55], [0], height=0.22, color="white", edgecolor=Q_COLOUR, lw=2)[0])
        self._length_label = self.text(ax, 0.05, 0.73, va="center", weight="bold", color=Q_COLOUR)
        self._entropy = self.line(ax, color=P_COLOUR, lw=3)
        self._entropy_label = self.text(ax, 0.05, 0.3, va="center", weight="bold", color=P_COLOUR)

    def move(self, values, *, p, lengths, words):
        used, average, least = values.values()
        self._draw_tree(words)
        self._draw_space(lengths, used)
        self._length.set(width=average, visible=bool(words))
        length = self.WORDS["length"].format(value=number(average), more=number(average - least))
        self._length_label.set_text(length if words else "")
        self._entropy.set_data([least, least], [0.36, 0.66])
        self._entropy_label.set_text(self.WORDS["entropy"].format(value=number(least)))

    def _draw_tree(self, words):
        nodes = {word[:depth] for word in words or [] for depth in range(1, len(word) + 1)}
        places = [(_middle(node), len(node)) for node in sorted(nodes)]
        above = [(_middle(node[:-1]), len(node) - 1) for node in sorted(nodes)]
        pieces(self._branches, list(zip(above, places, strict=True)))
        self._impossible.set_text("" if words else self.WORDS["impossible"])
        for k, (leaf, outcome) in enumerate(zip(self._leaves, OUTCOMES, strict=True)):
            word = words[k] if words else ""
            leaf.set(text=outcome if words else "", x=_middle(word), y=len(word) + 0.08)
            self._words[k].set_text(f"{outcome}: {word}" if words else "")

    def _draw_space(self, lengths, used):
        self._space_title.set_text(self.WORDS["space"].format(value=number(used, 4)))
        start = 0.0
        for k in np.argsort(lengths, kind="stable"):
            share = 2.0 ** -int(lengths[k])
            self._shares[k].set(x=start, width=share)
            self._share_labels[k].set_x(start + share / 2)
            start += share


def _middle(word):
    """Where a node stands: the middle of the code space below it."""
    return (int(word or "0", 2) + 0.5) / 2 ** len(word)


def explore_prefix_code():
    return Explorer(
        PrefixCode,
        {outcome: slider(f"length of {outcome}", 4, 1, DEEPEST, 1, Q_COLOUR) for outcome in OUTCOMES}
        | {"source": choice("source", list(SOURCES), ".4 .3 .2 .1")},
    )
