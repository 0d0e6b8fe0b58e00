"""The statements of a reading: its claims and quotations, numbered in reading order.

A quotation that overlaps a claim is the same statement in other words and has no number of its own.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import Final

from annotator.model import IntervalIndex, LabelScheme, Mark, SpanAnnotation

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
        claims, quotes = [], []
        for span in spans:
            if span.label in self._claim_codes:
                claims.append(span)
            elif span.label in self._quote_codes:
                quotes.append(span)
        self._claims = IntervalIndex((s.span.start, s.span.end, s.id) for s in claims)
        self._quotes = IntervalIndex((s.span.start, s.span.end, s.id) for s in quotes)
        lone = [s for s in quotes if not self._claims.touching(s.span.start, s.span.end)]
        self._order: list[_Key] = sorted(_key(s) for s in [*claims, *lone])
        self._quoted = {s.id: s for s in quotes}

    def is_statement(self, span: SpanAnnotation) -> bool:
        """Tell whether a span of this label can be a statement."""
        return span.label in self._claim_codes or span.label in self._quote_codes

    def is_claim(self, span: SpanAnnotation) -> bool:
        """Tell whether a span says something in the text's own words."""
        return span.label in self._claim_codes

    def is_quote(self, span: SpanAnnotation) -> bool:
        """Tell whether a span is a quotation."""
        return span.label in self._quote_codes

    def replace(self, before: SpanAnnotation | None, after: SpanAnnotation | None) -> None:
        """Follow a change of one span."""
        if before is not None and self.is_statement(before):
            self._remove(before)
        if after is not None and self.is_statement(after):
            self._add(after)

    def _add(self, span: SpanAnnotation) -> None:
        start, end = span.span.start, span.span.end
        if span.label in self._claim_codes:
            self._claims.add(start, end, span.id)
            insort(self._order, _key(span))
            for quote in self._quotes.touching(start, end):
                self._unnumber(self._quoted[quote])
        else:
            self._quotes.add(start, end, span.id)
            self._quoted[span.id] = span
            self._number_alone(span)

    def _remove(self, span: SpanAnnotation) -> None:
        start, end = span.span.start, span.span.end
        self._unnumber(span)
        if span.label in self._claim_codes:
            self._claims.remove(start, end, span.id)
            for quote in self._quotes.touching(start, end):
                self._number_alone(self._quoted[quote])
        else:
            self._quotes.remove(start, end, span.id)
            del self._quoted[span.id]

    def _number_alone(self, quote: SpanAnnotation) -> None:
        if not self._claims.touching(quote.span.start, quote.span.end):
            insort(self._order, _key(quote))

    def _unnumber(self, span: SpanAnnotation) -> None:
        rank = self._rank(span)
        if rank is not None:
            del self._order[rank]

    def _rank(self, span: SpanAnnotation) -> int | None:
        key = _key(span)
        rank = bisect_left(self._order, key)
        return rank if rank < len(self._order) and self._order[rank] == key else None

    def number(self, span: SpanAnnotation) -> int | None:
        """Return the statement's number, or None if the span has none."""
        rank = self._rank(span)
        return None if rank is None else rank + 1

    def __len__(self) -> int:
        """Return how many statements have a number."""
        return len(self._order)

    def in_order(self, spans: Mapping[str, SpanAnnotation]) -> list[SpanAnnotation]:
        """Return the numbered statements in order, from the spans they are among."""
        return [spans[key] for _, _, key in self._order]

    def starting_in(self, start: int, end: int) -> list[str]:
        """Return the ids of the numbered statements that start in `[start, end)`, in order."""
        order = self._order
        first, stop = bisect_left(order, (start,)), bisect_left(order, (end,))
        return [key for _, _, key in order[first:stop]]

    def before(self, position: int, count: int) -> list[str]:
        """Return the ids of the last `count` numbered statements that start before `position`, in order."""
        order = self._order
        stop = bisect_left(order, (position,))
        return [key for _, _, key in order[max(stop - count, 0) : stop]]


def _key(span: SpanAnnotation) -> _Key:
    return span.span.start, -span.span.end, span.id
