"""The documents of the project: how far they are, and the way to each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr
from ui.controls import RING, Button
from ui.fonts import interface_font
from ui.keys import shown
from ui.panels.caption import Caption, Sentence
from ui.panels.document_row import DocumentRow
from ui.panels.documents_model import DocumentsModel
from ui.panels.field import Field
from ui.panels.icon_button import IconButton
from ui.panels.menus import add_plain, dress_menu
from ui.panels.progress_line import ProgressLine
from ui.panels.scroll_line import ScrollLine
from ui.panels.state_filter import StateFilter
from ui.panels.state_mark import DocumentState, DocumentSummary, state_name
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 12
_OPEN_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class DocumentsPanel(Themed, QWidget):
    """Heading, progress, search and list.

    Signals:
        opened: a person wants this document, by its id.
        import_wanted: a person wants to bring documents in: there are none.
        delete_wanted: a person wants this document in the trash, by its id.
    """

    opened = Signal(str)
    import_wanted = Signal()
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self._model = DocumentsModel()
        self._heading = Caption(interface_font(m.small_px, 600), "ink2")
        self._finished = Caption(interface_font(m.caption_px), "ink3", at_end=True)
        self._progress = ProgressLine()
        self.search = Field("search")
        self.filter = StateFilter(self._model.counts)
        self.all = IconButton("list")
        self.list = _DocumentList(self._model)
        self._row = DocumentRow(self.list)
        self.list.setItemDelegate(self._row)
        self._nothing = Sentence(self._nothing_text, self)
        self.way_out = Button(kind="plain")
        self._arrange()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_hit)
        self.search.installEventFilter(self)
        self.filter.chosen.connect(self._show_only)
        self.way_out.clicked.connect(self._leave_nothing)
        self.list.wanted.connect(self._open)
        self.list.unwanted.connect(self._delete)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._editable = True
        self.retranslate()
        self._show_progress()

    @property
    def total(self) -> int:
        """How many documents there are, found or not."""
        return self._model.total

    @property
    def finished(self) -> int:
        """How many of them are finished."""
        return self._model.finished

    def set_documents(self, summaries: Iterable[DocumentSummary]) -> None:
        """Show these documents, in their order. A search stays in force."""
        self._model.set_documents(summaries)
        self._show_progress()
        self._point_at_open()

    def set_missing(self, counts: Mapping[str, int], *, more: bool = False) -> None:
        """Show how many required answers documents lack, by id; with `more`, what is known stays."""
        self._model.set_missing(counts, more=more)

    def update_document(self, summary: DocumentSummary) -> None:
        """Show the new state of one document, which may bring it into the list or take it out."""
        rows = self._model.rowCount()
        self._model.update_document(summary)
        self._show_progress()
        if self._model.rowCount() != rows:
            self._point_at_open()

    def set_current(self, document_id: str | None) -> None:
        """Mark the document that the window shows, and bring it into view."""
        self._row.open_id = document_id
        self._point_at_open()
        self.list.viewport().update()

    def set_editable(self, *, editable: bool) -> None:
        """Allow or refuse what would change the project."""
        self._editable = editable

    def row_menu(self, index: QModelIndex) -> QMenu:
        """Return the menu of what can be done with the document in this row."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        add_plain(menu, tr("Open")).triggered.connect(lambda _=False: self._open(index))
        menu.addSeparator()
        delete = add_plain(menu, tr("Move to the trash"), key=shown("Del"))
        delete.setEnabled(self._editable)
        delete.triggered.connect(lambda _=False: self._delete(index))
        return menu

    def set_key(self, key: str) -> None:
        """Show the key that brings the focus into the search field."""
        self.search.set_key(key)

    def focus_search(self) -> None:
        """Bring the focus into the search field, ready to be overwritten."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._row.set_theme(self.theme)
        self.list.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._heading.set_text(tr("Documents"))
        self.search.set_hint(tr("Search titles"))
        self.list.setAccessibleName(tr("Documents"))
        self.filter.retranslate()
        self.all.set_name(tr("All documents in a table"))
        self._show_progress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys lead from the search field into the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in moves and self._model.rowCount():
                self._step(moves[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addWidget(self._finished, 1)
        above = QVBoxLayout()
        above.setContentsMargins(_SIDE, 13, _SIDE, 0)
        above.setSpacing(0)
        above.addLayout(head)
        above.addSpacing(5)
        above.addWidget(self._progress)
        above.addSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.search, 1)
        line.addWidget(self.filter)
        line.addWidget(self.all)
        above.addLayout(line)
        self._nothing.setContentsMargins(_SIDE, 8, _SIDE, 4)
        out = QHBoxLayout()
        out.setContentsMargins(_SIDE - RING, 0, _SIDE - RING, 0)
        out.addWidget(self.way_out)
        out.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addSpacing(6)
        whole.addWidget(self._nothing)
        whole.addLayout(out)
        whole.addWidget(self.list, 1)

    def _show_progress(self) -> None:
        total, finished = self._model.total, self._model.finished
        self._finished.set_text(
            tr("{finished} of {total} finished", finished=finished, total=total) if total else ""
        )
        self._progress.set_share(finished / total if total else 0.0)
        self._nothing.retranslate()
        self.way_out.setText(tr("Show all") if total else tr("Import files"))
        self.way_out.updateGeometry()
        for part in (self._nothing, self.way_out):
            part.setVisible(self._model.rowCount() == 0)

    def _nothing_text(self) -> str:
        words, state = self.search.text().strip(), self._model.state
        if not self._model.total:
            return tr("No documents yet. Drop text files here, or import them.")
        if state is None:
            return tr("No title contains “{words}”.", words=words)
        if not words:
            return tr("No document is in the state “{state}”.", state=state_name(state))
        return tr(
            "No title contains “{words}” among those in the state “{state}”.",
            words=words,
            state=state_name(state),
        )

    def _show_only(self, state: DocumentState | None) -> None:
        self._model.show_only(state)
        self._show_progress()
        self._point_at_open()

    def _leave_nothing(self) -> None:
        """Do what leads out of an empty list."""
        if not self._model.total:
            self.import_wanted.emit()
            return
        self.search.clear()
        self.filter.choose(None)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, words: str) -> None:
        self._model.search(words)
        self._show_progress()
        if words.strip() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
        else:
            self._point_at_open()

    def _step(self, by: int) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        row = min(max(self.list.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        self.list.setCurrentIndex(self._model.index(row))

    def _open_hit(self) -> None:
        if self._model.rowCount():
            self._open(self.list.currentIndex() if self.search.text().strip() else QModelIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.summary(index.row()).id)

    def _delete(self, index: QModelIndex) -> None:
        if index.isValid() and self._editable:
            self.delete_wanted.emit(self._model.summary(index.row()).id)

    def _open_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            menu = self.row_menu(index)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(point))

    def _point_at_open(self) -> None:
        row = None if self._row.open_id is None else self._model.row_of(self._row.open_id)
        if row is not None:
            self.list.setCurrentIndex(self._model.index(row))


class _DocumentList(QListView):
    """A list whose rows are opened by a click or Enter, and go into the trash by Del."""

    wanted = Signal(QModelIndex)
    unwanted = Signal(QModelIndex)

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setUniformItemSizes(True)  # one row is measured, not 100,000
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_line = ScrollLine(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self.wanted)

    def sizeHint(self) -> QSize:
        """Return a size of eight rows."""
        return QSize(measures().desk, 8 * measures().row_document)

    def event(self, event: QEvent) -> bool:
        """Take Del before the window does: there it deletes a span."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row under the cursor, or put it into the trash."""
        if event.key() in _OPEN_KEYS:
            self.wanted.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
