"""The student's version of each notebook: no solution, no output, and what nbgrader asks of it."""

import re
import sys

import nbformat
import pytest
from course import FOLDER, NOTEBOOKS
from regenerate import run
from test_checks import CODE, FOLDED, USED, each_notebook, folded_after

from xentlib import handout
from xentlib.handout import hand_out, main

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def student_version(path):
    notebook = nbformat.read(path, as_version=4)
    assert handout.student_version(notebook) == len(USED.get(path, ()))
    return notebook


def marked(notebook):
    return [cell for cell in notebook.cells if "nbgrader" in cell.metadata]


def solutions(path):
    """The code that solves each exercise, in their order."""
    cells = nbformat.read(path, as_version=4).cells
    return [CODE.search(folded_after(cells, n)[-1][1])[1] for n in USED.get(path, {}).values()]


def folds(notebook):
    return [fold for cell in notebook.cells if cell.cell_type == "markdown" for fold in FOLDED.findall(cell.source)]


@every_notebook
def test_nothing_is_shown_and_nothing_is_solved(path):
    notebook = student_version(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert "Solution" not in text
    assert not any(solution in text for solution in solutions(path))


@every_notebook
def test_everything_else_stays(path):
    lecture, notebook = nbformat.read(path, as_version=4), student_version(path)
    assert folds(notebook) == [fold for fold in folds(lecture) if fold[0] != "Solution"]
    tests = [cell for cell in marked(notebook) if cell.metadata.nbgrader.grade]
    kept = [cell for cell in notebook.cells if cell not in tests]
    assert [cell.id for cell in kept] == [cell.id for cell in lecture.cells]
    for cell, before in zip(kept, lecture.cells, strict=True):
        if cell.source != before.source:
            assert before.source.startswith(cell.source)  # what went stood at its end
            assert "check(" in before.source or "<summary>Solution<" in before.source


# What nbgrader 0.9 demands of metadata: its schema, version 3, and what it checks beside it.
ALLOWED = {"schema_version", "grade", "locked", "solution", "task", "grade_id", "points", "checksum", "cell_type"}


@each_notebook
def test_each_exercise_is_an_answer_and_a_locked_test_below_it(path):
    cells = student_version(path).cells
    places = [n for n, cell in enumerate(cells) if "nbgrader" in cell.metadata]
    assert len(places) == 2 * len(USED[path])
    for name, answer, test in zip(USED[path], places[::2], places[1::2], strict=True):
        assert test == answer + 1
        assert "check(" not in cells[answer].source and "..." in cells[answer].source
        assert f'check("{name}", my_' in cells[test].source
        kinds = [
            tuple(cells[n].metadata.nbgrader[key] for key in ("grade", "solution", "locked", "task"))
            for n in (answer, test)
        ]
        assert kinds == [(False, True, False, False), (True, False, True, False)]
        assert cells[test].metadata.nbgrader.points == 1 and "points" not in cells[answer].metadata.nbgrader


@each_notebook
def test_the_metadata_are_those_of_the_schema(path):
    known = [cell.metadata.nbgrader for cell in marked(student_version(path))]
    ids = [meta.grade_id for meta in known]
    assert len(set(ids)) == len(ids)
    for meta in known:
        assert set(meta) <= ALLOWED
        assert meta.schema_version == 3 and meta.cell_type == "code"
        assert all(isinstance(meta[flag], bool) for flag in ("grade", "locked", "solution", "task"))
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", meta.grade_id)


def ran(notebook, path):
    """The error of each test, or None, and what it shows; nothing else fails."""
    run(notebook, path.parent)
    told = []
    for cell in notebook.cells:
        errors = [output for output in cell.get("outputs", ()) if output.output_type == "error"]
        if cell.metadata.get("nbgrader", {}).get("grade"):
            [shown] = [output.data["text/plain"] for output in cell.outputs if "data" in output]
            # a warning or a result would be taken for points, or for none
            assert {output.output_type for output in cell.outputs} <= {"display_data", "error"}
            told.append((shown, *(f"{error.ename}: {error.evalue}" for error in errors)))
        else:
            assert not errors
    return told


@pytest.mark.sample(1)
@each_notebook
def test_run_without_answers_each_test_fails_and_says_why(path):
    for shown, error in ran(student_version(path), path):
        assert shown.startswith("Not attempted yet. ") and error == f"AssertionError: {shown}"


@pytest.mark.sample(1)
@each_notebook
def test_with_the_solutions_each_test_passes_and_says_so(path):
    notebook = student_version(path)
    answers = [cell for cell in marked(notebook) if cell.metadata.nbgrader.solution]
    for cell, solution in zip(answers, solutions(path), strict=True):
        cell.source = solution
    for (shown,) in ran(notebook, path):
        assert shown.startswith("Right. ")


# The command.


def command(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["handout", *map(str, arguments)])
    main()


def test_the_command_says_where_it_writes(tmp_path, monkeypatch, capsys):
    command(monkeypatch, "02_entropy", "notebooks/05_loss.ipynb", "--notebooks", FOLDER, "--out", tmp_path / "new")
    written = [tmp_path / "new" / f"{name}.ipynb" for name in ("02_entropy", "05_loss")]
    assert capsys.readouterr().out == "".join(f"{path}: 3 exercises, 1 point each\n" for path in written)
    assert [nbformat.read(path, as_version=4) for path in written] == [
        student_version(FOLDER / path.name) for path in written
    ]


def test_an_unknown_name_is_answered_by_the_nearest(tmp_path, monkeypatch, capsys):
    with pytest.raises(SystemExit):
        command(monkeypatch, "02_entropi", "--notebooks", FOLDER, "--out", tmp_path)
    assert "NOTEBOOK must be one, such as 02_entropy, " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="--notebooks must be a folder with notebooks"):
        hand_out("02_entropy", tmp_path, tmp_path)


def test_the_lecture_is_not_overwritten(tmp_path):
    lecture = tmp_path / "02_entropy.ipynb"
    lecture.write_bytes((FOLDER / lecture.name).read_bytes())
    with pytest.raises(ValueError, match="--out must be another folder"):
        hand_out("02_entropy", tmp_path, tmp_path)
    assert lecture.read_bytes() == (FOLDER / lecture.name).read_bytes()
