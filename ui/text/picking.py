"""Choosing the other end of a relation: which spans may be picked, and which one the keyboard is at."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model import SpanAnnotation
from ui.text.reading import Reading


class Picking:
    """A choice that is going on.

    Attributes:
        accepts: tells whether a span may be picked.
        focus: the span that Enter would pick, or None.
    """

    def __init__(self, accepts: Callable[[SpanAnnotation], bool]) -> None:
        self.accepts = accepts
        self.focus: str | None = None

    def candidates(self, reading: Reading, start: int, end: int) -> frozenset[str]:
        """Return the ids of the spans in a stretch of text that may be picked."""
        return frozenset(s.id for s in reading.touching(start, end) if self.accepts(s))

    def neighbour(self, reading: Reading, position: int, *, forward: bool) -> SpanAnnotation | None:
        """Return the span after or before the one in focus that may be picked, round the ends of the text."""
        for start, here in (
            (position, reading.spans.get(self.focus or "")),
            (0 if forward else len(reading.text) + 1, None),
        ):
            found = neighbour(reading, here, start, forward=forward)
            while found is not None and not self.accepts(found):
                found = neighbour(reading, found, start, forward=forward)
            if found is not None:
                return found
        return None


def neighbour(
    reading: Reading, here: SpanAnnotation | None, position: int, *, forward: bool
) -> SpanAnnotation | None:
    """Return the span after or before `here` in reading order; without one, of `position`."""
    # A span that would start here and reach behind the text comes before all that do start here.
    place = (
        (position, len(reading.text) + 1, "") if here is None else (here.span.start, here.span.end, here.id)
    )
    spans = reading.spans
    return spans.next_after(*place) if forward else spans.previous_before(*place)
