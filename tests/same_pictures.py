"""Do all figures that move still look and say the same as in another checkout? For a change that should change nothing.

    python tests/same_pictures.py OTHER_CHECKOUT [EXPLORER …]

At the start, at every stop and in 50 random states: overlay, sentence and values; at the start and the stops the whole
picture too.
"""

import hashlib
import itertools
import json
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parents[1]
RANDOM_STATES = 50


def choices(control):
    """Values that a control can take: of a slider its steps, of a text box a few texts."""
    if hasattr(control, "options"):
        return [option[1] if isinstance(option, tuple) else option for option in control.options]
    if isinstance(control.value, bool):
        return [False, True]
    if isinstance(control.value, str):
        return [
            "",
            "8 4 2 1",
            "1 1 1 1 1",
            "9 x 3",
            "Everyone has the right to rest",
            "하늘과 바람",
            "ก็ที่นี้ <&> 🙂",
            "W" * 45,
        ]
    steps = [control.min + k * control.step for k in range(round((control.max - control.min) / control.step) + 1)]
    if hasattr(control, "base"):  # over decades
        return [float(f"{control.base**exponent:.1e}") for exponent in steps]
    return [type(control.value)(round(value, 9)) for value in steps]


def goes_to(explorer, state):
    try:
        explorer.goto(**state)
    except ValueError:  # weights that are all 0, say
        return False
    return True


def states(explorer):
    start, draw = explorer.state, random.Random(1948)
    yield start
    yield from explorer.stops.values()
    options = {name: choices(control) for name, control in explorer.controls.items()}
    drawn = ({name: draw.choice(values) for name, values in options.items()} for _ in itertools.count())
    yield from itertools.islice((state for state in drawn if goes_to(explorer, state)), RANDOM_STATES)


def seen(explorer, state, whole):
    explorer.goto(**state)
    ids = {}  # they differ from explorer to explorer: named by their order
    overlay = re.sub(
        r'((?:\bid="|href="#|url\(#))([^")]+)', lambda m: m[1] + ids.setdefault(m[2], f"id{len(ids)}"), explorer.overlay
    )
    values = {name: repr(value) for name, value in explorer.values.items()}
    picture = hashlib.sha256(explorer.png()).hexdigest() if whole else ""
    return {"overlay": overlay, "sentence": explorer.sentence, "values": values, "picture": picture}


def answer():
    """In a process of the checkout in question: the states, or what is seen in the states that are asked for."""
    from xentlib import explorers

    asked = json.load(sys.stdin)
    found = {}
    for name in asked["explorers"] or explorers.__all__:
        explorer = getattr(explorers, name)()
        if asked["states"]:
            wanted = asked["states"][name]
            found[name] = [seen(explorer, state, k < len(wanted) - RANDOM_STATES) for k, state in enumerate(wanted)]
        else:
            found[name] = [dict(state) for state in states(explorer)]
        explorer.close_all()
    json.dump(found, sys.stdout)


def ask(checkout, explorers, states=None):
    asked = json.dumps({"explorers": explorers, "states": states})
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, __file__, "--answer"]
    return json.loads(
        subprocess.run(command, env=environment, input=asked, stdout=subprocess.PIPE, text=True, check=True).stdout
    )


def main(other, *explorers):
    wanted = ask(HERE, list(explorers))
    with ThreadPoolExecutor() as pool:
        checkouts = HERE, Path(other).resolve()
        now, then = pool.map(lambda checkout: ask(checkout, list(wanted), wanted), checkouts)
    differences = 0
    for name, states in wanted.items():
        for state, one, two in zip(states, now[name], then[name], strict=True):
            for part in one:
                if one[part] != two[part]:
                    differences += 1
                    print(f"{name} at {state}: {part}\n  here:  {one[part]}\n  there: {two[part]}")
    count = sum(map(len, wanted.values()))
    print(f"{len(wanted)} explorers, {count} states: {differences or 'no'} differences")
    return bool(differences)


if __name__ == "__main__":
    sys.exit(answer() if sys.argv[1:] == ["--answer"] else main(*sys.argv[1:]))
