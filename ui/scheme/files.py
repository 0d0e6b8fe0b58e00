"""Schemes from files and to files, with what can go wrong."""

from __future__ import annotations

from pathlib import Path

from annotator.errors import InputError
from annotator.language import msg
from annotator.model import LabelScheme
from annotator.model.scheme_json import read_scheme, write_scheme


def read_scheme_file(path: Path) -> LabelScheme:
    """Read a scheme.

    Raises:
        InputError: it can't be read, or is no scheme.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            msg("{file} can't be read: {reason}.", file=path.name, reason=error.strerror or str(error)),
            code="E_READ",
        ) from error
    return read_scheme(data, name=path.name)


def write_scheme_file(path: Path, scheme: LabelScheme) -> None:
    """Write a scheme; what was there is replaced, as the person was asked.

    Raises:
        InputError: it can't be written.
    """
    try:
        path.write_bytes(write_scheme(scheme))
    except OSError as error:
        raise InputError(
            msg("{file} can't be written: {reason}.", file=str(path), reason=error.strerror or str(error)),
            code="E_WRITE",
        ) from error
