"""GATE's bdocjs, out: one JSON file a document, as python-gatenlp and GATE's format plugin read it.

```
out/d1.bdocjs    {"annotation_sets":{"Salma":{"name":"Salma","annotations":[
  {"type":"SOURCE","start":4,"end":8,"id":0,"features":{"naming":"named"}},
  {"type":"CUE","start":0,"end":3,"id":1,"features":{"relations":[["introduces",0]]}}],"next_annid":2}},
 "text":"قال سليم","features":{"title":"خبر"},"offset_type":"p","name":"d1"}
```
`offset_type` is `p`: Python's offsets, code points, half-open. Each reading is an annotation set. Attributes
are features; a comment is the feature `comment`, a flag `flagged`. A relation is a pair of its type and the
id of its target, in the feature `relations` of its source.

Source: gatenlp.github.io/python-gatenlp, bdocjs serialization.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import UNSET

from annotator.formats import folders, json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "bdocjs"
_OWN: Final = ("comment", "flagged", "relations")
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
_NEVER_HELD: Final = msg("The format holds no state of work, and no answers on relations.")


class _Annotation(msgspec.Struct):
    type: str
    start: int
    end: int
    id: int
    features: dict[str, Any]


class _Set(msgspec.Struct):
    name: str
    annotations: list[_Annotation]
    next_annid: int


class _Bdoc(msgspec.Struct):
    annotation_sets: dict[str, _Set]
    text: str
    features: dict[str, Any]
    name: str
    offset_type: str = "p"


def write(
    documents: Iterable[AnnotatedDocument], folder: Path, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with all their readings, a file for each document."""
    names = folders.Names()
    syntax = records.FolderSyntax(name=NAME, capabilities=_CAPABILITIES, notes=(_NEVER_HELD,))

    def put(shape: DocumentShape, _: Encoded) -> DocumentShape:
        name = names.name(shape.id)
        path = folder / f"{name}.bdocjs"
        path.write_bytes(json_shapes.encode(_bdoc(shape, name)))
        return _document(path.read_bytes())

    return folders.write(documents, options, progress, syntax, put=put)


def _bdoc(shape: DocumentShape, name: str) -> _Bdoc:
    sets: dict[str, _Set] = {}
    for reading in shape.sets:
        key = reading.annotator or reading.owner.value
        while key in sets:
            key += "-2"
        sets[key] = _set(key, reading)
    features = {**shape.metadata, "title": shape.metadata.get("title", shape.title)}
    return _Bdoc(annotation_sets=sets, text=shape.text, features=features, name=name)


def _set(name: str, reading: SetShape) -> _Set:
    numbers = {span.id: number for number, span in enumerate(reading.spans)}
    links: dict[str, list[list[Any]]] = {}
    for link in reading.relations:
        links.setdefault(link.source, []).append([link.type, numbers[link.target]])
    annotations = []
    for span in reading.spans:
        features: dict[str, Any] = dict(span.attributes)
        if span.comment is not None:
            features["comment"] = span.comment
        if span.flagged:
            features["flagged"] = True
        if str(span.id) in links:
            features["relations"] = links[str(span.id)]
        annotations.append(_Annotation(span.label, span.start, span.end, numbers[span.id], features))
    return _Set(name=name, annotations=annotations, next_annid=len(annotations))


def _document(data: bytes) -> DocumentShape:
    found = json_shapes.decode(data, _Bdoc, NAME)
    return DocumentShape(
        id=found.name or UNSET,
        text=found.text,
        metadata=found.features,
        sets=[_reading(one) for one in found.annotation_sets.values()],
    )


def _reading(found: _Set) -> SetShape:
    spans: list[SpanShape] = []
    relations: list[RelationShape] = []
    for one in found.annotations:
        spans.append(
            SpanShape(
                id=str(one.id),
                label=one.type,
                start=one.start,
                end=one.end,
                attributes={name: value for name, value in one.features.items() if name not in _OWN},
                comment=one.features.get("comment"),
                flagged=one.features.get("flagged", False),
            )
        )
        relations += (
            RelationShape(type=kind, source=str(one.id), target=str(target))
            for kind, target in one.features.get("relations", ())
        )
    return SetShape(owner=Owner.IMPORTED, spans=spans, relations=relations)


BDOCJS: Final = Format(
    name=NAME,
    title=msg("GATE bdocjs"),
    extensions=(".bdocs",),
    capabilities=_CAPABILITIES,
    folder_writer=write,
)
