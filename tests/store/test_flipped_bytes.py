"""A byte that has changed anywhere in a project file is noticed, or was in no use; no other text is shown.

`HASHIYA_FUZZ=5000 pytest tests/store/test_flipped_bytes.py` spoils that many files; the suite spoils sixty.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, ProjectFileError
from annotator.model import AnnotatedDocument
from annotator.workspace import Workspace
from tests.store.builders import create, tables
from tests.store.golden_project import FIRST_SCHEME, WHOLE, live

FILES = int(os.environ.get("HASHIYA_FUZZ", "60"))
_PAGE, _SECTOR = 4096, 512
Blow = Callable[[bytearray, random.Random], None]


def _bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _some_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _sector(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // _SECTOR) * _SECTOR
    data[start : start + _SECTOR] = bytes(_SECTOR) if chance.random() < 1 / 2 else chance.randbytes(_SECTOR)


def _page_of_another(data: bytearray, chance: random.Random) -> None:
    a, b = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[a : a + _PAGE] = data[b : b + _PAGE]


def _header(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(100)] = chance.randrange(256)


def _letters(data: bytearray, chance: random.Random) -> None:
    """Change an Arabic letter for another: what no check of SQLite's sees."""
    places = [n for n in range(len(data) - 1) if data[n] == 0xD9 and data[n + 1] < 0xC0]
    data[chance.choice(places) + 1] = 0x80 + chance.randrange(11)


BLOWS: list[Blow] = [_bit, _some_bytes, _sector, _page_of_another, _header, _letters]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "p.hashiya"
    with closing(create(path, FIRST_SCHEME)) as repository:
        live(repository)
    return path


def _seen(path: Path) -> tuple[list[AnnotatedDocument], bool]:
    """Return the documents that a person is shown, and whether a check finds fault with the file.

    What is refused with an error of ours is not shown. Anything else that is raised fails the test.
    """
    shown = []
    with Workspace.open(path, reader="ليلى") as workspace:
        for summary in workspace.documents():
            try:
                document = workspace.document(summary.id)
                shown.append(AnnotatedDocument(document=document, sets=workspace.sets(summary.id)))
            except ProjectFileError:
                continue
        try:
            list(workspace.history.entries())
        except ProjectFileError:
            return shown, True
        try:
            return shown, bool(workspace.check())
        except ProjectFileError:
            return shown, True


def _is_same_text(found: AnnotatedDocument) -> bool:
    known = {one.document.sha256: one.document.text for one in WHOLE}
    return known.get(found.document.sha256) == found.document.text


@pytest.mark.timeout(0 if FILES > 60 else 120)
def test_a_spoilt_file_is_refused_or_found_or_holds_what_it_held(sound: Path, tmp_path: Path) -> None:
    content, whole = tables(sound), sound.read_bytes()
    outcomes = {"refused": 0, "found": 0, "same": 0}
    for number in range(FILES):
        chance = random.Random(number)  # noqa: S311 - which bytes are hit, again and again the same
        data = bytearray(whole)
        BLOWS[number % len(BLOWS)](data, chance)
        if data == whole:
            continue
        path = tmp_path / "p.hashiya"
        path.write_bytes(data)
        for beside in tmp_path.glob("p.hashiya?*"):
            beside.unlink()
        try:
            shown, found = _seen(path)
        except AnnotatorError as refused:
            assert path.name in str(refused), number  # noqa: PT017 - either may happen
            outcomes["refused"] += 1
            continue
        wrong = [one for one in shown if not _is_same_text(one)]
        assert not wrong, f"file {number} shows a text that nobody wrote"
        outcomes["found" if found else "same"] += 1
        if not found:
            # Bytes that are in no use, such as the free room of a page.
            assert tables(path) == content, f"file {number} holds something else, and nothing has noticed"
    print(outcomes)  # noqa: T201 - the figures of a long run
    assert outcomes["refused"]
    assert outcomes["found"]
