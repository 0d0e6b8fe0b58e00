"""Somebody who brings readings together, mostly by keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.adjudication.positions import Position, gold_of
from annotator.model import AnnotationSet, Decision, Dispute, SpanAnnotation
from ui.adjudication.edition import offered
from ui.adjudication.page import AdjudicationPage
from ui.adjudication.sheet import LanesSheet
from ui.conductor import Conductor

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_DIGITS = [getattr(Qt.Key, f"Key_{digit}") for digit in range(10)]


class Adjudicator:
    """Presses keys in the window of a conductor, and reads off what stands there."""

    def __init__(self, conductor: Conductor) -> None:
        self.conductor = conductor
        self.window = conductor.window

    @property
    def page(self) -> AdjudicationPage:
        return self.conductor.adjudication.page

    def open(self) -> None:
        """Go to the page by its key."""
        QTest.keyClick(self.window, Qt.Key.Key_J, CTRL | SHIFT)
        QApplication.processEvents()

    @property
    def is_there(self) -> bool:
        return self.conductor.adjudication.is_shown

    # Keys

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press keys one after the other, each where the keyboard is."""
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)
            QApplication.processEvents()

    def write(self, words: str) -> None:
        """Write where the keyboard is."""
        QTest.keyClicks(self.focus, words)
        QApplication.processEvents()

    def digit(self, number: int) -> None:
        """Press a digit."""
        self.press(_DIGITS[number])

    def decide(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def take(self, number: int) -> None:
        """Take the reading with this digit, and go on."""
        self.digit(number)
        self.decide()

    def click(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Click the main button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _NONE, point or widget.rect().center())
        QApplication.processEvents()

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    # What stands there

    def asked(self) -> Dispute:
        """Return the kind of dispute that is asked about."""
        return self.position.dispute

    def reads(self) -> bool:
        """Tell whether they are choosing words of their own."""
        return self.page.view.is_reading

    @property
    def position(self) -> Position:
        """What is asked about."""
        found = self.page.position
        assert found is not None
        return found

    @property
    def listed(self) -> list[str]:
        """The words of the queue's rows, from above."""
        return [row.words for row in self.page.queue.model.rows]

    @property
    def ticked(self) -> list[str]:
        """The words of those rows that are settled."""
        return [row.words for row in self.page.queue.model.rows if row.settled]

    @property
    def kinds(self) -> list[Dispute]:
        """The kinds of the queue's rows."""
        return [row.dispute for row in self.page.queue.model.rows]

    @property
    def hints(self) -> list[tuple[str, str]]:
        """The keys in the status bar."""
        return [(hint.key, hint.text) for hint in self.window.status.hints]

    @property
    def sheet(self) -> LanesSheet:
        sheet = self.page.view.sheet
        assert isinstance(sheet, LanesSheet)
        return sheet

    def digit_of(self, name: str) -> int:
        """Return the digit of the reading that a reader has, 0 where they have nothing."""
        edition = self.page.edition
        assert edition is not None
        set_id = next(one.set_id for one in edition.readers if one.name == name)
        found = (n for n, one in enumerate(offered(self.position), start=1) if set_id in one.readers)
        return next(found, 0)

    def siglum(self, name: str) -> str:
        """Return the letter of a reader."""
        edition = self.page.edition
        assert edition is not None
        return next(one.siglum for one in edition.readers if one.name == name)

    # What has become of the project

    @property
    def document_id(self) -> str:
        found = self.conductor.session.document_id
        assert found is not None
        return found

    @property
    def gold(self) -> AnnotationSet | None:
        return gold_of(self.conductor.session.workspace.sets(self.document_id))

    @property
    def gold_spans(self) -> list[tuple[str, str]]:
        """Label and words of the gold spans, in the order of the text."""
        return [] if self.gold is None else [(s.label, s.quote) for s in self.gold.in_text_order()]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.conductor.session.workspace.decisions(self.document_id)


def said(reading: AnnotationSet) -> tuple[list[object], list[object]]:
    """Return what a reading says, whatever its ids are: spans, and relations by the places of their ends."""
    spans = sorted(map(_span, reading.spans.values()))
    ends = {key: _span(one) for key, one in reading.spans.items()}
    relations: Iterable[object] = (
        (one.type, ends[one.source], ends[one.target]) for one in reading.relations.values()
    )
    return list(spans), sorted(relations, key=repr)


def _span(span: SpanAnnotation) -> tuple[int, int, str, tuple[tuple[str, str], ...]]:
    return span.span.start, span.span.end, span.label, tuple(sorted(span.attributes.items()))
