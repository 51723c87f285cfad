"""Prefix codes in pictures: the tree, the code space that it fills, and the average length against H(P)."""

import numpy as np

from xentlib.coding import expected_length, kraft_sum
from xentlib.figures.base import MovingFigure
from xentlib.figures.style import INK, P_COLOUR, Q_COLOUR, number
from xentlib.information import entropy

TINTS = ("#F5C9A8", "#FBE3D0", "#F5C9A8", "#FBE3D0")


def words_of_lengths(lengths):
    """Code words of these lengths, shortest first from the left of the tree, or None if they do not fit."""
    if kraft_sum(lengths) > 1:
        return None
    words, start = [""] * len(lengths), 0.0
    for outcome in np.argsort(lengths, kind="stable"):
        length = int(lengths[outcome])
        words[outcome] = format(int(start * 2**length), f"0{length}b")
        start += 2.0**-length
    return words


class PrefixCode(MovingFigure):
    """A code by its lengths: every code word takes its share of the code space, and the space is finite."""

    size = (10, 4.375)
    OUTCOMES = "ABCD"
    DEEPEST = 4
    WORDS = {
        "tree": "The tree: left is 0, right is 1",
        "space": "Code space in use: Kraft's sum = {value} (dashed line: full)",
        "impossible": "No prefix code has these lengths:\nthey need more space than there is.",
        "right": "Average bits per letter",
        "bits": "bits",
        "length": "L = {value} bits, {more} above the floor",
        "entropy": "H(P) = {value} bits, the floor",
    }

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
        ax.set(xlim=(0, 2.05), ylim=(self.DEEPEST + 0.7, -0.3), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        ax.set_title(self.WORDS["tree"], weight="bold")
        (branches,) = ax.plot([], [], color=INK, lw=1.6)
        self._branches = self.moves(branches)
        self._leaves = [
            self.moves(ax.text(0, 0, "", ha="center", va="top", weight="bold", color=Q_COLOUR, fontsize=10))
            for _ in self.OUTCOMES
        ]
        self._words = [
            self.moves(ax.text(1.25, 0.5 + k, "", va="center", weight="bold", color=Q_COLOUR, fontsize=12))
            for k in range(len(self.OUTCOMES))
        ]
        self._impossible = self.moves(ax.text(0.03, 1.4, "", va="top", color=INK, fontsize=12))

    def _make_space(self, ax):
        ax.set(xlim=(0, 2.05), ylim=(0, 1), xticks=[0, 0.25, 0.5, 0.75, 1, 1.5, 2], yticks=[])
        ax.spines["left"].set_visible(False)
        self.moves(ax.axvline(1, color=INK, lw=2, ls="--"))
        self._space_title = self.moves(ax.annotate("", (0, 1.12), xycoords="axes fraction", weight="bold"))
        self._shares = [
            self.moves(bar) for bar in ax.barh([0.5] * 4, [0] * 4, height=0.8, color=TINTS, edgecolor=Q_COLOUR, lw=1.5)
        ]
        self._share_labels = [
            self.moves(ax.text(0, 0.5, outcome, ha="center", va="center", weight="bold")) for outcome in self.OUTCOMES
        ]

    def _make_average(self, ax):
        ax.set(xlim=(0, self.DEEPEST), ylim=(0, 1), yticks=[], xticks=range(self.DEEPEST + 1))
        ax.set_xlabel(self.WORDS["bits"])
        ax.spines["left"].set_visible(False)
        ax.set_title(self.WORDS["right"], weight="bold")
        self._length = self.moves(ax.barh([0.55], [0], height=0.22, color="white", edgecolor=Q_COLOUR, lw=2)[0])
        self._length_label = self.moves(ax.text(0.05, 0.73, "", va="center", weight="bold", color=Q_COLOUR))
        (floor,) = ax.plot([], [], color=P_COLOUR, lw=3)
        self._floor = self.moves(floor)
        self._floor_label = self.moves(ax.text(0.05, 0.3, "", va="center", weight="bold", color=P_COLOUR))

    def move(self, *, p, lengths):
        words = words_of_lengths(lengths)
        self._draw_tree(words)
        self._draw_space(lengths)
        average, floor = expected_length(p, lengths), entropy(p)
        self._length.set(width=average, visible=bool(words))
        self._length_label.set_text(
            self.WORDS["length"].format(value=number(average), more=number(average - floor)) if words else ""
        )
        self._floor.set_data([floor, floor], [0.36, 0.66])
        self._floor_label.set_text(self.WORDS["entropy"].format(value=number(floor)))

    def _draw_tree(self, words):
        nodes = {word[:depth] for word in words or [] for depth in range(1, len(word) + 1)}
        xs, ys = [], []
        for node in sorted(nodes):
            xs += [_middle(node[:-1]), _middle(node), np.nan]
            ys += [len(node) - 1, len(node), np.nan]
        self._branches.set_data(xs, ys)
        self._impossible.set_text("" if words else self.WORDS["impossible"])
        for k, (leaf, outcome) in enumerate(zip(self._leaves, self.OUTCOMES, strict=True)):
            word = words[k] if words else ""
            leaf.set(text=outcome if words else "", x=_middle(word), y=len(word) + 0.08)
            self._words[k].set_text(f"{outcome}: {word}" if words else "")

    def _draw_space(self, lengths):
        self._space_title.set_text(self.WORDS["space"].format(value=number(kraft_sum(lengths), 4)))
        start = 0.0
        for k in np.argsort(lengths, kind="stable"):
            share = 2.0 ** -int(lengths[k])
            self._shares[k].set(x=start, width=share)
            self._share_labels[k].set_x(start + share / 2)
            start += share


def _middle(word):
    """Where a node stands: the middle of the code space below it."""
    return (int(word or "0", 2) + 0.5) / 2 ** len(word)
