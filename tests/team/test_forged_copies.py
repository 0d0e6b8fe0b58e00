"""A copy whose exchange with others was forged or damaged: refused whole, and nothing changes here.

What the copy has brought home from a packet is in no log of ours, so that nothing but the entries themselves
can be asked whether they are sound.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.commands import Relabel
from annotator.model.items import Written, item_revision
from annotator.store import merging
from annotator.store.connection import connect
from annotator.workspace import Workspace
from annotator.workspace.packets import look_at
from tests.store.builders import tamper
from tests.team.conftest import Open
from tests.team.offices import add, copied, home, packet, plain, reading


@pytest.fixture
def copy(office: Workspace, open_file: Open, tmp_path: Path) -> Path:
    """A copy of the project that has brought home what the project itself has not seen yet."""
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    file = copied(office.path, tmp_path / "copy.hashiya")
    span, own = add(opened, 3), reading(opened).id
    with Workspace.open(file, reader="سعاد") as other:
        home(other, opened.path)
        opened.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
        home(other, opened.path)
        assert other.check() == []
    return file


def _sealed(path: Path) -> list[str]:
    """Return statements that give each entry of a file the digest of what it says now."""
    with closing(connect(path, "ro")) as connection:
        revisions = list(merging.read_all(connection))
    made = []
    for key, one in enumerate(revisions, start=1):
        origin, _, number = one.id.partition(".")
        written = Written(origin, int(number, 16), one.item, one.author, one.at, one.text, one.value)
        right = item_revision(written, one.parents, one.clock).digest
        made.append(f"UPDATE item_revision SET sha256 = x'{right}' WHERE key = {key}")  # noqa: S608 - ours
    return made


def test_a_copy_brings_home_what_it_has_brought_home_itself(office: Workspace, copy: Path) -> None:
    tamper(copy, *_sealed(copy))
    home(office, copy)
    assert [one.label for one in reading(office).spans.values()] == ["ORG"]
    assert office.check() == []


_DAMAGE = {
    "UPDATE item_revision SET sha256 = zeroblob(32) WHERE value LIKE '%\"ORG\"%'": "a digest does not fit",
    "UPDATE item_revision SET value = replace(value, 'ORG', 'GPE')": "a digest does not fit",
    "DELETE FROM item_revision WHERE value LIKE '%\"PERS\"%'": "a revision is missing",
}
_FORGERIES = {
    "UPDATE item_revision SET value = '{' WHERE value LIKE '%\"ORG\"%'": "an entry can't be understood",
    "UPDATE item SET name = replace(name, 'span', 'planet')": "an entry can't be understood",
    "UPDATE item_revision SET value = '[\"' || substr(value, 4) WHERE value LIKE '%\"ORG\"%'": (
        "an entry contradicts itself"
    ),
    "UPDATE item_revision SET value = replace(value, 'd0', 'd1') WHERE value LIKE '[\"d0\",\"ann%'": (
        "an entry contradicts itself"
    ),
}
_NO_NAMES = ("replace(name, ',', ', ')", "'of no item'", "'[1]'")


def test_what_is_damaged_is_refused_whole_and_said(office: Workspace, copy: Path) -> None:
    for number, (damage, words) in enumerate(_DAMAGE.items()):
        file = copied(copy, copy.with_name(f"{number}.hashiya"))
        tamper(file, damage)
        _is_refused(office, file, "E_PACKET_DAMAGED", words)


def test_what_a_forger_seals_is_still_asked_what_it_says(office: Workspace, copy: Path) -> None:
    for number, (forgery, words) in enumerate(_FORGERIES.items()):
        file = copied(copy, copy.with_name(f"{number}.hashiya"))
        tamper(file, forgery)
        tamper(file, *_sealed(file))
        _is_refused(office, file, "E_PACKET_DAMAGED", words)


def test_a_name_that_is_none_is_a_fault_of_the_file_and_no_crash(office: Workspace, copy: Path) -> None:
    for number, name in enumerate(_NO_NAMES):
        file = copied(copy, copy.with_name(f"{number}.hashiya"))
        tamper(file, f"UPDATE item SET name = {name} WHERE name LIKE '%span%'")  # noqa: S608 - ours
        _is_refused(office, file, "E_DAMAGED", "a name or a value in it can't be read")
        with Workspace.look(file) as looked:
            assert {problem.code for problem in looked.check()} == {"E_UNION"}


def _is_refused(office: Workspace, file: Path, code: str, words: str) -> None:
    before, step = plain(office), office.newest_step
    (preview,) = look_at(office.path, [file]).previews
    assert preview.refusal is not None
    assert (preview.refusal.code, words in str(preview.refusal)) == (code, True)
    assert (plain(office), office.newest_step) == (before, step)
