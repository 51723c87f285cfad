"""The gate proves itself: whatever is broken on purpose, on copies, must be seen."""

import copy
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from copies import copy_of_the_course, pytest_in
from course import NOTEBOOKS
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebook_rules import EVERY_RULE, asks_first, code_cells, counted, folds_answers, with_outputs
from regenerate import FOLDED, METADATA, WIDGET_VIEW, lay_out, regenerate

ROOT = Path(__file__).parents[1]
PICTURE = {"text/html": '<img alt="A coin." src="data:image/png;base64,iVBORw0K">', "text/plain": "<HTML object>"}


def in_the_first_tier(few, every):
    """A test of every notebook, of which the first tier tries a few: the mechanism is the same."""
    cases = [pytest.param(path, marks=[] if path in few else pytest.mark.thorough, id=path.stem) for path in every]
    return pytest.mark.parametrize("path", cases)


each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def failing_cells(path, package=ROOT):
    """The numbers, from 0, of the code cells that strict nbval refuses; `xentlib` comes from the folder `package`."""
    arguments = ["--nbval", "--nbval-current-env", f"--nbval-sanitize-with={ROOT / 'tests' / 'nbval_sanitize.cfg'}"]
    arguments += ["-p", "no:cacheprovider", "-o", "addopts=", "--color=no", "-q", "--tb=short", "-rfE", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    command = [sys.executable, "-m", "pytest", *arguments]
    run = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, encoding="utf-8")
    assert run.returncode in (0, 1), run.stdout + run.stderr  # all passed, or some failed: the tests did run
    assert not re.search(r"^ERROR", run.stdout, flags=re.MULTILINE), run.stdout
    return {int(n) for n in re.findall(r"^FAILED .*::Cell (\d+)", run.stdout, flags=re.MULTILINE)}


def change_a_digit(notebook):
    """Another digit in the last text that has one; the number of its cell, from 0."""
    for n, cell in reversed(list(enumerate(code_cells(notebook)))):
        for output in reversed(cell.outputs):
            place = output if output.output_type == "stream" else output.get("data", {})
            key = "text" if output.output_type == "stream" else "text/plain"
            if found := list(re.finditer(r"\d", place.get(key, ""))):
                at = found[-1].start()
                place[key] = f"{place[key][:at]}{(int(found[-1][0]) + 1) % 10}{place[key][at + 1 :]}"
                return n
    raise AssertionError("no digit in any output")


