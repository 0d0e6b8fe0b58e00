"""What is asked of every revision before it is let in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
    Relation,
    Remark,
    SpanAnnotation,
)
from annotator.store.merging_values import SetHead, value_of
from annotator.team.union import ClashError
from annotator.workspace.packet_faults import damaged
from annotator.workspace.replicas import FileReplica

_OWN_ID: Final = (Annotator, SpanAnnotation, Relation, Remark, Decision)


def check(
    path: Path, new: Iterable[ItemRevision], here: FileReplica, derived: Collection[str] = frozenset()
) -> None:
    """Refuse revisions that are not what they say they are, or that hang in the air.

    Args:
        path: the file that they come from.
        new: parents before children.
        here: what is known of the same documents.
        derived: the ids of those that have just been made of a log whose own digests are right.

    Raises:
        InputError: "E_PACKET_DAMAGED".
        ClashError: a step has two authors or times.
    """
    steps = {one.id.partition(".")[0]: (one.author, one.at) for one in here.revisions()}
    known = set(here.known)
    for one in new:
        reason = _reason(one, is_derived=one.id in derived)
        if reason is None and not known.issuperset(one.parents):
            reason = msg("a revision is missing.")
        if reason is not None:
            raise damaged(path, reason)
        if steps.setdefault(one.id.partition(".")[0], (one.author, one.at)) != (one.author, one.at):
            raise ClashError(one.id)
        known.add(one.id)


def _reason(one: ItemRevision, *, is_derived: bool) -> Message | None:
    if not is_derived and not one.is_sound():
        return msg("a digest does not fit.")
    origin, _, number = one.id.partition(".")
    try:
        item = Item.of(one.item)
        value: Any = None if one.value is None else value_of(item, one.value)
    except (msgspec.MsgspecError, KeyError, ValueError):
        return msg("an entry can't be understood.")
    is_numbered = bool(origin) and number.isdecimal() and number.isascii() and one.clock > 0
    is_named = Item.made(*item[:4]).name == one.item
    if not is_numbered or not is_named or (value is not None and not _belongs(item, value)):
        return msg("an entry contradicts itself.")
    return None


def _belongs(item: Item, value: Any) -> bool:
    """Tell whether a value is one of the item that it stands under."""
    if isinstance(value, _OWN_ID) and value.id != item.id:
        return False
    if isinstance(value, Assignment) and value.annotator_id != item.id:
        return False
    if isinstance(value, SetHead | Remark | Decision | Assignment):
        return value.document_id == item.document_id
    return True
