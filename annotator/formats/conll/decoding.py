"""What a CoNLL-2003 file says about a text that is known: the way back, knowing nothing of the way out."""

from __future__ import annotations

from typing import Final

from annotator.formats.placing import NotThisTextError, Places

_COLUMNS: Final = 4


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
    forms: list[str] = []
    spans: list[tuple[str, int, int]] = []
    for block in lines.split("\n\n"):
        if not block or block.startswith("-DOCSTART- "):
            continue
        columns = block.split()
        rows = block.count("\n") + 1
        empty = columns[1::_COLUMNS].count("-X-") == columns[2::_COLUMNS].count("O") == rows
        if len(columns) != rows * _COLUMNS or not empty:
            raise NotThisTextError(block[:80])
        spans += _tagged(columns[3::_COLUMNS], len(forms))
        forms += columns[::_COLUMNS]
    return forms, spans


def _tagged(tags: list[str], offset: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    label, first, ended = "", 0, False
    for index, tag in enumerate((*tags, "O"), start=offset):
        prefix, _, name = tag.partition("-")
        goes_on = prefix in {"I", "E"} and name == label and not ended
        if label and not goes_on:
            found.append((label, first, index))
            label = ""
        if not label and tag != "O":
            if prefix not in {"B", "S"}:
                raise NotThisTextError(tag)
            label, first = name, index
        ended = prefix in {"S", "E"}
    return found
