"""The lecturer's stops: each says what to ask and what to notice, and says nothing that the picture does not show."""

import math
import re
import tomllib
from html import unescape

import pytest
from moving import NAMES, at_its_start
from moving import each_explorer as each

from xentlib import explorers
from xentlib.engine.asking import Asking
from xentlib.engine.stops import FOLDER, Stop, _files
from xentlib.engine.style import number


@pytest.fixture
def explorer(name):
    return at_its_start(name)


def words(text):
    return len(re.findall(r"\w[\w.,’'‖()/-]*", text))


@each
def test_three_to_six_stops_set_every_control(explorer):
    assert 3 <= len(explorer.stops) <= 6, "three to six tables of it must stand in a file of data/stops"
    for name, stop in explorer.stops.items():
        assert isinstance(stop, Stop)
        assert set(stop) == set(explorer.controls), name
        assert len(name) <= 20


@each
def test_a_stop_asks_one_question_and_says_what_to_notice(explorer):
    for name, stop in explorer.stops.items():
        assert stop.ask.endswith("?") and words(stop.ask) <= 25, name
        assert stop.notice.endswith(".") and words(stop.notice) <= 35, name
    for what in ("ask", "notice"):
        said = [getattr(stop, what) for stop in explorer.stops.values()]
        assert len(set(said)) == len(said)


def shown(explorer):
    """The numbers with decimals that the explorer shows now: in its sentence, and its values to any digits."""
    found = set(re.findall(r"\d+\.\d+", explorer.sentence))
    for value in explorer.values.values():
        if math.isfinite(value):
            found |= {number(abs(value), digits) for digits in range(1, 5)}
    return found | {str(value) for value in explorer.state.values()}


@each
def test_the_numbers_to_notice_are_on_show(explorer):
    for name, stop in explorer.stops.items():
        explorer.goto(**stop)
        for told in re.findall(r"\d+\.\d+", stop.notice):
            assert told in shown(explorer), f"{name}: {told} is not in {explorer.sentence!r}, {explorer.values}"


@each
def test_the_button_of_a_stop_asks_then_goes_there_then_tells(explorer):
    row, said = explorer.asking.children
    buttons = {widget.description: widget for widget in row.children}
    at_first, start = said.value, explorer.state
    *_, elsewhere = explorer.stops.values()
    for name, stop in explorer.stops.items():
        explorer.goto(**elsewhere)
        before = explorer.state
        buttons[name].click()
        assert explorer.state == before and asks(said, stop) and not tells(said, stop)
        buttons[name].click()
        assert explorer.state == {
            key: pytest.approx(value) if isinstance(value, float) else value for key, value in stop.items()
        }
        assert asks(said, stop) and not tells(said, stop)
        buttons[name].click()
        assert asks(said, stop) and tells(said, stop)
        elsewhere = stop
    buttons["Reset"].click()
    assert said.value == at_first and explorer.state == start


def asks(said, stop):
    return stop.ask in unescape(said.value)


def tells(said, stop):
    return stop.notice in unescape(said.value)


def test_where_the_figure_is_there_already_the_second_press_tells():
    explorer = explorers.explore_binary_entropy()
    (name, stop), *_ = explorer.stops.items()
    explorer.goto(**stop)
    said = explorer.asking.children[1]
    explorer.asking.press(name)
    assert asks(said, stop) and "the answer" in said.value
    explorer.asking.press(name)
    assert tells(said, stop)


def test_what_was_told_of_a_stop_is_taken_back_where_it_is_not_true():
    explorer = explorers.explore_binary_entropy()
    (name, stop), (_, other), *_ = explorer.stops.items()
    explorer.goto(**other)
    for _ in range(3):
        explorer.asking.press(name)
    said = explorer.asking.children[1]
    assert tells(said, stop)
    explorer.goto(p=0.35)
    assert asks(said, stop) and not tells(said, stop)
    explorer.asking.press(name)
    assert explorer.state == stop


