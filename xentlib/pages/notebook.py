"""A notebook as a page: its words, its code with what it printed, and its figures and questions, which come alive."""

import ast
import contextlib
import io
import itertools
import json
from html import escape

import nbformat

from xentlib.engine.explorer import Explorer
from xentlib.pages import asked
from xentlib.pages.page import figure
from xentlib.pages.screens import LONG, SHORT, Screen, screens_in, share
from xentlib.pages.words import highlighted, html_of
from xentlib.quiz.guesses import Prediction, ScoreCard
from xentlib.quiz.inventory import Results, SealedPrediction

ONLY_IN_JUPYTERLAB = "jupyterlab"  # the tag of a cell whose words are of use there only
IN_SHORT = "short"  # the tag of a cell that a lecture of 15 minutes shows, whatever it asks
NOT_SHOWN = "skip"  # the type of a slide that is none
SEALED = "sealed"  # the tag of a cell that tells answers of a test: not before they are opened
ALIVE = "import ", "explore_", "quiz.", "test."  # what stands in the cells that are run: the others are read
WORDS = {
    "code": "Code",
    "output": "What it prints",
    "figure": "The figure, when you have guessed",
    "exercise": "In JupyterLab your answer is checked: open {notebook} there.",
}


class Notebook:
    """What stands in a notebook, and what of it comes alive.

    Parameters
    ----------
    path : Path
        The file.

    Attributes
    ----------
    title : str
        Its first heading.
    explorers : dict of str to Explorer
        Those that it shows, by the id of their place on the page.
    guesses, items : dict of str to Question
        Its questions, and those of a sealed test.
    """

    def __init__(self, path):
        cells = nbformat.read(path, as_version=4).cells
        self._name = path.stem
        self._chapter = path.stem.partition("_")[2]
        self._cells = [cell for cell in cells if ONLY_IN_JUPYTERLAB not in cell.metadata.get("tags", [])]
        self.title = self._cells[0].source.splitlines()[0].removeprefix("# ")
        self.explorers, self.guesses, self.items = {}, {}, {}
        self._alive = [self._shown(*cell) for cell in zip(self._cells, _values(self._cells), strict=True)]
        self._screens = [self._screen(*cell) for cell in zip(self._cells, self._alive, strict=True)]

    @property
    def figures(self):
        """The names of the figures that it shows."""
        return [shown.figure.name for shown in self.explorers.values()]

    def html(self, made, folder=""):
        """Its body; `made` is what each of its figures is made of, `folder` where their own pages are, if any."""
        parts, guess = [], None
        for cell, alive, screen in zip(self._cells, self._alive, self._screens, strict=True):
            part = self._cell(cell, alive, made, folder)
            if alive in self.guesses:
                guess = alive
            elif guess and alive in self.explorers:  # it would show the answer
                part = f'<details data-after="{guess}"><summary>{WORDS["figure"]}</summary>{part}</details>'
                guess = None
            elif _is_heading(cell):
                guess = None
            parts.append(f'<section class="cell"{self._attributes(cell, alive, screen)}>{part}</section>')
        return "\n".join(parts)

    @property
    def is_lecture(self):
        """Whether it has stops for a lecture."""
        return any(screen.stops for screen in self.screens)

    @property
    def screens(self):
        """What it shows as a lecture, in order."""
        return [screen for screen in self._screens if screen]

    def _screen(self, cell, alive):
        """What a lecture makes of a cell; None if it leaves the cell out, or shows it with what stands above it."""
        if not _is_shown(cell) or alive == "card" or _belongs_above(cell, alive):
            return None
        figure = self.explorers.get(alive)
        # where a figure stands again, under another id, its stops have been shown
        stops = figure.stops if figure and alive == figure.figure.name else {}
        planned = {name: stop for name, stop in stops.items() if stop.minutes and stop.chapter == self._chapter}
        heading = cell.source.splitlines()[0].lstrip("# ") if cell.source.startswith(("# ", "## ")) else ""
        kind = "figure" if alive in self.explorers else "guess" if alive in self.guesses else "words"
        question = self.guesses.get(alive)
        asks = [*([question] if question else []), *planned.values()]
        short = IN_SHORT in cell.metadata.get("tags", []) or any(one.short for one in asks)
        return Screen(heading, question, planned, kind, short)

    def _attributes(self, cell, alive, screen):
        """The screen of a cell, for the page."""
        if screen is None:
            return ' data-screen="more"' if _is_shown(cell) and _belongs_above(cell, alive) else ""
        told = {"screen": screen.kind}
        for name, plan in ("long", LONG), ("short", SHORT):
            if screen in screens_in(self.screens, plan):
                told[name] = f"{share(self.screens, plan):.3f}"
        if screen.kind == "figure":
            told["stops"] = json.dumps([[name, stop.minutes, stop.short] for name, stop in screen.stops.items()])
        return "".join(f' data-{name}="{escape(value)}"' for name, value in told.items())

    def _shown(self, cell, value):
        """The id of what a cell shows, if that comes alive."""
        if isinstance(value, Explorer):
            return _add(self.explorers, value.figure.name, value)
        if isinstance(value, Prediction):
            name = ast.parse(cell.source).body[-1].value.args[0].value
            questions = self.items if isinstance(value, SealedPrediction) else self.guesses
            return _add(questions, name, value.question)
        return {ScoreCard: "card", Results: "results"}.get(type(value))

    def _cell(self, cell, alive, made, folder):
        if cell.cell_type == "markdown":
            return _kept(cell, html_of(cell.source))
        if alive is None:
            return _kept(cell, self._code(cell) + self._printed(cell))
        imports = self._code(cell) if _imports(cell) else ""
        if alive in self.explorers:
            shown = self.explorers[alive]
            alone = f"{folder}{shown.figure.name}.html" if folder else ""
            return imports + figure(alive, shown, made[shown.figure.name], alone)
        if alive in self.guesses:
            return asked.question_html(alive, self.guesses[alive])
        if alive in self.items:
            return asked.item_html(alive, self.items[alive])
        return asked.card_html(alive) if alive == "card" else asked.results_html(alive)

    def _code(self, cell):
        folded = _hidden(cell, "source") or _imports(cell) or _pictures(cell)
        # what stands open here is folded in a lecture
        kind, state = ("code", "") if folded else ("code shown", " open")
        summary = f"<summary>{WORDS['code']}</summary>"
        return f'<details class="{kind}"{state}>{summary}{highlighted(cell.source)}</details>'

    def _printed(self, cell):
        printed = "".join(map(self._output, cell.outputs))
        folded = printed and _hidden(cell, "outputs") and cell.outputs[0].output_type == "stream"
        return _folded(WORDS["output"], printed) if folded else printed

    def _output(self, output):
        if output.output_type == "stream":
            return f'<pre class="printed">{escape(output.text)}</pre>'
        if "text/markdown" in output.data:  # of an exercise: its hints, and where an answer is checked
            told = WORDS["exercise"].format(notebook=f"<code>{self._name}.ipynb</code>")
            _, fold, hints = output.data["text/markdown"].partition("<details")
            return f'<p class="exercise">{told}</p>{html_of(fold + hints)}'
        return output.data["text/html"]


