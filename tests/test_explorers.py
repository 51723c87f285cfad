"""What holds for every explorer: its parts, what its controls do, and what it hands to the page."""

import base64
import contextlib
import functools
import gc
import inspect
import itertools
import json
import math
import os
import random
import re
import subprocess
import sys
import tracemalloc
import warnings
from collections import Counter
from html import escape, unescape
from pathlib import Path

import ipywidgets as widgets
import matplotlib
import matplotlib.style
import numpy as np
import pytest
import tiers
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.cbook import CallbackRegistry
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from moving import (
    NAMES,
    SLIDERS,
    at_its_start,
    corners,
    each_explorer,
    ends,
    inside,
    make,
    meaningful,
    options,
    random_states,
    sliders,
    states,
)
from tiers import often

from xentlib import explorers
from xentlib.engine.render import still_picture

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


@pytest.fixture(params=NAMES)
def explorer(request):
    return at_its_start(request.param)


@pytest.fixture
def figure(explorer):
    """A figure of its own, at the start of the explorer."""
    return type(explorer.figure)(**explorer.state)


def a_step_from(slider):
    """The next value, or the last one at the upper end; over decades, the next one with two digits."""
    if isinstance(slider, widgets.FloatLogSlider):
        return slider.value * (1.1 if slider.value < ends(slider)[1] else 0.9)
    return slider.value + (slider.step if slider.value < slider.max else -slider.step)


def boxes(explorer):
    """The number box of every slider, by the name of its control."""
    rows = {name: row for name, row in explorer._rows.items() if name in sliders(explorer)}
    return {
        name: next(child for child in row.children if isinstance(child, widgets.Text)) for name, row in rows.items()
    }


def told(explorer, name):
    """What is said beside a control."""
    (shown,) = (child for child in explorer._rows[name].children if isinstance(child, widgets.HTML))
    return unescape(re.sub("<[^>]+>", "", shown.value))


def typed(explorer, name, text):
    """What is said beside the box after this was typed into it; box, control and state must agree."""
    box = boxes(explorer)[name]
    box.value = text
    assert float(box.value) == explorer.controls[name].value == explorer.state[name]
    return told(explorer, name)


# -- the catalogue


