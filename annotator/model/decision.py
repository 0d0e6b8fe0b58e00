"""How a dispute between readers was settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dispute(StrEnum):
    """How readings differ at one place, from no difference to the plainest."""

    AGREE = "agree"
    BOUNDARY = "boundary"
    LABEL = "label"
    ATTRIBUTE = "attribute"
    RELATION = "relation"
    SINGLE = "single"


class Verdict(StrEnum):
    """What was decided about a place."""

    READING = "reading"
    BOTH = "both"
    OWN = "own"
    NOTHING = "nothing"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one reading had at a place when it was decided about.

    Attributes:
        set_id: the annotation set.
        ids: the ids of its spans, or relations, there; none if it had nothing.
        digest: of their values. Another one says that the reader has changed their mind since.
    """

    set_id: str
    ids: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about one place of a document, and why: where a gold span comes from.

    Attributes:
        id: unique in the project.
        document_id: the document.
        dispute: how the readings differed.
        verdict: what was decided.
        seen: what each reading had there, in the order in which they were shown.
        taken: the ids of the annotation sets whose reading was taken.
        gold: the ids of the spans, or relations, of the gold set that stand for it.
        label: the code of the label, or relation type, that it was about.
        quote: the words that it was about, for when they are gone.
        reason: why; "" if nobody said.
        gap: the guidelines say nothing, or too little, about such a case.
        by: the id of the annotator who decided.
        at: when, ISO 8601 in UTC.
    """

    id: str
    document_id: str
    dispute: Dispute
    verdict: Verdict
    seen: tuple[Seen, ...]
    taken: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    label: str
    quote: str
    reason: str = ""
    gap: bool = False
    by: str
    at: str
