"""A line about each document, kept up to date with what is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.editing.change import (
    Change,
    DocumentChange,
    RelationChange,
    SetChange,
    SpanChange,
    StateChange,
    TextChange,
)
from annotator.model import AnnotationSet, DocumentSummary, SetSummary, set_order


class Summaries:
    """Counts along with the changes instead of asking the file again after every edit."""

    def __init__(self, summaries: Iterable[DocumentSummary]) -> None:
        self._by_id = {summary.id: summary for summary in summaries}

    def __iter__(self) -> Iterator[DocumentSummary]:
        """Yield the summaries in the order in which the documents came."""
        return iter(self._by_id.values())

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._by_id

    def __getitem__(self, document_id: str) -> DocumentSummary:
        return self._by_id[document_id]

    def follow(self, change: Change) -> None:
        """Take over one saved change."""
        match change:
            case TextChange(before=before, after=after) | DocumentChange(before=before, after=after):
                if before is not None and after is None:
                    del self._by_id[before.id]
                elif after is not None:
                    # One that is changed keeps its place and its readings.
                    sets = self._by_id[after.id].sets if after.id in self._by_id else ()
                    self._by_id[after.id] = DocumentSummary(
                        id=after.id, title=after.title, characters=len(after.text), sets=sets
                    )
            case SetChange(before=before, after=after):
                if before is not None:
                    self._put(before.document_id, before.id, None)
                if after is not None:
                    self._put(after.document_id, after.id, _summary(after))
            case StateChange():
                summary = self._set(change.document_id, change.set_id)
                self._put(change.document_id, change.set_id, replace(summary, state=change.after))
            case SpanChange() | RelationChange():
                self._count(change)
            case _:
                pass

    def reorder(self, ids: Iterable[str]) -> None:
        """Put the documents into this order of their ids."""
        self._by_id = {key: self._by_id[key] for key in ids}

    def _count(self, change: SpanChange | RelationChange) -> None:
        more = (change.after is not None) - (change.before is not None)
        if more:
            summary = self._set(change.document_id, change.set_id)
            if isinstance(change, SpanChange):
                summary = replace(summary, spans=summary.spans + more)
            else:
                summary = replace(summary, relations=summary.relations + more)
            self._put(change.document_id, change.set_id, summary)

    def _set(self, document_id: str, set_id: str) -> SetSummary:
        return next(s for s in self._by_id[document_id].sets if s.id == set_id)

    def _put(self, document_id: str, set_id: str, summary: SetSummary | None) -> None:
        document = self._by_id[document_id]
        others = [s for s in document.sets if s.id != set_id]
        sets = sorted([*others, summary] if summary is not None else others, key=set_order)
        self._by_id[document_id] = replace(document, sets=tuple(sets))


def _summary(reading: AnnotationSet) -> SetSummary:
    return SetSummary(
        id=reading.id,
        owner=reading.owner,
        annotator=reading.annotator,
        state=reading.state,
        spans=len(reading.spans),
        relations=len(reading.relations),
    )
