"""Reads what agreement compares, as fast as the file gives it: no words, no quotes, no value for each column.

SQLite joins the starts, the ends and the labels of a set's spans into one piece of JSON each, and `zip` makes
the spans of these: 400,000 spans take a third of a second, where a row for each takes twice that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, Final, Literal

import msgspec

from annotator.model import Owner, State
from annotator.model.compared import ComparedDocument, ComparedReading, Whose
from annotator.store.rows import attributes_of, known, to_json

_BATCH: Final = 1024
_ENOUGH: Final = 2
"""With fewer readings there is nothing to compare."""
_DOCUMENTS: Final = """\
SELECT d.key, d.id, d.title, t.characters FROM document AS d JOIN document_text AS t ON t.key = d.text_key
ORDER BY d.position, d.key"""
_SETS: Final = """\
SELECT s.document_key, s.key, s.id, s.owner, s.annotator_key, s.state FROM annotation_set AS s"""
_READERS: Final = "SELECT owner, annotator_key, count(*) FROM annotation_set GROUP BY owner, annotator_key"
_TEXTS: Final = """\
SELECT d.key, t.text
FROM json_each(?) AS one CROSS JOIN document AS d ON d.key = one.value
CROSS JOIN document_text AS t ON t.key = d.text_key"""
_SPANS: Final = """\
SELECT one.value, (
    SELECT '[' || json_group_array(start) || ',' || json_group_array("end") || ','
        || json_group_array(label) || ']'
    FROM span WHERE key >= one.value << 24 AND key < (one.value + 1) << 24)
FROM json_each(?) AS one"""
_ANSWERS: Final = """\
SELECT one.value, (
    SELECT json_group_array(attributes) FROM span
    WHERE key >= one.value << 24 AND key < (one.value + 1) << 24)
FROM json_each(?) AS one"""
_KEYS: Final = """\
SELECT one.value, (
    SELECT json_group_array(key) FROM span WHERE key >= one.value << 24 AND key < (one.value + 1) << 24)
FROM json_each(?) AS one"""
_LINKS: Final = """\
SELECT one.value, relation.type, source_key, target_key
FROM json_each(?) AS one CROSS JOIN relation
WHERE relation.key >= one.value << 24 AND relation.key < (one.value + 1) << 24"""
_any_columns: Final = msgspec.json.Decoder(tuple[list[int], list[int], list[str]])
_strings: Final = msgspec.json.Decoder(list[str])
_numbers: Final = msgspec.json.Decoder(list[int])
Units = list[tuple[int, int, str]]
_Head = tuple[int, str, Whose, State]


def read_compared(
    connection: sqlite3.Connection,
    wanted: Callable[[Whose, State], bool],
    *,
    labels: Sequence[str],
    answers: bool,
    links: bool,
    texts: bool,
    tell: Callable[[int], None],
) -> Iterator[list[ComparedDocument]]:
    """Yield the documents with two readings or more of those wanted, in the project's order, many at a time.

    Args:
        connection: to the project.
        wanted: tells whether readings of a reader that are so far are.
        labels: most labels are among these.
        answers: with the answers of spans.
        links: with relations.
        texts: with the texts.
        tell: told how many documents there will be, before the first.
    """
    columns = _columns_of(labels)
    documents = connection.execute(_DOCUMENTS).fetchall()
    heads = _heads(connection, wanted)
    common = [document for document in documents if len(heads.get(document[0], ())) >= _ENOUGH]
    tell(len(common))
    for first in range(0, len(common), _BATCH):
        batch = common[first : first + _BATCH]
        sets = to_json([head[0] for document in batch for head in heads[document[0]]])
        units = _units(connection, sets, columns)
        said = _said(connection, sets) if answers else {}
        linked = _linked(connection, sets) if links else {}
        words = _texts(connection, [document[0] for document in batch]) if texts else {}
        yield [
            ComparedDocument(
                document_id,
                title,
                characters,
                [
                    ComparedReading(set_id, whose, state, units[one], said.get(one, ()), linked.get(one, ()))
                    for one, set_id, whose, state in heads[key]
                ],
                words.get(key),
            )
            for key, document_id, title, characters in batch
        ]


def read_readers(connection: sqlite3.Connection) -> dict[Whose, int]:
    """Return how many readings each reader has."""
    people = dict(connection.execute("SELECT key, id FROM annotator").fetchall())
    return {
        Whose(known(Owner, owner), people.get(annotator)): count
        for owner, annotator, count in connection.execute(_READERS)
    }


def _heads(connection: sqlite3.Connection, wanted: Callable[[Whose, State], bool]) -> dict[int, list[_Head]]:
    """Return the readings that are wanted, by the document's key."""
    people = dict(connection.execute("SELECT key, id FROM annotator").fetchall())
    kinds: dict[tuple[str, int | None, str], tuple[Whose, State] | None] = {}
    found: dict[int, list[_Head]] = {}
    for document, key, set_id, owner, annotator, state in connection.execute(_SETS).fetchall():
        kind = owner, annotator, state
        if kind not in kinds:
            one = Whose(known(Owner, owner), people.get(annotator)), known(State, state)
            kinds[kind] = one if wanted(*one) else None
        taken = kinds[kind]
        if taken is not None:
            found.setdefault(document, []).append((key, set_id, *taken))
    return found


def _columns_of(labels: Sequence[str]) -> msgspec.json.Decoder[Any]:
    """Return what decodes starts, ends and labels, of which these are one string each wherever they occur.

    Four hundred thousand strings, each with a hash of its own, take a fifth of all the time of reading.
    """
    known: Any = Literal.__getitem__(tuple(labels)) if labels else str
    return msgspec.json.Decoder(tuple[list[int], list[int], list[known]])


def _units(connection: sqlite3.Connection, sets: str, columns: msgspec.json.Decoder[Any]) -> dict[int, Units]:
    found: dict[int, Units] = {}
    with closing(connection.execute(_SPANS, (sets,))) as rows:
        for key, data in rows:
            try:
                decoded = columns.decode(data)
            except msgspec.ValidationError:  # a label that is not in the scheme
                decoded = _any_columns.decode(data)
            found[key] = list(zip(*decoded, strict=True))
    return found


def _said(connection: sqlite3.Connection, sets: str) -> dict[int, list[Mapping[str, str]]]:
    with closing(connection.execute(_ANSWERS, (sets,))) as rows:
        return {key: [attributes_of(one) for one in _strings.decode(data)] for key, data in rows}


def _linked(connection: sqlite3.Connection, sets: str) -> dict[int, list[tuple[str, int, int]]]:
    found: dict[int, list[tuple[str, int, int]]] = {}
    with closing(connection.execute(_KEYS, (sets,))) as rows:
        places = {key: {span: n for n, span in enumerate(_numbers.decode(data))} for key, data in rows}
    try:
        with closing(connection.execute(_LINKS, (sets,))) as rows:
            for key, name, source, target in rows:
                found.setdefault(key, []).append((name, places[key][source], places[key][target]))
    except KeyError as error:
        message = "a relation has lost one of its ends"
        raise sqlite3.DataError(message) from error
    return found


def _texts(connection: sqlite3.Connection, documents: Sequence[int]) -> dict[int, str]:
    return dict(connection.execute(_TEXTS, (to_json(documents),)).fetchall())
