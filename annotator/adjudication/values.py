"""A place that readers are compared at, and what each of them says there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.model import Decision, Dispute, Relation, Seen, Span, SpanAnnotation, Verdict

NOTHING_THERE = ""
"""The digest of a variant that says: nothing here."""
PUTS: Final = frozenset({Verdict.READING, Verdict.BOTH, Verdict.OWN})
"""The verdicts that put something into gold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One reading of a position; readers who say the same are grouped.

    Attributes:
        readers: the ids of their annotation sets, in the order of the sigla.
        spans: what they have there, as the first of them has it; none: they have nothing there.
        relations: the same, where the position is about a relation.
        answer: what they answer, where the position is a question about the document; None: nothing.
        ids: for each reader, the ids of the spans or relations there. A reader who says by other links that
            two mentions are one thing has none, and is of the same mind nevertheless.
        digest: of what is said, not of who says it; `NOTHING_THERE` if nothing is. A correction of the text
            somewhere else leaves it as it is.
    """

    readers: tuple[str, ...]
    spans: tuple[SpanAnnotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    answer: str | None = None
    ids: tuple[tuple[str, ...], ...]
    digest: str

    @property
    def is_empty(self) -> bool:
        """Whether it says that nothing is there."""
        return not self.spans and not self.relations and self.answer is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place where readers meet, whatever has been decided about it.

    Attributes:
        key: stable while the first of the spans or relations that it consists of is there, whoever joins.
        dispute: how the readings differ. A relation is either agreed about or `Dispute.RELATION`, a question
            about the document either agreed about or `Dispute.ATTRIBUTE`.
        place: the hull of all that is said, code points, half-open; of a question empty, at the beginning.
        layer: the code of the layer of its span, or of the relation's source; "" for a question.
        variants: most readers first, then in the order of the sigla.
        attributes: the names of the attributes that differ.
        missing: the ids of the sets that are not finished and have nothing here: incomplete, not differing.
        ends: the keys of the places of a relation's two ends, in text order, "" for one that no reader has
            any more; none for a span.
        question: the name of the question about the document as a whole; "": it is about a place in it.
    """

    key: str
    dispute: Dispute
    place: Span
    layer: str
    variants: tuple[Variant, ...]
    attributes: tuple[str, ...]
    missing: tuple[str, ...]
    ends: tuple[str, ...]
    question: str = ""

    @property
    def label(self) -> str:
        """The code of the label, or relation type, that most give who have something here; the question."""
        if self.question:
            return self.question
        for variant in self.variants:
            for span in variant.spans:
                return span.label
            for relation in variant.relations:
                return relation.type
        return ""

    @property
    def seen(self) -> tuple[Seen, ...]:
        """What each reader has here, as a decision remembers it."""
        return tuple(
            Seen(set_id=reader, ids=ids, digest=variant.digest)
            for variant in self.variants
            for reader, ids in zip(variant.readers, variant.ids, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Place):
    """A place with what has been decided about it.

    Attributes:
        decision: the latest decision about it, or None.
        fresh: there is a decision, but what it was decided on has changed since, or its gold is gone.
        gold: the ids of what stands for it in the gold set, by the decision or by whatever came first; the
            question itself, if gold answers it.
        earlier: other decisions that have met here since readers moved their spans.
        void: it is a relation, and one of its ends has been decided away: nothing is left to decide.
    """

    decision: Decision | None = None
    fresh: bool = False
    gold: tuple[str, ...] = ()
    earlier: tuple[Decision, ...] = ()
    void: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing is to be decided here.

        What a gold set holds that was not made here (imported, say) is settled without a decision; whoever
        decides about it all the same, replaces it.
        """
        if self.decision is None:
            return self.void or bool(self.gold)
        return self.void or (self.decision.verdict is not Verdict.LATER and not self.fresh)

    @property
    def is_relation(self) -> bool:
        """Whether it is about a relation."""
        return bool(self.ends)
