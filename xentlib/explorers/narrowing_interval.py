"""An arithmetic code, letter by letter: the part of the interval from 0 to 1 narrows, and the bits add up."""

import math

from xentlib.engine.controls import Q_WEIGHTS, menu, no_weight, shares, slider, weights
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Areas, pieces
from xentlib.engine.style import INK, Q_COLOUR, TOTAL_COLOUR, listed, number
from xentlib.information import self_information
from xentlib.models.code_space import code, parts, spans

LETTERS = "ABC"
LONGEST = 6  # letters
MESSAGES = ["BACABA", "AAAAAA", "CCCCCC", "ABCABC"]


class NarrowingInterval(MovingFigure):
    """Each strip is the chosen share of the strip above, enlarged; beside it, the bits that the choice adds."""

    ROW, STRIP, BIT = 33, 18, 9.5  # pixels: from strip to strip, the height of one, the width of a bit
    MOST = 28  # bits: six letters of probability 1/21 each take 27
    WORDS = {
        "strips": "Each letter takes its share of what is left …",
        "model": "Q: {shares}",
        "code": "▲ code {bits}: all numbers\n0.{bits}… in binary,\nfrom {start} to {end}",
        "empty": "▲ the empty code: no bit is needed",
        "impossible": "▲ {letter} has width 0: no code, ∞ bits",
        "bits": "… and adds its information, in bits",
        "letter": "+{value} bits",
        "information": "information of the text = {value} bits",
        "length": "length of the code = {value}",
        "no length": "no code",
    }

    def refuse(self, **controls):
        return no_weight(controls, Q_WEIGHTS)

    def prepare(self, *, message, n, **weights):
        text, q = message[:n], shares(weights, Q_WEIGHTS)
        return {"text": text, "q": q, "owned": parts(text, LETTERS, q), "bits": code(text, LETTERS, q)}

    def measure(self, *, text, q, owned, bits):
        _, width = owned[-1]
        return {
            "width": width,
            "information": self_information(width),
            "code length": math.inf if bits is None else float(len(bits)),
        }

    def say(self, values, *, text, q, owned, bits):
        start, width = owned[-1]
        information = number(values["information"])
        owner = f"Q = ({listed(q)}): {text or 'the empty text'}"
        if bits is None:
            impossible = next(letter for letter in text if not q[LETTERS.index(letter)])
            return f"{owner} owns nothing, as {impossible} has no share: a width of 0, {information} bits, no code."
        low, high, wide = (_place(x, width) for x in (start, start + width, width))
        its_code = f"its code {bits} takes {_whole_bits(len(bits))}" if bits else "its code is empty"
        return f"{owner} owns the part from {low} to {high}, {wide} wide: {information} bits; {its_code}."

    def make(self):
        strips, bits = self.axes_at(76, 8, 276, 270), self.axes_at(436, 8, self.BIT * self.MOST, 270)
        for ax, title in ((strips, "strips"), (bits, "bits")):
            ax.set(ylim=(270 / self.ROW - 0.6, -0.6), xticks=[], yticks=[])
            ax.spines[:].set_visible(False)
            ax.set_title(self.WORDS[title], y=1, pad=24)
        self._make_strips(strips)
        self._make_bits(bits)

    def _make_strips(self, ax):
        ax.set_xlim(0, 1)
        self._model = self._text(ax, 0, -0.72, color=Q_COLOUR)
        self._strips = self._bars(ax, self.STRIP, "#F5C9A8")
        self._borders = self.line(ax, color="white", lw=2)
        self._zooms = Areas(self, ax, facecolor="#F1F1F1", edgecolor=Q_COLOUR, lw=0.8, zorder=2)  # with the lines
        self._chosen = self._bars(ax, self.STRIP, Q_COLOUR)
        self._names = [self._text(ax, ha="center") for _ in LETTERS]
        self._choices = [self._text(ax, 0, row, ha="center", color="white") for row in range(1, LONGEST)]
        ends = ((-0.02, "right"), (1.02, "left"))
        for (x, side), end in zip(ends, (0, 1), strict=True):
            ax.text(x, 0, _place(end, 1), ha=side, va="center_baseline")
        self._ends = [
            [self._text(ax, x, row, ha=side, weight="normal") for x, side in ends] for row in range(1, LONGEST + 1)
        ]
        self._point = self.line(ax, "-^", color=INK, lw=2, ms=8, markevery=[1])
        self._code = self._text(ax, va="top", linespacing=1.1)

    def _make_bits(self, ax):
        ax.set(xlim=(0, self.MOST), xticks=range(0, self.MOST + 1, 4))
        ax.xaxis.tick_top()
        ax.tick_params(labelsize=11)
        ax.spines["top"].set_visible(True)
        self._steps = self._bars(ax, self.STRIP, TOTAL_COLOUR)
        self._sum, self._length = self._bars(ax, 9, TOTAL_COLOUR), self._bars(ax, 9, INK)
        self._length.set_linestyle((0, (7 / 9, (self.BIT - 7) / 9)))  # one dash is one bit
        self._endless = self.line(ax, ">", ms=11, color=TOTAL_COLOUR)
        self._added = [self._text(ax, 0, row, color=TOTAL_COLOUR) for row in range(LONGEST)]
        self._sum_label, self._length_label = self._text(ax, color=TOTAL_COLOUR), self._text(ax)

    def _text(self, ax, x=0, y=0, **look):
        return self.text(ax, x, y, **dict(va="center_baseline", weight="bold") | look)

    def _bars(self, ax, height, colour):
        """One line with gaps, so thick that its pieces are bars: the least to send at each move."""
        return self.line(ax, color=colour, lw=height, solid_capstyle="butt", dash_capstyle="butt")

    def move(self, values, *, text, q, owned, bits):
        shares = spans(LETTERS, q)
        strips = [part for part in owned if part[1]]  # nothing is left after a letter of probability 0
        chosen = [shares[letter] for letter in text[: len(strips)]]
        self._show_strips(shares, chosen, strips)
        self._show_letters(text, q, shares, chosen)
        self._show_code(text, chosen, strips, bits)
        self._show_bits([self_information(width) for _, width in owned[: len(chosen) + 1]], bits)

    def _show_strips(self, shares, chosen, strips):
        last, half = len(strips) - 1, self.STRIP / 2 / self.ROW
        pieces(self._strips, [((0, row), (1, row)) for row in range(last + 1)])
        pieces(self._chosen, [((start, row), (end, row)) for row, (start, end) in enumerate(chosen)])
        pieces(self._borders, [((end, -half), (end, last + half)) for _, end in list(shares.values())[:-1]])
        zooms = [
            [(start, row + half), (end, row + half), (1, row + 1 - half), (0, row + 1 - half)]
            for row, (start, end) in enumerate(chosen[:last])
        ]
        self._zooms.show(zooms)
        for row, labels in enumerate(self._ends, start=1):
            start, width = strips[row] if row <= last else (0, 0)
            for label, end in zip(labels, (start, start + width), strict=True):
                label.set_text(_place(end, width) if width else "")

    def _show_letters(self, text, q, shares, chosen):
        named = ", ".join(f"{letter} {number(share, 3)}" for letter, share in zip(LETTERS, q, strict=True))
        self._model.set_text(self.WORDS["model"].format(shares=named))
        for name, (letter, (start, end)) in zip(self._names, shares.items(), strict=True):
            name.set(text=letter if end > start else "", x=(start + end) / 2)
            name.set_color("white" if letter == text[:1] else INK)
        for row, choice in enumerate(self._choices, start=1):
            start, end = chosen[row] if row < len(chosen) else (0, 0)
            choice.set(text=text[row] if end > start else "", x=(start + end) / 2)

    def _show_code(self, text, chosen, strips, bits):
        """Mark the numbers of the code; where there is no code, the share of width 0."""
        last = len(strips) - 1
        if bits is None:
            x = end = chosen[last][0]
            words = self.WORDS["impossible"].format(letter=text[last])
        else:
            start, width = strips[last]
            ends = [(int(bits or "0", 2) + k) / 2 ** len(bits) for k in (0, 1)]
            x, end = ((value - start) / width for value in ends)
            first, after = (_place(value, width) for value in ends)
            words = self.WORDS["code" if bits else "empty"].format(bits=bits, start=first, end=after)
        top, bottom = last - self.STRIP / 2 / self.ROW, last + 0.42
        self._point.set_data([x, x, end, end], [top, bottom, bottom, top])
        self._code.set(text=words, y=last + 0.65)

    def _show_bits(self, totals, bits):
        """`totals`: the information of the first 0, 1, … letters, up to one that takes ∞ bits."""
        steps = list(zip(totals[:-1], totals[1:], strict=True))
        pieces(self._steps, [((start, row), (end, row)) for row, (start, end) in enumerate(steps) if end < math.inf])
        for row, label in enumerate(self._added):
            start, end = steps[row] if row < len(steps) else (0, 0)
            label.set_text(self.WORDS["letter"].format(value=number(end - start)) if row < len(steps) else "")
            self._beside(label, start, end)
        below, total, length = len(steps), totals[-1], len(bits or "")
        pieces(self._sum, [((0, below + 0.1), (min(total, self.MOST), below + 0.1))])
        pieces(self._length, [((0, below + 0.46), (length, below + 0.46))] if length else [])
        self._endless.set_data(([self.MOST] * 2, [below - 1, below + 0.1]) if total == math.inf else ([], []))
        self._sum_label.set(text=self.WORDS["information"].format(value=number(total)), y=below - 0.28)
        words = self.WORDS["no length" if bits is None else "length"].format(value=_whole_bits(length))
        self._length_label.set(text=words, y=below + 0.85)

    def _beside(self, label, start, end):
        """Put a label to the right of a bar, or to its left where there is no room."""
        if end > 0.75 * self.MOST:
            label.set(x=(start if end < math.inf else self.MOST - 0.4) - 0.4, ha="right")
        else:
            label.set(x=end + 0.4, ha="left")


def _place(x, width):
    """A place in the interval, to so many decimals that the two ends of a part of this width differ."""
    return number(x, max(4, 1 - math.floor(math.log10(width))))


def _whole_bits(count):
    return f"{count} bit" if count == 1 else f"{count} bits"


def explore_narrowing_interval():
    return Explorer(
        NarrowingInterval,
        weights(Q_WEIGHTS, [f"Q weight {letter}" for letter in LETTERS], (5, 3, 2), Q_COLOUR)
        | {
            "message": menu("message", MESSAGES, "BACABA"),
            "n": slider("letters coded", 2, 0, LONGEST, 1),
        },
        columns=3,
    )
