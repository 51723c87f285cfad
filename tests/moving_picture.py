"""Draw README's moving picture of the map anew, from the course's own figure: `python tests/moving_picture.py`."""

import io
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from xentlib.explorers import explore_cross_entropy_map

TARGET = Path(__file__).parents[1] / ".github" / "cross_entropy_map.gif"
WIDTH = 720  # pixels
MOST = 1_000_000  # bytes
STILL, MOVING = 1500, 70  # milliseconds
# a way over the map: from a belief that is far off to the truth, along the diagonal, and back to the start
WAY = [(0.3, 0.7), (0.3, 0.3), (0.6, 0.6), (0.6, 0.15), (0.3, 0.7)]
STEP = 0.04


def places():
    """Every place on the way, and for how long it is looked at."""
    for (p, q), (next_p, next_q) in zip(WAY, WAY[1:], strict=False):
        yield p, q, STILL
        steps = round(max(abs(next_p - p), abs(next_q - q)) / STEP)
        for share in np.arange(1, steps) / steps:
            yield p + share * (next_p - p), q + share * (next_q - q), MOVING


def main():
    explorer, frames, times = explore_cross_entropy_map(), [], []
    for p, q, time in places():
        explorer.goto(p=p, q=q)
        picture = Image.open(io.BytesIO(explorer.png())).convert("RGB")
        frames.append(picture.resize((WIDTH, round(WIDTH * picture.height / picture.width)), Image.Resampling.LANCZOS))
        times.append(time)
    palette = frames[0].quantize(256)  # one for all: else the still part would flicker
    colours = np.reshape(palette.getpalette(), (-1, 3))
    palette.putpalette(np.where(colours.min(axis=1, keepdims=True) > 248, 255, colours).ravel().tolist())  # as the page
    first, *rest = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames)
    first.save(TARGET, save_all=True, append_images=rest, duration=times, loop=0, optimize=True)
    size = TARGET.stat().st_size
    print(f"{TARGET.name}: {len(frames)} pictures, {size / 1000:.0f} kB")
    return size > MOST


if __name__ == "__main__":
    sys.exit(main())
