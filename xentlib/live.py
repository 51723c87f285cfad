"""A figure that answers its sliders: controls → state → figure → what is on the screen."""

import base64
import math
import numbers
import uuid
from decimal import Decimal
from html import escape

import ipywidgets as widgets
from IPython.display import HTML
from traitlets import CFloat, CInt, CUnicode

from xentlib.figures.render import overlay_svg, still_png, whole_png

PAGE_SCALE = 1.3  # the width of a picture on the page, in widths of the figure
BESIDE_THE_PICTURE = 270  # pixels of a screen's height for code, controls and sentence
SENTENCE = "margin:0;font-size:1.2em;line-height:1.4"
ALL_THERE_IS = {"flex": "1 1 auto", "width": "auto"}  # of a line's width


# The page where a slider was moved or a letter typed knows the value; echoing it back first would only hold up
# the picture.
class _FloatSlider(widgets.FloatSlider):
    value = CFloat(0.0).tag(sync=True, echo_update=False)


class _IntSlider(widgets.IntSlider):
    value = CInt(0).tag(sync=True, echo_update=False)


class _LogSlider(widgets.FloatLogSlider):
    value = CFloat(1.0).tag(sync=True, echo_update=False)


class _TextBox(widgets.Text):
    value = CUnicode("").tag(sync=True, echo_update=False)


SLIDERS = widgets.FloatSlider, widgets.IntSlider, widgets.FloatLogSlider


def slider(label, value, low, high, step, colour=None, layout=ALL_THERE_IS):
    """A slider over low, low + step, … high; whole numbers if the step is whole."""
    kind = _IntSlider if isinstance(step, int) else _FloatSlider
    looks = {"style": {"handle_color": colour}, "layout": layout}
    return kind(value=value, min=low, max=high, step=step, description=label, readout=False, **looks)


def log_slider(label, value, lowest, highest, colour=None):
    """A slider over the powers of ten from `lowest` to `highest`, every decade as long; two significant digits."""
    looks = {"style": {"handle_color": colour}, "layout": ALL_THERE_IS}
    # with a shorter step, an arrow key could end at the same two digits, and the slider would stick
    return _LogSlider(value=value, min=lowest, max=highest, step=0.05, description=label, readout=False, **looks)


def choice(label, options, value):
    """A row of buttons, one of them pressed."""
    return widgets.ToggleButtons(
        options=options,
        value=value,
        description=label,
        style={"button_width": "auto", "description_width": "initial"},
        layout={
            "display": "flex",
            "flex_flow": "row wrap",
            "align_items": "center",
            "width": "auto",
            "grid_gap": "0 8px",
        },
    )


def switch(label):
    """A box to tick."""
    return widgets.Checkbox(value=False, description=label, indent=False)


def menu(label, options, value):
    """One of a list of names."""
    # its margins are 4 pixels: wider, it would cover its neighbour on a narrow page
    return widgets.Dropdown(options=options, value=value, description=label, layout={"max_width": "calc(100% - 4px)"})


def text_box(label, value):
    """A line to type in, across the whole panel; each key stroke counts."""
    return _TextBox(value=value, description=label, layout={"width": "auto", "grid_area": "auto / 1 / auto / -1"})


class Stop(dict):
    """A state worth a stop on the way through a lecture.

    Parameters
    ----------
    ask : str
        The question to ask the room there.
    notice : str
        What to notice, in one or two sentences with the number; folded on the page.
    **state
        Every control, so that what is noticed is what is shown.
    """

    def __init__(self, *, ask, notice, **state):
        super().__init__(state)
        self.ask, self.notice = ask, notice


