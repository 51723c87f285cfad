"""Exercises of the notebooks: `check` says whether an answer is right, and what a wrong one looks like.

The exercises of a chapter stand in `<chapter>_exercises.py`, which is found by itself.
"""

import pkgutil
from importlib import import_module

CHAPTERS = [file.name for file in pkgutil.iter_modules(__path__) if file.name.endswith("_exercises")]
EXERCISES = {}
for _chapter in CHAPTERS:
    _exercises = import_module(f"{__name__}.{_chapter}").EXERCISES
    if _twice := EXERCISES.keys() & _exercises.keys():
        raise ValueError(f"an exercise must have a name of its own; got twice: {', '.join(_twice)}")
    EXERCISES |= _exercises


def check(name, answer):
    """Whether `answer` solves an exercise; if not, which misconception it looks like.

    Parameters
    ----------
    name : str
        Of the exercise, as in its notebook.
    answer : function, number, str or list
        Yours. Three dots or None: not attempted yet.

    Returns
    -------
    Feedback
        Its `text` is one or two sentences, with the number and its unit; `right` is a bool.

    Raises
    ------
    ValueError
        If there is no exercise of that name. A wrong answer, even one that fails, is no error.

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
        raise ValueError(f"name must be one of {', '.join(EXERCISES)}; got {name!r}")
    return EXERCISES[name].judge(answer)
