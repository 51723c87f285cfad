"""Exercises of the notebooks: `check` says whether an answer is right, and what a wrong one looks like.

The exercises of a chapter stand in `<chapter>_exercises.py`, which is found by itself.
"""

import pkgutil
from importlib import import_module

from xentlib._validation import nearest

CHAPTERS = [file.name for file in pkgutil.iter_modules(__path__) if file.name.endswith("_exercises")]
BY_CHAPTER = {chapter: import_module(f"{__name__}.{chapter}").EXERCISES for chapter in CHAPTERS}
EXERCISES = {name: exercise for exercises in BY_CHAPTER.values() for name, exercise in exercises.items()}
if len(EXERCISES) < sum(map(len, BY_CHAPTER.values())):
    raise ValueError(f"each exercise must have a name of its own; got {[list(each) for each in BY_CHAPTER.values()]}")


def check(name, answer, *after_a_comma):
    """Whether `answer` solves an exercise; if not, which misconception it looks like.

    Parameters
    ----------
    name : str
        Of the exercise, as in its notebook.
    answer : function, number, str or list
        Yours. Three dots or None: not attempted yet.
    after_a_comma : int
        What a decimal comma makes of a number: 6,9078 is two. The feedback says so.

    Returns
    -------
    Feedback
        Its `text` is one or two sentences, with the number and its unit; `right` is a bool.

    Raises
    ------
    ValueError
        If there is no exercise of that name: with the nearest of its notebook. A wrong answer is no error, even one
        that fails.

    References
    ----------
    The tasks stand in the notebooks; the number of the notebook is in the section *Check yourself*.

    Examples
    --------
    >>> import math
    >>> def in_nats(p, q):
    ...     return -sum(a * math.log(b) for a, b in zip(p, q))
    >>> check("price a belief", in_nats)
    Not yet. For p = [0.7, 0.2, 0.1], q = [0.5, 0.2, 0.3] it gives 0.9275 instead of 1.3381 bits: natural log for bits.
    >>> check("price a belief", ...)
    Not attempted yet. Put your answer in place of the three dots.
    """
    if not isinstance(name, str) or name not in EXERCISES:
        (closest,) = nearest(name, EXERCISES, 1)
        chapter = next(exercises for exercises in BY_CHAPTER.values() if closest in exercises)
        raise ValueError(
            f"name must be that of an exercise, such as {', '.join(map(repr, nearest(name, chapter)))}; got {name!r}"
        )
    return EXERCISES[name].judge((answer, *after_a_comma) if after_a_comma else answer)
