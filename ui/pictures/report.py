"""The report of an adjudication as a PDF: the blocks of the page, painted on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPdfWriter

from annotator.language import is_right_to_left, isolate, tr
from annotator.workspace.reporting import Block, Card, Grid, Heading, Note
from ui.fonts import interface_font, text_font
from ui.pictures.pages import INK, QUIET, Line, Pages, paged
from ui.pictures.writing import MOST_WITH_WORDS, whole

_DPI: Final = 600
_SIZES: Final = {1: 22.0, 2: 15.0, 3: 12.5}
_CHAPTER: Final = 2
_BELOW_A_HEADING: Final = 170.0
"""Room for what a heading is above, px: a decided card, or a table's first rows."""
_WORDS_FIRST: Final = 2.6
"""How much wider the first column is than one of figures."""
_OPEN: Final = QColor("#9d3324")
_SHARES: Final = (0.5, 1.7, 1.2, 3.2, 2.0)
"""Of the columns of a table of words: number, document, label, words, remark."""


def write_report_pdf(target: Path, blocks: Sequence[Block]) -> int:
    """Write a report on A4 pages in the language in use; return the number of pages.

    Its words can be searched and copied (see `words`), unless it is very long: outlines take their room.

    Raises:
        OutputError: the target can't be written.
    """
    with whole(target) as file:
        writer = QPdfWriter(file)
        writer.setResolution(_DPI)
        writer.setTitle(tr("Adjudication report"))
        writer.setCreator("Hashiya")
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
        has_words = sum(map(_characters, blocks)) <= MOST_WITH_WORDS
        with paged(writer, rtl=is_right_to_left(), has_words=has_words) as pages:
            for block in blocks:
                _write(pages, block)
        return pages.count


def _characters(block: Block) -> int:
    """Return about how many characters a block has."""
    match block:
        case Heading(text) | Note(text):
            return len(text)
        case Grid():
            return sum(len(cell) for row in (block.heads, *block.rows) for cell in row)
        case Card():
            return sum(len(line.words) for line in _card(block))


def _write(pages: Pages, block: Block) -> None:
    match block:
        case Heading(text, level):
            words = Line(text, interface_font(_SIZES[level], 600), INK)
            pages.write([words], inset=False, rule=level == _CHAPTER, beside=_BELOW_A_HEADING)
        case Note(text):
            pages.write([Line(text, interface_font(11), INK, is_right_to_left())], inset=False)
        case Grid():
            pages.grid(*_grid(block))
        case Card():
            pages.write(list(_card(block)), number=block.number)


def _grid(grid: Grid) -> tuple[list[list[Line]], Sequence[float]]:
    head = [Line(words, interface_font(9.5, 600), QUIET) for words in grid.heads]
    rows = [[Line(words, interface_font(10.5), INK) for words in row] for row in grid.rows]
    shares = (_WORDS_FIRST, *[1.0] * (len(grid.heads) - 1)) if not grid.leads else _SHARES
    return [head, *rows], shares


def _card(card: Card) -> list[Line]:
    small, body = interface_font(10), interface_font(11)
    about = " · ".join(filter(None, (card.caption, card.place, card.standing)))
    rtl = is_right_to_left()
    lines = [Line(about, small, QUIET if card.settled else _OPEN, rtl)]
    if card.gap:
        lines.append(Line(tr("Guideline gap"), small, _OPEN, rtl))
    lines.append(Line(card.words, text_font(17), INK))
    for one in card.voices:
        font = interface_font(11, 600) if one.taken else body
        lines.append(Line(f"{one.readers} — {isolate(one.words)}", font, INK, rtl))
    lines += [Line(words, small, QUIET, rtl) for words in card.outcome]
    return lines
