"""Which function measures surprise? Each candidate on trial with two independent events."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from xentlib.engine.controls import menu, probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import BOTH, BOTH_COLOUR, FIRST, SECOND, SECOND_COLOUR, Cut, without_heights
from xentlib.engine.style import INK, P_COLOUR, number
from xentlib.models.alternatives import CANDIDATES


class Candidates(MovingFigure):
    """A function of p on trial as a measure of surprise, by three requirements."""

    size = (10, 4.125)
    WORDS = {
        "left": "f(p) = {f}",
        "right": "Two independent events",
        "probability": "p",
        "dots": ("A", "B", "A and B"),
        "sum": "f(A) + f(B) = {a} {sign} {b} = {value}",
        "both": "f(A and B) = {value}",
        "certain": ("✗ certain is not 0", "✓ certain → 0"),
        "rarer": ("✗ rarer is not strictly more", "✓ rarer → strictly more"),
        "adds": ("✗ independent: does not add here", "✓ independent: adds here"),
        "trivial": ("", "✓ adds here, where one is certain"),
    }
    RANGE = {"−log₂ p": (0, 7), "−ln p": (0, 5), "1 − p": (0, 1), "1/p − 1": (0, 20), "0": (-1, 1), "+ln p": (-5, 0)}
    FINE = np.geomspace(0.004, 1, 300)

    def measure(self, *, f, a, b):
        first, second, both = (float(CANDIDATES[f](p)) for p in (a, b, a * b))
        return {"f(A)": first, "f(B)": second, "f(A) + f(B)": first + second, "f(A and B)": both}

    def say(self, values, *, f, a, b):
        total, both = (number(values[name], 4) for name in ("f(A) + f(B)", "f(A and B)"))
        verdict = "adds" if _adds(values) else "does not add"
        return (
            f"f(p) = {f} with p(A) = {number(a)}, p(B) = {number(b)}: f(A) + f(B) = {total} "
            f"and f(A and B) = {both}, pure numbers; f {verdict} here."
        )

    def make(self):
        self._left = left = self.figure.add_axes([0.06, 0.15, 0.36, 0.66])
        self._right = right = self.figure.add_axes([0.5, 0.46, 0.47, 0.44])
        left.set(xlim=(0, 1), xticks=[0, 0.25, 0.5, 0.75, 1], xlabel=self.WORDS["probability"])
        (self._curve,) = left.plot([], [], color=P_COLOUR, lw=2.5)
        looks = (
            dict(marker="o", ms=14, mfc=P_COLOUR, mec=P_COLOUR),
            dict(marker="s", ms=9, mfc=SECOND_COLOUR, mec=P_COLOUR, mew=1.5),
            dict(marker="D", ms=8, mfc=BOTH_COLOUR, mec=INK, mew=1.5),
        )
        named = zip(self.WORDS["dots"], looks, strict=True)
        self._dots = [self.line(left, ls="", label=words, **look) for words, look in named]
        left.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, ncols=3, borderaxespad=0, handletextpad=0.3)
        without_heights(right)
        right.set_title(self.WORDS["right"])
        for axis in (left.yaxis, right.xaxis):
            axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        placed = zip((0.67, 0.67, 0.2), (FIRST, SECOND, BOTH), strict=True)
        self._bars = [self.moves(right.barh([y], [0], height=0.2, **look)[0]) for y, look in placed]
        self._beyond = self.line(right, ">", ms=11, color=INK)
        at_the_left = dict(transform=right.get_yaxis_transform(), va="center", weight="bold")
        self._sum = self.text(right, 0, 0.87, color=P_COLOUR, **at_the_left)
        self._both = self.text(right, 0, 0.4, **at_the_left)
        self._certain, self._rarer, adds = (
            right.text(0, y, "", transform=right.transAxes, fontsize=13) for y in (-0.44, -0.65, -0.86)
        )
        self._adds = self.moves(adds)

    def still_key(self, *, f, a, b):
        return (f,)

    def draw_still(self, f):
        low, high = self.RANGE[f]
        values = CANDIDATES[f](self.FINE)
        self._left.set_title(self.WORDS["left"].format(f=f), pad=24)
        self._left.set_ylim(low, high + 0.1 * (high - low))
        self._curve.set_data(self.FINE, Cut(high, high).curve(values))
        self._right.set_xlim(low, 2 * high if f == "1 − p" else high)
        self._judge(self._certain, CANDIDATES[f](1.0) == 0, "certain")
        self._judge(self._rarer, (np.diff(values) < 0).all(), "rarer")

    def move(self, values, *, f, a, b):
        first, second, total, both = values.values()
        low, high = self.RANGE[f]
        cut = Cut(high, high + 0.05 * (high - low))
        for dot, p, value in zip(self._dots, (a, b, a * b), (first, second, both), strict=True):
            dot.set_data([p], [cut.height(value)])
        end = self._right.get_xlim()[1]
        for bar, start, value in zip(self._bars, (0, first, 0), (first, second, both), strict=True):
            bar.set(x=start, width=min(value, end))
        self._beyond.set_data(([end], [0.2]) if both > end else ([], []))
        words = dict(a=number(first, 3), b=number(abs(second), 3), value=number(total, 3))
        self._sum.set_text(self.WORDS["sum"].format(sign="−" if second < 0 else "+", **words))
        self._both.set_text(self.WORDS["both"].format(value=number(both, 3)))
        self._judge(self._adds, _adds(values), "trivial" if max(a, b) == 1 else "adds")

    def _judge(self, line, passed, words):
        line.set(text=self.WORDS[words][bool(passed)], weight="normal" if passed else "bold")


def _adds(values):
    """Is f of both events the sum, for these two?"""
    return abs(values["f(A) + f(B)"] - values["f(A and B)"]) < 1e-9


def explore_candidates():
    return Explorer(
        Candidates,
        {
            "f": menu("f(p)", list(CANDIDATES), "1/p − 1"),
            "a": probability("p(A)", 0.5, 0.1, 1.0, 0.05, P_COLOUR),
            "b": probability("p(B)", 0.25, 0.1, 1.0, 0.05, P_COLOUR),
        },
    )
