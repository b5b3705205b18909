"""Reading and writing the files that people exchange; the border where untrusted text comes in.

Names are loaded when they are asked for: importing this package is free.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coder.files.sources import read_source

__all__ = ["read_source"]

_HOMES = {"read_source": "coder.files.sources"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
