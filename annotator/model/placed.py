"""The spans of one reading, by id and by place."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from types import MappingProxyType
from typing import Final

from annotator.model.annotation import SpanAnnotation
from annotator.model.intervals import IntervalIndex

_MOST_NEWER: Final = 256
"""So many changes are looked up beside the spans that they change before all are put together."""
_NONE: Final[Mapping[str, SpanAnnotation]] = MappingProxyType({})


class PlacedSpans(Mapping[str, SpanAnnotation]):
    """Span annotations by id, found also by the code points they cover. They never change.

    `changed` makes others that share nearly everything with these. So the workspace hands out a reading
    after each edit, and the page keeps one of its own, without copying fifty thousand spans or indexing
    them twice. The index is made when it is first asked for.
    """

    def __init__(self, spans: Mapping[str, SpanAnnotation] = _NONE) -> None:
        self._base = spans
        self._newer: dict[str, SpanAnnotation | None] = {}
        self._length = len(spans)

    @classmethod
    def of(cls, spans: Mapping[str, SpanAnnotation]) -> PlacedSpans:
        """Return spans that nobody will change as these: themselves if they are that already."""
        return spans if isinstance(spans, cls) else cls(spans)

    def changed(self, before: SpanAnnotation | None, after: SpanAnnotation | None) -> PlacedSpans:
        """Return these spans with one replaced, added (`before` is None) or removed (`after` is None).

        Raises:
            KeyError: `before` is not among them.
        """
        made = PlacedSpans()
        made._base, made._newer = self._base, self._newer.copy()
        index = made._index = self._index.copy()
        made._length = self._length
        if before is not None:
            index.remove(before.span.start, before.span.end, before.id)
            made._newer[before.id] = None
            made._length -= 1
        if after is not None:
            index.add(after.span.start, after.span.end, after.id)
            made._newer[after.id] = after
            made._length += 1
        if len(made._newer) > _MOST_NEWER:
            made._together()
        return made

    def changed_at_once(
        self, pairs: Iterable[tuple[SpanAnnotation | None, SpanAnnotation | None]]
    ) -> PlacedSpans:
        """Return these spans after many changes, each (before, after): quicker than one after the other.

        Raises:
            KeyError: a `before` is not among them.
        """
        spans = dict(self._together())
        for before, after in pairs:
            if before is not None and before.id not in spans:
                raise KeyError(before.id)
            if before is not None and (after is None or after.id != before.id):
                del spans[before.id]
            if after is not None:
                spans[after.id] = after
        return PlacedSpans(spans)

    @cached_property
    def _index(self) -> IntervalIndex:
        return IntervalIndex((s.span.start, s.span.end, s.id) for s in self.values())

    def _together(self) -> Mapping[str, SpanAnnotation]:
        """Return all spans in one mapping."""
        if self._newer:
            together = {**self._base, **self._newer}
            self._base = {key: span for key, span in together.items() if span is not None}
            self._newer = {}
        return self._base

    def __getitem__(self, key: str) -> SpanAnnotation:
        if key not in self._newer:
            return self._base[key]
        span = self._newer[key]
        if span is None:
            raise KeyError(key)
        return span

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[str]:
        return iter(self._together())

    def values(self) -> ValuesView[SpanAnnotation]:
        """Return all spans."""
        return self._together().values()

    def items(self) -> ItemsView[str, SpanAnnotation]:
        """Return all ids, each with its span."""
        return self._together().items()

    def touching(self, start: int, end: int) -> list[SpanAnnotation]:
        """Return the spans that share a code point with `[start, end)`: see `IntervalIndex.touching`."""
        return [self[key] for key in self._index.touching(start, end)]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a span shares a code point with `[start, end)`."""
        return self._index.touches(start, end)

    def next_after(self, start: int, end: int, key: str) -> SpanAnnotation | None:
        """Return the span that follows `(start, end, key)` in order, or None at the end."""
        found = self._index.next_after(start, end, key)
        return None if found is None else self[found]

    def previous_before(self, start: int, end: int, key: str) -> SpanAnnotation | None:
        """Return the span that precedes `(start, end, key)` in order, or None at the beginning."""
        found = self._index.previous_before(start, end, key)
        return None if found is None else self[found]
