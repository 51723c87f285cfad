"""The catalogue: one figure that moves for each moment of the lecture. Each is called with no arguments.

Every file here is a figure. `explore_<file>` makes it, and is found by itself.
"""

import pkgutil
from importlib import import_module

__all__ = []
for _file in pkgutil.iter_modules(__path__):
    _factory = f"explore_{_file.name}"
    globals()[_factory] = getattr(import_module(f"{__name__}.{_file.name}"), _factory)
    __all__.append(_factory)
