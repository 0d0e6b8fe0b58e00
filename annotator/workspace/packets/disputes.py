"""Two versions of one thing, made apart: both are kept until a person chooses."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import Item, ItemRevision, SpanAnnotation, Written, new_id
from annotator.store.merging_values import Value, value_of, written_span
from annotator.store.repository import Repository
from annotator.workspace.packets.homing import Plan
from annotator.workspace.packets.replicas import FileReplica, Movements
from annotator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the versions that stand against each other.

    Attributes:
        id: of the revision.
        author: the id of whoever made it, or None.
        author_name: what that person is called, or "".
        at: when, ISO 8601 in UTC.
        value: what it says: a `SpanAnnotation`, a `Relation`, a `State`, a `Remark` and so on; None: it is
            gone. A span lies in the text of now; it is None too where none of its words is left.
        stands: whether this one is shown until somebody chooses.
    """

    id: str
    author: str | None
    author_name: str
    at: str
    value: Value | None
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that two people, or one person in two places, have made different.

    Attributes:
        item: its name in the union.
        kind: that of `model.items.Item`, such as "span".
        document_id: the document, "" for a person.
        title: of the document.
        set_id: the reading, or "".
        reader: the name of the person whose reading it is, or "".
        versions: what stands first, then the others, the latest of them first.
    """

    item: str
    kind: str
    document_id: str
    title: str
    set_id: str
    reader: str
    versions: tuple[Version, ...]


def conflicts(workspace: Workspace) -> tuple[Conflict, ...]:
    """Return all that waits for somebody's choice in the documents that are here, document by document."""
    with closing(Repository.look(workspace.path)) as repository:
        documents = {Item.of(one.item).document_id for one in repository.union.disputed()}
        replica = FileReplica(repository)
        replica.load(documents)
        titles = {one.id: one.title for one in workspace.documents()}
        people = {one.id: one.name for one in workspace.annotators()}
        order = {document_id: place for place, document_id in enumerate(titles)}
        found = []
        ways: dict[str, Movements] = {}
        for name, branches in replica.branches.items():
            item = Item.of(name)
            if not branches.is_disputed or (item.document_id and item.document_id not in titles):
                continue
            if item.document_id and item.document_id not in ways:
                ways[item.document_id] = _way(repository, item.document_id)
            found.append(
                Conflict(
                    item=name,
                    kind=item.kind,
                    document_id=item.document_id,
                    title=titles.get(item.document_id, ""),
                    set_id=item.set_id,
                    reader=_reader(workspace, item),
                    versions=tuple(
                        _version(
                            item, one, people, ways.get(item.document_id), stands=one is branches.standing
                        )
                        for one in reversed(branches.heads)
                    ),
                )
            )
    return tuple(sorted(found, key=lambda one: (order.get(one.document_id, -1), one.kind, one.item)))


def choose(workspace: Workspace, item: str, version: str, *, initiator: object = None) -> None:
    """Let one of the versions of an item be the one that counts, everywhere this is brought to.

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
        branches = plan.replica.branches.get(item)
        chosen = next((one for one in branches.heads if one.id == version), None) if branches else None
        if branches is None or chosen is None:
            raise RuleError(
                msg("This version is not there to choose any more. Look at the conflicts again."),
                code="E_CONFLICT",
            )
        text, value = _now(repository, parts, chosen)
        written = Written(
            origin=new_id(),
            number=0,
            item=item,
            author=workspace.reader.id,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            text=text,
            value=value,
        )
        plan.settle(branches.settled(written)[0])
        coming = plan.done()
    workspace.take_home(msg("Choose between two versions"), coming.changes, coming.union, initiator=initiator)


def _way(repository: Repository, document_id: str) -> Movements:
    document = repository.document(document_id)
    return Movements(document.sha256, repository.union.corrections(document_id))


def _now(repository: Repository, item: Item, chosen: ItemRevision) -> tuple[str, str | None]:
    """Return what was chosen as it reads in the text of now, with that text's hash."""
    if chosen.value is None or item.kind != "span":
        return chosen.text, chosen.value
    document = repository.document(item.document_id)
    span = _carried(item, chosen, _way(repository, item.document_id))
    return document.sha256, None if span is None else written_span(span)


def _carried(item: Item, one: ItemRevision, way: Movements) -> SpanAnnotation | None:
    span = value_of(item, one.value or "")
    return way.carried(span, one.text) if isinstance(span, SpanAnnotation) else None


def _version(
    item: Item, one: ItemRevision, people: dict[str, str], way: Movements | None, *, stands: bool
) -> Version:
    value: Value | None = None
    if one.value is not None:
        is_span = item.kind == "span" and way is not None
        value = _carried(item, one, way) if is_span and way is not None else value_of(item, one.value)
    return Version(
        id=one.id,
        author=one.author,
        author_name=people.get(one.author or "", ""),
        at=one.at,
        value=value,
        stands=stands,
    )


def _reader(workspace: Workspace, item: Item) -> str:
    if not item.set_id:
        return ""
    sets = workspace.summary(item.document_id).sets
    found = next((one.annotator for one in sets if one.id == item.set_id), None)
    return "" if found is None else found.name
