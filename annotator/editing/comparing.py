"""Two states of a document side by side: what was added, removed and changed between them.

A text may have been corrected in between. The earlier readings are carried over into the later text first,
so that a span which has only moved along with its words is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.editing.moving import carried_over
from annotator.model import AnnotatedDocument, AnnotationSet, Relation, Span, SpanAnnotation, State
from annotator.text.alignment import aligned
from annotator.text.replacements import Movement


class Fate(StrEnum):
    """What has become of something between two moments."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Aspect(StrEnum):
    """What is another at a span."""

    LABEL = "label"
    PLACE = "place"
    ANSWERS = "answers"
    NOTE = "note"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not what it was.

    Attributes:
        fate: added, removed or changed.
        place: where in the later text; zero width where nothing of it is left.
        reading: whose; None for the text itself.
        before: the span as it was, in the earlier text; None if it was not there.
        after: the span as it is, in the later text; None if it is gone.
        aspects: what is another at a span that changed.
        relation: the relation, if it is about one; `before` and `after` are then its two ends.
        text: the words that were corrected, old and new, if it is about the text itself.
        state: the state of the reading, old and new, if it is about that; None: no such reading.
        answers: what was answered about the document as a whole, old and new, if it is about that.
    """

    fate: Fate
    place: Span
    reading: AnnotationSet | None = None
    before: SpanAnnotation | None = None
    after: SpanAnnotation | None = None
    aspects: frozenset[Aspect] = frozenset()
    relation: Relation | None = None
    text: tuple[str, str] | None = None
    state: tuple[State | None, State | None] | None = None
    answers: tuple[Mapping[str, str], Mapping[str, str]] | None = None


def compare(before: AnnotatedDocument | None, after: AnnotatedDocument | None) -> tuple[Difference, ...]:
    """Return what differs between two states of a document, in the order of the later text.

    None is the state in which there was no such document: no reading is in it, and every text.
    """
    if before is None and after is None:
        return ()
    movement = Movement(())
    found: list[Difference] = []
    if before is not None and after is not None and before.document.text != after.document.text:
        replacements = aligned(before.document.text, after.document.text)
        movement = Movement(replacements)
        for one in replacements:
            old = before.document.text[one.start : one.end]
            place = Span(*movement.range(one.start, one.end))
            found.append(Difference(fate=Fate.CHANGED, place=place, text=(old, one.text)))
    was = {} if before is None else {one.id: one for one in before.sets}
    now = {} if after is None else {one.id: one for one in after.sets}
    for key in {**was, **now}:
        carried = old_reading = was.get(key)
        if old_reading is not None and before is not None and after is not None:
            carried = carried_over(old_reading, before.document, after.document)
        found += _of_reading(old_reading, carried, now.get(key), movement)
    return tuple(sorted(found, key=lambda one: (one.place.start, -one.place.end, one.text is None)))


def _of_reading(
    old: AnnotationSet | None, carried: AnnotationSet | None, new: AnnotationSet | None, movement: Movement
) -> Iterator[Difference]:
    """Yield the differences of one reading; `carried` is `old` in the later text."""
    reading = new or old
    if reading is None:
        return
    states = (None if old is None else old.state, None if new is None else new.state)
    if states[0] is not states[1]:
        fate = Fate.ADDED if old is None else Fate.REMOVED if new is None else Fate.CHANGED
        yield Difference(fate=fate, place=Span(0, 0), reading=reading, state=states)
    answers = ({} if old is None else old.attributes, {} if new is None else new.attributes)
    if answers[0] != answers[1]:
        yield Difference(fate=Fate.CHANGED, place=Span(0, 0), reading=reading, answers=answers)
    were = {} if old is None else old.spans
    would_be = {} if carried is None else carried.spans
    are = {} if new is None else new.spans
    for key in {**were, **are}:
        before, after = were.get(key), are.get(key)
        moved = would_be.get(key, before)
        if after is None and before is not None:
            place = Span(*movement.range(before.span.start, before.span.end))
            yield Difference(fate=Fate.REMOVED, place=place, reading=reading, before=before)
        elif after is not None and moved != after:
            yield Difference(
                fate=Fate.ADDED if before is None else Fate.CHANGED,
                place=after.span,
                reading=reading,
                before=before,
                after=after,
                aspects=frozenset() if moved is None else frozenset(_aspects(moved, after)),
            )
    yield from _relations(old, new, reading, movement)


def _aspects(before: SpanAnnotation, after: SpanAnnotation) -> Iterator[Aspect]:
    pairs = {
        Aspect.LABEL: (before.label, after.label),
        Aspect.PLACE: (before.span, after.span),
        Aspect.ANSWERS: (before.attributes, after.attributes),
        Aspect.NOTE: (before.comment, after.comment),
        Aspect.FLAG: (before.flagged, after.flagged),
    }
    return (aspect for aspect, (was, now) in pairs.items() if was != now)


def _relations(
    old: AnnotationSet | None, new: AnnotationSet | None, reading: AnnotationSet, movement: Movement
) -> Iterator[Difference]:
    were = {} if old is None else old.relations
    are = {} if new is None else new.relations
    for key in {**were, **are}:
        if were.get(key) == are.get(key):
            continue
        gone = key not in are
        relation, spans = (were[key], old) if gone else (are[key], new)
        if spans is None:
            continue
        source, target = spans.spans[relation.source], spans.spans[relation.target]
        place = Span(min(source.span.start, target.span.start), max(source.span.end, target.span.end))
        yield Difference(
            fate=Fate.REMOVED if gone else Fate.ADDED if key not in were else Fate.CHANGED,
            place=Span(*movement.range(place.start, place.end)) if gone else place,
            reading=reading,
            before=source,
            after=target,
            relation=relation,
        )
