"""What the editor's forms are made of: named rows, fields that tell what is written, blocks of lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.field import Field
from ui.panels.painting import LTR, RTL, draw_frame
from ui.panels.themed import Themed
from ui.panels.wrapping import WrappingLabel
from ui.theme import measures

_NAMES = 118


class Written(Field):
    """A field that tells each letter (`typed`), or only the whole when the person leaves it (`done`)."""

    typed = Signal(str)
    done = Signal(str)

    def __init__(self, name: str, *, code: bool = False, direction: Qt.LayoutDirection | None = None) -> None:
        super().__init__(None)
        self.setAccessibleName(name)
        if code:
            direction = LTR
        if direction is not None:
            self.setLayoutDirection(direction)
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str) -> None:
        """Show a text, unless it stands there."""
        self.set_saved(text)

    def flush(self) -> None:
        """Tell what was written and not told yet."""
        self._finish()

    def _finish(self) -> None:
        if self.isEnabled():
            self.done.emit(self.text().strip())


class Lines(Themed, QPlainTextEdit):
    """A block of lines. Tab leaves it."""

    typed = Signal(str)

    def __init__(self, name: str, font: QFont, *, rows: int, direction: Qt.LayoutDirection) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(font)
        self.setTabChangesFocus(True)
        option = QTextOption()
        option.setTextDirection(direction)
        edge = Qt.AlignmentFlag.AlignRight if direction == RTL else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)
        self.setFixedHeight(round(rows * self.fontMetrics().lineSpacing() + 16))
        self._shown = ""
        self.theme_changed()
        self.textChanged.connect(self._tell)

    def set_hint(self, hint: str) -> None:
        """Say what goes in here."""
        self.setPlaceholderText(hint)

    def theme_changed(self) -> None:
        """Take the theme's inks."""
        tone = self.palette()
        tone.setColor(QPalette.ColorRole.PlaceholderText, self.theme.color("ink3"))
        self.setPalette(tone)

    @property
    def lines(self) -> str:
        """What stands there, as it was written: Qt would make its no-break spaces plain."""
        block, found = self.document().firstBlock(), []
        while block.isValid():
            found.append(block.text())
            block = block.next()
        return "\n".join(found)

    def show_text(self, text: str) -> None:
        """Show a text, unless it stands there."""
        if text != self.lines:
            self._shown = text
            self.setPlainText(text)

    def _tell(self) -> None:
        now = self.lines
        if now != self._shown:
            self._shown = now
            self.typed.emit(now)


class Form(QWidget):
    """Rows of a name and a field, and wide parts between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnMinimumWidth(0, _NAMES)
        self.grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows = 0

    def add_row(self, name: str, field: QWidget) -> None:
        """Add a field with its name, which screen readers say too."""
        words = Caption(interface_font(measures().body_px), "ink2")
        words.set_text(name)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self.grid.addWidget(words, self._rows, 0)
        self.grid.addWidget(field, self._rows, 1)
        self._rows += 1

    def add_wide(self, part: QWidget) -> None:
        """Add a part that takes the whole width."""
        self.grid.addWidget(part, self._rows, 0, 1, 2)
        self._rows += 1

    def add_heading(self, words: str) -> None:
        """Add a heading."""
        head = Caption(interface_font(measures().body_px, 600), "ink")
        head.set_text(words)
        head.setContentsMargins(0, 8, 0, 0)
        self.add_wide(head)


def beside(*parts: QWidget, stretch: bool = True) -> QWidget:
    """Return the parts in one row, from the start side on."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    if stretch:
        row.addStretch(1)
    return whole


def under(*parts: QWidget) -> QWidget:
    """Return the parts in one column."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return whole


def check(words: str, tell: Callable[[bool], None]) -> QCheckBox:
    """Return a box that tells when a person ticks it."""
    box = QCheckBox(words)
    box.clicked.connect(tell)
    return box


class Words(Themed, WrappingLabel):
    """Wrapped words in a colour of the theme."""

    def __init__(self, role: str = "ink2", *, small: bool = True) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setFont(interface_font(measures().small_px if small else measures().body_px))
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_role(self, role: str) -> None:
        """Take another colour."""
        self._role = role
        self.theme_changed()

    def theme_changed(self) -> None:
        """Colour the words."""
        tone = self.palette()
        tone.setColor(self.foregroundRole(), self.theme.color(self._role))
        self.setPalette(tone)


class Card(Themed, QWidget):
    """A ground with an edge, on which parts stand."""

    def __init__(self, role: str = "page") -> None:
        super().__init__()
        self._ground = role

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        color = self.theme.color
        draw_frame(
            painter,
            QRectF(self.rect()),
            radius=measures().radius_card,
            fill=color(self._ground),
            edge=color("hair"),
        )
        painter.end()


class Ground(Themed, QWidget):
    """A plain ground in a colour of the theme."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color(self._role))
        painter.end()
