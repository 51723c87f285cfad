"""A figure that answers its controls: what is moved → what is shown → what is on the screen."""

import base64
import math
import uuid
from html import escape

import ipywidgets as widgets
from IPython.display import HTML

from xentlib.engine.asking import Asking, button
from xentlib.engine.controls import check_value, on_step
from xentlib.engine.render import overlay_svg, still_png, whole_png
from xentlib.engine.rows import Row
from xentlib.engine.stops import load_stops

PAGE_SCALE = 1.3  # the width of a stored picture, in widths of the figure
# Pixels of a screen's height: for JupyterLab's bars and what stands below the picture, and for each row of controls.
BESIDE_THE_PICTURE, ROW = 330, 34
SENTENCE = "margin:0;font-size:1.2em;line-height:1.4;min-height:2.8em"  # two lines: a longer one moves no control
# After Shift+Enter JupyterLab puts the next cell in the middle of the window, and the figure above it out of sight. It
# moves the page until 100 ms after the last change of a height, which on a busy machine may be late.
INTO_VIEW = (
    "for (const wait of [250, 800]) setTimeout(() => {"
    "const figure = this.closest('.widget-vbox')?.parentElement, next = figure?.closest('.jp-Cell').nextElementSibling;"
    "if (next?.classList.contains('jp-mod-active')) figure.scrollIntoView({block: 'nearest'})}, wait)"
)
ONE_PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"  # transparent


