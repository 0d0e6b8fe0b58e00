"""Which keys the status bar shows on the page of adjudication: at most four."""

from __future__ import annotations

from typing import Final

from annotator.adjudication.positions import Position
from annotator.language import is_right_to_left, trc
from ui.adjudication.edition import offered
from ui.adjudication.own import Draft, SpansDraft
from ui.status import Hint

_MOST_DIGITS: Final = 3
MOST_DIGITS: Final = 9
"""Readings beyond these have no digit: arrows lead there."""


def arrow() -> str:
    """Return the key that leads to the next reading, in the language in use."""
    return "←" if is_right_to_left() else "→"


def hints_of(position: Position | None, *, own: Draft | None, writing: bool) -> list[Hint]:
    """Return the keys that help now.

    Args:
        position: what is asked about.
        own: what the adjudicator reads for themselves, or None.
        writing: the reason has the keyboard.
    """
    if writing:
        pairs = [
            ("↓", trc("key hint", "reasons")),
            ("↵", trc("key hint", "decide")),
            ("Esc", trc("key hint", "back to the text")),
        ]
    elif isinstance(own, SpansDraft):
        pairs = [
            ("Alt+←", trc("key hint", "move the edge")),
            ("B", trc("key hint", "one more span")),
            ("↵", trc("key hint", "decide")),
            ("Esc", trc("key hint", "leave it")),
        ]
        if len(own.spans) > 1:
            pairs[2:2] = [("Tab", trc("key hint", "next span")), ("Del", trc("key hint", "drop it"))]
            del pairs[-2:]
    elif own is not None:
        pairs = [
            ("Tab", trc("key hint", "next field")),
            ("↑ ↓", trc("key hint", "choose")),
            ("↵", trc("key hint", "decide")),
            ("Esc", trc("key hint", "leave it")),
        ]
    elif position is None:
        pairs = [("A", trc("key hint", "accept agreements")), ("Esc", trc("key hint", "back to the text"))]
    else:
        count = len(offered(position))
        digits = " ".join(str(n) for n in range(1, min(count, _MOST_DIGITS) + 1))
        if count > MOST_DIGITS:
            digits = f"1–9 {arrow()}"
        own_words = trc("key hint", "edit edges")
        if position.is_relation or position.question:
            own_words = trc("key hint", "another reading")
        pairs = [
            *([(digits, trc("key hint", "take that reading"))] if digits else []),
            ("E", own_words),
            ("0", trc("key hint", "nothing")),
            ("M", trc("key hint", "reason")),
        ]
    return [Hint(key=key, text=text) for key, text in pairs]
