"""How far the counting is, and a button that stops it. What was counted before stays in sight."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.language import tr
from ui.controls import Button
from ui.fonts import interface_font
from ui.named_jobs import NamedJobs
from ui.panels.caption import Caption
from ui.panels.progress_line import ProgressLine
from ui.theme import measures

_WIDTH = 96


class CountingLine(QWidget):
    """Is there only while something is being counted."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Caption(interface_font(measures().small_px), "ink2")
        self.line = ProgressLine()
        self.line.setFixedWidth(_WIDTH)
        self.stop = Button(kind="quiet", height=24)
        self.stop.setText(tr("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for part in (self._words, self.line, self.stop):
            row.addWidget(part)
        self._jobs: NamedJobs | None = None
        self._besides: frozenset[str] = frozenset()
        self.hide()

    def follow(self, jobs: NamedJobs, *, besides: Collection[str]) -> None:
        """Show how far jobs are, and stop them; those `besides` are no counting, and are not shown."""
        self._jobs, self._besides = jobs, frozenset(besides)
        jobs.changed.connect(self._show)
        jobs.progressed.connect(self._advance)
        self.stop.clicked.connect(jobs.stop)
        self._show()

    def show_share(self, done: int, total: int) -> None:
        """Say how much is done, of so much; less than one: nobody knows."""
        share = done / total if total > 0 else 0.0
        self._words.set_text(
            tr("Counting… {percent}%", percent=round(100 * share)) if share else tr("Counting…")
        )
        self.line.set_share(share)

    def _show(self) -> None:
        counting = self._jobs is not None and bool(self._jobs.names - self._besides)
        if counting and self.isHidden():
            self.show_share(0, -1)
        self.setVisible(counting)

    def _advance(self, name: str, done: int, total: int) -> None:
        if name not in self._besides:
            self.show_share(done, total)
