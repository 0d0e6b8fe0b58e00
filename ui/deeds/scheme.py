"""The scheme editor is opened, and its draft adopted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.editing.commands import ReviseScheme, effect_of
from annotator.editing.drafts import Draft, origins_of
from annotator.errors import AnnotatorError
from annotator.language import Message, msg
from annotator.workspace import Workspace, blindness
from ui.main_window import MainWindow
from ui.session import Session
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.dialogs.scheme import SchemeEditor


class Scheming(QObject):
    """Opens the editor.

    Args:
        window: the parent of the dialog.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say

    def edit(self, label: str | None = None) -> None:
        """Edit the scheme, beginning with a label if one is named; what is adopted is one step."""
        from ui.scheme.board import Kind, Place

        workspace = self._session.workspace
        before = workspace.scheme.version
        try:
            editor = editor_of(self._window, self._window.theme, workspace, adopt=self._session.attempt)
        except AnnotatorError as error:
            self._session.failed.emit(error)
            return
        if label is not None:
            editor.show_place(Place(Kind.LABEL, label))
        editor.exec()
        editor.deleteLater()
        version = workspace.scheme.version
        if version != before:
            self._say(
                msg(
                    "Version {version} of the scheme is in force. Undo brings back the one before.",
                    version=version,
                )
            )


def editor_of(
    parent: QWidget | None, theme: Theme, workspace: Workspace, *, adopt: Callable[[ReviseScheme], object]
) -> SchemeEditor:
    """Return an editor of the scheme in force.

    Args:
        parent: the window, or None.
        theme: its colours.
        workspace: the project.
        adopt: performs the revision, or raises an AnnotatorError.

    Raises:
        AnnotatorError: the project can't be read any more.
    """
    from ui.dialogs.scheme import SchemeEditor
    from ui.scheme.board import Board

    board = Board(workspace.scheme, cache(workspace.history.label_use))
    return SchemeEditor(
        parent,
        theme,
        board,
        foresee=lambda draft: effect_of(ReviseScheme.of(draft).plan(workspace)),
        adopt=adopt,
        count_answer=lambda label, name, value: _count(workspace, board.draft, label, name, value),
        refusal=workspace.refusal or (None if workspace.sees_all else blindness.of_reviewers()),
    )


def _count(workspace: Workspace, draft: Draft, label: str, name: str, value: str) -> int:
    """Count the spans that a split would part off, in all readings that the person is shown."""
    wanted = dict(origins_of(draft, label, name, value))
    return sum(
        1
        for summary in workspace.visible_documents()
        for reading in workspace.visible_sets(summary.id)
        for span in reading.spans.values()
        if (where := wanted.get(span.label)) is not None and where.holds(span.attributes)
    )
