"""Which spans and relations an export is about, and how a thing of a reading is named in its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from annotator.errors import InputError
from annotator.formats.loss import Element, Loss, LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, AnnotationSet, LabelScheme, Relation, SpanAnnotation

_NOT_CHOSEN: Final = msg("its layer was not chosen (--layers)")
_END_NOT_CHOSEN: Final = msg("one of its ends is in a layer that was not chosen (--layers)")


def chosen_layers(options: ExportOptions) -> tuple[str, ...] | None:
    """Return the codes of the chosen layers, or None for all.

    Raises:
        InputError: the scheme has no such layer.
    """
    if options.layers is None:
        return None
    known = [layer.code for layer in options.scheme.layers]
    for code in options.layers:
        if code not in known:
            raise InputError(
                msg(
                    "The scheme “{scheme}” has no layer {layer}. It has: {layers}.",
                    scheme=options.scheme.name,
                    layer=code,
                    layers=", ".join(known),
                ),
                code="E_LAYER",
            )
    return options.layers


class Scope:
    """The spans and relations of the chosen layers.

    Args:
        scheme: says which label is of which layer.
        layers: codes of the chosen layers; None: all.
        asked: the person chose them, so that the others are no loss.
    """

    def __init__(self, scheme: LabelScheme, layers: Sequence[str] | None, *, asked: bool) -> None:
        self._labels: frozenset[str] | None = None
        if layers is not None:
            self._labels = frozenset(label.code for label in scheme.labels if label.layer in layers)
        self._asked = asked

    def spans(self, reading: AnnotationSet) -> list[SpanAnnotation]:
        """Return the chosen spans in text order."""
        ordered = reading.in_text_order()
        return ordered if self._labels is None else [span for span in ordered if span.label in self._labels]

    def relations(self, reading: AnnotationSet) -> list[Relation]:
        """Return the relations with two chosen ends, by the places of their ends, then type and id."""
        labels, spans = self._labels, reading.spans
        ordered = _in_order(reading)
        if labels is None:
            return ordered
        return [r for r in ordered if spans[r.source].label in labels and spans[r.target].label in labels]

    def report_rest(self, annotated: AnnotatedDocument, reading: AnnotationSet, report: LossReport) -> None:
        """Name everything that the choice leaves out."""
        labels = self._labels
        if labels is None:
            return
        for span in reading.in_text_order():
            if span.label not in labels:
                report.entries.append(
                    span_loss(annotated, reading, span, LossKind.LEFT_OUT, _NOT_CHOSEN, asked=self._asked)
                )
        for relation in _in_order(reading):
            ends = (reading.spans[relation.source].label, reading.spans[relation.target].label)
            if not labels.issuperset(ends):
                report.entries.append(
                    relation_loss(annotated, reading, relation, _END_NOT_CHOSEN, asked=self._asked)
                )


def _in_order(reading: AnnotationSet) -> list[Relation]:
    spans = reading.spans

    def place(relation: Relation) -> tuple[int, int, int, int, str, str]:
        source, target = spans[relation.source].span, spans[relation.target].span
        return source.start, source.end, target.start, target.end, relation.type, relation.id

    return sorted(reading.relations.values(), key=place)


def reader_name(reading: AnnotationSet) -> str:
    """Return what tells a reading from the others of its document."""
    return reading.owner.value if reading.annotator is None else reading.annotator.name


def span_loss(
    annotated: AnnotatedDocument,
    reading: AnnotationSet,
    span: SpanAnnotation,
    kind: LossKind,
    reason: Message,
    *,
    element: Element = Element.SPAN,
    text: str | None = None,
    **more: Any,
) -> Loss:
    """Return the entry of a span, or of something on it, which `text` then says."""
    return Loss(
        document_id=annotated.document.id,
        document=annotated.document.title,
        reading=reader_name(reading),
        element=element,
        kind=kind,
        id=span.id,
        label=span.label,
        start=span.span.start,
        end=span.span.end,
        text=span.quote if text is None else text,
        reason=reason,
        **more,
    )


def relation_loss(
    annotated: AnnotatedDocument,
    reading: AnnotationSet,
    relation: Relation,
    reason: Message,
    *,
    element: Element = Element.RELATION,
    text: str | None = None,
    asked: bool = False,
) -> Loss:
    """Return the entry of a relation that is left out, or of its answers, which `text` then says.

    Otherwise its text is those of its ends.
    """
    source, target = reading.spans[relation.source], reading.spans[relation.target]
    return Loss(
        document_id=annotated.document.id,
        document=annotated.document.title,
        reading=reader_name(reading),
        element=element,
        kind=LossKind.LEFT_OUT,
        id=relation.id,
        label=relation.type,
        start=source.span.start,
        end=source.span.end,
        text=f"{source.quote} → {target.quote}" if text is None else text,
        reason=reason,
        asked=asked,
    )


def document_loss(
    annotated: AnnotatedDocument, element: Element, text: str, reason: Message, *, asked: bool = False
) -> Loss:
    """Return the entry of the document itself, or of something on it, that is left out."""
    return Loss(
        document_id=annotated.document.id,
        document=annotated.document.title,
        reading="",
        element=element,
        kind=LossKind.LEFT_OUT,
        id="",
        label="",
        start=None,
        end=None,
        text=text,
        reason=reason,
        asked=asked,
    )
