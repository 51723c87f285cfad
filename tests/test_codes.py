"""The code of a test: what is written is read again, and what is damaged is found."""

import hashlib
import itertools
import json
import random
import re

import pytest
from tiers import often

from xentlib.quiz.codes import (
    ANSWERS,
    ITEMS,
    LETTERS,
    LEVELS,
    OCCASIONS,
    VERSION,
    Sheet,
    UnknownVersion,
    items,
    read_code,
    write_code,
)
from xentlib.quiz.guesses import levels
from xentlib.quiz.questions import Guess, Question, load_questions

# Of each version of the test, what its codes stand for. If that changes, give VERSION its next letter, and add a line
# here: codes that were gathered before would be read as other answers.
VERSIONS = {"A": "30cb8ed0c7bb8d42"}


def every_guess(question):
    """None, and each answer with each way of being sure of it."""
    shares = [share for _, share in levels(len(question.answers))]
    return [None, *(Guess(question, *end) for end in itertools.product(range(len(question.answers)), shares))]


def some_tests(draw, count):
    """Tests that all, some or no items were done of; among them all first, all last and all open ones."""
    guesses_of = [every_guess(question) for question in items()]
    tests = [tuple(one[place] for one in guesses_of) for place in (0, 1, -1)]
    while len(tests) < count:
        done = draw.random()
        tests.append(tuple(draw.choice(one[1:]) if draw.random() < done else None for one in guesses_of))
    return [(occasion, guesses) for guesses in tests for occasion in OCCASIONS]


@pytest.fixture(scope="module")
def codes():
    """As one line of letters each."""
    return [write_code(*one).replace("-", "") for one in some_tests(random.Random(1), often(100, 6))]


def test_a_new_version_is_told_when_items_answers_or_levels_change():
    test = load_questions("concept_inventory")
    told = {id_: [*item.answers, item.right, levels(len(item.answers))] for id_, item in test.items()}
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
    assert list(VERSIONS)[-1] == VERSION and VERSIONS[VERSION] == digest
    assert len(set(VERSIONS.values())) == len(VERSIONS)


# -- written and read


def test_what_is_written_is_read():
    for occasion, guesses in some_tests(random.Random(2), often(1000, 50)):
        assert read_code(write_code(occasion, guesses)) == Sheet(occasion, guesses)


@pytest.mark.parametrize("n", range(20))
def test_each_answer_at_each_level_is_read(n):
    for guess in every_guess(items()[n]):
        guesses = (None,) * n + (guess,) + (None,) * (19 - n)
        assert read_code(write_code("after", guesses)).guesses == guesses


def test_a_code_is_seven_groups_of_four_letters_none_of_which_looks_like_another():
    assert not set(LETTERS) & set("IOU0123456789") and len(set(LETTERS)) == len(LETTERS) == 23
    for one in some_tests(random.Random(3), 20):
        assert re.fullmatch(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{6}}", write_code(*one))


def test_there_is_room_for_every_item():
    assert len(items()) == ITEMS and all(len(item.answers) <= ANSWERS for item in items())
    assert all(len(levels(count)) <= LEVELS for count in range(2, ANSWERS + 1))


def test_items_that_are_not_there_are_open():
    [guess] = every_guess(items()[0])[5:6]
    assert write_code("before", [guess]) == write_code("before", [guess, *[None] * 19])


def test_what_is_right_is_counted():
    guesses = [Guess(item, item.truth if n < 7 else (item.truth + 1) % 3, 50) for n, item in enumerate(items()[:12])]
    assert read_code(write_code("before", guesses)).right == 7


# -- what changes nothing, and what is damaged


@pytest.mark.parametrize(
    "rewritten",
    [str.lower, str.upper, str.title, lambda code: code.replace("-", ""), lambda code: code.replace("-", " "),
     lambda code: f"\t {code}\n", lambda code: " - ".join(code), lambda code: code.replace("-", "\N{NO-BREAK SPACE}")],
)  # fmt: skip
def test_case_blanks_and_hyphens_change_nothing(rewritten):
    for one in some_tests(random.Random(4), 10):
        assert read_code(rewritten(write_code(*one))) == Sheet(*one)


def fits(code):
    """Whether its check letters are right."""
    try:
        read_code(code)
    except ValueError as error:
        return "check letters" not in str(error)
    return True


def test_every_single_wrong_letter_is_found(codes):
    for code in codes:
        wrong = [code[:n] + letter + code[n + 1 :] for n in range(28) for letter in LETTERS if letter != code[n]]
        assert len(wrong) == 28 * 22 and not any(map(fits, wrong))


def test_every_exchange_of_two_letters_is_found(codes):
    exchanged = 0
    for code in codes:
        for first, second in itertools.combinations(range(28), 2):
            if code[first] != code[second]:
                letters = list(code)
                letters[first], letters[second] = code[second], code[first]
                assert not fits("".join(letters))
                exchanged += 1
    assert exchanged > 200 * len(codes)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda code: code[:-1], "28 letters; got 27"),
        (lambda code: code + "A", "28 letters; got 29"),
        (lambda code: "", "28 letters; got 0"),
        (lambda code: "O" + code[1:], "no 'O'"),
        (lambda code: code[:9] + "1" + code[10:], "no '1'"),
        (lambda code: code + ".", "no '.'"),
        (lambda code: code.replace("-", "\N{EN DASH}"), "no '\N{EN DASH}'"),
        (lambda code: "ß" + code[2:], "no 'ß'"),  # two letters when it is made upper case
        (lambda code: "\N{KELVIN SIGN}" + code[1:], "no '\N{KELVIN SIGN}'"),  # lower case makes a letter of it
        (lambda code: code[:-1] + ("A" if code[-1] != "A" else "B"), "check letters do not fit"),
    ],
)
def test_a_damage_is_named(damage, why):
    for one in some_tests(random.Random(5), 5):
        with pytest.raises(ValueError, match=re.escape(why)):
            read_code(damage(write_code(*one)))


def with_checks(letters):
    """A code of 26 letters and the check letters that fit, found by trying."""
    [code] = (code for pair in itertools.product(LETTERS, repeat=2) if fits(code := letters + "".join(pair)))
    return code


def test_a_code_of_another_version_is_an_error_of_its_own():
    with pytest.raises(UnknownVersion, match="version Z of the test, and not of A"):
        read_code(with_checks("ZB" + 24 * "A"))


@pytest.mark.parametrize("letters", ["AC" + 24 * "A", "AB" + 24 * "Z", "ABL" + 23 * "A"])
def test_letters_that_stand_for_no_answers_are_refused(letters):
    """No occasion; a number beyond all tests; the tenth of nine levels: 10 is L and no multiple of it."""
    with pytest.raises(ValueError, match="no answers that can be given"):
        read_code(with_checks(letters))


def question(answers):
    return Question("Title", "Which?", tuple(answers), "a", "So.")


@pytest.mark.parametrize(
    ("occasion", "guesses", "why"),
    [
        ("during", [], "occasion must be one of before, after; got 'during'"),
        ("after", [None] * 21, "guesses must be at most 20; got 21"),
        ("after", [Guess(question("ab"), 0, 71)], "sure must be one of the levels .*; got 71"),
        ("after", [Guess(question("abcde"), 4, 60)], "choice must be one of the first 4 answers; got 4"),
    ],
)
def test_what_has_no_code_is_refused(occasion, guesses, why):
    with pytest.raises(ValueError, match=why):
        write_code(occasion, guesses)
