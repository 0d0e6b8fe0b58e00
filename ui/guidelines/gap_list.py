"""Cases that the guidelines leave open, as adjudication found them: read, written about, or closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import language
from annotator.language import tr, trn
from annotator.model import Decision, LabelScheme
from ui.controls import Button
from ui.fonts import interface_font, text_font
from ui.panels.caption import Caption
from ui.panels.label_swatch import LabelSwatch
from ui.panels.prose import Prose
from ui.panels.quiet_scroll import QuietScroll
from ui.panels.themed import Themed, dress
from ui.panels.wording import in_one_line
from ui.theme import measures

MOST: Final = 20
"""So many cases are shown; the others come up as these are answered."""
_SIDE: Final = 14
_TALLEST: Final = 300
_QUOTED_PX: Final = 17
_LONGEST: Final = 160


class GapRow(Themed, QWidget):
    """One case: whose guideline lacks it, the words, why it was decided so, and two ways on.

    Signals:
        write_wanted: the guideline shall be written.
        closed: the guidelines are clear enough.
    """

    write_wanted = Signal()
    closed = Signal()

    def __init__(self, decision: Decision, scheme: LabelScheme, *, editable: bool) -> None:
        super().__init__()
        label = scheme.label(decision.label)
        code = decision.label
        named = label or scheme.relation_type(code) or scheme.document_attribute(code)
        name = code if named is None else named.names.in_language(language.current())
        quote = in_one_line(decision.quote)[:_LONGEST]
        head = QHBoxLayout()
        head.setSpacing(7)
        if label is not None:
            swatch = LabelSwatch()
            swatch.set_label(label)
            head.addWidget(swatch)
        title = Caption(interface_font(measures().small_px, 600))
        title.set_text(name)
        head.addWidget(title, 1)
        self.words = Prose(text_font(_QUOTED_PX))
        self.words.set_text(quote)
        self.reason = Prose(interface_font(measures().small_px), "ink2")
        self.reason.set_text(decision.reason)
        self.reason.setVisible(bool(decision.reason))
        self.write = Button(height=24)
        self.write.setText(tr("Write about it…"))
        self.write.setAccessibleName(
            tr("Write in the guideline of {label} about {words}", label=name, words=quote)
        )
        self.close_gap = Button(kind="quiet", height=24)
        self.close_gap.setText(tr("It is answered"))
        self.close_gap.setAccessibleName(tr("The guidelines answer {words}", words=quote))
        for button in (self.write, self.close_gap):
            button.setEnabled(editable)
        self.write.clicked.connect(self.write_wanted)
        self.close_gap.clicked.connect(self.closed)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.write)
        foot.addWidget(self.close_gap)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.reason)
        column.addLayout(foot)
        self._rows = column

    def height_for(self, width: int) -> int:
        """Return how tall the case is at a width, in pixels."""
        return max(self._rows.totalHeightForWidth(width), self.sizeHint().height())


class GapList(Themed, QWidget):
    """The cases, under a heading that counts them; nothing where there are none.

    Signals:
        write_wanted: the id of a decision, about whose case the guideline shall be written.
        closed: the id of a decision whose case the guidelines answer.
    """

    write_wanted = Signal(str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decisions: tuple[Decision, ...] = ()
        self._scheme: LabelScheme | None = None
        self._editable = False
        self._language = ""
        self.rows: list[GapRow] = []
        self.heading = Caption(interface_font(measures().small_px, 600), "rubric")
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(_SIDE, 0, _SIDE, 4)
        self._column.setSpacing(2)
        self.area = QuietScroll(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 4)
        whole.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 0)
        head.addWidget(self.heading)
        whole.addLayout(head)
        whole.addWidget(self.area)
        self.hide()

    def show_gaps(self, decisions: Sequence[Decision], scheme: LabelScheme | None, *, editable: bool) -> None:
        """Show these cases; the same ones stay where they are."""
        before = self._decisions, self._scheme, self._editable, self._language
        now = tuple(decisions), scheme, editable, language.current()
        if now == before:
            return
        self._decisions, self._scheme, self._editable, self._language = now
        self.setVisible(bool(decisions) and scheme is not None)
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = []
        while self._column.takeAt(0) is not None:
            pass
        if scheme is None or not decisions:
            return
        self.heading.set_text(
            trn(
                "{count} gap found in adjudication",
                "{count} gaps found in adjudication",
                len(decisions),
            )
        )
        self.setAccessibleName(self.heading.text())
        for decision in decisions[:MOST]:
            row = GapRow(decision, scheme, editable=editable)
            row.write_wanted.connect(lambda key=decision.id: self.write_wanted.emit(key))
            row.closed.connect(lambda key=decision.id: self.closed.emit(key))
            self._column.addWidget(row)
            self.rows.append(row)
        self._column.addStretch(1)
        dress(self, self.theme)
        self._fit()
        self.area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        """Be as tall as the cases are, up to a height at which they scroll."""
        room = self.width() - 2 * _SIDE
        tall = sum(row.height_for(room) + self._column.spacing() for row in self.rows)
        self.area.setFixedHeight(min(tall + self._column.contentsMargins().bottom(), _TALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.show_gaps(self._decisions, self._scheme, editable=self._editable)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line that parts the cases from what is written."""
        painter = QPainter(self)
        painter.fillRect(_SIDE, self.height() - 1, self.width() - 2 * _SIDE, 1, self.theme.color("hair"))
        painter.end()
