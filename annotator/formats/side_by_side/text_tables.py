"""The tables as text: CSV, for programs and for spreadsheets, and the tokens as TSV without quotes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from annotator.formats import records
from annotator.formats.side_by_side.layout import DOCUMENT, SENTENCE, Row
from annotator.formats.tables.flavours import Flavour

_TOKENS: Final = "tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavours:
    """How the tables are written.

    Attributes:
        name: of the format.
        tables: how all but tokens are.
        tokens: how tokens are.
        bare: cells of tokens stand as they are, as readers of such files expect: nothing is in quotes.
    """

    name: str
    tables: Flavour
    tokens: Flavour
    bare: bool

    def opened(self, folder: Path, heads: Mapping[str, Row], stack: ExitStack) -> TextTables:
        """Open the files; `stack` closes them."""
        return TextTables(folder, heads, self, stack)

    def file(self, folder: Path, table: str) -> Path:
        """Return the path of a table."""
        return (self.tokens if table == _TOKENS else self.tables).file(folder, table)

    def lines(self, table: str, rows: list[Row]) -> bytes:
        """Return rows of a table as they are written."""
        if table != _TOKENS:
            return self.tables.lines(rows).encode()
        if self.bare:
            return "".join(_bare_lines(rows)).encode()
        return self.tokens.lines(rows).encode()

    def head(self, table: str, row: Row) -> bytes:
        """Return the first line of a table. Names of readers have no TAB and no line end."""
        if table == _TOKENS and self.bare:
            return ("\t".join(row) + "\n").encode()
        return (records.BOM if self.tables.spreadsheet else b"") + self.lines(table, [row])


class TextTables:
    """The files of a folder, open for writing and reading."""

    def __init__(self, folder: Path, heads: Mapping[str, Row], flavours: Flavours, stack: ExitStack) -> None:
        self._flavours = flavours
        self._files: dict[str, BinaryIO] = {}
        for table, head in heads.items():
            file = stack.enter_context(flavours.file(folder, table).open("x+b"))
            file.write(flavours.head(table, head))
            self._files[table] = file

    def append(self, table: str, rows: list[Row]) -> None:
        """Write rows at the end of a table."""
        self._files[table].write(self._flavours.lines(table, rows))

    def appended(self, table: str, rows: list[Row]) -> list[Row]:
        """Write rows at the end of a table, and return those that then stand there."""
        file = self._files[table]
        place = file.seek(0, 2)
        self.append(table, rows)
        file.seek(place)
        found = io.StringIO(file.read().decode(), newline="")
        return [row for _, row in self._flavours.tables.rows(found)]


def _bare_lines(rows: list[Row]) -> Iterator[str]:
    """Yield a line for each token, and an empty one behind each sentence."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        ends = following is None or _sentence(following) != _sentence(row)
        yield "\t".join(row) + ("\n\n" if ends else "\n")


def _sentence(row: Row) -> tuple[str, str]:
    return row[DOCUMENT[_TOKENS]], row[SENTENCE]


_PLAIN: Final = Flavour(name="csv", suffix=".csv", delimiter=",")
_SHEET: Final = Flavour(name="spreadsheet", suffix=".csv", delimiter=",", spreadsheet=True)
PROGRAMS: Final = Flavours(
    name="side-by-side",
    tables=_PLAIN,
    tokens=Flavour(name="tsv", suffix=".tsv", delimiter="\t"),
    bare=True,
)
SPREADSHEETS: Final = Flavours(name="side-by-side-spreadsheet", tables=_SHEET, tokens=_SHEET, bare=False)
