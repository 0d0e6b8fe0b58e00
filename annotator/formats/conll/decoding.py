"""What a CoNLL-2003 file says about a text that is known: the way back, knowing nothing of the way out."""

from __future__ import annotations

from typing import Final

_COLUMNS: Final = 4


class NotThisTextError(ValueError):
    """The tokens of the file are not those of the text, or its tags are not IOB2."""


def decode(lines: str, text: str) -> list[tuple[str, int, int]]:
    """Return label, start and end (code points, half-open) of each tagged span, in text order.

    Each token is looked for behind the one before; only white space may be skipped.

    Args:
        lines: one document.
        text: its text.

    Raises:
        NotThisTextError: the lines do not spell the text, or a tag is malformed.
    """
    found: list[tuple[str, int, int]] = []
    label: str | None = None
    start = end = 0
    for line in lines.split("\n"):
        if not line or line.startswith("-DOCSTART- "):
            if label is not None:
                found.append((label, start, end))
                label = None
            continue
        columns = line.split()
        if len(columns) != _COLUMNS:
            raise NotThisTextError(line)
        form, tag = columns[0], columns[3]
        place = _place(text, form, end)
        if label is not None and tag != f"I-{label}":
            found.append((label, start, end))
            label = None
        end = place + len(form)
        if label is None and tag != "O":
            if not tag.startswith("B-"):
                raise NotThisTextError(line)
            label, start = tag[2:], place
    if label is not None:
        found.append((label, start, end))
    if text[end:].strip():
        raise NotThisTextError(text[end:])
    return found


def _place(text: str, form: str, behind: int) -> int:
    if text.startswith(form, behind):
        return behind
    place = text.find(form, behind)
    if place < 0 or not text[behind:place].isspace():
        raise NotThisTextError(form)
    return place
