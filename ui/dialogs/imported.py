"""What an import has brought, and what it has left out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from annotator.language import listed, tr, trn
from annotator.workspace import ImportReport
from ui.dialogs.base import Dialog, plain, reading_box
from ui.language import directed
from ui.theme import Theme

_SIZE: Final = QSize(620, 200)


class ImportedDialog(Dialog):
    """Says what came in, line by line what did not, and waits until it has been read."""

    def __init__(self, parent: QWidget | None, theme: Theme, report: ImportReport) -> None:
        super().__init__(parent, theme, title=tr("What came in"), action=tr("Close"))
        self.cancel.hide()
        for sentence in _sentences(report):
            words = plain(directed(sentence), theme)
            words.setWordWrap(True)
            self.add_wide(words)
        lines = [str(one) for one in (*report.problems, *report.warnings)]
        if lines:
            self.details = reading_box(lines, tr("Left out, or odd"))
            self.details.setMinimumSize(_SIZE)
            self.add_wide(self.details)


def _sentences(report: ImportReport) -> list[str]:
    """Return what came in, and how it can be taken back."""
    counts = [
        trn("{count} new document", "{count} new documents", report.documents),
        trn("{count} new reading", "{count} new readings", report.sets),
        trn("{count} span", "{count} spans", report.spans),
        trn("{count} relation", "{count} relations", report.relations),
    ]
    said = [tr(", ").join(counts) + "."]
    if report.known:
        said.append(
            trn(
                "{count} document was here already: its new readings stand beside the old ones.",
                "{count} documents were here already: their new readings stand beside the old ones.",
                report.known,
            )
        )
    if report.added:
        said.append(
            trn(
                "{count} label has joined the scheme: {labels}.",
                "{count} labels have joined the scheme: {labels}.",
                len(report.added),
                labels=listed(report.added),
            )
        )
    if report.documents or report.sets:
        said.append(tr("One undo takes all of it back."))
    if report.problems or report.warnings:
        said.append(tr("This has been left out, or looks odd:"))
    return said
