"""The two tiers of the tests: the first has every kind of proof on a sample, `--thorough` has all of it."""

THOROUGH = False  # set by tests/conftest.py, before any test is collected


def often(thorough, sample):
    """How many states, seeds or examples a test looks at: in the thorough tier, and in the first."""
    return thorough if THOROUGH else sample
