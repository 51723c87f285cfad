"""A notebook's page as a lecture: one thing to a screen, led through with a presenter's keys."""

import re
from html import unescape

import nbformat
import pytest
from course import LECTURES

from xentlib.engine.stops import load_stops
from xentlib.pages.notebook import Notebook
from xentlib.pages.screens import PLANS, SHORT
from xentlib.pages.site import build
from xentlib.quiz.questions import load_questions

SIZES = {"1920": {"width": 1920, "height": 1080}, "1280": {"width": 1280, "height": 720}}
LEAST, LEAST_IN_PICTURES = 0.03, 0.02  # of the height
GUESS = load_questions("loss")["constant"]
STOPS = load_stops("soft_label")
PLANNED = [name for name, stop in STOPS.items() if stop.minutes]
CELLS = [  # what, type of slide, source, what is printed
    ("markdown", "slide", "# The title\n\nA claim.", ""),
    ("code", "skip", "from xentlib.explorers import explore_soft_label\nfrom xentlib.quiz import Quiz\n"
     'quiz = Quiz("loss")', ""),
    ("markdown", "slide", "## A section\n\nAnother claim.", ""),
    ("code", "fragment", "print(6 * 7)", "42\n"),
    ("markdown", "fragment", "<details><summary>What you see</summary>\n\nA remark.\n\n</details>", ""),
    ("code", "-", 'quiz.ask("constant")', ""),
    ("code", "subslide", "explore_soft_label()", ""),
    ("markdown", "slide", "## Left at home", ""),
    ("markdown", "skip", "Not in the lecture.", ""),
    ("markdown", "slide", "## The end", ""),
]  # fmt: skip


@pytest.fixture(scope="session")
def page_of_ours(tmp_path_factory):
    """The page of a small notebook."""
    folder = tmp_path_factory.mktemp("lecture")
    cells = []
    for kind, slide, source, printed in CELLS:
        cell = (nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell)(source)
        cell.metadata["slideshow"] = {"slide_type": slide}
        if printed:
            cell.outputs = [nbformat.v4.new_output("stream", text=printed)]
        cells.append(cell)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "05_loss.ipynb")
    build(["05_loss"], folder, folder)
    return folder / "05_loss.html"


def test_a_figure_that_stands_again_does_not_ask_again(tmp_path):
    figure = "explore_soft_label()"
    sources = f"from xentlib.explorers import explore_soft_label\n{figure}", f"{figure}.goto(q=0.2)"
    cells = [nbformat.v4.new_markdown_cell("# The title"), *map(nbformat.v4.new_code_cell, sources)]
    for cell in cells:
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "05_loss.ipynb")
    figures = [screen for screen in Notebook(tmp_path / "05_loss.ipynb").screens if screen.kind == "figure"]
    assert [list(screen.stops) for screen in figures] == [PLANNED, []]


