"""The scheme editor: a tree of the scheme, the form of what is chosen, and how it looks in the text.

What is changed here is a draft. Nothing happens to the documents until it is adopted, as one step.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.editing import drafts
from annotator.editing.commands import DeleteLabel, MergeLabel, ReviseScheme, SchemeEffect
from annotator.editing.drafts import Draft
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from ui.controls import Hairline
from ui.dialogs.labels import DeleteLabelDialog, MergeLabelDialog
from ui.dialogs.question import QuestionDialog
from ui.dialogs.split_label import SplitLabelDialog
from ui.keys import with_twins
from ui.language import directed
from ui.panels.themed import dress
from ui.patience import patience
from ui.scheme.additions import addition
from ui.scheme.aside import Aside
from ui.scheme.board import Board, Kind, Place
from ui.scheme.fields import Words
from ui.scheme.files import (
    asked_scheme_file,
    asked_scheme_target,
    read_scheme_file,
    write_scheme_file,
)
from ui.scheme.footer import EditorFooter
from ui.scheme.header import EditorHeader
from ui.scheme.outline_pane import OutlinePane
from ui.scheme.stack import FormStack, PlaceForm
from ui.scheme.wording import effect_sentence
from ui.theme import Theme

_SIZE = (1360, 840)
_NEEDS_ASIDE = 1060


class SchemeEditor(QDialog):
    """Edits a draft of the scheme.

    Args:
        parent: the window.
        theme: its colours.
        board: the draft.
        foresee: says what adopting it would touch, or raises an AnnotatorError.
        adopt: adopts it, or raises an AnnotatorError.
        count_answer: how many spans of a label have given an answer (question, code).
        refusal: why nothing can be adopted, or None.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        board: Board,
        *,
        foresee: Callable[[Draft], SchemeEffect],
        adopt: Callable[[ReviseScheme], object],
        count_answer: Callable[[str, str, str], int],
        refusal: AnnotatorError | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.board = board
        board.setParent(self)  # a field that loses the keyboard at the very end still tells it
        self._foresee, self._adopt, self._refusal = foresee, adopt, refusal
        self._count_answer = count_answer
        self._place = Place(Kind.SCHEME)
        self.setWindowTitle(tr("Label scheme"))
        self.desk = OutlinePane(board)
        self.outline = self.desk.outline
        self.header = EditorHeader(board)
        self.forms = FormStack(board)
        self.aside = Aside(board)
        self.error = Words("rubric", small=False)
        self.error.setContentsMargins(20, 8, 20, 8)
        self.error.hide()
        self.footer = EditorFooter()
        self._lay_out()
        self._connect()
        self._show_draft()
        self.outline.setFocus()

    @property
    def place(self) -> Place:
        """What is shown."""
        return self._place

    # What a person does

    def show_place(self, place: Place) -> None:
        """Show a part of the scheme."""
        self._form.flush()
        self._place = place
        self.outline.choose(place)
        self._show_form()

    def add(self, kind: Kind) -> None:
        """Add a label, a layer, a relation type or a question, and let it be named."""
        self._form.flush()
        if kind is Kind.DOCUMENTS:
            self.show_place(Place(kind))
            self.forms.documents.form.add_question()
            return
        place, change = addition(self.board.scheme, kind, self._place)
        self._place = place
        if self.board.edit(change):
            self._form.take_focus()

    def delete(self) -> None:
        """Delete what is chosen, after the count is seen."""
        code = self._place.code
        if self._place.kind is Kind.LABEL and len(self.board.scheme.labels) > 1:
            DeleteLabelDialog(
                self, self.theme, self.board.scheme, code, count=self.board.use, perform=self._take_over
            ).exec()
        elif self._place.kind is Kind.RELATION:
            self.board.edit(lambda draft: drafts.delete_relation(draft, code))
        elif self._place.kind is Kind.LAYER:
            self.board.edit(lambda draft: drafts.delete_layer(draft, code))

    def merge(self) -> None:
        """Make one label of two, after the count is seen."""
        if self._place.kind is Kind.LABEL and len(self.board.scheme.labels) > 1:
            MergeLabelDialog(
                self,
                self.theme,
                self.board.scheme,
                self._place.code,
                count=self.board.use,
                perform=self._take_over,
            ).exec()

    def split(self) -> None:
        """Make two labels of one, by an answer."""
        if self._place.kind is not Kind.LABEL:
            return
        dialog = SplitLabelDialog(
            self, self.theme, self.board.draft, self._place.code, count=self._count_answer
        )
        if dialog.exec():
            code, answer, label = self._place.code, dialog.answer, dialog.label
            self._place = Place(Kind.LABEL, label.code)
            self.board.edit(lambda draft: drafts.split_label(draft, code, answer, label))

    def rename(self) -> None:
        """Bring the keyboard to the name of what is chosen."""
        self._form.take_focus()

    def reorder(self, by: int) -> None:
        """Move what is chosen up or down."""
        code = self._place.code
        movers = {
            Kind.LABEL: drafts.move_label,
            Kind.LAYER: drafts.move_layer,
            Kind.RELATION: drafts.move_relation,
        }
        mover = movers.get(self._place.kind)
        if mover is not None:
            self.board.edit(lambda draft: mover(draft, code, by))

    def import_file(self) -> None:
        """Take the scheme of a file as the draft."""
        file = asked_scheme_file(self)
        if file is not None:
            self.board.edit(lambda draft: drafts.adopt(draft, read_scheme_file(file)))

    def export_file(self) -> None:
        """Write the draft to a file."""
        file = asked_scheme_target(self, self.board.scheme)
        if file is not None:
            try:
                write_scheme_file(file, self.board.scheme)
            except AnnotatorError as error:
                self.say_error(error)

    def confirm(self) -> None:
        """Adopt the draft, after what it touches has been seen."""
        self._form.flush()
        if not self.header.adopt.isEnabled():
            return
        try:
            with patience():
                effect = self._foresee(self.board.draft)
            if effect.documents and not self._is_sure(effect):
                return
            with patience():
                self._adopt(ReviseScheme.of(self.board.draft))
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()

    def reject(self) -> None:
        """Close; ask first where the draft would be lost."""
        if self.may_close():
            super().reject()

    def may_close(self) -> bool:
        """Tell whether the draft may go, after asking the person if there is one."""
        self._form.flush()
        if not self.board.draft.is_changed:
            return True
        question = QuestionDialog(
            self,
            self.theme,
            title=tr("The draft is not adopted"),
            sentence=tr("What you have changed in the scheme would be lost. The documents are as they were."),
            action=tr("Throw the draft away"),
        )
        return bool(question.exec())

    def say_error(self, error: AnnotatorError | None) -> None:
        """Say what can't be done, under the header, or nothing."""
        self.error.setText("" if error is None else directed(str(error)))
        self.error.setVisible(error is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a small window to the form."""
        super().resizeEvent(event)
        self.aside.setVisible(self.width() >= _NEEDS_ASIDE)

    def showEvent(self, event: object) -> None:
        """Give every part its colours."""
        dress(self, self.theme)
        super().showEvent(event)  # type: ignore[arg-type]

    # How it is made

    @property
    def _form(self) -> PlaceForm:
        return self.forms.form(self._place.kind)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.desk)
        middle.addWidget(Hairline(Qt.Orientation.Vertical))
        middle.addWidget(self.forms, 1)
        middle.addWidget(Hairline(Qt.Orientation.Vertical))
        middle.addWidget(self.aside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.error)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.footer)
        parent = self.parentWidget()
        self.resize(*(_SIZE if parent is None else (parent.width(), parent.height())))

    def _connect(self) -> None:
        self.board.changed.connect(self._show_draft)
        self.board.refused.connect(self.say_error)
        self.board.moved.connect(self._follow)
        self.outline.place_chosen.connect(self._choose)
        self.aside.place_wanted.connect(self.show_place)
        forms, header = self.forms, self.header
        for signal in (forms.label.delete_wanted, forms.layer.delete_wanted, forms.relation.delete_wanted):
            signal.connect(lambda _: self.delete())
        forms.label.merge_wanted.connect(lambda _: self.merge())
        forms.label.split_wanted.connect(lambda _: self.split())
        header.import_wanted.connect(self.import_file)
        header.export_wanted.connect(self.export_file)
        header.close_wanted.connect(self.reject)
        header.adopt_wanted.connect(self.confirm)
        self.desk.add_wanted.connect(self.add)
        self.desk.order_wanted.connect(self.reorder)
        self.desk.delete_wanted.connect(self.delete)
        self.desk.rename_wanted.connect(self.rename)
        for keys, slot in (
            (("Ctrl+Return", "Ctrl+Enter"), self.confirm),
            (("Ctrl+Z",), self.board.undo),
            (("Ctrl+Shift+Z", "Ctrl+Y"), self.board.redo),
            (("Ctrl+N",), lambda: self.add(Kind.LABEL)),
        ):
            for sequence in with_twins(keys):
                QShortcut(QKeySequence(sequence), self).activated.connect(slot)

    def _show_draft(self) -> None:
        """Show the draft as it is now."""
        self.say_error(None)
        if not self.board.has(self._place):
            self._place = self._near()
        self.outline.fill(self._place)
        self._show_form()
        faults = self.board.faults()
        self.header.show_draft(may_adopt=self._refusal is None and not faults)
        if self._refusal is not None:
            words = (
                str(self._refusal)
                if self._refusal.code == "E_BLIND"
                else tr("The project can be looked at only: the scheme can't be adopted.")
            )
        elif faults:
            words = trn(
                "{count} thing is still to be done.", "{count} things are still to be done.", len(faults)
            )
        else:
            words = tr("Nothing changes in the documents until you adopt the version.")
        self.footer.say(words, holds=self._refusal is None and not faults)

    def _show_form(self) -> None:
        self.forms.show_place(self._place)
        self.aside.show_place(self._place)
        dress(self.forms, self.theme)

    def _near(self) -> Place:
        """Return what is shown in place of something that is gone."""
        labels = self.board.scheme.labels
        if self._place.kind is Kind.LABEL and labels:
            return Place(Kind.LABEL, labels[0].code)
        return Place(Kind.SCHEME)

    def _choose(self, place: Place) -> None:
        self._form.flush()
        self._place = place
        self._show_form()

    def _follow(self, place: Place) -> None:
        self._place = place

    def _take_over(self, command: Command) -> None:
        """Do in the draft what the dialogs of a single label do in the project."""
        if isinstance(command, DeleteLabel):
            gone = command.label
            self.board.edit(lambda draft: drafts.delete_label(draft, gone))
        elif isinstance(command, MergeLabel):
            one, into = command.label, command.into
            self._place = Place(Kind.LABEL, into)
            self.board.edit(lambda draft: drafts.merge_label(draft, one, into))

    def _is_sure(self, effect: SchemeEffect) -> bool:
        question = QuestionDialog(
            self,
            self.theme,
            title=tr("Adopt version {version}", version=self.board.draft.base.version + 1),
            sentence=effect_sentence(effect),
            action=tr("Adopt it"),
            loses=False,
        )
        return bool(question.exec())
