"""Where a selection begins and ends when its edges are cleaned: no blank, no punctuation, no half letter.

%, @ and # are more than punctuation. A bracket or quotation mark stays where its other half is inside: that
of `(نيويورك)` at the end of a sentence, but not the two around a whole quotation.
All positions are code points, ranges are half-open.
"""

from __future__ import annotations

from typing import Final

import regex

from annotator.text import graphemes
from annotator.text.pairs import pairs

# With U+FE0F or U+20E3 a sign like ‼ or * is an emoji. A number sign (Prepend) can take a blank along.
_NOISE: Final = regex.compile(
    r"""(?V1) \p{GCB=Prepend}*
    (?: [[\s\p{Cc}\p{Cf}]--\p{GCB=Prepend}] | (?!.*[\uFE0F\u20E3]) [\p{P}--[%\u066A\u2030@\#]] )""",
    regex.VERBOSE | regex.DOTALL,
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return `[start, end)` in whole clusters, without noise at its edges; None if nothing is left."""
    start, end = graphemes.widen(text, start, end)
    partners: dict[int, int] | None = None
    while start < end:
        after, before = graphemes.next_border(text, start), graphemes.previous_border(text, end)
        begins, ends = _is_noise(text[start:after]), _is_noise(text[before:end])
        if not begins and not ends:
            return start, end
        if partners is None:
            found = pairs(text, start, end)
            partners = dict(found) | {last: first for first, last in found}
        opened_by, closed_by = partners.get(before, -1), partners.get(start, -1)
        if begins and not start < closed_by < before:
            start = after
        elif ends and not start < opened_by < before:
            end = before
        else:
            return start, end
    return None


def _is_noise(cluster: str) -> bool:
    return _NOISE.match(cluster) is not None
