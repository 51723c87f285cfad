"""Run notebooks from top to bottom and store what they print: `python tests/regenerate.py [NOTEBOOK …]`, default all.

A notebook in which a cell raises or writes to stderr is left as it was.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import nbformat
from budgets import shows_a_figure
from course import NOTEBOOKS
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, NbvalKernelspecManager
from traitlets import default

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    # no version: it would change with the machine
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
SHOWN_WITHOUT_CODE = re.compile(
    r"((from|import) .*\n(.*\n)*)?"  # the first cell imports, and opens on a figure
    r"(explore_\w+\(\).*|(?P<figure>\w+) = explore_\w+\(\)\n(.*\n)*(?P=figure)|(quiz|test)\.(ask|card|results)\(.*)\Z"
)
QUESTION = re.compile(r"(quiz|test)\.ask\(")
EXERCISE = re.compile(r'^check\("|^<details><summary>Hint 1<', re.MULTILINE)
LEAD_IN = 45  # words that leave room for a figure on the same screen
HIDDEN = "hide-input"  # for nbconvert; JupyterLab has a word of its own
NUMBERS = "The numbers behind the answers"
AT_HOME = "at-home"  # the tag of a cell that a lecture leaves out
NOT_ON_SLIDES = {"Check yourself", "In practice", "Further reading", NUMBERS}
# JupyterLab's word; it unfolds the output of a cell that runs, but not a section
FOLDED = "jp-MarkdownHeadingCollapsed"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class ThisPythonsKernel(AsyncKernelManager):
    """Starts the kernel that nbval will start: of the Python that runs this, whatever kernels are installed."""

    @default("kernel_spec_manager")
    def _nbvals(self):
        return NbvalKernelspecManager(parent=self)


def run(notebook, folder):
    """Fill in the outputs of all cells, by a new kernel."""
    NotebookClient(
        notebook,
        kernel_manager_class=ThisPythonsKernel,
        kernel_name=CURRENT_ENV_KERNEL_NAME,
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
        timeout=600,
    ).execute(stderr=subprocess.DEVNULL)  # what the kernel logs; what cells write there is an output


def clean(notebook):
    """Take out what differs from run to run and from machine to machine; say how each cell is shown."""
    notebook.metadata = nbformat.from_dict(METADATA)
    lay_out(notebook)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
            for output in cell.outputs:
                # A reader who reopens the notebook has a new kernel, which does not know this widget:
                # without the view, JupyterLab shows the stored picture instead of an error.
                output.get("data", {}).pop(WIDGET_VIEW, None)


def lay_out(notebook):
    """The same notebook as slides: one claim or one figure to a screen, and no code where a figure or a question is.

    What the answers of the test can be read from is folded: running all cells leads past it. What cells show is folded
    too until they are run, so that nothing below a question answers it, but for the first figure and the questions.
    """
    section, before = "", None
    first = next(filter(shows_a_figure, notebook.cells), None)
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            section = cell.source.splitlines()[0].removeprefix("## ")
        hidden = cell.cell_type == "code" and bool(SHOWN_WITHOUT_CODE.match(cell.source))
        cell.metadata["slideshow"] = {"slide_type": slide_type(cell, section, hidden, before)}
        before = cell
        tags = [tag for tag in cell.metadata.pop("tags", []) if tag != HIDDEN] + [HIDDEN] * hidden
        cell.metadata.pop("jupyter", None)
        cell.metadata.pop(FOLDED, None)
        if tags:
            cell.metadata["tags"] = tags
        awaits = bool(cell.get("outputs")) and cell is not first and not QUESTION.match(cell.source)
        if folds := [name for name, folded in (("source_hidden", hidden), ("outputs_hidden", awaits)) if folded]:
            cell.metadata["jupyter"] = dict.fromkeys(folds, True)
        if cell.source.startswith(f"## {NUMBERS}"):
            cell.metadata[FOLDED] = True


def slide_type(cell, section, hidden, before):
    """What the cell, which stands after another, is in a slide show of reveal.js."""
    plumbing = cell.source.startswith(("import ", "from ")) and not hidden
    left_out = section in NOT_ON_SLIDES or AT_HOME in cell.metadata.get("tags", [])
    if left_out or plumbing or EXERCISE.search(cell.source):
        return "skip"
    if hidden:
        led_in = before is not None and before.cell_type == "markdown" and len(before.source.split()) <= LEAD_IN
        return "subslide" if "explore_" in cell.source and not led_in else "-"
    if cell.source.startswith(("# ", "## ")):
        return "slide"
    # a result and a folded answer come at the next press, on the same screen
    return "fragment" if cell.cell_type == "code" or cell.source.startswith("<details>") else "subslide"


def joined(outputs):
    """Neighbouring pieces of one stream as one output: where a kernel cuts is a matter of time."""
    whole = []
    for output in outputs:
        if whole and output.output_type == "stream" and output.name == whole[-1].get("name"):
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole


def complaints(notebook):
    """What was written to stderr, with the number of its cell."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                yield f"cell [{cell.execution_count}] writes to stderr: {output.text.strip()}"


def regenerate(path):
    """Store new outputs in the notebook at `path`; the reasons why not, if any."""
    notebook = nbformat.read(path, as_version=4)
    try:
        run(notebook, path.parent)
    except CellExecutionError as error:
        return [str(error)]
    if found := list(complaints(notebook)):
        return found
    clean(notebook)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    failed = False
    for path in parser.parse_args().notebooks or NOTEBOOKS:
        if not path.is_file():
            parser.error(f"NOTEBOOK must be the path of a file, such as notebooks/00_start_here.ipynb; got {path}")
        found = regenerate(path.resolve())
        print(f"{path.name}: {'NOT stored' if found else 'stored'}", *found, sep="\n  ")
        failed = failed or bool(found)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
