"""A test whose answers stay sealed until its end: what you knew, and whether you knew how well you knew it."""

import base64
import math
from html import escape

import ipywidgets as widgets
import numpy as np
from IPython.display import HTML

from xentlib.figures.calibration import Calibration, grouped
from xentlib.figures.render import whole_png
from xentlib.figures.style import number
from xentlib.live import PAGE_SCALE
from xentlib.quiz import TABLE, TEXT, Prediction, Questions, letter, row
from xentlib.quiz import WORDS as SCORES

LIST = "margin:4px 0 8px;padding-left:1.4em;list-style:none"
REFUTED = "margin:0 0 6px 1.4em"
WORDS = {
    "kept": "Your points are kept. The answer stays sealed until you open all of them at the end.",
    "head": "Your results",
    "none": "None of the {} items is committed yet.",
    "committed": "{} of {} items committed.",
    "columns": ["your loss in nats", "even spread, ln K, in nats"],
    "no favourite": "In none of them did one answer have more points than every other: no favourites.",
    "favourites": "In {count} of them one answer had more points than every other, {said:.0f} on average. Of these "
    "favourites {right} were right: {came:.0f} in 100.",
    "over": "That is less often than you said, by more than the {chance:.0f} in 100 chance easily makes of so few: "
    "you were overconfident.",
    "under": "That is more often than you said, by more than the {chance:.0f} in 100 chance easily makes of so few: "
    "you were underconfident.",
    "fits": "That is as often as you said, give or take the {chance:.0f} in 100 that chance easily makes of so few.",
    "groups": ["points given to an answer", "answers", "mean points", "came true", "came true in 100"],
    "picture": "Calibration of {count} answers. {groups}.",
    "group": "Given {low} to {high} points, {said:.0f} on average: {true} of {count} came true",
    "write down": "To compare before and after, write this line down. Nothing is stored: with its kernel it is gone.",
    "line": "{count} of {items} items: mean {mean} nats, {right} of {favourites} favourites right, "
    "favourite given {said:.0f} on average",
    "line without": "{count} of {items} items: mean {mean} nats, no favourites",
    "open": "Open the answers",
    "opened": "The answers are open",
    "sealed": "Answers and reasons are still sealed. A test before the course: leave them so.",
    "item": "{n}. {title}: {points} points on the right answer, loss {loss} nats",
    "item open": "{n}. {title}: not committed, so it stays sealed",
    "answer": "{mark} {letter}. {answer} ({points} points)",
}


class SealedPrediction(Prediction):
    """A question whose answer does not open at the commitment."""

    def _after(self):
        self._say(WORDS["kept"])


class Results(widgets.VBox):
    """How the test went, and a button that opens its answers; it follows the commitments.

    Parameters
    ----------
    predictions : list of Prediction
        The items, in order.
    """

    def __init__(self, predictions):
        self._predictions, self._opened = predictions, False
        self._told, self._calibration, self._line, self._answers = (widgets.HTML() for _ in range(4))
        self._button = widgets.Button(description=WORDS["open"], layout={"width": "auto", "align_self": "flex-start"})
        self._button.on_click(lambda _: self.open_answers())
        for prediction in predictions:
            prediction.observe(self._refresh, "loss")
        parts = [self._told, self._calibration, self._line, self._button, self._answers]
        super().__init__(parts, layout={"max_width": "980px", "grid_gap": "8px"})
        self._refresh()

    def open_answers(self):
        """Show the answers of the items that are committed, and at once those of the items committed later."""
        self._opened = True
        self._button.description = WORDS["opened"]  # not disabled: the keyboard would lose its place
        self._refresh()

    def _refresh(self, change=None):
        scored = [prediction for prediction in self._predictions if prediction.loss is not None]
        self._told.value = self._summary(scored)
        self._calibration.value = _calibration(*_answers(scored)) if scored else ""
        self._line.value = self._to_write_down(scored) if scored else ""
        self._answers.value = self._items() if self._opened else _paragraph(WORDS["sealed"])

    def _summary(self, scored):
        if not scored:
            return _paragraph(WORDS["none"].format(len(self._predictions)))
        losses, even = np.array([[one.loss, one.question.even_loss] for one in scored]).T
        rows = [row("th", [WORDS["head"], *WORDS["columns"]])]
        for name, centre in (("mean", np.mean), ("median", np.median)):
            rows.append(row("td", [SCORES[name], number(centre(losses), 4), number(centre(even), 4)]))
        committed = WORDS["committed"].format(len(scored), len(self._predictions))
        return f'{_paragraph(committed)}<table style="{TABLE}">{"".join(rows)}</table>{_paragraph(_confidence(scored))}'

    def _to_write_down(self, scored):
        favourites = _favourites(scored)
        line = WORDS["line" if favourites else "line without"].format(
            count=len(scored),
            items=len(self._predictions),
            mean=number(np.mean([one.loss for one in scored]), 4),
            right=sum(right for _, right in favourites),
            favourites=len(favourites),
            said=_mean_points(favourites),
        )
        return f'{_paragraph(WORDS["write down"])}<p style="{TEXT}"><code>{escape(line)}</code></p>'

    def _items(self):
        return "".join(_item(n, prediction) for n, prediction in enumerate(self._predictions, start=1))

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle["text/plain"] = WORDS["none"].format(len(self._predictions))
        return bundle


