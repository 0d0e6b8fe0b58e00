"""A document that is being worked on, with its readings, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import Final

from annotator.editing.change import (
    AnswersChange,
    Change,
    DecisionChange,
    RelationChange,
    SetChange,
    SpanChange,
    StateChange,
    TextChange,
)
from annotator.editing.moving import moved_set
from annotator.model import AnnotationSet, Decision, Document, PlacedSpans, SpanAnnotation, set_order

_MANY: Final = 64
"""From so many spans on, it is quicker to place all of a reading anew than one after the other."""


class LoadedDocument:
    """Follows the changes that have been saved. The values it hands out are frozen."""

    def __init__(self, document: Document, sets: Iterable[AnnotationSet]) -> None:
        self.document = document
        self._sets = {reading.id: _placed(reading) for reading in sets}
        self._decisions: dict[str, Decision] | None = None
        self._ordered: tuple[Decision, ...] | None = None

    def decisions(self, read: Callable[[], Iterable[Decision]]) -> tuple[Decision, ...]:
        """Return the decisions about the document, in the order they were made.

        They are `read` when somebody first asks: an adjudicator asks after every key.
        """
        if self._decisions is None:
            self._decisions = {decision.id: decision for decision in read()}
        if self._ordered is None:
            self._ordered = tuple(sorted(self._decisions.values(), key=lambda one: one.id))
        return self._ordered

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
        return PlacedSpans.of(self._sets[set_id].spans).touching(start, end)

    def follow_all(self, changes: Iterable[Change]) -> None:
        """Take over saved changes of this document, in order; many spans of one reading at once."""
        for set_id, run in groupby(changes, lambda one: one.set_id if isinstance(one, SpanChange) else None):
            together = [*run]
            spans = [one for one in together if isinstance(one, SpanChange)]
            if set_id is None or len(spans) < _MANY:
                for one in together:
                    self.follow(one)
                continue
            reading = self._sets[set_id]
            placed = PlacedSpans.of(reading.spans).changed_at_once((one.before, one.after) for one in spans)
            self._sets[set_id] = replace(reading, spans=placed)

    def follow(self, change: Change) -> None:
        """Take over one saved change of this document."""
        match change:
            case TextChange(after=document):
                self.document = document
                self._sets = {key: _placed(moved_set(one, change)) for key, one in self._sets.items()}
            case SetChange(before=before, after=after):
                self._follow_set(before, after)
            case StateChange():
                self._sets[change.set_id] = replace(self._sets[change.set_id], state=change.after)
            case AnswersChange():
                reading = self._sets[change.set_id]
                self._sets[change.set_id] = replace(reading, attributes=change.after)
            case SpanChange(before=before, after=after):
                reading = self._sets[change.set_id]
                spans = PlacedSpans.of(reading.spans).changed(before, after)
                self._sets[change.set_id] = replace(reading, spans=spans)
            case RelationChange(before=before, after=after):
                reading = self._sets[change.set_id]
                relations = dict(reading.relations)
                if before is not None:
                    del relations[before.id]
                if after is not None:
                    relations[after.id] = after
                self._sets[change.set_id] = replace(reading, relations=relations)
            case DecisionChange(before=before, after=after):
                self._follow_decision(before, after)
            case _:
                pass

    def _follow_decision(self, before: Decision | None, after: Decision | None) -> None:
        if self._decisions is not None:
            if before is not None:
                del self._decisions[before.id]
            if after is not None:
                self._decisions[after.id] = after
            self._ordered = None

    def _follow_set(self, before: AnnotationSet | None, after: AnnotationSet | None) -> None:
        if before is not None:
            del self._sets[before.id]
        if after is not None:
            self._sets[after.id] = _placed(after)


def _placed(reading: AnnotationSet) -> AnnotationSet:
    """Return a reading whose spans can be found by place, and share their index with all who look at it."""
    return replace(reading, spans=PlacedSpans.of(reading.spans))
