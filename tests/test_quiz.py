"""The reader's guesses: what may be asked, how it is scored, and what the page shows before and after."""

import math
import re
import statistics
from html import unescape

import ipywidgets as widgets
import nbformat
import pytest
from notebook_rules import NOTEBOOKS, code_cells, texts

from xentlib.quiz import Quiz
from xentlib.quiz.guesses import Prediction, ScoreCard
from xentlib.quiz.questions import FOLDER, Question, load_questions

ASKS = {path.stem[3:]: path for path in NOTEBOOKS if "Quiz(" in path.read_text(encoding="utf-8")}
FILES = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
each_file = pytest.mark.parametrize("name", FILES)
each_notebook = pytest.mark.parametrize("name", ASKS)


QUESTION = """
[coin]
title = "A coin"
ask = "Heads?"
answers = ["yes", "no"]
right = "yes"
reason = "It fell so."
"""


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('title = "A coin"', "", "question 'coin': title is missing; there must be title, ask, answers, right, reason"),
        ('answers = ["yes", "no"]', 'answers = "yes"', "question 'coin': answers must be a list; got 'yes'"),
        (
            'reason = "It fell so."',
            'reason = "So."\nwhy = ""',
            "question 'coin': why is unknown; there may be title",
        ),
        (
            'right = "yes"',
            'right = "maybe"',
            "question 'coin': right must be one of the answers of 'A coin'; got",
        ),
    ],
)
def test_a_mistake_in_a_question_is_told_with_its_file_and_place(old, new, said, tmp_path, monkeypatch):
    monkeypatch.setattr("xentlib.quiz.questions.FOLDER", tmp_path)
    assert old in QUESTION
    (tmp_path / "coins.toml").write_text(QUESTION.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        load_questions("coins")
    assert str(caught.value).startswith(f"coins.toml, {said}")


def question(answers=("one", "two", "three"), right="two"):
    return Question("Title", "How many?", tuple(answers), right, "Because it is two.")


def inside(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def boxes(prediction):
    return [widget for widget in inside(prediction) if isinstance(widget, widgets.FloatText)]


def sliders(prediction):
    return [widget for widget in inside(prediction) if isinstance(widget, widgets.IntSlider)]


def button(prediction):
    return next(widget for widget in inside(prediction) if isinstance(widget, widgets.Button))


def give(prediction, *points):
    for box, value in zip(boxes(prediction), points, strict=True):
        box.value = value
    return prediction


def said(prediction):
    """All words on the page."""
    pages = [widget.value for widget in inside(prediction) if isinstance(widget, widgets.HTML)]
    return unescape(re.sub(r"<[^>]+>", " ", " ".join(pages)))


def committed(*points, asked=None):
    prediction = give(Prediction(asked or question()), *points)
    button(prediction).click()
    return prediction


# -- the questions


@each_file
def test_a_question_has_one_right_answer_among_different_ones(name):
    questions = load_questions(name)
    assert len(questions) >= 3
    for asked in questions.values():
        assert 2 <= len(asked.answers) <= 5
        assert len(set(asked.answers)) == len(asked.answers)
        assert asked.answers.count(asked.right) == 1
        assert asked.ask.endswith("?")


@each_file
def test_what_is_said_is_short(name):
    questions = load_questions(name)
    titles = [asked.title for asked in questions.values()]
    assert len(set(titles)) == len(titles) and max(map(len, titles)) <= 34
    for asked in questions.values():
        assert len(asked.ask.split()) <= 60, asked.ask
        assert len(asked.reason.split()) <= 45, asked.reason
        assert 1 <= len(re.findall(r"[.!?](?= |$)", asked.reason)) <= 2, asked.reason


def test_the_place_of_the_right_answer_tells_nothing():
    asked = [one for name in FILES for one in load_questions(name).values()]
    for place in range(3):
        assert 0.15 <= statistics.mean(one.truth == place for one in asked if len(one.answers) >= 3) <= 0.6


@each_notebook
def test_each_question_is_asked_once_in_order_and_the_card_comes_last(name):
    sources = [cell.source for cell in code_cells(nbformat.read(ASKS[name], as_version=4))]
    lines = [line for source in sources for line in source.splitlines()]
    asked = [found[1] for line in lines if (found := re.fullmatch(r'quiz\.ask\("(.+)"\)', line))]
    assert asked == list(load_questions(name)), f"{name}.toml: its tables must stand in the order of the notebook"
    assert lines.count("quiz.card()") == 1
    assert lines.index("quiz.card()") > lines.index(f'quiz.ask("{asked[-1]}")')
    assert f'quiz = Quiz("{name}")' in lines


@each_notebook
def test_an_unanswered_guess_is_one_line(name):
    for cell in code_cells(nbformat.read(ASKS[name], as_version=4)):
        if cell.source.startswith(("quiz.ask", "quiz.card")):
            (shown,) = texts(cell)
            assert "\n" not in shown and ("(100 points to give)" in shown or "while the kernel runs" in shown)


@each_notebook
def test_numbers_in_a_reason_are_printed_by_a_cell(name):
    cells = code_cells(nbformat.read(ASKS[name], as_version=4))
    printed = set(re.findall(r"\d+\.\d{4}", "\n".join(text for cell in cells for text in texts(cell))))
    for asked in load_questions(name).values():
        assert set(re.findall(r"\d+\.\d{4}", asked.reason)) <= printed, asked.reason


# -- the score


@pytest.mark.parametrize("points", [(0, 100, 0), (10, 70, 20), (99, 1, 0), (34, 33, 33)])
def test_the_loss_is_minus_log_of_the_share_of_the_truth(points):
    assert committed(*points).loss == pytest.approx(-math.log(points[1] / 100), abs=1e-15)


def test_nothing_on_the_truth_is_an_infinite_loss_and_says_so():
    prediction = committed(100, 0, 0)
    assert prediction.loss == math.inf
    assert "∞" in said(prediction) and "4.6052" in said(prediction)


def test_the_score_stands_beside_that_of_even_spreading():
    told = said(committed(20, 70, 10))
    assert "−ln 0.70 = 0.3567 nats" in told and "ln 3 = 1.0986 nats" in told


@pytest.mark.parametrize("points", [(0, 0, 0), (50, 49, 0), (100, 1, 0)])
def test_only_a_hundred_points_can_be_committed(points):
    prediction = committed(*points)
    assert prediction.loss is None
    assert f"Give exactly 100 points, then commit: {sum(points)} given so far." in said(prediction)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ((0, 0, 0), "100 of 100 points left to give."),
        ((30, 20, 5), "45 of 100 points left to give."),
        ((90, 30, 0), "20 points too many: give exactly 100."),
        ((90, 10, 0), "All 100 points given."),
    ],
)
def test_the_points_left_or_too_many_are_counted(points, told):
    assert told in said(give(Prediction(question()), *points))


