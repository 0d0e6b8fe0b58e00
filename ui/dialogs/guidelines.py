"""The guidelines are written: of the project and of each label, with what they look like beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from annotator import language
from annotator.editing.commands import ReviseScheme
from annotator.errors import AnnotatorError
from annotator.language import msg, tr
from annotator.model import LabelScheme
from annotator.text.direction import base_direction
from ui.dialogs.base import Dialog, plain
from ui.guidelines.blocks import blocks
from ui.guidelines.reading import Reading
from ui.guidelines.sections import Section
from ui.language import directed
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.theme import Theme

_PROJECT: Final = ""
_SIZE: Final = (420, 340)
_PREVIEW_AFTER_MS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the guidelines once were.

    Attributes:
        words: when, and by whom.
        scheme: the label scheme of that time.
    """

    words: str
    scheme: LabelScheme


class GuidelinesDialog(Dialog):
    """Writes any number of parts and saves all of them as one step.

    Args:
        parent: the window.
        theme: its colours.
        scheme: the one in force.
        label: the code of the label to begin with; None, or what has no guideline of its own: the project.
        versions: what there was, the latest first.
        perform: saves, or raises an AnnotatorError, which is said here.
        case: Markdown that is put behind what the guideline of `label` says, to be written about.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        scheme: LabelScheme,
        *,
        label: str | None,
        versions: Sequence[Version],
        perform: Callable[[ReviseScheme], object],
        case: str = "",
    ) -> None:
        super().__init__(parent, theme, title=tr("Guidelines"), action=tr("Save"))
        self._scheme = scheme
        self._versions = tuple(versions)
        self._perform = perform
        self._written: dict[str, str] = {}
        self._filling = False
        self.part = ChoiceField(height=30)
        self.part.addItem(tr("The project"), _PROJECT)
        for one in scheme.labels:
            self.part.addItem(swatch_icon(one, theme), one.names.in_language(language.current()), one.code)
        self.part.set_choice(_PROJECT if label is None or scheme.label(label) is None else label)
        self.version = ChoiceField(height=30)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumSize(*_SIZE)
        self.editor.setAccessibleName(tr("Text in Markdown"))
        self.preview = Reading()
        self.preview.setMinimumSize(*_SIZE)
        self.preview.area.setAccessibleName(tr("As it is read"))
        self.add_row(tr("About"), self.part)
        self.add_row(tr("Version"), self.version)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.editor, 1)
        row.addWidget(self.preview, 1)
        self.add_wide(both)
        hint = plain(
            directed(
                tr("# begins a heading, - an item, > a passage from a text. One step: undo takes it back.")
            ),
            theme,
            role="ink2",
        )
        hint.setWordWrap(True)
        self.add_wide(hint)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PREVIEW_AFTER_MS)
        self._soon.timeout.connect(self.show_preview)
        self.part.chosen.connect(lambda _code: self._show_part())
        self.version.chosen.connect(self._take_version)
        self.editor.textChanged.connect(self._take)
        self._show_part()
        if case:
            before = self.editor.toPlainText().rstrip()
            self._fill(f"{before}\n\n{case}" if before else case)
            self._take()
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def scheme(self) -> LabelScheme:
        """The scheme with what has been written."""
        written = self._written
        return replace(
            self._scheme,
            guidelines=written.get(_PROJECT, self._scheme.guidelines),
            labels=tuple(
                replace(one, guideline=written[one.code]) if one.code in written else one
                for one in self._scheme.labels
            ),
        )

    def confirm(self) -> None:
        """Save all parts as one step; what prevents it is said here."""
        try:
            self._perform(ReviseScheme(scheme=self.scheme, name=msg("Write the guidelines")))
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save by Ctrl+Enter from wherever the keyboard is; a bare Enter begins a line."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if (
            is_enter
            and self.editor.hasFocus()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            return
        super().keyPressEvent(event)

    def show_preview(self) -> None:
        """Show what is written as it is read."""
        said = blocks(self.editor.toPlainText())
        self.preview.show_sections([Section(label=None, title=self.part.currentText(), blocks=said)])

    @property
    def _code(self) -> str:
        return str(self.part.currentData() or _PROJECT)

    def _show_part(self) -> None:
        """Show what is written of a part so far, and which versions of it there are."""
        self._fill(_text(self.scheme, self._code))
        self.version.clear()
        self.version.addItem(tr("Now"), None)
        before = _text(self._scheme, self._code)
        for number, one in enumerate(self._versions):
            text = _text(one.scheme, self._code)
            if text != before:
                self.version.addItem(one.words, number)
                before = text
        self.version.setCurrentIndex(0)
        self.version.setEnabled(self.version.count() > 1)

    def _take_version(self, number: int | None) -> None:
        """Put an earlier version into the editor, from where it can be saved again."""
        scheme = self._scheme if number is None else self._versions[number].scheme
        self._fill(_text(scheme, self._code))
        self._take()

    def _fill(self, text: str) -> None:
        self._filling = True
        self.editor.setPlainText(text)
        self._align(text)
        self._filling = False
        self.show_preview()

    def _align(self, text: str) -> None:
        """Let all lines begin at one side, that of the text as a whole; each still runs as it runs.

        Qt would begin those that run against the interface at the wrong side.
        """
        option = self.editor.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if _runs_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.editor.document().setDefaultTextOption(option)

    def _take(self) -> None:
        if not self._filling:
            self._written[self._code] = self.editor.toPlainText()
            self._soon.start()


def _runs_right_to_left(text: str) -> bool:
    return base_direction(text) == "rtl" if text.strip() else language.current() == "ar"


def _text(scheme: LabelScheme, code: str) -> str:
    label = scheme.label(code)
    return scheme.guidelines if code == _PROJECT else "" if label is None else label.guideline
