"""What has come home, what was refused, and what waits for somebody's choice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from annotator.language import tr, trn
from annotator.workspace.packets.homecoming import Homecoming
from ui.dialogs.base import Dialog, plain, reading_box
from ui.language import directed
from ui.team import wording
from ui.theme import Theme

_MOST: Final = 160


class CameHomeDialog(Dialog):
    """Tells it. The primary button leads on to the conflicts, if there are any.

    Args:
        parent: the window.
        theme: its colours.
        came: what came.
        waiting: how many things stand in two versions.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, came: Homecoming, waiting: int) -> None:
        action = trn("Choose about {count} conflict", "Choose about {count} conflicts", waiting)
        super().__init__(
            parent,
            theme,
            title=tr("The work is home") if came.bringing else tr("Bring home"),
            action=action if waiting else tr("Close"),
        )
        self.cancel.setText(tr("Later"))
        self.cancel.setVisible(bool(waiting))
        sentences = [tr("Nothing new came home.")]
        if came.bringing:  # else undo would take back what was done before that
            brought = trn("{count} packet came home.", "{count} packets came home.", len(came.bringing))
            sentences = [brought, tr("Undo takes it back.")]
        if waiting:
            sentences.append(
                trn(
                    "{count} thing stands in two versions; until somebody chooses, the later one is shown.",
                    "{count} things stand in two versions; until somebody chooses, the later one is shown.",
                    waiting,
                )
            )
        self.words = plain(directed(" ".join(sentences)), theme)
        self.words.setWordWrap(True)
        self.add_wide(self.words)
        said = wording.summary(came)
        if said:
            self.add_wide(plain(directed(said), theme, role="ink2"))
        if came.refused:
            refused = trn("{count} file was refused:", "{count} files were refused:", len(came.refused))
            self.add_wide(plain(directed(refused), theme, role="rubric"))
            lines = [directed(wording.why(one)) for one in came.refused]
            self.refusals = reading_box(lines, tr("Why files were refused"))
            self.refusals.setMinimumSize(QSize(560, 110))
            self.refusals.setMaximumHeight(_MOST)
            self.add_wide(self.refusals)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
