"""Decisions: the table beside the readings that adjudication fills."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

import msgspec

from annotator.editing.change import DecisionChange
from annotator.model import Decision, Dispute, Seen, Verdict
from annotator.store.conflict import one
from annotator.store.rows import known, to_json

_NAMES: Final = (
    "id",
    "document_id",
    "dispute",
    "verdict",
    "seen",
    "taken",
    "gold",
    "label",
    "quote",
    "reason",
    "gap",
    '"by"',
    "at",
)
LIST: Final = ", ".join(_NAMES)
"""The columns of a decision, in the order of the table."""
_MOST_REASONS: Final = 100
"""More can't be chosen from."""
_SAME: Final = " AND ".join(f"{name} IS ?" for name in _NAMES)
_PLACES: Final = ", ".join(f"{name} = ?" for name in _NAMES)
_MARKS: Final = ", ".join("?" * len(_NAMES))


def write_decision(connection: sqlite3.Connection, change: DecisionChange) -> None:
    """Write a decision that is taken, changed or taken back.

    Raises:
        ConflictError: the file does not hold what the change starts from.
    """
    before, after = change.before, change.after
    if before is not None and after is not None:
        statement = f"UPDATE decision SET {_PLACES} WHERE {_SAME}"  # noqa: S608 - names from above
        one(connection, before.id, statement, (*_values(after), *_values(before)))
    elif before is not None:
        one(connection, before.id, f"DELETE FROM decision WHERE {_SAME}", _values(before))  # noqa: S608 - names from above
    elif after is not None:
        connection.execute(f"INSERT INTO decision ({LIST}) VALUES ({_MARKS})", _values(after))  # noqa: S608 - names from above


def read_decisions(connection: sqlite3.Connection, document_id: str | None = None) -> tuple[Decision, ...]:
    """Return the decisions about a document, or all, in the order they were made."""
    where, wanted = ("", ()) if document_id is None else (" WHERE document_id = ?", (document_id,))
    rows = connection.execute(f"SELECT {LIST} FROM decision{where} ORDER BY key", wanted)  # noqa: S608 - names from above
    return tuple(decision_of(row) for row in rows)


def read_reasons(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return why disputes were settled as they were, each reason once, the most frequent first."""
    rows = connection.execute(
        "SELECT reason FROM decision WHERE reason <> '' GROUP BY reason"
        " ORDER BY count(*) DESC, reason LIMIT ?",
        (_MOST_REASONS,),
    )
    return tuple(reason for (reason,) in rows)


def decision_of(row: tuple[Any, ...]) -> Decision:
    """Return the decision that a row holds.

    Raises:
        sqlite3.DataError: no version of the program has written such a row.
    """
    key, document_id, dispute, verdict, seen, taken, gold, label, quote, reason, gap, by, at = row
    try:
        looked_at = msgspec.json.decode(seen, type=list[tuple[str, tuple[str, ...], str]])
        sets, made = (msgspec.json.decode(ids, type=tuple[str, ...]) for ids in (taken, gold))
    except msgspec.DecodeError as error:
        message = f"decision {key}: {error}"
        raise sqlite3.DataError(message) from error
    return Decision(
        id=key,
        document_id=document_id,
        dispute=known(Dispute, dispute),
        verdict=known(Verdict, verdict),
        seen=tuple(Seen(set_id=set_id, ids=ids, digest=digest) for set_id, ids, digest in looked_at),
        taken=sets,
        gold=made,
        label=label,
        quote=quote,
        reason=reason,
        gap=bool(gap),
        by=by,
        at=at,
    )


def _values(decision: Decision) -> tuple[Any, ...]:
    return (
        decision.id,
        decision.document_id,
        decision.dispute.value,
        decision.verdict.value,
        to_json([(seen.set_id, seen.ids, seen.digest) for seen in decision.seen]),
        to_json(decision.taken),
        to_json(decision.gold),
        decision.label,
        decision.quote,
        decision.reason,
        int(decision.gap),
        decision.by,
        decision.at,
    )