@pytest.fixture
def opened(browser):
    """Opens a page as a lecture; what goes wrong in it, or is asked of another place, is an error."""
    contexts, wrong = [], []

    def open_page(file, address="#lecture?minutes=50", size="1280"):
        contexts.append(browser.new_context(viewport=SIZES[size], offline=True, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.on("request", lambda asked: wrong.append(asked.url) if asked.url[:5] not in ("file:", "data:") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(file.as_uri() + address)
        page.wait_for_selector(".lecture .cell.on")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def seen(page):
    """What can be read on the screen, without the row of the clock."""
    page.wait_for_timeout(30)
    return re.sub(r"\s+", " ", page.locator("main").inner_text()).strip()


def press(page, key, times=1):
    for _ in range(times):
        page.keyboard.press(key)
        page.wait_for_timeout(30)


def test_page_down_leads_through_all_that_is_asked_and_told(opened, page_of_ours):
    page = opened(page_of_ours)
    assert seen(page) == "The title A claim."
    press(page, "PageDown")
    assert seen(page) == "A section Another claim."
    press(page, "PageDown")
    assert seen(page) == "A section Another claim. Code 42"
    press(page, "PageDown")
    assert seen(page).endswith("42 What you see A remark.")
    press(page, "PageDown")
    assert seen(page) == GUESS.ask
    press(page, "PageDown")
    assert all(answer in seen(page) for answer in GUESS.answers) and "✓" not in seen(page)
    assert GUESS.reason not in seen(page) and page.locator(".room .right").evaluate(
        "line => getComputedStyle(line).outlineStyle") == "none"  # fmt: skip
    press(page, "PageDown")
    assert GUESS.reason in seen(page)
    assert page.locator(".room .right span").inner_text() == GUESS.right
    press(page, "PageDown")
    page.wait_for_selector(".cell.on .explorer.alive")
    sentence = page.locator(".sentence").inner_text()
    for name in PLANNED:
        stop = STOPS[name]
        press(page, "PageDown")
        assert stop.ask in seen(page) and stop.notice not in seen(page)
        assert page.locator(".sentence").inner_text() == sentence
        press(page, "PageDown")
        assert stop.notice not in seen(page)
        sentence = page.locator(".sentence").inner_text()
        assert f"y = {stop['y']:.2f}" in sentence and f"ŷ = {stop['q']:.2f}" in sentence
        press(page, "PageDown")
        assert stop.ask in seen(page) and stop.notice in seen(page)
    press(page, "PageDown")
    assert seen(page) == "Left at home"
    press(page, "PageDown", 2)
    assert seen(page) == "The end"


def test_page_up_leads_back_through_the_same_screens(opened, page_of_ours):
    page, there, back = opened(page_of_ours), [], []
    for _ in range(7 + 1 + 3 * len(PLANNED)):
        there.append(seen(page))
        press(page, "PageDown")
    for _ in there:
        press(page, "PageUp")
        back.insert(0, seen(page))
    assert back == there


def test_back_and_next_lead_where_there_are_no_keys(opened, page_of_ours):
    page = opened(page_of_ours)
    page.get_by_role("button", name="Next").click()
    assert seen(page) == "A section Another claim."
    press(page, " ")  # the button has given the keys back
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    assert seen(page) == "The title A claim."


def test_a_control_moves_in_between_and_has_the_arrows_until_escape(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=8")
    slider = page.get_by_role("slider", name="label y")
    slider.focus()
    before = page.locator(".sentence").inner_text()
    press(page, "ArrowLeft")
    moved = page.locator(".sentence").inner_text()
    assert moved != before and "step=8" in page.url
    press(page, "Escape")
    press(page, "ArrowRight")
    assert "step=9" in page.url and page.locator(".sentence").inner_text() == moved
    assert STOPS[PLANNED[0]].ask in seen(page)
    slider.focus()
    press(page, "PageDown")
    assert "step=10" in page.url and page.locator(".sentence").inner_text() != moved
    press(page, "Escape")
    press(page, " ")
    assert "step=11" in page.url


def test_what_the_class_moved_is_still_there_when_the_lecture_goes_back_to_the_figure(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=8")
    page.get_by_role("slider", name="label y").press("Home")
    moved = page.locator(".sentence").inner_text()
    press(page, "PageUp", 2)
    press(page, "PageDown", 2)
    assert page.locator(".sentence").inner_text() == moved
    press(page, "PageDown")
    press(page, "PageUp")
    assert page.locator(".sentence").inner_text() != moved  # back from its first stop: as it begins


def test_the_votes_of_the_room_stay_as_bars(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=6")
    page.get_by_label("votes for A").focus()
    for votes in (10, 0, 30, 0):
        page.keyboard.type(str(votes))
        page.keyboard.press("Enter")
    press(page, "PageDown")
    whole, *bars = (page.locator(selector).all() for selector in (".room .bar", ".room .bar i"))
    parts = [bar.bounding_box()["width"] / (whole[0].bounding_box()["width"] - 2) for bar in bars[0]]
    assert parts == pytest.approx([0.25, 0, 0.75, 0], abs=0.02)
    assert "40 votes" in seen(page)
    page.reload()
    page.wait_for_selector(".lecture .cell.on")
    assert "40 votes" in seen(page) and page.get_by_label("votes for C").input_value() == "30"


def test_one_can_jump_to_any_stop_and_go_on(opened, page_of_ours):
    page = opened(page_of_ours)
    [unplanned, *_] = [name for name in STOPS if name not in PLANNED]
    jump = page.get_by_label("go to")
    jump.select_option(label=f"? {unplanned}")
    page.wait_for_selector(".cell.on .explorer.alive")
    assert STOPS[unplanned].ask in seen(page) and "step=8" in page.url  # its figure's: it has none of its own
    press(page, "ArrowDown", 2)
    assert STOPS[unplanned].notice in seen(page)
    assert jump.locator("option:checked").inner_text() == f"? {unplanned}"
    press(page, "ArrowUp", 2)
    assert STOPS[unplanned].ask in seen(page) and STOPS[unplanned].notice not in seen(page)
    jump.select_option(label=f"? {PLANNED[1]}")
    assert STOPS[PLANNED[1]].ask in seen(page) and STOPS[PLANNED[1]].notice not in seen(page)
    press(page, "ArrowDown", 2)
    assert STOPS[PLANNED[1]].notice in seen(page)


def test_a_stop_that_is_not_planned_is_a_detour(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=11")  # the first stop has been told
    page.wait_for_selector(".cell.on .explorer.alive")
    page.get_by_role("slider", name="label y").press("ArrowLeft")
    press(page, "Escape")
    moved = page.locator(".sentence").inner_text()
    [unplanned, *_] = [name for name in STOPS if name not in PLANNED]
    page.get_by_label("go to").select_option(label=f"? {unplanned}")
    assert STOPS[unplanned].ask in seen(page) and page.locator(".sentence").inner_text() == moved
    press(page, "PageDown", 3)
    assert STOPS[PLANNED[1]].ask in seen(page) and "step=12" in page.url
    press(page, "PageUp", 5)
    assert STOPS[PLANNED[0]].ask in seen(page)


def test_the_short_lecture_shows_what_is_short(opened, page_of_ours):
    """Of this notebook the guess, below its heading; none of the stops is short."""
    page, found = opened(page_of_ours, f"#lecture?minutes={SHORT}"), [None]
    while seen(page) != found[-1]:
        found.append(seen(page))
        press(page, "PageDown")
    assert [found[1], found[2], found[5]] == ["The title A claim.", "A section Another claim.", GUESS.ask]
    assert len(found) == 8 and GUESS.reason in found[-1]


def test_the_place_in_the_plan_is_that_of_the_sheet(opened, page_of_ours):
    """There each question begins in the minute which the lecture tells when it is asked."""
    sheet = page_of_ours.parent / "sheets" / page_of_ours.name
    page, minutes, told = opened(page_of_ours), {}, {}
    for row in re.findall("<tr>(.*?)</tr>", sheet.read_text(encoding="utf-8")):
        cells = [unescape(cell) for cell in re.findall("<td>(.*?)</td>", row)]
        minutes |= {cells[2]: cells[0]} if len(cells) > 2 else {}
    assert list(minutes) == [GUESS.ask, *(STOPS[name].ask for name in PLANNED)]
    for step in (5, *(9 + 3 * n for n in range(len(PLANNED)))):
        page.evaluate(f"location.hash = '#lecture?minutes=50&step={step}'")
        page.wait_for_timeout(200)
        [asked] = [ask for ask in minutes if ask in seen(page)]
        told[asked] = re.search(r"plan: (\d+) min", page.locator("#lecture").inner_text())[1]
    assert told == minutes


def test_the_clock_goes_on_when_the_page_is_loaded_anew_and_a_press_starts_it(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=3")
    page.evaluate("() => { for (const key in sessionStorage) if (key.startsWith('lecture of ')) "
                  "sessionStorage[key] = Date.now() - 120_000 }")  # fmt: skip
    page.reload()
    page.get_by_text(re.compile(r"2:0\d min of 50")).wait_for()
    page.get_by_role("button", name="press to start the clock again").click()
    assert page.get_by_text("0:00 min of 50").is_visible()


def test_the_other_length_goes_on_at_the_same_place(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=8")
    page.get_by_role("link", name="15 minutes").click()
    page.wait_for_timeout(200)
    assert seen(page) == GUESS.ask  # the last that the short one has before it
    page.get_by_role("link", name="50 minutes").click()
    page.wait_for_timeout(200)
    assert seen(page) == GUESS.ask and "step=5" in page.url


def test_leaving_gives_the_page_back(opened, page_of_ours):
    page = opened(page_of_ours, "#lecture?minutes=50&step=7")
    page.get_by_role("button", name="Leave").click()
    assert page.locator(".lecture").count() == 0 and "#lecture" not in page.url
    assert not any(one.is_visible() for one in page.get_by_text(GUESS.reason).all())
    assert not page.locator(".explorer").is_visible()  # its guess is not made
    assert page.get_by_text("Not in the lecture.").is_visible()


# -- the real ones, from the projector


NARROW = """() => { const main = document.querySelector("main"), found = []
    if (main.scrollHeight > main.clientHeight + 1) found.push("higher than the screen")
    for (const one of main.querySelectorAll("*")) {
        if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("svg, .bubble, math")) continue
        const box = one.getBoundingClientRect()
        if (box.right > innerWidth + 1 || box.left < -1) found.push("beside the screen: " + one.className)
        const scrolls = getComputedStyle(one).overflowX !== "visible" && !one.matches("input, select")
        if (scrolls && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
            found.push("cut: " + one.tagName + " " + one.className) }
    return found }"""
SMALLEST = """() => Object.fromEntries([".ask", ".room *", ".reason", ".sentence", ".row *", ".asked *"].map(selector =>
    [selector, Math.min(...[...document.querySelectorAll("main " + selector)]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.innerText !== "")
        .map(one => parseFloat(getComputedStyle(one).fontSize) / innerHeight), 1)]))"""
WIDE = "() => [...document.querySelectorAll('main .picture')].map(one => one.getBoundingClientRect().width)"


@pytest.fixture(scope="session")
def real(tmp_path_factory, request):
    out, notebooks = tmp_path_factory.mktemp("lectures"), request.config.rootpath / "notebooks"
    build([path.stem for path in LECTURES], notebooks, out)
    return out


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours_in_a_lecture(browser, page_of_ours, scheme):
    """Contrasts above all: of each of its steps."""
    from axe_playwright_python.sync_playwright import Axe

    page, found, last = browser.new_page(viewport=SIZES["1280"], color_scheme=scheme, reduced_motion="reduce"), [], None
    page.goto(page_of_ours.as_uri() + "#lecture?minutes=50")
    page.wait_for_selector(".lecture .cell.on")
    while page.url != last:
        last = page.url
        found += [node["html"] for broken in Axe().run(page).response["violations"] for node in broken["nodes"]]
        press(page, "PageDown")
    page.close()
    assert found == []


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_a_lecture_is_read_from_the_last_row(opened, real, path, plan, size):
    """Nothing is cut, and no letter is too small: neither of the page nor in a picture."""
    notebook = Notebook(path)
    page = opened(real / f"{path.stem}.html", f"#lecture?minutes={plan}", size)
    figures, last = {one.figure.name: one.figure for one in notebook.explorers.values()}, None
    while page.url != last:
        last = page.url
        page.wait_for_timeout(60)
        if name := page.evaluate("document.querySelector('.cell.on .explorer')?.dataset.of"):
            page.wait_for_selector(".cell.on .explorer.alive")
            assert letters(page, figures[name]) >= LEAST_IN_PICTURES * SIZES[size]["height"], name
        assert page.evaluate(NARROW) == [], page.url
        small = {what: part for what, part in page.evaluate(SMALLEST).items() if part < LEAST - 1e-9}
        assert not small, page.url
        page.keyboard.press("PageDown")
        page.wait_for_timeout(60)
    assert "Recap" in seen(page)


@pytest.mark.thorough
def test_a_stop_of_both_lengths_stays_when_the_length_changes(opened, real):
    page = opened(real / "04_cross_entropy.html")
    [first, *_] = [name for name, stop in load_stops("total_cost").items() if stop.short]
    page.get_by_label("go to").select_option(label=f"? {first}")
    page.wait_for_selector(".cell.on .explorer.alive")
    press(page, "PageDown")
    before = seen(page)
    for minutes in (15, 50):
        page.get_by_role("link", name=f"{minutes} minutes").click()
        page.wait_for_timeout(200)
        assert seen(page) == before
    press(page, "PageDown")
    assert load_stops("total_cost")[first].notice in seen(page)


def letters(page, figure):
    """How high the smallest letters of a picture are, in pixels of the page."""
    if figure.html:
        return page.evaluate("""() => Math.min(...[...document.querySelectorAll(".cell.on .picture *")]
            .filter(one => one.innerText && !one.children.length)
            .map(one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom))""")
    [wide] = [width for width in page.evaluate(WIDE) if width]
    sizes = [text.get_fontsize() for text in figure.figure.findobj(lambda one: hasattr(one, "get_fontsize"))
             if text.get_text().strip() and text.get_visible()]  # fmt: skip
    return min(sizes) * figure.figure.dpi / 72 * wide / figure.figure.bbox.width


def test_each_lecture_has_its_minutes_and_asks():
    for path in LECTURES:
        notebook = Notebook(path)
        stops = [stop for screen in notebook.screens for stop in screen.stops.values()]
        questions = [screen.question for screen in notebook.screens if screen.question]
        assert 10 <= sum(stop.minutes for stop in stops) <= 25
        assert 5 <= sum(stop.minutes for stop in stops if stop.short) <= 13
        assert len(questions) == 3 and all(one.tempting for one in questions)
