"""Reads documents and annotation sets, many at a time, and proves that quotes and hashes still hold.

A stream of thousands of documents is read in batches with three queries each, so memory stays flat and
no reader holds the file while its caller thinks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from sys import intern
from types import MappingProxyType
from typing import Final

import msgspec

from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Direction,
    Document,
    DocumentSummary,
    Origin,
    Owner,
    Problem,
    Relation,
    Role,
    SetSummary,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.store.migrations import KEY_BITS
from annotator.store.rows import EMPTY, attributes_of, known, metadata_of, to_json

_BATCH: Final = 64
_ORIGINS: Final = {origin.value: origin for origin in Origin}

_DOCUMENTS = """\
SELECT d.key, d.id, d.title, t.text, t.sha256, d.metadata, d.direction
FROM document AS d JOIN document_text AS t ON t.key = d.text_key
WHERE d.key IN (SELECT value FROM json_each(?)) ORDER BY d.position, d.key"""
_SETS = """\
SELECT s.key, (SELECT max(key) FROM span WHERE key < (s.key + 1) << 24),
    s.document_key, s.id, s.owner, s.state, s.attributes, a.id, a.name, a.role, a.colour
FROM annotation_set AS s LEFT JOIN annotator AS a ON a.key = s.annotator_key
WHERE s.document_key IN (SELECT value FROM json_each(?)) ORDER BY s.owner, a.name, s.id"""
_NAME: Final = 24
"""A shorter quote is often a name that comes again: it is kept once."""
_BLOCK_BITS: Final = 9
_SPANS = """\
SELECT one.value >> 15, (
    SELECT json_group_array(json_array(id, label, start, "end", quote, attributes, comment, flagged, origin))
    FROM span WHERE key >= one.value << 9 AND key < (one.value + 1) << 9)
FROM json_each(?) AS one"""
_RELATIONS = """\
SELECT relation.key, relation.id, relation.type, source.id, target.id, relation.attributes
FROM json_each(?) AS one CROSS JOIN relation
LEFT JOIN span AS source ON source.key = source_key LEFT JOIN span AS target ON target.key = target_key
WHERE relation.key >= one.value << 24 AND relation.key < (one.value + 1) << 24"""
_SpanRow = tuple[str, str, int, int, str, str, str | None, int, str]
_span_rows: Final = msgspec.json.Decoder(list[_SpanRow])
"""Spans come as JSON: making a Python value of each column costs SQLite's module twice as much.