def _add(places, name, value):
    """Under its name, or where that is taken under the name and a number."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    id_ = next(id_ for id_ in itertools.chain([name], numbered) if id_ not in places)
    places[id_] = value
    return id_


def _imports(cell):
    return cell.source.startswith(("import ", "from "))


def _pictures(cell):
    return any("text/html" in output.get("data", {}) for output in cell.outputs)


def _is_shown(cell):
    """Whether a lecture shows it."""
    return cell.metadata.get("slideshow", {}).get("slide_type", NOT_SHOWN) != NOT_SHOWN


def _belongs_above(cell, alive):
    """Code with what it prints, and folds, belong to the words above them."""
    return alive is None and (cell.cell_type == "code" or cell.source.startswith("<details"))


def _is_heading(cell):
    return cell.cell_type == "markdown" and cell.source.startswith("#")


def _kept(cell, html):
    """Hidden until the answers of the test are opened, if it tells them."""
    return f'<div class="sealed" hidden>{html}</div>' if SEALED in cell.metadata.get("tags", []) else html


def _hidden(cell, part):
    return cell.metadata.get("jupyter", {}).get(f"{part}_hidden", False)


def _folded(words, html):
    return f"<details><summary>{words}</summary>{html}</details>"


def _values(cells):
    """What each cell gives back, if it may show something that comes alive; else None."""
    names = {}
    for cell in cells:
        alive = cell.cell_type == "code" and any(word in cell.source for word in ALIVE)
        yield _run(cell.source, names) if alive else None


def _run(code, names):
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(tree, "<cell>", "exec"), names)
        return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None
