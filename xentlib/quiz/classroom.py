"""What a class knows and believes, read from the codes of its tests; nobody has a name, so nobody is followed."""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from xentlib.quiz.codes import ITEMS, OCCASIONS, WEIGHTS, Damaged, UnknownVersion, items, read_code, write_code
from xentlib.quiz.questions import POINTS, Question

SIMULATED_CLASS = Path(__file__).parents[1] / "data/simulated_class.csv"  # of no students: drawn by chance
ALPHA = 0.05  # the probability to name a misconception in a class that has none
CELLS = re.compile(r"[,;\t\"]")  # what stands between the cells of an export
LIKE_A_CODE = range(20, 37)  # letters, blanks and hyphens left out, of a cell that may be a damaged one
WORDS = {"no code": "no code", "two": "two codes", "again": "the code of line {first} again: both count"}


@dataclass(frozen=True)
class Note:
    """A line of the file, and why it is mentioned."""

    line: int
    why: str


@dataclass(frozen=True)
class Belief:
    """What a class thinks of an item.

    Attributes
    ----------
    question : Question
    count : int
        How many did it.
    right : int
        How many of them chose the right answer.
    shares : tuple of float
        On each answer, per cent, on average.
    sure : float
        Of the answers that were chosen, per cent, on average.
    """

    question: Question
    count: int
    right: int
    shares: tuple
    sure: float


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that a class believes.

    Attributes
    ----------
    item : int
        From 1.
    question : Question
    answer : str
    count : int
        How many chose it, and were surer than “no idea”.
    by_chance : float
        How many would have, had those who chose a wrong answer chosen any.
    sure : float
        How sure they were, per cent, on average.
    beyond : float
        The belief in it beyond chance: per cent above “no idea”, added up over the class.
    p : float
        The probability that chance alone makes so much belief in any wrong answer of the test.
    """

    item: int
    question: Question
    answer: str
    count: int
    by_chance: float
    sure: float
    beyond: float
    p: float

    @property
    def refuted(self):
        """What refutes it: what `says` so, where to `see` it and the `figure`, as in the file of questions."""
        return self.question.refuted[self.answer]


class Cohort:
    """All tests of a class on one occasion.

    Parameters
    ----------
    sheets : sequence of Sheet
        One at least.
    """

    def __init__(self, sheets):
        self.sheets = tuple(sheets)

    def __len__(self):
        return len(self.sheets)

    @cached_property
    def right(self):
        """The number of right answers of each test, of 20."""
        return np.array([sheet.right for sheet in self.sheets])

    @property
    def mean_right(self):
        return float(self.right.mean())

    @property
    def error(self):
        """The standard error of `mean_right`; of a single test nobody knows it: NaN."""
        return float(self.right.std(ddof=1) / math.sqrt(len(self))) if len(self) > 1 else math.nan

    @cached_property
    def beliefs(self):
        """A Belief for each item in order."""
        return [_belief(question, self._guesses(n)) for n, question in enumerate(items())]

    @cached_property
    def misconceptions(self):
        """The Misconceptions that chance alone does not explain; the one with most belief beyond chance comes first."""
        every = [one for n in range(len(items())) for one in _suspected(n + 1, self._guesses(n))]
        named = [one for one in every if one.p < ALPHA]
        return sorted(named, key=lambda one: -one.beyond)

    @property
    def chosen(self):
        """Of every answer that was chosen: how sure, per cent, and whether it is right."""
        guesses = [one for n in range(len(items())) for one in self._guesses(n)]
        return [one.sure for one in guesses], [one.right for one in guesses]

    def _guesses(self, n):
        return [sheet.guesses[n] for sheet in self.sheets if sheet.guesses[n] is not None]


def _belief(question, guesses):
    if not guesses:
        return Belief(question, 0, 0, (math.nan,) * len(question.answers), math.nan)
    shares = np.mean([one.points for one in guesses], axis=0)
    right = sum(one.right for one in guesses)
    return Belief(question, len(guesses), right, tuple(shares.tolist()), float(np.mean([one.sure for one in guesses])))


def _suspected(n, guesses):
    """Each wrong answer of an item as a Misconception.

    Of a wrong answer that is chosen with s per cent, s − 100/K speak for it: with “no idea” nothing does, whichever
    answer was pressed. Were all wrong answers as good as each other, each such weight would fall on any of them alike,
    and the weights on one of K − 1 would be a sum of independent weights, each with probability 1/(K − 1). The
    probability that this sum is as large as it is, or larger, is added up exactly, weights being rounded to whole per
    cent. Times the number of wrong answers of the test (Bonferroni) it bounds the probability to name any by chance.

    References
    ----------
    E. J. G. Pitman, *Significance Tests Which May Be Applied to Samples from Any Populations*, Supplement to the
    Journal of the Royal Statistical Society 4 (1937); O. J. Dunn, *Multiple Comparisons among Means*, Journal of the
    American Statistical Association 56 (1961), section 2.
    """
    question = items()[n - 1]
    others = len(question.answers) - 1
    wrong = [one for one in guesses if not one.right and _weight(one)]
    weights = [_weight(one) for one in wrong]
    reached = at_least(weights, 1 / others)
    for place, answer in enumerate(question.answers):
        own = [one for one in wrong if one.choice == place]
        if own:
            weight = sum(map(_weight, own))
            sure = float(np.mean([one.sure for one in own]))
            p = min(1.0, _wrong_answers() * float(reached[weight]))
            yield Misconception(
                n, question, answer, len(own), len(wrong) / others, sure, weight - sum(weights) / others, p
            )


def _weight(guess):
    """What is said of an answer beyond even spreading, in whole per cent."""
    return round(guess.sure - POINTS / len(guess.question.answers))


def _wrong_answers():
    return sum(len(question.answers) - 1 for question in items())


def at_least(weights, probability):
    """P(S ≥ s) for s = 0, 1, …, where S adds up each of the whole weights with this probability, independently.

    >>> at_least([1, 1], 1 / 2).tolist()
    [1.0, 0.75, 0.25]
    """
    distribution = np.zeros(sum(weights) + 1)
    distribution[0] = 1
    for weight in weights:
        with_it = np.concatenate([np.zeros(weight), distribution[: len(distribution) - weight]])
        distribution = (1 - probability) * distribution + probability * with_it
    return distribution[::-1].cumsum()[::-1]  # from the smallest probabilities on


def normalised_gain(before, after):
    """What the class gained of what it could: g = (A − B) / (20 − B), of B and A right answers on average.

    Its standard error is that of two classes that are independent, to the first order:
    √(s_A² + s_B² ((20 − A) / (20 − B))²) / (20 − B), with s the standard error of each average. As those who did well
    before do well after, and nobody can be paired, this is on the safe side.

    Parameters
    ----------
    before, after : Cohort

    Returns
    -------
    gain, error : float

    Raises
    ------
    ValueError
        If there are fewer than two tests on an occasion, or the class had all right before.

    References
    ----------
    R. R. Hake, *Interactive-Engagement versus Traditional Methods*, American Journal of Physics 66 (1998).
    """
    for name, cohort in (("before", before), ("after", after)):
        if len(cohort) < 2:
            raise ValueError(f"{name} must have two tests or more; got {len(cohort)}")
    left = ITEMS - before.mean_right
    if not left:
        raise ValueError(f"before must leave something to gain; got {ITEMS} right answers on average")
    gain = (after.mean_right - before.mean_right) / left
    return gain, math.hypot(after.error, before.error * (1 - gain)) / left


@dataclass(frozen=True)
class Classroom:
    """The tests of a class.

    Attributes
    ----------
    before, after : Cohort or None
        None if there are no codes of that occasion.
    left_out : tuple of Note
        The lines that could not be read.
    repeated : tuple of Note
        The lines that have the code of a line above; they count.
    """

    before: Cohort | None
    after: Cohort | None
    left_out: tuple
    repeated: tuple

    @property
    def cohorts(self):
        """Occasion → Cohort, of those that there are."""
        return {name: cohort for name in OCCASIONS if (cohort := getattr(self, name))}

    @property
    def latest(self):
        return self.after or self.before


def read_class(file):
    """The codes of a class, one a line, as a form exports them.

    A line may have other cells than its code, between commas, semicolons or tabs; an empty line is none.

    Parameters
    ----------
    file : str or Path
        Text in UTF-8.

    Returns
    -------
    Classroom

    Raises
    ------
    ValueError
        If it is no such text, or no line has a code; then the message says why.
    OSError
        If there is no such file.

    Examples
    --------
    >>> room = read_class(SIMULATED_CLASS)
    >>> len(room.before), len(room.after)
    (39, 35)
    """
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"file must be text in UTF-8; got {str(file)!r}") from None
    sheets, left_out, repeated, seen = [], [], [], {}
    for line, cells in enumerate(text.split("\n"), start=1):
        if cells.strip():
            try:
                sheet = _sheet(cells)
            except ValueError as error:
                left_out.append(Note(line, str(error)))
                continue
            sheets.append(sheet)
            if (first := seen.setdefault(write_code(sheet.occasion, sheet.guesses), line)) != line:
                repeated.append(Note(line, WORDS["again"].format(first=first)))
    if not sheets:
        reasons = "".join(f"\nline {note.line}: {note.why}" for note in left_out)
        raise ValueError(f"file must have a code on one of its lines; got {str(file)!r}{reasons}")
    cohorts = {name: [sheet for sheet in sheets if sheet.occasion == name] for name in OCCASIONS}
    made = {name: Cohort(found) if found else None for name, found in cohorts.items()}
    return Classroom(**made, left_out=tuple(left_out), repeated=tuple(repeated))


def _sheet(line):
    """The one code of a line, or an error that says why there is none."""
    found, damaged, errors = [], 0, {}
    for cell in CELLS.split(line):
        try:
            found.append(read_code(cell))
        except UnknownVersion:
            raise
        except ValueError as error:
            damaged += isinstance(error, Damaged)
            errors[len("".join(cell.replace("-", "").split()))] = error
    if len(found) + damaged > 1:
        raise ValueError(WORDS["two"])
    if found:
        return found[0]
    nearest = min(errors, key=lambda length: abs(length - len(WEIGHTS)))
    raise errors[nearest] if nearest in LIKE_A_CODE else ValueError(WORDS["no code"])
