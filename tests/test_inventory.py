"""The test of misconceptions: its items, its seal, its results; what refutes an answer is where it is said to be."""

import json
import math
import re
import statistics
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest
from notebook_rules import code_cells, texts
from test_quiz import button, give, inside, said

from xentlib import explorers
from xentlib.inventory import ConceptTest, Results, SealedPrediction, picture_calibration
from xentlib.quiz import Question, load_questions

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOK = nbformat.read(FOLDER / "07_concept_inventory.ipynb", as_version=4)
ITEMS = load_questions("concept_inventory")
SEE = re.compile(r"(explore_\w+), notebook (\d\d), section (\d+)")
each_item = pytest.mark.parametrize("item", ITEMS.values(), ids=list(ITEMS))
REFUTED = [pytest.param(item, wrong, id=f"{name}-{wrong}") for name, item in ITEMS.items() for wrong in item.refuted]
each_refuted = pytest.mark.parametrize("item, wrong", REFUTED)


# -- the items


def test_there_are_twenty():
    assert len(ITEMS) == 20


@each_item
def test_every_wrong_answer_is_refuted_and_no_other(item):
    assert set(item.refuted) == set(item.answers) - {item.right}


@each_item
def test_an_answer_cannot_be_guessed_by_its_length(item):
    lengths = [len(answer) for answer in item.answers]
    assert max(lengths) <= 1.5 * min(lengths)


def test_the_right_answer_is_not_told_by_length_or_place():
    lengths = [([len(answer) for answer in item.answers], item.truth) for item in ITEMS.values()]
    assert sum(all_[truth] == max(all_) for all_, truth in lengths) <= 7
    assert sum(all_[truth] == min(all_) for all_, truth in lengths) <= 7
    places = [item.truth for item in ITEMS.values()]
    assert all(3 <= places.count(place) <= 7 for place in range(4))
    assert not any(a == b == c for a, b, c in zip(places, places[1:], places[2:], strict=False))


@each_refuted
def test_a_refutation_is_one_short_sentence(item, wrong):
    assert set(item.refuted[wrong]) == {"says", "see"}
    says = item.refuted[wrong]["says"]
    assert says.endswith(".") and len(re.findall(r"[.!?](?= |$)", says)) == 1
    assert len(says.split()) <= 25


def sections(number):
    """Section → the source of its code cells, of the notebook of that number."""
    (path,) = FOLDER.glob(f"{number}_*.ipynb")
    found, section = {}, None
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code" and section:
            found[section] = found.get(section, "") + cell.source + "\n"
        elif headings := re.findall(r"^## (\d+)?", cell.source, flags=re.MULTILINE):
            section = headings[-1]
    return found


@each_refuted
def test_the_explorer_that_refutes_an_answer_stands_in_that_section(item, wrong):
    explorer, number, section = SEE.fullmatch(item.refuted[wrong]["see"]).groups()
    assert explorer in explorers.__all__
    assert f"{explorer}()" in sections(number)[section]


@each_item
def test_every_number_of_an_item_is_printed_after_the_test(item):
    words = [item.ask, item.reason, *item.answers, *(refuted["says"] for refuted in item.refuted.values())]
    printed = set(re.findall(r"\d+\.\d{4}", "\n".join(text for cell in code_cells(NOTEBOOK) for text in texts(cell))))
    assert set(re.findall(r"\d+\.\d{4}", " ".join(words))) <= printed


# -- the notebook


def test_the_notebook_asks_each_item_once_in_order_and_then_shows_the_results():
    sources = [cell.source for cell in code_cells(NOTEBOOK)]
    asked = [f'test.ask("{name}")' for name in ITEMS]
    assert [source for source in sources if source.startswith("test.")] == [*asked, "test.results()"]
    headings = [cell.source.splitlines()[-1] for cell in NOTEBOOK.cells if "### Item" in cell.source]
    assert headings == [f"### Item {n}" for n in range(1, 21)]


def test_no_number_is_given_away_before_the_results():
    """Not even the price of an even spread: it is above 1, and one item asks whether a loss can be."""
    sources = [cell.source for cell in NOTEBOOK.cells]
    before = sources[: sources.index("test.results()")]
    assert not [source for source in before if "print(" in source or re.search(r"\d\.\d{4}", source)]


def test_the_lecturers_table_leads_where_the_items_do():
    table = "\n".join(cell.source for cell in NOTEBOOK.cells if "the misconception" in cell.source)
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if re.match(r"\| \d", line)]
    for n, (item, (number, _, places)) in enumerate(zip(ITEMS.values(), rows, strict=True), start=1):
        seen = {SEE.fullmatch(refuted["see"]).groups()[1:] for refuted in item.refuted.values()}
        told = {(part[:2], section) for part in places.split("; ") for section in re.findall(r"\d+", part[2:])}
        assert (int(number), told) == (n, seen)


# -- sealed


