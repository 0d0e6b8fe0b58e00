"""A tie to another span, as a row to jump by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from annotator import language
from annotator.language import tr
from ui.fonts import interface_font, text_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.menus import add_plain, dress_menu
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored, set_tip
from ui.panels.span_links import Link
from ui.panels.themed import Themed
from ui.panels.wording import in_one_line
from ui.theme import measures

_HEIGHT = 28
_OUT = 6.0  # the hovered ground reaches so far beyond the words
_WORDS_AT = 21.0
_QUOTED_PX = 16


class LinkRow(Themed, QAbstractButton):
    """The other span's mark and words, and what it is to this one. A gap says how to fill it.

    Signals:
        detach_wanted: the tie shall go (Del, or the context menu).
    """

    detach_wanted = Signal()

    def __init__(self, link: Link, *, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.link = link
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = link.names.in_language(language.current())
        if link.other is not None:
            self._words = in_one_line(link.other.quote)
            spoken = tr("{name}: {words}. Go there", name=self._name, words=self._words)
            set_tip(self, self._words)
        else:
            self._words = tr("None. {key} adds one", key=key) if key else tr("None. Choose one")
            spoken = f"{self._name}: {self._words}"
        self.setAccessibleName(spoken)

    def sizeHint(self) -> QSize:
        """Return the row's size."""
        return QSize(160, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there by Enter, untie by Del."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() == Qt.Key.Key_Delete and self.link.relation_id is not None:
            self.detach_wanted.emit()
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """Return the row's context menu."""
        menu = QMenu(self)
        dress_menu(menu, self.theme)
        add_plain(menu, tr("Go there")).triggered.connect(self.click)
        add_plain(menu, tr("Remove this link")).triggered.connect(self.detach_wanted)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to untie."""
        if self.link.relation_id is None:
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        theme, width, height, direction = self.theme, float(self.width()), _HEIGHT, self.layoutDirection()
        ground = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            fill = theme.color("hover")
            draw_frame(painter, ground, radius=measures().radius_control, fill=fill, edge=None)
        if self.hasFocus():
            draw_frame(
                painter,
                ground,
                radius=measures().radius_control,
                fill=None,
                edge=theme.color("accent"),
                width=measures().line_focus,
            )
        swatch = centred(SWATCH, QPointF(_OUT + SWATCH / 2, height / 2))
        paint_swatch(painter, mirrored(swatch, width, direction), self.link.label, theme)
        small = interface_font(measures().caption_px)
        wide = QFontMetricsF(small).horizontalAdvance(self._name) + 1
        name = QRectF(width - _OUT - wide, 0, wide, height)
        draw_text(
            painter,
            mirrored(name, width, direction),
            self._name,
            font=small,
            color=theme.color("ink3"),
            at_right=direction != RTL,
            direction=direction_of(self._name),
        )
        quoted = self.link.other is not None
        start = _OUT + _WORDS_AT
        draw_text(
            painter,
            mirrored(QRectF(start, 0, name.left() - 8 - start, height), width, direction),
            self._words,
            font=text_font(_QUOTED_PX) if quoted else interface_font(measures().small_px),
            color=theme.color("ink" if quoted else "ink2"),
            at_right=direction == RTL,
            direction=direction_of(self._words) if quoted else direction,
        )
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover at once."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.update()
