"""Which values the controls of a figure take on its page: all, or fewer where a table of all states is too large."""

import functools

import ipywidgets as widgets

from xentlib import explorers
from xentlib.engine.controls import Q_WEIGHTS, SLIDERS, on_step, places

# figure → control → what it takes on the page, beside the values of the stops
FEWER = {
    "logits": dict.fromkeys(("z_A", "z_B", "z_C"), [n / 2 for n in range(-8, 9)]),
    "narrowing_interval": dict.fromkeys(Q_WEIGHTS, [0, 1, 2, 3, 4, 5, 10]),
    "sequences_under_belief": dict.fromkeys(("p", "q"), [n / 20 for n in range(2, 19)]),
    "two_gaussians": dict.fromkeys(("sigma_p", "sigma_q"), [n / 10 for n in range(4, 21)])
    | {"mu_q": [n / 5 for n in range(-20, 21)]},
}


def explorer(name):
    """The explorer of that name, as it first stands on a page."""
    made = _made(name)
    made.reset()
    return made


@functools.cache
def _made(name):
    return getattr(explorers, f"explore_{name}")()


@functools.cache
def grid(name):
    """The values of each control, in order: those of every stop and of the start are among them. None for any text."""
    moved = explorer(name)
    named = [moved.state, *moved.stops.values()]
    return {
        part: _values(control, FEWER.get(name, {}).get(part), [state[part] for state in named])
        for part, control in moved.controls.items()
    }


def place_of(name, state):
    """Which of the values of each control a state has; of a line to type in, the text itself."""
    return [values.index(state[part]) if values else state[part] for part, values in grid(name).items()]


def _values(control, fewer, named):
    if isinstance(control, widgets.Checkbox):
        return [False, True]
    if isinstance(control, widgets.Text):
        return None
    if not isinstance(control, SLIDERS):
        return [option[1] if isinstance(option, tuple) else option for option in control.options]
    if isinstance(control, widgets.FloatLogSlider):
        return sorted({*([0.0] if control.zero else []), *_two_digits(control.min, control.max), *places(control)})
    if fewer is None:
        return places(control)
    return sorted({*(on_step(control, value) for value in fewer), *named})


def _two_digits(lowest, highest):
    """All numbers of two significant digits from one power of ten to another."""
    decades = range(round(lowest), round(highest))
    return [float(f"{digits}e{decade - 1}") for decade in decades for digits in range(10, 100)] + [10.0**highest]
