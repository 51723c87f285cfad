"""A copy of the course, and pytest in it: how tests of the tests see what others would see."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = ".*", "__pycache__", "build", "dist"


def copy_of_the_course(folder, *left_out):
    course = folder / "course"
    shutil.copytree(ROOT, course, ignore=shutil.ignore_patterns(*LEFT_OUT, *left_out))
    return course


def pytest_in(course, *arguments):
    """Return code and words of the thorough tier there, with these arguments."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--thorough", "-p", "no:cacheprovider", "--color=no"]
    environment = os.environ | {"PYTHONPATH": str(course), "PYTHONUTF8": "1"}
    run = subprocess.run([*command, *arguments], cwd=course, env=environment, capture_output=True, encoding="utf-8")
    return run.returncode, run.stdout + run.stderr
