"""Run the cells of a notebook again: what prints something else than what is stored?

`python tests/rerun.py NOTEBOOK` prints the places of those cells in the file: when each is run twice in a row, from
top to bottom, and when each is run alone after all others, in a process of its own forked from the one that ran all.
"""

import json
import os
import sys
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def stored(cell):
    """The text that a reader finds below a cell."""
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def text_of(shell, source):
    """What a cell prints and shows, as text."""
    results = []
    shell.displayhook.write_format_data = lambda data, metadata=None: results.append(data)
    shell.displayhook.write_output_prompt = shell.showtraceback = lambda *arguments, **more: None
    with capture_output() as shown:
        done = shell.run_cell(source, store_history=False)
    texts = [output.get("text/plain", "") for output in [*(output.data for output in shown.outputs), *results]]
    return shown.stdout + "".join(texts).rstrip("\n") + repr(done.error_in_exec or "").strip("'")


def alone(shell, source):
    """The same, in a copy of this process."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        with os.fdopen(writer, "w", encoding="utf-8") as pipe:
            pipe.write(text_of(shell, source))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return text


def changed_cells(path):
    """Way of running again → place in the file → the stored text, and what the cell prints."""
    os.chdir(path.parent)
    shell, cells = InteractiveShell.instance(), nbformat.read(path, as_version=4).cells
    code = [(place, cell) for place, cell in enumerate(cells) if cell.cell_type == "code"]
    twice, again = {}, {}
    for place, cell in code:
        for _ in range(2):
            twice[place] = [stored(cell), text_of(shell, cell.source)]
    for place, cell in code:
        again[place] = [stored(cell), alone(shell, cell.source)]
    found = {"twice": twice, "alone": again}
    return {way: {n: pair for n, pair in texts.items() if pair[0] != pair[1]} for way, texts in found.items()}


if __name__ == "__main__":
    print(json.dumps(changed_cells(Path(sys.argv[1]).resolve()), ensure_ascii=False))
