"""What a corrected text does to what was said about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from annotator.editing.change import Change, RelationChange, SpanChange, TextChange
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, SpanAnnotation
from annotator.text.alignment import aligned
from annotator.text.replacements import Movement, inverted


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedSpan:
    """A span whose own words are others than before.

    Attributes:
        reading: as it is after the correction.
        before: the span as it was, in the old text.
        after: the span as it is, in the new text; None if none of its words is left.
    """

    reading: AnnotationSet
    before: SpanAnnotation
    after: SpanAnnotation | None


def moved(span: SpanAnnotation, movement: Movement, text: str) -> SpanAnnotation:
    """Return a span where it is in the new text, with the words that stand there."""
    start, end = span.span.start, span.span.end
    place = Span(*movement.range(start, end))
    quote = place.of(text) if movement.meets(start, end) else span.quote
    if place == span.span and quote == span.quote:
        return span
    return replace(span, span=place, quote=quote)


def moved_set(reading: AnnotationSet, change: TextChange) -> AnnotationSet:
    """Return a reading with all its spans where they are in the new text."""
    movement, text = Movement(change.replacements), change.after.text
    spans = {key: moved(span, movement, text) for key, span in reading.spans.items()}
    return replace(reading, spans=MappingProxyType(spans))


def made_ready(reading: AnnotationSet, change: TextChange) -> tuple[list[Change], AnnotationSet]:
    """Return what has to change in a reading before the text does, and the reading after that.

    Then no span loses all its words, and each comes back by the inverse of the way it goes.
    """
    there = Movement(change.replacements)
    back = Movement(inverted(change.before.text, change.replacements))
    where = {"document_id": reading.document_id, "set_id": reading.id}
    spans: dict[str, SpanAnnotation] = {}
    changes: list[Change] = []
    for key, span in reading.spans.items():
        if not there.meets(span.span.start, span.span.end):
            spans[key] = span
            continue
        reach = there.range(span.span.start, span.span.end)
        if span.span and reach[0] == reach[1]:
            changes.append(SpanChange(**where, before=span, after=None))
            continue
        place = Span(*back.range(*reach))
        spans[key] = span
        if place != span.span:
            spans[key] = replace(span, span=place, quote=place.of(change.before.text))
            changes.append(SpanChange(**where, before=span, after=spans[key]))
    if not changes:
        return [], reading
    relations = {
        key: one for key, one in reading.relations.items() if one.source in spans and one.target in spans
    }
    parted = [one for key, one in reading.relations.items() if key not in relations]
    first = [RelationChange(**where, before=one, after=None) for one in parted]
    ready = replace(reading, spans=MappingProxyType(spans), relations=MappingProxyType(relations))
    return [*first, *changes], ready


def carried_over(reading: AnnotationSet, before: Document, after: Document) -> AnnotationSet:
    """Return a reading of a document's earlier text as one of its present text.

    A span none of whose words is left is left out, with its relations.
    """
    if before.text == after.text:
        return reading
    change = TextChange(before=before, after=after, replacements=aligned(before.text, after.text))
    _, ready = made_ready(reading, change)
    return moved_set(ready, change)


def touched(before: AnnotatedDocument, after: AnnotatedDocument) -> tuple[TouchedSpan, ...]:
    """Return the spans whose own words are others, or gone, in the order of readings and of the old text.

    Args:
        before: a document with its readings.
        after: the same, after its text was corrected.
    """
    readings = {one.id: one for one in after.sets}
    return tuple(
        found for was in before.sets if was.id in readings for found in _touched(was, readings[was.id])
    )


def count_moved(before: AnnotatedDocument, after: AnnotatedDocument) -> int:
    """Return how many spans say the same words at another place."""
    readings = {one.id: one.spans for one in after.sets}
    return sum(
        1
        for was in before.sets
        for key, span in was.spans.items()
        if (now := readings.get(was.id, {}).get(key)) is not None
        and now.quote == span.quote
        and now.span != span.span
    )


def corrected_place(change: TextChange) -> Span:
    """Return the stretch of the new text from the first correction to the last."""
    first, last = change.replacements[0], change.replacements[-1]
    shift = sum(len(one.text) - (one.end - one.start) for one in change.replacements)
    return Span(first.start, last.end + shift)


def _touched(was: AnnotationSet, now: AnnotationSet) -> Iterator[TouchedSpan]:
    for span in was.in_text_order():
        after = now.spans.get(span.id)
        if after is None or after.quote != span.quote:
            yield TouchedSpan(reading=now, before=span, after=after)
