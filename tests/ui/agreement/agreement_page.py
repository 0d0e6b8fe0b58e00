"""The page of agreement as a person uses it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.workspace.agreement import AgreementReport
from ui.agreement.figures import ReaderHead
from ui.agreement.page import AgreementPage
from ui.agreement.places import Place
from ui.conductor import Conductor
from ui.plots.plot import Plot


class OpenAgreement:
    """A window with the page of agreement."""

    def __init__(self, conductor: Conductor, qtbot: QtBot) -> None:
        self.conductor = conductor
        self._qtbot = qtbot

    @property
    def page(self) -> AgreementPage:
        return self.conductor.agreement.page

    @property
    def report(self) -> AgreementReport:
        found = self.conductor.agreement.report
        assert found is not None
        return found

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def letters(self) -> list[str]:
        heads = self.page.desk.pairs.figure.heads
        return [head.siglum for head in heads if isinstance(head, ReaderHead)]

    @property
    def looked_at(self) -> list[str]:
        pair = self.report.pair
        return [] if pair is None else [one.name for one in pair]

    def has_focus(self, widget: QWidget) -> bool:
        """Tell whether the keyboard is in a widget."""
        return QApplication.focusWidget() is widget

    @property
    def places(self) -> tuple[Place, ...]:
        return self.page.desk.places.places

    def open(self) -> None:
        """Open the page by its key."""
        self.press("Ctrl+Shift+A", self.conductor.window)
        assert self.conductor.agreement.is_shown
        self.wait()

    def wait(self) -> None:
        """Wait until everything has been counted and found."""
        self._qtbot.waitUntil(lambda: not self.conductor.agreement.is_working, timeout=30_000)
        QApplication.processEvents()

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Press keys where the keyboard is."""
        QTest.keySequence(self.focus if widget is None else widget, keys)
        QApplication.processEvents()

    def tab_to(self, widget: QWidget) -> None:
        """Go to a part of the page by Tab alone."""
        for _ in range(60):
            if self.focus is widget:
                return
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        message = f"Tab does not lead to {widget}"
        raise AssertionError(message)

    def open_item(self, plot: Plot, number: int) -> tuple[Place, ...]:
        """Open an item of a plot by its key and return the places that are listed then."""
        plot.setFocus()
        plot.go_to(number)
        self.press("Return", plot)
        self.wait()
        return self.places

    def card(self, number: int) -> tuple[str, str, str]:
        """Return what a card says: its value, its interval, its sentence."""
        figure = self.page.cards.cards[number].figure
        return figure.value, figure.interval, figure.sentence

    def copied(self, widget: QWidget) -> list[list[str]]:
        """Copy where a widget is and return the table."""
        widget.setFocus()
        self.press("Ctrl+C", widget)
        return [line.split("\t") for line in QApplication.clipboard().text().split("\n")]

    def tab(self, name: str) -> list[list[str]]:
        """Show a table and return its rows."""
        self.page.tabs.choose(self.page.tabs.names.index(name))
        self.wait()
        return [list(line.cells) for line in self.page.more.table.table.lines]
