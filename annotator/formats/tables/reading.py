"""Reads the tables side by side, a document's rows at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from annotator.errors import InputError
from annotator.formats import records
from annotator.formats.faults import Fault
from annotator.formats.options import ImportOptions
from annotator.formats.reading import opened
from annotator.formats.shapes import DocumentShape
from annotator.formats.tables.flavours import HEADS, OPTIONAL, Flavour, Row
from annotator.formats.tables.rows import document_of
from annotator.language import msg
from annotator.model import AnnotatedDocument


def read(path: Path, options: ImportOptions, *, flavour: Flavour) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a folder of tables.

    Raises:
        InputError: a table is missing or has other columns, or a row is not what it should be. The line
            that is named is that of the document in `documents.csv`.
    """
    folder = path if path.is_dir() else path.parent
    with ExitStack() as stack:
        tables = {
            table: _Table(stack, flavour, folder, table)
            for table in HEADS
            if table not in OPTIONAL or flavour.file(folder, table).is_file()
        }
        yield from records.read_shapes(flavour.file(folder, "documents").name, options, _makings(tables))


def _makings(tables: dict[str, _Table]) -> Iterator[tuple[int, records.Making]]:
    documents = tables.pop("documents")
    while documents.next is not None:
        line, document = documents.next
        documents.advance()
        rows = {table: source.of(document[0]) for table, source in tables.items()}
        yield line, partial(document_of, {"documents": [document], **rows})
    for table, source in tables.items():
        if source.next is not None:
            line, row = source.next
            yield line, partial(_left_over, source.name, table, row[0])


def _left_over(name: str, table: str, document: str) -> DocumentShape:
    raise Fault(
        msg(
            "{file}: rows of “{document}” stand here, and it is not the next in the table of documents. "
            "Sort {table} as the documents are.",
            file=name,
            document=document,
            table=table,
        ),
        "E_SCHEMA",
    )


class _Table:
    """The rows of one table, of which the next is known.

    Args:
        stack: closes the file.
        flavour: how it is written.
        folder: where it is.
        table: which it is.

    Raises:
        InputError: it can't be read, or has other columns.
    """

    def __init__(self, stack: ExitStack, flavour: Flavour, folder: Path, table: str) -> None:
        path = flavour.file(folder, table)
        self.name = path.name
        self._columns = len(HEADS[table])
        raw = stack.enter_context(opened(path))
        text = stack.enter_context(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
        self._rows = flavour.rows(text)
        head = self._read()
        if head is None or tuple(head[1]) != HEADS[table]:
            raise InputError(
                msg(
                    "{file}: the columns must be {columns}.", file=path.name, columns=", ".join(HEADS[table])
                ),
                code="E_SCHEMA",
            )
        self.next: tuple[int, Row] | None = None
        self.advance()

    def advance(self) -> None:
        """Go to the next row."""
        self.next = self._read()

    def of(self, document: str) -> list[Row]:
        """Return the next rows as far as they are about this document."""
        found: list[Row] = []
        while self.next is not None and self.next[1][0] == document:
            found.append(self.next[1])
            self.advance()
        return found

    def _read(self) -> tuple[int, Row] | None:
        try:
            for line, row in self._rows:
                if row:
                    if len(row) != self._columns:
                        raise self._fault(line, f"{len(row)} ≠ {self._columns}")
                    return line, row
        except (csv.Error, UnicodeDecodeError) as error:
            raise self._fault(0, str(error)) from error
        return None

    def _fault(self, line: int, reason: str) -> InputError:
        return InputError(
            msg(
                "{file}, line {line}: this is no row of the table ({reason}).",
                file=self.name,
                line=line,
                reason=reason,
            ),
            code="E_SCHEMA",
        )
