"""The text view as tests use it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.editing.change import SpanChange
from annotator.model import (
    AnnotationSet,
    Document,
    LabelScheme,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
)
from ui.text.sheet import Sheet
from ui.text.view import TextView


class CanvasPage:
    """A text view with a document, as a person uses it."""

    def __init__(self, qtbot: QtBot, scheme: LabelScheme) -> None:
        self.view = TextView()
        self.scheme = scheme
        self._qtbot = qtbot
        qtbot.addWidget(self.view)

    def show(
        self,
        text: str,
        spans: Iterable[tuple[str, int, int]] = (),
        relations: Iterable[tuple[str, str, str]] = (),
        *,
        size: tuple[int, int] = (1110, 780),
    ) -> None:
        """Show a text. Spans are (label, start, end) and get the ids s0, s1, …; relations name those."""
        document = Document(id="d", title="نص", text=text, sha256=digest(text))
        marked = [
            SpanAnnotation(id=f"s{n}", label=label, span=Span(start, end), quote=text[start:end])
            for n, (label, start, end) in enumerate(spans)
        ]
        linked = [
            Relation(id=f"r{n}", type=kind, source=source, target=target)
            for n, (kind, source, target) in enumerate(relations)
        ]
        reading = AnnotationSet(
            id="a",
            document_id="d",
            owner=Owner.ANNOTATOR,
            annotator=None,
            spans={s.id: s for s in marked},
            relations={r.id: r for r in linked},
        )
        self.view.resize(*size)
        self.view.show()
        self._qtbot.waitExposed(self.view)
        self.view.show_document(document, reading, self.scheme)
        self.view.setFocus()
        QApplication.processEvents()

    @property
    def sheet(self) -> Sheet:
        """What the view shows."""
        assert self.view.sheet is not None
        return self.view.sheet

    def name_of(self, code: str) -> str:
        """Return a label's English name."""
        label = self.scheme.label(code)
        assert label is not None
        return label.names.en

    def current(self) -> str | None:
        """Return the id of the current span."""
        return self.view.current_span

    def change(self, before: SpanAnnotation | None, after: SpanAnnotation | None) -> None:
        """Bring a change of one span, as the workspace does."""
        self.view.apply([SpanChange(document_id="d", set_id="a", before=before, after=after)])
        QApplication.processEvents()

    def between(self, position: int) -> QPoint:
        """Return the middle of the character at `position`."""
        here = self.view.point_of(position)
        there = self.view.point_of(position + 1)
        return QPoint((here.x() + there.x()) // 2, here.y())

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press at one point, move to another in steps, and let go."""
        viewport = self.view.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            QTest.mouseMove(viewport, start + (end - start) * step / 5)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def click(self, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click the main button."""
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, point)

    def double_click(self, point: QPoint) -> None:
        """Click twice, as Qt reports it."""
        viewport = self.view.viewport()
        self.click(point)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=point)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """Press a key."""
        for _ in range(times):
            QTest.keyClick(self.view, key, modifier)
