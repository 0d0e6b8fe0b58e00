"""What tables say about documents: metadata, labels, flags, open questions. No text and no quote is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from annotator.model import DocumentFacts, LabelScheme, ReadingFacts, missing
from annotator.model.facts import in_lines
from annotator.store.rows import attributes_of, metadata_of, to_json

_BATCH: Final = 256
_DOCUMENTS: Final = """\
SELECT document.key, document.id, document.metadata,
    (SELECT count(*) FROM remark WHERE document_id = document.id AND answer IS NULL)
FROM json_each(?) AS one JOIN document ON document.key = one.value"""
_SETS: Final = """\
SELECT annotation_set.document_key, annotation_set.key, annotation_set.id, annotation_set.attributes
FROM json_each(?) AS one JOIN annotation_set ON document_key = one.value"""
_SPANS: Final = """\
SELECT set_key, label, attributes, count(*), sum(flagged)
FROM json_each(?) AS one CROSS JOIN span
WHERE span.key >= one.value << 24 AND span.key < (one.value + 1) << 24
GROUP BY set_key, label, attributes"""


def read_facts(
    connection: sqlite3.Connection, keys: Sequence[int], scheme: LabelScheme
) -> Iterator[DocumentFacts]:
    """Yield the facts about these documents, a batch at a time; one that has gone is left out.

    Args:
        connection: to the project.
        keys: of documents.
        scheme: says which questions want an answer.
    """
    for first in range(0, len(keys), _BATCH):
        batch = to_json(keys[first : first + _BATCH])
        readings = _readings(connection, batch, scheme)
        for key, document_id, metadata, remarks in connection.execute(_DOCUMENTS, (batch,)).fetchall():
            yield DocumentFacts(
                id=document_id,
                metadata=MappingProxyType(in_lines(metadata_of(metadata))),
                readings=MappingProxyType(readings.get(key, {})),
                remarks=remarks,
            )


def _readings(
    connection: sqlite3.Connection, batch: str, scheme: LabelScheme
) -> dict[int, dict[str, ReadingFacts]]:
    """Return the facts about the readings of a batch of documents, by the document's key and the set's id."""
    heads = connection.execute(_SETS, (batch,)).fetchall()
    labels: dict[int, dict[str, int]] = {set_key: {} for _, set_key, _, _ in heads}
    flagged = dict.fromkeys(labels, 0)
    unanswered = dict.fromkeys(labels, 0)
    for set_key, code, attributes, count, flags in connection.execute(_SPANS, (to_json([*labels]),)):
        labels[set_key][code] = labels[set_key].get(code, 0) + count
        flagged[set_key] += flags
        label = scheme.label(code)
        if label is not None:
            unanswered[set_key] += count * len(missing(label.attributes, attributes_of(attributes)))
    found: dict[int, dict[str, ReadingFacts]] = {}
    for document_key, set_key, set_id, attributes in heads:
        answers = attributes_of(attributes)
        found.setdefault(document_key, {})[set_id] = ReadingFacts(
            labels=MappingProxyType(labels[set_key]),
            flagged=flagged[set_key],
            unanswered=unanswered[set_key] + len(missing(scheme.document_attributes, answers)),
            answers=answers,
        )
    return found
