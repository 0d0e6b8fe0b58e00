"""The labels in one row, each with its mark and key; the rest behind a button."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from annotator.language import tr
from annotator.model import LabelScheme
from ui.panels.chip_row import Chip, Row, Spacing, arrange
from ui.panels.keyed_menu import KeyedMenu
from ui.panels.label_chip import LabelChip
from ui.panels.label_swatch import swatch_icon
from ui.panels.menus import add_plain, dress_menu
from ui.panels.more_button import MoreButton
from ui.panels.painting import RING_ROOM, RTL
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 16.0
_GAP = 6.0
_RULE = 15.0  # what the line between the two groups takes, gaps included
_ROOM = round(RING_ROOM)


class LabelsPanel(Themed, QWidget):
    """The bar of labels.

    It is one stop for Tab; the arrow keys, Home and End go along it, Enter and Space choose.

    Signals:
        label_chosen: a person wants this label, by its code.
        edit_wanted: a person wants to edit this label.
        delete_wanted: a person wants this label out of the scheme.
        merge_wanted: a person wants this label to become another.
    """

    label_chosen = Signal(str)
    edit_wanted = Signal(str)
    delete_wanted = Signal(str)
    merge_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[LabelChip] = []
        self._first_layer: str | None = None
        self._current: str | None = None
        self._allowed: Collection[str] | None = None
        self._row = Row(places={}, shortened=frozenset(), hidden=(), more_at=None, rule_at=None)
        self.more = MoreButton(self)
        self.more.installEventFilter(self)
        self.more.clicked.connect(self._show_rest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    @property
    def chips(self) -> tuple[LabelChip, ...]:
        """All chips in the scheme's order, seen or not."""
        return tuple(self._chips)

    def set_scheme(self, scheme: LabelScheme) -> None:
        """Show this scheme's labels: the first layer's, then the others'."""
        for chip in self._chips:
            chip.deleteLater()
        self._first_layer = scheme.layers[0].code if scheme.layers else None
        order = {layer.code: place for place, layer in enumerate(scheme.layers)}
        labels = sorted(scheme.labels, key=lambda label: order.get(label.layer, len(order)))
        self._chips = [LabelChip(label, self) for label in labels]
        for chip in self._chips:
            chip.set_theme(self.theme)
            chip.installEventFilter(self)
            chip.clicked.connect(lambda _=False, code=chip.label.code: self.label_chosen.emit(code))
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(lambda point, chip=chip: self._open_menu(chip, point))
        self._place()

    def set_current_label(self, code: str | None) -> None:
        """Mark the label of the current span, or none."""
        self._current = code
        self._show_states()

    def set_allowed(self, codes: Collection[str] | None) -> None:
        """Let only these labels be chosen; None lets all. For what the scheme forbids at a place."""
        self._allowed = codes
        self._show_states()

    def hidden_codes(self) -> list[str]:
        """Return the codes of the labels behind the button, in order."""
        return [self._chips[index].label.code for index in self._row.hidden]

    def rest_menu(self) -> QMenu:
        """Return the menu of the labels behind the button."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for index in self._row.hidden:
            chip = self._chips[index]
            action = add_plain(menu, chip.name, icon=swatch_icon(chip.label, self.theme))
            action.setEnabled(chip.isEnabled())
            action.setCheckable(True)
            action.setChecked(chip.isChecked())
            action.triggered.connect(lambda _=False, code=chip.label.code: self.label_chosen.emit(code))
        return menu

    def keyless_menu(self) -> KeyedMenu:
        """Return the menu of the labels that have no key of their own: here each has one, always the same."""
        menu = KeyedMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for chip in self._chips:
            if chip.label.hotkey is None:
                action = menu.add_keyed(chip.name, icon=swatch_icon(chip.label, self.theme))
                action.setEnabled(self._allowed is None or chip.label.code in self._allowed)
                action.triggered.connect(lambda _=False, code=chip.label.code: self.label_chosen.emit(code))
        return menu

    def show_keyless(self) -> None:
        """Show that menu below the row."""
        menu = self.keyless_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        stop = self.more if self.more.isVisible() else self
        at_end = stop.width() - menu.sizeHint().width() if self.layoutDirection() == RTL else 0
        menu.popup(stop.mapToGlobal(QPoint(at_end, stop.height())))

    def label_menu(self, code: str) -> QMenu:
        """Return the menu of what can be done with a label itself."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for words, signal in (
            (tr("Edit the label…"), self.edit_wanted),
            (tr("Merge into another label…"), self.merge_wanted),
            (tr("Delete the label…"), self.delete_wanted),
        ):
            action = add_plain(menu, words)
            action.setEnabled(self._allowed is None or bool(self._allowed))
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(code))
        return menu

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Labels"))
        for chip in self._chips:
            chip.retranslate()
        self._place()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def sizeHint(self) -> QSize:
        """Return the bar's size."""
        return QSize(640, measures().labels_bar)

    def minimumSizeHint(self) -> QSize:
        """Return a width for the button alone."""
        return QSize(120, measures().labels_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the chips into the new width."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go along the row, in the direction in which they point."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            stops = self._stops()
            if watched in stops and self._go(stops, stops.index(watched), event.key()):
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line between the groups."""
        if self._row.rule_at is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.color("hair"), measures().line_hair))
        x = _SIDE + self._row.rule_at
        x = self.width() - x if self.layoutDirection() == RTL else x
        painter.drawLine(round(x), (self.height() - 20) // 2, round(x), (self.height() + 20) // 2)
        painter.end()

    def _place(self) -> None:
        chips = [
            Chip(
                width=chip.chip_width(short=False),
                short_width=chip.chip_width(short=True),
                has_key=chip.label.hotkey is not None,
                first_group=chip.label.layer == self._first_layer,
            )
            for chip in self._chips
        ]
        spacing = Spacing(gap=_GAP, rule=_RULE, more=self.more.button_width(len(chips)))
        self._row = arrange(chips, self.width() - 2 * _SIDE, spacing)
        for index, chip in enumerate(self._chips):
            place = self._row.places.get(index)
            chip.setVisible(place is not None)
            chip.set_short(index in self._row.shortened)
            if place is not None:
                chip.setGeometry(self._geometry(*place))
        hidden = len(self._row.hidden)
        self.more.setVisible(self._row.more_at is not None)
        self.more.set_count(hidden)
        if self._row.more_at is not None:
            self.more.setGeometry(self._geometry(self._row.more_at, self.more.button_width(hidden)))
        self._show_states()
        self.update()

    def _geometry(self, left: float, wide: float) -> QRect:
        high = measures().chip
        x = _SIDE + left
        if self.layoutDirection() == RTL:
            x = self.width() - x - wide
        box = QRect(round(x), (self.height() - high) // 2, round(wide), high)
        return box.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)

    def _show_states(self) -> None:
        for chip in self._chips:
            chip.setChecked(chip.label.code == self._current)
            chip.setEnabled(self._allowed is None or chip.label.code in self._allowed)
        self.more.setChecked(self._current in self.hidden_codes())
        self._move_tab_stop()

    def _stops(self) -> list[QAbstractButton]:
        """Return what the arrow keys visit, from the start side on."""
        at = {self._chips[index]: left for index, (left, _) in self._row.places.items()}
        stops: dict[QAbstractButton, float] = {c: left for c, left in at.items() if c.isEnabled()}
        if self._row.more_at is not None:
            stops[self.more] = self._row.more_at
        return sorted(stops, key=lambda stop: stops[stop])

    def _go(self, stops: list[QAbstractButton], at: int, key: int) -> bool:
        ahead = -1 if self.layoutDirection() == RTL else 1
        targets = {
            Qt.Key.Key_Right: at + ahead,
            Qt.Key.Key_Left: at - ahead,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(stops) - 1,
        }
        target = targets.get(Qt.Key(key))
        if target is None:
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                stops[at].click()
                return True
            return False
        stop = stops[min(max(target, 0), len(stops) - 1)]
        self._move_tab_stop(stop)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _move_tab_stop(self, stop: QAbstractButton | None = None) -> None:
        """Leave one member of the row for Tab: the one with focus, the chosen one, or the first."""
        stops = self._stops()
        if stop is None and stops:
            stop = next((s for s in stops if s.hasFocus()), None)
            stop = stop or next((s for s in stops if s.isChecked()), stops[0])
        for each in [*self._chips, self.more]:
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if each is stop else Qt.FocusPolicy.NoFocus)

    def _open_menu(self, chip: LabelChip, point: QPoint) -> None:
        menu = self.label_menu(chip.label.code)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(point))

    def _show_rest(self) -> None:
        menu = self.rest_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = QPoint(self.more.width() - _ROOM if self.layoutDirection() == RTL else _ROOM, 0)
        below = self.more.mapToGlobal(corner + QPoint(0, self.more.height()))
        if self.layoutDirection() == RTL:
            below -= QPoint(menu.sizeHint().width(), 0)
        menu.popup(below)
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)
