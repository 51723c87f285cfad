"""An explorer as a page holds it: the picture of its start and its words, and the data with which it comes alive."""

import ipywidgets as widgets

from xentlib.engine.controls import SLIDERS, ends, places, takes
from xentlib.engine.rows import written
from xentlib.pages.grids import FEWER, explorer, grid, place_of
from xentlib.pages.studio import kind

YES_NO = ["no", "yes"]


def data(name, drawing):
    """What the page's JavaScript reads of a figure: controls, stops, pictures and numbers."""
    shown = explorer(name)
    return {
        "kind": kind(name),
        "controls": [_control(name, part, shown.labels[part], control) for part, control in shown.controls.items()],
        "positions": _positions(name),
        "panel": shown.panel,
        "actions": list(shown.actions),
        "stops": [
            {"name": called, "ask": stop.ask, "notice": stop.notice, "place": place_of(name, stop)}
            for called, stop in shown.stops.items()
        ],
        **drawing,
    }


def _control(name, part, label, control):
    spec = {"name": part, "label": label}
    if isinstance(control, widgets.Checkbox):
        return spec | {"kind": "switch", "words": YES_NO}
    if isinstance(control, widgets.Text):
        return spec | {"kind": "line"}
    if isinstance(control, SLIDERS):
        return spec | {"kind": "slider"} | _numbers(control, grid(name)[part], part in FEWER.get(name, {}))
    words = [str(option[0] if isinstance(option, tuple) else option) for option in control.options]
    return spec | {"kind": "menu" if isinstance(control, widgets.Dropdown) else "choice", "words": words}


def _numbers(slider, values, fewer):
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
        "edges": getattr(slider, "edges", {}),
        "whole": isinstance(slider, widgets.IntSlider),
        "even": None if over_decades or fewer else slider.step,
        "step": None if over_decades else written(slider.step),
        "fewer": fewer,
    }


def _positions(name):
    """Where a slider over decades stops on the page: not at all its values, and by which choice it depends on."""
    shown, found = explorer(name), {}
    for part, control in shown.controls.items():
        if not isinstance(control, widgets.FloatLogSlider):
            continue
        values = grid(name)[part]
        found[part] = {"by": None, "lists": [_indices(control, values)]}
        for place, choice in enumerate(shown.controls.values()):
            lists = [_indices(control, values) for choice.value in getattr(choice, "options", ())]
            if any(one != lists[0] for one in lists):
                found[part] = {"by": place, "lists": lists}
            shown.reset()
    return found


def _indices(slider, values):
    return [values.index(value) for value in places(slider)]
