"""The frame of every dialog: a heading, the form, an error beside it, and the buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.language import tr
from ui.controls import RING, Button, Kind
from ui.fonts import interface_font
from ui.language import directed
from ui.panels.themed import dress
from ui.panels.wrapping import WrappingLabel
from ui.theme import Theme, measures

_SIDE: Final = 24
_WIDTH: Final = 480
_BESIDE: Final = 16
_TALL: Final = 60
_LEVEL: Final = 3
_NAME, _GAP, _CONTENT, _RINGS = range(4)
"""The columns of the form. A button's ring has the last one, so that its edge is in line with a field's."""


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
        self._form.setHorizontalSpacing(0)
        self._form.setVerticalSpacing(10)
        self._form.setColumnMinimumWidth(_GAP, _BESIDE)
        self._form.setColumnStretch(_CONTENT, 1)
        self._form.setColumnMinimumWidth(_RINGS, RING)
        self._rows = 0
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.primary)
        heading = plain(title, theme)
        # A minimum of the dialog itself would switch off the one that Qt takes from the layout.
        heading.setMinimumWidth(_WIDTH)
        heading.setFont(interface_font(measures().heading_px, 600))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(heading)
        column.addSpacing(16)
        column.addLayout(self._form)
        column.addSpacing(10)
        column.addWidget(self._error)
        self._lead = QSpacerItem(RING, 0)
        whole = QVBoxLayout(self)
        # On both sides, as margins do not mirror: what is no button stands in by the room of a ring.
        whole.setContentsMargins(_SIDE - RING, 20, _SIDE - RING, 16)
        whole.setSpacing(10)
        whole.addLayout(_led(QSpacerItem(RING, 0), column))
        whole.addLayout(_led(self._lead, self._buttons))

    def add_row(self, name: str, field: QWidget) -> QLabel:
        """Add a field with its name to the form; returns the name's label."""
        label = plain(name, self.theme, role="ink2")
        label.setBuddy(field)
        field.setAccessibleName(name)
        # For the style sheet: all fields of a form are of one height.
        field.setProperty("inForm", True)  # noqa: FBT003 - the property's value
        self._form.addWidget(label, self._rows, _NAME)
        if min(field.sizeHint().height(), field.maximumHeight()) > _TALL:
            self._form.setAlignment(label, Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, _LEVEL, 0, 0)  # level with the field's first line
        self._form.addWidget(field, self._rows, _CONTENT, 1, _columns(field, _CONTENT))
        self._rows += 1
        return label

    def add_wide(self, widget: QWidget) -> None:
        """Add something that takes the form's whole width."""
        self._form.addWidget(widget, self._rows, _NAME, 1, _columns(widget, _NAME))
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
        first = self._buttons.itemAt(0)
        leads = first is not None and isinstance(first.widget(), Button)
        self._lead.changeSize(0 if leads else RING, 0)
        super().showEvent(event)  # type: ignore[arg-type]
        self.fit()


def _led(spacer: QSpacerItem, rest: QHBoxLayout | QVBoxLayout) -> QHBoxLayout:
    """Return a row that begins with so much room."""
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addItem(spacer)
    row.addLayout(rest, 1)
    return row


def _columns(widget: QWidget, first: int) -> int:
    """Return over how many columns a widget goes: one that ends with a button takes the ring's as well."""
    parts = widget.layout()
    last = None if parts is None else parts.itemAt(parts.count() - 1)
    ends = last is not None and isinstance(last.widget(), Button)
    return _RINGS - first + (1 if ends else 0)


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
    label = WrappingLabel(text)
    tone = label.palette()
    tone.setColor(label.foregroundRole(), theme.color(role))
    label.setPalette(tone)
    return label