def test_reset_leads_to_the_state_in_which_it_was_first_shown():
    explorer = explorers.explore_binary_entropy()
    explorer.goto(p=0.2)
    explorer._repr_mimebundle_()
    explorer.goto(p=0.3)
    explorer._repr_mimebundle_()
    explorer.reset()
    assert explorer.state["p"] == 0.2


def test_another_button_ends_what_a_stop_asked():
    explorer = explorers.explore_twenty_questions()
    row, said = explorer.asking.children
    buttons = {widget.description: widget for widget in row.children}
    at_first = said.value
    explorer.asking.press(next(iter(explorer.stops)))
    buttons["Ask"].click()
    assert said.value == at_first


def test_what_a_stop_told_stays_until_another_asks():
    asking = explorers.explore_binary_entropy().asking
    (first, told), (second, stop), *_ = asking._stops.items()
    for _ in range(4):
        asking.press(first)
    assert tells(asking.children[1], told)
    asking.press(second)
    assert asks(asking.children[1], stop) and not tells(asking.children[1], stop)
    assert [pressed.description for pressed in asking.children[0].children if pressed.button_style] == [second]


def test_what_a_stop_says_is_text():
    """No sign of it is taken for a tag."""
    bare = explorers.explore_binary_entropy()
    bare.stops["odd"] = Stop("here", "entropy", ask="Is p < q?", notice="<b>p & q</b>.", state=bare.state)
    asking = Asking(bare.stops, bare, [])
    for _ in range(2):
        asking.press("odd")
    said = asking.children[1].value
    assert "Is p &lt; q?" in said and "&lt;b&gt;p &amp; q" in said


# -- the files


def test_stops_are_those_of_figures():
    for file in FOLDER.iterdir():
        figures = tomllib.loads(file.read_text(encoding="utf-8"))
        assert not [name for name in figures if f"explore_{name}" not in NAMES], f"{file.name} names no figure"


