r"""Chat JSONL, out: what language models are fine-tuned on.

```
{"messages":[
  {"role":"system","content":"Find the spans … Labels: PERS (Person: …), …"},
  {"role":"user","content":"قال سليم إن سليم عاد"},
  {"role":"assistant","content":"{\"spans\":[{\"label\":\"SOURCE\",\"text\":\"سليم\",\"occurrence\":1}],\"relations\":[]}"}]}
```
That is one line, broken here to be read. Models don't count characters: a span is its words and which
occurrence of them it is, from 1, from the left of the stored text. A relation names its ends by their
numbers in the list of spans, from 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Final

import msgspec

from annotator.formats import json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.scope import chosen_layers
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "chat"
_CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS, nesting=True, crossing=True, relations=True, attributes=True
)
_NEVER_HELD: Final = msg("The format holds texts and answers: no titles, no ids, no names of readers.")
_TASK: Final = (
    'Find the spans in the text. Answer in JSON: {"spans": [{"label": …, "text": the exact words, '
    '"occurrence": 1 for the first place where these words stand, 2 for the second …, "attributes": {…}}], '
    '"relations": [{"type": …, "source": number of a span in the list from 0, "target": …}]}. Labels: '
)


class _Span(msgspec.Struct, omit_defaults=True):
    label: str
    text: str
    occurrence: int
    attributes: dict[str, str] = {}


class _Relation(msgspec.Struct, omit_defaults=True):
    type: str
    source: int
    target: int
    attributes: dict[str, str] = {}


class _Answer(msgspec.Struct):
    spans: list[_Span]
    relations: list[_Relation]


class _Message(msgspec.Struct):
    role: str
    content: str


class _Line(msgspec.Struct):
    messages: list[_Message]


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each, one conversation a line."""
    instruction = _instruction(options)
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=lambda shape: _encode(shape, instruction),
        decode=lambda data, _: _decode(data),
        notes=(_NEVER_HELD,),
    )
    return records.write(documents, file, options, progress, syntax)


def _instruction(options: ExportOptions) -> str:
    layers = chosen_layers(options)
    labels = [label for label in options.scheme.labels if layers is None or label.layer in layers]
    return _TASK + "; ".join(f"{label.code} ({label.description.en})" for label in labels) + "."


def _encode(shape: DocumentShape, instruction: str) -> Encoded:
    (reading,) = shape.sets
    numbers = {span.id: number for number, span in enumerate(reading.spans)}
    answer = _Answer(
        spans=[
            _Span(s.label, str(s.text), _occurrence(shape.text, str(s.text), s.start), s.attributes)
            for s in reading.spans
        ],
        relations=[
            _Relation(r.type, numbers[r.source], numbers[r.target], r.attributes) for r in reading.relations
        ],
    )
    line = _Line(
        [
            _Message("system", instruction),
            _Message("user", shape.text),
            _Message("assistant", json_shapes.encode(answer).decode()),
        ]
    )
    return Encoded(data=json_shapes.encode(line) + b"\n")


def _occurrence(text: str, words: str, start: int) -> int:
    """Return how many times `words` have begun in the text up to and at `start`."""
    count, place = 0, -1
    while place < start:
        place = text.index(words, place + 1)
        count += 1
    return count


def _decode(data: bytes) -> DocumentShape:
    _, asked, said = json_shapes.decode(data, _Line, NAME).messages
    answer = json_shapes.decode(said.content.encode(), _Answer, NAME)
    spans = [_placed(asked.content, span, f"s{number}") for number, span in enumerate(answer.spans)]
    relations = [
        RelationShape(type=r.type, source=f"s{r.source}", target=f"s{r.target}", attributes=r.attributes)
        for r in answer.relations
    ]
    reading = SetShape(owner=Owner.IMPORTED, spans=spans, relations=relations)
    return DocumentShape(text=asked.content, sets=[reading])


def _placed(text: str, span: _Span, name: str) -> SpanShape:
    place = -1
    for _ in range(span.occurrence):
        place = text.index(span.text, place + 1)
    more: dict[str, Any] = {"attributes": span.attributes}
    return SpanShape(id=name, label=span.label, start=place, end=place + len(span.text), **more)


CHAT: Final = Format(
    name=NAME,
    title=msg("Chat JSONL, to fine-tune language models"),
    extensions=(".jsonl",),
    capabilities=_CAPABILITIES,
    writer=write,
)
