"""The lecturer's sheet of a notebook, to print: what is asked when, and what to show."""

from html import escape

from xentlib.pages.page import page
from xentlib.pages.screens import LONG, PLANS, SHORT, screens_in, share

WORDS = {
    "title": "{title}: the lecturer’s sheet",
    "columns": [f"{LONG}′", f"{SHORT}′", "Question", "Tempting answer", "Answer", "Show"],
    "guess": "hands, then “{title}”",
    "stop": "stop “{name}”",
    "what": "When each question comes, in minutes of the long and of the short lecture.",
}


def sheet(notebook, links):
    """The page; `links` is HTML."""
    title = WORDS["title"].format(title=notebook.title)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in WORDS["columns"])
    rows = "".join(_rows(notebook.screens))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    body = f'<nav>{links}</nav><main class="sheet"><h1>{escape(title)}</h1><p>{escape(WORDS["what"])}</p>{table}</main>'
    return page(title, body, {}, styles=["sheet.css"])


def _rows(screens):
    """A row for each section, each guess and each stop, as HTML."""
    begins = [_begins(screens, plan) for plan in PLANS]
    for screen in screens:
        if screen.heading:
            across = len(WORDS["columns"]) - len(PLANS)
            heading = f'<th colspan="{across}" scope="rowgroup">{escape(screen.heading)}</th>'
            yield f"<tr>{_minutes(begins, screen)}{heading}</tr>"
        if screen.question:
            one = screen.question
            show = WORDS["guess"].format(title=one.title)
            yield _row(_minutes(begins, one), one.ask, one.tempting, f"{one.right}. {one.reason}", show)
        for name, stop in screen.stops.items():
            yield _row(_minutes(begins, stop), stop.ask, "", stop.notice, WORDS["stop"].format(name=name))


def _begins(screens, plan):
    """The minute in which each screen, guess and stop of a plan comes, by its id."""
    found, minute, each = {}, 0, share(screens, plan)
    for screen in screens_in(screens, plan):
        found |= {id(shown): minute for shown in (screen, screen.question) if shown}
        minute += each
        for stop in screen.stops_in(plan).values():
            found[id(stop)] = minute
            minute += stop.minutes
    return found


def _minutes(begins, shown):
    return "".join(f"<td>{begin[id(shown)]:.0f}</td>" if id(shown) in begin else "<td></td>" for begin in begins)


def _row(minutes, *cells):
    return f"<tr>{minutes}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
