"""A document that is being worked on, with its readings and their index, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.editing.change import (
    AnswersChange,
    Change,
    RelationChange,
    SetChange,
    SpanChange,
    StateChange,
)
from annotator.model import AnnotationSet, Document, IntervalIndex, SpanAnnotation, set_order


class LoadedDocument:
    """Follows the changes that have been saved. The values it hands out are frozen."""

    def __init__(self, document: Document, sets: Iterable[AnnotationSet]) -> None:
        self.document = document
        self._sets = {reading.id: reading for reading in sets}
        self._indexes: dict[str, IntervalIndex] = {}

    @property
    def sets(self) -> tuple[AnnotationSet, ...]:
        """The readings, in `set_order`."""
        return tuple(sorted(self._sets.values(), key=set_order))

    def annotation_set(self, set_id: str) -> AnnotationSet:
        """Return one reading.

        Raises:
            KeyError: there is none.
        """
        return self._sets[set_id]

    def touching(self, set_id: str, start: int, end: int) -> list[SpanAnnotation]:
        """Return the spans of a reading that share a code point with `[start, end)`, outer first."""
        spans = self._sets[set_id].spans
        return [spans[key] for key in self._index(set_id).touching(start, end)]

    def follow(self, change: Change) -> None:
        """Take over one saved change of this document."""
        match change:
            case SetChange(before=before, after=after):
                self._follow_set(before, after)
            case StateChange():
                self._sets[change.set_id] = replace(self._sets[change.set_id], state=change.after)
            case AnswersChange():
                reading = self._sets[change.set_id]
                self._sets[change.set_id] = replace(reading, attributes=change.after)
            case SpanChange():
                self._follow_span(change)
            case RelationChange(before=before, after=after):
                reading = self._sets[change.set_id]
                relations = dict(reading.relations)
                if before is not None:
                    del relations[before.id]
                if after is not None:
                    relations[after.id] = after
                self._sets[change.set_id] = replace(reading, relations=relations)
            case _:
                pass

    def _follow_set(self, before: AnnotationSet | None, after: AnnotationSet | None) -> None:
        if before is not None:
            del self._sets[before.id]
            self._indexes.pop(before.id, None)
        if after is not None:
            self._sets[after.id] = after

    def _follow_span(self, change: SpanChange) -> None:
        reading = self._sets[change.set_id]
        index = self._index(change.set_id)
        spans = dict(reading.spans)
        if change.before is not None:
            before = change.before
            index.remove(before.span.start, before.span.end, before.id)
            if change.after is None:
                del spans[before.id]
        if change.after is not None:
            index.add(change.after.span.start, change.after.span.end, change.after.id)
            spans[change.after.id] = change.after
        self._sets[change.set_id] = replace(reading, spans=spans)

    def _index(self, set_id: str) -> IntervalIndex:
        if set_id not in self._indexes:
            spans = self._sets[set_id].spans.values()
            self._indexes[set_id] = IntervalIndex((s.span.start, s.span.end, s.id) for s in spans)
        return self._indexes[set_id]
