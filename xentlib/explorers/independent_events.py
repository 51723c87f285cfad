"""Two independent events: their probabilities multiply, their surprises add."""

from matplotlib.patches import Rectangle

from xentlib.engine.controls import probability, unit
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import BOTH, FIRST, SECOND, without_heights
from xentlib.engine.style import BASE, INK, P_COLOUR, number, numbers
from xentlib.information import self_information


class IndependentEvents(MovingFigure):
    """The area p(A)·p(B) of a rectangle, and the length I(A) + I(B) of two bars."""

    size = (10, 4.125)
    WORDS = {
        "left": "Probabilities multiply: the area",
        "right": "Surprises add: the length, in {unit}",
        "a": "p(A) = {value}",
        "b": "p(B) = {value}",
        "area": "p(A)·p(B) = {value}",
        "surprise": "{event} = {value} {unit}",
    }
    TOP = {"bits": 9, "nats": 6.3}

    def measure(self, *, a, b, unit):
        events = {"I(A)": a, "I(B)": b, "I(A and B)": a * b}
        surprises = {event: self_information(p, base=BASE[unit]) for event, p in events.items()}
        return {"p(A)p(B)": a * b} | surprises

    def say(self, values, *, a, b, unit):
        product, first, second, both = numbers(values.values())
        return (
            f"p(A) {number(a)} times p(B) {number(b)} is {product}; "
            f"I(A) {first} plus I(B) {second} is I(A and B) = {both} {unit}."
        )

    def make(self):
        left, right = self.axes(1, 1.7, left=0.05, right=0.97, top=0.88, bottom=0.14, wspace=0.1)
        self._make_square(left)
        self._right = right
        without_heights(right)
        self._a, self._b, self._both = (
            self.moves(right.barh([y], [0], height=0.2, **look)[0])
            for y, look in ((0.62, FIRST), (0.62, SECOND), (0.29, BOTH))
        )
        self._same_end = self.line(right, ":", color=INK, lw=2)
        self._labels = {
            name: self.text(right, 0, y, va="center", weight="bold", color=colour, fontsize=12)
            for name, y, colour in (("I(A)", 0.9, P_COLOUR), ("I(B)", 0.79, P_COLOUR), ("I(A and B)", 0.12, INK))
        }

    def _make_square(self, ax):
        ax.set(xlim=(-0.08, 1.02), ylim=(-0.08, 1.02), xticks=[], yticks=[], aspect="equal", anchor="W")
        ax.spines[:].set_visible(False)
        ax.set_title(self.WORDS["left"])
        ax.add_patch(Rectangle((0, 0), 1, 1, facecolor="white", edgecolor=INK, lw=1.5))
        self._area, self._width, self._height = (
            self.moves(ax.add_patch(Rectangle(corner, *sides, **look)))
            for corner, sides, look in (
                ((0, 0), (0, 0), BOTH),
                ((0, -0.06), (0, 0.035), FIRST),
                ((-0.06, 0), (0.035, 0), SECOND),
            )
        )
        bold = dict(weight="bold", color=P_COLOUR)
        self._words_a = self.text(ax, 0, -0.09, va="top", **bold)
        self._words_b = self.text(ax, -0.09, 0, ha="right", va="bottom", rotation=90, **bold)
        self._words_area = self.text(ax, weight="bold")

    def still_key(self, *, a, b, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit))
        self._right.set_xlim(0, self.TOP[unit])

    def move(self, values, *, a, b, unit):
        area, first, second, both = values.values()
        self._area.set(width=a, height=b)
        self._width.set_width(a)
        self._height.set_height(b)
        self._words_a.set_text(self.WORDS["a"].format(value=number(a)))
        self._words_b.set_text(self.WORDS["b"].format(value=number(b)))
        self._words_area.set_text(self.WORDS["area"].format(value=number(area, 4)))
        self._place_area(a, b)
        self._a.set_width(first)
        self._b.set(x=first, width=second)
        self._both.set_width(both)
        self._same_end.set_data([both, both], [0.19, 0.72])
        for name, label in self._labels.items():
            label.set_text(self.WORDS["surprise"].format(event=name, value=number(values[name]), unit=unit))
        self._labels["I(B)"].set_x(min(first, 0.7 * self.TOP[unit]))

    def _place_area(self, a, b):
        """In the rectangle if there is room, else just above it; at the top there is room beside it alone."""
        label = self._words_area
        if a >= 0.66 and b >= 0.12:
            label.set(x=a / 2, y=b / 2, ha="center", va="center")
        elif b <= 0.88:
            label.set(x=0.02, y=b + 0.02, ha="left", va="bottom")
        else:
            label.set(x=a + 0.03, y=0.5, ha="left", va="center")


def explore_independent_events():
    return Explorer(
        IndependentEvents,
        {
            "a": probability("p(A)", 0.5, 0.05, 1.0, 0.01, P_COLOUR),
            "b": probability("p(B)", 0.25, 0.05, 1.0, 0.01, P_COLOUR),
            "unit": unit(),
        },
    )
