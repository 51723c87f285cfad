"""What the tests of several files use."""

import warnings

import numpy as np
import pytest

from xentlib.engine.explorer import Explorer


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