@in_the_first_tier(NOTEBOOKS[:1], NOTEBOOKS)
def test_one_changed_digit_is_seen_in_its_cell(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    changed = change_a_digit(notebook)
    nbformat.write(notebook, tmp_path / path.name)
    assert failing_cells(tmp_path / path.name) == {changed}


@each_notebook
def test_a_notebook_without_outputs_is_seen(path):
    """Nbval would call it green."""
    notebook = nbformat.read(path, as_version=4)
    for cell in code_cells(notebook):
        cell.execution_count, cell.outputs = None, []
    assert list(counted(notebook))
    assert list(with_outputs(notebook))


def calls_cross_entropy(path):
    """The function, not a method of that name."""
    cells = code_cells(nbformat.read(path, as_version=4))
    return any(re.search(r"(?<![.\w])cross_entropy\(", cell.source) for cell in cells)


@in_the_first_tier(NOTEBOOKS[:1], filter(calls_cross_entropy, NOTEBOOKS))
def test_p_and_q_swapped_in_the_package_are_seen(path, tmp_path):
    shutil.copytree(ROOT / "xentlib", tmp_path / "xentlib", ignore=shutil.ignore_patterns("__pycache__"))
    maths = tmp_path / "xentlib" / "information.py"
    right, wrong = "def cross_entropy(p, q,", "def cross_entropy(q, p,"
    source = maths.read_text(encoding="utf-8")
    assert source.count(right) == 1
    maths.write_text(source.replace(right, wrong), encoding="utf-8")
    shutil.copy(path, tmp_path)
    failing = failing_cells(tmp_path / path.name, package=tmp_path)
    assert failing
    assert 0 not in failing  # the copy could be imported


def test_the_notebook_on_cross_entropy_calls_it():
    assert calls_cross_entropy(ROOT / "notebooks" / "04_cross_entropy.ipynb")


# A companion is one of the notebooks for every test of notebooks.


def collected(course):
    """Name of the notebook → the tests that are held on it, there."""
    code, said = pytest_in(course, "--collect-only", "--ignore=tests/browser", "--ignore=xentlib")
    assert code == 0, said
    found = {}
    for test, case in re.findall(r"^tests/(\S+?)\[(.+)\]$", said, flags=re.MULTILINE):
        for name in re.findall(r"\d\d_\w+", case):
            found.setdefault(name, set()).add(test)
    for folder, name in re.findall(r"^notebooks/(more/)?(\w+)\.ipynb::Cell 0$", said, flags=re.MULTILINE):
        found.setdefault(name, set()).add(f"nbval {folder}")
    return found


@pytest.mark.thorough
def test_every_test_of_notebooks_finds_a_companion(tmp_path):
    course = copy_of_the_course(tmp_path)
    (course / "notebooks" / "more").mkdir(exist_ok=True)
    name = "04_cross_entropy"
    shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", course / "notebooks" / "more" / f"{name}_more_9.ipynb")
    tests = collected(course)
    assert {"nbval "} < tests[name]
    assert tests[f"{name}_more_9"] == tests[name] - {"nbval "} | {"nbval more/"}


# Each rule on a notebook that holds them all, and on one that breaks this rule.


def good_notebook():
    """As a lecture, with what one must have."""
    picture, line = new_output("display_data", data=dict(PICTURE)), new_output("stream", text="H(P) = 1.5 bits\n")
    cells = [
        ('import xentlib\nquiz = Quiz("cross_entropy")', []),
        ("figure.picture(p=0.5)", [picture]),
        ("print(words)", [line]),
        ("x = 1", []),
    ]
    for guess in ("right-forecaster", "column", "extra"):
        cells += [(f'quiz.ask("{guess}")', [line]), ("explore_rain()", [picture]), ('check("rain", my_rain)', [line])]
    cells = [
        new_code_cell(source, execution_count=n, outputs=copy.deepcopy(outputs), id=f"code-{n}")
        for n, (source, outputs) in enumerate(cells, start=1)
    ]
    cells.insert(0, new_markdown_cell("# How much?\nAbout 50 in a lecture, about 50 alone.", id="text-0"))
    notebook = new_notebook(cells=cells, metadata=METADATA)
    lay_out(notebook)
    return notebook


def set_source(n, source):
    return lambda notebook: code_cells(notebook)[n - 1].update(source=source)


def set_outputs(n, *outputs):
    return lambda notebook: code_cells(notebook)[n - 1].update(outputs=list(outputs))


def set_text(text):
    return lambda notebook: notebook.cells[0].update(source=text)


def say_below_a_guess(places, text):
    """A cell of prose so many places below the first guess."""
    return lambda notebook: notebook.cells.insert(5 + places, new_markdown_cell(text, id="told"))


def predict_and_say(*texts):
    """Above the second code cell a question, below it each text in a cell."""

    def change(notebook):
        notebook.cells[3:3] = [new_markdown_cell(text, id=f"said-{n}") for n, text in enumerate(texts)]
        notebook.cells.insert(2, new_markdown_cell("**Predict** the price.", id="asked"))

    return change


FOLD = "<details><summary>Answer</summary>\n\nIt is 1.5 bits.\n\n</details>"


def data(**kinds):
    return new_output("display_data", data={name.replace("_", "/", 1): value for name, value in kinds.items()})


BREAKERS = [
    ("valid", lambda notebook: notebook.cells[0].pop("source")),
    ("counted", lambda notebook: code_cells(notebook)[1].update(execution_count=7)),
    ("counted", lambda notebook: code_cells(notebook)[-1].update(execution_count=None)),
    ("with_outputs", set_outputs(3)),
    ("compared", set_outputs(3, data(image_png="iVBORw0K"))),
    ("compared", set_source(3, "# NBVAL_IGNORE_OUTPUT\nprint(words)")),
    ("compared", lambda notebook: code_cells(notebook)[2].metadata.update(tags=["nbval-skip"])),
    ("without_errors", set_outputs(3, new_output("stream", name="stderr", text="RuntimeWarning"))),
    ("without_errors", set_outputs(3, new_output("error", ename="ValueError", evalue="", traceback=[]))),
    ("as_regenerated", lambda notebook: notebook.metadata.update(widgets={})),
    ("as_regenerated", lambda notebook: notebook.metadata.language_info.update(version="3.12.1")),
    ("as_regenerated", lambda notebook: notebook.metadata.kernelspec.update(name="my-kernel")),
    ("as_regenerated", lambda notebook: code_cells(notebook)[1].outputs[0].data.update({WIDGET_VIEW: {}})),
    ("as_regenerated", lambda notebook: notebook.cells[0].metadata.slideshow.update(slide_type="skip")),
    ("as_regenerated", lambda notebook: code_cells(notebook)[2].metadata.update(jupyter={"source_hidden": True})),
    ("small", set_outputs(3, new_output("stream", text="a bit\n" * 250_000))),
    ("short_code", set_source(4, "x = 1\n" * 13)),
    ("short_code", lambda notebook: [cell.update(source="x = 1\n" * 4) for cell in code_cells(notebook)[1:]]),
    ("short_prose", set_text("word " * 91)),
    ("headings_first", set_text("It was so.\n\n## 2 · Move\n\nNow it moves.")),
    ("imports_first", set_source(4, "import numpy")),
    ("imports_first", set_source(1, "x = 1")),
    ("plain_python", set_source(4, "%matplotlib inline")),
    ("plain_python", set_source(4, "!pip list")),
    ("plain_python", set_source(4, "x = get_ipython()")),
    ("plain_python", set_source(1, "import subprocess")),
    ("plain_python", set_source(1, "from os import path")),
    ("plain_python", set_source(4, "x = '/home/me/data.txt'")),
    ("plain_python", set_source(4, "x = 'C:/data.txt'")),
    ("opens_on_a_picture", set_outputs(2, data(text_plain="a picture"))),
    ("opens_on_a_picture", set_outputs(2, data(text_html=PICTURE["text/html"].replace("A coin.", "")))),
    ("plain_html", set_outputs(3, data(text_html="<b>1.5 bits</b>"))),
    ("plain_html", set_outputs(3, data(**{"image_svg+xml": "<svg/>", "text_plain": "a picture"}))),
    ("whole_rows", set_text("| symbol |\n|---|\n| $D_{KL}(P \\| Q)$ |")),
    ("with_units", set_outputs(3, data(text_plain="1.4854752972273344"))),
    ("with_units", set_outputs(3, data(text_plain="np.float64(1.485)"))),
    ("with_units", set_outputs(3, new_output("stream", text="-inf\n"))),
    ("printed", set_text("It is 1.5003 bits.")),
    ("within_budget", lambda notebook: notebook.cells.extend(notebook.cells[:1] * 60)),
    ("within_budget", lambda notebook: notebook.cells.extend(code_cells(notebook)[3:4] * 20)),
    ("within_budget", set_text("word " * 1701)),
    ("within_budget", lambda notebook: notebook.cells.extend(code_cells(notebook)[4:5])),
    ("within_budget", lambda notebook: notebook.cells.extend(code_cells(notebook)[6:7])),
    ("within_budget", lambda notebook: notebook.cells.pop()),
    ("within_budget", lambda notebook: notebook.cells.extend(code_cells(notebook)[1:2])),
    (
        "folds_a_prediction",
        lambda notebook: notebook.cells.insert(3, new_markdown_cell("**Predict** H(P).", id="asked")),
    ),
    ("links_instead_of_numbers", set_text("It is the average of notebook 02.")),
    ("links_instead_of_numbers", set_text("## Further reading\n\n- A book.\n\n## Recap\n\nAs in section 4.")),
    ("headings_without_numbers", set_text("## 4 · The map")),
    ("narrow_code", set_source(4, f"x = {'1' * 92}")),
    ("narrow_code", set_text(f"<details><summary>Solution</summary>\n\n```python\nx = {'1' * 92}\n```\n\n</details>")),
    ("asks_first", say_below_a_guess(1, "She pays 0.6109 nats.")),
    ("asks_first", say_below_a_guess(1, "She pays 0.61 nats.")),
    ("asks_first", say_below_a_guess(2, "More than 0, though he is right.")),
    ("asks_first", set_outputs(6, new_output("stream", text="H(P) = 0.6109 nats\n"))),
    ("folds_answers", predict_and_say("It is 1.5 bits.")),
    ("folds_answers", predict_and_say("It is 1.5 bits.", FOLD)),
    ("one_sitting", lambda notebook: notebook.cells.extend(notebook.cells[:1] * 45)),
]


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_a_good_notebook_passes(rule):
    assert list(rule(good_notebook())) == []


@pytest.mark.parametrize(("name", "damage"), BREAKERS, ids=[f"{n}-{name}" for n, (name, _) in enumerate(BREAKERS)])
def test_a_broken_notebook_is_seen(name, damage):
    notebook = good_notebook()
    damage(notebook)
    assert list({rule.__name__: rule for rule in EVERY_RULE}[name](notebook))


@pytest.mark.parametrize(
    ("places", "text"),
    [
        (1, "<details><summary>What did you see?</summary>\n\n0.6109 nats.\n\n</details>"),
        (1, "It rains with probability 0.3, and 0.6188 is another number."),
        (3, "She pays 0.6109 nats."),  # the figure and the cell below it stand between
    ],
)
def test_what_does_not_answer_a_guess_on_its_screen_may_stand_there(places, text):
    notebook = good_notebook()
    say_below_a_guess(places, text)(notebook)
    assert not list(asks_first(notebook))


@pytest.mark.parametrize("texts", [(FOLD,), (f"{FOLD}\n\nMore.", "It is so."), ("## Next\n\nIt is 1.5 bits.",), ()])
def test_what_does_not_answer_a_prediction_before_it_is_made_may_stand_there(texts):
    notebook = good_notebook()
    predict_and_say(*texts)(notebook)
    assert not list(folds_answers(notebook))


def test_every_rule_was_seen_to_say_no():
    assert {name for name, _ in BREAKERS} == {rule.__name__ for rule in EVERY_RULE}


# The command that stores outputs.


def stored(tmp_path, *sources):
    path = tmp_path / "small.ipynb"
    cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_regenerated_outputs_are_the_same_each_time(tmp_path):
    path = stored(tmp_path, "import ipywidgets", "print('H', flush=True)\nprint('1.5 bits')", "ipywidgets.IntSlider()")
    assert regenerate(path) == []
    once = path.read_bytes()
    assert regenerate(path) == []
    assert path.read_bytes() == once
    notebook = nbformat.read(path, as_version=4)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3]
    assert [cell.id for cell in notebook.cells] == ["cell-0", "cell-1", "cell-2"]
    assert [output.text for output in notebook.cells[1].outputs] == ["H\n1.5 bits\n"]
    assert list(notebook.cells[2].outputs[0].data) == ["text/plain"]
    assert failing_cells(path) == set()  # nbval does not miss the widget view


