"""Writes the three tables, and reads each document's spans back as soon as they stand there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import UNSET

from annotator.formats import folders, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.records import Encoded
from annotator.formats.scope import chosen_layers
from annotator.formats.shapes import DocumentShape
from annotator.formats.side_by_side.rows import SENTENCE, Layout, Row, document_of, tables_of
from annotator.formats.tables.flavours import Flavour
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument
from annotator.model.provenance import name_of
from annotator.progress import Progress

CAPABILITIES: Final = Capabilities(unit=Unit.CODE_POINTS, nesting=True, crossing=True, several_sets=True)
_TOKENS: Final = "tokens"
_VIEW: Final = msg(
    "spans and labels hold every span at its characters; tokens have one tag of each reader in each layer, "
    "that of the outer span."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavours:
    """How the tables are written.

    Attributes:
        name: of the format.
        tables: how spans and labels are.
        tokens: how tokens are.
        bare: cells of tokens stand as they are, as readers of such files expect: nothing is in quotes.
    """

    name: str
    tables: Flavour
    tokens: Flavour
    bare: bool

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


def _bare_lines(rows: list[Row]) -> Iterator[str]:
    """Yield a line for each token, and an empty one behind each sentence."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        ends = following is None or following[SENTENCE] != row[SENTENCE]
        yield "\t".join(row) + ("\n\n" if ends else "\n")


_PLAIN: Final = Flavour(name="csv", suffix=".csv", delimiter=",")
_SHEET: Final = Flavour(name="spreadsheet", suffix=".csv", delimiter=",", spreadsheet=True)
PROGRAMS: Final = Flavours(
    name="side-by-side",
    tables=_PLAIN,
    tokens=Flavour(name="tsv", suffix=".tsv", delimiter="\t"),
    bare=True,
)
SPREADSHEETS: Final = Flavours(name="side-by-side-spreadsheet", tables=_SHEET, tokens=_SHEET, bare=False)


def write(
    documents: Iterable[AnnotatedDocument],
    folder: Path,
    options: ExportOptions,
    progress: Progress,
    *,
    flavours: Flavours,
) -> LossReport:
    """Write a folder with three tables, and compare what the one of spans gives back."""
    readers = options.readers
    if readers is None:
        documents = list(documents)
        readers = tuple(dict.fromkeys(name_of(one) for document in documents for one in document.sets))
    layout = Layout(
        readers=readers,
        layers=chosen_layers(options) or tuple(layer.code for layer in options.scheme.layers),
        scheme=options.scheme,
        align=options.align,
        tokens=options.tokens,
    )
    notes: tuple[Message, ...] = (_VIEW, POLICY_NOTES[options.tokens])
    syntax = records.FolderSyntax(name=flavours.name, capabilities=CAPABILITIES, notes=notes)
    names = folders.Names()
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(flavours.file(folder, table).open("x+b")) for table in layout.heads
        }
        for table, head in layout.heads.items():
            files[table].write(flavours.head(table, head))

        def put(shape: DocumentShape, _: Encoded) -> DocumentShape:
            name = str(names.name(shape.id) if shape.id is UNSET else shape.id)
            tables = tables_of(shape, name, layout)
            for table in ("tokens", "labels"):
                files[table].write(flavours.lines(table, tables[table]))
            return document_of(_appended(files["spans"], tables["spans"], flavours), shape, layout)

        return folders.write(documents, options, progress, syntax, put=put)


def _appended(file: BinaryIO, rows: list[Row], flavours: Flavours) -> list[Row]:
    """Write rows of spans at the end of their file, and return those that then stand there."""
    place = file.seek(0, 2)
    file.write(flavours.lines("spans", rows))
    file.seek(place)
    return [row for _, row in flavours.tables.rows(io.StringIO(file.read().decode(), newline=""))]
