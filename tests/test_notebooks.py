"""The notebooks as they are stored; that they print again what they store is nbval's to see."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import pytest
from course import NOTEBOOKS
from nbconvert import HTMLExporter
from notebook_rules import rules_of

FIRST_TIER = {"02_entropy"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_without_a_kernel_every_picture_has_its_words(path):
    """As nbconvert shows the stored notebook."""
    page, _ = HTMLExporter().from_filename(str(path))
    pictures = re.findall(r"<img[^>]*>", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
    alternatives = [unescape(re.search('alt="([^"]*)"', picture)[1]) for picture in pictures]
    assert len(alternatives) >= 1 and all(len(words.split()) > 3 for words in alternatives)
    assert not [words for words in alternatives if words.startswith("No description")]


HELD = [pytest.param(path, rule, id=f"{path.stem}-{rule.__name__}") for path in NOTEBOOKS for rule in rules_of(path)]


@pytest.mark.parametrize(("path", "rule"), HELD)
def test_notebook_holds(path, rule):
    assert list(rule(nbformat.read(path, as_version=4))) == []


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=[] if path.stem in FIRST_TIER else pytest.mark.thorough, id=path.stem)
        for path in NOTEBOOKS
    ],
)
def test_a_cell_that_is_run_again_prints_what_is_stored(path):
    """Each one twice in a row; and each one alone, after all others."""
    command = [sys.executable, str(Path(__file__).with_name("rerun.py")), str(path)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert json.loads(run.stdout.splitlines()[-1]) == {"twice": {}, "alone": {}}
