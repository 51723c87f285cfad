"""The notebooks as their reader has them: JupyterLab in a browser, a kernel, a keyboard."""

import asyncio
import json
import math
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from xentlib import bernoulli, cross_entropy, entropy, kl_divergence
from xentlib.explorers import explore_cross_entropy_map
from xentlib.quiz.questions import load_questions

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATIENCE = 60  # seconds; only a broken page needs them all
BASE = {"bits": 2, "nats": math.e}


# -- a JupyterLab of our own: nothing of the user's settings, nothing of theirs changed


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address, process, log):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start:\n" + log.read_text()[-2000:])


PICTURES = [
    "from xentlib.explorers import explore_cross_entropy_map",
    "explore_cross_entropy_map().picture(p=0.3, q=0.7)",
    "explore_cross_entropy_map()",
]
CONVERSATION = [
    "from xentlib.checks import check\nfrom xentlib.explorers import explore_cross_entropy_map\n"
    "from xentlib.quiz import Quiz\nquiz = Quiz('cross_entropy')",
    "quiz.ask('wrong-forecaster')",
    "explore_cross_entropy_map()",
    "check('read the map', 0.8352)",
    "quiz.card()",
]
SEALED = [
    "from xentlib.quiz import ConceptTest\ntest = ConceptTest('concept_inventory')",
    "test.ask('exact-forecast')",
    "test.results()",
]


