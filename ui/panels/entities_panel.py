"""Whom and what a document, or the whole project, is about: names, links, forms and mentions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator import language
from annotator.language import tr, trn
from annotator.model import LabelScheme
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.entities_model import NODE, Column, EntitiesModel, Node
from ui.panels.entity_cell import EntityCell
from ui.panels.field import Field
from ui.panels.label_swatch import swatch_icon
from ui.panels.over_rows import OverRows
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 8
_FIELD = 160
_WHOLE, _LEAST = 1100, 84
"""From this width on, the columns have their full widths; below, they shrink with it, but no farther, px."""
_WIDTHS = {Column.NAME: 320, Column.MENTIONS: 84, Column.LINK: 220}


class EntitiesPanel(Themed, QWidget):
    """The tree with its filters and what can be done with what is chosen in it.

    Signals:
        wanted_changed: the entities of the document, or of the project, are to be shown: see `of_project`.
        place_wanted: a row's document and mention are to be shown; whether the keyboard goes there.
        name_wanted, merge_wanted, split_wanted: that is to be done with the `chosen` rows.
    """

    wanted_changed = Signal()
    place_wanted = Signal(object, bool)
    name_wanted = Signal()
    merge_wanted = Signal()
    split_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EntitiesModel(self)
        self._scheme: LabelScheme | None = None
        self._editable = True
        self._following = False
        self.scope, self.label = ChoiceField(height=28), ChoiceField(height=28)
        self.search = Field("search", height=28)
        self.naming, self.merging, self.splitting = (Button(kind="plain", height=26) for _ in range(3))
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.tree = Tree()
        self._cell = EntityCell()
        self._set_up_tree()
        self._nothing = OverRows(self.tree, lambda: tr("No entity is like that."))
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(8)
        for part in (self.scope, self.label, self.search):
            part.setMaximumWidth(_FIELD)
            head.addWidget(part, 1)
        self.search.setMaximumWidth(2 * _FIELD)
        head.setStretchFactor(self.search, 2)
        head.addWidget(self._count, 1)
        for button in (self.naming, self.merging, self.splitting):
            head.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.tree, 1)
        self.scope.chosen.connect(lambda _value: self.wanted_changed.emit())
        self.label.chosen.connect(lambda _value: self._seek())
        self.search.textChanged.connect(lambda _words: self._seek())
        self.naming.clicked.connect(self.name_wanted)
        self.merging.clicked.connect(self.merge_wanted)
        self.splitting.clicked.connect(self.split_wanted)
        self.retranslate()

    @property
    def of_project(self) -> bool:
        """Whether the entities of the whole project are asked for."""
        return bool(self.scope.currentData() == "project")

    @property
    def chosen(self) -> list[Node]:
        """The rows that are chosen, from top to bottom."""
        rows = self.tree.selectionModel().selectedRows()
        nodes = [index.data(NODE) for index in rows]
        order = {id(node): place for place, node in enumerate(self._in_order())}
        return sorted(nodes, key=lambda node: order[id(node)])

    def show_nodes(self, nodes: Sequence[Node], scheme: LabelScheme, *, editable: bool) -> None:
        """Show these entities; what was open and chosen stays as far as it is still there."""
        open_spans = {n.span for n in self.model.nodes if self.tree.isExpanded(self.model.index_of(n))}
        current = self.tree.currentIndex()
        before = current.data(NODE) if current.isValid() else None
        if scheme is not self._scheme:
            self._scheme = self._cell.scheme = scheme
            self._offer_labels()
        self._editable = editable
        self._following = True
        self.model.show(nodes)
        for node in self.model.nodes:
            if not open_spans.isdisjoint(node.spans or (node.span,)):
                self.tree.setExpanded(self.model.index_of(node), True)  # noqa: FBT003 - Qt's own
        self._following = False
        if before is not None:
            self.point_at(before.span, whole=before.parent is None)
        self._tell()

    def point_at(self, span_id: str | None, *, whole: bool = False) -> None:
        """Choose the row of a mention, or of its entity, silently. Closed entities stay closed."""
        node = None if span_id is None else self.model.find(span_id)
        if node is None:
            return
        if whole or (node.parent is not None and not self.tree.isExpanded(self.model.index_of(node.parent))):
            node = node.parent or node
        index, flags = self.model.index_of(node), QItemSelectionModel.SelectionFlag
        self._following = True
        self.tree.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.tree.scrollTo(index)
        self._following = False
        self._tell()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._nothing.retranslate()
        chosen = self.scope.currentData() or "document"
        self.scope.clear()
        self.scope.addItem(tr("This document"), "document")
        self.scope.addItem(tr("The whole project"), "project")
        self.scope.set_choice(chosen)
        self.scope.setAccessibleName(tr("Of which document"))
        self.label.setAccessibleName(tr("About which label"))
        self.search.set_hint(tr("Search names and forms"))
        self.setAccessibleName(tr("Entities"))
        self.tree.setAccessibleName(tr("Entities"))
        for button, words in (
            (self.naming, tr("Name and link…")),
            (self.merging, tr("Merge")),
            (self.splitting, tr("Split off")),
        ):
            button.setText(words)
            button.updateGeometry()
        self._offer_labels()
        self._tell()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.tree.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self._offer_labels()
        self.tree.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the forms where the window is narrow."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            least = min(width, max(_LEAST, width * self.width() // _WHOLE))
            self.tree.header().resizeSection(column, least)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _set_up_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(self._cell)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setTabKeyNavigation(False)  # Tab leaves the tree, as everywhere
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setExpandsOnDoubleClick(False)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(Column.FORMS, QHeaderView.ResizeMode.Stretch)
        palette = tree.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        tree.setPalette(palette)
        ScrollLine(tree)
        tree.selectionModel().currentRowChanged.connect(self._moved)
        tree.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        tree.entered_row.connect(lambda node: self.place_wanted.emit(node, True))  # noqa: FBT003 - a signal's argument

    def _offer_labels(self) -> None:
        chosen = self.label.currentData()
        self.label.clear()
        self.label.addItem(tr("All labels"), None)
        for label in () if self._scheme is None else self._scheme.labels:
            name = label.names.in_language(language.current())
            self.label.addItem(swatch_icon(label, self.theme), name, label.code)
        self.label.set_choice(chosen)
        if self.label.currentIndex() < 0:
            self.label.setCurrentIndex(0)

    def _seek(self) -> None:
        self.model.seek(self.search.text(), self.label.currentData())
        self._tell()

    def _in_order(self) -> list[Node]:
        return [row for node in self.model.nodes for row in (node, *node.places)]

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._following and index.isValid():
            self.place_wanted.emit(index.data(NODE), False)  # noqa: FBT003 - a signal's argument

    def _tell(self) -> None:
        """Say how many there are, and offer what can be done."""
        shown, total = len(self.model.nodes), self.model.total
        if shown == total:
            self._count.set_text(trn("{count} entity", "{count} entities", total))
        else:
            self._count.set_text(tr("{shown} of {total}", shown=shown, total=total))
        chosen = [index.data(NODE) for index in self.tree.selectionModel().selectedRows()]
        may = self._editable and not self.of_project
        heads = {id(node.parent or node) for node in chosen}
        mentions = [node for node in chosen if node.parent is not None]
        self.naming.setEnabled(may and len(heads) == 1)
        self.merging.setEnabled(may and len(heads) > 1)
        parents = {id(node.parent): node.parent for node in mentions if node.parent is not None}
        one = len(parents) == 1 and len(mentions) == len(chosen)
        self.splitting.setEnabled(
            may and one and all(len(mentions) < parent.count for parent in parents.values())
        )


class Tree(QTreeView):
    """The rows. Enter goes to a row's place in the text."""

    entered_row = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.entered_row.emit(index.data(NODE))
            return
        super().keyPressEvent(event)
