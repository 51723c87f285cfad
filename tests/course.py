"""The notebooks that there are: one list for all tests and commands."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "notebooks"
CORE = sorted(FOLDER.glob("*.ipynb"))  # the lectures, read from the first to the last
COMPANIONS = sorted((FOLDER / "more").glob("*.ipynb"))  # what stands beside them
NOTEBOOKS = CORE + COMPANIONS
LECTURES = CORE[1:-1]  # without the first steps and the test of misconceptions


def chapter(path):
    """Whose questions and exercises a notebook has: those of its name, without number and `_more`.

    >>> chapter(Path("04_cross_entropy.ipynb")), chapter(Path("more/04_cross_entropy_more.ipynb"))
    ('cross_entropy', 'cross_entropy')
    """
    return re.sub(r"^\d\d_|_more(_\d)?$", "", path.stem)
