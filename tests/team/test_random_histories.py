"""However people live apart and in whatever order they meet: nothing is lost, doubled or out of order."""

from __future__ import annotations

import os
import random

import pytest

from annotator.model import Written
from annotator.model.twins import is_same_as, place_of
from annotator.team import union
from annotator.team.branches import conflicts, standing
from annotator.team.exchange import MemoryReplica, bring, exchange
from annotator.team.twins import is_disputed
from tests.team.lives import all_revisions, history, shown, span

_HISTORIES = int(os.environ.get("HASHIYA_RANDOM_HISTORIES", "1000"))
_AT_ONCE = 100


@pytest.mark.parametrize("first", range(0, _HISTORIES, _AT_ONCE))
def test_replicas_that_have_met_agree_and_have_lost_nothing(first: int) -> None:
    twins = 0
    for seed in range(first, first + _AT_ONCE):
        people, left = history(seed)
        replicas = [*(one.replica for one in people), *left]
        before = [set(one.known()) for one in replicas]
        written = {f"{entry.origin}.{entry.number:012x}" for person in people for entry in person.made}
        chance = random.Random(seed + 1)  # noqa: S311 - no secret
        meetings = [(a, b) for a in replicas for b in replicas if a is not b]
        chance.shuffle(meetings)
        for one, other in meetings:
            exchange(one, other)
        chance.shuffle(replicas)
        for one in replicas[1:]:
            exchange(replicas[0], one)
        for one in replicas[1:]:
            bring(replicas[0], one)
        first_one, *others = replicas
        everything = first_one.known()
        assert set(everything) == set().union(*before), seed
        assert written <= set(everything), "what people did, each thing once"
        chosen = {f"{entry.origin}.{entry.number:012x}" for person in people for entry in person.chosen}
        for key in everything.keys() - written - chosen:
            assert is_same_as(first_one.revisions[key].value), "and what gave way to a twin by it"
        for other in others:
            assert other.known() == everything, seed
            assert standing(other.revisions.values()) == standing(first_one.revisions.values()), seed
            assert conflicts(other.revisions.values()) == conflicts(first_one.revisions.values()), seed
            assert other.branches == first_one.branches, "kept up to date one by one, and in any order"
        at_once = MemoryReplica()
        at_once.take(first_one.revisions.values())
        assert at_once.branches == first_one.branches, "and worked out at once"
        places = [(place_of("span", one.value), one.text) for one in shown(at_once).values()]
        assert len(set(places)) == len(places), "the same words are labelled alike once"
        twins += sum(1 for one in at_once.branches.values() if one.led is not None)
    assert twins > _AT_ONCE / 3, "twins are met often"


def test_the_union_is_idempotent_commutative_and_associative() -> None:
    for seed in range(100):
        people, left = history(seed)
        a, b, c = (all_revisions(one) for one in [*(p.replica for p in people), *left][:3])
        whole = union.united(a, b, c)
        assert union.united(a, a) == union.united(a)
        assert union.united(b, a, c) == whole
        assert union.united(union.united(a, b).values(), c) == whole
        assert union.united(a, union.united(b, c).values()) == whole
        assert list(union.united(c, b, a)) == list(whole), "and in the same order"


def test_parents_come_before_their_children_wherever_revisions_go() -> None:
    for seed in range(100):
        people, _ = history(seed)
        seen: set[str] = set()
        for one in people[3].replica.beyond({}):
            assert seen.issuperset(one.parents)
            assert one.id not in seen
            assert one.is_sound()
            seen.add(one.id)


def test_copies_of_a_log_make_the_same_revisions_whenever_they_are_asked() -> None:
    for seed in range(100):
        people, _ = history(seed)
        one = people[2].replica
        for _ in range(3):
            people[2].live()
        copied = one.copy()
        assert one.known() == copied.known()
        stranger = MemoryReplica()
        bring(people[1].replica, copied)
        bring(one, stranger)
        assert set(one.known()) <= set(copied.known())
        exchange(copied, stranger)
        assert copied.known() == stranger.known()


def test_no_twin_springs_up_when_what_stands_is_taken_away_or_changed() -> None:
    met = 0
    for seed in range(200):
        people, _ = history(seed)
        one = people[0].replica
        for person in people[1:]:
            bring(person.replica, one)
        led = {name: branches.led for name, branches in one.branches.items() if branches.led is not None}
        met += len(led)
        for number, first in enumerate(sorted(set(led.values()))):
            value = None if number % 2 else span(first, "Z", 9, None)
            one.write(Written(f"taken-{number}", 0, first, "k", "", "", value))
        copied = one.copy()
        stranger = MemoryReplica()
        exchange(one, stranger)
        exchange(copied, people[1].replica)
        for replica in (one, stranger, copied, people[1].replica):
            assert not led.keys() & shown(replica).keys(), seed
        waiting = {name for name in led if is_disputed(stranger.branches, name)}
        for name in led.keys() - waiting:
            assert is_same_as(stranger.branches[name].heads[-1].value), "it gave way"
    assert met > 50
