"""Each fault of a project file, as a person meets it: one sentence in both languages, and a way on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from annotator.errors import ProjectFileError
from annotator.workspace import Workspace, back_up
from ui.conductor import Conductor
from ui.language import Speaker

MakeWindow = Callable[..., Conductor]
Spoil = Callable[[Path], None]
_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_DAMAGED, _AGAIN = {"again", "backups", "repair"}, {"again", "backups"}


class Fault(NamedTuple):
    """How a sound project with a backup is spoilt, the code of the refusal, and the buttons beside it."""

    spoil: Spoil
    code: str
    ways: set[str]


def _cut(share: float) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    return spoil


def _bytes(data: bytes) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_bytes(data)

    return spoil


def _told(*statements: str) -> Spoil:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
            for statement in statements:
                stranger.execute(statement)

    return spoil


def _without_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)


def _foreign(path: Path) -> None:
    path.unlink()
    _told("CREATE TABLE t (x)")(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTS = {
    "missing": Fault(Path.unlink, "E_MISSING", _AGAIN),
    "a folder": Fault(_folder, "E_NOT_A_FILE", {"backups"}),
    "a text": Fault(_bytes("هذا نص وليس مشروعا. ".encode() * 20), "E_NOT_A_PROJECT", {"backups"}),
    "0 bytes": Fault(_bytes(b""), "E_EMPTY", _AGAIN),
    "cut to 90 %": Fault(_cut(0.9), "E_DAMAGED", _DAMAGED),
    "cut to 50 %": Fault(_cut(0.5), "E_DAMAGED", _DAMAGED),
    "cut to 10 %": Fault(_cut(0.1), "E_DAMAGED", _DAMAGED),
    "a page gone": Fault(_without_a_page, "E_DAMAGED", _DAMAGED),
    "foreign": Fault(_foreign, "E_FOREIGN", {"backups"}),
    "newer": Fault(_told("PRAGMA user_version = 99"), "E_NEWER", {"look", "backups"}),
    "a trigger": Fault(
        _told("CREATE TRIGGER guest AFTER INSERT ON span BEGIN DELETE FROM relation; END"),
        "E_STRANGE_SCHEMA",
        _DAMAGED,
    ),
    "a view": Fault(_told("CREATE VIEW guest AS SELECT 1"), "E_STRANGE_SCHEMA", _DAMAGED),
    "a generated column": Fault(
        _told("ALTER TABLE span ADD COLUMN guest TEXT AS (upper(label))"), "E_STRANGE_SCHEMA", _DAMAGED
    ),
    "a full-text table": Fault(
        _told("CREATE VIRTUAL TABLE guest USING fts5 (quote)"), "E_STRANGE_SCHEMA", _DAMAGED
    ),
    "a link to nothing": Fault(_told("DELETE FROM span"), "E_DAMAGED", _DAMAGED),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_in_both_languages_and_there_is_a_way_on(
    make_window: MakeWindow, samples: Path, speaker: Speaker, fault: Fault
) -> None:
    back_up(samples)
    fault.spoil(samples)
    content = samples.read_bytes() if samples.is_file() else None
    conductor = make_window()
    card = conductor.window.start.problem_card
    said = []
    for language in ("en", "ar"):
        speaker.use(language)
        assert not conductor.open(samples)
        QApplication.processEvents()
        assert card.isVisible()
        said.append(card._why.text())
        offered = {name for name in ("again", "look", "backups", "repair") if getattr(card, name).isVisible()}
        assert offered == fault.ways
        assert card.other.isVisible()
        assert all(getattr(card, name).text() for name in fault.ways)
    english, arabic = said
    assert samples.name in english
    assert samples.name in arabic
    assert not _ARABIC.search(english.replace(str(samples), ""))
    assert len(_ARABIC.findall(arabic)) > 5
    assert card.message is not None
    assert (samples.read_bytes() if samples.is_file() else None) == content, "nothing was written"
    assert not conductor.session.is_open
    with pytest.raises(ProjectFileError) as refused:
        Workspace.open(samples)
    assert refused.value.code == fault.code
