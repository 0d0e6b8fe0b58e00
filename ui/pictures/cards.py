"""Who says what, on paper: a block for each statement, with whoever says it and by which word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.text.direction import base_direction
from ui.fonts import interface_font, text_font
from ui.pictures.pages import INK, QUIET, Line, paged

if TYPE_CHECKING:  # printing is imported when somebody prints
    from PySide6.QtGui import QPagedPaintDevice

    from ui.panels.statements_model import StatementRow


def print_cards(device: QPagedPaintDevice, title: str, rows: Iterable[StatementRow]) -> int:
    """Print the rows as blocks on a printer or a PDF; return the number of pages.

    A block is not torn apart unless it is longer than a page.

    Raises:
        OutputError: the printer does not answer.
    """
    with paged(device, rtl=base_direction(title) == "rtl") as pages:
        pages.write(
            [
                Line(tr("Who says what"), interface_font(13, 600), QUIET),
                Line(title, text_font(26), INK),
            ]
        )
        orphan: bool | None = None
        for block in _blocks(rows):
            if block[0].orphan is not orphan:
                orphan = block[0].orphan
                heading = tr("What is tied to nothing") if orphan else tr("What is attributed")
                pages.write([Line(heading, interface_font(12, 600), QUIET)], rule=True)
            pages.write(_lines(block), number=block[0].number, depth=block[0].depth)
    return pages.count


def _blocks(rows: Iterable[StatementRow]) -> list[list[StatementRow]]:
    """Return the rows of each statement together."""
    blocks: list[list[StatementRow]] = []
    for row in rows:
        if row.follows:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _lines(block: list[StatementRow]) -> list[Line]:
    lines = []
    for row in block:
        said = " — ".join(filter(None, (row.source, row.cue)))
        if said:
            lines.append(Line(said, text_font(17, bold=True), INK))
        if row.note:
            lines.append(Line(row.note, interface_font(10.5), QUIET))
    if block[0].words:
        lines.append(Line(block[0].words, text_font(19), INK))
    return lines