class Explorer(widgets.VBox):
    """A figure with its controls and its stops.

    Parameters
    ----------
    figure : type of MovingFigure
        What shows a state. Its stops are those in `xentlib/data/stops` under the name of its file.
    controls : dict of str to widget
        One value widget for each part of the state.
    actions : dict of str to callable
        More buttons: state → the part of the state to change.
    columns : int
        How many controls stand beside each other, where there is room.

    Attributes
    ----------
    figure : MovingFigure
        What is drawn.
    controls, columns, actions
        As given.
    labels : dict of str to str
        What is written beside each control.
    stops : dict of str to Stop
        Named states to go to, in the order of a lecture.
    asking : Asking
        Their buttons, and what was asked.
    values : dict of str to float
        The numbers on show.
    sentence : str
        The state in words, with units; also the accessible name of the picture.
    overlay : str
        The moving part, as SVG; of a figure of letters all of it, as HTML.

    Raises
    ------
    ValueError, TypeError
        If a stop does not set every control, or sets one to what it cannot take.
    """

    def __init__(self, figure, controls, *, actions=None, columns=2):
        self._salt = uuid.uuid4().hex  # other notebooks, with kernels of their own, stand on the same page
        self.controls, self.columns, self.actions = controls, columns, actions or {}
        self.figure = figure(**self.state)
        self._start = self.state
        self.stops = load_stops(self.figure.name)
        for stop in self.stops.values():
            self._check_stop(stop)
        self._shown, self._holding, self._stills = None, False, {}
        self._on_page = False
        self._still, self._moving = widgets.HTML(), widgets.HTML()
        self.overlay = ""
        # before the rows observe theirs: so the picture is sent first
        for control in controls.values():
            control.observe(self._moved, "value")
        self.labels = {name: control.description for name, control in controls.items()}  # a row takes them over
        self._rows = {name: Row(control) for name, control in controls.items()}
        self.asking = self._asking_row()
        # below the picture: JupyterLab brings the end of an output into view, and a hand does not hide what moves
        super().__init__([self._picture_box(), self._control_panel(), self.asking])
        self._moved()

    @property
    def values(self):
        return self.figure.values

    @property
    def sentence(self):
        return self.figure.sentence

    # -- state

    @property
    def state(self):
        """The value of every control, on its step, or to two digits over decades."""
        return {name: on_step(control, control.value) for name, control in self.controls.items()}

    def goto(self, **state):
        """Set several controls at once, with one redraw. Numbers go to the nearest step of their slider,
        over decades to two significant digits.

        Returns
        -------
        Explorer
            Itself, so that a cell can show it in that state.

        Raises
        ------
        ValueError
            If there is no such control, a number is outside its slider, an option is not offered,
            or the state as a whole has no meaning. Nothing is changed then.
        TypeError
            If a slider is given what is not a number, or a text box what is not a text.
        """
        self._set(self._on_steps(state))
        return self

    def reset(self):
        """Back to the state in which it first stood on the page."""
        self.goto(**self._start)
        self.asking.rest()

    def _on_steps(self, state):
        """The whole state that these values lead to, or the error of `goto`."""
        for name, value in state.items():
            if name not in self.controls:
                raise ValueError(f"{name} must be one of the controls {', '.join(self.controls)}; got {name!r}")
            check_value(name, self.controls[name], value)
        wanted = self.state | {name: on_step(self.controls[name], value) for name, value in state.items()}
        if reason := self.figure.refuse(**wanted):
            raise ValueError(f"{reason}; got {wanted}")
        return wanted

    def _check_stop(self, stop):
        try:
            wanted = self._on_steps(stop)
        except (ValueError, TypeError) as error:
            raise type(error)(f"{stop.place}: {error}") from None
        if stop != wanted:
            raise ValueError(f"{stop.place}: state must set every control, to a step of it, as {wanted}; got {stop}")

    def _set(self, state):
        for row in self._rows.values():
            row.clear()
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
        if reason := self.figure.refuse(**state):
            changed = next(name for name, value in state.items() if value != self._shown[name])
            self._set(self._shown)
            self._rows[changed].refuse(reason)
            return
        for row in self._rows.values():
            row.clear()
        self._shown = state
        self.figure.update(**state)
        self.overlay = self._as_page() if self.figure.html else self._above_the_still()
        self._moving.value = self.overlay + f'<p aria-hidden="true" style="{SENTENCE}">{escape(self.sentence)}</p>'
        self.asking.follow()

    def _as_page(self):
        # nothing to see: it brings the letters into view when it has come
        self._still.value = f'<img alt="" role="presentation" onload="{INTO_VIEW}" src="{ONE_PIXEL}">'
        return f'<div role="group" aria-label="{escape(self.sentence)}">{self.figure.html}</div>'

    def _above_the_still(self):
        key = self.figure.key
        if key not in self._stills:
            width, height = self.figure.figure.bbox.size
            # any of those made before it is shown may be the first on the page
            seen = "" if self._on_page else f'onload="{INTO_VIEW}" '
            self._stills[key] = (
                f'<img alt="" role="presentation" decoding="sync" width="{width:.0f}" height="{height:.0f}" {seen}'
                f'style="display:block;width:100%;height:auto" '
                f'src="data:image/png;base64,{_base64(still_png(self.figure))}">'
            )
        self._still.value = self._stills[key]
        return overlay_svg(self.figure, self.sentence, self._salt)

    # -- what is on the screen

    def png(self):
        """The whole picture as it is now, as PNG bytes."""
        return whole_png(self.figure)

    def picture(self, **state):
        """A plain picture of `state`, with its sentence as alternative text: for a reader without a kernel."""
        self.goto(**state)
        return plain_picture(self.figure)

    @property
    def widest(self):
        """As wide as the screen's height allows, so that what is moved and what moves are seen together (CSS)."""
        width, height = self.figure.figure.bbox.size
        beside = BESIDE_THE_PICTURE + ROW * math.ceil(len(self.controls) / self.columns)
        return f"clamp({0.8 * width:.0f}px, calc((100vh - {beside}px) * {width / height:.3f}), {2 * width:.0f}px)"

    @property
    def panel(self):
        """The columns of the controls (CSS)."""
        return f"repeat(auto-fit, minmax(max(230px, {90 // self.columns}%), 1fr))"

    def _asking_row(self):
        own = [button(name, lambda action=action: self._act(action)) for name, action in self.actions.items()]
        return Asking(self.stops, self, [*own, button("Reset", self.reset)])

    def _act(self, action):
        self.goto(**action(self.state))
        self.asking.rest()  # what was asked before is over

    def _control_panel(self):
        return widgets.GridBox(
            [*self._rows.values()],
            layout={
                "grid_template_columns": self.panel,
                "grid_gap": "0 8px",
                "overflow": "visible",
            },
        )

    def _picture_box(self):
        for part in (self._still, self._moving):
            part.layout = {"grid_area": "picture", "margin": "0", "width": "auto"}
        return widgets.GridBox(
            [self._still, self._moving],
            layout={
                "grid_template_areas": '"picture"',
                "grid_template_columns": "minmax(0, 1fr)",
                "max_width": self.widest,
                "align_items": "flex-start",
            },
        )

    def _repr_mimebundle_(self, **kwargs):
        if not self._on_page:
            self._on_page, self._start = True, self.state
        bundle = super()._repr_mimebundle_(**kwargs)
        picture = self.png()
        bundle["text/plain"] = self.sentence
        bundle["image/png"] = _base64(picture)
        bundle["text/html"] = _image(self.figure, picture)  # with the alternative text that a PNG cannot have
        return bundle, {"image/png": {"width": _page_width(self.figure)}}


def plain_picture(figure):
    """A whole figure as an image, with the words that tell what it shows."""
    return HTML(_image(figure, whole_png(figure)))


def _image(figure, png):
    return (
        f'<img alt="{escape(figure.sentence)}" width="{_page_width(figure)}" style="max-width:100%;height:auto" '
        f'src="data:image/png;base64,{_base64(png)}">'
    )


def _page_width(figure):
    return round(PAGE_SCALE * figure.figure.bbox.width)


def _base64(png):
    return base64.b64encode(png).decode()
