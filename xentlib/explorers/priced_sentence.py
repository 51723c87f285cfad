"""A sentence that you type, priced letter by letter, and what the model expected in the place of one of them."""

import math
from html import escape

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from xentlib.data import LANGUAGES
from xentlib.engine import controls
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.letters import printed, visible
from xentlib.engine.parts import Areas, box, pieces
from xentlib.engine.style import INK, P_COLOUR, Q_COLOUR, TOTAL_COLOUR, number, scientific
from xentlib.models.declarations import chosen_place, expected, letter_costs, letters_before

FULL = 10  # bits of the darkest shade
BARS = 9
FEW = 0.001  # a letter less probable than that has no bar, unless it came
# pixels of the page, the same for few letters and for many: the line to type in, below, keeps its place
HEIGHT, TWO_ROWS, FULL_BAR = 286, 105, 60
WORDS = {
    "empty": "Type a sentence",
    "tiles": "What each letter costs, in bits",
    "total": "{count} letters: {total} bits, {mean} bits a letter",
    "one": "1 letter: {total} bits",
    "more": "and {count} more: {bits} bits",
    "expects": "After ‘{before}’ the model expects as letter {letter}, with these probabilities",
    "expects first": "Seeing no letter before, the model expects as letter {letter}, with these probabilities",
    "came": "{came} came, {rank}: probability {q}, {bits} bits",
    "rank": "rank {first}",
    "ranks": "rank {first}, shared",
    "alike": "all alike",
    "unknown": "not in the alphabet",
}
SAID = {
    "model": "{language} model of order {order}",
    "empty": "{model}: no letters, 0 bits.",
    "sentence": "{model}: {count} {total} bits, {mean} bits a letter; "
    "letter {letter}, '{came}', costs {bits} bits{after}.",
    "one": "1 letter costs",
    "more": "{count} letters cost",
    "after": " after '{before}'",
}


