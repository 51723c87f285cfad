"""Exercises that answer back: what a task asks for, and which misconception a wrong answer looks like."""

import functools
import inspect
import math
import re
import reprlib
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real

import numpy as np

NOT_ATTEMPTED = "Not attempted yet."
RIGHT = "Right."
NOT_YET = "Not yet."
# mark and colour of a verdict, as those of a guess
BADGES = {RIGHT: ("✓", "#1A7F37"), NOT_YET: ("✗", "#B3261E")}
HOW_TO_ATTEMPT = "Put your answer in place of the three dots."
HOW_TO_RETURN = "Nothing comes back: put your answer in place of the three dots, with return in front of the result."
FINITE_FOR_INFINITY = "a finite number stands where ∞ belongs, as from a clip, a tiny number added, or a zero left out"
ZERO_FOR_INFINITY = "0 stands where ∞ belongs"
HUGE_FOR_INFINITY = "a huge number stands where ∞ belongs; ∞ is the honest answer"
NAN_FOR_INFINITY = "nan, which is no number, stands where ∞ belongs"
MINUS_INFINITY = "the sign of the ∞ is turned"
ROUNDED = "nearly right; a number in it is rounded, or a tiny one is added"
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#$|~&])")
LONGEST_SHOWN, LONGEST_ARGUMENT = 12, 24  # numbers
LONGEST_TEXT = 120  # letters of an error
SMALL, LARGE = 1e-3, 1e6  # beyond these a number is shown with its power of ten


def _of_attempts(judge):
    """For answers that were attempted. Warnings stay inside: a division by zero is answered in words."""

    @functools.wraps(judge)
    def judge_attempt(self, answer):
        if _is_nothing(answer):
            return Feedback(NOT_ATTEMPTED, HOW_TO_ATTEMPT)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return judge(self, answer)

    return judge_attempt


@dataclass(frozen=True)
class Feedback:
    """What a check answers, in one or two sentences: the verdict, and what it rests on."""

    verdict: str
    told: str

    @property
    def right(self):
        return self.verdict == RIGHT

    @property
    def text(self):
        return f"{self.verdict} {self.told}"

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        """For a notebook, which would break a long line of plain text inside a word."""
        told = MARKDOWN_SIGNS.sub(r"\\\1", self.told)
        if self.verdict not in BADGES:
            return f"**{self.verdict}** {told}"
        mark, colour = BADGES[self.verdict]
        return f'<span style="background-color:{colour};color:white">{mark} **{self.verdict}**</span> {told}'


@dataclass(frozen=True)
class Mistake:
    """A plausible wrong answer, and the misconception behind it, said in a few words."""

    wrong: object
    says: str


