"""Which documents are compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.language import tr, trn
from annotator.text.folding import fold
from ui.dialogs.base import Dialog
from ui.language import as_written
from ui.panels.field import Field
from ui.theme import Theme

_HEIGHT = 320
_ROW = 28


class DocumentsChoice(Dialog):
    """Lets documents be ticked, and looked for by their titles.

    Args:
        parent: the window.
        theme: its colours.
        titles: of the documents that can be compared, by id.
        chosen: those that are ticked at first.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, titles: Mapping[str, str], chosen: Collection[str]
    ) -> None:
        super().__init__(parent, theme, title=tr("Which documents are compared"), action="")
        self.words = Field("search")
        self.words.set_hint(tr("Search titles"))
        self.documents = QListWidget()
        self.documents.setAccessibleName(tr("Documents"))
        self.documents.setMinimumHeight(_HEIGHT)
        for key, title in titles.items():
            item = QListWidgetItem(as_written(title))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, _ROW))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.documents.addItem(item)
        self.add_wide(self.words)
        self.add_wide(self.documents)
        self.words.textChanged.connect(self._look)
        self.documents.itemChanged.connect(lambda _item: self._tell())
        self._tell()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of what is ticked."""
        rows = (self.documents.item(row) for row in range(self.documents.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole) for item in rows if item.checkState() == Qt.CheckState.Checked
        )

    def _look(self, words: str) -> None:
        wanted = fold(words)
        for row in range(self.documents.count()):
            item = self.documents.item(row)
            item.setHidden(wanted not in fold(item.text()))

    def _tell(self) -> None:
        count = len(self.chosen)
        self.primary.setText(trn("Compare {count} document", "Compare {count} documents", count))
        self.primary.setEnabled(bool(count))
        self.primary.updateGeometry()
