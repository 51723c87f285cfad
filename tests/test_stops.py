"""The lecturer's stops: each says what to ask and what to notice, and says nothing that the picture does not show."""

import math
import re
from html import unescape

import pytest

from xentlib import explorers
from xentlib.figures.style import number
from xentlib.live import Explorer, Stop

each = pytest.mark.parametrize("name", explorers.__all__)


@pytest.fixture
def explorer(name):
    explorer = getattr(explorers, name)()
    yield explorer
    explorer.close_all()


def words(text):
    return len(re.findall(r"\w[\w.,’'‖()/-]*", text))


@each
def test_three_to_six_stops_set_every_control(explorer):
    assert 3 <= len(explorer.presets) <= 6
    for name, stop in explorer.presets.items():
        assert isinstance(stop, Stop)
        assert set(stop) == set(explorer.controls), name
        assert len(name) <= 20


@each
def test_a_stop_asks_one_question_and_says_what_to_notice(explorer):
    for name, stop in explorer.presets.items():
        assert stop.ask.endswith("?") and words(stop.ask) <= 25, name
        assert stop.notice.endswith(".") and words(stop.notice) <= 35, name
    for what in ("ask", "notice"):
        said = [getattr(stop, what) for stop in explorer.presets.values()]
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
    for name, stop in explorer.presets.items():
        explorer.goto(**stop)
        for told in re.findall(r"\d+\.\d+", stop.notice):
            assert told in shown(explorer), f"{name}: {told} is not in {explorer.sentence!r}, {explorer.values}"


@each
def test_the_button_of_a_stop_goes_there_and_asks(explorer):
    buttons = {widget.description: widget for widget in explorer.children[0].children[-1].children}
    for name, stop in explorer.presets.items():
        buttons[name].click()
        assert explorer.state == {
            key: pytest.approx(value) if isinstance(value, float) else value for key, value in stop.items()
        }
        folded = explorer.children[-1].value
        assert unescape(re.search(r"<details [^>]*><summary>(.*?)</summary>", folded)[1]) == stop.ask
        assert stop.notice in unescape(folded) and " open" not in folded.split(">")[0]
    buttons["Reset"].click()
    assert explorer.children[-1].value == ""


def test_an_unknown_stop_is_refused():
    with pytest.raises(ValueError, match="name must be one of the stops fair, .*; got 'nowhere'"):
        explorers.explore_binary_entropy().stop_at("nowhere")


def test_what_a_stop_says_is_text():
    """No sign of it is taken for a tag."""
    bare = explorers.explore_binary_entropy()
    bare.presets["odd"] = Stop(ask="Is p < q?", notice="<b>p & q</b>.", **bare.state)
    bare.stop_at("odd")
    assert "Is p &lt; q?" in bare.children[-1].value and "&lt;b&gt;p &amp; q" in bare.children[-1].value
    Explorer.close_all()
