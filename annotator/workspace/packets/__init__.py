"""Work is handed out as packets and brought home again; and copies of a project are united.

    hand_out(workspace, Path("layla.hashiya"), HandOut(annotator="ليلى", sample=20))
    …                                   Layla opens it like a project, works, and sends it back
    coming = look_at(workspace.path, [Path("layla.hashiya")])      in a worker; nothing is written
    bring_home(workspace, coming)                                  one step in the history

Merging is a union of revisions: a packet may come home as often as one likes, in any order, from any copy.
`docs/decisions/0025-merging-is-a-union.md` says why nothing can be lost by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from annotator.errors import RuleError
from annotator.formats.collecting import HARDLY_EVER, seldom
from annotator.language import Message, msg, msgn
from annotator.model import Annotator, Assignment, Item
from annotator.progress import Progress
from annotator.store import backups
from annotator.store.repository import Repository
from annotator.team.matrix import Matrix, matrix
from annotator.workspace.packets.disputes import Conflict, Version, choose, conflicts
from annotator.workspace.packets.facts import facts_of
from annotator.workspace.packets.giving import Give, Given, HandOut, chosen_documents, person_called
from annotator.workspace.packets.homecoming import Homecoming, PacketFacts, PacketPreview
from annotator.workspace.packets.looking import PacketPlan
from annotator.workspace.packets.packing import make_packet
from annotator.workspace.workspace import Workspace

__all__ = [
    "Conflict",
    "Given",
    "HandOut",
    "Homecoming",
    "PacketFacts",
    "PacketPreview",
    "Version",
    "bring_home",
    "choose",
    "chosen_documents",
    "conflicts",
    "describe",
    "give",
    "hand_out",
    "look_at",
    "make_packet",
    "readers_matrix",
]


def give(workspace: Workspace, wanted: HandOut, *, review: bool = True, initiator: object = None) -> Given:
    """Note in the project who gets what, as one step: the first half of `hand_out`, and quick.

    The person joins the project, and the documents are theirs to read. With `review`, whoever hands out
    reviews the project from now on, if nobody does.

    Raises:
        InputError: no documents are chosen ("E_PACKET_EMPTY"), or one is not there ("E_DOCUMENT").
        RuleError: this is a packet itself ("E_PACKET").
        ProjectFileError: it could not be saved.
    """
    if workspace.packet is not None:
        raise RuleError(
            msg(
                "This is a packet of “{title}” itself. Packets are handed out by the project.",
                title=workspace.packet.title,
            ),
            code="E_PACKET",
        )
    documents = chosen_documents(workspace, wanted)
    person = person_called(workspace, wanted.annotator)
    given = tuple(Assignment(document_id=one, annotator_id=person.id) for one in documents)
    name = msg("Hand documents out to {annotator}", annotator=person.name)
    workspace.perform(
        Give(people=(person,), assignments=given, name=name, review=review), initiator=initiator
    )
    there = {one.id: one for one in workspace.annotators()}
    return Given(annotator=there[person.id], documents=documents, by=workspace.reader)


def hand_out(
    workspace: Workspace,
    target: Path,
    wanted: HandOut,
    *,
    review: bool = True,
    initiator: object = None,
) -> PacketFacts:
    """Make a packet: chosen documents with one person's own readings, the scheme and its guidelines.

    To be called again when more shall be read, or when a packet was lost: what came home is in the new one.
    Where a person waits, call `give`, and `make_packet` in a worker.

    Raises:
        AnnotatorError: as `give`; or something is at `target` already, or it can't be written.
    """
    from annotator.store.project_file import check_free

    check_free(target)
    given = give(workspace, wanted, review=review, initiator=initiator)
    make_packet(workspace.path, given, target)
    return describe(target)


def describe(path: Path) -> PacketFacts:
    """Return what a packet, or a copy of a project, is and how far the work in it is.

    Raises:
        ProjectFileError: it is damaged, foreign, newer, or no project at all.
    """
    with closing(Repository.look(path)) as repository:
        return facts_of(repository)


def look_at(
    project: Path, files: Sequence[Path], *, add_labels: bool = False, progress: Progress | None = None
) -> Homecoming:
    """Return what files would bring home, and why some would not. Nothing is written; any thread may ask.

    Each file is taken wholly or not at all; one that is refused does not keep the others out.

    Args:
        project: the project's file; a window may have it open.
        files: packets of the project, copies of packets, copies of the project.
        add_labels: let labels, attributes and relation types that the scheme lacks join it.
        progress: one step a revision.

    Raises:
        ProjectFileError: the project itself can't be read.
        Cancelled: through `progress`.
    """
    with closing(Repository.look(project)) as hub, seldom(HARDLY_EVER):
        plan = PacketPlan(hub, add_labels=add_labels)
        try:
            for path in files:
                plan.add(path, progress)
            return plan.done()
        finally:
            Item.forget()


def bring_home(
    workspace: Workspace,
    coming: Homecoming,
    *,
    initiator: object = None,
    progress: Progress | None = None,
) -> Homecoming:
    """Back the project up, and bring home what was looked at, as one step of the history.

    If the project has changed since, the files are looked at again first.

    Returns:
        What came home, and what was refused.

    Raises:
        ProjectFileError: it could not be saved, or the backup failed; nothing has changed.
        Cancelled: through `progress`; nothing has changed.
    """
    if workspace.refusal is not None:
        raise workspace.refusal
    if workspace.newest_step != coming.since:
        coming = look_at(coming.project, coming.files, add_labels=coming.add_labels, progress=progress)
    if coming.is_news:
        with seldom(HARDLY_EVER):
            backups.take(workspace.path)
            workspace.take_home(
                _name(coming), coming.changes, coming.union, initiator=initiator, progress=progress
            )
    return coming


def readers_matrix(workspace: Workspace, people: Sequence[Annotator] | None = None) -> Matrix:
    """Return who has what and how far everybody is: all people of the project, or these."""
    return matrix(
        workspace.documents(), workspace.annotators() if people is None else people, workspace.assignments()
    )


def _name(coming: Homecoming) -> Message:
    accepted = [one.facts for one in coming.accepted if one.facts is not None and one.is_news]
    if len(accepted) == 1 and accepted[0].annotator:
        return msg("Bring home the work of {annotator}", annotator=accepted[0].annotator)
    if len(accepted) == 1:
        return msg("Bring home a copy of the project")
    return msgn("Bring home a packet", "Bring home {count} packets", len(accepted))
