"""The test of misconceptions: its items, its seal, its results; what refutes an answer is where it is said to be."""

import json
import math
import re
import statistics

import comm
import ipywidgets as widgets
import nbformat
import pytest
from course import FOLDER
from notebook_rules import code_cells, texts
from test_quiz import a_kernel_of_its_own, inside, letters, levels, said  # noqa: F401, the first for each test

from xentlib import explorers
from xentlib.quiz import ConceptTest, picture_calibration
from xentlib.quiz.codes import read_code, write_code
from xentlib.quiz.inventory import Results, SealedPrediction
from xentlib.quiz.questions import Question, load_questions

NOTEBOOK = nbformat.read(FOLDER / "08_concept_inventory.ipynb", as_version=4)
ITEMS = load_questions("concept_inventory")
each_item = pytest.mark.parametrize("item", ITEMS.values(), ids=list(ITEMS))
REFUTED = [pytest.param(item, wrong, id=f"{name}-{wrong}") for name, item in ITEMS.items() for wrong in item.refuted]
each_refuted = pytest.mark.parametrize("item, wrong", REFUTED)
WITH_STATES = [parameters for parameters in REFUTED if "goto" in parameters.values[0].refuted[parameters.values[1]]]
AMOUNT = re.compile(r"\d+\.\d+|\d+(?= bits?\b| nats\b)")


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
    assert {"says", "see"} <= set(item.refuted[wrong]) <= {"says", "see", "figure", "goto"}
    says = item.refuted[wrong]["says"]
    assert says.endswith(".") and len(re.findall(r"[.!?](?= |$)", says)) == 1
    assert len(says.split()) <= 25


