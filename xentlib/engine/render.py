"""From a figure to what a page shows: a still picture drawn once, and what moves as a small SVG above it."""

import functools
import io
import re
from html import escape

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.textpath import text_to_path
from PIL import Image

from xentlib.engine.style import ERRORS, RC

SHARPNESS = 2  # picture pixels to one pixel of the page
# Verdana is what a machine without DejaVu has that is nearest to it
_FONTS = "DejaVu Sans,Verdana,sans-serif"


def whole_png(figure):
    """The complete picture of a moving figure, as PNG bytes."""
    return _png(whole_picture(figure))


def still_png(figure):
    """The picture without what moves, as PNG bytes."""
    return _png(still_picture(figure))


def _png(picture):
    buffer = io.BytesIO()
    # the figures hold few colours: a palette makes them a third as large and loses nothing one can see
    picture.quantize(256, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def whole_picture(figure):
    """The complete picture of a moving figure, an image of Pillow."""
    page = figure.figure
    page_dpi = page.dpi
    try:
        page.dpi = page_dpi * SHARPNESS
        canvas = FigureCanvasAgg(page)
        with matplotlib.rc_context(RC), np.errstate(**ERRORS):
            canvas.draw()
    finally:
        page.dpi = page_dpi
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def still_picture(figure):
    """The picture without what moves."""
    visible = [artist.get_visible() for artist in figure.moving]
    try:
        for artist in figure.moving:
            artist.set_visible(False)
        return whole_picture(figure)
    finally:
        for artist, was_visible in zip(figure.moving, visible, strict=True):
            artist.set_visible(was_visible)


def overlay_svg(figure, description, id_salt):
    """What moves, as an SVG to lie above the still picture.

    `description` is what a screen reader says of the picture; `id_salt` keeps the ids of this figure
    apart from those of the other figures on the page.
    """
    width, height = figure.figure.bbox.size
    with matplotlib.rc_context({**RC, "svg.hashsalt": id_salt}), np.errstate(**ERRORS):
        drawn = drawn_svg(in_order(figure.moving), width, height)
    # matplotlib styles `*`, which would make the browser restyle the whole page at each move
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(description)}" '
        f'style="display:block;width:100%;height:auto;overflow:visible;stroke-linejoin:round;stroke-linecap:butt;'
        f'font-family:{_FONTS}">{drawn}</svg>'
    )


def in_order(artists):
    """As they are drawn: what comes later lies above."""
    return sorted(artists, key=lambda artist: artist.get_zorder())


def drawn_svg(artists, width, height):
    """The elements that draw these artists, on a page of so many pixels."""
    buffer = io.StringIO()
    renderer = _OverlayRenderer(width, height, buffer, image_dpi=72 * SHARPNESS)
    for artist in artists:
        artist.draw(renderer)
    renderer.finalize()
    return _compact(buffer.getvalue())


class _OverlayRenderer(RendererSVG):
    """Matplotlib's own, but each text is measured once, which is most of the time that a move takes, and nothing is
    written that `_compact` would drop.
    """

    def _write_metadata(self, metadata):
        pass

    def get_text_width_height_descent(self, s, prop, ismath):
        return _text_size(s, prop.copy(), ismath)


@functools.lru_cache(maxsize=128)
def _text_size(text, font, ismath):
    return text_to_path.get_text_width_height_descent(text, font, ismath)


def _compact(svg):
    """The drawn elements alone: no header, no group ids, numbers to a hundredth of a pixel."""
    drawn = svg[svg.index("</style>") : svg.rindex("</svg>")].split("</defs>", 1)[1]
    drawn = re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<[^>]+>", lambda tag: _compact_tag(tag[0]), drawn)
    drawn = re.sub(r">\s+<", "><", drawn).strip()
    return re.sub(r"<g>((?:(?!</?g[> ]).)*)</g>", r"\1", drawn)


def _compact_tag(tag):
    tag = re.sub(r'^<g id="[^"]*"', "<g", tag)
    tag = re.sub(r' transform="rotate\(-0 [^"]*"', "", tag)
    tag = re.sub(r"(\.\d\d)\d+", r"\1", tag)
    # the common font is set once, on the svg: texts name only another one; an anchor at the start is the default
    tag = re.sub(r"(font-family: 'DejaVu Sans'|text-anchor: start)(; )?", "", tag)
    tag = tag.replace("'DejaVu Sans'", _FONTS)  # beside another font, or, by matplotlib 3.9, together with its size
    return re.sub(r"([;:]) ", r"\1", re.sub(r"\s+", " ", tag))
