"""JupyterLab in front of a class: `python -m xentlib.lecture notebooks/04_cross_entropy.ipynb`

Large letters, one notebook alone, no news, and a presenter's keys: PageDown runs a cell and goes to the next, PageUp
goes back. Nothing is saved of itself, so that stored outputs stay. `data/lecture/settings.json` stands in place of your
own settings; what you change in a menu is forgotten at the end. All options of `jupyter lab` may follow.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from jupyterlab.labapp import LabApp

DATA = Path(__file__).parent / "data" / "lecture"


def main():
    settings = json.loads((DATA / "settings.json").read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:  # JupyterLab takes letters' sizes from the user's settings alone
        for plugin, values in settings.items():
            file = Path(folder, plugin.replace(":", "/") + ".jupyterlab-settings")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values), encoding="utf-8")
        options = {"user_settings_dir": folder, "workspaces_dir": folder, "extra_labextensions_path": str(DATA)}
        LabApp.launch_instance([*(f"--LabApp.{name}={value}" for name, value in options.items()), *sys.argv[1:]])


if __name__ == "__main__":
    main()
