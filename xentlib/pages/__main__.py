"""`python -m xentlib.pages [NOTEBOOK … | EXPLORER …] --out site/`"""

import argparse
from pathlib import Path

from xentlib.pages.site import build


def main():
    parser = argparse.ArgumentParser(prog="python -m xentlib.pages", description="Pages that need no kernel.")
    parser.add_argument("names", nargs="*", help="notebooks and explorers; none: all of both", metavar="NAME")
    parser.add_argument(
        "--notebooks", type=Path, default=Path("notebooks"), help="where the notebooks are (%(default)s)"
    )
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder to write to (%(default)s)")
    given = parser.parse_args()
    try:
        build(given.names, given.notebooks, given.out)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
