"""The tree of a scheme: layers with their labels, relation types, questions about documents."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator import language
from annotator.language import tr
from annotator.model import Names
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import LTR, RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.scheme.board import Board, Kind, Place
from ui.theme import measures

PLACE: Final = Qt.ItemDataRole.UserRole
_LABEL: Final = Qt.ItemDataRole.UserRole + 1
_COUNT: Final = Qt.ItemDataRole.UserRole + 2
_HEAD: Final = Qt.ItemDataRole.UserRole + 3
_FAULTY: Final = Qt.ItemDataRole.UserRole + 4
_ROW: Final = 29
_SIDE: Final = 12.0

Index = QModelIndex | QPersistentModelIndex


class Outline(Themed, QTreeWidget):
    """The tree. What is chosen is what the form shows.

    Signals:
        place_chosen: a Place.
    """

    place_chosen = Signal(object)

    def __init__(self, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._told = False
        self._cell = _Cell(self)
        self.setItemDelegate(self._cell)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Parts of the scheme"))
        self.currentItemChanged.connect(self._tell)

    @property
    def place(self) -> Place:
        """What is chosen."""
        item = self.currentItem()
        return Place(Kind.SCHEME) if item is None else item.data(0, PLACE)

    def fill(self, place: Place) -> None:
        """Show the draft as it is, with this place chosen; what was folded up stays so."""
        folded = {p for item in self._items() if (p := item.data(0, PLACE)) and not item.isExpanded()}
        self._told = True
        self.clear()
        scheme, faulty = self._board.scheme, {fault.entry for fault in self._board.faults()}
        self._add(None, Place(Kind.SCHEME), tr("The scheme"), faulty=scheme.name in faulty)
        for layer in scheme.layers:
            labels = [label for label in scheme.labels if label.layer == layer.code]
            uses = [self._board.use(label.code).spans for label in labels]
            head = self._add(
                None,
                Place(Kind.LAYER, layer.code),
                _said(layer.names, layer.code),
                count=sum(uses),
                faulty=layer.code in faulty,
            )
            for label, spans in zip(labels, uses, strict=True):
                item = self._add(
                    head,
                    Place(Kind.LABEL, label.code),
                    _said(label.names, label.code),
                    count=spans,
                    faulty=label.code in faulty,
                )
                item.setData(0, _LABEL, label)
        kinds = scheme.relation_types
        head = self._add(None, Place(Kind.RELATION), tr("Relation types"), count=len(kinds))
        for kind in kinds:
            place_of = Place(Kind.RELATION, kind.code)
            self._add(head, place_of, _said(kind.names, kind.code), faulty=kind.code in faulty)
        asked = scheme.document_attributes
        self._add(
            None,
            Place(Kind.DOCUMENTS),
            tr("Questions about documents"),
            count=len(asked),
            faulty="document_attrs" in faulty,
        )
        self._add(None, Place(Kind.TEAM), tr("Working together"))
        for item in self._items():
            item.setExpanded(item.data(0, PLACE) not in folded or item.childCount() == 0)
        self.choose(place)
        self._told = False

    def choose(self, place: Place) -> None:
        """Choose a place; the scheme itself where there is none."""
        items = self._items()
        item = next((one for one in items if one.data(0, PLACE) == place), items[0])
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def sizeHint(self) -> QSize:
        """Return a narrow, high size."""
        return QSize(288, 400)

    def theme_changed(self) -> None:
        """Hand the colours to what paints the rows."""
        self._cell.set_theme(self.theme)

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                found.append(item)
                found += [child for at in range(item.childCount()) if (child := item.child(at)) is not None]
        return found

    def _add(
        self,
        head: QTreeWidgetItem | None,
        place: Place,
        name: str,
        *,
        count: int | None = None,
        faulty: bool = False,
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        item.setData(0, PLACE, place)
        item.setData(0, _COUNT, count)
        item.setData(0, _HEAD, head is None)
        item.setData(0, _FAULTY, faulty)
        if head is None:
            self.addTopLevelItem(item)
        else:
            head.addChild(item)
        return item

    def _tell(self) -> None:
        if not self._told:
            self.place_chosen.emit(self.place)


def _said(names: Names, code: str) -> str:
    return names.in_language(language.current()) or code


class _Cell(Themed, QStyledItemDelegate):
    """Paints a row: mark, name, how many spans, key."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        tree, rect = option.widget, QRectF(option.rect)
        direction, width, color = option.direction, rect.width(), self.theme.color
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = chosen and tree is not None and tree.hasFocus()

        def at(x: float, wide: float, high: float) -> QRectF:
            box = QRectF(x, rect.center().y() - high / 2, wide, high)
            return mirrored(box.translated(-rect.left(), 0), width, direction).translated(rect.left(), 0)

        painter.save()
        if chosen:
            edge = color("accent") if focus else None
            ground = rect.adjusted(4, 1, -4, -1)
            draw_frame(painter, ground, radius=4, fill=color("accent_soft"), edge=edge, width=2)
        head, label = index.data(_HEAD), index.data(_LABEL)
        start = rect.left() + _SIDE
        if head:
            has_rows = bool(index.model().rowCount(index))
            if has_rows:
                is_open = tree is not None and tree.isExpanded(index)
                name = "chevron-down" if is_open else "next"
                picture = pixmap(
                    name,
                    color("ink3"),
                    13,
                    painter.device().devicePixelRatioF(),
                    mirrored=not is_open and direction == RTL,
                )
                painter.drawPixmap(at(start, 13, 13).topLeft(), picture)
            start += 19
        else:
            start += 8
            if label is not None:
                paint_swatch(painter, at(start, SWATCH, SWATCH), label, self.theme)
            start += SWATCH + 10
        end = rect.right() - _SIDE
        if label is not None:
            key = label.hotkey or ""
            if key:
                wide = key_cap_width(key)
                paint_key_cap(painter, at(end - wide, wide, measures().key_cap), key, self.theme)
            end -= 34
        count = index.data(_COUNT)
        if count is not None:
            box = at(end - 44, 42, 20)
            font = interface_font(measures().small_px)
            draw_text(
                painter,
                box,
                f"{count}",
                font=font,
                color=color("ink3"),
                at_right=direction != RTL,
                direction=LTR,
            )
            end -= 48
        if index.data(_FAULTY):
            picture = pixmap("warning", color("warn"), 13, painter.device().devicePixelRatioF())
            painter.drawPixmap(at(end - 14, 13, 13).topLeft(), picture)
            end -= 18
        words = str(index.data())
        font = interface_font(measures().body_px, 600 if head else 500 if chosen else 400)
        draw_text(
            painter,
            at(start, max(end - start, 10), rect.height()),
            words,
            font=font,
            color=color("ink2" if head and not chosen else "ink"),
            at_right=direction == RTL,
            direction=direction_of(words),
        )
        painter.restore()
