"""The notebooks as their reader has them: JupyterLab in a browser, a kernel, a keyboard."""

import json
import math
import re
from html import unescape

import pytest
from course import FOLDER

from browser.reader import Keyboard, button
from xentlib import bernoulli, cross_entropy, entropy, kl_divergence
from xentlib.explorers import explore_cross_entropy_map
from xentlib.quiz.questions import load_questions

BASE = {"bits": 2, "nats": math.e}
PICTURES = [
    "from xentlib.explorers import explore_cross_entropy_map",
    "explore_cross_entropy_map().picture(p=0.3, q=0.7)",
    "explore_cross_entropy_map()",
]
CONVERSATION = [
    "from xentlib.checks import check\nfrom xentlib.explorers import explore_cross_entropy_map\n"
    "from xentlib.quiz import Quiz\nquiz = Quiz('cross_entropy')",
    "quiz.ask('column')",
    "explore_cross_entropy_map()",
    "check('read the map', 0.8352)",
    "quiz.card()",
]
SEALED = [
    "from xentlib.quiz import ConceptTest\ntest = ConceptTest('concept_inventory')",
    "test.ask('exact-forecast')",
    "test.results()",
]


class MapOnPage:
    """The first explorer of the cross-entropy map, found by its controls and worked by their accessible names."""

    def __init__(self, page):
        self.page = page
        outputs = page.locator(".jp-OutputArea-output").filter(has=page.get_by_label("subtract H(P)"))
        self.output = outputs.first
        self.picture = self.output.get_by_role("img").and_(page.locator("svg"))

    def box(self, label):
        return self.output.get_by_role("textbox", name=label, exact=True)

    def handle(self, label):
        box = self.page.get_by_role("textbox", name=label, exact=True)
        return self.output.locator(".widget-hbox").filter(has=box).last.get_by_role("slider")

    def button(self, label):
        return button(self.output, label)

    def press(self, label, key, times=1):
        handle = self.handle(label)
        handle.focus()
        for _ in range(times):
            handle.press(key)

    def type(self, label, text):
        self.box(label).fill(text)
        self.box(label).press("Enter")

    def shows(self, p, q, unit="nats", extra=False):
        """Wait until boxes, picture and sentence say what the maths says of this state."""
        from playwright.sync_api import expect

        truth, model, base = bernoulli(p), bernoulli(q), BASE[unit]
        total = cross_entropy(truth, model, base=base)
        known, paid = entropy(truth, base=base), kl_divergence(truth, model, base=base)
        place = f"p(A) = {p:.2f}, q(A) = {q:.2f}: "
        if extra:
            sentence = place + f"D_KL(P‖Q) = {paid:.4f} {unit} = H(P, Q) {total:.4f} − H(P) {known:.4f}."
        else:
            sentence = place + f"H(P, Q) = {total:.4f} {unit} = H(P) {known:.4f} + D_KL(P‖Q) {paid:.4f}."
        expect(self.picture).to_have_attribute("aria-label", sentence)
        expect(self.picture.locator("text")).to_have_text(f"{paid if extra else total:.2f} {unit}")
        expect(self.output.get_by_text(sentence, exact=True)).to_be_visible()
        for label, value in (("p(A)", p), ("q(A)", q)):
            expect(self.box(label)).to_have_value(f"{value:g}")


def test_map_answers_keyboard_box_and_switches(opened):
    """The chapter on cross-entropy from the first cell to the last, and its map moved in every way there is."""
    from playwright.sync_api import expect

    notebook = opened("04_cross_entropy.ipynb")
    notebook.run_all()
    shown = MapOnPage(notebook.page)
    notebook.scroll_to(shown.output)  # running all has gone to the last cell
    shown.shows(p=0.3, q=0.3)
    shown.press("p(A)", "ArrowRight", times=3)
    shown.shows(p=0.33, q=0.3)
    shown.press("q(A)", "ArrowRight", times=20)
    shown.shows(p=0.33, q=0.5)
    shown.button("bits").click()
    shown.shows(p=0.33, q=0.5, unit="bits")
    shown.output.get_by_label("subtract H(P)").check()
    shown.shows(p=0.33, q=0.5, unit="bits", extra=True)
    for _ in range(2):  # the second time nothing moves, and still 0.333 must not stay in the box
        shown.type("q(A)", "0.333")
        shown.shows(p=0.33, q=0.33, unit="bits", extra=True)
    expect(shown.output).to_contain_text("0.333 → 0.33: the steps are 0.01 wide.")
    shown.type("p(A)", "-7")
    shown.shows(p=0.33, q=0.33, unit="bits", extra=True)
    expect(shown.output).to_contain_text("-7: it must lie between 0 and 1. Still 0.33.")
    shown.type("p(A)", "1/4")
    shown.shows(p=0.25, q=0.33, unit="bits", extra=True)
    shown.button("opposite").click()
    shown.shows(p=0.25, q=0.33, unit="bits", extra=True)  # a stop asks first
    shown.button("opposite").click()
    shown.shows(p=0.1, q=0.9)  # and then sets every control
    shown.button("Reset").click()
    shown.shows(p=0.3, q=0.3)
    notebook.assert_healthy()


