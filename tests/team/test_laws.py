"""What is asked of every replica, whatever is behind it: the laws of `team.exchange`.

A hub on a server joins the list of `KINDS` and has to keep the same ones.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec
import pytest

from annotator.model import ItemRevision
from annotator.store.repository import Repository
from annotator.team import union
from annotator.team.branches import conflicts, standing
from annotator.team.exchange import MemoryReplica, Replica, bring, exchange
from annotator.workspace import Workspace
from annotator.workspace.packets.replica_files import ProjectReplica
from tests.team import offices

Make = Callable[[], Replica]
KINDS = ("memory", "file")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a reading, from which all revisions of these tests come."""
    path = tmp_path_factory.mktemp("laws") / "base.hashiya"
    with offices.project(path) as workspace:
        for number in range(4):
            offices.add(workspace, number)
    return path


@pytest.fixture(scope="module")
def works(base: Path) -> list[list[ItemRevision]]:
    """What three copies of that project have after three people have worked in them, two of whom have met."""
    found: list[list[ItemRevision]] = []
    for number in range(3):
        copy = offices.copied(base, base.with_name(f"{number}.hashiya"))
        with Workspace.open(copy, reader="سعاد") as workspace:
            hand = offices.Hand(workspace, random.Random(number), range(10 * number + 10, 10 * number + 20))  # noqa: S311
            for _ in range(8):
                hand.work()
            replica = ProjectReplica(workspace)
            if number == 2:
                replica.take(found[1])
            found.append(replica.beyond({}))
    return found


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest, base: Path, tmp_path: Path) -> Iterator[Make]:
    """Make replicas of one kind that know what the project knew before anybody took it home."""
    names = iter(range(100))
    with ExitStack() as stack:

        def of_file() -> Replica:
            copy = offices.copied(base, tmp_path / f"{next(names)}.hashiya")
            return ProjectReplica(stack.enter_context(Workspace.open(copy, reader="سعاد")))

        def in_memory() -> Replica:
            replica = MemoryReplica()
            with closing(Repository.look(base)):
                replica.take(of_file().beyond({}))
            return replica

        yield of_file if request.param == "file" else in_memory


def test_what_is_taken_twice_is_there_once(make: Make, works: list[list[ItemRevision]]) -> None:
    one = make()
    before = set(one.known())
    assert one.take(works[0]) == len({r.id for r in works[0]} - before)
    known = one.known()
    assert one.take(works[0]) == 0
    assert one.take([*works[0], *works[0]]) == 0
    assert one.known() == known


def test_the_order_of_arrival_makes_no_difference(make: Make, works: list[list[ItemRevision]]) -> None:
    replicas = []
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        one = make()
        for number in order:
            one.take(works[number])
        replicas.append(one)
    together = make()
    together.take(union.united(*works).values())
    for one in replicas:
        assert one.known() == together.known()
        assert _said(one) == _said(together)


def test_replicas_that_met_elsewhere_first_end_up_the_same(
    make: Make, works: list[list[ItemRevision]]
) -> None:
    left, right, middle = make(), make(), make()
    left.take(works[0])
    middle.take(works[1])
    exchange(left, middle)
    right.take(works[2])
    exchange(right, left)
    bring(left, middle)
    assert left.known() == right.known() == middle.known()
    assert _said(left) == _said(middle)


def test_what_goes_out_is_what_came_in_parents_first(make: Make, works: list[list[ItemRevision]]) -> None:
    one = make()
    one.take(works[0])
    sent = list(one.beyond({}))
    assert {r.id: r for r in sent} == {**{r.id: r for r in works[0]}, **{r.id: r for r in make().beyond({})}}
    seen: set[str] = set()
    for revision in sent:
        assert revision.is_sound()
        assert seen.issuperset(revision.parents)
        seen.add(revision.id)
    assert list(one.beyond(one.known())) == []


def test_an_id_with_another_digest_refuses_all_that_comes_with_it(
    make: Make, works: list[list[ItemRevision]]
) -> None:
    one = make()
    before = dict(one.known())
    forged = [msgspec.structs.replace(r, digest="0" * 64) if r.id in before else r for r in works[0]]
    with pytest.raises(union.ClashError) as clash:
        one.take(forged)
    assert clash.value.revision_id in before
    assert one.known() == before


def test_a_replica_that_differs_sends_what_clashes(make: Make, works: list[list[ItemRevision]]) -> None:
    one = make()
    one.take(works[0])
    known = dict(one.known())
    key = next(iter(known))
    assert [r.id for r in one.beyond({**known, key: "0" * 64})] == [key]


def _said(replica: Replica) -> tuple[object, object]:
    revisions = list(replica.beyond({}))
    return standing(revisions), conflicts(revisions)
