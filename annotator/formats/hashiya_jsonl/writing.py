"""Writes Hashiya JSONL, always in one order, so that the same project gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from msgspec import UNSET

from annotator.formats import streams
from annotator.formats.hashiya_jsonl.shape import (
    VERSION,
    DocumentShape,
    RelationShape,
    SetShape,
    SpanShape,
    decoder,
    encode,
)
from annotator.formats.loss import Element, LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.scope import Scope, chosen_layers, document_loss, relation_loss, span_loss
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Direction,
    Document,
    Owner,
    Relation,
    SpanAnnotation,
)
from annotator.progress import Progress

NAME: Final = "hashiya-jsonl"
_OWNERS: Final = {owner: place for place, owner in enumerate(Owner)}
_NOT_BACK: Final = msg("the written file does not give it back as it is; please report this fault")


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents, one a line, and compare what the file gives back.

    Sets stand by owner and name, spans in text order, relations by the places of their ends.
    """
    scope = Scope(options.scheme, chosen_layers(options), asked=True)
    return streams.write(documents, file, _Codec(scope), LossReport(format=NAME), progress)


class _Codec:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def encode(self, annotated: AnnotatedDocument) -> tuple[bytes, list[AnnotationSet]]:
        document = annotated.document
        sets = self._sets(annotated)
        line = DocumentShape(
            hashiya=VERSION,
            id=document.id,
            title=document.title,
            text=document.text,
            sha256=document.sha256,
            direction=UNSET if document.direction is Direction.AUTO else document.direction,
            metadata=dict(document.metadata),
            sets=[shape for _, shape in sets],
        )
        return encode(line) + b"\n", [reading for reading, _ in sets]

    def verify(
        self, annotated: AnnotatedDocument, data: bytes, plan: list[AnnotationSet], report: LossReport
    ) -> None:
        back = decoder.decode(data)
        report.documents += 1
        if not _same_document(back, annotated.document):
            report.entries.append(
                document_loss(annotated, Element.DOCUMENT, annotated.document.title, _NOT_BACK)
            )
        for reading, shape in zip(plan, back.sets, strict=True):
            self._compare(annotated, reading, shape, report)

    def _sets(self, annotated: AnnotatedDocument) -> list[tuple[AnnotationSet, SetShape]]:
        """Return the readings in order. Ids of sets are not in the file, so they decide nothing."""
        pairs = [(reading, self._shape(reading)) for reading in annotated.sets]
        if len(pairs) > 1:
            pairs.sort(key=lambda pair: (_OWNERS[pair[0].owner], pair[1].annotator or "", encode(pair[1])))
        return pairs

    def _shape(self, reading: AnnotationSet) -> SetShape:
        return SetShape(
            owner=reading.owner,
            annotator=None if reading.annotator is None else reading.annotator.name,
            state=reading.state,
            spans=[_span_shape(span) for span in self._scope.spans(reading)],
            relations=[_relation_shape(relation) for relation in self._scope.relations(reading)],
        )

    def _compare(
        self, annotated: AnnotatedDocument, reading: AnnotationSet, back: SetShape, report: LossReport
    ) -> None:
        spans = {shape.id: shape for shape in back.spans}
        for span in self._scope.spans(reading):
            if _same_span(spans.get(span.id), span):
                report.spans += 1
            else:
                report.entries.append(span_loss(annotated, reading, span, LossKind.LEFT_OUT, _NOT_BACK))
        relations = {shape.id: shape for shape in back.relations}
        for relation in self._scope.relations(reading):
            if _same_relation(relations.get(relation.id), relation):
                report.relations += 1
            else:
                report.entries.append(relation_loss(annotated, reading, relation, _NOT_BACK))
        self._scope.report_rest(annotated, reading, report)


def _span_shape(span: SpanAnnotation) -> SpanShape:
    place = span.span
    return SpanShape(
        id=span.id,
        label=span.label,
        start=place.start,
        end=place.end,
        text=span.quote,
        attributes=dict(span.attributes),
        comment=span.comment,
        flagged=span.flagged,
    )


def _relation_shape(relation: Relation) -> RelationShape:
    return RelationShape(
        id=relation.id,
        type=relation.type,
        source=relation.source,
        target=relation.target,
        attributes=dict(relation.attributes),
    )


def _same_document(back: DocumentShape, document: Document) -> bool:
    return (
        back.id == document.id
        and back.title == document.title
        and back.text == document.text
        and back.sha256 == document.sha256
        and back.metadata == document.metadata
        and (document.direction is Direction.AUTO or back.direction is document.direction)
    )


def _same_span(back: SpanShape | None, span: SpanAnnotation) -> bool:
    return (
        back is not None
        and back.start == span.span.start
        and back.end == span.span.end
        and back.label == span.label
        and back.text == span.quote
        and back.attributes == span.attributes
        and back.comment == span.comment
        and back.flagged == span.flagged
    )


def _same_relation(back: RelationShape | None, relation: Relation) -> bool:
    return (
        back is not None
        and back.type == relation.type
        and back.source == relation.source
        and back.target == relation.target
        and back.attributes == relation.attributes
    )
