"""Finds the files that ship with the program, in a wheel or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder of shipped resources.

    A wheel carries it inside the package (`annotator/_resources`); a checkout has it at the top.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_resources"
    return inside if inside.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of one resource, for example `path("icons", "undo.svg")`."""
    return root().joinpath(*parts)
