"""What the page shows, a still picture with SVG above it, is the picture that matplotlib draws of the same state.

Both are put on one page of a real browser and compared tile by tile: a mean over the whole picture cannot see
a missing line. Two renderers never agree to the pixel, but they agree to about one pixel of the page. So a pixel
counts as wrong if its colour lies outside what the other picture shows within `REACH` of it, by more than `LEVELS`,
and a tile may hold `WRONG_PIXELS` of them: the height of one row. What is large and faint is seen by the mean colour
of a tile, which may be wrong by `SHADE`. Both were measured to pass where all is well and to fail where any mark is
missing; the last test here proves the second.
"""

import base64
import io
import random
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from ipywidgets import HTML, GridBox
from moving import at_its_start
from PIL import Image
from scipy.ndimage import maximum_filter, minimum_filter
from tiers import often

from xentlib import explorers

# a page of letters has no picture to compare: test_letters.py looks at it
PICTURES = [name for name in explorers.__all__ if not at_its_start(name).figure.html]
WIDTH = "936px"  # of each picture, whatever the window has room for: all are measured alike
SCALE = 2  # pixels of the screen to one of the page
ROOM = 800  # pixels of the page for the height of one picture
TILE = 12 * SCALE
REACH = 1 * SCALE
LEVELS = 64  # of 255
WRONG_PIXELS = 26  # of a tile's 576
SHADE = 24  # of 255


# -- a page that holds explorers as a notebook does


def picture_box(widget):
    """The part of an explorer that holds its two pictures, one above the other."""
    if isinstance(widget, GridBox) and all(isinstance(child, HTML) for child in widget.children):
        return widget
    return next((box for child in getattr(widget, "children", ()) if (box := picture_box(child))), None)


def css(layout):
    """The style that a widget's layout stands for."""
    given = {name: value for name, value in layout.get_state().items() if isinstance(value, str) and name[0] != "_"}
    return ";".join(f"{name.replace('_', '-')}:{value}" for name, value in given.items())


def as_laid_out(explorer):
    box = picture_box(explorer)
    cells = "".join(f"<div style='{css(part.layout)}'>{part.value}</div>" for part in box.children)
    return f"<div class='live' style='display:grid;{css(box.layout)};max-width:{WIDTH}'>{cells}</div>"


def as_drawn(explorer):
    source = base64.b64encode(explorer.png()).decode()
    return f"<img class='drawn' style='display:block;width:{WIDTH}' src='data:image/png;base64,{source}'>"