def question(right="B", answers="ABCD", title="Title"):
    wrong = {
        answer: {"says": f"Not {answer}.", "see": f"the place of {answer}"} for answer in answers if answer != right
    }
    return Question(title, "Which?", tuple(answers), right, "For this reason.", wrong)


def committed(*points, right="B"):
    prediction = SealedPrediction(question(right, "ABCD"[: len(points)]))
    button(give(prediction, *points)).click()
    return prediction


def sent(widget):
    """Everything that goes to the page."""
    return json.dumps([part.get_state() for part in inside(widget)], default=str, ensure_ascii=False)


@each_item
def test_a_commitment_does_not_tell_which_answer_is_right(item):
    """The page is the same, whichever answer had been the right one."""
    pages = []
    for right in item.answers:
        refuted = {wrong: {"says": f"not {wrong}", "see": "there"} for wrong in item.answers if wrong != right}
        prediction = SealedPrediction(Question(item.title, item.ask, item.answers, right, f"for {right}", refuted))
        button(give(prediction, 70, 30, *[0] * (len(item.answers) - 2))).click()
        assert prediction.loss is not None
        pages.append(said(prediction))
    assert "Your points are kept" in pages[0] and len(set(pages)) == 1


def test_nothing_of_an_answer_is_on_the_page_before_they_are_opened():
    test = ConceptTest("concept_inventory")
    results = test.results()
    for name, item in ITEMS.items():
        give(test.ask(name), 40, 30, *([30] if len(item.answers) == 3 else [20, 10])).commit()
    for name, item in ITEMS.items():
        secret = [item.reason, *(refuted[part] for refuted in item.refuted.values() for part in ("says", "see"))]
        pages = sent(test.ask(name)) + sent(results)
        assert not [words for words in secret if words in pages]
        assert "✓" not in pages and item.answers[0] not in sent(results)
    button(results).click()
    assert all(item.reason in said(results) for item in ITEMS.values())


def test_after_the_commitment_the_points_stay():
    prediction = committed(10, 70, 20, 0)
    assert prediction.loss == pytest.approx(-math.log(0.7))
    give(prediction, 0, 0, 0, 100).commit()
    assert prediction.loss == pytest.approx(-math.log(0.7))


# -- the results


def results_of(*predictions):
    return Results(list(predictions))


def told(results):
    return " ".join(said(results).split())


def test_nothing_committed():
    results = results_of(SealedPrediction(question()), SealedPrediction(question()))
    assert "None of the 2 items is committed yet." in told(results) and "nats" not in told(results)


def test_all_points_on_the_truth():
    shown = told(results_of(*(committed(0, 100, 0, 0) for _ in range(5))))
    assert "mean 0.0000 1.3863" in shown and "median 0.0000 1.3863" in shown
    assert "5 of 5 items: mean 0.0000 nats, 5 of 5 favourites right, favourite given 100 on average" in shown
    assert "80–100 5 100.0 5 100.0" in shown and "0–19 15 0.0 0 0.0" in shown
    assert "confident" not in shown


def test_no_point_on_the_truth():
    shown = told(results_of(*(committed(100, 0, 0, 0) for _ in range(5))))
    assert "mean ∞ 1.3863" in shown and "median ∞ 1.3863" in shown
    assert "5 of 5 items: mean ∞ nats, 0 of 5 favourites right, favourite given 100 on average" in shown
    assert "80–100 5 100.0 0 0.0" in shown and "0–19 15 0.0 5 33.3" in shown
    assert "overconfident" in shown


def test_an_even_spread_has_no_favourite_and_costs_ln_k():
    shown = told(results_of(committed(25, 25, 25, 25), committed(50, 50)))
    mean = statistics.mean([math.log(4), math.log(2)])
    assert f"mean {mean:.4f} {mean:.4f}" in shown
    assert f"2 of 2 items: mean {mean:.4f} nats, no favourites" in shown
    assert "20–39 4 25.0 1 25.0" in shown and "40–59 2 50.0 1 50.0" in shown


def test_a_calibration_by_hand():
    """The right answer, B, is given 60, 15, 50 and 45 of 100; the favourites 60, 85 and 55, and one tie of 50."""
    items = [committed(40, 60), committed(85, 15), committed(50, 50), committed(55, 45)]
    shown = told(results_of(*items, SealedPrediction(question())))
    losses = [-math.log(share) for share in (0.6, 0.15, 0.5, 0.45)]
    assert "4 of 5 items committed." in shown
    assert f"mean {statistics.mean(losses):.4f} 0.6931" in shown
    assert f"median {(losses[2] + losses[3]) / 2:.4f} 0.6931" in shown
    assert "In 3 of them one answer had more points than every other, 67 on average." in shown
    assert "Of these favourites 1 were right: 33 in 100." in shown
    assert "0–19 1 15.0 1 100.0 20–39 0 – – – 40–59 5 48.0 2 40.0 60–79 1 60.0 1 100.0 80–100 1 85.0 0 0.0" in shown
    assert f"mean {statistics.mean(losses):.4f} nats, 1 of 3 favourites right, favourite given 67 on average" in shown


