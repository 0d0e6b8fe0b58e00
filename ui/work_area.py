"""Where the work is done: the desk beside the page, or over it where the window is narrow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from ui.desk import Desk, Half
from ui.empty_page import EmptyPage
from ui.panels.painting import RTL
from ui.rail import Rail
from ui.text.gloss_drawer import GlossDrawer
from ui.text.view import TextView
from ui.theme import measures


class WorkArea(QWidget):
    """Desk and page side by side; in a narrow window the rail, from which the desk slides over the page.

    What lies over the page goes by Escape, wherever the keyboard is.

    Signals:
        desk_slid: in a narrow window the desk has been drawn over the page (True) or put away.
        gloss_put_away: the gloss is to go from over the page.
    """

    desk_slid = Signal(bool)
    gloss_put_away = Signal()

    def __init__(
        self, desk: Desk, view: TextView, below: Iterable[QWidget], above: Iterable[QWidget] = ()
    ) -> None:
        """Arrange the parts; those `above` stand over the page, those `below` under it."""
        super().__init__()
        self.rail = Rail()
        self._desk, self._view = desk, view
        self._beside: list[QWidget] = []
        self._is_narrow = False
        self._is_over = False
        self._half = Half.DOCUMENTS
        self.gloss = GlossDrawer(view)
        self.empty = EmptyPage(view)
        self._slide = QPropertyAnimation(desk, b"pos", self)
        page = QVBoxLayout()
        page.setSpacing(0)
        for part in above:
            page.addWidget(part)
        page.addWidget(view, 1)
        for part in below:
            page.addWidget(part)
        self._page = page
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addWidget(desk)
        self._row.addLayout(page, 1)
        self.rail.hide()
        self.rail.documents_wanted.connect(lambda: self.toggle(Half.DOCUMENTS))
        self.rail.current_wanted.connect(lambda: self.toggle(Half.CURRENT))
        view.installEventFilter(self)

    def add_beside(self, part: QWidget) -> None:
        """Put something of a fixed width at the page's end side; `fit` when it comes or goes."""
        self._beside.append(part)
        self._row.addWidget(part)

    def add_above(self, part: QWidget) -> None:
        """Put something over the page."""
        self._page.insertWidget(0, part)

    def add_below(self, part: QWidget) -> None:
        """Put one more thing under the page."""
        self._page.addWidget(part)

    @property
    def is_narrow(self) -> bool:
        """Whether there is a rail in place of the desk."""
        return self._is_narrow

    @property
    def is_desk_over(self) -> bool:
        """Whether the desk lies over the page, or would in a narrow window."""
        return self._is_over

    def fit(self, width: int) -> None:
        """Arrange the parts for a window of this width in pixels."""
        beside = sum(part.width() for part in self._beside if not part.isHidden())
        self._view.set_gloss_beside(beside=width - beside >= measures().drawer_below)
        narrow = width < measures().rail_below
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._place_desk()

    def show_half(self, half: Half) -> None:
        """See to it that this half of the desk is in sight."""
        self._half = half
        if self._is_narrow:
            self.set_desk_over(over=True)

    def toggle(self, half: Half) -> None:
        """Show this half of the desk and bring the keyboard there, or put away what is shown already."""
        if self._is_over and self._half is half:
            self.set_desk_over(over=False)
        else:
            self.show_half(half)
            self._desk.take_focus(half)

    def set_desk_over(self, *, over: bool) -> None:
        """Draw the desk over the page of a narrow window, or put it away."""
        if over != self._is_over:
            self._is_over = over
            if self._floats and self.gloss.isVisible():
                self.gloss_put_away.emit()  # both would leave nothing of the text
            self._place_desk()
            self.desk_slid.emit(over)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape put the desk away."""
        if event.key() != Qt.Key.Key_Escape or not self._put_away():
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape in the text put away first what lies over the text."""
        if (
            watched is self._view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self._view.picking is None
            and self._put_away()
        ):
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self._floats:
            self._desk.move(self._place())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the desk beside the rail, and as high as the page."""
        super().resizeEvent(event)
        if self._floats:
            self._slide.stop()
            self._desk.resize(self._desk.width(), self.height())
            self._desk.move(self._place())

    @property
    def _floats(self) -> bool:
        return self._is_narrow and self._is_over

    def _put_away(self) -> bool:
        """Put away what lies over the page, the gloss first; return whether anything did."""
        if self.gloss.isVisible():
            self.gloss_put_away.emit()
        elif self._floats:
            self.set_desk_over(over=False)
        else:
            return False
        return True

    def _place_desk(self) -> None:
        """Put the desk into the row, over the page, or away."""
        self._slide.stop()
        keyboard = QApplication.focusWidget()
        held = keyboard is not None and self._desk.isAncestorOf(keyboard)
        self._row.removeWidget(self._desk)
        self.rail.setVisible(self._is_narrow)
        self._desk.set_floating(floating=self._is_narrow)
        if not self._is_narrow:
            self._row.insertWidget(1, self._desk)
        self._desk.setVisible(not self._is_narrow or self._is_over)
        if self._floats:
            self._desk.resize(self._desk.width(), self.height())
            self._desk.raise_()
            self._slide_in()
        elif self._is_narrow and held:
            self._view.setFocus()
        self._mark()

    def _slide_in(self) -> None:
        end = self._place()
        self._desk.move(end)
        if self.isVisible() and self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
            away = -self._desk.width() if self.layoutDirection() != RTL else self._desk.width()
            self._slide.setDuration(measures().card_to_place_ms)
            self._slide.setStartValue(end + QPoint(away, 0))
            self._slide.setEndValue(end)
            self._slide.start()
            self.rail.raise_()

    def _place(self) -> QPoint:
        x = self.rail.width()
        return QPoint(self.width() - x - self._desk.width() if self.layoutDirection() == RTL else x, 0)

    def _mark(self) -> None:
        self.rail.show_open(
            documents=self._floats and self._half is Half.DOCUMENTS,
            current=self._floats and self._half is Half.CURRENT,
        )
