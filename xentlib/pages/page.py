"""A page as one file: what is read, and the style, the words and the JavaScript with which its figures come alive."""

import json
from html import escape
from importlib.resources import files

from xentlib.engine import asking, rows, typed
from xentlib.engine.render import overlay_svg
from xentlib.pages.grids import FEWER, place_of

HERE = files("xentlib.pages")
WEBP = "data:image/webp;base64,"
WORDS = {
    "reset": "Reset",
    "alone": "This figure alone",
    "no script": "Without JavaScript the figures stand still.",
    "offered": "“{typed}”: {label} must be one of {words}.",
    "from": "From “Cross-entropy, by moving it”, an interactive course. Text and pictures: CC BY 4.0.",
    "turn": "Turn your phone: the picture grows.",
    "fewer": "This page has fewer values of {labels} than the notebook.",
    "unknown": "The address has {unknown}, and this figure has no such control.",
    "nearest": "{typed} → {value}: the nearest that this page has.",
}
CODE = "numbers.js", "typed.js", "explorer.js"
OWN_CODE = {  # kind of figure → its files
    "tables": ["figure.js"],
    "measured": ["figure.js", "measured.js"],
    "sentence": ["sentence.js"],
    "game": ["figure.js", "game.js"],
}


def page(title, body, figures, *, styles=(), code=(), blocks=None, words=None):
    """The whole file.

    Parameters
    ----------
    title, body : str
        What is read; the body is HTML.
    figures : dict of str to dict
        What the figures on it are made of, by name.
    styles, code : sequence of str
        Names of more CSS and more JavaScript, as files.
    blocks, words : dict of str to dict, optional
        More data, by the id under which the JavaScript finds them; more words, by the name that it knows.
    """
    own = [file for figure in figures.values() for file in OWN_CODE[figure["kind"]]]
    script = "\n".join(_text(name) for name in dict.fromkeys([*CODE, *own, *code, "wake.js"]))
    style = "\n".join(_text(name) for name in ["page.css", *styles])
    known = {"row": rows.WORDS, "typed": typed.WORDS, "asking": asking.WORDS, "page": WORDS} | (words or {})
    data = (
        {f"{name}-data": _without_first(figure) for name, figure in figures.items()} | (blocks or {}) | {"words": known}
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style}</style>\n</head>\n'
        f"<body>\n<noscript><p>{WORDS['no script']}</p></noscript>\n{body}\n<footer>{WORDS['from']}</footer>\n"
        f"{''.join(_json(id_, block) for id_, block in data.items())}"
        f'<script>\n"use strict";\n(() => {{\n{script}}})();\n</script>\n</body>\n</html>\n'
    )


def figure(id_, explorer, made, alone=""):
    """An explorer as it stands on the page before it comes alive, and where there is no JavaScript.

    `alone` is the address of a page of its own, if there is one.
    """
    stops = "".join(
        f"<li><details><summary>{escape(called)}: {escape(stop.ask)}</summary>{escape(stop.notice)}</details></li>"
        for called, stop in explorer.stops.items()
    )
    width, height = explorer.figure.figure.bbox.size
    turn = "" if explorer.figure.html else f'<p class="turn">{WORDS["turn"]}</p>'
    link = f'<p class="alone"><a href="{alone}">{WORDS["alone"]}</a></p>' if alone else ""
    start = escape(json.dumps(place_of(explorer.figure.name, explorer.state)))
    return (
        f'<div class="explorer" id="{id_}" data-of="{explorer.figure.name}" data-start="{start}">'
        f'<div class="stage"><div class="picture" style="max-width:{explorer.widest};--ratio:{width / height:.3f}">'
        f"{_picture(explorer, made)}</div></div>{turn}"
        f'<p class="sentence">{escape(explorer.sentence)}</p><ul class="stops">{stops}</ul>'
        f"{_fewer(explorer)}{link}</div>"
    )


def _fewer(explorer):
    """Which controls have fewer values than in the notebook."""
    labels = [explorer.labels[part] for part in FEWER.get(explorer.figure.name, {})]
    return f'<p class="note">{WORDS["fewer"].format(labels=", ".join(labels))}</p>' if labels else ""


def _picture(explorer, made):
    shown = explorer.figure
    if shown.html:
        return f'<div role="group" aria-label="{escape(explorer.sentence)}">{shown.html}</div>'
    width, height = shown.figure.bbox.size
    size = f'alt="" width="{width:.0f}" height="{height:.0f}" decoding="sync"'
    first, own = made["stills"][made["first"]], made["keys"].index(repr(shown.key))
    above = f'src="{WEBP}{made["stills"][own]}"' if own != made["first"] else "hidden"
    return (
        f'<img {size} src="{WEBP}{first}"><img class="above" {size} {above}>'
        f"{overlay_svg(shown, explorer.sentence, shown.name)}"
    )


def _without_first(figure):
    """Its first still, and so which still is what, stands on the page already."""
    stills = [None if place == figure["first"] else still for place, still in enumerate(figure["stills"])]
    return {name: part for name, part in figure.items() if name not in ("first", "keys")} | {"stills": stills}


def _text(name):
    return (HERE / name).read_text(encoding="utf-8")


def _json(id_, data):
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/json" id="{id_}">{text}</script>\n'
