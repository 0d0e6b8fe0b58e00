"""Brings the parts of a window together: what is open, what is shown, and what answers.

Nothing is drawn and nothing is edited here. Each `_show…` brings one part up to date with the session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.editing.change import DocumentChange, SchemeChange, SetChange
from annotator.errors import AnnotatorError
from annotator.language import Message, current, isolate, msg, tr
from annotator.model import DocumentSummary, Span
from annotator.workspace import ChangeSet
from ui.actions import ACTIONS, Action, Menu, label_actions
from ui.deeds.editing import Editing
from ui.deeds.files import Files
from ui.deeds.looks import Looks
from ui.keys import shown
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.menus import ActionSet
from ui.palette.palette import Palette
from ui.panels.state_mark import document_state
from ui.session import Session
from ui.settings import Place, Settings
from ui.situation import show_paragraph, show_situation

_PROJECT_SUFFIXES = frozenset({".hashiya", ".db"})


class Conductor(QObject):
    """One window at work.

    Args:
        window: its widgets.
        settings: what is remembered.
        speaker: switches the language.
    """

    def __init__(self, window: MainWindow, settings: Settings, speaker: Speaker) -> None:
        super().__init__(window)
        if not window.is_furnished:
            window.furnish()
        self.window = window
        self.settings = settings
        self.session = Session(self)
        self.editing = Editing(self.session, window.view, self._say)
        self.files = Files(window, self.session, settings, theme=lambda: window.theme, say=self._say)
        self.looks = Looks(window, settings, speaker, rows=self._rows)
        self.actions = ActionSet(window, self.slots())
        self.actions.add(ACTIONS)
        self.palette = Palette(window, window.header.search, self.actions, text=self._open_text)
        self._connect()
        window.header.bind(self.actions.actions)
        window.header.set_menu(self.actions.menu)
        window.start.bind(self.actions.actions)
        window.status.bind(self.actions.actions["all_spans"])
        window.desk.documents.set_key(self._key("find_document"))
        window.desk.current.set_keys(
            {
                "note": self._key("note"),
                "attribution": self._key("attach_source"),
                "cue": self._key("attach_cue"),
            }
        )
        self._check_choices()
        self._show_project()

    def slots(self) -> Mapping[str, Callable[..., Any]]:
        """Return what answers each name that the table of actions uses."""
        files, editing, looks = self.files, self.editing, self.looks
        return {
            "new": files.new,
            "open": files.open,
            "sample": files.sample,
            "import_files": files.import_files,
            "export": files.export,
            "save": files.save,
            "quit": files.quit,
            "undo": editing.undo,
            "redo": editing.redo,
            "delete": editing.delete,
            "attach": editing.attach,
            "pick": editing.pick,
            "label": editing.label,
            "finish": editing.finish,
            "next_document": editing.next_document,
            "previous_document": editing.previous_document,
            "note": self.note,
            "find_document": self.find_document,
            "palette": self.open_palette,
            "all_spans": self.show_spans,
            "reader": self.show_reader,
            "zoom_in": lambda: looks.zoom(1),
            "zoom_out": lambda: looks.zoom(-1),
            "zoom_reset": lambda: looks.zoom(0),
            "speak": looks.speak,
            "dress": looks.dress,
            "full_screen": looks.full_screen,
            "shortcuts": looks.shortcuts,
            "about": looks.about,
        }

    def open(self, path: Path) -> bool:
        """Open a project where it was left."""
        return self.files.open_path(path)

    def show_document(self, title: str) -> bool:
        """Show the document with this title, or the first whose title contains it."""
        documents = self.session.workspace.documents() if self.session.is_open else ()
        exact = [d for d in documents if title in {d.title, d.id}]
        close = exact or [d for d in documents if title in d.title]
        if not close:
            return False
        self.session.show(close[0].id)
        return True

    def tell_missing(self, title: str) -> None:
        """Say that there is no such document."""
        message = msg("No document is called “{title}”. The list beside the page has them all.", title=title)
        self._tell(AnnotatorError(message, code="E_DOCUMENT"))

    # What answers the actions that are about the window itself

    def find_document(self) -> None:
        """Bring the focus to the search among titles."""
        self.window.desk.documents.focus_search()

    def open_palette(self) -> None:
        """Bring the focus to the field that searches and runs commands."""
        self.palette.open()

    def show_spans(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Draw the table of all spans out under the page, or put it away."""
        if on:
            self._fill_spans()
        self.window.drawer.setVisible(on)
        (self.window.spans.table if on else self.window.view).setFocus()

    def show_reader(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Show the paragraph at the caret in a field that screen readers can read, or put it away."""
        self.window.reader.setVisible(on)
        show_paragraph(self.window, self.session)

    def note(self) -> None:
        """Bring the focus to the note on the current span."""
        self.window.desk.current.focus_note()

    # How the parts hear of each other

    def _rows(self) -> tuple[Action, ...]:
        return self.actions.rows()

    def _connect(self) -> None:
        window, session = self.window, self.session
        session.project_changed.connect(self._show_project)
        session.document_changed.connect(self._show_document)
        session.changed.connect(self._follow)
        session.failed.connect(self._tell)
        session.leaving.connect(self._keep_place)
        self.looks.chosen.connect(self._check_choices)
        window.closing.connect(self._leave)
        window.dropped.connect(self._take_files)
        window.language_changed.connect(self._say_again)
        window.start.project_wanted.connect(self.open)
        window.labels.label_chosen.connect(self.editing.label)
        window.desk.documents.opened.connect(self._go_to_document)
        self.palette.document_wanted.connect(self._go_to_document)
        self.palette.place_wanted.connect(self._go_to_place)
        self.palette.left.connect(window.view.setFocus)
        window.spans.span_chosen.connect(window.view.set_current)
        window.view.selection_changed.connect(self._show_situation)
        window.view.current_changed.connect(self._show_current)
        self.editing.picking_changed.connect(self._show_situation)
        panel = window.desk.current
        panel.attribute_chosen.connect(self.editing.set_attribute)
        panel.comment_changed.connect(self.editing.set_comment)
        panel.flag_toggled.connect(self.editing.set_flag)
        panel.relabel_requested.connect(self.editing.label)
        panel.delete_requested.connect(self.editing.delete)
        panel.jump_requested.connect(window.view.set_current)
        panel.attach_requested.connect(self.editing.attach)
        panel.detach_requested.connect(self.editing.detach)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _show_project(self) -> None:
        """Bring everything up to date with the project that is open, or with none."""
        window, session = self.window, self.session
        window.notice.forget_error()
        window.show_work(shown=session.is_open)
        self.actions.remove(Menu.LABEL)
        if not session.is_open:
            window.start.show_recent(self.settings.recent())
            self._show_document()
            window.start.take_focus()
            return
        window.start.show_problem(None)
        scheme = session.workspace.scheme
        window.labels.set_scheme(scheme)
        self.actions.add(label_actions(scheme))
        documents = session.workspace.documents()
        self._list_documents(documents)
        place = self.settings.place(session.workspace.project_id)
        if place is not None and session.workspace.has_document(place.document_id):
            session.show(place.document_id)
            window.view.scroll_to(place.first_visible)
            window.view.set_current(place.span_id, scroll=False)
        elif documents:
            session.show(documents[0].id)
        else:
            self._show_document()
        window.view.setFocus()
        window.status.set_saved(saved=True)

    def _show_document(self) -> None:
        """Bring the page, and what is about it, up to date with the open document."""
        window, session = self.window, self.session
        window.notice.forget_error()
        if session.is_open:
            reading = session.annotation_set
            window.view.show_document(session.document, reading, session.workspace.scheme)
            window.desk.documents.set_current(session.document_id)
            if window.drawer.isVisible():
                self._fill_spans()
        self._show_place()
        self._show_current()

    def _follow(self, change_set: ChangeSet) -> None:
        """Bring up to date what a saved step has changed, and only that."""
        window, session = self.window, self.session
        window.notice.forget_error()
        window.status.set_saved(saved=True)
        kinds = {type(change) for change in change_set.changes}
        if SchemeChange in kinds:
            self._show_project()
            return
        if DocumentChange in kinds:
            self._list_documents(session.workspace.documents())
        else:
            for document_id in {getattr(change, "document_id", None) for change in change_set.changes}:
                if document_id is not None:
                    window.desk.documents.update_document(session.workspace.summary(document_id))
        if session.document_id is None:
            self._show_first()
        elif SetChange in kinds:
            self._show_other_reading()
        else:
            here = [c for c in change_set.changes if getattr(c, "document_id", None) == session.document_id]
            window.view.apply(here)
            if window.drawer.isVisible():
                window.spans.apply(here)
        self._show_place()
        self._show_current()

    def _list_documents(self, documents: Sequence[DocumentSummary]) -> None:
        self.window.desk.documents.set_documents(documents)
        self.palette.set_documents(documents)

    def _show_first(self) -> None:
        documents = self.session.workspace.documents()
        if documents:
            self.session.show(documents[0].id)
        else:
            self._show_document()

    def _show_other_reading(self) -> None:
        """Show the reading that has come or gone, without losing the place in the text."""
        session, view = self.session, self.window.view
        first = view.first_visible
        view.show_document(session.document, session.annotation_set, session.workspace.scheme)
        view.scroll_to(first)
        summary = session.summary
        if summary is not None:
            self.window.desk.documents.update_document(summary)
        if self.window.drawer.isVisible():
            self._fill_spans()

    def _fill_spans(self) -> None:
        self.window.spans.show_set(self.session.annotation_set, self.session.workspace.scheme)
        self.window.spans.set_current(self.window.view.current_span)

    def _show_place(self) -> None:
        """Say where one is: in the header, the window's title, and the undo entry."""
        session, summary = self.session, self.session.summary
        project = session.workspace.title if session.is_open else ""
        document = "" if summary is None else summary.title
        state = None if summary is None else document_state(summary)
        self.window.header.show_place(project=project, document=document, state=state)
        spans = 0 if summary is None or summary.active is None else summary.active.spans
        self.window.status.set_spans(None if summary is None else spans)
        names = [isolate(name) for name in (document, project) if name]
        self.window.setWindowTitle(" — ".join([*names, tr("Hashiya")]))
        self.actions.allow(project=session.is_open, document=summary is not None)
        self._show_history()

    def _show_history(self) -> None:
        names: dict[str, Message | None] = {"undo": None, "redo": None}
        if self.session.is_open:
            names = {"undo": self.session.workspace.undo_name, "redo": self.session.workspace.redo_name}
        words = {"undo": tr("Undo"), "redo": tr("Redo")}
        for action, name in names.items():
            text = words[action] if name is None else f"{words[action]}: {name}"
            self.actions.set_text(action, text)
            self.actions.actions[action].setEnabled(name is not None)

    def _show_current(self) -> None:
        """Bring the current-span panel and the labels up to date with the current span."""
        session, window = self.session, self.window
        span = session.span(window.view.current_span) if session.is_open else None
        scheme = session.workspace.scheme if session.is_open else None
        window.desk.current.show_span(span, session.annotation_set if session.is_open else None, scheme)
        if window.drawer.isVisible():
            window.spans.set_current(window.view.current_span)
        window.labels.set_current_label(None if span is None else span.label)
        self._show_situation()

    def _show_situation(self) -> None:
        show_paragraph(self.window, self.session)
        show_situation(self.window, self.session, picking=self.editing.is_picking)

    def _say(self, message: Message) -> None:
        self.window.notice.show_news(message)

    def _tell(self, error: AnnotatorError) -> None:
        """Say what went wrong, in the place of the content if there is none."""
        if self.session.is_open:
            self.window.notice.show_error(error)
        else:
            self.window.start.show_problem(error.message)

    def _say_again(self) -> None:
        """Say in the new language what the situation says."""
        self.actions.retranslate()
        self._show_place()
        self._show_current()

    def _check_choices(self) -> None:
        """Mark the theme and the language in use in the menu."""
        for name in (self.window.theme.name, "arabic" if current() == "ar" else "english"):
            self.actions.actions[name].setChecked(True)

    def _follow_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._show_situation()

    def _go_to_document(self, document_id: str) -> None:
        if document_id != self.session.document_id:
            self.session.show(document_id)
        self.window.view.setFocus()

    def _go_to_place(self, place: Span) -> None:
        """Select a stretch of the open text, and bring it into sight if it is not."""
        view = self.window.view
        view.select(place)
        if not view.viewport().rect().contains(view.point_of(place.start)):
            view.scroll_to(place.start, centre=True)

    def _open_text(self) -> str:
        document = self.session.document if self.session.is_open else None
        return "" if document is None else document.text

    def _take_files(self, paths: list[Path]) -> None:
        if len(paths) == 1 and paths[0].suffix.lower() in _PROJECT_SUFFIXES:
            self.open(paths[0])
            return
        if not self.session.is_open:
            self.files.new()
        if self.session.is_open:
            self.files.import_files(paths)

    def _key(self, name: str) -> str:
        keys = self.actions.actions[name].shortcuts()
        return shown(keys[0].toString()) if keys else ""

    def _keep_place(self) -> None:
        """Save what is being written and remember where the reader is, before it goes."""
        window, session = self.window, self.session
        window.desk.current.flush()
        if session.document_id is not None:
            self.settings.leave(
                session.workspace.project_id,
                Place(
                    document_id=session.document_id,
                    first_visible=window.view.first_visible,
                    span_id=window.view.current_span,
                ),
            )

    def _leave(self) -> None:
        """Let go of the project and remember the window's place."""
        self.session.close()
        self.settings.geometry = bytes(self.window.saveGeometry().data())
        self.settings.sync()
