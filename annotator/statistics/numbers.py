"""All that has been counted in a project, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model import LabelScheme, Owner
from annotator.statistics.counts import Counts, Reader, ReadingLine
from annotator.statistics.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What tables and plots are made of.

    Attributes:
        scheme: that the readings follow.
        counts: of the readings.
        work: from the history.
    """

    scheme: LabelScheme
    counts: Counts
    work: Work

    def readers(self) -> tuple[Reader, ...]:
        """Return whose readings there are, by owner and name."""
        return tuple(sorted({line.reader for line in self.counts.lines}))

    def lines(self, reader: Reader | None = None) -> list[ReadingLine]:
        """Return the readings of one reader, or all."""
        return [one for one in self.counts.lines if reader in {None, one.reader}]

    def spent(self, line: ReadingLine) -> int:
        """Return the time in milliseconds that an annotator spent in the document of their reading."""
        if line.reader.owner is not Owner.ANNOTATOR:
            return 0
        return self.work.spent.get((line.reader.id, line.document_id), 0)


def per_thousand(spans: int, words: int) -> float | None:
    """Return spans per 1,000 words, None where there are no words."""
    return spans * 1000 / words if words else None