@dataclass(frozen=True)
class FunctionExercise:
    """Write a function.

    Attributes
    ----------
    right : callable
        The function that is asked for.
    cases : tuple of tuple
        Arguments to try it on: ordinary ones first, then extreme ones, then a batch. Lists come as arrays.
    mistakes : tuple of Mistake
        `wrong` is a function of the same arguments.
    unit : str
        Of the results.
    remark : str
        Said when the answer is right: what it shows.
    """

    right: Callable
    cases: tuple
    mistakes: tuple
    unit: str
    remark: str

    @_of_attempts
    def judge(self, answer):
        """The feedback on a function."""
        if not callable(answer):
            return _wrong_kind("a function", answer)
        given = [_outcome(answer, case) for case in self.cases]
        if all(map(_is_nothing, given)):
            return Feedback(NOT_ATTEMPTED, HOW_TO_RETURN)
        wanted = [_outcome(self.right, case) for case in self.cases]
        agree = [_same(one, other) for one, other in zip(given, wanted, strict=True)]
        if all(agree):
            return Feedback(RIGHT, self.remark)
        case, says = self._diagnosis(given, wanted, [case for case, right in enumerate(agree) if not right])
        got, asked = _shown(given[case]), _shown(wanted[case])
        if got == asked:  # they differ where four decimals do not show it
            got, asked = _shown(given[case], _every_digit), _shown(wanted[case], _every_digit)
        said = f"For {_shown_arguments(self.right, self.cases[case])} it gives {got} instead of {asked} {self.unit}"
        return Feedback(NOT_YET, f"{said.rstrip()}: {says}." if says else f"{said.rstrip()}.")

    def _diagnosis(self, given, wanted, wrong):
        """The case to show, and what it looks like, if that is known. In this order:

        1. a mistake that gives the same in every case;
        2. all is right but for an ∞, or nearly right;
        3. a mistake that gives the same up to the first wrong case, and in half of the wrong ones that cannot agree by
           chance, two at least.
        """
        first_wrong = wrong[0]
        answers = [[_outcome(mistake.wrong, case) for case in self.cases] for mistake in self.mistakes]
        common = _common_slips(self.unit.partition(" ")[0])
        for says, values in [
            *((mistake.says, values) for mistake, values in zip(self.mistakes, answers, strict=True)),
            *((says, [_outcome(slip, [value]) for value in wanted]) for slip, says in common),
        ]:
            if all(map(_same, given, values)):
                return first_wrong, says
        if all(map(_nearly_same, given, wanted)):
            for case, (one, other) in enumerate(zip(given, wanted, strict=True)):
                if says := _instead_of_infinity(one, other):
                    return case, says
            return first_wrong, ROUNDED
        so_far = slice(first_wrong + 1)
        telling = [case for case in wrong if not _may_be_chance(given[case], self.cases[case])]
        for mistake, values in zip(self.mistakes, answers, strict=True):
            alike = [_same(given[case], values[case]) for case in telling]
            if all(map(_same, given[so_far], values[so_far])) and sum(alike) >= max(2, len(alike) / 2):
                return first_wrong, mistake.says
        return first_wrong, None


@dataclass(frozen=True)
class ValueExercise:
    """Give a number, or several.

    Attributes
    ----------
    right : number or sequence of numbers
        What is asked for; compared to four decimals, as they are printed.
    mistakes : tuple of Mistake
        `wrong` is another value.
    unit : str
        Of the number; empty if it has none.
    remark : str
        Said when the answer is right: what it shows.
    """

    right: object
    mistakes: tuple
    unit: str
    remark: str

    @_of_attempts
    def judge(self, answer):
        """The feedback on a number, or on several."""
        if _shape(self.right) != _shape(answer):
            return _with_commas(answer, lambda given: _shape(given) == _shape(self.right)) or _wrong_kind(
                _kind(self.right), answer
            )
        if _rounded_same(answer, self.right):
            return Feedback(RIGHT, self.remark)
        found = next((mistake.says for mistake in self.mistakes if _rounded_same(answer, mistake.wrong)), "")
        if not found and any(_same(answer, reading, rtol=0) for reading in _with_fewer_decimals(self.right)):
            return Feedback(NOT_YET, f"{_shown(answer, _every_digit)}: close, but four decimals are asked, rounded.")
        if found:  # it may be in another unit
            return Feedback(NOT_YET, f"{_shown(answer)}: {found}.")
        said = f"{_shown(answer)} {self.unit}"
        return Feedback(NOT_YET, f"{said.rstrip()} is not it.")


@dataclass(frozen=True)
class Rule:
    """What a construction must hold.

    Attributes
    ----------
    holds : callable
        What was read of an answer → bool.
    says : callable
        The same, of an answer that breaks it → one sentence, with the number.
    broken_by : object
        An answer that keeps the rules before this one and breaks this one.
    """

    holds: Callable
    says: Callable
    broken_by: object


@dataclass(frozen=True)
class ConstructionExercise:
    """Build something: many answers are right.

    Attributes
    ----------
    read : callable
        Answer → what the rules are asked about, or None if the answer has not the form.
    form : str
        What to give, said of an answer without that form.
    rules : tuple of Rule
        Asked in order; the first one that is broken answers.
    remark : callable
        What was read of a right answer → what it shows, in one sentence with the number.
    """

    read: Callable
    form: str
    rules: tuple
    remark: Callable

    @_of_attempts
    def judge(self, answer):
        """The feedback on what was built."""
        built = self.read(answer)
        if built is None:
            return _with_commas(answer, lambda given: self.read(given) is not None) or Feedback(NOT_YET, self.form)
        for rule in self.rules:
            if not rule.holds(built):
                return Feedback(NOT_YET, rule.says(built))
        return Feedback(RIGHT, self.remark(built))


