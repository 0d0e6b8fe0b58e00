"""A report becomes a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from annotator.errors import InputError
from annotator.language import msg
from annotator.workspace.reporting.making import Findings
from annotator.workspace.reporting.page import html_of
from annotator.workspace.reporting.sheet import sheet_of
from annotator.workspace.reporting.table import csv_of

KINDS: Final = (".html", ".csv")
"""The ends of names that say how a report is written."""


def write_report(target: Path | Literal["-"], found: Findings, *, force: bool, kind: str = "") -> None:
    """Write a report as a page or a table, whole or not at all. "-" is the standard output.

    Args:
        target: where to.
        found: what it tells.
        force: an existing file may be replaced.
        kind: one of `KINDS`; "": as the target's name ends.

    Raises:
        InputError: the name says of no kind.
        OutputError: the target exists (and `force` is not set), or can't be written.
    """
    from annotator.formats.writing import whole

    wanted = kind or ("" if target == "-" else target.suffix.lower())
    if wanted not in KINDS:
        raise InputError(
            msg(
                "{file}: a report is a page (.html) or a table (.csv). Let the name end so. "
                "The window writes PDF, too.",
                file=str(target),
            ),
            code="E_TARGET",
        )
    data = csv_of(found) if wanted == ".csv" else html_of(sheet_of(found)).encode()
    with whole(target, force=force) as file:
        file.write(data)
