"""The held-out digits from the costliest to the cheapest: the picture, the prediction, the loss."""

import numpy as np

from xentlib.engine.controls import slider, switch
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Areas, box
from xentlib.engine.style import FAINT, P_COLOUR, Q_COLOUR, TOTAL_COLOUR, number
from xentlib.models.softmax_regression import CLASSES, HELD_OUT, ranked


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
    LOSS_HEIGHT, TOP = 1.33, 1.42

    def prepare(self, *, rank, answer):
        return {"rank": rank, "answer": answer, "digit": ranked(rank)}

    def measure(self, *, rank, answer, digit):
        return {"loss": digit.loss, "probability of the truth": float(digit.probabilities[digit.label])}

    def say(self, values, *, rank, answer, digit):
        place = f"Rank {rank} of {HELD_OUT} held-out digits by loss"
        if not answer:
            return f"{place} in nats: read it yourself, then tick the box."
        read = int(digit.probabilities.argmax())
        rival = "" if read == digit.label else f" and {read} probability {number(digit.probabilities[read], 4)}"
        return (
            f"{place}: written {digit.label}, to which the model "
            f"gives probability {number(values['probability of the truth'], 4)}{rival}; "
            f"the loss is {number(values['loss'], 4)} nats."
        )

    def make(self):
        left = self.axes_at(30, 46, 8 * self.SQUARE, 8 * self.SQUARE)
        left.set(xlim=(0, 8), ylim=(8, 0), xticks=[], yticks=[])
        left.spines[:].set(visible=True, color=FAINT)
        # the paler first: the edge that closes the seams between squares is the darker one's
        shades = [str(0.88 * (1 - level / 16)) for level in range(1, 17)]
        look = dict(lw=0.5, joinstyle="round")
        self._inks = [Areas(self, left, facecolor=shade, edgecolor=shade, **look) for shade in shades]
        self._title = self.text(left, 0, -0.35, va="bottom", weight="bold", color=P_COLOUR)
        right = self.axes_at(305, 46, 395, 208)
        right.set(xlim=(-0.7, 9.7), ylim=(0, self.TOP), xticks=range(CLASSES), yticks=[0, 0.25, 0.5, 0.75, 1])
        right.set(xlabel=self.WORDS["digit"], ylabel=self.WORDS["probability"])
        right.set_title(self.WORDS["right"], color=Q_COLOUR)
        bars = right.bar(range(CLASSES), 0, width=0.7, edgecolor=Q_COLOUR, lw=2, joinstyle="round")
        self._bars = [self.moves(bar) for bar in bars]
        self._numbers = [self.text(right, k, ha="center", va="bottom", fontsize=10) for k in range(CLASSES)]
        self._stem = self.line(right, color=P_COLOUR, lw=1, marker="v", ms=8, markevery=[0])
        self._truth = self.text(right, ha="center", va="bottom", weight="bold", color=P_COLOUR)
        look = dict(ha="center", va="center", weight="bold", color=TOTAL_COLOUR, fontsize=14)
        self._loss = self.text(right, 4.5, self.LOSS_HEIGHT, **look)

    def move(self, values, *, rank, answer, digit):
        image, label, q, loss = digit
        self._title.set_text(self.WORDS["title" if answer else "rank"].format(rank=rank, count=HELD_OUT, label=label))
        for level, ink in enumerate(self._inks, 1):
            ink.show([box(column, column + 1, row, row + 1) for row, column in np.argwhere(image == level)])
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


def explore_expensive_digits():
    rank = slider("rank", 40, 1, HELD_OUT, 1)
    return Explorer(ExpensiveDigits, {"rank": rank, "answer": switch("show label and prediction")})
