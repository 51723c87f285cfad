"""Exercises: right answers pass, each named mistake is refused by its name, and the solutions in the notebooks run."""

import json
import math
import re
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest
from course import LECTURES, NOTEBOOKS, chapter
from notebook_rules import texts
from other_answers import DISTRIBUTIONS, MISFITS, RIGHT, WRONG
from regenerate import complaints, run

import xentlib.checks
from xentlib.checks import BY_CHAPTER, EXERCISES, check, rules
from xentlib.checks.exercise import (
    NOT_YET,
    ConstructionExercise,
    FunctionExercise,
    Mistake,
    Rule,
    ValueExercise,
    numbers,
)

CHECK = re.compile(r'check\("(?P<name>[^"]+)", \w+\)')
FOLDED = re.compile(r"<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", re.DOTALL)
CODE = re.compile(r"```python\n(.+?)\n```", re.DOTALL)
JUNK = [
    "abc",
    "",
    ["0.5", "0.5"],
    ["1", "2", "3", "3"],
    [],
    {},
    [[]],
    math.nan,
    [math.nan] * 4,
    ["a", "b"],
    object(),
    print,
    -1,
    10**400,
    [None],
    set(),
]
MISCONCEPTIONS = json.loads((Path(__file__).parent / "data" / "misconceptions.json").read_text(encoding="utf-8"))
WITH_MISTAKES = [(name, mistake) for name, one in EXERCISES.items() for mistake in getattr(one, "mistakes", ())]
WITH_RULES = [(name, rule) for name, one in EXERCISES.items() for rule in getattr(one, "rules", ())]
each_exercise = pytest.mark.parametrize("name", EXERCISES)


