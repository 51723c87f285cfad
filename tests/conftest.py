"""What the tests of several files use."""

import warnings

import numpy as np
import pytest


@pytest.fixture
def no_warning_escapes():
    """No warning of Python's and no floating-point error of numpy's gets out of what is tested."""
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
