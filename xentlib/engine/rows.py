"""A control on the page: its label, a box to type in, a slider, and room to say why something was not taken."""

from html import escape

import ipywidgets as widgets

from xentlib.engine.controls import SLIDERS, ends, on_step, outside, places, slider, takes
from xentlib.engine.typed import read_number

WORDS = {
    "outside": "{typed}: it must {rule}. Still {value}.",
    "refused": "{reason} Still {value}.",
    "step": "{typed} → {value}: the steps are {step} wide.",
    "digits": "{typed} → {value}: two digits are kept.",
    "edge": "{typed} would become {edge}, and what is {meaning} is another matter. Still {value}.",
    "state": "Not possible: {reason}.",
}
BUBBLE = (
    "position:absolute;left:1em;top:1.1em;z-index:10;width:max-content;max-width:min(24em,70vw);padding:2px 8px;"
    "line-height:1.3;background:#FFF4CE;color:#222;border:1px solid #8A6D00;border-radius:3px;pointer-events:none"
)


class Row(widgets.HBox):
    """A control as it stands on the page.

    A number has a box and a slider that say the same value. The box takes what people type, by `read_number`: on a step
    it stands, between two steps it goes to the nearest (but not to an edge, such as a probability of 0 or 1), and
    anything else is refused beside the box. The slider on the page counts the places of the control in whole numbers:
    of others it would send back a rounding of its own, at times after the reader's next move.

    Parameters
    ----------
    control : widget
        A slider, whose label the box takes over, or any other control, which is shown as it is.
    """

    def __init__(self, control):
        self._control = control
        # it takes no room: what it says lies over the page below, and nothing moves when it comes
        self._told = widgets.HTML(layout={"width": "0", "height": "0", "margin": "0", "overflow": "visible"})
        shown = self._number() if isinstance(control, SLIDERS) else [control]
        look = {"align_items": "center", "flex_flow": "row wrap", "overflow": "visible"}
        super().__init__([self._told, *shown], layout={**look, "grid_area": control.layout.grid_area})

    def clear(self):
        """What was said has been read."""
        self._say("")

    def refuse(self, reason):
        """Say beside the control why the state it led to was not taken."""
        self._say(WORDS["state"].format(reason=reason))

    def _number(self):
        control, self._places = self._control, places(self._control)
        label, control.description = control.description, ""
        # in letters, not pixels: whoever enlarges the letters must see all of them
        label_width = max(5.5, 0.62 * len(label) + 1)
        self._box = widgets.Text(
            description=label,
            continuous_update=False,
            style={"description_width": f"{label_width}em"},
            layout={"width": f"{label_width + 7}em", "flex": "0 0 auto"},
        )
        self._place = slider("", self._nearest(), 0, len(self._places) - 1, 1)
        self._place.style = control.style
        control.observe(self._follow_control, "value")
        self._box.observe(self._follow_box, "value")
        self._place.observe(self._follow_place, "value")
        if isinstance(control, widgets.FloatLogSlider):
            control.observe(self._follow_places, "places")
        self._follow_control()
        return [self._box, self._place]

    def _nearest(self):
        return min(range(len(self._places)), key=lambda place: abs(self._places[place] - self._control.value))

    def _follow_places(self, change):
        """To other places, but as many: a slider whose end has moved sends back what that made of its value."""
        self._places = self._control.places
        self._place.value = self._nearest()

    def _follow_place(self, change):
        if self._place.value != self._nearest():
            self._control.value = self._places[self._place.value]

    def _follow_control(self, change=None):
        if change and change["new"] != self._control.value:  # it has been refused, or put on a step, meanwhile
            return
        value = on_step(self._control, self._control.value)
        if self._box.value != written(value):
            self.clear()
        self._control.value = value
        self._box.value = written(value)
        self._place.value = self._nearest()

    def _follow_box(self, change):
        typed, before = self._box.value, written(self._control.value)
        if typed == before:
            return
        self.clear()
        told = self._take(typed, before)
        self._box.value = written(self._control.value)  # not what was typed, if the explorer refused it
        if told:
            self._say(told)

    def _take(self, typed, before):
        """Set the control to what was typed, and tell what is to be said about it."""
        control, (low, high) = self._control, ends(self._control)
        whole = isinstance(control, widgets.IntSlider)
        try:
            value = read_number(
                typed, hundred_per_cent=getattr(control, "hundred_per_cent", None), whole=whole, low=low, high=high
            )
        except ValueError as error:
            return WORDS["refused"].format(reason=error, value=before)
        if outside(control, value):
            return WORDS["outside"].format(typed=typed.strip(), rule=takes(control, written), value=before)
        nearest = on_step(control, value)
        meaning = getattr(control, "edges", {}).get(nearest)
        if meaning and nearest != value:
            return WORDS["edge"].format(typed=typed.strip(), edge=written(nearest), meaning=meaning, value=before)
        control.value = nearest
        if control.value == nearest and nearest != value:
            words = WORDS["digits" if isinstance(control, widgets.FloatLogSlider) else "step"]
            return words.format(typed=typed.strip(), value=written(nearest), step=written(control.step))

    def _say(self, words):
        self._told.value = f'<div role="status" style="{BUBBLE}">{escape(words)}</div>' if words else ""


def written(value):
    """A number of a slider as its box shows it."""
    return f"{value:.12g}".replace("e-0", "e-")
