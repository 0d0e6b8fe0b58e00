"""Who gets what: the choice of documents, and the step that notes it in the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.editing.change import AnnotatorChange, AssignmentChange, Change, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import InputError
from annotator.language import Message, msg
from annotator.model import Annotator, Assignment, DocumentSummary, Role, new_id
from annotator.model.calling import called, clean_name, told_apart
from annotator.team.sampling import sampled


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """What shall go into a packet.

    Attributes:
        annotator: whose work it will be, by name or id; who is not in the project yet joins it.
        documents: the ids of the documents; empty: those that the person reads or is to read, or, with
            `sample`, drawn ones.
        sample: so many documents are drawn of those that the person does not read yet; None: no drawing.
        seed: of the drawing; the same draws the same.
        overlap: so many of the sample are documents that somebody else reads too, so that their agreement
            can be computed. The others are read by nobody else, as long as there are such.
    """

    annotator: str
    documents: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    overlap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What has been noted in the project and goes into a packet.

    Attributes:
        annotator: whose work it will be.
        documents: the ids of the documents, in the project's order.
        by: who hands it out.
    """

    annotator: Annotator
    documents: tuple[str, ...]
    by: Annotator


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """Note that documents are given to people to read, as one step.

    Attributes:
        people: join the project, unless they are in it.
        assignments: what is theirs to read from now on.
        name: of the step.
        review: whoever gives reviews the project from now on, if nobody does.
    """

    people: tuple[Annotator, ...]
    assignments: tuple[Assignment, ...]
    name: Message
    review: bool = True

    def plan(self, state: ProjectState) -> Step | None:
        """Plan it; None if all is so already."""
        people = state.annotators()
        changes: list[Change] = []
        if self.review and not any(one.role is Role.REVIEWER for one in people):
            before = next((one for one in people if one.id == state.reader.id), None)
            after = replace(before or state.reader, role=Role.REVIEWER)
            changes.append(AnnotatorChange(before=before, after=after))
            people = (*people, after)
        known = {one.id for one in people}
        changes += [AnnotatorChange(before=None, after=one) for one in self.people if one.id not in known]
        there = set(state.assignments())
        changes += [AssignmentChange(before=None, after=one) for one in self.assignments if one not in there]
        return planning.step(self.name, changes)


def chosen_documents(state: ProjectState, wanted: HandOut) -> tuple[str, ...]:
    """Return the ids of the documents that a packet would hold, in the project's order.

    Raises:
        InputError: there would be none ("E_PACKET_EMPTY"), or one is not there ("E_DOCUMENT").
    """
    summaries = state.documents()
    ids = [one.id for one in summaries]
    whose = person_called(state, wanted.annotator)
    person = whose.id
    readers = {one.id: _readers_of(one) for one in summaries}
    for given in state.assignments():
        if given.document_id in readers:
            readers[given.document_id].add(given.annotator_id)
    if wanted.documents:
        unknown = [one for one in wanted.documents if one not in readers]
        if unknown:
            raise InputError(
                msg("The project has no document “{title}”. hashiya documents lists them.", title=unknown[0]),
                code="E_DOCUMENT",
            )
        chosen = set(wanted.documents)
    elif wanted.sample is not None:
        chosen = set(
            sampled(ids, readers, person, count=wanted.sample, overlap=wanted.overlap, seed=wanted.seed)
        )
    else:
        chosen = {one for one, people in readers.items() if person in people}
    if not chosen:
        raise InputError(
            msg(
                "There is nothing to hand out to {annotator}. Name documents (--documents), draw some "
                "(--sample), or plan who reads what first (hashiya assign).",
                annotator=whose.name,
            ),
            code="E_PACKET_EMPTY",
        )
    return tuple(one for one in ids if one in chosen)


def person_called(state: ProjectState, wanted: str) -> Annotator:
    """Return the person of the project with this name or id, or a new one.

    Raises:
        InputError: nobody can be called so, or several are.
    """
    words = clean_name(wanted)
    if not words:
        raise InputError(msg("Say whose work it will be: a name of one line."), code="E_ANNOTATOR")
    people = everybody(state)
    found = called(words, people, letters=False)
    if len(found) > 1:
        raise several_called(words, found, people)
    return found[0] if found else Annotator(id=new_id(), name=words)


def everybody(state: ProjectState) -> tuple[Annotator, ...]:
    """Return the people of the project, and who sits here even if they have not joined it."""
    people = state.annotators()
    here = state.reader
    return people if any(one.id == here.id for one in people) else (*people, here)


def several_called(name: str, found: Sequence[Annotator], people: Sequence[Annotator]) -> InputError:
    """Return the refusal of a name that several bear, with what else they may be called by."""
    return InputError(
        msg(
            "Several people are called “{name}”: {people}. Say which by the letter or the end of the id.",
            name=name,
            people=", ".join(told_apart(one, people) for one in found),
        ),
        code="E_ANNOTATOR",
    )


def _readers_of(document: DocumentSummary) -> set[str]:
    return {one.annotator.id for one in document.sets if one.annotator is not None}
