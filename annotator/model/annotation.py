"""What readers say about a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import msgspec

from annotator.model.decision import Decision
from annotator.model.document import Document
from annotator.model.span import Span
from annotator.model.structs import like_a_dataclass

_EMPTY: Mapping[str, str] = MappingProxyType({})


class Owner(StrEnum):
    """Whose reading a set is."""

    ANNOTATOR = "annotator"
    GOLD = "gold"
    IMPORTED = "imported"
    SUGGESTED = "suggested"


class State(StrEnum):
    """How far a reading is. No set at all means: not begun."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    REVIEWED = "reviewed"
    IGNORED = "ignored"


class Role(StrEnum):
    """What a person does in the project."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"


class Origin(StrEnum):
    """Where a span came from."""

    MANUAL = "manual"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """A person, or what stands for one.

    Attributes:
        id: random.
        name: as the person is called; it stays in this machine's files.
        role: what they do in the project.
        colour: `#RRGGBB`, or None: then the interface gives one by the order of the people.
    """

    id: str
    name: str
    role: Role = Role.ANNOTATOR
    colour: str | None = None


@like_a_dataclass
class SpanAnnotation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A labelled span.

    A struct and no dataclass, because a project may have millions of them.

    Attributes:
        id: unique within its annotation set.
        label: the label's code.
        span: code points of the document's text, half-open.
        quote: `span.of(document.text)` when it was made; proves that the offsets still mean it.
        attributes: name → value, in the scheme's order.
        comment: free words, or None.
        flagged: somebody should look at it again.
        origin: how it came about.
    """

    id: str
    label: str
    span: Span
    quote: str
    attributes: Mapping[str, str] = _EMPTY
    comment: str | None = None
    flagged: bool = False
    origin: Origin = Origin.MANUAL


def text_order(annotation: SpanAnnotation) -> tuple[int, int, str, str]:
    """Return the sort key of a span as a reader meets it: by start, outer before inner, then label and id."""
    place = annotation.span
    return place.start, -place.end, annotation.label, annotation.id


@like_a_dataclass
class Relation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A directed link between two spans of one annotation set, by their ids."""

    id: str
    type: str
    source: str
    target: str
    attributes: Mapping[str, str] = _EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet:
    """One reading of one document.

    Attributes:
        id: unique in the project.
        document_id: what was read.
        owner: whose reading it is.
        annotator: the reader, where the owner is one (or the imported reader has a name).
        state: how far it is.
        spans: id → span annotation.
        relations: id → relation; both ends are keys of `spans`.
        attributes: what the reader answered about the document as a whole, in the scheme's order.
    """

    id: str
    document_id: str
    owner: Owner
    annotator: Annotator | None
    state: State = State.NEW
    spans: Mapping[str, SpanAnnotation] = field(default_factory=lambda: MappingProxyType({}))
    relations: Mapping[str, Relation] = field(default_factory=lambda: MappingProxyType({}))
    attributes: Mapping[str, str] = field(default_factory=lambda: _EMPTY)

    def in_text_order(self) -> list[SpanAnnotation]:
        """Return the spans as a reader meets them: by start, outer before inner, then label and id."""
        return sorted(self.spans.values(), key=text_order)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document with some of its readings: what formats read and write.

    Attributes:
        document: its text.
        sets: the readings.
        decisions: where the gold among them comes from, told as outside of a project (see `provenance`).
    """

    document: Document
    sets: tuple[AnnotationSet, ...] = ()
    decisions: tuple[Decision, ...] = ()
