"""The window: layout only. What happens in it is for `ui.conductor`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import roles, style
from ui.panels.themed import Themed, dress
from ui.theme import Theme, measures

if TYPE_CHECKING:  # all this is imported when the empty window has been painted: see `furnish`
    from ui.banner import Banner
    from ui.desk import Desk
    from ui.header import Header
    from ui.notice import Notice
    from ui.panels.find_bar import FindBar
    from ui.panels.history_panel import HistoryPanel
    from ui.panels.labels_panel import LabelsPanel
    from ui.panels.reader_pane import ReaderPane
    from ui.panels.spans_table import SpansTable
    from ui.status import StatusBar
    from ui.text.view import TextView
    from ui.welcome.page import StartPage
    from ui.work_area import WorkArea

_SMALLEST = (760, 520)
_DRAWER = 236
_READER = 120


class MainWindow(Themed, QWidget):
    """Header, labels, desk, page, notice and status bar; or the start page.

    A new window is empty and paints its grounds only, so that it stands at once; `furnish` puts the parts in.

    Attributes:
        may_close: asked before the window goes.

    Signals:
        painted: the window has been painted for the first time.
        page_shown: something else has the window: see `shown_page`.
        closing: the window is about to go.
        dropped: paths of files that were dropped on it.
        language_changed: everything has been said in the new language, except what the situation says.
        unanswered: a key that no part and no action has answered.
    """

    header: Header
    labels: LabelsPanel
    desk: Desk
    view: TextView
    spans: SpansTable
    drawer: Drawer
    history: HistoryPanel
    past: Drawer
    reader: ReaderPane
    find_bar: FindBar
    banner: Banner
    notice: Notice
    status: StatusBar
    start: StartPage
    work: WorkArea

    painted = Signal()
    page_shown = Signal()
    closing = Signal()
    dropped = Signal(list)
    language_changed = Signal()
    unanswered = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__()
        self.is_furnished = False
        self.may_close: Callable[[], bool] = lambda: True
        self._is_painted = False
        self.setMinimumSize(*_SMALLEST)

    def furnish(self) -> None:
        """Put the parts in. This imports most of the program, and so comes after the first paint."""
        from ui.banner import Banner
        from ui.desk import Desk
        from ui.header import Header
        from ui.notice import Notice
        from ui.panels.find_bar import FindBar
        from ui.panels.history_panel import HistoryPanel
        from ui.panels.labels_panel import LabelsPanel
        from ui.panels.reader_pane import ReaderPane
        from ui.panels.scroll_line import ScrollLine
        from ui.panels.spans_table import SpansTable
        from ui.status import StatusBar
        from ui.text.view import TextView
        from ui.welcome.page import StartPage
        from ui.work_area import WorkArea

        self.header = Header()
        self.labels = LabelsPanel()
        self.desk = Desk()
        self.view = TextView()
        self._scroll_line = ScrollLine(self.view)
        self.spans = SpansTable()
        self.drawer = Drawer(self.spans)
        self.history = HistoryPanel()
        self.past = Drawer(self.history)
        self.reader = ReaderPane()
        self.find_bar = FindBar()
        self.reader.setFixedHeight(_READER)
        self.banner = Banner()
        self.notice = Notice()
        self.status = StatusBar()
        self.start = StartPage()
        self._labels_bar = _Bar(self.labels)
        self.work = WorkArea(
            self.desk, self.view, (self.reader, self.drawer, self.past), above=(self.find_bar,)
        )
        self._pages = QStackedWidget()
        self._arrange()
        self.show_work(shown=False)
        self.is_furnished = True
        self.setAcceptDrops(True)
        self.work.fit(self.width())
        self._dress()
        # Qt would show them in its next round, too late for the focus.
        self._pages.show()

    @property
    def shown_page(self) -> QWidget | None:
        """What has the window: the work, the start page, or a page of its own."""
        return self._pages.currentWidget()

    def show_page(
        self, page: QWidget, *, name: str | None = None, work: str = "", parts: Sequence[QWidget] = ()
    ) -> None:
        """Show a page of its own in the place of the desk and the text, below the header.

        Args:
            page: it stays the window's from then on.
            name: what the header calls it in the place of the document; None: the document stays named.
            work: what the header says is done to the document; "": the document's state stays.
            parts: the page's own, which get the header's end; none: the header stays as it is.
        """
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
            dress(self._pages, self.theme)
        self._pages.setCurrentWidget(page)
        self._labels_bar.hide()
        if parts or name is not None:
            self.header.lend(parts, name=name, work=work)
        else:
            self.header.take_back()
        self.page_shown.emit()

    @property
    def shows_work(self) -> bool:
        """Whether a project is shown, and not the start page."""
        return self._pages.currentWidget() is self.work

    def show_work(self, *, shown: bool) -> None:
        """Show the desk and the page with their bars, or the start page, which has all the window."""
        self._pages.setCurrentWidget(self.work if shown else self.start)
        self.header.take_back()
        for bar in (self.header, self._labels_bar, self.status):
            bar.setVisible(shown)
        self.page_shown.emit()

    def theme_changed(self) -> None:
        """Dress the application and every part of the window."""
        style.use(self.theme)
        if self.is_furnished:
            self._dress()

    def _dress(self) -> None:
        dress(self, self.theme)
        self.view.set_theme(self.theme)

    def set_theme(self, chosen: Theme) -> None:
        """Take these colours; once is enough."""
        if self._theme is not chosen:
            super().set_theme(chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Tell that the language is another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.language_changed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the place be kept before the window goes, unless something is still to be saved."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead back to the text from wherever it has nothing else to do."""
        if event.key() == Qt.Key.Key_Escape and self.is_furnished and self.shows_work:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.unanswered.emit(event)
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Give a narrow window to the page alone."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.is_furnished:
            self.work.fit(self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grounds on which the parts will stand."""
        painter = QPainter(self)
        if not self.is_furnished:
            self._paint_grounds(painter)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def _paint_grounds(self, painter: QPainter) -> None:
        m, color = measures(), self.theme.color
        bars, width, height = m.header_bar + m.labels_bar, self.width(), self.height()
        painter.fillRect(self.rect(), color("page"))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        beside = m.desk if width >= m.rail_below else m.rail
        desk = QRect(width - beside if right_to_left else 0, bars, beside, height - bars)
        for area in (
            QRect(0, 0, width, bars),
            QRect(0, height - m.status_bar, width, m.status_bar),
            desk,
        ):
            painter.fillRect(area, color("panel"))
        for y in (m.header_bar - 1, bars - 1, height - m.status_bar):
            painter.fillRect(0, y, width, 1, color("hair"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        event.acceptProposedAction()
        self.dropped.emit(_files(event))

    def _arrange(self) -> None:
        self._pages.addWidget(self.work)
        self._pages.addWidget(self.start)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.header, self._labels_bar):
            whole.addWidget(part)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.banner)
        whole.addWidget(self.notice)
        whole.addWidget(self.status)


class Drawer(Themed, QWidget):
    """What can be drawn out under the page."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFixedHeight(_DRAWER)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.addWidget(content)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and upper edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.color("hair"))
        painter.end()


class _Bar(Themed, QWidget):
    """The ground of the labels and its lower edge."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFixedHeight(measures().labels_bar)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("hair"))
        painter.end()


def _files(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


roles.give(MainWindow, QAccessible.Role.Window)
