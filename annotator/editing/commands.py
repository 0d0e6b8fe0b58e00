"""What a person can do to a reading. Each command plans; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from annotator.editing import rules
from annotator.editing.attribution import nearest_end
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
from annotator.errors import RuleError
from annotator.language import Message, msg, msgn
from annotator.model import (
    AnnotationSet,
    Attribute,
    Label,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    new_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSpan:
    """Label a stretch of text. Without a `set_id`, the reader's own reading is begun."""

    document_id: str
    set_id: str | None
    label: str
    span: Span

    def plan(self, state: ProjectState) -> Step:
        """Plan the span with its label's default answers."""
        document = state.document(self.document_id)
        label = rules.label_of(state.scheme, self.label)
        set_id, changes = _begin(state, self.document_id, self.set_id)
        span = SpanAnnotation(
            id=new_id(),
            label=label.code,
            span=self.span,
            quote=self.span.of(document.text),
            attributes=label.defaults(),
        )
        others = (
            state.touching(self.document_id, self.set_id, self.span.start, self.span.end)
            if self.set_id is not None
            else ()
        )
        rules.check_span(state.scheme, document, span, others)
        changes.append(SpanChange(document_id=self.document_id, set_id=set_id, before=None, after=span))
        return Step(name=msg("Label as {label}", label=label.names.as_value()), changes=tuple(changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabel:
    """Give spans another label. Answers that the new label has too are kept.

    Relations that the new label may not have are refused, not dropped.
    """

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]
    label: str

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new labels; None if all have it already."""
        label = rules.label_of(state.scheme, self.label)
        reading = state.annotation_set(self.document_id, self.set_id)
        replaced = [
            replace(span, label=label.code, attributes=_carried_over(label, span.attributes))
            for span in _spans(reading, self.span_ids)
            if span.label != label.code
        ]
        changes = _replacements(state, reading, replaced)
        after = replace(reading, spans={**reading.spans, **{span.id: span for span in replaced}})
        for relation in _relations_of(reading, {span.id for span in replaced}):
            kind = rules.relation_type_of(state.scheme, relation.type)
            rules.check_ends(state.scheme, kind, after.spans, relation)
        return _step(
            msgn(
                "Relabel as {label}",
                "Relabel {count} spans as {label}",
                len(replaced),
                label=label.names.as_value(),
            ),
            changes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resize:
    """Move the edges of a span."""

    document_id: str
    set_id: str
    span_id: str
    span: Span

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new edges; None if they are there already."""
        reading = state.annotation_set(self.document_id, self.set_id)
        (before,) = _spans(reading, (self.span_id,))
        if before.span == self.span:
            return None
        text = state.document(self.document_id).text
        after = replace(before, span=self.span, quote=self.span.of(text))
        return _step(
            msg("Move the edge of {label}", label=_names(state, before)),
            _replacements(state, reading, [after]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSpans:
    """Remove spans, and the relations that would hang in the air."""

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the removal: relations first, so that none ever lacks an end."""
        reading = state.annotation_set(self.document_id, self.set_id)
        spans = _spans(reading, self.span_ids)
        changes: list[Change] = [
            _relation_change(reading, before=relation)
            for relation in _relations_of(reading, set(self.span_ids))
        ]
        changes += [_span_change(reading, before=span) for span in spans]
        label = _names(state, spans[0]) if spans else ""
        return _step(msgn("Delete {label}", "Delete {count} spans", len(spans), label=label), changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAttribute:
    """Answer one question about spans, or take the answer back (None)."""

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]
    name: str
    value: str | None

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the answers, kept in the scheme's order; None if nothing differs."""
        reading = state.annotation_set(self.document_id, self.set_id)
        replaced: list[SpanAnnotation] = []
        attribute: Attribute | None = None
        for span in _spans(reading, self.span_ids):
            label = rules.label_of(state.scheme, span.label)
            attribute = label.attribute(self.name) or attribute
            answers = dict(span.attributes)
            answers.pop(self.name, None)
            if self.value is not None:
                answers[self.name] = self.value
            if answers != span.attributes:
                replaced.append(replace(span, attributes=_in_order(label, answers)))
        name = attribute.names.as_value() if attribute is not None else self.name
        return _step(msg("Set {attribute}", attribute=name), _replacements(state, reading, replaced))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetComment:
    """Write a note on a span; None or blank removes it."""

    document_id: str
    set_id: str
    span_id: str
    comment: str | None

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the note; None if it reads so already."""
        reading = state.annotation_set(self.document_id, self.set_id)
        comment = (self.comment or "").strip() or None
        (span,) = _spans(reading, (self.span_id,))
        if span.comment == comment:
            return None
        return _step(
            msg("Note on a span"), [_span_change(reading, before=span, after=replace(span, comment=comment))]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFlag:
    """Flag spans for another look, or take the flag away."""

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]
    flagged: bool

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the flags; None if they stand so already."""
        reading = state.annotation_set(self.document_id, self.set_id)
        changes = [
            _span_change(reading, before=span, after=replace(span, flagged=self.flagged))
            for span in _spans(reading, self.span_ids)
            if span.flagged != self.flagged
        ]
        return _step(msg("Flag a span") if self.flagged else msg("Remove a flag"), changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRelation:
    """Join two spans."""

    document_id: str
    set_id: str
    type: str
    source: str
    target: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the relation."""
        reading = state.annotation_set(self.document_id, self.set_id)
        kind = rules.relation_type_of(state.scheme, self.type)
        relation = Relation(id=new_id(), type=kind.code, source=self.source, target=self.target)
        rules.check_relation(state.scheme, reading, relation)
        return Step(
            name=msg("Add “{type}”", type=kind.names.as_value()),
            changes=(_relation_change(reading, after=relation),),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRelations:
    """Part spans that were joined."""

    document_id: str
    set_id: str
    relation_ids: tuple[str, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the removal."""
        reading = state.annotation_set(self.document_id, self.set_id)
        changes = [_relation_change(reading, before=reading.relations[key]) for key in self.relation_ids]
        return _step(msgn("Delete a relation", "Delete {count} relations", len(changes)), changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachNearest:
    """Join the nearest fitting span to this one: a source or a cue to its claim."""

    document_id: str
    set_id: str
    span_id: str
    type: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the relation.

        Raises:
            RuleError: this span takes no such relation, or nothing is left to attach.
        """
        reading = state.annotation_set(self.document_id, self.set_id)
        kind = rules.relation_type_of(state.scheme, self.type)
        (target,) = _spans(reading, (self.span_id,))
        if target.label not in kind.range:
            raise RuleError(
                msg(
                    "“{type}” can't lead to {target}.",
                    type=kind.names.as_value(),
                    target=_names(state, target),
                ),
                code="E_RELATION",
            )
        found = nearest_end(reading, state.document(self.document_id).text, kind, target)
        if found is None:
            raise RuleError(
                msg(
                    "There is nothing left to attach by “{type}”. Mark it first.", type=kind.names.as_value()
                ),
                code="E_RELATION",
            )
        return AddRelation(
            document_id=self.document_id,
            set_id=self.set_id,
            type=kind.code,
            source=found.id,
            target=target.id,
        ).plan(state)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState:
    """Say how far a reading is. Without a `set_id`, the reader's own reading is begun."""

    document_id: str
    set_id: str | None
    state: State

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new state; None if it is so already."""
        set_id, changes = _begin(state, self.document_id, self.set_id)
        now = State.IN_PROGRESS if changes else state.annotation_set(self.document_id, set_id).state
        if self.set_id is not None:
            changes, now = [], state.annotation_set(self.document_id, set_id).state
        if now != self.state:
            changes.append(
                StateChange(document_id=self.document_id, set_id=set_id, before=now, after=self.state)
            )
        return _step(_state_name(self.state), changes)


def _state_name(state: State) -> Message:
    match state:
        case State.FINISHED:
            return msg("Finish the document")
        case State.IGNORED:
            return msg("Ignore the document")
        case State.NEW | State.IN_PROGRESS:
            return msg("Reopen the document")


def _begin(state: ProjectState, document_id: str, set_id: str | None) -> tuple[str, list[Change]]:
    """Return the set to write in and what must change before: it is made, or is now in progress."""
    if set_id is not None:
        reading = state.annotation_set(document_id, set_id)
        if reading.state is not State.NEW:
            return set_id, []
        change = StateChange(
            document_id=document_id, set_id=set_id, before=State.NEW, after=State.IN_PROGRESS
        )
        return set_id, [change]
    changes: list[Change] = []
    if state.reader not in state.annotators():
        changes.append(AnnotatorChange(before=None, after=state.reader))
    own = AnnotationSet(
        id=new_id(),
        document_id=document_id,
        owner=Owner.ANNOTATOR,
        annotator=state.reader,
        state=State.IN_PROGRESS,
    )
    changes.append(SetChange(before=None, after=own))
    return own.id, changes


def _step(name: Message, changes: list[Change] | list[SpanChange] | list[RelationChange]) -> Step | None:
    return Step(name=name, changes=tuple(changes)) if changes else None


def _spans(reading: AnnotationSet, span_ids: tuple[str, ...]) -> list[SpanAnnotation]:
    return [reading.spans[key] for key in span_ids]


def _names(state: ProjectState, span: SpanAnnotation) -> dict[str, str]:
    return rules.label_of(state.scheme, span.label).names.as_value()


def _replacements(state: ProjectState, reading: AnnotationSet, spans: list[SpanAnnotation]) -> list[Change]:
    """Check spans as they would be, against the others and each other, and return their changes."""
    document = state.document(reading.document_id)
    after = {span.id: span for span in spans}
    changes: list[Change] = []
    for span in spans:
        touching = state.touching(reading.document_id, reading.id, span.span.start, span.span.end)
        rules.check_span(state.scheme, document, span, [after.get(other.id, other) for other in touching])
        changes.append(_span_change(reading, before=reading.spans[span.id], after=span))
    return changes


def _relations_of(reading: AnnotationSet, span_ids: set[str]) -> list[Relation]:
    return [r for r in reading.relations.values() if r.source in span_ids or r.target in span_ids]


def _span_change(
    reading: AnnotationSet, *, before: SpanAnnotation | None = None, after: SpanAnnotation | None = None
) -> SpanChange:
    return SpanChange(document_id=reading.document_id, set_id=reading.id, before=before, after=after)


def _relation_change(
    reading: AnnotationSet, *, before: Relation | None = None, after: Relation | None = None
) -> RelationChange:
    return RelationChange(document_id=reading.document_id, set_id=reading.id, before=before, after=after)


def _carried_over(label: Label, answers: Mapping[str, str]) -> Mapping[str, str]:
    kept = {
        name: value for name, value in answers.items() if (a := label.attribute(name)) and a.allows(value)
    }
    return _in_order(label, {**label.defaults(), **kept})


def _in_order(label: Label, answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers in the scheme's order, so that equal readings are written alike."""
    order = [attribute.name for attribute in label.attributes]
    known = {name: answers[name] for name in order if name in answers}
    return MappingProxyType({**known, **{k: v for k, v in answers.items() if k not in known}})
