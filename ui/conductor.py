"""Brings the parts of a window together: what is open, what answers, and who hears of whom.

Nothing is drawn and nothing is edited here. What the window then shows is for `ui.stage`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.errors import AnnotatorError
from annotator.language import Message, current, msg
from ui.actions import ACTIONS, Action
from ui.deeds.adjudication import Adjudication
from ui.deeds.agreement import Agreement
from ui.deeds.answering import Answering
from ui.deeds.comparing import Comparing
from ui.deeds.consistency import Consistency
from ui.deeds.corrections import Corrections
from ui.deeds.directions import Directions
from ui.deeds.documents import Documents
from ui.deeds.drawers import Drawers
from ui.deeds.editing import Editing
from ui.deeds.entities import Entities
from ui.deeds.everywhere import Everywhere
from ui.deeds.files import Files, remedies
from ui.deeds.finding import Finding
from ui.deeds.going import Going
from ui.deeds.guidelines import Guidelines
from ui.deeds.labels import Labels
from ui.deeds.lacking import Lacking
from ui.deeds.looks import Looks
from ui.deeds.numbers import NumbersWindow
from ui.deeds.past import Past
from ui.deeds.people import People
from ui.deeds.pictures import Pictures
from ui.deeds.readings import Readings
from ui.deeds.relating import Relating
from ui.deeds.reports import Reports
from ui.deeds.safety import Safety
from ui.deeds.scheme import Scheming
from ui.deeds.statements import StatementsDrawer
from ui.deeds.talk import Talk
from ui.deeds.team import Team
from ui.deeds.trash import Trash
from ui.deeds.underneath import Underneath
from ui.garbage import Garbage
from ui.keys import shown
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.menus import ActionSet
from ui.palette.palette import Palette
from ui.session import Session
from ui.settings import Settings
from ui.slots import slots_of
from ui.stage import Stage

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
        self._garbage = Garbage(self)
        self.editing = Editing(self.session, window.view, self._say)
        self.relating = Relating(self.session, window.view, self._say)
        self.answering = Answering(self.session, window.view, self._say)
        self.lacking = Lacking(window, self.session, self._say)
        self.everywhere = Everywhere(window, self.session, self._say)
        self.files = Files(window, self.session, settings, theme=lambda: window.theme, say=self._say)
        self.safety = Safety(window, self.session, save_copy=self.files.save_copy, say=self._say)
        self.files.may_leave = self.safety.may_leave
        self.finding = Finding(window, self.session, label=self.editing.label, say=self._say)
        self.numbers = NumbersWindow(window, self.session)
        self.past = Past(window, self.session, self._say)
        self.talk = Talk(window, self.session, self._say)
        self.guidelines = Guidelines(window, self.session, self._say)
        self.comparing = Comparing(window, self.session, self._say)
        self.labels = Labels(window, self.session, self._say)
        self.scheming = Scheming(window, self.session, self._say)
        self.consistency = Consistency(window, self.session, self._say)
        self.trash = Trash(window, self.session, self._say)
        self.corrections = Corrections(window, self.session, self._say)
        self.directions = Directions(self.session, window.view, settings)
        self._make_pages()
        self.pictures = Pictures(window, window.view, theme=lambda: window.theme, tell=self._tell)
        self._make_underneath()
        self.looks = Looks(window, settings, speaker, rows=self._rows)
        self.drawers = Drawers(window, settings)
        self.going = Going(window, self.session, settings, self.drawers.clear_page)
        self.actions = ActionSet(window, slots_of(self))
        self.actions.add(ACTIONS)
        self.drawers.bind(self.actions)
        self.underneath.bind(self.actions.actions)
        self.finding.bind(self.actions)
        self.palette = Palette(window, window.header.search, self.actions, text=self._open_text)
        self.stage = Stage(
            window,
            self.session,
            settings,
            actions=self.actions,
            palette=self.palette,
            relating=self.relating,
            directions=self.directions,
        )
        self._connect()
        self._bind()
        self._check_choices()
        self.stage.show_project()

    def _make_underneath(self) -> None:
        """Make what is drawn out under the page."""
        window, session = self.window, self.session
        self.statements = StatementsDrawer(window, session, self._tell)
        self.entities = Entities(window, session, self.settings, self._say)
        self.underneath = Underneath(
            {
                "all_spans": self._show_spans,
                "consistency": lambda on: self.consistency.show(shown=on),
                "statements": lambda on: self.statements.show(shown=on),
                "entities": lambda on: self.entities.show(shown=on),
                "history": lambda on: self.past.show(shown=on),
                "remarks": self.talk.show,
            }
        )

    def _bind(self) -> None:
        """Let the window's own buttons do what the actions do, and show their keys."""
        window, actions = self.window, self.actions.actions
        window.header.bind(actions)
        window.header.set_menu(self.actions.menu)
        window.start.bind(actions)
        window.work.empty.bind(actions["import"])
        window.status.bind(actions["all_spans"], actions["consistency"])
        window.desk.documents.set_key(self._key("find_document"))
        window.desk.documents.all.clicked.connect(actions["all_documents"].trigger)
        window.desk.current.set_keys(
            {
                "note": self._key("note"),
                "attribution": self._key("attach_source"),
                "cue": self._key("attach_cue"),
            }
        )

    def _make_pages(self) -> None:
        """Make what fills and answers the pages that stand in the place of the text."""
        window, session = self.window, self.session
        self.documents = Documents(window, session, self.settings, self._say)
        self.people = People(window, session, self.settings, self._say)
        self.people.plan = self.documents.share_all
        self.team = Team(window, session, self.documents, self._say)
        self.readings = Readings(window, session)
        self.adjudication = Adjudication(window, session, self._say)
        self.reports = Reports(window, session, self._say)
        self.adjudication.report_wanted.connect(self.reports.ask)
        self.agreement = Agreement(window, session, self._say, adjudicate=self.adjudication.go_to_place)

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

    def open_palette(self) -> None:
        """Bring the focus to the field that searches and runs commands."""
        self.palette.open()

    def show_reader(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Show the paragraph at the caret in a field that screen readers can read, or put it away."""
        self.window.reader.setVisible(on)
        self.stage.show_situation()

    # How the parts hear of each other

    def _rows(self) -> tuple[Action, ...]:
        return self.actions.rows()

    def _connect(self) -> None:
        window, session = self.window, self.session
        session.project_changed.connect(self.stage.show_project)
        session.document_changed.connect(self.stage.show_document)
        session.document_changed.connect(self._garbage.put_aside_soon)
        session.changed.connect(self.stage.follow)
        session.unsaved_changed.connect(self.stage.show_saved)
        session.failed.connect(self._tell)
        self.files.refused.connect(self._refuse)
        session.leaving.connect(self.going.keep)
        self.looks.chosen.connect(self._check_choices)
        window.view.zoom_wanted.connect(self.looks.zoom)
        window.may_close = self.safety.may_leave
        window.closing.connect(self._leave)
        window.dropped.connect(self._take_files)
        window.language_changed.connect(self._say_again)
        window.unanswered.connect(self._say_why_not)
        window.start.project_wanted.connect(self.open)
        card = window.start.problem_card
        card.again_wanted.connect(self.open)
        card.look_wanted.connect(self.files.look)
        card.backups_wanted.connect(self.files.backups)
        card.repair_wanted.connect(self.files.repair)
        window.labels.label_chosen.connect(self.editing.label)
        window.labels.edit_wanted.connect(self.scheming.edit)
        window.labels.delete_wanted.connect(self.labels.delete)
        window.labels.merge_wanted.connect(self.labels.merge)
        window.desk.documents.opened.connect(self.going.to_document)
        window.desk.documents.import_wanted.connect(self.files.import_files)
        window.desk.documents.delete_wanted.connect(self.trash.delete)
        self.talk.document_wanted.connect(self.going.to_document)
        self.talk.panel.set_key(self._key("remark"))
        self.readings.key = self._key("readings")
        self.guidelines.key = self._key("guidelines")
        self.guidelines.left.connect(lambda: self.actions.actions["guidelines"].setChecked(False))
        self._connect_pages()
        self.palette.document_wanted.connect(self.going.to_document)
        self.entities.document_wanted.connect(self.going.to_document)
        self.palette.place_wanted.connect(self.going.to_place)
        self.files.place_wanted.connect(self.going.to_stretch)
        self.palette.left.connect(window.view.setFocus)
        window.spans.span_chosen.connect(window.view.set_current)
        window.spans.spans_chosen.connect(window.view.choose)
        window.view.selection_changed.connect(self.stage.show_situation)
        window.view.menu_wanted.connect(self._show_page_menu)
        window.view.current_changed.connect(self.stage.show_current)
        self.relating.picking_changed.connect(self.stage.show_situation)
        self._connect_panel()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _connect_pages(self) -> None:
        actions = self.actions.actions
        self.documents.document_wanted.connect(self.going.to_document)
        self.documents.hand_out_wanted.connect(actions["hand_out"].trigger)
        self.team.place_wanted.connect(self.going.to_stretch)
        self.team.document_wanted.connect(self.going.to_document)
        self.documents.left.connect(self._check_pages)
        self.adjudication.left.connect(self._check_pages)
        self.window.page_shown.connect(self._check_pages)
        self.window.page_shown.connect(self.stage.show_situation)
        self.adjudication.situation_changed.connect(self.stage.show_situation)
        self.adjudication.zoom_wanted.connect(self.looks.zoom)
        self.agreement.left.connect(self._check_pages)
        self.agreement.situation_changed.connect(self.stage.show_situation)
        self.agreement.action_wanted.connect(lambda name: actions[name].trigger())

    def _check_pages(self) -> None:
        """Mark in the menu which page has the window: each gives way to the next."""
        for name, deed in (
            ("all_documents", self.documents),
            ("adjudicate", self.adjudication),
            ("agreement", self.agreement),
        ):
            self.actions.actions[name].setChecked(deed.is_shown)

    def _connect_panel(self) -> None:
        self.window.status.missing.clicked.connect(self.actions.actions["next_missing"].trigger)
        panel = self.window.desk.current
        panel.attribute_chosen.connect(self.answering.set_attribute)
        panel.attribute_written.connect(self.answering.write_attribute)
        panel.document_answered.connect(self.answering.answer_document)
        panel.copy_requested.connect(self.answering.copy_last)
        panel.comment_changed.connect(self.editing.set_comment)
        panel.left.connect(self.window.view.setFocus)
        panel.flag_toggled.connect(self.editing.set_flag)
        panel.relabel_requested.connect(self.editing.label)
        panel.delete_requested.connect(self.editing.delete)
        panel.jump_requested.connect(self.window.view.set_current)
        panel.attach_requested.connect(self.relating.attach)
        panel.detach_requested.connect(self.relating.detach)

    def _show_page_menu(self, point: QPoint) -> None:
        """Offer what can be done at the caret."""
        menu = QMenu(self.window.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names: tuple[str, ...] = ("correct", "turn_paragraph")
        if self.window.view.current_span is not None:
            names = ("pick", "attach_source", "attach_cue", "name_entity", "note", "delete", *names)
        for name in names:
            if name == "correct":
                menu.addSeparator()
            menu.addAction(self.actions.actions[name])
        menu.popup(point)

    def _say(self, message: Message) -> None:
        self.window.notice.show_news(message)

    def _tell(self, error: AnnotatorError) -> None:
        """Say what went wrong, in the place of the content if there is none."""
        self._refuse(None, error)

    def _refuse(self, path: Path | None, error: AnnotatorError) -> None:
        """Say why a project can't be opened: beside it, or under the page of the one that stays open."""
        if self.session.is_open:
            self.window.notice.show_error(error)
        else:
            self.window.start.show_problem(error.message, path)
            if path is not None:
                self.window.start.problem_card.offer_remedies(remedies(path, error))

    def _say_why_not(self, event: QKeyEvent) -> None:
        """Say of a key that does nothing in a packet why it doesn't: on hovering, the menu says so too."""
        refusal = self.session.workspace.packet_refusal if self.session.is_open else None
        if refusal is not None and self.actions.is_left_to_the_project(event):
            self._tell(refusal)

    def _say_again(self) -> None:
        """Say in the new language what the situation says."""
        self.actions.retranslate()
        self.stage.show_place()
        self.stage.show_current()

    def _check_choices(self) -> None:
        """Mark in the menu what is in use: the theme, the language, signs for invisible characters."""
        self.actions.actions["whole_words"].setChecked(self.settings.whole_words)
        self.actions.actions[f"relations_{self.settings.relations}"].setChecked(True)
        self.actions.actions[f"interface_{self.settings.interface_size}"].setChecked(True)
        self.actions.actions["still"].setChecked(self.window.view.motion.reduced)
        for name in (self.window.theme.name, "arabic" if current() == "ar" else "english"):
            self.actions.actions[name].setChecked(True)
        self.actions.actions["invisibles"].setChecked(self.settings.invisibles)

    def _follow_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self.stage.show_situation()

    def _open_text(self) -> str:
        document = self.session.document if self.session.is_open else None
        return "" if document is None else document.text

    def _take_files(self, paths: list[Path]) -> None:
        if all(path.suffix.lower() in _PROJECT_SUFFIXES for path in paths):
            if self.team.takes(paths):
                self.team.bring_home(paths)
                return
            if len(paths) == 1:
                self.open(paths[0])
                return
        self.files.import_files(paths)

    def _key(self, name: str) -> str:
        keys = self.actions.actions[name].shortcuts()
        return shown(keys[0].toString()) if keys else ""

    def _show_spans(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Draw the table of all spans out under the page, or put it away."""
        if on:
            self.stage.fill_spans()
        self.window.drawer.setVisible(on)
        (self.window.spans.table if on else self.window.view).setFocus()

    def _leave(self) -> None:
        """Let go of the project and remember the window's place."""
        self.session.close()
        self.settings.geometry = bytes(self.window.saveGeometry().data())
        self.settings.sync()