@pytest.mark.parametrize("source", ["1 / 0", "import sys; print('careful', file=sys.stderr)"])
def test_a_notebook_that_fails_or_warns_is_not_stored(tmp_path, source):
    path = stored(tmp_path, source)
    before = path.read_bytes()
    assert regenerate(path)
    assert path.read_bytes() == before


# The same notebook as slides.


@pytest.mark.parametrize(
    ("kind", "source", "section", "slide", "hidden"),
    [
        ("markdown", "# Title", None, "slide", False),
        ("markdown", "A claim.", "## 1 · Predict", "subslide", False),
        ("markdown", "<details><summary>Answer</summary>\n\nYes.\n\n</details>", "## 1 · Predict", "fragment", False),
        ("markdown", "A task.", "## Check yourself", "skip", False),
        ("code", "import numpy as np", None, "skip", False),
        ("code", "from xentlib import entropy", None, "skip", False),
        ("code", "print(1)", "## 1 · Predict", "fragment", False),
        ("code", "explore_spread()", "## 1 · Predict", "-", True),
        ("code", "explore_spread()", "## 1 · Predict\n\n" + "word " * 50, "subslide", True),
        ("code", "figure = explore_spread()\nfigure", "## 1 · Predict", "-", True),
        ("code", 'my_bits = ...\ncheck("bits", my_bits)', "## 1 · Predict", "skip", False),
        ("markdown", "<details><summary>Hint 1</summary>\n\nYes.\n\n</details>", "## 1 · Predict", "skip", False),
        ("code", "shown = explore_spread()\nshown.goto(stretch=2)", "## 1 · Predict", "fragment", False),
        ("code", 'quiz.ask("rain")', "## 1 · Predict", "-", True),
        ("code", "quiz.card()", "## Recap", "-", True),
        ("code", 'test.ask("rain")', "## 1 · Predict", "-", True),
        ("code", "test.results()", "## 6 · Your results", "-", True),
        ("code", "print(1)", "## The numbers behind the answers", "skip", False),
    ],
)
def test_how_a_cell_is_shown(kind, source, section, slide, hidden):
    cell = new_markdown_cell(source) if kind == "markdown" else new_code_cell(source)
    lay_out(new_notebook(cells=[*([new_markdown_cell(section)] if section else []), cell]))
    assert cell.metadata.slideshow.slide_type == slide
    assert cell.metadata.get("jupyter", {}).get("source_hidden", False) is hidden
    assert ("hide-input" in cell.metadata.get("tags", [])) is hidden


