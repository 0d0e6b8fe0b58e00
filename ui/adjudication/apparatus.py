"""The apparatus under the double rule: the question, the readings by digit, the reason, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.adjudication.positions import Position, Variant
from annotator.language import tr
from annotator.model import AnnotationSet, Verdict
from ui.adjudication import wording
from ui.adjudication.buttons import Buttons
from ui.adjudication.choice import Choice, chosen_before, together
from ui.adjudication.edition import Edition, offered
from ui.adjudication.kinds import KindMark
from ui.adjudication.own import Draft, SpansDraft
from ui.adjudication.own_fields import OwnFields
from ui.adjudication.reason_field import ReasonField
from ui.adjudication.relation_fields import RelationFields
from ui.adjudication.rows import own_row, rows_of
from ui.adjudication.variants_list import VariantsList
from ui.controls import RING, Pill
from ui.fonts import interface_font
from ui.keys import digit
from ui.panels.caption import Caption
from ui.panels.insets import inset
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE: Final = 20
_RULE: Final = 7
_WORDS_FROM: Final = 860
_BESIDE_FROM: Final = 960
"""From this width on (pixels) the fields of one's own reading have room beside the buttons."""


class Apparatus(Themed, QWidget):
    """Asks about one position.

    Signals:
        decision_wanted: what is chosen shall stand; see `choice`.
        own_wanted: the adjudicator wants to read for themselves, or no longer.
        more_wanted: one more span shall belong to their own reading.
        later_wanted: the position is left for later.
        step_wanted: the position so many places further is wanted.
        choice_changed: something else is chosen.
    """

    decision_wanted = Signal()
    own_wanted = Signal()
    more_wanted = Signal()
    later_wanted = Signal()
    step_wanted = Signal(int)
    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self._position: Position | None = None
        self._edition: Edition | None = None
        self._own: Draft | None = None
        self._choice = Choice()
        self._editable = True
        self._place = (0, 0)
        self._kind = KindMark()
        self._number = Caption(interface_font(m.body_px, 600))
        self._question = Caption(interface_font(m.body_px), "ink2")
        self.fresh = Pill()
        self.fresh.set_roles("warn", "warn_soft")
        self.note = Caption(interface_font(m.small_px), "ink2")
        self._buttons = Buttons()
        self.both, self.later, self.gap = self._buttons.both, self._buttons.later, self._buttons.gap
        self.next, self.previous = self._buttons.next, self._buttons.previous
        self.variants = VariantsList(_SIDE)
        self.reason = ReasonField()
        self.own_fields, self.relation_fields = OwnFields(), RelationFields(_SIDE)
        self.own, self.nothing, self.decide = self._buttons.own, self._buttons.nothing, self._buttons.decide
        self._arrange()
        self._connect()
        self.retranslate()

    # What is asked

    def show_position(
        self,
        position: Position | None,
        edition: Edition,
        *,
        number: int = 0,
        total: int = 0,
        reasons: Sequence[str] = (),
    ) -> None:
        """Ask about a position, the number of so many; what was decided about it is chosen."""
        if self._edition is None or edition.scheme is not self._edition.scheme:
            self.own_fields.offer(edition.scheme)
        self._position, self._edition, self._own = position, edition, None
        self._place = (number, total)
        self.reason.offer(reasons)
        decision = None if position is None else position.decision
        self.reason.set_saved("" if decision is None else decision.reason)
        self.gap.setChecked(decision is not None and decision.gap)
        self._choice = Choice() if position is None else chosen_before(position)
        self._make_rows()
        self._tell()
        self._mark()

    def set_editable(self, *, editable: bool) -> None:
        """Allow or refuse to decide."""
        self._editable = editable
        self._mark()

    @property
    def position(self) -> Position | None:
        """What is asked about."""
        return self._position

    @property
    def question(self) -> str:
        """What is asked, as it stands there."""
        return self._question.text()

    # What is chosen

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self._choice

    @property
    def own_reading(self) -> Draft | None:
        """The adjudicator's own reading, or None."""
        return self._own

    @property
    def taken(self) -> list[Variant]:
        """The readings chosen."""
        there = [] if self._position is None else offered(self._position)
        return [there[number] for number in sorted(self._choice.taken)]

    def choose(self, number: int) -> bool:
        """Choose the reading with this number, from 0, or put it to others. Return whether it is there."""
        if self._position is None or not 0 <= number < len(offered(self._position)):
            return False
        self._choose(self._choice.with_reading(number))
        return True

    def step(self, by: int) -> None:
        """Choose the reading so many places further, and bring it into sight; from none the first or last.

        While several are put together, only the keyboard goes there, and Space takes or leaves it out.
        """
        rows = self.variants.rows
        if not rows:
            return
        chosen = [n for n, row in enumerate(rows) if row.hasFocus()]
        chosen = chosen or [n for n, row in enumerate(rows) if row.isChecked()]
        number = (chosen[0] + by) % len(rows) if chosen else 0 if by > 0 else len(rows) - 1
        self.variants.take_focus(number)
        if not self._choice.several and not rows[number].isChecked():
            self._click(number)

    def take_digit(self, key: int) -> bool:
        """Choose the reading with this digit; return whether there is one."""
        number = digit(key)
        return number is not None and self.choose(number - 1)

    def choose_several(self) -> None:
        """Choose all readings; digits then leave them out. Once more ends that.

        While the adjudicator marks spans of their own, one more belongs to them.
        """
        if isinstance(self._own, SpansDraft):
            self.more_wanted.emit()
            return
        count = 0 if self._position is None else len(offered(self._position))
        if count > 1:
            self._choose(Choice() if self._choice.several else together(frozenset(range(count))))

    def choose_nothing(self) -> None:
        """Choose that nothing is here, or not."""
        chosen = self._choice.verdict is Verdict.NOTHING
        self._choose(Choice() if chosen else Choice(verdict=Verdict.NOTHING))

    def show_own(self, own: Draft | None, gold: AnnotationSet | None = None) -> None:
        """Show the adjudicator's own reading as what is chosen, or take it away.

        Args:
            own: what it is, or None.
            gold: has what a relation may join.
        """
        began = (own is None) != (self._own is None)
        self._own = own
        if own is not None:
            self._choice = Choice(verdict=Verdict.OWN)
        elif self._choice.verdict is Verdict.OWN:
            self._choice = Choice()
        scheme = None if self._edition is None else self._edition.scheme
        self.relation_fields.show_own(own, scheme, gold)
        if began:
            self._make_rows()
            self._tell()
        elif self.variants.own is not None and own is not None and self._position and self._edition:
            self.variants.own.show_words(own_row(own, self._position, self._edition))
        self._mark()
        self.choice_changed.emit()

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._mark()
        self.choice_changed.emit()

    # How it looks

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Readings of this position"))
        self.fresh.setText(tr("New work"))
        self.reason.set_hint(tr("Reason"))
        self._name_buttons()
        self.own_fields.retranslate()
        self.relation_fields.retranslate()
        self._make_rows()
        self._tell()
        self._mark()

    def _name_buttons(self) -> None:
        self._buttons.tell(self._position, self._own, narrow=self.width() < _WORDS_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the keys alone where there is no room for the words beside the question."""
        super().resizeEvent(event)
        if (event.size().width() < _WORDS_FROM) != (event.oldSize().width() < _WORDS_FROM):
            self._name_buttons()
        self._place_own_fields(narrow=event.size().width() < _BESIDE_FROM)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the double rule above it."""
        painter = QPainter(self)
        m = measures()
        thick, thin = m.line_jadwal
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(QRectF(0, 0, self.width(), m.jadwal_gap), self.theme.color("page"))
        painter.fillRect(QRectF(0, 0, self.width(), thick), self.theme.color("gold"))
        painter.fillRect(QRectF(0, m.jadwal_gap, self.width(), max(thin, 1)), self.theme.color("gold"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page."""
        event.ignore()

    # Parts

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self._kind, self._number, self._question, self.fresh):
            head.addWidget(part)
        head.addStretch(1)
        for button in (self.gap, self.both, self.later, self.next, self.previous):
            head.addWidget(button)
        inset(head, _SIDE, 0, _SIDE - RING, 0)
        for caption in (self._number, self._question):
            caption.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        note = QHBoxLayout()
        note.setContentsMargins(_SIDE, 0, _SIDE, 4)
        note.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(8 - RING)
        foot.addWidget(self.reason, 1)
        foot.addSpacing(RING)
        for button in (self.own, self.nothing, self.decide):
            foot.addWidget(button)
        inset(foot, _SIDE, 0, _SIDE - RING, 0)
        above_foot = QHBoxLayout()
        above_foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._own_rows = (foot, above_foot)
        self._place_own_fields(narrow=False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, _RULE + 4, 0, 10)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(note)
        whole.addWidget(self.variants)
        whole.addWidget(self.relation_fields)
        whole.addSpacing(4)
        whole.addLayout(above_foot)
        whole.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _place_own_fields(self, *, narrow: bool) -> None:
        """Put the fields of one's own reading beside the buttons, or above them where there is no room."""
        foot, above = self._own_rows
        wanted = above if narrow else foot
        if wanted.indexOf(self.own_fields) < 0:
            wanted.insertWidget(0 if narrow else foot.indexOf(self.own), self.own_fields)
            if narrow:
                wanted.setAlignment(self.own_fields, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.both.clicked.connect(self.choose_several)
        self.later.clicked.connect(self.later_wanted)
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.own.clicked.connect(self._want_own)
        self.nothing.clicked.connect(self.choose_nothing)
        self.decide.clicked.connect(self.decision_wanted)
        self.variants.clicked.connect(self._click)

    def _want_own(self) -> None:
        self.own.setChecked(self._choice.verdict is Verdict.OWN)
        self.own_wanted.emit()

    def _click(self, number: int) -> None:
        if not self.choose(number):
            self.choose_nothing()

    def _make_rows(self) -> None:
        position, edition, own = self._position, self._edition, self._own
        if position is None or edition is None:
            self.variants.show_rows((), None, self.theme)
            return
        mine = None if own is None else own_row(own, position, edition)
        self.variants.show_rows(rows_of(position, edition), mine, self.theme)

    def _tell(self) -> None:
        """Say which position it is, what it asks, and what is to be known about it."""
        position, edition = self._position, self._edition
        shown = position is not None
        for part in (self._kind, self._number, self._question, self.later, self.gap):
            part.setVisible(shown)
        marks = isinstance(self._own, SpansDraft)
        self.both.setVisible(position is not None and (marks or len(offered(position)) > 1))
        self._name_buttons()
        self.fresh.setVisible(position is not None and position.fresh)
        if position is None or edition is None:
            self.note.setVisible(False)
            return
        self._kind.show_kind(position.dispute, settled=position.settled)
        number, total = self._place
        self._number.set_text(tr("Position {number} of {total}", number=number, total=total))
        self._number.setVisible(bool(number))
        self._question.set_text(f"·  {wording.question_of(position, edition)}")
        note = wording.notes_of(position, edition)
        self.note.set_text(note)
        self.note.setVisible(bool(note))

    def _mark(self) -> None:
        """Show what is chosen."""
        choice, position = self._choice, self._position
        self.variants.mark(choice, 0 if position is None else len(offered(position)))
        self.both.setChecked(choice.several)
        self.own.setChecked(choice.verdict is Verdict.OWN)
        self.nothing.setChecked(choice.verdict is Verdict.NOTHING)
        self.own_fields.show_own(self._own, () if position is None else position.attributes)
        asked = position is not None and self._editable
        for part in (self.nothing, self.later, self.both, self.gap, self.reason):
            part.setEnabled(asked)
        self.own.setEnabled(asked)
        self.decide.setEnabled(asked and choice.verdict is not None)