WRITTEN = """
[binary_entropy."a coin"]
ask = "Why?"
notice = "So."
state = {p = 0.5, unit = "bits"}
"""


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Puts texts in place of the files with the stops."""
    monkeypatch.setattr("xentlib.engine.stops.FOLDER", tmp_path)

    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        _files.cache_clear()

    yield write
    _files.cache_clear()


def test_a_stop_is_what_is_written(written):
    written(entropy=WRITTEN + "minutes = 2.5\nshort = true\n" + WRITTEN.replace("a coin", "again"))
    coin, again = explorers.explore_binary_entropy().stops.values()
    assert dict(coin) == {"p": 0.5, "unit": "bits"} == dict(again)
    assert (coin.ask, coin.notice, coin.minutes, coin.short) == ("Why?", "So.", 2.5, True)
    assert (again.minutes, again.short) == (None, False)


def test_a_figure_may_have_no_stops(written):
    written(entropy="")
    assert explorers.explore_binary_entropy().stops == {}


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('ask = "Why?"', "", "ask is missing; there must be ask, notice, state"),
        ('notice = "So."', "", "notice is missing; there must be ask, notice, state"),
        ('state = {p = 0.5, unit = "bits"}', "", "state is missing; there must be ask, notice, state"),
        ('ask = "Why?"', "ask = 3", "ask must be a text; got 3"),
        ("state = {p", "state = 5 # {p", "state must be a table; got 5"),
        ('notice = "So."', 'notice = "So."\nminutes = "two"', "minutes must be a number; got 'two'"),
        ('notice = "So."', 'notice = "So."\nminutes = true', "minutes must be a number; got True"),
        ('notice = "So."', 'notice = "So."\nshort = true', "minutes must be above 0; got None"),
        ('notice = "So."', 'notice = "So."\nminutes = -2', "minutes must be above 0; got -2"),
        ('notice = "So."', 'notice = "So."\nshort = 1', "short must be true or false; got 1"),
        ('notice = "So."', 'notise = "So."', "notise is unknown; there may be ask, notice, state, minutes, short"),
        (
            "p = 0.5, ",
            "",
            "state must set every control, to a step of it, as {'p': 0.5, 'unit': 'bits'}; got",
        ),
        ("p = 0.5", "p = 0.5, q = 0.5", "q must be one of the controls p, unit; got 'q'"),
        ("p = 0.5", "p = 1.5", "p must lie between 0.0 and 1.0; got 1.5"),
        ("p = 0.5", 'p = "half"', "p must be a number; got 'half'"),
        ("p = 0.5", "p = true", "p must be a number; got True"),
        (
            "p = 0.5",
            "p = 0.123",
            "state must set every control, to a step of it, as {'p': 0.12,",
        ),
        ('"bits"', '"hats"', "unit must be one of ['bits', 'nats']; got 'hats'"),
    ],
)
def test_a_mistake_in_a_stop_is_told_with_its_file_and_place(old, new, said, written):
    assert old in WRITTEN
    written(entropy=WRITTEN.replace(old, new))
    with pytest.raises((ValueError, TypeError)) as caught:
        explorers.explore_binary_entropy()
    assert str(caught.value).startswith(f"entropy.toml, stop 'a coin' of binary_entropy: {said}")


def test_weights_of_a_stop_may_not_all_be_0(written):
    state = 'state = {A = 0, B = 0, C = 0, D = 0, unit = "bits", ceiling = false}'
    written(entropy=f'[outcome_entropy.none]\nask = "Why?"\nnotice = "So."\n{state}\n')
    with pytest.raises(ValueError, match=r"entropy.toml, stop 'none' of outcome_entropy: one weight at least must be"):
        explorers.explore_outcome_entropy()


def test_stops_of_no_figure_are_told(written):
    written(entropy=WRITTEN.replace("binary_entropy", "binary_entropyy"))
    message = "entropy.toml: figure must be one of .*, such as binary_entropy.*; got 'binary_entropyy'"
    with pytest.raises(ValueError, match=message):
        explorers.explore_binary_entropy()


def test_a_stop_that_is_no_table_is_told(written):
    written(entropy="[binary_entropy]\nfair = 0.5\n")
    with pytest.raises(ValueError, match="entropy.toml, stop 'fair' of binary_entropy must be a table; got 0.5"):
        explorers.explore_binary_entropy()


def test_a_figure_that_is_no_table_is_told(written):
    written(entropy="binary_entropy = 0.5\n")
    with pytest.raises(ValueError, match="entropy.toml: binary_entropy must be a table; got 0.5"):
        explorers.explore_binary_entropy()


def test_other_files_beside_them_are_left_alone(written, tmp_path):
    (tmp_path / "notes.txt").write_text("[not", encoding="utf-8")
    (tmp_path / "entropy.toml~").write_text("[not", encoding="utf-8")
    (tmp_path / "old").mkdir()
    written(entropy=WRITTEN)
    assert list(explorers.explore_binary_entropy().stops) == ["a coin"]


def test_letters_that_are_not_utf8_are_told_with_their_file(written, tmp_path):
    (tmp_path / "loss.toml").write_bytes("# für alle".encode("latin-1"))
    written(entropy=WRITTEN)
    with pytest.raises(ValueError, match="loss.toml must be TOML in UTF-8: .*can't decode"):
        explorers.explore_binary_entropy()


def test_what_is_no_toml_is_told_with_its_file(written):
    written(entropy="[binary_entropy.fair]\nask = Why?\n")
    with pytest.raises(ValueError, match=r"entropy.toml must be TOML in UTF-8: .*line 2"):
        explorers.explore_binary_entropy()


def test_the_stops_of_a_figure_stand_in_one_file(written):
    written(entropy=WRITTEN, loss=WRITTEN)
    with pytest.raises(ValueError, match="of binary_entropy must stand in one file; got entropy.toml and loss.toml"):
        explorers.explore_binary_entropy()
