"""Random work in real files: two copies of a project and two of a packet, brought together in any order."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from annotator.store import backups
from annotator.store.repository import Repository
from annotator.team.branches import Branches, conflicts, standing
from annotator.team.twins import first_of, is_disputed
from annotator.workspace import Workspace
from annotator.workspace.packets import bring_home, look_at
from annotator.workspace.packets.disputes import choose
from annotator.workspace.packets.disputes import conflicts as listed
from annotator.workspace.packets.replica_files import ProjectReplica
from annotator.workspace.packets.replicas import FileReplica
from tests.team import offices

_HISTORIES = int(os.environ.get("HASHIYA_RANDOM_FILES", "30"))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    with offices.project(folder / "hub.hashiya") as office:
        offices.add(office, 150)
        packet = offices.packet(office, folder / "packet.hashiya")
    with Workspace.open(packet) as opened:
        offices.add(opened, 151)
    return folder


@pytest.fixture(autouse=True)
def _without_backups(monkeypatch: pytest.MonkeyPatch) -> None:
    """They would be a third of the time, and `test_packets` sees to them."""
    monkeypatch.setattr(backups, "take", lambda *_: None)


@pytest.mark.parametrize("seed", range(_HISTORIES))
def test_files_that_have_met_hold_the_same(seed: int, start: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    hubs = [offices.copied(start / "hub.hashiya", tmp_path / f"hub{n}.hashiya") for n in range(2)]
    packets = [offices.copied(start / "packet.hashiya", tmp_path / f"packet{n}.hashiya") for n in range(2)]
    with ExitStack() as stack:
        opened = [stack.enter_context(Workspace.open(path, reader="سعاد")) for path in (*hubs, *packets)]
        # Copies of one file are worked in by one person, who labels the same words in both, often alike.
        hands = [
            offices.Hand(one, chance, range(n // 2 * 20, n // 2 * 20 + 20)) for n, one in enumerate(opened)
        ]
        for _ in range(chance.randint(8, 16)):
            if chance.random() < 0.2:
                hub = chance.choice(opened[:2])
                _bring(hub, [chance.choice([p for p in (*hubs, *packets) if p != hub.path])])
            elif chance.random() < 0.1:
                _choose(chance.choice(opened[:2]), chance)
            else:
                chance.choice((*hands, *hands[2:])).work()
        made = [set(ProjectReplica(one).known()) for one in opened]
        first, second = opened[:2]
        _bring(first, chance.sample([*packets, hubs[1]], 3))
        for path in chance.sample([*packets, hubs[0]], 3):
            _bring(second, [path])
        _bring(first, [hubs[1]])
        _bring(second, [hubs[0]])
        one, other = (ProjectReplica(hub) for hub in (first, second))
        assert one.known() == other.known()
        assert set(one.known()) == set().union(*made), "nothing lost, nothing doubled"
        revisions = one.beyond({})
        assert standing(revisions) == standing(other.beyond({}))
        assert listed(first) == listed(second)
        waiting, there = {c.item for c in listed(first)}, _branches(first)
        assert {first_of(there, name) for name in conflicts(revisions)} <= waiting
        assert {first_of(there, name) for name in there if is_disputed(there, name)} == waiting
        assert offices.plain(first) == offices.plain(second)
        assert not look_at(first.path, [*packets, hubs[1]]).is_news
        assert first.check() == []
        assert second.check() == []


def _branches(hub: Workspace) -> Mapping[str, Branches]:
    with closing(Repository.look(hub.path)) as repository:
        replica = FileReplica(repository)
        replica.load(repository.union.documents())
        return replica.branches


def _bring(hub: Workspace, files: Sequence[Path]) -> None:
    coming = bring_home(hub, look_at(hub.path, files))
    assert [str(one.refusal) for one in coming.refused] == []


def _choose(hub: Workspace, chance: random.Random) -> None:
    found = listed(hub)
    if found:
        conflict = chance.choice(found)
        choose(hub, conflict.item, chance.choice(conflict.versions).id)
