"""The lecturer's sheet of a notebook, to print: what is asked when, and what to show."""

from html import escape

from xentlib.pages import lecture
from xentlib.pages.lecture import LONG, PLANS, SHORT
from xentlib.pages.page import page

WORDS = {
    "title": "{title}: the lecturer’s sheet",
    "columns": [f"{LONG}′", f"{SHORT}′", "Question", "Tempting answer", "Answer", "Show"],
    "guess": "hands, then “{title}”",
    "stop": "stop “{name}”",
    "what": "When each question comes, in minutes of the long and of the short lecture. Made from the stops and the "
    "questions of the course: their text files are what to change.",
}


def sheet(notebook):
    """The page."""
    title = WORDS["title"].format(title=notebook.title)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in WORDS["columns"])
    rows = "".join(_section(*part) for part in _rows(notebook.screens))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    body = f'<main class="sheet"><h1>{escape(title)}</h1><p>{escape(WORDS["what"])}</p>{table}</main>'
    return page(title, body, {}, styles=["sheet.css"])


def _rows(screens):
    """A heading, or the minute in each plan and what is asked there: cells of a row."""
    begins = {plan: _begins(screens, plan) for plan in PLANS}
    for screen in screens:
        if screen.heading:
            yield screen.heading, None
        if screen.question:
            one = screen.question
            answer = f"{one.right}. {one.reason}"
            yield _minutes(begins, id(one)), [one.ask, one.tempting, answer, WORDS["guess"].format(title=one.title)]
        for name, stop in screen.stops.items():
            yield _minutes(begins, id(stop)), [stop.ask, "", stop.notice, WORDS["stop"].format(name=name)]


def _minutes(begins, asked):
    return [f"{begins[plan][asked]:.0f}" if asked in begins[plan] else "" for plan in PLANS]


def _begins(screens, plan):
    """The minute in which each question and each stop of a plan comes, by its id."""
    found, minute, each = {}, 0, lecture.share(screens, plan)
    for screen in lecture.screens_in(screens, plan):
        if screen.question:
            found[id(screen.question)] = minute
        minute += each
        for stop in screen.stops_in(plan).values():
            found[id(stop)] = minute
            minute += stop.minutes
    return found


def _section(first, cells):
    if cells is None:
        return f'<tr><th colspan="{len(WORDS["columns"])}" scope="rowgroup">{escape(first)}</th></tr>'
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in [*first, *cells]) + "</tr>"
