"""The queue: what is in dispute in the document, how far one is, and what all readers agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.adjudication.positions import Position
from annotator.language import tr, trc, trn
from annotator.model import Dispute
from ui.adjudication.edition import Edition
from ui.adjudication.kinds import DISPUTED, kind_icon, kind_name
from ui.adjudication.listing import Counts, Sorted, Wanted, Which
from ui.adjudication.queue_cell import QueueCell, QueueRow
from ui.adjudication.queue_list import QueueList
from ui.adjudication.queue_row import row_of
from ui.controls import Button, Hairline
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.caption import Caption, Sentence
from ui.panels.choice_field import ChoiceField
from ui.panels.progress_line import ProgressLine
from ui.panels.row_model import ROW, RowModel
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE: Final = 14
_FOOT: Final = 37
_TICK: Final = 15


class Queue(Themed, QWidget):
    """Lists positions and says which is current.

    Signals:
        wanted: a position shall be gone to, by its key.
        accept_wanted: all that the readers agree on shall stand.
        asked_changed: another sort of positions is listed.
    """

    wanted = Signal(str)
    accept_wanted = Signal()
    asked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self.setFixedWidth(m.desk)
        self._edition: Edition | None = None
        self._sorted = Sorted()
        self._listed: tuple[Position, ...] = ()
        self._kept: frozenset[str] = frozenset()
        self._rows: dict[str, tuple[Position, QueueRow]] = {}
        self._layers: frozenset[str] | None = None
        self._current: str | None = None
        self._counts = Counts()
        self._numbers: dict[str, int] = {}
        self._heading = Caption(interface_font(m.small_px, 600), "ink2")
        self.count = Caption(interface_font(m.small_px), "ink3", at_end=True)
        self._line = ProgressLine()
        self.kind, self.which = ChoiceField(height=28), ChoiceField(height=28)
        self.model = RowModel(lambda row: row.spoken)
        self.list = QueueList()
        self.list.setModel(self.model)
        self._cell = QueueCell()
        self.list.setItemDelegate(self._cell)
        self.nothing = Sentence(self._nothing_words, self)
        self.accept = Button(kind="plain", key="A", height=28)
        self._tick = _Tick()
        self.accepted = Caption(interface_font(m.small_px), "ink2")
        self._arrange()
        self.kind.chosen.connect(lambda _value: self._ask())
        self.which.chosen.connect(lambda _value: self._ask())
        self.list.clicked.connect(self._want)
        self.list.activated.connect(self._want)
        self.list.moved.connect(self._want)
        self.accept.clicked.connect(self.accept_wanted)
        self.retranslate()

    @property
    def asked(self) -> Wanted:
        """What is listed."""
        kind, which = self.kind.currentData(), self.which.currentData()
        return Wanted(
            kind=Dispute(kind) if kind else None,
            which=Which(which) if which else Which.OPEN,
            layers=self._layers,
        )

    @property
    def listed(self) -> tuple[Position, ...]:
        """The positions in the list, in order."""
        return self._listed

    @property
    def numbered(self) -> dict[str, int]:
        """The number of each position in dispute, from 1 on, by its key."""
        return self._numbers

    @property
    def disputes(self) -> tuple[Position, ...]:
        """Everything in dispute, listed or not."""
        return self._sorted.disputes

    @property
    def counts(self) -> Counts:
        """How far one is, of all that is in dispute, listed or not."""
        return self._counts

    def show_edition(self, edition: Edition) -> None:
        """Be about another document, or about the same with other readings."""
        before, self._edition = self._edition, edition
        self._rows = {}
        if before is None or before.document.id != edition.document.id:
            self._kept, self._current = frozenset(), None
            self.show_positions(())

    def forget(self) -> None:
        """List nothing, and look for what is open."""
        self._edition, self._layers = None, None
        self._kept, self._rows, self._current = frozenset(), {}, None
        self.kind.set_choice(None)
        self.which.set_choice(Which.OPEN)
        self.show_positions(())

    def show_positions(self, positions: Sequence[Position]) -> None:
        """List these positions as far as they are looked for; what was listed and is settled now stays."""
        self._sorted = Sorted.of(positions)
        self._counts = self._sorted.counts
        self._numbers = {one.key: n for n, one in enumerate(self._sorted.disputes, start=1)}
        self._list()
        self._tell()

    def show_layers(self, layers: frozenset[str] | None) -> None:
        """List only positions of these layers."""
        self._layers = layers
        self._kept = frozenset()
        self._list()

    def set_current(self, key: str | None) -> None:
        """Mark a position as the one that is asked about."""
        self._current = key
        self._mark()

    def set_editable(self, *, editable: bool) -> None:
        """Allow or refuse to decide."""
        self.accept.setEnabled(editable)

    def choose(self, *, kind: Dispute | None, which: Which) -> None:
        """Look for another sort of positions."""
        self.kind.set_choice(kind)
        self.which.set_choice(which)
        self._ask()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self._offer()
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Disputed positions"))
        self._heading.set_text(tr("Disputed positions"))
        self.list.setAccessibleName(tr("Disputed positions"))
        self.kind.setAccessibleName(tr("Which kinds of dispute"))
        self.which.setAccessibleName(tr("Which positions"))
        self._offer()
        self._rows = {}
        self._list()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(
            0 if right_to_left else self.width() - 1, 0, 1, self.height(), self.theme.color("hair")
        )
        painter.end()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.count)
        filters = QHBoxLayout()
        filters.setSpacing(6)
        filters.addWidget(self.kind, 1)
        filters.addWidget(self.which, 1)
        above = QVBoxLayout()
        above.setContentsMargins(_SIDE, 12, _SIDE, 8)
        above.setSpacing(8)
        above.addLayout(head)
        above.addWidget(self._line)
        above.addLayout(filters)
        self.nothing.setContentsMargins(_SIDE, 8, _SIDE, 8)
        foot = QHBoxLayout()
        foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        foot.setSpacing(8)
        foot.addWidget(self._tick)
        foot.addWidget(self.accepted, 1)
        foot.addWidget(self.accept)
        self._foot = QWidget()
        self._foot.setFixedHeight(_FOOT)
        self._foot.setLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(self.nothing)
        whole.addWidget(self.list, 1)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self._foot)

    def _offer(self) -> None:
        kind, which = self.kind.currentData(), self.which.currentData()
        self.kind.clear()
        self.kind.addItem(tr("All kinds"), None)
        for dispute in DISPUTED:
            self.kind.addItem(kind_icon(dispute, self.theme), kind_name(dispute), dispute)
        self.which.clear()
        for value, name in (
            (Which.OPEN, trc("queue", "Open")),
            (Which.FRESH, trc("queue", "New work")),
            (Which.LATER, trc("queue", "Left for later")),
            (Which.SETTLED, trc("queue", "Settled")),
            (Which.INCOMPLETE, trc("queue", "Not finished by all")),
            (Which.ALL, trc("queue", "All")),
        ):
            self.which.addItem(name, value)
        self.kind.set_choice(kind)
        self.which.set_choice(which or Which.OPEN)

    def _ask(self) -> None:
        self._kept = frozenset()
        self._list()
        self.asked_changed.emit()

    def _list(self) -> None:
        """List what is looked for. A row that says the same as before is not made anew."""
        edition = self._edition
        self._listed = self.asked.of(self._sorted, self._kept)
        self._kept = frozenset(one.key for one in self._listed)
        rows = () if edition is None else tuple(self._row(one, edition) for one in self._listed)
        if [row.key for row in rows] == [row.key for row in self.model.rows]:
            self._change(rows)
        else:
            self.model.show(rows)
        self.nothing.setVisible(not rows)
        self.nothing.retranslate()
        self._mark()

    def _change(self, rows: tuple[QueueRow, ...]) -> None:
        """Show the same positions as they are now."""
        before, self.model.rows = self.model.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.model.dataChanged.emit(self.model.index(number), self.model.index(number))

    def _row(self, position: Position, edition: Edition) -> QueueRow:
        known = self._rows.get(position.key)
        if known is not None and known[0] == position:
            return known[1]
        made = row_of(position, edition)
        self._rows[position.key] = (position, made)
        return made

    def _mark(self) -> None:
        keys = [row.key for row in self.model.rows]
        if self._current in keys:
            index = self.model.index(keys.index(self._current))
            if self.list.currentIndex() != index or not self.list.selectionModel().isSelected(index):
                self.list.setCurrentIndex(index)
        else:
            self.list.selectionModel().clear()

    def _want(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(index.data(ROW).key)

    def _tell(self) -> None:
        """Say how far one is, and what is agreed on."""
        done = self._counts
        self.count.set_text(tr("{done} of {total}", done=done.settled, total=done.total))
        self._line.set_share(done.settled / done.total if done.total else 1.0 if self._counts.agreed else 0.0)
        left = done.waiting
        self._foot.setVisible(bool(done.agreed))
        self.accept.setVisible(bool(left))
        self.accept.setText(
            trn("Accept {count} agreement", "Accept {count} agreements", left) if left else ""
        )
        self.accept.setAccessibleName(self.accept.text())
        self.accept.updateGeometry()
        for part in (self._tick, self.accepted):
            part.setVisible(not left)
        self.accepted.set_text(
            trn(
                "All agree on {count} position: accepted",
                "All agree on {count} positions: accepted",
                done.agreed,
            )
        )

    def _nothing_words(self) -> str:
        if not self._counts.total:
            return tr("The readers differ nowhere.") if self._edition is not None else ""
        if self._counts.settled == self._counts.total:
            return tr("Everything is settled.")
        return tr("No position is like that.")


class _Tick(Themed, QWidget):
    """The sign of what is accepted."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_TICK, _TICK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap("check", self.theme.color("ok"), _TICK, self.devicePixelRatioF()))
        painter.end()
