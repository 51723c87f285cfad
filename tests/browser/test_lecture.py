"""JupyterLab as `python -m xentlib.lecture` starts it: what the last row reads, and the keys of a presenter."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from regenerate import METADATA

from browser.reader import PATIENCE, serving

CELLS = [
    new_markdown_cell("Move the *belief*."),
    new_code_cell("from xentlib.explorers import explore_cross_entropy_map"),
    new_code_cell("explore_cross_entropy_map()", metadata={"jupyter": {"source_hidden": True}}),
    new_markdown_cell("It costs least on the diagonal."),
    new_code_cell("1 + 1"),
]
FIGURE = 2
IDLE = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
SENTENCE = "p(A) = 0.30, q(A) = 0.70"  # of the figure, as long as nothing has moved
NOTEBOOK = "jupyterapp.shell.currentWidget.content"


@pytest.fixture(scope="session")
def hall(browser, tmp_path_factory):
    """A notebook on the projector, with all its cells run."""
    from playwright.sync_api import expect

    home = tmp_path_factory.mktemp("lecture")
    (home / "root").mkdir()
    nbformat.write(new_notebook(cells=CELLS, metadata=METADATA), home / "root" / "belief.ipynb")
    with serving(home, start=["xentlib.lecture"]) as address:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"{address}/lab/tree/belief.ipynb")
        page.wait_for_function(IDLE)
        page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells') }")
        expect(page.get_by_text(SENTENCE)).to_be_visible()
        yield page
        page.close()


def press(page, key, selected):
    """Press a key, and wait until that cell is selected."""
    page.keyboard.press(key)
    page.wait_for_function(f"cell => {NOTEBOOK}.activeCellIndex === cell", arg=selected)


def go_back_to(page, cell):
    """From the cell below, so that it is on the screen: JupyterLab 4.4 has only those in the page."""
    page.evaluate(f"below => {{ {NOTEBOOK}.activeCellIndex = below }}", cell + 1)
    press(page, "PageUp", cell)


def figure_of(page):
    return page.locator(".jp-OutputArea").filter(has_text=SENTENCE).first


def counted(page, cell):
    """What stands beside the cell: how many were run before it, and it."""
    return page.evaluate(f"cell => {NOTEBOOK}.widgets[cell].model.executionCount", cell)


def size_of(locator):
    return locator.first.evaluate("element => getComputedStyle(element).fontSize")


@pytest.mark.thorough
def test_letters_are_large_and_the_notebook_is_alone(hall):
    go_back_to(hall, 1)
    assert size_of(hall.locator(".jp-RenderedMarkdown p")) == "24px"
    assert size_of(hall.locator(".jp-CodeCell .cm-content")) == "22px"
    assert size_of(hall.locator(".lm-MenuBar-itemLabel")) == "20px"
    assert hall.evaluate("jupyterapp.shell.mode") == "single-document"


def test_page_down_runs_a_cell_and_goes_to_the_next_and_page_up_goes_back(hall):
    hall.evaluate(f"{NOTEBOOK}.activeCellIndex = 0")
    for selected in (1, FIGURE, FIGURE + 1, FIGURE + 2, FIGURE + 2):  # below the last cell comes no other
        press(hall, "PageDown", selected)
    hall.wait_for_function(f"{NOTEBOOK}.widgets[{FIGURE + 2}].model.executionCount > 0")
    assert hall.evaluate(f"{NOTEBOOK}.widgets.length") == len(CELLS)
    before = counted(hall, FIGURE)
    for selected in (FIGURE + 1, FIGURE, 1):  # the code of a figure is folded
        press(hall, "PageUp", selected)
    assert counted(hall, FIGURE) == before


@pytest.mark.parametrize("part", ["slider", "textbox", "button", "checkbox"])
def test_from_inside_a_figure_page_down_runs_what_comes_next_and_page_up_goes_back(hall, part):
    """A slider has these keys too, and would move."""
    from playwright.sync_api import expect

    figure = figure_of(hall)
    sentence, before = figure.get_by_text(SENTENCE), counted(hall, FIGURE)
    for key, selected in (("PageDown", FIGURE + 2), ("PageUp", FIGURE - 1)):
        go_back_to(hall, FIGURE)
        figure.get_by_role(part).first.focus()
        hall.wait_for_function(f"{NOTEBOOK}.activeCellIndex === {FIGURE}")
        press(hall, key, selected)
    go_back_to(hall, FIGURE)
    expect(sentence).to_be_visible()
    assert counted(hall, FIGURE) == before


@pytest.mark.thorough
def test_page_down_works_when_nothing_has_the_focus(hall):
    hall.evaluate(f"{NOTEBOOK}.activeCellIndex = 0; document.activeElement.blur()")
    press(hall, "PageDown", 1)


def test_from_inside_code_page_down_runs_it(hall):
    go_back_to(hall, 1)
    hall.locator(".jp-Cell.jp-mod-active .cm-content").click()
    press(hall, "PageDown", FIGURE)
    assert hall.evaluate(f"{NOTEBOOK}.mode") == "command"


def test_a_figure_and_its_controls_fit_in_the_window(hall):
    go_back_to(hall, FIGURE)
    window = hall.locator(".jp-WindowedPanel-outer").first
    assert 400 < figure_of(hall).bounding_box()["height"] <= window.bounding_box()["height"]


def test_what_was_run_is_not_saved_of_itself(hall):
    """A lecture leaves the stored outputs as they are."""
    setting = "jupyterapp.serviceManager.settings.fetch('@jupyterlab/docmanager-extension:plugin')"
    assert '"autosave": false' in hall.evaluate(f"async () => (await {setting}).raw")
    assert hall.evaluate("jupyterapp.shell.currentWidget.context.model.dirty")


def test_no_box_about_news_comes(hall):
    """Last: with JupyterLab's own settings it has come by now."""
    assert hall.locator(".Toastify__toast, .jp-Dialog").all_inner_texts() == []
