"""A new explorer is one file and its stops: the catalogue and all tests of every explorer find it by themselves."""

import re

import pytest
from copies import copy_of_the_course, pytest_in

# what CONTRIBUTING tells to write, in small
FILE = '''
"""The odds of an event, beside its probability."""

from xentlib.engine.controls import slider
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.style import P_COLOUR, number


class Trial(MovingFigure):
    """A dot on the curve p ÷ (1 − p)."""

    size = (10, 3.5)
    WORDS = {"title": "Odds", "odds": "odds = {value}"}

    def measure(self, *, p):
        return {"odds": p / (1 - p)}

    def say(self, values, *, p):
        return f"p = {number(p)}: the odds are {number(values['odds'], 4)}; both are pure numbers."

    def make(self):
        ax = self.axes(1, left=0.1, right=0.8, top=0.85, bottom=0.15)
        ax.set(xlim=(0, 1), ylim=(0, 10), title=self.WORDS["title"])
        self._dot = self.line(ax, "o", ms=11, color=P_COLOUR)
        self._label = self.note(ax, 12, 0, color=P_COLOUR)

    def move(self, values, *, p):
        self._dot.set_data([p], [values["odds"]])
        self._label.xy = p, values["odds"]
        self._label.set_text(self.WORDS["odds"].format(value=number(values["odds"])))


def explore_trial():
    return Explorer(Trial, {"p": slider("p", 0.5, 0.1, 0.9, 0.01, P_COLOUR)})
'''
STOPS = """
[trial."even odds"]
ask = "What are the odds of a fair coin?"
notice = "One to one: 1.0000."
state = { p = 0.5 }

[trial.rare]
ask = "And one time in ten?"
notice = "One to nine, 0.1111."
state = { p = 0.1 }

[trial.frequent]
ask = "Nine times in ten: how much larger are the odds?"
notice = "They are 9.0000, more than eighty times as large."
state = { p = 0.9 }
"""


OF_EXPLORERS = "tests/test_explorers.py", "tests/test_stops.py", "tests/browser/test_fidelity.py"
pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course with a new explorer in it."""
    copy = copy_of_the_course(tmp_path_factory.mktemp("trial"), "*.ipynb")
    (copy / "xentlib/explorers/trial.py").write_text(FILE, encoding="utf-8")
    (copy / "xentlib/data/stops/trial.toml").write_text(STOPS, encoding="utf-8")
    return copy


def test_every_test_of_another_explorer_is_one_of_the_new_one_too(course):
    _, collected = pytest_in(course, *OF_EXPLORERS, "--collect-only")
    tests = {
        name: {test for test, of in re.findall(r"::(test_\w+)\[(\w+)\]", collected) if of == name}
        for name in ("explore_trial", "explore_log_bound")
    }
    assert tests["explore_trial"] == tests["explore_log_bound"] and len(tests["explore_trial"]) > 35


def test_the_new_explorer_passes_them(course):
    code, said = pytest_in(course, *OF_EXPLORERS, "-k", "explore_trial")
    assert code == 0 and " passed" in said, said


@pytest.mark.parametrize(
    "file, old, new, seen_by",
    [
        ("explorers/trial.py", "; both are pure numbers", "", "test_sentence_has_a_unit"),
        ("explorers/trial.py", ", beside its probability.", "", "test_the_catalogue_says_what_each_is_for"),
        ("data/stops/trial.toml", "0.1111", "0.1112", "test_the_numbers_to_notice_are_on_show"),
        ("data/stops/trial.toml", 'coin?"', 'coin."', "test_a_stop_asks_one_question_and_says_what_to_notice"),
        ("explorers/trial.py", '[values["odds"]]', "[20 * p]", "test_nothing_is_drawn_outside_the_figure"),
    ],
)
def test_and_what_is_wrong_with_it_is_seen(course, file, old, new, seen_by):
    path = course / "xentlib" / file
    right = path.read_text(encoding="utf-8")
    assert old in right
    path.write_text(right.replace(old, new), encoding="utf-8")
    try:
        code, said = pytest_in(course, *OF_EXPLORERS, "-k", f"{seen_by} and explore_trial")
        assert code == 1 and f"::{seen_by}[explore_trial]" in said, said
    finally:
        path.write_text(right, encoding="utf-8")