PLACES = """output => [...output.querySelectorAll("img, svg[role=img]")].map(picture => {
    const {x, y, width, height} = picture.getBoundingClientRect()
    return {x, y, width, height} })"""


@pytest.mark.thorough
def test_pictures_lie_exactly_above_each_other(opened):
    """JupyterLab's own style sheet moves neither the still picture nor what moves."""
    notebook = opened("stored.ipynb", PICTURES)
    notebook.run_all()
    shown = MapOnPage(notebook.page)
    shown.shows(p=0.3, q=0.7)
    still, moving = shown.output.evaluate(PLACES)
    assert still == pytest.approx(moving, abs=1)
    assert still["width"] > 400
    notebook.assert_healthy()


def stored_pictures(page, count):
    """Alternative text and width of the pictures in outputs, once all of them are there."""
    page.wait_for_function(
        """count => { const all = [...document.querySelectorAll(".jp-OutputArea-output img")];
            return all.length >= count && all.every(image => image.complete) }""",
        arg=count,
    )
    pictures = page.locator(".jp-OutputArea-output img")
    return pictures.evaluate_all("all => all.map(image => [image.alt, image.naturalWidth])")


@pytest.mark.thorough
def test_nothing_need_be_run_to_see_the_pictures(opened):
    """A fresh clone: the notebook is not trusted, no kernel has run it, its stored outputs are all there is."""
    notebook = opened("stored.ipynb", PICTURES)
    explorer = explore_cross_entropy_map()
    explorer.goto(p=0.3, q=0.7)
    (alternative, width), (_, live_width) = stored_pictures(notebook.page, 2)
    assert alternative == explorer.sentence
    assert width == live_width > 1000
    notebook.assert_healthy()


@pytest.mark.thorough
def test_first_picture_of_the_chapter_needs_no_kernel(opened):
    stored = [
        unescape(alternative)
        for cell in json.loads((FOLDER / "04_cross_entropy.ipynb").read_text(encoding="utf8"))["cells"]
        for output in cell.get("outputs", ())
        for alternative in re.findall('<img alt="([^"]+)"', "".join(output.get("data", {}).get("text/html", "")))
    ]
    notebook = opened("04_cross_entropy.ipynb")
    (alternative, width), *_ = stored_pictures(notebook.page, 1)
    assert stored and stored[0] == alternative and width > 1000
    notebook.assert_healthy()


def test_a_guess_is_given_and_committed_by_keyboard_alone(opened):
    from playwright.sync_api import expect

    notebook = opened("conversation.ipynb", CONVERSATION)
    notebook.run_all()
    page, keyboard = notebook.page, Keyboard(notebook.page)
    asked = page.locator(".jp-OutputArea-output").filter(has_text="He says 3 in 10, every day").last
    card = page.locator(".jp-OutputArea-output").filter(has_text="Your guesses in this notebook").last
    expect(card).to_contain_text("none of")
    answer = asked.get_by_role("button", name="A", exact=True)
    answer.focus()
    keyboard.press("Enter")
    expect(asked).to_contain_text("A: and how sure are you?")
    keyboard.to(asked.get_by_role("button", name="60 %", exact=True))
    keyboard.press("Enter")
    expect(asked.get_by_role("button", name="60 %", exact=True)).to_be_focused()
    expect(asked).to_contain_text(f"−ln 0.6 ≈ {-math.log(0.6):.2f} nats")
    expect(asked).to_contain_text("✓ Where it never rains")
    expect(card).to_contain_text(f"{-math.log(0.6):.2f}")
    expect(card).to_contain_text("; right: 1.")
    told = page.locator(".jp-OutputArea-output").filter(has_text="the truth comes first")
    expect(told).to_contain_text("✗ Not yet. 0.8352: that")  # the misconception, by its name
    notebook.assert_healthy()


