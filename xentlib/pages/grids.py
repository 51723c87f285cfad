"""Which values the controls of a figure take on its page: all, or fewer where a table of all states is too large."""

import functools

import ipywidgets as widgets

from xentlib import explorers
from xentlib.engine.controls import Q_WEIGHTS, SLIDERS, on_step, places

# figure → control → how wide its steps are on the page
COARSER = {
    "logits": dict.fromkeys(("z_A", "z_B", "z_C"), 0.5),
    "narrowing_interval": dict.fromkeys(Q_WEIGHTS, 2),
    "sequences_under_belief": {"p": 0.05, "q": 0.05},
    "two_gaussians": {"sigma_p": 0.1, "mu_q": 0.2, "sigma_q": 0.1},
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
        part: _values(control, COARSER.get(name, {}).get(part), [state[part] for state in named])
        for part, control in moved.controls.items()
    }


def place_of(name, state):
    """Which of the values of each control a state has; of a line to type in, the text itself."""
    return [values.index(state[part]) if values else state[part] for part, values in grid(name).items()]


def _values(control, step, named):
    if isinstance(control, widgets.Checkbox):
        return [False, True]
    if isinstance(control, widgets.Text):
        return None
    if not isinstance(control, SLIDERS):
        return [option[1] if isinstance(option, tuple) else option for option in control.options]
    if isinstance(control, widgets.FloatLogSlider):
        return sorted({*([0.0] if control.zero else []), *_two_digits(control.min, control.max), *places(control)})
    if step is None:
        return places(control)
    steps = range(round((control.max - control.min) / step) + 1)
    return sorted({*(on_step(control, control.min + n * step) for n in steps), *named})


def _two_digits(lowest, highest):
    """All numbers of two significant digits from one power of ten to another."""
    decades = range(round(lowest), round(highest))
    return [float(f"{digits}e{decade - 1}") for decade in decades for digits in range(10, 100)] + [10.0**highest]
