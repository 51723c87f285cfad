"""The pages of notebooks and figures, and an index of them."""

from pathlib import Path

from tqdm import tqdm

from xentlib import explorers
from xentlib._validation import nearest
from xentlib.pages.figures import data
from xentlib.pages.grids import grid
from xentlib.pages.notebook import Notebook
from xentlib.pages.page import figure, page
from xentlib.pages.studio import drawn, explorer

FIGURES = [name.removeprefix("explore_") for name in explorers.__all__]


def build(names, notebooks, out):
    """Write pages into a folder.

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
        If a name is neither that of a notebook nor that of an explorer.
    """
    known = {path.stem: path for path in sorted(notebooks.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts}
    wanted = [_checked(name, [*known, *FIGURES]) for name in names] or [*known, *FIGURES]
    opened = {name: Notebook(known[name]) for name in wanted if name in known}
    single = {name: explorer(name) for name in wanted if name in FIGURES}
    shown = {one.figure.name for notebook in opened.values() for one in notebook.explorers.values()} | set(single)
    grids = {name: grid(name, explorer(name)) for name in sorted(shown)}
    made = {}
    for name, drawing in tqdm(drawn(grids), total=len(grids), unit="figure"):
        made[name] = data(name, explorer(name), grids[name], drawing)
    for name, one in single.items():
        _write(out / "figures" / f"{name}.html", _figure_page(name, one, grids[name], made[name]))
    for name, notebook in opened.items():
        place = known[name].relative_to(notebooks).with_suffix(".html")
        _write(out / place, _notebook_page(notebook, grids, made))


def _checked(name, known):
    plain = Path(name).name.removesuffix(".ipynb").removeprefix("explore_")
    if plain not in known:
        close = ", ".join(nearest(plain, known))
        raise ValueError(f"{name} must be a notebook or an explorer, such as {close}; got {name!r}")
    return plain


def _figure_page(name, explorer, axes, made):
    title = getattr(explorers, f"explore_{name}").__doc__.splitlines()[0]
    return page(title, f"<main><h1>{title}</h1>{figure(name, explorer, axes, made)}</main>", {name: made})


def _notebook_page(notebook, grids, made):
    figures = {one.figure.name: made[one.figure.name] for one in notebook.explorers.values()}
    body = f'<main class="notebook">{notebook.html(grids, made)}</main>'
    return page(notebook.title, body, figures, styles=["notebook.css"])


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
