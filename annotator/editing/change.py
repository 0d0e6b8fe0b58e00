"""What an edit changes: each change holds the value before and after, and has an inverse.

The store writes changes, the revision log keeps them, undo applies their inverses by the same path.
`None` before means that the thing is made, `None` after that it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.language import Message
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Document,
    LabelScheme,
    Relation,
    Remark,
    SpanAnnotation,
    State,
)
from annotator.text.replacements import Replacements, inverted


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """A document comes (with its text) or goes (its text stays in the file for the way back)."""

    before: Document | None
    after: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A document's text is corrected, and every span of all its readings moves along (`text.Movement`).

    No span loses all its words by it, and each comes back by the inverse: whatever is otherwise has a
    change of its own in the same step, before or after this one.

    Attributes:
        before: the document with the old text.
        after: the document with the new text.
        replacements: of the old text, settled.
    """

    before: Document
    after: Document
    replacements: Replacements

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.after.id


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChange:
    """An annotation set comes or goes, with all its spans and relations. One side is None."""

    before: AnnotationSet | None
    after: AnnotationSet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """An annotation set's state."""

    document_id: str
    set_id: str
    before: State
    after: State


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersChange:
    """What a reading answers about its document as a whole."""

    document_id: str
    set_id: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanChange:
    """One span annotation of one set."""

    document_id: str
    set_id: str
    before: SpanAnnotation | None
    after: SpanAnnotation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationChange:
    """One relation of one set."""

    document_id: str
    set_id: str
    before: Relation | None
    after: Relation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatorChange:
    """A person joins the project, or is called or does something else in it."""

    before: Annotator | None
    after: Annotator | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkChange:
    """A remark is made, answered or taken back."""

    before: Remark | None
    after: Remark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentChange:
    """A document is given to a person to read, or no longer is. One side is None."""

    before: Assignment | None
    after: Assignment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChange:
    """A dispute between readers is settled, otherwise than before, or open again."""

    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeChange:
    """The project's label scheme."""

    before: LabelScheme
    after: LabelScheme


Change = (
    DocumentChange
    | TextChange
    | SetChange
    | StateChange
    | AnswersChange
    | SpanChange
    | RelationChange
    | RemarkChange
    | AssignmentChange
    | DecisionChange
    | AnnotatorChange
    | SchemeChange
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One action of a person: its name and all that it changes, in the order of application.

    Attributes:
        name: for the menu and the history, for example "Label as Source".
        changes: never empty.
    """

    name: Message
    changes: tuple[Change, ...]


def inverse(change: Change) -> Change:
    """Return the change that takes `change` back."""
    if isinstance(change, TextChange):
        back = inverted(change.before.text, change.replacements)
        return TextChange(before=change.after, after=change.before, replacements=back)
    return replace(change, before=change.after, after=change.before)  # type: ignore[arg-type]


def invert(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that take `changes` back: inverses in reverse order."""
    return tuple(inverse(change) for change in reversed(tuple(changes)))
