"""What lists show about a project without reading its texts."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.language import Message
from annotator.model.annotation import AnnotationSet, Annotator, Owner, State


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSummary:
    """An annotation set by its numbers.

    Attributes:
        id: unique in the project.
        owner: whose reading it is.
        annotator: the reader, if it has a name.
        state: how far it is.
        spans: how many spans it holds.
        relations: how many relations it holds.
    """

    id: str
    owner: Owner
    annotator: Annotator | None
    state: State
    spans: int
    relations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document by its numbers.

    Attributes:
        id: unique in the project.
        title: what lists show.
        characters: the length of its text in code points.
        sets: its readings, in `set_order`.
        active: the reading that is shown and edited; None from the store, which knows no reader.
    """

    id: str
    title: str
    characters: int
    sets: tuple[SetSummary, ...] = ()
    active: SetSummary | None = None


def set_order(reading: AnnotationSet | SetSummary) -> tuple[str, str, str]:
    """Return the key that sorts the readings of a document: by owner, annotator's name and id."""
    return reading.owner.value, reading.annotator.name if reading.annotator else "", reading.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that a check of a project has found.

    Attributes:
        code: a short stable name such as "E_QUOTE".
        message: whole sentences: what is wrong, where, and what to do.
        document_id: the document it concerns, or None.
        details: what SQLite said, in its own words, or "".
    """

    code: str
    message: Message
    document_id: str | None = None
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelUse:
    """What deleting a label, or merging it into another, would touch.

    Attributes:
        documents: with at least one such span.
        annotators: who have at least one such span in a reading of theirs.
        spans: with the label, in all readings.
        relations: with at least one end in such a span.
    """

    documents: int
    annotators: int
    spans: int
    relations: int
