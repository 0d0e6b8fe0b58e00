"""What stands in the place of the text while a project has none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.language import tr
from ui.controls import Button
from ui.fonts import interface_font
from ui.keys import shown
from ui.language import directed
from ui.panels.themed import Themed
from ui.text.view import TextView
from ui.theme import measures


class EmptyPage(Themed, QWidget):
    """One sentence and one action, over the whole page."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._action: QAction | None = None
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setFont(interface_font(measures().title_px))
        self.bring_in = Button(kind="primary", icon="import", height=measures().button_large)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for part in (self._sentence, self.bring_in):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.hide()
        view.installEventFilter(self)

    def bind(self, action: QAction) -> None:
        """Let the button do what this action does."""
        self._action = action
        self.bring_in.clicked.connect(action.trigger)
        self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def theme_changed(self) -> None:
        """Take the theme's secondary ink."""
        tone = self._sentence.palette()
        tone.setColor(self._sentence.foregroundRole(), self.theme.color("ink2"))
        self._sentence.setPalette(tone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        painter.end()

    def _retranslate(self) -> None:
        self._sentence.setText(directed(tr("This project has no documents yet.")))
        if self._action is not None:
            keys = self._action.shortcuts()
            self.bring_in.setText(tr("Import files"))
            self.bring_in.set_key(shown(keys[0].toString()) if keys else "")
