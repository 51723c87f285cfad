"""The questions on a page without a kernel: after the same presses it says what the widgets of the notebook say."""

import functools
import itertools
import json
import operator
import random
import re
from html import unescape

import ipywidgets as widgets
import numpy as np
import pytest
import test_inventory
from moving import inside
from test_codes import every_guess, some_tests
from test_quiz import FILES, letters, levels
from tiers import often

from browser.test_page_figures import NEAR, drawn
from xentlib.engine.render import overlay_svg
from xentlib.pages import asked
from xentlib.pages.calibrated import calibration_data
from xentlib.pages.page import CODE, HERE
from xentlib.quiz import codes, guesses
from xentlib.quiz.calibration import Calibration, reader_groups
from xentlib.quiz.guesses import Prediction, ScoreCard
from xentlib.quiz.inventory import Results, SealedPrediction
from xentlib.quiz.questions import Question, load_questions

FILES_OF_PAGE = [*CODE, "figure.js", "measured.js", "asked.js", "code.js", "calibrated.js"]
SCRIPT = '"use strict";\n' + "\n".join((HERE / name).read_text("utf-8") for name in FILES_OF_PAGE)
STYLE = "\n".join((HERE / name).read_text("utf-8") for name in ("page.css", "asked.css"))
WORDS = {"quiz": asked.QUIZ, "test": asked.TEST}
HELPERS = """
const hosts = () => [...document.querySelectorAll(".question")];
const press = (host, part, n) => host.querySelectorAll(`${part === "letter" ? "li" : ".sure"} button`)[n].click();

// As in the notebook: all words, with a space for each tag; of a picture, its name.
function words(...elements) {
  return elements.map(shown => {
    const one = shown.cloneNode(true);
    one.querySelectorAll("svg").forEach(picture => picture.replaceWith(picture.getAttribute("aria-label")));
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) found.push(texts.currentNode.data);
    return found.join(" ");
  }).join(" ").split(/\\s+/).filter(Boolean).join(" ");
}

const wordsOf = host => words(host.querySelector(".ask"), ...host.querySelectorAll("li button > span"),
  host.querySelector(".message"));
const scores = () => {
  const one = document.querySelector(".scores").cloneNode(true);
  one.querySelectorAll("button, fieldset").forEach(pressed => pressed.remove());
  return words(one);
};

async function show([html, data]) {
  document.getElementById("questions-data").textContent = JSON.stringify(data);
  document.querySelector("main").innerHTML = html;
  await wakeCalibration();
  await wakeQuestions(document);
}
"""
ODD = {
    "odd": Question("<T>", "Is p < q?", ("<b>", "&amp;", "{letter} (5 %): 3 < 4", "$&"), "&amp;", "p > <i>q</i>."),
    "two": Question("Two & two", "Which?", ("yes", "no"), "no", "So."),
    "five": Question("Five", "Which?", tuple("VWXYZ"), "Z", "It is the last."),
}
CHAPTERS = {name: load_questions(name) for name in FILES if name != "concept_inventory"} | {"odd": ODD}
ITEMS = load_questions("concept_inventory")


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.set_content(document(""))
    page.add_script_tag(content=SCRIPT + HELPERS)
    yield page
    page.close()


def document(main, data=None):
    blocks = {"words": WORDS, "questions-data": data, "calibration-data": calibration()}.items()
    stored = "".join(f'<script type="application/json" id="{id_}">{json.dumps(one)}</script>' for id_, one in blocks)
    return f"<!DOCTYPE html><html><head><style>{STYLE}</style></head><body><main>{main}</main>{stored}</body></html>"


@functools.cache
def calibration():
    return calibration_data()


def of_guesses(questions):
    html = "".join(asked.question_html(id_, one) for id_, one in questions.items()) + asked.card_html("card")
    return html, asked.questions_data(questions)


@functools.cache
def the_test():
    return of_test(ITEMS)


def of_test(items):
    html = "".join(asked.item_html(id_, one) for id_, one in items.items()) + asked.results_html("results")
    return html, asked.items_data(items)


