"""From what a file says to a document that can be trusted: all is checked as if a stranger had said it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from msgspec import UNSET

from annotator.editing.rulebook import Rulebook
from annotator.errors import RuleError
from annotator.formats import beside, characters
from annotator.formats.faults import Fault
from annotator.formats.line_ends import LineEnds
from annotator.formats.mapping import mapped
from annotator.formats.options import ImportOptions
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape, check_metadata
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Direction,
    Document,
    Origin,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
    new_id,
)
from annotator.model.provenance import name_of, reading_name

_CODE: Final = re.compile(r"[A-Z][A-Z0-9_]*\Z")


class Builder:
    """Makes documents of the shapes that a reader found.

    Args:
        options: the scheme they have to fit, whose readings they are, what labels are renamed.
    """

    def __init__(self, options: ImportOptions) -> None:
        self._options = options
        labels = options.scheme.labels if options.scheme else ()
        self._labels = frozenset(label.code for label in labels)
        self._book = Rulebook(options.scheme) if options.scheme and not options.as_it_stands else None
        self._digests: dict[str, bytes] = {}

    def build(self, shape: DocumentShape) -> AnnotatedDocument:
        """Return the document with its readings.

        Raises:
            Fault: something is wrong with it, or its id has stood before another text.
        """
        if self._options.labels:
            shape = mapped(shape, self._options.labels)
        try:
            check_metadata(shape.metadata)
        except ValueError as error:
            raise Fault(
                msg("its metadata can't be kept: {reason}.", reason=str(error)), "E_SCHEMA"
            ) from error
        annotated = _Shaped(shape, self._options, self._labels, self._book).annotated()
        self._refuse_other_text(annotated.document)
        return annotated

    def _refuse_other_text(self, document: Document) -> None:
        if not document.id:
            return
        own = bytes.fromhex(document.sha256)
        if self._digests.setdefault(document.id, own) != own:
            raise Fault(
                msg("the id {id} has stood before another text. Give each document its own.", id=document.id),
                "E_ID",
            )


class _Shaped:
    """One document on its way in. `labels` are those of the scheme, none without one."""

    def __init__(
        self, shape: DocumentShape, options: ImportOptions, labels: frozenset[str], book: Rulebook | None
    ) -> None:
        self._shape = shape
        self._options = options
        self._labels = labels
        self._book = book
        self._ends = LineEnds(shape.text)

    def annotated(self) -> AnnotatedDocument:
        """Return the document with its readings."""
        shape = self._shape
        _check_document(shape)
        text = self._ends.text
        sha256 = digest(text)
        _check_digest(shape, digest(shape.text) if self._ends.differ else sha256)
        title = "" if shape.title is UNSET else characters.clean_name(shape.title)
        document = Document(
            id="" if shape.id is UNSET else shape.id,
            title=title or characters.title_of(text),
            text=text,
            sha256=sha256,
            metadata=shape.metadata,
            direction=Direction.AUTO if shape.direction is UNSET else shape.direction,
        )
        sets = [(one, self._set(document, one)) for one in _sets(shape)]
        annotated = AnnotatedDocument(document=document, sets=tuple(made for _, made in sets))
        if shape.decisions is UNSET:
            return annotated
        names = {reading_name(said.owner, said.annotator): name_of(made) for said, made in sets}
        return replace(annotated, decisions=beside.decisions_of(shape, annotated, names))

    def _set(self, document: Document, shape: SetShape) -> AnnotationSet:
        spans: dict[str, SpanAnnotation] = {}
        for index, span in enumerate(shape.spans, start=1):
            made = self._span(document, span, index)
            if spans.setdefault(made.id, made) is not made:
                raise Fault(msg("two spans of one set have the id {id}.", id=made.id), "E_ID")
        relations: dict[str, Relation] = {}
        for index, relation in enumerate(shape.relations, start=1):
            link = self._relation(relation, f"r{index}", spans)
            if relations.setdefault(link.id, link) is not link:
                raise Fault(msg("two relations of one set have the id {id}.", id=link.id), "E_ID")
        owner, annotator = _reader(shape, self._options)
        annotation_set = AnnotationSet(
            id=new_id(),
            document_id=document.id,
            owner=owner,
            annotator=annotator,
            state=shape.state,
            spans=spans,
            relations=relations,
            attributes={} if shape.attributes is UNSET else shape.attributes,
        )
        if self._book is not None:
            try:
                self._book.check_set(document, annotation_set)
            except RuleError as error:
                raise Fault(error.message, error.code) from error
        return annotation_set

    def _span(self, document: Document, shape: SpanShape, index: int) -> SpanAnnotation:
        key = f"s{index}" if shape.id is UNSET else shape.id
        start, end, text = shape.start, shape.end, document.text
        # As nearly all are: one look instead of one for each thing that may be wrong.
        if 0 <= start < end <= len(text) and shape.quote is UNSET and not self._ends.differ:
            quote = text[start:end]
            if quote == shape.text and shape.label in self._labels:
                return SpanAnnotation(
                    id=key,
                    label=shape.label,
                    span=Span(start, end),
                    quote=quote,
                    attributes=shape.attributes,
                    comment=shape.comment,
                    flagged=shape.flagged,
                    origin=Origin.IMPORTED,
                )
        self._check_place(document.title, shape, key)
        start, end = self._ends.moved(shape.start), self._ends.moved(shape.end)
        if start == end or shape.label not in self._labels:
            self._check_label(document.title, shape, key, place=start, empty=start == end)
        return SpanAnnotation(
            id=key,
            label=shape.label,
            span=Span(start, end),
            quote=document.text[start:end],
            attributes=shape.attributes,
            comment=shape.comment,
            flagged=shape.flagged,
            origin=Origin.IMPORTED,
        )

    def _check_place(self, title: str, shape: SpanShape, key: str) -> None:
        source = self._shape.text
        start, end = shape.start, shape.end
        # The words first: offsets that count bytes or UTF-16 units are best told by them, in range or not.
        if 0 <= start <= end:
            there = source[start:end]
            for quote in (shape.text, shape.quote):
                if quote is not UNSET and quote != there:
                    raise _other_words(title, shape, key, quote=quote, there=there)
            if end <= len(source):
                return
        raise Fault(
            msg(
                "document “{document}”, span {span}: [{start}, {end}) does not lie in a text of {length} "
                "characters. Offsets count code points from 0, and the end is not included.",
                document=title,
                span=key,
                start=start,
                end=end,
                length=len(source),
            ),
            "E_OFFSETS",
        )

    def _check_label(self, title: str, shape: SpanShape, key: str, *, place: int, empty: bool) -> None:
        if self._options.as_it_stands and shape.label.strip():
            return
        scheme = self._options.scheme
        layer = None if scheme is None else scheme.layer_of(shape.label)
        if empty and (layer is None or not layer.zero_width):
            raise Fault(
                msg(
                    "document “{document}”, span {span} at {start} is empty. A span needs a character.",
                    document=title,
                    span=key,
                    start=place,
                ),
                "E_OFFSETS",
            )
        if (scheme is not None and layer is None) or not _CODE.match(shape.label):
            raise Fault(
                msg(
                    "document “{document}”, span {span}: there is no label {label} in the scheme. "
                    "Add it there, rename it here, or map it (--map).",
                    document=title,
                    span=key,
                    label=characters.clean_name(shape.label),
                ),
                "E_LABEL",
            )

    def _relation(self, shape: RelationShape, spare_id: str, spans: dict[str, SpanAnnotation]) -> Relation:
        key = spare_id if shape.id is UNSET else shape.id
        for end in (shape.source, shape.target):
            if end not in spans:
                raise Fault(
                    msg("relation {id}: there is no span {span} in its set.", id=key, span=end), "E_RELATION"
                )
        return Relation(
            id=key, type=shape.type, source=shape.source, target=shape.target, attributes=shape.attributes
        )


def _check_document(shape: DocumentShape) -> None:
    if shape.id is not UNSET and not shape.id.isprintable():
        raise Fault(msg("the document's id holds invisible characters. Give it a plain one."), "E_ID")
    if not shape.text.strip():
        raise Fault(msg("its text is empty: there is nothing to annotate."), "E_EMPTY")
    place = characters.refused(shape.text)
    if place is not None:
        raise Fault(
            msg(
                "its text holds {character} at character {place}, which no text may have. Remove it.",
                character=characters.name_of(shape.text[place]),
                place=place,
            ),
            "E_CONTROL_CHAR",
        )


def _check_digest(shape: DocumentShape, own: str) -> None:
    """Refuse a text whose digest is not the one that stands beside it."""
    if shape.sha256 is not UNSET and shape.sha256.lower() != own:
        raise Fault(
            msg(
                "its text is not the one that its sha256 was made from. Get the original, or remove the sum."
            ),
            "E_DIGEST",
        )


def _sets(shape: DocumentShape) -> list[SetShape]:
    if shape.spans is UNSET and shape.relations is UNSET:
        return shape.sets
    brief = SetShape(
        owner=Owner.IMPORTED,
        spans=[] if shape.spans is UNSET else shape.spans,
        relations=[] if shape.relations is UNSET else shape.relations,
    )
    return [*shape.sets, brief]


def _reader(shape: SetShape, options: ImportOptions) -> tuple[Owner, Annotator | None]:
    """Return whose reading it is. A name that the person gives replaces that of a reader, not of gold."""
    own = None if shape.annotator is None else characters.clean_name(shape.annotator)
    owner, name = shape.owner, options.annotator
    if name is not None and owner in {Owner.ANNOTATOR, Owner.IMPORTED}:
        own = characters.clean_name(name)
        owner = Owner.ANNOTATOR
    if owner is Owner.ANNOTATOR and not own and not options.as_it_stands:
        raise Fault(
            msg("a set with the owner “annotator” needs its name. Give it with --annotator."), "E_SCHEMA"
        )
    return owner, Annotator(id=new_id(), name=own) if own else None


def _other_words(title: str, shape: SpanShape, key: str, *, quote: str, there: str) -> Fault:
    return Fault(
        msg(
            "document “{document}”, span {span}: it says “{quote}”, but from {start} to {end} the text reads "
            "“{text}”. Offsets count code points, not bytes and not UTF-16 units.",
            document=title,
            span=key,
            quote=quote,
            start=shape.start,
            end=shape.end,
            text=there,
        ),
        "E_QUOTE_MISMATCH",
    )
