"""The still parts of a figure: that of its start as a whole, and of the others only where they differ from it."""

import base64
import io

import numpy as np
from PIL import Image


def stills(pictures, start):
    """Pictures, by key, as texts (base64 of WebP, without a loss).

    All but that of the start lie above it, and are clear where it is the same.
    """
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
    return base64.b64encode(buffer.getvalue()).decode()
