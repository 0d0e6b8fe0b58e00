"""Between code points, in which everything is stored, and the UTF-16 units of Qt, UIMA and WebAnno."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_BYTES_PER_UNIT: Final = 2


class OffsetMap:
    """Translates positions in one text, both ways.

    A character above U+FFFF (an emoji, say) is one code point and two units. Arabic has none in daily
    use, so the usual map is the identity and costs nothing; otherwise a translation costs O(log k) for k
    such characters. Making the map reads the text once, at the speed of the codec.

    Args:
        text: the text that the positions belong to. It is not kept.
    """

    __slots__ = ("_astral", "_astral_units", "_length", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # A lone surrogate is one code point and one unit; "surrogatepass" counts it so.
        self._units = len(text.encode("utf-16-le", "surrogatepass")) // _BYTES_PER_UNIT
        self._astral: list[int] = []
        if self._units != self._length:
            self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_units = [position + before for before, position in enumerate(self._astral)]

    def to_utf16(self, code_point: int) -> int:
        """Return the UTF-16 unit at which code point number `code_point` starts; the text's end has one too.

        Raises:
            IndexError: `code_point` lies outside the text.
        """
        if not 0 <= code_point <= self._length:
            message = f"code point {code_point} is not in a text of {self._length}"
            raise IndexError(message)
        return code_point + bisect_left(self._astral, code_point)

    def to_code_point(self, unit: int) -> int:
        """Return the code point that UTF-16 unit number `unit` belongs to; the text's end has one too.

        A unit inside a surrogate pair gives the start of its character.

        Raises:
            IndexError: `unit` lies outside the text.
        """
        if not 0 <= unit <= self._units:
            message = f"UTF-16 unit {unit} is not in a text of {self._units}"
            raise IndexError(message)
        # The pair around `unit` has started before it and is counted, which is what leads to its start.
        return unit - bisect_left(self._astral_units, unit)
