"""Which decision is about which place, and whether it still stands.

A decision is about the place where most of what it was made on is now. If nothing of that is left, it is
about the place where its gold is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.adjudication.clusters import unit
from annotator.adjudication.collating import Collation, Home
from annotator.adjudication.values import NOTHING_THERE, PUTS, Place, Position
from annotator.agreement.alignment import match
from annotator.model import (
    AnnotationSet,
    Decision,
    Dispute,
    LabelScheme,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    Verdict,
)


def gold_of(sets: Iterable[AnnotationSet]) -> AnnotationSet | None:
    """Return the gold set: the one that belongs to nobody; or None."""
    return next((one for one in sets if one.owner is Owner.GOLD and one.annotator is None), None)


def is_about_relation(decision: Decision, scheme: LabelScheme) -> bool:
    """Tell whether a decision was about a relation."""
    if decision.dispute is Dispute.AGREE:
        return scheme.label(decision.label) is None and scheme.relation_type(decision.label) is not None
    return decision.dispute is Dispute.RELATION


def changed_since(place: Place, decision: Decision) -> bool:
    """Tell whether readers have since said something new at a place.

    What agrees with the decision is nothing new: a reader who now says what was taken, or nothing where
    nothing was taken.
    """
    was = {seen.set_id: seen for seen in decision.seen}
    wanted = {was[reader].digest for reader in decision.taken if reader in was}
    if decision.verdict is Verdict.NOTHING:
        wanted.add(NOTHING_THERE)
    heard: set[str] = set()
    for variant in place.variants:
        for reader in variant.readers:
            heard.add(reader)
            before = was.get(reader)
            if (before is None or before.digest != variant.digest) and variant.digest not in wanted:
                return True
    return any(seen.ids and seen.set_id not in heard for seen in decision.seen)


class Standing:
    """The places of a document with the decisions about them.

    Args:
        collation: the places.
        gold: the gold set, or None.
        decisions: in the order in which they were made.
        scheme: the label scheme.
    """

    def __init__(
        self,
        collation: Collation,
        gold: AnnotationSet | None,
        decisions: Sequence[Decision],
        scheme: LabelScheme,
    ) -> None:
        self._places, self._collation, self._scheme = collation.places, collation, scheme
        self._spans: Mapping[str, SpanAnnotation] = {} if gold is None else gold.spans
        self._relations: Mapping[str, Relation] = {} if gold is None else gold.relations
        self._span_ids, self._relation_ids = frozenset(self._spans), frozenset(self._relations)
        self._decided: defaultdict[int, list[Decision]] = defaultdict(list)
        self._changed: dict[str, bool] = {}
        self._homeless: list[Decision] = []
        self._there: dict[int, tuple[str, ...]] = {}
        homes: dict[int, Home] = {}
        for decision in sorted(decisions, key=lambda one: one.at):
            home = collation.memory.homes.get(id(decision))
            if home is None or home.decision is not decision:
                home = self._home(decision)
            homes[id(decision)] = home
            self._changed[decision.id] = home.changed
            if home.place is None:
                self._homeless.append(decision)
            else:
                self._decided[home.place].append(decision)
        collation.memory.homes = homes
        self._adopt_spans()
        self._adopt_relations()

    def positions(self) -> tuple[Position, ...]:
        """Return all places with what has been decided, and what gold holds that no reader has any more."""
        made: list[Position] = []
        ends: dict[str, Position] = {}
        before = self._collation.memory.positions
        for n, place in enumerate(self._places):
            position = self._position(n, place, ends, before.get(n))
            made.append(position)
            if not place.ends:
                ends[place.key] = position
        self._collation.memory.positions = dict(enumerate(made))
        left = [one for decision in self._homeless if (one := self._left_over(decision)) is not None]
        if left:
            made = _merged(made, sorted(left, key=lambda one: (one.place.start, -one.place.end, one.key)))
        return tuple(made)

    def _members(self, decision: Decision) -> Iterator[int]:
        relation = is_about_relation(decision, self._scheme)
        numbers = self._collation.relations if relation else self._collation.spans
        return (
            numbers[seen.set_id, one]
            for seen in decision.seen
            for one in seen.ids
            if (seen.set_id, one) in numbers
        )

    def _home(self, decision: Decision) -> Home:
        met = Counter(self._members(decision))
        if not met:
            return Home(decision=decision, place=None, changed=False)
        most = max(met.values())
        place = min(n for n, count in met.items() if count == most)
        changed = changed_since(self._places[place], decision)
        return Home(decision=decision, place=place, changed=changed)

    def _free(self) -> tuple[set[str], dict[str, Decision]]:
        """Return what of gold no place has yet, and the homeless decision that each may be from."""
        bound = {one for decided in self._decided.values() for decision in decided for one in decision.gold}
        return bound, {one: decision for decision in self._homeless for one in decision.gold}

    def _adopt_spans(self) -> None:
        bound, homeless = self._free()
        free = [one for key, one in self._spans.items() if key not in bound]
        if not free:
            return
        open_places = [n for n, one in enumerate(self._places) if not one.ends and n not in self._decided]
        by_layer: defaultdict[str, list[int]] = defaultdict(list)
        for n in open_places:
            by_layer[self._places[n].layer].append(n)
        layers = {label.code: label.layer for label in self._scheme.labels}
        golden: defaultdict[str, list[SpanAnnotation]] = defaultdict(list)
        for span in free:
            golden[layers.get(span.label, "")].append(span)
        for layer, spans in golden.items():
            for n, span in self._matched(by_layer[layer], spans):
                self._found(n, span.id, homeless)

    def _matched(
        self, numbers: Sequence[int], spans: Sequence[SpanAnnotation]
    ) -> Iterator[tuple[int, SpanAnnotation]]:
        """Yield the places that gold spans belong to: first what a reader has just so, then the nearest."""
        said: dict[tuple[int, int, str], int] = {}
        for n in numbers:
            for variant in self._places[n].variants:
                for span in variant.spans:
                    said.setdefault(unit(span), n)
        taken: set[int] = set()
        rest: list[SpanAnnotation] = []
        for span in spans:
            found = said.get(unit(span))
            if found is None or found in taken:
                rest.append(span)
            else:
                taken.add(found)
                yield found, span
        left = [n for n in numbers if n not in taken]
        firsts = [unit(next(s for v in self._places[n].variants for s in v.spans)) for n in left]
        for pair in match(firsts, [unit(span) for span in rest]):
            if pair.left is not None and pair.right is not None:
                yield left[pair.left], rest[pair.right]

    def _found(self, n: int, gold_id: str, homeless: Mapping[str, Decision]) -> None:
        decision = homeless.get(gold_id)
        if decision is None:
            self._there[n] = (gold_id,)
        elif decision in self._homeless:
            self._homeless.remove(decision)
            self._decided[n].append(decision)
            self._changed[decision.id] = changed_since(self._places[n], decision)

    def _adopt_relations(self) -> None:
        bound, homeless = self._free()
        free = [one for key, one in self._relations.items() if key not in bound]
        if not free or not self._collation.relations:
            return
        place_of = {
            one: self._places[n].key
            for n, decided in self._decided.items()
            for d in decided
            for one in d.gold
        }
        place_of |= {one: self._places[n].key for n, found in self._there.items() for one in found}
        open_places = {
            (one.ends, relation.type): n
            for n, one in enumerate(self._places)
            if one.ends and n not in self._decided
            for variant in one.variants
            for relation in variant.relations
        }
        order = {place.key: n for n, place in enumerate(self._places)}
        for relation in free:
            source, target = place_of.get(relation.source), place_of.get(relation.target)
            if source is None or target is None:
                continue
            ends = (source, target) if order[source] <= order[target] else (target, source)
            found = open_places.get((ends, relation.type))
            if found is not None and found not in self._there:
                self._found(found, relation.id, homeless)

    def _position(
        self, n: int, place: Place, ends: Mapping[str, Position], before: Position | None
    ) -> Position:
        decided = self._decided.get(n)
        decision = decided[-1] if decided else None
        gold = self._there.get(n, ())
        fresh = False
        if decision is not None:
            held = self._relation_ids if place.ends else self._span_ids
            gold = tuple([one for one in decision.gold if one in held])
            fresh = len(gold) < len(decision.gold) or self._changed[decision.id]
            if place.ends and not gold and decision.verdict in PUTS and not fresh:
                # It waits for its ends; where they are and it is not, somebody has taken it out.
                fresh = all(ends[one].gold for one in place.ends)
        earlier = tuple(decided[:-1]) if decided else ()
        void = bool(place.ends) and not gold and any(_is_gone(ends[one]) for one in place.ends)
        if (
            before is not None
            and before.decision is decision
            and (before.gold, before.fresh, before.void) == (gold, fresh, void)
            and before.earlier == earlier
        ):
            return before
        return Position(
            key=place.key,
            dispute=place.dispute,
            place=place.place,
            layer=place.layer,
            variants=place.variants,
            attributes=place.attributes,
            missing=place.missing,
            ends=place.ends,
            decision=decision,
            fresh=fresh,
            gold=gold,
            earlier=earlier,
            void=void,
        )

    def _left_over(self, decision: Decision) -> Position | None:
        """Return the position of a decision whose gold is there, while no reader has anything like it."""
        is_relation = is_about_relation(decision, self._scheme)
        if is_relation:
            found = [self._relations[one] for one in decision.gold if one in self._relations]
            spans = [self._spans[end] for one in found for end in (one.source, one.target)]
        else:
            spans = [self._spans[one] for one in decision.gold if one in self._spans]
        if not spans:
            return None
        return Position(
            key=f"d/{decision.id}",
            dispute=decision.dispute,
            place=Span(min(one.span.start for one in spans), max(one.span.end for one in spans)),
            layer=next((label.layer for label in self._scheme.labels if label.code == spans[0].label), ""),
            variants=(),
            attributes=(),
            missing=(),
            ends=("", "") if is_relation else (),
            decision=decision,
            fresh=any(seen.ids for seen in decision.seen),
            gold=tuple(one for one in decision.gold if one in self._spans or one in self._relations),
        )


def _is_gone(end: Position) -> bool:
    """Tell whether it has been decided that nothing is there."""
    return end.settled and not end.gold


def _merged(made: Sequence[Position], left: Sequence[Position]) -> list[Position]:
    """Return positions with others put in between, by where they begin; relations stay behind their ends."""
    merged: list[Position] = []
    waiting = list(left)
    for position in made:
        while waiting and not position.ends and waiting[0].place.start < position.place.start:
            merged.append(waiting.pop(0))
        merged.append(position)
    return merged + waiting
