"""Gold that no decision at a place accounts for, and the places that it belongs to.

It was imported, or made by hand; or its decision has lost all that it was made on, and is found again by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from annotator.adjudication.clusters import unit
from annotator.adjudication.values import Place
from annotator.agreement.alignment import match
from annotator.agreement.units import Unit
from annotator.model import LabelScheme, Relation, SpanAnnotation


def places_of_spans(
    places: Sequence[Place], free: Iterable[SpanAnnotation], decided: Collection[int], scheme: LabelScheme
) -> Iterator[tuple[int, SpanAnnotation]]:
    """Yield the numbers of the places, among those not decided, that gold spans belong to.

    Each span comes once; a place comes once for each part that a reader has there.
    """
    by_layer: defaultdict[str, list[int]] = defaultdict(list)
    for n, place in enumerate(places):
        if not place.ends and not place.question and n not in decided:
            by_layer[place.layer].append(n)
    layers = {label.code: label.layer for label in scheme.labels}
    golden: defaultdict[str, list[SpanAnnotation]] = defaultdict(list)
    for span in free:
        golden[layers.get(span.label, "")].append(span)
    for layer, spans in golden.items():
        yield from _matched(places, by_layer[layer], spans)


def _matched(
    places: Sequence[Place], numbers: Sequence[int], spans: Sequence[SpanAnnotation]
) -> Iterator[tuple[int, SpanAnnotation]]:
    """Yield the places of gold spans of one layer: first what a reader has just so, then the nearest."""
    said: dict[tuple[int, int, str], int] = {}
    for n in numbers:
        for variant in places[n].variants:
            for span in variant.spans:
                said.setdefault(unit(span), n)
    taken: defaultdict[int, set[Unit]] = defaultdict(set)
    rest: list[SpanAnnotation] = []
    for span in spans:
        found = said.get(unit(span))
        if found is not None and _is_one_more(places[found], taken[found], unit(span)):
            taken[found].add(unit(span))
            yield found, span
        else:
            rest.append(span)
    left = [n for n in numbers if not taken[n]]
    firsts = [unit(next(s for v in places[n].variants for s in v.spans)) for n in left]
    for pair in match(firsts, [unit(span) for span in rest]):
        if pair.left is not None and pair.right is not None:
            yield left[pair.left], rest[pair.right]


def _is_one_more(place: Place, taken: Collection[Unit], one: Unit) -> bool:
    """Tell whether a reader has a span at a place together with those that have been found there."""
    wanted = {*taken, one}
    return one not in taken and any(
        wanted.issubset(unit(span) for span in variant.spans) for variant in place.variants
    )


def places_of_relations(
    places: Sequence[Place], free: Iterable[Relation], decided: Collection[int], ends: Mapping[str, int]
) -> Iterator[tuple[int, Relation]]:
    """Yield the numbers of the places, among those not decided, that gold relations belong to, each once.

    Args:
        places: all places.
        free: the relations.
        decided: the numbers of places that are not to be had.
        ends: the id of a gold span → the number of its place.
    """
    waiting = {
        (place.ends, relation.type): n
        for n, place in enumerate(places)
        if place.ends and n not in decided
        for variant in place.variants
        for relation in variant.relations
    }
    for relation in free:
        if relation.source in ends and relation.target in ends:
            numbers = sorted((ends[relation.source], ends[relation.target]))
            found = waiting.pop((tuple([places[n].key for n in numbers]), relation.type), None)
            if found is not None:
                yield found, relation
