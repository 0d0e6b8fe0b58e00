"""doccano's JSONL, out and in: the files of its sequence labelling projects.

```
{"text":"قال سليم","entities":[{"id":1,"label":"CUE","start_offset":0,"end_offset":3},
 {"id":2,"label":"SOURCE","start_offset":4,"end_offset":8}],
 "relations":[{"id":1,"type":"introduces","from_id":1,"to_id":2}],
 "label":[[0,3,"CUE"],[4,8,"SOURCE"]],"document":"d1","title":"خبر"}
```
That is one line, broken here to be read. `label` is what a project without relations imports, `entities` and
`relations` what one with relations does; both say the same. Offsets count code points, as doccano's server
does; `--unit` chooses UTF-16 units, as its page in the browser counts. Every other key becomes metadata
there, and comes back from there.

Source: github.com/doccano/doccano, `backend/data_import/pipeline` and `backend/data_export/pipeline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
from msgspec import UNSET, UnsetType

from annotator.formats import json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.loss import LossReport
from annotator.formats.offsets import Offsets
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "doccano"
_CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS, nesting=True, crossing=True, relations=True, metadata=True
)
_OVERLAPS: Final = msg(
    "doccano drops overlapping spans on import, without a word, unless the project was made with “Allow "
    "overlapping entities”."
)
_NEVER_HELD: Final = msg("The format holds no names of readers and no state of work.")
_OWN: Final = frozenset(
    {"id", "text", "label", "labels", "entities", "relations", "document", "title", "metadata"}
)


class _Entity(msgspec.Struct):
    label: str
    start_offset: int
    end_offset: int
    id: int | str | UnsetType = UNSET


class _Relation(msgspec.Struct):
    type: str
    from_id: int | str
    to_id: int | str


class _Line(msgspec.Struct):
    text: str
    id: int | str | None = None
    label: list[tuple[int, int, str]] | UnsetType = UNSET
    labels: list[tuple[int, int, str]] | UnsetType = UNSET
    entities: list[_Entity] | UnsetType = UNSET
    relations: list[_Relation] = []
    document: str | None = None
    title: str | UnsetType = UNSET
    metadata: dict[str, Any] = {}


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file, with one imported reading each.

    Raises:
        InputError: a line is not what it should be; the message names every bad line.
    """
    return records.read_lines(path, options, partial(_document, unit=options.unit or Unit.CODE_POINTS))


def _document(line: bytes, *, unit: Unit) -> DocumentShape:
    found = json_shapes.decode(line, dict[str, Any], NAME)
    shape = json_shapes.convert(found, _Line, NAME)
    offsets = Offsets(shape.text, unit)
    triples = shape.label or shape.labels or []
    entities = [_Entity(label, start, end) for start, end, label in triples]
    if shape.entities is not UNSET:
        entities = shape.entities
    spans = [
        SpanShape(
            id=f"s{number}" if entity.id is UNSET else str(entity.id),
            label=entity.label,
            start=offsets.into(entity.start_offset),
            end=offsets.into(entity.end_offset),
        )
        for number, entity in enumerate(entities, start=1)
    ]
    relations = [
        RelationShape(type=link.type, source=str(link.from_id), target=str(link.to_id))
        for link in shape.relations
    ]
    name = shape.document if shape.document is not None else shape.id
    return DocumentShape(
        id=UNSET if name is None else str(name),
        title=shape.title,
        text=shape.text,
        metadata=shape.metadata | {key: value for key, value in found.items() if key not in _OWN},
        sets=[SetShape(owner=Owner.IMPORTED, spans=spans, relations=relations)],
    )


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each, one a line."""
    unit = options.unit or Unit.CODE_POINTS
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=partial(_encode, unit=unit),
        decode=lambda data, _: _document(data.removesuffix(b"\n"), unit=unit),
        notes=(_OVERLAPS, _NEVER_HELD),
    )
    return records.write(documents, file, options, progress, syntax)


def _encode(shape: DocumentShape, *, unit: Unit) -> Encoded:
    (reading,) = shape.sets
    offsets = Offsets(shape.text, unit)
    numbers = {span.id: number for number, span in enumerate(reading.spans, start=1)}
    places = [(offsets.out(span.start), offsets.out(span.end), span.label) for span in reading.spans]
    line: dict[str, Any] = {
        "text": shape.text,
        "entities": [
            {"id": number, "label": label, "start_offset": start, "end_offset": end}
            for number, (start, end, label) in enumerate(places, start=1)
        ],
        "relations": [
            {"id": number, "type": link.type, "from_id": numbers[link.source], "to_id": numbers[link.target]}
            for number, link in enumerate(reading.relations, start=1)
        ],
        "label": places,
        "title": shape.title,
    }
    if shape.id is not UNSET:
        line["document"] = shape.id
    if shape.metadata:
        line["metadata"] = shape.metadata
    return Encoded(data=json_shapes.encode(line) + b"\n")


DOCCANO: Final = Format(
    name=NAME,
    title=msg("doccano JSONL"),
    extensions=(".jsonl",),
    capabilities=_CAPABILITIES,
    reader=read,
    writer=write,
    looks_like=lambda first: (
        json_shapes.has_key(first, "entities", "label", "labels")
        and not json_shapes.has_key(first, "spans", "sets")
    ),
    takes_unit=True,
)
