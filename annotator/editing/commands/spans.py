"""What a person can do to spans. Each command plans; nothing here changes anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.editing import rules
from annotator.editing.change import Change, SpanChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import msg, msgn
from annotator.model import Attribute, Span, SpanAnnotation, new_id


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
        set_id, changes = planning.begin(state, self.document_id, self.set_id)
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
            replace(span, label=label.code, attributes=planning.carried_over(label, span.attributes))
            for span in planning.spans(reading, self.span_ids)
            if span.label != label.code
        ]
        changes = planning.replacements(state, reading, replaced)
        after = replace(reading, spans={**reading.spans, **{span.id: span for span in replaced}})
        for relation in planning.relations_of(reading, {span.id for span in replaced}):
            kind = rules.relation_type_of(state.scheme, relation.type)
            rules.check_ends(state.scheme, kind, after.spans, relation)
        return planning.step(
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
        (before,) = planning.spans(reading, (self.span_id,))
        if before.span == self.span:
            return None
        text = state.document(self.document_id).text
        after = replace(before, span=self.span, quote=self.span.of(text))
        return planning.step(
            msg("Move the edge of {label}", label=planning.names(state, before)),
            planning.replacements(state, reading, [after]),
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
        spans = planning.spans(reading, self.span_ids)
        changes: list[Change] = [
            planning.relation_change(reading, before=relation)
            for relation in planning.relations_of(reading, set(self.span_ids))
        ]
        changes += [planning.span_change(reading, before=span) for span in spans]
        label = planning.names(state, spans[0]) if spans else ""
        return planning.step(msgn("Delete {label}", "Delete {count} spans", len(spans), label=label), changes)


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
        for span in planning.spans(reading, self.span_ids):
            label = rules.label_of(state.scheme, span.label)
            attribute = label.attribute(self.name) or attribute
            answers = dict(span.attributes)
            answers.pop(self.name, None)
            if self.value is not None:
                answers[self.name] = self.value
            if answers != span.attributes:
                replaced.append(replace(span, attributes=planning.in_order(label, answers)))
        name = attribute.names.as_value() if attribute is not None else self.name
        return planning.step(
            msg("Set {attribute}", attribute=name), planning.replacements(state, reading, replaced)
        )


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
        (span,) = planning.spans(reading, (self.span_id,))
        if span.comment == comment:
            return None
        return planning.step(
            msg("Note on a span"),
            [planning.span_change(reading, before=span, after=replace(span, comment=comment))],
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
            planning.span_change(reading, before=span, after=replace(span, flagged=self.flagged))
            for span in planning.spans(reading, self.span_ids)
            if span.flagged != self.flagged
        ]
        return planning.step(msg("Flag a span") if self.flagged else msg("Remove a flag"), changes)
