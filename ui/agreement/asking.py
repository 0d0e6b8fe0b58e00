"""Whose readings a project has, and whether there is anything to compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Final

from annotator.language import tr
from annotator.model import DocumentSummary, Owner, State
from annotator.statistics import Reader
from annotator.statistics.wording import reader_name

_TWO: Final = 2
_ORDER: Final = (Owner.ANNOTATOR, Owner.GOLD, Owner.IMPORTED, Owner.SUGGESTED)


class Remedy(StrEnum):
    """What a person can do where there is nothing to compare: the ids of actions."""

    IMPORT = "import"
    DOCUMENTS = "all_documents"

    @property
    def words(self) -> str:
        """What the button says."""
        return tr("Import another reading") if self is Remedy.IMPORT else tr("See who has read what")


def read_by(summary: DocumentSummary) -> set[Reader]:
    """Return whose readings of a document have been begun."""
    return {
        Reader(one.owner)
        if one.annotator is None
        else Reader(one.owner, one.annotator.name, one.annotator.id)
        for one in summary.sets
        if one.spans or one.state is not State.NEW
    }


def readers_of(documents: Iterable[DocumentSummary]) -> tuple[Reader, ...]:
    """Return whose readings have been begun, people in the order of their sigla first."""
    found = {one for summary in documents for one in read_by(summary)}
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.owner), one.id, one.name)))


def first_pair(
    documents: Iterable[DocumentSummary], readers: Sequence[Reader]
) -> tuple[Reader, Reader] | None:
    """Return the first two readers with a document in common, else the first two."""
    common = [read_by(summary) for summary in documents]
    pairs = list(combinations(readers, 2))
    together = (pair for pair in pairs if any(set(pair) <= read for read in common))
    return next(together, pairs[0] if pairs else None)


def common_to_two(documents: Iterable[DocumentSummary]) -> dict[str, str]:
    """Return the titles of documents that two readers at least have begun, by id."""
    return {one.id: one.title for one in documents if len(read_by(one)) >= _TWO}


def lack(documents: Sequence[DocumentSummary], readers: Sequence[Reader]) -> tuple[str, Remedy] | None:
    """Return why there is nothing to compare, and what can be done; None if there is something."""
    if not readers:
        return tr("Nobody has read anything here yet: agreement needs two readers."), Remedy.IMPORT
    if len(readers) < _TWO:
        name = reader_name(readers[0])
        return tr("Only {name} has read here so far: agreement needs two readers.", name=name), Remedy.IMPORT
    if not common_to_two(documents):
        return (
            tr("No document has been read by two readers, so there is nothing to compare yet."),
            Remedy.DOCUMENTS,
        )
    return None
