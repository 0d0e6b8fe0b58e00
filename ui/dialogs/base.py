"""The frame of every dialog: a heading, the form, an error beside it, and the buttons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.language import tr
from ui.controls import Button, Kind
from ui.fonts import interface_font
from ui.language import directed
from ui.panels.themed import dress
from ui.theme import Theme, measures

_SIDE = 24
_WIDTH = 480


class Dialog(QDialog):
    """A dialog with one primary button. Enter presses it, Esc closes.

    Args:
        parent: the window.
        theme: its colours.
        title: of the window and above the form.
        action: the primary button's words.
        kind: "danger" where the action loses something for good.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, title: str, action: str, kind: Kind = "primary"
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.primary = Button(kind=kind)
        self.primary.setText(action)
        self.primary.clicked.connect(self.confirm)
        self.cancel = Button(kind="plain", key="Esc")
        self.cancel.setText(tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self._error = plain("", theme, role="rubric")
        self._error.setWordWrap(True)
        self._error.hide()
        self._form = QGridLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setColumnStretch(1, 1)
        self._rows = 0
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.primary)
        heading = plain(title, theme)
        # A minimum of the dialog itself would switch off the one that Qt takes from the layout.
        heading.setMinimumWidth(_WIDTH)
        heading.setFont(interface_font(measures().heading_px, 600))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, 20, _SIDE, 16)
        whole.setSpacing(0)
        whole.addWidget(heading)
        whole.addSpacing(16)
        whole.addLayout(self._form)
        whole.addSpacing(10)
        whole.addWidget(self._error)
        whole.addSpacing(10)
        whole.addLayout(self._buttons)

    def add_row(self, name: str, field: QWidget) -> QLabel:
        """Add a field with its name to the form; returns the name's label."""
        label = plain(name, self.theme, role="ink2")
        label.setBuddy(field)
        field.setAccessibleName(name)
        self._form.addWidget(label, self._rows, 0)
        self._form.addWidget(field, self._rows, 1)
        self._rows += 1
        return label

    def add_wide(self, widget: QWidget) -> None:
        """Add something that takes the form's whole width."""
        self._form.addWidget(widget, self._rows, 0, 1, 2)
        self._rows += 1

    def say_error(self, error: AnnotatorError | None) -> None:
        """Say beside the form what is wrong, or nothing."""
        self._error.setText("" if error is None else directed(str(error)))
        self._error.setVisible(error is not None)
        self.fit()

    def fit(self) -> None:
        """Take the height that the content needs now. `adjustSize` stops at two thirds of the screen."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    def confirm(self) -> None:
        """Do what the primary button says. To be overridden where it may fail."""
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the primary button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.primary.isEnabled():
            self.primary.click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        """Give every part its colours."""
        dress(self, self.theme)
        super().showEvent(event)  # type: ignore[arg-type]
        self.fit()


def reading_box(lines: Iterable[str], name: str) -> QPlainTextEdit:
    """Return a box with lines that can be read and copied, in the interface's direction.

    Qt sets each line by its own first letter and lets those that run against the interface begin at the
    wrong side.
    """
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    option = box.document().defaultTextOption()
    right_to_left = box.layoutDirection() == Qt.LayoutDirection.RightToLeft
    edge = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    option.setTextDirection(box.layoutDirection())
    option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
    box.document().setDefaultTextOption(option)
    box.setPlainText("\n".join(lines))
    return box


def plain(text: str, theme: Theme, *, role: str = "ink") -> QLabel:
    """Return a label that shows `text` as it is: never markup, whatever a title contains."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    tone = label.palette()
    tone.setColor(label.foregroundRole(), theme.color(role))
    label.setPalette(tone)
    return label
