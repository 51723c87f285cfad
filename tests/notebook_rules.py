"""What every notebook must hold: each rule takes a notebook and yields what is wrong with it.

`test_notebooks.py` asks the rules about the notebooks; `test_gate.py` shows that each of them can say no.
"""

import ast
import copy
import itertools
import re
import statistics
from decimal import Decimal

import nbformat
from budgets import COMPANION, asks, beyond, code_cells, shows_a_figure, size, words
from course import COMPANIONS, CORE, LECTURES
from nbval.plugin import find_comment_markers, find_metadata_tags
from regenerate import clean

from xentlib.quiz.questions import load_questions

NUMBER = r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?|[-+]?inf|nan"
LONE_NUMBER = re.compile(rf"\s*(np\.\w+\()?({NUMBER})\)?\s*", re.IGNORECASE)
PLAIN_PICTURE = re.compile(r'<img alt="[^"]*\w[^"]*"( [a-z]+="[^"]*")* src="data:image/png;base64,[A-Za-z0-9+/=]+">')
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
# a link, code, a formula, a line that cites a work by title and year
NOT_BY_HAND = re.compile(r"\[[^\]]*\]\([^)]*\)|`[^`]*`|\$[^$]*\$|^.*\*[^*]+\* \(\d{4}\).*$", re.MULTILINE)
BY_HAND = re.compile(r"\b(?:notebook|section)s? \d+|§ ?\d+|(?<![\w.,-])0\d(?!\w|[.,]\d)", re.IGNORECASE)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
WIDTH = 95  # letters of code that JupyterLab shows beside its side bar on a page of 1280 pixels, folded solutions too
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
PREDICT = re.compile(r"\*\*Predict\b")
SCREEN = 5  # cells, at most, that stand under a guess on its screen
AMOUNT = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
ABSOLUTE_PATH = re.compile(r"(/[\w.-]+/|~/|[A-Za-z]:[\\/])")
NOT_COMPARED = {"image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json"}  # by nbval 0.11


def numbered(notebook):
    return enumerate(code_cells(notebook), start=1)


def texts(cell):
    """What the cell shows as plain text: streams and the plain form of results."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        elif "text/plain" in output.get("data", {}):
            yield output.data["text/plain"]


def tree(cell):
    """The cell as Python, or an empty one: `plain_python` complains of what is not."""
    try:
        return ast.parse(cell.source)
    except SyntaxError:
        return ast.parse("")


def prose(notebook):
    """What is written in Markdown, without blocks of code."""
    return FENCED.sub("", "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown"))


def headings(notebook):
    return re.findall(r"^#+ (.+?)\s*$", prose(notebook), re.MULTILINE)


def numbers_by_hand(text):
    """The numbers of notebooks and sections in a text: a link does not go stale unseen, a number does.

    >>> numbers_by_hand("As in notebook 03, and in [the map](04_cross_entropy.ipynb#The-map).")
    ['notebook 03']
    """
    return BY_HAND.findall(NOT_BY_HAND.sub("", text))


def valid(notebook):
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        yield f"not a valid notebook: {error.message}"


def counted(notebook):
    """nbval silently does not compare a cell without a count."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if not counts or counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}, not 1, 2, 3, …"


def with_outputs(notebook):
    for n, cell in numbered(notebook):
        body = tree(cell).body
        if body and isinstance(body[-1], ast.Expr) and not cell.outputs:
            yield f"code cell {n} ends in an expression and has no output"


def compared(notebook):
    for n, cell in numbered(notebook):
        for output in cell.outputs:
            if "data" in output and not set(output.data) - NOT_COMPARED:
                yield f"code cell {n} has an output of which nbval compares nothing"
        for mark, _ in [*find_comment_markers(cell.source), *find_metadata_tags(cell.metadata)]:
            yield f"code cell {n} is marked for nbval: {mark}"


def without_errors(notebook):
    for n, cell in numbered(notebook):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"code cell {n} stores an error or a warning"


def as_regenerated(notebook):
    """No widget state or view, no times, no versions."""
    cleaned = copy.deepcopy(notebook)
    clean(cleaned)
    if cleaned != notebook:
        yield "holds what changes from run to run: python tests/regenerate.py"


def small(notebook):
    size = len(nbformat.writes(notebook).encode())
    if size >= 1.5e6:
        yield f"{size / 1e6:.1f} MB, must be under 1.5"


def short_code(notebook):
    lengths = [sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in code_cells(notebook)]
    if lengths and statistics.median(lengths) > 3:
        yield f"half of the code cells have more than 3 lines: {lengths}"
    yield from (f"code cell {n} has {length} lines, at most 12" for n, length in enumerate(lengths, 1) if length > 12)


