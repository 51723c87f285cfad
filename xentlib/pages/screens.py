"""A notebook as a lecture: its screens, and when each of them comes."""

from dataclasses import dataclass

LONG, SHORT = PLANS = 50, 15  # minutes
WORDS = {
    "switch": "As a lecture:",
    "plan": "{minutes} minutes",
    "help": "Page Down and Page Up lead",
    "jump": "go to",
    "clock": "{clock} min of {minutes}",
    "again": "{clock} of {minutes} minutes: press to start the clock again",
    "place": "plan: {place} min",
    "back": "Back",
    "next": "Next",
    "leave": "Leave",
    "votes": "votes for {letter}",
    "all": "{all} votes",
    "stop": "? {name}",
}


@dataclass(eq=False)  # two that say the same are two
class Screen:
    """What a lecture shows at a time.

    Attributes
    ----------
    heading : str
        Of the section that begins with it; empty if none does.
    question : Question or None
        The guess that it is.
    stops : dict of str to Stop
        Those of its figure that the lecture shows.
    kind : str
        `words`, `guess` or `figure`.
    short : bool
        Whether it is shown in the short lecture, too, with or without a question.
    """

    heading: str
    question: object
    stops: dict
    kind: str
    short: bool

    def stops_in(self, plan):
        return {name: stop for name, stop in self.stops.items() if stop.short or plan == LONG}


def screens_in(screens, plan):
    """The screens of a lecture: in the short one those that are short, each below the heading of its section.

    Parameters
    ----------
    screens : list of Screen
        In order; the first one has a heading.
    plan : int
        One of the PLANS.
    """
    if plan == LONG:
        return screens
    shown, section = [screens[0]], []
    for screen in screens:
        section = [screen] if screen.heading else section
        if screen.short:
            shown += [one for one in (section[0], screen) if one not in shown]
    return shown


def share(screens, plan):
    """Minutes for each screen of a lecture, beside those of its stops: what these leave is shared evenly."""
    shown = screens_in(screens, plan)
    stops = sum(stop.minutes for screen in shown for stop in screen.stops_in(plan).values())
    return max(plan - stops, 0) / len(shown)


def switch_html():
    """Links to the same page as a lecture."""
    links = (f'<a href="#lecture?minutes={plan}">{WORDS["plan"].format(minutes=plan)}</a>' for plan in PLANS)
    return f'<span class="switch">{WORDS["switch"]} {" ".join(links)}</span>'
