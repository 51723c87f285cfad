"""Common mistakes are met where a reader can break them: by a cell that shows them, tagged `met:` and the id."""

import json
from pathlib import Path

import nbformat
import pytest
from course import NOTEBOOKS

ROOT = Path(__file__).parents[1]
MISTAKES = json.loads((ROOT / "tests/data/mistakes.json").read_text("utf-8"))


def cells_that_meet():
    """Id of the mistake → the cells that claim to meet it."""
    found = {}
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            for tag in cell.metadata.get("tags", []):
                if tag.startswith("met:"):
                    found.setdefault(tag.removeprefix("met:"), []).append(cell)
    return found


MET = cells_that_meet()


def is_broken_by(cell):
    """A cell that runs and shows something, or a claim for the reader to decide."""
    return bool(cell.get("outputs")) or "**Claim " in cell.source


@pytest.mark.parametrize("mistake", MET)
def test_a_mistake_is_shown_and_not_only_spoken_of(mistake):
    assert any(map(is_broken_by, MET[mistake]))


def test_every_false_statement_is_met():
    assert {mistake["id"] for mistake in MISTAKES if mistake["false"]} <= MET.keys()


def test_half_of_the_others_are_met():
    others = {mistake["id"] for mistake in MISTAKES if not mistake["false"]}
    assert len(others & MET.keys()) >= len(others) / 2


def test_no_tag_is_misspelt():
    assert MET.keys() <= {mistake["id"] for mistake in MISTAKES}
