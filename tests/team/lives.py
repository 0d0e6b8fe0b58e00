"""Random lives of replicas: people edit, undo, change the scheme, copy their files, and meet.

There are few labels and places, so that people who are apart often label the same words alike.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import msgspec

from annotator.model import Item, ItemRevision, Written
from annotator.model.twins import place_of
from annotator.team.exchange import MemoryReplica, bring
from annotator.team.twins import families, first_of, is_disputed

ITEMS = tuple(Item.made("d", "span", "set", f"s{number}").name for number in range(16))
TEXTS = ("a" * 64, "b" * 64)
_LABELS = "PQR"


def span(item: str, label: str, start: int, comment: str | None) -> str:
    """Return a span as the value of an item."""
    row: tuple[object, ...] = (Item.of(item).id, label, start, start + 1, "و", {}, comment, False, "manual")
    return msgspec.json.encode(row).decode()


def shown(replica: MemoryReplica) -> dict[str, ItemRevision]:
    """Return what a person sees in a replica: the revisions of spans that are shown."""
    replica.known()  # what was done becomes revisions
    found = {}
    for item, one in replica.branches.items():
        for revision in one.heads:
            if revision.id == one.shown and place_of("span", revision.value) is not None:
                found[item] = revision
    return found


class Person:
    """Somebody with a replica and a clock that is wrong by up to a year.

    Attributes:
        replica: theirs.
        made: every entry that they ever wrote.
        chosen: what they chose where something stood in more than one version.
    """

    def __init__(self, name: str, replica: MemoryReplica, chance: random.Random) -> None:
        self.name = name
        self.replica = replica
        self.made: list[Written] = []
        self.chosen: list[Written] = []
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
            self._redo.append((item, self._seen().get(item)))
            self._write([(item, value)])
        elif what < 0.85 and self._redo:
            item, value = self._redo.pop()
            self._undo.append((item, self._seen().get(item)))
            self._write([(item, value)])
        elif what < 0.95:
            # Another version of the scheme: a label is renamed wherever it is used, in one step.
            old, new = self._chance.sample(_LABELS, 2)
            seen = self._seen().items()
            self._write([(item, value.replace(f'"{old}"', f'"{new}"')) for item, value in seen])
        else:
            self._choose()

    def _edit(self) -> None:
        seen, there = self._seen(), self.replica.branches
        new = [item for item in ITEMS if item not in there]
        item = self._chance.choice(new if new and self._chance.random() < 0.7 else list(seen) or ITEMS)
        label, start = self._chance.choice("PPPQR"), self._chance.choice((0, 0, 0, 1, 2))
        comment = self._chance.choice((None, None, None, "ج"))
        is_gone = item in seen and self._chance.random() < 0.3
        value = None if is_gone else span(item, label, start, comment)
        self._undo.append((item, seen.get(item)))
        self._redo.clear()
        self._write([(item, value)])

    def _choose(self) -> None:
        self.replica.known()
        there = self.replica.branches
        disputed = families(there, sorted(item for item in there if is_disputed(there, item)))
        if disputed:
            first = self._chance.choice(sorted(disputed))
            heads = [head for item in disputed[first] for head in there[item].heads]
            head = self._chance.choice(heads)
            value = head.value
            if place_of("span", value) is not None:
                row = msgspec.json.decode(value or "")
                value = span(first, row[1], row[2], row[6])
            written = self._written(first, 0, value, head.text)
            self._steps += 1
            self.chosen.append(written)
            self.replica.settle(written)

    def _write(self, changed: Iterable[tuple[str, str | None]]) -> None:
        """Write what the scheme allows: no words are labelled alike twice by somebody who sees both."""
        seen = {item: place_of("span", value) for item, value in self._seen().items()}
        entries: list[Written] = []
        for item, value in changed:
            if first_of(self.replica.branches, item) != item:
                continue  # another one stands for it: nobody sees it
            seen[item] = place_of("span", value)
            if value is None or list(seen.values()).count(seen[item]) == 1:
                entries.append(self._written(item, len(entries), value))
        self._steps += 1
        self.made += entries
        self.replica.write(*entries)

    def _written(self, item: str, number: int, value: str | None, text: str | None = None) -> Written:
        at = f"{1_700_000_000 + self._skew + self._steps:012d}"
        origin = (
            f"{at}-{self.name}-{self._chance.getrandbits(40):x}"  # as UUIDv7 do: by a clock that is wrong
        )
        if text is None:
            text = self._chance.choice((*TEXTS, TEXTS[0], TEXTS[0])) if value is not None else ""
        return Written(origin, number, item, self.name, at, text, value)

    def _seen(self) -> dict[str, str]:
        return {item: one.value or "" for item, one in shown(self.replica).items()}


def history(seed: int) -> tuple[list[Person], list[MemoryReplica]]:
    """Return four people after random lives, and the copies of replicas that somebody left behind."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    people = [Person(name, MemoryReplica(), chance) for name in "klmn"]
    for item in ITEMS[:3]:
        people[0]._write([(item, span(item, "P", 7 + ITEMS.index(item), None))])
    left: list[MemoryReplica] = []
    for one in people[1:]:
        one.replica = people[0].replica.copy()
    for _ in range(chance.randint(8, 28)):
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
            person.chosen += twin.chosen
    return people, left


def all_revisions(replica: MemoryReplica) -> list[ItemRevision]:
    """Return what a replica has, as it would send it."""
    return replica.beyond({})
