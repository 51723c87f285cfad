"""The notebooks as they are stored; that they print again what they store is nbval's to see."""

import nbformat
import pytest
from notebook_rules import NOTEBOOKS, RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_holds(path, rule):
    assert list(rule(nbformat.read(path, as_version=4))) == []
