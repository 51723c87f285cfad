"""A class of codes: what it believes is found, and nothing else; what it gained; what cannot be read is named."""

import itertools
import math
import re
import statistics
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image
from students import AFTER, BEFORE, EXAMPLE, Planted, a_class, each_wrong_answer, example, expected_right
from tiers import often

from xentlib.quiz.class_report import ClassPicture, advice, picture_class, report
from xentlib.quiz.classroom import SIMULATED_CLASS, Cohort, Note, at_least, normalised_gain, read_class
from xentlib.quiz.codes import Sheet, items, write_code
from xentlib.quiz.questions import Guess

WRONG = each_wrong_answer()


def cohort(guesses, occasion="before"):
    return Cohort([Sheet(occasion, one) for one in guesses])


def named(found):
    """The places of item and answer of each misconception, in order."""
    return [(one.item - 1, one.question.answers.index(one.answer)) for one in found.misconceptions]


# -- what a class believes


def test_one_planted_misconception_is_named_first():
    """Another in each class of 40, believed by 35 to 60 of 100; in 18 of 20 classes at least."""
    found = 0
    for seed in range(20):
        rng = np.random.default_rng([1, seed])
        planted = Planted(*WRONG[7 * seed % 55], 0.35 + 0.25 * rng.random())
        found += named(cohort(a_class(rng, 40, BEFORE, [planted])))[:1] == [(planted.item, planted.answer)]
    assert found >= 18


@pytest.mark.parametrize("skill", [BEFORE, AFTER])
def test_in_a_class_without_a_misconception_none_is_named(skill):
    """Although those who have no idea all press the first answer."""
    classes = [cohort(a_class(np.random.default_rng([2, seed]), 40, skill)) for seed in range(20)]
    assert sum(not one.misconceptions for one in classes) >= 18


@pytest.mark.thorough
def test_by_chance_one_is_named_in_a_class_of_twenty_at_most():
    classes = [cohort(a_class(np.random.default_rng([3, seed]), 40)) for seed in range(400)]
    assert sum(bool(one.misconceptions) for one in classes) <= 20 + 2 * math.sqrt(400 * 0.05 * 0.95)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("share", "least", "most"), [(0.1, 0, 0.25), (0.2, 0.35, 0.65), (0.35, 0.9, 1), (0.5, 0.97, 1)]
)
def test_how_often_a_belief_is_named_first(share, least, most):
    """In classes of 40: about one in two, if one in five believes it."""
    found = 0
    for seed in range(200):
        rng = np.random.default_rng([8, seed])
        planted = Planted(*WRONG[7 * seed % 55], share)
        found += named(cohort(a_class(rng, 40, BEFORE, [planted])))[:1] == [(planted.item, planted.answer)]
    assert least <= found / 200 <= most


def test_several_are_named_in_the_order_of_their_belief():
    planted = [Planted(2, 0, 0.35), Planted(9, 1, 0.7), Planted(15, 3, 0.5)]
    assert named(cohort(a_class(np.random.default_rng(4), 120, BEFORE, planted))) == [(9, 1), (15, 3), (2, 0)]


def test_more_belief_comes_before_less_probable_belief():
    """30 sure of one of two wrong answers, with probability 2⁻³⁰, before 25 who barely believe one of three, 3⁻²⁵."""
    surely, barely = Guess(items()[3], 1, 98), Guess(items()[0], 0, 40)
    guesses = [(barely if n < 25 else None, None, None, surely, *[None] * 16) for n in range(30)]
    first, second = cohort(guesses).misconceptions
    assert (first.item, second.item) == (4, 1) and first.p > second.p


def alike(n, choices):
    """A class of which each chose so surely, of one item; all else is open."""
    guesses = [Guess(items()[n], choice, sure) for choice, sure in choices]
    return cohort([(None,) * n + (guess,) + (None,) * (19 - n) for guess in guesses])


def test_a_hard_item_whose_wrong_answers_are_alike_has_no_misconception():
    assert items()[0].truth == 2
    hard = alike(0, [(0, 90), (1, 90), (3, 90)] * 40)
    assert not hard.misconceptions and hard.beliefs[0].right == 0


def test_what_is_pressed_with_no_idea_is_no_belief():
    assert not alike(0, [(0, 25)] * 60).misconceptions
    assert named(alike(0, [(0, 40)] * 60)) == [(0, 0)]


def test_the_numbers_of_a_misconception_by_hand():
    """Of three wrong answers one is chosen by seven of eight, each with 15 in 100 above an even spread."""
    [one] = alike(0, [(0, 40)] * 9 + [(1, 40)] + [(2, 95)] * 5 + [(3, 25)]).misconceptions
    assert (one.item, one.answer, one.count, one.sure) == (1, items()[0].answers[0], 9, 40)
    assert one.by_chance == pytest.approx(10 / 3) and one.beyond == pytest.approx(9 * 15 - 10 * 15 / 3)
    # nine or ten of ten, with probability ⅓ each
    assert one.p == pytest.approx(55 * (10 * (1 / 3) ** 9 * (2 / 3) + (1 / 3) ** 10))


