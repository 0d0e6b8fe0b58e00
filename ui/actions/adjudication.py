"""Bringing the readings of a document together. Most of these keys are answered by a page of its own."""

from __future__ import annotations

from annotator.language import msg
from ui.actions.row import Action, Menu

ADJUDICATION_ACTIONS: tuple[Action, ...] = (
    Action(
        id="adjudicate",
        text=msg("Adjudicate the readings"),
        menu=Menu.TEAM,
        keys=("Ctrl+Shift+J",),
        slot="adjudicate",
        checkable=True,
        needs="document",
    ),
    Action(
        id="adjudication_report",
        text=msg("Adjudication report…"),
        menu=Menu.TEAM,
        slot="adjudication_report",
        needs="document",
    ),
    *(
        Action(id=name, text=text, menu=Menu.TEAM, keys=keys, by_page=True)
        for name, text, keys in (
            ("take_reading", msg("Take the first, second, … reading"), ("1", "9")),
            ("next_reading", msg("Choose the next reading"), ("→",)),
            ("previous_reading", msg("Choose the previous reading"), ("←",)),
            ("take_several", msg("Take several readings, or mark one more span of your own"), ("B",)),
            ("own_reading", msg("Another reading"), ("E",)),
            ("nothing_here", msg("Nothing here"), ("0",)),
            ("decide", msg("Decide & next"), ("Return",)),
            ("put_off", msg("Leave for later"), ("L",)),
            ("next_position", msg("Next position"), ("J", "↓")),
            ("previous_position", msg("Previous position"), ("K", "↑")),
            ("reason", msg("Write the reason"), ("M",)),
            ("guideline_gap", msg("The guidelines say too little about this"), ("G",)),
            ("accept_agreements", msg("Accept all agreements"), ("A",)),
            ("take_back", msg("Take the last decision back"), ("Backspace",)),
            ("leave_adjudication", msg("Back to the text"), ("Esc",)),
        )
    ),
)
