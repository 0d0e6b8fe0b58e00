"""Who is to read what."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing.change import AnnotatorChange, AssignmentChange, Change, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import msg
from annotator.model import Annotator, Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """Plan who reads which documents, as one step.

    Attributes:
        give: documents given to people; those given already stay so.
        take: documents no longer to be read by people.
        join: people who come into the project by it; those who are in it already stay.
    """

    give: tuple[Assignment, ...] = ()
    take: tuple[Assignment, ...] = ()
    join: tuple[Annotator, ...] = ()

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the assignments; None if all is so already.

        Raises:
            KeyError: a document or a person is not there.
        """
        there = set(state.assignments())
        known = {person.id for person in state.annotators()}
        people = {*known, state.reader.id, *(person.id for person in self.join)}
        changes: list[Change] = [
            AssignmentChange(before=one, after=None) for one in dict.fromkeys(self.take) if one in there
        ]
        given = [one for one in dict.fromkeys(self.give) if one not in there]
        for one in given:
            if not state.has_document(one.document_id):
                raise KeyError(one.document_id)
            if one.annotator_id not in people:
                raise KeyError(one.annotator_id)
        # Where nobody is yet, the one who plans comes first, and reviews.
        if any(one.annotator_id == state.reader.id for one in given) or (self.join and not known):
            changes += planning.joining(state)
        changes += [
            AnnotatorChange(before=None, after=person)
            for person in dict.fromkeys(self.join)
            if person.id not in known and person != state.reader
        ]
        changes += [AssignmentChange(before=None, after=one) for one in given]
        return planning.step(msg("Plan who reads what"), changes)
