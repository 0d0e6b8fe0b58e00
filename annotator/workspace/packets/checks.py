"""What is asked of every revision before it is let in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from annotator.language import Message, msg
from annotator.model import (
    Annotator,
    Assignment,
    Decision,
    Item,
    ItemRevision,
    Remark,
)
from annotator.model.twins import SameAs
from annotator.store.log_rows import RelationRow, SpanRow
from annotator.store.merging_values import SetHead, proved
from annotator.team.union import ClashError
from annotator.workspace.packets.faults import damaged
from annotator.workspace.packets.replicas import FileReplica

_NUMBER: Final = re.compile("[0-9a-f]{12}")
_OWN_ID: Final = (SpanRow, RelationRow, Annotator, Remark, Decision)


def checked(
    path: Path, new: Iterable[ItemRevision], here: FileReplica, *, sealed: Collection[str] | None = None
) -> Iterator[ItemRevision]:
    """Yield revisions as they come, and refuse one that is not what it says it is, or hangs in the air.

    Args:
        path: the file that they come from.
        new: parents before children.
        here: what is known of the same documents.
        sealed: the ids of those whose digests were written elsewhere, if not all were: others have just been
            made of a log whose own digests are right.

    Raises:
        InputError: "E_PACKET_DAMAGED".
        ClashError: a step has two authors or times.
    """
    steps = {one.id.partition(".")[0]: (one.author, one.at) for one in here.revisions()}
    known = set(here.known)
    for one in new:
        origin, _, number = one.id.partition(".")
        reason = _seal(one, origin, number) if sealed is None or one.id in sealed else None
        reason = reason or _content(one)
        if reason is None and one.parents and not known.issuperset(one.parents):
            reason = msg("a revision is missing.")
        if reason is not None:
            raise damaged(path, reason)
        by = one.author, one.at
        if steps.setdefault(origin, by) != by:
            raise ClashError(one.id)
        known.add(one.id)
        yield one


def _seal(one: ItemRevision, origin: str, number: str) -> Message | None:
    """Return what is wrong with a revision that was written by another program than this one."""
    if not one.is_sound():
        return msg("a digest does not fit.")
    if not (origin and _NUMBER.fullmatch(number) and one.clock > 0):
        return msg("an entry contradicts itself.")
    return None


def _content(one: ItemRevision) -> Message | None:
    """Return what is wrong with what a revision says."""
    try:
        item = Item.of(one.item)
        if one.value is None:
            return None
        value = proved(item, one.value)
        if value.id == item.id if type(value) is SpanRow else _belongs(item, value):
            return None
    except (msgspec.MsgspecError, KeyError, ValueError):
        return msg("an entry can't be understood.")
    return msg("an entry contradicts itself.")


def _belongs(item: Item, value: Any) -> bool:
    """Tell whether a value is one of the item that it stands under."""
    if isinstance(value, _OWN_ID):
        return value.id == item.id and getattr(value, "document_id", item.document_id) == item.document_id
    if isinstance(value, Assignment):
        return (value.document_id, value.annotator_id) == (item.document_id, item.id)
    if isinstance(value, SameAs):
        return value.id < item.id
    return not isinstance(value, SetHead) or value.document_id == item.document_id
