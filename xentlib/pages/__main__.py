"""`python -m xentlib.pages [NOTEBOOK … | EXPLORER …] --out site/`"""

import sys
from pathlib import Path

from xentlib.pages.figures import data
from xentlib.pages.grids import grid
from xentlib.pages.page import figure, page
from xentlib.pages.studio import drawn, explorer

if __name__ == "__main__":
    names, out = sys.argv[1:], Path("/tmp/site")
    out.mkdir(exist_ok=True)
    made = {name: explorer(name) for name in names}
    grids = {name: grid(name, one) for name, one in made.items()}
    for name, drawing in drawn(grids):
        body = figure(name, name, made[name], grids[name])
        block = data(name, made[name], grids[name], drawing)
        (out / f"{name}.html").write_text(page(name, body, {name: block}), encoding="utf-8")
        print(name, len(drawing["numbers"]), sum(map(len, drawing["stills"])))
