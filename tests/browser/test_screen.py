"""What is moved and what moves are seen together, by a reader who goes on with Shift + Enter, and on a telephone."""

import nbformat
import pytest
from moving import NAMES
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from tiers import often

# two rows of controls; a game's own buttons
SAMPLE = "explore_cross_entropy_map", "explore_twenty_questions"
every_explorer = pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.thorough) for name in NAMES]
)
SIZES = [(1280, 800), (1920, 1080)]  # pixels of a small screen, and of a projector
TELEPHONE = 390

PARTS = "svg[role=img], li, img, p, button, input, select, .widget-slider"
# pixels of what is shown that lie above, below and beside the part of the notebook that is in the window
CUT = f"""cell => {{
    const window = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect()
    const parts = [...cell.querySelectorAll(".jp-OutputArea-output :is({PARTS})")]
        .map(part => part.getBoundingClientRect()).filter(place => place.width && place.height)
    const most = edge => Math.max(...parts.map(edge))
    return [most(place => window.top - place.top), most(place => place.bottom - window.bottom),
        most(place => place.right - window.right)].map(Math.round)
}}"""


@pytest.fixture
def walked(opened, lab):
    """A figure between two texts, in a notebook that is gone through with Shift + Enter, and its cell."""

    def walk(name):
        cells = [
            new_code_cell(f"from xentlib.explorers import {name}"),
            new_markdown_cell("Three lines of text stand above the figure.\n\n" * 3),
            new_code_cell(f"{name}()"),
            *[new_markdown_cell("What is to be seen there.\n\n" * 4) for _ in range(4)],
        ]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), lab[1] / f"screen_{name}.ipynb")
        return opened(f"screen_{name}.ipynb")

    return walk


@every_explorer
def test_after_shift_enter_all_of_a_figure_is_in_view(walked, name):
    notebook = walked(name)
    page, cell = notebook.page, notebook.page.locator(".jp-CodeCell").nth(1)
    notebook.wait_for_kernel()
    for size in SIZES[: often(2, 1)]:
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        page.locator(".jp-Notebook").hover()
        page.mouse.wheel(0, -1e4)
        page.locator(".jp-Cell").first.click(position={"x": 60, "y": 12})
        page.keyboard.press("Escape")
        for _ in range(3):
            page.keyboard.press("Shift+Enter")
        page.locator("p[role=status]").first.wait_for()
        page.wait_for_timeout(1200)  # JupyterLab has moved the page, and so has the figure
        above, below, beside = cell.evaluate(CUT)
        assert max(above, below, beside) <= 2, f"{size}: {above} pixels cut above, {below} below, {beside} at the right"
    page.set_viewport_size({"width": TELEPHONE, "height": 844})
    page.wait_for_timeout(500)
    assert cell.evaluate(CUT)[2] <= 2, "cut at the side of a telephone"
    notebook.assert_healthy()