def heard(widget):
    """All words of a widget, but for those of buttons."""
    pages = " ".join(part.value for part in inside(widget) if isinstance(part, widgets.HTML))
    named = re.sub(r'<img alt="([^"]*)"[^>]*>', r" \1 ", pages)  # of a picture, its name
    without_buttons = re.sub(r"<button.*?</button>", "", named)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_buttons)).split())


def press(prediction, part, n):
    """On the widget, a letter or how sure one is."""
    if part == "letter":
        letters(prediction)[n].value = True
    else:
        buttons = levels(prediction)
        buttons.value = guesses.levels(len(prediction.question.answers))[n][1]


def ends(question):
    """Each answer with each way of being sure of it."""
    count = len(question.answers)
    return list(itertools.product(range(count), range(len(guesses.levels(count)))))


def answered(kind, question, choice, level):
    prediction = kind(question)
    press(prediction, "letter", choice)
    press(prediction, "level", level)
    return prediction


# -- guesses


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_guess_opens_with_what_the_notebook_says(chapter, page):
    draw, questions = random.Random(chapter), CHAPTERS[chapter]
    cases = [
        (n, *end)
        for n, one in enumerate(questions.values())
        for end in draw.sample(ends(one), often(len(ends(one)), 5))
    ]
    found = page.evaluate(
        """async ([made, cases]) => {
            const told = []
            for (const [n, choice, level] of cases) {
                await show(made)
                const presses = [["letter", choice], ["level", level]]
                for (const one of level % 2 ? presses : presses.reverse()) press(hosts()[n], ...one)
                told.push(wordsOf(hosts()[n]))
            }
            return told
        }""",
        [of_guesses(questions), cases],
    )
    for (n, choice, level), told in zip(cases, found, strict=True):
        assert told == heard(answered(Prediction, list(questions.values())[n], choice, level)), (n, choice, level)
        assert ("✗" in told) is (choice != list(questions.values())[n].truth)


@pytest.mark.parametrize("kind", [Prediction, SealedPrediction])
def test_press_by_press_a_question_says_what_the_notebook_says(kind, page):
    """Also when the answer or the level is changed, and after the commitment."""
    draw, walks = random.Random(3), []
    questions = ITEMS if kind is SealedPrediction else CHAPTERS["entropy"] | ODD
    for n, question in enumerate(questions.values()):
        presses = {("letter", choice) for choice, _ in ends(question)} | {
            ("level", level) for _, level in ends(question)
        }
        walks += [(n, draw.sample(sorted(presses), 6)) for _ in range(often(10, 2))]
    found = page.evaluate(
        """async ([made, walks]) => {
            const told = []
            for (const [n, presses] of walks) {
                await show(made)
                const host = hosts()[n]
                told.push([wordsOf(host), ...presses.map(one => (press(host, ...one), wordsOf(host)))])
            }
            return told
        }""",
        [the_test() if kind is SealedPrediction else of_guesses(questions), walks],
    )
    for (n, presses), told in zip(walks, found, strict=True):
        prediction = kind(list(questions.values())[n])
        assert told.pop(0) == heard(prediction)
        for one, words in zip(presses, told, strict=True):
            press(prediction, *one)
            assert words == heard(prediction), (n, presses, one)


def test_the_answer_that_is_chosen_stays_chosen_when_it_is_pressed_again(page):
    pressed = page.evaluate(
        """async made => {
            await show(made)
            for (const n of [0, 0]) press(hosts()[0], "letter", n)
            return [...hosts()[0].querySelectorAll("[aria-pressed=true]")].map(one => words(one))
        }""",
        of_guesses(ODD),
    )
    assert pressed == ["A <b>"]


