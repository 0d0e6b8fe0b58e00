"""A window that has a packet open says so, and leaves to the project what is the project's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.team.newsroom import TITLE, packet_for
from tests.ui.team.reviewer import Reviewer, seen
from ui.dialogs.import_files import ImportDialog
from ui.people.dialog import PeopleDialog

OF_THE_PROJECT = (
    "import",
    "import_folder",
    "scheme",
    "correct",
    "delete_document",
    "delete_label",
    "merge_labels",
    "write_guidelines",
    "plan",
    "hand_out",
    "bring_home",
)


def plain(words: str) -> str:
    """Return words without the signs that keep their directions apart."""
    return words.replace("\u2068", "").replace("\u2069", "")


@pytest.fixture
def packet(project: Path) -> Path:
    return packet_for(project, "Lina")


def test_the_header_says_of_what_it_is_and_for_whom(salma: Reviewer, project: Path, packet: Path) -> None:
    header = salma.conductor.window.header
    salma.open(packet)
    assert seen(header.packet)
    assert plain(header.packet.text()) == f"Packet of “{TITLE}” for Lina"
    assert "send the file back" in header.packet.accessibleDescription()
    salma.open(project)
    assert not seen(header.packet)


def test_what_belongs_to_the_project_says_why_it_can_t_be_done(salma: Reviewer, packet: Path) -> None:
    salma.open(packet)
    for action in OF_THE_PROJECT:
        assert not salma.can(action), action
        assert TITLE in salma.is_told_why_not(action), action
    for action in ("finish", "guidelines", "remarks", "export", "people", "conflicts"):
        assert salma.can(action), action
        assert salma.is_told_why_not(action) == "", action


@pytest.mark.parametrize("key", [Qt.Key.Key_I, Qt.Key(ord("ه"))], ids=["Latin", "Arabic"])
def test_a_key_that_a_packet_leaves_to_the_project_says_so(
    salma: Reviewer, project: Path, packet: Path, key: Qt.Key
) -> None:
    salma.open(packet)
    salma.presses(key, Qt.KeyboardModifier.ControlModifier)
    assert TITLE in salma.news
    salma.open(project)
    salma.conductor.window.notice.close_it()
    salma.presses(Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    assert salma.news == ""


def test_a_packet_takes_nobody_in_and_makes_nobody_a_reviewer(salma: Reviewer, packet: Path) -> None:
    salma.open(packet)
    told: list[str] = []

    def look(dialog: PeopleDialog) -> None:
        told.append(dialog.blind.text())
        assert [part.isEnabled() for part in (dialog.name, dialog.colours)] == [True, True]
        assert not any(part.isEnabled() for part in (dialog.role, dialog.newcomer, dialog.add))

    salma.meets(PeopleDialog, look)
    salma.chooses("people")
    assert "one person" in told[0]


def test_in_the_project_itself_all_can_be_done(salma: Reviewer, project: Path) -> None:
    salma.open(project)
    assert [action for action in OF_THE_PROJECT if not salma.can(action)] == []


def test_texts_dropped_on_a_packet_are_refused_before_they_are_looked_at(
    salma: Reviewer, packet: Path
) -> None:
    salma.open(packet)
    text = packet.with_name("new.txt")
    text.write_text("نص جديد", encoding="utf-8")
    salma.meets(ImportDialog, lambda _dialog: pytest.fail("nothing can be imported"))
    salma.drops([text])
    assert TITLE in salma.news


def test_the_start_page_knows_a_packet_again(salma: Reviewer, project: Path, packet: Path) -> None:
    salma.open(packet)
    salma.open(project)
    salma.conductor.files.close()
    about = {row.path: row.accessibleDescription() for row in salma.conductor.window.start.rows}
    assert "Packet for" in about[packet]
    assert "Lina" in about[packet]
    assert "Packet" not in about[project]
