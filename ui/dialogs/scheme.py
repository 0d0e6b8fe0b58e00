"""The scheme editor: a tree of the scheme, the form of what is chosen, and how it looks in the text.

What is changed here is a draft. Nothing happens to the documents until it is adopted, as one step.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.editing import drafts
from annotator.editing.commands import DeleteLabel, MergeLabel, ReviseScheme, SchemeEffect
from annotator.editing.drafts import Draft
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from ui.controls import Button, Hairline, Pill
from ui.dialogs.labels import DeleteLabelDialog, MergeLabelDialog
from ui.dialogs.question import QuestionDialog
from ui.dialogs.split_label import SplitLabelDialog
from ui.fonts import interface_font
from ui.keys import with_twins
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.icon_button import IconButton
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.themed import dress
from ui.scheme.additions import addition
from ui.scheme.aside import Aside
from ui.scheme.board import Board, Kind, Place
from ui.scheme.documents_form import DocumentsForm
from ui.scheme.fields import Ground, Words
from ui.scheme.files import read_scheme_file, write_scheme_file
from ui.scheme.label_form import LabelForm
from ui.scheme.layer_form import LayerForm
from ui.scheme.outline import Outline
from ui.scheme.relation_form import RelationForm
from ui.scheme.scheme_form import SchemeForm
from ui.theme import Theme, measures

_SIZE = (1360, 840)
_TREE = 288


class SchemeEditor(QDialog):
    """Edits a draft of the scheme.

    Args:
        parent: the window.
        theme: its colours.
        board: the draft.
        foresee: says what adopting it would touch, or raises an AnnotatorError.
        adopt: adopts it, or raises an AnnotatorError.
        count_answer: how many spans of a label have given an answer (question, code).
        can_adopt: False where the project can be looked at only.
    """

    adopted = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        board: Board,
        *,
        foresee: Callable[[Draft], SchemeEffect],
        adopt: Callable[[ReviseScheme], object],
        count_answer: Callable[[str, str, str], int],
        can_adopt: bool = True,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.board = board
        self._foresee, self._adopt, self._count_answer = foresee, adopt, count_answer
        self._can_adopt = can_adopt
        self._place = Place(Kind.SCHEME)
        self.setWindowTitle(tr("Label scheme"))
        self.outline = Outline(board)
        self.outline.setFixedWidth(_TREE)
        self.label_form = LabelForm(board)
        self.layer_form = LayerForm(board)
        self.relation_form = RelationForm(board)
        self.scheme_form = SchemeForm(board)
        self.documents_form = DocumentsForm(board)
        self.aside = Aside(board)
        self.forms = {
            Kind.SCHEME: self.scheme_form,
            Kind.LAYER: self.layer_form,
            Kind.LABEL: self.label_form,
            Kind.RELATION: self.relation_form,
            Kind.DOCUMENTS: self.documents_form,
        }
        self._make_header()
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
            self.documents_form.form.add_question()
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
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import a scheme"), "", _filter())
        if chosen:
            self.board.edit(lambda draft: drafts.adopt(draft, read_scheme_file(Path(chosen))))

    def export_file(self) -> None:
        """Write the draft to a file."""
        name = f"{self.board.scheme.name}.json"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export the scheme"), name, _filter())
        if chosen:
            try:
                write_scheme_file(Path(chosen), self.board.scheme)
            except AnnotatorError as error:
                self.say_error(error)

    def confirm(self) -> None:
        """Adopt the draft, after what it touches has been seen."""
        self._form.flush()
        if not self.adopt_button.isEnabled():
            return
        try:
            effect = self._foresee(self.board.draft)
            if effect.documents and not self._is_sure(effect):
                return
            self._adopt(ReviseScheme.of(self.board.draft))
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.adopted.emit()
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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first where the draft would be lost."""
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def say_error(self, error: AnnotatorError | None) -> None:
        """Say what can't be done, under the header, or nothing."""
        self.error.setText("" if error is None else directed(str(error)))
        self.error.setVisible(error is not None)

    def showEvent(self, event: object) -> None:
        """Give every part its colours."""
        dress(self, self.theme)
        super().showEvent(event)  # type: ignore[arg-type]

    def add_menu(self) -> QMenu:
        """Return what can be added."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for words, kind, key in (
            (tr("New label"), Kind.LABEL, "Ctrl+N"),
            (tr("New layer"), Kind.LAYER, None),
            (tr("New relation type"), Kind.RELATION, None),
            (tr("New question about documents"), Kind.DOCUMENTS, None),
        ):
            entry = add_plain(menu, words, key=key)
            entry.triggered.connect(lambda _=False, kind=kind: self.add(kind))
        return menu

    # How it is made

    @property
    def _form(self) -> LabelForm | LayerForm | RelationForm | SchemeForm | DocumentsForm:
        return self.forms[self._place.kind]  # type: ignore[return-value]

    def _make_header(self) -> None:
        self.heading = Caption(interface_font(measures().title_px, 600))
        self.heading.set_text(tr("Label scheme"))
        self.version = Pill()
        self.version.set_roles("warn", "warn_soft")
        self.undo = IconButton("undo")
        self.undo.set_name(tr("Take the last change of the draft back"))
        self.redo = IconButton("redo")
        self.redo.set_name(tr("Make it again"))
        self.import_button = Button(kind="quiet", icon="import")
        self.import_button.setText(tr("Import a scheme…"))
        self.export_button = Button(icon="export")
        self.export_button.setText(tr("Export…"))
        self.adopt_button = Button(kind="primary", key="Ctrl+↵")
        self.close_button = Button(kind="plain", key="Esc")
        self.close_button.setText(tr("Close"))
        self.add_button = Button(kind="quiet", icon="plus")
        self.add_button.setText(tr("Add"))
        self.error = Words("rubric", small=False)
        self.error.setContentsMargins(20, 8, 20, 8)
        self.error.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 6, 14, 6)
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.version)
        head.addStretch(1)
        for part in (self.undo, self.redo, self.import_button, self.export_button, self.close_button):
            head.addWidget(part)
        head.addWidget(self.adopt_button)
        self._stack = QStackedWidget()
        for form in self.forms.values():
            page = Ground("page")
            column = QVBoxLayout(page)
            column.setContentsMargins(26, 18, 26, 18)
            column.addWidget(form)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(page)
            self._stack.addWidget(area)
        self._areas = dict(zip(self.forms, range(len(self.forms)), strict=True))
        tree = QVBoxLayout()
        tree.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 8, 4)
        words = Caption(interface_font(measures().body_px, 600), "ink2")
        words.set_text(tr("Layers and labels"))
        top.addWidget(words)
        top.addStretch(1)
        top.addWidget(self.add_button)
        tree.addLayout(top)
        tree.addWidget(self.outline, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(tree)
        middle.addWidget(Hairline(Qt.Orientation.Vertical))
        middle.addWidget(self._stack, 1)
        middle.addWidget(Hairline(Qt.Orientation.Vertical))
        middle.addWidget(self.aside)
        self.footer = Words()
        self.footer.setContentsMargins(20, 6, 20, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
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
        self.label_form.delete_wanted.connect(lambda _: self.delete())
        self.label_form.merge_wanted.connect(lambda _: self.merge())
        self.label_form.split_wanted.connect(lambda _: self.split())
        self.layer_form.delete_wanted.connect(lambda _: self.delete())
        self.relation_form.delete_wanted.connect(lambda _: self.delete())
        self.undo.clicked.connect(self.board.undo)
        self.redo.clicked.connect(self.board.redo)
        self.import_button.clicked.connect(self.import_file)
        self.export_button.clicked.connect(self.export_file)
        self.close_button.clicked.connect(self.reject)
        self.adopt_button.clicked.connect(self.confirm)
        self.add_button.clicked.connect(self._open_add_menu)
        for keys, slot in (
            (("Ctrl+Return", "Ctrl+Enter"), self.confirm),
            (("Ctrl+Z",), self.board.undo),
            (("Ctrl+Shift+Z", "Ctrl+Y"), self.board.redo),
            (("Ctrl+N",), lambda: self.add(Kind.LABEL)),
        ):
            for sequence in with_twins(keys):
                QShortcut(QKeySequence(sequence), self).activated.connect(slot)
        for keys, slot in (
            (("Alt+Up",), lambda: self.reorder(-1)),
            (("Alt+Down",), lambda: self.reorder(1)),
            (("Del",), self.delete),
            (("F2",), self.rename),
        ):
            for sequence in keys:
                shortcut = QShortcut(QKeySequence(sequence), self.outline)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(slot)

    def _show_draft(self) -> None:
        """Show the draft as it is now."""
        self.say_error(None)
        if not self.board.has(self._place):
            self._place = self._near()
        self.outline.fill(self._place)
        self._show_form()
        draft, faults = self.board.draft, self.board.faults()
        version = draft.base.version + (1 if draft.is_changed else 0)
        self.version.setText(
            tr("Version {version}, draft", version=version)
            if draft.is_changed
            else tr("Version {version}", version=version)
        )
        self.undo.setEnabled(self.board.can_undo)
        self.redo.setEnabled(self.board.can_redo)
        self.adopt_button.setText(tr("Adopt version {version}", version=draft.base.version + 1))
        self.adopt_button.setEnabled(self._can_adopt and draft.is_changed and not faults)
        self.adopt_button.updateGeometry()
        if not self._can_adopt:
            words = tr("The project can be looked at only: the scheme can't be adopted.")
        elif faults:
            words = trn(
                "{count} thing is still to be done.", "{count} things are still to be done.", len(faults)
            )
        else:
            words = tr("Nothing changes in the documents until you adopt the version.")
        keys = tr("F2 name · Alt+↑ Alt+↓ order · Del delete · Ctrl+N new label")
        self.footer.setText(directed(f"{words}   {keys}"))

    def _show_form(self) -> None:
        self._stack.setCurrentIndex(self._areas[self._place.kind])
        self._form.show_place(self._place)
        self.aside.show_place(self._place)
        dress(self._stack, self.theme)

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

    def _open_add_menu(self) -> None:
        menu = self.add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.add_button, menu))
        menu.setActiveAction(menu.actions()[0])

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


def effect_sentence(effect: SchemeEffect) -> str:
    """Say what adopting a scheme touches."""
    parts = [
        words
        for count, words in (
            (
                effect.relabelled,
                trn("{count} span gets another label", "{count} spans get another label", effect.relabelled),
            ),
            (effect.deleted, trn("{count} span goes", "{count} spans go", effect.deleted)),
            (
                effect.answered,
                trn(
                    "{count} span changes its answers", "{count} spans change their answers", effect.answered
                ),
            ),
            (effect.unlinked, trn("{count} relation goes", "{count} relations go", effect.unlinked)),
            (
                effect.answers,
                trn("{count} reading answers otherwise", "{count} readings answer otherwise", effect.answers),
            ),
        )
        if count
    ]
    if not parts:
        parts = [tr("Relations are called otherwise")]
    return tr(
        "{what}, in {documents}. It is one step: undo brings all of it back.",
        what=tr(", ").join(parts),
        documents=trn("{count} document", "{count} documents", effect.documents),
    )


def _filter() -> str:
    return f"{tr('Label schemes')} (*.json);;{tr('All files')} (*)"
