"""The one interface through which replicas meet, be they in memory, files, or a server.

    bring(packet, project)      what the packet has and the project lacks
    exchange(one, other)        both ways: afterwards both have the same

Whatever is behind it has to keep these laws, and `tests/team/test_laws.py` asks them of everything there is:
taking is a union (idempotent, commutative, associative), takes all or nothing, and refuses an id that comes
with another digest. A server keeps them with `INSERT … ON CONFLICT (id) DO NOTHING` and a look at digests.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from annotator.model import Item, ItemRevision, Written
from annotator.model.twins import led, place_of
from annotator.team.branches import Branches
from annotator.team.choosing import choice
from annotator.team.deriving import derived
from annotator.team.twins import families
from annotator.team.union import in_order, new


class Replica(Protocol):
    """A set of revisions that only grows."""

    def known(self) -> Mapping[str, str]:
        """Return the digest of each revision, by its id."""
        ...

    def beyond(self, known: Mapping[str, str]) -> Iterable[ItemRevision]:
        """Return the revisions that somebody lacks who knows these, or knows otherwise, parents first."""
        ...

    def take(self, revisions: Iterable[ItemRevision]) -> int:
        """Take revisions in, all or none; return how many were new.

        Raises:
            ClashError: an id comes with another digest.
        """
        ...


def bring(source: Replica, target: Replica) -> int:
    """Bring what one replica has and the other lacks; return how many revisions that were.

    Raises:
        ClashError: an id comes with another digest; nothing has been taken.
    """
    return target.take(source.beyond(target.known()))


def exchange(one: Replica, other: Replica) -> int:
    """Let both have what either has; return how many revisions went either way."""
    return bring(one, other) + bring(other, one)


@dataclass(slots=True)
class MemoryReplica:
    """A replica in memory, with a log of what is done in it: the measure of all others.

    Attributes:
        revisions: the union, by id.
        branches: what stands and what is shown of each item: what stands, but for twins.
        past: all revisions of each item.
        log: what has been done and not been asked for yet.
    """

    revisions: dict[str, ItemRevision] = field(default_factory=dict)
    branches: dict[str, Branches] = field(default_factory=dict)
    past: dict[str, list[ItemRevision]] = field(default_factory=dict)
    log: list[Written] = field(default_factory=list)

    def copy(self) -> MemoryReplica:
        """Return the same replica once more, as a copy of its file would be: log and all."""
        past = {item: list(of_item) for item, of_item in self.past.items()}
        return MemoryReplica(dict(self.revisions), dict(self.branches), past, list(self.log))

    def write(self, *entries: Written) -> None:
        """Let somebody do something here. It becomes revisions when these are asked for, not before."""
        self.log += entries

    def settle(self, written: Written) -> None:
        """Let somebody choose a value for an item of which several stand."""
        self._derive()
        family = families(self.branches, [written.item])[written.item]
        self.take(choice(self.branches, family, written))

    def known(self) -> Mapping[str, str]:
        """Return the digest of each revision, by its id."""
        self._derive()
        return {key: one.digest for key, one in self.revisions.items()}

    def beyond(self, known: Mapping[str, str]) -> list[ItemRevision]:
        """Return the revisions that somebody lacks who knows these, or knows otherwise, parents first."""
        self._derive()
        return in_order(one for key, one in self.revisions.items() if known.get(key) != one.digest)

    def take(self, revisions: Iterable[ItemRevision]) -> int:
        """Take revisions in, all or none; return how many were new.

        Raises:
            ClashError: an id comes with another digest.
        """
        come = new(self.known(), revisions)
        self._keep(come)
        by_item: dict[str, list[ItemRevision]] = {}
        for one in come:
            by_item.setdefault(one.item, []).append(one)
        for item, of_item in by_item.items():
            self.branches[item] = self.branches.get(item, Branches()).taking(of_item)
        if come:
            self._show()
        return len(come)

    def _show(self) -> None:
        """Let what stands be shown; of twins, one. Here are no corrected texts, and no relation moves."""
        readings: dict[tuple[str, str, str], list[tuple[str, Hashable]]] = {}
        for name, one in self.branches.items():
            item, head = Item.of(name), one.heads[-1]
            place = place_of(item.kind, head.value)
            if place is not None:
                reading = readings.setdefault((item.document_id, item.kind, item.set_id), [])
                reading.append((item.id, (place, head.text)))
        twins = {
            Item.made(*reading, key).name: Item.made(*reading, first).name
            for reading, places in readings.items()
            for key, first in led(places).items()
        }
        for name, one in self.branches.items():
            first = twins.get(name)
            self.branches[name] = Branches(one.heads, one.heads[-1].id if first is None else None, first)

    def _keep(self, revisions: Iterable[ItemRevision]) -> None:
        for one in revisions:
            self.revisions[one.id] = one
            self.past.setdefault(one.item, []).append(one)

    def _derive(self) -> None:
        self.revisions.update((one.id, one) for one in derived(self.log, self.branches, self.past))
        self.log = []
