"""A line to write in, with an icon at its start and its key at its end where it has them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.painting import RTL, centred, draw_frame, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_ICON = 15
_ICON_AT = 11  # pixels from the start edge
_TEXT_AT = 32
_TEXT_AT_BARE = 9  # without an icon: where the answers of a `ChoiceField` begin
_CAP_AT = 6  # pixels from the end edge
_BARE = (
    "QLineEdit {{ background: transparent; border: none; padding: 0; min-height: 0;"
    " color: {ink}; placeholder-text-color: {hint} }}"
)
"""Takes off what the application's style sheet gives to Qt's plain fields: this one paints its frame."""


class Field(Themed, QLineEdit):
    """A text field with its icon and key inside the frame. The key hides while something is written."""

    def __init__(self, icon: str | None, *, height: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._key, self._height = icon, "", height
        self._saved, self._edge = "", "border"
        self.setFrame(False)
        self.setFont(interface_font(measures().body_px))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._place_text)
        self.theme_changed()
        self._place_text()

    def set_key(self, key: str) -> None:
        """Show the key that brings the focus here, for example `Ctrl+O`. Empty: none."""
        self._key = key
        self._place_text()
        self.update()

    def set_saved(self, text: str) -> None:
        """Show `text`, and go back to it by Escape. Until then, Escape empties the field."""
        self._saved = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    @property
    def saved(self) -> str:
        """What was saved."""
        return self._saved

    @property
    def is_edited(self) -> bool:
        """Whether something else stands here than what was saved."""
        return self.text() != self._saved

    def set_edge(self, role: str) -> None:
        """Draw the frame in this colour while the keyboard is elsewhere: "border", "rubric" for a fault."""
        self._edge = role
        self.update()

    @property
    def edge(self) -> str:
        """The frame's colour while the keyboard is elsewhere."""
        return self._edge

    def set_hint(self, hint: str) -> None:
        """Say what goes in here: as the placeholder and to screen readers."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def sizeHint(self) -> QSize:
        """Return the field's size."""
        return QSize(160, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return how small it may get."""
        return QSize(80, self._height)

    def theme_changed(self) -> None:
        """Take the theme's inks; the ground is painted here."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, self.theme.color("ink"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, self.theme.color("ink3"))
        palette.setColor(QPalette.ColorRole.Highlight, self.theme.color("sel"))
        palette.setColor(QPalette.ColorRole.HighlightedText, self.theme.color("ink"))
        self.setPalette(palette)
        self.setStyleSheet(_BARE.format(ink=self.theme.hex("ink"), hint=self.theme.hex("ink3")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, then the text, then icon and key."""
        box = QRectF(self.rect())
        focus = self.hasFocus()
        painter = QPainter(self)
        draw_frame(
            painter,
            box,
            radius=measures().radius_control,
            fill=self.theme.color("page"),
            edge=self.theme.color("accent" if focus else self._edge),
            width=measures().line_focus if focus else measures().line_control,
        )
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self)
        middle = box.center().y()
        if self._icon is not None:
            icon = centred(_ICON, QPointF(_ICON_AT + _ICON / 2, middle))
            picture = pixmap(self._icon, self.theme.color("ink3"), _ICON, self.devicePixelRatioF())
            painter.drawPixmap(mirrored(icon, box.width(), self.layoutDirection()).topLeft(), picture)
        if self._shows_key():
            width, height = key_cap_width(self._key), measures().key_cap
            cap = QRectF(box.width() - _CAP_AT - width, middle - height / 2, width, height)
            paint_key_cap(painter, mirrored(cap, box.width(), self.layoutDirection()), self._key, self.theme)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Mirror the margins, which Qt does not."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape take the edit back first, and only then do what it does elsewhere."""
        if event.key() == Qt.Key.Key_Escape and self.is_edited:
            self.setText(self._saved)
            return
        super().keyPressEvent(event)

    def _shows_key(self) -> bool:
        return bool(self._key) and not self.text()

    def _place_text(self) -> None:
        start, end = _TEXT_AT_BARE if self._icon is None else _TEXT_AT, 8
        if self._shows_key():
            end = round(key_cap_width(self._key)) + _CAP_AT + 4
        # QLineEdit adds 2 pixels of its own on either side, mirrors no margin, and puts the caret of an
        # empty field where the keyboard's language begins: the interface's start side is said outright.
        if self.layoutDirection() == RTL:
            self.setTextMargins(end - 2, 0, start - 2, 0)
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            self.setTextMargins(start - 2, 0, end - 2, 0)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
