"""A field with a list of answers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.fonts import interface_font
from ui.icons import pixmap
from ui.keys import digit
from ui.panels.painting import RTL, centred, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_CHEVRON = 14
_WARNING = 14
_EDGE = 9  # pixels from either edge to what stands there
_MOST_DIGITS = 9


def _digit(words: str, color: QColor) -> QIcon:
    """Return a digit as what stands before an answer in the list."""
    picture = QPixmap(2 * _CHEVRON, 2 * _CHEVRON)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(interface_font(measures().caption_px, 500))
    painter.setPen(color)
    painter.drawText(QRectF(0, 0, _CHEVRON, _CHEVRON), int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
    return QIcon(picture)


def row_of(event: QKeyEvent) -> int | None:
    """Return which answer a key chooses, by its digit, or None."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return digit(event.key()) if plain else None


class _Digits(QObject):
    """Keeps a field's digits from being shortcuts. A filter for the time of the focus costs no event else."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a digit."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and row_of(event) is not None
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)


class ChoiceField(Themed, QComboBox):
    """A list of answers, each with a value; one of them may be None ("not set").

    A digit chooses the answer with this number, 0 the one that stands before them all. Only a person's choice
    is told; setting it by program is silent.

    Signals:
        chosen: a value was chosen.
        answered: that was done by a digit, and is all that the field was entered for.
    """

    chosen = Signal(object)
    answered = Signal()

    def __init__(self, parent: QWidget | None = None, *, height: int = 26) -> None:
        super().__init__(parent)
        self._height = height
        self._needed = False
        self._mixed = ""
        self._digits = _Digits(self)
        self.setFont(interface_font(measures().body_px))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda _row: self.chosen.emit(self.currentData()))
        self.theme_changed()

    def set_choice(self, value: object) -> None:
        """Show the answer with this value, silently. An unknown one shows nothing."""
        self._mixed = ""
        for row in range(self.count()):
            if self.itemData(row) == value:
                self.setCurrentIndex(row)
                return
        self.setCurrentIndex(-1)

    def set_mixed(self, words: str) -> None:
        """Show no answer but these words: several spans have several."""
        self.setCurrentIndex(-1)
        self._mixed = words
        self.update()

    def set_needed(self, needed: bool) -> None:  # noqa: FBT001 - a property of the widget
        """Mark the field as still wanting an answer: by a sign, by rubric and by its edge."""
        self._needed = needed
        self.update()

    @property
    def is_needed(self) -> bool:
        """Whether the field is marked as wanting an answer."""
        return self._needed

    def sizeHint(self) -> QSize:
        """Return the field's size."""
        return QSize(158, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return how small it may get."""
        return QSize(72, self._height)

    def theme_changed(self) -> None:
        """Give the list its colours; the field itself is painted here."""
        palette = self.palette()
        for role, color in (
            (QPalette.ColorRole.Base, "raised"),
            (QPalette.ColorRole.Window, "raised"),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.WindowText, "ink"),
            (QPalette.ColorRole.ButtonText, "ink"),
            (QPalette.ColorRole.Highlight, "accent_soft"),
            (QPalette.ColorRole.HighlightedText, "ink"),
        ):
            palette.setColor(role, self.theme.color(color))
        self.setPalette(palette)
        self.view().setPalette(palette)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep the digits, which label elsewhere in the window, for as long as the keyboard is here."""
        super().focusInEvent(event)
        self.installEventFilter(self._digits)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the digits back."""
        super().focusOutEvent(event)
        self.removeEventFilter(self._digits)

    def showPopup(self) -> None:
        """Show the list, with the digit that chooses each answer."""
        for row in range(min(self.count(), _MOST_DIGITS + 1)):
            self.setItemIcon(row, _digit(str(row), self.theme.color("ink3")))
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit."""
        row = row_of(event)
        if row is None:
            super().keyPressEvent(event)
            return
        if row < self.count():
            self.setCurrentIndex(row)
            self.chosen.emit(self.itemData(row))
            self.answered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling must never change an answer."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, answer, sign and chevron."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        focus = self.hasFocus()
        edge = "accent" if focus else "rubric" if self._needed else "border"
        draw_frame(
            painter,
            box,
            radius=measures().radius_control,
            fill=self.theme.color("page" if self.isEnabled() else "panel"),
            edge=self.theme.color(edge),
            width=measures().line_focus if focus else measures().line_control,
        )
        width, direction, middle = box.width(), self.layoutDirection(), box.center().y()
        start = float(_EDGE)
        if self._needed:
            sign = centred(_WARNING, QPointF(_EDGE + _WARNING / 2, middle))
            picture = pixmap("warning", self.theme.color("rubric"), _WARNING, self.devicePixelRatioF())
            painter.drawPixmap(mirrored(sign, width, direction).topLeft(), picture)
            start += _WARNING + 5
        chevron = centred(_CHEVRON, QPointF(width - _EDGE - _CHEVRON / 2, middle))
        picture = pixmap("chevron-down", self.theme.color("ink3"), _CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(chevron, width, direction).topLeft(), picture)
        room = QRectF(start, box.top(), chevron.left() - 4 - start, box.height())
        draw_text(
            painter,
            mirrored(room, width, direction),
            self.currentText() or self._mixed,
            font=self.font(),
            color=self.theme.color("rubric" if self._needed else "ink" if self.isEnabled() else "ink3"),
            at_right=direction == RTL,
            direction=direction,
        )
        painter.end()