def executed(sources):
    """A notebook of these cells with stored outputs, made by a kernel of its own."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    client = NotebookClient(notebook, timeout=PATIENCE, store_widget_state=False)
    with ThreadPoolExecutor(1) as pool:  # in a thread: the browser's event loop runs in this one
        pool.submit(asyncio.run, client.async_execute()).result()
    return notebook


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a JupyterLab that serves a copy of the notebooks."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, home / "root", ignore=shutil.ignore_patterns(".*"))
    nbformat.write(executed(PICTURES), home / "root" / "stored.ipynb")
    nbformat.write(executed(CONVERSATION), home / "root" / "conversation.ipynb")
    nbformat.write(executed(SEALED), home / "root" / "sealed.ipynb")
    port, log = free_port(), home / "log"
    places = ("JUPYTER_CONFIG", "JUPYTER_DATA", "JUPYTER_RUNTIME", "JUPYTERLAB_WORKSPACES", "JUPYTERLAB_SETTINGS")
    environment = os.environ | {f"{place}_DIR": str(home / place) for place in places}
    environment["IPYTHONDIR"] = str(home / "ipython")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--LabApp.news_url=",
        "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={home / 'root'}",
    ]  # fmt: skip
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status", process, log)
        yield address
    finally:
        process.terminate()  # which also ends its kernels
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


# -- a notebook on a page


class Page:
    """A notebook open in JupyterLab; it keeps what the page complained of, and what it asked of other machines."""

    def __init__(self, browser, lab, name):
        self.complaints, self.elsewhere = [], []
        self.page = browser.new_page(viewport={"width": 1300, "height": 1000})
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url, lab))
        self.page.on("websocket", lambda socket: self._asked(socket.url.replace("ws:", "http:", 1), lab))
        self.page.goto(f"{lab}/doc/tree/{name}?reset", wait_until="domcontentloaded")
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()

    def _console(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location}")

    def _asked(self, url, lab):
        if not url.startswith((lab + "/", "data:", "blob:", "about:")):
            self.elsewhere.append(url)

    def run_all(self):
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )
        self.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells').then(() => ran = true) }")
        self.page.wait_for_function("() => window.ran")

    def scroll_to(self, target):
        """From the top of the notebook down to the target: JupyterLab 4.4 hides cells far from the screen."""
        self.page.locator(".jp-Notebook").hover()
        self.page.mouse.wheel(0, -1e6)
        for _ in range(100):
            self.page.wait_for_timeout(200)  # cells come and go a moment after the wheel has turned
            if target.is_visible():
                break
            self.page.mouse.wheel(0, 500)
        target.evaluate("element => element.scrollIntoView({block: 'center'})")

    def assert_healthy(self):
        from playwright.sync_api import expect

        expect(self.page.locator(".jp-OutputArea-output", has_text=DEAD_WIDGET)).to_have_count(0)  # once all is loaded
        errors = self.page.locator("[data-mime-type$=error], [data-mime-type$=stderr]").all_inner_texts()
        assert [errors, self.complaints, self.elsewhere] == [[], [], []]


DEAD_WIDGET = re.compile("model not found|Error displaying widget|Error creating widget|Loading widget")


@pytest.fixture
def opened(browser, lab):
    """Opens notebooks, and closes them."""
    pages = []

    def open_notebook(name):
        pages.append(Page(browser, lab, name))
        return pages[-1]

    yield open_notebook
    for page in pages:
        page.page.close()


class MapOnPage:
    """The first explorer of the cross-entropy map, found by its controls and worked by their accessible names."""

    def __init__(self, page):
        self.page = page
        outputs = page.locator(".jp-OutputArea-output").filter(has=page.get_by_label("subtract H(P)"))
        self.output = outputs.first
        self.picture = self.output.get_by_role("img").and_(page.locator("svg"))

    def box(self, label):
        return self.output.get_by_role("spinbutton", name=label, exact=True)

    def handle(self, label):
        box = self.page.get_by_role("spinbutton", name=label, exact=True)
        return self.output.locator(".widget-hbox").filter(has=box).last.get_by_role("slider")

    def button(self, label):
        return self.output.get_by_role("button", name=label, exact=True)

    def press(self, label, key, times=1):
        handle = self.handle(label)
        handle.focus()
        for _ in range(times):
            handle.press(key)

    def type(self, label, text):
        self.box(label).fill(text)
        self.box(label).press("Enter")

    def shows(self, p, q, unit="nats", extra=False):
        """Wait until boxes, picture and sentence say what the maths says of this state."""
        from playwright.sync_api import expect

        truth, model, base = bernoulli(p), bernoulli(q), BASE[unit]
        total = cross_entropy(truth, model, base=base)
        known, paid = entropy(truth, base=base), kl_divergence(truth, model, base=base)
        place = f"p(A) = {p:.2f}, q(A) = {q:.2f}: "
        if extra:
            sentence = place + f"D_KL(P‖Q) = {paid:.4f} {unit} = H(P, Q) {total:.4f} − H(P) {known:.4f}."
        else:
            sentence = place + f"H(P, Q) = {total:.4f} {unit} = H(P) {known:.4f} + D_KL(P‖Q) {paid:.4f}."
        expect(self.picture).to_have_attribute("aria-label", sentence)
        expect(self.picture.locator("text")).to_have_text(f"{paid if extra else total:.2f} {unit}")
        expect(self.output.get_by_text(sentence, exact=True)).to_be_visible()
        for label, value in (("p(A)", p), ("q(A)", q)):
            expect(self.box(label)).to_have_value(f"{value:g}")


def test_map_answers_keyboard_box_and_switches(opened):
    """The chapter on cross-entropy from the first cell to the last, and its map moved in every way there is."""
    notebook = opened("04_cross_entropy.ipynb")
    notebook.run_all()
    shown = MapOnPage(notebook.page)
    notebook.scroll_to(shown.output)  # running all has gone to the last cell
    shown.shows(p=0.3, q=0.7)
    shown.press("p(A)", "ArrowRight", times=3)
    shown.shows(p=0.33, q=0.7)
    shown.press("q(A)", "ArrowLeft", times=20)
    shown.shows(p=0.33, q=0.5)
    shown.button("bits").click()
    shown.shows(p=0.33, q=0.5, unit="bits")
    shown.output.get_by_label("subtract H(P)").check()
    shown.shows(p=0.33, q=0.5, unit="bits", extra=True)
    for _ in range(2):  # the second time nothing moves, and still 0.333 must not stay in the box
        shown.type("q(A)", "0.333")
        shown.shows(p=0.33, q=0.33, unit="bits", extra=True)
    shown.type("p(A)", "-7")
    shown.shows(p=0, q=0.33, unit="bits", extra=True)
    shown.button("opposite").click()
    shown.shows(p=0.1, q=0.9)  # a stop sets every control
    shown.button("Reset").click()
    shown.shows(p=0.3, q=0.7)
    notebook.assert_healthy()


PLACES = """output => [...output.querySelectorAll("img, svg[role=img]")].map(picture => {
    const {x, y, width, height} = picture.getBoundingClientRect()
    return {x, y, width, height} })"""


def test_pictures_lie_exactly_above_each_other(opened):
    """JupyterLab's own style sheet moves neither the still picture nor what moves."""
    notebook = opened("stored.ipynb")
    notebook.run_all()
    shown = MapOnPage(notebook.page)
    shown.shows(p=0.3, q=0.7)
    still, moving = shown.output.evaluate(PLACES)
    assert still == pytest.approx(moving, abs=1)
    assert still["width"] > 400
    notebook.assert_healthy()


