"""The page of the test as a reader has it, up to the code that is handed in: by mouse, finger and keyboard."""

import ipywidgets as widgets
import numpy as np
import pytest
from course import FOLDER
from moving import inside
from students import AFTER, BEFORE, a_class
from tiers import often

from browser.test_page_asked import level_of
from xentlib.pages import asked
from xentlib.pages.site import build
from xentlib.quiz.codes import items, read_code, write_code
from xentlib.quiz.inventory import Results, SealedPrediction

TEST = "08_concept_inventory"
OPEN_ALL = """() => document.querySelectorAll(".item").forEach(item => {
    item.querySelector("li button").click()
    item.querySelector(".sure button").click() })"""


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    build([TEST], FOLDER, out)
    return (out / f"{TEST}.html").as_uri()


@pytest.fixture
def opened(browser, address):
    """Opens the page in a context of its own; what goes wrong in it is an error."""
    contexts, wrong = [], []

    def open_page(script="", **look):
        contexts.append(browser.new_context(**look))
        page = contexts[-1].new_page()
        page.add_init_script(script)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        page.locator(".item.alive").last.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def answered(page, guesses):
    """As the student does it: a letter and a level of each item that is not left open, then the results."""
    for item, guess in zip(page.locator(".item").all(), guesses, strict=True):
        if guess is not None:
            item.get_by_role("listitem").nth(guess.choice).get_by_role("button").click()
            item.get_by_role("group").get_by_role("button").nth(level_of(guess)).click()
    if None in guesses:
        page.get_by_role("button", name="Show the results").click()
        page.get_by_role("button", name="Close the open items, show the results").click()


def code_on(page):
    return page.locator(".results .code").inner_text()


@pytest.mark.parametrize("occasion, skill", [("before", BEFORE), ("after", AFTER)])
def test_the_codes_of_students_are_those_of_python(occasion, skill, opened):
    for guesses in a_class(np.random.default_rng(1), often(3, 1), skill):
        page = opened()
        answered(page, guesses)
        assert page.locator(".results .code").count() == 0
        page.get_by_role("button", name=f"{occasion} the course").click()
        assert code_on(page) == write_code(occasion, guesses)
        assert read_code(code_on(page)).guesses == guesses


def test_the_code_is_copied(opened):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(OPEN_ALL)
    for occasion in ("before", "after"):
        page.get_by_role("button", name=f"{occasion} the course").click()
        page.get_by_role("button", name="Copy", exact=True).click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == code_on(page)
        assert read_code(code_on(page)).occasion == occasion
    pressed = page.locator(".results [aria-pressed=true]").all_inner_texts()
    assert pressed == ["after the course"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "clipboard", ["undefined", "{ writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }"]
)
def test_where_a_page_may_not_copy_the_code_is_selected(clipboard, opened):
    page = opened(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    page.evaluate(OPEN_ALL)
    page.get_by_role("button", name="before the course").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name=asked.WORDS["not copied"]).wait_for()
    assert page.evaluate("getSelection().toString()") == code_on(page)


@pytest.mark.parametrize("allowed", [True, False])
def test_the_code_of_the_notebook_is_copied_or_selected(allowed, opened):
    """Of its widget all that is not HTML is left out."""
    predictions = [SealedPrediction(item) for item in items()]
    results = Results(predictions)
    for prediction in predictions:
        prediction.commit(0, 70)
    buttons = next(part for part in inside(results) if isinstance(part, widgets.ToggleButtons))
    buttons.value = "after"
    parts = [part.value for part in inside(results) if isinstance(part, widgets.HTML)]
    without = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    page = opened("" if allowed else without, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("parts => { document.body.innerHTML = parts.join('') }", parts)
    page.get_by_role("button", name="Copy").click()
    code = write_code("after", [prediction.guess for prediction in predictions])
    if allowed:
        page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard?.readText() ?? getSelection().toString()") == code


def test_answers_and_code_come_again_when_the_page_is_loaded_anew(opened):
    page = opened()
    page.evaluate(OPEN_ALL)
    page.get_by_role("button", name="before the course").click()
    code = code_on(page)
    page.reload()
    page.locator(".results .code").wait_for()
    assert code_on(page) == code


def test_a_letter_without_a_level_comes_again_when_the_page_is_loaded_anew(opened):
    page = opened()
    item = page.locator(".item").first
    letter = item.get_by_role("listitem").nth(2).get_by_role("button")
    letter.click()
    page.reload()
    page.locator(".item.alive").last.wait_for()
    assert letter.get_attribute("aria-pressed") == "true"
    item.get_by_role("group").get_by_role("button").first.click()
    assert letter.get_attribute("aria-disabled") == "true"


def test_results_shown_early_are_shown_again_when_the_page_is_loaded_anew(opened):
    page = opened()
    guesses = a_class(np.random.default_rng(2), often(1, 1), BEFORE)[0]
    answered(page, [*guesses[:3], *[None] * 17])
    told = page.locator(".results").inner_text()
    page.reload()
    page.get_by_role("button", name="Open the answers").wait_for()
    assert page.locator(".results").inner_text() == told
    assert page.locator(".item button:not([aria-disabled])").count() == 0


def test_by_keyboard_alone_from_the_first_item_to_the_code(opened):
    page = opened(permissions=["clipboard-read", "clipboard-write"])

    def tab_to(selector):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"40 tabs do not lead to {selector}")

    for n in range(20):
        tab_to(f".item:not(.closed) li:nth-child({1 + n % 3}) button")
        page.keyboard.press("Space")
        tab_to(f".item:not(.closed) .sure button:nth-of-type({1 + n % 9})")
        page.keyboard.press("Enter")
    tab_to(".results fieldset button")
    page.keyboard.press("Space")
    tab_to(".results .code + button")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    guesses = read_code(page.evaluate("navigator.clipboard.readText()")).guesses
    assert [(guess.choice, level_of(guess)) for guess in guesses] == [(n % 3, n % 9) for n in range(20)]
    assert page.get_by_role("status").filter(has_text=code_on(page)).count() == 1  # which is read out


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_all_is_in_the_window_and_axe_finds_nothing(scheme, opened):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True)
    page.evaluate(OPEN_ALL)
    page.get_by_role("button", name="after the course").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".results .code").bounding_box()
    assert 0 <= box["x"] and box["x"] + box["width"] <= 390
    buttons = page.locator(".results button")
    assert min(buttons.evaluate_all("all => all.map(one => one.offsetHeight)")) >= 32
    broken = Axe().run(page).response["violations"]
    found = [(one["id"], node["html"]) for one in broken for node in one["nodes"]]
    assert found == []
