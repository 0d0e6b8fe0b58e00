"""The guidelines beside the text: the current label's, the project's, and whatever is looked for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.model import LabelScheme
from ui.controls import Button
from ui.fonts import interface_font
from ui.guidelines.gap_list import GapList
from ui.guidelines.reading import Reading
from ui.guidelines.sections import sections
from ui.panels.caption import Caption, Sentence
from ui.panels.field import Field
from ui.panels.icon_button import IconButton
from ui.panels.insets import inset
from ui.panels.themed import Themed, dress
from ui.theme import measures

WIDTH: Final = 320
_SIDE: Final = 14


class GuidelinesPanel(Themed, QWidget):
    """A search field, the cases that wait for an answer, what is to be read, and the way to its editor.

    Signals:
        edit_wanted: the guidelines shall be written.
        left: the person is done here.
    """

    edit_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._scheme: LabelScheme | None = None
        self._label: str | None = None
        self._heading = Caption(interface_font(measures().small_px, 600), "ink2")
        self.close_button = IconButton("close")
        self.search = Field("search")
        self.gaps = GapList()
        self.reading = Reading()
        self.nothing = Sentence(self._nothing_text, self)
        self.edit = Button(kind="plain", height=28)
        self._arrange()
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.reading.area.setFocus)
        self.edit.clicked.connect(self.edit_wanted)
        self.close_button.clicked.connect(self.left)
        self.retranslate()

    def show_guidelines(self, scheme: LabelScheme | None, label: str | None) -> None:
        """Show what a scheme says about a label, by its code, and about the project."""
        self._scheme, self._label = scheme, label
        self._show()

    def set_editable(self, *, editable: bool) -> None:
        """Offer the editor, or not."""
        self.edit.setEnabled(editable)

    def set_key(self, key: str) -> None:
        """Show the key that brings the keyboard here."""
        self.search.set_key(key)

    def focus_search(self) -> None:
        """Bring the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Guidelines"))
        self._heading.set_text(tr("Guidelines"))
        self.close_button.set_name(tr("Put the guidelines away"))
        self.search.set_hint(tr("Search the guidelines"))
        self.reading.area.setAccessibleName(tr("Guidelines"))
        self.gaps.retranslate()
        self.edit.setText(tr("Write the guidelines…"))
        self.edit.updateGeometry()
        self._show()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape put the guidelines away, once the search field is empty."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 1 if right_to_left else 0
        painter.fillRect(x, 0, 1, self.height(), self.theme.color("hair"))
        painter.end()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.close_button)
        above = QVBoxLayout()
        above.setContentsMargins(_SIDE, 8, _SIDE, 6)
        above.setSpacing(4)
        above.addLayout(head)
        above.addWidget(self.search)
        self.nothing.setContentsMargins(_SIDE, 6, _SIDE, 6)
        foot = QHBoxLayout()
        foot.addWidget(self.edit)
        foot.addStretch(1)
        inset(foot, _SIDE - 4, 6, _SIDE, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 1, 0)  # for the edge, on either side: margins do not mirror
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(self.gaps)
        whole.addWidget(self.nothing)
        whole.addWidget(self.reading, 1)
        whole.addLayout(foot)

    def _show(self) -> None:
        scheme = self._scheme
        found = () if scheme is None else tuple(sections(scheme, self._label, self.search.text()))
        said = tuple(one for one in found if one.blocks)
        self.reading.show_sections(said)
        self.nothing.retranslate()
        self.nothing.setVisible(not said)

    def _nothing_text(self) -> str:
        words = self.search.text().strip()
        if words:
            return tr("The guidelines say nothing about “{words}”.", words=words)
        return tr("There are no guidelines yet. Write down how your project decides.")
