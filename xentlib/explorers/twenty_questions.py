"""Twenty questions: one card of 16 is hidden; ask which part holds it, and collect the bits of the answers."""

import math

from matplotlib.patches import Rectangle

from xentlib.engine.controls import slider, text_box
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import Areas, box
from xentlib.engine.style import FAINT, INK, P_COLOUR, number
from xentlib.information import self_information
from xentlib.models.card_game import ALL_BITS, CARDS, HIDDEN, MOST, SIZES, Game


class TwentyQuestions(MovingFigure):
    """The cards that are still possible; the bits of each answer, row by row; what the next question is worth."""

    size = (10, 5.125)
    LETTERS = 11.5  # points: on a projector the controls take much of the height
    BESIDE, BAR = 222, 238  # pixels: the width of the answers in words, and that of all bits
    # what is no and what is yes: light or full, both outlined
    ANSWERS = [dict(facecolor=colour, edgecolor=INK, lw=1) for colour in ("#CFE6F4", P_COLOUR)]
    WORDS = {
        "cards": "Cards still possible: {left} of {all}",
        "yes or no": ("no", "yes"),
        "answers": "Questions and answers",
        "answer": "{cards}? {answer}: +{bits} bits",
        "unclear": "✗ type numbers from 1 to {largest}",
        "collected": "{bits} bits collected",
        "bits": "bits",
        "next": "Next: {cards}?",
        "worth": "{answer}, {count} of {left}: {bits} bits",
        "average": "average: {bits} bits",
        "chance": "chance of the answer",
        "found": "Found: card {card}",
        "lost": "Not found",
        "count": "Questions asked: {count}",
    }

    def prepare(self, *, game, size, asked):
        played = _played({"game": game, "asked": asked})
        return {"nth": game, "game": played, "question": None if played.over else played.question(size)}

    def measure(self, *, nth, game, question):
        return {
            "bits so far": game.bits,
            "bits missing": self_information(1 / game.left),
            "cards left": float(game.left),
            "questions asked": float(len(game.answers)),
            "next on average": question.average_bits if question else math.nan,
        }

    def say(self, values, *, nth, game, question):
        return f"Game {nth}, {_last(game)}: {_left(game, values)}{_to_come(game, question)}."

    def make(self):
        self._make_cards(self.axes_at(14, 289, 692, 60))
        self._make_answers(self.axes_at(14 + self.BESIDE, 22, self.BAR, 239))
        self._make_next(self.axes_at(548, 38, 158, 164))

    def _above(self, ax, height, words="", shift=0, **look):
        """Words so many pixels above the axes."""
        place = dict(xycoords="axes fraction", textcoords="offset points")
        return ax.annotate(words, (0, 1), (shift, height), **place, **dict(weight="bold", fontsize=self.LETTERS) | look)

    def _yes_and_no(self, ax, low, height):
        """A box for what is no and one for what is yes."""
        return [self.moves(ax.add_patch(Rectangle((0, low), 0, height, **look))) for look in self.ANSWERS]

    def _make_cards(self, ax):
        ax.set(xlim=(0, CARDS), ylim=(0, 60), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for card in range(CARDS):
            ax.add_patch(Rectangle((card + 0.06, 22), 0.88, 36, facecolor="#F7F7F7", edgecolor=INK, lw=1.2))
            ax.text(card + 0.5, 40, str(card), ha="center", va="center_baseline", fontsize=14)
        self._cards_title = self.moves(self._above(ax, 5))
        self._out = [self.moves(ax.add_patch(Rectangle((0, 20), 0, 40, color="white", alpha=0.85))) for _ in "<>"]
        self._split = self._yes_and_no(ax, 13, 5)
        bold = dict(ha="center", va="center_baseline", fontsize=self.LETTERS, weight="bold")
        self._split_words = [self.text(ax, 0, 4, **bold) for _ in self.WORDS["yes or no"]]
        self._found = self.moves(ax.add_patch(Rectangle((0, 22), 0.88, 36, fill=False, edgecolor=P_COLOUR, lw=4)))

    def _make_answers(self, ax):
        ax.set(xlim=(0, ALL_BITS), ylim=(MOST + 0.7, -2.3), yticks=[])
        ax.set_xticks(range(5), [*range(4), f"4 {self.WORDS['bits']}"])
        ax.tick_params(labelsize=self.LETTERS)
        ax.spines["left"].set_visible(False)
        ax.axvline(ALL_BITS, color=INK, lw=1.5, ls="--")
        ax.add_patch(Rectangle((0, -1.9), ALL_BITS, 1.8, facecolor="white", edgecolor=FAINT))
        self._above(ax, 6, self.WORDS["answers"], shift=-self.BESIDE)
        self._collected = self.moves(self._above(ax, 6))
        beside = dict(transform=ax.get_yaxis_transform(), va="center_baseline", fontsize=self.LETTERS)
        rows, x = range(1, MOST + 1), (18 - self.BESIDE) / self.BAR
        self._numbers = [self.text(ax, x, row, ha="right", color="#666666", **beside) for row in rows]
        self._lines = [self.text(ax, x + 6 / self.BAR, row, **beside) for row in rows]
        self._bars = [Areas(self, ax, **look) for look in self.ANSWERS]

    def _make_next(self, ax):
        ax.set(xlim=(0, 1), ylim=(0, ALL_BITS), yticks=range(5), xlabel=self.WORDS["chance"])
        ax.set_xticks([0, 0.5, 1], ["0", "½", "1"])
        ax.set_ylabel(self.WORDS["bits"], fontsize=self.LETTERS)
        ax.xaxis.label.set_fontsize(self.LETTERS)
        ax.tick_params(labelsize=self.LETTERS)
        looks = (65, "bold"), (46, "normal"), (29, "normal"), (12, "bold")
        self._words = [self.moves(self._above(ax, height, shift=-34, weight=weight)) for height, weight in looks]
        self._average = self.line(ax, "--", color=INK, lw=2)
        self._blocks = self._yes_and_no(ax, 0, 0)

    def move(self, values, *, nth, game, question):
        self._show_cards(game, question)
        self._show_answers(game, values)
        self._show_next(game, question)

    def _show_cards(self, game, question):
        self._cards_title.set_text(self.WORDS["cards"].format(left=game.left, all=CARDS))
        end = game.first + game.left
        for veil, start, stop in zip(self._out, (0, end), (game.first, CARDS), strict=True):
            veil.set(x=start, width=stop - start, visible=stop > start)
        middle = game.first + (question.named if question else 0)
        for yes, (start, stop) in enumerate([(middle, end), (game.first, middle)]):
            shown = question is not None and stop > start
            self._split[yes].set(x=start + 0.06, width=stop - start - 0.12, visible=shown)
            self._split_words[yes].set(x=(start + stop) / 2, text=self.WORDS["yes or no"][yes] if shown else "")
        self._found.set(x=game.first + 0.06, visible=game.found)

    def _show_answers(self, game, values):
        bits = number(values["bits so far"])
        self._collected.set_text(self.WORDS["collected"].format(bits=bits))
        lines, boxes = [], ([], [])
        for row, (question, yes) in enumerate(game.answers, start=1):
            words = dict(cards=question.cards, answer=self.WORDS["yes or no"][yes], bits=number(question.bits(yes)))
            lines.append(self.WORDS["answer"].format(**words))
            start = self_information(question.left / CARDS)
            end = start + question.bits(yes)
            if end > start:  # an answer that was known before is no bits wide
                boxes[yes].extend([box(start, end, -1.9, -0.1), box(start, end, row - 0.35, row + 0.35)])
        if game.unclear:
            lines.append(self.WORDS["unclear"].format(largest=len(SIZES)))
        last = len(game.answers)
        for row, (count, line) in enumerate(zip(self._numbers, self._lines, strict=True), start=1):
            count.set_text(str(row) if row <= len(lines) else "")
            line.set(text=lines[row - 1] if row <= len(lines) else "", weight="bold" if row == last else "normal")
        for bar, own in zip(self._bars, boxes, strict=True):
            bar.show(own)

    def _show_next(self, game, question):
        """What the next question is worth, or how the game ended."""
        for line, words in zip(self._words, self._worth(question) if question else self._end(game), strict=True):
            line.set_text(words)
        for yes, block in enumerate(self._blocks):
            share = question.share(yes) if question else 0
            block.set(x=0 if yes else 1 - share, width=share, visible=share > 0)
            if share:
                block.set_height(question.bits(yes))
        self._average.set_data(([0, 1], [question.average_bits] * 2) if question else ([], []))

    def _worth(self, question):
        yield self.WORDS["next"].format(cards=question.cards)
        for yes, count in ((True, question.named), (False, question.left - question.named)):
            words = dict(answer=self.WORDS["yes or no"][yes], count=count, left=question.left)
            yield self.WORDS["worth"].format(**words, bits=number(question.bits(yes)))
        yield self.WORDS["average"].format(bits=number(question.average_bits))

    def _end(self, game):
        yield self.WORDS["found"].format(card=game.first) if game.found else self.WORDS["lost"]
        yield self.WORDS["count"].format(count=len(game.answers))
        yield from ("", "")


def _played(state):
    return Game(HIDDEN[state["game"] - 1], state["asked"])


def _sizes(game):
    return [question.named for question, _ in game.answers]


def _typed(sizes):
    return " ".join(map(str, sizes))


def _last(game):
    if not game.answers:
        return "nothing asked"
    question, yes = game.answers[-1]
    answer = "yes" if yes else "no"
    return f"question {len(game.answers)}, {question.cards}? {answer}, {number(question.bits(yes), 4)} bits"


def _left(game, values):
    cards = f"card {game.first} is found" if game.found else f"{game.left} of {CARDS} cards are possible"
    bits, missing = number(values["bits so far"], 4), number(values["bits missing"], 4)
    return f"{cards}, {bits} bits are collected, {missing} bits missing"


def _to_come(game, question):
    if question is None:
        return "" if game.found else "; no more questions"
    yes, no, average = (number(bits, 4) for bits in (question.bits(True), question.bits(False), question.average_bits))
    unclear = f"; what comes then is not a number from 1 to {len(SIZES)}" if game.unclear else ""
    return f"{unclear}; next, {question.cards}? yes {yes} bits, no {no} bits, on average {average} bits"


def _ask(state):
    """Once more; then name half of the cards at most, as more is the same question turned round."""
    game = _played(state)
    if game.over:
        return {}
    asked = _typed([*_sizes(game), state["size"]])
    left = _played(state | {"asked": asked}).left
    return {"asked": asked, "size": max(1, min(state["size"], left // 2))}


def _take_back(state):
    """The last question is the next one again."""
    sizes = _sizes(_played(state))
    return {"asked": _typed(sizes[:-1]), "size": sizes[-1]} if sizes else {"asked": ""}


def explore_twenty_questions():
    return Explorer(
        TwentyQuestions,
        {
            "game": slider("game", 1, 1, CARDS, 1),
            "size": slider("cards named", 4, 1, len(SIZES), 1),
            "asked": text_box("asked so far", ""),
        },
        actions={
            "Ask": _ask,
            "Take back": _take_back,
            "New card": lambda state: {"game": state["game"] % CARDS + 1, "asked": ""},
        },
    )
