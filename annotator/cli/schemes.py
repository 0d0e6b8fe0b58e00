"""How a command names a label scheme: a preset's name, a file, or the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from annotator.formats.reading import opened
from annotator.model import LabelScheme
from annotator.model.presets import PRESETS, preset
from annotator.model.scheme_json import read_scheme


def names() -> str:
    """Return the presets' names, for the help."""
    return ", ".join(one.name for one in PRESETS)


def scheme_named(name: str) -> LabelScheme:
    """Return the scheme of this name, or else that of this file; "-" is the standard input.

    Raises:
        AnnotatorError: there is no such file, or it is no scheme.
    """
    known = preset(name)
    if known is not None:
        return known.scheme()
    if name == "-":
        return read_scheme(sys.stdin.buffer.read(), name="-")
    with opened(Path(name)) as file:
        return read_scheme(file.read(), name=Path(name).name)
