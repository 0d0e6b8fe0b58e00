"""What stands of an item whose revisions are known: its heads, the one that counts, and conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from annotator.model import ItemRevision, Written
from annotator.model.items import item_revision


class Branches(msgspec.Struct, frozen=True, gc=False):
    """The revisions of one item that no other revision was made from, and what this replica shows of it.

    Attributes:
        heads: in the order of their rank; the last one stands. Empty if nothing is known of the item.
        shown: the id of the revision that this replica shows, which is what an edit here starts from; None
            where it shows nothing that is in the union. Other than what stands where that has no place here
            yet (its document is not here, or a relation's end), or where a homecoming was undone.
        led: the name of the item that stands for this one here, because both were made alike in two copies
            (`model.twins`); then nothing of its own is shown.
    """

    heads: tuple[ItemRevision, ...] = ()
    shown: str | None = None
    led: str | None = None

    @property
    def standing(self) -> ItemRevision | None:
        """The head that counts until somebody chooses another; None if nothing is known of the item."""
        return self.heads[-1] if self.heads else None

    @property
    def is_disputed(self) -> bool:
        """Whether heads say different things."""
        return len(self.heads) > 1 and len({(one.value, one.text) for one in self.heads}) > 1

    @property
    def clock(self) -> int:
        """The clock of the next revision that is made here."""
        return self.heads[-1].clock + 1 if self.heads else 1

    def taking(self, revisions: Iterable[ItemRevision]) -> Branches:
        """Return the branches with these revisions too; what is shown stays."""
        return Branches(heads((*self.heads, *revisions)), self.shown, self.led)

    def written(self, written: Written) -> tuple[ItemRevision, Branches]:
        """Return the revision that an edit here makes of what is shown, and the branches with it, shown."""
        shown, ends = self.shown, self.heads
        made = item_revision(written, () if shown is None else (shown,), self.clock)
        if not ends:
            return made, Branches((made,), made.id)
        return made, Branches((*(one for one in ends if one.id != shown), made), made.id)

    def settled(self, written: Written) -> tuple[ItemRevision, Branches]:
        """Return the revision by which somebody chooses between the heads, and the branches with it alone."""
        made = item_revision(written, tuple(sorted(one.id for one in self.heads)), self.clock)
        return made, Branches((made,), self.shown, self.led)

    def yielded(self, written: Written, *, alike: bool) -> tuple[ItemRevision, Branches]:
        """Return the revision by which this gives way to its twin, with which somebody goes on here.

        Args:
            written: that the other one stands for it.
            alike: whether both say the same. Else this one's heads stay and wait for somebody's choice.
        """
        parents = tuple(sorted(one.id for one in self.heads)) if alike else ()
        made = item_revision(written, parents, self.clock)
        return made, Branches((made,) if alike else (*self.heads, made), made.id)


def heads(revisions: Iterable[ItemRevision]) -> tuple[ItemRevision, ...]:
    """Return the revisions of one item that none of the others was made from, in the order of their rank."""
    all_of_them = tuple(revisions)
    if len(all_of_them) == 1:
        return all_of_them
    there = {one.id: one for one in all_of_them}
    made_from = {parent for one in there.values() for parent in one.parents}
    return tuple(sorted((one for one in there.values() if one.id not in made_from), key=lambda one: one.rank))


def branches(
    revisions: Iterable[ItemRevision], shown: Mapping[str, tuple[str | None, str | None]] | None = None
) -> dict[str, Branches]:
    """Return the branches of each item, by the items' names.

    Args:
        revisions: of many items, in any order.
        shown: item → the revision that this replica shows, and the item that stands for it instead (see
            `Branches`); None: what stands is shown.
    """
    by_item: dict[str, list[ItemRevision]] = {}
    for one in revisions:
        by_item.setdefault(one.item, []).append(one)
    found = {}
    for item, of_item in by_item.items():
        ends = heads(of_item)
        found[item] = Branches(ends, *((ends[-1].id,) if shown is None else shown.get(item, ())))
    return found


def standing(revisions: Iterable[ItemRevision]) -> dict[str, str]:
    """Return what stands of each item that is not gone: item → value."""
    return {
        item: one.heads[-1].value
        for item, one in branches(revisions).items()
        if one.heads[-1].value is not None
    }


def conflicts(revisions: Iterable[ItemRevision]) -> dict[str, tuple[ItemRevision, ...]]:
    """Return the items whose heads say different things, with these heads, what stands last."""
    return {item: one.heads for item, one in branches(revisions).items() if one.is_disputed}
