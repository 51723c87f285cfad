"""What was asked is what is shown: every stop pressed and every box typed into on a page, beside `goto` in a kernel."""

from fractions import Fraction

import ipywidgets as widgets
import nbformat
import pytest
import tiers
from moving import NAMES, make, meaningful, sliders
from nbformat.v4 import new_code_cell, new_notebook

from browser.reader import button
from xentlib.engine.controls import on_step
from xentlib.engine.rows import written

# a line of text with a menu and whole numbers; test_lab.py moves sliders and a switch
SAMPLE = "explore_priced_sentence"
every_explorer = pytest.mark.parametrize(
    "name", [name if name == SAMPLE else pytest.param(name, marks=pytest.mark.thorough) for name in NAMES]
)

PICTURE = "svg[role=img], div[role=group][aria-label$='.']"  # or the letters in its place, named by a sentence too

# label → what the control of that label shows
SHOWN = """output => {
    const shown = {}
    for (const row of output.querySelectorAll(".widget-gridbox .widget-hbox")) {
        const label = row.querySelector(".widget-checkbox span") ?? row.querySelector("label:not(.widget-html label)")
        const pressed = row.querySelector(".mod-active")
        const box = row.querySelector("input[type=text], input[type=checkbox], select")
        const value = pressed ? pressed.textContent : box?.type == "checkbox" ? box.checked
            : box?.tagName == "SELECT" ? box.selectedOptions[0].textContent.replaceAll("\u00a0", " ") : box?.value
        if (label) shown[label.textContent.trim()] = value
    }
    const picture = output.querySelector("PICTURE")
    const sentences = [...output.querySelectorAll("p[aria-hidden]")].map(sentence => sentence.textContent)
    return [shown, picture.getAttribute("aria-label"), sentences]
}""".replace("PICTURE", PICTURE)


class OnPage:
    """An explorer alone in a notebook, and its twin in this process, which is moved by `goto` alone."""

    def __init__(self, notebook, name):
        self.page, self.twin = notebook.page, make(name)
        self.labels = {key: row_label(self.twin, key) for key in self.twin.controls}
        self.output = self.page.locator(".jp-OutputArea-output").filter(has=self.page.locator(PICTURE)).last

    def box(self, key):
        return self.output.get_by_role("textbox", name=self.labels[key], exact=True)

    def agrees(self):
        """Soon, and still a moment later: what the page sends back must change nothing."""
        controls = {self.labels[key]: expected(control) for key, control in self.twin.controls.items()}
        wanted = [controls, self.twin.sentence, [self.twin.sentence]]
        for _ in range(100):
            if (soon := self.output.evaluate(SHOWN)) == wanted:
                break
            self.page.wait_for_timeout(50)
        assert soon == wanted
        self.page.wait_for_timeout(150)
        assert self.output.evaluate(SHOWN) == wanted

    def row(self, key):
        return self.box(key).locator("xpath=ancestor::div[contains(@class, 'widget-hbox')][1]")

    def handle(self, key):
        return self.row(key).get_by_role("slider")

    def told(self, key):
        """What is said beside a box."""
        return self.row(key).get_by_role("status").inner_text() if self.row(key).get_by_role("status").count() else ""

    def press(self, label):
        button(self.output, label).click()

    def types(self, key, text):
        self.box(key).fill(text)
        self.box(key).press("Enter")


def row_label(explorer, key):
    """A slider's label stands at its box, which comes first after what is told."""
    return explorer._rows[key].children[1].description


def expected(control):
    """What a control of this value shows."""
    if isinstance(control, widgets.Checkbox | widgets.Text):
        return control.value
    if hasattr(control, "options"):
        pairs = [option if isinstance(option, tuple) else (str(option), option) for option in control.options]
        return next(label for label, value in pairs if value == control.value)
    return written(control.value)


def ways(control, value):
    """How people type this value."""
    yield written(value)
    yield f"{value:.12g}".replace(".", ",")
    yield str(Fraction(str(value)))
    if getattr(control, "hundred_per_cent", None):
        yield f"{float(100 * Fraction(str(value))):.10g} %"


def values(control):
    """Numbers to ask of a slider: its ends, one inside, and one between two steps."""
    if isinstance(control, widgets.FloatLogSlider):
        return [0.3, 0.95, 0.6, 0.333]
    inside = control.min + round((control.max - control.min) / control.step / 3) * control.step
    return [control.max, round(inside, 9), control.min, round(inside + 0.3 * control.step, 9)]


def to_type(control, every):
    """Texts and the numbers that they mean: each number once, or in every way."""
    asked = [(value, list(ways(control, value))) for value in values(control)]
    if every:
        return [(text, value) for value, texts in asked for text in texts]
    return [(texts[n % len(texts)], value) for n, (value, texts) in enumerate(asked)]


@every_explorer
def test_what_was_asked_is_shown(opened, lab, name):
    """By each stop, by numbers typed in all the ways people have, by an arrow key on each slider."""
    from playwright.sync_api import expect

    cells = [new_code_cell(f"from xentlib.explorers import {name}"), new_code_cell(f"{name}()")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), lab[1] / f"{name}.ipynb")
    notebook = opened(f"{name}.ipynb")
    notebook.run_all()
    on_page = OnPage(notebook, name)
    on_page.agrees()
    twin = on_page.twin
    for label, stop in twin.stops.items():
        on_page.press(label)
        on_page.agrees()
        on_page.press(label)
        twin.goto(**stop)
        on_page.agrees()
    for key, control in sliders(twin).items():
        on_page.press("Reset")
        twin.reset()
        on_page.agrees()
        for text, value in to_type(control, every=tiers.THOROUGH):
            on_page.types(key, text)
            if meaningful(twin, twin.state | {key: value}):
                twin.goto(**{key: value})
            on_page.agrees()
            between_steps = on_step(control, value) != value
            assert (" → " in on_page.told(key)) == (between_steps and control.value == on_step(control, value))
        for text in ("a lot", written(2 * control.max + 1e6)):
            on_page.types(key, text)
            on_page.agrees()
            assert "Still " in on_page.told(key)
        before = on_page.box(key).input_value()
        on_page.handle(key).press("ArrowRight" if float(before) < control.max else "ArrowLeft")
        expect(on_page.box(key)).not_to_have_value(before)
        twin.goto(**{key: float(on_page.box(key).input_value())})
        on_page.agrees()
    notebook.assert_healthy()