def stored_pictures(page, count):
    """Alternative text and width of the pictures in outputs, once all of them are there."""
    page.wait_for_function(
        """count => { const all = [...document.querySelectorAll(".jp-OutputArea-output img")];
            return all.length >= count && all.every(image => image.complete) }""",
        arg=count,
    )
    pictures = page.locator(".jp-OutputArea-output img")
    return pictures.evaluate_all("all => all.map(image => [image.alt, image.naturalWidth])")


def test_nothing_need_be_run_to_see_the_pictures(opened):
    """A fresh clone: the notebook is not trusted, no kernel has run it, its stored outputs are all there is."""
    notebook = opened("stored.ipynb")
    explorer = explore_cross_entropy_map()
    explorer.goto(p=0.3, q=0.7)
    (alternative, width), (_, live_width) = stored_pictures(notebook.page, 2)
    assert alternative == explorer.sentence
    assert width == live_width > 1000
    notebook.assert_healthy()


def test_first_picture_of_the_chapter_needs_no_kernel(opened):
    stored = [
        unescape(alternative)
        for cell in json.loads((NOTEBOOKS / "04_cross_entropy.ipynb").read_text(encoding="utf8"))["cells"]
        for output in cell.get("outputs", ())
        for alternative in re.findall('<img alt="([^"]+)"', "".join(output.get("data", {}).get("text/html", "")))
    ]
    notebook = opened("04_cross_entropy.ipynb")
    shown = stored_pictures(notebook.page, 2)
    assert stored and stored[0] == shown[0][0]
    assert all(width > 1000 for _, width in shown)
    notebook.assert_healthy()


class Keyboard:
    """Goes through a page with Tab alone, as someone without a mouse does."""

    def __init__(self, page):
        self.page = page

    def to(self, target):
        """Press Tab until the element has the focus."""
        for _ in range(60):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail("Tab does not lead there")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)


def test_a_guess_is_given_and_committed_by_keyboard_alone(opened):
    from playwright.sync_api import expect

    notebook = opened("conversation.ipynb")
    notebook.run_all()
    page, keyboard = notebook.page, Keyboard(notebook.page)
    asked = page.locator(".jp-OutputArea-output").filter(has_text="His colleague says 7 in 10").last
    card = page.locator(".jp-OutputArea-output").filter(has_text="Your guesses in this notebook").last
    boxes = [asked.get_by_role("spinbutton", name=letter, exact=True) for letter in "ABC"]
    expect(card).to_contain_text("is committed yet")
    boxes[0].focus()
    for box, points in zip(boxes, ("60", "30", "20"), strict=True):
        keyboard.to(box)
        keyboard.press("Control+a", *points, "Tab")
    expect(asked).to_contain_text("10 points too many")
    page.keyboard.press("Shift+Tab")
    keyboard.press("Control+a", *"10", "Tab")
    expect(asked).to_contain_text("All 100 points given")
    keyboard.to(asked.get_by_role("button", name="Commit", exact=True))
    keyboard.press("Enter")
    expect(asked.get_by_role("button", name="Committed")).to_be_focused()
    expect(asked).to_contain_text(f"−ln 0.60 = {-math.log(0.6):.4f} nats")
    expect(asked).to_contain_text("✓ A. More")
    expect(card).to_contain_text(f"{-math.log(0.6):.4f}")
    notebook.assert_healthy()


