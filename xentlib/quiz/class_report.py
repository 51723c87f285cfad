"""What a teacher reads of a class: what to teach next, what is believed, what was gained, in words and in a picture."""

from xentlib.engine.explorer import plain_picture
from xentlib.engine.figure import MovingFigure
from xentlib.engine.style import FAINT, INK, P_COLOUR, Q_COLOUR, number, small
from xentlib.quiz.calibration import reader_groups
from xentlib.quiz.classroom import normalised_gain
from xentlib.quiz.codes import ITEMS, items
from xentlib.quiz.guesses import letter
from xentlib.quiz.inventory import where

WORDS = {
    "teach": "Teach next {where}, against “{answer}”, which {count} of {all} believe (item {n}, {title}).",
    "nothing": "No misconception stands out. Hardest is item {n}, {title}: {share} % on the right answer.",
    "all open": "All items were left open.",
    "read": "Codes: {counts}.",
    "of": "{count} {occasion}",
    "left out": "Left out, line {line}: {why}.",
    "repeated": "Line {line}: {why}.",
    "before": "Before the course",
    "after": "After the course",
    "beliefs": "mean share on each answer, in % (✓ right), how sure of what was chosen",
    "columns": ["item", "A", "B", "C", "D", "sure", "right"],
    "right of": "{right} of {count}",
    "misconceptions": "wrong answers believed by more than chance explains",
    "misconception": "{place}. item {n}, {letter}: “{answer}”",
    "evidence": "   chosen by {count}, {sure} % sure on average; by chance {by_chance} would have (p = {p})",
    "refuted": "   {where}",
    "none": "None: {count} tests show no wrong answer that chance does not explain.",
    "gain": "Right: {before} ± {error_before} of {items} before, {after} ± {error_after} after. "
    "Normalised gain {gain} ± {error} (standard errors).",
    "one occasion": "A gain needs codes of before and after.",
    "no gain": "No gain: {why}.",
    "calibration": "of the answers that were chosen",
    "groups": ["how sure, in %", "answers", "on average", "right", "right, in %"],
    "nobody": "–",
}


def report(room):
    """All there is to read of a class.

    Parameters
    ----------
    room : Classroom

    Returns
    -------
    str
    """
    parts = [f"{advice(room)}\n{gain_line(room)}\n{what_was_read(room)}"]
    for occasion, cohort in room.cohorts.items():
        parts.append(f"{WORDS[occasion]}: {WORDS['misconceptions']}\n{misconceptions_table(cohort)}")
        parts.append(f"{WORDS[occasion]}: {WORDS['beliefs']}\n{beliefs_table(cohort)}")
        parts.append(f"{WORDS[occasion]}: {WORDS['calibration']}\n{calibration_table(cohort)}")
    return "\n\n".join(parts)


def advice(room):
    """The line to read first: which section refutes what most of the latest tests believe beyond chance."""
    if room.latest.misconceptions:
        first = room.latest.misconceptions[0]
        return WORDS["teach"].format(
            where=where(first.refuted),
            answer=first.answer,
            count=first.count,
            all=len(room.latest),
            n=first.item,
            title=first.question.title,
        )
    done = [(belief.shares[belief.question.truth], n) for n, belief in enumerate(room.latest.beliefs) if belief.count]
    if not done:
        return WORDS["all open"]
    share, n = min(done)
    return WORDS["nothing"].format(n=n + 1, title=items()[n].title, share=number(share, 0))


def what_was_read(room):
    """How many codes, and which lines have none that can be read."""
    counts = ", ".join(WORDS["of"].format(count=len(cohort), occasion=name) for name, cohort in room.cohorts.items())
    lines = [WORDS["read"].format(counts=counts)]
    lines += [WORDS["left out"].format(line=one.line, why=one.why) for one in room.left_out]
    lines += [WORDS["repeated"].format(line=one.line, why=one.why) for one in room.repeated]
    return "\n".join(lines)


def misconceptions_table(cohort):
    """The misconceptions of a cohort, in their order, with what refutes each."""
    if not cohort.misconceptions:
        return WORDS["none"].format(count=len(cohort))
    lines = []
    for place, one in enumerate(cohort.misconceptions, start=1):
        told = {
            "place": place,
            "n": one.item,
            "letter": letter(one.question.answers.index(one.answer)),
            "answer": one.answer,
            "count": one.count,
            "sure": number(one.sure, 0),
            "by_chance": number(one.by_chance, 1),
            "p": small(one.p),
            "where": where(one.refuted),
        }
        lines += [WORDS[name].format(**told) for name in ("misconception", "evidence", "refuted")]
    return "\n".join(lines)


def beliefs_table(cohort):
    """What a cohort believes of each item."""
    return _table(WORDS["columns"], [_belief_cells(n, one) for n, one in enumerate(cohort.beliefs, start=1)])


def _belief_cells(n, belief):
    name, count = f"{n:2} {belief.question.title}", len(belief.question.answers)
    if not belief.count:
        return [name, *[WORDS["nobody"]] * 5, WORDS["right of"].format(right=0, count=0)]
    shares = [
        f"{'✓' * (place == belief.question.truth)}{number(share, 0)}" for place, share in enumerate(belief.shares)
    ]
    right = WORDS["right of"].format(right=belief.right, count=belief.count)
    return [name, *shares, *[""] * (len(WORDS["columns"]) - 3 - count), number(belief.sure, 0), right]


