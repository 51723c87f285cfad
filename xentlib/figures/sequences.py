"""Long sequences: the surprise per letter of many runs gathers at one number."""

import numpy as np

from xentlib.figures.base import MovingFigure
from xentlib.figures.style import INK, P_COLOUR, Q_COLOUR, Q_DASH, TOTAL_COLOUR, number
from xentlib.information import bernoulli, cross_entropy, entropy, self_information

RUNS, LONGEST = 120, 1000
# One fixed set of draws: the same state always shows the same runs, and a longer run continues a shorter one.
DRAWS = np.random.default_rng(1948).random((RUNS, LONGEST))
HEIGHTS = np.random.default_rng(1951).random(RUNS)


def bits_per_letter(p, q, n):
    """−(1/n) log₂ Q(x₁ … xₙ) for each run drawn from P; `p` and `q` are the probabilities of the letter A."""
    share_of_a = (DRAWS[:, :n] < p).mean(axis=1)
    return share_of_a * self_information(q) + (1 - share_of_a) * self_information(1 - q)


class SequenceCloud(MovingFigure):
    """Each dot is one run of N letters drawn from P, placed at its surprise per letter."""

    size = (10, 3.625)
    RIGHT = 1.8  # bits per letter, above all runs
    WORDS = {
        "title": f"Each dot is one run of N letters ({RUNS} runs; its height means nothing)",
        "axis": "surprise of the run, in bits per letter",
        "H(P)": "H(P) = {value} bits",
        "H(Q)": "H(Q) = {value} bits",
        "H(P, Q)": "H(P, Q) = {value} bits",
        "likeliest": "the most probable\nrun: {value} bits",
    }

    def make(self):
        self._ax = ax = self.figure.subplots(gridspec_kw=dict(left=0.03, right=0.98, top=0.89, bottom=0.2))
        ax.set(xlim=(0, self.RIGHT), ylim=(-0.5, 1.6), yticks=[], xlabel=self.WORDS["axis"])
        ax.spines["left"].set_visible(False)
        ax.set_title(self.WORDS["title"], weight="bold")
        (dots,) = ax.plot([], [], "o", ms=6, color="#555555", mew=0)
        self._dots = self.moves(dots)

    def mark(self, colour, dash):
        """A line to compare the runs with, and its label."""
        (line,) = self._ax.plot([], [], color=colour, lw=2.5, ls=dash)
        label = self._ax.text(0, 0, "", va="center", weight="bold", color=colour)
        return self.moves(line), self.moves(label)

    def place(self, mark, words, value, height):
        """Put a line at `value`, and its label beside its top."""
        line, label = mark
        line.set_data([value, value], [0, height])
        self.write(label, words, value, height)

    def write(self, label, words, value, height):
        to_the_left = value > 0.75 * self.RIGHT
        shift = -0.012 * self.RIGHT if to_the_left else 0.012 * self.RIGHT
        label.set(text=self.WORDS[words].format(value=number(value)), x=value + shift, y=height)
        label.set_ha("right" if to_the_left else "left")


class TypicalSequences(SequenceCloud):
    """For someone who knows P, the runs gather at H(P), and the most probable run stays outside."""

    def make(self):
        super().make()
        self._entropy = self.mark(P_COLOUR, "-")
        (triangle,) = self._ax.plot([], [], "v", ms=10, color=INK)
        self._triangle = self.moves(triangle)
        self._triangle_label = self.moves(self._ax.text(0, 0, "", va="center"))

    def move(self, *, p, n):
        self._dots.set_data(bits_per_letter(p, p, n), HEIGHTS)
        self.place(self._entropy, "H(P)", entropy(bernoulli(p)), 1.35)
        likeliest = self_information(max(p, 1 - p))
        self._triangle.set_data([likeliest], [-0.12])
        self.write(self._triangle_label, "likeliest", likeliest, -0.22)
        for artist in (self._triangle, self._triangle_label):
            artist.set_visible(p != 0.5)  # there, all runs are equally probable


class SequencesUnderBelief(SequenceCloud):
    """For someone who believes Q, the runs drawn from P gather at H(P, Q): not at H(P), not at H(Q)."""

    RIGHT = 3.4

    def make(self):
        super().make()
        self._entropy, self._model_entropy = self.mark(P_COLOUR, "-"), self.mark(Q_COLOUR, ":")
        self._cross_entropy = self.mark(TOTAL_COLOUR, Q_DASH)

    def move(self, *, p, q, n):
        truth, model = bernoulli(p), bernoulli(q)
        self._dots.set_data(bits_per_letter(p, q, n), HEIGHTS)
        self.place(self._entropy, "H(P)", entropy(truth), 1.5)
        self.place(self._model_entropy, "H(Q)", entropy(model), 1.34)
        self.place(self._cross_entropy, "H(P, Q)", cross_entropy(truth, model), 1.18)
