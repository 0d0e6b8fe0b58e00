"""The form of the questions about documents as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.language import tr
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.scheme.board import Board, Place
from ui.scheme.fields import Words
from ui.scheme.questions_form import QuestionsForm
from ui.theme import measures


class DocumentsForm(QWidget):
    """Shows what each reading answers about its document."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.form = QuestionsForm(board)
        title = Caption(interface_font(measures().heading_px, 600))
        title.set_text(tr("Questions about documents"))
        words = Words(small=False)
        words.setText(tr("Each reading answers them once for its document, for example its topic."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(self.form)
        column.addStretch(1)

    def show_place(self, _place: Place) -> None:
        """Show the draft's questions."""
        self.form.show_owner(None)

    def flush(self) -> None:
        """Take over what is being written."""
        self.form.flush()

    def take_focus(self) -> None:
        """Bring the keyboard to the list, or to the button that adds."""
        (self.form.list if self.form.list.count() else self.form.add).setFocus()
