"""What Binder, a reader and the run with the oldest versions install. No Docker: only the recipe of the image."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbval"}


def installed_by(requirements, folder):
    """Names of packages, and `-e` with a folder, along the chain of `-r`, as pip reads them when run in `folder`."""
    for line in requirements.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("-r "):
            yield from installed_by(requirements.parent / line.removeprefix("-r ").strip(), folder)
        elif line.startswith("-e "):
            yield "-e", (folder / line.removeprefix("-e ").strip()).resolve()
        elif line:
            yield re.match(r"[\w.-]+", line)[0]


@pytest.fixture(scope="module")
def recipe(tmp_path_factory):
    """The Dockerfile that repo2docker makes of a copy without what git ignores."""
    if sys.platform == "win32":
        pytest.skip("repo2docker writes the paths of a Linux image on Linux and macOS only")
    copy = tmp_path_factory.mktemp("binder") / "course"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    # the name and number of a user, because root is refused
    command = ["repo2docker", "--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan", str(copy)]
    run = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run


@pytest.mark.thorough
def test_binder_has_python_3_12(recipe):
    assert (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip() == "python-3.12"
    assert "python=3.12" in recipe.stdout + recipe.stderr


@pytest.mark.thorough
def test_binder_installs_what_a_reader_installs(recipe):
    steps = recipe.stdout.splitlines()
    [install] = [n for n, step in enumerate(steps) if "pip install" in step]
    assert steps[install].endswith('-r "binder/requirements.txt"')
    # in the folder of the project, where `-e .` means the project, and after all of it was copied there
    assert [step for step in steps[:install] if step.startswith("WORKDIR")][-1] == "WORKDIR ${REPO_DIR}"
    assert any(step.startswith("COPY") and step.endswith(" src/ ${REPO_DIR}/") for step in steps[:install])
    assert set(installed_by(ROOT / "binder" / "requirements.txt", ROOT)) == NAMED | {("-e", ROOT)}


def test_the_tests_install_what_a_reader_installs():
    assert set(installed_by(ROOT / "tests" / "requirements.txt", ROOT)) > NAMED | {("-e", ROOT)}


def test_the_oldest_versions_are_the_lowest_allowed():
    lowest = re.findall(r"^(\w+)>=([\d.]+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    oldest = re.findall(r"^(\w+)==([\d.]+)$", (ROOT / "tests" / "oldest.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for name, _ in oldest} == NAMED
    assert {name: padded(version) for name, version in oldest} == {name: padded(version) for name, version in lowest}


def padded(version):
    """4.4 and 4.4.0 are one version."""
    return tuple(int(part) for part in f"{version}.0.0".split(".")[:3])


def test_the_lowest_python_is_the_one_that_is_tried():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest = project["requires-python"].removeprefix(">=")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert f'{{python: "{lowest}", constraints: tests/oldest.txt}}' in workflow
