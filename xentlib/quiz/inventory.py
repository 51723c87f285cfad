"""A test whose answers stay sealed until its end: what you knew, and whether you knew how well you knew it."""

import math
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets
import numpy as np

from xentlib.engine.controls import choice
from xentlib.engine.style import VERDICTS, number
from xentlib.quiz.calibration import picture_calibration, reader_groups
from xentlib.quiz.codes import OCCASIONS, write_code
from xentlib.quiz.guesses import (
    TABLE,
    TEXT,
    InWords,
    Prediction,
    Questions,
    badge,
    guesses_of,
    letter,
    means,
    paragraph,
    row,
    verdict,
)

ENOUGH = 10  # items to judge by
SUREST = 80  # per cent, and more
LIST = "margin:4px 0 8px;padding-left:1.4em;list-style:none"
REFUTED = "margin:0 0 6px 1.4em"
WORDS = {
    "kept": "{letter}, {share:.0f} %: kept. The answer stays sealed until you open all of them at the end.",
    "too late": "The results are shown, so this item takes no answer any more.",
    "here": "Your results appear here while the kernel runs.",
    "waiting": "{done} of {all} items done. Your results appear when all are, or when you press Show the results.",
    "show": "Show the results",
    "none yet": "There is nothing to show yet.",
    "close": "Items still open: {open}. They would be closed for good: no answer, no reason.",
    "close them": "Close the open items, show the results",
    "head": "Your results",
    "done": "{done} of {all} items done, {right} right.",
    "columns": ["your loss in nats", "even spread, ln K, in nats"],
    "mean": "mean",
    "confidence": "On average you were {said} % sure of the answers you chose. {right} of {count} were right: "
    "{came} %.",
    "surest": "Of {count} answers that you said 80 % or more of, {right} were right.",
    "too few": "Too few items to judge your confidence.",
    "over": "That is less often than you said, by {gap} in 100. Chance alone seldom makes more than {margin} in 100 "
    "with so few: you were probably overconfident.",
    "under": "That is more often than you said, by {gap} in 100. Chance alone seldom makes more than {margin} in 100 "
    "with so few: you were probably underconfident.",
    "fits": "On average that is as often as you said, give or take the {margin} in 100 of chance with so few.",
    "groups": ["what you said of an answer, in %", "answers", "on average", "came true", "came true, in %"],
    "nobody": "–",
    "yourself": "For yourself, to compare before and after:",
    "when": "For your class: when did you take this test?",
    "before": "before the course",
    "after": "after the course",
    "code": "Your answers as a code, without a name, to hand in:",
    "copy": "Copy",
    "copied": "Copied",
    "line": "{count} of {items} items: mean {mean} nats, {right} of {count} right, {said} % sure on average",
    "open": "Open the answers",
    "opened": "The answers are open",
    "sealed": "Answers and reasons are still sealed. If this is your test before the course, leave them sealed.",
    "sure": "This cannot be undone. Before the course: leave them sealed.",
    "open all": "Open all answers now",
    "item": "{n}. {title}: {share:.3g} % on the right answer, loss {loss} nats",
    "item open": "{n}. {title}: not done, so it stays sealed",
    "answer": "{letter}. {answer} ({share:.3g} %)",
    "see": "→ “{heading}” in {notebook}",
}


class SealedPrediction(Prediction):
    """A question whose answer does not open at the commitment."""

    def __init__(self, question):
        self._ended = False
        super().__init__(question)

    def commit(self, choice, sure):
        """Take an answer, unless it is too late."""
        if not self._ended:
            super().commit(choice, sure)

    def end(self):
        """From now on nothing can be committed."""
        self._ended = True
        if self.guess is None:
            self._close()
            self._say(WORDS["too late"])

    def unseal(self):
        """Show what was right, if something was committed."""
        if self.guess is not None:
            super()._after()

    def _after(self):
        self._say(kept(self.guess))


