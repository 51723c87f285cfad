"""A test whose answers stay sealed until its end: what you knew, and whether you knew how well you knew it."""

import math
from dataclasses import dataclass
from functools import cached_property
from html import escape

import ipywidgets as widgets
import numpy as np

from xentlib.engine.style import number
from xentlib.quiz.calibration import grouped, picture_calibration
from xentlib.quiz.guesses import TABLE, TEXT, InWords, Prediction, Questions, letter, median_and_mean, paragraph, row

LEAD = 2  # points: spread evenly over three answers, 34 33 33, none is a favourite
ENOUGH = 10  # favourites to judge by
LIST = "margin:4px 0 8px;padding-left:1.4em;list-style:none"
REFUTED = "margin:0 0 6px 1.4em"
WORDS = {
    "kept": "Your points are kept. The answer stays sealed until you open all of them at the end.",
    "too late": "The results are shown, so this item takes no points any more.",
    "closed": "Closed",
    "here": "Your results appear here while the kernel runs.",
    "waiting": "{} of {} items committed. Your results appear when all are, or, with at least one, when you press "
    "Show the results: items still open are then closed.",
    "show": "Show the results",
    "head": "Your results",
    "committed": "{} of {} items committed.",
    "columns": ["your loss in nats", "even spread, ln K, in nats"],
    "no favourite": "No answer led all others of its item by {lead} points or more: there are no favourites.",
    "favourites": "Favourites (answers that led all others by {lead} points or more): {count}, given {said:.0f} points "
    "on average. {right} of them came true: {came:.0f} in 100.",
    "too few": "Too few favourites to judge.",
    "over": "That is less often than you said, by {gap} in 100. Chance alone seldom makes more than {margin} in 100 "
    "with so few: you were probably overconfident.",
    "under": "That is more often than you said, by {gap} in 100. Chance alone seldom makes more than {margin} in 100 "
    "with so few: you were probably underconfident.",
    "fits": "That is as often as you said, give or take the {margin} in 100 that chance alone can make with so few.",
    "surely over": "That is less often than you said, by {gap} in 100. Who says 100 leaves nothing to chance: you were "
    "overconfident.",
    "surely fits": "That is as often as you said.",
    "groups": ["points given to an answer", "answers", "mean points", "came true", "came true in 100"],
    "nobody": "–",
    "write down": "To compare before and after, write this line down. Nothing is stored: with its kernel it is gone.",
    "line": "{count} of {items} items: median {median} nats, mean {mean} nats, {zeros} right answers given 0, "
    "{favourites}",
    "line favourites": "{right} of {count} favourites right, given {said:.0f} on average",
    "line without": "no favourites",
    "open": "Open the answers",
    "opened": "The answers are open",
    "sealed": "Answers and reasons are still sealed. If this is your test before the course, leave them sealed.",
    "sure": "This cannot be undone. Before the course: leave them sealed. Press again to open.",
    "item": "{n}. {title}: {points} points on the right answer, loss {loss} nats",
    "item open": "{n}. {title}: not committed, so it stays sealed",
    "answer": "{mark} {letter}. {answer} ({points} points)",
}


class SealedPrediction(Prediction):
    """A question whose answer does not open at the commitment."""

    def __init__(self, question):
        self._closed = False
        super().__init__(question)

    def commit(self):
        """Take the points, unless it is too late."""
        if not self._closed:
            super().commit()

    def end(self):
        """From now on it cannot be committed."""
        self._closed = True
        if self.loss is None:
            self._disable()
            self._button.description, self._button.button_style = WORDS["closed"], ""
            self._say(WORDS["too late"])

    def _after(self):
        self._say(WORDS["kept"])


class Results(InWords, widgets.VBox):
    """How the test went, once all items are committed or a button ends it; that button then opens the answers.

    While an item can still be committed, nothing here depends on what is right: it would tell the answers.

    Parameters
    ----------
    predictions : list of SealedPrediction
        The items, in order.
    """

    in_words = WORDS["here"]

    def __init__(self, predictions):
        self._predictions, self._shown, self._warned = predictions, False, False
        self._told, self._calibration, self._line, self._answers = (widgets.HTML() for _ in range(4))
        self._button = widgets.Button(description=WORDS["show"], layout={"width": "auto", "align_self": "flex-start"})
        self._button.on_click(lambda _: self._press())
        for prediction in predictions:
            prediction.observe(self._follow, "loss")
        parts = [self._told, self._calibration, self._line, self._button, self._answers]
        super().__init__(parts, layout={"max_width": "980px", "grid_gap": "8px"})
        self._follow()

    def _show_results(self):
        """Show how the committed items went, and close the others. Without any commitment nothing happens."""
        if not (scored := self._scored()):
            return
        self._shown = True
        for prediction in self._predictions:
            prediction.end()
        favourites = _favourites(scored)
        self._told.value = _summary(scored, len(self._predictions), favourites)
        self._calibration.value = _calibration(*_answers(scored))
        self._line.value = _to_write_down(scored, len(self._predictions), favourites)
        self._answers.value = paragraph(WORDS["sealed"])
        self._button.description = WORDS["open"]

    def _open_answers(self):
        """Show the answers of the items that are committed."""
        self._button.description = WORDS["opened"]  # not disabled: the keyboard would lose its place
        self._answers.value = "".join(_item(n, one) for n, one in enumerate(self._predictions, start=1))

    def _press(self):
        if not self._shown:
            self._show_results()
        elif not self._warned:
            self._warned = True
            self._answers.value = f'<div role="status">{paragraph(WORDS["sure"])}</div>'
        else:
            self._open_answers()

    def _follow(self, change=None):
        scored, items = len(self._scored()), len(self._predictions)
        if scored == items:
            self._show_results()
        else:
            self._told.value = paragraph(WORDS["waiting"].format(scored, items))

    def _scored(self):
        return [prediction for prediction in self._predictions if prediction.loss is not None]


