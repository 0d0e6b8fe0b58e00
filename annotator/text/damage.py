"""Signs that a text was damaged before it came here."""

from __future__ import annotations

import re
from typing import Final

# Letter shapes and their ligatures only. Ornate brackets (FD3E–FD4F), the honorifics and whole words that
# people type on purpose (FDCF, FDF0–FDFF), and the byte order mark (FEFF) are no damage.
_SHAPES: Final = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")


def presentation_forms(text: str) -> list[int]:
    """Return the positions, in code points, of letters stored as shapes (U+FB50–FDFF, FE70–FEFC).

    They are the drawn forms of letters, left behind by PDF extraction or by reshaping for output. Text that
    holds them can't be searched or compared with other text.
    """
    return [match.start() for match in _SHAPES.finditer(text)]
