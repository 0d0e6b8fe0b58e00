"""Arabic for output that has no bidi engine of its own, such as a plain terminal.

Only here is text reshaped and reordered, and only to be shown: never what is stored, and never what Qt gets.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from annotator.text.direction import base_direction

_SPACE = regex.compile(r"\s+")
_ZERO_WIDTH = regex.compile(r"[\p{M}\p{Cf}]")


def to_visual(text: str, width: int | None = None) -> str:
    """Return `text` with joined letter shapes, each line in the order of the screen, left to right.

    Args:
        text: in reading order. All its lines run in the direction of most of its letters.
        width: wrap to so many columns before reordering, since the order belongs to a line; white space
            becomes one space then. A longer word gets a line of its own. None leaves the lines as they are.
    """
    from bidi import get_display

    direction = "R" if base_direction(text) == "rtl" else "L"
    lines = text.split("\n")
    if width is not None:
        lines = [piece for line in lines for piece in _wrap(line, width)]
    return "\n".join(get_display(_reshaper().reshape(line), base_dir=direction) for line in lines)


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    # Its defaults drop the harakat: what is shown would not be what is stored.
    return ArabicReshaper(configuration={"delete_harakat": False, "support_zwj": True})


def _wrap(line: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _SPACE.split(line.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _columns(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _columns(line: str) -> int:
    """Return how wide a terminal shows `line`, with marks and controls taking no room."""
    return len(_ZERO_WIDTH.sub("", line))
