"""Tables as a person and as a program reads them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any, Final

from annotator.language import LANGUAGES, Message, current, msg, tr
from annotator.model import NO, YES, LabelScheme, Owner, State
from annotator.statistics.cells import Cell, Cells, Row, Table
from annotator.statistics.counts import Reader

_NAMED: Final = frozenset({Cells.LABEL, Cells.LAYER, Cells.QUESTION, Cells.ANSWER})
"""Cells with a code that the scheme has a name for."""
_FORMULA: Final = re.compile("'*[=+\\-@\t\r]")
_NONE: Final = "–"
_OWNERS: Final = {
    Owner.GOLD: msg("Gold"),
    Owner.IMPORTED: msg("Imported"),
    Owner.SUGGESTED: msg("Suggested"),
    Owner.ANNOTATOR: msg("Annotator"),
}
_STATES: Final = {
    State.NEW: msg("New"),
    State.IN_PROGRESS: msg("In progress"),
    State.FINISHED: msg("Finished"),
    State.REVIEWED: msg("Reviewed"),
    State.IGNORED: msg("Ignored"),
}
_YES_NO: Final = {YES: msg("Yes"), NO: msg("No")}
_TELLERS: Final = {
    "source": msg("A source in the text"),
    "implicit": msg("An implicit source"),
    "impersonal": msg("Impersonal"),
    "nobody": msg("Nobody yet"),
}


def reader_name(reader: Reader) -> str:
    """Return what a reader is called: the person's name, else whose reading it is."""
    return str(reader_words(reader))


def reader_words(reader: Reader) -> Message:
    """Return what `reader_name` says, for any language."""
    name = Message(text="{name}", values={"name": reader.name})
    if reader.owner is Owner.ANNOTATOR:
        return name if reader.name else msg("Unknown")
    owner = _OWNERS[reader.owner]
    if not reader.name:
        return owner
    both = {code: owner.in_language(code) for code in LANGUAGES}
    return Message(text="{owner} ({name})", values={"owner": both, "name": reader.name})


def shown(table: Table, row: Row, column: int, scheme: LabelScheme) -> str:
    """Return a cell as a person reads it, in the language in use; numbers with ASCII digits."""
    cell, kind = row.cells[column], table.columns[column].cells
    if isinstance(cell, Reader):
        return reader_name(cell)
    if isinstance(cell, State):
        return str(_STATES[cell])
    if isinstance(cell, date):
        return cell.isoformat()
    if kind in _NAMED:
        return _named(table, row, column, scheme)
    if cell is None:
        return _NONE
    return f"{cell:,.1f}" if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else cell


def plain_of(table: Table) -> list[dict[str, Any]]:
    """Return a table's rows as JSON values: codes, and numbers as they are."""
    return [
        {column.code: _plain(cell) for column, cell in zip(table.columns, row.cells, strict=True)}
        for row in table.rows
    ]


def csv_of(table: Table, scheme: LabelScheme) -> bytes:
    """Return a table as CSV for spreadsheets: UTF-8 with a byte order mark, CR LF, guarded formulas.

    What has a code in the scheme is followed by a column with its name in the language in use.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    named = [column.cells in _NAMED for column in table.columns]
    heads: list[str] = []
    for column, has_name in zip(table.columns, named, strict=True):
        heads += [column.code, f"{column.code}_name"] if has_name else [column.code]
    writer.writerow(heads)
    for row in table.rows:
        cells: list[str] = []
        for place, cell in enumerate(row.cells):
            plain = _plain(cell)
            cells.append(_guarded("" if plain is None else str(plain)))
            if named[place]:
                cells.append(_guarded(_named(table, row, place, scheme)))
        writer.writerow(cells)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _named(table: Table, row: Row, column: int, scheme: LabelScheme) -> str:
    code, kind, language = str(row.cells[column]), table.columns[column].cells, current()
    if kind is Cells.LABEL:
        label = scheme.label(code)
        return code if label is None else label.names.in_language(language)
    if kind is Cells.LAYER:
        layer = scheme.layer(code)
        return (code or _NONE) if layer is None else layer.names.in_language(language)
    question = code if kind is Cells.QUESTION else str(row.cells[column - 1])
    if not question:
        return tr("Who says it") if kind is Cells.QUESTION else str(_TELLERS[code])
    asked = [label.attribute(question) for label in scheme.labels if row.label in {"", label.code}]
    known = [one for one in asked if one is not None]
    if kind is Cells.QUESTION:
        return known[0].names.in_language(language) if known else code
    if not code:
        return tr("Not answered")
    values = (value for one in known for value in one.values)
    named = next((value.names.in_language(language) for value in values if value.value == code), None)
    return named or (str(_YES_NO[code]) if code in _YES_NO else code)


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Reader):
        return cell.name or cell.owner.value
    if isinstance(cell, State):
        return cell.value
    if isinstance(cell, date):
        return cell.isoformat()
    return round(cell, 2) if isinstance(cell, float) else cell


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
