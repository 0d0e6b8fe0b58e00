"""What a page of adjudication is about: a text, its readers, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.adjudication.positions import Position, Variant
from annotator.model import Document, LabelScheme, Relation, Span, SpanAnnotation
from ui.adjudication.readers import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A document with its readers.

    Attributes:
        document: the text.
        readers: in the order of the lanes.
        scheme: what the labels mean.
    """

    document: Document
    readers: tuple[Reader, ...]
    scheme: LabelScheme

    def is_same(self, other: Edition | None) -> bool:
        """Tell whether another edition has the very same text, readers and labels."""
        return (
            other is not None
            and self.document is other.document
            and self.scheme is other.scheme
            and len(self.readers) == len(other.readers)
            and all(one.is_same(two) for one, two in zip(self.readers, other.readers, strict=True))
        )

    def reader(self, set_id: str) -> Reader | None:
        """Return whose reading this is, or None."""
        return next((reader for reader in self.readers if reader.set_id == set_id), None)

    def relation(self, set_id: str, relation_id: str) -> Relation | None:
        """Return a relation of a reading, or None."""
        reader = self.reader(set_id)
        return None if reader is None else reader.relations.get(relation_id)

    def ends(self, variant: Variant) -> list[tuple[SpanAnnotation, SpanAnnotation]]:
        """Return the source and the target of each relation of a variant."""
        reader = self.reader(variant.readers[0])
        if reader is None:
            return []
        return [
            (reader.spans[one.source], reader.spans[one.target])
            for one in variant.relations
            if one.source in reader.spans and one.target in reader.spans
        ]

    def places(self, position: Position) -> tuple[Span, ...]:
        """Return where in the text a position is: one place, or the ends of its relations.

        A question about the document is nowhere in it.
        """
        if position.question:
            return ()
        if not position.is_relation:
            return (position.place,)
        found = {
            end.span: None for variant in position.variants for pair in self.ends(variant) for end in pair
        }
        return tuple(found) or (position.place,)


def offered(position: Position) -> Sequence[Variant]:
    """Return what can be taken at a position by its digit, in order: what somebody has there."""
    return [variant for variant in position.variants if not variant.is_empty]


def without(position: Position) -> Variant | None:
    """Return the variant of those who have nothing there, or None."""
    return next((variant for variant in position.variants if variant.is_empty), None)
