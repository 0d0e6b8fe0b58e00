"""The page of adjudication: filled, kept up to date, and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.adjudication.deciding import AcceptAgreements, Decide
from annotator.adjudication.positions import Position, gold_of, positions, readers
from annotator.adjudication.queue import next_open
from annotator.editing.change import AnnotatorChange, Change, DecisionChange, SchemeChange, SetChange
from annotator.editing.history import StepKind
from annotator.errors import AnnotatorError, RuleError
from annotator.language import Message, msg, msgn, tr
from annotator.model import Dispute, Verdict
from annotator.workspace import ChangeSet
from ui.adjudication.edition import Edition, offered
from ui.adjudication.own import AnswerDraft, said
from ui.adjudication.readers import readers_of
from ui.main_window import MainWindow
from ui.session import Session

if TYPE_CHECKING:  # made when it is asked for
    from ui.adjudication.page import AdjudicationPage

_FEWEST = 2
MOST_AT_ONCE = 400
"""More agreements than these are accepted under a bar that can be stopped: they take more than a moment."""


class Adjudication(QObject):
    """Brings the readings of the open document together.

    Args:
        window: shows the page.
        session: what is open.
        say: shows a sentence.

    Signals:
        left: the page has been put away, or could not be shown.
        situation_changed: other keys help now.
        report_wanted: all decisions shall be put together for paper.
        zoom_wanted: the text shall be one step larger (1) or smaller (-1).
    """

    left = Signal()
    situation_changed = Signal()
    report_wanted = Signal()
    zoom_wanted = Signal(int)

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self._page: AdjudicationPage | None = None
        self._positions: tuple[Position, ...] = ()
        self._reasons: Sequence[str] = ()
        self._was_open: str | None = None
        self._is_deciding = False
        session.changed.connect(self._follow)
        session.document_changed.connect(self._follow_document)
        session.project_changed.connect(self._forget)
        window.view.shown_anew.connect(self._follow_appearance)
        window.language_changed.connect(self._say_again)

    @property
    def page(self) -> AdjudicationPage:
        """The page; made when it is first asked for."""
        if self._page is None:
            from ui.adjudication.page import AdjudicationPage

            self._page = page = AdjudicationPage()
            page.decision_wanted.connect(self.decide)
            page.later_wanted.connect(self.put_off)
            page.accept_wanted.connect(self.accept)
            page.undo_wanted.connect(self._session.undo)
            page.own.ends_lacking.connect(self._tell_ends_lacking)
            page.left.connect(self._leave)
            page.hints_changed.connect(self.situation_changed)
            page.report.clicked.connect(self.report)
            page.view.zoom_wanted.connect(self.zoom_wanted)
        return self._page

    @property
    def is_shown(self) -> bool:
        """Whether the page has the window."""
        return self._page is not None and self._window.shown_page is self._page

    @property
    def positions(self) -> tuple[Position, ...]:
        """All positions of the document shown, as they are now."""
        return self._positions

    def show(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Bring the readings of the open document together, or go back to the text."""
        if not on:
            self._leave()
            return
        why = self._refusal()
        if why is not None:
            self._session.failed.emit(RuleError(why, code="E_READINGS"))
            self.left.emit()
            return
        self._reasons = self._session.workspace.reasons()
        self._fill()
        self._show_page()
        self._follow_appearance()
        first = next_open(self.page.queue.listed) or next(iter(self.page.queue.listed), None)
        self.page.go_to(None if first is None else first.key)
        self.page.take_focus()

    def go_to_place(self, at: int) -> bool:
        """Ask about what is in dispute at a code point, if the page is shown; return whether it is."""
        there = [one for one in self._positions if one.place.start <= at < one.place.end]
        nearest = max(
            there, key=lambda one: (one.dispute is not Dispute.AGREE, one.place.start), default=None
        )
        if self.is_shown and nearest is not None:
            self.page.go_to(nearest.key)
        return self.is_shown

    # What is decided

    def decide(self) -> None:
        """Let what is chosen stand, and go on to the next position."""
        page = self.page
        position, choice = page.position, page.apparatus.choice
        if position is None or self._session.workspace.read_only:
            return
        if choice.verdict is None:
            sentence = msg("Choose a reading first: its digit, 0 for nothing here, or E for one of your own.")
            self._session.failed.emit(RuleError(sentence, code="E_CHOICE"))
            return
        there = offered(position)
        own = page.apparatus.own_reading if choice.verdict is Verdict.OWN else None
        if isinstance(own, AnswerDraft) and own.answer is None:
            self._perform(position, Verdict.NOTHING)
            return
        self._perform(
            position,
            choice.verdict,
            variants=tuple(position.variants.index(there[number]) for number in sorted(choice.taken)),
            own=None if own is None else said(own, self._session.workspace.scheme),
        )

    def _tell_ends_lacking(self) -> None:
        sentence = msg(
            "A relation of your own joins two spans of the gold reading. Decide about its ends first, or "
            "accept the agreements (A)."
        )
        self._session.failed.emit(RuleError(sentence, code="E_POSITION"))

    def put_off(self) -> None:
        """Leave the position for later, and go on to the next."""
        position = self.page.position
        if position is not None and not self._session.workspace.read_only:
            self._perform(position, Verdict.LATER)

    def accept(self) -> None:
        """Let all that the readers agree on stand, as one step."""
        document = self._session.document
        if document is None or not self.page.queue.counts.waiting:
            return
        before = self.page.queue.counts.waiting
        command = AcceptAgreements(document_id=document.id)
        if before <= MOST_AT_ONCE:
            self._tell_accepted(before, self._session.perform(command))
            return
        from ui.adjudication.accepting import AcceptDialog

        dialog = AcceptDialog(self._window, self._window.theme, self._session, command, before)
        dialog.accepted.connect(lambda: self._tell_accepted(before, dialog.done_by))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.finished.connect(lambda _result: self.page.take_focus())
        dialog.begin()

    def _tell_accepted(self, before: int, change_set: ChangeSet | None) -> None:
        """Say how many of so many agreements stand by a step."""
        if change_set is None:
            return
        self._say(
            msgn(
                "{count} agreement stands in the gold reading now. Undo takes it back.",
                "{count} agreements stand in the gold reading now. Undo takes them back.",
                before - self.page.queue.counts.waiting,
            )
        )

    def report(self) -> None:
        """Put all decisions together for paper."""
        self.report_wanted.emit()

    def _perform(self, position: Position, verdict: Verdict, **more: object) -> None:
        page, document = self.page, self._session.document
        if document is None:
            return
        command = Decide(
            document_id=document.id,
            key=position.key,
            verdict=verdict,
            reason=page.apparatus.reason.reason,
            gap=page.apparatus.gap.isChecked(),
            **more,  # type: ignore[arg-type]
        )
        self._is_deciding = True
        try:
            self._session.attempt(command)
        except AnnotatorError as error:
            self._session.failed.emit(error)
            return  # what was chosen stays chosen
        finally:
            self._is_deciding = False
        self._go_on(position.key)

    def _go_on(self, key: str) -> None:
        """Go to the next position that wants a decision; say so where there is none."""
        page = self.page
        following = next_open(page.queue.listed, key)
        if following is None or following.key == key:
            page.go_to(key, anew=True)
            if page.queue.counts.settled == page.queue.counts.total:
                self._say(msg("Everything in dispute in this document is settled."))
        else:
            page.go_to(following.key, anew=True)
        page.take_focus()

    # What is shown

    def _refusal(self) -> Message | None:
        """Return why there is nothing to bring together, or None."""
        workspace, document = self._session.workspace, self._session.document
        if document is None:
            return msg("Open a document first.")
        if not workspace.sees_all:
            return msg("Only a reviewer sees the readings of others, and can bring them together.")
        count = len(readers(workspace.sets(document.id)))
        if count >= _FEWEST:
            return None
        return msgn(
            "This document has {count} reading. Two are needed: bring a packet home, or import a reading.",
            "This document has {count} readings. Two are needed: bring packets home, or import readings.",
            count,
        )

    def _fill(self) -> None:
        """Show the open document with its readers, and how far its positions are.

        The lanes are made anew only if what stands on them is another.
        """
        workspace, document = self._session.workspace, self._session.document
        if document is None:
            return
        sets = workspace.sets(document.id)
        edition = Edition(
            document=document,
            # Who adjudicates joins the project with the first decision: the letters must not move then.
            readers=readers_of(readers(sets), (*workspace.annotators(), workspace.reader)),
            scheme=workspace.scheme,
        )
        self.page.set_editable(editable=not workspace.read_only)
        if not edition.is_same(self.page.edition):
            self.page.show_edition(edition)
        decisions = workspace.decisions(document.id)
        self._positions = positions(document, sets, workspace.scheme, decisions)
        self.page.show_positions(
            self._positions, self._reasons, gold=gold_of(sets), ask=not self._is_deciding
        )

    def _hear(self, change_set: ChangeSet) -> None:
        """Offer from now on what has been given as a reason; the file is asked when the page is opened."""
        made = (one.after for one in change_set.changes if isinstance(one, DecisionChange))
        given = [one.reason for one in made if one is not None and one.reason]
        self._reasons = tuple(dict.fromkeys([*self._reasons, *given]))

    def _follow(self, change_set: ChangeSet) -> None:
        """Bring the page up to date with a saved step."""
        document = self._session.document
        if not self.is_shown:
            return
        if document is None:
            self._leave()
            return
        if not any(_concerns(change, document.id) for change in change_set.changes):
            return
        if self._refusal() is not None:
            self._leave()
            return
        before = {one.key: one.decision for one in self._positions}
        self._hear(change_set)
        self._fill()
        if change_set.kind is not StepKind.DO:
            undone = [one for one in self._positions if before.get(one.key) != one.decision]
            if len(undone) == 1:
                self.page.go_to(undone[0].key)

    def _follow_document(self) -> None:
        """Go back to the text when another document is opened."""
        before, self._was_open = self._was_open, self._session.document_id
        if self.is_shown and before != self._session.document_id:
            self._leave()

    def _follow_appearance(self) -> None:
        """Show the text as it is elsewhere: its face and size, and how much moves."""
        if self._page is None or not self.is_shown:
            return
        mine, theirs = self._page.view, self._window.view
        if mine.appearance != theirs.appearance:
            mine.set_appearance(theirs.appearance)
        mine.motion.reduced = theirs.motion.reduced
        mine.edges.whole_words = theirs.edges.whole_words

    def _show_page(self) -> None:
        page = self.page
        self._window.show_page(page, work=tr("Adjudication"), parts=(page.sigla, page.report))
        self.situation_changed.emit()

    def _say_again(self) -> None:
        if self.is_shown:
            self._show_page()

    def _forget(self) -> None:
        self._leave()
        self._positions = ()
        if self._page is not None:
            self._page.forget()

    def _leave(self) -> None:
        if self.is_shown:
            self._window.show_work(shown=self._session.is_open)
            self._window.view.setFocus()
        self.left.emit()
        self.situation_changed.emit()


def _concerns(change: Change, document_id: str) -> bool:
    """Tell whether a change may be about what the page shows of a document."""
    match change:
        case SchemeChange() | AnnotatorChange():
            return True
        case DecisionChange(before=before, after=after) | SetChange(before=before, after=after):
            one = after or before
            return one is not None and one.document_id == document_id
        case _:
            return getattr(change, "document_id", None) == document_id
