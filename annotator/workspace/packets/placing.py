"""What stands of a document's items, as readings of the text of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model import AnnotationSet, Annotator, Item, Relation, SpanAnnotation, State
from annotator.store.merging_values import SetHead, value_of
from annotator.team.branches import Branches
from annotator.workspace.packets.replicas import Movements

_EMPTY = Branches()


@dataclass(slots=True)
class Placing:
    """Puts what stands into the readings of one document. Pure but for its own fields.

    What has no place is kept in the union and not shown: a span whose words are gone, a relation without
    one of its ends, and whatever belongs to a reading that does not stand.

    Attributes:
        branches: of all items of the document, by name.
        movements: to the text of now.
        people: by id; whoever a reading belongs to has to be there.
        shown: item → the revision that is shown by it, for those that were looked at.
    """

    branches: Mapping[str, Branches]
    movements: Movements
    people: Mapping[str, Annotator]
    shown: dict[str, str | None] = field(default_factory=dict)

    def placed(
        self,
        sets: Mapping[str, AnnotationSet],
        touched: Mapping[str, list[Item]],
        items: Mapping[str, list[Item]],
    ) -> dict[str, AnnotationSet]:
        """Return the readings as they are when what stands of the touched items is shown.

        Args:
            sets: the readings as they are, by id.
            touched: items of which something else may stand, by reading.
            items: all items of the document, by reading.
        """
        after = dict(sets)
        for set_id, of_set in touched.items():
            if not set_id:
                continue
            head = self._standing(Item.made(of_set[0].document_id, "set", set_id))
            if not isinstance(head, SetHead):
                all_of_it = after.pop(set_id, None) is not None
                for item in items[set_id] if all_of_it else of_set:
                    self._hide(item)
            elif set_id in after:
                after[set_id] = self._changed(after[set_id], of_set, items[set_id])
            else:
                reader = None if head.annotator_id is None else self.people[head.annotator_id]
                new = AnnotationSet(
                    id=set_id, document_id=head.document_id, owner=head.owner, annotator=reader
                )
                after[set_id] = self._changed(new, items[set_id], items[set_id])
        return after

    def _changed(
        self, reading: AnnotationSet, touched: Iterable[Item], items: Iterable[Item]
    ) -> AnnotationSet:
        by_kind: dict[str, list[Item]] = {}
        for item in touched:
            by_kind.setdefault(item.kind, []).append(item)
        for item in by_kind.get("set", ()):
            self._show(item)
        spans = dict(reading.spans)
        for item in by_kind.get("span", ()):
            one = self.branches[item.name].heads[-1]
            span = None if one.value is None else self._span(item, one.value, one.text)
            if span is None:
                spans.pop(item.id, None)
                self._hide(item)
            else:
                spans[item.id] = span
                self.shown[item.name] = one.id
        relations = dict(reading.relations)
        lost = set()
        if len(spans) < len(reading.spans) or by_kind.get("span"):
            lost = {key for key, one in relations.items() if not _has_ends(one, spans)}
        links = {item.id: item for item in by_kind.get("relation", ())}
        if lost - links.keys():
            links |= {item.id: item for item in items if item.kind == "relation" and item.id in lost}
        for item in links.values():
            link = self._standing(item)
            self._place(
                relations, item, link if isinstance(link, Relation) and _has_ends(link, spans) else None
            )
        state, answers = reading.state, reading.attributes
        for item in by_kind.get("state", ()):
            found = self._standing(item)
            state = found if isinstance(found, State) else State.NEW
            self._show(item)
        for item in by_kind.get("answers", ()):
            answers = self._standing(item) or {}
            self._show(item)
        return replace(reading, spans=spans, relations=relations, state=state, attributes=answers)

    def _span(self, item: Item, value: str, text: str) -> SpanAnnotation | None:
        span = value_of(item, value)
        if not isinstance(span, SpanAnnotation):  # the kind of the item says that it is one
            raise TypeError(item.name)
        return span if text == self.movements.now else self.movements.carried(span, text)

    def _place(self, things: dict[str, Any], item: Item, thing: object | None) -> None:
        if thing is None:
            things.pop(item.id, None)
            self._hide(item)
        else:
            things[item.id] = thing
            self._show(item)

    def _standing(self, item: Item) -> Any:
        one = self.branches.get(item.name, _EMPTY).standing
        return None if one is None or one.value is None else value_of(item, one.value)

    def _show(self, item: Item) -> None:
        one = self.branches.get(item.name, _EMPTY).standing
        self.shown[item.name] = None if one is None else one.id

    def _hide(self, item: Item) -> None:
        """Show nothing: a head that says so, or, where what stands only has no place, none at all."""
        heads = self.branches.get(item.name, _EMPTY).heads
        self.shown[item.name] = next((one.id for one in reversed(heads) if one.value is None), None)


def _has_ends(link: Relation, spans: Mapping[str, SpanAnnotation]) -> bool:
    return link.source in spans and link.target in spans
