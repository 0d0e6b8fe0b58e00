"""Writes the tables, and reads each document's rows back as soon as they stand there."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import UNSET

from annotator.formats import folders, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.records import Encoded
from annotator.formats.shapes import DocumentShape
from annotator.formats.tables.flavours import HEADS, OPTIONAL, Flavour, Row
from annotator.formats.tables.rows import document_of, tables_of
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    metadata=True,
    several_sets=True,
    answers=True,
    provenance=True,
)


def write(
    documents: Iterable[AnnotatedDocument],
    folder: Path,
    options: ExportOptions,
    progress: Progress,
    *,
    flavour: Flavour,
) -> LossReport:
    """Write a folder of tables, and compare what they give back."""
    syntax = records.FolderSyntax(name=flavour.name, capabilities=CAPABILITIES)
    names = folders.Names()
    with ExitStack() as stack:
        files: dict[str, BinaryIO] = {}

        def begin(table: str) -> BinaryIO:
            file = files[table] = stack.enter_context(flavour.file(folder, table).open("x+b"))
            head = flavour.lines([list(HEADS[table])]).encode()
            file.write(records.BOM + head if flavour.spreadsheet else head)
            return file

        for table in HEADS.keys() - OPTIONAL:
            begin(table)

        def put(shape: DocumentShape, _: Encoded) -> DocumentShape:
            tables = tables_of(shape, str(names.name(shape.id) if shape.id is UNSET else shape.id))
            return document_of(
                {
                    table: _appended(files.get(table) or begin(table), rows, flavour)
                    for table, rows in tables.items()
                    if rows or table not in OPTIONAL
                }
            )

        return folders.write(documents, options, progress, syntax, put=put)


def _appended(file: BinaryIO, rows: list[Row], flavour: Flavour) -> list[Row]:
    """Write rows at the end of a file, and return those that then stand there."""
    place = file.seek(0, 2)
    file.write(flavour.lines(rows).encode())
    file.seek(place)
    return [row for _, row in flavour.rows(io.StringIO(file.read().decode(), newline=""))]
