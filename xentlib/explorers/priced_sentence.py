"""A sentence that you type, priced letter by letter, and what the model expected in the place of one of them."""

import math

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from xentlib.data import LANGUAGES
from xentlib.engine import controls
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.letters import glyph, visible
from xentlib.engine.parts import Areas, box, pieces
from xentlib.engine.style import INK, P_COLOUR, Q_COLOUR, TOTAL_COLOUR, number, scientific
from xentlib.language import HIGHEST_ORDER
from xentlib.models.declarations import LIGHT_SMOOTHING, chosen_place, expected, letter_costs, letters_before


class PricedSentence(MovingFigure):
    """A sentence as tiles, darker the more a letter costs; below, what the model expected in the place of one."""

    size = (10, 4.875)
    WORDS = {
        "empty": "Type a sentence",
        "tiles": "What each letter costs, in bits",
        "total": "{count} letters: {total} bits, {mean} bits a letter",
        "one": "1 letter: {total} bits",
        "more": "and {count} more: {bits} bits",
        "after": "After",
        "expects": "the model expects as letter {letter}",
        "expects first": "Seeing no letter before, the model expects as letter {letter}",
        "cost": "letter {letter}: −log₂ {q} {sign} {bits} bits",
        "probability": "Q, probability",
        "rank": "came, rank {first}",
        "ranks": "came, tied at rank {first}",
        "unknown": "not in the alphabet",
    }
    ROW, ROWS = 20, 2
    # pixels: where the tiles begin, how far apart they are, how large; the line below them; its places for letters
    LEFT, TOP, ACROSS, DOWN, TILE, TITLE, SLOT = 20, 30, 34, 54, (32, 48), 178, 30
    AFTER = 42  # room for the first word
    FULL = 10  # bits of the darkest shade
    BARS = 9
    APART = 0.5  # of the last bar, if ranks are left out before it

    def prepare(self, *, sentence, language, order, letter):
        place = chosen_place(sentence, letter)
        return {
            "sentence": sentence,
            "language": language,
            "order": order,
            "bits": letter_costs(sentence, language, order),
            "place": place,
            "before": letters_before(sentence, order, place),
        }

    def measure(self, *, bits, place, **_):
        if not bits.size:
            return {"total": 0.0, "mean": math.nan, "letter": math.nan}
        return {"total": float(bits.sum()), "mean": float(bits.mean()), "letter": float(bits[place])}

    def say(self, values, *, sentence, language, order, place, before, **_):
        model = f"{LANGUAGES[language]} model of order {order}, λ = {LIGHT_SMOOTHING}"
        if not sentence:
            return f"{model}: no letters, 0 bits."
        count = "1 letter costs" if len(sentence) == 1 else f"{len(sentence)} letters cost"
        after = f" after '{''.join(map(visible, before))}'" if before else ""
        return (
            f"{model}: {count} {number(values['total'], 1)} bits, {number(values['mean'])} bits a letter; "
            f"letter {place + 1}, '{visible(sentence[place])}', costs {number(values['letter'])} bits{after}."
        )

    def make(self):
        width, height = self.figure.bbox.size
        self._right = width - self.LEFT
        self._chart = self.axes_at(62, 55, 638, 100)
        self._chart.set(xlim=(-0.6, self.BARS + 0.4), ylim=(0, 1.18), xticks=[], yticks=[0, 0.25, 0.5, 0.75, 1])
        self._chart.set_ylabel(self.WORDS["probability"], color=Q_COLOUR)
        self._page = self.figure.add_axes((0, 0, 1, 1))
        self._page.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
        self._page.axis("off")
        self._heading = self._page.text(self.LEFT, 19, self.WORDS["tiles"], weight="bold")
        self._empty = self.text(self._page, width / 2, 80, ha="center", fontsize=16)
        self._make_tiles()
        self._make_title()
        self._make_bars()

    def _frame(self, ax, width, height):
        return self.moves(ax.add_patch(Rectangle((0, 0), width, height, fill=False, ec=INK, lw=3)))

    def _make_tiles(self):
        self._total = self.text(self._page, self._right, 19, ha="right", weight="bold", color=TOTAL_COLOUR)
        self._more = self.text(self._page, self._right, 150, ha="right", weight="bold", color=TOTAL_COLOUR)
        # the last shade is that of ∞
        self._shades = [self._shade(bits / self.FULL) for bits in range(self.FULL + 1)]
        self._shades.append(self._shade(1, edgecolor="white", hatch="//"))
        middle = self.TILE[0] / 2
        self._corners = [
            (self.LEFT + column * self.ACROSS, self.TOP + row * self.DOWN)
            for row in range(self.ROWS)
            for column in range(self.ROW)
        ]
        self._letters = [self.text(self._page, x + middle, y + 24, ha="center") for x, y in self._corners]
        self._costs = [self.text(self._page, x + middle, y + 42, ha="center") for x, y in self._corners]
        self._seen = self.line(self._page, color=INK, lw=3)
        self._chosen = self._frame(self._page, *self.TILE)

    def _shade(self, strength, edgecolor=TOTAL_COLOUR, **look):
        # never so dark that ink could not be read on it
        colour = 1 - 0.6 * strength * (1 - np.array(to_rgb(TOTAL_COLOUR)))
        return Areas(self, self._page, facecolor=colour, edgecolor=edgecolor, lw=1, **look)

    def _make_title(self):
        self._after = self.text(self._page, self.LEFT, self.TITLE, weight="bold")
        self._slots = [self.LEFT + self.AFTER + k * self.SLOT for k in range(HIGHEST_ORDER + 1)]
        self._context = [
            self.text(self._page, x + self.SLOT / 2, self.TITLE, ha="center") for x in self._slots[:HIGHEST_ORDER]
        ]
        self._context_seen = self.line(self._page, color=INK, lw=3)
        self._expects = self.text(self._page, 0, self.TITLE, weight="bold")
        self._cost = self.text(self._page, self._right, self.TITLE, ha="right", weight="bold", color=TOTAL_COLOUR)

    def _make_bars(self):
        bars = self._chart.bar(range(self.BARS), 0, width=0.6, edgecolor=Q_COLOUR, lw=2)
        self._bars = [self.moves(bar) for bar in bars]
        self._numbers = [self.text(self._chart, ha="center", color=Q_COLOUR, fontsize=10) for _ in bars]
        self._names = [self.text(self._chart, 0, -0.26, ha="center") for _ in bars]
        self._name_frame = self._frame(self._chart, 0.5, 0.3)
        self._came = self.text(self._chart, 0, -0.53, ha="center", weight="bold", color=P_COLOUR, fontsize=10)

    def still_key(self, *, sentence, **_):
        return (bool(sentence),)

    def draw_still(self, any_letters):
        self._heading.set_visible(any_letters)
        self._chart.set_visible(any_letters)

    def move(self, values, *, sentence, language, order, bits, place, before):
        for artist in self.moving:
            artist.set_visible(bool(sentence))
        self._empty.set(text="" if sentence else self.WORDS["empty"], visible=not sentence)
        if sentence:
            model = expected(before, sentence[place], language, order)
            self._show_tiles(sentence, bits, values)
            self._mark(place, len(before))
            self._show_title(before, place, model.q, values["letter"])
            self._show_bars(model, sentence[place])

    def _show_tiles(self, sentence, bits, values):
        total, mean = number(values["total"], 1), number(values["mean"])
        words = self.WORDS["one" if len(bits) == 1 else "total"]
        self._total.set_text(words.format(count=len(bits), total=total, mean=mean))
        shown, rest = np.split(bits, [len(self._letters)])
        words = self.WORDS["more"].format(count=len(rest), bits=number(rest.sum(), 1))
        self._more.set_text(words if rest.size else "")
        shades = np.where(np.isinf(shown), self.FULL + 1, np.minimum(shown, self.FULL).round())
        for k, shade in enumerate(self._shades):
            tiles = [self._corners[place] for place in np.flatnonzero(shades == k)]
            shade.show([box(x, x + self.TILE[0], y, y + self.TILE[1]) for x, y in tiles])
        for place, (letter, cost) in enumerate(zip(self._letters, self._costs, strict=True)):
            for text in (letter, cost):
                text.set_visible(place < len(shown))
            if place < len(shown):
                _write(letter, sentence[place], size=17)
                cost.set(text=number(shown[place], 1), fontsize=14 if np.isinf(shown[place]) else 11)

    def _mark(self, place, seen):
        """A frame around the letter looked into, and a bar below each letter before it that the model sees."""
        self._chosen.set_xy(self._corners[place])
        width, height = self.TILE
        seen_corners = self._corners[place - seen : place]
        pieces(self._seen, [((x, y + height), (x + width, y + height)) for x, y in seen_corners])

    def _show_title(self, before, place, q, bits):
        seen = len(before)
        for k, text in enumerate(self._context):
            text.set_visible(k < seen)
            if k < seen:
                _write(text, before[k], size=15)
        below = self.TITLE + 8
        pieces(self._context_seen, [((x + 1, below), (x + self.SLOT - 1, below)) for x in self._slots[:seen]])
        self._after.set_text(self.WORDS["after"] if seen else "")
        words = self.WORDS["expects" if seen else "expects first"]
        self._expects.set(text=words.format(letter=place + 1), x=self._slots[seen] + 6 if seen else self.LEFT)
        sign = "=" if q in (0, 1) else "≈"  # both numbers are rounded
        q = number(q, 4) if q >= 0.1 else f"{q:.4g}" if q >= 0.001 else scientific(q)
        self._cost.set_text(self.WORDS["cost"].format(letter=place + 1, q=q, sign=sign, bits=number(bits)))

    def _show_bars(self, model, came):
        """The first ranks; if the letter that came is not among them, it takes the last place."""
        apart = not model.ranks or model.ranks[0] > self.BARS
        ahead = self.BARS - apart
        letters = model.letters[:ahead] + came * apart
        heights = [*model.probabilities[:ahead], *[model.q] * apart]
        for k, (bar, letter, q) in enumerate(zip(self._bars, letters, heights, strict=True)):
            middle = k if k < ahead else k + self.APART
            bar.set(x=middle - 0.3, height=q, facecolor=P_COLOUR if letter == came else "white")
            few = number(q, 3) if q >= 0.001 else "< 0.001" if q else "0"
            self._numbers[k].set(text=few, x=middle, y=q + 0.03)
            self._names[k].set_x(middle)
            _write(self._names[k], letter, size=17)
            if letter == came:
                self._came.set_x(middle)
                self._name_frame.set_xy((middle - 0.25, -0.365))
        self._came.set_text(self._rank(*model.ranks))

    def _rank(self, first=None, last=None):
        if first is None:
            return self.WORDS["unknown"]
        return self.WORDS["rank" if first == last else "ranks"].format(first=first)


def _write(text, letter, *, size):
    """Let `text` show one letter; one that no font has, as its code point in small type."""
    words, family, is_code = glyph(letter)
    # lines are measured by letters that only the second font has
    text.set(text=words, family=list(dict.fromkeys([family, "DejaVu Sans"])))
    text.set(fontsize=9 if is_code else size, va="bottom" if is_code else "baseline")


def explore_priced_sentence():
    return Explorer(
        PricedSentence,
        {
            "sentence": controls.text_box("sentence", "All human beings are free"),
            "language": controls.language("language", "en"),
            "order": controls.order(2),
            "letter": controls.slider("letter", 5, 1, PricedSentence.ROW * PricedSentence.ROWS, 1),
        },
        columns=3,
    )