def exercises_of(path):
    """Name → number of the cell that checks it, for a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    lines = {n: cell.source.splitlines()[-1:] for n, cell in enumerate(cells) if cell.cell_type == "code"}
    return {found["name"]: n for n, last in lines.items() for line in last if (found := CHECK.fullmatch(line))}


USED = {path: exercises_of(path) for path in NOTEBOOKS}
USED = {path: found for path, found in USED.items() if found}
each_notebook = pytest.mark.parametrize("path", USED, ids=lambda path: path.stem)


# -- each exercise


@pytest.mark.parametrize(("name", "mistake"), WITH_MISTAKES, ids=lambda x: getattr(x, "says", x))
def test_a_named_mistake_is_refused_by_its_name(name, mistake):
    feedback = check(name, mistake.wrong)
    assert not feedback.right
    assert mistake.says in feedback.text


@pytest.mark.parametrize(("name", "rule"), WITH_RULES)
def test_a_broken_rule_answers_for_itself(name, rule):
    feedback = check(name, rule.broken_by)
    assert not feedback.right
    assert rule.says(EXERCISES[name].read(rule.broken_by)) in feedback.text


@pytest.mark.parametrize(("name", "answer"), [(name, one) for name, some in WRONG.items() for one in some])
def test_an_unnamed_slip_is_refused_too(name, answer):
    assert check(name, answer).verdict == NOT_YET


@pytest.mark.parametrize(("name", "answer"), [(name, one) for name, some in RIGHT.items() for one in some])
def test_a_right_answer_is_right_in_other_words(name, answer):
    assert check(name, answer).right, check(name, answer)


@pytest.mark.parametrize(("name", "misfit"), [(name, one) for name, some in MISFITS.items() for one in some])
def test_an_answer_of_another_form_is_told_what_to_give(name, misfit):
    assert check(name, misfit).text == f"Not yet. {EXERCISES[name].form}"


def test_every_construction_has_a_misfit():
    assert set(MISFITS) == {name for name, one in EXERCISES.items() if isinstance(one, ConstructionExercise)}


@pytest.mark.parametrize(("name", "distribution"), DISTRIBUTIONS.items())
def test_no_construction_takes_probabilities_that_do_not_sum_to_one_or_lie_below_zero(name, distribution):
    for wrong in ([0.5, 0.501], [1.5, -0.5]):
        answer = distribution(wrong)
        assert check(name, answer).verdict == NOT_YET
        assert re.search("sum to|above 0|at least 0", check(name, answer).told)


@each_exercise
@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: type(junk).__name__)
def test_junk_is_answered_in_words(name, junk):
    feedback = check(name, junk)
    assert not feedback.right and feedback.text.startswith("Not")


@each_exercise
@pytest.mark.parametrize("nothing", [None, ...])
def test_an_open_exercise_is_not_attempted(name, nothing):
    assert check(name, nothing).text.startswith("Not attempted")
    if isinstance(EXERCISES[name], FunctionExercise):
        assert check(name, lambda *arguments: nothing).text.startswith("Not attempted")


@each_exercise
def test_misconceptions_are_said_once_and_shortly(name):
    said = [mistake.says for mistake in getattr(EXERCISES[name], "mistakes", ())]
    said = [says for says in said if says not in rules.SHARED]  # a slip that is made in several ways
    assert len(set(said)) == len(said)
    assert all(len(clause.split()) <= 25 and not clause.endswith(".") for clause in said)


def sentences(text):
    return len(re.findall(r"[.?!](?= |$)", text))


@each_exercise
def test_feedback_is_a_verdict_and_one_sentence_or_two_with_the_number(name):
    exercise = EXERCISES[name]
    wrong = [mistake.wrong for mistake in getattr(exercise, "mistakes", ())]
    wrong += [rule.broken_by for rule in getattr(exercise, "rules", ())]
    for answer in wrong:
        text = check(name, answer).text
        assert 1 <= sentences(text.removeprefix("Not yet. ")) <= 2, text
    assert any(re.search(r"\d", check(name, answer).text) for answer in wrong)


def test_no_result_is_typed_into_the_exercises():
    folder = Path(xentlib.checks.__file__).parent
    for file in folder.glob("*.py"):
        code = re.sub(r'""".*?"""', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"\d\.\d{4}", code), file.name


# -- the misconceptions that the course is about


def test_there_are_twenty_misconceptions():
    assert [one["number"] for one in MISCONCEPTIONS] == list(range(1, 21))


@pytest.mark.parametrize("one", MISCONCEPTIONS, ids=lambda one: one["about"])
def test_a_misconception_is_named_by_a_check_or_broken_by_a_construction(one):
    exercise = EXERCISES[one["exercise"]]
    if one["says"] is None:  # whoever solves it has built the counterexample
        assert isinstance(exercise, ConstructionExercise)
    else:
        [mistake] = [mistake for mistake in exercise.mistakes if one["says"] in mistake.says]
        assert one["says"] in check(one["exercise"], mistake.wrong).text


# -- in the notebooks


def test_every_exercise_stands_in_one_notebook_of_its_chapter_and_every_lecture_has_three():
    used = [name for found in USED.values() for name in found]
    assert sorted(used) == sorted(EXERCISES)
    assert all(name in BY_CHAPTER[f"{chapter(path)}_exercises"] for path, found in USED.items() for name in found)
    assert all(len(USED[path]) >= 3 for path in LECTURES)


def folded_after(cells, n):
    return FOLDED.findall(cells[n + 1].source)


@each_notebook
def test_hints_and_solution_are_folded_below(path):
    cells = nbformat.read(path, as_version=4).cells
    for name, n in USED[path].items():
        folded = folded_after(cells, n)
        assert [title for title, _ in folded] == ["Hint 1", "Hint 2", "Solution"], name
        assert FOLDED.sub("", cells[n + 1].source).strip() == ""
        assert not any(CODE.search(text) for _, text in folded[:2])


@each_notebook
def test_the_unsolved_notebook_says_not_attempted(path):
    cells = nbformat.read(path, as_version=4).cells
    for name, n in USED[path].items():
        (shown,) = texts(cells[n])
        defined = {}
        exec(CHECK.sub("", cells[n].source), defined)
        [answer] = [value for key, value in defined.items() if key != "__builtins__"]
        assert shown == check(name, answer).text
        assert shown.startswith("Not attempted yet. ")


@pytest.mark.sample(2)
@each_notebook
def test_the_solved_notebook_runs_and_every_exercise_is_right(path):
    notebook = nbformat.read(path, as_version=4)
    for name, n in USED[path].items():
        (solution,) = CODE.findall(folded_after(notebook.cells, n)[-1][1])
        cell = notebook.cells[n]
        *_, last = cell.source.splitlines()
        cell.source = f"{solution}\n\n{last}"
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= 12, name
    run(notebook, path.parent)
    assert list(complaints(notebook)) == []
    for name, n in USED[path].items():
        (shown,) = texts(notebook.cells[n])
        assert shown.startswith("Right. "), f"{name}: {shown}"
        assert sentences(shown.removeprefix("Right. ")) <= 2


# -- the engine, on exercises made for it


def mean(p):
    return np.mean(p, axis=-1)


MEAN = FunctionExercise(
    right=mean,
    cases=(([1.0, 2.0],), ([0.0, np.inf],), ([[1.0, 3.0], [5.0, 7.0]],)),
    mistakes=(Mistake(np.sum, "the sum"), Mistake(lambda p: np.mean(p), "all rows together")),
    unit="bits",
    remark="Done.",
)


def test_a_right_function_is_right():
    assert MEAN.judge(lambda p: p.sum(axis=-1) / p.shape[-1]).right


def test_the_first_wrong_case_is_shown_with_both_numbers():
    assert MEAN.judge(lambda p: 0.25).text == "Not yet. For p = [1.0, 2.0] it gives 0.2500 instead of 1.5000 bits."


def test_a_mistake_is_known_by_all_its_results():
    assert MEAN.judge(np.mean).text.endswith("it gives 4.0000 instead of [2.0000, 6.0000] bits: all rows together.")


def sum_in_vectors_of(*sizes):
    return lambda p: np.sum(p) if p.ndim == 1 and p.size in sizes else -1.0


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (sum_in_vectors_of(2, 3), True),  # two of four wrong cases
        (sum_in_vectors_of(2), False),  # one may agree by chance
        (sum_in_vectors_of(3, 4), False),  # not in the first
    ],
)
def test_a_mistake_is_known_by_the_first_wrong_case_and_half_of_the_others(answer, named):
    cases = (([1.0, 2.0],), ([1.0, 2.0, 3.0],), ([1.0, 2.0, 3.0, 4.0],), ([[1.0, 3.0], [5.0, 7.0]],))
    exercise = FunctionExercise(mean, cases, (Mistake(np.sum, "the sum"),), "bits", "Yes.")
    assert exercise.judge(answer).text.endswith(": the sum.") is named


def test_what_is_only_picked_from_the_arguments_is_no_evidence():
    cases = (([1.0, 2.0],), ([3.0, 5.0, 4.0],), ([6.0, 7.0],))
    exercise = FunctionExercise(mean, cases, (Mistake(np.max, "the largest"),), "bits", "Yes.")
    assert exercise.judge(np.max).text.endswith(": the largest.")
    assert "the largest" not in exercise.judge(lambda p: p[1] if p.size == 2 else 0).text


def test_the_state_of_numpy_that_a_reader_sets_stays_with_the_reader():
    def strict(p):
        np.seterr(all="raise")
        return -np.log2(p)

    text = SURPRISE.judge(strict).text
    assert "FloatingPointError" in text and text.endswith("instead of ∞ bits.")
    assert np.geterr()["divide"] == "warn"


def test_an_error_of_the_reader_is_told_in_words():
    text = MEAN.judge(lambda p: 1 / 0).text
    assert "ZeroDivisionError" in text and text.startswith("Not yet. For p = [1.0, 2.0] it gives the error")


def test_a_difference_that_four_decimals_hide_is_shown():
    assert MEAN.judge(lambda p: np.mean(p, axis=-1) + 1e-6).text.endswith(
        "it gives 1.500001 instead of 1.5 bits: nearly right; a number in it is rounded, or a tiny one is added."
    )


def test_whole_numbers_are_shown_as_such_and_long_results_by_their_shape():
    assert "it gives 3 instead of 1.5000 bits" in MEAN.judge(lambda p: 3).text
    assert "an array of the shape (100, 2)" in MEAN.judge(lambda p: np.zeros((100, 2))).text


SURPRISE = FunctionExercise(
    right=lambda p: -np.log2(p),
    cases=((0.5,), (1.0,), (0.0,), ([0.5, 0.0],)),
    mistakes=(Mistake(lambda p: -np.log(p), "natural log"), Mistake(lambda p: 1 / p, "the log is missing")),
    unit="bits",
    remark="Yes.",
)


@pytest.mark.parametrize(
    "repaired",
    [lambda p: -np.log2(p + 1e-9), lambda p: -np.log2(p + 1e-5), lambda p: -np.log2(np.maximum(p, 1e-10))],
)
def test_a_repaired_zero_is_known_by_the_infinity_that_is_missing(repaired):
    text = SURPRISE.judge(repaired).text
    assert text.startswith("Not yet. For p = 0.0 it gives") and "instead of ∞ bits: a finite number stands" in text


@pytest.mark.parametrize(
    ("repaired", "told"),
    [
        (lambda p: np.where(p > 0, -np.log2(p), 0), "gives 0.0000 instead of ∞ bits: 0 stands where ∞ belongs"),
        (lambda p: np.nan_to_num(-np.log2(p)), "gives 1.798e+308 instead of ∞ bits: a huge number stands where"),
        (
            lambda p: np.where(p > 0, -np.log2(p), np.nan),
            "gives nan instead of ∞ bits: nan, which is no number, stands",
        ),
        (lambda p: np.where(p > 0, -np.log2(p), -np.inf), "gives −∞ instead of ∞ bits: the sign of the ∞ is turned."),
    ],
)
def test_other_numbers_in_place_of_infinity_have_names_of_their_own(repaired, told):
    assert told in SURPRISE.judge(repaired).text


def test_one_divided_by_zero_is_infinite_for_one_number_as_for_many():
    assert SURPRISE.judge(lambda p: np.log2(1 / p)).right


def test_a_mistake_that_was_right_where_the_answer_was_wrong_is_not_named():
    alike_at_first = FunctionExercise(
        mean, (([2.0, 2.0],), ([0.0, 2.0],)), (Mistake(lambda p: p[..., -1], "the last one"),), "", "Yes."
    )
    assert alike_at_first.judge(lambda p: 2.0).text.endswith(": the last one.")
    assert "the last one" not in alike_at_first.judge(lambda p: 3.0).text


def test_a_finite_number_for_infinity_is_no_repair_if_the_rest_is_wrong_too():
    assert "tiny number" not in SURPRISE.judge(lambda p: 3.0 + 0 * p).text


def test_an_error_is_the_mistake_that_raises_the_same_error():
    exercise = FunctionExercise(mean, MEAN.cases, (Mistake(lambda p: p[7], "the index"),), "bits", "Yes.")
    assert exercise.judge(lambda p: p[7]).text.endswith(": the index.")
    assert "the index" not in exercise.judge(lambda p: p[8]).text


def test_a_function_that_ends_the_program_is_told_so():
    assert "it gives the error “SystemExit: 3”" in MEAN.judge(lambda p: sys.exit(3)).text


def test_of_a_long_argument_the_ends_are_shown():
    exercise = FunctionExercise(mean, (([0.5] + [1.0] * 30,),), (), "bits", "Yes.")
    assert exercise.judge(np.max).text.startswith("Not yet. For p = [0.5, 1.0, … 1.0] (31 numbers) it gives 1.0000")


def test_a_function_that_gives_nothing_back_is_told_of_return():
    assert "return" in MEAN.judge(lambda p: print("", end="")).text


@pytest.mark.parametrize(
    ("shown", "value"), [("1.000e-05", 1e-5), ("2.000e+06", 2e6), ("-0.5000", -0.5), ("0.0000", 0.0)]
)
def test_small_and_large_numbers_are_shown_with_their_power_of_ten(shown, value):
    assert f"it gives {shown} instead" in MEAN.judge(lambda p: value).text


@pytest.mark.parametrize(
    ("right", "answer", "told"),
    [
        (6.9078, 6.91, "6.91: close, but four decimals are asked"),
        (6.9078, 5, "5 bits is not it"),
        (6.9078, [6.9078], "must be one number, without quotes or brackets; this is [6.9078]"),
        (6.9078, "6.9078", "must be one number, without quotes or brackets; this is '6.9078'"),
        ([0.25, 0.5], 0.25, "must be 2 numbers in a list; this is 0.2500"),
        ([0.25, 0.5], ["0.25", "0.5"], "must be 2 numbers in a list; this is ['0.25', '0.5']"),
    ],
)
def test_an_answer_of_another_form_is_told_of_the_form(right, answer, told):
    assert told in ValueExercise(right, (), "bits", "Yes.").judge(answer).text


def test_on_a_page_right_and_wrong_are_seen_at_a_glance_and_signs_are_text():
    wrong, right, nothing = (MEAN.judge(answer)._repr_markdown_() for answer in (lambda p: [1, 2], MEAN.right, ...))
    assert r"✗ **Not yet.**</span> For p = \[1.0, 2.0\] it gives \[1, 2\] instead of 1.5000 bits." in wrong
    assert "✓ **Right.**</span>" in right and nothing.startswith("**Not attempted yet.** ")
    assert r"a \* b \_ \$ \<i\>" in ValueExercise(1, (Mistake(2, "a * b _ $ <i>"),), "", "").judge(2)._repr_markdown_()


def test_a_function_that_changes_its_argument_changes_no_later_case():
    def greedy(p):
        result = np.mean(p, axis=-1)
        p[...] = 0
        return result

    assert MEAN.judge(greedy).right and MEAN.judge(greedy).right


def test_a_warning_of_the_readers_numpy_stays_quiet(recwarn):
    MEAN.judge(lambda p: np.log(p * 0.0))
    assert not recwarn.list


@pytest.mark.parametrize("wrong", [lambda p: mean(p)[..., None] if np.ndim(p) > 1 else mean(p), lambda p: "abc"])
def test_another_shape_or_kind_is_not_the_same(wrong):
    assert not MEAN.judge(wrong).right


def test_missing_nan_and_infinity_are_told_apart():
    assert not MEAN.judge(lambda p: np.nan).right
    assert not MEAN.judge(lambda p: np.mean(np.where(np.isinf(p), 0, p), axis=-1)).right


@pytest.mark.parametrize(
    ("answer", "right"), [(1.5, True), (1.50004, True), (1.5001, False), (-1.5, False), ("1.5", False)]
)
def test_a_number_is_compared_to_four_decimals(answer, right):
    assert ValueExercise(1.5, (), "bits", "Yes.").judge(answer).right is right


@pytest.mark.parametrize("answer", [Fraction(3, 2), Decimal("1.5"), np.float32(1.5), np.array(1.5)])
def test_a_number_is_a_number_of_any_kind(answer):
    assert ValueExercise(1.5, (), "bits", "Yes.").judge(answer).right
    assert numbers([answer, 1], 2) is not None


@pytest.mark.parametrize(
    ("right", "answer", "close"),
    [
        (6.9078, 6.907, True),
        (6.9078, 6.908, True),
        (6.9078, 6.9, True),
        (6.90776, 6.9077, True),
        (0.0067, 0.007, True),
        (0.0067, 0.0, False),
        ((0.2075, 0.1887), (0.207, 0.188), True),
        ((0.2075, 0.1887), (0.2, 0.2), False),
        (-0.2748, -0.274, True),
        (6.9078, 6.8, False),
    ],
)
def test_close_is_a_reading_of_fewer_decimals_that_still_says_something(right, answer, close):
    assert ("four decimals are asked" in ValueExercise(right, (), "nats", "Yes.").judge(answer).text) is close


def test_rules_are_asked_in_order():
    two = ConstructionExercise(
        read=lambda answer: numbers(answer, 2),
        form="Give two numbers.",
        rules=(
            Rule(lambda pair: sum(pair) == 1, lambda pair: f"They sum to {sum(pair)}.", [1, 1]),
            Rule(lambda pair: pair[0] == pair[1], lambda pair: "They differ.", [0, 1]),
        ),
        remark=lambda pair: "Fine.",
    )
    assert two.judge([1]).text == "Not yet. Give two numbers."
    assert two.judge([1, 1]).text == "Not yet. They sum to 2.0."
    assert two.judge([0, 1]).text == "Not yet. They differ."
    assert two.judge([0.5, 0.5]).text == "Right. Fine."


@pytest.mark.parametrize("junk", [None, "ab", ["1", "2"], ["1", 2], [1], [[1, 2]], [1, math.inf], [1, None], {1: 2}])
def test_numbers_are_so_many_finite_ones(junk):
    assert numbers(junk, 2) is None


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("read teh map", "read the map"), ("Smoothed count", "smoothed counts"), ("steps", "steps in bits")],
)
def test_an_unknown_exercise_is_told_the_nearest_of_its_notebook(name, nearest):
    with pytest.raises(ValueError) as caught:
        check(name, 1)
    named = re.findall("'([^']+)'", str(caught.value).partition("; got")[0])
    assert named[0] == nearest and str(caught.value).endswith(f"got {name!r}")
    (chapter,) = (exercises for exercises in BY_CHAPTER.values() if nearest in exercises)
    assert 1 <= len(named) <= 3 and set(named) <= set(chapter)


@pytest.mark.parametrize("name", [3, None, "", ["read the map"]])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="^name must be that of an exercise, such as "):
        check(name, 1)


@pytest.mark.parametrize("answer", [(6, 9078), "6,9078", " 6,9078 "])
def test_a_decimal_comma_in_a_number_is_told(answer):
    told = check("read the surprise", answer)
    assert not told.right and "the decimal mark is a point: 6.9078." in told.text
    assert check("read the surprise", 6, 9078).text == check("read the surprise", (6, 9078)).text
    assert check("read the surprise", 6.9078).right


def test_decimal_commas_in_a_list_are_told():
    told = check("two lowest points", [0, 8, 0, 8])
    assert "the decimal mark is a point: [0.8, 0.8]." in told.text
    pair = check("equal without reordering", [[0, 2, 0, 3, 0, 5], [0, 3, 0, 3, 0, 4]])
    assert "the decimal mark is a point: [[0.2, 0.3, 0.5], [0.3, 0.3, 0.4]]." in pair.text
    for other in ([1, 2, 3], [8, 8], (0.5, 0.5, 1, 2), [], [[]], "a,b", [0, -5, 0, 5]):
        assert "a comma parts" not in check("two lowest points", other).text


FUNCTIONS = {name: exercise for name, exercise in EXERCISES.items() if isinstance(exercise, FunctionExercise)}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_slip_that_any_result_can_have_is_known_everywhere(name):
    right, unit = FUNCTIONS[name].right, FUNCTIONS[name].unit.partition(" ")[0]
    slips = {}
    if unit in ("bits", "nats"):
        factor = math.log(2) if unit == "bits" else 1 / math.log(2)
        slips[("nat", "bits")] = lambda *given: right(*given) * factor
        slips[("base 10",)] = lambda *given: right(*given) * math.log10(2 if unit == "bits" else math.e)
    slips[("sign", "downhill")] = lambda *given: np.negative(right(*given))
    with np.errstate(all="ignore"):
        several = any(np.ndim(right(*map(np.asarray, case))) for case in FUNCTIONS[name].cases)
    if several:
        slips[("sum", "all rows", "last axis", "added up")] = lambda *given: np.sum(right(*given))
        slips[("mean", "all rows")] = lambda *given: np.mean(right(*given))
    for known, slip in slips.items():
        told = FUNCTIONS[name].judge(slip).told
        assert any(words in told for words in known), f"{known}: {told}"


def labelled(labels, q):
    return np.eye(np.shape(q)[-1])[labels]


# the yes/no formula for every class, and one maximum for the whole batch, as somebody would write them
SHARED_SLIPS = {
    rules.YES_NO: {
        "price a belief": lambda p, q: -np.sum(p * np.log2(q) + (1 - p) * np.log2(1 - q), axis=-1),
        "average surprise": lambda p: -np.sum(p * np.log2(p) + (1 - p) * np.log2(1 - p), axis=-1),
        "mend the divergence": lambda p, q: np.sum(p * np.log2(p / q) + (1 - p) * np.log2((1 - p) / (1 - q)), axis=-1),
        "pick the best belief": lambda p, beliefs: beliefs[
            np.argmin([-np.sum(p * np.log(q) + (1 - p) * np.log(1 - q)) for q in beliefs])
        ],
        "mean of a batch": lambda labels, q: (
            -np.mean(np.sum(labelled(labels, q) * np.log(q) + (1 - labelled(labels, q)) * np.log(1 - q), axis=1))
        ),
        "loss from logits": lambda labels, z: np.sum(
            np.where(labelled(labels, z) == 1, np.logaddexp(0, -z), np.logaddexp(0, z)), axis=1
        ),
        "push on the logits": lambda y, z: 1 / (1 + np.exp(-z)) - y,
    },
    rules.BATCH_MAXIMUM: {
        "loss from logits": lambda labels, z: (
            -np.log(
                (np.exp(z - np.max(z)) / np.exp(z - np.max(z)).sum(axis=1, keepdims=True))[range(len(labels)), labels]
            )
        ),
        "push on the logits": lambda y, z: np.exp(z - np.max(z)) / np.exp(z - np.max(z)).sum(-1, keepdims=True) - y,
    },
    rules.BATCH_SUM: {
        "loss from logits": lambda labels, z: (
            -(z - z.max() - np.log(np.sum(np.exp(z - z.max()))))[range(len(labels)), labels]
        ),
        "push on the logits": lambda y, z: np.exp(z - z.max()) / np.sum(np.exp(z - z.max())) - y,
    },
}


@pytest.mark.parametrize(("says", "name"), [(says, name) for says, slips in SHARED_SLIPS.items() for name in slips])
def test_the_same_slip_has_the_same_reason_in_every_exercise(says, name):
    assert check(name, SHARED_SLIPS[says][name]).told.endswith(f": {says}.")
