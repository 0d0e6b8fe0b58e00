"""The one quiet line that says why less is shown than there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.model import Role
from annotator.workspace import Workspace
from ui.fonts import interface_font
from ui.panels.caption import Sentence
from ui.theme import measures


def words() -> str:
    """Return the line, as it stands wherever readings of others are left out."""
    return tr("Blind: the readings of the others are shown to reviewers.")


def told(workspace: Workspace) -> str:
    """Return who is shown what in a project, or whose a packet is."""
    if workspace.packet is not None:
        return tr("A packet holds the work of one person. The project knows the others.")
    if not workspace.sees_all:
        return words()
    if not workspace.scheme.blind:
        return tr("Everybody is shown everybody's readings: the label scheme says so.")
    if not any(one.role is Role.REVIEWER for one in workspace.annotators()):
        return tr("Nobody reviews yet, so everybody is shown everybody's readings.")
    return tr("Reading is blind: annotators are shown their own readings, reviewers all of them.")


class BlindLine(Sentence):
    """The line beside what readings may be left out of; it hides where none is."""

    def __init__(self, parent: QWidget | None = None, *, side: int = 0) -> None:
        """Make it; `side` is its margin at either edge, in pixels."""
        super().__init__(words, parent)
        self.setFont(interface_font(measures().small_px))
        self.setContentsMargins(side, 6 if side else 0, side, 8 if side else 0)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
