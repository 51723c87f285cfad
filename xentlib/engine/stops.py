"""The stops of a lecture, as they stand in `xentlib/data/stops`: a file for each chapter, a table for each stop."""

import functools
import tomllib
from importlib.resources import files

FOLDER = files("xentlib.data") / "stops"
KINDS = {"ask": "a text", "notice": "a text", "state": "a table", "minutes": "a number", "short": "true or false"}
NEEDED = "ask", "notice", "state"


class Stop(dict):
    """A state of a figure worth a stop on the way through a lecture: every control and its value.

    Attributes
    ----------
    ask : str
        The question to ask the room there.
    notice : str
        What to notice, in one or two sentences with the number; folded on the page.
    minutes : int, float or None
        How long it takes in a lecture.
    short : bool
        Whether it belongs to the 15-minute plan too.
    place : str
        The file, the figure and the stop, for messages.
    """

    def __init__(self, place, *, ask, notice, state, minutes=None, short=False):
        super().__init__(state)
        self.place, self.ask, self.notice, self.minutes, self.short = place, ask, notice, minutes, short


def load_stops(figure):
    """The stops of a figure, name → Stop, in the order of its chapter's file.

    Raises
    ------
    ValueError
        If a file is not TOML, two files have stops of this figure, or a stop lacks a key, or has one that is unknown or
        not of its kind.
    """
    chapters = {chapter: tables[figure] for chapter, tables in _chapters().items() if figure in tables}
    if len(chapters) > 1:
        raise ValueError(f"the stops of {figure} must stand in one file; got {' and '.join(chapters)}")
    return {
        name: _stop(f"{chapter}, stop {name!r} of {figure}", written)
        for chapter, stops in chapters.items()
        for name, written in stops.items()
    }


@functools.cache
def _chapters():
    """File name → figure → name of the stop → what is written of it."""
    files = sorted(FOLDER.iterdir(), key=lambda file: file.name)
    return {file.name: _tables(file) for file in files if file.name.endswith(".toml")}


def _tables(file):
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file.name} must be TOML: {error}") from None
    for figure, stops in tables.items():
        if not isinstance(stops, dict):
            raise ValueError(f"{file.name}: {figure} must be a table of stops; got {stops!r}")
    return tables


def _stop(place, written):
    if not isinstance(written, dict):
        raise ValueError(f"{place}: must be a table; got {written!r}")
    for key in NEEDED:
        if key not in written:
            raise ValueError(f"{place}: {key} is missing; a stop must have {', '.join(NEEDED)}")
    for key, value in written.items():
        if key not in KINDS:
            raise ValueError(f"{place}: {key} is unknown; a stop has {', '.join(KINDS)}")
        if _kind(value) != KINDS[key]:
            raise ValueError(f"{place}: {key} must be {KINDS[key]}; got {value!r}")
    return Stop(place, **written)


def _kind(value):
    if isinstance(value, bool):  # which is a number too
        return "true or false"
    kinds = {str: "a text", dict: "a table", int: "a number", float: "a number"}
    return kinds.get(type(value))
