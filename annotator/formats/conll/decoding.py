"""What a CoNLL-2003 file says about a text that is known: the way back, knowing nothing of the way out."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from annotator.formats.placing import NotThisTextError, Places

_BETWEEN: Final = " -X- O "


def decode(lines: str, text: str) -> list[tuple[str, int, int]]:
    """Return label, start and end (code points, half-open) of each tagged span, in text order.

    Args:
        lines: one document, with IOB2 or BIOES tags.
        text: its text.

    Raises:
        NotThisTextError: the lines do not spell the text, or a tag is malformed.
    """
    forms, spans = _parse(lines)
    places = Places(forms, text)
    return [(label, *places.range_of(first, behind)) for label, first, behind in spans]


def _parse(lines: str) -> tuple[list[str], list[tuple[str, int, int]]]:
    """Return the tokens, and the label, first token and token behind the last of each tagged span."""
    blocks = [b for b in lines.split("\n\n") if b and not b.startswith("-DOCSTART- ")]
    borders = [0, *accumulate(block.count("\n") + 1 for block in blocks)]
    # All at once: two hundred thousand rows a second would be too few.
    rows = "\n".join(blocks).removesuffix("\n").replace(_BETWEEN, "\n")
    columns = rows.split("\n") if rows else []
    if len(columns) != borders[-1] * 2 or " " in rows:
        raise NotThisTextError(" ".join(columns[:10]))
    return columns[::2], _tagged(columns[1::2], frozenset(borders))


def _tagged(tags: list[str], borders: frozenset[int]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    label, first, behind, ended = "", 0, 0, False
    for index in [place for place, tag in enumerate(tags) if tag != "O"]:
        tag = tags[index]
        prefix, _, name = tag.partition("-")
        goes_on = prefix in {"I", "E"} and name == label and not ended
        if goes_on and index == behind and index not in borders:
            behind, ended = index + 1, prefix == "E"
            continue
        if label:
            found.append((label, first, behind))
        if prefix not in {"B", "S"}:
            raise NotThisTextError(tag)
        label, first, behind, ended = name, index, index + 1, prefix == "S"
    if label:
        found.append((label, first, behind))
    return found
