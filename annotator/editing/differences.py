"""What leads from one state of a document to another: for comparing moments, and for going back to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.editing.change import (
    AnswersChange,
    Change,
    DocumentChange,
    RelationChange,
    SetChange,
    SpanChange,
    StateChange,
    TextChange,
)
from annotator.editing.moving import made_ready, moved_set
from annotator.model import AnnotatedDocument, AnnotationSet, Document
from annotator.text.alignment import aligned


def differences(before: AnnotatedDocument | None, after: AnnotatedDocument | None) -> tuple[Change, ...]:
    """Return the changes that make `after` of `before`, in an order in which they can be applied.

    Args:
        before: a state of a document, None if it was not there.
        after: another state of the same document, None if it is not there.
    """
    old = {} if before is None else {one.id: one for one in before.sets}
    new = {} if after is None else {one.id: one for one in after.sets}
    changes: list[Change] = [SetChange(before=old[key], after=None) for key in old if key not in new]
    was, now = (None if one is None else one.document for one in (before, after))
    if was is not None and now is not None and was.text != now.text:
        old = {key: one for key, one in old.items() if key in new}
        changes += _other_text(was, now, old)
    elif was != now:
        changes.append(DocumentChange(before=was, after=now))
    for key, reading in new.items():
        if key in old:
            changes += between(old[key], reading)
        else:
            changes.append(SetChange(before=None, after=reading))
    return tuple(changes)


def between(before: AnnotationSet, after: AnnotationSet) -> Iterator[Change]:
    """Yield the changes that make one state of an annotation set of another.

    Relations go first and come last, so that each has its ends while it is there.
    """
    where = {"document_id": after.document_id, "set_id": after.id}
    if before.state is not after.state:
        yield StateChange(**where, before=before.state, after=after.state)
    if before.attributes != after.attributes:
        yield AnswersChange(**where, before=before.attributes, after=after.attributes)
    for key in _gone_or_other(before.relations, after.relations):
        yield RelationChange(**where, before=before.relations[key], after=None)
    for key in _gone(before.spans, after.spans):
        yield SpanChange(**where, before=before.spans[key], after=None)
    for key, span in after.spans.items():
        was = before.spans.get(key)
        if was != span:
            yield SpanChange(**where, before=was, after=span)
    for key in _gone_or_other(after.relations, before.relations):
        yield RelationChange(**where, before=None, after=after.relations[key])


def _other_text(was: Document, now: Document, sets: dict[str, AnnotationSet]) -> list[Change]:
    """Return what corrects the text, and bring the sets up to what stands after that."""
    correction = TextChange(before=was, after=now, replacements=aligned(was.text, now.text))
    changes: list[Change] = []
    for key, reading in sets.items():
        first, ready = made_ready(reading, correction)
        changes += first
        sets[key] = moved_set(ready, correction)
    return [*changes, correction]


def with_span_of(now: AnnotationSet, then: AnnotationSet, span_id: str) -> AnnotationSet:
    """Return `now` with one span as it was `then`, and the relations it had whose other end is there."""
    spans = {key: span for key, span in now.spans.items() if key != span_id}
    if span_id in then.spans:
        spans[span_id] = then.spans[span_id]
    relations = {
        key: one for key, one in now.relations.items() if span_id not in {one.source, one.target}
    } | {
        key: one
        for key, one in then.relations.items()
        if span_id in {one.source, one.target} and one.source in spans and one.target in spans
    }
    return replace(now, spans=spans, relations=relations)


def _gone(before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[str]:
    return [key for key in before if key not in after]


def _gone_or_other(before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[str]:
    return [key for key, thing in before.items() if after.get(key) != thing]
