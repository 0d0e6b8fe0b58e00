"""The lines under the search field: groups with a caption, and what can be chosen in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.language import tr
from annotator.model import Span

LINE = Qt.ItemDataRole.UserRole
"""The role of the whole line."""

_NOWHERE = QModelIndex()


class Group(Enum):
    """What is listed together; as a line of its own, the caption above it.

    Not a StrEnum: Qt's models would hand it back as a bare string.
    """

    COMMANDS = "commands"
    DOCUMENTS = "documents"
    TEXT = "text"

    @property
    def caption(self) -> str:
        """What stands above the group."""
        match self:
            case Group.COMMANDS:
                return tr("Commands")
            case Group.DOCUMENTS:
                return tr("Documents")
            case Group.TEXT:
                return tr("In this text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A line that can be chosen.

    Attributes:
        group: what it is one of.
        target: the action's or the document's id, or the place in the text.
        words: what it is called, or the hit itself.
        before: what stands before the hit in the text.
        after: what stands behind it.
        key: of the action, as it stands in a cap, or "".
        is_on: the action is one of those that are on or off, and it is on.
    """

    group: Group
    target: str | Span
    words: str
    before: str = ""
    after: str = ""
    key: str = ""
    is_on: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        words = f"{self.before}{self.words}{self.after}"
        parts = [words, tr("on") if self.is_on else "", self.key]
        named = ", ".join(part for part in parts if part)
        return tr("{label}: {words}", label=self.group.caption, words=named)


Line = Group | Choice


class LinesModel(QAbstractListModel):
    """The lines in their order; captions can't be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def choices(self) -> list[int]:
        """Return the rows that can be chosen."""
        return [row for row, line in enumerate(self.lines) if isinstance(line, Choice)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let choices be chosen."""
        if index.isValid() and isinstance(self.lines[index.row()], Choice):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words, the whole line, or what a screen reader says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.caption if isinstance(line, Group) else line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.caption if isinstance(line, Group) else line.spoken
        return None
