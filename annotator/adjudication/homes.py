"""Which place a decision is about, and whether it still stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.adjudication.collating import Collation
from annotator.adjudication.values import NOTHING_THERE, Place
from annotator.model import AnnotationSet, Decision, Dispute, LabelScheme, Owner, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A decision with the place it is about.

    Attributes:
        decision: the decision.
        place: the number of the place, where most of what it was made on is now; None: nothing is left.
        changed: whether readers have said something new there since.
    """

    decision: Decision
    place: int | None
    changed: bool


def home_of(collation: Collation, decision: Decision, scheme: LabelScheme) -> Home:
    """Return where a decision belongs; of several places that have as much of it, the first."""
    met = Counter(_places_of(collation, decision, scheme))
    if not met:
        return Home(decision=decision, place=None, changed=False)
    most = max(met.values())
    place = min(n for n, count in met.items() if count == most)
    return Home(decision=decision, place=place, changed=changed_since(collation.places[place], decision))


def _places_of(collation: Collation, decision: Decision, scheme: LabelScheme) -> Iterator[int]:
    """Yield the numbers of the places of what a decision was made on, as often as there is something."""
    if is_about_document(decision, scheme):
        place = collation.questions.get(decision.label)
        return iter(() if place is None else (place,))
    return _members(collation, decision, scheme)


def _members(collation: Collation, decision: Decision, scheme: LabelScheme) -> Iterator[int]:
    numbers = collation.relations if is_about_relation(decision, scheme) else collation.spans
    return (
        numbers[seen.set_id, one]
        for seen in decision.seen
        for one in seen.ids
        if (seen.set_id, one) in numbers
    )


def gold_of(sets: Iterable[AnnotationSet]) -> AnnotationSet | None:
    """Return the gold set: the one that belongs to nobody; or None."""
    return next((one for one in sets if one.owner is Owner.GOLD and one.annotator is None), None)


def is_about_document(decision: Decision, scheme: LabelScheme) -> bool:
    """Tell whether a decision was about a question about the document: then nothing has an id."""
    if scheme.document_attribute(decision.label) is None or decision.gold:
        return False
    if decision.seen:
        return not any(one.ids for one in decision.seen)
    return scheme.label(decision.label) is None and scheme.relation_type(decision.label) is None


def is_about_relation(decision: Decision, scheme: LabelScheme) -> bool:
    """Tell whether a decision was about a relation."""
    if is_about_document(decision, scheme):
        return False
    if decision.dispute is Dispute.AGREE:
        return scheme.label(decision.label) is None and scheme.relation_type(decision.label) is not None
    return decision.dispute is Dispute.RELATION


def changed_since(place: Place, decision: Decision) -> bool:
    """Tell whether readers have since said something new at a place.

    What agrees with the decision is nothing new: a reader who now says what was taken, or nothing where
    nothing was taken. Nor is it new that a reading is not in the document any more, as where gold has come
    from elsewhere without it: nobody has said anything.
    """
    was = {seen.set_id: seen for seen in decision.seen}
    wanted = {was[reader].digest for reader in decision.taken if reader in was}
    if decision.verdict is Verdict.NOTHING:
        wanted.add(NOTHING_THERE)
    for variant in place.variants:
        for reader in variant.readers:
            before = was.get(reader)
            if (before is None or before.digest != variant.digest) and variant.digest not in wanted:
                return True
    return any(seen.digest != NOTHING_THERE and seen.set_id in place.missing for seen in decision.seen)
