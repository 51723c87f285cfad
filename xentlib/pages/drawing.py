"""All states of a figure, piece by piece: a moving artist is drawn again only when it looks different."""

import itertools
from dataclasses import dataclass, field

import matplotlib
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.path import Path

from xentlib.engine.render import drawn_svg, in_order, still_picture
from xentlib.engine.style import ERRORS, RC

# what changes when an artist is drawn, and is made from the rest
MADE_BY_DRAWING = {"_stale", "_renderer"}
MADE_BY_DRAWING_A_LINE = MADE_BY_DRAWING | {"_invalidx", "_invalidy", "_xy", "_x", "_y", "_path", "_transformed_path"}


@dataclass
class Told:
    """Texts, and which of them stands in which state, in the order of the states; -1 where there is none."""

    texts: dict = field(default_factory=dict)
    which: list = field(default_factory=list)

    def add(self, text):
        self.which.append(-1 if text is None else self.texts.setdefault(text, len(self.texts)))

    def extend(self, later):
        places = [self.texts.setdefault(text, len(self.texts)) for text in later.texts]
        self.which += [-1 if place < 0 else places[place] for place in later.which]


@dataclass
class Drawing:
    """A figure in many states.

    Attributes
    ----------
    size : tuple of float
        Width and height, in pixels.
    pieces : list of Told
        The SVG of each moving artist, in drawing order; their join is the overlay.
    sentence, refusal, still : Told
        The state in words; why it is none, if it is none; the key of the still part.
    pictures : dict
        Key → the picture of the still part.
    """

    size: tuple
    pieces: list
    sentence: Told = field(default_factory=Told)
    refusal: Told = field(default_factory=Told)
    still: Told = field(default_factory=Told)
    pictures: dict = field(default_factory=dict)

    @property
    def told(self):
        return [*self.pieces, self.sentence, self.refusal, self.still]

    def extend(self, later):
        """The states of another part of the same figure come after these."""
        for one, other in zip(self.told, later.told, strict=True):
            one.extend(other)
        self.pictures |= later.pictures


def states(axes):
    """All combinations of the values of the controls, in the order of drawing.

    The still part depends on what has few values, such as a unit: that moves last.
    """
    names = _slowest_first(axes)
    return [dict(zip(names, values, strict=True)) for values in itertools.product(*(axes[name] for name in names))]


def by_control(told, axes):
    """Which text stands in which state, as an array with an axis for each control."""
    names = _slowest_first(axes)
    which = np.reshape(told.which, [len(axes[name]) for name in names])
    return which.transpose([names.index(name) for name in axes])


def _slowest_first(axes):
    return sorted(axes, key=lambda name: len(axes[name]))


def draw(figure, states):
    """These states of a moving figure."""
    artists = in_order(figure.moving)
    drawing = Drawing(tuple(figure.figure.bbox.size), [Told() for _ in artists])
    looks = [_Looks(figure, artist) for artist in artists]
    with matplotlib.rc_context({**RC, "svg.hashsalt": figure.name}), np.errstate(**ERRORS):
        for state in states:
            refusal = figure.refuse(**state)
            if refusal:
                shown = [None] * len(artists), None, refusal, None
            else:
                figure.update(**state)
                if figure.key not in drawing.pictures:
                    drawing.pictures[figure.key] = still_picture(figure)
                shown = [look.piece() for look in looks], figure.sentence, None, figure.key
            pieces, *others = shown
            for one, text in zip(drawing.told, [*pieces, *others], strict=True):
                one.add(text)
    return drawing


class _Looks:
    """The pieces of SVG of one artist, each drawn once."""

    def __init__(self, figure, artist):
        self._figure, self._artist = figure, artist
        self._made = MADE_BY_DRAWING_A_LINE if isinstance(artist, Line2D) else MADE_BY_DRAWING
        self._parts = {}  # name of an attribute → its last value, and that value in a form that can be compared
        self._pieces, self._last = {}, None

    def piece(self):
        key, artist = self._figure.key, self._artist
        if artist.stale or self._last is None or self._last[0] != key:
            look = key, *map(self._part, vars(artist).items())
            if look not in self._pieces:
                self._pieces[look] = drawn_svg([artist], *self._figure.figure.bbox.size)
            artist.stale = False
            self._last = key, self._pieces[look]
        return self._last[1]

    def _part(self, attribute):
        name, value = attribute
        if name in self._made:
            return None
        known = self._parts.get(name)
        if known is None or known[0] is not value:
            known = self._parts[name] = value, _plain(value)
        return known[1]


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
