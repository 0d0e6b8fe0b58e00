"""Reads what can still be read of a damaged database, row by row."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from annotator.language import msg
from annotator.model import Problem
from annotator.store import decisions, talk
from annotator.store.migrations import KEY_BITS

Row = tuple[Any, ...]
Type = tuple[type, bool]
"""What a column may hold, and whether it may be empty."""

_TABLES: Final = {
    "project": "key, id, title, created, scheme_key",
    "scheme": "key, sha256, version, json",
    "document_text": "key, sha256, text",
    "annotator": "key, id, name, role, colour",
    "document": "key, id, position, title, text_key, metadata, direction",
    "annotation_set": "key, id, document_key, owner, annotator_key, state, attributes",
    "span": 'key, id, label, start, "end", quote, attributes, comment, flagged, origin',
    "relation": "key, id, type, source_key, target_key, attributes",
    "remark": f"key, {', '.join(talk.COLUMNS)}",
    "assignment": "key, document_id, annotator_id",
    "decision": f"key, {decisions.LIST}",
    "step": "id, uuid, kind, of_step, name, author, at",
    "revision": "id, step_id, entity, document_id, set_id, entity_id, before, after",
    "origin": "key, uuid, author, at",
    "item_text": "key, sha256",
    "item": "key, name, shown, disputed",
    "item_revision": "key, item_key, origin_key, number, parents, clock, item_text_key, value",
    "item_log": "key, document_id, step_id",
    "homecoming": "step_id",
    "packet": "key, project_id, title, annotator_id, at",
}
UNION: Final = ("origin", "item_text", "item", "item_revision", "item_log", "homecoming", "packet")
"""The tables of what has been exchanged with copies."""
_YOUNG: Final = frozenset({"remark", "assignment", "decision", *UNION})
"""Tables that older files don't have."""
_LATER: Final = {
    ("annotation_set", "attributes"): "'{}' AS attributes",
    ("annotator", "colour"): "NULL AS colour",
}
"""Columns that older files don't have, and what stands for them."""
_LONGEST_LEAP: Final = 1 << 20
_NUMBERS: Final = frozenset(
    {"version", "position", "start", "end", "flagged", "of_step", "step_id", "gap"}
    | {"shown", "disputed", "number", "clock"}
)
_NULLABLE: Final = frozenset(
    {"annotator_key", "comment", "of_step", "author", "document_id", "set_id", "entity_id", "before", "after"}
    | {"span_id", "relation_id", "answer", "answered_by", "answered_at", "colour"}
    | {"shown", "item_text_key", "value"}
)
_INDEXES: Final = {
    "scheme": ("sqlite_autoindex_scheme_1",),
    "document_text": ("sqlite_autoindex_document_text_1",),
    "annotator": ("sqlite_autoindex_annotator_1",),
    "document": ("sqlite_autoindex_document_1", "document_by_text"),
    "annotation_set": ("sqlite_autoindex_annotation_set_1", "annotation_set_by_annotator"),
    "span": ("sqlite_autoindex_span_1",),
    "relation": ("sqlite_autoindex_relation_1", "relation_by_source", "relation_by_target"),
    "remark": ("sqlite_autoindex_remark_1", "remark_by_document"),
    "assignment": ("sqlite_autoindex_assignment_1",),
    "decision": ("sqlite_autoindex_decision_1", "decision_by_document"),
    "step": ("sqlite_autoindex_step_1",),
    "revision": ("revision_by_step",),
    "origin": ("sqlite_autoindex_origin_1",),
    "item_text": ("sqlite_autoindex_item_text_1",),
    "item": ("sqlite_autoindex_item_1",),
    "item_revision": ("sqlite_autoindex_item_revision_1", "item_revision_by_item"),
    "item_log": ("sqlite_autoindex_item_log_1",),
}


@dataclass(slots=True)
class Salvage:
    """The rows of each table by their key, and what is missing.

    Attributes:
        rows: table → key → the other columns.
        lost: what could not be read.
        damaged: the tables of which something is missing.
    """

    rows: dict[str, dict[int, Row]] = field(default_factory=dict)
    lost: list[Problem] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)


def salvage(connection: sqlite3.Connection) -> Salvage:
    """Read all tables of a project as far as they can be read.

    Args:
        connection: on a copy of the damaged file; it gets another `text_factory`.
    """
    connection.text_factory = bytes  # what is no UTF-8 is the loss of one row, not of all behind it
    found = Salvage()
    for table, columns in _TABLES.items():
        there = _columns(connection, table)
        if not there and table in _YOUNG:
            found.rows[table] = {}
            continue
        reader = _Reader(connection, table, columns)
        missing = reader.read(found.rows.get("annotation_set", {}))
        found.rows[table] = reader.rows
        if missing:
            found.lost.append(_rows_lost(table, missing))
        elif not reader.whole:
            found.lost.append(_table_lost(table, len(reader.rows)))
        if missing or not reader.whole:
            found.damaged.add(table)
    return found


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """Return the names of a table's columns; none if there is no such table, or that can't be told."""
    try:
        rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    except sqlite3.Error:
        return set()
    return {str(row[1], "utf-8") if isinstance(row[1], bytes) else row[1] for row in rows}


