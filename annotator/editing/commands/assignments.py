"""Who is to read what."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing.change import AssignmentChange, Change, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import msg
from annotator.model import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """Plan who reads which documents, as one step.

    Attributes:
        give: documents given to people; those given already stay so.
        take: documents no longer to be read by people.
    """

    give: tuple[Assignment, ...] = ()
    take: tuple[Assignment, ...] = ()

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the assignments; None if all is so already.

        Raises:
            KeyError: a document or a person is not there.
        """
        there = set(state.assignments())
        people = {person.id for person in (*state.annotators(), state.reader)}
        changes: list[Change] = [
            AssignmentChange(before=one, after=None) for one in dict.fromkeys(self.take) if one in there
        ]
        given = [one for one in dict.fromkeys(self.give) if one not in there]
        for one in given:
            if not state.has_document(one.document_id):
                raise KeyError(one.document_id)
            if one.annotator_id not in people:
                raise KeyError(one.annotator_id)
        if any(one.annotator_id == state.reader.id for one in given):
            changes += planning.joining(state)
        changes += [AssignmentChange(before=None, after=one) for one in given]
        return planning.step(msg("Plan who reads what"), changes)