def test_the_card_says_what_the_notebook_says(page):
    draw, ways = random.Random(4), [[(n, 0, 0) for n in range(3)]]
    questions = dict(list(CHAPTERS["loss"].items())[:2]) | {"five": ODD["five"]}
    for _ in range(often(500, 40)):
        order = draw.sample(range(3), draw.randint(0, 3))
        ways.append([(n, *draw.choice(ends(list(questions.values())[n]))) for n in order])
    found = page.evaluate(
        """async ([made, ways]) => {
            const told = []
            for (const way of ways) {
                await show(made)
                told.push([scores(), ...way.map(([n, choice, level]) => {
                    press(hosts()[n], "letter", choice)
                    press(hosts()[n], "level", level)
                    return scores()
                })])
            }
            return told
        }""",
        [of_guesses(questions), ways],
    )
    together = " ".join(itertools.chain(*found))
    for way, told in zip(ways, found, strict=True):
        predictions = [Prediction(one) for one in questions.values()]
        card = ScoreCard(predictions)
        assert told.pop(0) == heard(card)
        for (n, choice, level), words in zip(way, told, strict=True):
            press(predictions[n], "letter", choice)
            press(predictions[n], "level", level)
            assert words == heard(card), way
    known = "below the", "above the", "that of even", "none of 3."
    assert [words for words in known if words not in together] == []


# -- the sealed test


def ways_through(draw):
    """Ways through the items: which are committed to, and when the button of the results is pressed."""
    return [
        *(random_way(draw, whole) for _ in range(often(50, 4)) for whole in (False, True)),
        *(opened(ways_to_end(way)) for way in range(often(36, 2))),
        *(opened(alike(wrong)) for wrong in (False, True)),
        *(opened(way) for way in rare_ways(draw)),
    ]


def random_way(draw, whole):
    """Of a reader who is right so often, and so sure at the most; the button is pressed between, and an item late."""
    known, most = draw.random(), draw.choice([draw.random(), 0.99])
    items = draw.sample(list(enumerate(ITEMS.values())), len(ITEMS))
    way = []
    for n, item in items:
        choice = item.truth if draw.random() < known else draw.randrange(len(item.answers))
        share = max(draw.uniform(most - 0.3, most), 0)
        way.append(("item", n, choice, int(share * len(guesses.levels(len(item.answers))))))
    done = len(way) if whole else draw.randint(1, 19)
    first = draw.randint(0, done)
    return [*way[:first], ("button",), *way[first:done], ("button",), ("button",), *way[done:][:1], *[("button",)] * 3]


def ways_to_end(way):
    """Each of the items in another of the ways in which it can end."""
    return [("item", n, *ends(item)[way % len(ends(item))]) for n, item in enumerate(ITEMS.values())]


def alike(wrong):
    """All of the items right, or all wrong, with 50 % each."""
    return [("item", n, (item.truth + wrong) % len(item.answers), 2) for n, item in enumerate(ITEMS.values())]


def opened(way):
    """With as many presses as it takes."""
    return [*way, *[("button",)] * 4]


def rare_ways(draw):
    """Some in which little decides what is said."""
    found = {}
    while len(found) < 3:
        known, two = draw.random(), draw.choices(range(1, 7), k=2)
        items, way, said, low = list(ITEMS.values())[: draw.randint(10, 20)], [], [], []
        for n, item in enumerate(items):
            level, wrong = draw.choice(two), draw.random() > known
            way.append(("item", n, (item.truth + wrong) % len(item.answers), level))
            said.append(guesses.levels(len(item.answers))[level][1])
            low += [(100 - said[-1]) / (len(item.answers) - 1)] * (len(item.answers) - 1)
        low = [share for share in low if share < 20]
        right = sum(choice == items[n].truth for _, n, choice, _ in way)
        margin = round(2 * np.sqrt(sum(share * (100 - share) for share in said)) / len(way))
        if len(way) == 10:
            found["as many items as one is judged by"] = way
        if abs(round(np.mean(said)) - round(100 * right / len(way))) == margin:
            found["a gap as wide as chance makes"] = way
        if low and f"{np.mean(low):.1f}" != f"{functools.reduce(operator.add, low) / len(low):.1f}":
            found["a mean that the order of adding decides"] = way
    return found.values()


