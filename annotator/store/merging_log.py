"""The log, told item by item: what each entry says of which item (`model.items`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any

import msgspec

from annotator.model import Item, Owner, State, Written
from annotator.model.items import PART_BITS
from annotator.store.log_rows import AnnotatorRow, DocumentRow, TextRow, decode
from annotator.store.rows import to_json


class _Begins(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The first field of a span or relation in the log."""

    id: str


class _Reading(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A reading as the log writes it (`SetRow`), its spans and relations unread: their text is the value."""

    id: str
    document_id: str
    owner: Owner
    annotator: AnnotatorRow | None
    state: State
    spans: list[msgspec.Raw]
    relations: list[msgspec.Raw]
    attributes: dict[str, str] = {}


_begins = msgspec.json.Decoder(_Begins).decode
_reading = msgspec.json.Decoder(_Reading).decode

_WANTED = "SELECT value FROM json_each(:documents)"
_ENTRIES = f"""\
SELECT r.id - (SELECT min(id) FROM revision WHERE step_id = s.id), s.uuid, s.author, s.at,
    s.of_step IN (SELECT step_id FROM homecoming),
    s.id > coalesce(l.step_id, 0) AND s.id NOT IN (SELECT step_id FROM homecoming),
    r.entity, coalesce(r.document_id, ''), coalesce(r.set_id, ''), coalesce(r.entity_id, ''),
    r.before, r.after
FROM revision AS r JOIN step AS s ON s.id = r.step_id
LEFT JOIN item_log AS l ON l.document_id = coalesce(r.document_id, '')
WHERE r.step_id > :since AND coalesce(r.document_id, '') IN ({_WANTED}) AND r.entity <> 'scheme'
ORDER BY r.id"""  # noqa: S608 - a constant
_SINCE = f"""\
SELECT coalesce(min(coalesce(l.step_id, 0)), 0)
FROM ({_WANTED}) AS w LEFT JOIN item_log AS l ON l.document_id = w.value"""  # noqa: S608 - a constant
_TEXTS_THEN = f"""\
SELECT document_id, entity, before FROM revision
WHERE step_id > :since AND entity IN ('document', 'text') AND document_id IN ({_WANTED}) ORDER BY id DESC"""  # noqa: S608 - a constant
_TEXTS_NOW = f"""\
SELECT d.id, t.sha256 FROM document AS d JOIN document_text AS t ON t.key = d.text_key
WHERE d.id IN ({_WANTED})"""  # noqa: S608 - a constant


def written(connection: sqlite3.Connection, document_ids: Iterable[str]) -> Iterator[Written]:
    """Yield what the log says since it was last taken into the union, oldest first.

    Args:
        connection: on the file.
        document_ids: of which documents; "" for the people.
    """
    wanted = {"documents": to_json(list(document_ids))}
    (since,) = connection.execute(_SINCE, wanted).fetchone()
    texts = _texts(connection, {**wanted, "since": since})
    with closing(connection.execute(_ENTRIES, {**wanted, "since": since})) as rows:
        for (
            row,
            uuid,
            author,
            at,
            shows,
            is_new,
            entity,
            document_id,
            set_id,
            entity_id,
            before,
            after,
        ) in rows:
            if entity in {"document", "text"}:
                texts[document_id] = _text_after(entity, after)
            elif is_new:
                who = author.partition(" ")[0] if author else None
                entry = _exploded(entity, (document_id, set_id, entity_id), before, after)
                for place, (item, value) in enumerate(entry):
                    text = texts.get(document_id, "") if item.kind == "span" else ""
                    yield Written(uuid, row << PART_BITS | place, item.name, who, at, text, value, not shows)


def _texts(connection: sqlite3.Connection, wanted: Mapping[str, Any]) -> dict[str, str]:
    """Return the hash of each document's text as it was where the entries begin."""
    found = dict(connection.execute(_TEXTS_NOW, wanted).fetchall())
    for document_id, entity, before in connection.execute(_TEXTS_THEN, wanted):
        found[document_id] = _text_after(entity, before)
    return found


def _text_after(entity: str, side: str | None) -> str:
    """Return the hash of the text on one side of an entry about a document."""
    if side is None:
        return ""
    return decode(side, DocumentRow).sha256 if entity == "document" else decode(side, TextRow).document.sha256


def _exploded(
    entity: str, where: tuple[str, str, str], before: str | None, after: str | None
) -> Iterable[tuple[Item, str | None]]:
    """Return what an entry says of which items.

    Args:
        entity: the kind of the entry.
        where: the ids of the document, the reading and the thing.
        before: as in the log.
        after: as in the log.
    """
    document_id, set_id, entity_id = where
    if entity != "set":
        # A remark outlives the reading it is about.
        return ((Item.made(document_id, entity, "" if entity == "remark" else set_id, entity_id), after),)
    parts = _parts(document_id, set_id, _reading(after or before or ""))
    return parts if after is not None else ((part, None) for part, _ in parts)


def _parts(document_id: str, set_id: str, row: _Reading) -> Iterator[tuple[Item, str]]:
    made = partial(Item.made, document_id)
    reader = None if row.annotator is None else row.annotator.id
    yield made("set", set_id), to_json([row.document_id, row.owner, reader])
    yield made("state", set_id), to_json(row.state)
    yield made("answers", set_id), to_json(row.attributes)
    for kind, things in (("span", row.spans), ("relation", row.relations)):
        item = Item.maker(document_id, kind, set_id)
        for thing in things:
            yield item(_begins(thing).id), bytes(thing).decode()
