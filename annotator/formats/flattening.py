"""Spans onto tokens, and the ones that one row of tags can hold.

```
text       وزير الخارجية الأمريكي أنتوني بلينكن
spans     [OCC                           ]
               [ORG              ]                    lies inside OCC: flattened
                                  [PERS          ]    crosses OCC: flattened
tags       B-OCC I-OCC I-OCC I-OCC O
```
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotator.formats.comparing import Misfit
from annotator.formats.loss import LossKind
from annotator.formats.options import TokenPolicy
from annotator.formats.pieces import Pieces
from annotator.language import Message, msg
from annotator.model import SpanAnnotation

_INVISIBLE: Final = msg("it covers nothing visible, and a token is visible")
_SPACE: Final = msg("its edge lies on white space, which is in no token")
_REASONS: Final = {
    TokenPolicy.EXPAND: msg("its edge lies inside a word (--tokens expand takes the whole word)"),
    TokenPolicy.CLITIC: msg("its edge is not where the word's clitics end (--tokens clitic)"),
    TokenPolicy.REJECT: msg("its edge lies inside a word (--tokens reject leaves it out)"),
    TokenPolicy.SPLIT: _SPACE,
}


_UNCUT: Final = range(0)


class Fitted(NamedTuple):
    """A span, the range `[start, end)` that stands for it, and the indexes of the pieces that hold it.

    Where words are cut at the edges of spans, those are known when all are cut: `cut_at_edges` gives them.
    """

    span: SpanAnnotation
    start: int
    end: int
    pieces: range


def fit(span: SpanAnnotation, pieces: Pieces, policy: TokenPolicy) -> Fitted | Misfit:
    """Return the range of pieces that stands for a span, or why there is none."""
    start, end = span.span.start, span.span.end
    if policy is TokenPolicy.SPLIT:
        words = span.quote.strip()
        if not words:
            return Misfit(LossKind.LEFT_OUT, _INVISIBLE)
        if len(words) < end - start:
            start += len(span.quote) - len(span.quote.lstrip())
        return Fitted(span, start, start + len(words), _UNCUT)
    touched = pieces.touching(start, end)
    if not touched:
        return Misfit(LossKind.LEFT_OUT, _INVISIBLE)
    first, last = pieces.range_of(touched)
    if policy is TokenPolicy.REJECT and (first < start or last > end):
        return Misfit(LossKind.LEFT_OUT, _REASONS[policy])
    return Fitted(span, first, last, touched)


def cut_at_edges(pieces: Pieces, fitted: Sequence[Fitted]) -> tuple[Pieces, list[Fitted]]:
    """Return the pieces cut where a span begins or ends, and the spans on them."""
    cut = pieces.cut(edge for one in fitted for edge in (one.start, one.end))
    return cut, [Fitted(one.span, one.start, one.end, cut.touching(one.start, one.end)) for one in fitted]


def difference(fitted: Fitted, policy: TokenPolicy) -> Misfit | None:
    """Return how the written range differs from the span's own, or None if it does not."""
    own = fitted.span.span
    if (fitted.start, fitted.end) == (own.start, own.end):
        return None
    if fitted.start < own.start or fitted.end > own.end:
        return Misfit(LossKind.WIDENED, _REASONS[policy], (fitted.start, fitted.end))
    return Misfit(LossKind.TRIMMED, _SPACE, (fitted.start, fitted.end))


def flatten(candidates: Sequence[Sequence[Fitted]]) -> tuple[list[Fitted], dict[str, Misfit]]:
    """Choose spans that don't overlap.

    Args:
        candidates: one sequence for each layer, the more important first, each in text order: so the earlier
            of two spans wins, and of two that start together the longer.

    Returns:
        The chosen in text order, and for every other span, by its id, who stands in its way.
    """
    chosen: list[Fitted] = []
    starts: list[int] = []
    misfits: dict[str, Misfit] = {}
    for layer in candidates:
        for fitted in layer:
            place = bisect_left(starts, fitted.end)
            rival = chosen[place - 1] if place else None
            if rival is not None and rival.end > fitted.start:
                misfits[fitted.span.id] = _beaten(fitted, rival)
            else:
                chosen.insert(place, fitted)
                starts.insert(place, fitted.start)
    return chosen, misfits


def _beaten(fitted: Fitted, rival: Fitted) -> Misfit:
    inside = rival.span.span.contains(fitted.span.span)
    pattern = (
        msg("it lies inside “{text}” ({label}), and one column holds one tag a token")
        if inside
        else msg("it shares a token with “{text}” ({label}), and one column holds one tag a token")
    )
    reason = Message(text=pattern.text, values={"text": rival.span.quote, "label": rival.span.label})
    return Misfit(LossKind.FLATTENED, reason)
