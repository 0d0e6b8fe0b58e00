"""The titles of all documents, folded a few at a time so that no key press waits for 100,000 of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from annotator.model import DocumentSummary
from ui.palette.ranking import Item, item

_AT_ONCE: Final = 500
"""Titles folded in one go: a few milliseconds, so that a frame is never missed."""


class Titles:
    """Documents by title.

    Args:
        summaries: the documents in their order.
    """

    def __init__(self, summaries: Iterable[DocumentSummary] = ()) -> None:
        self._names = {summary.id: summary.title for summary in summaries}
        self._rest = iter(self._names.items())
        self._items: list[Item] = []

    @property
    def items(self) -> Sequence[Item]:
        """The documents that can be found so far."""
        return self._items

    @property
    def is_complete(self) -> bool:
        """Whether all titles have been folded."""
        return len(self._items) == len(self._names)

    def grow(self) -> None:
        """Fold some more titles."""
        self._items.extend(item(id_, title) for id_, title in islice(self._rest, _AT_ONCE))

    def title(self, document_id: str) -> str:
        """Return a document's title as it was written."""
        return self._names[document_id]
