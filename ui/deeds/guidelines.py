"""The guidelines: drawn out beside the text, following the current span, and written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.adjudication.gaps import CloseGaps, example, gaps
from annotator.editing.change import DecisionChange, SchemeChange
from annotator.editing.commands import ReviseScheme
from annotator.errors import AnnotatorError
from annotator.language import Message, msg
from annotator.model import Decision
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
        say: shows a sentence.

    Signals:
        left: the panel has been put away.
    """

    left = Signal()

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say
        self._panel: GuidelinesPanel | None = None
        self.key = ""
        window.view.current_changed.connect(self._fill)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._fill)
        session.project_changed.connect(self._fill_anew)

    @property
    def panel(self) -> GuidelinesPanel:
        """The panel."""
        if self._panel is None:
            self._panel = panel = GuidelinesPanel()
            panel.hide()
            panel.edit_wanted.connect(self.write)
            panel.gaps.write_wanted.connect(self.answer)
            panel.gaps.closed.connect(self.close_gap)
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
        self._fill_anew()
        self.panel.focus_search()

    def dialog(self, gap: Decision | None = None) -> GuidelinesDialog | None:
        """Return the editor of the guidelines, at the current label; None without a project.

        Args:
            gap: a case that the guideline of its label shall answer: it stands there to be written about, and
                is closed in the same step.
        """
        session = self._session
        if not session.is_open:
            return None
        span = session.span(self._window.view.current_span)
        label = None if span is None else span.label

        def perform(command: ReviseScheme) -> object:
            if gap is None:
                return session.attempt(command)
            return session.attempt(
                CloseGaps(
                    decision_ids=(gap.id,), scheme=command.scheme, name=msg("Answer a gap of the guidelines")
                )
            )

        try:
            versions = session.workspace.history.schemes()
        except AnnotatorError as error:
            session.failed.emit(error)
            return None
        return GuidelinesDialog(
            self._window,
            self._window.theme,
            session.workspace.scheme,
            label=label if gap is None else gap.label,
            versions=[
                Version(words=f"{moment(entry)}  {entry.author.name if entry.author else ''}", scheme=scheme)
                for entry, scheme in versions
            ],
            perform=perform,
            case="" if gap is None else example(gap),
        )

    def write(self) -> None:
        """Let the guidelines be written."""
        dialog = self.dialog()
        if dialog is not None:
            dialog.exec()

    def answer_next(self) -> None:
        """Let the guideline be written about the first case that it leaves open."""
        found = self._gaps()
        if found:
            self.answer(found[0].id)
        else:
            self._say(msg("The guidelines answer every case that adjudication has found."))

    def answer(self, decision_id: str) -> None:
        """Let the guideline be written about a case that it leaves open."""
        gap = next((one for one in self._gaps() if one.id == decision_id), None)
        if gap is None:  # somebody has closed it in the meantime
            return
        dialog = self.dialog(gap)
        if dialog is not None:
            dialog.exec()

    def close_gap(self, decision_id: str) -> None:
        """Note that the guidelines answer a case as they are."""
        self._session.perform(CloseGaps(decision_ids=(decision_id,)))

    def _gaps(self) -> tuple[Decision, ...]:
        """Return the cases that are open, for those who see everybody's readings."""
        session = self._session
        if not session.is_open or not session.workspace.sees_all:
            return ()
        return gaps(session.workspace.decisions())

    def _leave(self) -> None:
        if self.is_shown:
            self.panel.hide()
            self._window.work.fit(self._window.width())
            self._window.view.setFocus()
            self.left.emit()

    def _follow(self, change_set: ChangeSet) -> None:
        if any(isinstance(change, SchemeChange | DecisionChange) for change in change_set.changes):
            self._fill_anew()

    def _fill_anew(self) -> None:
        """Show what is said, and which cases are open: that takes a look into the file."""
        session = self._session
        if self.is_shown and session.is_open:
            workspace = session.workspace
            self.panel.gaps.show_gaps(self._gaps(), workspace.scheme, editable=not workspace.read_only)
        self._fill()

    def _fill(self) -> None:
        """Show what is said about the current span."""
        if not self.is_shown:
            return
        session = self._session
        if not session.is_open:
            self.panel.show_guidelines(None, None)
            self.panel.gaps.show_gaps((), None, editable=False)
            return
        span = session.span(self._window.view.current_span)
        self.panel.set_editable(editable=not session.workspace.read_only)
        self.panel.show_guidelines(session.workspace.scheme, None if span is None else span.label)
