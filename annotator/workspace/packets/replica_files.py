"""A project file behind the interface through which replicas meet (`team.exchange`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing

from annotator.language import msg
from annotator.model import Item, ItemRevision
from annotator.store.repository import Repository
from annotator.team.union import in_order, new
from annotator.workspace.packets.homing import Plan
from annotator.workspace.packets.replicas import FileReplica
from annotator.workspace.workspace import Workspace


class ProjectReplica:
    """An open project, as a replica.

    Args:
        workspace: the open project, not a packet.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def known(self) -> Mapping[str, str]:
        """Return the digest of each revision, by its id."""
        with closing(Repository.look(self._workspace.path)) as repository:
            return _whole(repository).known

    def beyond(self, known: Mapping[str, str]) -> list[ItemRevision]:
        """Return the revisions that somebody lacks who knows these, or knows otherwise, parents first."""
        with closing(Repository.look(self._workspace.path)) as repository:
            revisions = _whole(repository).revisions()
            return in_order(one for one in revisions if known.get(one.id) != one.digest)

    def take(self, revisions: Iterable[ItemRevision]) -> int:
        """Take revisions in, all or none, as one step of the history; return how many were new.

        Raises:
            ClashError: an id comes with another digest.
            AnnotatorError: a revision is damaged, breaks the scheme's rules, or can't be saved.
        """
        come = list(revisions)
        with closing(Repository.look(self._workspace.path)) as repository:
            plan = Plan(repository)
            plan.replica.load(
                [*repository.union.documents(), *{Item.of(one.item).document_id for one in come}]
            )
            there = new(plan.replica.known, come)
            plan.receive(there)
            coming = plan.done()
        self._workspace.take_home(msg("Bring home what was exchanged"), coming.changes, coming.union)
        return len(there)


def _whole(repository: Repository) -> FileReplica:
    replica = FileReplica(repository)
    replica.load(repository.union.documents())
    return replica
