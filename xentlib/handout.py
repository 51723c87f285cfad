"""The student's version of a notebook: `python -m xentlib.handout NOTEBOOK … --out handout/`

No solutions and no outputs; hints, answers to what nobody marks, and guesses stay. Each exercise is an answer cell and
a locked test below it, with the metadata by which nbgrader gives a point for it.
"""

import argparse
import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from xentlib._validation import nearest

CHECK = re.compile(r'\n+(check\("(?P<name>[^"]+)", \w+\))\Z')  # the last line of an exercise
SOLUTION = re.compile(r"<details><summary>Solution</summary>.*?</details>\s*", re.DOTALL)
# nothing here is an output that nbgrader would take for a number of points
TEST = "feedback = {check}\ndisplay(feedback)\nassert feedback.right, feedback"
KEEP_RUNNING = "raises-exception"  # JupyterLab's word: below an open exercise the other cells still run
POINTS = 1


def student_version(notebook):
    """Make the student's version of a notebook.

    The fold *Solution* goes. *Hint 1* and *Hint 2* stay, and so do all others, *Answer* or *What you see*: they end a
    prediction that earns no points, and the text below builds on them.

    Parameters
    ----------
    notebook : NotebookNode
        As `nbformat.read` gives it. It is changed.

    Returns
    -------
    int
        How many exercises it has, of one point each.

    References
    ----------
    The nbgrader documentation, *Metadata format*: schema version 3.
    """
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "markdown":
            cell.source = SOLUTION.sub("", cell.source).rstrip()
            continue
        cell.outputs, cell.execution_count = [], None
        if exercise := CHECK.search(cell.source):
            cell.source = cell.source[: exercise.start()]
            cells.append(_test_of(cell, *exercise.groups()))
    exercises = len(cells) - len(notebook.cells)
    notebook.cells = cells
    return exercises


def _test_of(cell, check, name):
    """The locked cell below an answer, which it marks as one."""
    grade_id = name.replace(" ", "-")
    cell.metadata.nbgrader = _marked(grade_id, solution=True)
    marked = _marked(f"test-{grade_id}", grade=True, locked=True, points=POINTS)
    metadata = {"deletable": False, "editable": False, "tags": [KEEP_RUNNING], "nbgrader": marked}
    return new_code_cell(TEST.format(check=check), metadata=metadata, id=f"{cell.id}-test")


def _marked(grade_id, **what):
    """What nbgrader knows of a cell."""
    nothing = {"grade": False, "locked": False, "solution": False, "task": False}
    return nothing | what | {"cell_type": "code", "grade_id": grade_id, "schema_version": 3}


def hand_out(name, notebooks, out):
    """Write the student's version of a notebook into a folder.

    Parameters
    ----------
    name : str
        Of a notebook, as `02_entropy`.
    notebooks : Path
        The folder where the notebooks are.
    out : Path
        The folder to write to.

    Returns
    -------
    path : Path
        Of what was written.
    exercises : int
        How many it has, of one point each.

    Raises
    ------
    ValueError
        If there are no notebooks, or none of that name, or `out` is the folder where it is: it would be lost.
    """
    files = {path.stem: path for path in sorted(notebooks.rglob("[!.]*.ipynb"))}
    if not files:
        raise ValueError(f"--notebooks must be a folder with notebooks; got {str(notebooks)!r}")
    plain = Path(name).name.removesuffix(".ipynb")
    if plain not in files:
        raise ValueError(f"NOTEBOOK must be one, such as {', '.join(nearest(plain, files))}; got {name!r}")
    path = out / files[plain].name
    if path.exists() and path.samefile(files[plain]):
        raise ValueError(f"--out must be another folder than that of the notebook; got {str(out)!r}")
    notebook = nbformat.read(files[plain], as_version=4)
    exercises = student_version(notebook)
    out.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path, exercises


def main():
    parser = argparse.ArgumentParser(
        prog="python -m xentlib.handout", description="The student's version of notebooks."
    )
    parser.add_argument("names", nargs="+", help="such as 02_entropy", metavar="NOTEBOOK")
    parser.add_argument(
        "--notebooks", type=Path, default=Path("notebooks"), help="where the notebooks are (%(default)s)"
    )
    parser.add_argument("--out", type=Path, default=Path("handout"), help="the folder to write to (%(default)s)")
    given = parser.parse_args()
    try:
        for name in given.names:
            path, exercises = hand_out(name, given.notebooks, given.out)
            print(f"{path}: {exercises} exercises, {POINTS} point each")
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
