"""All states of a figure, piece by piece: a moving artist is drawn again only when it looks different."""

import itertools
from dataclasses import dataclass, field

import matplotlib
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.path import Path

from xentlib.engine.render import drawn_svg, in_order, still_png
from xentlib.engine.style import ERRORS, RC

# what changes when an artist is drawn, and is made from the rest
MADE_BY_DRAWING = {"_stale", "_renderer"}
MADE_BY_DRAWING_A_LINE = MADE_BY_DRAWING | {"_invalidx", "_invalidy", "_xy", "_x", "_y", "_path", "_transformed_path"}


@dataclass
class Told:
    """Texts, and which of them stands in which state (in the order of the states; -1 where there is none)."""

    texts: dict = field(default_factory=dict)
    which: list = field(default_factory=list)

    def add(self, text):
        self.which.append(self.texts.setdefault(text, len(self.texts)))


@dataclass
class Drawing:
    """A figure in all its states.

    Attributes
    ----------
    axes : dict of str to list
        The values of each control; a state is one of each, and the last control runs fastest.
    size : tuple of float
        Width and height, in pixels.
    pieces : list of Told
        The SVG of each moving artist, in drawing order; their join is the overlay.
    sentence : Told
    stills : Told
        The keys of the still part.
    pngs : dict
        Key → the picture of the still part.
    """

    axes: dict
    size: tuple
    pieces: list
    sentence: Told = field(default_factory=Told)
    stills: Told = field(default_factory=Told)
    pngs: dict = field(default_factory=dict)

    @property
    def shape(self):
        return tuple(len(values) for values in self.axes.values())


def draw(figure, axes):
    """Every state of a moving figure over these values of its controls."""
    axes = dict(
        sorted(axes.items(), key=lambda axis: len(axis[1]))
    )  # the still part depends on switches: they move last
    artists = in_order(figure.moving)
    drawing = Drawing(axes, tuple(figure.figure.bbox.size), [Told() for _ in artists])
    looks = [_Looks(figure, artist) for artist in artists]
    told = [*drawing.pieces, drawing.sentence, drawing.stills]
    with matplotlib.rc_context({**RC, "svg.hashsalt": figure.name}), np.errstate(**ERRORS):
        for values in itertools.product(*axes.values()):
            state = dict(zip(axes, values, strict=True))
            if figure.refuse(**state):
                for one in told:
                    one.which.append(-1)
                continue
            figure.update(**state)
            if figure.key not in drawing.pngs:
                drawing.pngs[figure.key] = still_png(figure)
            for one, text in zip(told, [*[look.piece() for look in looks], figure.sentence, figure.key], strict=True):
                one.add(text)
    return drawing


class _Looks:
    """The pieces of SVG of one artist, each drawn once."""

    def __init__(self, figure, artist):
        self._figure, self._artist = figure, artist
        self._made = MADE_BY_DRAWING_A_LINE if isinstance(artist, Line2D) else MADE_BY_DRAWING
        self._pieces, self._last = {}, None

    def piece(self):
        key, artist = self._figure.key, self._artist
        if artist.stale or self._last is None or self._last[0] != key:
            look = key, *map(_plain, (value for name, value in vars(artist).items() if name not in self._made))
            if look not in self._pieces:
                self._pieces[look] = drawn_svg([artist], *self._figure.figure.bbox.size)
            artist.stale = False
            self._last = key, self._pieces[look]
        return self._last[1]


def _plain(value):
    """A value of an artist in a form that can be compared; of what belongs to the whole figure, nothing."""
    if isinstance(value, np.ndarray):
        return value.tobytes()
    if isinstance(value, tuple | list):
        return tuple(map(_plain, value))
    if isinstance(value, Path):
        return _plain(value.vertices), _plain(value.codes)
    if isinstance(value, FontProperties | str | float | int | np.generic):
        return value
    return None