@pytest.mark.parametrize(
    ("source", "folded"), [("## The numbers behind the answers\n\nAll.", True), ("## Recap", False), ("All.", False)]
)
def test_only_what_gives_answers_away_is_folded(source, folded):
    cell = new_markdown_cell(source, metadata={FOLDED: not folded})
    lay_out(new_notebook(cells=[cell]))
    assert cell.metadata.get(FOLDED, False) is folded


def test_what_a_cell_shows_is_folded_until_it_is_run():
    """But for the first figure and the questions: nothing answers what is asked above it."""
    sources = ["import numpy", "explore_spread()", 'quiz.ask("rain")', "explore_logits()", "print(1)"]
    figure, line = data(text_html='<img alt="">'), new_output("stream", text="1")
    shown = [new_code_cell(source, outputs=[figure if "()" in source else line]) for source in sources[1:]]
    notebook = new_notebook(cells=[new_code_cell(sources[0]), *shown])
    lay_out(notebook)
    folded = [cell.source for cell in notebook.cells if cell.metadata.get("jupyter", {}).get("outputs_hidden")]
    assert folded == ["explore_logits()", "print(1)"]


def test_laying_out_again_changes_nothing_and_keeps_other_tags():
    cell = new_code_cell("quiz.card()", metadata={"tags": ["met:E1", "hide-input"]})
    notebook = new_notebook(cells=[cell])
    lay_out(notebook)
    once = copy.deepcopy(notebook)
    lay_out(notebook)
    assert notebook == once
    assert cell.metadata.tags == ["met:E1", "hide-input"]
