"""The pages of notebooks and figures, and an index of them."""

from html import escape
from pathlib import Path

from tqdm import tqdm

from xentlib import explorers
from xentlib._validation import nearest
from xentlib.pages.asked import QUIZ, TEST, items_data, questions_data
from xentlib.pages.calibrated import calibration_data
from xentlib.pages.figures import data
from xentlib.pages.grids import explorer
from xentlib.pages.index import described, index
from xentlib.pages.notebook import Notebook
from xentlib.pages.page import figure, page
from xentlib.pages.studio import drawn

HOME = "All pages"
FIGURES = [name.removeprefix("explore_") for name in explorers.__all__]


def build(names, notebooks, out):
    """Write pages into a folder, and with all of them an index.

    Parameters
    ----------
    names : list of str
        Notebooks, as `04_cross_entropy`, and explorers, as `cross_entropy_map`; if there are none, all of both.
    notebooks : Path
        The folder where the notebooks are.
    out : Path
        The folder to write to.

    Raises
    ------
    ValueError
        If a name is neither that of a notebook nor that of an explorer, or there are no notebooks in the folder.
    """
    files = _found(notebooks)
    wanted = [_checked(name, [*files, *FIGURES]) for name in names] or [*files, *FIGURES]
    opened = {files[name]: Notebook(files[name]) for name in wanted if name in files}
    single = [name for name in wanted if name in FIGURES]
    shown = [one.figure.name for notebook in opened.values() for one in notebook.explorers.values()]
    made = _made({*shown, *single})
    for name in single:
        _write(out / "figures" / f"{name}.html", _figure_page(name, made[name]))
    for file, notebook in opened.items():
        place = file.relative_to(notebooks).with_suffix(".html")
        home = "" if names else f'<nav><a href="{"../" * (len(place.parts) - 1)}index.html">{HOME}</a></nav>'
        _write(out / place, _notebook_page(notebook, made, home))
    if not names:
        _write(out / "index.html", index(notebooks, opened, single))


def _found(notebooks):
    """The notebooks of a folder, by name: those at the top first."""
    files = [*sorted(notebooks.glob("*.ipynb")), *sorted(notebooks.glob("more/*.ipynb"))]
    if not files:
        raise ValueError(f"notebooks must be a folder with notebooks; got {str(notebooks)!r}")
    return {file.stem: file for file in files}


def _made(names):
    """What figures are made of, with a bar that tells how far it is."""
    bar = tqdm(drawn(names), total=len(names), unit="figure", desc="figures")
    return {name: data(name, drawing) for name, drawing in bar}


def _checked(name, known):
    plain = Path(name).name.removesuffix(".ipynb").removeprefix("explore_")
    if plain not in known:
        close = ", ".join(nearest(plain, known))
        raise ValueError(f"{name} must be a notebook or an explorer, such as {close}; got {name!r}")
    return plain


def _figure_page(name, made):
    title = described(name)
    return page(title, f"<main><h1>{escape(title)}</h1>{figure(name, explorer(name), made)}</main>", {name: made})


def _notebook_page(notebook, made, home):
    figures = {one.figure.name: made[one.figure.name] for one in notebook.explorers.values()}
    body = f'{home}<main class="notebook">{notebook.html(made)}</main>'
    styles, title = ["notebook.css", "words.css", "asked.css"], notebook.title
    if notebook.items:
        blocks = {"questions-data": items_data(notebook.items), "calibration-data": calibration_data()}
        code = ["figure.js", "measured.js", "asked.js", "calibrated.js"]
        return page(title, body, figures, styles=styles, code=code, blocks=blocks, words={"quiz": QUIZ, "test": TEST})
    blocks = {"questions-data": questions_data(notebook.guesses)}
    return page(title, body, figures, styles=styles, code=["asked.js"], blocks=blocks, words={"quiz": QUIZ})


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
