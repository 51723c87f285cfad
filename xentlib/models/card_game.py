"""Twenty questions about a hidden card: what each yes or no is worth in bits, and what of a game was typed."""

from typing import NamedTuple

import numpy as np

from xentlib.information import bernoulli, entropy, self_information

CARDS = 16
ALL_BITS = self_information(1 / CARDS)
MOST = 20  # questions
HIDDEN = np.argsort(np.random.default_rng(7).random(CARDS)).tolist()  # the card of each game
SIZES = {str(size): size for size in range(1, CARDS)}  # how many cards a question can name, as one types it


class CardQuestion(NamedTuple):
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
    answers : list of (CardQuestion, bool)
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
        return CardQuestion(self.first, self.left, min(size, self.left))

    @property
    def found(self):
        return self.left == 1

    @property
    def over(self):
        return self.found or len(self.answers) == MOST

    @property
    def bits(self):
        return self_information(self.left / CARDS)
