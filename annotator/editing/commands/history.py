"""Going back: a document, a reading or a span as it was; documents into the trash and out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.editing.change import AnnotatorChange, Change, DocumentChange, SchemeChange, SetChange, Step
from annotator.editing.commands import planning
from annotator.editing.differences import differences, with_span_of
from annotator.editing.moving import carried_over
from annotator.editing.rulebook import Rulebook
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument, AnnotationSet, LabelScheme


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteDocuments:
    """Put documents with all their readings into the trash. The log keeps them for good."""

    document_ids: tuple[str, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the removal."""
        changes: list[Change] = []
        for document_id in self.document_ids:
            changes += [SetChange(before=one, after=None) for one in state.sets(document_id)]
            changes.append(DocumentChange(before=state.document(document_id), after=None))
        name = msgn("Delete a document", "Delete {count} documents", len(self.document_ids))
        return planning.step(name, changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDocuments:
    """Bring documents back from the trash with all their readings.

    Attributes:
        documents: as they were (`Workspace.trashed`).
    """

    documents: tuple[AnnotatedDocument, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the return.

        Raises:
            RuleError: a document is there already, or the scheme no longer allows one of the readings.
        """
        changes: list[Change] = []
        for annotated in self.documents:
            if state.has_document(annotated.document.id):
                raise RuleError(
                    msg("“{document}” is in the project already.", document=annotated.document.title),
                    code="E_CONFLICT",
                )
            changes += differences(None, _allowed(state, annotated, annotated.sets))
        name = msgn("Restore a document", "Restore {count} documents", len(self.documents))
        return planning.step(name, [*_people(state, changes), *changes])


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreMoment:
    """Make a document, one of its readings or one span what it was at an earlier moment.

    Attributes:
        document_id: which document.
        then: the document as it was (`Workspace.state_at`).
        set_id: only this reading, or None for all.
        span_id: only this span of the reading `set_id`, with the relations it had.
    """

    document_id: str
    then: AnnotatedDocument
    set_id: str | None = None
    span_id: str | None = None

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the way back; None if all is as it was.

        Raises:
            RuleError: the scheme no longer allows it, or none of the span's words is left in the text.
        """
        sets = state.sets(self.document_id)
        now = AnnotatedDocument(document=state.document(self.document_id), sets=sets)
        wanted = self._wanted(now)
        changed = [one for one in wanted.sets if one not in sets]
        changes = differences(now, _allowed(state, wanted, changed))
        return planning.step(self._name(), [*_people(state, changes), *changes])

    def _wanted(self, now: AnnotatedDocument) -> AnnotatedDocument:
        if self.set_id is None:
            return self.then
        was = {one.id: one for one in self.then.sets}.get(self.set_id)
        # The text may have been corrected since: what stood in the old one moves along.
        old = None if was is None else carried_over(was, self.then.document, now.document)
        new = {one.id: one for one in now.sets}.get(self.set_id)
        if was is not None and old is not None and self.span_id in was.spans.keys() - old.spans.keys():
            raise RuleError(
                msg(
                    "The words of this span are no longer in the text of “{document}”: it has been "
                    "corrected. Restore the whole document.",
                    document=now.document.title,
                ),
                code="E_OTHER_TEXT",
            )
        if self.span_id is not None and new is not None:
            empty = replace(new, spans={}, relations={})
            old = with_span_of(new, old or empty, self.span_id)
        others = [one for one in now.sets if one.id != self.set_id]
        return replace(now, sets=tuple(others if old is None else [*others, old]))

    def _name(self) -> Message:
        if self.span_id is not None:
            return msg("Restore a span")
        return msg("Restore a document") if self.set_id is None else msg("Restore a reading")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreProject:
    """Make the whole project what it was at an earlier moment: its documents, readings and label scheme.

    Attributes:
        scheme: the label scheme of then.
        documents: each document that has changed since, as it was; None: it was not there.
    """

    scheme: LabelScheme
    documents: Mapping[str, AnnotatedDocument | None]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the way back; None if all is as it was. What was allowed then is not asked about again."""
        changes: list[Change] = []
        if self.scheme != state.scheme:
            changes.append(SchemeChange(before=state.scheme, after=self.scheme))
        for key, then in self.documents.items():
            now = None
            if state.has_document(key):
                now = AnnotatedDocument(document=state.document(key), sets=state.sets(key))
            changes += differences(now, then)
        return planning.step(msg("Restore the whole project"), [*_people(state, changes), *changes])


def _allowed(
    state: ProjectState, annotated: AnnotatedDocument, sets: Iterable[AnnotationSet]
) -> AnnotatedDocument:
    """Return the document, after the scheme in force has been asked about these readings of it."""
    book = Rulebook(state.scheme)
    for one in sets:
        book.check_set(annotated.document, one)
    return annotated


def _people(state: ProjectState, changes: Iterable[Change]) -> list[Change]:
    """Return what brings back the readers who have left the project with their last reading."""
    there = {one.id for one in state.annotators()}
    missing = {
        change.after.annotator.id: change.after.annotator
        for change in changes
        if isinstance(change, SetChange) and change.after is not None and change.after.annotator is not None
    }
    return [AnnotatorChange(before=None, after=one) for key, one in missing.items() if key not in there]
