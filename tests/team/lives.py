"""Random lives of replicas: people edit, undo, change the scheme, copy their files, and meet."""

from __future__ import annotations

import random
from collections.abc import Iterable

from annotator.model import Item, ItemRevision, Written
from annotator.team.exchange import MemoryReplica, bring

ITEMS = tuple(Item.made("d", "span", "set", f"s{number}").name for number in range(6))
TEXTS = ("a" * 64, "b" * 64)


class Person:
    """Somebody with a replica and a clock that is wrong by up to a year.

    Attributes:
        replica: theirs.
        made: every entry that they ever wrote.
    """

    def __init__(self, name: str, replica: MemoryReplica, chance: random.Random) -> None:
        self.name = name
        self.replica = replica
        self.made: list[Written] = []
        self._chance = chance
        self._skew = chance.randint(-31_536_000, 31_536_000)
        self._steps = 0
        self._undo: list[tuple[str, str | None]] = []
        self._redo: list[tuple[str, str | None]] = []

    def live(self) -> None:
        """Do one of the things that people do."""
        what = self._chance.random()
        if what < 0.6:
            self._edit()
        elif what < 0.75 and self._undo:
            item, value = self._undo.pop()
            self._redo.append((item, self._value(item)))
            self._write([(item, value)])
        elif what < 0.85 and self._redo:
            item, value = self._redo.pop()
            self._undo.append((item, self._value(item)))
            self._write([(item, value)])
        elif what < 0.95:
            # Another version of the scheme: a label is renamed wherever it is used, in one step.
            old, new = self._chance.sample("PQRS", 2)
            changed = [
                (item, new + value[1:])
                for item in ITEMS
                if (value := self._value(item) or "").startswith(old)
            ]
            self._write(changed)
        else:
            self._choose()

    def _edit(self) -> None:
        item = self._chance.choice(ITEMS)
        value = (
            None
            if self._chance.random() < 0.2
            else f"{self._chance.choice('PQRS')}{self._chance.randint(0, 99)}"
        )
        self._undo.append((item, self._value(item)))
        self._redo.clear()
        self._write([(item, value)])

    def _choose(self) -> None:
        self.replica.known()  # what was done becomes revisions
        disputed = [item for item, one in self.replica.branches.items() if one.is_disputed]
        if disputed:
            item = self._chance.choice(sorted(disputed))
            head = self._chance.choice(self.replica.branches[item].heads)
            written = self._written(item, 0, head.value)
            self._steps += 1
            self.made.append(written)
            self.replica.settle(written)

    def _write(self, changed: Iterable[tuple[str, str | None]]) -> None:
        entries = [self._written(item, number, value) for number, (item, value) in enumerate(changed)]
        self._steps += 1
        self.made += entries
        self.replica.write(*entries)

    def _written(self, item: str, number: int, value: str | None) -> Written:
        at = f"{1_700_000_000 + self._skew + self._steps:012d}"
        origin = (
            f"{at}-{self.name}-{self._chance.getrandbits(40):x}"  # as UUIDv7 do: by a clock that is wrong
        )
        text = self._chance.choice(TEXTS) if value is not None else ""
        return Written(origin, number, item, self.name, at, text, value)

    def _value(self, item: str) -> str | None:
        self.replica.known()
        one = self.replica.branches.get(item)
        return None if one is None or one.standing is None else one.standing.value


def history(seed: int) -> tuple[list[Person], list[MemoryReplica]]:
    """Return four people after random lives, and the copies of replicas that somebody left behind."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    people = [Person(name, MemoryReplica(), chance) for name in "klmn"]
    for item in ITEMS[:3]:
        people[0].replica.write(people[0]._written(item, 0, "P0"))
        people[0].made += people[0].replica.log[-1:]
    left: list[MemoryReplica] = []
    for one in people[1:]:
        one.replica = people[0].replica.copy()
    for _ in range(chance.randint(5, 25)):
        person = chance.choice(people)
        what = chance.random()
        if what < 0.8:
            person.live()
        elif what < 0.9:
            bring(chance.choice(people).replica, person.replica)
        else:
            # A file is copied, both copies are worked in, and the other one comes back later or never.
            left.append(person.replica)
            person.replica = person.replica.copy()
            twin = Person(person.name + "′", left[-1], chance)
            for _ in range(chance.randint(0, 3)):
                twin.live()
            person.made += twin.made
    return people, left


def all_revisions(replica: MemoryReplica) -> list[ItemRevision]:
    """Return what a replica has, as it would send it."""
    return replica.beyond({})
