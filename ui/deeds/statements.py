"""Who says what, in a table under the page and on paper."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotator.errors import AnnotatorError
from ui.main_window import Drawer, MainWindow
from ui.panels.statements_model import rows_of
from ui.panels.statements_panel import StatementsPanel
from ui.panels.themed import dress
from ui.session import Session

_PAUSE_MS, _LONGEST_MS = 60, 3000
_RESTS = 4


class StatementsDrawer(QObject):
    """Fills the table of statements while it is drawn out, and follows the text and the reader.

    Args:
        window: with the page and what stands under it.
        session: what is open.
        tell: says what went wrong.

    Attributes:
        panel: what is drawn out; None until it is for the first time.
        drawer: where it is.
    """

    def __init__(self, window: MainWindow, session: Session, tell: Callable[[AnnotatorError], None]) -> None:
        super().__init__(window)
        self._window, self._session, self._tell = window, session, tell
        self.panel: StatementsPanel | None = None
        self.drawer: Drawer | None = None
        # Keys that come fast are followed together, once they pause.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._fill_again)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._follow)
        window.view.current_changed.connect(self._point)
        window.language_changed.connect(self._follow)

    def show(self, *, shown: bool) -> None:
        """Draw the table out under the page, or put it away."""
        panel, drawer = self._made()
        drawer.setVisible(shown)
        if shown:
            self.fill()
        (panel.table if shown else self._window.view).setFocus()

    def fill(self) -> None:
        """Show what is said in the open document."""
        sheet = self._window.view.sheet
        if self.panel is None:
            return
        if sheet is None or self._session.document_id is None:
            self.panel.show_rows(())
            return
        self.panel.show_rows(rows_of(sheet.reading), label=sheet.reading.statement_label)
        self._point()

    def print(self) -> None:
        """Print who says what in the open document."""
        sheet = self._window.view.sheet
        if sheet is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from ui.pictures.cards import print_cards

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.reading.document.title)
        if QPrintDialog(printer, self._window).exec():
            try:
                print_cards(printer, sheet.reading.document.title, rows_of(sheet.reading))
            except AnnotatorError as error:
                self._tell(error)

    def _made(self) -> tuple[StatementsPanel, Drawer]:
        """Return the panel and its drawer, made when they are first asked for."""
        if self.panel is None or self.drawer is None:
            window = self._window
            panel = self.panel = StatementsPanel()
            drawer = self.drawer = Drawer(panel)
            window.work.add_below(drawer)
            drawer.set_theme(window.theme)
            dress(drawer, window.theme)
            panel.span_chosen.connect(window.view.set_current)
            panel.left.connect(window.view.setFocus)
            panel.print_wanted.connect(self.print)
        return self.panel, self.drawer

    def _fill_again(self) -> None:
        """Fill, and rest the longer the longer it took: with a very long document, keys come first."""
        begun = time.monotonic()
        self.fill()
        took = round((time.monotonic() - begun) * 1000)
        self._pause.setInterval(max(_PAUSE_MS, min(_RESTS * took, _LONGEST_MS)))

    def _follow(self) -> None:
        if self.drawer is not None and self.drawer.isVisible():
            self._pause.start()

    def _point(self) -> None:
        if self.panel is None or not self.panel.isVisible():
            return
        view = self._window.view
        current, sheet = view.current_span, view.sheet
        if current is not None and sheet is not None and self.panel.model.row_of(current) is None:
            current = sheet.reading.statement_of(current)
        self.panel.set_current(current)
