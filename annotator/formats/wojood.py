"""Wojood's nested IOB, out and in: what nested taggers for Arabic are trained on.

```
مجلس B-ORG                  a token, then a tag for each span that it is in, or O
الأمن I-ORG
ضد I-ORG
الأسد I-ORG B-PERS           the outer span first
                            an empty line ends a sentence
$#$ O                       a document ends
```
One space between the columns; UTF-8, LF. Spans nest freely, and those of different labels may cross. Of two
of one label that cross, only the earlier is kept: the tags could not tell them apart. There is no text in the
file: see `annotator.formats.tagging` for the way in.

Source: the reader of github.com/SinaLab/ArabicNER, `arabiner/data/datasets.py`, and its sample of the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from annotator.errors import InputError
from annotator.formats import records, tagging
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.comparing import Misfit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.flattening import Fitted
from annotator.formats.loss import LossKind, LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.placing import Places
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.scope import chosen_layers
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.formats.tokenized import sentences_of, tokenized
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, LabelScheme, Owner
from annotator.progress import Progress

NAME: Final = "wojood"
_END: Final = ["$#$", "O"]
_LAYOUT: Final = tagging.Layout(
    columns=lambda columns: (columns[0], columns[1:]), ends=lambda columns: columns == _END
)
_CAPABILITIES: Final = Capabilities(unit=Unit.TOKENS, nesting=True, crossing=True)
_NEVER_HELD: Final = msg(
    "The format holds tokens and tags: no titles, no ids, no names of readers, no spacing between words."
)
_SAME_LABEL: Final = msg(
    "A span inside another one of its own label gets a second tag on the same row, as in the Wojood corpus. "
    "ArabicNER's reader sees only the outer one."
)
_ROWS: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[^\s{\[]\S* (?:O|[BI]-\S+)(?: [BI]-\S+)*\r?\n){1,3}(?:\r?\n|\S|\Z)"
)


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file; see `tagging.read`."""
    return tagging.read(path, options, _LAYOUT)


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each.

    Raises:
        InputError: a label is part of another one's name, which readers of the format mix up.
    """
    _refuse_parts(options.scheme, chosen_layers(options))
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=lambda shape: _encode(shape, options),
        decode=_decode,
        notes=(POLICY_NOTES[options.tokens], _NEVER_HELD, _SAME_LABEL),
    )
    return records.write(documents, file, options, progress, syntax)


def _refuse_parts(scheme: LabelScheme, layers: tuple[str, ...] | None) -> None:
    codes = [label.code for label in scheme.labels if layers is None or label.layer in layers]
    for code in codes:
        for other in codes:
            if code != other and code in other:
                raise InputError(
                    msg(
                        "The label {label} is part of the label {other}, and readers of this format mix "
                        "such labels up. Rename one with --map.",
                        label=code,
                        other=other,
                    ),
                    code="E_LABEL",
                )


def _encode(shape: DocumentShape, options: ExportOptions) -> Encoded:
    laid = tokenized(shape.text, shape.sets[0].spans, options.tokens)
    kept, beaten = _uncrossed(laid.fitted)
    tags: list[list[str]] = [[] for _ in laid.pieces.forms]
    for one in kept:
        for index in one.pieces:
            prefix = "B" if index == one.pieces.start else "I"
            tags[index].append(f"{prefix}-{one.span.label}")
    rows = [f"{form} {' '.join(said) or 'O'}\n" for form, said in zip(laid.pieces.forms, tags, strict=True)]
    sentences = ["".join(rows[r.start : r.stop]) for r in sentences_of(shape.text, laid.pieces, kept)]
    return Encoded(data=("\n".join(sentences) + "$#$ O\n\n").encode(), misfits=laid.misfits | beaten)


def _uncrossed(fitted: list[Fitted]) -> tuple[list[Fitted], dict[str, Misfit]]:
    """Return the spans that the tags can tell apart, and by id why the others are left out."""
    kept: list[Fitted] = []
    beaten: dict[str, Misfit] = {}
    opened: dict[str, list[Fitted]] = {}
    for one in sorted(fitted, key=lambda f: (f.pieces.start, -f.pieces.stop)):
        spans = opened.setdefault(one.span.label, [])
        while spans and spans[-1].pieces.stop <= one.pieces.start:
            spans.pop()
        if spans and spans[-1].pieces.stop < one.pieces.stop:
            beaten[one.span.id] = Misfit(LossKind.FLATTENED, _reason(spans[-1]))
        else:
            spans.append(one)
            kept.append(one)
    return kept, beaten


def _reason(rival: Fitted) -> Message:
    return msg(
        "it crosses “{text}”, which has the label {label} too: the tags could not tell them apart",
        text=rival.span.quote,
        label=rival.span.label,
    )


def _decode(data: bytes, text: str) -> DocumentShape:
    tagged = tagging.Tagged()
    forms: list[str] = []
    for line in data.decode().split("\n"):
        if not line:
            tagged.cut()
        elif line != "$#$ O":
            form, *tags = line.split(" ")
            forms.append(form)
            tagged.row(tags)
    tagged.cut()
    places = Places(forms, text)
    spans = []
    for label, first, behind in tagged.spans:
        start, end = places.range_of(first, behind)
        spans.append(SpanShape(label=label, start=start, end=end))
    return DocumentShape(text=text, sets=[SetShape(owner=Owner.IMPORTED, spans=spans)])


WOJOOD: Final = Format(
    name=NAME,
    title=msg("Wojood, tokens with nested IOB2 tags"),
    extensions=(".wojood", ".iob", ".txt"),
    capabilities=_CAPABILITIES,
    reader=read,
    writer=write,
    takes_tokens=True,
    looks_like=lambda first: _ROWS.match(first.lstrip(b"\r\n")) is not None,
)
