"""Documents are handed out in a dialog: to whom, which, and into which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Role
from annotator.workspace.packets import describe
from tests.ui.team.newsroom import TITLE, packet_for
from tests.ui.team.reviewer import Reviewer, choose, seen
from ui.team.choice import Way
from ui.team.hand_out import HandOutDialog
from ui.team.handed_out import HandedOutDialog
from ui.team.places import free_place

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_documents_go_out_to_somebody_new(salma: Reviewer, project: Path) -> None:
    salma.open(project)
    said: list[str] = []

    def hand_out(dialog: HandOutDialog) -> None:
        assert not dialog.primary.isEnabled(), "nobody is named yet"
        QTest.keyClicks(dialog.name, "Lina")
        dialog.documents.buttons[Way.ALL].click()
        assert dialog.primary.text() == "Hand out 4 documents"
        assert dialog.place.path == project.with_name(f"{TITLE} · Lina.hashiya")
        salma.confirms(dialog)

    salma.meets(HandOutDialog, hand_out)

    def read(dialog: HandedOutDialog) -> None:
        dialog.copy.click()
        said.append(f"{dialog.words.text()} {dialog.file.text()}")

    salma.meets(HandedOutDialog, read)
    salma.presses(Qt.Key.Key_H, _CTRL_SHIFT)
    facts = describe(project.with_name(f"{TITLE} · Lina.hashiya"))
    assert (facts.annotator, facts.title, facts.documents) == ("Lina", TITLE, 4)
    assert "4 documents for Lina" in said[0]
    assert "Send this file to Lina" in said[0]
    assert str(facts.path) in said[0]
    assert QApplication.clipboard().text() == str(facts.path)
    people = {one.name: one for one in salma.workspace.annotators()}
    assert people["Salma"].role is Role.REVIEWER
    assert {one.annotator_id for one in salma.workspace.assignments()} == {people["Lina"].id}


def test_what_is_given_already_goes_out_without_choosing(salma: Reviewer, project: Path) -> None:
    packet_for(project, "Lina", ("d1", "d3"))
    salma.open(project)

    def hand_out(dialog: HandOutDialog) -> None:
        choose(dialog.whom, "Lina")
        assert dialog.documents.way is Way.GIVEN
        assert dialog.primary.text() == "Hand out 2 documents"
        assert not seen(dialog.name)
        salma.confirms(dialog)

    salma.meets(HandOutDialog, hand_out)
    salma.chooses("hand_out")
    again = describe(project.with_name(f"{TITLE} · Lina.hashiya"))
    assert again.documents == 2


def test_long_names_make_a_name_that_a_file_can_have(tmp_path: Path) -> None:
    place = free_place(tmp_path, "أخبار " * 40, "سلمى " * 40)
    place.touch()
    free_place(tmp_path, "أخبار " * 40, "سلمى " * 40).touch()
    assert len(list(tmp_path.iterdir())) == 2


def test_whose_packet_lies_there_already_is_not_proposed_again(salma: Reviewer, project: Path) -> None:
    packet_for(project, "Lina", ("d1",)).rename(project.with_name(f"{TITLE} · Lina.hashiya"))
    packet = packet_for(project, "Omar", ("d1",))
    salma.open(project)
    proposed: list[str] = []

    def look(dialog: HandOutDialog) -> None:
        proposed.append(dialog.annotator)
        dialog.reject()

    salma.meets(HandOutDialog, look)
    salma.chooses("hand_out")
    packet.rename(project.with_name(f"{TITLE} · Omar.hashiya"))
    salma.meets(HandOutDialog, look)
    salma.chooses("hand_out")
    assert proposed == ["Omar", ""], "then somebody new is next"


def test_a_sample_shares_as_many_with_others_as_wanted(salma: Reviewer, project: Path) -> None:
    packet_for(project, "Lina", ("d0", "d1"))
    salma.open(project)

    def hand_out(dialog: HandOutDialog) -> None:
        choose(dialog.whom, "")
        QTest.keyClicks(dialog.name, "Omar")
        assert dialog.documents.way is Way.SAMPLE, "nothing is given to Omar"
        dialog.documents.count.setValue(3)
        dialog.documents.overlap.setValue(1)
        assert dialog.documents.overlap.maximum() == 3
        assert dialog.primary.text() == "Hand out 3 documents"
        salma.confirms(dialog)

    salma.meets(HandOutDialog, hand_out)
    salma.chooses("hand_out")
    people = {one.id: one.name for one in salma.workspace.annotators()}
    omars = {one.document_id for one in salma.workspace.assignments() if people[one.annotator_id] == "Omar"}
    assert {"d2", "d3"} < omars
    assert len(omars & {"d0", "d1"}) == 1


def test_what_is_chosen_in_the_table_of_documents_goes_out(salma: Reviewer, project: Path) -> None:
    salma.open(project)
    counts: list[int] = []
    salma.chooses("all_documents")
    page = salma.conductor.documents.page
    page.table.choose({"d0", "d2"})

    def look(dialog: HandOutDialog) -> None:
        QTest.keyClicks(dialog.name, "Lina")
        counts.append(len(dialog.wanted.documents))
        assert dialog.documents.way is Way.CHOSEN
        assert dialog.wanted.documents == ("d0", "d2")

    salma.meets(HandOutDialog, look)
    page.foot.hand_out.click()
    assert counts == [2]
    assert salma.workspace.assignments() == (), "looking gives nothing"
    salma.chooses("all_documents")


def test_what_is_at_the_place_already_is_never_replaced(salma: Reviewer, project: Path) -> None:
    salma.open(project)
    taken = project.with_name("there.hashiya")
    taken.write_bytes(b"something")

    def hand_out(dialog: HandOutDialog) -> None:
        QTest.keyClicks(dialog.name, "Lina")
        dialog.documents.buttons[Way.ALL].click()
        dialog.place.field.setText(str(taken))
        salma.confirms(dialog)
        assert seen(dialog._error)
        assert "exists already" in dialog._error.text()
        assert dialog.made is None

    salma.meets(HandOutDialog, hand_out)
    salma.chooses("hand_out")
    assert taken.read_bytes() == b"something"
    assert salma.workspace.assignments() == ()


def test_a_name_that_is_taken_gets_a_number(salma: Reviewer, project: Path) -> None:
    salma.open(project)
    project.with_name(f"{TITLE} · Lina.hashiya").write_bytes(b"")
    proposed: list[Path | None] = []

    def look(dialog: HandOutDialog) -> None:
        QTest.keyClicks(dialog.name, "Lina")
        proposed.append(dialog.place.path)

    salma.meets(HandOutDialog, look)
    salma.chooses("hand_out")
    assert proposed == [project.with_name(f"{TITLE} · Lina 2.hashiya")]
