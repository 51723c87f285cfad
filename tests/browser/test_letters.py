"""A typed sentence as a browser sets it: every letter in its tile, in order, in reach of eye, ear and mouse."""

import pytest
from moving import TEXTS, at_its_start

from xentlib.engine.letters import visible

SENTENCES = [
    "All human beings are free",
    "มนุษย์ทั้งหลายเกิดมามีอิสระ",
    "모든 인간은 태어날 때부터 자유로우며",
    *filter(None, TEXTS),
]
# of each item of the lists: its box, those of all that stands in it, and its words
ITEMS = """() => [...document.querySelectorAll("ol")].map(list => [...list.children].map(item => {
    const box = ({left, right, top, bottom}) => ({left, right, top, bottom})
    const range = document.createRange()
    range.selectNodeContents(item)
    return {box: box(item.getBoundingClientRect()), parts: [...range.getClientRects()].map(box), words: item.innerText}
}))"""


@pytest.fixture(scope="module", params=[1000, 390, 320])
def page(browser, request):
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    yield page
    page.close()


def shown(page, explorer):
    page.set_content(f"<!DOCTYPE html><meta charset='utf-8'>{explorer._moving.value}")
    return page.evaluate(ITEMS)


def overlap(one, other):
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 0.5 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5


@pytest.mark.parametrize("sentence", SENTENCES)
def test_letters_flow_as_text(page, sentence):
    """At every width: nothing is cut, nothing lies over anything else, and the order is that of the sentence."""
    explorer = at_its_start("explore_priced_sentence")
    explorer.goto(sentence=sentence)
    tiles, bars = shown(page, explorer)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for items in (tiles, bars):
        for item, after in zip(items, items[1:], strict=False):
            assert not overlap(item["box"], after["box"])
            assert after["box"]["left"] > item["box"]["left"] or after["box"]["top"] >= item["box"]["bottom"]
        for item in items:
            left, right = item["box"]["left"] - 1, item["box"]["right"] + 1
            assert 0 <= left and right <= width + 1
            assert all(left <= part["left"] and part["right"] <= right for part in item["parts"]), item["words"]
    letters = [visible(letter).encode("utf-8", "replace").decode() for letter in sentence[:50]]
    assert [tile["words"].split()[0] for tile in tiles] == letters + ["and"] * (len(sentence) > 50)


def test_what_is_set_is_what_a_screen_reader_and_a_mouse_find(page):
    """A group named by the sentence, in it two lists; and what is marked with the mouse is text."""
    explorer = at_its_start("explore_priced_sentence")
    tiles, bars = shown(page, explorer)
    group = page.get_by_role("group", name=explorer.sentence, exact=True)
    assert group.get_by_role("listitem").count() == len(tiles) + len(bars) == 25 + 10
    assert [item.split() for item in group.get_by_role("listitem").all_inner_texts()[:3]] == [
        ["A", "8.2"], ["l", "3.2"], ["l", "0.2"],
    ]  # fmt: skip
    first, third = tiles[0]["box"], tiles[2]["box"]
    page.mouse.move(first["left"] + 2, first["top"] + 10)
    page.mouse.down()
    page.mouse.move(third["right"] - 2, third["bottom"] - 8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").split() == ["A", "8.2", "l", "3.2", "l", "0.2"]


def test_an_empty_line_asks_for_a_sentence(page):
    explorer = at_its_start("explore_priced_sentence")
    explorer.goto(sentence="")
    assert shown(page, explorer) == [] and page.get_by_text("Type a sentence").is_visible()


def test_the_line_to_type_in_keeps_its_place(browser):
    """Where there is room for two rows, what stands below does not move with what is typed."""
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    explorer, heights = at_its_start("explore_priced_sentence"), set()
    for sentence in ["", "queen", "All human beings are free", "W" * 50, "The quick brown fox. " * 9]:
        explorer.goto(sentence=sentence)
        shown(page, explorer)
        heights.add(page.evaluate("Math.round(document.querySelector('[role=group]').offsetHeight)"))
    page.close()
    assert len(heights) == 1