def test_the_results_say_what_the_notebook_says(page):
    ways = ways_through(random.Random(5))
    found = page.evaluate(
        """async ([made, ways]) => {
            const told = []
            for (const way of ways) {
                await show(made)
                const items = hosts(), button = document.querySelector(".results button")
                const after = way.map(([what, n, choice, level]) => {
                    if (what === "button") button.click()
                    else {
                        press(items[n], "letter", choice)
                        press(items[n], "level", level)
                    }
                    return [scores(), button.textContent, wordsOf(items[0])]
                })
                told.push([after, items.map(wordsOf)])
            }
            return told
        }""",
        [the_test(), ways],
    )
    for way, (told, items) in zip(ways, found, strict=True):
        predictions = [SealedPrediction(item) for item in ITEMS.values()]
        results = Results(predictions)
        for (what, *details), words in zip(way, told, strict=True):
            if what == "button":
                test_inventory.button(results).click()
            elif not letters(predictions[details[0]])[0].disabled:
                press(predictions[details[0]], "letter", details[1])
                press(predictions[details[0]], "level", details[2])
            shown = [heard(results), test_inventory.button(results).description, heard(predictions[0])]
            assert words == shown, (way, what, details)
        assert items == [heard(prediction) for prediction in predictions]
        assert all(one.question.reason in words for one, words in zip(predictions, items, strict=True) if one.guess)
    together = " ".join(words for told, _ in found for words, *_ in told)
    known = (
        "nothing to show",
        "still open: ",
        "Too few",
        "overconfident",
        "underconfident",
        "give or take",
        "80 % or more",
    )
    assert [words for words in known if words not in together] == []


def test_what_the_page_shows_before_the_results_is_the_same_whichever_answers_are_right(page):
    """Of the whole document, only the data differ, which nobody can read."""
    items = list(ITEMS.items())[: often(20, 6)]
    tests = [{id_: test_inventory.as_if(item, item.answers[place]) for id_, item in items} for place in (0, 1)]
    first, second = page.evaluate(
        """async tests => {
            const seen = []
            for (const made of tests) {
                await show(made)
                const shown = () => document.querySelector("main").innerHTML, pages = [shown()]
                hosts().forEach((host, n) => {
                    press(host, "letter", 0)
                    press(host, "level", n % 5)
                    if (n === 3) document.querySelector(".results button").click()
                    pages.push(shown())
                })
                seen.push(pages)
            }
            return seen
        }""",
        [of_test(one) for one in tests],
    )
    assert [one == other for one, other in zip(first, second, strict=True)] == [True] * len(items) + [False]


def test_nothing_of_an_answer_is_in_the_page_before_the_answers_are_opened(page):
    secret = [words for item in ITEMS.values() for words in (item.reason, *secrets(item))] + ["✓", "✗"]
    made = the_test()
    whole = document(*made) + SCRIPT
    assert not [words for words in secret if words in whole or json.dumps(words)[1:-1] in whole]
    stages = page.evaluate(
        """async made => {
            await show(made)
            const all = () => document.documentElement.textContent + document.documentElement.outerHTML
            const button = document.querySelector(".results button"), stages = [all()]
            hosts().forEach((host, n) => {
                press(host, "letter", n % 3)
                press(host, "level", n % 7)
                stages.push(all())
            })
            for (const _ of [1, 2]) {
                button.click()
                stages.push(all())
            }
            return stages
        }""",
        made,
    )
    for stage in stages[:-1]:
        assert not [words for words in secret if words in stage]
    assert all(item.reason in stages[-1] for item in ITEMS.values())


def secrets(item):
    return [refuted["says"] for refuted in item.refuted.values()]


def states(done):
    """Of each item, as they are numbered in a code."""
    return [0 if one is None else 1 + codes.LEVELS * one.choice + level_of(one) for one in done]


def level_of(guess):
    """The place of its button."""
    return [share for _, share in guesses.levels(len(guess.question.answers))].index(guess.sure)


