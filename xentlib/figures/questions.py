"""Twenty questions as bits: what each yes or no about a hidden card is worth, and how few of them can be enough."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from xentlib.figures.base import MovingFigure
from xentlib.figures.style import FAINT, INK, P_COLOUR, number
from xentlib.information import bernoulli, entropy, self_information

CARDS = 16
ALL_BITS = self_information(1 / CARDS)
MOST = 20  # questions
SIZES = {str(size): size for size in range(1, CARDS)}  # how many cards a question can name, as one types it


class Question(NamedTuple):
    """Is it one of the first `named` of the `left` cards that are still possible, which begin with `first`?"""

    first: int
    left: int
    named: int

    def share(self, yes):
        """The part of the possible cards that this answer leaves: its probability."""
        return (self.named if yes else self.left - self.named) / self.left

    def bits(self, yes):
        return self_information(self.share(yes))

    @property
    def average_bits(self):
        return entropy(bernoulli(self.share(True)))

    @property
    def cards(self):
        last = self.first + self.named - 1
        return f"card {last}" if self.named == 1 else f"cards {self.first}–{last}"


class Game:
    """What came of the questions in a text such as "8 4 2 1": how many cards each of them names.

    Attributes
    ----------
    answers : list of (Question, bool)
        Up to the one that finds the card, the twentieth, or a word that is no number of cards.
    first, left : int
        The first of the cards that are still possible, and how many there are.
    unclear : bool
        Whether such a word stands in the way.
    """

    def __init__(self, card, asked):
        self.answers, self.first, self.left, self.unclear = [], 0, CARDS, False
        for word in asked.replace(",", " ").split():
            if self.over or self.unclear:
                break
            if word in SIZES:
                self._ask(self.question(SIZES[word]), card)
            else:
                self.unclear = True

    def _ask(self, question, card):
        yes = card < self.first + question.named
        self.answers.append((question, yes))
        if yes:
            self.left = question.named
        else:
            self.first, self.left = self.first + question.named, self.left - question.named

    def question(self, size):
        """One that names `size` cards: those still possible come first, and naming others changes nothing."""
        return Question(self.first, self.left, min(size, self.left))

    @property
    def found(self):
        return self.left == 1

    @property
    def over(self):
        return self.found or len(self.answers) == MOST

    @property
    def bits(self):
        return self_information(self.left / CARDS)


class TwentyQuestions(MovingFigure):
    """The cards that are still possible; the bits of each answer, row by row; what the next question is worth."""

    size = (10, 5.125)
    BESIDE, BAR = 208, 252  # pixels: the width of the answers in words, and that of all bits
    WORDS = {
        "cards": "Cards still possible: {left} of {all}",
        "yes or no": ("no", "yes"),
        "answers": "Questions and answers",
        "answer": "{cards}? {answer}: +{bits} bits",
        "unclear": "✗ type numbers from 1 to {largest}",
        "collected": "Bits collected: {bits} of {all}",
        "bits": "bits",
        "next": "Next: {cards}?",
        "worth": "{answer}, {count} of {left}: {bits} bits",
        "average": "average: {bits} bits",
        "chance": "chance of the answer",
        "found": "Found: card {card}",
        "lost": "Not found",
        "count": "Questions asked: {count}",
    }

    def make(self):
        self._make_cards(self._axes(14, 289, 692, 60))
        self._make_answers(self._axes(14 + self.BESIDE, 22, self.BAR, 239))
        self._make_next(self._axes(548, 38, 158, 164))

    def _axes(self, left, bottom, width, height):
        """Axes at so many pixels of the figure."""
        across, up = self.figure.bbox.size
        return self.figure.add_axes((left / across, bottom / up, width / across, height / up))

    def _above(self, ax, height, words="", shift=0, **look):
        """Words so many pixels above the axes."""
        place = dict(xycoords="axes fraction", textcoords="offset points")
        return ax.annotate(words, (0, 1), (shift, height), **place, **dict(weight="bold") | look)

    def _yes_and_no(self, ax, make):
        """A patch for what is no and one for what is yes: light or full, both outlined."""
        looks = (dict(facecolor=colour, edgecolor=INK, lw=1) for colour in ("#CFE6F4", P_COLOUR))
        return [self.moves(ax.add_patch(make(**look))) for look in looks]

    def _make_cards(self, ax):
        ax.set(xlim=(0, CARDS), ylim=(0, 60), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for card in range(CARDS):
            ax.add_patch(Rectangle((card + 0.06, 22), 0.88, 36, facecolor="#F7F7F7", edgecolor=INK, lw=1.2))
            ax.text(card + 0.5, 40, str(card), ha="center", va="center_baseline", fontsize=14)
        self._cards_title = self.moves(self._above(ax, 5))
        self._out = [self.moves(ax.add_patch(Rectangle((0, 20), 0, 40, color="white", alpha=0.85))) for _ in "<>"]
        self._split = self._yes_and_no(ax, lambda **look: Rectangle((0, 13), 0, 5, **look))
        bold = dict(ha="center", va="center_baseline", fontsize=9, weight="bold")
        self._split_words = [self.moves(ax.text(0, 4, "", **bold)) for _ in self.WORDS["yes or no"]]
        self._found = self.moves(ax.add_patch(Rectangle((0, 22), 0.88, 36, fill=False, edgecolor=P_COLOUR, lw=4)))

    def _make_answers(self, ax):
        ax.set(xlim=(0, ALL_BITS), ylim=(MOST + 0.7, -2.3), yticks=[])
        ax.set_xticks(range(5), [*range(4), f"4 {self.WORDS['bits']}"])
        ax.spines["left"].set_visible(False)
        ax.axvline(ALL_BITS, color=INK, lw=1.5, ls="--")
        ax.add_patch(Rectangle((0, -1.9), ALL_BITS, 1.8, facecolor="white", edgecolor=FAINT))
        self._above(ax, 6, self.WORDS["answers"], shift=-self.BESIDE)
        self._collected = self.moves(self._above(ax, 6))
        beside = dict(transform=ax.get_yaxis_transform(), va="center_baseline", fontsize=9)
        rows, x = range(1, MOST + 1), (18 - self.BESIDE) / self.BAR
        for row in rows:
            ax.text(x, row, str(row), ha="right", color="#666666", **beside)
        self._lines = [self.moves(ax.text(x + 6 / self.BAR, row, "", **beside)) for row in rows]
        self._bars = self._yes_and_no(ax, lambda **look: PathPatch(_boxes([]), **look))

    def _make_next(self, ax):
        ax.set(xlim=(0, 1), ylim=(0, ALL_BITS), yticks=range(5), xlabel=self.WORDS["chance"])
        ax.set_xticks([0, 0.5, 1], ["0", "½", "1"])
        ax.set_ylabel(self.WORDS["bits"])
        looks = (65, "bold"), (46, "normal"), (29, "normal"), (12, "bold")
        self._words = [self.moves(self._above(ax, height, shift=-34, weight=weight)) for height, weight in looks]
        self._average = self.moves(ax.plot([], [], "--", color=INK, lw=2)[0])
        self._blocks = self._yes_and_no(ax, lambda **look: Rectangle((0, 0), 0, 0, **look))

    def move(self, *, card, asked, size):
        game = Game(card, asked)
        question = None if game.over else game.question(size)
        self._show_cards(game, question)
        self._show_answers(game)
        self._show_next(game, question)

    def _show_cards(self, game, question):
        self._cards_title.set_text(self.WORDS["cards"].format(left=game.left, all=CARDS))
        end = game.first + game.left
        for veil, start, stop in zip(self._out, (0, end), (game.first, CARDS), strict=True):
            veil.set(x=start, width=stop - start, visible=stop > start)
        middle = game.first + (question.named if question else 0)
        for yes, (start, stop) in enumerate([(middle, end), (game.first, middle)]):
            shown = question is not None and stop > start
            self._split[yes].set(x=start + 0.06, width=stop - start - 0.12, visible=shown)
            self._split_words[yes].set(x=(start + stop) / 2, text=self.WORDS["yes or no"][yes] if shown else "")
        self._found.set(x=game.first + 0.06, visible=game.found)

    def _show_answers(self, game):
        self._collected.set_text(self.WORDS["collected"].format(bits=number(game.bits), all=number(ALL_BITS, 0)))
        lines, boxes = [], ([], [])
        for row, (question, yes) in enumerate(game.answers, start=1):
            words = dict(cards=question.cards, answer=self.WORDS["yes or no"][yes], bits=number(question.bits(yes)))
            lines.append(self.WORDS["answer"].format(**words))
            start = self_information(question.left / CARDS)
            end = start + question.bits(yes)
            boxes[yes].extend([(start, end, -1.9, -0.1), (start, end, row - 0.35, row + 0.35)])
        if game.unclear:
            lines.append(self.WORDS["unclear"].format(largest=len(SIZES)))
        last = len(game.answers)
        for row, line in enumerate(self._lines, start=1):
            line.set(text=lines[row - 1] if row <= len(lines) else "", weight="bold" if row == last else "normal")
        for bar, own in zip(self._bars, boxes, strict=True):
            bar.set(path=_boxes(own), visible=bool(own))

    def _show_next(self, game, question):
        """What the next question is worth, or how the game ended."""
        for line, words in zip(self._words, self._worth(question) if question else self._end(game), strict=True):
            line.set_text(words)
        for yes, block in enumerate(self._blocks):
            share = question.share(yes) if question else 0
            block.set(x=0 if yes else 1 - share, width=share, visible=share > 0)
            if share:
                block.set_height(question.bits(yes))
        self._average.set_data(([0, 1], [question.average_bits] * 2) if question else ([], []))

    def _worth(self, question):
        yield self.WORDS["next"].format(cards=question.cards)
        for yes, count in ((True, question.named), (False, question.left - question.named)):
            words = dict(answer=self.WORDS["yes or no"][yes], count=count, left=question.left)
            yield self.WORDS["worth"].format(**words, bits=number(question.bits(yes)))
        yield self.WORDS["average"].format(bits=number(question.average_bits))

    def _end(self, game):
        yield self.WORDS["found"].format(card=game.first) if game.found else self.WORDS["lost"]
        yield self.WORDS["count"].format(count=len(game.answers))
        yield from ("", "")


def _boxes(edges):
    """One path around boxes, each given by its left, right, lower and upper edge."""
    corners = [[(left, low), (right, low), (right, high), (left, high)] for left, right, low, high in edges]
    return Path.make_compound_path_from_polys(np.reshape(corners, (-1, 4, 2)))
