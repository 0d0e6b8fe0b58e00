"""Writes changes into the tables of what stands now.

Every update and removal names what it expects to find; where the file holds something else, the whole
step is refused. That is how an edit on top of another window's edit is noticed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import chain
from typing import Any, Final

from annotator.editing.change import (
    AnnotatorChange,
    AnswersChange,
    AssignmentChange,
    Change,
    DecisionChange,
    DocumentChange,
    RelationChange,
    RemarkChange,
    SchemeChange,
    SetChange,
    SpanChange,
    StateChange,
    TextChange,
)
from annotator.model import AnnotationSet, Annotator, Document, LabelScheme, Origin, Relation, SpanAnnotation
from annotator.model.scheme_json import write_scheme
from annotator.store import conflict, decisions, talk
from annotator.store.conflict import ConflictError
from annotator.store.migrations import KEY_BITS
from annotator.store.revision import scheme_digest
from annotator.store.rows import attributes_json, to_json
from annotator.text.replacements import Movement

_ROWS: Final = 32
"""So many spans are one statement where a whole set comes: a fifth of the time is in the statements else."""
_INSERT_SPANS = (
    'INSERT INTO span (key, set_key, id, label, start, "end", quote, attributes, comment, flagged, origin)'
    " VALUES "
)
_SPAN_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_SPAN = _INSERT_SPANS + _SPAN_VALUES
_INSERT_MANY_SPANS = _INSERT_SPANS + ", ".join([_SPAN_VALUES] * _ROWS)
_INSERT_RELATION = (
    "INSERT INTO relation (key, set_key, id, type, source_key, target_key, attributes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_SPAN = (
    'UPDATE span SET id = ?, label = ?, start = ?, "end" = ?, quote = ?, attributes = ?, comment = ?,'
    " flagged = ?, origin = ?"
    ' WHERE set_key = ? AND id = ? AND label = ? AND start = ? AND "end" = ? AND quote = ?'
    " AND attributes = ? AND comment IS ? AND flagged = ? AND origin = ?"
)
_DELETE_SPAN = (
    'DELETE FROM span WHERE set_key = ? AND id = ? AND label = ? AND start = ? AND "end" = ? AND quote = ?'
    " AND attributes = ? AND comment IS ? AND flagged = ? AND origin = ?"
)
_ORIGINS = {origin: origin.value for origin in Origin}  # a plain str is bound three times faster


def keep_scheme(connection: sqlite3.Connection, scheme: LabelScheme) -> int:
    """Store a label scheme, unless it is there already, and return its key."""
    sha256 = scheme_digest(scheme)
    connection.execute(
        "INSERT INTO scheme (sha256, version, json) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, scheme.version, write_scheme(scheme).decode()),
    )
    return _key(connection, "SELECT key FROM scheme WHERE sha256 = ?", sha256)


class Projection:
    """Applies the changes of one step, inside the caller's transaction.

    Keys are given out here rather than by SQLite: see the table `span` in `migrations`.

    Args:
        connection: in a writing transaction.
        positions: the places of documents that come back (id → position); others go to the end.
    """

    def __init__(self, connection: sqlite3.Connection, positions: Mapping[str, int]) -> None:
        self._connection = connection
        self._positions = positions
        self._next_position: int | None = None
        self._document_keys: dict[str, int] = {}
        """Of those that came in this step: their readings come right behind them."""

    def write(self, change: Change) -> int | None:  # noqa: C901 - one for each kind
        """Write one change; for a document, return its position in the project's order.

        Raises:
            ConflictError: the file does not hold what the change starts from.
            sqlite3.Error: the change contradicts the schema, or the disk fails.
        """
        match change:
            case SpanChange():
                self._span(change)
            case RelationChange():
                self._relation(change)
            case SetChange():
                self._set(change)
            case StateChange():
                self._state(change)
            case AnswersChange():
                self._answers(change)
            case RemarkChange():
                talk.write_remark(self._connection, change)
            case AssignmentChange():
                talk.write_assignment(self._connection, change)
            case DecisionChange():
                decisions.write_decision(self._connection, change)
            case DocumentChange():
                return self._document(change)
            case TextChange():
                return self._text(change)
            case AnnotatorChange():
                self._annotator(change)
            case SchemeChange():
                self._scheme(change)
        return None

    def _next_key(self, query: str, set_key: int) -> int:
        """Return the first free key of a set; `query` gives the last of a range."""
        first = set_key << KEY_BITS
        (last,) = self._connection.execute(query, (first, first + (1 << KEY_BITS))).fetchone()
        return first if last is None else int(last) + 1

    def _one(self, thing: str, sql: str, values: tuple[Any, ...]) -> None:
        conflict.one(self._connection, thing, sql, values)

    def _set_key(self, set_id: str) -> int:
        return _key(self._connection, "SELECT key FROM annotation_set WHERE id = ?", set_id)

    def _annotator_key(self, annotator_id: str) -> int:
        return _key(self._connection, "SELECT key FROM annotator WHERE id = ?", annotator_id)

    def _document_key(self, document_id: str) -> int:
        known = self._document_keys.get(document_id)
        if known is not None:
            return known
        return _key(self._connection, "SELECT key FROM document WHERE id = ?", document_id)

    def _span(self, change: SpanChange) -> None:
        set_key = self._set_key(change.set_id)
        before, after = change.before, change.after
        if before is None and after is not None:
            key = self._next_key("SELECT max(key) FROM span WHERE key >= ? AND key < ?", set_key)
            self._connection.execute(_INSERT_SPAN, (key, set_key, *_span_values(after)))
        elif before is not None and after is None:
            self._one(before.id, _DELETE_SPAN, (set_key, *_span_values(before)))
        elif before is not None and after is not None:
            self._one(
                before.id,
                _UPDATE_SPAN,
                (*_span_values(after), set_key, *_span_values(before)),
            )

    def _relation(self, change: RelationChange) -> None:
        set_key = self._set_key(change.set_id)
        before, after = change.before, change.after
        if before is not None:
            self._one(
                before.id,
                "DELETE FROM relation WHERE set_key = ? AND id = ? AND type = ?"
                " AND source_key = ? AND target_key = ? AND attributes = ?",
                (set_key, *self._relation_values(set_key, before)),
            )
        if after is not None:
            key = self._next_key("SELECT max(key) FROM relation WHERE key >= ? AND key < ?", set_key)
            self._connection.execute(_INSERT_RELATION, (key, set_key, *self._relation_values(set_key, after)))

    def _relation_values(self, set_key: int, relation: Relation) -> tuple[Any, ...]:
        find = "SELECT key FROM span WHERE set_key = ? AND id = ?"
        return (
            relation.id,
            relation.type,
            _key(self._connection, find, set_key, relation.source),
            _key(self._connection, find, set_key, relation.target),
            attributes_json(relation.attributes),
        )

    def _set(self, change: SetChange) -> None:
        if change.before is not None:
            self._remove_set(change.before)
        if change.after is not None:
            self._add_set(change.after)

    def _remove_set(self, going: AnnotationSet) -> None:
        key = self._set_key(going.id)
        relations = self._connection.execute("DELETE FROM relation WHERE set_key = ?", (key,)).rowcount
        spans = self._connection.execute("DELETE FROM span WHERE set_key = ?", (key,)).rowcount
        if (spans, relations) != (len(going.spans), len(going.relations)):
            raise ConflictError(going.id)
        self._one(
            going.id,
            "DELETE FROM annotation_set WHERE key = ? AND state = ? AND attributes = ?",
            (key, going.state.value, attributes_json(going.attributes)),
        )

    def _add_set(self, coming: AnnotationSet) -> None:
        reader = coming.annotator
        set_key = self._connection.execute(
            "INSERT INTO annotation_set (id, document_key, owner, annotator_key, state, attributes)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                coming.id,
                self._document_key(coming.document_id),
                coming.owner.value,
                None if reader is None else self._annotator_key(reader.id),
                coming.state.value,
                attributes_json(coming.attributes),
            ),
        ).lastrowid
        first = (set_key or 0) << KEY_BITS
        keys = {span_id: key for key, span_id in enumerate(coming.spans, start=first)}
        rows = [
            (key, set_key, *_span_values(span))
            for key, span in zip(keys.values(), coming.spans.values(), strict=True)
        ]
        whole = len(rows) - len(rows) % _ROWS
        for place in range(0, whole, _ROWS):
            values = tuple(chain.from_iterable(rows[place : place + _ROWS]))
            self._connection.execute(_INSERT_MANY_SPANS, values)
        self._connection.executemany(_INSERT_SPAN, rows[whole:])
        try:
            links = [
                (
                    key,
                    set_key,
                    link.id,
                    link.type,
                    keys[link.source],
                    keys[link.target],
                    attributes_json(link.attributes),
                )
                for key, link in enumerate(coming.relations.values(), start=first)
            ]
        except KeyError as missing:
            raise ConflictError(missing.args[0]) from missing
        self._connection.executemany(_INSERT_RELATION, links)

    def _state(self, change: StateChange) -> None:
        self._one(
            change.set_id,
            "UPDATE annotation_set SET state = ? WHERE id = ? AND state = ?",
            (change.after.value, change.set_id, change.before.value),
        )

    def _answers(self, change: AnswersChange) -> None:
        self._one(
            change.set_id,
            "UPDATE annotation_set SET attributes = ? WHERE id = ? AND attributes = ?",
            (attributes_json(change.after), change.set_id, attributes_json(change.before)),
        )

    def _document(self, change: DocumentChange) -> int | None:
        before, after = change.before, change.after
        if before is None:
            return None if after is None else self._add_document(after)
        self._document_keys.pop(before.id, None)
        row = self._connection.execute(
            "SELECT document.key, position FROM document JOIN document_text AS t ON t.key = text_key"
            " WHERE id = ? AND title = ? AND sha256 = ? AND metadata = ? AND direction = ?",
            (before.id, before.title, before.sha256, to_json(dict(before.metadata)), before.direction.value),
        ).fetchone()
        if row is None:
            raise ConflictError(before.id)
        key, position = row
        if after is None:
            self._connection.execute("DELETE FROM document WHERE key = ?", (key,))
        else:
            self._connection.execute(
                "UPDATE document SET id = ?, title = ?, text_key = ?, metadata = ?, direction = ?"
                " WHERE key = ?",
                (*self._document_values(after), key),
            )
        return int(position)

    def _text(self, change: TextChange) -> int | None:
        position = self._document(DocumentChange(before=change.before, after=change.after))
        movement, text = Movement(change.replacements), change.after.text
        of_document = "set_key IN (SELECT key FROM annotation_set WHERE document_key = ?)"
        rows = self._connection.execute(
            f'SELECT key, start, "end", quote FROM span WHERE {of_document}',  # noqa: S608 - no value in it
            (self._document_key(change.document_id),),
        ).fetchall()
        moved = []
        for key, start, end, quote in rows:
            to = movement.range(start, end)
            words = text[slice(*to)]
            if (*to, words) != (start, end, quote):
                moved.append((*to, words, key))
        self._connection.executemany('UPDATE span SET start = ?, "end" = ?, quote = ? WHERE key = ?', moved)
        return position

    def _add_document(self, document: Document) -> int:
        position = self._positions.get(document.id)
        if position is None:
            position = self._last_place()
        key = self._connection.execute(
            "INSERT INTO document (id, title, text_key, metadata, direction, position)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (*self._document_values(document), position),
        ).lastrowid
        self._document_keys[document.id] = key or 0
        return position

    def _last_place(self) -> int:
        """Return the position behind all documents; looked up once a step, for it reads them all."""
        if self._next_position is None:
            (last,) = self._connection.execute("SELECT max(position) FROM document").fetchone()
            self._next_position = 0 if last is None else last + 1
        position, self._next_position = self._next_position, self._next_position + 1
        return position

    def _document_values(self, document: Document) -> tuple[Any, ...]:
        sha256 = document.sha256
        made = self._connection.execute(
            "INSERT INTO document_text (sha256, characters, text) VALUES (?, ?, ?)"
            " ON CONFLICT (sha256) DO NOTHING",
            (sha256, len(document.text), document.text),
        )
        kept = "SELECT key FROM document_text WHERE sha256 = ?"
        return (
            document.id,
            document.title,
            made.lastrowid if made.rowcount == 1 else _key(self._connection, kept, sha256),
            to_json(dict(document.metadata)),
            document.direction.value,
        )

    def _annotator(self, change: AnnotatorChange) -> None:
        before, after = change.before, change.after
        if before is None and after is not None:
            self._connection.execute(
                "INSERT INTO annotator (id, name, role, colour) VALUES (?, ?, ?, ?)",
                (after.id, *_annotator_values(after)),
            )
        elif before is not None and after is None:
            self._one(
                before.id,
                "DELETE FROM annotator WHERE id = ? AND name = ? AND role = ? AND colour IS ?",
                (before.id, *_annotator_values(before)),
            )
        elif before is not None and after is not None:
            self._one(
                before.id,
                "UPDATE annotator SET name = ?, role = ?, colour = ?"
                " WHERE id = ? AND name = ? AND role = ? AND colour IS ?",
                (*_annotator_values(after), before.id, *_annotator_values(before)),
            )

    def _scheme(self, change: SchemeChange) -> None:
        self._one(
            change.before.name,
            "UPDATE project SET scheme_key = ? WHERE scheme_key = ?",
            (keep_scheme(self._connection, change.after), keep_scheme(self._connection, change.before)),
        )


def _key(connection: sqlite3.Connection, query: str, *values: Any) -> int:
    row = connection.execute(query, values).fetchone()
    if row is None:
        raise ConflictError(values[-1])
    return int(row[0])


def _annotator_values(annotator: Annotator) -> tuple[str | None, ...]:
    return annotator.name, annotator.role.value, annotator.colour


def _span_values(span: SpanAnnotation) -> tuple[Any, ...]:
    place, answers = span.span, span.attributes
    return (
        span.id,
        span.label,
        place.start,
        place.end,
        span.quote,
        attributes_json(answers) if answers else "{}",
        span.comment,
        int(span.flagged),
        _ORIGINS[span.origin],
    )