class ConceptTest(Questions):
    """A test before and after: its answers stay sealed until they are opened in its results.

    Parameters
    ----------
    notebook : str
        Its name without the number, such as `"concept_inventory"`.

    Raises
    ------
    ValueError
        If there are no questions of that name.

    Examples
    --------
    >>> test = ConceptTest("concept_inventory")
    >>> question = test.ask("whole-bits").question
    >>> print(f"{question.loss([40, 30, 20, 10]):.4f} nats, evenly spread {question.even_loss:.4f} nats")
    1.2040 nats, evenly spread 1.3863 nats
    """

    widget = SealedPrediction

    def results(self):
        """How the test went so far; it follows what is still to come."""
        return Results(list(self._predictions.values()))


def picture_calibration(points, truths):
    """A plain picture of a calibration, with its numbers as alternative text.

    Parameters
    ----------
    points : list of int
        What each answer was given, of 100.
    truths : list of bool
        Whether it was the right one.
    """
    figure = Calibration(points=points, truths=truths)
    groups = "; ".join(
        WORDS["group"].format(low=group.low, high=group.high, said=group.said, true=group.true, count=group.count)
        for group in grouped(points, truths)
        if group.count
    )
    told = WORDS["picture"].format(count=len(points), groups=groups)
    width, source = round(PAGE_SCALE * figure.figure.bbox.width), base64.b64encode(whole_png(figure)).decode()
    return HTML(
        f'<img alt="{escape(told)}" width="{width}" style="max-width:100%;height:auto" '
        f'src="data:image/png;base64,{source}">'
    )


def _calibration(points, truths):
    rows = [row("th", WORDS["groups"])]
    for group in grouped(points, truths):
        cells = [SCORES["open"]] * 3
        if group.count:
            cells = [number(group.said, 1), str(group.true), number(group.came, 1)]
        rows.append(row("td", [f"{group.low}–{group.high}", str(group.count), *cells]))
    return f'{picture_calibration(points, truths).data}<table style="{TABLE}">{"".join(rows)}</table>'


def _answers(scored):
    """The points of all answers of these items, and whether each was the right one."""
    points = [given for one in scored for given in one.points]
    truths = [n == one.question.truth for one in scored for n in range(len(one.points))]
    return points, truths


def _favourites(scored):
    """Of the items in which one answer has more points than every other: those points, and whether it was right."""
    tops = [(max(one.points), one) for one in scored]
    return [(top, one.points[one.question.truth] == top) for top, one in tops if one.points.count(top) == 1]


def _mean_points(favourites):
    return np.mean([top for top, _ in favourites]) if favourites else math.nan


def _confidence(scored):
    """In words: what the favourites were given, and how often they were right."""
    if not (favourites := _favourites(scored)):
        return WORDS["no favourite"]
    shares = np.array([top for top, _ in favourites])
    right, count = sum(right for _, right in favourites), len(favourites)
    told = WORDS["favourites"].format(count=count, right=right, said=shares.mean(), came=100 * right / count)
    # the standard deviation of that share, if each favourite comes true as often as was said
    chance = math.sqrt(np.sum(shares * (100 - shares))) / count
    excess = shares.mean() - 100 * right / count
    verdict = "fits" if abs(excess) <= chance else "over" if excess > 0 else "under"
    return f"{told} {WORDS[verdict].format(chance=chance)}"


def _item(n, prediction):
    question, points = prediction.question, prediction.points
    if prediction.loss is None:
        return _paragraph(WORDS["item open"].format(n=n, title=question.title))
    head = WORDS["item"].format(
        n=n, title=question.title, points=points[question.truth], loss=number(prediction.loss, 4)
    )
    answers = "".join(_answer(question, place, given) for place, given in enumerate(points))
    unfold = "" if points[question.truth] == max(points) else " open"
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


def _paragraph(text):
    return f'<p style="{TEXT}">{escape(text)}</p>'
