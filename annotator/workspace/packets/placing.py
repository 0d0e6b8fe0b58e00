"""What stands of a document's items, as readings of the text of now."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.editing.rules import pair_of
from annotator.model import (
    AnnotationSet,
    Annotator,
    Item,
    Relation,
    RelationType,
    SpanAnnotation,
    State,
    twins,
)
from annotator.model.twins import SameAs
from annotator.store.merging_values import SetHead, value_of
from annotator.team.branches import Branches
from annotator.workspace.packets.replicas import Movements

_EMPTY = Branches()


@dataclass(slots=True)
class Placing:
    """Puts what stands into the readings of one document. Pure but for its own fields.

    What has no place is kept in the union and not shown: a span whose words are gone, a relation without
    one of its ends, and whatever belongs to a reading that does not stand. Of what was made alike in two
    copies the one with the smallest id is shown, and stands for the others: relations lead to it.

    Attributes:
        branches: of all items of the document, by name.
        movements: to the text of now.
        people: by id; whoever a reading belongs to has to be there.
        kinds: the types of relations, by code.
        shown: item → the revision that is shown by it, for those that were looked at.
        led: item → the one that stands for it, for those of which there is one.
    """

    branches: Mapping[str, Branches]
    movements: Movements
    people: Mapping[str, Annotator]
    kinds: Mapping[str, RelationType]
    shown: dict[str, str | None] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)

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
            items: all items of these readings, by reading.
        """
        after = dict(sets)
        for set_id, of_set in touched.items():
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
        touched_spans, links = by_kind.get("span", []), by_kind.get("relation", [])
        spans = self._spans(reading, touched_spans)
        led = any(self.branches[item.name].led is not None for item in touched_spans)
        if led or spans.keys() != reading.spans.keys():
            links = [item for item in items if item.kind == "relation"]
        relations = self._relations(reading, links, spans)
        state, answers = reading.state, reading.attributes
        for item in by_kind.get("state", ()):
            found = self._standing(item)
            state = found if isinstance(found, State) else State.NEW
            self._show(item)
        for item in by_kind.get("answers", ()):
            answers = self._standing(item) or {}
            self._show(item)
        return replace(reading, spans=spans, relations=relations, state=state, attributes=answers)

    def _spans(self, reading: AnnotationSet, touched: Iterable[Item]) -> dict[str, SpanAnnotation]:
        spans = dict(reading.spans)
        for item in touched:
            one = self.branches[item.name].heads[-1]
            span = None if one.value is None else self._span(item, one.value, one.text)
            if span is None:
                spans.pop(item.id, None)
                self._hide(item)
            else:
                spans[item.id] = span
                self.shown[item.name] = one.id
        if len({(one.label, one.span) for one in spans.values()}) < len(spans):
            # Where there are no words, two of one label may stand at one place: they are no twins.
            places = ((key, (one.label, one.span)) for key, one in spans.items() if one.span)
            self._lead(spans, "span", reading, twins.led(places))
        return spans

    def _relations(
        self, reading: AnnotationSet, touched: Iterable[Item], spans: Mapping[str, SpanAnnotation]
    ) -> dict[str, Relation]:
        relations = dict(reading.relations)
        for item in touched:
            link = self._standing(item)
            if isinstance(link, Relation):
                link = self._between(link, reading, spans)
            self._place(relations, item, link if isinstance(link, Relation) else None)
        if len(relations) > 1:
            self._lead(relations, "relation", reading, twins.led(self._joined(relations.values())))
        return relations

    def _between(
        self, link: Relation, reading: AnnotationSet, spans: Mapping[str, SpanAnnotation]
    ) -> Relation | None:
        """Return a relation between what stands for its ends; None if one has no place or both are one."""
        source, target = (self._end(key, reading, spans) for key in (link.source, link.target))
        if source is None or target is None:
            return None
        if (source, target) == (link.source, link.target):
            return link
        return None if source == target else replace(link, source=source, target=target)

    def _end(self, key: str, reading: AnnotationSet, spans: Mapping[str, SpanAnnotation]) -> str | None:
        while key not in spans:
            item = Item.made(reading.document_id, "span", reading.id, key)
            if item.name in self.led:
                key = Item.of(self.led[item.name]).id
                continue
            standing = self._standing(item)
            if not isinstance(standing, SameAs):
                return None
            key = standing.id
        return key

    def _joined(self, relations: Iterable[Relation]) -> Iterator[tuple[str, Hashable]]:
        """Yield what each relation joins, but for types of which several may join the same spans."""
        for one in relations:
            kind = self.kinds.get(one.type)
            if kind is None:
                yield one.id, (one.type, one.source, one.target)
            elif (kind.max_per_pair or 1) == 1:
                yield one.id, (one.type, *pair_of(kind, one))

    def _lead(
        self, things: dict[str, Any], kind: str, reading: AnnotationSet, led: Mapping[str, str]
    ) -> None:
        """Let of what was made twice only one stand."""
        for key, first in led.items():
            del things[key]
            name = Item.made(reading.document_id, kind, reading.id, key).name
            self.shown[name] = None
            self.led[name] = Item.made(reading.document_id, kind, reading.id, first).name

    def _span(self, item: Item, value: str, text: str) -> SpanAnnotation | None:
        span = value_of(item, value)
        if isinstance(span, SameAs):
            return None
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
        gone = (one.id for one in reversed(heads) if one.value is None or twins.is_same_as(one.value))
        self.shown[item.name] = next(gone, None)
