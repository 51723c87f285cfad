"""The still parts of a figure: the first as a whole, and of the others only where they differ from it."""

import io

import numpy as np
from PIL import Image


def stills(pngs):
    """Pictures as bytes of WebP, which loses nothing; all but the first lie above it and are clear where it is the same."""
    first, *others = (np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")) for png in pngs)
    return [_webp(first), *(_webp(np.where((other != first).any(axis=2, keepdims=True), other, 0)) for other in others)]


def _webp(pixels):
    buffer = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(buffer, "WEBP", lossless=True, quality=100, method=6)
    return buffer.getvalue()
