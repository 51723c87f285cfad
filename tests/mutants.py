"""Do the tests see what they should? Twenty mistakes, one at a time in a copy, each to be seen by tests of its folder.

    python tests/mutants.py [NAME …]

Each runs `pytest -x` of the first tier on the tests of its folder; it must fail.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = {
    "maths": ["tests/test_information.py", "tests/test_losses.py", "tests/test_coding.py", "tests/test_language.py",
              "tests/test_validation.py", "xentlib"],
    "figures": ["tests/test_values.py", "tests/test_pictures.py", "tests/test_explorers.py", "tests/test_stops.py"],
    "engine": ["tests/test_explorers.py", "tests/test_stops.py", "tests/browser/test_fidelity.py"],
    "checks": ["tests/test_checks.py"],
    "notebooks": ["tests/test_notebooks.py", "tests/test_worked_numbers.py", "tests/test_mistakes.py", "notebooks"],
}  # fmt: skip
# name → folder of the tests, file, what stands there, what is put in its place
MUTANTS = {
    "KL without log q": ("maths", "xentlib/information.py", "expectation(p, np.log(p) - np.log(q))",
                         "expectation(p, np.log(p))"),
    "tolerance of sums": ("maths", "xentlib/_validation.py", "np.abs(total - 1) <= tolerance",
                          "np.abs(total - 1) <= 0.1"),
    "zero weight": ("maths", "xentlib/_numerics.py", "np.copyto(terms, 0.0, where=nothing)", "pass"),
    "half of the variance": ("maths", "xentlib/information.py", "np.log(sigma_q) - np.log(sigma_p) + (spread - 1) / 2",
                             "np.log(sigma_q) - np.log(sigma_p) + (spread - 1) / 4"),
    "map upside down": ("figures", "xentlib/explorers/cross_entropy_map.py",
                        "np.clip([q], *WHOLE), np.clip([p], *WHOLE)",
                        "np.clip([p], *WHOLE), np.clip([q], *WHOLE)"),
    "a gap that is none": ("figures", "xentlib/explorers/log_bound.py", "self._gap.set_data([t, t], [low, high])",
                           "self._gap.set_data([t, t], [low, low])"),
    "a wrong unit": ("figures", "xentlib/explorers/learning_rate.py", 'held_out} nats."', 'held_out} bits."'),
    "what moves stands still": ("figures", "xentlib/explorers/two_directions.py",
                                "curve.set_data(*curves[name])", "curve.get_data() or curve.set_data(*curves[name])"),
    "a step too far": ("engine", "xentlib/engine/controls.py", "steps = round((value - low) / control.step)",
                       "steps = int((value - low) / control.step) + 1"),
    "ids shared": ("engine", "xentlib/engine/explorer.py", "uuid.uuid4().hex", '"same"'),
    "drawn twice": ("engine", "xentlib/engine/explorer.py", "if state == self._shown:", "if state is self._shown:"),
    "clipped": ("engine", "xentlib/engine/figure.py", "artist.get_zorder() + 10", "artist.get_zorder() - 10"),
    "anything is right": ("checks", "xentlib/checks/exercise.py", "rtol=1e-7, atol=1e-9", "rtol=1e-7, atol=1e-1"),
    "rule turned round": ("checks", "xentlib/checks/rules.py", "first > second", "first < second"),
    "a slip that is right": ("checks", "xentlib/checks/kl_divergence_exercises.py",
                            'Mistake((0.25, 0.25), "that is the total variation, which has no unit")',
                            'Mistake((kl_divergence(*READ), kl_divergence(*READ[::-1])), "no slip")'),
    "infinity is huge": ("checks", "xentlib/checks/exercise.py", "HUGE_FOR_INFINITY if number > LARGE",
                         "HUGE_FOR_INFINITY if number < LARGE"),
    "a digit": ("notebooks", "notebooks/02_entropy.ipynb", "0.4690 bits", "0.4691 bits"),
    "p and q swapped": ("notebooks", "notebooks/05_loss.ipynb", "total, extra = cross_entropy(p, q,",
                        "total, extra = cross_entropy(q, p,"),
    "no output": ("notebooks", "notebooks/01_information.ipynb", '"execution_count": 3,', '"execution_count": null,'),
    "a number of another unit": ("notebooks", "notebooks/05_loss.ipynb", "cross-entropy {total:.4f} nats",
                                 "cross-entropy {total:.4f} bits"),
}  # fmt: skip


def seen(name):
    """Whether the first tier fails with this mistake in a copy, and the seconds it took."""
    folder, file, right, wrong = MUTANTS[name]
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "course"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache"))
        text = (copy / file).read_text(encoding="utf-8")
        if right not in text:
            sys.exit(f"{name}: {right!r} is not in {file}")
        (copy / file).write_text(text.replace(right, wrong), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS[folder]]
        start = time.monotonic()
        run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    if not re.search(r"^\d+ (passed|failed)", run.stdout, re.MULTILINE):
        sys.exit(f"{name}: the tests did not run\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    return run.returncode != 0, time.monotonic() - start


def main(*names):
    missed = []
    for name in names or MUTANTS:
        found, seconds = seen(name)
        print(f"{'seen' if found else 'MISSED':7} {seconds:5.0f} s  {MUTANTS[name][0]}: {name}", flush=True)
        missed += [] if found else [name]
    return len(missed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
