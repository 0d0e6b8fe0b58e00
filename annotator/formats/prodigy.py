"""Prodigy's JSONL, out and in: one task a line, with our tokens.

```
{"text":"قال سليم","tokens":[{"text":"قال","start":0,"end":3,"id":0,"ws":true},
  {"text":"سليم","start":4,"end":8,"id":1,"ws":false}],
 "spans":[{"start":0,"end":3,"label":"CUE","token_start":0,"token_end":0},
  {"start":4,"end":8,"label":"SOURCE","token_start":1,"token_end":1}],
 "relations":[{"head":0,"child":1,"label":"introduces","head_span":{…},"child_span":{…}}],
 "meta":{"document":"d1","title":"خبر"},"answer":"accept"}
```
That is one line, broken here to be read. `start` and `end` count code points, half-open; `token_start` and
`token_end` number tokens, and `token_end` is the last one *inside* the span. Its interfaces want spans that
begin and end with a token, so `--tokens` matters. White space beyond one space is a token too, as in spaCy:
in a `Doc` of the tokens the spans would lie elsewhere if its text were another.

Source: prodi.gy/docs/api-interfaces (spans_manual, relations).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
from msgspec import UNSET

from annotator.formats import json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.faults import Fault
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions, TokenPolicy
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.formats.tokenized import tokenized, words_and_spaces
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner, State
from annotator.progress import Progress

NAME: Final = "prodigy"
_CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS, nesting=True, crossing=True, relations=True, metadata=True
)
_NEVER_HELD: Final = msg("The format holds no names of readers and no state of work.")


class _Span(msgspec.Struct):
    start: int
    end: int
    label: str = ""


class _Relation(msgspec.Struct):
    label: str
    head_span: _Span
    child_span: _Span


class _Task(msgspec.Struct):
    text: str
    spans: list[_Span] = []
    relations: list[_Relation] = []
    meta: dict[str, Any] = {}
    answer: str = "accept"


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the tasks of a file as documents; one that was not accepted has no spans and is to be ignored.

    Raises:
        InputError: a line is not what it should be; the message names every bad line.
    """
    return records.read_lines(path, options, _document)


def _document(line: bytes) -> DocumentShape:
    task = json_shapes.decode(line, _Task, NAME)
    accepted = task.answer == "accept"
    spans = [
        SpanShape(id=f"s{n}", label=s.label, start=s.start, end=s.end) for n, s in enumerate(task.spans, 1)
    ]
    by_place = {(span.label, span.start, span.end): str(span.id) for span in spans}
    relations = [
        RelationShape(
            type=link.label, source=_end(by_place, link.head_span), target=_end(by_place, link.child_span)
        )
        for link in task.relations
    ]
    meta = dict(task.meta)
    name, title = meta.pop("document", None), meta.pop("title", None)
    extra = meta.pop("metadata", None)
    return DocumentShape(
        id=name if isinstance(name, str) and name else UNSET,
        title=title if isinstance(title, str) else UNSET,
        text=task.text,
        metadata=meta | (extra if isinstance(extra, dict) else {}),
        sets=[
            SetShape(
                owner=Owner.IMPORTED,
                state=State.NEW if accepted else State.IGNORED,
                spans=spans if accepted else [],
                relations=relations if accepted else [],
            )
        ],
    )


def _end(by_place: dict[tuple[str, int, int], str], span: _Span) -> str:
    found = by_place.get((span.label, span.start, span.end))
    if found is None:
        raise Fault(
            msg(
                "a relation ends at {start}–{end}, where there is no span of its label.",
                start=span.start,
                end=span.end,
            ),
            "E_RELATION",
        )
    return found


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each, one a line."""
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=partial(_encode, policy=options.tokens),
        decode=lambda data, _: _document(data.removesuffix(b"\n")),
        notes=(POLICY_NOTES[options.tokens], _NEVER_HELD),
    )
    return records.write(documents, file, options, progress, syntax)


def _encode(shape: DocumentShape, *, policy: TokenPolicy) -> Encoded:
    (reading,) = shape.sets
    laid = tokenized(shape.text, reading.spans, policy)
    words, spaces, places = words_and_spaces(shape.text, laid.pieces)
    tokens: list[dict[str, Any]] = []
    start = 0
    for word, space in zip(words, spaces, strict=True):
        end = start + len(word)
        tokens.append({"text": word, "start": start, "end": end, "id": len(tokens), "ws": space})
        start = end + space
    spans = {
        one.span.id: {
            "start": one.start,
            "end": one.end,
            "label": one.span.label,
            "token_start": places[one.pieces.start],
            "token_end": places[one.pieces.stop - 1],
        }
        for one in laid.fitted
    }
    relations = [
        {
            "head": spans[link.source]["token_end"],
            "child": spans[link.target]["token_end"],
            "head_span": spans[link.source],
            "child_span": spans[link.target],
            "label": link.type,
        }
        for link in reading.relations
        if link.source in spans and link.target in spans
    ]
    meta: dict[str, Any] = {"title": shape.title}
    if shape.id is not UNSET:
        meta["document"] = shape.id
    if shape.metadata:
        meta["metadata"] = shape.metadata
    task = {
        "text": shape.text,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": relations,
        "meta": meta,
        "answer": "accept",
    }
    return Encoded(data=json_shapes.encode(task) + b"\n", misfits=laid.misfits)


PRODIGY: Final = Format(
    name=NAME,
    title=msg("Prodigy JSONL"),
    extensions=(".jsonl",),
    capabilities=_CAPABILITIES,
    reader=read,
    writer=write,
    takes_tokens=True,
    looks_like=lambda first: json_shapes.has_key(first, "tokens", "answer", "_input_hash", "_task_hash"),
)
