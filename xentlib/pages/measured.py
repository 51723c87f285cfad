"""Figures with too many states for tables of all of them.

What depends on the truth alone, or on the model alone, is a table still. The rest follows the numbers on show, which
the page calculates: their digits, or a place that moves along a line with one of them. Which it is, is found by looking
at states of all kinds; what fits nothing is an error.
"""

import itertools

import numpy as np

from xentlib.engine.controls import P_WEIGHTS, Q_WEIGHTS
from xentlib.engine.style import number
from xentlib.pages.skeletons import HUNDREDTHS, Tables, cut, written

GROUPS = P_WEIGHTS, Q_WEIGHTS
TOGETHER = 3000  # states in which all controls have moved
DIGITS = "d"  # of a slot: the digits of a number on show; so many decimals follow
LINE = "l"  # of a slot: a place that moves along a line
INFINITE = "99999.9999"  # stands for ∞ where digits stand, with the four decimals of all numbers on show
NEAR = 1  # hundredths of a pixel, to which matplotlib's places are cut
STEPS = 3  # so often may a text become another one along a number


def sample(axes, start):
    """States of a figure of truth and model.

    First each of the two in all of its states, beside the other's start; then both at random, at times the same or
    nearly so.
    """
    beside = [name for name in axes if name not in {*P_WEIGHTS, *Q_WEIGHTS}]
    for group in GROUPS:
        moving = [*group, *beside]
        for values in itertools.product(*(axes[name] for name in moving)):
            yield start | dict(zip(moving, values, strict=True))
    chance = np.random.default_rng(1)
    for n in range(TOGETHER):
        state = {name: values[chance.integers(len(values))] for name, values in axes.items()}
        if n % 4 == 0:
            state |= {q: state[p] for p, q in zip(*GROUPS, strict=True) if chance.random() < 0.9}
        yield state


def encode_measured(drawing, axes, states, values):
    """A drawing of a `sample` as bytes, like those of `encode`; `values` are the numbers on show in each state."""
    sampled = _Sample(axes, states, np.array(values))
    head = {
        "pieces": [sampled.texts(piece) for piece in drawing.pieces],
        "sentence": sampled.texts(drawing.sentence),
        "still": sampled.table(np.array(drawing.still.which), sampled.there),
        "refusals": list(drawing.refusal.texts),
        "refusal": sampled.refusal(np.array(drawing.refusal.which)),
        "lines": sampled.lines,
        "beside": len(axes) - 1,
        "shape": sampled.shape,
    }
    return sampled.tables.packed(head)


