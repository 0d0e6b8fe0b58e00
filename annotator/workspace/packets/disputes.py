"""Two versions of one thing, made apart: both are kept until a person chooses."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import Item, ItemRevision, Relation, Written, new_id
from annotator.model.twins import is_same_as
from annotator.store.merging_values import value_of, written_relation, written_span
from annotator.store.repository import Repository
from annotator.team.choosing import choice
from annotator.team.twins import families, is_disputed
from annotator.workspace.packets.homing import Plan
from annotator.workspace.packets.replicas import FileReplica, Movements
from annotator.workspace.packets.versions import Conflict, Telling, Version, carried
from annotator.workspace.workspace import Workspace

__all__ = ["Conflict", "Version", "choose", "conflicts"]


def conflicts(workspace: Workspace) -> tuple[Conflict, ...]:
    """Return all that waits for somebody's choice in the documents that are here, document by document."""
    with closing(Repository.look(workspace.path)) as repository:
        documents = {Item.of(one.item).document_id for one in repository.union.disputed()}
        replica = FileReplica(repository)
        replica.load(documents)
        there = replica.branches
        titles = {one.id: one.title for one in workspace.documents()}
        people = {one.id: one.name for one in workspace.annotators()}
        ways: dict[str, Movements] = {}
        found = []
        for name, family in families(there, (one for one in there if is_disputed(there, one))).items():
            item = Item.of(name)
            if item.document_id and item.document_id not in titles:
                continue
            if item.document_id and item.document_id not in ways:
                ways[item.document_id] = _way(repository, item.document_id)
            telling = Telling(there, people, ways.get(item.document_id))
            found.append(
                Conflict(
                    item=name,
                    kind=item.kind,
                    document_id=item.document_id,
                    title=titles.get(item.document_id, ""),
                    set_id=item.set_id,
                    reader=_reader(workspace, item),
                    versions=tuple(telling.versions(family)),
                )
            )
    order = {document_id: place for place, document_id in enumerate(titles)}
    return tuple(sorted(found, key=lambda one: (order.get(one.document_id, -1), one.kind, one.item)))


def choose(workspace: Workspace, item: str, version: str, *, initiator: object = None) -> None:
    """Let one of the versions of an item be the one that counts, everywhere this is brought to.

    Of what was made twice, one stands for the others from now on.

    Args:
        workspace: the project.
        item: its name (`Conflict.item`).
        version: the id of the version (`Version.id`).
        initiator: whoever asks for it.

    Raises:
        RuleError: it is no longer among the versions ("E_CONFLICT"), or the scheme does not allow it beside
            what stands.
        ProjectFileError: it could not be saved; nothing has changed.
    """
    if workspace.refusal is not None:
        raise workspace.refusal
    parts = Item.of(item)
    with closing(Repository.look(workspace.path)) as repository:
        plan = Plan(repository)
        plan.replica.load({parts.document_id, ""})
        there = plan.replica.branches
        family = families(there, [item]).get(item, [])
        heads = {one.id: one for name in family for one in there[name].heads}
        chosen = heads.get(version)
        if chosen is None or not any(is_disputed(there, one) for one in family):
            raise RuleError(
                msg("This version is not there to choose any more. Look at the conflicts again."),
                code="E_CONFLICT",
            )
        text, value = _now(repository, parts, chosen)
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        written = Written(new_id(), 0, item, workspace.reader.id, at, text, value)
        plan.settle(choice(there, family, written))
        coming = plan.done()
    workspace.take_home(msg("Choose between two versions"), coming.changes, coming.union, initiator=initiator)


def _way(repository: Repository, document_id: str) -> Movements:
    document = repository.document(document_id)
    return Movements(document.sha256, repository.union.corrections(document_id))


def _now(repository: Repository, item: Item, chosen: ItemRevision) -> tuple[str, str | None]:
    """Return what was chosen as a value of the item, in the text of now, with that text's hash."""
    if chosen.value is None or is_same_as(chosen.value):
        return chosen.text, chosen.value
    if item.kind == "span":
        document = repository.document(item.document_id)
        span = carried(item, chosen, _way(repository, item.document_id))
        return document.sha256, None if span is None else written_span(replace(span, id=item.id))
    link = value_of(item, chosen.value)
    if isinstance(link, Relation):
        return chosen.text, written_relation(replace(link, id=item.id))
    return chosen.text, chosen.value


def _reader(workspace: Workspace, item: Item) -> str:
    if not item.set_id:
        return ""
    sets = workspace.summary(item.document_id).sets
    found = next((one.annotator for one in sets if one.id == item.set_id), None)
    return "" if found is None else found.name
