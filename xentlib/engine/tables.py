"""Text files of tables, in TOML, that a lecturer edits: read with errors that say file, table, key and rule."""

import tomllib

KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}


def read_tables(file):
    """The tables of a file, by name.

    Raises
    ------
    ValueError
        If it is not TOML in UTF-8, or has a key that is not in a table.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # of the letters or of the form
        raise ValueError(f"{file.name} must be TOML in UTF-8: {error}") from None
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ValueError(f"{file.name}: {name} must be a table; got {table!r}")
    return tables


def check_table(place, table, needed, optional):
    """Refuse a table that lacks a key, or has one that is unknown or not of its kind.

    Parameters
    ----------
    place : str
        Where it stands, for the message.
    table : dict
        What was read.
    needed, optional : dict of str to str
        Key → one of the KINDS.

    Raises
    ------
    ValueError
        The message says place, key, rule and value.
    """
    if not isinstance(table, dict):
        raise ValueError(f"{place} must be a table; got {table!r}")
    kinds = needed | optional
    for key, value in table.items():
        if key not in kinds:  # before those that are missing: it may be one of them, misspelt
            raise ValueError(f"{place}: {key} is unknown; there may be {', '.join(kinds)}")
        if KINDS.get(type(value)) != kinds[key]:
            raise ValueError(f"{place}: {key} must be {kinds[key]}; got {value!r}")
    for key in needed:
        if key not in table:
            raise ValueError(f"{place}: {key} is missing; there must be {', '.join(needed)}")