class Explorer(widgets.VBox):
    """A figure with its controls.

    Parameters
    ----------
    figure : type of MovingFigure
        What shows a state.
    controls : dict of str to widget
        One value widget for each part of the state.
    measure : callable
        State → dict name → number, by the maths: the `values`.
    say : callable
        State and values → one sentence, with units.
    show : callable, optional
        State → what the figure takes, if that is not the state itself.
    presets : dict of str to Stop
        Named states to go to, in the order of a lecture.
    actions : dict of str to callable
        More buttons: state → the part of the state to change.
    columns : int
        How many controls stand beside each other, where there is room.
    refuse : callable, optional
        State → why it has no meaning, or None. A control that leads to such a state goes back.

    Attributes
    ----------
    controls, presets : dict
        As given.
    values : dict of str to float
        The numbers on show.
    sentence : str
        The state in words, with units; also the accessible name of the picture.
    overlay : str
        The moving part, as SVG.
    """

    def __init__(
        self, figure, controls, *, measure, say, show=dict, presets=None, actions=None, refuse=None, columns=2
    ):
        self._salt = uuid.uuid4().hex  # other notebooks, with kernels of their own, stand on the same page
        self._show, self._measure, self._say, self._refuse = show, measure, say, refuse
        self.controls, self.presets = controls, presets or {}
        self._figure = figure(**show(self.state))
        self._start = {name: control.value for name, control in controls.items()}
        self._shown, self._holding, self._stills = None, False, {}
        self._still, self._moving, self._asked = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.overlay, self.values, self.sentence = "", {}, ""
        # before the number boxes hear of a move: the picture is sent first, and the eye waits for nothing else
        for control in controls.values():
            control.observe(self._moved, "value")
        # the question stands below the picture: nothing above it moves when it comes or opens
        super().__init__([self._control_panel(columns, actions or {}), self._picture_box(), self._asked])
        self._moved()

    # -- state

    @property
    def state(self):
        """The value of every control, on its step, or to two digits over decades."""
        return {name: _snap(control, control.value) for name, control in self.controls.items()}

    def goto(self, **state):
        """Set several controls at once, with one redraw. Numbers go to the nearest step of their slider,
        over decades to two significant digits.

        Raises
        ------
        ValueError
            If there is no such control, a number is outside its slider, an option is not offered,
            or the state as a whole has no meaning. Nothing is changed then.
        TypeError
            If a slider is given what is not a number, or a text box what is not a text.
        """
        for name, value in state.items():
            if name not in self.controls:
                raise ValueError(f"{name} must be one of the controls {', '.join(self.controls)}; got {name!r}")
            _check(name, self.controls[name], value)
        wanted = self.state | {name: _snap(self.controls[name], value) for name, value in state.items()}
        if self._refuse and (reason := self._refuse(wanted)):
            raise ValueError(f"{reason}; got {wanted}")
        self._set(wanted)

    def reset(self):
        """Back to the state it opened with."""
        self.goto(**self._start)
        self._asked.value = ""

    def stop_at(self, name):
        """Go to the preset of that name, and put its question below the picture.

        Raises
        ------
        ValueError
            If there is no preset of that name.
        """
        if name not in self.presets:
            raise ValueError(f"name must be one of the stops {', '.join(self.presets)}; got {name!r}")
        stop = self.presets[name]
        self.goto(**stop)
        asked, noticed = escape(stop.ask), escape(stop.notice)
        self._asked.value = (
            f'<details style="{SENTENCE}"><summary>{asked}</summary><p style="margin:0 0 0 1em">{noticed}</p></details>'
        )

    def _set(self, state):
        self._holding = True
        try:
            for name, value in state.items():
                self.controls[name].value = value
        finally:
            self._holding = False
        self._moved()

    def _moved(self, change=None):
        if self._holding:
            return
        state = self.state
        if state == self._shown:
            return
        if self._refuse and self._refuse(state):
            self._set(self._shown)
            return
        self._shown = state
        self.values = self._measure(state)
        self.sentence = self._say(state, self.values)
        shown = self._show(state)
        self._figure.update(**shown)
        key = self._figure.still_key(**shown)
        if key not in self._stills:
            self._stills[key] = (
                f'<img alt="" role="presentation" decoding="sync" style="display:block;width:100%;height:auto" '
                f'src="data:image/png;base64,{_base64(still_png(self._figure))}">'
            )
        self._still.value = self._stills[key]
        self.overlay = overlay_svg(self._figure, self.sentence, self._salt)
        self._moving.value = self.overlay + f'<p aria-hidden="true" style="{SENTENCE}">{escape(self.sentence)}</p>'

    # -- what is on the screen

    def png(self):
        """The whole picture as it is now, as PNG bytes."""
        return whole_png(self._figure)

    def picture(self, **state):
        """A plain picture of `state`, with its sentence as alternative text: for a reader without a kernel."""
        self.goto(**state)
        return plain_picture(self._figure, self.sentence)

    def _control_panel(self, columns, actions):
        rows = [with_number_box(control) for control in self.controls.values()]
        buttons = [
            self._button(name, lambda action=action: self.goto(**action(self.state)))
            for name, action in actions.items()
        ]
        buttons += [self._button(name, lambda name=name: self.stop_at(name)) for name in self.presets]
        buttons.append(self._button("Reset", self.reset))
        narrowest = f"max(230px, {90 // columns}%)"
        grid = widgets.GridBox(
            rows, layout={"grid_template_columns": f"repeat(auto-fit, minmax({narrowest}, 1fr))", "grid_gap": "0 8px"}
        )
        below = widgets.HBox(buttons, layout={"flex_flow": "row wrap"})
        return widgets.VBox([grid, below], layout={"max_width": self._widest})

    @staticmethod
    def _button(name, action):
        button = widgets.Button(description=name, layout={"width": "auto"})
        button.on_click(lambda _: action())
        return button

    def _picture_box(self):
        for part in (self._still, self._moving):
            part.layout = {"grid_area": "picture", "margin": "0", "width": "auto"}
        return widgets.GridBox(
            [self._still, self._moving],
            layout={
                "grid_template_areas": '"picture"',
                "grid_template_columns": "minmax(0, 1fr)",
                "max_width": self._widest,
                # narrower, and the numbers could not be read: the page scrolls instead
                "min_width": f"{_page_width(self._figure) // 2}px",
                "align_items": "flex-start",
            },
        )

    @property
    def _widest(self):
        """On a large screen, as wide as the screen's height allows: what is moved and what moves are seen together."""
        width, height = self._figure.figure.bbox.size
        fitting = f"calc((100vh - {BESIDE_THE_PICTURE}px) * {width / height:.3f})"
        return f"min({2 * width:.0f}px, max({_page_width(self._figure)}px, {fitting}))"

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle["text/plain"] = self.sentence
        bundle["image/png"] = _base64(self.png())
        return bundle, {"image/png": {"width": _page_width(self._figure)}}


