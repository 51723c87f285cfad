"""Where figures are drawn in all their states, on all cores, and kept until something changes that they depend on."""

import functools
import hashlib
import json
import math
import os
import platform
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import matplotlib
import numpy as np

from xentlib import explorers
from xentlib.pages import drawing, encoding, measured
from xentlib.pages.game import game_data
from xentlib.pages.grids import explorer, grid
from xentlib.pages.sentence import sentence_data
from xentlib.pages.skeletons import deflated
from xentlib.pages.stills import stills

DATA = {"game": game_data, "sentence": sentence_data}
SEVERAL = 2000  # states that are worth a second core
# of the package, what no drawing depends on
ELSEWHERE = "checks", "explorers", "pages", "quiz", "data/questions", "data/stops"
OURS = ["drawing", "encoding", "game", "measured", "sentence", "skeletons", "stills"]  # modules of pages that draw
KINDS = {"divergence": "measured", "total_cost": "measured", "priced_sentence": "sentence", "twenty_questions": "game"}


def drawn(names):
    """Draw figures, those that were kept first, then the largest.

    Parameters
    ----------
    names : collection of str

    Yields
    ------
    name : str
    drawing : dict
        `stills`, the pictures of the still part as base64, of which the `first` is whole and the others lie above it,
        and `keys`, what each shows; `numbers`, with which the page writes all else.
    """
    kept, missing = {}, {}
    for name in sorted(names, key=_count, reverse=True):
        file = _cache() / f"{name}-{_fingerprint(name)}.json"
        (kept if file.exists() else missing)[name] = file
    for name, file in kept.items():
        yield name, json.loads(file.read_text(encoding="utf-8"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = [(name, [pool.submit(_draw_part, *part) for part in _parts(name)]) for name in missing]
        while parts:  # what has been joined is not held any longer
            name, futures = parts.pop(0)
            found = _joined(name, futures)
            _keep(missing[name], found)
            yield name, found


def _joined(name, futures):
    whole = futures.pop(0).result()
    while futures:
        whole.extend(futures.pop(0).result())
    start = explorer(name).figure.key
    return {
        "first": list(whole.still.texts).index(start),
        "keys": [repr(key) for key in whole.still.texts],
        "stills": stills({key: whole.pictures[key] for key in whole.still.texts}, start),
        "numbers": deflated(_encoded(name, whole)),
    }


def _keep(file, found):
    own = file.with_suffix(f".{os.getpid()}")  # whoever reads meanwhile finds all of it or nothing
    own.write_text(json.dumps(found), encoding="utf-8")
    own.replace(file)


def kind(name):
    """How the page makes the states of a figure: from tables, if nothing else is said."""
    return KINDS.get(name, "tables")


def _count(name):
    tables = kind(name) == "tables"
    return math.prod(map(len, grid(name).values())) if tables else len(_states(name))


def _states(name):
    """The states that are drawn; of what is not looked up, the first one, for the sake of its still part."""
    if kind(name) == "tables":
        return drawing.states(grid(name))
    start = explorer(name).state
    return list(measured.sample(grid(name), start)) if kind(name) == "measured" else [start]


def _parts(name):
    """Equal parts of the states of a figure, one for each core."""
    count = _count(name)
    cores = os.cpu_count() if count > SEVERAL else 1
    return [(name, *ends) for ends in pairwise(count * part // cores for part in range(cores + 1))]


def _draw_part(name, start, stop):
    return drawing.draw(explorer(name).figure, _states(name)[start:stop])


def _encoded(name, whole):
    if kind(name) == "tables":
        return encoding.encode(whole, grid(name))
    if kind(name) in DATA:
        return json.dumps(DATA[kind(name)](), ensure_ascii=False).encode()
    figure, states = explorer(name).figure, _states(name)
    values = [[math.nan] * len(figure.values) if figure.refuse(**state) else _values(figure, state) for state in states]
    return measured.encode_measured(whole, grid(name), states, values)


def _values(figure, state):
    return list(figure.measure(**figure.prepare(**state)).values())


@functools.cache
def _cache():
    folder = Path(matplotlib.get_cachedir()) / "xentlib-pages"
    folder.mkdir(exist_ok=True)
    return folder


def _fingerprint(name):
    """Changes with all that a drawing depends on: the file of the figure, what it may use, and its states."""
    own = (Path(explorers.__file__).parent / f"{name}.py").read_bytes()
    return hashlib.sha256(_common() + own + repr(grid(name)).encode()).hexdigest()[:16]


@functools.cache
def _common():
    used = hashlib.sha256(f"{platform.python_version()} {np.__version__} {matplotlib.__version__}".encode())
    package = Path(explorers.__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and not path.relative_to(package).as_posix().startswith(ELSEWHERE):
            used.update(path.read_bytes())
    for module in OURS:
        used.update((package / "pages" / f"{module}.py").read_bytes())
    return used.digest()
