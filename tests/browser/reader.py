"""JupyterLab as a reader has it: a server of our own, a notebook on a page, a keyboard."""

import asyncio
import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbclient import NotebookClient

PATIENCE = 60  # seconds; only a broken page needs them all


def button(where, label):
    """The one with these words; in its accessible name stands also what its icon is made of."""
    return where.locator("button", has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(address, process, log):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start:\n" + log.read_text()[-2000:])


def executed(sources):
    """A notebook of these cells with stored outputs, made by a kernel of its own."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    client = NotebookClient(notebook, timeout=PATIENCE, store_widget_state=False)
    with ThreadPoolExecutor(1) as pool:  # in a thread: the browser's event loop runs in this one
        pool.submit(asyncio.run, client.async_execute()).result()
    return notebook


@contextlib.contextmanager
def serving(home, start=("jupyterlab", "--LabApp.news_url=")):
    """Address of a JupyterLab that serves home/root: nothing of the user's settings, nothing of theirs changed.

    `start` is the module that starts it, and its options.
    """
    port, log = free_port(), home / "log"
    places = ("JUPYTER_CONFIG", "JUPYTER_DATA", "JUPYTER_RUNTIME", "JUPYTERLAB_WORKSPACES", "JUPYTERLAB_SETTINGS")
    environment = os.environ | {f"{place}_DIR": str(home / place) for place in places}
    environment["IPYTHONDIR"] = str(home / "ipython")
    command = [
        sys.executable, "-m", *start, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={home / 'root'}",
    ]  # fmt: skip
    with log.open("w") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status", process, log)
        yield address
    finally:
        process.terminate()  # which also ends its kernels
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


class Page:
    """A notebook open in JupyterLab; it keeps what the page complained of, and what it asked of other machines."""

    def __init__(self, browser, lab, name):
        self.complaints, self.elsewhere = [], []
        self.page = browser.new_page(viewport={"width": 1300, "height": 1000})
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url, lab))
        self.page.on("websocket", lambda socket: self._asked(socket.url.replace("ws:", "http:", 1), lab))
        self.page.goto(f"{lab}/doc/tree/{name}?reset", wait_until="domcontentloaded")
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()

    def _console(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location}")

    def _asked(self, url, lab):
        if not url.startswith((lab + "/", "data:", "blob:", "about:")):
            self.elsewhere.append(url)

    def wait_for_kernel(self):
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )

    def run_all(self):
        self.wait_for_kernel()
        self.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells').then(() => ran = true) }")
        self.page.wait_for_function("() => window.ran")

    def scroll_to(self, target):
        """From the top of the notebook down to the target: JupyterLab 4.4 hides cells far from the screen."""
        self.page.locator(".jp-Notebook").hover()
        self.page.mouse.wheel(0, -1e6)
        for _ in range(100):
            self.page.wait_for_timeout(200)  # cells come and go a moment after the wheel has turned
            if target.is_visible():
                break
            self.page.mouse.wheel(0, 500)
        target.evaluate("element => element.scrollIntoView({block: 'center'})")

    def assert_healthy(self):
        from playwright.sync_api import expect

        expect(self.page.locator(".jp-OutputArea-output", has_text=DEAD_WIDGET)).to_have_count(0)  # once all is loaded
        errors = self.page.locator("[data-mime-type$=error], [data-mime-type$=stderr]").all_inner_texts()
        assert [errors, self.complaints, self.elsewhere] == [[], [], []]


DEAD_WIDGET = re.compile("model not found|Error displaying widget|Error creating widget|Loading widget")


class Keyboard:
    """Goes through a page with Tab alone, as someone without a mouse does."""

    def __init__(self, page):
        self.page = page

    def to(self, target):
        """Press Tab until the element has the focus."""
        for _ in range(60):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail("Tab does not lead there")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
