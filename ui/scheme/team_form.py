"""The form of how people work together: whether they read blindly, and the reasons for decisions."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from annotator import language
from annotator.language import tr
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.painting import LTR, RTL
from ui.scheme.board import Board, Place
from ui.scheme.fields import Form, Lines, Words
from ui.theme import measures


class TeamForm(QWidget):
    """Shows what the project has agreed on beside its labels."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        title = Caption(interface_font(measures().heading_px, 600))
        title.set_text(tr("Working together"))
        self.sighted = QCheckBox(tr("Annotators see each other's readings"))
        self.sighted.toggled.connect(self._see)
        explained = Words(small=False)
        explained.setText(
            tr(
                "Without it, each annotator is shown their own readings, and suggestions: so nobody follows "
                "another. Reviewers are shown all. It keeps readers from being led; it locks nothing away, "
                "for the file holds every reading."
            )
        )
        direction = RTL if language.is_right_to_left() else LTR
        self.reasons = Lines(
            tr("Reasons for decisions, one a line"),
            interface_font(measures().body_px),
            rows=8,
            direction=direction,
        )
        self.reasons.set_hint(tr("For example: the title is part of the name"))
        self.reasons.typed.connect(self._reason)
        why = Words(small=False)
        why.setText(tr("Who settles a dispute chooses one of them, or writes another."))
        form = Form()
        form.add_wide(self.sighted)
        form.add_wide(explained)
        form.add_heading(tr("Reasons for decisions, one a line"))
        form.add_wide(why)
        form.add_wide(self.reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(form)
        column.addStretch(1)

    def show_place(self, _place: Place) -> None:
        """Show what the draft says."""
        scheme = self._board.scheme
        quiet = QSignalBlocker(self.sighted)
        self.sighted.setChecked(not scheme.blind)
        del quiet
        self.reasons.show_text("\n".join(scheme.reasons))

    def flush(self) -> None:
        """There is nothing to take over: each letter is told."""

    def take_focus(self) -> None:
        """Bring the keyboard to the switch."""
        self.sighted.setFocus()

    def _see(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._board.edit(lambda draft: replace(draft, scheme=replace(draft.scheme, blind=not on)))

    def _reason(self, text: str) -> None:
        lines = dict.fromkeys(" ".join(line.split()) for line in text.split("\n"))
        reasons = tuple(line for line in lines if line)
        self._board.edit(
            lambda draft: replace(draft, scheme=replace(draft.scheme, reasons=reasons)), typing="reasons"
        )
