"""What a reader moves, presses and types in: one place for how each kind of control looks, and what values it takes."""

import math
import numbers
from decimal import Decimal

import ipywidgets as widgets
import numpy as np
from traitlets import Bool, CFloat, CInt, CUnicode, List, validate

from xentlib._validation import shown
from xentlib.data import LANGUAGES
from xentlib.engine.style import BASE, P_COLOUR, Q_COLOUR
from xentlib.language import HIGHEST_ORDER

NEUTRAL = "#616161"  # the handle of a slider that is neither truth nor model: white on white is not seen
FULL_WIDTH = {"flex": "1 1 100px", "width": "auto", "min_width": "0"}  # all that is left of its line, or its own
# names of the weights of truth and model, over the same three outcomes
P_WEIGHTS, Q_WEIGHTS = ([f"{side}_{outcome}" for outcome in "ABC"] for side in "PQ")


# The page where a slider was moved or a letter typed knows the value; echoing it back first would only hold up
# the picture.
class _IntSlider(widgets.IntSlider):
    value = CInt(0).tag(sync=True, echo_update=False)


class _LogSlider(widgets.FloatLogSlider):
    """Holds the value of a slider over decades, and 0 where the slider has it.

    It is not put on a page: there it would round what was meant to its own steps, and send that back.
    """

    value = CFloat(1.0)
    zero = Bool(False, help="whether it takes 0 too")
    places = List(help="the values that the slider on the page stops at; any other one can be typed")

    @validate("value")
    def _validate_value(self, proposal):
        low, high = ends(self)
        return min(max(proposal["value"], low), high)


class _TextBox(widgets.Text):
    value = CUnicode("").tag(sync=True, echo_update=False)


# what values of a probability mean: no number beside them may become one of them
EDGES = {0: "impossible", 1: "certain"}
SLIDERS = widgets.FloatSlider, widgets.IntSlider, widgets.FloatLogSlider


# -- the kinds of controls


def slider(label, value, low, high, step, colour=NEUTRAL):
    """A slider over low, low + step, … high; whole numbers if the step is whole."""
    kind = _IntSlider if isinstance(step, int) else widgets.FloatSlider
    return kind(value=value, min=low, max=high, step=step, description=label, **_looks(colour))


def probability(label, value, low, high, step, colour):
    """A slider for a probability or a share."""
    return of_probability(slider(label, value, low, high, step, colour))


def of_probability(control):
    """The same slider, whose box reads 25 % too, and never takes a number beside 0 or 1 for one of them."""
    control.hundred_per_cent, control.edges = 1, EDGES
    return control


def log_slider(label, value, lowest, highest, colour=NEUTRAL):
    """A slider over the powers of ten from `lowest` to `highest`, every decade as long; two significant digits."""
    places = decades(lowest, highest, 20)
    return _LogSlider(value=value, min=lowest, max=highest, places=places, description=label, **_looks(colour))


def decades(lowest, highest, steps):
    """From one power of ten to another, so many equal steps in each decade, to two digits."""
    return [float(f"{10 ** (lowest + step / steps):.1e}") for step in range(steps * (highest - lowest) + 1)]


def _looks(colour):
    return {"readout": False, "style": {"handle_color": colour}, "layout": FULL_WIDTH}


def choice(label, options, value):
    """A row of buttons, one of them pressed."""
    style = {"button_width": "auto", "description_width": "initial"}
    line = {"display": "flex", "flex_flow": "row wrap", "align_items": "center", "grid_gap": "0 8px", "width": "auto"}
    return widgets.ToggleButtons(options=options, value=value, description=label, style=style, layout=line)


def switch(label):
    """A box to tick."""
    return widgets.Checkbox(value=False, description=label, indent=False)


def menu(label, options, value):
    """One of a list of names."""
    # its margins are 4 pixels: wider, it would cover its neighbour on a narrow page
    return widgets.Dropdown(options=options, value=value, description=label, layout={"max_width": "calc(100% - 4px)"})


def text_box(label, value):
    """A line to type in, across the whole panel; each key stroke counts."""
    return _TextBox(value=value, description=label, layout={**FULL_WIDTH, "grid_area": "auto / 1 / auto / -1"})


# -- those that many figures have


