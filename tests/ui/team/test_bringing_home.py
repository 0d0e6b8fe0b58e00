"""Packets come home in a dialog: what they bring is seen first, and what does not fit says why."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.editing.commands import (
    AddPerson,
    AddRemark,
    ChangePerson,
    CorrectText,
    DeleteDocuments,
    DeleteLabel,
)
from annotator.model import Annotator, Matter, Role, new_id
from annotator.progress import Progress
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace, packets
from annotator.workspace.packets import look_at
from tests.ui.team.newsroom import comment, copied, finish, label, labels, newsroom, packet_for, unlabel
from tests.ui.team.reviewer import Reviewer, cells, seen
from ui.importing.writing import Writing
from ui.team import bring_home
from ui.team.bring_home import BringHomeDialog
from ui.team.came_home import CameHomeDialog
from ui.team.conflicts_dialog import ConflictsDialog


@pytest.fixture
def lina(project: Path) -> Path:
    """Return Lina's packet, with work in it."""
    packet = packet_for(project, "Lina", ("d0", "d1", "d2"))
    label(packet, "d0", "سامر حداد", "PERS")
    label(packet, "d0", "ميناء الريان", "FAC")
    finish(packet, "d0")
    label(packet, "d2", "بلدية الريان", "ORG")
    return packet


@pytest.fixture
def omar(project: Path) -> Path:
    """Return Omar's packet, with work in it."""
    packet = packet_for(project, "Omar", ("d0", "d1"))
    label(packet, "d0", "ميناء الريان", "LOC")
    return packet


