"""What stands against what: the versions of one thing, as they read in the text of now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.model import Item, ItemRevision, Relation, SpanAnnotation
from annotator.model.twins import SameAs, is_same_as
from annotator.store.merging_values import Value, value_of
from annotator.team.branches import Branches
from annotator.team.twins import first_of, is_disputed
from annotator.workspace.packets.replicas import Movements


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the versions that stand against each other.

    Attributes:
        id: of the revision.
        author: the id of whoever made it, or None.
        author_name: what that person is called, or "".
        at: when, ISO 8601 in UTC.
        value: what it says: a `SpanAnnotation`, a `Relation`, a `State`, a `Remark` and so on; None: it is
            gone. A span lies in the text of now; it is None too where none of its words is left.
        stands: whether this one is shown until somebody chooses.
    """

    id: str
    author: str | None
    author_name: str
    at: str
    value: Value | None
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that two people, or one person in two places, have made different.

    Attributes:
        item: its name in the union.
        kind: that of `model.items.Item`, such as "span".
        document_id: the document, "" for a person.
        title: of the document.
        set_id: the reading, or "".
        reader: the name of the person whose reading it is, or "".
        versions: what stands first, then the others, the latest of them first.
    """

    item: str
    kind: str
    document_id: str
    title: str
    set_id: str
    reader: str
    versions: tuple[Version, ...]


def carried(item: Item, one: ItemRevision, way: Movements) -> SpanAnnotation | None:
    """Return the span that a revision tells of, in the text of now; None if none of its words is left."""
    span = value_of(item, one.value or "")
    return way.carried(span, one.text) if isinstance(span, SpanAnnotation) else None


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells what versions say.

    Attributes:
        there: the branches of all items.
        people: what people are called, by id.
        way: to the text of now; None for what is about no document.
    """

    there: Mapping[str, Branches]
    people: Mapping[str, str]
    way: Movements | None

    def versions(self, family: Sequence[str]) -> Iterator[Version]:
        """Yield the versions of an item and of those that it stands for, the one that stands first."""
        first = self.there[family[0]]
        for one in reversed(first.heads):
            yield self._version(one, stands=one is first.standing)
        for name in family[1:]:
            if is_disputed(self.there, name):
                for one in reversed(self.there[name].heads):
                    if not is_same_as(one.value):
                        yield self._version(one, stands=False)

    def _version(self, one: ItemRevision, *, stands: bool) -> Version:
        return Version(
            id=one.id,
            author=one.author,
            author_name=self.people.get(one.author or "", ""),
            at=one.at,
            value=self._value(Item.of(one.item), one),
            stands=stands,
        )

    def _value(self, item: Item, one: ItemRevision) -> Value | None:
        if one.value is None:
            return None
        value = value_of(item, one.value)
        if isinstance(value, SameAs):
            other = Item.made(item.document_id, item.kind, item.set_id, value.id)
            standing = self.there[first_of(self.there, other.name)].standing
            return None if standing is None else self._value(Item.of(standing.item), standing)
        if isinstance(value, Relation):
            return replace(value, source=self._end(item, value.source), target=self._end(item, value.target))
        if isinstance(value, SpanAnnotation) and self.way is not None:
            return self.way.carried(value, one.text)
        return value

    def _end(self, item: Item, key: str) -> str:
        name = Item.made(item.document_id, "span", item.set_id, key).name
        return Item.of(first_of(self.there, name)).id
