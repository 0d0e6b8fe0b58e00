"""What the log of an open project file remembers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from annotator.editing.change import Change
from annotator.editing.history import StepRecord, StepWork
from annotator.model import LabelScheme, LabelUse
from annotator.model.sight import Sight
from annotator.store import faults, log, past, work
from annotator.store.contents import Contents


class Remembered(Contents):
    """Reads what stands, and how it came to be."""

    def steps(self) -> list[StepRecord]:
        """Return all steps ever taken, oldest first."""
        with faults.reported(self.path):
            return log.read_steps(self._connection)

    def work(self) -> Iterator[StepWork]:
        """Yield the steps that touched documents as work, oldest first, as a stream."""
        with faults.reported(self.path):
            yield from work.read_work(self._connection)

    def made(self, since: datetime, until: datetime, author: str | None) -> set[tuple[str, str]]:
        """Return which spans were made one by one between two moments: see `work.read_made`."""
        with faults.reported(self.path):
            return work.read_made(self._connection, since, until, author)

    def changes_of(self, step_id: int) -> tuple[Change, ...]:
        """Return what a step has changed, in the order of application.

        Raises:
            KeyError: there is no such step.
        """
        with faults.reported(self.path):
            return log.read_changes(self._connection, step_id)

    def steps_of(self, *, document_id: str | None = None, label: str | None = None) -> set[int]:
        """Return the ids of the steps that touched a document, or a label, or both; one must be given."""
        with faults.reported(self.path):
            found = [
                *([] if document_id is None else [past.steps_of_document(self._connection, document_id)]),
                *([] if label is None else [past.steps_of_label(self._connection, label)]),
            ]
        return set.intersection(*found)

    def changes_of_document(self, document_id: str, *, until: int) -> tuple[Change, ...]:
        """Return all changes of a document up to a step, that step included, oldest first."""
        with faults.reported(self.path):
            return tuple(past.changes_of_document(self._connection, document_id, until))

    def documents_since(self, step_id: int) -> list[str]:
        """Return the ids of the documents that steps after this one have changed, also of those gone."""
        with faults.reported(self.path):
            return past.documents_since(self._connection, step_id)

    def scheme_at(self, step_id: int) -> LabelScheme:
        """Return the label scheme that was in force right after a step."""
        with faults.reported(self.path):
            found = past.scheme_at(self._connection, step_id)
        return self.scheme() if found is None else found

    def schemes(self) -> list[tuple[int, LabelScheme]]:
        """Return each step that changed the label scheme with what was in force before it, latest first."""
        with faults.reported(self.path):
            return past.schemes(self._connection)

    def gone(self) -> list[tuple[str, int, str]]:
        """Return the id, the removing step and the title of each document that is gone, the latest first."""
        with faults.reported(self.path):
            return past.gone(self._connection)

    def label_use(self, label: str, sight: Sight | None = None) -> LabelUse:
        """Count what a label has to do with, in all readings or in those that somebody sees."""
        with faults.reported(self.path):
            return past.label_use(self._connection, label, sight.reader_id if sight else None)
