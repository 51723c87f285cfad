"""Commit before you look: the reader's guesses, scored in log loss like the models of the course.

Nothing is stored and nothing is sent: a score lives as long as its kernel.
"""

from html import escape

import ipywidgets as widgets
import numpy as np
from traitlets import Instance

from xentlib._validation import nearest
from xentlib.engine.controls import choice
from xentlib.engine.style import VERDICTS, number
from xentlib.quiz.questions import POINTS, Guess, load_questions

LEVELS = 40, 50, 60, 70, 80, 90, 95  # per cent: between no idea and the most that may be said
TEXT = "margin:0;font-size:1.2em;line-height:1.4"
TABLE = "border-collapse:collapse;margin:4px 0"
CELL = "padding:3px 10px;border-bottom:1px solid #ccc"
WORDS = {
    "sure": "How sure are you?",
    "no idea": "no idea: {share:.0f} %",
    "level": "{share:.0f} %",
    "start": "Choose an answer, then say how sure you are. That commits you.",
    "chosen": "{letter}: and how sure are you? That commits you.",
    "choose": "And which answer? Choosing one commits you.",
    "to choose": "run this cell to choose one, and to say how sure you are",
    "right": "Right",
    "wrong": "No, it is {letter}",
    "chose": "← your choice",
    "scored": "You gave {letter} {share:.3g} %: your loss is −ln {part:.5g} ≈ {loss} nats. An even spread costs "
    "ln {count} ≈ {even} nats.",
    "card": "Your guesses in this notebook",
    "columns": ["you said", "", "your loss in nats", "even spread, ln K, in nats"],
    "said": "{letter}, {share:.0f} %",
    "mean": "mean",
    "here": "Your guesses are scored here while the kernel runs.",
    "none": "Guesses made: none of {all}.",
    "done": "Guesses made: {done} of {all}; right: {right}.",
    "open": "–",
    "below": "Your mean loss is {own} nats, below the {even} nats of even spreading.",
    "equal": "Your mean loss is {own} nats, that of even spreading.",
    "above": "Your mean loss is {own} nats, above the {even} nats of even spreading: saying “no idea” each time "
    "would have cost less.",
}
_BEGUN = {}  # what this kernel has asked, by kind and chapter: the first cell of a notebook may run again


class InWords:
    """A widget that is its `in_words` where there is no kernel."""

    def _repr_mimebundle_(self, **kwargs):
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": self.in_words}


