"""spaCy's DocBin, out and in: what `spacy train` reads.

```
out/train-00000.spacy    Doc(words, spaces) from our tokens, up to 100 in a file, language "ar"
                         doc.spans["sc"]       every span; they may nest and cross
                         doc.ents              the outermost ones, which must not overlap
                         doc.user_data         "hashiya": id, title, metadata, answers, comments, relations
out/tokenizer/           a pipeline that cuts as we do, for `spacy.copy_from_base_model.v1`
```
White space that is not one space between two tokens is a token of its own, as with spaCy's own tokenizers,
so that `doc.text` is the text. `--tokens` says what becomes of a span with an edge inside a word.

Source: spacy.io/api/docbin, spacy.io/api/doc, spacy.io/api/spancategorizer (the key "sc").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import UNSET

from annotator.errors import InputError
from annotator.formats import extras, json_shapes, records, spacy_tokenizer
from annotator.formats.building import Builder
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.faults import Fault
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions, TokenPolicy
from annotator.formats.reading import opened
from annotator.formats.records import Encoded, Making
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.formats.shards import write_shards
from annotator.formats.tokenized import Tokenized, tokenized, words_and_spaces
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "spacy"
_SUFFIX: Final = ".spacy"
_KEY: Final = "sc"
_LARGEST: Final = 100
"""spaCy takes 150 MB by itself, and its documents are large."""
_OURS: Final = "hashiya"
_CAPABILITIES: Final = Capabilities(
    unit=Unit.TOKENS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    metadata=True,
)
_NEVER_HELD: Final = msg("The format holds no names of readers and no state of work.")
_OTHER_TOKENS: Final = msg(
    "The tokens are this program's, and spaCy's own tokenizer for Arabic cuts elsewhere: a pipeline that is "
    "trained on this file needs documents that are cut in the same way."
)
_TOKENIZER: Final = msg(
    "The folder tokenizer holds a pipeline that cuts words as this program does: take it over in "
    "[initialize.before_init], with spacy.copy_from_base_model.v1."
)


class _Said(msgspec.Struct):
    attributes: dict[str, str] = {}
    comment: str | None = None
    flagged: bool = False


class _Ours(msgspec.Struct):
    """What spaCy has no place of its own for. `spans` go with those of the group, one by one."""

    id: str | None = None
    title: str | None = None
    metadata: dict[str, Any] = {}
    spans: list[_Said] = []
    relations: list[tuple[str, int, int, dict[str, str]]] = []


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a folder of `.spacy` files, or of one: its span groups, or else its entities.

    Raises:
        InputError: a file is no DocBin, or spaCy is not installed.
    """
    paths = sorted(path.rglob(f"*{_SUFFIX}")) if path.is_dir() else [path]
    if not paths:
        raise InputError(msg("{file} is empty: there is no document in it.", file=path.name), code="E_EMPTY")
    builder = Builder(options)
    for one in paths:
        yield from records.read_shapes(one.name, options, _found(one), builder=builder)


def _found(path: Path) -> Iterator[tuple[int, Making]]:
    with opened(path) as file:
        data = file.read()
    tokens, vocabulary = extras.load("spacy.tokens", NAME), extras.load("spacy.vocab", NAME)
    try:
        documents = list(tokens.DocBin(store_user_data=True).from_bytes(data).get_docs(vocabulary.Vocab()))
    except Exception as error:  # whatever msgpack, zlib or numpy meet in a file that is no DocBin
        raise InputError(
            msg("{file} is no DocBin of spaCy: {reason}.", file=path.name, reason=str(error)), code="E_SCHEMA"
        ) from error
    for number, document in enumerate(documents, start=1):
        yield number, partial(_document, document)


