"""Keys as people press them: on a Latin and on an Arabic keyboard.

With an Arabic layout alone, Ctrl+Z does not arrive as Ctrl+Z: the same key gives Ctrl+ئ. So every shortcut
with a letter has a twin with the letter that the standard Arabic layout has on that key, and every digit
a twin with the Arabic-Indic digit.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = dict(
    zip("QWERTYUIOPASDFGHJKLZXCVNM", "ضصثقفغعهخحشسيبلاتنمئءؤرىة", strict=True)
)  # B gives لا, two letters at once, which no shortcut can be
_DIGITS: Final = dict(zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True))
_TWINS: Final = _LETTERS | _DIGITS
_OTHERS: Final = {arabic: latin for latin, arabic in _LETTERS.items()}
_SHOWN: Final = {"Return": "↵", "Enter": "↵", "PgDown": "PgDn"}
_LAST: Final = re.compile(r"^(?P<modifiers>.*\+)?(?P<key>.)$")


def twin(sequence: str) -> str | None:
    """Return the same key of the standard Arabic layout, or None where the layouts agree.

    Args:
        sequence: as Qt writes it portably, for example "Ctrl+Shift+Z" or "R".
    """
    match = _LAST.match(sequence)
    other = _TWINS.get(match["key"].upper()) if match else None
    return None if match is None or other is None else f"{match['modifiers'] or ''}{other}"


def letter(key: int) -> str | None:
    """Return the letter, "A" to "Z", that a Latin keyboard has on a key; None if it has none there.

    Args:
        key: what Qt calls it: the code point of its letter, on an Arabic keyboard of that one's.
    """
    found = chr(key) if key < 0x1000 else ""  # noqa: PLR2004 - Qt's other keys have numbers beyond all letters
    return found if found in _LETTERS else _OTHERS.get(found)


def digit(key: int) -> int | None:
    """Return the number of a digit key, ASCII or Arabic-Indic, or None for another key."""
    found = chr(key) if key < 0x1000 else ""  # noqa: PLR2004 - as above
    return int(found) if found.isdecimal() else None


def with_twins(sequences: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sequences, each followed by its twin if it has one."""
    found: list[str] = []
    for sequence in sequences:
        found.append(sequence)
        other = twin(sequence)
        if other is not None:
            found.append(other)
    return tuple(found)


def shown(sequence: str) -> str:
    """Return a sequence as it stands in a key cap, for example "Ctrl+↵"."""
    parts = re.split(r"(?<=.)\+(?=.)", sequence)
    return "+".join(_SHOWN.get(part, part) for part in parts)