def test_a_stop_is_visited_and_its_question_opened_by_keyboard_alone(opened):
    from playwright.sync_api import expect

    notebook = opened("conversation.ipynb")
    notebook.run_all()
    keyboard, shown = Keyboard(notebook.page), MapOnPage(notebook.page)
    notebook.scroll_to(shown.output)
    stop = explore_cross_entropy_map().stops["opposite"]
    shown.box("p(A)").focus()
    keyboard.to(shown.button("opposite"))
    keyboard.press("Enter")
    shown.shows(p=0.1, q=0.9)
    question, noticed = shown.output.get_by_text(stop.ask), shown.output.get_by_text(stop.notice)
    expect(question).to_be_visible()
    expect(noticed).to_be_hidden()
    keyboard.to(question)
    keyboard.press("Enter")
    expect(noticed).to_be_visible()
    notebook.assert_healthy()


def test_a_check_names_the_misconception_on_the_page(opened):
    from playwright.sync_api import expect

    notebook = opened("conversation.ipynb")
    notebook.run_all()
    told = notebook.page.locator(".jp-OutputArea-output").filter(has_text="the truth comes first")
    expect(told).to_contain_text("Not yet. 0.8352: that")
    notebook.assert_healthy()


def test_running_all_cells_leaves_the_numbers_behind_the_answers_folded(opened):
    from playwright.sync_api import expect

    notebook = opened("07_concept_inventory.ipynb")
    notebook.run_all()
    numbers, after = (
        notebook.page.get_by_role("heading", name=name)
        for name in ("The numbers behind the answers", "For the lecturer")
    )
    notebook.scroll_to(numbers)
    expect(after).to_be_in_viewport()  # nothing between
    notebook.assert_healthy()


def test_a_sealed_item_is_committed_and_opened_by_keyboard_alone(opened):
    from playwright.sync_api import expect

    item = load_questions("concept_inventory")["exact-forecast"]
    notebook = opened("sealed.ipynb")
    notebook.run_all()
    page, keyboard = notebook.page, Keyboard(notebook.page)
    asked, results = (
        page.locator(".jp-OutputArea-output").filter(has_text=words).last
        for words in ("A bent coin falls", "items committed")
    )
    expect(results).to_contain_text("0 of 20 items committed.")
    boxes = [asked.get_by_role("spinbutton", name=letter, exact=True) for letter in "ABCD"]
    boxes[0].focus()
    for n, box in enumerate(boxes):
        keyboard.to(box)
        keyboard.press("Control+a", *("70" if n == item.truth else "10"), "Tab")
    keyboard.to(asked.get_by_role("button", name="Commit", exact=True))
    keyboard.press("Enter")
    expect(asked.get_by_role("button", name="Committed")).to_be_focused()
    expect(asked).to_contain_text("Your points are kept")
    expect(results).to_contain_text("1 of 20 items committed.")
    expect(results).not_to_contain_text("nats")
    keyboard.to(results.get_by_role("button", name="Show the results"))
    keyboard.press("Enter")
    loss = f"{-math.log(0.7):.4f} nats"
    expect(results).to_contain_text(f"1 of 20 items: median {loss}, mean {loss}, 0 right answers given 0")
    expect(results.get_by_role("img")).to_have_attribute("alt", re.compile("70 on average: 1 of 1 came true"))
    expect(results.get_by_role("button", name="Open the answers")).to_be_focused()
    keyboard.press("Enter")
    expect(results).to_contain_text("This cannot be undone.")
    expect(page.locator(".jp-Notebook")).not_to_contain_text(item.reason)
    keyboard.press("Enter")
    expect(results.get_by_role("button", name="The answers are open")).to_be_focused()
    expect(results.locator("summary").first).to_be_visible()
    reason = results.get_by_text(item.reason)
    expect(reason).to_be_hidden()
    keyboard.to(results.locator("summary").first)
    keyboard.press("Enter")
    expect(reason).to_be_visible()
    expect(results).to_contain_text("explore_cross_entropy_map, notebook 04, section 1")
    notebook.assert_healthy()
