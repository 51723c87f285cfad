"""README and the pages beside it tell the truth: their example, commands, tables, plans and links."""

import contextlib
import io
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from course import CORE
from PIL import Image

import xentlib

ROOT = Path(__file__).parents[1]
README, LECTURING, CONTRIBUTING = (
    (ROOT / f"{name}.md").read_text(encoding="utf-8") for name in ("README", "LECTURING", "CONTRIBUTING")
)
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
POSIX = [text.strip() for kind, text in BLOCKS if kind == "sh"]
WINDOWS = [text.strip() for kind, text in BLOCKS if kind == "powershell"]


def test_the_example_prints_what_stands_under_it():
    [source], [shown] = ([text for kind, text in BLOCKS if kind == wanted] for wanted in ("python", "text"))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(source, "README.md", "exec"), {})
    assert printed.getvalue() == shown


def test_there_are_commands_to_begin_to_begin_again_to_make_pages_and_to_test():
    learn, again, pages, test = POSIX
    assert "jupyter lab notebooks/" in learn and "pip install" in learn
    assert again.endswith("jupyter lab notebooks") and again in learn
    assert pages.endswith("-m xentlib.pages")
    assert test.endswith("-m pytest")


def test_the_first_screen_says_shows_and_gives_a_line_to_paste():
    """Before anything else: a sentence, the moving picture with its words, the command."""
    first = README[: README.index("```sh")]
    assert len(first.splitlines()) < 12 and "badge" not in README
    [(words, picture)] = re.findall(r"^!\[(.+?)\]\((.+?)\)$", first, flags=re.MULTILINE)
    assert len(words.split()) > 15
    with Image.open(ROOT / picture) as image:
        assert image.n_frames > 20 and image.size[0] >= 700
    assert (ROOT / picture).stat().st_size < 1_000_000


def test_the_size_of_the_formulas_is_what_is_said():
    """To the hundred: lines of the four files that are neither empty nor explanation nor comment."""
    told = int(re.search(r"about (\d+) lines of numpy in four files", README)[1])
    sources = [(ROOT / f"xentlib/{name}.py").read_text(encoding="utf-8") for name in re.findall(
        r"`(\w+)`", README[README.index("lines of numpy in four files") : README.index("of explanation")]
    )]  # fmt: skip
    assert len(sources) == 4
    code = [line for text in sources for line in re.sub(r'"""(.|\n)*?"""', "", text).splitlines()]
    assert round(len([line for line in code if line.strip() and line.strip()[0] != "#"]), -2) == told


@pytest.mark.parametrize("command", POSIX)
def test_a_command_is_one_line_and_its_files_exist(command):
    assert "\n" not in command
    files = [word for word in shlex.split(command) if word.endswith((".txt", ".ipynb", "notebooks"))]
    assert files or ".[pages]" in command
    assert all((ROOT / file).exists() for file in files)


def test_windows_does_the_same():
    translated = [
        command.replace(" && ", "; ").replace("python3 ", "python ").replace("bin/", "Scripts/") for command in POSIX
    ]
    assert [command.replace("\\", "/") for command in WINDOWS] == translated


def test_ci_finds_the_same_commands():
    """With the patterns that stand there: a line that starts and ends so."""
    for file, pattern, command in [
        (".ci/run", "^python3 .* -m pytest$", POSIX[-1]),
        (".github/workflows/ci.yml", "^python3 .* -m pytest$", POSIX[-1]),
        (".github/workflows/ci.yml", "^python .* -m pytest$", WINDOWS[-1]),
    ]:
        assert f"'{pattern}' README.md" in (ROOT / file).read_text(encoding="utf-8")
        assert re.findall(pattern, README, flags=re.MULTILINE) == [command]


def test_the_table_holds_the_notebooks():
    listed = re.findall(r"^\| \[(\w+)\]\(notebooks/(\w+)\.ipynb\) \|", README, flags=re.MULTILINE)
    assert listed == [(path.stem, path.stem) for path in CORE]


@pytest.mark.parametrize("page", ["README.md", "LECTURING.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-TEXT.md"])
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!http)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert all((ROOT / link).is_file() for link in links)
    if page == "README.md":
        assert {"CONTRIBUTING.md", "LECTURING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE"} <= set(links)


def test_commands_of_contributing_name_files_that_exist():
    files = set(re.findall(r"\b(?:tests|xentlib|notebooks|binder)/[\w/.]+\.\w+|\.ci/run", CONTRIBUTING))
    assert len(files) > 12 and all((ROOT / file).is_file() for file in files)


def test_the_address_of_the_repository_is_asked_for_in_one_place():
    assert "OWNER/REPO" not in README + LECTURING
    assert len(re.findall(r"mybinder.org/v2/gh/OWNER/REPO/HEAD", CONTRIBUTING)) == 1


def test_one_version_and_one_range_of_pythons_are_said_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = [line.removeprefix("Programming Language :: Python :: ") for line in project["classifiers"]]
    minors = [minor for minor in said if re.fullmatch(r"3\.\d+", minor)]
    assert f"Python {minors[0]} to {minors[-1]}" in README and f"Python {minors[0]} to {minors[-1]}" in CONTRIBUTING
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert ", ".join(f'"{minor}"' for minor in minors) in workflow
    assert f"version: {xentlib.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