def test_every_file_is_in_the_catalogue():
    """Once, under its own name; file, factory and class bear one name."""
    files = [file for file in Path(explorers.__file__).parent.glob("*.py") if file.stem != "__init__"]
    assert sorted(NAMES) == NAMES == sorted(f"explore_{file.stem}" for file in files)
    for file in files:
        figures = re.findall(r"^class (\w+)\(MovingFigure\)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert figures == ["".join(word.capitalize() for word in file.stem.split("_"))], file.name


@each_explorer
def test_the_catalogue_says_what_each_is_for(name):
    assert re.fullmatch(r"\S.{20,}[.?]", inspect.getdoc(getattr(explorers, name)))


# -- the parts that others rely on


def test_explorer_has_its_parts(explorer):
    assert isinstance(explorer, widgets.Widget)
    assert explorer.controls and all(isinstance(c, widgets.ValueWidget) for c in explorer.controls.values())
    assert explorer.values and all(type(value) is float for value in explorer.values.values())
    assert explorer.sentence.endswith(".") and "\n" not in explorer.sentence
    assert explorer.png().startswith(b"\x89PNG")


@pytest.mark.sample(12)
def test_every_control_has_an_effect(explorer):
    for control in explorer.controls.values():
        explorer.reset()
        shown = set()
        for value in options(control)[:3]:
            control.value = value
            shown.add((explorer.sentence, explorer.overlay))
        assert len(shown) > 1, control


UNITS = "bits", "nats", "pure numbers"


@each_explorer
def test_sentence_has_a_unit(name):
    """The chosen one, or where there is no choice the one that it begins with."""
    explorer = make(name)
    spoken = [unit for unit in UNITS if unit in explorer.sentence]
    assert spoken, f"the sentence names no unit: {', '.join(UNITS)}"
    for state in states(explorer):
        explorer.goto(**state)
        said = [unit for unit in UNITS if unit in explorer.sentence]
        if "unit" in state:
            assert state["unit"] in explorer.sentence
        else:  # one alone, wherever there is a number with a unit
            assert said == spoken[:1] or explorer.values.get("Kraft sum", 0) > 1


@pytest.mark.sample(12)
def test_same_state_is_the_same_picture(explorer):
    """However it was reached: nothing of the way stays behind."""
    start, seen = explorer.overlay, explorer.png()
    for state in states(explorer):
        explorer.goto(**state)
    explorer.reset()
    assert (explorer.overlay, explorer.png()) == (start, seen)


# -- moving


def test_same_state_again_draws_nothing(explorer, drawings):
    explorer.goto(**explorer.state)
    explorer.goto()
    explorer.reset()
    for control in explorer.controls.values():
        control.value = control.value
    assert drawings == []


def test_goto_gives_the_explorer_itself_to_show(explorer):
    stop = next(iter(explorer.stops.values()))
    assert explorer.goto(**stop) is explorer and explorer.state == stop


def test_goto_draws_once(explorer, drawings):
    for label, stop in explorer.stops.items():
        explorer.reset()
        drawings.clear()
        moved = explorer.state != explorer.state | stop
        explorer.goto(**stop)
        assert len(drawings) == moved, label


def test_a_step_of_a_slider_draws_once(explorer, drawings):
    for control in sliders(explorer).values():
        drawings.clear()
        control.value = a_step_from(control)
        assert len(drawings) == 1


def test_a_slider_over_decades_stands_at_the_nearest_place_and_changes_nothing_by_that():
    """The page's own would round to its steps and send that back: 0.3 became 0.32, 0.95 became 1."""
    explorer = make("explore_self_information")
    explorer.goto(axis="log")
    (place,) = (child for child in inside(explorer._rows["p"]) if isinstance(child, widgets.IntSlider))
    places = explorer.controls["p"].places
    assert len(set(places)) == len(places) == 101
    for text, value in (("0.3", 0.3), ("0.95", 0.95), ("0.6", 0.6), ("1e-8", 1e-8)):
        assert typed(explorer, "p", text) == ""
        assert explorer.state["p"] == value and math.log10(places[place.value]) == pytest.approx(
            math.log10(value), abs=0.06
        )
    place.value += 1  # as an arrow key does
    assert explorer.state["p"] == 1.3e-8 and boxes(explorer)["p"].value == "1.3e-8"


def test_the_slider_of_a_probability_has_the_steps_of_the_axis_on_show():
    explorer = make("explore_self_information")
    (place,) = (child for child in inside(explorer._rows["p"]) if isinstance(child, widgets.IntSlider))
    explorer.goto(p=0.5, axis="linear")
    assert (place.value, place.max) == (50, 100)
    place.value = 40
    assert explorer.state["p"] == 0.4
    explorer.goto(axis="log")
    assert (place.value, place.max) == (96, 100) and explorer.state["p"] == 0.4
    explorer.goto(axis="linear", p=0.001)
    assert (place.value, place.max, explorer.state["p"]) == (0, 100, 0.001)


def test_what_never_happens_is_offered_where_the_axis_has_a_place_for_it():
    explorer = make("explore_self_information")
    assert typed(explorer, "p", "0") == "" and explorer.values == {"I": math.inf} and "∞" in explorer.sentence
    explorer.controls["axis"].value = "log"
    assert explorer.state["axis"] == "linear" and "0 has no place on an axis" in told(explorer, "axis")
    explorer.goto(p=0.5, axis="log")
    assert "0 has no place on an axis" in typed(explorer, "p", "0") and explorer.state["p"] == 0.5
    assert "be 0 or lie between 1e-10 and 1" in typed(explorer, "p", "1e-11")


def test_every_slider_has_a_labelled_number_box(explorer):
    labels = [box.description for box in boxes(explorer).values()]
    assert all(labels) and len(set(labels)) == len(labels) == len(sliders(explorer))
    others = [control for control in explorer.controls.values() if not isinstance(control, SLIDERS)]
    assert all(control.description for control in others)


def test_box_and_slider_show_the_same_number(explorer):
    for name, control in sliders(explorer).items():
        box, (low, high) = boxes(explorer)[name], ends(control)
        assert float(box.value) == control.value
        control.value = high
        assert float(box.value) == high
        assert typed(explorer, name, f"{low or control.step}") == ""
        assert control.value == pytest.approx(low or control.step)


def test_typed_numbers_go_to_the_nearest_step_and_say_so(explorer, drawings):
    for name, control in sliders(explorer).items():
        explorer.reset()
        on_a_scale_of_decades = isinstance(control, widgets.FloatLogSlider)
        target = 2.3 * ends(control)[0] if on_a_scale_of_decades else control.min + 3 * control.step
        if control.value == pytest.approx(target):
            target -= control.step
        drawings.clear()
        meant = 1.01 * target if on_a_scale_of_decades else target + control.step / 3
        said = typed(explorer, name, f"{meant}")
        assert control.value == pytest.approx(target, rel=1e-9, abs=1e-15), name
        assert said.startswith(f"{meant} → {boxes(explorer)[name].value}: ")
        assert len(boxes(explorer)[name].value) <= 7
        assert len(drawings) == 1


@pytest.mark.parametrize(
    ("name", "key", "text", "edge"),
    [("cross_entropy_map", "q", "0.001", "0"), ("cross_entropy_map", "p", "0.999", "1"),
     ("self_information", "p", "0.999", "1"), ("binary_entropy", "p", "0.4 %", "0"),
     ("two_directions", "q", "1e-9", "0"), ("total_cost", "Q_B", "1/3", "0")],
)  # fmt: skip
def test_what_is_only_nearly_impossible_is_not_made_impossible(name, key, text, edge):
    explorer = at_its_start(f"explore_{name}")
    before = explorer.state
    said = typed(explorer, key, text)
    assert said.startswith(f"{text} would become {edge}, and what is ") and explorer.state == before
    assert typed(explorer, key, edge) == "" and explorer.state[key] == float(edge)


def test_what_a_box_does_not_take_is_refused_beside_it(explorer, drawings):
    for name, control in sliders(explorer).items():
        before, (low, high) = explorer.state, ends(control)
        drawings.clear()
        for text in (f"{high + 7}", f"{low - 7}"):
            said = typed(explorer, name, text)
            assert said.startswith(f"{text}: it must ") and f" and {high:g}. Still " in said
        for text in ("abc", "", "nan", "inf", "1/0", "1e999"):
            said = typed(explorer, name, text)
            assert "Still " in said and (f"“{text}” is not a number." in said or not text)
        assert explorer.state == before and not drawings
        if name in PER_CENT.get(explorer.figure.name, ()):
            share = round(100 * (ends(control)[1]), 6)
            assert typed(explorer, name, f"{share:g} %") == "" and explorer.state[name] == share / 100
        else:
            assert "% has no meaning here" in typed(explorer, name, "25 %")
        explorer.reset()
        assert told(explorer, name) == ""


# the probabilities and shares among the numbers of all figures
PER_CENT = {
    "self_information": "p",
    "independent_events": "ab",
    "candidates": "ab",
    "binary_entropy": "p",
    "sequences": "p",
    "sequences_under_belief": "pq",
    "two_directions": "pq",
    "cross_entropy_map": "pq",
    "soft_label": "yq",
    "label_smoothing": ["alpha", "q"],
    "zero_repairs": "q",
    "conditional_entropy": ["wrong"],
}


def test_off_step_slider_is_rounded():
    """A slider adds up steps of 0.01 in binary: 0.35000000000000003 is 0.35."""
    explorer = make("explore_cross_entropy_map")
    explorer.controls["p"].value = 0.35000000000000003
    assert explorer.state["p"] == 0.35 and boxes(explorer)["p"].value == "0.35"


def weight_groups(explorer):
    """The names of its weights: each group that cannot be 0 as a whole."""
    groups = {}
    for key in sliders(explorer):
        if re.fullmatch(r"(\w_)?[A-Z]", key):
            groups.setdefault(key[:-1], []).append(key)
    start = explorer.state
    return [keys for keys in groups.values() if not meaningful(explorer, start | dict.fromkeys(keys, 0))]


def test_weights_are_found():
    found = {tuple(keys) for name in NAMES for keys in weight_groups(at_its_start(name))}
    assert found == {tuple("ABCD"), ("P_A", "P_B", "P_C"), ("Q_A", "Q_B", "Q_C")}


def test_all_zero_weights_are_refused(explorer, drawings):
    for keys in weight_groups(explorer):
        for key in keys[:-1]:
            explorer.controls[key].value = 0
        before = explorer.state, explorer.values, explorer.sentence, explorer.overlay
        last = explorer.controls[keys[-1]]
        kept, box = last.value, boxes(explorer)[keys[-1]]
        drawings.clear()
        for move, nothing in ((last, 0), (box, "0")):
            move.value = nothing
            assert last.value == float(box.value) == kept > 0
            assert "one weight at least must be above 0" in told(explorer, keys[-1])
        assert (explorer.state, explorer.values, explorer.sentence, explorer.overlay) == before
        assert drawings == []
        with pytest.raises(ValueError, match="one weight at least must be above 0"):
            explorer.goto(**dict.fromkeys(keys, 0))
        assert explorer.state == before[0]
        explorer.reset()


def bad_moves(explorer):
    """State → error and what its message must say: the control, the rule, the value."""
    yield {"nothing": 1}, ValueError, ["nothing", *explorer.controls]
    for name, control in explorer.controls.items():
        if isinstance(control, SLIDERS):
            low, high = ends(control)
            for outside in (high + control.step, low - control.step, math.inf, -math.inf, math.nan, 10**40):
                yield {name: outside}, ValueError, [name, str(low), str(high), repr(outside)]
            for what in ("0.5", None, 1j, [1]):
                yield {name: what}, TypeError, [name, "number", repr(what)]
        elif isinstance(control, widgets.Checkbox):
            for what in (1, "yes", None):
                yield {name: what}, ValueError, [name, "True", "False", repr(what)]
        elif isinstance(control, widgets.Text):
            for what in (1, b"word", None, ["word"]):
                yield {name: what}, TypeError, [name, "text", repr(what)]
        else:
            for what in ("hats", None, -1):
                yield {name: what}, ValueError, [name, *map(str, options(control)), repr(what)]


def test_goto_names_control_rule_and_value(explorer, drawings):
    before, seen = explorer.state, explorer.overlay
    first, control = next(iter(explorer.controls.items()))
    elsewhere = next(value for value in options(control) if value != control.value)
    for state, error, said in bad_moves(explorer):
        for wanted in (state, {first: elsewhere} | state):
            with pytest.raises(error) as caught:
                explorer.goto(**wanted)
            assert all(words in str(caught.value) for words in said), str(caught.value)
        assert explorer.state == before and explorer.overlay == seen
    assert drawings == []


# -- the figure: `update` draws what a new figure would draw, inside its edges


def pixels(figure):
    canvas = FigureCanvasAgg(figure.figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def words_of(figure):
    return [text.get_text() for text in figure.figure.findobj(Text) if text.get_visible() and text.get_text()]


def some(explorer, seed, count):
    return list(itertools.islice(random_states(explorer, random.Random(seed)), count))


@pytest.mark.sample(12)
def test_update_is_a_new_figure(explorer):
    """Nothing of earlier states stays behind, whatever the way."""
    kind, ends = type(explorer.figure), corners(explorer)
    for seed in range(often(3, 1)):
        draw = random.Random(seed)
        way = draw.sample(ends, min(often(4, 2), len(ends))) + some(explorer, seed, often(4, 2))
        draw.shuffle(way)
        moved = kind(**way[0])
        for state in way[1:]:
            moved.update(**state)
            same = np.array_equal(pixels(moved), pixels(kind(**state)))
            assert same, f"not all of the figure is moved by `move`, or drawn anew by `draw_still`: {state}"


@pytest.mark.sample(12)
def test_no_way_matters(explorer):
    """One figure goes everywhere and back: the same pixels again."""
    (start,) = some(explorer, 0, 1)
    figure = type(explorer.figure)(**start)
    before, words = pixels(figure).copy(), words_of(figure)
    for state in corners(explorer, most=often(16, 4)):
        figure.update(**state)
        pixels(figure)
    figure.update(**start)
    assert np.array_equal(pixels(figure), before) and words_of(figure) == words


@pytest.mark.sample(12)
def test_artists_are_made_once(explorer, figure):
    """Ticks aside, which matplotlib makes and hides as an axis needs them."""

    def artists():
        return [id(artist) for axes in figure.figure.axes for artist in axes.get_children()]

    made, moving = artists(), [id(artist) for artist in figure.moving]
    for state in some(explorer, 5, 20):
        figure.update(**state)
    assert artists() == made
    assert [id(artist) for artist in figure.moving] == moving


@pytest.mark.sample(12)
def test_still_part_depends_on_its_key_alone(explorer, figure):
    seen = {}
    for state in [*corners(explorer), *some(explorer, 3, 6)][-often(14, 5) :]:
        figure.update(**state)
        still = still_picture(figure).tobytes()
        same = seen.setdefault(figure.key, still) == still
        assert same, f"what moves must be made by line, text, note or moves; limits depend on still_key alone: {state}"
    assert len(set(seen.values())) == len(seen), "two keys with the same picture"


@pytest.mark.sample(12)
def test_still_picture_leaves_the_figure_as_it_was(figure):
    before, visible = pixels(figure).copy(), [artist.get_visible() for artist in figure.moving]
    still_picture(figure)
    assert [artist.get_visible() for artist in figure.moving] == visible
    assert np.array_equal(pixels(figure), before)


def test_what_moves_is_above_what_is_still(figure):
    """The overlay lies above the whole still picture: in the figure it must, too."""
    still = [artist for axes in figure.figure.axes for artist in axes.get_children() if artist not in figure.moving]
    assert min(artist.get_zorder() for artist in figure.moving) > max(artist.get_zorder() for artist in still)


def drawn_box(artist, renderer):
    """Where an artist draws, or None if it draws nothing in this state."""
    if isinstance(artist, Line2D) and not np.isfinite(artist.get_xydata()).all(axis=-1).any():
        return None
    box = artist.get_window_extent(renderer)
    return box if artist.get_visible() and (box.width or box.height) else None


def test_nothing_is_drawn_outside_the_figure(explorer, figure):
    edge = figure.figure.bbox.padded(0.5)
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    for state in [*corners(explorer, most=often(32, 8)), *some(explorer, 11, often(40, 8))]:
        figure.update(**state)
        for artist in figure.moving:
            if box := drawn_box(artist, renderer):
                assert edge.contains(*box.min) and edge.contains(*box.max), (state, artist)


def test_moving_words_are_plain(explorer, figure):
    """Formulas are slow and large in SVG; runs of spaces collapse on a page."""
    for state in some(explorer, 2, 10):
        figure.update(**state)
        for words in (artist.get_text() for artist in figure.moving if isinstance(artist, Text)):
            if len(words) == 1:  # a letter of somebody's text
                continue
            assert "$" not in words and "  " not in words and words == words.strip()
            assert "nan" not in words and not re.search(r"(?<![a-z])-|-(?![a-z])", words)


# -- what goes to the page


@pytest.mark.sample(12)
def test_overlay_is_small(explorer):
    controls = explorer.controls.keys()
    clouds_or_tiles = controls >= {"p", "n"} or controls & {"sentence", "draw"}
    table_of_numbers = controls >= {"p", "q", "order"}
    limit = 20_480 if clouds_or_tiles else 8192 if table_of_numbers else 6144
    for state in states(explorer, count=often(40, 6)):
        explorer.goto(**state)
        assert len(explorer.overlay.encode()) <= limit, state


def test_overlay_has_the_sentence_as_its_name(explorer):
    for state in states(explorer):
        explorer.goto(**state)
        role = "group" if explorer.figure.html else "img"  # the letters of a page are read one by one
        assert f'role="{role}" aria-label="{escape(explorer.sentence)}"' in explorer.overlay


def costs(words):
    """Whether they are a cost, or tell of some."""
    return re.fullmatch(r"∞|\d+\.\d", words) or "bits" in words


def test_overlay_says_every_moving_text(explorer):
    """Pictures are compared in a browser by their marks; a wrong digit is seen here."""
    for state in states(explorer):
        explorer.goto(**state)
        moving = [a for a in explorer.figure.moving if isinstance(a, Text) and a.get_visible()]
        lines = [line for artist in moving for line in artist.get_text().split("\n") if line]
        if explorer.figure.html:  # which has other letters and more; its own test compares them in their places
            said = [unescape(words) for words in re.findall(r">([^<]+)<", explorer.overlay)]
            assert Counter(filter(costs, lines)) <= Counter(said), state
            continue
        drawn = re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", explorer.overlay)
        assert sorted(drawn) == sorted(escape(line, quote=False) for line in lines), state


def test_overlay_styles_nothing_but_itself(explorer):
    assert "<style" not in explorer.overlay and "<script" not in explorer.overlay
    assert re.findall(r'(?:href|src)="(?!#)', explorer.overlay) == []


def ids(explorer):
    return set(re.findall(r'\bid="([^"]+)"', explorer.overlay))


@pytest.mark.sample(12)
@each_explorer
def test_no_ids_are_shared(name):
    first, second = make(name), make(name)
    assert ids(first).isdisjoint(ids(second))
    for one in (first, second):
        used = re.findall(r'(?:href="|url\()#([^")]+)', one.overlay)
        assert set(used) == ids(one)


def test_the_first_picture_on_the_page_comes_into_view_wherever_it_was_led_before():
    explorer = make("explore_log_ratios")
    explorer.goto(draw="patients")
    assert "onload" in explorer._still.value
    explorer._repr_mimebundle_()
    explorer.goto(n=2000)
    assert "onload" not in explorer._still.value


@pytest.mark.sample(12)
def test_bundle_is_for_readers_with_and_without_a_kernel(explorer):
    bundle, metadata = explorer._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.model_id
    assert bundle["text/plain"] == explorer.sentence
    assert isinstance(bundle["image/png"], str)
    assert base64.b64decode(bundle["image/png"], validate=True) == explorer.png()
    assert 0 < metadata["image/png"]["width"] <= 1000
    json.dumps([bundle, metadata])


def test_picture_has_alternative_text(explorer):
    for state in [{}, *list(explorer.stops.values())[: often(None, 1)]]:
        shown = explorer.picture(**state).data
        assert re.fullmatch(r'<img alt="[^"]+" width="\d+" style="[^"]+" src="data:image/png;base64,[\w+/=]+">', shown)
        assert f'alt="{escape(explorer.sentence)}"' in shown
        assert explorer.state == explorer.state | state


def test_explorers_do_not_share_their_state():
    first, second = make("explore_total_cost"), make("explore_total_cost")
    seen = second.overlay, second.state
    first.goto(P_A=0, Q_B=9, unit="nats")
    assert (second.overlay, second.state) == seen


# -- nothing grows, nothing leaks, nothing warns


@contextlib.contextmanager
def newly_alive():
    """Gives a function that finds the figures, widgets and callbacks of the process that came since and are alive."""
    kinds = (Figure, widgets.Widget, CallbackRegistry)
    gc.freeze()  # what is there already is not looked at again
    try:
        yield lambda: [thing for thing in gc.get_objects() if isinstance(thing, kinds)]
    finally:
        gc.unfreeze()


def wander(explorer, times, seed):
    for state in itertools.islice(random_states(explorer, random.Random(seed)), times):
        explorer.goto(**state)


# moves until our cache of measured texts, which is of bounded size, holds only what was traced
FILLS_THE_CACHES = 200


def held(explorer):
    """Bytes that Python holds at the start, without what matplotlib keeps of the last thousands of texts."""
    explorer.reset()
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith("matplotlib."):
            thing.cache_clear()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def traced(explorer, times, seed):
    """Bytes that Python holds more after so many moves and the way back: some pictures take more than others."""
    before = held(explorer)
    wander(explorer, times, seed)
    return held(explorer) - before


def seen_everywhere(explorer):
    """Every still picture is made once and kept."""
    for state in states(explorer):
        explorer.goto(**state)


def bytes_grown(name, moves_before=0):
    explorer = make(name)
    seen_everywhere(explorer)
    wander(explorer, moves_before, seed=1)
    tracemalloc.start()
    try:
        traced(explorer, FILLS_THE_CACHES, seed=2)
        grown = traced(explorer, 60, seed=3)
    finally:
        tracemalloc.stop()
    return grown


def in_a_process_of_its_own(call):
    """What else a process holds, such as a browser's connection, grows too."""
    code = f"import test_explorers; print(test_explorers.{call})"
    run = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


@pytest.mark.sample(12)
def test_moves_leave_no_objects_behind(explorer):
    """At the start again, the figure has as many artists as before: other axes have other ticks."""
    seen_everywhere(explorer)
    explorer.reset()
    artists = len(explorer.figure.figure.findobj())
    with newly_alive() as found:
        wander(explorer, often(200, 20), seed=1)
        explorer.reset()
        gc.collect()
        assert found() == []
    assert len(explorer.figure.figure.findobj()) == artists


@pytest.mark.sample(1)
@each_explorer
def test_sixty_moves_leave_no_bytes_behind(name):
    assert in_a_process_of_its_own(f"bytes_grown({name!r})") < 60 * 500


@pytest.mark.thorough
def test_two_thousand_moves_leave_no_bytes_behind():
    assert in_a_process_of_its_own("bytes_grown('explore_cross_entropy_map', moves_before=2000)") < 60 * 500


def test_the_course_does_not_load_pyplot():
    """pyplot keeps figures alive and chooses a backend: neither is wanted in a reader's kernel."""
    code = (
        "import sys\n"
        "from xentlib import explorers\n"
        f"for name in explorers.__all__[::{often(1, 5)}]:\n"
        "    explorer = getattr(explorers, name)()\n"
        "    explorer.goto(**next(iter(explorer.stops.values())))\n"
        "    explorer.picture(), explorer._repr_mimebundle_()\n"
        "sys.exit('matplotlib.pyplot' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# what a reader may have set before, and more
SOMEONE_ELSES_STYLE = {
    "figure.facecolor": "black",
    "axes.facecolor": "black",
    "text.color": "white",
    "axes.labelcolor": "white",
    "axes.edgecolor": "white",
    "xtick.color": "white",
    "ytick.color": "white",
    "lines.color": "white",
    "patch.edgecolor": "white",
    "savefig.dpi": 300,
    "figure.dpi": 200,
    "font.size": 20,
    "font.family": "serif",
    "lines.linewidth": 5,
    "lines.markersize": 20,
    "lines.solid_capstyle": "round",
    "lines.dash_capstyle": "round",
    "lines.antialiased": False,
    "patch.linewidth": 4,
    "patch.antialiased": False,
    "patch.force_edgecolor": True,
    "text.antialiased": False,
    "text.hinting": "native",
    "axes.grid": True,
    "axes.linewidth": 3,
    "axes.titleweight": "bold",
    "axes.titlesize": 30,
    "axes.titlepad": 20,
    "axes.labelpad": 20,
    "axes.labelweight": "bold",
    "axes.xmargin": 0.3,
    "axes.ymargin": 0.3,
    "axes.axisbelow": False,
    "axes.formatter.use_locale": True,
    "axes.unicode_minus": False,
    "axes.prop_cycle": matplotlib.cycler(color=["red"], linestyle=[":"]),
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "xtick.direction": "in",
    "xtick.major.size": 15,
    "xtick.major.width": 4,
    "xtick.major.pad": 10,
    "xtick.minor.visible": True,
    "ytick.direction": "in",
    "ytick.right": True,
    "ytick.minor.visible": True,
    "legend.fontsize": 25,
    "legend.framealpha": 0.1,
    "legend.handlelength": 6,
    "image.cmap": "hot",
    "image.interpolation": "bilinear",
    "image.origin": "lower",
    "hatch.color": "red",
    "hatch.linewidth": 4,
    "path.simplify": False,
    "path.sketch": (3, 50, 2),
    "svg.fonttype": "path",
    "svg.image_inline": False,
    "figure.autolayout": True,
    "figure.constrained_layout.use": False,
    "figure.subplot.left": 0.4,
}


def pictures(name):
    """At the start, and at the other end of every switch: what moves (ids left out) and the whole."""
    explorer = make(name)
    others = ({key: options(c)[-1]} for key, c in explorer.controls.items() if not isinstance(c, SLIDERS))
    for state in [{}, *others]:
        explorer.goto(**state)
        yield re.sub(r'(id="|#)[mhp][0-9a-f]{10}', r"\1", explorer.overlay), explorer.png()


@pytest.mark.sample(2)
@each_explorer
def test_a_readers_own_style_changes_nothing(name):
    plain = list(pictures(name))
    styles = {"dark_background": "dark_background", "ggplot": "ggplot", "an odd one": SOMEONE_ELSES_STYLE}
    for label, style in styles.items():
        with matplotlib.style.context(style):
            unchanged = list(pictures(name)) == plain
        assert unchanged, f"{name} looks different in a reader's own style: {label}"


class Notebook:
    """A shell that runs a cell of a notebook, as JupyterLab tells the kernel of it."""

    def __init__(self):
        self.execution_count, self.cell = 0, None

    def get_parent(self):
        return {"metadata": {"cellId": self.cell} if self.cell else {}}

    def run(self, cell, *names):
        self.cell, self.execution_count = cell, self.execution_count + 1
        return [make(name) for name in names]


def test_a_cell_run_again_shows_its_figure_as_it_was_left(monkeypatch):
    shell = Notebook()
    monkeypatch.setattr("xentlib.engine.again.get_ipython", lambda: shell)
    first, second, other = shell.run("a", "explore_log_bound", "explore_log_bound", "explore_spread")
    assert first is not second
    for _ in range(2):
        first.asking.press("large")
    again = shell.run("a", "explore_log_bound", "explore_log_bound", "explore_spread")
    assert [one is two for one, two in zip(again, (first, second, other), strict=True)] == [True] * 3
    assert again[0].state == first.stops["large"] and first.stops["large"].ask in again[0].asking.children[1].value
    (elsewhere,) = shell.run("b", "explore_log_bound")
    assert elsewhere not in (first, second) and elsewhere.state == {"t": 2.0}


@pytest.mark.parametrize("shell", [None, object(), Notebook()])
def test_without_a_notebook_each_call_makes_a_figure_of_its_own(shell, monkeypatch):
    monkeypatch.setattr("xentlib.engine.again.get_ipython", lambda: shell)
    assert make("explore_log_bound") is not make("explore_log_bound")


ODD_SESSION = """
import json, sys
import matplotlib, numpy
numpy.seterr(all="raise")
numpy.set_printoptions(precision=1, suppress=True, sign="+")
matplotlib.rcParams.update({"axes.formatter.use_locale": True, "axes.unicode_minus": False, "font.size": 30})
from test_explorers import NAMES, make, moved_to_stops
from xentlib.quiz import ConceptTest, Quiz, picture_calibration
Quiz("entropy").card(), ConceptTest("concept_inventory").results(), picture_calibration([50], [1])
print(json.dumps({name: moved_to_stops(make(name)) for name in NAMES[:: 1 if tiers.THOROUGH else 4]}))
"""


def moved_to_stops(explorer):
    """What is said and drawn at some stops: at all of them, or the first and the last."""
    shown = []
    for stop in list(explorer.stops.values())[:: 1 if tiers.THOROUGH else max(1, len(explorer.stops) - 1)]:
        explorer.goto(**stop)
        shown += [explorer.sentence, re.sub(r'(id="|#)[mhp][0-9a-f]{10}', r"\1", explorer.overlay)]
    return [*shown, len(explorer.png()) > 0]


def test_the_state_of_a_readers_session_changes_nothing():
    """Floating-point errors, print options and rcParams, set before anything is imported."""
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])}
    source = f"import tiers; tiers.THOROUGH = {tiers.THOROUGH}{ODD_SESSION}"
    run = subprocess.run([sys.executable, "-c", source], env=here, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr[-3000:]
    odd = json.loads(run.stdout)
    assert len(odd) >= 8 and [name for name in odd if odd[name] != moved_to_stops(at_its_start(name))] == []


@pytest.mark.sample(12)
@each_explorer
def test_a_readers_own_style_is_left_alone(name):
    before = dict(matplotlib.rcParams)
    explorer = make(name)
    explorer.goto(**next(iter(explorer.stops.values())))
    explorer.png()
    assert dict(matplotlib.rcParams) == before


@pytest.mark.sample(12)
def test_nothing_is_printed_or_warned(explorer, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for state in states(explorer):
            explorer.goto(**state)
        explorer.png()
    assert capsys.readouterr() == ("", "")