def sections(notebook):
    """Heading → the source of the code cells below it, in a notebook such as `more/02_entropy_more`."""
    found, open_headings = {}, {}
    for cell in nbformat.read(FOLDER / f"{notebook}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            for signs, heading in re.findall(r"^(##+) (?:\d+ · )?(.+)$", cell.source, flags=re.MULTILINE):
                open_headings = {other: depth for other, depth in open_headings.items() if depth < len(signs)}
                open_headings[heading] = len(signs)
                found[heading] = ""
        else:
            for heading in open_headings:
                found[heading] += cell.source + "\n"
    return found


@each_refuted
def test_what_refutes_an_answer_stands_in_that_section(item, wrong):
    notebook, _, heading = item.refuted[wrong]["see"].partition("#")
    shown = sections(notebook)[heading]
    if figure := item.refuted[wrong].get("figure"):
        assert figure in explorers.__all__ and f"{figure}()" in shown


@each_refuted
def test_a_refutation_with_an_amount_says_where_the_figure_shows_it(item, wrong):
    """Or it is a number that is printed: of a section without an explorer, or what the learning curves begin at."""
    refuted = item.refuted[wrong]
    amounts = re.findall(r"\d+\.\d+ (?:bits|nats)|\d bits?\b", refuted["says"])
    assert "goto" in refuted or not amounts or "figure" not in refuted or "ln 10" in refuted["says"]


@pytest.mark.parametrize("item, wrong", WITH_STATES)
def test_the_figure_shows_the_numbers_of_a_refutation(item, wrong):
    """Each amount is set there, or shown in one of the states, rounded alike."""
    refuted = item.refuted[wrong]
    explorer = getattr(explorers, refuted["figure"])()
    shown = set()
    for state in refuted["goto"]:
        explorer.goto(**state)
        shown |= {str(value) for value in state.values()}
        shown |= {words for value in explorer.values.values() for words in (f"{value:.4f}", f"{value:g}")}
        shown |= set(re.findall(r"\d+\.\d+", explorer.sentence))
    assert set(AMOUNT.findall(refuted["says"])) <= shown


def printed(n):
    """The lines of the notebook that speak of item number n."""
    lines = [line for cell in code_cells(NOTEBOOK) for text in texts(cell) for line in text.splitlines()]
    return "\n".join(line for line in lines if line.startswith(f"{n}. "))


@pytest.mark.parametrize("n, item", list(enumerate(ITEMS.values(), start=1)), ids=list(ITEMS))
def test_every_number_of_an_item_is_printed_after_the_test_in_its_own_lines(n, item):
    words = [item.ask, item.reason, *item.answers, *(refuted["says"] for refuted in item.refuted.values())]
    assert set(re.findall(r"\d+\.\d{4}", " ".join(words))) <= set(re.findall(r"\d+\.\d{4}", printed(n)))


# -- the notebook


def test_the_notebook_asks_each_item_once_in_order_and_then_shows_the_results():
    sources = [cell.source for cell in code_cells(NOTEBOOK)]
    asked = [f'test.ask("{name}")' for name in ITEMS]
    assert [source for source in sources if source.startswith("test.")] == [*asked, "test.results()"]
    headings = [cell.source.splitlines()[-1] for cell in NOTEBOOK.cells if "### Item" in cell.source]
    assert headings == [f"### Item {n}" for n in range(1, 21)]


def test_no_number_is_given_away_before_the_results():
    """Not even the price of an even spread: it is above 1, and one item asks whether a loss can be. Nor a formula."""
    sources = [cell.source for cell in NOTEBOOK.cells]
    before = sources[: sources.index("test.results()")]
    assert not [source for source in before if "print(" in source or re.search(r"\d\.\d{4}|\\\\ln|\\\\log", source)]


def test_what_gives_answers_away_is_folded_and_the_page_ends_on_something_else():
    """Running all cells takes the reader to the last one."""
    sources = [cell.source for cell in NOTEBOOK.cells]
    headings = [n for n, source in enumerate(sources) if source.startswith("## ")]
    folded = [n for n in headings if NOTEBOOK.cells[n].metadata.get("jp-MarkdownHeadingCollapsed")]
    assert [sources[n].splitlines()[0] for n in folded] == ["## The numbers behind the answers"]
    end = headings[headings.index(folded[0]) + 1]
    numbered = [n for n, cell in enumerate(NOTEBOOK.cells) if re.search(r'print\(f?"\d+\. ', cell.source)]
    assert numbered and all(folded[0] < n < end for n in numbered)


# -- sealed


def question(right="B", answers="ABCD", title="Title"):
    wrong = {
        answer: {"says": f"Not {answer}.", "see": f"the notebook of {answer}#Its place"}
        for answer in answers
        if answer != right
    }
    return Question(title, "Which?", tuple(answers), right, "For this reason.", wrong)


def committed(choice, sure, answers="ABCD"):
    """An item whose right answer is B."""
    prediction = SealedPrediction(question(answers=answers))
    prediction.commit("ABCD".index(choice), sure)
    return prediction


def button(results):
    return next(widget for widget in inside(results) if isinstance(widget, widgets.Button))


def sent(widget):
    """Everything that goes to the page; not the names of widgets, which are always new."""
    states = [state for part in inside(widget) for state in (part.get_state(), part.layout.get_state())]
    return re.sub(r"IPY_MODEL_\w+", "", json.dumps(states, ensure_ascii=False))


def as_if(item, right):
    """The item, had this answer been the right one."""
    refuted = {wrong: {"says": f"not {wrong}", "see": "there#It"} for wrong in item.answers if wrong != right}
    return Question(item.title, item.ask, item.answers, right, f"for {right}", refuted)


@each_item
def test_a_commitment_does_not_tell_which_answer_is_right(item):
    """The page is the same, whichever answer had been the right one."""
    pages = []
    for right in item.answers:
        prediction = SealedPrediction(as_if(item, right))
        letters(prediction)[0].value = True
        levels(prediction).value = 70
        assert prediction.guess is not None
        pages.append(sent(prediction))
    assert "A, 70 %: kept." in pages[0] and len(set(pages)) == 1


def test_the_results_tell_nothing_until_the_last_item_is_committed():
    """After each of the items 1 to 19 they send the same page, whichever answers had been right."""
    tests = [[SealedPrediction(as_if(item, item.answers[place])) for item in ITEMS.values()] for place in (0, 1)]
    shown = [Results(test) for test in tests]
    for n, pair in enumerate(zip(*tests, strict=True), start=1):
        for prediction in pair:
            prediction.commit(0, 70)
        pages = [sent(results) for results in shown]
        assert f"{n} of 20 items done." in pages[0] or n == 20
        assert (pages[0] == pages[1]) is (n < 20)


def test_nothing_of_an_answer_is_on_the_page_before_they_are_opened():
    test = ConceptTest("concept_inventory")
    results = test.results()
    for name in ITEMS:
        test.ask(name).commit(0, 40)
    for presses in range(2):
        for name, item in ITEMS.items():
            secret = [item.reason, *(text for refuted in item.refuted.values() for text in (refuted["says"], "→"))]
            pages = sent(test.ask(name)) + sent(results)
            assert not [words for words in secret if words in pages]
            assert "✓" not in pages and "✗" not in pages and item.answers[0] not in sent(results)
        assert (button(results).description == "Open all answers now") is (presses == 1)
        button(results).click()
    assert all(item.reason in said(results) for item in ITEMS.values())


def test_opened_items_show_their_answers_in_their_own_place():
    done, undone = committed("C", 70), SealedPrediction(question())
    opened(results_of(done, undone))
    assert "✓ B" in said(done) and "✗ C" in said(done) and "For this reason." in said(done)
    assert "sealed" not in said(done) and "For this reason." not in said(undone)


def test_after_the_commitment_the_guess_stays():
    prediction = committed("B", 70)
    prediction.commit(3, 97)
    assert prediction.guess.points == (10, 70, 10, 10) and prediction.guess.loss == pytest.approx(-math.log(0.7))


def test_the_whole_test_is_opened_in_fewer_messages_than_may_wait(monkeypatch):
    """A kernel that is faster than its page loses what finds 1000 messages waiting, and with it whole widgets."""
    messages = []
    publish = comm.DummyComm.publish_msg
    monkeypatch.setattr(
        comm.DummyComm, "publish_msg", lambda self, *what, **more: messages.append(what) or publish(self, *what, **more)
    )
    test = ConceptTest("concept_inventory")
    assert not messages  # an item comes with its own cell
    for name in ITEMS:
        test.ask(name)
    test.results()
    of_cells = 4 * (len(ITEMS) + 2)  # each says busy, shows its input and its result, says idle
    assert 20 * len(ITEMS) < len(messages) + of_cells < 1000


# -- the results


def results_of(*predictions):
    """The results of these items, shown: while some are open, that takes two presses."""
    results = Results(list(predictions))
    for _ in range(2):
        if button(results).description in ("Show the results", "Close the open items, show the results"):
            button(results).click()
    return results


def opened(results):
    for _ in range(2):
        button(results).click()
    return results


def told(results):
    return " ".join(said(results).split())


def test_nothing_committed():
    """Then there is nothing to show, and the button closes nothing."""
    items = [SealedPrediction(question()), SealedPrediction(question())]
    results = results_of(*items)
    assert "0 of 2 items done." in told(results) and "nats" not in told(results)
    assert "nothing to show yet" in told(results)
    items[0].commit(1, 97)
    assert "1 of 2 items done." in told(results) and "nats" not in told(results)


def test_results_wait_for_the_last_item():
    late = SealedPrediction(question())
    results = Results([committed("B", 97), late])
    assert "1 of 2 items done. Your results appear when all are" in told(results) and "nats" not in told(results)
    late.commit(1, 50)
    mean = statistics.mean((-math.log(0.97), math.log(2)))
    assert "2 of 2 items done, 2 right." in told(results) and f"mean {mean:.2f} nats" in told(results)
    assert "B, 50 %: kept." in told(late)


def test_a_button_shows_the_results_and_closes_the_open_items():
    late = SealedPrediction(question())
    results = Results([committed("B", 97), late])
    button(results).click()
    assert "Items still open: 1." in told(results) and "nats" not in told(results)
    button(results).click()
    shown = told(results)
    assert "1 of 2 items done, 1 right." in shown
    assert "1 of 2 items: mean 0.03 nats, 1 of 1 right, 97 % sure on average" in shown
    assert "takes no answer any more" in told(late) and all(button.disabled for button in letters(late))
    late.commit(1, 50)
    levels(late).value = 50
    assert late.guess is None and told(results) == shown


def test_showing_the_results_leaves_a_committed_item_as_it_is():
    early = committed("B", 97)
    before = sent(early)
    results_of(early, SealedPrediction(question()))
    assert sent(early) == before


def test_all_right_and_as_sure_as_can_be():
    shown = told(results_of(*(committed("B", 97) for _ in range(10))))
    assert "mean 0.03 1.39" in shown and "below the 1.39 nats of even spreading" in shown
    assert "10 of 10 items: mean 0.03 nats, 10 of 10 right, 97 % sure on average" in shown
    assert "80 or more 10 97.0 10 100.0" in shown and "under 20 30 1.0 0 0.0" in shown
    assert "as often as you said" in shown and "confident" not in shown


def test_all_wrong_and_as_sure_as_can_be():
    shown = told(results_of(*(committed("A", 97) for _ in range(10))))
    assert "mean 4.61 1.39" in shown and "∞" not in shown and "above the 1.39 nats" in shown
    assert "10 of 10 items: mean 4.61 nats, 0 of 10 right, 97 % sure on average" in shown
    assert "80 or more 10 97.0 0 0.0" in shown and "under 20 30 1.0 10 33.3" in shown
    assert "less often than you said, by 97 in 100" in shown and "overconfident" in shown


@pytest.mark.parametrize("answers", ["AB", "ABC", "ABCD"])
def test_an_even_spread_costs_ln_k(answers):
    shown = told(results_of(*(committed("A", 100 / len(answers), answers) for _ in range(10))))
    assert f"mean {math.log(len(answers)):.2f} {math.log(len(answers)):.2f}" in shown and "that of even" in shown


def test_who_spreads_every_question_evenly_stands_on_the_line():
    items = [committed("B", 25), committed("B", 25), committed("A", 100 / 3, "ABC")]
    assert "20 to under 40 11 27.3 3 27.3" in told(results_of(*items))


def test_a_calibration_by_hand():
    """Of two answers each: right with 60 and 50 %, wrong with 85 and 55 %."""
    items = [committed("B", 60, "AB"), committed("A", 85, "AB"), committed("B", 50, "AB"), committed("A", 55, "AB")]
    shown = told(results_of(*items, SealedPrediction(question())))
    mean = statistics.mean(-math.log(share) for share in (0.6, 0.15, 0.5, 0.45))
    assert "4 of 5 items done, 2 right." in shown
    assert f"mean {mean:.2f} 0.69" in shown
    assert "On average you were 62 % sure of the answers you chose. 2 of 4 were right: 50 %." in shown
    assert "Of 1 answers that you said 80 % or more of, 0 were right." in shown
    assert "under 20 1 15.0 1 100.0 20 to under 40 0 – – – 40 to under 60 5 48.0 2 40.0" in shown
    assert "60 to under 80 1 60.0 1 100.0 80 or more 1 85.0 0 0.0" in shown
    assert f"4 of 5 items: mean {mean:.2f} nats, 2 of 4 right, 62 % sure on average" in shown


def chosen(sure, right, wrong):
    """So many answers, each chosen so surely, of which so many are right."""
    items = [committed("B", sure, "AB") for _ in range(right)] + [committed("A", sure, "AB") for _ in range(wrong)]
    return told(results_of(*items))


@pytest.mark.parametrize(
    ("sure", "right", "wrong", "judged"),
    [(80, 10, 10, "overconfident"), (60, 19, 1, "underconfident"), (80, 16, 4, "as often as you said"),
     (80, 14, 6, "as often as you said"), (80, 13, 7, "as often as you said"), (80, 12, 8, "overconfident"),
     (80, 19, 1, "as often as you said"), (80, 20, 0, "underconfident"), (99, 20, 0, "as often as you said"),
     (99, 18, 2, "overconfident"), (90, 0, 9, "Too few items"), (90, 0, 10, "overconfident")],
)  # fmt: skip
def test_what_is_said_of_confidence_allows_for_chance(sure, right, wrong, judged):
    """Of 20 answers of which one is 80 % sure 16 come true, give or take twice √(20 · 0.8 · 0.2) = 1.79."""
    shown = chosen(sure, right, wrong)
    known = {"overconfident", "underconfident", "as often as you said", "Too few items"}
    assert {words for words in known if words in shown} == {judged}


def test_the_margin_is_two_standard_deviations_of_a_binomial_share():
    assert "the 18 in 100 of chance" in chosen(80, 16, 4)  # 2 √(0.8 · 0.2 / 20) = 0.179
    assert "by 20 in 100. Chance alone seldom makes more than 18 in 100" in chosen(80, 12, 8)


def test_opening_shows_each_committed_item_with_what_refutes_the_answer_chosen():
    shown = told(opened(results_of(committed("C", 70), SealedPrediction(question()))))
    assert "1. Title: 10 % on the right answer, loss 2.30 nats" in shown
    assert "✗ A. A (10 %) ✓ B. B (10 %) ✗ C. C (70 %) Not C. → “Its place” in the notebook of C ✗ D. D (10 %)" in shown
    assert "Not A." not in shown and "Not D." not in shown and "For this reason." in shown
    assert "2. Title: not done, so it stays sealed" in shown


def occasion(results):
    [buttons] = (widget for widget in inside(results) if isinstance(widget, widgets.ToggleButtons))
    return buttons


def code_in(results):
    return re.search(r"<code[^>]*>(\w{4}(?:-\w{4}){6})</code>", " ".join(pages_of(results)))


def pages_of(results):
    return [widget.value for widget in inside(results) if isinstance(widget, widgets.HTML)]


def test_a_code_comes_when_the_reader_says_before_or_after():
    items = [SealedPrediction(item) for item in ITEMS.values()]
    results = Results(items)
    for n, item in enumerate(items[:-1]):
        item.commit(n % 3, 50)
    assert occasion(results).layout.display == "none"
    items[-1].commit(3, 97)
    assert occasion(results).layout.display == "flex" and occasion(results).value is None and not code_in(results)
    for name in ("after", "before"):
        occasion(results).value = name
        assert code_in(results)[1] == write_code(name, [item.guess for item in items])
    assert not [item for item in ITEMS.values() if item.reason in told(results)]


def test_items_that_were_left_open_are_open_in_the_code():
    items = [SealedPrediction(item) for item in ITEMS.values()]
    items[4].commit(1, 70)
    results = results_of(*items)
    occasion(results).value = "after"
    assert [guess and guess.choice for guess in read_code(code_in(results)[1]).guesses] == [None] * 4 + [1] + [
        None
    ] * 15


def test_an_answer_opens_at_the_second_press():
    results = results_of(committed("B", 50))
    button(results).click()
    assert "cannot be undone" in told(results) and "For this reason." not in told(results)
    button(results).click()
    assert "cannot be undone" not in told(results) and "For this reason." in told(results)


def test_items_in_which_another_answer_was_chosen_are_unfolded():
    items = committed("B", 50), committed("A", 60), committed("C", 25)
    pages = " ".join(part.value for part in inside(opened(results_of(*items))) if isinstance(part, widgets.HTML))
    assert [bool(found) for found in re.findall(r"<details[^>]*?( open)?>", pages)] == [False, True, True]


def test_the_keyboard_keeps_its_place_from_the_results_to_the_answers():
    results = Results([committed("B", 97), SealedPrediction(question())])
    before = button(results)
    for _ in range(5):
        before.click()
        assert button(results) is before and not before.disabled
    assert before.description == "The answers are open"


def test_the_first_cell_run_again_keeps_the_answers_and_the_results():
    item = ConceptTest("concept_inventory").ask("whole-bits")
    item.commit(0, 40)
    again = ConceptTest("concept_inventory")
    assert again.ask("whole-bits") is item and again.results() is ConceptTest("concept_inventory").results()
    assert "1 of 20 items done." in said(again.results())


def test_signs_in_an_item_are_text():
    refuted = {"<b>": {"says": "<i>no</i>", "see": "a < b#c", "figure": "d > e"}}
    odd = Question("<T>", "Is p < q?", ("<b>", "&"), "&", "p > q.", refuted)
    prediction = SealedPrediction(odd)
    prediction.commit(0, 99)
    results = opened(results_of(prediction))
    pages = " ".join(widget.value for widget in inside(results) if isinstance(widget, widgets.HTML))
    for escaped in (
        "&lt;T&gt;",
        "p &lt; q?",
        "&lt;b&gt;",
        "&lt;i&gt;no",
        "a &lt; b",
        "d &gt; e",
        "B. &amp;",
        "p &gt; q.",
    ):
        assert escaped in pages


def test_the_plain_text_does_not_depend_on_the_guess():
    before, after = SealedPrediction(question()), committed("B", 97)
    for pair in ((before, after), (results_of(before), results_of(after))):
        plain = {shown._repr_mimebundle_()["text/plain"] for shown in pair}
        assert len(plain) == 1


@pytest.mark.parametrize("kind", [Results, SealedPrediction])
def test_nothing_of_the_widget_itself_is_covered(kind):
    """A method called `open` would be called in place of the widget's own, and no widget would appear."""
    assert not {name for name in vars(kind) if name[0] != "_"} & set(dir(widgets.VBox))


def test_the_picture_says_its_numbers_as_alternative_text():
    page = picture_calibration([90, 10, 70, 30], [True, False, False, True]).data
    (alternative,) = re.findall('alt="([^"]+)"', page)
    assert "Given 80 or more %, 90 % on average: 1 of 1 came true" in alternative
    assert "Given 60 to under 80 %, 70 % on average: 0 of 1 came true" in alternative
    assert "40 to under 60" not in alternative


@pytest.mark.parametrize(
    ("points", "truths", "refusal"),
    [([50, 50], [True], "truths must be as many as points, 2; got 1"), ([101], [1], "points must lie .*; got 101"),
     ([-1], [1], "points must lie between 0 and 100; got -1"), ([math.nan], [1], "points must lie .*; got nan"),
     ([50], [2], "truths must be True or False; got 2")],
)  # fmt: skip
def test_what_is_no_calibration_is_refused(points, truths, refusal):
    with pytest.raises(ValueError, match=refusal):
        picture_calibration(points, truths)


def test_the_invented_reader_of_the_notebook_could_be_one():
    """Who gives 100 points to each item, of which one answer is right."""
    (source,) = (cell.source for cell in code_cells(NOTEBOOK) if cell.source.startswith("picture_calibration("))
    points, truths = eval(source, {"picture_calibration": lambda points, truths: (points, truths)})
    assert len(points) == len(truths) and sum(points) == pytest.approx(100 * sum(truths))
