"""Edits that the disk has refused. They are kept until they are saved or given up by the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from annotator.editing.change import SpanChange, Step
from annotator.editing.commands import AddSpan, SetState
from annotator.editing.state import Command
from annotator.errors import AnnotatorError, RuleError
from annotator.language import Message, msg
from annotator.model import Span
from annotator.workspace import Workspace

OVERTAKEN: Final = frozenset({"E_CHANGED", "E_REPLACED", "E_CONFLICT"})
"""The file is no longer what the edit starts from: it has to be read again first."""
REFUSED: Final = frozenset(
    {"E_DISK_FULL", "E_DISK", "E_LOCKED", "E_READ_ONLY", "E_CANNOT_OPEN", "E_PERMISSION"}
)
"""The same edit may succeed later: when there is room, or nobody else is writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit that is still to be saved.

    Attributes:
        name: what it is called.
        command: what does it.
        document_id: the document it is about, or None.
        sha256: of that document's text; over another text the places would mean other words.
        places: the words in that text that it is about.
    """

    name: Message
    command: Command
    document_id: str | None
    sha256: str | None
    places: tuple[Span, ...] = ()


class Unsaved:
    """The edits that are still to be saved, oldest first.

    Attributes:
        error: why the last attempt failed; None while there is no edit.
    """

    def __init__(self) -> None:
        self.error: AnnotatorError | None = None
        self._edits: list[Edit] = []

    def __bool__(self) -> bool:
        return bool(self._edits)

    def __iter__(self) -> Iterator[Edit]:
        return iter(tuple(self._edits))

    def keep(self, command: Command, workspace: Workspace, error: AnnotatorError) -> None:
        """Keep an edit that `workspace` could not save because of `error`."""
        document_id = getattr(command, "document_id", None)
        name, sha256 = msg("An edit"), None
        places: tuple[Span, ...] = ()
        try:
            step = command.plan(workspace)
            if step is not None:
                name, places = step.name, _places(step)
            sha256 = None if document_id is None else workspace.document(document_id).sha256
        except (AnnotatorError, KeyError):
            pass  # the file can't even be read now; the edit is kept all the same
        self._edits.append(
            Edit(name=name, command=command, document_id=document_id, sha256=sha256, places=places)
        )
        self.error = error

    def places_in(self, document_id: str | None) -> tuple[Span, ...]:
        """Return the words of a document that the edits are about."""
        return tuple(
            place
            for edit in self._edits
            if document_id is not None and edit.document_id == document_id
            for place in edit.places
        )

    def saved(self) -> None:
        """Forget the first edit: it is saved, or can't be."""
        del self._edits[0]
        self._settle()

    def take_back(self) -> None:
        """Forget the last edit: the person has undone it."""
        del self._edits[-1]
        self._settle()

    def forget(self) -> None:
        """Forget all of them."""
        self._edits.clear()
        self._settle()

    def _settle(self) -> None:
        if not self._edits:
            self.error = None


def _places(step: Step) -> tuple[Span, ...]:
    """Return the places of the spans that a step makes, changes and removes."""
    spans = (
        span
        for change in step.changes
        if isinstance(change, SpanChange)
        for span in (change.before, change.after)
    )
    return tuple(dict.fromkeys(span.span for span in spans if span is not None))


def fitted(edit: Edit, workspace: Workspace) -> Command:
    """Return the command that does this edit in the project as it is now.

    Raises:
        RuleError: its document is gone, or has another text.
    """
    if edit.document_id is None:
        return edit.command
    gone = not workspace.has_document(edit.document_id)
    if gone or (edit.sha256 is not None and workspace.document(edit.document_id).sha256 != edit.sha256):
        raise no_longer_fits(edit)
    command = edit.command
    if isinstance(command, AddSpan | SetState) and command.set_id is None:
        # It was to begin the reader's own reading, which an edit kept before it may have begun by now.
        active = workspace.summary(edit.document_id).active
        if active is not None and active.annotator == workspace.reader:
            return replace(command, set_id=active.id)
    return command


def no_longer_fits(edit: Edit) -> RuleError:
    """Return the error for an edit whose place is gone."""
    return RuleError(
        msg(
            "“{name}” could not be saved: the project no longer holds what it was about. Look at the place "
            "and do it again if it is still wanted.",
            name=edit.name,
        ),
        code="E_OVERTAKEN",
    )
