"""Relations of the gold set: between the gold spans of the positions that their ends have.

A relation can be decided before its ends are. It waits then: it comes into gold with the later of them, goes
when one of them goes, and comes back with it. So the order of decisions makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from annotator.adjudication.collating import Collation
from annotator.adjudication.golden import GoldDraft
from annotator.adjudication.parts import are_parts
from annotator.adjudication.values import PUTS, Position, Variant
from annotator.model import AnnotationSet, Decision, Relation, SpanAnnotation, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation by the positions of its ends.

    Attributes:
        type: the code of its type.
        source: the key of the position that it leads from; "": just the gold span of `ends`.
        target: the key of the position that it leads to; likewise.
        attributes: its answers.
        ends: its two ends as they are, or were, where it comes from.
        id: what it is called in gold; None: it is not there yet.
    """

    type: str
    source: str
    target: str
    attributes: Mapping[str, str]
    ends: tuple[SpanAnnotation, SpanAnnotation]
    id: str | None = None


class Relating:
    """The relations of a draft of the gold set.

    Args:
        positions: all of the document's, by key.
        collation: says which position a reader's span belongs to.
        sets: all readings, by id.
        draft: the gold set, to be filled.
        gold: the key of each position → the ids of what gold holds for it, as it is by now.
    """

    def __init__(
        self,
        positions: Mapping[str, Position],
        collation: Collation,
        sets: Mapping[str, AnnotationSet],
        draft: GoldDraft,
        gold: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._positions, self._collation, self._sets = positions, collation, sets
        self._draft, self._gold = draft, gold

    def hanging_on(self, position: Position) -> list[Position]:
        """Return the positions of the relations that have an end at a position."""
        members = (
            (reader, one)
            for variant in position.variants
            for reader, ids in zip(variant.readers, variant.ids, strict=True)
            for one in ids
        )
        numbers = (self._collation.hanging.get(self._collation.spans[one], ()) for one in members)
        return [self._positions[self._collation.places[n].key] for n in next(numbers, ())]

    def links_of(self, variants: Iterable[Variant]) -> Iterator[Link]:
        """Yield what variants say."""
        for variant in variants:
            for relation in variant.relations:
                reader = next(
                    reader
                    for reader, ids in zip(variant.readers, variant.ids, strict=True)
                    if relation.id in ids and self._sets[reader].relations[relation.id] == relation
                )
                spans = self._sets[reader].spans
                yield Link(
                    type=relation.type,
                    source=self._place_of(reader, relation.source),
                    target=self._place_of(reader, relation.target),
                    attributes=relation.attributes,
                    ends=(spans[relation.source], spans[relation.target]),
                )

    def _place_of(self, reader: str, span_id: str) -> str:
        return self._collation.places[self._collation.spans[reader, span_id]].key

    def decided(self, position: Position, decision: Decision | None) -> list[Link]:
        """Return what has been decided about a relation: as gold has it, else as it was taken."""
        ends = {one: key for key in position.ends for one in self._gold.get(key, ())}
        spans, relations = self._draft.spans, self._draft.relations
        found = [
            Link(
                type=one.type,
                source=ends.get(one.source, ""),
                target=ends.get(one.target, ""),
                attributes=one.attributes,
                ends=(spans[one.source], spans[one.target]),
                id=one.id,
            )
            for one in (relations[key] for key in self._gold[position.key] if key in relations)
        ]
        if found or decision is None or decision.verdict not in PUTS:
            return found
        taken = {seen.digest for seen in decision.seen if seen.set_id in decision.taken}
        return list(self.links_of(one for one in position.variants if one.digest in taken))

    def put(self, links: Iterable[Link]) -> tuple[str, ...]:
        """Put relations into gold where both ends are there; return their ids."""
        made = self.relations(links)
        for relation in made:
            self._draft.relate(relation)
        return tuple(one.id for one in made)

    def relations(self, links: Iterable[Link]) -> list[Relation]:
        """Return relations between spans of gold, each once; none where an end is not there."""
        made: dict[tuple[str, str, str], Relation] = {}
        for link in links:
            name = link.id
            for source in self._ends(link.source, link.ends[0]):
                for target in self._ends(link.target, link.ends[1]):
                    key = link.type, *self._draft.pair(link.type, source, target)
                    if source == target or key in made:
                        continue
                    made[key] = Relation(
                        id=name or new_id(),
                        type=link.type,
                        source=source,
                        target=target,
                        attributes=MappingProxyType(dict(link.attributes)),
                    )
                    name = None
        return list(made.values())

    def _ends(self, key: str, as_read: SpanAnnotation) -> list[str]:
        """Return the gold span of a position: of several, the one that is as it was read.

        Where none is, and they are parts of one, all of them: what is said of a whole is said of its parts.
        """
        spans = self._draft.spans
        if not key:
            return [as_read.id] if as_read.id in spans else []
        there = [one for one in self._gold[key] if one in spans]
        same = [one for one in there if alike(as_read, spans[one])]
        if same:
            return same[:1]
        return there if are_parts([spans[one] for one in there]) else there[:1]

    def words(self, position: Position) -> str:
        """Return the words of a relation's two ends, as the first reader who has it has them."""
        link = next(self.links_of(position.variants))
        return f"{link.ends[0].quote} … {link.ends[1].quote}"


def alike(one: SpanAnnotation, other: SpanAnnotation) -> bool:
    """Tell whether two spans have one label and one place."""
    return one.label == other.label and one.span == other.span
