"""The remarks on the current span, under what else is said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.model import Matter, Remark
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.field import Field
from ui.panels.painting import LTR, centred
from ui.panels.prose import Prose
from ui.panels.themed import Themed, dress
from ui.talk.matters import SHAPE, matter_name, paint_matter
from ui.talk.model import local
from ui.theme import measures


class RemarksBox(Themed, QWidget):
    """One remark under the other: the matter, who and when, the words, and the answer or a field for it.

    Signals:
        answered: a remark's id, and the answer.
        left: an answer is written; the keyboard is done here.
    """

    answered = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Remark] = []
        self._editable = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(10)
        self.hide()

    @property
    def fields(self) -> list[Field]:
        """The fields that wait for an answer, from above."""
        return [row.answer for row in self._rows if row.remark.is_open]

    def show_remarks(self, remarks: Sequence[Remark], person: Callable[[str], str]) -> None:
        """Show these remarks, the open ones first; what is being written in one stays."""
        ordered = sorted(remarks, key=lambda one: not one.is_open)
        if [row.remark for row in self._rows] != ordered:
            for row in self._rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = [self._made(one, person(one.author)) for one in ordered]
        self.setVisible(bool(ordered))

    def set_editable(self, *, editable: bool) -> None:
        """Let remarks be answered, or only be read."""
        self._editable = editable
        for row in self._rows:
            row.answer.setReadOnly(not editable)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Remarks"))
        for row in self._rows:
            row.retranslate()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def _made(self, remark: Remark, name: str) -> _Remark:
        row = _Remark(remark, name)
        row.answer.setReadOnly(not self._editable)
        row.answer.returnPressed.connect(lambda: self._answer(row))
        self._column.addWidget(row)
        dress(self, self.theme)
        row.show()
        return row

    def _answer(self, row: _Remark) -> None:
        if self._editable:
            self.left.emit()
            self.answered.emit(row.remark.id, row.answer.text())


class _Remark(Themed, QWidget):
    def __init__(self, remark: Remark, name: str) -> None:
        super().__init__()
        m = measures()
        self.remark = remark
        self._mark = _Mark(remark)
        self._matter = Caption(interface_font(m.small_px, 600), "rubric" if remark.is_open else "ink2")
        who = Caption(interface_font(m.small_px), "ink2")
        who.set_text(name)
        when = Caption(interface_font(m.caption_px), "ink3", at_end=True, direction=LTR)
        when.set_text(local(remark.at).split("  ")[0])
        self._words = Prose(interface_font(m.body_px))
        self._words.set_text(remark.text)
        self._words.setVisible(bool(remark.text))
        self.answer = Field(None, height=28)
        self.answer.setVisible(remark.is_open)
        self._settled = Prose(interface_font(m.small_px), "ink2")
        self._settled.setVisible(not remark.is_open)
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self._mark, self._matter, who):
            head.addWidget(part)
        head.addWidget(when, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._settled)
        column.addWidget(self.answer)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        name = matter_name(self.remark.matter)
        self._matter.set_text(name)
        self.answer.setPlaceholderText(tr("Answer"))
        self.answer.setAccessibleName(tr("Answer to: {remark}", remark=self.remark.text or name))
        self._settled.set_text(tr("Settled: {answer}", answer=self.remark.answer or "✓"))


class _Mark(Themed, QWidget):
    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self._matter: Matter = remark.matter
        self._role = "rubric" if remark.is_open else "ink3"
        self.setFixedSize(QSize(round(SHAPE) + 2, 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        box = centred(SHAPE, QRectF(self.rect()).center())
        paint_matter(painter, box, self._matter, self.theme.color(self._role))
        painter.end()