def kept(guess):
    """What is said of a guess whose answer stays sealed."""
    return WORDS["kept"].format(letter=letter(guess.choice), share=guess.sure)


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
        self._predictions, self._shown = predictions, False
        self._closing = self._opening = False  # pressed once: what cannot be undone takes two
        self._told, self._calibration, self._line, self._code, self._answers = (widgets.HTML() for _ in range(5))
        self._asked = widgets.HTML()
        self._occasion = choice(WORDS["when"], [(WORDS[name], name) for name in OCCASIONS], None)
        self._occasion.observe(self._show_code, "value")
        self._occasion.layout.display = "none"
        self._button = widgets.Button(description=WORDS["show"], layout={"width": "auto", "align_self": "flex-start"})
        self._button.on_click(lambda _: self._press())
        for prediction in predictions:
            prediction.observe(self._follow, "guess")
        told = [self._told, self._calibration, self._line, self._occasion, self._code, self._asked]
        super().__init__([*told, self._button, self._answers], layout={"max_width": "980px", "grid_gap": "8px"})
        self._follow()

    def _show_results(self):
        """Show how the committed items went, and close the others. Without any commitment nothing happens."""
        if not (scored := guesses_of(self._predictions)):
            return
        self._shown = True
        for prediction in self._predictions:
            prediction.end()
        self._told.value = _summary(scored, len(self._predictions))
        self._calibration.value = _calibration(*_answers(scored))
        self._line.value = _line(scored, len(self._predictions))
        self._occasion.layout.display = "flex"
        self._ask(WORDS["sealed"], WORDS["open"])

    def _show_code(self, change):
        self._code.value = _code(self._occasion.value, [one.guess for one in self._predictions])

    def _open_answers(self):
        """Show the answers of the items that are committed."""
        self._asked.value = ""
        self._button.description = WORDS["opened"]  # not disabled: the keyboard would lose its place
        self._answers.value = "".join(
            opened_item(n, one.question, one.guess) for n, one in enumerate(self._predictions, start=1)
        )
        for prediction in self._predictions:
            prediction.unseal()

    def _press(self):
        scored, items = len(guesses_of(self._predictions)), len(self._predictions)
        if not scored:
            self._ask(WORDS["none yet"], WORDS["show"])
        elif not self._shown and not self._closing:
            self._closing = True
            self._ask(WORDS["close"].format(open=items - scored), WORDS["close them"])
        elif not self._shown:
            self._show_results()
        elif not self._opening:
            self._opening = True
            self._ask(WORDS["sure"], WORDS["open all"])
        else:
            self._open_answers()

    def _ask(self, words, then):
        """Say something, and what the button does next."""
        self._asked.value = f'<div role="status">{paragraph(words)}</div>'
        self._button.description = then

    def _follow(self, change=None):
        scored, items = len(guesses_of(self._predictions)), len(self._predictions)
        if scored == items:
            self._show_results()
        else:
            self._told.value = paragraph(WORDS["waiting"].format(done=scored, all=items))


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

    def results(self):
        """How the test went, when it is over."""
        return self._once(Results, lambda: Results([self.ask(name) for name in self._questions]))


def _calibration(points, truths):
    rows = [row("th", WORDS["groups"])]
    for group in reader_groups(points, truths):
        cells = [WORDS["nobody"]] * 3
        if group.count:
            cells = [number(group.said, 1), str(group.true), number(group.came, 1)]
        rows.append(row("td", [group.name, str(group.count), *cells]))
    return f'{picture_calibration(points, truths).data}<table style="{TABLE}">{"".join(rows)}</table>'


def _answers(scored):
    """What was said of all answers of these items, in per cent, and whether each was the right one."""
    points = [given for one in scored for given in one.points]
    truths = [n == one.question.truth for one in scored for n in range(len(one.points))]
    return points, truths


@dataclass(frozen=True)
class Confidence:
    """The answers that were chosen: how many, how many were right, and how sure one was of them on average, in %.

    `margin` is how far the share of right ones seldom lies from that by chance alone: two standard deviations, in 100.
    """

    count: int
    right: int
    said: float
    margin: float

    @property
    def came(self):
        """How often they were right, of 100 times."""
        return 100 * self.right / self.count


def _confidence(scored):
    said = np.array([one.sure for one in scored])
    margin = 2 * math.sqrt(np.sum(said * (100 - said))) / len(scored)
    return Confidence(len(scored), sum(one.right for one in scored), said.mean(), margin)


