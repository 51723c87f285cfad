"""A control on the page: its label, a box to type in, a slider, and room to say why something was not taken."""

from html import escape

import ipywidgets as widgets

from xentlib.engine.controls import SLIDERS, ends, on_step, outside, slider, takes
from xentlib.engine.typed import read_number

WORDS = {
    "outside": "{typed}: it must {rule}. Still {value}.",
    "refused": "{reason} Still {value}.",
    "nearest": "{typed} → {value}, the nearest step.",
    "state": "Not possible: {reason}.",
}


class Row(widgets.HBox):
    """A control as it stands on the page.

    A number has a box and a slider that say the same value. The box takes what people type, by `read_number`: on a step
    it stands, between two steps it goes to the nearest, and anything else is refused beside the box.

    Parameters
    ----------
    control : widget
        A slider, whose label the box takes over, or any other control, which is shown as it is.
    """

    def __init__(self, control):
        self._control, self._has_places = control, isinstance(control, widgets.FloatLogSlider)
        self._told = widgets.HTML(layout={"flex": "1 1 9em", "margin": "0 4px", "display": "none"})
        shown = self._number() if isinstance(control, SLIDERS) else [control]
        layout = {"align_items": "center", "flex_flow": "row wrap", "grid_area": control.layout.grid_area}
        super().__init__([*shown, self._told], layout=layout)

    def clear(self):
        """What was said has been read."""
        self._say("")

    def refuse(self, reason):
        """Say beside the control why the state it led to was not taken."""
        self._say(WORDS["state"].format(reason=reason))

    def _number(self):
        control = self._control
        label, control.description = control.description, ""
        # in letters, not pixels: whoever enlarges the letters must see all of them
        label_width = max(5.5, 0.62 * len(label) + 1)
        self._box = widgets.Text(
            description=label,
            continuous_update=False,
            style={"description_width": f"{label_width}em"},
            layout={"width": f"{label_width + 7}em", "flex": "0 0 auto"},
        )
        moved = self._over_places() if self._has_places else control
        control.observe(self._follow_control, "value")
        self._box.observe(self._follow_box, "value")
        self._follow_control()
        return [self._box, moved]

    def _over_places(self):
        """A slider over the numbers of the control's places: it stands at the nearest, and changes nothing by that."""
        control = self._control
        self._place = slider("", self._nearest(), 0, len(control.places) - 1, 1)
        self._place.style = control.style
        self._place.observe(self._follow_place, "value")
        # to other places, but as many: a slider whose end has moved sends back what that made of its value
        control.observe(lambda change: self._place.set_trait("value", self._nearest()), "places")
        return self._place

    def _nearest(self):
        places, value = self._control.places, self._control.value
        return min(range(len(places)), key=lambda place: abs(places[place] - value))

    def _follow_place(self, change):
        if self._place.value != self._nearest():
            self._control.value = self._control.places[self._place.value]

    def _follow_control(self, change=None):
        if change and change["new"] != self._control.value:  # it has been refused, or put on a step, meanwhile
            return
        self.clear()
        self._control.value = on_step(self._control, self._control.value)
        self._box.value = written(self._control.value)
        if self._has_places:
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
        control.value = nearest
        if control.value == nearest and nearest != value:
            return WORDS["nearest"].format(typed=typed.strip(), value=written(nearest))

    def _say(self, words):
        self._told.layout.display = None if words else "none"  # empty, it would take room from the slider
        self._told.value = (
            f'<span role="status" style="display:inline-block;line-height:1.3">{escape(words)}</span>' if words else ""
        )


def written(value):
    """A number of a slider as its box shows it."""
    return f"{value:.12g}".replace("e-0", "e-")
