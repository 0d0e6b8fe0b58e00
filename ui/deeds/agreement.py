"""The page of agreement: counted in a worker, kept up to date, and followed to what is behind its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.language import Message, msg, tr
from annotator.progress import Progress
from ui.deeds.here import go_to_span
from ui.main_window import MainWindow
from ui.named_jobs import NamedJobs
from ui.session import Session

if TYPE_CHECKING:  # counting and the page are imported when they are asked for
    from annotator.statistics import Reader
    from annotator.workspace.agreement import AgreementReport, AgreementRequest
    from annotator.workspace.agreement.picks import Comparisons, Pick
    from ui.agreement.asking import Remedy, Survey
    from ui.agreement.page import AgreementPage
    from ui.agreement.places import Place
    from ui.agreement.question import Part, Question

_ADJUDICATE: Final = "adjudicate"
_PATIENCE_MS: Final = 200
_FIGURES, _TABLE, _PLACES, _REPORT = "figures", "table", "places", "report"


class Agreement(QObject):
    """Shows how well the readers of the open project agree.

    Args:
        window: shows the page.
        session: what is open.
        say: shows a sentence.
        adjudicate: goes to a code point in the adjudication, if that is shown; returns whether it is.

    Attributes:
        report: what the page shows.

    Signals:
        left: the page has been put away.
        action_wanted: the action with this id is to be done.
        situation_changed: other keys help now.
    """

    left = Signal()
    situation_changed = Signal()
    action_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        say: Callable[[Message], None],
        *,
        adjudicate: Callable[[int], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._say, self._adjudicate = window, session, say, adjudicate
        self._page: AgreementPage | None = None
        self._asked: Question | None = None
        self._survey: Survey | None = None
        self.report: AgreementReport | None = None
        self._tables: dict[Part, AgreementReport] = {}
        self._jobs = NamedJobs(self)
        self._soon = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._soon.timeout.connect(self.count)
        self._jobs.failed.connect(session.failed)
        session.changed.connect(lambda _changes: self._follow())
        session.project_changed.connect(self._forget)
        session.document_changed.connect(self._follow_document)
        window.language_changed.connect(self._say_again)

    @property
    def page(self) -> AgreementPage:
        """The page; made when it is first asked for."""
        if self._page is None:
            from ui.agreement.page import AgreementPage

            self._page = page = AgreementPage()
            page.left.connect(self.leave)
            page.said.connect(self._say)
            page.hints_changed.connect(self.situation_changed)
            page.pair_wanted.connect(lambda pick: self._look_at((pick.left, pick.right)))
            page.table_wanted.connect(self._count_table)
            page.places_wanted.connect(self._look_for)
            page.remedy_wanted.connect(self._help)
            page.counting.follow(self._jobs, besides={_PLACES})
            page.report.clicked.connect(self._ask_for_target)
            page.definitions.clicked.connect(self.define)
            page.desk.asked.connect(self._ask)
            page.desk.choice_wanted.connect(self._choose_documents)
            page.desk.opened.connect(self.open_place)
        return self._page

    @property
    def is_shown(self) -> bool:
        """Whether the page has the window."""
        return self._page is not None and self._window.shown_page is self._page

    @property
    def is_working(self) -> bool:
        """Whether something is being counted or looked for, or will be in a moment."""
        return bool(self._jobs.names) or self._soon.isActive()

    @property
    def survey(self) -> Survey:
        """Who has begun to read what, as it is now."""
        from ui.agreement.asking import Survey

        if self._survey is None:
            self._survey = Survey.of(self._session.workspace.visible_documents())
        return self._survey

    def show(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Show the agreement in the place of the text, or go back to the text."""
        if on:
            self._show_page()
            self.count()
            self.page.take_focus()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the text. What is being counted is stopped."""
        self._soon.stop()
        self._jobs.stop()
        if self.is_shown:
            self._window.show_work(shown=self._session.is_open)
            self._window.view.setFocus()
            self.left.emit()

    def count(self) -> None:
        """Count what is asked, as it is now; what was counted before stays in sight."""
        from ui.agreement.question import Part

        self._soon.stop()
        self._tables = {}
        for name in (_TABLE, _PLACES):
            self._jobs.drop(name)
        if self._may_count():
            self._jobs.start(_FIGURES, self._reckoning(Part.OVERVIEW), self._take)

    def open_place(self, place: Place) -> None:
        """Show a place in adjudication, or else in the text, in the reading that it belongs to."""
        session, view = self._session, self._window.view
        self.leave()
        known = session.is_open and session.workspace.has_document(place.document_id)
        if known and session.workspace.sees_all:
            session.show(place.document_id)
            self.action_wanted.emit(_ADJUDICATE)
            if self._adjudicate(place.start):
                return
        go_to_span(
            session,
            view,
            document_id=place.document_id,
            set_id=place.set_id,
            span_id=place.span_id,
            start=place.start,
        )
        view.setFocus()

    def define(self) -> None:
        """Show what each figure means, and where it comes from."""
        from ui.agreement.definitions import DefinitionsDialog

        DefinitionsDialog(self._window, self._window.theme).exec()

    def save_report(self, target: Path) -> None:
        """Write everything as a page for the browser; the person has agreed to replace what is there."""
        from annotator.workspace.agreement.page import write_page
        from ui.agreement.question import Part

        reckon, title = self._reckoning(Part.EVERYTHING), self._session.workspace.title

        def work(progress: Progress) -> None:
            write_page(target, reckon(progress), title=title, force=True)

        def tell(_: object) -> None:
            self._say(msg("The report is written: {path}", path=target))

        self._jobs.start(_REPORT, work, tell)

    # What is asked

    def _show_page(self) -> None:
        """Show the page, with what there is to compare."""
        page, document = self.page, self._session.document
        page.set_adjudicates(adjudicates=self._session.workspace.sees_all)
        page.desk.offer_documents("" if document is None else document.title)
        page.desk.offer_layers(self._session.workspace.scheme.layers)
        page.desk.show_question(self._question())
        self._window.show_page(page, name=tr("Agreement between readers"), parts=page.header_parts)

    def _question(self) -> Question:
        """Return what is asked; at first, how two readers with a document in common agree."""
        from ui.agreement.question import Question

        survey, asked = self.survey, self._asked
        if asked is None or (asked.pair is not None and not set(asked.pair) <= set(survey.readers)):
            asked = replace(asked or Question(), pair=survey.first_pair)
        self._asked = asked
        return asked

    def _request(self, part: Part) -> AgreementRequest:
        workspace, document_id = self._session.workspace, self._session.document_id
        return self._question().request(part, self.survey.readers, workspace.scheme, document_id)

    def _reckoning(self, part: Part) -> Callable[[Progress], AgreementReport]:
        """Return the work that answers the question, for a worker."""
        from annotator.workspace.agreement import read_agreement

        request, workspace = self._request(part), self._session.workspace
        path, sight = workspace.path, workspace.sight
        return lambda progress: read_agreement(path, request, progress, sight=sight)

    def _ask(self, question: Question) -> None:
        self._asked = question
        self._jobs.drop(_FIGURES)  # its answer would take the person back to the question before
        self._soon.start()

    def _look_at(self, pair: tuple[Reader, Reader]) -> None:
        question = replace(self._question(), pair=pair)
        self.page.desk.show_question(question)
        self._ask(question)

    def _choose_documents(self) -> None:
        from ui.agreement.choice import DocumentsChoice
        from ui.agreement.question import Scope

        question, titles = self._question(), self.survey.titles
        dialog = DocumentsChoice(self._window, self._window.theme, titles, question.documents)
        if dialog.exec() and dialog.chosen:
            question = replace(question, scope=Scope.CHOICE, documents=dialog.chosen)
            self.page.desk.show_question(question)
            self._ask(question)

    def _may_count(self) -> bool:
        """Tell whether there is anything to compare; otherwise say why not, and what can be done."""
        found = self.survey.lack
        if found is not None:
            self.page.show_nothing(*found)
        return found is None

    def _help(self, remedy: Remedy) -> None:
        """Do what helps where there is nothing to compare."""
        self.leave()
        self.action_wanted.emit(remedy.value)

    # What is found

    def _take(self, report: AgreementReport) -> None:
        from ui.agreement.drawing_up import draw_up
        from ui.agreement.tables import name_of, parts_of

        self.report = report
        self.page.show_agreement(draw_up(report), [name_of(part) for part in parts_of(report)])

    def _count_table(self, number: int) -> None:
        """Count what the table with this number shows, unless that has been done."""
        from ui.agreement.tables import parts_of, table_of

        if self.report is None or _FIGURES in self._jobs.names:
            return
        part = parts_of(self.report)[number]

        def take(report: AgreementReport) -> None:
            self._tables[part] = report
            self.page.show_table(number, table_of(part, report))

        if part in self._tables:
            take(self._tables[part])
        else:
            self._jobs.start(_TABLE, self._reckoning(part), take)

    def _look_for(self, pick: Pick, title: str) -> None:
        """Look for the places behind a number; whatever was looked for before is given up."""
        from annotator.workspace.agreement.behind import read_places
        from ui.agreement.listing import in_dispute, places_of, texts_of, title_of

        report, workspace = self.report, self._session.workspace
        if report is None:
            return
        request, path, sight = report.request, workspace.path, workspace.sight
        self.page.desk.show_looking(title)

        def work(progress: Progress) -> Comparisons:
            found = read_places(path, request, pick, progress, sight=sight)
            narrower = in_dispute(pick)
            if found.has_more and narrower is not None:  # too much to be read: what is in dispute then
                return read_places(path, request, narrower, progress, sight=sight)
            return found

        def take(found: Comparisons) -> None:
            places = places_of(found, pick, report, texts_of(found, workspace))
            self.page.show_places(title_of(title, places), places, more=found.has_more)

        self._jobs.start(_PLACES, work, take)

    # What happens meanwhile

    def _follow(self) -> None:
        """Count again, a moment after something has been saved."""
        self._survey = None
        if self.is_shown:
            self._soon.start()

    def _follow_document(self) -> None:
        """Go to the text of a document that a person has opened."""
        if self.is_shown and self._session.is_open and self._session.document_id is not None:
            self.leave()

    def _say_again(self) -> None:
        """Say everything in the other language."""
        from ui.agreement.naming import lettered

        page, report, shown = self._page, self.report, self.is_shown
        if page is None:
            return
        self._soon.stop()
        self._jobs.stop()
        if shown:
            self._window.show_work(shown=True)
        self._page = None
        page.deleteLater()
        if shown:
            self._show_page()
            if report is not None and self._may_count():
                self._take(lettered(report, self._session.workspace.annotators()))
            self.page.take_focus()

    def _forget(self) -> None:
        """Another project is open, or none."""
        self.leave()
        self._asked = self.report = self._survey = None
        self._tables = {}

    def _ask_for_target(self) -> None:
        from ui.agreement.report_target import ask_for_target

        target = ask_for_target(self._window, self._session.workspace)
        if target is not None:
            self.save_report(target)
