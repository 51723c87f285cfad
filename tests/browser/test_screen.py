"""What is moved and what moves are seen together, by a reader who goes on with Shift + Enter, and on a telephone."""

import nbformat
import pytest
from moving import NAMES
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

# two rows of controls; six weights; a text and a menu; one slider; a game's own buttons; two pictures beside each other
SAMPLE = {
    "explore_cross_entropy_map",
    "explore_total_cost",
    "explore_priced_sentence",
    "explore_self_information",
    "explore_twenty_questions",
    "explore_prefix_code",
}
every_explorer = pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.thorough) for name in NAMES]
)
SIZES = {"a small screen": (1280, 800), "a projector": (1920, 1080)}
TELEPHONE = (390, 844)

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
    """The cell of a figure between two of text, and a way to walk over it."""

    def walk(name, size):
        file = lab[1] / f"screen_{name}.ipynb"
        if not file.exists():
            cells = [
                new_code_cell(f"from xentlib.explorers import {name}"),
                new_markdown_cell("Three lines of text stand above the figure.\n\n" * 3),
                new_code_cell(f"{name}()"),
                *[new_markdown_cell("What is to be seen there.\n\n" * 4) for _ in range(4)],
            ]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
            nbformat.write(new_notebook(cells=cells, metadata=kernel), file)
        notebook = opened(file.name)
        page = notebook.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        notebook.wait_for_kernel()
        page.locator(".jp-Cell").first.click(position={"x": 60, "y": 12})
        page.keyboard.press("Escape")
        for _ in range(3):
            page.keyboard.press("Shift+Enter")
        page.locator("p[role=status]").first.wait_for()
        page.wait_for_timeout(1200)  # JupyterLab has moved the page, and so has the figure
        return notebook, page.locator(".jp-CodeCell").nth(1)

    return walk


@every_explorer
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_after_shift_enter_all_of_a_figure_is_in_view(walked, name, size):
    notebook, cell = walked(name, size)
    above, below, beside = cell.evaluate(CUT)
    assert max(above, below, beside) <= 2, f"{above} pixels cut above, {below} below, {beside} at the right"
    notebook.assert_healthy()


@every_explorer
def test_on_a_telephone_nothing_is_cut_at_the_side(walked, name):
    notebook, cell = walked(name, TELEPHONE)
    _, _, beside = cell.evaluate(CUT)
    assert beside <= 2, f"{beside} pixels cut at the right"
    notebook.assert_healthy()