class Prediction(InWords, widgets.VBox):
    """A question on the page: an answer to choose, then how sure, which commits; then the answer opens.

    Parameters
    ----------
    question : Question
        What is asked.

    Attributes
    ----------
    guess : Guess or None
        What was committed to.
    labels : list of str
        What stands beside the letter of each answer, as HTML.
    message : str
        What is said below the answers, as HTML.
    """

    guess = Instance(Guess, allow_none=True)

    def __init__(self, question):
        self.question = question
        # Each widget, each layout and each style is a message to the page, and what finds a thousand waiting is lost:
        # lines share their looks.
        asked = widgets.HTML(paragraph(question.ask, "strong"))
        line, told = widgets.Layout(align_items="center"), widgets.Layout(flex="1 1 auto", min_width="0")
        narrow, answers = widgets.Layout(width="3em", flex="0 0 auto"), range(len(question.answers))
        self._letters = [widgets.ToggleButton(description=letter(n), layout=narrow) for n in answers]
        for button in self._letters[1:]:
            button.style = self._letters[0].style
        self._labels = [widgets.HTML(paragraph(text), layout=told, style=asked.style) for text in question.answers]
        rows = [widgets.HBox(pair, layout=line) for pair in zip(self._letters, self._labels, strict=True)]
        self._levels = choice(WORDS["sure"], levels(len(question.answers)), None)
        self._message = widgets.HTML(layout=asked.layout, style=asked.style)
        for button in self._letters:
            button.observe(self._choose, "value")
        self._levels.observe(self._follow, "value")
        super().__init__([asked, *rows, self._levels, self._message], layout={"max_width": "980px"})
        self._say(WORDS["start"])

    @property
    def labels(self):
        return [label.value for label in self._labels]

    def commit(self, choice, sure):
        """Score an answer and how sure one is of it, and show what follows. The first commitment counts.

        Parameters
        ----------
        choice : int
            The answer, from 0.
        sure : float
            In per cent.

        Raises
        ------
        ValueError
            If there is no such answer, or one cannot be so sure.
        """
        guess = Guess(self.question, choice, sure)
        if self.guess is None:
            self.guess = guess
            self._close()
            self._after()

    def _chosen(self):
        return next((n for n, button in enumerate(self._letters) if button.value), None)

    def _choose(self, change):
        """One answer at a time."""
        if change["new"]:
            for button in self._letters:
                button.value = button is change["owner"]
            self._follow()

    def _follow(self, change=None):
        """Commit as soon as both are known; afterwards, keep what was committed to."""
        if self.guess is not None:
            committed = self.guess.sure
            self._levels.value = committed if committed in dict(self._levels.options).values() else None
            return
        chosen, sure = self._chosen(), self._levels.value
        if chosen is not None and sure is not None:
            self.commit(chosen, sure)
        elif chosen is not None:
            self._say(WORDS["chosen"].format(letter=letter(chosen)))
        elif sure is not None:
            self._say(WORDS["choose"])

    def _close(self):
        """Take nothing more; how sure stays as it is, since the keyboard would lose its place there."""
        for button in self._letters:
            button.disabled = True

    def _after(self):
        """What is shown once it is committed."""
        for label, opened in zip(self._labels, opened_labels(self.guess), strict=True):
            label.value = opened
        self._show(outcome(self.guess))

    def _say(self, words):
        self._show(paragraph(words))

    def _show(self, message):
        self.message = message
        self._message.value = f'<div role="status">{message}</div>'

    @property
    def in_words(self):
        answers = [f"{letter(n)}. {answer}" for n, answer in enumerate(self.question.answers)]
        return "\n".join([self.question.ask, *answers, f"({WORDS['to choose']})"])


def opened_labels(guess):
    """What stands beside the letter of each answer once a guess is made, as HTML."""
    return [_opened_label(guess, n, text) for n, text in enumerate(guess.question.answers)]


def _opened_label(guess, n, text):
    if n == guess.question.truth:
        return f'<p style="{TEXT}">{badge(True, text)}</p>'
    if n == guess.choice:
        return f'<p style="{TEXT}">{badge(False, text)} {escape(WORDS["chose"])}</p>'
    return paragraph(text)


def outcome(guess):
    """What is said below the answers once a guess is made: whether it is right, what it costs and why; as HTML."""
    truth = letter(guess.question.truth)
    verdict = badge(guess.right, WORDS["right" if guess.right else "wrong"].format(letter=truth))
    told = f'<p style="{TEXT};margin-top:4px">{verdict} {escape(_score(guess))}</p>'
    return told + paragraph(guess.question.reason)


def _score(guess):
    question, share = guess.question, guess.points[guess.question.truth]
    return WORDS["scored"].format(
        letter=letter(question.truth),
        share=share,
        part=share / POINTS,
        loss=number(guess.loss, 2),
        count=len(question.answers),
        even=number(question.even_loss, 2),
    )


def levels(count):
    """How sure one may be of one of so many answers: in words, and in per cent."""
    even, most = POINTS / count, POINTS - count + 1
    options = [(WORDS["no idea"].format(share=even), even)]
    options += [(WORDS["level"].format(share=share), share) for share in LEVELS if even < share < most]
    return [*options, (WORDS["level"].format(share=most), most)]


class ScoreCard(InWords, widgets.HTML):
    """The loss of each guess beside what even spreading costs, and their means; it follows the guesses.

    Parameters
    ----------
    predictions : list of Prediction
        A row each, in this order.
    """

    in_words = WORDS["here"]

    def __init__(self, predictions):
        super().__init__()
        self._predictions = predictions
        for prediction in predictions:
            prediction.observe(self._refresh, "guess")
        self._refresh()

    def _refresh(self, change=None):
        scored = guesses_of(self._predictions)
        rows = [row("th", [WORDS["card"], *WORDS["columns"]])]
        rows += [row("td", card_cells(one.question, one.guess)) for one in self._predictions]
        told = WORDS["none"].format(all=len(self._predictions))
        if scored:
            rows.append(row("td", [WORDS["mean"], "", "", *(number(mean, 2) for mean in means(scored))]))
            right = sum(one.right for one in scored)
            told = WORDS["done"].format(done=len(scored), all=len(self._predictions), right=right)
            told += f" {verdict(*means(scored))}"
        self.value = f'<table style="{TABLE}">{"".join(rows)}</table>{paragraph(told)}'


