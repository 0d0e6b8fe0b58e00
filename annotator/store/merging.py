"""The union of what copies of a project have exchanged (`model.items`), in the tables of one file.

It holds the revisions of those documents only that have been handed out or have come home; the rest of the
log is taken in when it is needed, and every copy makes the very same revisions of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from annotator.model import ItemRevision, PacketMark
from annotator.progress import Progress
from annotator.store.rows import to_json

REVISION = (
    "printf('%s.%012x', o.uuid, r.number), i.name, r.parents, r.clock, o.author, o.at,"
    " coalesce(t.sha256, ''), r.value, hex(r.sha256)"
)
"""What `revision_of` makes a revision of."""
_COLUMNS = f"""\
SELECT {REVISION}
FROM item AS i JOIN item_revision AS r ON r.item_key = i.key JOIN origin AS o ON o.key = r.origin_key
LEFT JOIN item_text AS t ON t.key = r.item_text_key"""  # noqa: S608 - constants
_RANGES = (
    "json_each(?) AS w CROSS JOIN item AS i"
    " ON i.name >= json_extract(w.value, '$[0]') AND i.name < json_extract(w.value, '$[1]')"
)
_OF_DOCUMENTS = _COLUMNS.replace("FROM item AS i", f"FROM {_RANGES}")
_DISPUTED = f"{_COLUMNS} WHERE i.disputed"
_ALL = f"{_COLUMNS} ORDER BY r.key"
_SHOWN = f"""\
SELECT i.name, CASE WHEN r.item_key = i.key THEN printf('%s.%012x', o.uuid, r.number) END,
    CASE WHEN r.item_key <> i.key THEN (SELECT name FROM item WHERE key = r.item_key) END
FROM {_RANGES}
LEFT JOIN item_revision AS r ON r.key = i.shown LEFT JOIN origin AS o ON o.key = r.origin_key"""  # noqa: S608


_NUMBER: Final = len(".000000000000")
"""So long is the number in the id of a revision, with its point."""
_ROWS: Final = 32
"""So many rows are one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionWrites:
    """What joins the union, all in one transaction.

    Attributes:
        revisions: new ones, parents before children.
        shown: item → the id of the revision that this file shows from now on, or None; of all items that
            the revisions are about, and others. It is another item's where that one stands for this one.
        disputed: of the same items, whether their heads, or they and what stands for them, say different
            things now.
        documents: those whose log is in the union now, up to the newest step; "" for the people.
    """

    revisions: Sequence[ItemRevision] = ()
    shown: Mapping[str, str | None] = field(default_factory=dict)
    disputed: Mapping[str, bool] = field(default_factory=dict)
    documents: Iterable[str] = ()

    def __bool__(self) -> bool:
        return bool(self.revisions or self.shown)