def short_prose(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (count := words(cell.source)) > 90:
            yield f"{count} words, at most 90, in the cell that begins {cell.source[:40]!r}"


def headings_first(notebook):
    """A section begins with its cell: only so does it begin a slide."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.search(r"(?<!\A)^#{1,2} ", cell.source, re.MULTILINE):
            yield f"a heading stands inside the cell that begins {cell.source[:40]!r}"


def imports_first(notebook):
    importing = [n for n, cell in numbered(notebook) for node in ast.walk(tree(cell)) if is_import(node)]
    if set(importing) != {1}:
        yield f"imports must stand in code cell 1 and only there, but stand in {sorted(set(importing))}"


def is_import(node):
    return isinstance(node, (ast.Import, ast.ImportFrom))


def plain_python(notebook):
    for n, cell in numbered(notebook):
        try:
            ast.parse(cell.source)
        except SyntaxError:
            yield f"code cell {n} is not plain Python: no magics, no shell"
        for node in ast.walk(tree(cell)):
            if isinstance(node, ast.Name) and node.id in {"get_ipython", "__import__"}:
                yield f"code cell {n} uses {node.id}"
            if is_import(node):
                names = {alias.name.split(".")[0] for alias in node.names} | {str(getattr(node, "module", ""))}
                if names & {"os", "pip", "subprocess", "sys"}:
                    yield f"code cell {n} imports {names}: no pip, no shell, no paths"
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ABSOLUTE_PATH.match(node.value):
                yield f"code cell {n} has an absolute path: {node.value!r}"


def opens_on_a_picture(notebook):
    pages = [
        output.get("data", {}).get("text/html", "") for cell in code_cells(notebook)[:2] for output in cell.outputs
    ]
    if not any(PLAIN_PICTURE.fullmatch(page) for page in pages):
        yield "no plain picture with an alternative text from its first two code cells"


def whole_rows(notebook):
    """A bar inside a cell of a table ends the cell: on GitHub, an escaped one too, within a formula."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for row in re.findall(r"^\|.*\\\|.*$", cell.source, re.MULTILINE):
                yield f"write \\Vert or \\mid for the bar in the row {row[:60]!r}"


def plain_html(notebook):
    """Only a picture whose bytes are sanitised: the rest of HTML and SVG is compared to the byte."""
    for n, cell in numbered(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            page = data.get("text/html")
            if "image/svg+xml" in data or page is not None and not PLAIN_PICTURE.fullmatch(page):
                yield f"code cell {n} shows HTML or SVG that is not a plain picture with an alternative text"


def with_units(notebook):
    for n, cell in numbered(notebook):
        for text in texts(cell):
            if LONE_NUMBER.fullmatch(text):
                yield f"code cell {n} shows the bare number {text.strip()}: print it with its name and unit"


def printed(notebook):
    """A result in prose, which has four decimals, is one that a cell shows."""
    shown = "\n".join(text for cell in code_cells(notebook) for text in texts(cell))
    numbers = [Decimal(number) for number in re.findall(r"\d+\.\d{4,}", shown)]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for number in map(Decimal, re.findall(r"(?<![\d.])\d+\.\d{4}(?!\d)", cell.source)):
                if not any(abs(other - number) <= Decimal("0.00005") for other in numbers):
                    yield f"{number} is printed by no cell, and stands in the one that begins {cell.source[:40]!r}"


def within_budget(notebook):
    """One lecture."""
    yield from beyond(size(notebook))


def one_sitting(notebook):
    if len(notebook.cells) > COMPANION:
        yield f"{len(notebook.cells)} cells, a companion has {COMPANION} or less: make two parts of it"


def links_instead_of_numbers(notebook):
    """But for further reading, and its sections of books."""
    body = re.sub(r"^## Further reading$.*?(?=^## |\Z)", "", prose(notebook), flags=re.DOTALL | re.MULTILINE)
    for number in numbers_by_hand(body):
        yield f"write a link, such as [entropy](02_entropy.ipynb#Half-and-half), in place of “{number}”"


def headings_without_numbers(notebook):
    for heading in headings(notebook):
        if re.match(r"\d+ ?[·.:)]", heading):
            yield f"a heading must have no number: {heading!r}"


def narrow_code(notebook):
    for cell in notebook.cells:
        code = [cell.source] if cell.cell_type == "code" else PYTHON.findall(cell.source)
        for line in (line for block in code for line in block.splitlines() if len(line) > WIDTH):
            yield f"{len(line)} letters, at most {WIDTH}, in the line of code {line[:60]!r}"


def on_its_screen(cells, n):
    """The cells under the guess n that stand on its screen: to the next figure and one more, or a few."""
    below = cells[n + 1 : n + 1 + SCREEN]
    figure = next((place for place, cell in enumerate(below) if shows_a_figure(cell)), SCREEN)
    return below[: figure + 2]


def read_there(cell):
    """What a reader sees of a cell without doing anything: prose that is not folded, printed text."""
    return FOLDED.sub("", cell.source) if cell.cell_type == "markdown" else "\n".join(texts(cell))


def amounts(text):
    """Its numbers, but for those of one digit, such as 2 and 0.5, which stand everywhere.

    >>> sorted(map(str, amounts("2 of 30 coins: 0.10, then 0.4690 bits.")))
    ['0.4690', '30']
    """
    return {Decimal(found) for found in AMOUNT.findall(text) if not re.fullmatch(r"\d|0\.\d0*", found)}


def told_by(amount, other):
    """Whether one is the other, or what it is when rounded to two decimals or more.

    >>> [told_by(Decimal("0.61"), Decimal(other)) for other in ("0.6109", "0.6209", "0.61")]
    [True, False, True]
    """
    decimals = -max(amount.as_tuple().exponent, other.as_tuple().exponent)
    return amount == other or decimals >= 2 and abs(amount - other) <= Decimal(10) ** -decimals / 2


def asks_first(notebook):
    """Nothing on the screen of a guess says what only its answer does: its words, or a number of it or its reason."""
    chapters = [found[1] for cell in code_cells(notebook) if (found := re.search(r'Quiz\("(\w+)"\)', cell.source))]
    questions = load_questions(chapters[0]) if chapters else {}
    for n, cell in enumerate(notebook.cells):
        if asks(cell) and (question := questions.get(cell.source.split('"')[1])):
            given = " ".join([question.ask, *(answer for answer in question.answers if answer != question.right)])
            secret = amounts(f"{question.right} {question.reason}") - amounts(given)
            for place, other in enumerate(on_its_screen(notebook.cells, n), start=1):
                text = read_there(other)
                for number in amounts(text):
                    if any(told_by(number, amount) for amount in secret):
                        yield f"{cell.source}: its answer, {number}, stands {place} cells below"
                if len(question.right.split()) > 2 and question.right.lower() in text.lower():
                    yield f"{cell.source}: its answer, {question.right!r}, stands {place} cells below"


def folds_answers(notebook):
    """Outputs may be cleared: after “Predict” and the code below it, the first prose begins with a fold or a section.

    A fold above that code answers as well.
    """
    for n, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and PREDICT.search(FOLDED.sub("", cell.source)):
            kinds = [other.cell_type for other in notebook.cells[n + 1 :]]
            code = n + 1 + kinds.index("code") if "code" in kinds else len(notebook.cells)
            above = [other.source for other in notebook.cells[n + 1 : code]]
            below = [other.source for other in notebook.cells[code:] if other.cell_type == "markdown"][:1]
            if below and not any(text.startswith(("<details>", "#")) for text in above + below):
                yield f"fold what answers “Predict”, in the cell that begins {below[0][:40]!r}"


def folds_a_prediction(notebook):
    """JupyterLab shows the first line of what is folded: below “Predict” it holds no digit."""
    for cell, below in itertools.pairwise(notebook.cells):
        predicts = cell.cell_type == "markdown" and PREDICT.search(FOLDED.sub("", cell.source))
        if predicts and below.cell_type == "code" and not shows_a_figure(below):
            first = next(iter("\n".join(texts(below)).splitlines()), "")
            if re.search(r"\d", first):
                yield f"print a heading above {first[:40]!r}, which answers “Predict” though it is folded"


RULES = [
    valid,
    counted,
    with_outputs,
    compared,
    without_errors,
    as_regenerated,
    small,
    short_code,
    short_prose,
    headings_first,
    imports_first,
    plain_python,
    whole_rows,
    plain_html,
    with_units,
    printed,
    links_instead_of_numbers,
    headings_without_numbers,
    narrow_code,
    asks_first,
    folds_answers,
]
OF_CORE = [opens_on_a_picture]
OF_LECTURES = [within_budget, folds_a_prediction]
OF_COMPANIONS = [one_sitting]


def rules_of(path):
    """What the notebook has to hold."""
    return RULES + OF_CORE * (path in CORE) + OF_LECTURES * (path in LECTURES) + OF_COMPANIONS * (path in COMPANIONS)


EVERY_RULE = RULES + OF_CORE + OF_LECTURES + OF_COMPANIONS
