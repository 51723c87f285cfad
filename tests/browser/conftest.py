"""A real browser, for what only a browser can show."""

import os
import shutil

import nbformat
import pytest
from course import FOLDER

from browser.reader import Page, executed, serving

# nothing here may depend on the network: the browser's own errands are switched off
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium():
    """Path of an installed Chromium, or None."""
    named = [os.environ.get("CHROMIUM"), "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in named if name and (found := shutil.which(name))), None)


def _missing(what):
    """On a reader's machine the browser tests may be left out; in continuous integration they may not."""
    if os.environ.get("CI"):
        pytest.fail(f"browser tests need {what}", pytrace=False)
    pytest.skip(f"browser tests need {what}")


@pytest.fixture(scope="session")
def browser():
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _missing("the package playwright")
    if not (path := _chromium()):
        _missing("Chromium; say where it is in the environment variable CHROMIUM")
    expect.set_options(timeout=60_000)  # milliseconds; only a broken page needs them all
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Address and folder of a JupyterLab that serves a copy of the notebooks."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(FOLDER, home / "root", ignore=shutil.ignore_patterns(".*"))
    with serving(home) as address:
        yield address, home / "root"


@pytest.fixture
def opened(browser, lab):
    """Opens notebooks, and closes them; of a list of cells, it makes one with stored outputs first."""
    (address, root), pages = lab, []

    def open_notebook(name, cells=()):
        if cells and not (root / name).exists():
            nbformat.write(executed(cells), root / name)
        pages.append(Page(browser, address, name))
        return pages[-1]

    yield open_notebook
    for page in pages:
        page.page.close()
