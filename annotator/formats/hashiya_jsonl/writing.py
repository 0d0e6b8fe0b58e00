"""Writes Hashiya JSONL, always in one order, so that the same project gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final, NamedTuple

from msgspec import UNSET

from annotator.formats import beside, streams
from annotator.formats.comparing import set_shape
from annotator.formats.hashiya_jsonl.shape import VERSION, decoder, encode
from annotator.formats.loss import Element, LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.scope import NOT_BACK, Scope, document_loss, relation_loss, span_loss
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
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


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents, one a line, and compare what the file gives back.

    Sets stand by owner and name, spans in text order, relations by the places of their ends.
    """
    scope = Scope(options)
    return streams.write(documents, file, _Codec(scope), LossReport(format=NAME), progress)


class _Ordered(NamedTuple):
    """A reading with what is written of it, in the order in which it is written."""

    reading: AnnotationSet
    spans: list[SpanAnnotation]
    relations: list[Relation]
    shape: SetShape


class _Codec:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def encode(self, annotated: AnnotatedDocument) -> tuple[bytes, tuple[DocumentShape, list[_Ordered]]]:
        document = annotated.document
        readings = [self._ordered(reading) for reading in annotated.sets]
        if len(readings) > 1:  # ids of sets are not in the file, so they can't decide the order
            readings.sort(key=lambda r: (_OWNERS[r.reading.owner], r.shape.annotator or "", encode(r.shape)))
        line = DocumentShape(
            hashiya=VERSION,
            id=document.id or UNSET,
            title=document.title,
            text=document.text,
            sha256=document.sha256,
            direction=UNSET if document.direction is Direction.AUTO else document.direction,
            metadata=dict(document.metadata),
            sets=[ordered.shape for ordered in readings],
            decisions=beside.decision_shapes(annotated, self._scope),
        )
        return encode(line) + b"\n", (line, readings)

    def verify(
        self,
        annotated: AnnotatedDocument,
        data: bytes,
        plan: tuple[DocumentShape, list[_Ordered]],
        report: LossReport,
    ) -> None:
        line, readings = plan
        back = decoder.decode(data)
        report.documents += 1
        if back == line:  # as it nearly always is: one look for the whole document
            for ordered in readings:
                report.spans += len(ordered.spans)
                report.relations += len(ordered.relations)
                self._scope.report_rest(annotated, ordered.reading, report)
            return
        if not _same_document(back, annotated.document):
            report.entries.append(
                document_loss(annotated, Element.DOCUMENT, annotated.document.title, NOT_BACK)
            )
        beside.report_decisions(annotated, line.decisions, back, report, NOT_BACK)
        for ordered, shape in zip(readings, back.sets, strict=True):
            beside.report_answers(annotated, ordered.reading, shape, report, NOT_BACK)
            _compare(annotated, ordered, shape, report)
            self._scope.report_rest(annotated, ordered.reading, report)

    def _ordered(self, reading: AnnotationSet) -> _Ordered:
        spans, relations = self._scope.spans(reading), self._scope.relations(reading)
        return _Ordered(reading, spans, relations, set_shape(reading, spans, relations))


def _compare(annotated: AnnotatedDocument, ordered: _Ordered, back: SetShape, report: LossReport) -> None:
    spans = {shape.id: shape for shape in back.spans}
    for span in ordered.spans:
        if _same_span(spans.get(span.id), span):
            report.spans += 1
        else:
            loss = span_loss(annotated, ordered.reading, span, LossKind.LEFT_OUT, NOT_BACK)
            report.entries.append(loss)
    relations = {shape.id: shape for shape in back.relations}
    for relation in ordered.relations:
        if _same_relation(relations.get(relation.id), relation):
            report.relations += 1
        else:
            report.entries.append(relation_loss(annotated, ordered.reading, relation, NOT_BACK))


def _same_document(back: DocumentShape, document: Document) -> bool:
    return (
        back.id == (document.id or UNSET)
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
