"""The gloss over the page, where a narrow one has no room for it beside the text.

A tab at the page's outer edge says how many statements there are. It draws the gloss out over the text;
the cards keep to their lines, as they do in the margin.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.language import trn
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import LTR, draw_frame, draw_text, set_tip
from ui.panels.themed import Themed
from ui.text import gloss_painting, page
from ui.text.cards import PlacedCard, placed_cards
from ui.text.page import Page
from ui.text.view import TextView
from ui.theme import Measures, measures

_TAB: Final = (34, 60)
_TAB_AT: Final = 14
_ICON: Final = 18
_SCROLL_LINE: Final = 8


class GlossDrawer(Themed, QWidget):
    """The cards on a ground of their own. Like the margin's, they are clicked and light up.

    Args:
        view: whose gloss this is; the drawer and its tab lie over it.

    Attributes:
        tab: draws it out and puts it away; its `clicked` is for whoever decides.
        is_needed_changed: the page has no room for the gloss any more (True), or has again.
    """

    is_needed_changed = Signal(bool)

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._is_out = False
        self._is_needed = False
        self._cards: list[PlacedCard] = []
        self._hovered: str | None = None
        self._page: Page | None = None
        self.tab = GlossTab(view)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()
        self.tab.hide()
        view.shown_anew.connect(self._follow)
        view.current_changed.connect(self.update)
        view.installEventFilter(self)

    @property
    def is_needed(self) -> bool:
        """Whether the page has no room for the gloss."""
        return self._is_needed

    @property
    def is_out(self) -> bool:
        """Whether it is drawn out, or would be where it is needed."""
        return self._is_out

    @property
    def cards(self) -> tuple[PlacedCard, ...]:
        """The cards in sight as they were painted last, in the drawer's own pixels."""
        return tuple(self._cards)

    def draw_out(self, *, out: bool) -> None:
        """Draw it out over the text, or put it away."""
        self._is_out = out
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the page's edge."""
        if watched is self._view and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange}:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the double rule and the cards."""
        sheet = self._view.sheet
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        if sheet is not None and self._page is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rows = sheet.rows(self._view.viewport().height())
            current = self._view.current_span
            statement = None if current is None else sheet.reading.statement_of(current)
            self._cards = placed_cards(sheet, rows, statement, self._page) if rows else []
            gloss_painting.paint_rule(painter, sheet.look, self._page, self.height())
            gloss_painting.paint_cards(
                painter,
                sheet.look,
                self._page,
                self._cards,
                faces=sheet.faces,
                reading=sheet.reading,
                hovered=self._hovered,
            )
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the card under the pointer."""
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light up none."""
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from the text below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Make the card's statement current, or pick it."""
        statement = self._at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or statement is None:
            return
        if self._view.picking is not None:
            self._view.pick(statement)
        else:
            self._view.set_current(statement)

    def _at(self, point: QPointF) -> str | None:
        return next((placed.card.statement for placed in self._cards if placed.holds(point)), None)

    def _hover(self, statement: str | None) -> None:
        if statement != self._hovered:
            self._hovered = statement
            hand = Qt.CursorShape.ArrowCursor if statement is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(hand)
            self.update()

    def _follow(self) -> None:
        """Stand where the page has its outer edge, if the gloss is not on the page itself."""
        sheet = self._view.sheet
        needed = sheet is not None and not sheet.page.has_gloss
        shown = needed and self._is_out
        if sheet is not None:
            self.tab.set_count(len(sheet.reading.statements), is_out=shown)
            self._place(sheet.look.window, shown=shown)
        self.setVisible(shown)
        self.tab.setVisible(needed)
        self.update()
        if needed != self._is_needed:
            self._is_needed = needed
            self.is_needed_changed.emit(needed)

    def _place(self, window: Measures, *, shown: bool) -> None:
        on_right = not self._view.isRightToLeft()
        self._page = page.drawer(self._view.viewport().width(), window, gloss_on_right=on_right)
        wide, high = round(self._page.width), self._view.viewport().height()
        whole = self._view.viewport().width()
        self.setGeometry(whole - wide if on_right else 0, 0, wide, high)
        reach = wide if shown else 0
        self.tab.move(whole - reach - _TAB[0] if on_right else reach, _TAB_AT)


class GlossTab(Themed, QAbstractButton):
    """The tab at the page's outer edge, or at the edge of the drawer that it has drawn out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self.setFixedSize(*_TAB)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._key = ""

    def nextCheckState(self) -> None:
        """Stay as it is: whoever draws the gloss out says so."""

    def set_key(self, key: str) -> None:
        """Name this key in the tooltip."""
        self._key = key
        self._retranslate()

    def set_count(self, count: int, *, is_out: bool) -> None:
        """Say how many statements there are, and whether the gloss is out."""
        self.setChecked(is_out)
        if count != self._count:
            self._count = count
            self._retranslate()
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and number."""
        painter = QPainter(self)
        color, box, radius = self.theme.color, QRectF(self.rect()), float(measures().radius_control)
        on_right = self.layoutDirection() == LTR
        # The outer corners lie beyond the edge.
        frame = box.adjusted(0, 0, radius, 0) if on_right else box.adjusted(-radius, 0, 0, 0)
        active = self.isDown() or self.underMouse()
        fill, edge = color("hover" if active else "panel"), color("border")
        width = float(measures().line_control)
        if self.hasFocus():
            edge, width = color("accent"), float(measures().line_focus)
        draw_frame(painter, frame, radius=radius, fill=fill, edge=edge, width=width)
        ink = color("accent" if self.isChecked() else "ink2")
        middle = (box.width() - (0 if self.isChecked() else _SCROLL_LINE)) / 2
        middle = middle if on_right else box.width() - middle
        picture = pixmap("gloss", ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(middle - _ICON / 2, 9), picture)
        font = interface_font(measures().small_px, 600)
        painter.setFont(font)
        words = str(self._count)
        wide = painter.fontMetrics().horizontalAdvance(words)
        room = QRectF(middle - wide / 2, 32, wide + 1, 20)
        draw_text(painter, room, words, font=font, color=ink, at_right=False, direction=LTR)
        painter.end()

    def _retranslate(self) -> None:
        name = trn("The gloss: {count} statement", "The gloss: {count} statements", self._count)
        self.setAccessibleName(name)
        set_tip(self, f"{name}  {self._key}" if self._key else name)