def unit(value="bits"):
    """Bits or nats."""
    return choice("unit", list(BASE), value)


def language(label, value):
    """One of the languages of the Declarations."""
    return menu(label, [(name, code) for code, name in LANGUAGES.items()], value)


def order(value):
    """How many letters a language model looks back to."""
    return slider("order", value, 0, HIGHEST_ORDER, 1)


def weights(names, labels, values, colour):
    """Sliders from 0 to 10 that become probabilities by `shares`."""
    labelled = zip(names, labels, values, strict=True)
    made = {name: slider(label, value, 0, 10, 1, colour) for name, label, value in labelled}
    for control in made.values():
        control.edges = {0: EDGES[0]}
    return made


def truth_and_model(labels, p, q):
    """The weights of P and of Q; `labels` are the words for the three outcomes."""
    sides = (P_WEIGHTS, "P", p, P_COLOUR), (Q_WEIGHTS, "Q", q, Q_COLOUR)
    truth, model = (weights(names, [f"{side} {label}" for label in labels], *rest) for names, side, *rest in sides)
    return truth | model


def shares(state, names):
    """The weights under these names, divided by their sum."""
    given = np.array([state[name] for name in names], dtype=float)
    return given / given.sum()


def no_weight(state, *groups):
    """Why these groups of weights are no distributions, or None."""
    positive = all(any(state[name] for name in names) for names in groups)
    return None if positive else "one weight at least must be above 0"


# -- what values a control takes


def on_step(control, value):
    """`value` inside a slider, on its nearest step or (over decades) to two digits; of any other control, as it is."""
    if not isinstance(control, SLIDERS):
        return value
    low, high = ends(control)
    value = min(max(float(value), low), high)
    if isinstance(control, widgets.FloatLogSlider):
        return float(f"{value:.1e}")
    steps = round((value - low) / control.step)
    decimals = -Decimal(str(control.step)).as_tuple().exponent
    nearest = min(round(low + steps * control.step, max(decimals, 0)), high)
    return type(control.step)(nearest)


def places(slider):
    """The numbers that a slider stops at on the page, in order; those over decades hold them."""
    if isinstance(slider, widgets.FloatLogSlider):
        return slider.places
    steps = range(round((slider.max - slider.min) / slider.step) + 1)
    return [on_step(slider, slider.min + step * slider.step) for step in steps]


def ends(slider):
    """The lowest and the highest value of a slider; one over decades holds the exponents."""
    if isinstance(slider, widgets.FloatLogSlider):
        return 0 if slider.zero else slider.base**slider.min, slider.base**slider.max
    return slider.min, slider.max


def takes(slider, write=str):
    """In words, which numbers a slider takes; `write` makes a text of a number."""
    if isinstance(slider, widgets.FloatLogSlider) and slider.zero:
        low, high = slider.base**slider.min, slider.base**slider.max
        return f"be 0 or lie between {write(low)} and {write(high)}"
    low, high = ends(slider)
    return f"lie between {write(low)} and {write(high)}"


def outside(slider, value):
    """Whether a number is none of those that a slider takes."""
    low, high = ends(slider)
    above_zero = isinstance(slider, widgets.FloatLogSlider) and slider.zero and 0 < value < slider.base**slider.min
    return above_zero or not low <= value <= high


def check_value(name, control, value):
    """Refuse a value that a control cannot take.

    Raises
    ------
    ValueError
        If a number is outside its slider, or an option is not offered.
    TypeError
        If a slider is given what is not a number, or a text box what is not a text.
    """
    if hasattr(control, "options"):
        offered = [option[1] if isinstance(option, tuple) else option for option in control.options]
        if value not in offered:
            raise ValueError(f"{name} must be one of {offered}; got {shown(value)}")
    elif isinstance(control, widgets.Checkbox):
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be True or False; got {shown(value)}")
    elif isinstance(control, widgets.Text):
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a text; got {shown(value)}")
    elif not isinstance(value, numbers.Real | Decimal) or isinstance(value, bool):
        raise TypeError(f"{name} must be a number; got {shown(value)}")
    else:
        try:
            number = float(value)
        except (OverflowError, ValueError):  # beyond all floats; a NaN that signals
            number = math.nan
        if outside(control, number):
            raise ValueError(f"{name} must {takes(control)}; got {shown(value)}")
