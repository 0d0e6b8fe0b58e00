"""The statements of a reading: its claims and quotations, numbered in reading order.

A quotation that overlaps a claim is the same statement in other words and has no number of its own.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from annotator.model import LabelScheme, Mark, SpanAnnotation

ATTRIBUTION: Final = "attribution"
"""The relation type from a source to what it said."""
CUE: Final = "cue"
"""The relation type from a reporting word to what it reports."""
INTRODUCES: Final = "introduces"
"""The relation type from a reporting word to the source it names."""

_Key = tuple[int, int, str]  # start, -end, id: the order of reading


class Statements:
    """The numbered statements. Numbers start at 1 and have no gaps."""

    def __init__(self, scheme: LabelScheme, spans: Iterable[SpanAnnotation]) -> None:
        attribution = scheme.relation_type(ATTRIBUTION)
        said = attribution.range if attribution is not None else frozenset[str]()
        marks = {label.code: label.mark for label in scheme.labels if label.code in said}
        self._claim_codes = {code for code, mark in marks.items() if mark is not Mark.UNDERLINE_DOUBLE}
        self._quote_codes = marks.keys() - self._claim_codes
        self._claims: list[_Key] = []
        self._quotes: list[_Key] = []
        for span in spans:
            if span.label in self._claim_codes:
                self._claims.append(_key(span))
            elif span.label in self._quote_codes:
                self._quotes.append(_key(span))
        self._claims.sort()
        self._quotes.sort()
        self._order: list[_Key] | None = None

    def is_statement(self, span: SpanAnnotation) -> bool:
        """Tell whether a span of this label can be a statement."""
        return span.label in self._claim_codes or span.label in self._quote_codes

    def replace(self, before: SpanAnnotation | None, after: SpanAnnotation | None) -> bool:
        """Follow a change of one span. Return whether numbers may have changed."""
        if before is not None and after is not None and _same_place(before, after):
            return False
        touched = False
        for span, add in ((before, False), (after, True)):
            if span is None or not self.is_statement(span):
                continue
            keys = self._claims if span.label in self._claim_codes else self._quotes
            if add:
                insort(keys, _key(span))
            else:
                del keys[bisect_left(keys, _key(span))]
            touched = True
        if touched:
            self._order = None
        return touched

    def number(self, span: SpanAnnotation) -> int | None:
        """Return the statement's number, or None if the span has none."""
        order = self._in_order()
        key = _key(span)
        rank = bisect_left(order, key)
        return rank + 1 if rank < len(order) and order[rank] == key else None

    def starting_in(self, start: int, end: int) -> list[str]:
        """Return the ids of the numbered statements that start in `[start, end)`, in order."""
        order = self._in_order()
        first, stop = bisect_left(order, (start,)), bisect_left(order, (end,))
        return [key for _, _, key in order[first:stop]]

    def before(self, position: int, count: int) -> list[str]:
        """Return the ids of the last `count` numbered statements that start before `position`, in order."""
        order = self._in_order()
        stop = bisect_left(order, (position,))
        return [key for _, _, key in order[max(stop - count, 0) : stop]]

    def _in_order(self) -> list[_Key]:
        if self._order is None:
            starts = [start for start, _, _ in self._claims]
            furthest = list(accumulate((-minus_end for _, minus_end, _ in self._claims), max))
            lone = [key for key in self._quotes if not _overlaps(key, starts, furthest)]
            self._order = sorted(self._claims + lone) if lone else self._claims.copy()
        return self._order


def _same_place(before: SpanAnnotation, after: SpanAnnotation) -> bool:
    return before.label == after.label and before.span == after.span


def _key(span: SpanAnnotation) -> _Key:
    return span.span.start, -span.span.end, span.id


def _overlaps(quote: _Key, starts: list[int], furthest: list[int]) -> bool:
    """Tell whether a claim overlaps the quotation; `furthest[i]` is the greatest end of claims 0 to i."""
    start, minus_end, _ = quote
    last = bisect_left(starts, -minus_end) - 1
    return last >= 0 and furthest[last] > start
