"""Proves the union: every revision by its digest, and what is worked out from revisions by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.language import Message, msg
from annotator.model import Item, ItemRevision, Problem
from annotator.model.twins import differ
from annotator.store import merging

_ROWS = f"""\
SELECT i.key, i.name, i.shown, i.disputed, r.key, {merging.REVISION}
FROM item AS i LEFT JOIN item_revision AS r ON r.item_key = i.key
LEFT JOIN origin AS o ON o.key = r.origin_key LEFT JOIN item_text AS t ON t.key = r.item_text_key"""  # noqa: S608 - a constant
_ALL = f"{_ROWS} ORDER BY i.key, r.key"
_ONE = f"{_ROWS} WHERE i.key = (SELECT item_key FROM item_revision WHERE key = ?) ORDER BY r.key"  # noqa: S608


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file says of an item: its name, what it shows, whether it is disputed, and its revisions."""

    name: str
    shown: int | None
    disputed: bool
    revisions: dict[int, ItemRevision]

    def heads(self) -> list[ItemRevision]:
        parents = {parent for one in self.revisions.values() for parent in one.parents}
        return [one for one in self.revisions.values() if one.id not in parents]

    def standing(self) -> str | None:
        last = max(self.heads(), key=lambda one: one.rank, default=None)
        return None if last is None else last.value


def check(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what is wrong with the union, the first thing of each item only."""
    with closing(connection.execute(_ALL)) as rows:
        for item in _items(rows):
            reason = _reason(connection, item)
            if reason is not None:
                yield _problem(item.name, reason)


def _items(rows: Iterable[Any]) -> Iterator[_Known]:
    groups: Iterator[tuple[Any, Iterable[Any]]] = groupby(rows, key=itemgetter(0, 1, 2, 3))
    for (_, name, shown, disputed), group in groups:
        found = {key: merging.revision_of(row) for _, _, _, _, key, *row in group if key is not None}
        yield _Known(name, shown, bool(disputed), found)


def _reason(connection: sqlite3.Connection, item: _Known) -> Message | None:
    revisions = item.revisions.values()
    if not all(one.item == item.name and one.is_sound() for one in revisions):
        return msg("a digest does not fit.")
    ids = {one.id for one in revisions}
    if not all(ids.issuperset(one.parents) for one in revisions):
        return msg("a revision is missing.")
    disputed = len({(one.value, one.text) for one in item.heads()}) > 1
    if item.shown is not None and item.shown not in item.revisions:
        twin = _twin(connection, item)
        if twin is None:
            return msg("what is shown of it is not there.")
        disputed = disputed or differ(Item.of(item.name).kind, item.standing(), twin.standing())
    if item.disputed != disputed:
        return msg("it is a conflict and not known as one, or the other way round.")
    return None


def _twin(connection: sqlite3.Connection, item: _Known) -> _Known | None:
    """Return the item that stands for this one (`model.twins`); None if there is none that can."""
    found = next(_items(connection.execute(_ONE, (item.shown,))), None)
    if found is None or not item.revisions:
        return None
    own, other = Item.of(item.name), Item.of(found.name)
    alike = (own.document_id, own.kind, own.set_id) == (other.document_id, other.kind, other.set_id)
    return found if alike and own.kind in {"span", "relation"} and other.id < own.id else None


def _problem(name: str, reason: Message) -> Problem:
    try:
        document_id = Item.of(name).document_id or None
    except ValueError:
        document_id = None
    return Problem(
        code="E_UNION",
        message=msg(
            "What has been exchanged with copies of this project is damaged: {reason} Open a backup.",
            reason=reason,
        ),
        document_id=document_id,
        details=name,
    )
