"""What all figures share: artists that are made once, and one computation behind what is drawn and what is said."""

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from xentlib.engine.style import ERRORS, RC


class MovingFigure:
    """A figure whose artists are made once and then only given new data.

    A subclass makes its artists in ``make()``, those that change with the state by ``line``, ``text``, ``note`` or
    ``moves``. Of a state it tells, in this order:

    - ``refuse(**controls)``: why the values of the controls have no meaning together, or None;
    - ``prepare(**controls)``: what they mean, for all that follows, such as P and Q for a few weights;
    - ``measure(**state)``: the numbers on show, name → float, by the maths;
    - ``say(values, **state)``: one sentence with these numbers and their units;
    - ``still_key(**state)``: what the still part depends on, which ``draw_still(*key)`` draws;
    - ``move(values, **state)``: sets the data of what moves;
    - ``page(values, **state)``: for a figure of letters, which a browser sets best, the HTML that stands on the page
      in place of the picture; for all others nothing.

    Attributes
    ----------
    moving : list of matplotlib artists
        What changes with the state.
    values, sentence, html, key
        What was last measured, said and set as a page, and the key of the still part on show.
    """

    size = (10, 4.5)  # inches of 72 pixels; in eighths, so that still and moving part have whole pixels
    WORDS = {}  # all the words on the figure

    def __init__(self, **controls):
        self.moving, self.key = [], None
        with matplotlib.rc_context(RC), np.errstate(**ERRORS):
            self.figure = Figure(figsize=self.size, dpi=72)
            self.make()
        self.update(**controls)

    @property
    def name(self):
        """The name of its file; its stops are filed under it too."""
        return type(self).__module__.rpartition(".")[-1]

    @np.errstate(**ERRORS)
    def update(self, **controls):
        """Show these values of the controls; the picture is the same as that of a new figure."""
        state = self.prepare(**controls)
        self.values = self.measure(**state)
        self.sentence = self.say(self.values, **state)
        self.html = self.page(self.values, **state)
        key = self.still_key(**state)
        if key != self.key:
            self.key = key
            with matplotlib.rc_context(RC):
                self.draw_still(*key)
        self.move(self.values, **state)

    def refuse(self, **controls):
        return None

    def prepare(self, **controls):
        return controls

    def measure(self, **state):
        return {}

    def say(self, values, **state):
        return ""

    def still_key(self, **state):
        return ()

    def draw_still(self):
        """Nothing of the still part depends on the state."""

    def page(self, values, **state):
        return ""

    # -- artists

    def axes(self, *widths, **edges):
        """Axes beside each other, of these relative widths, inside these edges of the figure."""
        return self.figure.subplots(1, len(widths), width_ratios=widths, gridspec_kw=edges)

    def axes_at(self, left, bottom, width, height):
        """Axes at these pixels of the figure."""
        across, up = self.figure.bbox.size
        return self.figure.add_axes((left / across, bottom / up, width / across, height / up))

    def moves(self, artist):
        """`artist` changes with the state. It is drawn above the still ones, and is not clipped."""
        artist.set_clip_on(False)
        artist.set_zorder(artist.get_zorder() + 10)
        self.moving.append(artist)
        return artist

    def line(self, ax, *form, **look):
        """A line or marks that move."""
        (line,) = ax.plot([], [], *form, **look)
        return self.moves(line)

    def text(self, ax, x=0, y=0, **look):
        """Words that change, at a place."""
        return self.moves(ax.text(x, y, "", **look))

    def note(self, ax, x=0, y=0, **look):
        """Words that change, so many points from a place that moves: its `xy`."""
        return self.moves(ax.annotate("", (0, 0), xytext=(x, y), textcoords="offset points", **look))
