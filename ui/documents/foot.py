"""What can be done with the documents that are chosen in the table."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.language import tr
from ui.controls import RING, Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.insets import inset
from ui.theme import measures


class Foot(QWidget):
    """How many are chosen, and a button for each thing that can be done with them.

    Args:
        side: the margin at either edge, in pixels.
    """

    def __init__(self, side: int) -> None:
        super().__init__()
        self.words = Caption(interface_font(measures().small_px), "ink2")
        self.open = Button(kind="plain", key="↵")
        self.state = Button(kind="plain", chevron=True)
        self.share = Button(kind="plain", icon="team")
        self.hand_out = Button(kind="plain", icon="export")
        self.sample = Button(kind="plain")
        self.delete = Button(kind="plain", key="Del")
        row = QHBoxLayout(self)
        row.setSpacing(0)  # the rings keep the buttons apart
        row.addWidget(self.words, 1)
        for button in (self.open, self.state, self.share, self.hand_out, self.sample, self.delete):
            row.addWidget(button)
        inset(row, side, 8, side - RING, 8)

    def tell(self, *, shown: int, chosen: int, editable: bool, of_project: bool = True) -> None:
        """Say how many are chosen, and allow what makes sense with as many.

        Args:
            shown: how many documents are shown.
            chosen: how many of them are chosen.
            editable: the project can be changed, and not only looked at.
            of_project: it is no packet, so that its list of documents is its own.
        """
        self.words.set_text(tr("{count} chosen", count=chosen))
        self.open.setEnabled(shown > 0)
        self.sample.setEnabled(shown > 0)
        self.share.setEnabled(shown > 0 and editable and of_project)
        self.hand_out.setEnabled(shown > 0 and editable and of_project)
        self.state.setEnabled(chosen > 0 and editable)
        self.delete.setEnabled(chosen > 0 and editable and of_project)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.open.setText(tr("Open"))
        self.state.setText(tr("State"))
        self.share.setText(tr("Give to people…"))
        self.hand_out.setText(tr("Hand out…"))
        self.sample.setText(tr("Draw a sample…"))
        self.delete.setText(tr("Move to the trash"))
