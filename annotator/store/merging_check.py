"""Proves the union: every revision by its digest, and what is worked out from revisions by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.language import Message, msg
from annotator.model import Item, ItemRevision, Problem
from annotator.store import merging

_ROWS = f"""\
SELECT i.key, i.name, i.shown, i.disputed, r.key, {merging.REVISION}
FROM item AS i LEFT JOIN item_revision AS r ON r.item_key = i.key
LEFT JOIN origin AS o ON o.key = r.origin_key LEFT JOIN item_text AS t ON t.key = r.item_text_key
ORDER BY i.key, r.key"""  # noqa: S608 - a constant


def check(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what is wrong with the union, the first thing of each item only."""
    with closing(connection.execute(_ROWS)) as rows:
        groups: Iterator[tuple[Any, Iterable[Any]]] = groupby(rows, key=itemgetter(0, 1, 2, 3))
        for (_, name, shown, disputed), group in groups:
            found = [(key, merging.revision_of(row)) for _, _, _, _, key, *row in group if key is not None]
            reason = _reason(name, shown, found, disputed=bool(disputed))
            if reason is not None:
                yield _problem(name, reason)


def _reason(
    name: str, shown: int | None, found: list[tuple[int, ItemRevision]], *, disputed: bool
) -> Message | None:
    revisions = {one.id: one for _, one in found}
    if not all(one.item == name and one.is_sound() for one in revisions.values()):
        return msg("a digest does not fit.")
    parents = {parent for one in revisions.values() for parent in one.parents}
    if not parents <= revisions.keys():
        return msg("a revision is missing.")
    if shown is not None and shown not in {key for key, _ in found}:
        return msg("what is shown of it is not there.")
    heads = {(one.value, one.text) for key, one in revisions.items() if key not in parents}
    if disputed != (len(heads) > 1):
        return msg("it is a conflict and not known as one, or the other way round.")
    return None


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
