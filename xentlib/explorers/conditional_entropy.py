"""Ten labels and a mark on each: how much of the uncertainty about the label the mark takes away."""

import math

import numpy as np

from xentlib.engine.controls import choice, probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import BOTH, FIRST, SECOND, Areas, box, without_heights
from xentlib.engine.style import GAP_COLOUR, GAP_HATCH, INK, P_COLOUR, number, numbers
from xentlib.information import entropy

LABELS, SHARES = "ABCD", np.array([0.4, 0.3, 0.2, 0.1])
MARKS = ["AB / CD", "AD / BC", "ABC / D"]  # which labels have the same mark
KNOWN = dict(facecolor="white", edgecolor=GAP_COLOUR, hatch=GAP_HATCH, lw=1.5)


def joint_table(mark, wrong):
    """Probabilities of mark and label, shape [2, 4]: a share `wrong` of the marks is the other one."""
    first = np.array([label in mark.split("/")[0] for label in LABELS])
    says_first = np.where(first, 1 - wrong, wrong)
    return SHARES * np.stack([says_first, 1 - says_first])


class ConditionalEntropy(MovingFigure):
    """A table of mark X and label Y as areas, and its five entropies as lengths of bars."""

    size = (10, 4.5)
    WORDS = {
        "left": "A column for each mark X",
        "right": "How much of H(Y) does the mark take away? (nats)",
    }
    RANGE = 2.02

    def prepare(self, *, mark, wrong):
        return {"mark": mark, "wrong": wrong, "table": joint_table(mark, wrong)}

    def measure(self, *, table, **_):
        both = entropy(table.ravel(), base=math.e)
        x, y = (entropy(table.sum(axis=axis), base=math.e) for axis in (1, 0))
        return {"H(X)": x, "H(Y)": y, "H(X, Y)": both, "H(Y|X)": both - x, "I(X; Y)": x + y - both}

    def say(self, values, *, mark, wrong, **_):
        x, y, both, left_over, known = numbers(values.values())
        return (
            f"Mark {mark}, wrong for {number(100 * wrong, 0)} in 100: of H(Y)\u00a0=\u00a0{y} nats it takes away "
            f"I(X;\u00a0Y)\u00a0=\u00a0{known} and leaves H(Y|X)\u00a0=\u00a0{left_over}; "
            f"H(X)\u00a0=\u00a0{x}, H(X,\u00a0Y)\u00a0=\u00a0{both}."
        )

    def make(self):
        left, right = self.axes(1, 2, left=0.03, right=0.98, top=0.88, bottom=0.09, wspace=0.3)
        left.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[], title=self.WORDS["left"])
        left.spines[:].set_visible(False)
        self._areas = Areas(self, left, facecolor="white", edgecolor=P_COLOUR, lw=1.5)
        centred = dict(ha="center", va="center", color=P_COLOUR, weight="bold")
        self._letters = [[self.text(left, **centred) for _ in LABELS] for _ in range(2)]
        self._marks = [self.text(left, y=-0.06, ha="center", va="center") for _ in range(2)]
        without_heights(right)
        right.set(xlim=(0, self.RANGE), title=self.WORDS["right"])
        self._bars = {
            name: self.moves(right.barh([height], [0], 0.13, **look)[0])
            for name, height, look in (
                ("H(X)", 0.8, SECOND),
                ("I(X; Y)", 0.47, KNOWN),
                ("H(Y|X)", 0.47, FIRST),
                ("H(X, Y)", 0.1, BOTH),
            )
        }
        self._ends = [self.line(right, ":", color=INK, lw=1.5) for _ in range(2)]
        self._labels = {
            name: self.text(right, y=height, ha=side, va="center", weight="bold", color=colour)
            for name, height, side, colour in (
                ("H(X)", 0.915, "left", P_COLOUR),
                ("H(Y)", 0.585, "right", P_COLOUR),
                ("I(X; Y)", 0.355, "right", GAP_COLOUR),
                ("H(Y|X)", 0.355, "left", P_COLOUR),
                ("H(X, Y)", 0.215, "left", INK),
            )
        }

    def move(self, values, *, mark, wrong, table):
        self._move_table(mark.split(" / "), table)
        x, y, both, left_over, known = values.values()
        places = {"H(X)": (0, x), "I(X; Y)": (x - known, known), "H(Y|X)": (x, left_over), "H(X, Y)": (0, both)}
        for name, (start, width) in places.items():
            self._bars[name].set(x=start, width=width)
        for end, place, top in zip(self._ends, (x, both), (0.735, 0.405), strict=True):
            end.set_data([place, place], [top - 0.33, top])
        anchors = {"H(X)": 0, "H(Y)": both, "I(X; Y)": x - 0.03, "H(Y|X)": x + 0.03, "H(X, Y)": 0}
        for name, label in self._labels.items():
            label.set(x=anchors[name], text=f"{name} = {number(values[name], 4)}")

    def _move_table(self, marks, table):
        """A column as wide as its mark is frequent, cut into the labels that have it, A on top."""
        areas, left = [], 0.0
        for mark, name, column, letters in zip(marks, self._marks, table, self._letters, strict=True):
            width = column.sum()
            tops = 1 - np.cumsum([0, *column]) / width
            for letter, text, top, low in zip(LABELS, letters, tops, tops[1:], strict=False):
                areas.append(box(left, left + width, low, top))
                roomy = top - low > 0.06
                text.set(x=left + width / 2, y=(top + low) / 2, text=letter if roomy else "")
            name.set(x=left + width / 2, text=mark)
            left += width
        self._areas.show(areas)


def explore_conditional_entropy():
    return Explorer(
        ConditionalEntropy,
        {
            "mark": choice("the mark separates", MARKS, MARKS[0]),
            "wrong": probability("wrong marks", 0.5, 0.0, 1.0, 0.01, P_COLOUR),
        },
    )