class Following:
    """Finds how the texts of a sample of states follow the numbers on show.

    Parameters
    ----------
    values : array, shape [states, numbers]
        The numbers; NaN where a state is refused.
    units : list of array of bool
        The states with each unit: with another one, lines and words are others.
    tables : Tables
        Where numbers are put that do not follow.
    """

    def __init__(self, values, units, tables):
        self._values, self._units, self.tables, self.lines = values, units, tables, []

    def table(self, column, asked):
        """The place of a table, if a column of numbers depends on the unit alone; or None."""
        heads = [np.unique(column[asked & unit]) for unit in self._units]
        if any(len(head) > 1 for head in heads):
            return None
        table = np.array([head[0] if len(head) else 0 for head in heads])
        return self.tables.add(table, np.array([len(head) > 0 for head in heads]), [self.tables.axes - 1])

    def texts(self, told):
        """What `encoding` makes of a piece, with slots that follow the numbers on show, too."""
        which = np.array(told.which)
        cuts = [cut(text.replace("∞", INFINITE)) for text in told.texts]
        skeletons = {}
        of_text = np.array([skeletons.setdefault(parts.skeleton, len(skeletons)) for parts in cuts])
        of_state = np.where(which >= 0, of_text[which], 0)
        filled = []
        for (literals, kinds), skeleton in skeletons.items():
            asked = (which >= 0) & (of_state == skeleton)
            parts = [literals[0]]
            for slot, (kind, literal) in enumerate(zip(kinds, literals[1:], strict=True)):
                column = np.zeros(len(which), dtype=np.int64)
                column[asked] = [cuts[text].numbers[slot] for text in which[asked]]
                parts += [*self._slot(kind, column, asked), literal]
            filled.append(parts)
        return [self._which(of_state, which >= 0), filled]

    def _slot(self, kind, column, asked):
        table = self.table(column, asked)
        if table is not None:
            return kind, table
        for place in range(self._values.shape[1]):
            if kind == HUNDREDTHS and (line := self._line(column, asked, place)):
                self.lines.append([place, line])
                return LINE, len(self.lines) - 1
            if kind != HUNDREDTHS and self._are_digits(kind, column, asked, place):
                return f"{DIGITS}{kind}", place
        raise ValueError(
            f"a number of a figure must follow its controls or the numbers on show; got {column[asked][:9]}"
        )

    def _are_digits(self, decimals, column, asked, place):
        shown = (number(value, decimals).replace("∞", INFINITE) for value in self._values[asked, place])
        return all(written(decimals, slot) == text for slot, text in zip(column[asked].tolist(), shown, strict=True))

    def _line(self, column, asked, place):
        """For each unit: height at 0, slope, lowest, highest; None if a place does not lie on such lines."""
        lines = []
        for unit in self._units:
            here = asked & unit
            if not here.any():
                lines.append(None)  # the words name the other unit
                continue
            heights, along = column[here], self._values[here, place]
            low, high = int(heights.min()), int(heights.max())
            free = (heights > low + NEAR) & (heights < high - NEAR) & np.isfinite(along)
            slope, at_0 = np.polyfit(along[free], heights[free], 1) if free.sum() > 2 else (0.0, float(low))
            there = np.clip(at_0 + slope * along if slope else at_0, low, high)
            if np.abs(there - heights).max() > NEAR:
                return None
            lines.append([at_0, slope, low, high])
        return lines

    def _which(self, of_state, asked):
        """A table, or the number on show along which a text becomes another one, and where."""
        table = self.table(of_state, asked)
        if table is not None:
            return table
        for place in range(self._values.shape[1]):
            steps = [self._steps(of_state, asked & unit, place) for unit in self._units]
            if all(steps):
                return [place, steps]
        raise ValueError(f"what a figure shows must follow one of the numbers on show; got {len(set(of_state))} forms")

    def _steps(self, of_state, here, place):
        """The numbers between which a text is another one, and which it is; None if there are more than a few."""
        order = np.argsort(self._values[here, place], kind="stable")
        along, texts = self._values[here, place][order], of_state[here][order]
        changes = np.flatnonzero(texts[1:] != texts[:-1])
        if len(changes) > STEPS or np.any(along[changes] == along[changes + 1]):
            return None
        return [along[changes].tolist(), texts[[0, *(changes + 1)]].tolist()]


class _Sample(Following):
    """The same of a figure of truth and model, each of which may have tables."""

    def __init__(self, axes, states, values):
        names = list(axes)
        self.shape = [len(axes[name]) for name in names]
        self._places = np.array([[axes[name].index(state[name]) for name in names] for state in states])
        self._complete = {}  # controls → tables that have all their states
        self._groups = [[names.index(name) for name in group] for group in GROUPS]
        self.there = ~np.isnan(values).any(axis=1)
        units = [self._places[:, -1] == unit for unit in range(self.shape[-1])]
        super().__init__(values, units, Tables(self.shape))

    def table(self, column, asked):
        """A table over one group and the unit, too.

        It must have all states of the group. Where those that are asked for are only a part, as for what is said of an
        infinite cost, a table from elsewhere may hold the same numbers.
        """
        found = super().table(column, asked)
        return found if found is not None else self._over_a_group(column, asked)

    def _over_a_group(self, column, asked):
        for group in self._groups:
            axes = *group, len(self.shape) - 1
            shape = [self.shape[axis] for axis in axes]
            flat = np.ravel_multi_index(self._places[:, axes].T, shape)
            for table in self._complete.get(axes, []):
                if np.array_equal(table[flat[asked]], column[asked]):
                    return self.tables.add(table.reshape(shape), np.full(shape, True), axes)
            table, known = np.zeros(np.prod(shape), dtype=np.int64), np.full(np.prod(shape), False)
            table[flat[asked]], known[flat[asked]] = column[asked], True
            if np.array_equal(table[flat[asked]], column[asked]) and np.all(known[flat[self.there]]):
                self._complete.setdefault(axes, []).append(table)
                return self.tables.add(table.reshape(shape), np.full(shape, True), axes)
        return None

    def refusal(self, column):
        """A table for each group: its states that are refused beside every state of the other one."""
        return [self._refused(group, column) for group in self._groups]

    def _refused(self, group, column):
        shape = [self.shape[axis] for axis in group]
        flat = np.ravel_multi_index(self._places[:, group].T, shape)
        table = np.full(np.prod(shape), np.iinfo(np.int64).max)
        np.minimum.at(table, flat, column)  # -1 where one of them is not refused
        return self.tables.add(table.reshape(shape), np.full(shape, True), group)
