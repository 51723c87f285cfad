"""Symbol cards and glossary speak of the functions that there are, and alike in every notebook."""

import inspect
import re

import nbformat
import pytest
from budgets import size
from course import CORE, FOLDER, LECTURES, NOTEBOOKS

import xentlib

CALL = re.compile(r"`(\w+)\(([^)`]*)\)`")
LANGUAGES = ["English", "ไทย", "한국어", "Tiếng Việt"]
THAI, HANGUL = re.compile("[\u0e00-\u0e7f]"), re.compile("[\uac00-\ud7a3]")


def tables(path):
    """Every Markdown table of a notebook, as its header and its rows."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            for block in re.findall(r"(?:^\|.*\n?)+", cell.source, flags=re.MULTILINE):
                header, _, *rows = [[c.strip() for c in line.strip()[1:-1].split(" | ")] for line in block.splitlines()]
                yield header, rows


def symbol_rows(path):
    """Symbol, function, arguments and unit of every row of the symbol tables."""
    for header, rows in tables(path):
        if "function" in header:
            for row in rows:
                fields = dict(zip(header, row, strict=True))
                name, arguments = CALL.search(fields["function"]).groups()
                yield fields["symbol"], name, arguments, fields["unit"]


REFERENCE = FOLDER / "more" / "reference.ipynb"
CARD = list(symbol_rows(REFERENCE))
GLOSSARY = [row for header, rows in tables(REFERENCE) if header == LANGUAGES for row in rows]
ALL_ROWS = [pytest.param(*row, id=f"{path.stem}-{row[1]}") for path in NOTEBOOKS for row in symbol_rows(path)]


def test_the_card_holds_every_function_once():
    assert sorted(name for _, name, *_ in CARD) == sorted(xentlib.__all__)


@pytest.mark.parametrize("symbol, name, arguments, unit", ALL_ROWS)
def test_a_function_takes_what_the_table_says(symbol, name, arguments, unit):
    parameters = inspect.signature(getattr(xentlib, name)).parameters
    assert arguments == ", ".join(p.name for p in parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD)


@pytest.mark.parametrize("symbol, name, arguments, unit", ALL_ROWS)
def test_a_function_has_the_unit_of_the_table(symbol, name, arguments, unit):
    function = getattr(xentlib, name)
    if "base" in inspect.signature(function).parameters:
        assert ("bits" in unit and "nats" in unit) or unit.startswith("the same")
    elif name.endswith(("cross_entropy", "with_logits", "log_softmax")):
        assert unit == "nats"
    else:
        assert "nats" not in unit


def test_a_symbol_is_that_of_the_card_in_every_notebook():
    card = {name: symbol for symbol, name, *_ in CARD}
    for path in NOTEBOOKS:
        for symbol, name, *_ in symbol_rows(path):
            assert path == REFERENCE or re.search(r"\$.*?\$", symbol)[0] == card[name], (path.stem, name)


def test_the_glossary_has_four_languages():
    assert len(GLOSSARY) > 30
    for english, thai, korean, vietnamese in GLOSSARY:
        assert THAI.search(thai) and not HANGUL.search(thai), english
        assert HANGUL.search(korean) and not THAI.search(korean), english
        assert vietnamese and not THAI.search(vietnamese) and not HANGUL.search(vietnamese), english
    terms = [english for english, *_ in GLOSSARY]
    assert len(set(terms)) == len(terms)
    assert any("†" in "".join(row) for row in GLOSSARY)


NAMED = [re.fullmatch(r"(.+) `(\w+)`", english).groups() for english, *_ in GLOSSARY if "`" in english]


@pytest.mark.parametrize("term, name", NAMED)
def test_a_term_is_that_of_its_function(term, name):
    """Its words are those of the function's name or of what its documentation says it is."""
    said = f"{name.replace('_', ' ')} {inspect.getdoc(getattr(xentlib, name))}".replace("-", " ").lower()
    assert all(word in said for word in re.findall(r"[^\W_]+", term.replace("classification", "").lower()))


def test_the_central_functions_are_in_the_glossary():
    central = {"self_information", "entropy", "kl_divergence", "cross_entropy", "perplexity", "softmax"}
    assert central <= {name for _, name in NAMED}


[COURSE] = [rows for header, rows in tables(CORE[0]) if header[0] == "notebook"]


def test_the_table_of_notebooks_leads_to_each_with_the_question_of_the_readme():
    assert [link for link, *_ in COURSE] == [f"[{path.stem}]({path.name})" for path in CORE[1:]]
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"](notebooks/{path.name}) | {row[1]} |" in readme for path, row in zip(CORE[1:], COURSE, strict=True))


def test_the_table_of_notebooks_says_how_long_each_takes():
    """A lecture 50 minutes, and a reader alone those that are counted, give or take five; the test what it says."""
    told = [tuple(map(int, row[-1].split(" / "))) for row in COURSE]
    counted = [size(nbformat.read(path, as_version=4)).minutes for path in LECTURES]
    assert told[:-1] == [(50, pytest.approx(minutes, abs=5)) for minutes in counted]
    first = nbformat.read(CORE[-1], as_version=4).cells[0].source
    assert f"{told[-1][0]} minutes in a lecture" in first and f"about {told[-1][1]} alone" in first
