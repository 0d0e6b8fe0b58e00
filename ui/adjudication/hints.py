"""Which keys the status bar shows on the page of adjudication: at most four."""

from __future__ import annotations

from typing import Final

from annotator.adjudication.positions import Position
from annotator.language import trc
from ui.adjudication.edition import offered
from ui.status import Hint

_MOST_DIGITS: Final = 3


def hints_of(position: Position | None, *, reading: bool, writing: bool) -> list[Hint]:
    """Return the keys that help now.

    Args:
        position: what is asked about.
        reading: the adjudicator is choosing words of their own.
        writing: the reason has the keyboard.
    """
    if writing:
        pairs = [
            ("↓", trc("key hint", "reasons")),
            ("↵", trc("key hint", "decide")),
            ("Esc", trc("key hint", "back to the text")),
        ]
    elif reading:
        pairs = [
            ("Alt+←", trc("key hint", "move the edge")),
            ("1–9", trc("key hint", "other label")),
            ("↵", trc("key hint", "decide")),
            ("Esc", trc("key hint", "leave it")),
        ]
    elif position is None:
        pairs = [("A", trc("key hint", "accept agreements")), ("Esc", trc("key hint", "back to the text"))]
    else:
        digits = " ".join(str(n) for n in range(1, min(len(offered(position)), _MOST_DIGITS) + 1))
        pairs = [
            *([(digits, trc("key hint", "take that reading"))] if digits else []),
            *([] if position.is_relation else [("E", trc("key hint", "edit edges"))]),
            ("0", trc("key hint", "nothing")),
            ("M", trc("key hint", "reason")),
        ]
    return [Hint(key=key, text=text) for key, text in pairs]
