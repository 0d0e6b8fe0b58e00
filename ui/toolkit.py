"""Loads Qt for Python, and keeps Python's own `import`."""

from __future__ import annotations

import builtins
import importlib


def load() -> None:
    """Import Qt before anything else does.

    Qt for Python puts an `import` of its own in the place of Python's. It reads the source of every module
    that is imported from then on, to see whether the module wants Qt's names in snake case, and what it has
    read stays in memory: 9 MB and a tenth of the start. Nobody wants that here.

    Raises:
        ImportError: Qt or a library of the system that it needs is missing.
    """
    own = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = own
