"""Required answers that are missing: counted for each document, and walked through by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from annotator.editing.change import (
    AnswersChange,
    DocumentChange,
    SchemeChange,
    SetChange,
    SpanChange,
    TextChange,
)
from annotator.language import Message, msg
from annotator.model import AnnotationSet, DocumentFacts, LabelScheme, SpanAnnotation, missing
from annotator.workspace import ChangeSet
from annotator.workspace.finding import read_facts
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.session import Session

_LATER: Final = 1200
"""Milliseconds after a project is opened: its page comes first."""


class Lacking(QObject):
    """Tells the status bar and the list of documents what is missing, and goes to where it is.

    The open reading is followed change by change; of the others a worker finds the numbers once.

    Args:
        window: with both.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say
        self._count = 0
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self.look_into_all)
        session.project_changed.connect(self._begin)
        session.document_changed.connect(self._recount)
        session.changed.connect(self._follow)

    @property
    def count(self) -> int:
        """How many required answers are missing in the open reading."""
        return self._count

    def look_into_all(self) -> None:
        """Count in the readings of all documents, in the background."""
        if (
            self._job is not None
            or not self._session.is_open
            or not has_required(self._session.workspace.scheme)
        ):
            return
        path, reader = self._session.workspace.path, self._session.workspace.who
        job = self._job = Job(lambda progress: read_facts(path, progress, reader))
        job.finished.connect(lambda facts: self._learn(path, facts))
        job.failed.connect(self._give_up)
        job.start()

    def go_on(self) -> None:
        """Go to the next span that lacks an answer, round the end of the text."""
        reading = self._session.annotation_set
        if reading is None:
            self._say(msg("No answer is missing in this document."))
            return
        scheme, view = self._session.workspace.scheme, self._window.view
        lacking = [span for span in reading.in_text_order() if lacking_of(scheme, span)]
        current = self._session.span(view.current_span)
        here = (view.caret, 0, "") if current is None else _place(current)
        behind = [span for span in lacking if _place(span) > here]
        found = next(iter(behind or lacking), None)
        if found is not None:
            view.set_current(found.id)
        elif missing(scheme.document_attributes, reading.attributes):
            self._window.desk.current.focus_document_answers()
        else:
            self._say(msg("No answer is missing in this document."))

    def _begin(self) -> None:
        self._later.stop()
        self._window.desk.documents.set_missing({})
        if self._session.is_open:
            self._later.start()
        self._recount()

    def _recount(self) -> None:
        """Count in the whole reading that is shown."""
        reading = self._session.annotation_set if self._session.is_open else None
        self._count = 0
        if reading is not None and has_required(self._session.workspace.scheme):
            self._count = lacking_in(self._session.workspace.scheme, reading)
        self._show()

    def _follow(self, done: ChangeSet) -> None:
        """Count again only what has changed, where only spans and answers of this reading have."""
        reading = self._session.annotation_set
        here = [c for c in done.changes if getattr(c, "document_id", None) == self._session.document_id]
        if reading is None or any(_counts(change) for change in done.changes):
            self._recount()
            return
        scheme = self._session.workspace.scheme
        for change in here:
            if getattr(change, "set_id", None) != reading.id:
                continue
            if isinstance(change, SpanChange):
                self._count += lacking_of(scheme, change.after) - lacking_of(scheme, change.before)
            elif isinstance(change, AnswersChange):
                questions = scheme.document_attributes
                self._count += len(missing(questions, change.after)) - len(missing(questions, change.before))
        self._show()

    def _show(self) -> None:
        self._window.status.set_missing(self._count)
        if self._session.is_open and self._session.document_id is not None:
            self._window.desk.documents.set_missing({self._session.document_id: self._count}, more=True)

    def _learn(self, path: Path, facts: Iterable[DocumentFacts]) -> None:
        self._job = None
        if not self._session.is_open or self._session.workspace.path != path:
            return
        known = {one.id: one for one in facts}
        found: dict[str, int] = {}
        for summary in self._session.workspace.documents():
            one = known.get(summary.id)
            if one is not None and summary.active is not None and summary.active.id in one.readings:
                found[summary.id] = one.readings[summary.active.id].unanswered
        if self._session.document_id is not None:
            found[self._session.document_id] = self._count
        self._window.desk.documents.set_missing(found)

    def _give_up(self, _error: object) -> None:
        self._job = None


def has_required(scheme: LabelScheme) -> bool:
    """Tell whether a scheme requires any answer."""
    questions = (*scheme.document_attributes, *(a for label in scheme.labels for a in label.attributes))
    return any(question.required for question in questions)


def lacking_of(scheme: LabelScheme, span: SpanAnnotation | None) -> int:
    """Return how many required answers a span lacks; none if there is no span."""
    label = None if span is None else scheme.label(span.label)
    return 0 if span is None or label is None else len(missing(label.attributes, span.attributes))


def lacking_in(scheme: LabelScheme, reading: AnnotationSet) -> int:
    """Return how many required answers a reading lacks, those about the document included."""
    asking = {label.code for label in scheme.labels if any(a.required for a in label.attributes)}
    spans = sum(lacking_of(scheme, span) for span in reading.spans.values() if span.label in asking)
    return spans + len(missing(scheme.document_attributes, reading.attributes))


def _counts(change: object) -> bool:
    """Tell whether a change may bring or take answers of the reading shown in another way than one by one."""
    return isinstance(change, SetChange | SchemeChange | DocumentChange | TextChange)


def _place(span: SpanAnnotation) -> tuple[int, int, str]:
    return span.span.start, -span.span.end, span.id
