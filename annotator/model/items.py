"""What replicas of a project exchange: revisions of items, each known by its id wherever it goes.

An *item* is the smallest thing that people can change apart from each other. Its name is a JSON array:

    ["", "annotator", "", person]               a person of the project
    [document, "set", set, ""]                  a reading: whose it is
    [document, "state", set, ""]                how far it is
    [document, "answers", set, ""]              what it answers about the document
    [document, "span", set, span]               a span, with all that it says
    [document, "relation", set, relation]       a relation
    [document, "remark", "", remark]            a remark
    [document, "decision", "", decision]        a decision about a dispute
    [document, "assignment", "", person]        a document given to a person

The value of a span or relation may be that another one stands for it: see `model.twins`.

Texts, the list of documents and the label scheme are no items: they belong to the project that hands out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec

ASIDE: Final = 1 << 23
"""From here on the parts of an entry of the log are numbered that are about other items than its own."""
PART_BITS: Final = 24
"""The lowest bits of a number in a step are for the parts of one entry: a reading comes or goes whole."""

_encode = msgspec.json.Encoder().encode
_parts = msgspec.json.Decoder(tuple[str, str, str, str])


class Item(NamedTuple):
    """An item by the parts of its name.

    Attributes:
        document_id: "" for a person.
        kind: as above.
        set_id: "" where it belongs to no reading.
        id: "" for a reading itself, its state and its answers.
        name: all of it.
    """

    document_id: str
    kind: str
    set_id: str
    id: str
    name: str

    @classmethod
    def made(cls, document_id: str, kind: str, set_id: str = "", id: str = "") -> Item:  # noqa: A002 - its name
        """Return the item with these parts."""
        name = _encode((document_id, kind, set_id, id)).decode()
        return _items.kept(cls(document_id, kind, set_id, id, name))

    @staticmethod
    def maker(document_id: str, kind: str, set_id: str) -> Callable[[str], Item]:
        """Return what makes the items of one kind in one reading of their ids: most of a name is the same."""
        begins = _encode((document_id, kind, set_id)).decode()[:-1]
        keep = _items.kept

        def made(key: str) -> Item:
            return keep(Item(document_id, kind, set_id, key, f"{begins},{_encode(key).decode()}]"))

        return made

    @classmethod
    def of(cls, name: str) -> Item:
        """Return the item with this name.

        Raises:
            msgspec.DecodeError: it is none.
        """
        return _items[name]

    @staticmethod
    def forget() -> None:
        """Forget the items that were made or asked for by name, after much work with them."""
        _items.clear()


class _Items(dict[str, Item]):
    """Items by name, which are asked for again and again while something comes home."""

    _MOST: Final = 1 << 17

    def kept(self, item: Item) -> Item:
        if len(self) >= self._MOST:
            self.clear()
        self[item.name] = item
        return item

    def __missing__(self, name: str) -> Item:
        parts = _parts.decode(name)
        if _encode(parts).decode() != name:
            message = f"{name} is written otherwise than the name of an item"
            raise msgspec.DecodeError(message)
        return self.kept(Item(*parts, name))


_items: Final = _Items()


class ItemRevision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One state of an item, made once and never changed.

    Attributes:
        id: unique everywhere: the UUIDv7 of the step that made it, and its number in the step in 12
            hexadecimal digits, so that ids of one step sort as they were made.
        item: the item's name.
        parents: the ids of the revisions that it was made from; two where somebody chose between them.
        clock: greater than that of every revision of the item that its maker had (Lamport's clock). It
            orders revisions that know of each other; wall time never does.
        author: the id of whoever took the step, or None.
        at: when, ISO 8601 in UTC; shown, never compared.
        text: the SHA-256 of the text that its offsets are about; "" where there are none.
        value: what the item says, as the log writes it; None where it is gone.
        digest: SHA-256 of all the rest, in hexadecimal.

    Source of the clock: Lamport, 1978, "Time, clocks, and the ordering of events in a distributed system".
    """

    id: str
    item: str
    parents: tuple[str, ...]
    clock: int
    author: str | None
    at: str
    text: str
    value: str | None
    digest: str

    @property
    def rank(self) -> tuple[int, str]:
        """What decides which of two heads stands until somebody chooses: the greater."""
        return self.clock, self.id

    def is_sound(self) -> bool:
        """Tell whether the digest is the one of the content."""
        return self.digest == _digest(
            self.id, self.item, self.parents, self.clock, self.author, self.at, self.text, self.value
        )


class Written(NamedTuple):
    """A new value of an item, as one replica's log tells it.

    Attributes:
        origin: the UUID of the step.
        number: its place in the step; the same in every copy of the log.
        item: the item's name.
        author: the id of whoever took the step, or None.
        at: when, ISO 8601 in UTC.
        text: as in `ItemRevision`.
        value: as in `ItemRevision`.
        is_news: False where the step only shows again, or no longer, what came home: it makes no revision.
    """

    origin: str
    number: int
    item: str
    author: str | None
    at: str
    text: str
    value: str | None
    is_news: bool = True


def item_revision(written: Written, parents: tuple[str, ...], clock: int) -> ItemRevision:
    """Return the revision that a written value is, with its digest."""
    origin, number, item, author, at, text, value, _ = written
    key = f"{origin}.{number:012x}"
    digest = _digest(key, item, parents, clock, author, at, text, value)
    return ItemRevision(
        id=key,
        item=item,
        parents=parents,
        clock=clock,
        author=author,
        at=at,
        text=text,
        value=value,
        digest=digest,
    )


def _digest(*content: object) -> str:
    return hashlib.sha256(_encode(content)).hexdigest()
