"""Every worked number that a notebook claims (by a cell's tag) is what that cell printed."""

import json
import re
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import nbformat
import pytest
from course import NOTEBOOKS

ROOT = Path(__file__).parents[1]
WORKED = {entry["id"]: entry for entry in json.loads((ROOT / "tests/data/worked_numbers.json").read_text("utf-8"))}
TABLE_CELL = re.compile(r"S001-H-p(\d)q(\d)")
UNITS = {2: "bit", "e": "nat"}


def claimed(tags):
    """The ids that these tags claim: each one, or with a * at the end all that begin like it, as for a table."""
    for tag in tags:
        if tag.startswith("worked:"):
            number = tag.removeprefix("worked:")
            begun = [known for known in WORKED if known.startswith(number[:-1])] if number[-1] == "*" else []
            yield from begun or [number]  # what names nothing is looked for, and not found


def tagged_cells():
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            printed = "".join(output.get("text", "") for output in cell.get("outputs", []))
            for number in claimed(cell.metadata.get("tags", [])):
                yield pytest.param(number, printed, id=f"{path.stem}-{number}")


def says(printed, exact, unit):
    """Whether a line of `printed` has `exact` as rounded to the decimals shown, and its unit."""
    for line in printed.splitlines():
        for shown in re.findall(r"-?\d+\.\d{4,}(?:e[-+]\d+)?|\binf\b", line):
            if unit in line and agrees(shown, exact):
                return True
    return False


def agrees(shown, exact):
    if "inf" in (shown, exact):
        return shown == exact
    return Decimal(shown) == Decimal(exact).quantize(Decimal(shown), ROUND_HALF_EVEN)


@pytest.mark.parametrize("number, printed", list(tagged_cells()))
def test_a_worked_number_is_printed_by_the_cell_that_claims_it(number, printed):
    entry = WORKED[number]
    if place := TABLE_CELL.fullmatch(number):
        rows = [line.split() for line in printed.splitlines() if re.match(r"\s*0\.\d ", line)]
        p, q = int(place[1]), int(place[2])
        assert rows[p - 1][0] == f"0.{p}"
        assert agrees(rows[p - 1][q], entry["exact"])
    else:
        assert says(printed, entry["exact"], UNITS[entry["base"]]), f"{entry['exact']} is not in:\n{printed}"


def test_every_right_number_is_claimed_by_a_cell_and_no_wrong_one():
    """A result that does not follow from its inputs is met as a mistake only."""
    right = {number for number, entry in WORKED.items() if entry["agrees"] is not False}
    assert {param.values[0] for param in tagged_cells()} == right


def test_a_tag_stands_for_one_number_or_for_a_table():
    assert list(claimed(["worked:S001-04", "met:E1", "worked:S000-05*", "worked:none*"])) == [
        "S001-04", "S000-05a", "S000-05b", "S000-05c", "none*",
    ]  # fmt: skip
    assert sum(1 for _ in claimed(["worked:S001-H*"])) == 81


@pytest.mark.parametrize(
    "printed",
    [
        "H = 1.7501 bits",
        "H = 1.7500 nats",
        "H = 1.75",
        "1.7500",
        "H = 11.7500 bits",
        "H = -1.7500 bits",
        "H = 1.7500e-08 bits",
    ],
)
def test_another_number_or_unit_does_not_pass_for_the_worked_one(printed):
    assert not says(printed, "1.75", "bit")