@pytest.mark.parametrize(("weights", "probability"), [([], 0.5), ([3], 0.5), ([1, 2, 2, 5], 1 / 3), ([7, 7, 1], 0.5)])
def test_the_distribution_of_a_sum_is_that_of_all_its_cases(weights, probability):
    reached = np.zeros(sum(weights) + 1)
    for taken in itertools.product([0, 1], repeat=len(weights)):
        chance = math.prod(probability if one else 1 - probability for one in taken)
        reached[: sum(one * weight for one, weight in zip(taken, weights, strict=True)) + 1] += chance
    assert at_least(weights, probability) == pytest.approx(reached)


def test_beliefs_by_hand():
    belief = alike(0, [(2, 70), (2, 40), (0, 97)]).beliefs[0]
    assert (belief.count, belief.right, belief.sure) == (3, 2, pytest.approx(69))
    assert belief.shares == pytest.approx([(10 + 20 + 97) / 3, 31 / 3, (70 + 40 + 1) / 3, 31 / 3])
    open_item = alike(0, [(2, 70)]).beliefs[1]
    assert open_item.count == 0 and all(map(math.isnan, open_item.shares))


# -- what a class gained


def test_the_gain_lies_within_two_standard_errors_of_the_truth():
    """In 18 of 20 classes at least, also if the same students come again."""
    truth = (expected_right(AFTER) - expected_right(BEFORE)) / (20 - expected_right(BEFORE))
    assert 0.4 < truth < 0.6
    for same in (False, True):
        near = 0
        for seed in range(often(100, 20)):
            before = cohort(a_class(np.random.default_rng([5, seed]), 40, BEFORE))
            after = cohort(a_class(np.random.default_rng([5 if same else 6, seed]), 40, AFTER), "after")
            gain, error = normalised_gain(before, after)
            near += abs(gain - truth) <= 2 * error
        assert near >= 0.9 * often(100, 20)


def test_what_a_student_has_right_on_average_is_what_is_expected():
    planted = [Planted(3, 1, 0.4)]
    right = cohort(a_class(np.random.default_rng(7), 4000, BEFORE, planted))
    assert right.mean_right == pytest.approx(expected_right(BEFORE, planted), abs=4 * right.error)


def with_right(counts, occasion):
    sheets = [
        [Guess(item, (item.truth + (n >= count)) % len(item.answers), 60) for n, item in enumerate(items())]
        for count in counts
    ]
    return cohort(sheets, occasion)


def test_a_gain_by_hand():
    before, after = with_right([8, 10, 12], "before"), with_right([14, 15, 16], "after")
    gain, error = normalised_gain(before, after)
    assert gain == pytest.approx(0.5)
    errors = statistics.stdev([8, 10, 12]) / math.sqrt(3), statistics.stdev([14, 15, 16]) / math.sqrt(3)
    # of (A − B) / (20 − B): its slopes are 1/10 in A and −(20 − 15)/10² in B
    assert error == pytest.approx(math.hypot(errors[0] * 5 / 100, errors[1] / 10))


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [([5], [6, 7], "before must have two tests or more; got 1"), ([5, 6], [7], "after must have two .*; got 1"),
     ([20, 20], [20, 20], "before must leave something to gain; got 20")],
)  # fmt: skip
def test_a_gain_that_nobody_knows_is_refused(before, after, why):
    with pytest.raises(ValueError, match=why):
        normalised_gain(with_right(before, "before"), with_right(after, "after"))


# -- files of codes


@pytest.fixture
def written(tmp_path):
    """Writes lines into a file, and says where."""

    def write(lines, **how):
        file = tmp_path / "codes.csv"
        file.write_text("\n".join(lines), **({"encoding": "utf-8"} | how))
        return file

    return write


CODES = [write_code("before", [Guess(items()[0], choice, 60)]) for choice in range(3)]
ONE, TWO, THREE = CODES


@pytest.mark.parametrize(
    "lines",
    [
        CODES,
        ["", *CODES, "", ""],
        [f'2026/09/01 10:12:13 AM GMT+2,"{code}","Nice, really; thank you"' for code in CODES],
        [f"{code};2026-09-01;good" for code in CODES],
        [f"7\t{code.lower().replace('-', ' ')}\t" for code in CODES],
        [f"an answer of free words that is rather long,{code.replace('-', '')}" for code in CODES],
    ],
)
def test_each_line_has_its_code_beside_other_cells(lines, written):
    room = read_class(written(lines))
    assert [write_code(sheet.occasion, sheet.guesses) for sheet in room.before.sheets] == CODES
    assert room.after is None and not room.left_out and not room.repeated


@pytest.mark.parametrize("how", [{"encoding": "utf-8-sig"}, {"newline": "\r\n"}])
def test_exports_of_other_systems_are_read(how, written):
    assert len(read_class(written(CODES, **how)).before) == 3