def _common_slips(unit):
    """What can happen to the right result of any exercise, and how it is told in all of them; their own come first."""
    base_10 = "a logarithm to base 10, neither bits nor nats"
    logarithms = {
        "bits": [(math.log(2), "natural log for bits"), (math.log10(2), base_10)],
        "nats": [(1 / math.log(2), "bits, where nats were asked"), (1 / math.log(10), base_10)],
    }
    for factor, says in logarithms.get(unit, ()):
        yield (lambda right, factor=factor: factor * right), says
    yield np.negative, "the sign is turned"
    yield np.sum, "all rows are added up; each row has a result of its own"
    yield np.mean, "the mean of all rows; each row has a result of its own"


def numbers(answer, *shape):
    """The answer as an array of finite numbers of this shape, or None if it is not that."""
    array = _array(answer)
    return array if array is not None and array.shape == shape and np.all(np.isfinite(array)) else None


def _is_nothing(answer):
    return answer is None or answer is ...


def _wrong_kind(wanted, answer):
    return Feedback(NOT_YET, f"The answer must be {wanted}; this is {_shown(answer)}.")


def _with_commas(answer, has_the_form):
    """The feedback on an answer whose decimal marks are commas, which part numbers in Python; None if it has none."""
    pointed = _pointed(answer)
    if pointed is None or not has_the_form(pointed):
        return None
    return Feedback(NOT_YET, f"In Python a comma parts two numbers; the decimal mark is a point: {pointed}.")


def _pointed(answer):
    """The numbers of an answer such as 6,9078 or [0,25, 0,75] or "6,9078", with points; None if they are not such."""
    if isinstance(answer, str):
        return float(answer.replace(",", ".")) if re.fullmatch(r"\s*-?\d*,\d+\s*", answer) else None
    if not isinstance(answer, list | tuple) or not answer:
        return None
    if all(isinstance(row, list | tuple) for row in answer):
        rows = [_pointed(row) for row in answer]
        return None if None in rows else [row if isinstance(row, list) else [row] for row in rows]
    if len(answer) % 2 or not all(type(part) is int for part in answer) or min(answer[1::2]) < 0:
        return None
    parts = [float(f"{whole}.{decimals}") for whole, decimals in zip(answer[::2], answer[1::2], strict=True)]
    return parts[0] if len(parts) == 1 else parts


def _outcome(function, arguments):
    """What the function gives for copies of the arguments, or the error that it raises."""
    try:
        with np.errstate(all="ignore"):  # each call its own: a function may change the state
            return function(*map(_copied, arguments))
    except (Exception, SystemExit) as error:
        return error


def _copied(argument):
    """A copy, as numpy's: 1 / 0 is ∞ for one number as it is for many."""
    return (
        np.array(argument)
        if isinstance(argument, list)
        else np.float64(argument)
        if isinstance(argument, float)
        else argument
    )


def _array(value):
    """The value as an array of numbers, or None if it is none."""
    try:
        array = np.asarray(value)
    except Exception:  # rows of different lengths, or an object that will not be an array
        return None
    if np.ma.is_masked(value):
        return None
    if array.dtype == object and all(isinstance(item, (Real, Decimal)) for item in array.flat):
        try:
            return array.astype(float)  # fractions, say
        except Exception:  # too large, or no number after all
            return None
    return array.astype(float) if array.dtype.kind in "biuf" else None  # digits in quotes are a text


def _same(one, other, rtol=1e-7, atol=1e-9):
    if isinstance(one, BaseException) or isinstance(other, BaseException):
        return type(one) is type(other) and str(one) == str(other)
    first, second = _array(one), _array(other)
    if first is None or second is None or first.shape != second.shape:
        return False
    return np.allclose(first, second, rtol=rtol, atol=atol, equal_nan=True)