def test_a_stop_is_visited_by_keyboard_alone_and_stays_when_its_cell_is_run_again(opened):
    """A lecturer who presses a stop goes on by Shift + Enter: that runs the cell of the figure again."""
    from playwright.sync_api import expect

    notebook = opened("conversation.ipynb", CONVERSATION)
    notebook.run_all()
    keyboard, shown = Keyboard(notebook.page), MapOnPage(notebook.page)
    notebook.scroll_to(shown.output)
    stop = explore_cross_entropy_map().stops["opposite"]
    shown.box("p(A)").focus()
    keyboard.to(shown.button("opposite"))
    question, noticed = shown.output.get_by_text(stop.ask), shown.output.get_by_text(stop.notice)
    keyboard.press("Enter")
    expect(question).to_be_visible()
    shown.shows(p=0.3, q=0.7)
    keyboard.press("Enter")
    shown.shows(p=0.1, q=0.9)
    expect(question).to_be_visible()
    expect(noticed).to_be_hidden()
    keyboard.press("Enter")
    expect(noticed).to_be_visible()
    keyboard.press("Shift+Enter")
    expect(notebook.page.locator(".jp-InputPrompt", has_text="[6]:")).to_have_count(1)
    shown.shows(p=0.1, q=0.9)
    expect(question).to_be_visible()
    notebook.assert_healthy()


@pytest.mark.thorough
def test_running_all_cells_leaves_the_numbers_behind_the_answers_folded(opened):
    from playwright.sync_api import expect

    notebook = opened("08_concept_inventory.ipynb")
    notebook.run_all()
    numbers, after = (
        notebook.page.get_by_role("heading", name=name)
        for name in ("The numbers behind the answers", "Further reading")
    )
    notebook.scroll_to(numbers)
    expect(after).to_be_in_viewport()  # nothing between
    notebook.assert_healthy()


@pytest.mark.thorough
def test_a_sealed_item_is_committed_and_opened_by_keyboard_alone(opened):
    from playwright.sync_api import expect

    item = load_questions("concept_inventory")["exact-forecast"]
    notebook = opened("sealed.ipynb", SEALED)
    notebook.run_all()
    page, keyboard = notebook.page, Keyboard(notebook.page)
    asked, results = (
        page.locator(".jp-OutputArea-output").filter(has_text=words).first
        for words in ("A bent coin falls", "items done")
    )
    expect(results).to_contain_text("0 of 20 items done.")
    asked.get_by_role("button", name="ABCD"[item.truth - 1], exact=True).focus()  # a wrong one
    keyboard.press("Space")
    keyboard.to(asked.get_by_role("button", name="70 %", exact=True))
    keyboard.press("Enter")
    expect(asked).to_contain_text("70 %: kept.")
    expect(results).to_contain_text("1 of 20 items done.")
    expect(results).not_to_contain_text("nats")
    keyboard.to(results.get_by_role("button", name="Show the results"))
    keyboard.press("Enter")
    expect(results).to_contain_text("Items still open: 19.")
    keyboard.press("Enter")
    expect(results).to_contain_text(f"1 of 20 items: mean {-math.log(0.1):.2f} nats, 0 of 1 right, 70 % sure")
    expect(results.get_by_role("img")).to_have_attribute("alt", re.compile("70 % on average: 0 of 1 came true"))
    expect(results.get_by_role("button", name="Open the answers")).to_be_focused()
    keyboard.press("Enter")
    expect(results).to_contain_text("This cannot be undone.")
    expect(page.locator(".jp-Notebook")).not_to_contain_text(item.reason)
    keyboard.press("Enter")
    expect(results.get_by_role("button", name="The answers are open")).to_be_focused()
    expect(results.locator("summary").first).to_be_visible()
    reason = results.get_by_text(item.reason)
    expect(reason).to_be_visible()
    keyboard.to(results.locator("summary").first)
    keyboard.press("Enter")
    expect(reason).to_be_hidden()
    expect(asked).to_contain_text(f"✓ {item.right}")
    expect(results).to_contain_text("→ “The map” in 04_cross_entropy: explore_cross_entropy_map")
    notebook.assert_healthy()
