"""Commit before you look: the reader's guesses, scored in log loss like the models of the course.

Nothing is stored and nothing is sent: a score lives as long as its kernel.
"""

import math
from functools import cached_property
from html import escape

import ipywidgets as widgets
import numpy as np
from traitlets import Float

from xentlib.engine.controls import FULL_WIDTH, number_box, slider
from xentlib.engine.style import number
from xentlib.quiz.questions import POINTS, load_questions

AS_GOOD_AS_EVEN = 0.02  # nats: so near to even spreading, as with 34, 33 and 33 points, counts as even
TEXT = "margin:0;font-size:1.1em;line-height:1.4"
TABLE = "border-collapse:collapse;margin:4px 0"
CELL = "padding:3px 10px;border-bottom:1px solid #ccc"
WORDS = {
    "left": "{} of 100 points left to give.",
    "too many": "{} points too many: give exactly 100.",
    "ready": "All 100 points given.",
    "commit": "Commit",
    "committed": "Committed",
    "to give": "100 points to give",
    "incomplete": "Give exactly 100 points, then commit: {} given so far.",
    "scored": "You gave {points} of 100 points to the right answer, {letter}: your loss is −ln {share:.2f} = "
    "{loss:.4f} nats.",
    "ruled out": "You gave 0 points to the right answer, {letter}: your loss is −ln 0 = ∞ nats, and no later guess "
    "can bring your mean back. One point would have cost {one:.4f} nats.",
    "even": "An even spread costs ln {count} = {even:.4f} nats.",
    "card": "Your guesses in this notebook",
    "columns": ["points on the right answer", "your loss in nats", "even spread, ln K, in nats"],
    "here": "Your guesses are scored here while the kernel runs.",
    "none": "None of the {} guesses is committed yet.",
    "open": "–",
    "below": "Your median loss lies below that of even spreading: your points knew something.",
    "equal": "Your median loss is about that of even spreading.",
    "above": "Your median loss lies above that of even spreading: spreading them would have cost less.",
}


class InWords:
    """A widget that is its `in_words` where there is no kernel."""

    def _repr_mimebundle_(self, **kwargs):
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": self.in_words}


class Prediction(InWords, widgets.VBox):
    """A question on the page: 100 points to give, then commit, then the answer opens.

    Parameters
    ----------
    question : Question
        What is asked.

    Attributes
    ----------
    points : tuple of int
        As given to the answers, in their order: now, or when they were committed.
    loss : float or None
        In nats, once committed.
    """

    loss = Float(allow_none=True, default_value=None)

    def __init__(self, question):
        self.question, self._committed = question, None
        # Each widget, each layout and each style is a message to the page, and what finds a thousand waiting is lost:
        # lines share their looks.
        asked = widgets.HTML(paragraph(question.ask, "strong"))
        line = widgets.Layout(flex_flow="row wrap", align_items="center")
        told = widgets.Layout(flex="1 1 300px", min_width="0")
        given = widgets.Layout(flex="1 1 300px", max_width="480px")
        typed, slid = widgets.Layout(width="160px"), widgets.Layout(**FULL_WIDTH)
        answers = range(len(question.answers))
        self._labels = [widgets.HTML(self._label(n), layout=told, style=asked.style) for n in answers]
        self._sliders = [slider("", 0, 0, POINTS, 1, layout=slid) for _ in answers]
        self._boxes = [number_box(letter(n), self._sliders[n], layout=typed) for n in answers]
        for control in self._sliders:
            control.observe(self._count, "value")
        rows = [
            widgets.HBox([label, widgets.HBox(pair, layout=given)], layout=line)
            for label, *pair in zip(self._labels, self._boxes, self._sliders, strict=True)
        ]
        self._button = widgets.Button(description=WORDS["commit"], button_style="primary")
        self._button.on_click(lambda _: self.commit())
        self._message = widgets.HTML(layout=asked.layout, style=asked.style)
        super().__init__([asked, *rows, self._button, self._message], layout={"max_width": "980px"})
        self._count()

    @property
    def points(self):
        return self._committed or tuple(control.value for control in self._sliders)

    def commit(self):
        """Score the points, and show what follows; if they are not 100, say so. The first commitment counts."""
        if self.loss is not None:
            return
        if sum(self.points) != POINTS:
            self._say(WORDS["incomplete"].format(sum(self.points)))
            return
        self._committed = self.points
        self.loss = self.question.loss(self.points)
        self._disable()
        self._button.description, self._button.button_style = WORDS["committed"], ""
        self._after()

    def _disable(self):
        """Take no more points; the button stays, as the keyboard would lose its place."""
        for control in self._sliders:
            control.unobserve(self._count, "value")  # a move that arrives after the commitment is ignored
        for control in (*self._boxes, *self._sliders):
            control.disabled = True

    def _after(self):
        """What is shown once the points are committed."""
        for n, label in enumerate(self._labels):
            label.value = self._label(n)
        self._say(self._score(), self.question.reason)

    def _count(self, change=None):
        left = POINTS - sum(self.points)
        words = WORDS["ready"] if left == 0 else WORDS["left"] if left > 0 else WORDS["too many"]
        self._say(words.format(abs(left)))

    def _label(self, n):
        text = f"{letter(n)}. {self.question.answers[n]}"
        right = self.loss is not None and n == self.question.truth
        return paragraph(f"✓ {text}", "strong") if right else paragraph(text)

    def _score(self):
        question, points = self.question, self.points[self.question.truth]
        words = WORDS["scored"] if points else WORDS["ruled out"]
        told = words.format(
            points=points,
            letter=letter(question.truth),
            share=points / POINTS,
            loss=self.loss,
            one=math.log(POINTS),
        )
        return f"{told} {WORDS['even'].format(count=len(question.answers), even=question.even_loss)}"

    def _say(self, *sentences):
        self._message.value = f'<div role="status">{"".join(map(paragraph, sentences))}</div>'

    @property
    def in_words(self):
        answers = " ".join(f"{letter(n)}. {answer.rstrip('.')}." for n, answer in enumerate(self.question.answers))
        return f"{self.question.ask} {answers} ({WORDS['to give']})"