def guesses_of(predictions):
    """Those that are made."""
    return [prediction.guess for prediction in predictions if prediction.guess is not None]


def card_cells(question, guess):
    """The row of a question on the score card; the guess is None if it is not made."""
    cells = [WORDS["open"]] * 3
    if guess is not None:
        said = WORDS["said"].format(letter=letter(guess.choice), share=guess.sure)
        cells = [said, VERDICTS[guess.right][0], number(guess.loss, 2)]
    return [question.title, *cells, number(question.even_loss, 2)]


class Questions:
    """The questions of one chapter, each on the page as one `widget`; as long as the kernel runs, the same ones.

    Parameters
    ----------
    chapter : str
        The name of its notebook without the number, such as `"cross_entropy"`.

    Raises
    ------
    ValueError
        If there are no questions of that name.
    """

    widget = Prediction

    def __init__(self, chapter):
        self._questions = load_questions(chapter)
        self._begun = _BEGUN.setdefault((type(self), chapter), {})

    def ask(self, name):
        """The question of that name, to guess at; the same one each time, so a commitment stays.

        Raises
        ------
        ValueError
            If the chapter has no question of that name.
        """
        if not isinstance(name, str) or name not in self._questions:
            close = ", ".join(map(repr, nearest(name, self._questions)))
            raise ValueError(f"name must be that of a question of this chapter, such as {close}; got {name!r}")
        return self._once(name, lambda: self.widget(self._questions[name]))

    def _once(self, name, make):
        if name not in self._begun:
            self._begun[name] = make()
        return self._begun[name]


class Quiz(Questions):
    """Questions that are guesses: each opens its answer at once, and a card has the score.

    Examples
    --------
    >>> quiz = Quiz("cross_entropy")
    >>> question = quiz.ask("column").question
    >>> print(f"{question.loss([80, 10, 10]):.4f} nats, evenly spread {question.even_loss:.4f} nats")
    0.2231 nats, evenly spread 1.0986 nats
    """

    def card(self):
        """How the guesses went that were asked so far, in the order of their file; it follows them as they are made.

        A chapter has more questions than its notebook asks: the others stand in the companion.
        """
        return ScoreCard([self._begun[name] for name in self._questions if name in self._begun])


def means(scored):
    """The mean loss of these guesses, and that of even spreading, in nats."""
    return np.mean([one.loss for one in scored]), np.mean([one.question.even_loss for one in scored])


def verdict(own, even):
    """A mean loss beside that of even spreading, in words: told and judged to two decimals."""
    told = {"own": number(own, 2), "even": number(even, 2)}
    words = "equal" if told["own"] == told["even"] else "below" if own < even else "above"
    return WORDS[words].format(**told)


def row(tag, cells):
    """A row of a table: `th` for what stands in each column, `td` for what the row is about and its numbers."""
    first, *rest = (escape(cell) for cell in cells)
    scope = "col" if tag == "th" else "row"
    others = "".join(f'<{tag} style="{CELL};text-align:right">{cell}</{tag}>' for cell in rest)
    return f'<tr><th style="{CELL};text-align:left" scope="{scope}">{first}</th>{others}</tr>'


def badge(right, words):
    """Right or not, seen at a glance: a mark and the words, white on a colour of their own."""
    mark, colour = VERDICTS[right]
    look = f"background:{colour};color:white;padding:1px 7px;border-radius:3px"
    return f'<strong style="{look}">{mark} {escape(words)}</strong>'


def paragraph(text, tag="span"):
    return f'<p style="{TEXT}"><{tag}>{escape(text)}</{tag}></p>'


def letter(n):
    """What the answer number n, from 0, is called: A, B, C, …"""
    return chr(ord("A") + n)
