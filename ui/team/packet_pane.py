"""What one file brings: what it is, document by document, and what else there is to know; or why it can't."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.workspace.packets.homecoming import PacketPreview
from ui.dialogs.base import plain, reading_box
from ui.language import directed
from ui.team import wording
from ui.team.news_table import NewsTable
from ui.theme import Theme


class PacketPane(QWidget):
    """One packet.

    Args:
        theme: the colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.head = _wrapped(theme, "ink")
        self.refusal = _wrapped(theme, "rubric")
        self.table = NewsTable()
        self.details = reading_box((), tr("Details"))
        self.details.setMaximumHeight(120)
        self.remarks = _wrapped(theme, "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        for part in (self.head, self.refusal, self.details):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.remarks)
        column.addStretch(0)

    def show_preview(self, preview: PacketPreview) -> None:
        """Show what a file brings."""
        refusal = preview.refusal
        head = wording.head(preview)
        if refusal is None and not preview.is_news:
            head = f"{head} {tr('It brings nothing new: it has come home before.')}"
        self.head.setText(directed(head))
        self.head.setVisible(bool(head))
        self.refusal.setText("" if refusal is None else directed(wording.why(preview)))
        self.refusal.setVisible(refusal is not None)
        details = "" if refusal is None else refusal.details or ""
        self.details.setPlainText(details)
        self.details.setVisible(bool(details))
        self.table.news.show(preview.documents)
        self.table.setVisible(bool(preview.documents))
        said = wording.remarks(preview)
        self.remarks.setText("\n".join(directed(one) for one in said))
        self.remarks.setVisible(bool(said))


def _wrapped(theme: Theme, role: str) -> QLabel:
    label = plain("", theme, role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
