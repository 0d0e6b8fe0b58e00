"""What readers say by relations, told by the places of their ends: so that it can be compared.

Where a type is transitive and knows no direction, as coreference is, what counts is who is one with whom:
a reader whose chain holds both mentions says so, by whatever links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model import AnnotationSet, LabelScheme, Relation


@dataclass(slots=True, kw_only=True)
class Claim:
    """A relation between two places.

    Attributes:
        type: the code of the relation type.
        source: the number of the place it leads from; of a symmetric type, the earlier one.
        target: the number of the place it leads to.
        by: the number of a reader → the relations by which they say so: several where a reader has cut one
            of the ends in parts; none: by a chain of others.
    """

    type: str
    source: int
    target: int
    by: dict[int, tuple[Relation, ...]] = field(default_factory=dict)


def claims(
    sets: Sequence[AnnotationSet], places: Mapping[tuple[str, str], int], scheme: LabelScheme
) -> list[Claim]:
    """Return what the readers say by relations, each once, with all who say it.

    Args:
        sets: the readings, by their numbers.
        places: (set id, span id) → the number of the place.
        scheme: says what types mean.
    """
    symmetric = {kind.code for kind in scheme.relation_types if kind.symmetric}
    chaining = {kind.code for kind in scheme.relation_types if kind.symmetric and kind.transitive}
    found: dict[tuple[str, int, int], Claim] = {}
    chains: dict[tuple[int, str], _Chains] = defaultdict(_Chains)
    for reader, one in enumerate(sets):
        for relation in one.relations.values():
            source, target = places[one.id, relation.source], places[one.id, relation.target]
            if relation.type in symmetric and target < source:
                source, target = target, source
            key = relation.type, source, target
            claim = found.get(key)
            if claim is None:
                claim = found[key] = Claim(type=relation.type, source=source, target=target)
            claim.by[reader] = _with(claim.by.get(reader, ()), relation)
            if relation.type in chaining:
                chains[reader, relation.type].join(source, target)
    for claim in found.values():
        if claim.type in chaining:
            for reader in range(len(sets)):
                if reader not in claim.by and chains[reader, claim.type].joins(claim.source, claim.target):
                    claim.by[reader] = ()
    return list(found.values())


def _with(there: tuple[Relation, ...], relation: Relation) -> tuple[Relation, ...]:
    """Return a reader's relations with one more, unless they join the same two spans already."""
    joined = {frozenset((one.source, one.target)) for one in there}
    return there if frozenset((relation.source, relation.target)) in joined else (*there, relation)


def grouped(found: Iterable[Claim], readers: int) -> list[list[Claim]]:
    """Put together what can't both be meant: other types or directions between the same two places.

    That is so where nobody says more than one of them, and nobody's is said by all.
    """
    pairs: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in found:
        pairs[min(claim.source, claim.target), max(claim.source, claim.target)].append(claim)
    groups: list[list[Claim]] = []
    for group in pairs.values():
        disputed = [claim for claim in group if len(claim.by) < readers]
        groups += [[claim] for claim in group if len(claim.by) == readers]
        who = [reader for claim in disputed for reader in claim.by]
        if len(who) == len(set(who)) and disputed:
            groups.append(disputed)
        else:
            groups += [[claim] for claim in disputed]
    return groups


class _Chains:
    """Places that are one thing, by union and find."""

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def _top(self, n: int) -> int:
        while n in self._up:
            n = self._up[n]
        return n

    def join(self, one: int, other: int) -> None:
        one, other = self._top(one), self._top(other)
        if one != other:
            self._up[max(one, other)] = min(one, other)

    def joins(self, one: int, other: int) -> bool:
        return self._top(one) == self._top(other)
