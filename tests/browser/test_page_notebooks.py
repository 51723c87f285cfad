"""A notebook on a page without a kernel: all of it is there, and alive."""

import re
from collections import defaultdict

import nbformat
import pytest
from course import LECTURES, NOTEBOOKS

from xentlib.pages.notebook import ONLY_IN_JUPYTERLAB, Notebook
from xentlib.pages.site import FIGURES, build
from xentlib.pages.words import html_of

SMALL = "02_entropy_more"  # built in the first tier
ALL = [pytest.param(path, marks=[] if path.stem == SMALL else pytest.mark.thorough, id=path.stem) for path in NOTEBOOKS]
LARGEST = 3_000_000  # bytes


@pytest.fixture(scope="session")
def site(tmp_path_factory, request):
    """Builds the page of a notebook, and says where it is."""
    out = tmp_path_factory.mktemp("site")

    def page_of(path):
        notebooks = request.config.rootpath / "notebooks"
        file = out / path.relative_to(notebooks).with_suffix(".html")
        if not file.exists():
            build([path.stem], notebooks, out)
        return file

    return page_of


@pytest.fixture
def opened(browser, site):
    """Opens the page of a notebook; what is asked of another place, or goes wrong, is an error."""
    pages, wrong = [], []

    def open_page(path, **look):
        page = browser.new_page(**look)
        pages.append(page)
        page.on("request", lambda asked: wrong.append(asked.url) if asked.url[:5] not in ("file:", "data:") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(site(path).as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()
    assert not wrong


@pytest.mark.parametrize("path", ALL)
def test_every_figure_and_every_guess_is_alive(opened, site, path):
    notebook, page = Notebook(path), opened(path)
    assert site(path).stat().st_size <= LARGEST
    page.evaluate("""() => document.querySelectorAll(".guess").forEach(guess => {
        guess.querySelector("li button").click()
        guess.querySelector(".sure button").click() })""")
    assert page.locator("[data-after]:not([open])").count() == 0
    for id_, explorer in notebook.explorers.items():
        host = page.locator(f"[id='{id_}']")
        host.scroll_into_view_if_needed()
        host.locator(".panel").wait_for()
        assert host.locator(".sentence").inner_text() == explorer.sentence
    for question in notebook.guesses.values():
        assert page.locator(".message", has_text=question.reason).is_visible()
    assert page.locator(".item.alive").count() == len(notebook.items)


@pytest.mark.parametrize("path", ALL)
def test_nothing_is_too_wide_and_axe_finds_nothing_of_ours(opened, path):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(path, viewport={"width": 320, "height": 700}, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = [node["html"] for broken in Axe().run(page).response["violations"] for node in broken["nodes"]]
    # a heading that is a formula is none to axe, even if it has a name
    assert [html for html in found if not re.match(r'<th scope="col" aria-label="\w+"><math>', html)] == []


LEFT_OUT = [
    (path, cell.source)
    for path in NOTEBOOKS
    for cell in nbformat.read(path, as_version=4).cells
    if ONLY_IN_JUPYTERLAB in cell.metadata.get("tags", [])
]


@pytest.mark.parametrize("name", sorted({path.stem for path, _ in LEFT_OUT}))
def test_words_about_jupyterlab_alone_are_left_out(name):
    """By a notebook's own cells: its words stand on the page, those of such a cell do not."""
    [path] = (path for path in NOTEBOOKS if path.stem == name)
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    text = Notebook(path).html(defaultdict(dict))  # its figures are letters, which need nothing
    for cell in cells:
        assert (html_of(cell.source) in text) == ((path, cell.source) not in LEFT_OUT)


def test_some_words_are_about_jupyterlab_alone():
    assert len(LEFT_OUT) >= 3


def test_a_figure_waits_until_its_guess_is_made(opened):
    [path] = (path for path in NOTEBOOKS if path.stem == SMALL)
    page = opened(path)
    assert page.locator("[data-after]").count() == 1
    for fold in page.locator("[data-after]").all():
        guess = page.locator(f"[id='{fold.get_attribute('data-after')}']")
        assert not fold.evaluate("fold => fold.open")
        guess.get_by_role("button").first.click()
        assert not fold.evaluate("fold => fold.open")
        guess.get_by_role("group").get_by_role("button").first.click()
        assert fold.evaluate("fold => fold.open")


def test_on_paper_all_is_open_and_no_button_is_left(opened):
    [path] = (path for path in NOTEBOOKS if path.stem == SMALL)
    page = opened(path)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".sure:visible, .panel:visible, .buttons:visible").count() == 0
    page.set_viewport_size({"width": 700, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not(.code)[open]").count() == 0


def test_a_guess_stays_when_the_page_is_loaded_anew(opened):
    [path] = (path for path in NOTEBOOKS if path.stem == SMALL)
    page = opened(path)
    guess = page.locator(".guess").first
    guess.get_by_role("button").nth(1).click()
    guess.get_by_role("group").get_by_role("button").nth(2).click()
    told = guess.locator(".message").inner_text()
    page.reload()
    page.locator(".guess.closed").wait_for()
    assert guess.locator(".message").inner_text() == told
    assert opened(path).locator(".guess.closed").count() == 0  # in another tab


@pytest.mark.thorough
def test_the_numbers_behind_a_test_are_not_seen_before_its_answers(opened):
    [path] = (path for path in NOTEBOOKS if path.stem == "08_concept_inventory")
    page = opened(path)
    page.locator(".item.alive").last.wait_for()
    page.evaluate("""() => document.querySelectorAll(".item").forEach(item => {
        item.querySelector("li button").click()
        item.querySelector(".sure button").click() })""")
    numbers, button = page.locator(".sealed"), page.locator(".results > button")
    assert numbers.count() > 5 and not numbers.first.is_visible()
    button.click()
    assert not numbers.first.is_visible()
    button.click()
    assert numbers.first.is_visible() and numbers.last.is_visible()
    links = page.locator(".results a")
    assert links.count() > 10
    for link in links.all():
        file, _, heading = link.get_attribute("href").partition("#")
        text = html_of_notebook(path.parent / file.replace(".html", ".ipynb"))
        assert f'id="{heading}"' in text


def html_of_notebook(path):
    return "".join(
        html_of(cell.source) for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"
    )


LINKS = """() => [...document.links].filter(link => link.protocol === "file:" && !link.closest(".switch")).map(link =>
    [decodeURIComponent(link.pathname), decodeURIComponent(link.hash.slice(1))])"""
IDS = "() => [...document.querySelectorAll('[id]')].map(one => one.id)"


@pytest.mark.thorough
def test_every_link_of_the_site_leads_to_a_place_in_it(browser, tmp_path, request):
    build([], request.config.rootpath / "notebooks", tmp_path)
    page, links, ids = browser.new_page(), {}, {}
    for file in sorted(tmp_path.rglob("*.html")):
        page.goto(file.as_uri())
        links[file], ids[str(file)] = page.evaluate(LINKS), page.evaluate(IDS)
    assert len(links) == len(NOTEBOOKS) + len(LECTURES) + len(FIGURES) + 1  # with the sheets and the index
    broken = [(file.name, to, place) for file, found in links.items() for to, place in found
              if to not in ids or place not in ["", *ids[to]]]  # fmt: skip
    assert not broken
    first = tmp_path / "index.html"
    assert all(str(first) in [to for to, _ in found] for file, found in links.items() if file != first)
    page.close()
