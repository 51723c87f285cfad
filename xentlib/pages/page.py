"""A page as one file: what is read, and the style, the words and the JavaScript with which its figures come alive."""

import base64
import json
from html import escape
from importlib.resources import files

from xentlib.engine import asking, rows, typed
from xentlib.engine.render import overlay_svg, still_png
from xentlib.pages.figures import place_of

HERE = files("xentlib.pages")
WORDS = {
    "reset": "Reset",
    "offered": "{typed}: {label} must be one of {words}.",
    "coarser": "On this page {labels} {moves} in wider steps than in the notebook.",
}
CODE = ["figure.js", "numbers.js", "typed.js", "explorer.js"]
OWN_CODE = {"measured": "measured.js"}


def page(title, body, data):
    """The whole file; `data` is what its figures are made of, name → dict."""
    words = {"row": rows.WORDS, "typed": typed.WORDS, "asking": asking.WORDS, "page": WORDS}
    own = [file for kind, file in OWN_CODE.items() if any(figure["kind"] == kind for figure in data.values())]
    script = "\n".join(_text(name) for name in [*CODE, *own])
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{_text("page.css")}</style>'
        f"</head>\n<body>\n{body}\n"
        + "".join(_json(f"{name}-data", found) for name, found in data.items())
        + f"{_json('words', words)}<script>\n(() => {{\n{script}\nwakeAll();\n}})();\n</script>\n</body></html>\n"
    )


def figure(id_, name, explorer, axes):
    """An explorer as it stands on the page before it comes alive, and where there is no JavaScript."""
    stops = "".join(
        f"<li><details><summary>{escape(called)}: {escape(stop.ask)}</summary>{escape(stop.notice)}</details></li>"
        for called, stop in explorer.stops.items()
    )
    start = place_of(explorer.state, axes)
    width, height = explorer.figure.figure.bbox.size
    still = base64.b64encode(still_png(explorer.figure)).decode()
    return (
        f'<div class="explorer" id="{id_}" data-of="{name}" data-start="{start}">'
        f'<div class="picture" style="max-width:{explorer.widest}">'
        f'<img alt="" width="{width:.0f}" height="{height:.0f}" src="data:image/png;base64,{still}">'
        f"{overlay_svg(explorer.figure, explorer.sentence, name)}</div>"
        f'<p class="sentence">{escape(explorer.sentence)}</p><ul class="stops">{stops}</ul></div>'
    )


def _text(name):
    return (HERE / name).read_text(encoding="utf-8")


def _json(id_, data):
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/json" id="{id_}">{text}</script>\n'
