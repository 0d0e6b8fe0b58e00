"""Who gets what: the choice of documents, and the step that notes it in the project."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.editing.change import AnnotatorChange, AssignmentChange, Change, Step
from annotator.editing.commands import planning
from annotator.editing.commands.people import clean_name
from annotator.editing.state import ProjectState
from annotator.errors import InputError
from annotator.language import Message, msg
from annotator.model import Annotator, Assignment, DocumentSummary, Role, new_id
from annotator.team.sampling import sampled


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut:
    """What shall go into a packet.

    Attributes:
        annotator: whose work it will be, by name; who is not in the project yet joins it.
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
    person = person_called(state, wanted.annotator).id
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
                annotator=wanted.annotator,
            ),
            code="E_PACKET_EMPTY",
        )
    return tuple(one for one in ids if one in chosen)


def person_called(state: ProjectState, name: str) -> Annotator:
    """Return the person of the project with this name, or a new one.

    Raises:
        InputError: nobody can be called so.
    """
    words = clean_name(name)
    if not words:
        raise InputError(msg("Say whose work it will be: a name of one line."), code="E_ANNOTATOR")
    by_name = {one.name: one for one in reversed(state.annotators())}
    return by_name.get(name) or by_name.get(words) or Annotator(id=new_id(), name=words)


def _readers_of(document: DocumentSummary) -> set[str]:
    return {one.annotator.id for one in document.sets if one.annotator is not None}
