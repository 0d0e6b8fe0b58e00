"""A passage of the text is corrected, and what comes of it is shown while it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.editing.commands import Correction, CorrectText
from annotator.editing.moving import TouchedSpan, count_moved, touched
from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from annotator.model import Span
from annotator.workspace import Workspace
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.panels.passage_edit import PassageEdit
from ui.panels.touched_list import TouchedList
from ui.theme import Theme


class CorrectTextDialog(Dialog):
    """After `accept`, `command` corrects the text.

    Args:
        parent: the window.
        theme: its colours.
        workspace: the project.
        document_id: the document.
        passage: what is shown of its text.
        chosen: what is selected in it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        workspace: Workspace,
        document_id: str,
        passage: Span,
        chosen: Span,
    ) -> None:
        super().__init__(parent, theme, title=tr("Correct the text"), action=tr("Correct"))
        self._workspace = workspace
        self._document_id = document_id
        self._passage = passage
        text = workspace.document(document_id).text
        self.field = PassageEdit(passage.of(text), chosen.start - passage.start, chosen.end - passage.start)
        self.field.setAccessibleName(tr("The passage"))
        help_line = plain(
            directed(
                tr(
                    "Every span of every reading moves along, and the old text stays in the history. "
                    "Shift+Enter begins a new paragraph."
                )
            ),
            theme,
            role="ink2",
        )
        help_line.setWordWrap(True)
        self.summary = plain("", theme)
        self.summary.setWordWrap(True)
        self.touched = TouchedList(workspace.scheme, theme)
        self.touched.hide()
        for part in (help_line, self.field, self.summary, self.touched):
            self.add_wide(part)
        self.field.edited.connect(self._look_ahead)
        self.primary.setEnabled(False)
        self._show(None)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def command(self) -> CorrectText:
        """What corrects the text as it is written now."""
        at = self._passage.start
        return CorrectText(
            document_id=self._document_id,
            replacements=tuple(
                replace(one, start=one.start + at, end=one.end + at) for one in self.field.replacements
            ),
        )

    def _look_ahead(self) -> None:
        try:
            correction = self.command.outcome(self._workspace)
        except AnnotatorError as error:
            self.primary.setEnabled(False)
            self._show(None)
            self.say_error(error)
            return
        self.primary.setEnabled(correction is not None)
        self._show(correction)
        self.say_error(None)

    def _show(self, correction: Correction | None) -> None:
        found: tuple[TouchedSpan, ...] = ()
        if correction is None:
            words = tr("Nothing is corrected yet.")
        else:
            found = touched(correction.before, correction.after)
            words = summary(count_moved(correction.before, correction.after), found)
        self.summary.setText(directed(words))
        self.touched.show_spans(found)
        self.touched.setVisible(bool(found))


def summary(moves: int, found: tuple[TouchedSpan, ...]) -> str:
    """Return how many spans move, change and go."""
    gone = sum(one.after is None for one in found)
    changed = len(found) - gone
    parts = []
    if moves:
        parts.append(trn("{count} span moves along", "{count} spans move along", moves))
    if changed:
        parts.append(trn("the words of {count} span change", "the words of {count} spans change", changed))
    if gone:
        parts.append(
            trn(
                "{count} span loses all its words and goes", "{count} spans lose all their words and go", gone
            )
        )
    return tr(", ").join(parts) or tr("No span moves or changes.")
