"""The positions of a document: its places, with the decisions about them.

A key press changes one decision of thousands. So what was found the last time is kept with the places, and
only what has changed since is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.adjudication.adopting import places_of_relations, places_of_spans
from annotator.adjudication.collating import Collation
from annotator.adjudication.homes import (
    Home,
    changed_since,
    home_of,
    is_about_document,
    is_about_relation,
)
from annotator.adjudication.values import PUTS, Position
from annotator.model import AnnotationSet, Decision, LabelScheme, Relation, Span, SpanAnnotation


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ledger:
    """What has been found out about the decisions.

    Attributes:
        gold: the gold set, or None.
        decisions: as they were given.
        homes: the id of each decision → where it belongs.
        decided: the number of a place → the decisions about it, the latest last.
        bound: what gold holds by decisions at places: (whether it is a relation, its id) → the place.
        simple: whether nothing else is in gold, and every decision has its place.
        made: the position of each place.
        positions: the same, with what gold holds that no reader has any more, in the order of the text.
    """

    gold: AnnotationSet | None
    decisions: Sequence[Decision]
    homes: Mapping[str, Home]
    decided: Mapping[int, tuple[Decision, ...]]
    bound: Mapping[tuple[bool, str], int]
    simple: bool
    made: Sequence[Position]
    positions: tuple[Position, ...]


def ledger(
    collation: Collation,
    gold: AnnotationSet | None,
    decisions: Sequence[Decision],
    scheme: LabelScheme,
) -> Ledger:
    """Return the positions of a document.

    Args:
        collation: its places.
        gold: the gold set, or None.
        decisions: those about the document, in the order in which they were made.
        scheme: the label scheme.
    """
    last = collation.memory.last
    if last is not None and last.gold is gold and last.decisions is decisions:
        return last
    made = (
        None
        if last is None or not last.simple
        else _Following(collation, gold, scheme, last).after(decisions)
    )
    if made is None:
        made = _Whole(collation, gold, scheme).of(decisions)
    collation.memory.last = made
    return made


class _Making:
    """What both ways of making a ledger share."""

    def __init__(self, collation: Collation, gold: AnnotationSet | None, scheme: LabelScheme) -> None:
        self._collation, self._gold, self._scheme = collation, gold, scheme
        self._spans: Mapping[str, SpanAnnotation] = {} if gold is None else gold.spans
        self._relations: Mapping[str, Relation] = {} if gold is None else gold.relations
        self._answers: Mapping[str, str] = {} if gold is None else gold.attributes
        self._ids = ids_of(gold)
        self._homes: dict[str, Home] = {}
        self._decided: dict[int, tuple[Decision, ...]] = {}
        self._bound: dict[tuple[bool, str], int] = {}

    def _add(self, home: Home, place: int) -> None:
        self._homes[home.decision.id] = home
        there = (*self._decided.get(place, ()), home.decision)
        self._decided[place] = tuple(sorted(there, key=lambda one: (one.at, one.id))) if there[1:] else there
        is_relation = bool(self._collation.places[place].ends)
        for one in home.decision.gold:
            self._bound[is_relation, one] = place

    def _position(self, n: int, made: Sequence[Position], there: tuple[str, ...] = ()) -> Position:
        """Return the position of a place.

        Args:
            n: the number of the place.
            made: the positions of its ends, if it is a relation, by their numbers.
            there: what gold holds for it by no decision.
        """
        place = self._collation.places[n]
        ends = [made[one] for one in self._collation.ends.get(n, ())]
        decided = self._decided.get(n, ())
        decision = decided[-1] if decided else None
        gold, fresh = there, False
        if decision is not None:
            held = self._ids[bool(ends)]
            gold = tuple([one for one in decision.gold if one in held])
            fresh = len(gold) < len(decision.gold) or self._homes[decision.id].changed
            if ends and not gold and decision.verdict in PUTS:
                # It waits for its ends; where they are and it is not, somebody has taken it out.
                fresh = fresh or all(one.gold for one in ends)
        if place.question:
            gold = (place.question,) if place.question in self._answers else ()
            fresh = fresh or (not gold and decision is not None and decision.verdict in PUTS)
        return Position(
            key=place.key,
            dispute=place.dispute,
            place=place.place,
            layer=place.layer,
            variants=place.variants,
            attributes=place.attributes,
            missing=place.missing,
            ends=place.ends,
            question=place.question,
            decision=decision,
            fresh=fresh,
            gold=gold,
            earlier=decided[:-1],
            void=not gold and any(one.settled and not one.gold for one in ends),
        )


class _Whole(_Making):
    """Makes a ledger from the beginning."""

    def of(self, decisions: Sequence[Decision]) -> Ledger:
        homeless: dict[str, Decision] = {}
        for decision in decisions:
            home = home_of(self._collation, decision, self._scheme)
            if home.place is None:
                homeless[decision.id] = decision
            else:
                self._add(home, home.place)
        there = self._adopted(homeless)
        made: list[Position] = []
        for n in range(len(self._collation.places)):
            made.append(self._position(n, made, there.get(n, ())))
        found = [one for one in map(self._left_over, homeless.values()) if one is not None]
        return Ledger(
            gold=self._gold,
            decisions=decisions,
            homes=self._homes,
            decided=self._decided,
            bound=self._bound,
            simple=not homeless and not self._unbound(),
            made=made,
            positions=tuple(_merged(made, found)),
        )

    def _unbound(self) -> bool:
        return any((kind, one) not in self._bound for kind in (False, True) for one in self._ids[kind])

    def _adopted(self, homeless: dict[str, Decision]) -> dict[int, tuple[str, ...]]:
        """Find places for what else gold holds, and decisions by it; return what is there by none."""
        places, there = self._collation.places, dict[int, tuple[str, ...]]()
        spans = [one for key, one in self._spans.items() if (False, key) not in self._bound]
        if spans:
            for n, span in places_of_spans(places, spans, self._decided, self._scheme):
                self._adopt(n, span.id, homeless, there)
        relations = [one for key, one in self._relations.items() if (True, key) not in self._bound]
        if relations:
            ends = {one: n for (is_relation, one), n in self._bound.items() if not is_relation}
            ends |= {one: n for n, ids in there.items() for one in ids}
            for n, relation in places_of_relations(places, relations, self._decided, ends):
                self._adopt(n, relation.id, homeless, there)
        return there

    def _adopt(
        self, n: int, gold_id: str, homeless: dict[str, Decision], there: dict[int, tuple[str, ...]]
    ) -> None:
        is_relation = bool(self._collation.places[n].ends)
        for decision in homeless.values():
            if gold_id in decision.gold and is_about_relation(decision, self._scheme) is is_relation:
                changed = changed_since(self._collation.places[n], decision)
                self._add(Home(decision=decision, place=n, changed=changed), n)
                del homeless[decision.id]
                return
        there[n] = (*there.get(n, ()), gold_id)

    def _left_over(self, decision: Decision) -> Position | None:
        """Return the position of a decision whose gold is there, while no reader has anything like it."""
        if is_about_document(decision, self._scheme):
            return self._left_answer(decision)
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
            fresh=any(seen.ids and seen.set_id in self._collation.readers for seen in decision.seen),
            gold=tuple(one for one in decision.gold if one in self._spans or one in self._relations),
        )

    def _left_answer(self, decision: Decision) -> Position | None:
        """Return the position of a decision about a question that gold answers, and no reader any more."""
        if decision.label not in self._answers:
            return None
        return Position(
            key=f"d/{decision.id}",
            dispute=decision.dispute,
            place=Span(0, 0),
            layer="",
            variants=(),
            attributes=(),
            missing=(),
            ends=(),
            question=decision.label,
            decision=decision,
            fresh=any(seen.set_id in self._collation.readers for seen in decision.seen),
            gold=(decision.label,),
        )


class _Following(_Making):
    """Makes a ledger from the last one, where one can tell what has changed since."""

    def __init__(
        self, collation: Collation, gold: AnnotationSet | None, scheme: LabelScheme, last: Ledger
    ) -> None:
        super().__init__(collation, gold, scheme)
        self._last = last
        self._homes, self._decided, self._bound = dict(last.homes), dict(last.decided), dict(last.bound)
        self._touched: set[int] = set()
        self._loosened: list[tuple[bool, str]] = []

    def after(self, decisions: Sequence[Decision]) -> Ledger | None:
        """Return the ledger; None: something needs a look at everything."""
        if not self._follow_decisions(decisions) or not self._follow_gold():
            return None
        hanging = self._collation.hanging
        self._touched.update(*(hanging.get(n, ()) for n in tuple(self._touched)))
        made = list(self._last.made)
        for n in sorted(self._touched):  # a relation stands behind its ends
            made[n] = self._position(n, made)
        return Ledger(
            gold=self._gold,
            decisions=decisions,
            homes=self._homes,
            decided=self._decided,
            bound=self._bound,
            simple=True,
            made=made,
            positions=tuple(made),
        )

    def _follow_decisions(self, decisions: Sequence[Decision]) -> bool:
        now = {one.id: one for one in decisions}
        was = self._last.homes
        gone = [key for key, home in was.items() if now.get(key) is not home.decision]
        come = [one for key, one in now.items() if key not in was or was[key].decision is not one]
        for key in gone:
            self._remove(self._homes.pop(key))
        for decision in come:
            home = home_of(self._collation, decision, self._scheme)
            if home.place is None:
                return False
            self._add(home, home.place)
            self._touched.add(home.place)
        return True

    def _remove(self, home: Home) -> None:
        place = home.place
        if place is None:
            return
        self._touched.add(place)
        left = tuple(one for one in self._decided.pop(place) if one is not home.decision)
        if left:
            self._decided[place] = left
        for one in home.decision.gold:
            key = bool(self._collation.places[place].ends), one
            self._bound.pop(key, None)
            self._loosened.append(key)

    def _follow_gold(self) -> bool:
        was = {} if self._last.gold is None else self._last.gold.attributes
        asked = self._collation.questions.items()
        self._touched.update(n for name, n in asked if was.get(name) != self._answers.get(name))
        before, loose = ids_of(self._last.gold), set(self._loosened)
        for kind in (False, True):
            loose.update((kind, one) for one in before[kind] ^ self._ids[kind])
        for one in loose:
            places = self._last.bound.get(one), self._bound.get(one)
            self._touched.update(n for n in places if n is not None)
            if one[1] in self._ids[one[0]] and places[1] is None:
                return False
        return True


def ids_of(gold: AnnotationSet | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the spans and of the relations of a gold set."""
    return (frozenset(), frozenset()) if gold is None else (frozenset(gold.spans), frozenset(gold.relations))


def _merged(made: Sequence[Position], left: Iterable[Position]) -> list[Position]:
    """Return positions with others put in between, by where they begin; relations stay behind their ends."""
    waiting = sorted(left, key=lambda one: (one.place.start, -one.place.end, one.key))
    if not waiting:
        return list(made)
    merged: list[Position] = []
    for position in made:
        while waiting and not position.ends and waiting[0].place.start < position.place.start:
            merged.append(waiting.pop(0))
        merged.append(position)
    return merged + waiting
