"""The stops on the page: a button for each, which asks, then moves the figure, then tells."""

from html import escape

import ipywidgets as widgets

WORDS = {
    "first": "A button with ? asks a question; pressed again, it moves the figure; once more, it answers.",
    "asked": "{name} again: the figure moves.",
    "moved": "{name} again: the answer.",
}
STYLE = (
    "margin:0;font-size:1.2em;line-height:1.4;min-height:4.2em"  # three lines, so that the page below keeps its place
)
PRESSED = "info"


class Asking(widgets.VBox):
    """The buttons of a figure and, below them, what was asked.

    Nobody is told before they could think: the first press of a stop shows its question and leaves the figure as it is,
    the second sets the figure, the third tells what to notice, and that stays. Where the figure is there already, the
    second press tells; where it has been moved away, what was told of it is taken back.

    Parameters
    ----------
    stops : dict of str to Stop
        Their names stand on the buttons.
    figure : Explorer
        What has a `state`, and goes to that of a stop by `goto`.
    others : list of widgets
        More buttons, which stand in the same row.
    """

    def __init__(self, stops, figure, others):
        self._stops, self._figure = stops, figure
        self._buttons = {name: button(name, lambda name=name: self.press(name), icon="question") for name in stops}
        self._words = widgets.HTML(layout={"margin": "0"})
        row = widgets.HBox([*self._buttons.values(), *others], layout={"flex_flow": "row wrap"})
        super().__init__([row, self._words] if stops else [row], layout={"overflow": "visible"})
        self.rest()

    def rest(self):
        """As before the first press."""
        self._name, self._presses = None, 0
        self._mark()
        self._say(f"<em>{WORDS['first']}</em>")

    def press(self, name):
        self._presses = min(self._presses + 1, 3) if name == self._name else 1
        self._name = name
        self._mark()
        if self._presses == 2 and self._is_there():
            self._presses = 3
        elif self._presses == 2:
            self._figure.goto(**self._stops[name])
        self._say(self._text())

    def follow(self):
        """The figure has been moved: what was told of a stop is not true elsewhere."""
        if self._presses > 1 and not self._is_there():
            self._presses = 1
            self._say(self._text())

    def _is_there(self):
        return self._figure.state == self._stops[self._name]

    def _text(self):
        stop = self._stops[self._name]
        asked = f"<strong>{escape(stop.ask)}</strong><br>"
        if self._presses == 3:
            return f"{asked}<em>{escape(self._name)}:</em> {escape(stop.notice)}"
        words = WORDS["moved" if self._is_there() else "asked"]
        return f"{asked}<em>{words.format(name=escape(self._name))}</em>"

    def _mark(self):
        for name, button_ in self._buttons.items():
            button_.button_style = PRESSED if name == self._name else ""

    def _say(self, words):
        self._words.value = f'<p role="status" style="{STYLE}">{words}</p>'


def button(name, action, **look):
    pressed = widgets.Button(description=name, layout={"width": "auto"}, **look)
    pressed.on_click(lambda _: action())
    return pressed