def test_the_first_commitment_counts():
    prediction = committed(10, 70, 20)
    sliders(prediction)[1].value = 0
    assert "Because it is two." in said(prediction)
    button(prediction).click()
    prediction.commit()
    assert prediction.loss == pytest.approx(-math.log(0.7))
    assert prediction.points == (10, 70, 20)


def test_a_box_takes_no_more_than_there_is_and_only_whole_points():
    assert give(Prediction(question()), 1000, -5, 33.7).points == (100, 0, 34)


# -- the page


def test_the_answer_opens_only_after_the_commitment():
    prediction = give(Prediction(question()), 10, 70, 20)
    assert "Because" not in said(prediction) and "✓" not in said(prediction)
    button(prediction).click()
    assert "Because it is two." in said(prediction) and "✓ B. two" in said(prediction)


def test_after_the_commitment_the_points_stay_and_the_keyboard_keeps_its_place():
    prediction = committed(10, 70, 20)
    assert all(box.disabled for box in [*boxes(prediction), *sliders(prediction)])
    assert not button(prediction).disabled


def test_every_box_has_a_name():
    assert [box.description for box in boxes(Prediction(question()))] == ["A", "B", "C"]


def test_signs_in_a_question_are_text():
    odd = Question("T", "Is p < q?", ("<b>yes</b>", "no & no"), "no & no", "p > q.")
    prediction = committed(0, 100, asked=odd)
    pages = " ".join(widget.value for widget in inside(prediction) if isinstance(widget, widgets.HTML))
    assert "Is p &lt; q?" in pages and "&lt;b&gt;yes" in pages and "no &amp; no" in pages and "p &gt; q." in pages


