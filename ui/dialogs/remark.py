"""Something is said about a span, a relation or the document: a matter by its digit, and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.model import Matter
from ui.dialogs.base import Dialog
from ui.panels.choice_field import ChoiceField
from ui.talk.matters import matter_icon, matter_name
from ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a remark can be about.

    Attributes:
        words: how it is shown.
        set_id: the reading of the span or relation, or None for the document.
        span_id: the span, or None.
        relation_id: the relation, or None.
    """

    words: str
    set_id: str | None = None
    span_id: str | None = None
    relation_id: str | None = None


class RemarkDialog(Dialog):
    """Asks for the matter and the words. 1 to 4 choose the matter until the words are begun.

    Args:
        parent: the window.
        theme: its colours.
        subjects: what there is to speak of, the likeliest first.
        perform: makes the remark or raises an AnnotatorError, which is said here.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        subjects: Sequence[Subject],
        *,
        perform: Callable[[Subject, Matter, str], object],
    ) -> None:
        super().__init__(parent, theme, title=tr("Remark"), action=tr("Raise it"))
        self._perform = perform
        self.about = ChoiceField(height=30)
        for subject in subjects:
            self.about.addItem(subject.words, subject)
        self.matters = QButtonGroup(self)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        for number, matter in enumerate(Matter, start=1):
            button = QRadioButton(f"{number}  {matter_name(matter)}")
            button.setIcon(matter_icon(matter, theme))
            button.setAccessibleName(matter_name(matter))
            self.matters.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("May stay empty: a flag alone says something too"))
        self.add_row(tr("About"), self.about)
        self.add_row(tr("Matter"), row)
        self.add_row(tr("Words"), self.words)
        self.matters.button(1).setChecked(True)
        self.matters.button(1).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def matter(self) -> Matter:
        """The matter chosen."""
        return tuple(Matter)[self.matters.checkedId() - 1]

    def confirm(self) -> None:
        """Make the remark; what prevents it is said here."""
        try:
            self._perform(self.about.currentData(), self.matter, self.words.text())
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a digit, Latin or Arabic, choose the matter and lead on to the words."""
        digit = event.text()
        button = self.matters.button(int(digit)) if len(digit) == 1 and digit.isdecimal() else None
        if button is None:
            super().keyPressEvent(event)
            return
        button.setChecked(True)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