class PricedSentence(MovingFigure):
    """A sentence as tiles, darker the more a letter costs; below, what the model expected in the place of one.

    On a page all of it is text, set by the browser; the picture, for readers without a kernel, has the tiles alone.
    """

    size = (10, 2.25)
    ROW, ROWS = 25, 2
    # pixels of the picture: where the tiles begin, how far apart they are, how large
    LEFT, TOP, ACROSS, DOWN, TILE = 20, 30, 27.2, 54, (25.2, 48)

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
        model = SAID["model"].format(language=LANGUAGES[language], order=order)
        if not sentence:
            return SAID["empty"].format(model=model)
        return SAID["sentence"].format(
            model=model,
            count=SAID["one" if len(sentence) == 1 else "more"].format(count=len(sentence)),
            total=number(values["total"], 1),
            mean=number(values["mean"]),
            letter=place + 1,
            came=visible(sentence[place]),
            bits=number(values["letter"]),
            after=SAID["after"].format(before=_seen(before)) if before else "",
        )

    # -- the page

    def page(self, values, *, sentence, language, order, bits, place, before):
        if not sentence:
            return _sheet(PIECES["empty"])
        shown = self.ROW * self.ROWS
        model = expected(before, sentence[place], language, order)
        return _sheet(
            _headings(WORDS["tiles"], _total(bits, values)),
            _tiles(sentence[:shown], bits, place, len(before), _rest(bits[shown:])),
            _headings(_expectation(before, place), _arrival(sentence[place], model, values["letter"])),
            _bars(model, sentence[place]),
        )

    # -- the picture

    def make(self):
        width, height = self.figure.bbox.size
        self._page = self.figure.add_axes((0, 0, 1, 1))
        self._page.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
        self._page.axis("off")
        right = {"x": width - self.LEFT, "ha": "right", "weight": "bold", "color": TOTAL_COLOUR}
        self._heading = self.text(self._page, self.LEFT, 19, weight="bold")
        self._total = self.text(self._page, y=19, **right)
        self._more = self.text(self._page, y=self.TOP + self.ROWS * self.DOWN + 14, **right)
        self._make_tiles()

    def _make_tiles(self):
        # the last shade is that of ∞
        self._shades = [self._areas(bits) for bits in range(FULL + 1)]
        self._shades.append(self._areas(FULL, edgecolor="white", hatch="//"))
        middle = self.TILE[0] / 2
        self._corners = [
            (self.LEFT + column * self.ACROSS, self.TOP + row * self.DOWN)
            for row in range(self.ROWS)
            for column in range(self.ROW)
        ]
        self._letters = [self.text(self._page, x + middle, y + 24, ha="center") for x, y in self._corners]
        self._costs = [self.text(self._page, x + middle, y + 42, ha="center") for x, y in self._corners]
        self._seen = self.line(self._page, color=INK, lw=3)
        self._chosen = self.moves(self._page.add_patch(Rectangle((0, 0), *self.TILE, fill=False, ec=INK, lw=3)))

    def _areas(self, bits, edgecolor=TOTAL_COLOUR, **look):
        return Areas(self, self._page, facecolor=_shade(bits), edgecolor=edgecolor, lw=1, **look)

    def move(self, values, *, sentence, bits, place, before, **_):
        for artist in self.moving:
            artist.set_visible(bool(sentence))
        self._heading.set(text=WORDS["tiles" if sentence else "empty"], visible=True)
        if sentence:
            self._total.set_text(_total(bits, values))
            self._more.set_text(_rest(bits[len(self._corners) :]))
            self._show_tiles(sentence, bits[: len(self._corners)])
            self._mark(place, len(before))

    def _show_tiles(self, sentence, bits):
        shades = np.where(np.isinf(bits), FULL + 1, np.minimum(bits, FULL).round())
        for k, shade in enumerate(self._shades):
            tiles = [self._corners[place] for place in np.flatnonzero(shades == k)]
            shade.show([box(x, x + self.TILE[0], y, y + self.TILE[1]) for x, y in tiles])
        for place, (letter, cost) in enumerate(zip(self._letters, self._costs, strict=True)):
            for text in (letter, cost):
                text.set_visible(place < len(bits))
            if place < len(bits):
                words = printed(sentence[place])
                letter.set(text=words, fontsize=6 if len(words) > 2 else 17)
                cost.set(text=number(bits[place], 1), fontsize=13 if np.isinf(bits[place]) else 9.5)

    def _mark(self, place, seen):
        """A frame around the letter looked into, and a bar below each letter before it that the model sees."""
        self._chosen.set_xy(self._corners[place])
        width, height = self.TILE
        seen_corners = self._corners[place - seen : place]
        pieces(self._seen, [((x, y + height), (x + width, y + height)) for x, y in seen_corners])


# -- what page and picture both say


def _seen(letters):
    return "".join(map(visible, letters))


def _total(bits, values):
    words = WORDS["one" if len(bits) == 1 else "total"]
    return words.format(count=len(bits), total=number(values["total"], 1), mean=number(values["mean"]))


def _rest(bits):
    """Of the letters for which there is no room."""
    return WORDS["more"].format(count=len(bits), bits=number(bits.sum(), 1)) if bits.size else ""


def _shade(bits):
    # never so dark that ink could not be read on it
    return to_hex(1 - 0.6 * min(bits / FULL, 1) * (1 - np.array(to_rgb(TOTAL_COLOUR))))


# -- the page, piece by piece


def _list(gap, height, look):
    """It goes on below where the page ends."""
    return (
        f'<ol style="display:flex;flex-wrap:wrap;gap:{gap};min-height:{height}px;margin:6px 0 10px;padding:0;'
        f'list-style:none;text-align:center;{look}">{{items}}</ol>'
    )


def _letter_of(size):
    return f'<b style="display:block;font-size:{size}em;font-weight:normal;line-height:1.7rem">{{letter}}</b>'


def _bar_of(ground):
    return (
        '<li style="flex:0 0 4.2em;margin:0;font-size:.9em;white-space:nowrap">{q}'
        f'<div style="height:{{height}}px;width:60%;margin:auto;border:2px solid {Q_COLOUR};'
        f'background:{ground}"></div>{{letter}}</li>'
    )


