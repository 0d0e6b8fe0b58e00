"""Packages that only some formats need: imported when such a format is used, or asked for by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from annotator.errors import InputError
from annotator.language import msg


def load(module: str, extra: str) -> Any:
    """Return a module of an optional package.

    Raises:
        InputError: it is not installed; the message says what to install.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError(
            msg(
                "This format needs the package {package}, which is not installed. Install it with: {command}",
                package=module.partition(".")[0],
                command=f"pip install hashiya[{extra}]",
            ),
            code="E_EXTRA",
        ) from error
