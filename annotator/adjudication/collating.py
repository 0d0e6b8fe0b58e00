"""All readings of a document laid side by side: the places where readers meet, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotator.adjudication.claims import Claim, claims, grouped
from annotator.adjudication.clusters import clusters
from annotator.adjudication.parts import Gathered, gathered
from annotator.adjudication.saying import (
    SEPARATOR,
    Value,
    answers_of,
    differing,
    digest_of,
    dispute_of,
    hull_of,
    is_unanimous,
    value_of,
)
from annotator.adjudication.values import NOTHING_THERE, Place, Variant
from annotator.model import (
    AnnotationSet,
    Assignment,
    Dispute,
    Document,
    LabelScheme,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
)

_CONTEXT: Final = 8
"""So many characters on each side tell a word from the same one elsewhere, wherever a correction moves it."""
_FINISHED: Final = {State.FINISHED, State.REVIEWED}

if TYPE_CHECKING:  # it is made of what stands here
    from annotator.adjudication.ledger import Ledger


def readers(sets: Iterable[AnnotationSet]) -> tuple[AnnotationSet, ...]:
    """Return the readings that are compared, in the order of their sigla.

    Those of annotators, and imported ones with a name. Neither gold nor suggestions, nor what its reader has
    put aside.
    """
    compared = (
        one
        for one in sets
        if one.state is not State.IGNORED
        and (one.owner is Owner.ANNOTATOR or (one.owner is Owner.IMPORTED and one.annotator is not None))
    )
    return tuple(sorted(compared, key=_by_siglum))


def _by_siglum(reading: AnnotationSet) -> tuple[str, str, str]:
    return reading.annotator.id if reading.annotator else "", reading.owner.value, reading.id


def is_complete(reading: AnnotationSet) -> bool:
    """Tell whether having nothing at a place means something.

    Of an imported reading it always does: nobody is working on it.
    """
    return reading.state in _FINISHED or reading.owner is Owner.IMPORTED


def awaited(
    document_id: str, sets: Iterable[AnnotationSet], assignments: Iterable[Assignment]
) -> tuple[str, ...]:
    """Return the ids of the people who are to read a document and have not begun, as planned."""
    begun = {one.annotator.id for one in sets if one.annotator is not None}
    return tuple(
        dict.fromkeys(
            one.annotator_id
            for one in assignments
            if one.document_id == document_id and one.annotator_id not in begun
        )
    )


@dataclass(slots=True)
class Memory:
    """What was found out about the decisions the last time, or None."""

    last: Ledger | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """The places of a document.

    Attributes:
        places: in the order of the text, a relation behind the later of its ends.
        readers: the ids of the sets that were laid side by side.
        spans: (set id, span id) → the number of its place.
        relations: (set id, relation id) → the number of its place.
        questions: a question about the document → the number of its place: these come first.
        ends: the number of a relation's place → the numbers of the places of its ends.
        hanging: the number of a place → the numbers of the places of relations that have an end there.
        memory: goes with the places, since it holds as long as they do.
    """

    places: tuple[Place, ...]
    readers: frozenset[str]
    spans: Mapping[tuple[str, str], int]
    relations: Mapping[tuple[str, str], int]
    questions: Mapping[str, int]
    ends: Mapping[int, tuple[int, ...]]
    hanging: Mapping[int, tuple[int, ...]]
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Readings:
    """What is collated, compared by identity: the values are frozen, and looking at them all takes longer."""

    document: Document
    sets: tuple[AnnotationSet, ...]
    scheme: LabelScheme
    relations: bool

    def _ids(self) -> tuple[int, ...]:
        return (id(self.document), *map(id, self.sets), id(self.scheme), self.relations)

    def __hash__(self) -> int:
        return hash(self._ids())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Readings) and self._ids() == other._ids()


def collate(
    document: Document, sets: Iterable[AnnotationSet], scheme: LabelScheme, *, relations: bool = True
) -> Collation:
    """Lay the readings of a document side by side. Asked again with the very same values, it remembers."""
    return _collated(_Readings(document, readers(sets), scheme, relations))


@lru_cache(maxsize=4)
def _collated(given: _Readings) -> Collation:
    return _Collating(given).collation()


class _Collating:
    def __init__(self, given: _Readings) -> None:
        self._text = given.document.text
        self._sets, self._scheme = given.sets, given.scheme
        self._names = tuple(one.id for one in given.sets)
        self._with_relations = given.relations
        self._layers = {label.code: label.layer for label in given.scheme.labels}
        self._rank = {layer.code: n for n, layer in enumerate(given.scheme.layers)}
        self._complete = [is_complete(one) for one in given.sets]

    def collation(self) -> Collation:
        found = gathered(
            clusters([one.spans for one in self._sets], self._layer), len(self._sets), self._are_linked()
        )
        made = sorted(
            ((self._place_of(cluster), cluster) for cluster in found), key=lambda pair: self._order(pair[0])
        )
        names = self._names
        spans = {
            (names[reader], span.id): n
            for n, (_, cluster) in enumerate(made)
            for reader, parts in cluster.items()
            for span in parts
        }
        self._made = [cluster for _, cluster in made]
        places = [place for place, _ in made]
        relations: dict[tuple[str, str], int] = {}
        if self._with_relations and any(one.relations for one in self._sets):
            places, spans, relations = self._with(places, spans)
        asked = self._questions()
        if asked:
            places = [*asked, *places]
            spans, relations = _moved(spans, len(asked)), _moved(relations, len(asked))
        number = {place.key: n for n, place in enumerate(places)}
        ends = {n: tuple([number[key] for key in one.ends]) for n, one in enumerate(places) if one.ends}
        hanging: dict[int, tuple[int, ...]] = {}
        for n, pair in ends.items():
            for end in pair:
                hanging[end] = (*hanging.get(end, ()), n)
        return Collation(
            places=tuple(places),
            readers=frozenset(names),
            spans=spans,
            relations=relations,
            questions={one.question: n for n, one in enumerate(asked)},
            ends=ends,
            hanging=hanging,
        )

    def _are_linked(self) -> Callable[[int, str, str], bool]:
        """Return what tells whether a reader has related two spans."""
        pairs = [
            {frozenset((relation.source, relation.target)) for relation in one.relations.values()}
            for one in self._sets
        ]
        return lambda reader, one, other: frozenset((one, other)) in pairs[reader]

    def _layer(self, label: str) -> str:
        return self._layers.get(label, "")

    def _order(self, place: Place) -> tuple[int, int, int, str, str]:
        rank = self._rank.get(place.layer, len(self._rank))
        return place.place.start, -place.place.end, rank, place.label, place.key

    def _with_nothing(
        self, said: Sequence[tuple[Sequence[int], Variant]]
    ) -> tuple[tuple[Variant, ...], tuple[str, ...]]:
        """Return the variants in order, with one for those who have nothing; and who is missing."""
        if len(said) == 1 and len(said[0][0]) == len(self._names):
            return (said[0][1],), ()
        silent = set(range(len(self._names))).difference(*(who for who, _ in said))
        nothing = [n for n in sorted(silent) if self._complete[n]]
        voices = [*said]
        if nothing:
            empty = Variant(readers=self._named(nothing), ids=((),) * len(nothing), digest=NOTHING_THERE)
            voices.append((nothing, empty))
        voices.sort(key=lambda one: (-len(one[0]), one[0][0]))
        missing = self._named(n for n in sorted(silent) if not self._complete[n])
        return tuple(variant for _, variant in voices), missing

    def _named(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._names[n] for n in numbers)

    # Questions about the document

    def _questions(self) -> list[Place]:
        """Return a place for each question that anybody answers, in the scheme's order."""
        answered = {name for one in self._sets for name in one.attributes}
        asked = [one.name for one in self._scheme.document_attributes] if answered else []
        return [self._place_of_question(name) for name in asked if name in answered]

    def _place_of_question(self, name: str) -> Place:
        said: dict[str, list[int]] = {}
        for number, one in enumerate(self._sets):
            if name in one.attributes:
                said.setdefault(one.attributes[name], []).append(number)
        variants, missing = self._with_nothing(
            [(who, self._variant_of_answer(name, answer, who)) for answer, who in said.items()]
        )
        return Place(
            key=f"q/{name}",
            dispute=Dispute.ATTRIBUTE if len(variants) > 1 else Dispute.AGREE,
            place=Span(0, 0),
            layer="",
            variants=variants,
            attributes=(name,) if len(said) > 1 else (),
            missing=missing,
            ends=(),
            question=name,
        )

    def _variant_of_answer(self, name: str, answer: str, who: Sequence[int]) -> Variant:
        return Variant(
            readers=self._named(who), answer=answer, ids=((),) * len(who), digest=digest_of(name, answer)
        )

    # Spans

    def _place_of(self, cluster: Gathered) -> Place:
        said: dict[Value, list[int]] = {}
        if is_unanimous(cluster, len(self._names)):
            said = {(): list(range(len(self._names)))}
        else:
            for reader in sorted(cluster):
                said.setdefault(value_of(cluster[reader]), []).append(reader)
        variants, missing = self._with_nothing([(who, self._variant(who, cluster)) for who in said.values()])
        parts = [cluster[who[0]] for who in said.values()]
        spans = [span for one in parts for span in one]
        alike = len(said) > 1 and len({span.label for span in spans}) == 1
        key = min([(self._names[reader], span.id) for reader, one in cluster.items() for span in one])
        return Place(
            key=f"s/{key[0]}/{key[1]}",
            dispute=dispute_of(parts, nobody=any(one.is_empty for one in variants)),
            place=hull_of([span.span for span in spans]),
            layer=self._layer(spans[0].label),
            variants=variants,
            attributes=differing([span.attributes for span in spans]) if alike else (),
            missing=missing,
            ends=(),
        )

    def _variant(self, who: Sequence[int], cluster: Gathered) -> Variant:
        spans = cluster[who[0]]
        return Variant(
            readers=self._named(who),
            spans=spans,
            ids=tuple([tuple([span.id for span in cluster[reader]]) for reader in who]),
            digest=digest_of(*[part for span in spans for part in self._told(span)]),
        )

    def _told(self, span: SpanAnnotation) -> tuple[str, ...]:
        """Return what a span says, by its words and what stands around them: not by its place."""
        start, end = span.span.start, span.span.end
        before, behind = self._text[max(0, start - _CONTEXT) : start], self._text[end : end + _CONTEXT]
        return (span.label, before, span.quote, behind, *answers_of(span.attributes))

    # Relations

    def _with(
        self, places: list[Place], spans: Mapping[tuple[str, str], int]
    ) -> tuple[list[Place], dict[tuple[str, str], int], dict[tuple[str, str], int]]:
        """Put the places of relations among those of spans, each behind the later of its ends."""
        behind: dict[int, list[tuple[Place, list[Claim]]]] = {}
        for group in grouped(claims(self._sets, spans, self._scheme), len(self._sets)):
            place = self._place_of_relation(group, places)
            behind.setdefault(max(group[0].source, group[0].target), []).append((place, group))
        ordered: list[Place] = []
        moved: dict[int, int] = {}
        relations: dict[tuple[str, str], int] = {}
        for n, place in enumerate(places):
            moved[n] = len(ordered)
            ordered.append(place)
            for relation, group in sorted(behind.get(n, ()), key=lambda one: self._order(one[0])):
                relations.update(dict.fromkeys(self._members(group), len(ordered)))
                ordered.append(relation)
        return ordered, {member: moved[n] for member, n in spans.items()}, relations

    def _members(self, group: Sequence[Claim]) -> list[tuple[str, str]]:
        return [
            (self._names[reader], relation.id)
            for claim in group
            for reader, relations in claim.by.items()
            for relation in relations
        ]

    def _place_of_relation(self, group: Sequence[Claim], places: Sequence[Place]) -> Place:
        variants, missing = self._with_nothing([one for claim in group for one in self._voices(claim)])
        ends = sorted((group[0].source, group[0].target))
        answers = [one.attributes for variant in variants for one in variant.relations]
        key = min(self._members(group))
        return Place(
            key=f"r/{key[0]}/{key[1]}",
            dispute=Dispute.AGREE if len(variants) == 1 else Dispute.RELATION,
            place=hull_of([places[n].place for n in ends]),
            layer=places[group[0].source].layer,
            variants=variants,
            attributes=differing(answers) if len(answers) > 1 and len(group) == 1 else (),
            missing=missing,
            ends=tuple([places[n].key for n in ends]),
        )

    def _voices(self, claim: Claim) -> list[tuple[Sequence[int], Variant]]:
        """Return what is answered about a relation, with the readers who do; a chain answers as the first."""
        said: dict[tuple[str, ...], dict[int, tuple[Relation, ...]]] = {}
        first = next(self._said_by(claim, reader) for reader, one in claim.by.items() if one)
        for reader, relations in sorted(claim.by.items()):
            value = self._said_by(claim, reader) if relations else first
            said.setdefault(value, {})[reader] = relations
        direction = "<" if claim.source < claim.target else ">"
        return [
            (
                list(who),
                Variant(
                    readers=self._named(who),
                    relations=next((one for one in who.values() if one), ()),
                    ids=tuple([tuple([relation.id for relation in one]) for one in who.values()]),
                    digest=digest_of(claim.type, direction, *value),
                ),
            )
            for value, who in said.items()
        ]

    def _said_by(self, claim: Claim, reader: int) -> tuple[str, ...]:
        """Return what a reader answers by a relation, and which parts it joins if it does not join all."""
        relations = claim.by[reader]
        answers = tuple(dict.fromkeys(part for one in relations for part in answers_of(one.attributes)))
        places = [self._made[n][reader] for n in (claim.source, claim.target)]
        if len(relations) == len(places[0]) * len(places[1]):
            return answers
        # Another's parts are others, even if there are as many.
        names = {
            span.id: SEPARATOR.join((f"{n}", f"{number}", span.quote))
            for n, parts in enumerate(places)
            for number, span in enumerate(parts)
        }
        ends = (sorted((names[one.source], names[one.target])) for one in relations)
        return (*answers, *[end for pair in sorted(ends) for end in pair])


def _moved(numbers: Mapping[tuple[str, str], int], by: int) -> dict[tuple[str, str], int]:
    """Return the numbers of places that others have been put before."""
    return {member: n + by for member, n in numbers.items()}
