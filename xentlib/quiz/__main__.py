"""`python -m xentlib.quiz CODES.txt [--picture CLASS.png]`"""

import argparse
import sys
from pathlib import Path

from xentlib.engine.render import whole_png
from xentlib.quiz.class_report import ClassPicture, report
from xentlib.quiz.classroom import read_class


def main():
    parser = argparse.ArgumentParser(prog="python -m xentlib.quiz", description="What a class knows and believes.")
    parser.add_argument("codes", type=Path, help="a code a line, or the export of a form", metavar="CODES.txt")
    parser.add_argument("--picture", type=Path, help="a picture to write", metavar="CLASS.png")
    given = parser.parse_args()
    if given.picture and given.picture.suffix != ".png":
        parser.error(f"--picture must name a file that ends in .png; got {str(given.picture)!r}")
    if given.picture and not given.picture.parent.is_dir():
        parser.error(f"--picture must lie in a folder that is there; got {str(given.picture)!r}")
    try:
        room = read_class(given.codes)
    except OSError:
        parser.error(f"CODES.txt must be a file that can be read; got {str(given.codes)!r}")
    except ValueError as error:
        parser.error(str(error))
    sys.stdout.reconfigure(encoding="utf-8")  # a file on Windows would know no ✓
    print(report(room))
    if given.picture:
        given.picture.write_bytes(whole_png(ClassPicture(room=room)))


if __name__ == "__main__":
    main()
