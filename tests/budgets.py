"""How long the notebooks are: `python tests/budgets.py` prints it, and what a lecture may have.

A reader alone needs 1 minute for 120 words, 40 seconds for a code cell, 1 minute for a guess, 4 for a figure and 7 for
an exercise: counted, not guessed, and the same for each notebook.
"""

import re
import sys
from dataclasses import astuple, dataclass, fields

import nbformat
from course import LECTURES, NOTEBOOKS

NOT_WORDS = re.compile(
    r"^```.*?^```"  # code
    r"|`[^`]*`"
    r"|\$\$.*?\$\$"  # LaTeX
    r"|(?<!\\)\$[^$]*\$"
    r"|\\begin\{(\w+\*?)\}.*?\\end\{\1\}"
    r"|^\s*\|.*?$"  # rows of tables
    r"|<[^>]*>"
    r"|\]\([^)]*\)",  # addresses of links
    flags=re.DOTALL | re.MULTILINE,
)
COMPANION = 45  # cells at most


@dataclass(frozen=True)
class Size:
    """What there is in a notebook."""

    cells: int
    code: int
    words: int
    figures: int
    guesses: int
    exercises: int

    @property
    def minutes(self):
        """For a reader alone."""
        return self.words / 120 + self.code * 40 / 60 + self.guesses + 4 * self.figures + 7 * self.exercises


# what a lecture has at least and at most
LEAST = Size(cells=0, code=0, words=0, figures=3, guesses=3, exercises=3)
MOST = Size(cells=60, code=30, words=1700, figures=4, guesses=3, exercises=3)
MINUTES = 75


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def words(markdown):
    """How many words of prose: what has a letter or a digit between blanks, without code, LaTeX, tables, tags, links.

    >>> words("# Two words\\n`code` and $x = 1$ or **three** — |no|\\n\\n| a | table |")
    6
    """
    return sum(bool(re.search(r"\w", word)) for word in NOT_WORDS.sub(" ", markdown).split())


def shows_a_figure(cell):
    """One that moves or one that stands still, as it is stored."""
    return any("<img " in output.get("data", {}).get("text/html", "") for output in cell.get("outputs", []))


def asks(cell):
    return cell.cell_type == "code" and cell.source.startswith("quiz.ask(")


def is_exercise(cell):
    return cell.cell_type == "code" and bool(re.search(r"^check\(", cell.source, re.MULTILINE))


def size(notebook):
    """The size of a notebook.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> small = size(new_notebook(cells=[new_markdown_cell("Two words"), new_code_cell('quiz.ask("rain")')]))
    >>> small
    Size(cells=2, code=1, words=2, figures=0, guesses=1, exercises=0)
    >>> round(small.minutes, 2)
    1.68
    """
    return Size(
        cells=len(notebook.cells),
        code=len(code_cells(notebook)),
        words=sum(words(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"),
        figures=sum(map(shows_a_figure, notebook.cells)),
        guesses=sum(map(asks, notebook.cells)),
        exercises=sum(map(is_exercise, notebook.cells)),
    )


def beyond(found):
    """What of this size is not as in a lecture, in words."""
    for field, least, count, most in zip(fields(Size), astuple(LEAST), astuple(found), astuple(MOST), strict=True):
        if not least <= count <= most:
            yield f"{count} {field.name}, must be {f'{least} to ' * (0 < least < most)}{most}{' or less' * (not least)}"
    if found.minutes > MINUTES:
        yield f"{found.minutes:.0f} minutes, must be {MINUTES} or less"


def main():
    names = [field.name for field in fields(Size)]
    print(f"{'':30}", *(f"{name:>9}" for name in [*names, "minutes"]))
    print(f"{'a lecture, at most':30}", *(f"{count:9}" for count in [*astuple(MOST), MINUTES]))
    for path in NOTEBOOKS:
        found = size(nbformat.read(path, as_version=4))
        told = "; ".join(beyond(found)) if path in LECTURES else ""
        print(f"{path.stem:30}", *(f"{count:9}" for count in astuple(found)), f"{found.minutes:9.0f}  {told}")


if __name__ == "__main__":
    sys.exit(main())