def favourites(points, right, wrong):
    """So many favourites, given so many points each, of which so many are right."""
    items = [committed(100 - points, points) for _ in range(right)] + [
        committed(points, 100 - points) for _ in range(wrong)
    ]
    return told(results_of(*items))


@pytest.mark.parametrize(
    ("points", "right", "wrong", "verdict"),
    [(80, 10, 10, "overconfident"), (60, 19, 1, "underconfident"), (80, 16, 4, "as often as you said"),
     (80, 15, 5, "as often as you said"), (80, 14, 6, "overconfident"), (80, 19, 1, "underconfident"),
     (100, 20, 0, "as often as you said"), (100, 19, 1, "overconfident")],
)  # fmt: skip
def test_the_verdict_allows_for_chance(points, right, wrong, verdict):
    """Of 20 favourites given 80 points, 16 come true, give or take √(20 · 0.8 · 0.2) = 1.79."""
    shown = favourites(points, right, wrong)
    verdicts = {"overconfident", "underconfident", "as often as you said"}
    assert {known for known in verdicts if known in shown} == {verdict}


def test_the_margin_is_that_of_a_binomial_share():
    assert "the 9 in 100 that chance easily makes" in favourites(80, 16, 4)  # √(0.8 · 0.2 / 20) = 0.0894


def test_results_follow_later_commitments():
    late = SealedPrediction(question())
    results = results_of(committed(0, 100, 0, 0), late)
    assert "1 of 2 items" in told(results)
    button(give(late, 0, 50, 50, 0)).click()
    assert "2 of 2 items" in told(results) and f"mean {math.log(2) / 2:.4f}" in told(results)


def test_opening_shows_each_committed_item_with_what_refutes_the_points_that_went_astray():
    late = SealedPrediction(question())
    results = results_of(committed(20, 50, 30, 0), late)
    button(results).click()
    shown = told(results)
    assert "1. Title: 50 points on the right answer, loss 0.6931 nats" in shown
    assert "✗ A. A (20 points) Not A. → the place of A ✓ B. B (50 points) ✗ C. C (30 points) Not C." in shown
    assert "Not D." not in shown and "For this reason." in shown
    assert "2. Title: not committed, so it stays sealed" in shown
    give(late, 0, 0, 0, 100).commit()
    assert "2. Title: 0 points on the right answer, loss ∞ nats" in told(results) and "Not D." in told(results)


def test_items_whose_favourite_was_wrong_are_unfolded():
    results = results_of(committed(20, 50, 30, 0), committed(60, 40, 0, 0), committed(50, 50, 0, 0))
    button(results).click()
    pages = " ".join(widget.value for widget in inside(results) if isinstance(widget, widgets.HTML))
    assert [bool(found) for found in re.findall(r"<details[^>]*?( open)?>", pages)] == [False, True, False]


def test_the_keyboard_keeps_its_place_when_the_answers_open():
    results = results_of(committed(0, 100))
    before = button(results)
    before.click()
    assert button(results) is before and not before.disabled


def test_signs_in_an_item_are_text():
    odd = Question("<T>", "Is p < q?", ("<b>", "&"), "&", "p > q.", {"<b>": {"says": "<i>no</i>", "see": "a < b"}})
    prediction = give(SealedPrediction(odd), 100, 0)
    prediction.commit()
    results = results_of(prediction)
    button(results).click()
    pages = " ".join(widget.value for widget in inside(results) if isinstance(widget, widgets.HTML))
    for escaped in ("&lt;T&gt;", "p &lt; q?", "&lt;b&gt;", "&lt;i&gt;no", "a &lt; b", "B. &amp;", "p &gt; q."):
        assert escaped in pages


def test_the_plain_text_is_one_line_that_does_not_depend_on_the_points():
    before, after = SealedPrediction(question()), committed(0, 100, 0, 0)
    for pair in ((before, after), (results_of(before), results_of(after))):
        plain = {shown._repr_mimebundle_()["text/plain"] for shown in pair}
        assert len(plain) == 1 and "\n" not in plain.pop()


@pytest.mark.parametrize("kind", [Results, SealedPrediction])
def test_nothing_of_the_widget_itself_is_covered(kind):
    """A method called `open` would be called in place of the widget's own, and no widget would appear."""
    assert not {name for name in vars(kind) if name[0] != "_"} & set(dir(widgets.VBox))


def test_the_picture_says_its_numbers_as_alternative_text():
    page = picture_calibration([90, 10, 70, 30], [True, False, False, True]).data
    (alternative,) = re.findall('alt="([^"]+)"', page)
    assert "Given 80 to 100 points, 90 on average: 1 of 1 came true" in alternative
    assert "Given 60 to 79 points, 70 on average: 0 of 1 came true" in alternative
    assert "40 to 59" not in alternative
