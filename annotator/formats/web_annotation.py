"""W3C Web Annotations in JSON-LD, out and in: a text and a page of annotations for each document.

```
out/d1.txt       قال سليم
out/d1.jsonld    {"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:uuid:…","type":"AnnotationPage","items":[
  {"id":"#1/s1","type":"Annotation","motivation":"tagging","creator":{"type":"Person","name":"Salma"},
   "body":[{"type":"TextualBody","purpose":"tagging","value":"SOURCE"},
           {"type":"TextualBody","purpose":"classifying","value":"naming=named"},
           {"type":"TextualBody","purpose":"commenting","value":"من؟"}],
   "target":{"source":"d1.txt","selector":[
     {"type":"TextPositionSelector","start":4,"end":8},
     {"type":"TextQuoteSelector","exact":"سليم","prefix":"قال ","suffix":""}]}},
  {"id":"#1/r1","type":"Annotation","motivation":"linking",
   "body":[{"type":"TextualBody","purpose":"tagging","value":"introduces"},
           {"type":"SpecificResource","purpose":"linking","source":"#1/s1"}],"target":"#1/s2"}]}
```
`start` and `end` count code points, half-open, as the model demands. The place and the words both stand
there, and both must agree on the way in. A flag is a body `moderating`. Readings are told apart by the part
of an id before the `/`. A relation leads from the resource in its body to its target.

Source: www.w3.org/TR/annotation-model, sections 3.3.6, 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import msgspec
from msgspec import UNSET

from annotator.formats import folders, json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.faults import Fault
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.formats.records import Encoded, Making
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "web-annotation"
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_SUFFIX: Final = ".jsonld"
_AROUND: Final = 32
_FLAGGED: Final = "flagged"
_CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    several_sets=True,
)
_NEVER_HELD: Final = msg("The format holds no metadata of documents and no state of work.")


class _Body(msgspec.Struct):
    purpose: str = ""
    value: str = ""
    source: str = ""


class _Selector(msgspec.Struct):
    type: str
    start: int = -1
    end: int = -1
    exact: str | None = None


class _Target(msgspec.Struct):
    source: str = ""
    selector: list[_Selector] | _Selector | None = None


class _Annotation(msgspec.Struct):
    id: str
    motivation: str | list[str] = ""
    body: list[_Body | str] | _Body | str = []
    target: _Target | str = ""
    creator: Any = None


class _Page(msgspec.Struct):
    items: list[_Annotation]
    label: str = ""
    sets: Any = UNSET


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a folder, or of one page of annotations; the text must stand beside it.

    Raises:
        InputError: a text is missing, or an annotation is not what it should be.
    """
    paths = sorted(path.rglob(f"*{_SUFFIX}")) if path.is_dir() else [path]
    return folders.read_files(paths, options, _found, path.name)


def _found(path: Path, data: bytes) -> Iterator[tuple[int, Making]]:
    with opened(path.with_suffix(".txt")) as file:
        text = file.read().removeprefix(records.BOM)
    yield 1, partial(_document, path.stem, data, text)


def _document(name: str, data: bytes, text: bytes) -> DocumentShape:
    page = json_shapes.decode(data, _Page, "Web Annotation")
    sets: dict[str, SetShape] = {}
    for item in page.items:
        reading, _, key = item.id.rpartition("/")
        if reading not in sets:
            sets[reading] = _new_set(item.creator)
        if key:
            _take(item, key, sets[reading])
    return DocumentShape(
        id=name, title=page.label or name, text=folders.text_of(text), sets=list(sets.values())
    )


def _new_set(creator: Any) -> SetShape:
    kind, name = (creator.get("type"), creator.get("name")) if isinstance(creator, dict) else (None, creator)
    if kind == "Person" and isinstance(name, str) and name:
        return SetShape(owner=Owner.ANNOTATOR, annotator=name, spans=[], relations=[])
    owner = Owner(name) if name in {Owner.GOLD.value, Owner.SUGGESTED.value} else Owner.IMPORTED
    return SetShape(owner=owner, spans=[], relations=[])


def _take(item: _Annotation, key: str, reading: SetShape) -> None:
    bodies = [
        body
        for body in (item.body if isinstance(item.body, list) else [item.body])
        if isinstance(body, _Body)
    ]
    said: dict[str, list[str]] = {}
    for body in bodies:
        said.setdefault(body.purpose, []).append(body.value)
    if not isinstance(item.target, str):
        reading.spans.append(_span(item, key, item.target, said))
        return
    source = next((body.source for body in bodies if body.purpose == "linking"), "")
    if source and said.get("tagging"):
        ends = [unquote(end.rpartition("/")[2]) for end in (source, item.target)]
        relation = RelationShape(id=unquote(key), type=said["tagging"][0], source=ends[0], target=ends[1])
        relation.attributes = _answers(said)
        reading.relations.append(relation)