def _summary(scored, items):
    rows = [row("th", [WORDS["head"], *WORDS["columns"]])]
    rows.append(row("td", [WORDS["mean"], *(number(mean, 2) for mean in means(scored))]))
    confidence = _confidence(scored)
    done = WORDS["done"].format(done=len(scored), all=items, right=confidence.right)
    told = paragraph(verdict(*means(scored))) + paragraph(_judged(confidence) + _of_the_surest(scored))
    return f'{paragraph(done)}<table style="{TABLE}">{"".join(rows)}</table>{told}'


def _judged(confidence):
    """In words: how sure one was, and how often right."""
    told = WORDS["confidence"].format(**_told(confidence))
    if confidence.count < ENOUGH:
        return f"{told} {WORDS['too few']}"
    # judged by the whole numbers that are told: what is read and what is concluded must agree
    gap, margin = round(confidence.said) - round(confidence.came), round(confidence.margin)
    words = WORDS["fits" if abs(gap) <= margin else "over" if gap > 0 else "under"]
    return f"{told} {words.format(gap=abs(gap), margin=margin)}"


def _told(confidence):
    return vars(confidence) | {"said": number(confidence.said, 0), "came": number(confidence.came, 0)}


def _of_the_surest(scored):
    """How many were right of those that one was surest of: an average can hide them."""
    surest = [one for one in scored if one.sure >= SUREST]
    told = WORDS["surest"].format(count=len(surest), right=sum(one.right for one in surest))
    return f" {told}" if surest else ""


def _line(scored, items):
    """What a reader keeps."""
    line = WORDS["line"].format(**_told(_confidence(scored)), items=items, mean=number(means(scored)[0], 2))
    return f'{paragraph(WORDS["yourself"])}<p style="{TEXT}"><code>{escape(line)}</code></p>'


def _code(occasion, guesses):
    """What a class gathers. Where a page may not copy, the code is selected, as it is by a press on it."""
    copied, select = f"this.textContent = '{WORDS['copied']}'", "getSelection().selectAllChildren(code)"
    copy = (
        "const code = this.previousElementSibling, clipboard = navigator.clipboard;"
        f"clipboard?.writeText(code.textContent).then(() => {copied}, () => {select}) ?? {select}"
    )
    return (
        f'<div role="status">{paragraph(WORDS["code"])}<p style="{TEXT}">'
        f'<code style="user-select:all;font-size:1.2em">{write_code(occasion, guesses)}</code> '
        f'<button type="button" onclick="{copy}">{WORDS["copy"]}</button></p></div>'
    )


def opened_item(n, question, guess):
    """An item of the test when the answers are opened, as HTML; n is its place, from 1, the guess None if not done."""
    if guess is None:
        return paragraph(WORDS["item open"].format(n=n, title=question.title))
    head = WORDS["item"].format(
        n=n, title=question.title, share=guess.points[question.truth], loss=number(guess.loss, 2)
    )
    answers = "".join(_answer(guess, place) for place in range(len(question.answers)))
    return (
        f'<details style="{TEXT}"{"" if guess.right else " open"}><summary>{escape(head)}</summary>'
        f"<p><strong>{escape(question.ask)}</strong></p>"
        f'<ul style="{LIST}">{answers}</ul><p>{escape(question.reason)}</p></details>'
    )


def _answer(guess, place):
    """An answer with what was said of it; a wrong one that was chosen, with what refutes it."""
    question, right = guess.question, place == guess.question.truth
    answer, share = question.answers[place], guess.points[place]
    words = WORDS["answer"].format(letter=letter(place), answer=answer, share=share)
    if right:
        return f"<li>{badge(right, words)}</li>"
    if place != guess.choice:
        return f"<li>{VERDICTS[right][0]} {escape(words)}</li>"
    refuted = question.refuted.get(answer)
    why = f"{escape(refuted['says'])}<br>{escape(where(refuted))}" if refuted else ""
    return f'<li>{badge(right, words)}<div style="{REFUTED}">{why}</div></li>'


def where(refuted):
    """The section that shows it, its notebook, and the figure that moves there."""
    notebook, _, heading = refuted["see"].partition("#")
    section = WORDS["see"].format(notebook=notebook, heading=heading)
    return ": ".join([section, *filter(None, [refuted.get("figure")])])