def plain_picture(figure, told):
    """A whole figure as an image, with the words that tell what it shows."""
    return HTML(
        f'<img alt="{escape(told)}" width="{_page_width(figure)}" style="max-width:100%;height:auto" '
        f'src="data:image/png;base64,{_base64(whole_png(figure))}">'
    )


def _page_width(figure):
    return round(PAGE_SCALE * figure.figure.bbox.width)


def with_number_box(control):
    """A slider beside a number box that takes over its label; any other control as it is."""
    if not isinstance(control, SLIDERS):
        return control
    label, control.description = control.description, ""
    width = max(160, 80 + 8 * len(label))
    style = {"description_width": "initial"} if width > 160 else {}
    return widgets.HBox([number_box(label, control, style=style, layout={"width": f"{width}px"}), control])


def number_box(label, control, **looks):
    """A number box that follows a slider, and is followed by it."""
    step = None if isinstance(control, widgets.FloatLogSlider) else control.step
    # of decimals for whole numbers too: the other kind drops the point, and reads 33.7 as 337
    box = widgets.FloatText(value=control.value, description=label, step=step, **looks)

    def follow_slider(change):
        box.value = control.value = _snap(control, control.value)

    def follow_box(change):
        if math.isfinite(box.value):
            control.value = _snap(control, box.value)
        box.value = control.value  # not what was asked for, if the explorer refused it

    control.observe(follow_slider, "value")
    box.observe(follow_box, "value")
    return box


def _snap(control, value):
    """`value` inside a slider, on its nearest step or (over decades) to two digits; of any other control, as it is."""
    if not isinstance(control, SLIDERS):
        return value
    low, high = _ends(control)
    value = min(max(value, low), high)
    if isinstance(control, widgets.FloatLogSlider):
        return float(f"{value:.1e}")
    steps = round((value - low) / control.step)
    decimals = -Decimal(str(control.step)).as_tuple().exponent
    return min(round(low + steps * control.step, max(decimals, 0)), high)


def _ends(slider):
    """The lowest and the highest value of a slider; one over decades holds the exponents."""
    if isinstance(slider, widgets.FloatLogSlider):
        return slider.base**slider.min, slider.base**slider.max
    return slider.min, slider.max


def _check(name, control, value):
    if hasattr(control, "options"):
        offered = [option[1] if isinstance(option, tuple) else option for option in control.options]
        if value not in offered:
            raise ValueError(f"{name} must be one of {offered}; got {value!r}")
    elif isinstance(control, widgets.Checkbox):
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be True or False; got {value!r}")
    elif isinstance(control, widgets.Text):
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a text; got {value!r}")
    elif not isinstance(value, numbers.Real):
        raise TypeError(f"{name} must be a number; got {value!r}")
    else:
        low, high = _ends(control)
        if not math.isfinite(value) or not low <= value <= high:
            raise ValueError(f"{name} must lie between {low} and {high}; got {value!r}")


def _base64(png):
    return base64.b64encode(png).decode()
