"""Which spans of several readers stand in one row: what a format of many readings is handed.

Formats know nothing of agreement and adjudication, which know formats. Whoever exports brings the alignment
along, so that a table has the rows that adjudication has; without one, a row is a place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from annotator.model import SpanAnnotation
from annotator.model.annotation import text_order

Readings = Sequence[Mapping[str, SpanAnnotation]]
"""The spans of each reader, by their ids."""
Group = Mapping[int, SpanAnnotation]
"""At most one span of each reader, by the reader's number."""
Align = Callable[[Readings, Callable[[str], str]], Sequence[Group]]
"""Finds the spans that are about the same thing, each in one group; the second argument: layer of a label."""


def by_place(readings: Readings, layer_of: Callable[[str], str]) -> Sequence[Group]:
    """Return spans of one layer at the very same place as one group."""
    groups: dict[tuple[str, int, int, int], dict[int, SpanAnnotation]] = {}
    for reader, spans in enumerate(readings):
        count: dict[tuple[str, int, int], int] = {}
        for span in sorted(spans.values(), key=text_order):
            place = layer_of(span.label), span.span.start, span.span.end
            count[place] = count.get(place, -1) + 1
            groups.setdefault((*place, count[place]), {})[reader] = span
    return list(groups.values())
