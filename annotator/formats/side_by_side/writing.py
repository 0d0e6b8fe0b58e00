"""Writes the tables some documents at a time, and reads back what then stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Protocol

from msgspec import UNSET

from annotator.formats import folders, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.scope import chosen_layers
from annotator.formats.shapes import DocumentShape
from annotator.formats.shards import write_shards
from annotator.formats.side_by_side.layout import DOCUMENT, Layout, Row
from annotator.formats.side_by_side.rows import document_of, tables_of
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument
from annotator.model.provenance import name_of
from annotator.progress import Progress

CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    several_sets=True,
    answers=True,
)
_READ: Final = ("spans", "relations", "answers")
"""The tables that say all that there is to say; the others are views of them."""
_VIEW: Final = msg(
    "spans and labels hold every span at its characters, relations and answers what is said about them; "
    "tokens have one tag of each reader in each layer, that of the outer span."
)


class Tables(Protocol):
    """The files while they are written."""

    def append(self, table: str, rows: list[Row]) -> None:
        """Write rows at the end of a table."""
        ...

    def appended(self, table: str, rows: list[Row]) -> list[Row]:
        """Write rows at the end of a table, and return those that then stand there."""
        ...


class Kind(Protocol):
    """One way to write the tables."""

    @property
    def name(self) -> str:
        """Of the format."""
        ...

    def opened(self, folder: Path, heads: Mapping[str, Row], stack: ExitStack) -> Tables:
        """Open the files of a folder, with these columns; `stack` closes them."""
        ...


def write(
    documents: Iterable[AnnotatedDocument],
    folder: Path,
    options: ExportOptions,
    progress: Progress,
    *,
    kind: Kind,
) -> LossReport:
    """Write a folder of tables, and compare what they give back."""
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
    syntax = records.FolderSyntax(
        name=kind.name, capabilities=CAPABILITIES, notes=notes, either_way=layout.symmetric
    )
    names = folders.Names()
    with ExitStack() as stack:
        tables = kind.opened(folder, layout.heads, stack)

        def put(_: int, shapes: list[DocumentShape]) -> Iterator[DocumentShape]:
            called = [str(names.name(one.id) if one.id is UNSET else one.id) for one in shapes]
            back = _put(tables, shapes, called, layout)
            for name, shape in zip(called, shapes, strict=True):
                yield document_of({table: back[table][name] for table in _READ}, shape, layout)

        return write_shards(documents, options, progress, syntax, put=put)


def _put(
    tables: Tables, shapes: list[DocumentShape], called: list[str], layout: Layout
) -> dict[str, defaultdict[str, list[Row]]]:
    """Write documents; return the rows that then stand there, by their table and document."""
    made = [tables_of(shape, name, layout) for name, shape in zip(called, shapes, strict=True)]
    back: dict[str, defaultdict[str, list[Row]]] = {}
    for table in layout.heads:
        rows = [row for one in made for row in one[table]]
        if table in _READ:
            back[table] = defaultdict(list)
            for row in tables.appended(table, rows):
                back[table][row[DOCUMENT[table]]].append(row)
        else:
            tables.append(table, rows)
    return back
