"""Questions to the log: which steps touched something, what a document was, and which documents are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import msgspec

from annotator.editing.change import Change
from annotator.model import LabelScheme, LabelUse
from annotator.store.log import read_scheme_version, read_text
from annotator.store.log_rows import DocumentRow
from annotator.store.revision import Revision, change_of

_OF_LABEL = """\
SELECT DISTINCT step_id FROM revision WHERE
    (entity = 'span' AND (json_extract(before, '$[1]') = :label OR json_extract(after, '$[1]') = :label))
    OR (entity = 'set' AND EXISTS (
        SELECT 1 FROM json_each(coalesce(after, before), '$[5]') AS span
        WHERE json_extract(span.value, '$[1]') = :label))"""
_EARLIER = """\
SELECT DISTINCT document_id FROM revision WHERE entity = 'text'
    AND document_id IN (SELECT id FROM document)
    AND :sha256 IN (json_extract(before, '$[0][2]'), json_extract(after, '$[0][2]')) ORDER BY document_id"""
_SEEN = """\
WITH seen AS (
    SELECT s.key, s.document_key, s.annotator_key
    FROM annotation_set AS s LEFT JOIN annotator AS a ON a.key = s.annotator_key
    WHERE :reader IS NULL OR a.id = :reader
        OR (s.annotator_key IS NULL AND s.owner IN ('suggested', 'imported')))
"""
_USE_IN_SPANS = f"""\
{_SEEN}SELECT count(DISTINCT document_key), count(DISTINCT annotator_key), count(*)
FROM span JOIN seen ON seen.key = set_key WHERE label = :label"""  # noqa: S608 - made of constants
_USE_IN_RELATIONS = f"""\
{_SEEN}, used AS (SELECT span.key FROM span JOIN seen ON seen.key = set_key WHERE label = :label)
SELECT count(*) FROM relation
WHERE source_key IN (SELECT key FROM used) OR target_key IN (SELECT key FROM used)"""  # noqa: S608
_GONE = """\
SELECT document_id, step_id, before FROM revision WHERE after IS NULL AND id IN (
    SELECT max(id) FROM revision WHERE entity = 'document' GROUP BY document_id)
ORDER BY id DESC"""


def steps_of_document(connection: sqlite3.Connection, document_id: str) -> set[int]:
    """Return the ids of the steps that changed something of a document."""
    rows = connection.execute("SELECT DISTINCT step_id FROM revision WHERE document_id = ?", (document_id,))
    return {step_id for (step_id,) in rows}


def steps_of_label(connection: sqlite3.Connection, label: str) -> set[int]:
    """Return the ids of the steps that changed, made or removed a span with this label."""
    return {step_id for (step_id,) in connection.execute(_OF_LABEL, {"label": label})}


def changes_of_document(connection: sqlite3.Connection, document_id: str, until: int) -> Iterator[Change]:
    """Yield all changes of a document up to a step, that step included, oldest first."""
    with closing(
        connection.execute(
            "SELECT entity, document_id, set_id, entity_id, before, after FROM revision"
            " WHERE document_id = ? AND step_id <= ? ORDER BY id",
            (document_id, until),
        )
    ) as rows:
        for row in rows:
            yield change_of(
                Revision(*row),
                text=partial(read_text, connection),
                scheme=partial(read_scheme_version, connection),
            )


def corrected_since(connection: sqlite3.Connection, sha256: str) -> list[str]:
    """Return the ids of the documents whose text had this hash before or after one of its corrections."""
    return [document_id for (document_id,) in connection.execute(_EARLIER, {"sha256": sha256})]


def gone(connection: sqlite3.Connection) -> list[tuple[str, int, str]]:
    """Return the id, the removing step and the title of each document that is gone, the latest first."""
    return [
        (document_id, step_id, msgspec.json.decode(before, type=DocumentRow).title)
        for document_id, step_id, before in connection.execute(_GONE)
    ]


def documents_since(connection: sqlite3.Connection, step_id: int) -> list[str]:
    """Return the ids of the documents that steps after this one have changed, in the order of the log."""
    rows = connection.execute(
        "SELECT document_id FROM revision WHERE step_id > ? AND document_id IS NOT NULL"
        " GROUP BY document_id ORDER BY min(id)",
        (step_id,),
    )
    return [document_id for (document_id,) in rows]


def document_count(connection: sqlite3.Connection) -> int:
    """Return how many documents the log speaks of."""
    (count,) = connection.execute("SELECT count(DISTINCT document_id) FROM revision").fetchone()
    return int(count)


def scheme_at(connection: sqlite3.Connection, step_id: int) -> LabelScheme | None:
    """Return the label scheme in force right after a step, None if it has not changed since."""
    row = connection.execute(
        "SELECT before FROM revision WHERE entity = 'scheme' AND step_id > ? ORDER BY id LIMIT 1", (step_id,)
    ).fetchone()
    return None if row is None else read_scheme_version(connection, msgspec.json.decode(row[0], type=str))


def schemes(connection: sqlite3.Connection) -> list[tuple[int, LabelScheme]]:
    """Return each step that changed the label scheme with what was in force before it, the latest first."""
    rows = connection.execute(
        "SELECT step_id, before FROM revision WHERE entity = 'scheme' AND before IS NOT NULL ORDER BY id DESC"
    ).fetchall()
    return [
        (step, read_scheme_version(connection, msgspec.json.decode(before, type=str)))
        for step, before in rows
    ]


def label_use(connection: sqlite3.Connection, label: str, reader: str | None = None) -> LabelUse:
    """Count what a label has to do with, in all readings or in those that a blind reader sees: `Sight`."""
    values = {"label": label, "reader": reader}
    documents, people, spans = connection.execute(_USE_IN_SPANS, values).fetchone()
    (relations,) = connection.execute(_USE_IN_RELATIONS, values).fetchone()
    return LabelUse(documents=documents, annotators=people, spans=spans, relations=relations)