def _span(item: _Annotation, key: str, target: _Target, said: dict[str, list[str]]) -> SpanShape:
    selectors = target.selector if isinstance(target.selector, list) else [target.selector]
    place = next((s for s in selectors if s is not None and s.type == "TextPositionSelector"), None)
    words = next((s for s in selectors if s is not None and s.type == "TextQuoteSelector"), None)
    if place is None or not said.get("tagging"):
        raise Fault(
            msg(
                "the annotation {id} has no TextPositionSelector, or no body with the purpose tagging.",
                id=item.id,
            ),
            "E_SCHEMA",
        )
    return SpanShape(
        id=unquote(key),
        label=said["tagging"][0],
        start=place.start,
        end=place.end,
        text=UNSET if words is None or words.exact is None else words.exact,
        attributes=_answers(said),
        comment="\n".join(said["commenting"]) if "commenting" in said else None,
        flagged=_FLAGGED in said.get("moderating", ()),
    )


def _answers(said: dict[str, list[str]]) -> dict[str, str]:
    said_of = (one.partition("=") for one in said.get("classifying", ()))
    return {name: value for name, _, value in said_of}


def write(
    documents: Iterable[AnnotatedDocument], folder: Path, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with all their readings: two files for each document."""
    names = folders.Names()
    syntax = records.FolderSyntax(name=NAME, capabilities=_CAPABILITIES, notes=(_NEVER_HELD,))

    def put(shape: DocumentShape, _: Encoded) -> DocumentShape:
        name = names.name(shape.id)
        page, text = folder / f"{name}{_SUFFIX}", folder / f"{name}.txt"
        text.write_bytes(shape.text.encode())
        page.write_bytes(json_shapes.encode(_page(shape, name)))
        return _document(name, page.read_bytes(), text.read_bytes())

    return folders.write(documents, options, progress, syntax, put=put)


def _page(shape: DocumentShape, name: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for number, reading in enumerate(shape.sets, start=1):
        creator = (
            {"type": "Person", "name": reading.annotator}
            if reading.annotator
            else {"type": "Software", "name": reading.owner.value}
        )
        # A reading that found nothing is one too: an annotation of the whole text says that it was there.
        items.append(
            {
                "id": f"#{number}/",
                "type": "Annotation",
                "motivation": "assessing",
                "creator": creator,
                "target": f"{name}.txt",
            }
        )
        items += (_tag(shape.text, span, number, name, creator) for span in reading.spans)
        items += (_link(link, number, creator) for link in reading.relations)
    return {"@context": _CONTEXT, "type": "AnnotationPage", "label": shape.title, "items": items}


def _tag(text: str, span: SpanShape, number: int, name: str, creator: dict[str, str]) -> dict[str, Any]:
    bodies = [_body("tagging", span.label), *_answer_bodies(span.attributes)]
    if span.comment is not None:
        bodies.append(_body("commenting", span.comment))
    if span.flagged:
        bodies.append(_body("moderating", _FLAGGED))
    words = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "id": _iri(number, span.id),
        "type": "Annotation",
        "motivation": "tagging",
        "creator": creator,
        "body": bodies,
        "target": {"source": f"{name}.txt", "selector": [place, words]},
    }


def _link(link: RelationShape, number: int, creator: dict[str, str]) -> dict[str, Any]:
    source = {"type": "SpecificResource", "purpose": "linking", "source": _iri(number, link.source)}
    return {
        "id": _iri(number, link.id),
        "type": "Annotation",
        "motivation": "linking",
        "creator": creator,
        "body": [_body("tagging", link.type), *_answer_bodies(link.attributes), source],
        "target": _iri(number, link.target),
    }


def _iri(number: int, key: object) -> str:
    return f"#{number}/{quote(str(key), safe='')}"


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _answer_bodies(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [_body("classifying", f"{key}={value}") for key, value in attributes.items()]


WEB_ANNOTATION: Final = Format(
    name=NAME,
    title=msg("W3C Web Annotations, JSON-LD"),
    extensions=(".annotations", _SUFFIX),
    capabilities=_CAPABILITIES,
    reader=read,
    folder_writer=write,
    folder_looks_like=lambda folder: next(folder.rglob(f"*{_SUFFIX}"), None) is not None,
)
