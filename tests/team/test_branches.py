"""What stands where two people have changed the same thing, and what happens when somebody chooses."""

from __future__ import annotations

import msgspec
import pytest

from annotator.model import Item, ItemRevision, Written
from annotator.team.branches import branches, conflicts, standing
from annotator.team.exchange import MemoryReplica, bring, exchange
from annotator.team.union import ClashError

ITEM = Item.made("d", "remark", "", "s").name


def entry(origin: str, value: str | None, text: str = "") -> Written:
    return Written(origin, 0, ITEM, origin, "2026-01-01T00:00:00Z", text, value)


@pytest.fixture
def twins() -> tuple[MemoryReplica, MemoryReplica]:
    one = MemoryReplica()
    one.write(entry("0", "first"))
    return one, one.copy()


Twins = tuple[MemoryReplica, MemoryReplica]


def test_an_edit_of_what_is_known_takes_its_place_without_a_conflict(twins: Twins) -> None:
    one, other = twins
    one.write(entry("1", "second"))
    assert exchange(one, other) == 1
    assert standing(other.revisions.values()) == {ITEM: "second"}
    assert conflicts(other.revisions.values()) == {}


def test_two_edits_apart_are_both_kept_and_shown_as_a_conflict(twins: Twins) -> None:
    one, other = twins
    one.write(entry("2", "ours"))
    other.write(entry("1", "theirs"))
    exchange(one, other)
    for replica in (one, other):
        assert standing(replica.revisions.values()) == {ITEM: "ours"}, "the greater id, on both sides"
        (heads,) = conflicts(replica.revisions.values()).values()
        assert [head.value for head in heads] == ["theirs", "ours"]


def test_the_same_edit_made_twice_is_no_conflict(twins: Twins) -> None:
    one, other = twins
    one.write(entry("1", "same"))
    other.write(entry("2", "same"))
    exchange(one, other)
    assert len(branches(one.revisions.values())[ITEM].heads) == 2
    assert conflicts(one.revisions.values()) == {}


def test_the_same_offsets_in_two_texts_are_a_conflict(twins: Twins) -> None:
    one, other = twins
    one.write(entry("1", "same", "a"))
    other.write(entry("2", "same", "b"))
    exchange(one, other)
    assert set(conflicts(one.revisions.values())) == {ITEM}


def test_a_removal_against_a_change_is_a_conflict(twins: Twins) -> None:
    one, other = twins
    one.write(entry("2", None))
    other.write(entry("1", "kept"))
    exchange(one, other)
    assert standing(one.revisions.values()) == {}
    assert set(conflicts(one.revisions.values())) == {ITEM}


def test_whoever_chooses_ends_the_conflict_everywhere(twins: Twins) -> None:
    one, other = twins
    one.write(entry("2", "ours"))
    other.write(entry("1", "theirs"))
    exchange(one, other)
    other.settle(entry("3", "theirs"))
    bring(other, one)
    assert standing(one.revisions.values()) == {ITEM: "theirs"}
    assert conflicts(one.revisions.values()) == {}


def test_two_who_choose_differently_have_a_new_conflict(twins: Twins) -> None:
    one, other = twins
    one.write(entry("2", "ours"))
    other.write(entry("1", "theirs"))
    exchange(one, other)
    one.settle(entry("4", "ours"))
    other.settle(entry("3", "theirs"))
    exchange(one, other)
    (heads,) = conflicts(one.revisions.values()).values()
    assert {head.value for head in heads} == {"ours", "theirs"}


def test_an_edit_here_stands_here_although_the_conflict_goes_on(twins: Twins) -> None:
    one, other = twins
    one.write(entry("2", "ours"))
    other.write(entry("9", "theirs"))
    exchange(one, other)
    one.write(entry("1", "ours again"))
    one.known()
    assert standing(one.revisions.values()) == {ITEM: "ours again"}
    assert set(conflicts(one.revisions.values())) == {ITEM}


def test_wall_time_decides_nothing(twins: Twins) -> None:
    one, other = twins
    one.write(Written("1", 0, ITEM, "x", "2070-01-01", "", "first by fact, last by the clock"))
    exchange(one, other)
    other.write(Written("0-earlier-clock", 0, ITEM, "y", "1969-01-01", "", "last"))
    exchange(one, other)
    assert standing(one.revisions.values()) == {ITEM: "last"}


def test_one_id_with_two_digests_is_refused_and_named(twins: Twins) -> None:
    one, other = twins
    (known,) = one.beyond({})
    forged = msgspec.structs.replace(known, value="forged", digest="0" * 64)
    with pytest.raises(ClashError) as clash:
        other.take([_new(), forged])
    assert clash.value.revision_id == known.id
    assert clash.value.code == "E_PACKET_CLASH"
    assert set(other.known()) == {known.id}, "nothing of it has been taken"


def test_a_forged_value_is_known_by_its_digest(twins: Twins) -> None:
    (known,) = twins[0].beyond({})
    assert known.is_sound()
    for other in (
        msgspec.structs.replace(known, value="forged"),
        msgspec.structs.replace(known, author="somebody"),
        msgspec.structs.replace(known, parents=("x",)),
        msgspec.structs.replace(known, clock=9),
        msgspec.structs.replace(known, text="x"),
        msgspec.structs.replace(known, at="x"),
        msgspec.structs.replace(known, item="x"),
    ):
        assert not other.is_sound()


def _new() -> ItemRevision:
    replica = MemoryReplica()
    replica.write(entry("7", "new"))
    return replica.beyond({})[0]


def test_items_have_names_that_sort_by_document() -> None:
    name = Item.made('d",x', "span", "s", "i").name
    assert Item.of(name) == Item.made('d",x', "span", "s", "i")
    assert name != Item.made("d", "span", "s", "i").name
