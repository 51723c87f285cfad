"""The stops of a lecture, as they stand in `xentlib/data/stops`: a file for each chapter, a table for each stop."""

import functools
from importlib.resources import files

from xentlib._validation import nearest
from xentlib.engine.tables import check_table, read_tables

FOLDER = files("xentlib.data") / "stops"
FIGURES = files("xentlib") / "explorers"
NEEDED = {"ask": "a text", "notice": "a text", "state": "a table"}
OPTIONAL = {"minutes": "a number", "short": "true or false"}


class Stop(dict):
    """A state of a figure worth a stop on the way through a lecture: every control and its value.

    Attributes
    ----------
    ask : str
        The question to ask the room there.
    notice : str
        What to notice, in one or two sentences with the number; folded on the page.
    minutes : int, float or None
        How long it takes in the lecture of 50 minutes; None if it is not shown there.
    short : bool
        Whether it is shown in the lecture of 15 minutes, too.
    chapter : str
        The lecture to which it belongs: the name of its notebook without the number.
    place : str
        The file, the figure and the stop, for messages.

    Raises
    ------
    ValueError
        If its minutes are not above 0, or it is for the short lecture alone.
    """

    def __init__(self, place, chapter, *, ask, notice, state, minutes=None, short=False):
        super().__init__(state)
        self.place, self.chapter, self.ask, self.notice = place, chapter, ask, notice
        self.minutes, self.short = minutes, short
        if (short or minutes is not None) and (minutes or 0) <= 0:
            raise ValueError(f"{place}: minutes must be above 0; got {minutes!r}")


def load_stops(figure):
    """The stops of a figure, name → Stop, in the order of its file.

    Raises
    ------
    ValueError
        If a file is not TOML or has stops of no figure, two files have stops of this one, or a stop lacks a key, or has
        one that is unknown or not of its kind.
    """
    found = {file: tables[figure] for file, tables in _files().items() if figure in tables}
    if len(found) > 1:
        raise ValueError(f"the stops of {figure} must stand in one file; got {' and '.join(found)}")
    stops = {}
    for file, tables in found.items():
        for name, table in tables.items():
            place = f"{file}, stop {name!r} of {figure}"
            check_table(place, table, NEEDED, OPTIONAL)
            stops[name] = Stop(place, file.removesuffix(".toml"), **table)
    return stops


@functools.cache
def _files():
    """File name → figure → name of the stop → what is written of it."""
    files = sorted(FOLDER.iterdir(), key=lambda file: file.name)
    found = {file.name: read_tables(file) for file in files if file.name.endswith(".toml")}
    known = [file.name.removesuffix(".py") for file in FIGURES.iterdir() if file.name.endswith(".py")]
    for file, figure in ((file, figure) for file, figures in found.items() for figure in figures):
        if figure not in known:
            close = ", ".join(nearest(figure, known))
            raise ValueError(f"{file}: figure must be one of xentlib/explorers, such as {close}; got {figure!r}")
    return found