class _Reader:
    """Reads one table.

    Attributes:
        rows: what could be read.
        whole: whether all keys that there were are known.
    """

    def __init__(self, connection: sqlite3.Connection, table: str, columns: str) -> None:
        self._connection = connection
        self._table = table
        self._key, *names = columns.replace('"', "").split(", ")
        self._types: list[Type] = [
            (int if name in _NUMBERS or name.endswith("_key") else str, name in _NULLABLE) for name in names
        ]
        there = _columns(connection, table)
        for (of_table, name), instead in _LATER.items():
            if of_table == table and there and name not in there:
                columns = columns.replace(name, instead)
        self._select = f"SELECT {columns} FROM {table} NOT INDEXED"  # noqa: S608 - names from above
        self._bad: set[int] = set()
        self.rows: dict[int, Row] = {}
        self.whole = False

    def read(self, sets: Iterable[int]) -> list[int]:
        """Read all that can be read; return the keys of the rows that are known to be lost.

        A scan that meets a damaged page ends there, so the table is read from both ends, spans and
        relations also set by set. An index that is whole tells the keys of the rows between, which are
        looked for one by one. Where there is none, the scan leaps over what is damaged, and every number
        is looked for.
        """
        key = self._key
        self.whole = self._collect(f"ORDER BY {key}")
        if self.whole:
            return sorted(self._bad)
        self._collect(f"ORDER BY {key} DESC")
        keys = self._keys_of_indexes()
        if self._table in {"span", "relation"}:
            for one in sets:
                within = f"WHERE {key} >= {one << KEY_BITS:d} AND {key} < {(one + 1) << KEY_BITS:d}"
                self._collect(f"{within} ORDER BY {key}")
                self._collect(f"{within} ORDER BY {key} DESC")
        elif not self.whole:
            self._leap()
            keys |= set(range(1, max(keys | self.rows.keys(), default=0)))
        for one in sorted(keys - self.rows.keys() - self._bad):
            if not self._collect(f"WHERE {key} = {one:d}"):
                self._bad.add(one)
        return sorted(self._bad | (keys - self.rows.keys() if self.whole else set()))

    def _keys_of_indexes(self) -> set[int]:
        keys: set[int] = set()
        for index in _INDEXES.get(self._table, ()):
            with contextlib.suppress(sqlite3.Error):
                query = f"SELECT {self._key} FROM {self._table} INDEXED BY {index}"  # noqa: S608 - names from above
                for (one,) in self._connection.execute(query):
                    keys.add(one)
                self.whole = True
        return {one for one in keys if one > 0}

    def _leap(self) -> None:
        """Go on behind damaged pages, by leaps that grow until something can be read again."""
        leap = 1
        while leap <= _LONGEST_LEAP:
            before, top = len(self.rows), max(self.rows, default=0)
            self._collect(f"WHERE {self._key} >= {top + leap:d} ORDER BY {self._key}")
            leap = 1 if len(self.rows) > before else leap * 2

    def _collect(self, rest: str) -> bool:
        """Add the rows of a query, and the keys of those that hold nonsense; tell if it came to its end."""
        try:
            with contextlib.closing(self._connection.execute(f"{self._select} {rest}")) as cursor:
                for key, *values in cursor:
                    try:
                        self.rows[key] = tuple(map(_value, values, self._types))
                    except ValueError:  # also where bytes are no UTF-8
                        self._bad.add(key)
        except sqlite3.Error:
            return False
        return True


def _value(value: Any, expected: Type) -> Any:
    """Return the value of a column.

    Raises:
        ValueError: it is not of the column's type.
    """
    kind, nullable = expected
    if isinstance(value, bytes):
        value = value.decode("utf-8")
    if isinstance(value, kind) or (value is None and nullable):
        return value
    raise ValueError(value)


def _rows_lost(table: str, keys: list[int]) -> Problem:
    return Problem(
        code="E_LOST",
        message=msg(
            "Rows that can't be read in {table}: {keys}.", table=table, keys=", ".join(_ranges(keys))
        ),
    )


def _table_lost(table: str, count: int) -> Problem:
    return Problem(
        code="E_LOST",
        message=msg(
            "Of {table}, {count} rows can be read; how many are lost can't be told.", table=table, count=count
        ),
    )


def _ranges(keys: list[int]) -> Iterator[str]:
    start = end = keys[0]
    for key in keys[1:]:
        if key > end + 1:
            yield str(start) if start == end else f"{start}–{end}"
            start = key
        end = key
    yield str(start) if start == end else f"{start}–{end}"
