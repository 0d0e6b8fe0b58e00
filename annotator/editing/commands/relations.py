"""What a person can do to relations."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing import rules
from annotator.editing.attribution import first_part, nearest_end
from annotator.editing.change import Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg, msgn
from annotator.model import Relation, new_id


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
            changes=(planning.relation_change(reading, after=relation),),
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
        changes = [
            planning.relation_change(reading, before=reading.relations[key]) for key in self.relation_ids
        ]
        return planning.step(msgn("Delete a relation", "Delete {count} relations", len(changes)), changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachNearest:
    """Join the nearest fitting span to this one: a source or a cue to its claim.

    Done again, it joins the next nearest. A later part of a discontinuous span stands for the first.
    """

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
        (target,) = planning.spans(reading, (self.span_id,))
        target = first_part(reading, target)
        kind = rules.relation_type_of(state.scheme, self.type)
        if target.label not in kind.range:
            raise RuleError(
                msg(
                    "“{type}” can't lead to {target}.",
                    type=kind.names.as_value(),
                    target=planning.names(state, target),
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
