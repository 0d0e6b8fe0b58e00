"""GLiNER's training JSON, out.

```
[
{"tokenized_text":["قال","زعيم","كوريا","الشمالية"],"ner":[[1,3,"OCC"],[2,3,"GPE"]]}
]
```
One object a document; a span is its first and its *last* token, and its label. Tokens are ours; `--tokens`
says what becomes of a span with an edge inside a word. Spans of more than 12 tokens are left out and named:
the models' own limit (`max_width`) makes training pass over them without a word.

Source: github.com/urchade/GLiNER, `gliner/data_processing/processor.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import BinaryIO, Final

import msgspec

from annotator.formats import json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.comparing import Misfit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.loss import LossKind, LossReport
from annotator.formats.options import ExportOptions, TokenPolicy
from annotator.formats.placing import Places
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.formats.tokenized import tokenized
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "gliner"
_CAPABILITIES: Final = Capabilities(unit=Unit.TOKENS, nesting=True, crossing=True)
_WIDEST: Final = 12
_TOO_WIDE: Final = msg("it is longer than the 12 tokens that GLiNER learns")
_NEVER_HELD: Final = msg(
    "The format holds tokens and spans: no titles, no ids, no names of readers, no spacing between words."
)


class _Item(msgspec.Struct):
    tokenized_text: list[str]
    ner: list[tuple[int, int, str]]


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each as one JSON array."""
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=partial(_encode, policy=options.tokens),
        decode=_decode,
        before=b"[\n",
        between=b",\n",
        after=b"\n]\n",
        notes=(POLICY_NOTES[options.tokens], _NEVER_HELD),
    )
    return records.write(documents, file, options, progress, syntax)


def _encode(shape: DocumentShape, *, policy: TokenPolicy) -> Encoded:
    laid = tokenized(shape.text, shape.sets[0].spans, policy)
    fitting = [one for one in laid.fitted if len(one.pieces) <= _WIDEST]
    wide = {
        one.span.id: Misfit(LossKind.LEFT_OUT, _TOO_WIDE) for one in laid.fitted if len(one.pieces) > _WIDEST
    }
    ner = [(one.pieces.start, one.pieces.stop - 1, one.span.label) for one in fitting]
    item = _Item(tokenized_text=laid.pieces.forms, ner=ner)
    return Encoded(data=json_shapes.encode(item), misfits=laid.misfits | wide)


def _decode(data: bytes, text: str) -> DocumentShape:
    item = json_shapes.decode(data, _Item, NAME)
    places = Places(item.tokenized_text, text)
    spans = []
    for first, last, label in item.ner:
        start, end = places.range_of(first, last + 1)
        spans.append(SpanShape(label=label, start=start, end=end))
    return DocumentShape(text=text, sets=[SetShape(owner=Owner.IMPORTED, spans=spans)])


GLINER: Final = Format(
    name=NAME,
    title=msg("GLiNER JSON, for training"),
    extensions=(".json",),
    capabilities=_CAPABILITIES,
    writer=write,
    takes_tokens=True,
)
