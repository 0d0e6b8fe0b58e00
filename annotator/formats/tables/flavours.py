"""The tables' columns, and the ways to write their rows: for programs and for people."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

HEADS: Final[dict[str, tuple[str, ...]]] = {
    "documents": ("document", "title", "text", "metadata"),
    "readings": ("document", "reading", "owner", "annotator", "state"),
    "spans": (
        *("document", "reading", "span", "label", "start", "end", "text", "attributes", "comment", "flagged"),
    ),
    "relations": ("document", "reading", "relation", "type", "source", "target", "attributes"),
    "answers": ("document", "reading", "name", "value"),
    "decisions": (
        *("document", "decision", "dispute", "verdict", "label", "quote", "reason", "gap", "by", "at"),
        *("taken", "gold", "seen"),
    ),
}
OPTIONAL: Final = frozenset({"answers", "decisions"})
"""The tables that are there only if they have rows."""
_FORMULA: Final = re.compile("'*[=+\\-@\t\r]")
_LONGEST_CELL: Final = 1 << 30

Row = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One of the ways to write a table.

    Attributes:
        name: of the format.
        suffix: of the files.
        delimiter: between cells.
        spreadsheet: for people's programs, with a byte order mark, CR LF and guarded formulas.
    """

    name: str
    suffix: str
    delimiter: str
    spreadsheet: bool = False

    def file(self, folder: Path, table: str) -> Path:
        """Return the path of a table."""
        return folder / f"{table}{self.suffix}"

    def lines(self, rows: Iterable[Row]) -> str:
        """Return rows as text."""
        out = io.StringIO(newline="")
        end = "\r\n" if self.spreadsheet else "\n"
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=end)
        writer.writerows([self._guarded(cell) for cell in row] for row in rows)
        return out.getvalue()

    def rows(self, file: TextIO) -> Iterator[tuple[int, Row]]:
        """Yield the number of the last line of each row (from 1) and its cells."""
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(file, delimiter=self.delimiter, strict=True)
        for row in reader:
            yield reader.line_num, [self._bare(cell) for cell in row]

    def _guarded(self, cell: str) -> str:
        return f"'{cell}" if self.spreadsheet and _FORMULA.match(cell) else cell

    def _bare(self, cell: str) -> str:
        return cell[1:] if self.spreadsheet and cell[:1] == "'" and _FORMULA.match(cell) else cell
