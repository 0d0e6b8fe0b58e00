"""Which spans and relations an export is about, and how a thing of a reading is named in its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from annotator.errors import InputError
from annotator.formats.loss import Element, Loss, LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, AnnotationSet, Relation, SpanAnnotation
from annotator.model.annotation import text_order

NO_PLACE: Final = msg("the format has no place for it")
NOT_BACK: Final = msg("the written file does not give it back as it is; please report this fault")
_NOT_CHOSEN: Final = msg("its layer was not chosen (--layers)")
_END_NOT_CHOSEN: Final = msg("one of its ends is in a layer that was not chosen (--layers)")
_LABEL_NOT_CHOSEN: Final = msg("its label was not chosen (--labels)")
_END_LABEL_NOT_CHOSEN: Final = msg("one of its ends has a label that was not chosen (--labels)")


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


def chosen_labels(options: ExportOptions) -> frozenset[str] | None:
    """Return the codes of the chosen labels, or None for all.

    Raises:
        InputError: the scheme has no such label.
    """
    if options.only is None:
        return None
    known = {label.code for label in options.scheme.labels}
    for code in options.only:
        if code not in known:
            raise InputError(
                msg(
                    "The scheme “{scheme}” has no label {label}. It has: {labels}.",
                    scheme=options.scheme.name,
                    label=code,
                    labels=", ".join(label.code for label in options.scheme.labels),
                ),
                code="E_LABEL",
            )
    return frozenset(options.only)


class Scope:
    """The spans and relations of the chosen layers and labels.

    Args:
        options: the choice; the scheme says which label is of which layer.
        layers: codes of the layers that a format takes by itself, where the person chose none; None: all.

    Raises:
        InputError: the scheme has no such layer or label.
    """

    def __init__(self, options: ExportOptions, layers: Sequence[str] | None = None) -> None:
        chosen = chosen_layers(options)
        self._asked = chosen is not None
        taken = chosen or layers
        self._wanted = chosen_labels(options)
        self._known = frozenset(label.code for label in options.scheme.labels)
        self._labels: frozenset[str] | None = None
        if taken is not None or self._wanted is not None:
            self._labels = frozenset(
                label.code
                for label in options.scheme.labels
                if (taken is None or label.layer in taken)
                and (self._wanted is None or label.code in self._wanted)
            )

    def takes(self, label: str) -> bool:
        """Tell whether this label is chosen; what is no label of the scheme, such as a relation type, is."""
        return self._labels is None or label in self._labels or label not in self._known

    def spans(self, reading: AnnotationSet) -> list[SpanAnnotation]:
        """Return the chosen spans in text order."""
        labels = self._labels
        if labels is None:
            return reading.in_text_order()
        return sorted((span for span in reading.spans.values() if span.label in labels), key=text_order)

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
        rest = [span for span in reading.spans.values() if span.label not in labels]
        for span in sorted(rest, key=text_order):
            reason, asked = self._why(_NOT_CHOSEN, _LABEL_NOT_CHOSEN, span.label)
            report.entries.append(span_loss(annotated, reading, span, LossKind.LEFT_OUT, reason, asked=asked))
        for relation in _in_order(reading):
            ends = (reading.spans[relation.source].label, reading.spans[relation.target].label)
            if not labels.issuperset(ends):
                reason, asked = self._why(_END_NOT_CHOSEN, _END_LABEL_NOT_CHOSEN, *ends)
                report.entries.append(relation_loss(annotated, reading, relation, reason, asked=asked))

    def _why(self, layer: Message, label: Message, *codes: str) -> tuple[Message, bool]:
        """Return why something with these labels is left out, and whether the person asked for it."""
        if self._wanted is not None and not self._wanted.issuperset(codes):
            return label, True
        return layer, self._asked


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
    annotated: AnnotatedDocument,
    element: Element,
    text: str,
    reason: Message,
    *,
    asked: bool = False,
    reading: str = "",
) -> Loss:
    """Return the entry of the document itself, of something on it or of a whole reading, that is left out."""
    return Loss(
        document_id=annotated.document.id,
        document=annotated.document.title,
        reading=reading,
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
