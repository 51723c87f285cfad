"""The first page of the site: a picture of each notebook and of each figure."""

import base64
import io
from html import escape

from PIL import Image

from xentlib import explorers
from xentlib.engine.render import whole_picture
from xentlib.pages.grids import explorer
from xentlib.pages.page import WEBP, page

ACROSS = 360  # pixels of a small picture
WORDS = {
    "title": "Cross-entropy, by moving it",
    "what": "Every figure here moves, every guess is answered, and nothing is sent: each page is one file that works "
    "without a network, too. To type in code and have exercises checked, open the notebooks in JupyterLab.",
    "lectures": "Lectures",
    "companions": "Beside the lectures",
    "figures": "Figures",
    "sheets": "For the lecturer, to print: what to ask when, and the answers",
}


def index(opened, figures):
    """The index of the pages of notebooks, place → Notebook, and of figures."""
    lectures, companions = [], []
    for place, notebook in opened.items():
        first = next(iter(notebook.explorers.values()), None)
        (companions if "/" in place else lectures).append(_entry(place, notebook.title, first))
    shown = [_entry(f"figures/{name}.html", described(name), explorer(name)) for name in figures]
    parts = (("lectures", lectures), ("companions", companions), ("figures", shown))
    lists = "".join(f'<h2>{WORDS[name]}</h2><ul class="pictures">{"".join(entries)}</ul>' for name, entries in parts)
    sheets = "".join(
        f'<li><a href="sheets/{place}">{escape(one.title)}</a></li>' for place, one in opened.items() if one.is_lecture
    )
    last = f"<h2>{WORDS['sheets']}</h2><ul>{sheets}</ul>"
    body = f"<main><h1>{WORDS['title']}</h1><p>{WORDS['what']}</p>{lists}{last}</main>"
    return page(WORDS["title"], body, {}, styles=["index.css"])


def described(name):
    """What a figure is, in one line."""
    return getattr(explorers, f"explore_{name}").__doc__.splitlines()[0]


def _entry(address, words, shown):
    return f'<li><a href="{address}">{_picture(shown) if shown else ""}{escape(words)}</a></li>'


def _picture(shown):
    small = whole_picture(shown.figure)
    small.thumbnail((ACROSS, ACROSS), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=80)
    return f'<img alt="" src="{WEBP}{base64.b64encode(buffer.getvalue()).decode()}">'
