"""Characters that no text of the program can hold."""

from __future__ import annotations

import re
from typing import Final

# SQLite and C stop at NUL, UTF-8 has no lone surrogates, and Qt keeps U+FDD0 and U+FDD1 for itself.
_IMPOSSIBLE: Final = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef]")


def impossible(text: str) -> int | None:
    """Return the index (code points) of the first character that no text can hold, or None."""
    match = _IMPOSSIBLE.search(text)
    return None if match is None else match.start()