class ScoreCard(InWords, widgets.HTML):
    """The loss of each guess beside what even spreading costs, their medians and means; it follows the guesses.

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
            prediction.observe(self._refresh, "loss")
        self._refresh()

    def _refresh(self, change=None):
        asked = [prediction.question for prediction in self._predictions]
        scored = [prediction for prediction in self._predictions if prediction.loss is not None]
        rows = [row("th", [WORDS["card"], *WORDS["columns"]])]
        rows += [self._line(prediction) for prediction in self._predictions]
        told = WORDS["none"].format(len(asked))
        if scored:
            centres = median_and_mean(scored)
            rows += [row("td", [name, "", *(number(x, 4) for x in pair)]) for name, pair in centres.items()]
            told = _verdict(*centres["median"])
        self.value = f'<table style="{TABLE}">{"".join(rows)}</table>{paragraph(told)}'

    @staticmethod
    def _line(prediction):
        question, loss = prediction.question, prediction.loss
        given = [WORDS["open"]] * 2 if loss is None else [str(prediction.points[question.truth]), number(loss, 4)]
        return row("td", [question.title, *given, number(question.even_loss, 4)])


class Questions:
    """The questions of one notebook, each on the page as one `widget`.

    Parameters
    ----------
    notebook : str
        Its name without the number, such as `"cross_entropy"`.

    Raises
    ------
    ValueError
        If there are no questions of that name.
    """

    widget = Prediction

    def __init__(self, notebook):
        self._questions, self._predictions = load_questions(notebook), {}

    def ask(self, name):
        """The question of that name, to guess at; the same one each time, so a commitment stays.

        Raises
        ------
        ValueError
            If the notebook has no question of that name.
        """
        if not isinstance(name, str) or name not in self._questions:
            raise ValueError(f"name must be one of {', '.join(self._questions)}; got {name!r}")
        if name not in self._predictions:
            self._predictions[name] = self.widget(self._questions[name])
        return self._predictions[name]

    def _ask_all(self):
        return [self.ask(name) for name in self._questions]


class Quiz(Questions):
    """Questions that are guesses: each opens its answer at once, and a card has the score.

    Examples
    --------
    >>> quiz = Quiz("cross_entropy")
    >>> question = quiz.ask("wrong-forecaster").question
    >>> print(f"{question.loss([80, 10, 10]):.4f} nats, evenly spread {question.even_loss:.4f} nats")
    0.2231 nats, evenly spread 1.0986 nats
    """

    @cached_property
    def _card(self):
        return ScoreCard(self._ask_all())

    def card(self):
        """How the guesses went so far; it follows those still to come."""
        return self._card


def median_and_mean(scored):
    """The median and the mean, by name: of the losses of these predictions, and of those of even spreading."""
    losses, even = np.array([[one.loss, one.question.even_loss] for one in scored]).T
    return {"median": (np.median(losses), np.median(even)), "mean": (np.mean(losses), np.mean(even))}


def _verdict(median, even):
    if math.isclose(median, even, abs_tol=AS_GOOD_AS_EVEN):
        return WORDS["equal"]
    return WORDS["below"] if median < even else WORDS["above"]


def row(tag, cells):
    """A row of a table: `th` for what stands in each column, `td` for what the row is about and its numbers."""
    first, *rest = (escape(cell) for cell in cells)
    scope = "col" if tag == "th" else "row"
    others = "".join(f'<{tag} style="{CELL};text-align:right">{cell}</{tag}>' for cell in rest)
    return f'<tr><th style="{CELL};text-align:left" scope="{scope}">{first}</th>{others}</tr>'


def paragraph(text, tag="span"):
    return f'<p style="{TEXT}"><{tag}>{escape(text)}</{tag}></p>'


def letter(n):
    """What the answer number n, from 0, is called: A, B, C, …"""
    return chr(ord("A") + n)
