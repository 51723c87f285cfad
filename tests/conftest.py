"""What the tests of several files use, and how they are chosen and spread over the processors."""

import os
import warnings
import zlib

import numpy as np
import pytest
import tiers

from xentlib.engine.explorer import Explorer

# tests run beside each other, kernels of notebooks too: the threads of BLAS would wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_addoption(parser):
    parser.addoption("--thorough", action="store_true", help="every state, seed and example: not only a sample of them")


def pytest_configure(config):
    tiers.THOROUGH = config.getoption("--thorough")


def pytest_collection_modifyitems(config, items):
    """Leave out what is `thorough`; keep n cases of what is `sample(n)`: others for each test, and ever the same."""
    if tiers.THOROUGH:
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    sampled = {}
    for item in items:
        if marker := item.get_closest_marker("sample"):
            sampled.setdefault((item.path, item.originalname, *marker.args), []).append(item)
    for (*_, count), cases in sampled.items():
        left_out += sorted(cases, key=lambda item: zlib.crc32(item.nodeid.encode()))[count:]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """The cells of a notebook stay together, in order; any other test may go where there is room."""
    from xdist.scheduler import LoadScopeScheduling

    class ByTest(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file, _, test = nodeid.partition("::")
            if file.endswith(".ipynb"):
                return file
            # the cases of a test share what they prepare, but for those that go through the explorers
            return nodeid if "[explore_" in test else f"{file}::{test.partition('[')[0]}"

    return ByTest(config, log)


@pytest.fixture
def no_warning_escapes():
    """No warning of Python's and no floating-point error of numpy's gets out of what is tested."""
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture
def drawings(monkeypatch):
    """A list that grows by one explorer at each picture that one of them draws."""
    drawn = []
    usual = Explorer.__setattr__

    def listening(self, name, value):
        if name == "overlay":
            drawn.append(self)
        usual(self, name, value)

    monkeypatch.setattr(Explorer, "__setattr__", listening)
    return drawn
