"""Remarks: raised, listed, answered, and shown on the page and beside the current span."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator import language
from annotator.editing.change import RemarkChange
from annotator.editing.commands import AddRemark, AnswerRemark, DeleteRemark
from annotator.errors import AnnotatorError
from annotator.language import Message, msg, tr
from annotator.model import Matter, Remark
from annotator.workspace import ChangeSet
from ui.dialogs.remark import RemarkDialog, Subject
from ui.main_window import Drawer, MainWindow
from ui.notice import advice
from ui.panels.wording import first_and_last
from ui.session import Session
from ui.talk.model import Names
from ui.talk.panel import TalkPanel


class Talk(QObject):
    """Fills what shows remarks, and answers it.

    Args:
        window: with the page and the desk.
        session: what is open.
        say: shows a sentence.

    Attributes:
        panel: the list.
        drawer: holds it under the page.

    Signals:
        document_wanted: a document shall be opened, by its id.
    """

    document_wanted = Signal(str)

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say
        self._remarks: tuple[Remark, ...] = ()
        self.panel = TalkPanel()
        self.drawer = Drawer(self.panel)
        window.work.add_below(self.drawer)
        panel, box = self.panel, window.desk.current.remarks
        panel.asked_changed.connect(self.fill)
        panel.place_wanted.connect(self.go_to)
        panel.remark_wanted.connect(self.remark)
        panel.opened_again.connect(lambda key: self._perform(AnswerRemark(remark_id=key, answer=None)))
        panel.unwanted.connect(lambda key: self._perform(DeleteRemark(remark_id=key)))
        for part in (panel, box):
            part.answered.connect(self.answer)
        box.left.connect(window.view.setFocus)
        window.view.current_changed.connect(self._show_current)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._show_document)
        session.project_changed.connect(self._show_project)

    def show(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Draw the list out under the page, or put it away."""
        self.drawer.setVisible(on)
        if on:
            self.fill()
        (self.panel.table if on else self._window.view).setFocus()

    def dialog(self) -> RemarkDialog | None:
        """Return the dialog that asks for a remark on what is current, or None without a document."""
        subjects = self.subjects()
        if not subjects:
            return None
        return RemarkDialog(self._window, self._window.theme, subjects, perform=self._raise)

    def remark(self) -> None:
        """Say something about the current span, one of its relations, or the document."""
        dialog = self.dialog()
        if dialog is not None and not self._session.workspace.read_only:
            dialog.exec()

    def subjects(self) -> list[Subject]:
        """Return what there is to speak of: the current span, its relations, the document."""
        session = self._session
        summary, reading = session.summary if session.is_open else None, None
        if summary is None:
            return []
        reading, span = session.annotation_set, session.span(self._window.view.current_span)
        found: list[Subject] = []
        if reading is not None and span is not None:
            words = tr("The span: {words}", words=first_and_last(span.quote))
            found.append(Subject(words=words, set_id=reading.id, span_id=span.id))
            for relation in reading.relations.values():
                if span.id in {relation.source, relation.target}:
                    other = relation.target if relation.source == span.id else relation.source
                    kind = session.workspace.scheme.relation_type(relation.type)
                    name = relation.type if kind is None else kind.names.in_language(language.current())
                    words = tr(
                        "The relation: {type}, {words}",
                        type=name,
                        words=first_and_last(reading.spans[other].quote),
                    )
                    found.append(Subject(words=words, set_id=reading.id, relation_id=relation.id))
        found.append(Subject(words=tr("The document: {title}", title=summary.title)))
        return found

    def answer(self, remark_id: str, words: str) -> None:
        """Settle a remark."""
        self._perform(AnswerRemark(remark_id=remark_id, answer=words))

    def fill(self) -> None:
        """Show the remarks that the list's filters ask for."""
        session, panel = self._session, self.panel
        if not session.is_open:
            panel.show_remarks((), Names(person=str, document=str))
            return
        try:
            remarks = session.workspace.visible_remarks()
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        authors = dict.fromkeys(one.author for one in remarks)
        panel.offer({one: self._person(one) for one in authors})
        panel.set_editable(editable=not session.workspace.read_only)
        found = panel.asked.of(remarks, session.document_id)
        panel.show_remarks(found, Names(person=self._person, document=self._title))

    def go_to(self, remark_id: str) -> None:
        """Show what a remark is about."""
        session, view = self._session, self._window.view
        remark = next((one for one in session.workspace.visible_remarks() if one.id == remark_id), None)
        if remark is None or not session.workspace.has_document(remark.document_id):
            self._say(advice(msg("The document of this remark is not in the project any more.")))
            return
        if remark.document_id != session.document_id:
            self.document_wanted.emit(remark.document_id)
        reading = session.annotation_set
        if remark.set_id is not None and (reading is None or reading.id != remark.set_id):
            self._say(advice(msg("This remark is about another reading of the document.")))
            return
        span_id = remark.span_id
        if reading is not None and remark.relation_id in reading.relations:
            span_id = reading.relations[remark.relation_id or ""].source
        if span_id is not None and reading is not None and span_id in reading.spans:
            view.set_current(span_id)
        elif remark.set_id is not None:
            self._say(
                advice(msg("What this remark is about has been deleted: “{words}”.", words=remark.quote))
            )

    def _raise(self, subject: Subject, matter: Matter, words: str) -> None:
        document_id = self._session.document_id
        if document_id is not None:
            self._session.attempt(
                AddRemark(
                    document_id=document_id,
                    matter=matter,
                    text=words,
                    set_id=subject.set_id,
                    span_id=subject.span_id,
                    relation_id=subject.relation_id,
                )
            )

    def _perform(self, command: AnswerRemark | DeleteRemark) -> None:
        self._session.perform(command)

    def _person(self, key: str) -> str:
        workspace = self._session.workspace
        people = (*workspace.annotators(), workspace.reader)
        return next((one.name for one in people if one.id == key), "–")

    def _title(self, document_id: str) -> str:
        workspace = self._session.workspace
        return workspace.summary(document_id).title if workspace.has_document(document_id) else "–"

    def _follow(self, change_set: ChangeSet) -> None:
        if any(isinstance(change, RemarkChange) for change in change_set.changes):
            self._show_document()
        elif self.drawer.isVisible():
            self.fill()

    def _show_project(self) -> None:
        self.panel.offer({})
        self._show_document()

    def _show_document(self) -> None:
        """Show the remarks on the open document on its page, beside the current span and in the list."""
        session = self._session
        document_id = session.document_id if session.is_open else None
        self._remarks = () if document_id is None else session.workspace.visible_remarks(document_id)
        reading = None if document_id is None else session.annotation_set
        self._window.view.set_matters(
            {
                one.span_id: one.matter
                for one in self._remarks
                if one.is_open
                and one.span_id is not None
                and reading is not None
                and one.set_id == reading.id
            }
        )
        self._show_current()
        if self.drawer.isVisible():
            self.fill()

    def _show_current(self) -> None:
        session, box = self._session, self._window.desk.current.remarks
        reading = session.annotation_set if session.is_open else None
        span_id = self._window.view.current_span
        if reading is None or span_id is None:
            box.show_remarks((), str)
            return
        mine = {key for key, one in reading.relations.items() if span_id in {one.source, one.target}}
        here = [
            one
            for one in self._remarks
            if one.set_id == reading.id and (one.span_id == span_id or one.relation_id in mine)
        ]
        box.set_editable(editable=not session.workspace.read_only)
        box.show_remarks(here, self._person)