def fonts():
    """The fonts of the figures, from matplotlib, for a machine that lacks them."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for weight, file in ((400, "DejaVuSans.ttf"), (700, "DejaVuSans-Bold.ttf")):
        data = base64.b64encode((folder / file).read_bytes()).decode()
        yield f"@font-face{{font-family:'DejaVu Sans';font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(device_scale_factor=SCALE, viewport={"width": 1000, "height": 500})
    page.set_content(
        f"<style>{''.join(fonts())} body{{margin:0;background:white}} p{{display:none}}</style><main></main>"
    )
    yield page
    page.close()


def lay_out(page, *shown):
    """Show live explorers, and under each what it should look like."""
    # whole pixels: the browser would sample two pictures at different fractions differently
    pictures = [picture for explorer in shown for picture in (as_laid_out(explorer), as_drawn(explorer))]
    page.evaluate(
        """async html => {
            document.querySelector("main").innerHTML = html;
            await Promise.all([...document.fonts].map(font => font.load()));
            await Promise.all([...document.images].map(image => image.decode()));
        }""",
        "".join(f"<div style='height:{ROOM}px'>{picture}</div>" for picture in pictures),
    )


def photograph(page, image):
    """What the browser shows where `image` stands, whatever lies above it."""
    return np.asarray(Image.open(io.BytesIO(page.screenshot(full_page=True, clip=image.bounding_box()))).convert("RGB"))


def photographs(page, number=0):
    live, drawn = page.locator(".live").nth(number), page.locator(".drawn").nth(number)
    return photograph(page, live.locator("img")), photograph(page, drawn)


# -- the comparison


def _outside(picture, other):
    """By how much the colours of a picture lie outside those around the same place of the other."""
    around = (2 * REACH + 1, 2 * REACH + 1, 1)
    nearest = np.clip(picture, minimum_filter(other, around), maximum_filter(other, around))
    return np.abs(picture - nearest.astype(int)).max(axis=-1)


def by_tiles(values):
    """Pixels → [row of tiles, column of tiles, pixels of the tile, …]; the edges are filled up."""
    height, width = values.shape[:2]
    rows, columns = -(-height // TILE), -(-width // TILE)
    fill = [(0, rows * TILE - height), (0, columns * TILE - width), (0, 0)]
    tiles = np.pad(values, fill).reshape(rows, TILE, columns, TILE, -1)
    return tiles.swapaxes(1, 2).reshape(rows, columns, TILE * TILE, -1)


def worst_tile(live, drawn):
    """How far the worst tile goes towards what is allowed (1 is just allowed), and where it is on the page."""
    assert live.shape == drawn.shape
    wrong = np.maximum(_outside(live, drawn), _outside(drawn, live)) > LEVELS
    shade = np.abs(by_tiles(live).mean(axis=2) - by_tiles(drawn).mean(axis=2)).max(axis=-1)
    score = np.maximum(by_tiles(wrong[..., None]).sum(axis=(2, 3)) / WRONG_PIXELS, shade / SHADE)
    row, column = np.unravel_index(score.argmax(), score.shape)
    return score.max(), (int(column) * TILE // SCALE, int(row) * TILE // SCALE)


def assert_same(live, drawn, what):
    score, (x, y) = worst_tile(live, drawn)
    assert score <= 1, f"{what}: the tile at x = {x}, y = {y} is wrong by {score:.1f} times what is allowed"


# -- states


def end(slider, which):
    """A slider over decades holds the exponents."""
    exponent_or_value = getattr(slider, which)
    return slider.base**exponent_or_value if hasattr(slider, "base") else exponent_or_value


def ends(explorer):
    """All sliders at their low ends, and all at their high ends; weights cannot all be 0, the first stays up."""
    sliders = {name: control for name, control in explorer.controls.items() if hasattr(control, "min")}
    low, high = ({name: end(control, which) for name, control in sliders.items()} for which in ("min", "max"))
    for side in ("A", "P_A", "Q_A"):
        if side in low and low[side] == 0:
            low[side] = 1
    return low, high


# nothing, more than there is room for, and what is no number
TEXTS = ["", "8 4 2 1 " * 5, "4 & <b>"]


def other_options(explorer):
    """The state that every switch and every choice can be moved to, and some texts for where one can type."""
    for name, control in explorer.controls.items():
        if hasattr(control, "options"):
            offered = [option[1] if isinstance(option, tuple) else option for option in control.options]
            yield from ({name: value} for value in offered if value != control.value)
        elif control.value is False:
            yield {name: True}
        elif isinstance(control.value, str):
            yield from ({name: text} for text in TEXTS)


@pytest.mark.sample(6)
@pytest.mark.parametrize("name", PICTURES)
def test_live_picture_is_the_drawn_one(page, name):
    explorer = at_its_start(name)
    every = [{}, *explorer.stops.values(), *ends(explorer), *other_options(explorer)]
    for state in random.Random(name).sample(every, often(len(every), 2)):
        explorer.reset()
        explorer.goto(**state)
        lay_out(page, explorer)
        assert_same(*photographs(page), f"{name} {state}")


def test_explorers_on_one_page_do_not_disturb_each_other(page):
    """The ids of markers and hatches belong to a whole page: each figure must find its own."""
    shown = [explorers.explore_total_cost() for _ in range(2)] + [explorers.explore_cross_entropy_map()]
    shown[1].goto(P_A=1, P_B=0, P_C=9, Q_A=8, Q_B=1, Q_C=1)
    lay_out(page, *shown)
    for number, explorer in enumerate(shown):
        assert_same(*photographs(page, number), explorer.sentence)


def test_an_explorer_stands_without_the_one_before_it(page):
    """Folding the output of one cell away takes nothing from the figure of the next."""
    lay_out(page, explorers.explore_total_cost(), second := explorers.explore_total_cost())
    page.locator(".live").first.evaluate("element => { element.style.display = 'none' }")
    assert_same(*photographs(page, 1), second.sentence)


# where a mark lies on another, or has no width, at the start: a stop that shows it
SEEN_AT = {"explore_soft_label": "soft label", "explore_conditional_entropy": "one wrong in ten"}


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", PICTURES)
def test_comparison_sees_what_is_missing(page, name):
    """Without any one of its marks (of many alike: the loneliest) the live picture does not pass."""
    explorer = getattr(explorers, name)()
    if name in SEEN_AT:
        explorer.goto(**explorer.stops[SEEN_AT[name]])
    lay_out(page, explorer)
    _, drawn = photographs(page)
    marks = page.evaluate(LONELIEST_OF_EACH_LOOK)
    assert marks
    for number, (look, box) in enumerate(marks):
        there = _tiles_around(box)
        page.evaluate("number => { loneliest[number].style.visibility = 'hidden' }", number)
        live = photograph(page, page.locator(".live img"))
        page.evaluate("number => { loneliest[number].style.visibility = '' }", number)
        score, _ = worst_tile(live[there], drawn[there])
        assert score > 1, f"{name}: nobody misses {look}"


# sets `loneliest`: of the drawn marks that look alike, the one farthest from the next of its kind
LONELIEST_OF_EACH_LOOK = """() => {
    const box = mark => mark.getBoundingClientRect();
    const drawn = [...document.querySelectorAll(".live svg :is(path, use, text)")]
        .filter(mark => !mark.closest("defs") && box(mark).width + box(mark).height > 1);
    const alike = {};
    for (const mark of drawn) (alike[mark.tagName + mark.getAttribute("style")] ??= []).push(mark);
    const distance = (a, b) => Math.hypot(box(a).x - box(b).x, box(a).y - box(b).y);
    const loneliness = (mark, kind) =>
        Math.min(...kind.filter(other => other !== mark).map(other => distance(mark, other)));
    window.loneliest = Object.values(alike).map(kind =>
        kind.reduce((best, mark) => loneliness(mark, kind) > loneliness(best, kind) ? mark : best));
    const picture = box(document.querySelector(".live img"));
    return loneliest.map(mark => {
        const {left, top, right, bottom} = box(mark);
        return [mark.outerHTML, [left - picture.x, top - picture.y, right - picture.x, bottom - picture.y]];
    });
}"""


def _tiles_around(box):
    """The part of a photograph that holds a box of the page, in whole tiles: all that can change with it."""
    left, top, right, bottom = (round(edge * SCALE) // TILE for edge in box)
    return np.s_[max(top - 1, 0) * TILE : (bottom + 2) * TILE, max(left - 1, 0) * TILE : (right + 2) * TILE]
