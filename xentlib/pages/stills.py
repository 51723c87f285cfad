"""The still parts of a figure: that of its start as a whole, and of the others only where they differ from it."""

import io

import numpy as np
from PIL import Image


def stills(pictures, start):
    """Pictures, by key, as WebP without a loss: all but that of the start lie above it, clear where it is the same."""
    whole = pictures[start]
    return [_webp(whole if key == start else _beside(whole, other)) for key, other in pictures.items()]


def _beside(whole, other):
    differs = Image.fromarray(np.any(np.asarray(whole) != np.asarray(other), axis=2))
    clear = Image.new("RGBA", other.size)
    clear.paste(other, mask=differs)
    return clear


def _webp(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=True, quality=100, method=6)
    return buffer.getvalue()
