"""What a person can do to several spans, or to several questions, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.editing import rules
from annotator.editing.change import Change, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import msg, msgn
from annotator.model import AnnotationSet, AttributeType, Label, Relation, SpanAnnotation, new_id
from annotator.model.annotation import text_order

_OF_THESE_WORDS = frozenset({AttributeType.TEXT, AttributeType.LINK})
"""Answers about one span's own words: those of another span would be wrong for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAll:
    """Join each of several spans to one.

    Attributes:
        type: the code of the relation type.
        span_ids: the spans; `other` itself, and those joined to it by this type already, are passed over.
        other: the span that they are joined to.
        outwards: the relations lead from the spans to `other`, else from `other` to them.
    """

    document_id: str
    set_id: str
    type: str
    span_ids: tuple[str, ...]
    other: str
    outwards: bool = True

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the relations; None if all are there.

        Raises:
            RuleError: the scheme does not allow one of them.
        """
        reading = state.annotation_set(self.document_id, self.set_id)
        kind = rules.relation_type_of(state.scheme, self.type)
        changes: list[Change] = []
        for span in sorted(planning.spans(reading, self.span_ids), key=text_order):
            if span.id == self.other or self._is_joined(reading, span.id):
                continue
            source, target = (span.id, self.other) if self.outwards else (self.other, span.id)
            relation = Relation(id=new_id(), type=kind.code, source=source, target=target)
            rules.check_relation(state.scheme, reading, relation)
            changes.append(planning.relation_change(reading, after=relation))
            reading = replace(reading, relations={**reading.relations, relation.id: relation})
        name = msgn(
            "Add “{type}”", "Add {count} relations “{type}”", len(changes), type=kind.names.as_value()
        )
        return planning.step(name, changes)

    def _is_joined(self, reading: AnnotationSet, span_id: str) -> bool:
        ends = {span_id, self.other}
        return any(r.type == self.type and {r.source, r.target} == ends for r in reading.relations.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyAnswers:
    """Give spans the answers of another one: what their labels ask too, and what is not about its words."""

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]
    source: str

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the answers; None if all spans have them."""
        reading = state.annotation_set(self.document_id, self.set_id)
        (source,) = planning.spans(reading, (self.source,))
        replaced: list[SpanAnnotation] = []
        for span in planning.spans(reading, self.span_ids):
            label = rules.label_of(state.scheme, span.label)
            answers = {**span.attributes, **carried(label, source.attributes)}
            if answers != span.attributes:
                replaced.append(replace(span, attributes=planning.in_order(label, answers)))
        return planning.step(msg("Copy the answers"), planning.replacements(state, reading, replaced))


def carried(label: Label, answers: Mapping[str, str]) -> dict[str, str]:
    """Return those of the answers that a span with this label may take over from another span."""
    return {
        a.name: answers[a.name]
        for a in label.attributes
        if a.name in answers and a.type not in _OF_THESE_WORDS and a.allows(answers[a.name])
    }


def last_of_label(reading: AnnotationSet, span: SpanAnnotation) -> SpanAnnotation | None:
    """Return the span with the same label that stands before this one, or the first after it, or None."""
    alike = [s for s in reading.in_text_order() if s.label == span.label]
    here = next(place for place, other in enumerate(alike) if other.id == span.id)
    if here:
        return alike[here - 1]
    return alike[1] if len(alike) > 1 else None
