"""Every explorer found and moved: its controls, what they can take, and states to look at."""

import functools
import itertools
import random

import ipywidgets as widgets
import pytest
import tiers
from tiers import often

from xentlib import explorers

NAMES = explorers.__all__
SLIDERS = widgets.FloatSlider, widgets.IntSlider, widgets.FloatLogSlider
each_explorer = pytest.mark.parametrize("name", NAMES)

# what one may type: nothing, more than there is room for, scripts with marks, what no font or no model has, tags
TEXTS = [
    "",
    "เจตนารมณ์แห่งภราดรภาพ " + "W" * 40,
    "Everyone has the right to rest & leisure, <holidays> with pay included.",
    "W" * 40,
    "\U0001f9ff" * 50,
    "a",
    "cafe\u0301 $5 $6 – 世界 🙂 \U0010ffff\u200b\ud800\n\tok",
    "ก็ที่นี้ฐญำผู้ปี่ฟ้าๆ",
    "하늘과 바람과 별과 시",
    "\u0e49" * 40,
    "-- \"quoted\" 'twice' \\ &amp; --",
    "8 4 2 1",
    "1 " * 15,
    " 3,5 , 15 2 07 1",
    "9 " * 25,
    "4 ４ 4",
    "10, 4 15 15 15 15 1 " + "15 " * 20,
]


def make(name):
    return getattr(explorers, name)()


@functools.cache
def _made(name):
    return make(name)


def at_its_start(name):
    """The same explorer for each test that only moves it, as making one takes longer than moving it."""
    explorer = _made(name)
    explorer.reset()
    return explorer


def inside(widget):
    """A widget and all widgets in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def button(explorer, label):
    return next(w for w in inside(explorer) if isinstance(w, widgets.Button) and w.description == label)


def sliders(explorer):
    return {name: control for name, control in explorer.controls.items() if isinstance(control, SLIDERS)}


def ends(slider):
    """The lowest and the highest value of a slider; one over decades holds the exponents."""
    over_decades = isinstance(slider, widgets.FloatLogSlider)
    return (10**slider.min, 10**slider.max) if over_decades else (slider.min, slider.max)


def options(control):
    """All values that a control can take, the ends of a slider first; of all texts, a few."""
    if isinstance(control, widgets.Text):
        return TEXTS
    if isinstance(control, widgets.FloatLogSlider):
        exponents = range(int(control.min), int(control.max))
        return [*ends(control), *(float(f"{a}e{k}") for a in (1.0, 1.3, 4.0, 8.8, 9.9) for k in exponents)]
    if isinstance(control, SLIDERS):
        count = round((control.max - control.min) / control.step)
        values = [round(control.min + k * control.step, 9) for k in range(count + 1)]
        return [values[0], values[-1], *values[1:-1]]
    if isinstance(control, widgets.Checkbox):
        return [False, True]
    offered = [option[1] if isinstance(option, tuple) else option for option in control.options]
    return [offered[0], offered[-1], *offered[1:-1]]


def meaningful(explorer, state):
    """Weights that are all 0, say, are no distribution."""
    return explorer.figure.refuse(**state) is None


def random_states(explorer, draw):
    """Without end."""
    choices = {name: options(control) for name, control in explorer.controls.items()}
    while True:
        state = {name: draw.choice(values) for name, values in choices.items()}
        if meaningful(explorer, state):
            yield state


def corners(explorer, most=16):
    """Combinations of the ends of all controls: all of them, or so many."""
    choices = {name: options(control)[:2] for name, control in explorer.controls.items()}
    every = [dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())]
    every = [state for state in every if meaningful(explorer, state)]
    return every if len(every) <= most else random.Random(8).sample(every, most)


def states(explorer, count=None, seed=1948):
    """The start, stops, the ends of every control one at a time, and some random states."""
    start, stops, draw = explorer.state, list(explorer.stops.values()), random.Random(seed)
    count = often(12, 4) if count is None else count
    yield start
    yield from stops if tiers.THOROUGH else draw.sample(stops, min(2, len(stops)))
    for name, control in explorer.controls.items():
        yield from (start | {name: value} for value in options(control)[:2])
    yield from itertools.islice(random_states(explorer, draw), count)
