"""Schemes from files and to files, with what can go wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.errors import InputError
from annotator.language import msg, tr
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


def asked_scheme_file(parent: QWidget) -> Path | None:
    """Let the person choose a scheme's file."""
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Import a scheme"), "", _filter())
    return Path(chosen) if chosen else None


def asked_scheme_target(parent: QWidget, scheme: LabelScheme) -> Path | None:
    """Let the person choose where a scheme goes."""
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Export the scheme"), f"{scheme.name}.json", _filter())
    return Path(chosen) if chosen else None


def _filter() -> str:
    return f"{tr('Label schemes')} (*.json);;{tr('All files')} (*)"
