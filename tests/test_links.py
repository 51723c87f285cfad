"""Every link to a notebook leads to a heading that there is, and no text counts notebooks or sections by hand."""

import ast
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from course import NOTEBOOKS
from notebook_rules import headings, numbers_by_hand, prose

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / f"{name}.md" for name in ("README", "LECTURING", "CONTRIBUTING")]
LINK = re.compile(r"\]\((?!https?:)([^)]+)\)")
FEEDBACK = [*(ROOT / "xentlib/checks").glob("*.py"), *(ROOT / "xentlib/quiz").glob("*.py")]


def anchors(path):
    """As JupyterLab makes them: the heading as it is read, - for each blank."""
    return {re.sub(r"[*`_]{1,2}", "", text).replace(" ", "-") for text in headings(nbformat.read(path, as_version=4))}


def leads_nowhere(link, page):
    """Whether a link on that page names no file, or no heading of a notebook."""
    file, _, anchor = unquote(link).partition("#")
    target = page.parent / file if file else page
    return not target.is_file() or bool(anchor) and anchor not in anchors(target)


def links(page):
    text = prose(nbformat.read(page, as_version=4)) if page.suffix == ".ipynb" else page.read_text(encoding="utf-8")
    return LINK.findall(text)


@pytest.mark.parametrize("page", [*NOTEBOOKS, *PAGES], ids=lambda page: page.stem)
def test_every_link_leads_to_a_file_and_a_heading(page):
    assert [link for link in links(page) if leads_nowhere(link, page)] == []


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("02_entropy.ipynb", False),
        ("08_concept_inventory.ipynb#Your-results", False),
        ("08_concept_inventory.ipynb#Your%2Dresults", False),
        ("#Your-results", False),
        ("08_concept_inventory.ipynb#Your results", True),
        ("08_concept_inventory.ipynb#Nobody's-results", True),
        ("09_nothing.ipynb", True),
        ("../08_concept_inventory.ipynb", True),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(link, wrong):
    assert leads_nowhere(link, NOTEBOOKS[0].parent / "08_concept_inventory.ipynb") is wrong


# -- what is said in other files


def texts_in(table):
    """Every text of a table of TOML, at any depth; places to see are not prose."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from texts_in(value)
        elif key not in ("state", "goto", "see"):
            yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def strings_of(file):
    """The texts of a Python file, without its docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize(
    "file", sorted((ROOT / "xentlib/data").glob("*/*.toml")), ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_no_stop_or_question_counts_notebooks_or_sections(file):
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    assert [text for text in texts_in(tables) if numbers_by_hand(text)] == []


@pytest.mark.parametrize("file", FEEDBACK, ids=lambda file: file.stem)
def test_no_feedback_counts_notebooks_or_sections(file):
    assert [text for text in strings_of(file) if numbers_by_hand(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as in notebook 03.", 1),
        ("Notebooks 02 and 04", 2),
        ("see section 4", 1),
        ("(§4)", 1),
        ("its average (02), and the divergence (03)", 2),
        ("0.05 nats, 007, 2.04 bits, p = 1e-05, $10^{-03}$", 0),
        ("[notebook 03](03_kl_divergence.ipynb) and `07_language_models`", 0),
        ("- C. Bishop, *Pattern Recognition* (2006), sections 4.3.2 and 4.3.4", 0),
    ],
)
def test_a_number_of_a_notebook_or_section_is_seen(text, found):
    assert len(numbers_by_hand(text)) == found
