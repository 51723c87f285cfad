"""The still parts of a figure: the first as a whole, and of the others only where they differ from it."""

import io

import numpy as np
from PIL import Image, ImageFilter

AROUND = (
    9  # so wide is a pixel that differs: where a browser makes pictures smaller, the edges of both must be the same
)


def stills(pictures):
    """The same pictures as WebP, without a loss: all but the first lie above it, clear where it is the same."""
    first, *others = pictures
    return [_webp(first), *(_webp(_beside(first, other)) for other in others)]


def _beside(first, other):
    differs = Image.fromarray(np.any(np.asarray(first) != np.asarray(other), axis=2)).convert("L")
    clear = Image.new("RGBA", other.size)
    clear.paste(other, mask=differs.filter(ImageFilter.MaxFilter(AROUND)))
    return clear


def _webp(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=True, quality=100, method=6)
    return buffer.getvalue()