def test_damaged_lines_are_named_and_left_out(written):
    exchanged = ONE[1] + ONE[0] + ONE[2:]
    lines = ["Time,Your code", ONE, f"10:15,{TWO[:-1]}", exchanged, f"{TWO},{THREE}", "I have lost it", THREE]
    room = read_class(written(lines))
    assert len(room.before) == 2
    assert [one.line for one in room.left_out] == [1, 3, 4, 5, 6]
    reasons = "no code", "got 27", "check letters do not fit", "two codes", "no code"
    assert all(why in one.why for one, why in zip(room.left_out, reasons, strict=True))
    assert all(f"line {one.line}: {one.why}" in report(room) for one in room.left_out)


def test_a_damaged_code_beside_a_whole_one_is_not_lost(written):
    damaged = ONE[:-1] + ("A" if ONE[-1] != "A" else "B")
    room = read_class(written([TWO, f"{ONE},{damaged}", f"{ONE},student.name@university.edu"]))
    assert room.left_out == (Note(2, "two codes"),) and len(room.before) == 2


def test_a_code_that_comes_again_counts_and_is_told(written):
    room = read_class(written([ONE, TWO, ONE.lower()]))
    assert len(room.before) == 3 and room.repeated == (Note(3, "the code of line 1 again: both count"),)


def test_what_is_no_file_of_codes_is_refused(written, tmp_path):
    with pytest.raises(
        ValueError, match="file must have a code on one of its lines; got .*codes.csv'\nline 1: no code"
    ):
        read_class(written(["no code", "none"]))
    with pytest.raises(ValueError, match="file must be text in UTF-8; got .*codes.csv"):
        read_class(written(CODES, encoding="utf-16"))
    with pytest.raises(FileNotFoundError):
        read_class(tmp_path / "nothing.csv")


# -- what is told


@pytest.fixture(scope="module")
def room():
    return read_class(SIMULATED_CLASS)


def test_the_class_that_comes_with_the_course_is_the_simulated_one():
    assert EXAMPLE == SIMULATED_CLASS and EXAMPLE.read_text(encoding="utf-8").splitlines() == example()


def test_the_first_line_says_what_to_teach_and_where(room):
    first = report(room).splitlines()[0]
    refuted = items()[11].refuted[items()[11].answers[0]]
    heading, figure = refuted["see"].partition("#")[2], refuted["figure"]
    assert first == advice(room) and first.startswith(f"Teach next → “{heading}” in 06_training: {figure}")
    assert f"“{items()[11].answers[0]}”" in first


def test_without_a_misconception_the_first_line_says_so_and_names_the_hardest_item(written):
    sheets = a_class(np.random.default_rng([2, 0]), 40)
    room = read_class(written(write_code("before", one) for one in sheets))
    hardest = min(room.before.beliefs, key=lambda one: one.shares[one.question.truth])
    assert advice(room).startswith("No misconception stands out.") and hardest.question.title in advice(room)
    assert "A gain needs codes of before and after." in report(room) and "None: 40 tests" in report(room)


def test_the_report_has_a_line_for_each_item_and_each_occasion(room):
    rows = re.findall(r"^ ?(\d+) .* (\d+) of (\d+)$", report(room), flags=re.MULTILINE)
    assert [int(n) for n, _, _ in rows] == [*range(1, 21)] * 2
    told = [(int(right), int(count)) for _, right, count in rows]
    assert told == [(one.right, one.count) for part in (room.before, room.after) for one in part.beliefs]


def test_an_empty_test_is_told_too(written):
    room = read_class(written([write_code("after", [])]))
    assert "All items were left open." in report(room) and "0 of 0" in report(room)
    assert picture_class(room).data


def test_the_picture_says_its_numbers(room):
    words = re.search('alt="([^"]+)"', picture_class(room).data)[1]
    truth = items()[11].truth
    shares = " / ".join(f"{part.beliefs[11].shares[truth]:.0f}" for part in (room.before, room.after))
    assert f"12: {shares} %" in words and "Misconceptions: item 12, A (" in words


def test_the_picture_shows_each_item_where_it_stands(room):
    figure = ClassPicture(room=room)
    [items_axes, calibration] = figure.figure.axes
    drawn = {tuple(line.get_xdata()) for line in items_axes.lines}
    for part in (room.before, room.after):
        assert tuple(one.shares[one.question.truth] for one in part.beliefs) in drawn
    came = [came for line in calibration.lines[1:] for came in line.get_ydata()]
    assert len(came) >= 6 and all(0 <= share <= 100 for share in came)


def run(*arguments):
    command = [sys.executable, "-m", "xentlib.quiz", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=None)


def test_the_command_prints_the_report_and_draws_where_it_is_told(room, tmp_path):
    done = run(SIMULATED_CLASS, "--picture", tmp_path / "class.png")
    assert done.returncode == 0 and done.stdout == report(room) + "\n"
    with Image.open(tmp_path / "class.png") as image:
        assert image.size[0] > 1000


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nothing.csv"], "CODES.txt must be a file that can be read; got 'nothing.csv'"),
        ([SIMULATED_CLASS, "--picture", "nowhere/class.png"], "must lie in a folder that is there; got 'nowhere/"),
        ([SIMULATED_CLASS, "--picture", "class.jpg"], "must name a file that ends in .png"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, why):
    done = run(*arguments)
    assert done.returncode == 2 and why in done.stderr and not done.stdout