A row has those whose keys differ in the last bits only: a small set has one row, and a set of fifty thousand
spans is never in memory twice.
"""


def document_keys(connection: sqlite3.Connection, ids: Iterable[str] | None) -> list[int]:
    """Return the keys of all documents in their order, or of those with `ids`, in the order of `ids`.

    Raises:
        KeyError: there is no document with one of the ids.
        sqlite3.DataError: there is, and its index has lost it.
    """
    if ids is None:
        return [key for (key,) in connection.execute("SELECT key FROM document ORDER BY position, key")]
    keys = []
    for document_id in ids:
        row = connection.execute("SELECT key FROM document WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            # Past the index, which may be damaged where the table is not.
            past_it = "SELECT 1 FROM document NOT INDEXED WHERE id = ?"
            if connection.execute(past_it, (document_id,)).fetchone():
                message = "an index does not hold what its table holds"
                raise sqlite3.DataError(message)
            raise KeyError(document_id)
        keys.append(row[0])
    return keys


def stream(
    connection: sqlite3.Connection, keys: Iterable[int], problems: list[Problem]
) -> Iterator[AnnotatedDocument]:
    """Yield documents with all their sets, in the order of `keys`.

    What does not fit (a hash, a quote) is appended to `problems` before the document is yielded.
    A document that has gone in the meantime is left out.
    """
    remaining = iter(keys)
    while batch := list(islice(remaining, _BATCH)):
        documents = read_documents(connection, batch, problems)
        sets = read_sets(connection, documents, problems)
        for key in batch:
            if key in documents:
                yield AnnotatedDocument(document=documents[key], sets=tuple(sets.get(key, ())))


def read_documents(
    connection: sqlite3.Connection, keys: Sequence[int], problems: list[Problem]
) -> dict[int, Document]:
    """Return the documents with these keys, and append those whose text is not what it was."""
    found: dict[int, Document] = {}
    for key, document_id, title, text, sha256, metadata, direction in connection.execute(
        _DOCUMENTS, (to_json(keys),)
    ).fetchall():
        document = Document(
            id=document_id,
            title=title,
            text=text,
            sha256=sha256,
            metadata=metadata_of(metadata),
            direction=known(Direction, direction),
        )
        if digest(text) != sha256:
            problems.append(_changed_text(document))
        found[key] = document
    return found


def read_sets(
    connection: sqlite3.Connection, documents: Mapping[int, Document], problems: list[Problem]
) -> dict[int, list[AnnotationSet]]:
    """Return the sets of these documents, and append the spans whose quote is not in its place."""
    heads = connection.execute(_SETS, (to_json(list(documents)),)).fetchall()
    of_set = {head[0]: documents[head[2]] for head in heads}
    blocks = [
        block
        for key, last, *_ in heads
        for block in range(key << KEY_BITS - _BLOCK_BITS, ((last or 0) >> _BLOCK_BITS) + 1)
    ]
    keys = to_json(list(of_set))
    links = connection.execute(_RELATIONS, (keys,)).fetchall()
    spans: dict[int, dict[str, SpanAnnotation]] = {key: {} for key in of_set}
    try:
        # Closed at once: a cursor that an error left open would keep other processes from writing.
        with closing(connection.execute(_SPANS, (to_json(blocks),))) as rows:
            for set_key, data in rows:
                _read_spans(_span_rows.decode(data), of_set[set_key], spans[set_key], problems)
    except KeyError as error:
        message = f"{error.args[0]!r} is no Origin"
        raise sqlite3.DataError(message) from error
    relations: dict[int, dict[str, Relation]] = {key: {} for key in of_set}
    for key, link_id, link_type, source, target, attributes in links:
        set_key = key >> KEY_BITS
        if source is not None and target is not None:
            relations[set_key][link_id] = Relation(
                id=link_id,
                type=link_type,
                source=source,
                target=target,
                attributes=attributes_of(attributes),
            )
        else:
            problems.append(_dangling(of_set[set_key], link_id))
    found: dict[int, list[AnnotationSet]] = {}
    for key, _, document_key, set_id, owner, state, answers, *reader in heads:
        found.setdefault(document_key, []).append(
            AnnotationSet(
                id=set_id,
                document_id=documents[document_key].id,
                owner=known(Owner, owner),
                annotator=annotator_of_columns(*reader),
                state=known(State, state),
                spans=MappingProxyType(spans[key]),
                relations=MappingProxyType(relations[key]),
                attributes=attributes_of(answers),
            )
        )
    return found


def _read_spans(
    rows: list[_SpanRow], document: Document, found: dict[str, SpanAnnotation], problems: list[Problem]
) -> None:
    """Add spans of one set to those found, by their ids. The innermost loop of every export."""
    text, length = document.text, len(document.text)
    for span_id, label, start, end, quote, attributes, comment, flagged, origin in rows:
        if text[start:end] != quote or end > length:
            problems.append(_moved_quote(document, span_id, start, end, quote))
        found[span_id] = SpanAnnotation(
            id=span_id,
            label=intern(label),  # a few labels, not one string for each of their spans
            span=Span(start, end),
            quote=intern(quote) if len(quote) < _NAME else quote,
            attributes=EMPTY if attributes == "{}" else attributes_of(attributes),
            comment=comment,
            flagged=flagged == 1,
            origin=_ORIGINS[origin],
        )


def annotator_of_columns(
    annotator_id: str | None, name: str, role: str, colour: str | None
) -> Annotator | None:
    """Return the annotator in four columns, None where a join found none."""
    if annotator_id is None:
        return None
    return Annotator(id=annotator_id, name=name, role=known(Role, role), colour=colour)


def read_summaries(connection: sqlite3.Connection, keys: Sequence[int]) -> tuple[DocumentSummary, ...]:
    """Return the numbers of these documents, in the project's order, without reading texts or spans."""
    wanted = (to_json(keys),)
    sets: dict[int, list[SetSummary]] = {}
    for document_key, set_id, owner, state, spans, relations, *reader in connection.execute(
        """\
SELECT s.document_key, s.id, s.owner, s.state,
    (SELECT count(*) FROM span WHERE set_key = s.key),
    (SELECT count(*) FROM relation WHERE set_key = s.key),
    a.id, a.name, a.role, a.colour
FROM annotation_set AS s LEFT JOIN annotator AS a ON a.key = s.annotator_key
WHERE s.document_key IN (SELECT value FROM json_each(?)) ORDER BY s.owner, a.name, s.id""",
        wanted,
    ).fetchall():
        sets.setdefault(document_key, []).append(
            SetSummary(
                id=set_id,
                owner=known(Owner, owner),
                annotator=annotator_of_columns(*reader),
                state=known(State, state),
                spans=spans,
                relations=relations,
            )
        )
    return tuple(
        DocumentSummary(id=found_id, title=title, characters=characters, sets=tuple(sets.get(key, ())))
        for key, found_id, title, characters in connection.execute(
            """\
SELECT d.key, d.id, d.title, t.characters FROM document AS d JOIN document_text AS t ON t.key = d.text_key
WHERE d.key IN (SELECT value FROM json_each(?)) ORDER BY d.position, d.key""",
            wanted,
        )
    )


def _changed_text(document: Document) -> Problem:
    return Problem(
        code="E_HASH",
        message=msg(
            "The text of “{document}” is not the one that was brought in; the disk or another program has "
            "changed it. Open a backup.",
            document=document.title,
        ),
        document_id=document.id,
    )


def _moved_quote(document: Document, span_id: str, start: int, end: int, quote: str) -> Problem:
    return Problem(
        code="E_QUOTE",
        message=msg(
            "Span {span} of “{document}” says “{quote}”, but at {start}–{end} the text says “{found}”. "
            "Open a backup.",
            span=span_id,
            document=document.title,
            quote=quote,
            start=start,
            end=end,
            found=document.text[start:end],
        ),
        document_id=document.id,
    )


def _dangling(document: Document, relation_id: str) -> Problem:
    return Problem(
        code="E_DANGLING",
        message=msg(
            "Relation {relation} of “{document}” has lost one of its ends. Open a backup.",
            relation=relation_id,
            document=document.title,
        ),
        document_id=document.id,
    )
