"""Who says what, as rows: what is tied to nothing on top, then a row for each voice, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.editing.cards import StatementCard, cards, orphans
from annotator.language import tr
from ui.panels.wording import in_one_line
from ui.text import gloss
from ui.text.reading import Reading

ROW: Final = Qt.ItemDataRole.UserRole
"""The role of the whole row."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What stands in a row."""

    NUMBER = 0
    SOURCE = 1
    CUE = 2
    WORDS = 3
    NOTE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row.

    Attributes:
        span: the id of the span to go to.
        number: of the statement; None for a source or a cue that is tied to nothing.
        source: whoever says it, or "".
        cue: the word that reports it, or "".
        words: what is stated, or "".
        note: what else is known of the source, or what is missing.
        orphan: it is tied to nothing.
        follows: one more voice of the statement in the row above.
        depth: in how many other statements it is reported.
    """

    span: str
    number: int | None
    source: str
    cue: str
    words: str
    note: str
    orphan: bool = False
    follows: bool = False
    depth: int = 0


def rows_of(reading: Reading) -> tuple[StatementRow, ...]:
    """Return the rows of a reading, in the interface's language."""
    known = cards(reading)
    alone = orphans(reading, known)
    rows = [row for card in known if card.is_orphan for row in _rows(reading, card)]
    rows += [
        StatementRow(
            span=source.id,
            number=None,
            source=in_one_line(source.quote),
            cue="",
            words="",
            note=tr("Says nothing yet"),
            orphan=True,
        )
        for source in alone.sources
    ]
    rows += [
        StatementRow(
            span=cue.id,
            number=None,
            source="",
            cue=in_one_line(cue.quote),
            words="",
            note=tr("Reports nothing yet"),
            orphan=True,
        )
        for cue in alone.cues
    ]
    rows += [row for card in known if not card.is_orphan for row in _rows(reading, card)]
    return tuple(rows)


def _rows(reading: Reading, known: StatementCard) -> list[StatementRow]:
    card = gloss.worded(reading, known)
    speakers = card.speakers or (gloss.Speaker(name=None),)
    return [
        StatementRow(
            span=card.statement,
            number=card.number,
            source=in_one_line(speaker.name or ""),
            cue=in_one_line(speaker.cue or ""),
            words=in_one_line(card.words),
            note=speaker.facts if speaker.name is not None else card.note,
            orphan=known.is_orphan,
            follows=place > 0,
            depth=card.depth,
        )
        for place, speaker in enumerate(speakers)
    ]


class StatementsModel(QAbstractTableModel):
    """The rows, all or only those that are tied to nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[StatementRow, ...] = ()
        self._rows: tuple[StatementRow, ...] = ()

    @property
    def rows(self) -> Sequence[StatementRow]:
        """The rows that are shown."""
        return self._rows

    @property
    def all_rows(self) -> Sequence[StatementRow]:
        """The rows that there are."""
        return self._all

    def show(self, rows: Sequence[StatementRow], *, only_orphans: bool | None) -> None:
        """Show these rows: only those tied to nothing (True), only the others (False), or all."""
        rows = tuple(rows)
        shown = tuple(row for row in rows if only_orphans is None or row.orphan == only_orphans)
        self._all = rows
        if shown == self._rows:
            return
        self.beginResetModel()
        self._rows = shown
        self.endResetModel()

    def row_of(self, span_id: str) -> int | None:
        """Return the first row about a span, or None."""
        return next((place for place, row in enumerate(self._rows) if row.span == span_id), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or the whole row."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NUMBER:
            # A reader who hears the first cell alone hears what it is about.
            return " ".join(filter(None, (str(row.number or ""), row.source or row.note, row.cue, row.words)))
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        words = {
            Column.NUMBER: "" if row.number is None or row.follows else str(row.number),
            Column.SOURCE: row.source,
            Column.CUE: row.cue,
            Column.WORDS: "" if row.follows else row.words,
            Column.NOTE: row.note,
        }
        return words[Column(index.column())]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NUMBER: tr("Number"),
            Column.SOURCE: tr("Source"),
            Column.CUE: tr("Cue"),
            Column.WORDS: tr("What is said"),
            Column.NOTE: tr("More about the source"),
        }[Column(section)]