def test_the_page_writes_the_codes_of_python(page):
    """Of each answer at each level, of none, of all, and of many at random."""
    tests = some_tests(random.Random(6), often(3000, 300))
    for n, item in enumerate(ITEMS.values()):
        for guess in every_guess(item):
            tests.append(("after", (None,) * n + (guess,) + (None,) * (19 - n)))
    found = page.evaluate(
        """async ([made, tests]) => {
            await show(made)
            const unpacked = await inflated(JSON.parse(document.getElementById("questions-data").textContent).packed)
            const { code } = JSON.parse(new TextDecoder().decode(unpacked))
            return tests.map(([occasion, states]) => writtenCode(states, occasion, code))
        }""",
        [the_test(), [(occasion, states(done)) for occasion, done in tests]],
    )
    assert found == [codes.write_code(*one) for one in tests]


# -- what else a page must do


def test_sums_are_those_of_numpy_to_the_last_bit(page):
    draw = np.random.default_rng(6)
    values = [draw.uniform(0, 100, size).tolist() for size in range(129)]
    assert page.evaluate("values => values.map(numpySum)", values) == [float(np.sum(one)) for one in values]


def test_without_javascript_a_guess_has_its_answer_in_a_fold_and_the_test_says_what_it_needs(browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    question = CHAPTERS["loss"]["mark"]
    page.set_content(document(*of_guesses({"mark": question})))
    assert page.get_by_role("listitem").all_inner_texts() == list(question.answers)
    reason = page.get_by_text(question.reason)
    assert not reason.is_visible()
    page.get_by_text("Answer", exact=True).click()
    assert reason.is_visible() and page.get_by_text(f"B. {question.right}").is_visible()
    assert page.locator("#card").inner_text() == asked.WORDS["card"]
    page.set_content(document(*the_test()))
    parts = page.locator(".question, .results").all_inner_texts()
    assert len(parts) == len(ITEMS) + 1 and all(asked.WORDS["test"] in part for part in parts)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_guess_is_made_by_keyboard_and_fingers_on_a_narrow_page(scheme, browser):
    page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.set_content(document(*of_guesses(CHAPTERS["loss"])))
    page.add_script_tag(content=SCRIPT + "wakeQuestions(document)")
    mark = page.locator("#mark")
    mark.get_by_role("group", name=guesses.WORDS["sure"]).get_by_role("button", name="60 %").focus()
    page.keyboard.press("Space")
    assert mark.get_by_role("status").inner_text() == guesses.WORDS["choose"]
    answers = mark.get_by_role("list", name=CHAPTERS["loss"]["mark"].ask).get_by_role("button")
    answers.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "✓ Right" in mark.get_by_role("status").inner_text()
    assert page.evaluate("document.activeElement.textContent") == "B✓ About 0.67 nats"
    assert page.get_by_role("button").evaluate_all("all => Math.min(...all.map(one => one.offsetHeight))") >= 32
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_the_calibration_is_drawn_as_in_the_notebook(page):
    draw = random.Random(3)
    page.evaluate("wakeCalibration()")
    for _ in range(often(100, 10)):
        points = [draw.choice([0.5, 5, 20, 33.3, 40, 59, 70, 97]) + draw.random() for _ in range(draw.randint(1, 80))]
        truths = [draw.random() < share / 100 for share in points]
        groups = [
            {"name": group.name, "count": group.count, "true": group.true, "said": group.said if group.count else 0}
            for group in reader_groups(points, truths)
        ]
        shown = page.evaluate("groups => calibrationPicture(groups)", groups)
        live = overlay_svg(Calibration(points=points, truths=truths), "", "calibration")
        told, places = drawn(re.search(r"<svg[^>]*>(.*)</svg>", shown)[1])
        live_told, live_places = drawn(re.search(r"<svg[^>]*>(.*)</svg>", live, flags=re.DOTALL)[1])
        assert told == live_told.replace("<g/>", "")  # the line of a group without answers
        assert places == pytest.approx(live_places, abs=NEAR)
