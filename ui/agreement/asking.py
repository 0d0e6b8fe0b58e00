"""Whose readings a project has, and whether there is anything to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final, Self

from annotator.language import tr
from annotator.model import DocumentSummary, Owner, SetSummary, State
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Who has begun to read what.

    Attributes:
        readers: people in the order of their sigla, then gold and what else there is.
        common: how many documents each two of them have both begun.
        titles: of the documents that two at least have begun, by id.
    """

    readers: tuple[Reader, ...]
    common: Mapping[tuple[Reader, Reader], int]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, documents: Iterable[DocumentSummary]) -> Self:
        """Look through a project's documents, once: there may be ten thousand."""
        known: dict[tuple[Owner, str], Reader] = {}
        groups: Counter[frozenset[Reader]] = Counter()
        titles = {}
        for summary in documents:
            read = frozenset(_reader(one, known) for one in summary.sets if _is_begun(one))
            groups[read] += 1
            if len(read) >= _TWO:
                titles[summary.id] = summary.title
        found = {reader for group in groups for reader in group}
        readers = tuple(sorted(found, key=lambda one: (_ORDER.index(one.owner), one.id, one.name)))
        common = {
            pair: sum(count for group, count in groups.items() if group.issuperset(pair))
            for pair in combinations(readers, 2)
        }
        return cls(readers=readers, common=common, titles=titles)

    @property
    def first_pair(self) -> tuple[Reader, Reader] | None:
        """The first two readers with a document in common, else the first two."""
        together = (pair for pair, count in self.common.items() if count)
        return next(together, next(iter(self.common), None))

    @property
    def lack(self) -> tuple[str, Remedy] | None:
        """Why there is nothing to compare, and what can be done; None if there is something."""
        if not self.readers:
            return tr("Nobody has read anything here yet: agreement needs two readers."), Remedy.IMPORT
        if len(self.readers) < _TWO:
            name = reader_name(self.readers[0])
            words = tr("Only {name} has read here so far: agreement needs two readers.", name=name)
            return words, Remedy.IMPORT
        if not self.titles:
            words = tr("No document has been read by two readers, so there is nothing to compare yet.")
            return words, Remedy.DOCUMENTS
        return None


def _is_begun(one: SetSummary) -> bool:
    return bool(one.spans) or one.state is not State.NEW


def _reader(one: SetSummary, known: dict[tuple[Owner, str], Reader]) -> Reader:
    person = one.annotator
    key = (one.owner, "" if person is None else person.id)
    if key not in known:
        known[key] = Reader(one.owner) if person is None else Reader(one.owner, person.name, person.id)
    return known[key]
