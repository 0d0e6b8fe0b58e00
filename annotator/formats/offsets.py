"""Offsets of a file in the unit that it counts, and ours in code points."""

from __future__ import annotations

from annotator.formats.capabilities import Unit
from annotator.text.offsets import OffsetMap


class Offsets:
    """Translates between code points and the unit of a file.

    Args:
        text: the document's text, as it stands in the file.
        unit: what the file counts: code points, or UTF-16 units as JavaScript and Java do.
    """

    __slots__ = ("_length", "_map", "_units")

    def __init__(self, text: str, unit: Unit) -> None:
        self._map = OffsetMap(text) if unit is Unit.UTF16 else None
        self._length = len(text)
        self._units = self._map.to_utf16(len(text)) if self._map is not None else len(text)

    def out(self, code_point: int) -> int:
        """Return the offset that the file gets."""
        return code_point if self._map is None else self._map.to_utf16(code_point)

    def into(self, offset: int) -> int:
        """Return the code point that the file means. What lies outside the text stays outside."""
        if self._map is None or offset < 0:
            return offset
        if offset > self._units:
            return self._length + offset - self._units
        return self._map.to_code_point(offset)
