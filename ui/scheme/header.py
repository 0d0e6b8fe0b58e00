"""The editor's upper bar: which version this is, and what can be done with the draft as a whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.language import tr
from ui.controls import Button, Pill
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.icon_button import IconButton
from ui.panels.insets import inset
from ui.scheme.board import Board
from ui.theme import measures


class EditorHeader(QWidget):
    """The bar.

    Signals:
        import_wanted, export_wanted, close_wanted, adopt_wanted: its buttons.
    """

    import_wanted = Signal()
    export_wanted = Signal()
    close_wanted = Signal()
    adopt_wanted = Signal()

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        heading = Caption(interface_font(measures().title_px, 600))
        heading.set_text(tr("Label scheme"))
        self.version = Pill()
        self.undo = IconButton("undo")
        self.undo.set_name(tr("Take the last change of the draft back"))
        self.undo.clicked.connect(board.undo)
        self.redo = IconButton("redo")
        self.redo.set_name(tr("Make it again"))
        self.redo.clicked.connect(board.redo)
        bring = Button(kind="quiet", icon="import")
        bring.setText(tr("Import a scheme…"))
        bring.clicked.connect(self.import_wanted)
        give = Button(icon="export")
        give.setText(tr("Export…"))
        give.clicked.connect(self.export_wanted)
        close = Button(kind="plain", key="Esc")
        close.setText(tr("Close"))
        close.clicked.connect(self.close_wanted)
        self.adopt = Button(kind="primary", key="Ctrl+↵")
        self.adopt.clicked.connect(self.adopt_wanted)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(heading)
        row.addWidget(self.version)
        row.addStretch(1)
        for part in (self.undo, self.redo, bring, give, close, self.adopt):
            row.addWidget(part)
        inset(row, 20, 6, 14, 6)

    def show_draft(self, *, may_adopt: bool) -> None:
        """Say what the draft is now."""
        draft = self._board.draft
        is_changed = draft.is_changed
        number = draft.base.version + (1 if is_changed else 0)
        self.version.setText(
            tr("Version {version}, draft", version=number)
            if is_changed
            else tr("Version {version}", version=number)
        )
        self.version.set_roles(*(("warn", "warn_soft") if is_changed else ("ink2", "band")))
        self.undo.setEnabled(self._board.can_undo)
        self.redo.setEnabled(self._board.can_redo)
        self.adopt.setText(tr("Adopt version {version}", version=draft.base.version + 1))
        self.adopt.setEnabled(may_adopt and is_changed)
        self.adopt.updateGeometry()
