"""Long sequences: the surprise per letter of many runs gathers at one number."""

import numpy as np

from xentlib.figures.base import MovingFigure
from xentlib.figures.style import FAINT, INK, P_COLOUR, Q_DASH, TOTAL_COLOUR, number
from xentlib.information import bernoulli, cross_entropy, entropy, self_information

RUNS, LONGEST = 120, 1000
# One fixed set of draws: the same slider always shows the same runs, and a longer run continues a shorter one.
DRAWS = np.random.default_rng(1948).random((RUNS, LONGEST))
HEIGHTS = np.random.default_rng(1951).random(RUNS)


def bits_per_letter(p, q, n):
    """−(1/n) log₂ Q(x₁ … xₙ) for each run drawn from P; `p` and `q` are the probabilities of the letter A."""
    share_of_a = (DRAWS[:, :n] < p).mean(axis=1)
    return share_of_a * self_information(q) + (1 - share_of_a) * self_information(1 - q)


class SequenceCloud(MovingFigure):
    """Each dot is one run of N letters drawn from P, placed at its surprise per letter under the belief Q."""

    size = (10, 3.6)
    RIGHT = 3.4  # just above −log₂ 0.1, the largest surprise of one letter that the sliders allow
    WORDS = {
        "title": f"Each dot is one run of N letters ({RUNS} runs; its height means nothing)",
        "axis": "surprise of the run, in bits per letter",
        "entropy": "H(P) = {value} bits",
        "cross_entropy": "H(P, Q) = {value} bits",
        "likeliest": "the run most probable\nunder P: {value} bits",
    }

    def make(self):
        ax = self.figure.subplots(gridspec_kw=dict(left=0.03, right=0.98, top=0.89, bottom=0.2))
        ax.set(xlim=(0, self.RIGHT), ylim=(-0.5, 1.45), yticks=[], xlabel=self.WORDS["axis"])
        ax.spines["left"].set_visible(False)
        ax.set_title(self.WORDS["title"], weight="bold")
        (dots,) = ax.plot([], [], "o", ms=5, color=FAINT, mew=0)
        (entropy_line,) = ax.plot([], [], color=P_COLOUR, lw=2.5)
        (cross_line,) = ax.plot([], [], color=TOTAL_COLOUR, lw=2.5, ls=Q_DASH)
        (likeliest,) = ax.plot([], [], "v", ms=10, color=INK)
        self._dots, self._entropy, self._cross, self._likeliest = map(
            self.moves, (dots, entropy_line, cross_line, likeliest)
        )
        self._entropy_label = self.moves(ax.text(0, 1.34, "", va="center", weight="bold", color=P_COLOUR))
        self._cross_label = self.moves(ax.text(0, 1.18, "", va="center", weight="bold", color=TOTAL_COLOUR))
        self._likeliest_label = self.moves(ax.text(0, -0.2, "", va="center", fontsize=10))

    def move(self, *, p, q, n):
        truth, model = bernoulli(p), bernoulli(q)
        self._dots.set_data(bits_per_letter(p, q, n), HEIGHTS)
        self._line(self._entropy, self._entropy_label, entropy(truth), "entropy", 1.28)
        self._line(self._cross, self._cross_label, cross_entropy(truth, model), "cross_entropy", 1.1)
        self._cross.set_visible(q != p)
        self._cross_label.set_visible(q != p)
        likeliest = self_information(q if p > 0.5 else 1 - q)
        # at p = 0.5 all runs are equally probable
        self._likeliest.set_visible(p != 0.5)
        self._likeliest_label.set_visible(p != 0.5)
        self._likeliest.set_data([likeliest], [-0.12])
        self._place(self._likeliest_label, likeliest, self.WORDS["likeliest"].format(value=number(likeliest)))

    def _line(self, line, label, value, words, top):
        line.set_data([value, value], [0, top])
        self._place(label, value, self.WORDS[words].format(value=number(value)))

    def _place(self, label, x, text):
        rightmost = x > 0.75 * self.RIGHT
        label.set(text=text, x=x + (-0.05 if rightmost else 0.05), ha="right" if rightmost else "left")


class TypicalSequences(SequenceCloud):
    """The same cloud for someone who knows P: it gathers at H(P), seen from nearer."""

    RIGHT = 1.8

    def move(self, *, p, n):
        super().move(p=p, q=p, n=n)
