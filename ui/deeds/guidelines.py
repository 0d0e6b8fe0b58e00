"""The guidelines: drawn out beside the text, following the current span, and written."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.editing.change import SchemeChange
from annotator.errors import AnnotatorError
from annotator.workspace import ChangeSet
from ui.dialogs.guidelines import GuidelinesDialog, Version
from ui.guidelines.panel import GuidelinesPanel
from ui.main_window import MainWindow
from ui.panels.history_model import moment
from ui.session import Session


class Guidelines(QObject):
    """Fills the panel and answers it. The panel is made when it is first asked for.

    Args:
        window: with the page.
        session: what is open.

    Signals:
        left: the panel has been put away.
    """

    left = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._panel: GuidelinesPanel | None = None
        self.key = ""
        window.view.current_changed.connect(self._fill)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._fill)
        session.project_changed.connect(self._fill)

    @property
    def panel(self) -> GuidelinesPanel:
        """The panel."""
        if self._panel is None:
            self._panel = panel = GuidelinesPanel()
            panel.hide()
            panel.edit_wanted.connect(self.write)
            panel.left.connect(self._leave)
            panel.set_key(self.key)
            self._window.work.add_beside(panel)
            panel.set_theme(self._window.theme)
        return self._panel

    @property
    def is_shown(self) -> bool:
        """Whether the guidelines are beside the text."""
        return self._panel is not None and not self._panel.isHidden()

    def show(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Draw the guidelines out beside the text, or put them away."""
        if not on:
            self._leave()
            return
        self.panel.show()
        self._window.work.fit(self._window.width())
        self._fill()
        self.panel.focus_search()

    def dialog(self) -> GuidelinesDialog | None:
        """Return the editor of the guidelines, at the current label; None without a project."""
        session = self._session
        if not session.is_open:
            return None
        span = session.span(self._window.view.current_span)
        try:
            versions = session.workspace.history.schemes()
        except AnnotatorError as error:
            session.failed.emit(error)
            return None
        return GuidelinesDialog(
            self._window,
            self._window.theme,
            session.workspace.scheme,
            label=None if span is None else span.label,
            versions=[
                Version(words=f"{moment(entry)}  {entry.author.name if entry.author else ''}", scheme=scheme)
                for entry, scheme in versions
            ],
            perform=session.attempt,
        )

    def write(self) -> None:
        """Let the guidelines be written."""
        dialog = self.dialog()
        if dialog is not None:
            dialog.exec()

    def _leave(self) -> None:
        if self.is_shown:
            self.panel.hide()
            self._window.work.fit(self._window.width())
            self._window.view.setFocus()
            self.left.emit()

    def _follow(self, change_set: ChangeSet) -> None:
        if any(isinstance(change, SchemeChange) for change in change_set.changes):
            self._fill()

    def _fill(self) -> None:
        if not self.is_shown:
            return
        session = self._session
        if not session.is_open:
            self.panel.show_guidelines(None, None)
            return
        span = session.span(self._window.view.current_span)
        self.panel.set_editable(editable=not session.workspace.read_only)
        self.panel.show_guidelines(session.workspace.scheme, None if span is None else span.label)
