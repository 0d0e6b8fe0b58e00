"""The spans behind a number."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from annotator.model import AnnotatedDocument, AnnotationSet, LabelScheme, SpanAnnotation
from annotator.statistics.bins import Bin, Kind, bins
from annotator.statistics.counts import Reader
from annotator.text.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Which spans are meant. All that is said must hold.

    Attributes:
        reader: in this reader's readings.
        set_id: in this reading.
        document_id: in this document.
        layer: with a label of this layer, by code.
        bin: that make this bin.
        day: made one by one on this day and still there; with an author, by that person (an id).
        author: see day.
    """

    reader: Reader | None = None
    set_id: str | None = None
    document_id: str | None = None
    layer: str | None = None
    bin: Bin | None = None
    day: date | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedSpan:
    """A span, and where it is.

    Attributes:
        document_id: its document.
        title: of the document.
        set_id: its reading.
        reader: whose reading that is.
        annotation: the span.
    """

    document_id: str
    title: str
    set_id: str
    reader: Reader
    annotation: SpanAnnotation


def picked(
    annotated: AnnotatedDocument,
    scheme: LabelScheme,
    pick: Pick,
    made: Container[tuple[str, str]] | None = None,
) -> Iterator[PickedSpan]:
    """Yield the spans of a document that are meant: each once, by reading, in text order.

    Args:
        annotated: the document with all its readings.
        scheme: that they follow.
        pick: which spans.
        made: the set's and the span's id of those made on the day; needed if the pick names one.
    """
    if pick.document_id not in {None, annotated.document.id}:
        return
    for reading in annotated.sets:
        reader = Reader.of(reading)
        if pick.reader not in {None, reader} or pick.set_id not in {None, reading.id}:
            continue
        wanted = _wanted(reading, annotated.document.text, scheme, pick)
        for span in reading.in_text_order():
            if (
                (wanted is None or span.id in wanted)
                and (pick.day is None or (made is not None and (reading.id, span.id) in made))
                and (pick.layer is None or _layer(scheme, span) == pick.layer)
            ):
                yield PickedSpan(
                    document_id=annotated.document.id,
                    title=annotated.document.title,
                    set_id=reading.id,
                    reader=reader,
                    annotation=span,
                )


def _wanted(reading: AnnotationSet, text: str, scheme: LabelScheme, pick: Pick) -> set[str] | None:
    if pick.bin is None:
        return None
    kind = pick.bin.kind
    starts = [start for start, _ in sentences(text)] if kind is Kind.SENTENCE else []
    found = (spans for one, spans in bins(reading, starts, scheme, {kind}) if one == pick.bin)
    return {span.id for spans in found for span in spans}


def _layer(scheme: LabelScheme, span: SpanAnnotation) -> str:
    layer = scheme.layer_of(span.label)
    return "" if layer is None else layer.code
