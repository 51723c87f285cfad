"""The catalogue: one figure that moves for each moment of the lecture. Each is called with no arguments.

Every file here is a figure: `explore_<file>` in it makes the figure, is found by itself, and is described by the first
lines of the file.
"""

import pkgutil
from importlib import import_module

from xentlib.engine.again import kept

__all__ = []
for _file in pkgutil.iter_modules(__path__):
    _module, _name = import_module(f"{__name__}.{_file.name}"), f"explore_{_file.name}"
    if not hasattr(_module, _name):
        raise ImportError(f"{_file.name}.py must define {_name}()")
    globals()[_name] = kept(getattr(_module, _name))
    globals()[_name].__doc__ = _module.__doc__
    __all__.append(_name)
