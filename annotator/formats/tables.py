"""Tables of documents, readings, spans and relations, out and in: CSV, TSV, and CSV for spreadsheets.

```
out/documents.csv   document,title,text,metadata
                    d1,خبر,قال سليم,"{""url"":""…""}"
out/readings.csv    document,reading,owner,annotator,state
                    d1,1,annotator,Salma,finished
out/spans.csv       document,reading,span,label,start,end,text,attributes,comment,flagged
                    d1,1,s1,SOURCE,4,8,سليم,"{""naming"":""named""}",,
out/relations.csv   document,reading,relation,type,source,target,attributes
                    d1,1,r1,introduces,s0,s1,
```
Offsets count code points, half-open. Lists of answers are JSON objects; an empty cell is none. The rows of a
document stand together, in the order of `documents.csv`, so that files of any length are read as streams.

`csv` and `tsv` are for programs: UTF-8, LF, cells exactly as they are. `spreadsheet` is for people: a byte
order mark and CR LF, which spreadsheets want, and an apostrophe before what they would take for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from msgspec import UNSET

from annotator.errors import InputError
from annotator.formats import folders, json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.faults import Fault
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, Owner, State
from annotator.progress import Progress

_CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    metadata=True,
    several_sets=True,
)
HEADS: Final[dict[str, tuple[str, ...]]] = {
    "documents": ("document", "title", "text", "metadata"),
    "readings": ("document", "reading", "owner", "annotator", "state"),
    "spans": (
        *("document", "reading", "span", "label", "start", "end", "text", "attributes", "comment", "flagged"),
    ),
    "relations": ("document", "reading", "relation", "type", "source", "target", "attributes"),
}
_FORMULA: Final = re.compile("'*[=+\\-@\t\r]")
_YES: Final = "yes"
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


def write(
    documents: Iterable[AnnotatedDocument],
    folder: Path,
    options: ExportOptions,
    progress: Progress,
    *,
    flavour: Flavour,
) -> LossReport:
    """Write a folder with four tables, and compare what they give back."""
    syntax = records.Syntax(name=flavour.name, capabilities=_CAPABILITIES, encode=lambda _: Encoded(data=b""))
    names = folders.Names()
    with ExitStack() as stack:
        files = {table: stack.enter_context(flavour.file(folder, table).open("x+b")) for table in HEADS}
        for table, file in files.items():
            head = flavour.lines([list(HEADS[table])]).encode()
            file.write(records.BOM + head if flavour.spreadsheet else head)

        def put(shape: DocumentShape, _: Encoded) -> DocumentShape:
            tables = _tables(shape, str(names.name(shape.id) if shape.id is UNSET else shape.id))
            return _document({table: _appended(files[table], tables[table], flavour) for table in HEADS})

        return folders.write(documents, options, progress, syntax, put=put)


def _appended(file: BinaryIO, rows: list[Row], flavour: Flavour) -> list[Row]:
    """Write rows at the end of a file, and return those that then stand there."""
    place = file.seek(0, 2)
    file.write(flavour.lines(rows).encode())
    file.seek(place)
    return [row for _, row in flavour.rows(io.StringIO(file.read().decode(), newline=""))]


def _tables(shape: DocumentShape, name: str) -> dict[str, list[Row]]:
    readings: list[Row] = []
    spans: list[Row] = []
    relations: list[Row] = []
    for number, reading in enumerate(shape.sets, start=1):
        own = [name, str(number)]
        readings.append([*own, reading.owner.value, reading.annotator or "", reading.state.value])
        spans += (
            [
                *own,
                str(span.id),
                span.label,
                str(span.start),
                str(span.end),
                str(span.text),
                _object(span.attributes),
                _comment(span.comment),
                _YES if span.flagged else "",
            ]
            for span in reading.spans
        )
        relations += (
            [*own, str(link.id), link.type, link.source, link.target, _object(link.attributes)]
            for link in reading.relations
        )
    document = [name, str(shape.title), shape.text, _object(shape.metadata)]
    return {"documents": [document], "readings": readings, "spans": spans, "relations": relations}


def _object(value: dict[str, Any]) -> str:
    return json_shapes.encode(value).decode() if value else ""


def _comment(comment: str | None) -> str:
    # An empty cell is no comment, so an empty comment needs a sign: a JSON string.
    return '""' if comment == "" else comment or ""


def read(path: Path, options: ImportOptions, *, flavour: Flavour) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a folder of tables.

    Raises:
        InputError: a table is missing or has other columns, or a row is not what it should be. The line
            that is named is that of the document in `documents.csv`.
    """
    folder = path if path.is_dir() else path.parent
    with ExitStack() as stack:
        tables = {table: _Table(stack, flavour, folder, table) for table in HEADS}
        yield from records.read_shapes(flavour.file(folder, "documents").name, options, _makings(tables))


