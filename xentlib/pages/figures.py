"""An explorer as a page holds it: the picture of its start and its words, and the data with which it comes alive."""

import ipywidgets as widgets

from xentlib.engine.controls import SLIDERS, ends, places, takes
from xentlib.engine.rows import written
from xentlib.pages.grids import COARSER
from xentlib.pages.studio import kind

YES_NO = ["no", "yes"]


def data(name, explorer, axes, drawing):
    """What the page's JavaScript reads of a figure: controls, stops, pictures and numbers."""
    controls = explorer.controls.items()
    return {
        "kind": kind(name),
        "controls": [_control(name, part, explorer.labels[part], control, axes[part]) for part, control in controls],
        "positions": _positions(explorer, axes),
        "panel": explorer.panel,
        "actions": list(explorer.actions),
        "stops": [
            {"name": called, "ask": stop.ask, "notice": stop.notice, "place": place_of(stop, axes)}
            for called, stop in explorer.stops.items()
        ],
        **drawing,
    }


def place_of(state, axes):
    """Which of the values of each control a state has; of a line to type in, the text itself."""
    return [values.index(state[name]) if values else state[name] for name, values in axes.items()]


def _control(name, part, label, control, values):
    spec = {"name": part, "label": label}
    if isinstance(control, widgets.Checkbox):
        return spec | {"kind": "switch", "words": YES_NO}
    if isinstance(control, widgets.Text):
        return spec | {"kind": "line"}
    if isinstance(control, SLIDERS):
        return spec | {"kind": "slider"} | _numbers(control, values, COARSER.get(name, {}).get(part))
    words = [str(option[0] if isinstance(option, tuple) else option) for option in control.options]
    return spec | {"kind": "menu" if isinstance(control, widgets.Dropdown) else "choice", "words": words}


def _numbers(slider, values, coarser):
    low, high = ends(slider)
    over_decades = isinstance(slider, widgets.FloatLogSlider)
    return {
        "values": values,
        "words": [written(value) for value in values],
        "colour": slider.style.handle_color,
        "low": low,
        "high": high,
        "least": slider.base**slider.min if over_decades else low,
        "rule": takes(slider, written),
        "hundred": getattr(slider, "hundred_per_cent", None),
        "whole": isinstance(slider, widgets.IntSlider),
        "even": None if over_decades or coarser else slider.step,
        "step": None if over_decades else written(coarser or slider.step),
    }


def _positions(explorer, axes):
    """Where a slider over decades stops on the page: not at all its values, and by which choice it depends on."""
    found = {}
    for name, control in explorer.controls.items():
        if not isinstance(control, widgets.FloatLogSlider):
            continue
        found[name] = {"by": None, "lists": [_indices(control, axes[name])]}
        for place, choice in enumerate(explorer.controls.values()):
            lists = [_indices(control, axes[name]) for choice.value in getattr(choice, "options", ())]
            if lists and any(one != lists[0] for one in lists):
                found[name] = {"by": place, "lists": lists}
            explorer.reset()
    return found


def _indices(slider, values):
    return [values.index(value) for value in places(slider)]