def test_the_plain_text_does_not_depend_on_the_points():
    before, after = Prediction(question()), committed(10, 70, 20)
    plain = [prediction._repr_mimebundle_()["text/plain"] for prediction in (before, after)]
    assert plain[0] == plain[1] == "How many? A. one. B. two. C. three. (100 points to give)"


# -- the card


def test_the_card_shows_each_loss_the_median_and_the_mean_and_follows_later_guesses():
    quiz = Quiz("cross_entropy")
    names = list(load_questions("cross_entropy"))
    card = quiz.card()
    assert "is committed yet" in said(card)
    losses = []
    for name, share in zip(names[:3], (80, 50, 100), strict=True):
        prediction = quiz.ask(name)
        truth = prediction.question.truth
        points = [0] * len(prediction.question.answers)
        points[truth], points[truth - 1] = share, 100 - share
        give(prediction, *points)
        prediction.commit()
        losses.append(math.log(100 / share))  # 0.0, where -math.log(1) is -0.0
    told = said(card)
    assert all(f"{loss:.4f}" in told for loss in losses)
    assert f"median {statistics.median(losses):.4f}" in " ".join(told.split())
    assert f"mean {statistics.mean(losses):.4f}" in " ".join(told.split())
    assert "below" in told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (60, "Your median loss lies below that of even spreading: your points knew something."),
        (34, "Your median loss is about that of even spreading."),
        (33, "Your median loss is about that of even spreading."),
        (10, "Your median loss lies above that of even spreading: spreading them would have cost less."),
    ],
)
def test_the_card_says_what_the_points_were_worth(share, told):
    prediction = committed(100 - share, share, 0)
    assert told in said(ScoreCard([prediction]))


def test_one_infinite_loss_takes_the_mean_but_not_the_median():
    quiz = Quiz("cross_entropy")
    card = quiz.card()
    for name, share in zip(list(load_questions("cross_entropy"))[:3], (0, 50, 60), strict=True):
        prediction = quiz.ask(name)
        points = [0] * len(prediction.question.answers)
        points[prediction.question.truth], points[prediction.question.truth - 1] = share, 100 - share
        give(prediction, *points).commit()
    told = " ".join(said(card).split())
    assert f"median {-math.log(0.5):.4f}" in told and "mean ∞" in told


def test_asking_again_shows_the_same_guess_and_a_new_quiz_begins_anew():
    quiz = Quiz("cross_entropy")
    assert quiz.ask("wrong-forecaster") is quiz.ask("wrong-forecaster")
    assert Quiz("cross_entropy").ask("wrong-forecaster") is not quiz.ask("wrong-forecaster")


def test_a_question_without_its_right_answer_is_refused():
    with pytest.raises(ValueError, match="right must be one of the answers of 'Title'; got 'four'"):
        question(right="four")
    with pytest.raises(ValueError, match="refuted must hold wrong answers of 'Title'; got 'two'"):
        Question("Title", "How many?", ("one", "two"), "two", "Because.", {"two": {}})


def test_points_must_be_as_many_as_the_answers():
    with pytest.raises(ValueError, match=r"points must be one number for each of the 3 answers; got \[80, 20\]"):
        question().loss([80, 20])


@pytest.mark.parametrize("points", [(50, 60, 0), (110, -10, 0), (1, 1, 1)])
def test_points_must_be_a_hundred_and_none_below_zero(points):
    with pytest.raises(ValueError, match=r"points must be at least 0 and add up to 100; got \("):
        question().loss(points)


def test_there_is_one_card():
    quiz = Quiz("cross_entropy")
    assert quiz.card() is quiz.card()


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="notebook must be one of .*cross_entropy.*; got 'rain'"):
        Quiz("rain")
    with pytest.raises(ValueError, match="name must be one of .*wrong-forecaster.*; got 'rain'"):
        Quiz("cross_entropy").ask("rain")