def _makings(tables: dict[str, _Table]) -> Iterator[tuple[int, records.Making]]:
    documents = tables.pop("documents")
    while documents.next is not None:
        line, document = documents.next
        documents.advance()
        rows = {table: source.of(document[0]) for table, source in tables.items()}
        yield line, partial(_document, {"documents": [document], **rows})
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


def _document(tables: dict[str, list[Row]]) -> DocumentShape:
    ((name, title, text, metadata),) = tables["documents"]
    sets: dict[str, SetShape] = {}
    for _, number, owner, annotator, state in tables["readings"]:
        try:
            sets[number] = SetShape(
                owner=Owner(owner), annotator=annotator or None, state=State(state), spans=[], relations=[]
            )
        except ValueError as error:
            raise _bad(str(error)) from error
    for row in tables["spans"]:
        _reading(sets, row).spans.append(_span(row))
    for row in tables["relations"]:
        _, _, key, kind, source, target, attributes = row
        _reading(sets, row).relations.append(
            RelationShape(id=key, type=kind, source=source, target=target, attributes=_answers(attributes))
        )
    return DocumentShape(
        id=name or UNSET,
        title=title,
        text=text,
        metadata=json_shapes.decode(metadata.encode(), dict[str, Any], "CSV") if metadata else {},
        sets=list(sets.values()),
    )


def _reading(sets: dict[str, SetShape], row: Row) -> SetShape:
    if row[1] not in sets:
        reason = " / ".join(row[:2])
        raise _bad(reason)
    return sets[row[1]]


def _span(row: Row) -> SpanShape:
    _, _, key, label, start, end, text, attributes, comment, flagged = row
    try:
        places = int(start), int(end)
    except ValueError as error:
        raise _bad(str(error)) from error
    return SpanShape(
        id=key,
        label=label,
        start=places[0],
        end=places[1],
        text=text,
        attributes=_answers(attributes),
        comment="" if comment == '""' else comment or None,
        flagged=flagged == _YES,
    )


def _answers(cell: str) -> dict[str, str]:
    return json_shapes.decode(cell.encode(), dict[str, str], "CSV") if cell else {}


def _bad(reason: str) -> Fault:
    return Fault(msg("a row of this document can't be used: {reason}.", reason=reason), "E_SCHEMA")


def _format(flavour: Flavour, title: Message, extension: str) -> Format:
    return Format(
        name=flavour.name,
        title=title,
        extensions=(extension,),
        capabilities=_CAPABILITIES,
        reader=partial(read, flavour=flavour),
        folder_writer=partial(write, flavour=flavour),
        folder_looks_like=lambda folder: _is_of(flavour, folder),
        looks_like=partial(_is_table_of, flavour),
    )


def _is_table_of(flavour: Flavour, first: bytes) -> bool:
    """Tell whether a file is one of the four tables: any of them stands for the folder."""
    marked = first.startswith(records.BOM)
    heads = (flavour.delimiter.join(columns).encode() for columns in HEADS.values())
    line = first.removeprefix(records.BOM).split(b"\n", 1)[0].rstrip(b"\r")
    return marked is flavour.spreadsheet and line in heads


def _is_of(flavour: Flavour, folder: Path) -> bool:
    path = flavour.file(folder, "documents")
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(records.BOM)).startswith(records.BOM) is flavour.spreadsheet


CSV: Final = _format(
    Flavour(name="csv", suffix=".csv", delimiter=","), msg("CSV tables, for programs"), ".tables"
)
TSV: Final = _format(
    Flavour(name="tsv", suffix=".tsv", delimiter="\t"), msg("TSV tables, for programs"), ".tables"
)
SPREADSHEET: Final = _format(
    Flavour(name="spreadsheet", suffix=".csv", delimiter=",", spreadsheet=True),
    msg("CSV tables, for spreadsheets"),
    ".tables",
)