def _document(document: Any) -> DocumentShape:
    said = document.user_data.get(_OURS)
    ours = json_shapes.decode(said.encode(), _Ours, "spaCy") if isinstance(said, str) else _Ours()
    groups = [document.spans[_KEY]] if _KEY in document.spans else list(document.spans.values())
    found = [span for group in groups for span in group] or list(document.ents)
    if ours.spans and len(ours.spans) != len(found):
        raise Fault(msg("what is said of the spans is of others: their number differs."), "E_SCHEMA")
    spans = []
    for number, span in enumerate(found):
        more = ours.spans[number] if ours.spans else _Said()
        place = {"start": span.start_char, "end": span.end_char}
        spans.append(SpanShape(id=f"s{number}", label=span.label_, **place, **msgspec.structs.asdict(more)))
    relations = [
        RelationShape(type=kind, source=f"s{source}", target=f"s{target}", attributes=answers)
        for kind, source, target, answers in ours.relations
    ]
    return DocumentShape(
        id=ours.id or UNSET,
        title=UNSET if ours.title is None else ours.title,
        text=document.text,
        metadata=ours.metadata,
        sets=[SetShape(owner=Owner.IMPORTED, spans=spans, relations=relations)],
    )


def write(
    documents: Iterable[AnnotatedDocument], folder: Path, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each, 100 in a file.

    Raises:
        InputError: spaCy is not installed.
    """
    tokens, vocabulary = extras.load("spacy.tokens", NAME), extras.load("spacy.vocab", NAME)
    by_rule = options.tokens is not TokenPolicy.CLITIC  # what is cut by lists of words is beyond a pattern
    if by_rule:
        spacy_tokenizer.save(folder / "tokenizer")

    def put(number: int, shapes: list[DocumentShape]) -> Iterator[DocumentShape]:
        path = folder / f"train-{number:05}{_SUFFIX}"
        vocab = vocabulary.Vocab()
        made = [_doc(shape, options.tokens, tokens, vocab) for shape in shapes]
        path.write_bytes(tokens.DocBin(docs=made, store_user_data=True).to_bytes())
        return (make() for _, make in _found(path))

    syntax = records.FolderSyntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=lambda shape: Encoded(data=b"", misfits=_laid(shape, options.tokens).misfits),
        notes=(POLICY_NOTES[options.tokens], _TOKENIZER if by_rule else _OTHER_TOKENS, _NEVER_HELD),
    )
    return write_shards(documents, options, progress, syntax, put=put, largest=_LARGEST)


def _laid(shape: DocumentShape, policy: TokenPolicy) -> Tokenized:
    return tokenized(shape.text, shape.sets[0].spans, policy)


def _doc(shape: DocumentShape, policy: TokenPolicy, tokens: Any, vocab: Any) -> Any:
    (reading,) = shape.sets
    laid = _laid(shape, policy)
    words, spaces, places = words_and_spaces(shape.text, laid.pieces)
    document = tokens.Doc(vocab, words=words, spaces=spaces)
    spans = [
        tokens.Span(document, places[one.pieces.start], places[one.pieces.stop - 1] + 1, label=one.span.label)
        for one in laid.fitted
    ]
    document.spans[_KEY] = spans
    behind, outer = 0, []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start >= behind:
            outer.append(span)
            behind = span.end
    document.ents = outer
    said = {span.id: _Said(span.attributes, span.comment, span.flagged) for span in reading.spans}
    numbers = {one.span.id: number for number, one in enumerate(laid.fitted)}
    ours = _Ours(
        id=None if shape.id is UNSET else str(shape.id),
        title=str(shape.title),
        metadata=shape.metadata,
        spans=[said[one.span.id] for one in laid.fitted],
        relations=[
            (link.type, numbers[link.source], numbers[link.target], link.attributes)
            for link in reading.relations
            if link.source in numbers and link.target in numbers
        ],
    )
    document.user_data[_OURS] = json_shapes.encode(ours).decode()
    return document


SPACY: Final = Format(
    name=NAME,
    title=msg("spaCy DocBin, for training"),
    extensions=(".docbin", _SUFFIX),
    capabilities=_CAPABILITIES,
    reader=read,
    folder_writer=write,
    folder_looks_like=lambda folder: next(folder.glob(f"*{_SUFFIX}"), None) is not None,
    takes_tokens=True,
    extra=NAME,
    needs="spacy",
)
