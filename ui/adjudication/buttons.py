"""The buttons of the apparatus, each with its key, and what they are called in each situation."""

from __future__ import annotations

from typing import Final

from annotator.adjudication.positions import Position
from annotator.language import tr, trc
from ui.adjudication.own import Draft, SpansDraft
from ui.adjudication.rows import NOTHING_KEY, OWN_KEY
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.painting import set_tip
from ui.theme import measures

_SMALL: Final = 24
_TALL: Final = 32


class Buttons:
    """Makes the buttons and names them.

    Attributes:
        both, later, next, previous: beside the question.
        gap: beside the question; stays down.
        own, nothing, decide: behind the reason.
    """

    def __init__(self) -> None:
        self.both, self.later, self.next, self.previous = (
            Button(kind="quiet", key=key, height=_SMALL) for key in ("B", "L", "J", "K")
        )
        self.gap = Button(kind="toggle", key="G", height=_SMALL)
        self.own = Button(kind="plain", key=OWN_KEY, height=_TALL)
        self.nothing = Button(kind="danger", key=NOTHING_KEY, height=_TALL)
        self.decide = Button(kind="primary", key="↵", height=_TALL)
        for button in (self.gap, self.both, self.own, self.nothing):
            button.setCheckable(True)
        for button in (self.gap, self.both, self.later, self.next, self.previous):
            button.setFont(interface_font(measures().small_px))

    def tell(self, position: Position | None, own: Draft | None, *, narrow: bool) -> None:
        """Say in the language in use what each does now; where it is narrow, by its key alone."""
        several = trc("adjudication", "several"), tr("Take several readings")
        if isinstance(own, SpansDraft):
            several = trc("adjudication", "one more span"), tr("One more span for this decision")
        asks = position is not None and position.question
        nothing = tr("No answer") if asks else tr("Nothing here")
        for button, words, name in (
            (self.both, "" if narrow else several[0], several[1]),
            (self.later, "" if narrow else trc("adjudication", "later"), tr("Leave for later")),
            (self.next, "" if narrow else trc("adjudication", "next"), tr("Next position")),
            (self.previous, "" if narrow else trc("adjudication", "previous"), tr("Previous position")),
            (self.gap, tr("Guideline gap"), tr("The guidelines say too little about this")),
            (self.own, tr("Another reading"), tr("Another reading")),
            (self.nothing, nothing, nothing),
            (self.decide, tr("Decide & next"), tr("Decide & next")),
        ):
            button.setText(words)
            button.setAccessibleName(name)
            set_tip(button, name if words != name else "")
            button.updateGeometry()
