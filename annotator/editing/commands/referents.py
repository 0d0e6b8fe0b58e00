"""Who a source is: the entity inside its words, by one key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.editing import rules
from annotator.editing.change import Change, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import AnnotationSet, LabelScheme, Relation, RelationType, SpanAnnotation, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachReferent:
    """Join a span to what is named in it. Once more takes the next of those, where only one is allowed."""

    document_id: str
    set_id: str
    span_id: str
    type: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the relation.

        Raises:
            RuleError: nothing is named in the span, or nothing is left.
        """
        reading = state.annotation_set(self.document_id, self.set_id)
        kind = rules.relation_type_of(state.scheme, self.type)
        (span,) = planning.spans(reading, (self.span_id,))
        touching = state.touching(self.document_id, self.set_id, span.span.start, span.span.end)
        named = referents(state.scheme, kind, span, touching)
        joined = [r for r in reading.relations.values() if r.type == kind.code and r.source == span.id]
        left = _behind(named, {r.target for r in joined})
        if not left:
            raise RuleError(
                msg("Nothing more is named in this span. Label the name inside it first."), code="E_RELATION"
            )
        changes: list[Change] = []
        if kind.max_out is not None and len(joined) >= kind.max_out:
            changes.append(planning.relation_change(reading, before=joined[-1]))
            reading = _without(reading, joined[-1])
        relation = Relation(id=new_id(), type=kind.code, source=span.id, target=left[0].id)
        rules.check_relation(state.scheme, reading, relation)
        changes.append(planning.relation_change(reading, after=relation))
        return Step(name=msg("Add “{type}”", type=kind.names.as_value()), changes=tuple(changes))


def referents(
    scheme: LabelScheme, kind: RelationType, span: SpanAnnotation, touching: list[SpanAnnotation]
) -> list[SpanAnnotation]:
    """Return the spans that `span` may refer to: with the very same words first, then those inside it.

    Of those inside, the labels that the scheme lists first come first: a person's name before an office.
    """
    order = {label.code: place for place, label in enumerate(scheme.labels)}
    inside = [
        other
        for other in touching
        if other.label in kind.range
        and span.span.start <= other.span.start
        and other.span.end <= span.span.end
    ]
    return sorted(inside, key=lambda other: (other.span != span.span, order[other.label], other.span))


def _behind(named: list[SpanAnnotation], taken: set[str]) -> list[SpanAnnotation]:
    last = max((place for place, other in enumerate(named) if other.id in taken), default=-1)
    return named[last + 1 :]


def _without(reading: AnnotationSet, relation: Relation) -> AnnotationSet:
    return replace(
        reading, relations={key: one for key, one in reading.relations.items() if key != relation.id}
    )
