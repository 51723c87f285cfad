"""The package as a whole: what loading it costs, who may import whom, and that its promises are written down."""

import ast
import inspect
import json
import operator
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import xentlib

PACKAGE = Path(xentlib.__file__).parent
ROOT = Path(__file__).parents[1]

MATHS = ["information", "losses", "coding", "language", "data", "_numerics", "_validation"]
# folder → the folders that it may import from; the maths stands at the top of the package
MAY_IMPORT = {
    "maths": {"maths"},
    "models": {"maths", "models"},
    "engine": {"maths", "models", "engine"},
    "explorers": {"maths", "models", "engine"},
    "checks": {"maths", "checks"},
    "quiz": {"maths", "engine", "quiz"},
    "pages": {"maths", "models", "engine", "explorers", "quiz", "pages"},
    "handout": {"maths"},
    "lecture": set(),
}
# Pillow comes with matplotlib, which needs it for its own pictures.
OTHERS_ALLOWED = {
    "maths": {"numpy"},
    "models": {"numpy"},
    "checks": {"numpy"},
    "engine": {"numpy", "matplotlib", "PIL", "ipywidgets", "IPython", "traitlets"},
    "explorers": {"numpy", "matplotlib"},
    "quiz": {"numpy", "ipywidgets", "traitlets"},
    "pages": {"numpy", "matplotlib", "PIL", "ipywidgets", "math_core", "nbconvert", "nbformat", "pygments", "tqdm"},
    "handout": {"nbformat"},
    "lecture": {"jupyterlab"},
}


def layer_of(module):
    return "maths" if module in MATHS else module


def files():
    for file in sorted(PACKAGE.rglob("*.py")):
        inside = file.relative_to(PACKAGE)
        if inside.name != "__init__.py" or len(inside.parts) > 1:
            yield layer_of(inside.parts[0].removesuffix(".py")), file


def imported(file):
    """Dotted names of everything that a file imports, also inside functions, relative imports resolved."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                parents = [PACKAGE.name, *file.relative_to(PACKAGE).parts[:-1]]
                origin = ".".join([*parents[: len(parents) - node.level + 1], *([node.module] if node.module else [])])
            # `from xentlib import losses` imports a module, not a name
            yield from (f"{origin}.{alias.name}" if origin == PACKAGE.name else origin for alias in node.names)


@pytest.mark.parametrize(("layer", "file"), list(files()), ids=lambda x: x if isinstance(x, str) else x.stem)
def test_imports_run_one_way(layer, file):
    for name in imported(file):
        top, *rest = name.split(".")
        if top == PACKAGE.name:
            assert not rest or layer_of(rest[0]) in MAY_IMPORT[layer], f"{file.name} imports {name}"
        elif top not in sys.stdlib_module_names:
            assert top in OTHERS_ALLOWED[layer], f"{file.name} imports {name}"


def test_no_module_name_means_two_things():
    names = [file.stem for _, file in files() if not file.stem.startswith("__")]
    assert len(set(names)) == len(names) > 40


def test_the_maths_stands_at_the_top():
    top = {file.stem for file in PACKAGE.glob("*.py")} - {"__init__", "handout", "lecture"}
    assert top == set(MATHS) - {"data"} >= {"information", "losses", "coding", "language"}


def test_loading_the_package_loads_no_plotting_and_no_widgets():
    code = "import json, sys, xentlib; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    answer = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    loaded = set(json.loads(answer.stdout))
    assert {"xentlib", "numpy"} <= loaded
    assert not loaded & {"matplotlib", "ipywidgets", "IPython", "traitlets"}


def test_every_public_function_and_class_of_the_maths_is_exported_once():
    public = [
        name
        for module in (xentlib.information, xentlib.losses, xentlib.coding, xentlib.language, xentlib.data)
        for name, value in vars(module).items()
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]
    assert len(set(xentlib.__all__)) == len(xentlib.__all__)
    assert set(public) <= set(xentlib.__all__)


def public_methods():
    classes = [name for name in xentlib.__all__ if inspect.isclass(getattr(xentlib, name))]
    return [f"{name}.{method}" for name in classes for method in vars(getattr(xentlib, name)) if method[0] != "_"]


def test_the_methods_are_found():
    assert "NGramModel.bits_per_byte" in public_methods()


@pytest.mark.parametrize("name", [*xentlib.__all__, *public_methods()])
def test_every_exported_name_says_what_it_takes_gives_and_refuses(name):
    described = operator.attrgetter(name)(xentlib)
    assert callable(described)
    headings = re.findall(r"^(\w+)\n-+$", inspect.getdoc(described), flags=re.MULTILINE)
    wanted = ["Returns", "References", "Examples"]
    if [*inspect.signature(described).parameters] not in ([], ["self"]):  # what takes nothing has nothing to refuse
        wanted = ["Parameters", "Returns", "Raises", "References", "Examples"]
    if inspect.isclass(described):  # what it gives is itself
        wanted[wanted.index("Returns")] = "Attributes"
    assert [heading for heading in headings if heading in {"Parameters", "Raises", *wanted}] == wanted


def test_what_a_reader_installs_is_what_the_package_depends_on():
    lines = [line.strip() for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    assert "-e ." in lines
    required = {re.match(r"[\w-]+", line)[0]: line for line in lines if line != "-e ."}
    assert set(required) == {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbval"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(project["dependencies"]) == sorted(required[n] for n in ("numpy", "matplotlib", "ipywidgets"))
