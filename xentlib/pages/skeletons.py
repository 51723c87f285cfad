"""From the texts of all states to little: texts with gaps for their numbers, and tables of whole numbers to fill them.

Nothing here knows what a figure shows. Each text is cut into a skeleton (what is not a number) and slots (its numbers).
Of each slot, the controls on which it does not depend are found by looking, and dropped; what is left is a table over
few controls, stored as differences.
"""

import base64
import json
import re
import struct
import zlib
from dataclasses import dataclass, field

import numpy as np

TAG = re.compile(r"(<[^>]*>)")
PATH = re.compile(r'(?<= d=")[^"]+')
# a place on the picture: not a colour, not a part of a name, nothing with a unit
COORDINATE = re.compile(r"(?<![\w#.&;-])-?\d*\.?\d+(?![\w%.])")
PRINTED = re.compile(r"−?(?<![\d.])\d+(?:\.\d+)?")
HUNDREDTHS = "h"  # a coordinate, in 1/100 of a pixel; of a printed number the kind is the count of its decimals
WHOLE = "p"  # all of a path, which has another shape in other states: its place in a list
LINES = re.compile(r"(L # # )+")
SHAPES = 3  # so many skeletons may a text have for the shapes of its paths
LARGEST = 10**9


@dataclass
class Cut:
    """A text as literal, number, literal, …, literal."""

    literals: list = field(default_factory=lambda: [""])
    kinds: list = field(default_factory=list)
    numbers: list = field(default_factory=list)

    def add(self, literal):
        self.literals[-1] += literal

    def gap(self, kind, number):
        self.kinds.append(kind)
        self.numbers.append(number)
        self.literals.append("")

    @property
    def skeleton(self):
        return tuple(self.literals), tuple(self.kinds)


def cut(text, paths=None):
    """The coordinates of SVG, and the numbers that it says; with a list of paths, where in it each path is put."""
    parts = Cut()
    for piece in TAG.split(text):
        if piece.startswith("<path ") and paths is not None:
            _cut_numbers(parts, piece, PATH, lambda path: (WHOLE, paths.setdefault(path, len(paths))))
        elif piece.startswith("<"):
            _cut_numbers(parts, piece, COORDINATE, lambda number: (HUNDREDTHS, hundredths(number)))
        else:
            _cut_numbers(parts, piece, PRINTED, _printed)
    return parts


def hundredths(number):
    return round(float(number) * 100)


def _cut_numbers(parts, text, pattern, read):
    last = 0
    for found in pattern.finditer(text):
        kind, number = read(found[0])
        if kind is None or abs(number) >= LARGEST:
            continue
        parts.add(text[last : found.start()])
        parts.gap(kind, number)
        last = found.end()
    parts.add(text[last:])


def _printed(text):
    """Its decimals, and the number in units of the last; None for what could not be written so again."""
    decimals = len(text.partition(".")[2])
    number = int(text.replace("−", "").replace(".", "")) * (-1 if text[0] == "−" else 1)
    return (decimals if written(decimals, number) == text else None), number


def written(kind, number):
    """A number of a slot as it stands in the text; the page writes it in the same way."""
    if kind == HUNDREDTHS:
        return f"{number / 100:.2f}".rstrip("0").rstrip(".")
    digits = str(abs(number)).zfill(kind + 1)
    point = len(digits) - kind
    return "−" * (number < 0) + digits[:point] + "." * bool(kind) + digits[point:]


class Tables:
    """Tables of whole numbers over the controls of a figure, each one stored once."""

    def __init__(self, shape):
        self._shape = shape
        self._known = {}
        self.heads, self._bodies = [], []

    @property
    def axes(self):
        return len(self._shape)

    def packed(self, head):
        """These tables after a JSON text of `head` and of what the tables are, as bytes.

        They begin with the length of the text: four bytes, the highest first.
        """
        text = json.dumps(head | {"tables": self.heads}, ensure_ascii=False, separators=(",", ":")).encode()
        return struct.pack(">I", len(text)) + text + b"".join(self._bodies)

    def add(self, table, asked, axes=None):
        """A number for each state, of which those in `asked` matter; the place of its table.

        It has an axis for each control, or for those whose places are given.
        """
        table, _, axes = reduced(table, asked, range(len(self._shape)) if axes is None else axes)
        key = axes, table.tobytes()
        if key not in self._known:
            self._known[key] = len(self.heads)
            if axes:
                orders, differences = _differences(table)
                self.heads.append([list(axes), orders])
                self._bodies.append(varints(differences))
            else:
                self.heads.append(int(table))
        return self._known[key]

    def add_paths(self, paths):
        """Paths of many shapes, each one a list of numbers; the place where they are.

        The commands of a path are told apart from its numbers; lines that follow each other are one `*`.
        """
        commands, numbers, before = {}, [], []
        for path in paths:
            shape = LINES.sub("*", COORDINATE.sub("#", path))
            shape = shape if shape.count("*") < 2 else COORDINATE.sub("#", path)
            points = [hundredths(number) for number in COORDINATE.findall(path)]
            near = before if len(before) == len(points) else [0, 0, *points]  # the last path, or the point before
            numbers += [commands.setdefault(shape, len(commands)), len(points), near is before]
            numbers += [point - base for point, base in zip(points, near, strict=False)]
            before = points
        self.heads.append({"paths": len(paths), "commands": list(commands)})
        self._bodies.append(varints(numbers))
        return len(self.heads) - 1


def reduced(table, known, axes):
    """The same table without the controls on which it does not depend: table, where it is known, controls."""
    left = []
    for axis, control in enumerate(axes):
        some = known.any(axis=axis, keepdims=True)
        low = np.where(known, table, LARGEST).min(axis=axis, keepdims=True)
        high = np.where(known, table, -LARGEST).max(axis=axis, keepdims=True)
        if np.all((low == high) | ~some):
            table, known = np.where(some, low, 0), some
        else:
            left.append(control)
    shape = [size for size in table.shape if size > 1]
    # what is never asked for repeats what stands before it: a difference of 0
    last = np.maximum.accumulate(np.where(known.ravel(), np.arange(known.size), 0))
    return table.ravel()[last].reshape(shape), known.reshape(shape), tuple(left)


def _differences(table):
    """Along each axis as often as makes the numbers small: how often, and the differences."""
    orders = []
    for axis in range(table.ndim):
        tried = [np.diff(table, n, axis, prepend=np.zeros_like(table.take(range(n), axis))) for n in range(3)]
        best = min(range(3), key=lambda n: np.log2(1 + 2 * np.abs(tried[n])).sum())
        orders.append(best)
        table = tried[best]
    return orders, table


def varints(numbers):
    """Whole numbers as bytes, small ones as one: the sign is the lowest bit, and the highest says that more follow."""
    numbers = np.asarray(numbers, dtype=np.int64).ravel()
    zigzag = ((numbers << 1) ^ (numbers >> 63)).astype(np.uint64)
    groups = np.stack([(zigzag >> np.uint64(7 * k)) & np.uint64(127) for k in range(5)], axis=1).astype(np.uint8)
    used = np.stack([zigzag >= (np.uint64(1) << np.uint64(7 * k)) for k in range(1, 5)], axis=1)
    groups[:, :4] |= used.astype(np.uint8) << 7
    keep = np.concatenate([np.ones((len(zigzag), 1), dtype=bool), used], axis=1)
    return groups[keep].tobytes()


def deflated(data):
    """Bytes as a text (base64) that a browser inflates: `deflate-raw`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(packer.compress(data) + packer.flush()).decode()
