"""Questions and their answers, as they stand in `xentlib/data/questions`: a file for each chapter."""

import math
from dataclasses import dataclass, field
from importlib.resources import files

import numpy as np

from xentlib.engine.tables import check_table, read_tables
from xentlib.losses import sparse_categorical_cross_entropy

POINTS = 100
FOLDER = files("xentlib.data") / "questions"
NEEDED = {"title": "a text", "ask": "a text", "answers": "a list", "right": "a text", "reason": "a text"}
OPTIONAL = {"refuted": "a table", "tempting": "a text", "short": "true or false"}


@dataclass(frozen=True)
class Question:
    """A question with its possible answers.

    Attributes
    ----------
    title : str
        Its name on the score card.
    ask : str
        The question.
    answers : tuple of str
        In the order shown.
    right : str
        One of the answers.
    reason : str
        Why it is right, in one or two sentences.
    refuted : dict of str to dict
        For some questions: each wrong answer → what `says` why it is wrong, where to `see` that (notebook#heading),
        and the `figure` that moves there.
    tempting : str
        The wrong answer that most give; empty if that is not said.
    short : bool
        Whether it is asked in a lecture of 15 minutes, too.

    Raises
    ------
    ValueError
        If `right` is not one of the answers, or `refuted` or `tempting` has one that is no wrong answer.
    """

    title: str
    ask: str
    answers: tuple
    right: str
    reason: str
    refuted: dict = field(default_factory=dict)
    tempting: str = ""
    short: bool = False

    def __post_init__(self):
        if len(set(self.answers)) < len(self.answers):
            raise ValueError(f"answers of {self.title!r} must be different; got {self.answers!r}")
        if self.right not in self.answers:
            raise ValueError(f"right must be one of the answers of {self.title!r}; got {self.right!r}")
        for answer in self.refuted:
            if answer not in self.answers or answer == self.right:
                raise ValueError(f"refuted must hold wrong answers of {self.title!r}; got {answer!r}")
        if self.tempting and (self.tempting not in self.answers or self.tempting == self.right):
            raise ValueError(f"tempting must be a wrong answer of {self.title!r}; got {self.tempting!r}")

    @property
    def truth(self):
        """The index of the right answer."""
        return self.answers.index(self.right)

    @property
    def even_loss(self):
        """What equal shares for all answers cost: ln K, in nats."""
        return math.log(len(self.answers))

    def loss(self, points):
        """The log loss −ln q(right answer) of points out of 100, in nats; ∞ where the right answer has none.

        Raises
        ------
        ValueError
            If there is not one number of points for each answer, one is below 0, or they do not add up to 100.
        """
        if len(points) != len(self.answers):
            raise ValueError(f"points must be one number for each of the {len(self.answers)} answers; got {points!r}")
        if min(points) < 0 or not math.isclose(sum(points), POINTS):
            raise ValueError(f"points must be at least 0 and add up to {POINTS}; got {points!r}")
        return sparse_categorical_cross_entropy(self.truth, np.array(points) / POINTS)


@dataclass(frozen=True)
class Guess:
    """An answer to a question, and how sure one is of it.

    Attributes
    ----------
    question : Question
    choice : int
        The answer, from 0.
    sure : float
        How sure, in per cent: from even spreading, 100/K, to what leaves 1 % to each of the others.

    Raises
    ------
    ValueError
        If there is no such answer, or one cannot be so sure.
    """

    question: Question
    choice: int
    sure: float

    def __post_init__(self):
        count = len(self.question.answers)
        if self.choice not in range(count):
            raise ValueError(f"choice must be an answer, from 0 to {count - 1}; got {self.choice!r}")
        if not POINTS / count <= self.sure <= POINTS - count + 1:
            lowest, highest = POINTS / count, POINTS - count + 1
            raise ValueError(f"sure must lie between {lowest:.4g} and {highest} %; got {self.sure!r}")

    @property
    def points(self):
        """Per cent on each answer: what is left of 100 is spread evenly over the others."""
        others = (POINTS - self.sure) / (len(self.question.answers) - 1)
        return tuple(self.sure if n == self.choice else others for n in range(len(self.question.answers)))

    @property
    def right(self):
        """Whether it is the right answer."""
        return self.choice == self.question.truth

    @property
    def loss(self):
        """−ln of the part that is on the right answer, in nats."""
        return self.question.loss(self.points)


def load_questions(chapter):
    """The questions of a chapter, name → Question, in their order.

    Raises
    ------
    ValueError
        If there are none of that name, or a question is not written as it must be.
    """
    names = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    if chapter not in names:
        raise ValueError(f"chapter must be one of {', '.join(names)}; got {chapter!r}")
    questions, file = {}, FOLDER / f"{chapter}.toml"
    for name, table in read_tables(file).items():
        place = f"{file.name}, question {name!r}"
        check_table(place, table, NEEDED, OPTIONAL)
        try:
            questions[name] = Question(**table | {"answers": tuple(table["answers"])})
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from None
    return questions
