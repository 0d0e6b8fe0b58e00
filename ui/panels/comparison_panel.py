"""Two moments of a document side by side: what was added, removed and changed, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QTableView, QVBoxLayout, QWidget

from annotator.editing.comparing import Difference, Fate
from annotator.language import tr
from annotator.model import AnnotatedDocument, LabelScheme
from annotator.workspace.history import HistoryEntry
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.comparison_cell import ComparisonCell
from ui.panels.comparison_model import Column, ComparisonModel
from ui.panels.comparison_words import fate_name
from ui.panels.history_model import moment, what
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.step_tables import set_up
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE: Final = 8
_FIELD: Final = 300
_WIDTHS: Final = {Column.FATE: 110, Column.KIND: 150, Column.WHAT: 250, Column.WHO: 110}


class ComparisonPanel(Themed, QWidget):
    """The differences with their two moments.

    Signals:
        moments_changed: other moments are to be compared: see `before` and `after`.
        place_wanted: a Difference whose place in the text is to be shown.
        span_wanted: a Difference whose span is to become what it was at the earlier moment.
        reading_wanted: a Difference whose whole reading is to become what it was then.
        document_wanted: the document is to become what it was then.
        left: the steps are to be shown again.
    """

    moments_changed = Signal()
    place_wanted = Signal(object)
    span_wanted = Signal(object)
    reading_wanted = Signal(object)
    document_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ComparisonModel()
        self._cell = ComparisonCell(self.model)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._may_restore = False
        self.from_field, self.to_field = ChoiceField(height=28), ChoiceField(height=28)
        self._from, self._to = QLabel(), QLabel()
        self.back = Button(kind="quiet", icon="previous", height=26)
        self.restore = Button(kind="plain", icon="undo", chevron=True, height=26)
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.table = QTableView()
        set_up(self.table, self.model, widths=_WIDTHS, stretched=Column.WORDS)
        self.table.setItemDelegate(self._cell)
        self._arrange()
        for field in (self.from_field, self.to_field):
            field.chosen.connect(lambda _value: self.moments_changed.emit())
        self.back.clicked.connect(self.left)
        self.restore.clicked.connect(self._open_menu)
        self.table.activated.connect(self._go_to)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu_at)
        self.retranslate()

    @property
    def before(self) -> int | None:
        """The step after which the earlier moment is, or None: nothing has been chosen."""
        chosen: int | None = self.from_field.currentData()
        return chosen

    @property
    def after(self) -> int | None:
        """The step after which the later moment is; None: now."""
        chosen: int | None = self.to_field.currentData()
        return chosen

    def offer(self, entries: Sequence[HistoryEntry], *, before: int, after: int | None) -> None:
        """Offer these moments, the newest first, and choose two; `after` None is now."""
        self._entries = tuple(entries)
        self._fill(before, after)

    def show_differences(
        self,
        rows: Sequence[Difference],
        states: tuple[AnnotatedDocument | None, AnnotatedDocument | None],
        scheme: LabelScheme,
        *,
        may_restore: bool,
    ) -> None:
        """Show what differs between two states; `may_restore` allows the way back to the earlier one."""
        row = self.table.currentIndex().row()
        self._may_restore = may_restore
        self.model.show(rows, *states, scheme)
        if rows:
            self.table.setCurrentIndex(self.model.index(min(max(row, 0), len(rows) - 1), 0))
        self._tell_count()
        self.restore.setEnabled(may_restore and bool(rows))

    def restore_menu(self) -> QMenu:
        """Return the menu of what can become what it was at the earlier moment."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        difference = self._current()
        has_reading = difference is not None and difference.reading is not None
        rows = (
            (tr("This span, as it was then"), _is_about_a_span(difference), self.span_wanted),
            (tr("This reading, as it was then"), has_reading, self.reading_wanted),
        )
        for words, possible, signal in rows:
            action = add_plain(menu, words)
            action.setEnabled(possible and self._may_restore)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(difference))
        whole = add_plain(menu, tr("The whole document, as it was then"))
        whole.setEnabled(self._may_restore and bool(self.model.rowCount()))
        whole.triggered.connect(lambda _=False: self.document_wanted.emit())
        return menu

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Comparison of two moments"))
        self.table.setAccessibleName(tr("Differences"))
        self._from.setText(tr("From"))
        self._to.setText(tr("to"))
        self.from_field.setAccessibleName(tr("The earlier moment"))
        self.to_field.setAccessibleName(tr("The later moment"))
        self.back.setText(tr("All steps"))
        self.restore.setText(tr("Restore"))
        for button in (self.back, self.restore):
            button.updateGeometry()
        self._fill(self.before, self.after)
        self._tell_count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        for label in (self._from, self._to):
            tone = label.palette()
            tone.setColor(label.foregroundRole(), self.theme.color("ink2"))
            label.setPalette(tone)
        self.table.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead back to the steps."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(8)
        head.addWidget(self.back)
        for label, field in ((self._from, self.from_field), (self._to, self.to_field)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(interface_font(measures().body_px))
            label.setBuddy(field)
            field.setMaximumWidth(_FIELD)
            head.addWidget(label)
            head.addWidget(field, 2)
        head.addWidget(self._count, 1)
        head.addWidget(self.restore)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)

    def _fill(self, before: int | None, after: int | None) -> None:
        for field in (self.from_field, self.to_field):
            field.clear()
        self.to_field.addItem(tr("Now"), None)
        for entry in self._entries:
            words = f"{moment(entry)}  ·  {what(entry)}"
            self.from_field.addItem(words, entry.step)
            self.to_field.addItem(words, entry.step)
        self.from_field.set_choice(before)
        self.to_field.set_choice(after)

    def _tell_count(self) -> None:
        counts = Counter(self.model.difference(row).fate for row in range(self.model.rowCount()))
        if not counts:
            self._count.set_text(tr("No difference"))
            return
        parts = [
            tr("{what}: {count}", what=fate_name(fate), count=counts[fate]) for fate in Fate if counts[fate]
        ]
        self._count.set_text("  ·  ".join(parts))

    def _current(self) -> Difference | None:
        row = self.table.currentIndex().row()
        return self.model.difference(row) if 0 <= row < self.model.rowCount() else None

    def _go_to(self, index: QModelIndex) -> None:
        self.place_wanted.emit(self.model.difference(index.row()))

    def _open_menu(self) -> None:
        menu = self.restore_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.restore, menu))

    def _open_menu_at(self, point: QPoint) -> None:
        menu = self.restore_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(point))


def _is_about_a_span(difference: Difference | None) -> bool:
    if difference is None or difference.relation is not None:
        return False
    return difference.before is not None or difference.after is not None
