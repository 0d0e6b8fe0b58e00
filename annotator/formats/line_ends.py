"""CR LF becomes LF once, at the door, and the offsets follow."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

_PAIR: Final = re.compile("\r\n")


class LineEnds:
    """A text with LF line ends, and where the positions of the text it came from lie in it.

    Args:
        source: the text as it came.

    Attributes:
        text: with LF.
        differ: whether it is another one than the source.
    """

    __slots__ = ("_dropped", "differ", "text")

    def __init__(self, source: str) -> None:
        self.text = source
        self._dropped: list[int] = []
        self.differ = "\r" in source
        if self.differ:
            self.text = source.replace("\r\n", "\n").replace("\r", "\n")
            self._dropped = [match.start() for match in _PAIR.finditer(source)]

    def moved(self, position: int) -> int:
        """Return where `position` (code points of the source) lies in `text`.

        Between CR and LF means before the line end.
        """
        return position - bisect_left(self._dropped, position) if self._dropped else position
