"""The history as work: who took a step, when, in which document, and how many spans it made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from annotator.editing.history import StepWork
from annotator.store.rows import moment_of

_STEPS = """\
SELECT step.id, step.author, step.at,
    CASE WHEN count(DISTINCT document_id) = 1 AND NOT max(entity = 'document') THEN max(document_id) END,
    sum(entity = 'span' AND before IS NULL), sum(entity = 'span' AND after IS NULL)
FROM step JOIN revision ON step_id = step.id
WHERE document_id IS NOT NULL
GROUP BY step.id ORDER BY step.id"""
_MADE = """\
SELECT DISTINCT set_id, entity_id FROM revision JOIN step ON step.id = step_id
WHERE entity = 'span' AND before IS NULL AND at >= :since AND at < :until
    AND (:author IS NULL OR coalesce(author, '') = :author
        OR substr(author, 1, length(:author) + 1) = :author || ' ')"""


def read_work(connection: sqlite3.Connection) -> Iterator[StepWork]:
    """Yield all steps that touched documents, oldest first, as a stream."""
    with closing(connection.execute(_STEPS)) as rows:
        for step_id, author, at, document_id, made, removed in rows:
            person, _, name = (author or "").partition(" ")
            yield StepWork(
                id=step_id,
                author=person,
                author_name=name,
                at=moment_of(at),
                document_id=document_id,
                made=made,
                removed=removed,
            )


def read_made(
    connection: sqlite3.Connection, since: datetime, until: datetime, author: str | None
) -> set[tuple[str, str]]:
    """Return the set's and the span's id of each span made one by one in `[since, until)`.

    Args:
        connection: to the project.
        since: the first moment.
        until: the first moment after it.
        author: only by this person; None: by anybody; "": by nobody who is known.
    """
    moments = [one.astimezone(UTC).isoformat(timespec="milliseconds") for one in (since, until)]
    wanted = {"since": moments[0], "until": moments[1], "author": author}
    return {(set_id, span_id) for set_id, span_id in connection.execute(_MADE, wanted)}