# a page without a kernel fills them too
PIECES = {
    "sheet": f'<div style="min-height:{HEIGHT}px;padding:8px;background:white;color:{INK};'
    'font:15px/1.3 DejaVu Sans,Verdana,sans-serif">{inside}</div>',
    "empty": f"<b>{WORDS['empty']}</b>",
    # words on the left, and a cost on the right or, where there is no room, below
    "headings": '<div style="display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em;font-weight:bold">'
    f'<span>{{left}}</span><span style="color:{TOTAL_COLOUR}">{{right}}</span></div>',
    "letter": _letter_of(1.3),
    "code point": _letter_of(0.7),
    "tiles": _list("7px 3px", TWO_ROWS, "align-content:start"),
    "tile": f'<li style="min-width:2em;margin:0;border:1px solid {TOTAL_COLOUR};background:{{ground}}{{look}}">'
    "{letter}{bits}</li>",
    "seen": f";box-shadow:0 4px {INK}",
    "chosen": f";outline:3px solid {INK}",
    "rest": f'<li style="margin:auto 0 auto 6px;font-weight:bold;color:{TOTAL_COLOUR}">{{words}}</li>',
    "bars": _list("8px", FULL_BAR + 50, "align-items:end"),
    "bar": _bar_of("white"),
    "bar that came": _bar_of(P_COLOUR),
    "few": f"&lt; {FEW}",
    "apart": "<li>…</li>",
}
# of a tile, for each tenth of a bit; the last is that of ∞
GROUNDS = [_shade(tenths / 10) for tenths in range(10 * FULL + 1)]
GROUNDS.append(f"repeating-linear-gradient(135deg,white 0 1px,{GROUNDS[-1]} 1px 8px)")


def _sheet(*pieces):
    return PIECES["sheet"].format(inside="".join(pieces))


def _headings(left, right):
    return PIECES["headings"].format(left=escape(left), right=escape(right))


def _letter(letter):
    words = visible(letter)
    piece = "code point" if len(words) > 2 else "letter"  # of two: one with its circle
    return PIECES[piece].format(letter=escape(words))


def _tiles(letters, bits, place, seen, rest):
    """Each letter above its cost; those that the model sees are underlined, and the one it expects is framed."""
    looks = [""] * len(letters)
    looks[place - seen : place] = [PIECES["seen"]] * seen
    looks[place] = PIECES["chosen"]
    tiles = [
        PIECES["tile"].format(ground=_ground(cost), look=look, letter=_letter(letter), bits=number(cost, 1))
        for letter, cost, look in zip(letters, bits, looks, strict=False)
    ]
    more = [PIECES["rest"].format(words=rest)] * bool(rest)
    return PIECES["tiles"].format(items="".join(tiles + more))


def _ground(bits):
    return GROUNDS[-1] if math.isinf(bits) else GROUNDS[round(10 * min(bits, FULL))]


def _expectation(before, place):
    return WORDS["expects" if before else "expects first"].format(before=_seen(before), letter=place + 1)


def _arrival(came, model, bits):
    q = number(model.q, 4) if model.q >= 0.1 else f"{model.q:.4g}" if model.q >= 0.001 else scientific(model.q)
    return WORDS["came"].format(came=visible(came), rank=_rank(model), q=q, bits=number(bits))


def _rank(model):
    if not model.ranks:
        return WORDS["unknown"]
    first, last = model.ranks
    if last - first + 1 == len(model.letters):
        return WORDS["alike"]
    return WORDS["rank" if first == last else "ranks"].format(first=first)


def _bars(model, came):
    """The first ranks; if the letter that came, which is filled, is not among them, it takes the last place, apart."""
    apart = not model.ranks or model.ranks[0] > BARS
    ahead = list(zip(model.letters, model.probabilities, strict=False))[: BARS - apart]
    bars = [_bar(letter, q, letter == came) for letter, q in ahead if q >= FEW or letter == came]
    last = [PIECES["apart"], _bar(came, model.q, True)] * apart
    return PIECES["bars"].format(items="".join(bars + last))


def _bar(letter, q, came):
    few = number(q, 3) if q >= FEW else PIECES["few"] if q else "0"
    piece = PIECES["bar that came" if came else "bar"]
    return piece.format(q=few, height=f"{FULL_BAR * q:.0f}", letter=_letter(letter))


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