def write(
    connection: sqlite3.Connection,
    union: UnionWrites,
    *,
    homecoming: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Write what joins the union, inside the caller's transaction.

    Args:
        connection: in a writing transaction.
        union: what joins.
        homecoming: the step by which it came home, written just before, or None.
        progress: hears now and then that the work goes on, and stops it; no steps are counted.

    Raises:
        sqlite3.IntegrityError: a revision is there already.
        Cancelled: through `progress`; the caller takes the transaction back.
    """
    watched = progress or Progress()
    if homecoming is not None:
        connection.execute("INSERT INTO homecoming (step_id) VALUES (?)", (homecoming,))
    # All keys are given out here: half the time would be spent on looking them up in SQL.
    # In the order of the indexes, for else each row would be on another page of them.
    revisions = sorted(union.revisions, key=attrgetter("clock", "id"))
    watched.step(0)
    first = _next_key(connection, "item_revision")
    new = {one.id: key for key, one in enumerate(revisions, start=first)}
    items = _write_items(connection, union, new, watched)
    texts = _kept(connection, "item_text", "sha256", {one.text for one in union.revisions if one.text})
    origins = _origins(connection, union.revisions)
    _insert(
        connection,
        "item_revision",
        "key, item_key, origin_key, number, parents, clock, item_text_key, value, sha256",
        [
            (
                key,
                items[one.item],
                origins[one.id[:-_NUMBER]],
                int(one.id[1 - _NUMBER :], 16),
                " ".join(one.parents),
                one.clock,
                texts.get(one.text),
                one.value,
                bytes.fromhex(one.digest),
            )
            for key, one in enumerate(revisions, start=first)
        ],
        watched,
    )
    (newest,) = connection.execute("SELECT max(id) FROM step").fetchone()
    if newest is not None:
        connection.executemany(
            "INSERT INTO item_log (document_id, step_id) VALUES (?, ?)"
            " ON CONFLICT (document_id) DO UPDATE SET step_id = excluded.step_id",
            [(document_id, newest) for document_id in union.documents],
        )


def _origin_of(revision: str) -> tuple[str, int]:
    """Return the step that made a revision, and its number in it."""
    origin, _, number = revision.partition(".")
    return origin, int(number, 16)


def _next_key(connection: sqlite3.Connection, table: str) -> int:
    (last,) = connection.execute(f"SELECT max(key) FROM {table}").fetchone()  # noqa: S608 - a constant
    return 1 if last is None else int(last) + 1


def _write_items(
    connection: sqlite3.Connection, union: UnionWrites, new: Mapping[str, int], watched: Progress
) -> dict[str, int]:
    """Write which revision of each item is shown and whether it is disputed; return the items' keys.

    Args:
        connection: in a writing transaction.
        union: what joins.
        new: the keys that its revisions are about to get, by their ids.
        watched: hears that the work goes on.
    """
    shown = union.shown
    keys = _keys(connection, "item", "name", list(shown))
    there = list(keys)
    connection.executemany(
        "UPDATE item SET shown = ?, disputed = ? WHERE key = ?",
        [
            (_revision_key(connection, shown[name], new), int(union.disputed[name]), keys[name])
            for name in there
        ],
    )
    missing = sorted(name for name in shown if name not in keys)
    keys.update((name, key) for key, name in enumerate(missing, start=_next_key(connection, "item")))
    disputed = union.disputed
    _insert(
        connection,
        "item",
        "key, name, shown, disputed",
        [
            (keys[name], name, new.get(one) or _revision_key(connection, one, new), int(disputed[name]))
            for name in missing
            for one in (shown[name] or "",)
        ],
        watched,
    )
    return keys


def _insert(
    connection: sqlite3.Connection, table: str, columns: str, rows: list[tuple[Any, ...]], watched: Progress
) -> None:
    """Insert rows, many with one statement: a fifth of the time is in the statements else."""
    marks = f"({', '.join('?' * (columns.count(',') + 1))})"
    insert = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608 - constants
    whole = len(rows) - len(rows) % _ROWS
    many = insert + ", ".join([marks] * _ROWS)
    for place in range(0, whole, _ROWS):
        connection.execute(many, tuple(chain.from_iterable(rows[place : place + _ROWS])))
        watched.step(0)
    connection.executemany(insert + marks, rows[whole:])


def _revision_key(connection: sqlite3.Connection, revision: str | None, new: Mapping[str, int]) -> int | None:
    """Return the key of a revision that is in the file, or about to be; None if there is none."""
    if not revision or revision in new:
        return new.get(revision or "")
    (key,) = connection.execute(
        "SELECT r.key FROM origin AS o JOIN item_revision AS r ON r.origin_key = o.key"
        " WHERE o.uuid = ? AND r.number = ?",
        _origin_of(revision),
    ).fetchone()
    return int(key)


def _kept(connection: sqlite3.Connection, table: str, column: str, values: Iterable[str]) -> dict[str, int]:
    """Keep each value once; return their keys."""
    wanted = list(values)
    connection.executemany(
        f"INSERT INTO {table} ({column}) VALUES (?) ON CONFLICT ({column}) DO NOTHING",  # noqa: S608 - constants
        [(one,) for one in wanted],
    )
    return _keys(connection, table, column, wanted)


def _keys(connection: sqlite3.Connection, table: str, column: str, values: list[str]) -> dict[str, int]:
    query = f"SELECT {column}, key FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
    return dict(connection.execute(query, (to_json(values),)).fetchall())


def _origins(connection: sqlite3.Connection, revisions: Iterable[ItemRevision]) -> dict[str, int]:
    steps = {one.id[:-_NUMBER]: (one.author, one.at) for one in revisions}
    connection.executemany(
        "INSERT INTO origin (uuid, author, at) VALUES (?, ?, ?) ON CONFLICT (uuid) DO NOTHING",
        [(uuid, *by) for uuid, by in steps.items()],
    )
    return _keys(connection, "origin", "uuid", list(steps))


def read(connection: sqlite3.Connection, document_ids: Iterable[str]) -> Iterator[ItemRevision]:
    """Yield the revisions that the union has of these documents' items; "" is for the people."""
    with closing(connection.execute(_OF_DOCUMENTS, _ranges(document_ids))) as rows:
        yield from map(revision_of, rows)


def read_all(connection: sqlite3.Connection) -> Iterator[ItemRevision]:
    """Yield all revisions of the union, parents before children."""
    with closing(connection.execute(_ALL)) as rows:
        yield from map(revision_of, rows)


def read_disputed(connection: sqlite3.Connection) -> list[ItemRevision]:
    """Return the revisions of all items whose heads say different things."""
    return [revision_of(row) for row in connection.execute(_DISPUTED)]


def read_shown(
    connection: sqlite3.Connection, document_ids: Iterable[str]
) -> dict[str, tuple[str | None, str | None]]:
    """Return which revision of each item of these documents the file shows, or which item stands for it."""
    rows = connection.execute(_SHOWN, _ranges(document_ids))
    return {name: (shown, led) for name, shown, led in rows}


def read_packet(connection: sqlite3.Connection) -> PacketMark | None:
    """Return what marks the file as a packet; None if it is none."""
    row = connection.execute("SELECT project_id, title, annotator_id, at FROM packet").fetchone()
    if row is None:
        return None
    project_id, title, annotator_id, at = row
    return PacketMark(project_id=project_id, title=title, annotator_id=annotator_id, at=at)


def write_packet(connection: sqlite3.Connection, mark: PacketMark) -> None:
    """Mark a new file as a packet, inside the caller's transaction."""
    connection.execute(
        "INSERT INTO packet (key, project_id, title, annotator_id, at) VALUES (1, ?, ?, ?, ?)",
        (mark.project_id, mark.title, mark.annotator_id, mark.at),
    )


def _ranges(document_ids: Iterable[str]) -> tuple[str]:
    """Return the borders between which the names of documents' items lie: a comma comes before a hyphen."""
    begins = (to_json([document_id])[:-1] for document_id in document_ids)
    return (to_json([(one + ",", one + "-") for one in begins]),)


def revision_of(row: Sequence[Any]) -> ItemRevision:
    """Return the revision in the columns `REVISION`."""
    key, item, parents, clock, author, at, text, value, digest = row
    return ItemRevision(
        id=key,
        item=item,
        parents=tuple(parents.split()),
        clock=clock,
        author=author,
        at=at,
        text=text,
        value=value,
        digest=digest.lower(),
    )
