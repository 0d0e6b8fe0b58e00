"""A stretch of a text."""

from __future__ import annotations

import msgspec

from annotator.model.structs import like_a_dataclass


@like_a_dataclass
class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """The half-open range `[start, end)` of code points, zero-based.

    Raises:
        ValueError: `start` is negative or `end` lies before `start`. Whether an empty span
            (`start == end`) is welcome is for the layer to say.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: [{self.start}, {self.end})"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span, edges included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: Span) -> bool:
        """Tell whether the two overlap and neither contains the other."""
        return self.overlaps(other) and not self.contains(other) and not other.contains(self)

    def of(self, text: str) -> str:
        """Return the words that this span covers in `text`."""
        return text[self.start : self.end]