def _may_be_chance(value, arguments):
    """An error; or what may be picked by chance: an entry or a row of the arguments."""
    parts = (part for argument in arguments if np.ndim(argument) for part in argument)
    return isinstance(value, BaseException) or any(_same(value, part) for part in parts)


def _with_fewer_decimals(right):
    """A number, or several, cut to four decimals or fewer, or rounded so, as long as something is left of each."""
    for scale in (10, 100, 1000, 10000):
        for shorten in (np.round, np.trunc):
            reading = shorten(np.multiply(right, scale)) / scale
            if np.all(reading != 0) and len(np.unique(reading)) == len(np.unique(right)):
                yield reading


def _rounded_same(one, other):
    """Equal as four decimals show it."""
    return _same(one, other, rtol=0, atol=5.001e-5)


def _nearly_same(one, other):
    """The same wherever the other is finite, but for a tiny number; nothing has become 0."""
    first, second = _array(one), _array(other)
    if first is None or second is None or first.shape != second.shape:
        return _same(one, other)
    finite = np.isfinite(second)
    first, second = first[finite], second[finite]
    return np.allclose(first, second, rtol=1e-3, atol=1e-3) and not np.any((first == 0) & (second != 0))


def _instead_of_infinity(one, other):
    """What a number looks like that stands where ∞ belongs; None if there is none."""
    there = np.isposinf(_array(other)) if _array(other) is not None else np.array(False)
    if not there.any():
        return None
    instead = _array(one)[there]
    if np.isnan(instead).any():
        return NAN_FOR_INFINITY
    number = np.min(instead)
    if np.isinf(number):
        return MINUS_INFINITY if number < 0 else None
    return ZERO_FOR_INFINITY if number == 0 else HUGE_FOR_INFINITY if number > LARGE else FINITE_FOR_INFINITY


def _shape(value):
    array = _array(value)
    return None if array is None else array.shape


def _kind(right):
    return f"{np.size(right)} numbers in a list" if np.ndim(right) else "one number, without quotes or brackets"


def _shown_arguments(function, arguments):
    names = list(inspect.signature(function).parameters)[: len(arguments)]
    return ", ".join(f"{name} = {_shown_argument(given)}" for name, given in zip(names, arguments, strict=True))


def _shown_argument(argument):
    if np.size(argument) <= LONGEST_ARGUMENT or np.ndim(argument) > 1:
        return f"{argument}"
    first, second, *_, last = argument
    return f"[{first}, {second}, … {last}] ({len(argument)} numbers)"


def _four_decimals(number):
    if isinstance(number, int):
        return f"{number}" if abs(number) < LARGE else f"{number:.3e}"
    if number == 0:
        number = 0.0  # never −0
    return f"{number:.4f}" if number == 0 or SMALL <= abs(number) < LARGE else f"{number:.3e}"


def _every_digit(number):
    return f"{number}"


def _shown(value, write=_four_decimals):
    if _is_nothing(value):
        return "nothing"
    if isinstance(value, BaseException):
        return f"the error “{_shown_error(value)}”"
    array = _array(value)
    if array is None:
        return _shown_object(value)
    if array.size > LONGEST_SHOWN:
        return f"an array of the shape {array.shape}"
    whole = np.asarray(value).dtype.kind in "iu"
    return _shown_numbers(np.asarray(value).tolist() if whole else array.tolist(), write)


def _shown_error(error):
    try:
        text = " ".join(str(error).split())
    except Exception:  # of the reader's own making
        text = ""
    return textwrap.shorten(f"{type(error).__name__}: {text}", LONGEST_TEXT, placeholder=" …")


def _shown_object(value):
    if callable(value):
        return f"a {type(value).__name__}"
    try:
        return reprlib.repr(value)
    except Exception:  # a number of thousands of digits, or an object without words
        return f"a {type(value).__name__}"


def _shown_numbers(values, write):
    if isinstance(values, list):
        return f"[{', '.join(_shown_numbers(value, write) for value in values)}]"
    if math.isinf(values):
        return "∞" if values > 0 else "−∞"
    return write(values)
