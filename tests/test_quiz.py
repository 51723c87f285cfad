"""The reader's guesses: what may be asked, how it is scored, and what the page shows before and after."""

import math
import random
import re
import statistics
from html import unescape

import ipywidgets as widgets
import nbformat
import pytest
from course import COMPANIONS, LECTURES, NOTEBOOKS, chapter
from notebook_rules import code_cells, texts
from tiers import often

from xentlib.checks.exercise import BADGES, NOT_YET, RIGHT
from xentlib.engine.style import VERDICTS
from xentlib.quiz import Quiz, guesses
from xentlib.quiz.guesses import Prediction, ScoreCard
from xentlib.quiz.questions import FOLDER, Question, load_questions

ASK = re.compile(r'quiz\.ask\("(.+)"\)')
FILES = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
each_file = pytest.mark.parametrize("name", FILES)


def lines_of(path):
    """The lines of code of a notebook."""
    cells = code_cells(nbformat.read(path, as_version=4))
    return [line for cell in cells for line in cell.source.splitlines()]


ASKED = {path: [found[1] for line in lines_of(path) if (found := ASK.fullmatch(line))] for path in NOTEBOOKS}
ASKED = {path: names for path, names in ASKED.items() if names}
each_notebook = pytest.mark.parametrize("path", ASKED, ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def a_kernel_of_its_own(monkeypatch):
    monkeypatch.setattr(guesses, "_BEGUN", {})


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
        (
            '["yes", "no"]',
            '["yes", "yes"]',
            "question 'coin': answers of 'A coin' must be different; got ('yes', 'yes')",
        ),
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


def letters(prediction):
    return [widget for widget in inside(prediction) if isinstance(widget, widgets.ToggleButton)]


def levels(prediction):
    return next(widget for widget in inside(prediction) if isinstance(widget, widgets.ToggleButtons))


def said(prediction):
    """All words on the page."""
    pages = [widget.value for widget in inside(prediction) if isinstance(widget, widgets.HTML)]
    return unescape(re.sub(r"<[^>]+>", " ", " ".join(pages)))


def committed(choice, sure, asked=None):
    """A guess made as on the page: by the letter of an answer, and a button that says how sure."""
    prediction = Prediction(asked or question())
    letters(prediction)["ABCDE".index(choice)].value = True
    levels(prediction).value = sure
    return prediction


# -- the questions


@each_file
def test_a_question_has_two_to_five_answers(name):
    questions = load_questions(name)
    assert len(questions) >= 3
    for asked in questions.values():
        assert 2 <= len(asked.answers) <= 5
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


@pytest.mark.parametrize("name", {chapter(path): None for path in ASKED})
def test_each_question_is_asked_once_in_the_order_of_its_file_the_companion_after_the_notebook(name):
    asked = [one for path, names in ASKED.items() if chapter(path) == name for one in names]
    assert asked == list(load_questions(name)), f"{name}.toml: its tables must stand in the order of the notebooks"


@each_notebook
def test_the_guesses_are_those_of_the_chapter_and_their_card_comes_last(path):
    lines = lines_of(path)
    assert f'quiz = Quiz("{chapter(path)}")' in lines
    assert lines.count("quiz.card()") == 1 or path in COMPANIONS and "quiz.card()" not in lines
    assert "quiz.card()" not in lines[: lines.index(f'quiz.ask("{ASKED[path][-1]}")')]


def test_every_lecture_has_guesses():
    assert set(LECTURES) <= set(ASKED)


@each_notebook
def test_a_guess_is_stored_without_its_answer(path):
    for cell in code_cells(nbformat.read(path, as_version=4)):
        if cell.source.startswith("quiz.ask"):
            (shown,) = texts(cell)
            asked = load_questions(chapter(path))[cell.source.split('"')[1]]
            assert shown.splitlines() == [
                asked.ask,
                *(f"{'ABCDE'[n]}. {answer}" for n, answer in enumerate(asked.answers)),
                "(run this cell to choose one, and to say how sure you are)",
            ]


@each_notebook
def test_numbers_in_a_reason_are_printed_by_a_cell(path):
    cells = code_cells(nbformat.read(path, as_version=4))
    printed = set(re.findall(r"\d+\.\d{4}", "\n".join(text for cell in cells for text in texts(cell))))
    questions = load_questions(chapter(path))
    for asked in map(questions.get, ASKED[path]):
        assert set(re.findall(r"\d+\.\d{4}", asked.reason)) <= printed, asked.reason


# -- the score


@pytest.mark.parametrize("answers, most", [("yes no", 99), ("one two three", 98), ("a b c d", 97), ("a b c d e", 96)])
def test_one_is_as_sure_as_even_spreading_at_least_and_leaves_one_per_cent_to_each_other(answers, most):
    answers = answers.split()
    offered = [share for _, share in levels(Prediction(question(answers, answers[1]))).options]
    assert (offered[0], offered[-1]) == (100 / len(answers), most)
    assert offered == sorted(set(offered)) and len(offered) >= 6
    for sure in offered:
        for choice in range(len(answers)):
            prediction = Prediction(question(answers, answers[1]))
            prediction.commit(choice, sure)
            guess = prediction.guess
            assert sum(guess.points) == pytest.approx(100) and min(guess.points) >= 1 - 1e-12
            assert guess.points[choice] == sure
            assert guess.loss == pytest.approx(-math.log(guess.points[1] / 100)) and guess.loss < 5
            part, loss = re.search(r"−ln ([\d.]+) ≈ ([\d.]+) nats", said(prediction)).groups()
            assert f"{-math.log(float(part)):.2f}" == loss


def test_the_score_stands_beside_that_of_even_spreading():
    told = said(committed("B", 70))
    assert "You gave B 70 %: your loss is −ln 0.7 ≈ 0.36 nats. An even spread costs ln 3 ≈ 1.10 nats." in told
    assert "You gave B 1 %: your loss is −ln 0.01 ≈ 4.61 nats." in said(committed("A", 98))


def test_right_and_wrong_are_seen_at_a_glance():
    right, wrong = committed("B", 70), committed("A", 70)
    assert "✓ Right" in said(right) and "✓ two" in said(right) and "✗" not in said(right)
    assert "✗ No, it is B" in said(wrong) and "✗ one ← your choice" in " ".join(said(wrong).split())
    assert "✓ two" in said(wrong)
    assert VERDICTS == {True: BADGES[RIGHT], False: BADGES[NOT_YET]}


def test_two_clicks_commit_in_either_order():
    prediction = Prediction(question())
    levels(prediction).value = 80
    assert prediction.guess is None and "which answer?" in said(prediction)
    letters(prediction)[1].value = True
    assert prediction.guess.loss == pytest.approx(-math.log(0.8))


def test_one_answer_is_chosen_at_a_time_and_none_again():
    prediction = Prediction(question())
    for n in (0, 2):
        letters(prediction)[n].value = True
        assert [button.value for button in letters(prediction)] == [place == n for place in range(3)]
    assert "C: and how sure are you?" in said(prediction)
    letters(prediction)[2].value = False
    levels(prediction).value = 80
    assert prediction.guess is None


def test_the_first_commitment_counts():
    prediction = committed("B", 70)
    levels(prediction).value = 98
    assert levels(prediction).value == 70
    prediction.commit(0, 98)
    assert prediction.guess.loss == pytest.approx(-math.log(0.7))
    assert prediction.guess.points == (15, 70, 15) and (prediction.guess.choice, prediction.guess.sure) == (1, 70)
    assert all(button.disabled for button in letters(prediction))


@pytest.mark.parametrize("choice", [-1, 3, "B", None])
def test_an_answer_that_is_none_is_refused(choice):
    with pytest.raises(ValueError, match=f"choice must be an answer, from 0 to 2; got {choice!r}"):
        Prediction(question()).commit(choice, 70)


@pytest.mark.parametrize("sure", [33, 98.5, 100, 0, math.nan])
def test_more_than_what_leaves_one_per_cent_to_the_others_is_refused(sure):
    with pytest.raises(ValueError, match=f"sure must lie between 33.33 and 98 %; got {sure}"):
        Prediction(question()).commit(0, sure)


# -- the page


def test_the_answer_opens_only_after_the_commitment():
    prediction = Prediction(question())
    letters(prediction)[1].value = True
    assert "Because" not in said(prediction) and "✓" not in said(prediction)
    levels(prediction).value = 70
    assert "Because it is two." in said(prediction) and "✓ two" in said(prediction)


def test_every_button_has_a_name():
    prediction = Prediction(question())
    assert [button.description for button in letters(prediction)] == ["A", "B", "C"]
    assert [name for name, _ in levels(prediction).options][::8] == ["no idea: 33 %", "98 %"]


def test_signs_in_a_question_are_text():
    odd = Question("T", "Is p < q?", ("<b>yes</b>", "no & no"), "no & no", "p > q.")
    prediction = committed("A", 99, asked=odd)
    pages = " ".join(widget.value for widget in inside(prediction) if isinstance(widget, widgets.HTML))
    assert "Is p &lt; q?" in pages and "&lt;b&gt;yes" in pages and "no &amp; no" in pages and "p &gt; q." in pages


def test_the_plain_text_does_not_depend_on_the_guess():
    before, after = Prediction(question()), committed("B", 70)
    plain = [prediction._repr_mimebundle_()["text/plain"] for prediction in (before, after)]
    asked = "How many?\nA. one\nB. two\nC. three\n(run this cell to choose one, and to say how sure you are)"
    assert plain == [asked, asked]


# -- the card


def test_the_card_shows_each_loss_and_the_mean_and_follows_later_guesses():
    quiz = Quiz("cross_entropy")
    names = list(load_questions("cross_entropy"))[:4]
    asked = [quiz.ask(name) for name in reversed(names)]
    card = quiz.card()
    assert "Guesses made: none of 4." in said(card)
    titles = [prediction.question.title for prediction in reversed(asked)]
    assert re.search(".*".join(map(re.escape, titles)), said(card), re.DOTALL)
    losses = []
    for prediction, sure in zip(asked[:3], (80, 50, 40), strict=True):
        question = prediction.question
        prediction.commit((question.truth + (sure == 40)) % len(question.answers), sure)  # the last one is wrong
        losses.append(prediction.guess.loss)
    told = " ".join(said(card).split())
    assert all(f"{loss:.2f}" in told for loss in losses)
    assert f"mean {statistics.mean(losses):.2f}" in told
    assert "Guesses made: 3 of 4; right: 2." in told


def test_a_question_that_was_not_asked_is_not_on_the_card():
    """It may stand in the companion."""
    quiz = Quiz("cross_entropy")
    right = quiz.ask("right-forecaster")
    assert right.question.title in said(quiz.card())
    wrong = quiz.ask("column")
    assert wrong.question.title in said(quiz.card())
    assert "Guesses made: none of 2." in said(quiz.card())


def made(read):
    """The mean losses that a card tells, own and even, and which of them it calls the lower."""
    own, even = map(float, re.findall(r"[0-9.]+(?= nats)", read)) if "that of" not in read else (0, 0)
    return own, even, next(word for word in ("below", "above", "that of") if word in read)


# how sure a reader says to be who is right so often
READERS = {
    "calibrated": lambda chance, draw: min((40, 50, 60, 70, 80, 90, 95, 98), key=lambda sure: abs(sure - 100 * chance)),
    "reckless": lambda chance, draw: 98,
    "timid": lambda chance, draw: 100 / 3,
    "random": lambda chance, draw: draw.choice([100 / 3, 40, 60, 80, 98]),
    "contrary": lambda chance, draw: 98 if chance < 0.5 else 40,
}


@pytest.mark.parametrize("reader", READERS)
def test_nothing_on_the_card_is_false_for_any_reader(reader):
    """The verdict is that of the mean: the losses added up, beside those of even spreading."""
    draw = random.Random(reader)
    for _ in range(often(60, 15)):
        guesses = []
        for _ in range(draw.choice([1, 3, 8])):
            chance = draw.choice([0.4, 0.6, 0.9])
            guesses.append(Prediction(question()))
            guesses[-1].commit(1 if draw.random() < chance else 0, READERS[reader](chance, draw))
        told = " ".join(said(ScoreCard(guesses)).split())
        own = statistics.mean(-math.log(one.guess.points[1] / 100) for one in guesses)
        assert "∞" not in told and own < math.inf
        assert f"right: {sum(one.guess.right for one in guesses)}." in told
        mean, even, verdict = made(told[told.index("Your mean loss") :])
        if verdict == "that of":
            assert f"{own:.2f}" == f"{math.log(3):.2f}" and f"is {own:.2f} nats" in told
        else:
            assert (
                (mean, even) == (round(own, 2), 1.10) and (verdict == "below") == (own < math.log(3)) and mean != even
            )


def test_a_calibrated_reader_ends_below_even_spreading_and_a_reckless_one_above():
    """20 questions of three answers, 45 % sure and right 9 times; 98 % sure, and right 12 times."""
    calibrated, reckless = [Prediction(question()) for _ in range(20)], [Prediction(question()) for _ in range(20)]
    for n, guess in enumerate(calibrated):
        guess.commit(1 if n < 9 else 0, 45)
    for n, guess in enumerate(reckless):
        guess.commit(1 if n < 12 else 0, 98)
    assert "Your mean loss is 1.07 nats, below the 1.10 nats of even spreading." in said(ScoreCard(calibrated))
    assert "Your mean loss is 1.85 nats, above the 1.10 nats" in said(ScoreCard(reckless))
    assert "Your mean loss is 1.10 nats, that of even" in said(ScoreCard([committed("A", 100 / 3)]))


def test_the_first_cell_run_again_keeps_the_guesses():
    guess = Quiz("cross_entropy").ask("column")
    guess.commit(guess.question.truth, 80)
    again = Quiz("cross_entropy")
    assert again.ask("column") is guess
    assert "Guesses made: 1 of 1" in said(again.card())
    assert "none of 0." in said(Quiz("entropy").card())


def test_a_question_without_its_right_answer_is_refused():
    with pytest.raises(ValueError, match="right must be one of the answers of 'Title'; got 'four'"):
        question(right="four")
    with pytest.raises(ValueError, match="refuted must hold wrong answers of 'Title'; got 'two'"):
        Question("Title", "How many?", ("one", "two"), "two", "Because.", {"two": {}})
    for tempting in ("two", "four"):  # the right one, and none
        with pytest.raises(ValueError, match=f"tempting must be a wrong answer of 'Title'; got '{tempting}'"):
            Question("Title", "How many?", ("one", "two"), "two", "Because.", tempting=tempting)


def test_points_must_be_as_many_as_the_answers():
    with pytest.raises(ValueError, match=r"points must be one number for each of the 3 answers; got \[80, 20\]"):
        question().loss([80, 20])


@pytest.mark.parametrize("points", [(50, 60, 0), (110, -10, 0), (1, 1, 1)])
def test_points_must_be_a_hundred_and_none_below_zero(points):
    with pytest.raises(ValueError, match=r"points must be at least 0 and add up to 100; got \("):
        question().loss(points)


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="chapter must be one of .*cross_entropy.*; got 'rain'"):
        Quiz("rain")
    with pytest.raises(ValueError, match="such as .*'right-forecaster'.*; got 'right-forcaster'"):
        Quiz("cross_entropy").ask("right-forcaster")
