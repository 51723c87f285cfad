"""A drawing as what its page holds: skeletons and tables, from which the page writes every state again."""

import numpy as np

from xentlib.pages.drawing import by_control
from xentlib.pages.skeletons import SHAPES, WHOLE, Tables, cut, reduced, written


def encode(drawing, axes):
    """The numbers of a drawing of all states, as bytes: those of `Tables.packed`."""
    tables = Tables([len(values) for values in axes.values()])
    still, refusal = by_control(drawing.still, axes), by_control(drawing.refusal, axes)
    head = {
        "shape": still.shape,
        "pieces": [_texts(piece, tables, axes) for piece in drawing.pieces],
        "sentence": _texts(drawing.sentence, tables, axes),
        "still": tables.add(still, still >= 0),
        "refusals": list(drawing.refusal.texts),
        "refusal": tables.add(refusal, np.full(refusal.shape, True)),
    }
    return tables.packed(head)


def _texts(told, tables, axes):
    """All texts of a piece: the table of their skeletons, the skeletons, and its paths where these have many shapes."""
    which = by_control(told, axes)
    which, there, controls = reduced(which, which >= 0, range(len(axes)))
    cuts, paths = [cut(text) for text in told.texts], None
    if len({parts.skeleton for parts in cuts}) > SHAPES:
        paths = {}
        cuts = [cut(text, paths) for text in told.texts]
    skeletons = {}
    of_text = np.array([skeletons.setdefault(parts.skeleton, len(skeletons)) for parts in cuts])
    of_state = np.where(there, of_text[which], 0)
    filled = []
    for (literals, kinds), number in skeletons.items():
        asked = there & (of_state == number)
        columns = np.zeros((len(cuts), len(kinds)), dtype=np.int64)
        for text in np.flatnonzero(of_text == number):
            columns[text] = cuts[text].numbers
        slots = [
            (kind, tables.add(np.where(asked, column[which], 0), asked, controls))
            for kind, column in zip(kinds, columns.T, strict=True)
        ]
        filled.append(_filled(literals, slots, tables.heads))
    return [tables.add(of_state, there, controls), filled, *([tables.add_paths(paths)] if paths else [])]


def _filled(literals, slots, heads):
    """A skeleton with the numbers in it that are the same in all states: literal, kind, table, literal, …"""
    parts = [literals[0]]
    for (kind, table), literal in zip(slots, literals[1:], strict=True):
        if isinstance(heads[table], int) and kind != WHOLE:
            parts[-1] += written(kind, heads[table]) + literal
        else:
            parts += [kind, table, literal]
    return parts
