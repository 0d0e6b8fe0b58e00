"""What people say to each other about a reading, and who is to read what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Matter(StrEnum):
    """What a remark is about, as its flag shows."""

    QUESTION = "question"
    DOUBT = "doubt"
    BAD_TEXT = "bad_text"
    DISCUSS = "discuss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A flag with words on a span, a relation or a document, open until somebody answers it.

    A span's own comment is part of the annotation and is exported with it; a remark is talk about it, and
    outlives what it was made on.

    Attributes:
        id: unique in the project.
        document_id: the document.
        set_id: the reading, or None for the document itself.
        span_id: the span, or None.
        relation_id: the relation, or None.
        quote: the words it was made on, for when they are gone; "" for a document.
        matter: what kind of remark.
        text: the words; may be empty, a flag alone says something too.
        author: the id of the annotator who made it.
        at: when, ISO 8601 in UTC.
        answer: how it was settled, or None while it is open.
        answered_by: the id of the annotator who settled it, or None.
        answered_at: when, ISO 8601 in UTC, or None.
    """

    id: str
    document_id: str
    set_id: str | None = None
    span_id: str | None = None
    relation_id: str | None = None
    quote: str = ""
    matter: Matter
    text: str = ""
    author: str
    at: str
    answer: str | None = None
    answered_by: str | None = None
    answered_at: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answer is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A person is to read a document."""

    document_id: str
    annotator_id: str