def calibration_table(cohort):
    """How sure a cohort was of what it chose, and how often it was right."""
    rows = [
        [group.name, str(group.count), number(group.said, 1), str(group.true), number(group.came, 1)]
        for group in reader_groups(*cohort.chosen)
        if group.count
    ]
    return _table(WORDS["groups"], rows)


def gain_line(room):
    """What was gained from before to after, or why that is not known."""
    if len(room.cohorts) < 2:
        return WORDS["one occasion"]
    try:
        gain, error = normalised_gain(room.before, room.after)
    except ValueError as why:
        return WORDS["no gain"].format(why=why)
    return WORDS["gain"].format(
        before=number(room.before.mean_right),
        error_before=number(room.before.error),
        after=number(room.after.mean_right),
        error_after=number(room.after.error),
        items=ITEMS,
        gain=number(gain),
        error=number(error),
    )


def _table(columns, rows):
    """In columns as wide as they need: the first to the left, the others to the right."""
    lines = [columns, *rows]
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return "\n".join(
        f"{name:{first}}  {'  '.join(f'{cell:>{width}}' for cell, width in zip(cells, others, strict=True))}"
        for name, *cells in lines
    )


class ClassPicture(MovingFigure):
    """The share on each right answer before and after the course, the misconceptions, and how sure a class was.

    Parameters
    ----------
    room : Classroom
    """

    size = (10, 7)
    WORDS = {
        "title": "○ before, ● after: share on the right answer;  ✗ on a misconception",
        "mark": "✗ {letter}",
        "share": "mean share, in %",
        "item": "{n}. {title}",
        "sure": "how sure of the answer chosen, in %",
        "came": "how often right, in %",
        "calibration": "○ before, ● after: as sure as right?",
        "picture": "{read} Mean share on the right answer of each item, {order}: {items}. {named}",
        "named": "Misconceptions: {which}.",
        "which": "item {n}, {letter} ({share} %)",
        "none": "No misconception stands out.",
    }
    LOOKS = {"before": "none", "after": P_COLOUR}  # what fills a mark

    def say(self, values, *, room):
        words, order = self.WORDS, " / ".join(room.cohorts)
        rows = zip(*(cohort.beliefs for cohort in room.cohorts.values()), strict=True)
        shares = [" / ".join(number(_on_the_right(one), 0) for one in row) for row in rows]
        named = [
            words["which"].format(n=n, letter=letter(place), share=number(share, 0)) for n, place, share in _named(room)
        ]
        return words["picture"].format(
            read=what_was_read(room).splitlines()[0],
            order=order,
            items=", ".join(f"{n}: {share} %" for n, share in enumerate(shares, start=1)),
            named=words["named"].format(which=", ".join(named)) if named else words["none"],
        )

    def make(self):
        words, places = self.WORDS, range(1, ITEMS + 1)
        ax, calibration = self.axes(3, 2, left=0.2, right=0.97, top=0.93, bottom=0.08, wspace=0.25)
        ax.set(xlim=(-2, 102), ylim=(ITEMS + 0.7, 0.3), xlabel=words["share"])
        ax.set_yticks(places, [words["item"].format(n=n, title=items()[n - 1].title) for n in places])
        ax.set_title(words["title"], weight="normal", x=-0.36)
        ax.grid(axis="both", color=FAINT, lw=0.4)
        calibration.set(xlim=(-3, 103), ylim=(-3, 103), xlabel=words["sure"], ylabel=words["came"])
        calibration.set_aspect("equal", anchor="N")
        calibration.set_title(words["calibration"], weight="normal")
        calibration.plot([0, 100], [0, 100], color=INK, lw=1.5, ls=(0, (5, 3)))
        look = dict(ms=9, mec=P_COLOUR, mew=1.8)
        self._right = {name: self.line(ax, "o", mfc=fill, **look) for name, fill in self.LOOKS.items()}
        self._came = {name: self.line(calibration, "o", mfc=fill, **look) for name, fill in self.LOOKS.items()}
        self._named = self.line(ax, "X", ms=11, color=Q_COLOUR, mec="white")
        self._letters = [self.text(ax, x=104, y=n, color=Q_COLOUR, weight="bold", va="center") for n in places]

    def move(self, values, *, room):
        for name, cohort in room.cohorts.items():
            self._right[name].set_data([_on_the_right(one) for one in cohort.beliefs], range(1, ITEMS + 1))
            groups = [group for group in reader_groups(*cohort.chosen) if group.count]
            self._came[name].set_data([group.said for group in groups], [group.came for group in groups])
        named = _named(room)
        self._named.set_data([share for _, _, share in named], [n for n, _, _ in named])
        for n, place, _ in named:
            self._letters[n - 1].set_text(self.WORDS["mark"].format(letter=letter(place)))


def _on_the_right(belief):
    return belief.shares[belief.question.truth]


def _named(room):
    """Item, from 1, answer and mean share of each misconception of the latest tests."""
    found = [(one.item, one.question.answers.index(one.answer)) for one in room.latest.misconceptions]
    return [(n, place, room.latest.beliefs[n - 1].shares[place]) for n, place in found]


def picture_class(room):
    """A plain picture of a class, with its numbers as alternative text.

    Parameters
    ----------
    room : Classroom
    """
    return plain_picture(ClassPicture(room=room))
