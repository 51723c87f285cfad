"""The code of a test: before or after the course, and of each item the answer and how sure; to paste into any form.

Seven groups of four letters, such as `ABFB-AAAA-AAAA-AAAA-AAAA-AAAA-AACS`, and no name in them: the version of the
test, before (B) or after (A), 24 letters for the answers, two check letters. An item is in one of 41 states: open, or
one of at most four answers at one of at most ten levels of sureness. Twenty items are a number below 41²⁰, which is
less than 23²⁴: 24 digits to the base 23, the number of letters in use.

**What the check letters find.** Let xᵢ be the place of letter i in LETTERS, and (uᵢ, vᵢ) its WEIGHTS. In a code Σ uᵢxᵢ
and Σ vᵢxᵢ are both multiples of 23. No pair of weights is (0, 0), and no two letters of the code have the same pair;
the check letters with theirs, (1, 0) and (0, 1), are no exception. As 23 is prime, a product is a multiple of it only
if a factor is, and the differences below lie between −22 and 22:

- one wrong letter changes the sums by uᵢd and vᵢd, with d ≠ 0: at least one of them is no multiple of 23 any more;
- two different letters exchanged change them by (uᵢ − uⱼ)d and (vᵢ − vⱼ)d, and one of these differences is not 0.

References
----------
R. W. Hamming, *Error Detecting and Error Correcting Codes*, Bell System Technical Journal 29 (1950).
"""

import functools
import re
from dataclasses import dataclass

from xentlib.quiz.guesses import levels
from xentlib.quiz.questions import Guess, load_questions

TEST = "concept_inventory"
VERSION = "A"  # of the test: the next of the letters when items, answers or levels change, and never again an old one
# Without I, O and U, which look like J, Q and V; digits look like letters.
LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
OCCASIONS = {"before": "B", "after": "A"}
ITEMS, ANSWERS, LEVELS = 20, 4, 10  # at most
STATES = 1 + ANSWERS * LEVELS
DIGITS = 24
GROUP = 4
# of the version, the occasion and the digits; then those of the check letters
WEIGHTS = [(1 + n % 22, 1 + n // 22) for n in range(2 + DIGITS)] + [(1, 0), (0, 1)]
WORDS = {
    "sign": "a code has no {sign!r}: its letters are {letters}",
    "length": "a code has {length} letters; got {got}",
    "checks": "a letter is wrong, or two are exchanged: the check letters do not fit",
    "version": "the code is of version {version} of the test, and not of {own}",
    "content": "the letters stand for no answers that can be given",
}


class Damaged(ValueError):
    """What has the form of a code, and is none."""


class UnknownVersion(ValueError):
    """A code that is whole, but of a test with other items."""


@dataclass(frozen=True)
class Sheet:
    """A test that one reader took.

    Attributes
    ----------
    occasion : str
        "before" or "after" the course.
    guesses : tuple of Guess or None
        Of each item in order; None where it was left open.
    """

    occasion: str
    guesses: tuple

    @property
    def right(self):
        """How many items are right; one that was left open is not."""
        return sum(one is not None and one.right for one in self.guesses)


def write_code(occasion, guesses):
    """The code of a test.

    Parameters
    ----------
    occasion : str
        "before" or "after".
    guesses : sequence of Guess or None
        Of each item, twenty at most; None for one that is open, as are those that are not there.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the occasion is no such word, there are too many guesses, or one is of a fifth answer or as sure as no
        level is.
    """
    if occasion not in OCCASIONS:
        raise ValueError(f"occasion must be one of {', '.join(OCCASIONS)}; got {occasion!r}")
    if len(guesses) > ITEMS:
        raise ValueError(f"guesses must be at most {ITEMS}; got {len(guesses)}")
    places = [LETTERS.index(VERSION), LETTERS.index(OCCASIONS[occasion]), *_digits(map(_state, guesses))]
    places += [-total for total in _sums(places)]
    code = "".join(LETTERS[place % len(LETTERS)] for place in places)
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(text):
    """The test behind a code. Blanks, hyphens and the case of letters do not matter; all else does.

    Parameters
    ----------
    text : str

    Returns
    -------
    Sheet

    Raises
    ------
    UnknownVersion
        If the test has other items now.
    Damaged
        If its letters are those of a code, and do not fit together.
    ValueError
        If it is no code; the message says why.

    Examples
    --------
    >>> guess = Guess(items()[0], 2, 95)
    >>> write_code("before", [guess])
    'ABFB-AAAA-AAAA-AAAA-AAAA-AAAA-AACS'
    >>> read_code("abfb aaaa aaaa aaaa aaaa aaaa aacs").guesses[0].sure
    95
    """
    places = _places(re.sub(r"[\s-]", "", text))
    if any(total % len(LETTERS) for total in _sums(places)):
        raise Damaged(WORDS["checks"])
    version, occasion, *digits = (LETTERS[place] for place in places[:-2])
    if version != VERSION:
        raise UnknownVersion(WORDS["version"].format(version=version, own=VERSION))
    named = {letter: name for name, letter in OCCASIONS.items()}
    number = sum(LETTERS.index(digit) * len(LETTERS) ** n for n, digit in enumerate(digits))
    if occasion not in named or number >= STATES**ITEMS:
        raise Damaged(WORDS["content"])
    states = [number // STATES**n % STATES for n in range(ITEMS)]
    return Sheet(named[occasion], tuple(_guess(*pair) for pair in zip(items(), states, strict=True)))


@functools.cache
def items():
    """The questions of the test, in order."""
    return tuple(load_questions(TEST).values())


def _places(letters):
    known = {sign: place for place, letter in enumerate(LETTERS) for sign in (letter, letter.lower())}
    for sign in letters:
        if sign not in known:
            raise ValueError(WORDS["sign"].format(sign=sign, letters=LETTERS))
    if len(letters) != len(WEIGHTS):
        raise ValueError(WORDS["length"].format(length=len(WEIGHTS), got=len(letters)))
    return [known[sign] for sign in letters]


def _sums(places):
    """Both weighted sums of letters, which may be without their check letters."""
    return [sum(pair[row] * place for pair, place in zip(WEIGHTS, places, strict=False)) for row in (0, 1)]


def _digits(states):
    """To the base 23, the last first, of the number whose digits to the base 41 are the states, the last first."""
    number = sum(state * STATES**n for n, state in enumerate(states))
    return [number // len(LETTERS) ** n % len(LETTERS) for n in range(DIGITS)]


def _state(guess):
    if guess is None:
        return 0
    shares = [share for _, share in levels(len(guess.question.answers))]
    if guess.choice >= ANSWERS:
        raise ValueError(f"choice must be one of the first {ANSWERS} answers; got {guess.choice}")
    if guess.sure not in shares:
        raise ValueError(f"sure must be one of the levels {shares}; got {guess.sure!r}")
    return 1 + guess.choice * LEVELS + shares.index(guess.sure)


def _guess(question, state):
    if not state:
        return None
    choice, level = divmod(state - 1, LEVELS)
    shares = [share for _, share in levels(len(question.answers))]
    if choice >= len(question.answers) or level >= len(shares):
        raise Damaged(WORDS["content"])
    return Guess(question, choice, shares[level])
