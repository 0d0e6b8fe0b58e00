"""Makes the file of a packet: the documents, one person's own readings, and what these were made from."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from annotator.editing.change import (
    AnnotatorChange,
    AssignmentChange,
    Change,
    DocumentChange,
    RemarkChange,
    SetChange,
    Step,
)
from annotator.language import msg
from annotator.model import Assignment, Item, PacketMark, Remark
from annotator.store.merging import UnionWrites
from annotator.store.merging_file import PacketContents, write_packet
from annotator.store.merging_values import SetHead, value_of
from annotator.store.repository import Repository
from annotator.team.union import in_order
from annotator.workspace.packets.giving import Given
from annotator.workspace.packets.replicas import FileReplica


def make_packet(project: Path, given: Given, target: Path) -> None:
    """Make a packet of what has been given. The project is read only; any thread may do it.

    Args:
        project: the project's file; a window may have it open.
        given: what, to whom, by whom.
        target: where; nothing may be there yet.

    Raises:
        ProjectFileError: the project can't be read, something is at `target`, or it can't be written.
    """
    with closing(Repository.look(project)) as hub:
        packing = _Packing(hub, given)
        contents = PacketContents(
            mark=PacketMark(
                project_id=hub.project_id,
                title=hub.title,
                annotator_id=given.annotator.id,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
            ),
            title=f"{hub.title} · {given.annotator.name}",
            scheme=hub.scheme(),
            step=Step(
                name=msg("Hand documents out to {annotator}", annotator=given.annotator.name),
                changes=tuple(packing.changes),
            ),
            union=packing.union(),
            author=given.by.id,
            author_name=given.by.name,
        )
        Item.forget()
        write_packet(target, contents)


class _Packing:
    """Chooses what goes in: nobody else's work, for a reader shall not see it (they are blind)."""

    def __init__(self, hub: Repository, given: Given) -> None:
        self._person = given.annotator.id
        self._documents = frozenset(given.documents)
        self._replica = FileReplica(hub)
        self._replica.load([*given.documents, ""])
        annotated = list(hub.annotated(given.documents))
        self._sets = {
            one.id
            for document in annotated
            for one in document.sets
            if one.annotator is not None and one.annotator.id == self._person
        }
        remarks = [one for one in hub.remarks() if self._takes_remark(one)]
        self._remarks = {one.id for one in remarks}
        talking = {one.author for one in remarks} | {one.answered_by for one in remarks}
        people = [one for one in hub.annotators() if one.id in {self._person, *talking}]
        self._people = {one.id for one in people}
        assigned = [one for one in hub.assignments() if self._takes_assignment(one)]
        self.changes: list[Change] = [AnnotatorChange(before=None, after=one) for one in people]
        for document in annotated:
            self.changes.append(DocumentChange(before=None, after=document.document))
            own = (one for one in document.sets if one.id in self._sets)
            self.changes += [SetChange(before=None, after=one) for one in own]
        self.changes += [RemarkChange(before=None, after=one) for one in remarks]
        self.changes += [AssignmentChange(before=None, after=one) for one in assigned]

    def union(self) -> UnionWrites:
        """Return the revisions of all that goes in, and of what it once was."""
        replica = self._replica
        gone = {item.set_id for items in replica.items.values() for item in items if self._was_own(item)}
        self._sets |= gone
        items = [item.name for items in replica.items.values() for item in items if self._takes(item)]
        revisions = in_order(one for item in items for one in replica.past.get(item, ()))
        return replica.writes(items, revisions, replica.documents)

    def _takes(self, item: Item) -> bool:
        if item.kind == "annotator":
            return item.id in self._people
        if item.kind == "assignment":
            return item.id == self._person
        return item.id in self._remarks if item.kind == "remark" else item.set_id in self._sets

    def _was_own(self, item: Item) -> bool:
        """Tell whether an item is a reading of the person's, be it here or gone."""
        past: Iterable[str | None] = ()
        if item.kind == "set":
            past = (one.value for one in self._replica.past.get(item.name, ()))
        heads = (value_of(item, value) for value in past if value is not None)
        return any(isinstance(one, SetHead) and one.annotator_id == self._person for one in heads)

    def _takes_remark(self, remark: Remark) -> bool:
        if remark.document_id not in self._documents:
            return False
        return remark.set_id in self._sets or (remark.set_id is None and remark.author == self._person)

    def _takes_assignment(self, given: Assignment) -> bool:
        return given.document_id in self._documents and given.annotator_id == self._person
