"""What the window shows of a session. Each method brings one part up to date with it.

Nothing is drawn and nothing is edited here, and nothing is asked of a person: that is `ui.conductor`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator.editing.change import DocumentChange, SchemeChange, SetChange, TextChange
from annotator.errors import AnnotatorError
from annotator.language import Message, isolate, tr
from annotator.model import DocumentSummary
from annotator.model.annotation import text_order
from annotator.workspace import ChangeSet
from ui import situation
from ui.actions import Menu, label_actions
from ui.deeds.directions import Directions
from ui.deeds.relating import Relating
from ui.main_window import MainWindow
from ui.menus import ActionSet
from ui.palette.palette import Palette
from ui.panels.state_mark import document_state
from ui.session import Session
from ui.settings import Settings
from ui.team.packet_words import packet_of

_FEW = 64
"""From more documents on, listing all anew is quicker than one by one."""


class Stage(QObject):
    """One window and what is open in it.

    Args:
        window: its parts.
        session: what is open.
        settings: where the reader was, and the recent projects.
        actions: those of the labels come and go with the project; undo is called by what it undoes.
        palette: finds documents.
        relating: knows whether a relation's other end is being chosen.
        directions: turns the paragraphs that the reader has turned before.
    """

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        settings: Settings,
        *,
        actions: ActionSet,
        palette: Palette,
        relating: Relating,
        directions: Directions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._actions = actions
        self._palette = palette
        self._relating = relating
        self._directions = directions
        window.view.letters.offered.connect(self.show_situation)

    def show_project(self) -> None:
        """Bring everything up to date with the project that is open, or with none."""
        window, session = self._window, self._session
        window.notice.forget_error()
        window.show_work(shown=session.is_open)
        self._actions.remove(Menu.LABEL)
        if not session.is_open:
            recent = self._settings.recent()
            window.start.show_recent([(path, self._settings.facts(path)) for path in recent])
            self.show_document()
            window.start.take_focus()
            return
        window.start.show_problem(None)
        self._offer_labels()
        window.desk.blind.setVisible(not session.workspace.sees_all)
        documents = session.workspace.visible_documents()
        self._list_documents(documents)
        place = self._settings.place(session.workspace.project_id)
        if place is not None and session.workspace.has_document(place.document_id):
            session.show(place.document_id)
            window.view.scroll_to(place.first_visible)
            window.view.set_current(place.span_id, scroll=False)
        elif documents:
            session.show(documents[0].id)
        else:
            self.show_document()
        window.view.setFocus()
        self.show_saved()

    def show_document(self) -> None:
        """Bring the page, and what is about it, up to date with the open document."""
        window, session = self._window, self._session
        window.notice.forget_error()
        window.work.empty.setVisible(session.is_open and session.document is None)
        if session.is_open:
            self._fill_page()
            window.desk.documents.set_current(session.document_id)
            if window.drawer.isVisible():
                self.fill_spans()
        self.show_place()
        self.show_current()

    def follow(self, change_set: ChangeSet) -> None:
        """Bring up to date what a saved step has changed, and only that."""
        window, session = self._window, self._session
        window.notice.forget_error()
        self.show_saved()
        kinds = {type(change) for change in change_set.changes}
        if SchemeChange in kinds:
            self._show_other_scheme()
            return
        ids = {getattr(change, "document_id", None) for change in change_set.changes} - {None}
        if DocumentChange in kinds or len(ids) > _FEW:
            self._list_documents(session.workspace.visible_documents())
        else:
            for document_id in ids:
                if document_id is not None and session.workspace.has_document(document_id):
                    window.desk.documents.update_document(session.workspace.visible_summary(document_id))
        if session.document_id is None:
            self._show_first()
        elif SetChange in kinds:
            self._show_other_reading()
        else:
            here = [c for c in change_set.changes if getattr(c, "document_id", None) == session.document_id]
            window.view.apply([*here, *(c for c in change_set.changes if isinstance(c, DocumentChange))])
            if window.drawer.isVisible() and any(isinstance(change, TextChange) for change in here):
                self.fill_spans()  # nearly every row is another
            elif window.drawer.isVisible():
                window.spans.apply(here)
        self.show_place()
        self.show_current()

    def show_saved(self) -> None:
        """Say whether all is saved, and what undo would take back."""
        status, refusal = self._window.status, self._refusal
        if not self._session.is_open:
            status.set_saved(saved=None)
        elif refusal is not None:
            status.show_read_only(str(refusal.message))
        else:
            status.set_saved(saved=not self._session.kept)
        self._show_history()

    @property
    def _refusal(self) -> AnnotatorError | None:
        return self._session.workspace.refusal if self._session.is_open else None

    def _fill_page(self) -> None:
        session = self._session
        self._window.view.show_document(session.document, session.annotation_set, session.workspace.scheme)
        self._directions.restore()

    def _list_documents(self, documents: Sequence[DocumentSummary]) -> None:
        self._window.desk.documents.set_documents(documents)
        self._palette.set_documents(documents)

    def _show_first(self) -> None:
        documents = self._session.workspace.documents()
        if documents:
            self._session.show(documents[0].id)
        else:
            self.show_document()

    def _offer_labels(self) -> None:
        """Show the scheme's labels, and let their keys label."""
        scheme = self._session.workspace.scheme
        self._actions.remove(Menu.LABEL)
        self._window.labels.set_scheme(scheme)
        self._actions.add(label_actions(scheme))

    def _show_other_scheme(self) -> None:
        """Show what is made of the labels that have changed, without losing the place in the text."""
        session, view = self._session, self._window.view
        self._offer_labels()
        self._list_documents(session.workspace.visible_documents())
        first, current = view.first_visible, view.current_span
        if session.document_id is None:
            self._show_first()
            return
        self.show_document()
        view.scroll_to(first)
        view.set_current(current if session.span(current) is not None else None, scroll=False)

    def _show_other_reading(self) -> None:
        """Show the reading that has come or gone, without losing the place in the text."""
        session, view = self._session, self._window.view
        first = view.first_visible
        self._fill_page()
        view.scroll_to(first)
        summary = session.summary
        if summary is not None:
            self._window.desk.documents.update_document(summary)
        if self._window.drawer.isVisible():
            self.fill_spans()

    def fill_spans(self) -> None:
        """Fill the table of spans, which is left alone while it is put away."""
        self._window.spans.show_set(self._session.annotation_set, self._session.workspace.scheme)
        self._window.spans.set_current(self._window.view.current_span)

    def show_place(self) -> None:
        """Say where one is: in the header, the window's title, and the undo entry."""
        session, summary = self._session, self._session.summary
        project = session.workspace.title if session.is_open else ""
        document = "" if summary is None else summary.title
        state = None if summary is None else document_state(summary)
        self._window.header.show_place(project=project, document=document, state=state)
        self._window.header.show_packet(packet_of(session.workspace) if session.is_open else None)
        spans = 0 if summary is None or summary.active is None else summary.active.spans
        self._window.status.set_spans(None if summary is None else spans)
        names = [isolate(name) for name in (document, project) if name]
        self._window.setWindowTitle(" — ".join([*names, tr("Hashiya")]))
        refusal = "" if self._refusal is None else str(self._refusal.message)
        kept = session.workspace.packet_refusal if session.is_open else None
        packet = "" if kept is None else str(kept.message)
        self._actions.allow(
            project=session.is_open, document=summary is not None, refusal=refusal, packet=packet
        )
        self._window.labels.set_allowed(() if refusal else None)
        self._window.desk.current.set_editable(editable=not refusal)
        self._window.desk.documents.set_editable(editable=not refusal and not packet)
        if session.document is not None:
            self._actions.actions[f"direction_{session.document.direction}"].setChecked(True)
        self._show_history()

    def _show_history(self) -> None:
        names: dict[str, Message | None] = {"undo": None, "redo": None}
        if self._session.is_open and self._refusal is None:
            kept, workspace = self._session.kept, self._session.workspace
            names = {"undo": kept[-1] if kept else workspace.undo_name, "redo": workspace.redo_name}
        words = {"undo": tr("Undo"), "redo": tr("Redo")}
        for action, name in names.items():
            text = words[action] if name is None else f"{words[action]}: {name}"
            self._actions.set_text(action, text)
            self._actions.actions[action].setEnabled(name is not None)

    def show_current(self) -> None:
        """Bring the current-span panel and the labels up to date with the current span."""
        session, window = self._session, self._window
        span = session.span(window.view.current_span) if session.is_open else None
        scheme = session.workspace.scheme if session.is_open else None
        reading = session.annotation_set if session.is_open else None
        text = session.document.text if span is not None and session.document is not None else ""
        spans = {} if reading is None else reading.spans
        chosen = [spans[key] for key in window.view.chosen if key in spans]
        several = sorted([span, *chosen], key=text_order) if span is not None and chosen else []
        window.desk.current.show_span(span, reading, scheme, text, several=several)
        if window.drawer.isVisible():
            window.spans.set_current(window.view.current_span)
        window.labels.set_current_label(None if span is None else span.label)
        self.show_situation()

    def show_situation(self) -> None:
        """Say what the person is in the middle of, and which keys help now."""
        situation.show_paragraph(self._window, self._session)
        situation.show_situation(self._window, self._session, picking=self._relating.is_picking)