class ConceptTest(Questions):
    """Questions that are a test, before and after: the answers stay sealed until they are opened in its results.

    Examples
    --------
    >>> test = ConceptTest("concept_inventory")
    >>> question = test.ask("whole-bits").question
    >>> print(f"{question.loss([40, 30, 20, 10]):.4f} nats, evenly spread {question.even_loss:.4f} nats")
    1.2040 nats, evenly spread 1.3863 nats
    """

    widget = SealedPrediction

    @cached_property
    def _results(self):
        return Results(self._ask_all())

    def results(self):
        """How the test went, when it is over."""
        return self._results


def _calibration(points, truths):
    rows = [row("th", WORDS["groups"])]
    for group in grouped(points, truths):
        cells = [WORDS["nobody"]] * 3
        if group.count:
            cells = [number(group.said, 1), str(group.true), number(group.came, 1)]
        rows.append(row("td", [group.name, str(group.count), *cells]))
    return f'{picture_calibration(points, truths).data}<table style="{TABLE}">{"".join(rows)}</table>'


def _answers(scored):
    """The points of all answers of these items, and whether each was the right one."""
    points = [given for one in scored for given in one.points]
    truths = [n == one.question.truth for one in scored for n in range(len(one.points))]
    return points, truths


@dataclass(frozen=True)
class Favourites:
    """The answers that led all others of their item: how many, how many were right, their points on average.

    `margin` is how far the share of right ones seldom lies from those points by chance alone: two standard
    deviations, in 100.
    """

    count: int
    right: int
    said: float
    margin: float

    @property
    def came(self):
        """How often they came true, of 100 times."""
        return 100 * self.right / self.count


def _favourites(scored):
    """The Favourites among these items, or None."""
    led = [one for one in scored if max(one.points) - sorted(one.points)[-2] >= LEAD]
    if not led:
        return None
    said = np.array([max(one.points) for one in led])
    right = sum(one.points[one.question.truth] == max(one.points) for one in led)
    return Favourites(len(led), right, said.mean(), 2 * math.sqrt(np.sum(said * (100 - said))) / len(led))


def _summary(scored, items, favourites):
    rows = [row("th", [WORDS["head"], *WORDS["columns"]])]
    for name, pair in median_and_mean(scored).items():
        rows.append(row("td", [name, *(number(x, 4) for x in pair)]))
    committed = paragraph(WORDS["committed"].format(len(scored), items))
    return f'{committed}<table style="{TABLE}">{"".join(rows)}</table>{paragraph(_confidence(favourites))}'


def _confidence(favourites):
    """In words: what the favourites were given, and how often they were right."""
    if not favourites:
        return WORDS["no favourite"].format(lead=LEAD)
    told = WORDS["favourites"].format(**vars(favourites), came=favourites.came, lead=LEAD)
    if favourites.count < ENOUGH:
        return f"{told} {WORDS['too few']}"
    # judged by the whole numbers that are told: what is read and what is concluded must agree
    gap, margin = round(favourites.said) - round(favourites.came), round(favourites.margin)
    verdict = "fits" if abs(gap) <= margin else "over" if gap > 0 else "under"
    if not margin:  # they were all given 100
        verdict = f"surely {verdict}"
    return f"{told} {WORDS[verdict].format(gap=abs(gap), margin=margin)}"


def _to_write_down(scored, items, favourites):
    centres = {name: number(own, 4) for name, (own, _) in median_and_mean(scored).items()}
    told = WORDS["line favourites"].format(**vars(favourites)) if favourites else WORDS["line without"]
    zeros = sum(math.isinf(one.loss) for one in scored)
    line = WORDS["line"].format(count=len(scored), items=items, **centres, zeros=zeros, favourites=told)
    return f'{paragraph(WORDS["write down"])}<p style="{TEXT}"><code>{escape(line)}</code></p>'


def _item(n, prediction):
    question, points = prediction.question, prediction.points
    if prediction.loss is None:
        return paragraph(WORDS["item open"].format(n=n, title=question.title))
    head = WORDS["item"].format(
        n=n, title=question.title, points=points[question.truth], loss=number(prediction.loss, 4)
    )
    answers = "".join(_answer(question, place, given) for place, given in enumerate(points))
    unfold = " open" if max(points) - points[question.truth] >= LEAD else ""
    return (
        f'<details style="{TEXT}"{unfold}><summary>{escape(head)}</summary>'
        f"<p><strong>{escape(question.ask)}</strong></p>"
        f'<ul style="{LIST}">{answers}</ul><p>{escape(question.reason)}</p></details>'
    )


def _answer(question, place, given):
    """An answer with its points; a wrong one that has some, with what refutes it."""
    answer, right = question.answers[place], place == question.truth
    told = escape(WORDS["answer"].format(mark="✓" if right else "✗", letter=letter(place), answer=answer, points=given))
    if right:
        return f"<li><strong>{told}</strong></li>"
    if given and answer in question.refuted:
        says, see = (escape(question.refuted[answer][part]) for part in ("says", "see"))
        told += f'<div style="{REFUTED}">{says}<br>→ {see}</div>'
    return f"<li>{told}</li>"
