"""The pages of notebooks and figures, and an index of them."""

from concurrent.futures import ProcessPoolExecutor
from html import escape
from pathlib import Path

from tqdm import tqdm

from xentlib import explorers
from xentlib._validation import nearest
from xentlib.pages import screens
from xentlib.pages.asked import QUIZ, TEST, items_data, questions_data
from xentlib.pages.calibrated import calibration_data
from xentlib.pages.figures import data
from xentlib.pages.grids import explorer
from xentlib.pages.index import described, index
from xentlib.pages.notebook import Notebook
from xentlib.pages.page import figure, page
from xentlib.pages.sheet import sheet
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
    opened = {_place(files[name], notebooks): Notebook(files[name]) for name in wanted if name in files}
    single = [name for name in wanted if name in FIGURES]
    made = _made(set(single).union(*(notebook.figures for notebook in opened.values())))
    whole = not names  # only then are there all the pages that others lead to
    with ProcessPoolExecutor(1) as pool:  # what the page of a test needs is drawn while others are written
        calibration = pool.submit(calibration_data) if any(notebook.items for notebook in opened.values()) else None
        _write_pages(single, opened, made, calibration, whole, out)


def _write_pages(single, opened, made, calibration, whole, out):
    if whole:
        _write(out / "index.html", index(opened, single))
    for name in single:
        shown_in = {f"../{place}": notebook.title for place, notebook in opened.items() if name in notebook.figures}
        links = _links({"../index.html": HOME} | shown_in) if whole else ""
        _write(out / "figures" / f"{name}.html", _figure_page(name, made[name], links))
    for place, notebook in sorted(opened.items(), key=lambda one: bool(one[1].items)):  # a test last: it may wait
        up = "../" * place.count("/")
        links, folder = (_links({f"{up}index.html": HOME}), f"{up}figures/") if whole else ("", "")
        _write(out / place, _notebook_page(notebook, made, calibration, links, folder))
        if notebook.is_lecture:
            home = _links({"../index.html": HOME}) if whole else ""
            _write(out / "sheets" / place, sheet(notebook, home))


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


def _place(file, notebooks):
    """Where in the site the page of a notebook is."""
    return file.relative_to(notebooks).with_suffix(".html").as_posix()


def _links(pages):
    """To other pages of the site: address → what it is called."""
    return "".join(f'<a href="{to}">{escape(called)}</a>' for to, called in pages.items())


def _figure_page(name, made, links):
    title = described(name)
    body = f"<nav>{links}</nav><main><h1>{escape(title)}</h1>{figure(name, explorer(name), made)}</main>"
    return page(title, body, {name: made})


def _notebook_page(notebook, made, calibration, links, folder):
    figures = {name: made[name] for name in notebook.figures}
    switch = screens.switch_html() if notebook.is_lecture else ""
    body = f'<nav>{links}{switch}</nav><main class="notebook">{notebook.html(made, folder)}</main>'
    styles, title = ["notebook.css", "words.css", "asked.css"], notebook.title
    if notebook.items:
        blocks = {"questions-data": items_data(notebook.items), "calibration-data": calibration.result()}
        code = ["figure.js", "measured.js", "asked.js", "code.js", "calibrated.js", "reading.js"]
        return page(title, body, figures, styles=styles, code=code, blocks=blocks, words={"quiz": QUIZ, "test": TEST})
    blocks = {"questions-data": questions_data(notebook.guesses)}
    code, words = ["asked.js"], {"quiz": QUIZ}
    if notebook.is_lecture:
        styles, code, words = [*styles, "lecture.css"], [*code, "lecture.js"], words | {"lecture": screens.WORDS}
    return page(title, body, figures, styles=styles, code=[*code, "reading.js"], blocks=blocks, words=words)


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
