"""README tells the truth: its example, its commands, its table."""

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from xentlib import explorers

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
POSIX = [text.strip() for kind, text in BLOCKS if kind == "sh"]
WINDOWS = [text.strip() for kind, text in BLOCKS if kind == "powershell"]


def test_the_example_prints_what_stands_under_it():
    [source], [shown] = ([text for kind, text in BLOCKS if kind == wanted] for wanted in ("python", "text"))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(source, "README.md", "exec"), {})
    assert printed.getvalue() == shown


def test_there_are_two_commands_to_learn_and_to_test():
    learn, test = POSIX
    assert "jupyter lab" in learn
    assert test.endswith("-m pytest")


@pytest.mark.parametrize("command", POSIX)
def test_a_command_is_one_line_and_its_files_exist(command):
    assert "\n" not in command
    files = [word for word in shlex.split(command) if word.endswith((".txt", ".ipynb"))]
    assert files
    assert all((ROOT / file).is_file() for file in files)


def test_the_slides_are_made_and_show_figures_and_questions_without_their_code(tmp_path):
    [command] = re.findall(r"^ +\.venv/bin/jupyter (nbconvert --to slides .*)$", README, flags=re.MULTILINE)
    arguments = [sys.executable, "-m", *shlex.split(command), "--output-dir", str(tmp_path)]
    subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True)
    [page] = tmp_path.glob("*.slides.html")
    text = page.read_text(encoding="utf-8")
    assert len(re.findall("<section", text)) > 20
    assert len(re.findall("<img[^>]* src=.data:image/png", text)) >= 3
    code = re.sub("<[^>]+>", "", text)
    assert "bernoulli(0.3)" in code  # what is worth reading stays
    assert "explore_cross_entropy_map()\n" not in code and "quiz.ask(" not in code


def test_windows_does_the_same():
    translated = [
        command.replace(" && ", "; ").replace("python3 ", "python ").replace("bin/", "Scripts/") for command in POSIX
    ]
    assert [command.replace("\\", "/") for command in WINDOWS] == translated


def test_ci_finds_the_same_commands():
    """With the patterns that stand there: a line that starts and ends so."""
    for file, pattern, command in [
        (".ci/run", "^python3 .* -m pytest$", POSIX[1]),
        (".github/workflows/ci.yml", "^python3 .* -m pytest$", POSIX[1]),
        (".github/workflows/ci.yml", "^python .* -m pytest$", WINDOWS[1]),
    ]:
        assert f"'{pattern}' README.md" in (ROOT / file).read_text(encoding="utf-8")
        assert re.findall(pattern, README, flags=re.MULTILINE) == [command]


PLANS = re.findall(r"^\| (\d\d) \| (.+) \| (.+) \|$", README, flags=re.MULTILINE)


def test_every_notebook_has_a_plan_for_a_lecture_and_one_for_a_quarter_of_an_hour():
    assert [number for number, *_ in PLANS] == [f"0{n}" for n in range(1, 8)]


@pytest.mark.parametrize(("number", "long", "short"), PLANS, ids=[number for number, *_ in PLANS])
def test_the_minutes_of_a_plan_add_up(number, long, short):
    for plan, minutes in ((long, 50), (short, 15)):
        assert sum(int(re.search(r" (\d+)′$", part)[1]) for part in plan.split(" · ")) == minutes


@pytest.mark.parametrize(("number", "long", "short"), PLANS, ids=[number for number, *_ in PLANS])
def test_a_plan_names_stops_of_its_notebook(number, long, short):
    [path] = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
    used = set(re.findall(r"\bexplore_\w+", path.read_text(encoding="utf-8"))) & set(explorers.__all__)
    stops = {name for explorer in used for name in getattr(explorers, explorer)().stops}
    assert set(re.findall(r"\*(.+?)\*", f"{long} {short}")) <= stops


def test_the_table_holds_the_notebooks():
    listed = re.findall(r"^\| \[(\w+)\]\(notebooks/(\w+)\.ipynb\) \|", README, flags=re.MULTILINE)
    there = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert listed == [(name, name) for name in there]


def test_links_lead_somewhere():
    links = re.findall(r"\]\((?!http)([^)]+)\)", README)
    assert {"CONTRIBUTING.md", "LICENSE"} <= set(links)
    assert all((ROOT / link).is_file() for link in links)


def test_the_address_of_the_repository_is_written_once():
    [address] = re.findall(r"^\[binder\]: .*/v2/gh/([\w.-]+/[\w.-]+)/HEAD", README, flags=re.MULTILINE)
    assert README.count(address) == 1