@pytest.fixture
def alien(tmp_path: Path) -> Path:
    """Return a packet of another project."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return packet_for(newsroom(folder), "Huda")


def test_two_packets_come_home_and_a_strange_one_does_not(
    salma: Reviewer, project: Path, lina: Path, omar: Path, alien: Path
) -> None:
    salma.open(project)
    told: list[str] = []

    def bring(dialog: BringHomeDialog) -> None:
        heads = [dialog.list.model().index(row, 0).data() for row in range(3)]
        assert heads[0].startswith("Lina: 2 documents")
        assert heads[1].startswith("Omar: 1 document")
        assert "refused" in heads[2]
        assert cells(dialog.pane.table) == [
            ["الميناء", "+2", "", "finished", "", ""],
            ["البلدية", "+1", "", "in progress", "", ""],
        ]
        assert "2 readings are not finished" in dialog.pane.remarks.text()
        QTest.keyClick(dialog.list, Qt.Key.Key_End)
        assert "another project" in dialog.pane.refusal.text()
        assert not seen(dialog.pane.table)
        assert "4 new spans" in dialog.words.text()
        assert dialog.primary.text() == "Bring 2 packets home"
        assert labels(salma.workspace, "d0") == set(), "nothing is written before"
        salma.confirms(dialog)

    salma.meets(BringHomeDialog, bring)
    salma.meets(
        CameHomeDialog, lambda dialog: told.append(f"{dialog.words.text()} {dialog.refusals.toPlainText()}")
    )
    salma.conductor.team.bring_home([lina, omar, alien])
    assert labels(salma.workspace, "d0") == {
        ("سامر حداد", "PERS"),
        ("ميناء الريان", "FAC"),
        ("ميناء الريان", "LOC"),
    }
    assert "2 packets came home" in told[0]
    assert "another project" in told[0]
    salma.chooses("undo")
    assert labels(salma.workspace, "d0") == set()


def test_only_packets_that_bring_anything_are_counted(
    salma: Reviewer, project: Path, lina: Path, omar: Path
) -> None:
    salma.open(project)
    salma.meets(BringHomeDialog, salma.confirms)
    salma.conductor.team.bring_home([omar])
    salma.conductor.team.bring_home([omar, lina])
    assert salma.news.startswith("1 packet came home")


def test_where_nothing_came_home_after_all_undo_is_not_offered(
    salma: Reviewer, project: Path, lina: Path
) -> None:
    salma.open(project)
    told: list[str] = []

    def bring(dialog: BringHomeDialog) -> None:
        salma.workspace.perform(AddRemark(document_id="d0", matter=Matter.QUESTION, text="meanwhile"))
        lina.unlink()
        salma.confirms(dialog)

    salma.meets(BringHomeDialog, bring)
    salma.meets(CameHomeDialog, lambda dialog: told.append(dialog.words.text()))
    salma.conductor.team.bring_home([lina])
    assert "Nothing new came home" in told[0]
    assert "Undo" not in told[0]
    assert [one.text for one in salma.workspace.remarks()] == ["meanwhile"]


def test_a_packet_that_has_come_home_brings_nothing_new(salma: Reviewer, project: Path, lina: Path) -> None:
    salma.open(project)
    salma.meets(BringHomeDialog, salma.confirms)
    salma.conductor.team.bring_home([lina])
    assert "1 packet came home" in salma.news

    def again(dialog: BringHomeDialog) -> None:
        assert not dialog.primary.isEnabled()
        assert "has come home before" in dialog.pane.head.text()

    salma.meets(BringHomeDialog, again)
    salma.conductor.team.bring_home([lina])


def test_labels_that_the_scheme_lacks_join_it_if_somebody_says_so(
    salma: Reviewer, project: Path, lina: Path
) -> None:
    with Workspace.open(project, reader="Salma") as workspace:
        workspace.perform(DeleteLabel(label="FAC"))
    salma.open(project)

    def bring(dialog: BringHomeDialog) -> None:
        assert not dialog.primary.isEnabled()
        assert "FAC" in dialog.pane.refusal.text()
        assert "--add-labels" not in dialog.pane.refusal.text(), "the remedy is that of the window"
        QTest.keyClick(dialog.add_labels, Qt.Key.Key_Space)
        salma.waits(dialog)
        assert "FAC" in dialog.pane.remarks.text()
        salma.confirms(dialog)

    salma.meets(BringHomeDialog, bring)
    salma.conductor.team.bring_home([lina])
    assert salma.workspace.scheme.label("FAC") is not None
    assert ("ميناء الريان", "FAC") in labels(salma.workspace, "d0")


def test_what_became_of_documents_here_meanwhile_is_told(salma: Reviewer, project: Path, lina: Path) -> None:
    with Workspace.open(project, reader="Salma") as workspace:
        workspace.perform(
            CorrectText(document_id="d0", replacements=(Replacement(start=0, end=3, text="صرّح"),))
        )
        workspace.perform(DeleteDocuments(document_ids=("d2",)))
    salma.open(project)

    def bring(dialog: BringHomeDialog) -> None:
        assert cells(dialog.pane.table) == [["الميناء", "+2", "", "finished", "", "corrected here"]]
        assert "The project does not have" in dialog.pane.remarks.text()
        assert "البلدية" in dialog.pane.remarks.text()
        salma.confirms(dialog)

    salma.meets(BringHomeDialog, bring)
    salma.conductor.team.bring_home([lina])
    assert ("ميناء الريان", "FAC") in labels(salma.workspace, "d0")


def test_packets_dropped_on_the_window_are_brought_home(
    salma: Reviewer, project: Path, lina: Path, alien: Path
) -> None:
    salma.open(project)
    dropped: list[tuple[Path, ...]] = []
    salma.meets(BringHomeDialog, lambda dialog: dropped.append(dialog.coming.files))
    salma.drops([lina])
    assert dropped == [(lina,)]
    salma.drops([alien])
    assert salma.workspace.path == alien, "what belongs elsewhere is opened"


def test_looking_can_be_stopped(
    salma: Reviewer, project: Path, lina: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    salma.open(project)
    begun = threading.Event()

    def endless(*_paths: object, progress: Progress, **_more: object) -> None:
        begun.set()
        while True:
            progress.step()

    monkeypatch.setattr(bring_home, "look_at", endless)
    window = salma.conductor.window
    dialog = BringHomeDialog(window, window.theme, salma.workspace, [lina])
    dialog.show()
    assert begun.wait(10)
    assert dialog.is_working
    assert not dialog.primary.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    salma.waits(dialog)
    assert dialog.isVisible(), "the first Esc stops, the second closes"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.came is None


@pytest.fixture
def in_conflict(salma: Reviewer, project: Path, lina: Path) -> Callable[[], None]:
    """Return what brings home what Lina has made in two places."""
    second = copied(lina, "lina at home.hashiya")
    label(lina, "d0", "ميناء الريان", "GPE")
    label(second, "d0", "ميناء الريان", "LOC")
    salma.open(project)

    def bring(dialog: BringHomeDialog) -> None:
        assert "1 conflict" in dialog.words.text()
        salma.confirms(dialog)

    salma.meets(BringHomeDialog, bring)
    return lambda: salma.conductor.team.bring_home([lina, second])


def test_two_versions_wait_side_by_side_until_somebody_chooses(
    salma: Reviewer, in_conflict: Callable[[], None]
) -> None:
    chosen: list[str] = []

    def choose(dialog: ConflictsDialog) -> None:
        cards = [card.words for card in dialog.cards]
        assert {one.title for one in cards} == {"Location", "Geopolitical"}
        assert [one.stands for one in cards] == [True, False]
        assert all("Lina" in one.who for one in cards)
        assert all("ميناء الريان" in card.accessibleName() for card in dialog.cards)
        assert labels(salma.workspace, "d0") & {("ميناء الريان", "GPE"), ("ميناء الريان", "LOC")}
        chosen.append(cards[1].label.code if cards[1].label is not None else "")
        QTest.keyClick(dialog.list, Qt.Key.Key_2)
        assert dialog.conflicts == ()
        assert "Nothing stands in two versions" in dialog.words.text()

    salma.meets(CameHomeDialog, salma.confirms)
    salma.meets(ConflictsDialog, choose)
    in_conflict()
    assert salma.met == ["BringHomeDialog", "CameHomeDialog", "ConflictsDialog"]
    assert ("ميناء الريان", chosen[0]) in labels(salma.workspace, "d0")
    salma.chooses("conflicts")
    assert salma.news == "Nothing stands in two versions."


def test_what_was_taken_away_in_one_place_stands_against_what_was_changed_in_another(
    salma: Reviewer, project: Path, lina: Path
) -> None:
    second = copied(lina, "lina at home.hashiya")
    label(lina, "d0", "ميناء الريان", "GPE")
    unlabel(second, "d0", "ميناء الريان")
    salma.open(project)

    def choose(dialog: ConflictsDialog) -> None:
        words = {card.words.title: card.words for card in dialog.cards}
        assert set(words) == {"Geopolitical", "Taken away"}
        away, changed = words["Taken away"], words["Geopolitical"]
        assert (away.marked, changed.lacking) == (None, ())
        assert away.lacking == (changed.marked,)
        dialog.cards[int(away.key) - 1].click()

    salma.meets(BringHomeDialog, salma.confirms)
    salma.meets(CameHomeDialog, salma.confirms)
    salma.meets(ConflictsDialog, choose)
    salma.conductor.team.bring_home([lina, second])
    assert {words for words, _ in labels(salma.workspace, "d0")} == {"سامر حداد"}


def test_a_conflict_leads_to_its_place_in_the_text(salma: Reviewer, in_conflict: Callable[[], None]) -> None:
    salma.meets(ConflictsDialog, lambda dialog: dialog.go.click())
    in_conflict()
    salma.conductor.session.show("d1")
    salma.chooses("conflicts")
    selection = salma.conductor.window.view.selection
    assert salma.conductor.session.document_id == "d0"
    assert selection is not None
    assert selection.of(salma.workspace.document("d0").text) == "ميناء الريان"


def test_bringing_home_can_be_stopped_until_all_of_it_is_written(
    salma: Reviewer, project: Path, lina: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    salma.open(project)
    newest = salma.workspace.newest_step

    class Stopped(Writing):
        """Somebody presses Esc when the project is written, and what is known of its past is not yet."""

        def report(self, done: int, total: int | None) -> None:
            super().report(done, total)
            self.cancelled = done == total

    def bring(dialog: BringHomeDialog) -> None:
        salma.confirms(dialog)
        assert dialog.came is None
        assert dialog.primary.isEnabled(), "it can be done after all"

    monkeypatch.setattr(bring_home, "Writing", Stopped)
    salma.meets(BringHomeDialog, bring)
    salma.conductor.team.bring_home([lina])
    assert labels(salma.workspace, "d0") == set()
    assert salma.workspace.newest_step == newest
    monkeypatch.undo()
    assert look_at(project, [lina]).is_news


def test_who_reads_blindly_neither_brings_home_nor_chooses_for_others(
    salma: Reviewer, project: Path, lina: Path
) -> None:
    second = copied(lina, "lina at home.hashiya")
    label(lina, "d0", "ميناء الريان", "GPE")
    label(second, "d0", "ميناء الريان", "LOC")
    with Workspace.open(project, reader="Salma") as workspace:
        packets.bring_home(workspace, look_at(project, [lina, second]))
        workspace.perform(AddPerson(person=Annotator(id=new_id(), name="Omar", role=Role.REVIEWER)))
        workspace.perform(ChangePerson(person_id=workspace.reader.id, role=Role.ANNOTATOR))
    salma.open(project)
    assert not salma.workspace.sees_all
    salma.chooses("conflicts")
    assert salma.news == "Nothing stands in two versions."
    salma.conductor.team.bring_home([lina])
    assert "Only a reviewer" in salma.news
    salma.chooses("hand_out")
    assert salma.met == []


def test_what_was_made_twice_is_told_of_and_waits_only_where_it_differs(
    salma: Reviewer, project: Path, lina: Path
) -> None:
    second = copied(lina, "lina at home.hashiya")
    for packet, words in ((lina, "وزير"), (second, "لقب")):
        label(packet, "d1", "شركة البحر", "ORG")
        comment(packet, "d1", words)
        label(packet, "d2", "خطة", "PERS")
    salma.open(project)

    def bring(dialog: BringHomeDialog) -> None:
        dialog.list.setCurrentIndex(dialog.list.model().index(1, 0))
        assert "1 was made alike in two copies" in dialog.pane.remarks.text()
        assert cells(dialog.pane.table)[1][1] == "=1"
        salma.confirms(dialog)

    def choose(dialog: ConflictsDialog) -> None:
        assert [one.document_id for one in dialog.conflicts] == ["d1"]
        cards = [card.words for card in dialog.cards]
        for card, words in zip(cards, ("وزير", "لقب"), strict=True):
            ((line, differs),) = card.lines
            assert words in line
            assert differs
        QTest.keyClick(dialog.list, Qt.Key.Key_2)
        assert not dialog.conflicts

    salma.meets(BringHomeDialog, bring)
    salma.meets(CameHomeDialog, salma.confirms)
    salma.meets(ConflictsDialog, choose)
    salma.conductor.team.bring_home([lina, second])
    (reading,) = salma.workspace.sets("d1")
    assert [one.comment for one in reading.spans.values()] == ["لقب"]
