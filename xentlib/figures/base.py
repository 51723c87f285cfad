"""What all figures share: a matplotlib figure, the artists that move, and the key of the part that does not."""

import matplotlib
from matplotlib.figure import Figure

from xentlib.figures.style import RC


class MovingFigure:
    """A figure whose artists are made once and then only given new data.

    A subclass makes its artists in ``make()``, says of those that change with the state
    ``self.moves(artist)``, and sets their data in ``move(**state)``. What the still part depends on
    is told by ``still_key(**state)`` and drawn by ``draw_still(*key)``.
    """

    size = (10, 4.5)  # inches of 72 pixels, in eighths: so still and moving part agree to the pixel
    WORDS = {}  # all the words on the figure

    def __init__(self, **state):
        self.moving = []
        self._still = None
        with matplotlib.rc_context(RC):
            self.figure = Figure(figsize=self.size, dpi=72)
            self.make()
        self.update(**state)

    def moves(self, artist):
        """`artist` changes with the state. It is drawn above the still ones, and data stay inside the axes."""
        artist.set_clip_on(False)
        artist.set_zorder(artist.get_zorder() + 10)
        self.moving.append(artist)
        return artist

    def update(self, **state):
        """Show `state`; the picture is the same as that of a new figure in this state."""
        key = self.still_key(**state)
        if key != self._still:
            self._still = key
            with matplotlib.rc_context(RC):
                self.draw_still(*key)
        self.move(**state)

    def still_key(self, **state):
        return ()

    def draw_still(self):
        """Nothing of the still part depends on the state."""
