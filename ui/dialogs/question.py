"""A question with consequences: what would happen, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from ui.controls import Kind
from ui.dialogs.base import Dialog, plain, reading_box
from ui.language import directed
from ui.theme import Theme

_LINES_SHOWN = 6
_LINE = 22  # pixels


class QuestionDialog(Dialog):
    """Asks before something is lost. Esc leaves all as it is, and so does Enter at first."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        title: str,
        sentence: str,
        action: str,
        details: str = "",
        loses: bool = True,
    ) -> None:
        """Make it; `loses` says that the action loses something for good."""
        kind: Kind = "danger" if loses else "primary"
        super().__init__(parent, theme, title=title, action=action, kind=kind)
        words = plain(directed(sentence), theme)
        words.setWordWrap(True)
        self.add_wide(words)
        if details:
            box = reading_box(details.splitlines(), tr("Details"))
            box.setFixedHeight(min(details.count("\n") + 1, _LINES_SHOWN) * _LINE + 14)
            self.add_wide(box)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
