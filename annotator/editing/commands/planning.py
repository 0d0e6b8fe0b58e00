"""What the commands' plans share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from annotator.editing import rules
from annotator.editing.change import (
    AnnotatorChange,
    Change,
    RelationChange,
    SetChange,
    SpanChange,
    StateChange,
    Step,
)
from annotator.editing.state import ProjectState
from annotator.language import Message
from annotator.model import (
    AnnotationSet,
    Annotator,
    Label,
    Owner,
    Relation,
    Role,
    SpanAnnotation,
    State,
    derived_id,
)


def begin(state: ProjectState, document_id: str, set_id: str | None) -> tuple[str, list[Change]]:
    """Return the set to write in and what must change before: it is made, or is now in progress."""
    if set_id is not None:
        reading = state.annotation_set(document_id, set_id)
        if reading.state is not State.NEW:
            return set_id, []
        change = StateChange(
            document_id=document_id, set_id=set_id, before=State.NEW, after=State.IN_PROGRESS
        )
        return set_id, [change]
    changes = joining(state)
    own = own_set(state, document_id, State.IN_PROGRESS)
    changes.append(SetChange(before=None, after=own))
    return own.id, changes


def own_set(state: ProjectState, document_id: str, so_far: State) -> AnnotationSet:
    """Return the reader's reading of a document as it begins; it has the same id in every copy."""
    return AnnotationSet(
        id=derived_id(Owner.ANNOTATOR.value, document_id, state.reader.id),
        document_id=document_id,
        owner=Owner.ANNOTATOR,
        annotator=arriving(state.reader, state.annotators()),
        state=so_far,
    )


def joining(state: ProjectState) -> list[Change]:
    """Return what makes the reader one of the project's people; nothing if they are already."""
    people = state.annotators()
    if any(person.id == state.reader.id for person in people):
        return []
    return [AnnotatorChange(before=None, after=arriving(state.reader, people))]


def arriving(person: Annotator, people: Sequence[Annotator]) -> Annotator:
    """Return a person as one of these people: who comes first reviews what the others will do."""
    there = next((one for one in people if one.id == person.id), person)
    return there if people else replace(person, role=Role.REVIEWER)


def step(name: Message, changes: Sequence[Change]) -> Step | None:
    """Return the step that makes these changes, or None where there are none."""
    return Step(name=name, changes=tuple(changes)) if changes else None


def spans(reading: AnnotationSet, span_ids: tuple[str, ...]) -> list[SpanAnnotation]:
    """Return the spans with these ids; KeyError if one is not there."""
    return [reading.spans[key] for key in span_ids]


def names(state: ProjectState, span: SpanAnnotation) -> dict[str, str]:
    """Return the name of a span's label, as a message carries it."""
    return rules.label_of(state.scheme, span.label).names.as_value()


def replacements(state: ProjectState, reading: AnnotationSet, spans: list[SpanAnnotation]) -> list[Change]:
    """Check spans as they would be, against the others and each other, and return their changes."""
    document = state.document(reading.document_id)
    after = {span.id: span for span in spans}
    changes: list[Change] = []
    for span in spans:
        touching = state.touching(reading.document_id, reading.id, span.span.start, span.span.end)
        rules.check_span(state.scheme, document, span, [after.get(other.id, other) for other in touching])
        changes.append(span_change(reading, before=reading.spans[span.id], after=span))
    return changes


def relations_of(reading: AnnotationSet, span_ids: set[str]) -> list[Relation]:
    """Return the relations that have an end among these spans."""
    return [r for r in reading.relations.values() if r.source in span_ids or r.target in span_ids]


def span_change(
    reading: AnnotationSet, *, before: SpanAnnotation | None = None, after: SpanAnnotation | None = None
) -> SpanChange:
    """Return the change of one span of a reading."""
    return SpanChange(document_id=reading.document_id, set_id=reading.id, before=before, after=after)


def relation_change(
    reading: AnnotationSet, *, before: Relation | None = None, after: Relation | None = None
) -> RelationChange:
    """Return the change of one relation of a reading."""
    return RelationChange(document_id=reading.document_id, set_id=reading.id, before=before, after=after)


def carried_over(label: Label, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers of a span that gets this label: what fits is kept, the rest is the default."""
    kept = {
        name: value for name, value in answers.items() if (a := label.attribute(name)) and a.allows(value)
    }
    return in_order(label, {**label.defaults(), **kept})


def in_order(label: Label, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers in the scheme's order, so that equal readings are written alike."""
    order = [attribute.name for attribute in label.attributes]
    known = {name: answers[name] for name in order if name in answers}
    return MappingProxyType({**known, **{k: v for k, v in answers.items() if k not in known}})
