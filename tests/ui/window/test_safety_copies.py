"""Copies, backups, checks and repairs, as a person finds them in the menu and on the start page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.editing.commands import DeleteSpans
from annotator.language import msg
from annotator.model import Problem
from annotator.workspace import Workspace, back_up, backups_of
from ui.conductor import Conductor
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.check import CheckDialog
from ui.dialogs.repair import RepairDialog

MakeWindow = Callable[..., Conductor]


@pytest.fixture(autouse=True)
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HASHIYA_BACKUPS", str(tmp_path / "backups"))


def _choose_place(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))


def _damage(path: Path) -> None:
    """Overwrite the second half of the file, as a failing disk might."""
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + b"\xff" * (len(content) - middle))


def test_a_copy_is_a_whole_project_and_the_open_one_stays(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    _choose_place(monkeypatch, tmp_path / "my copy")
    conductor.actions.actions["save_copy"].trigger()
    qtbot.waitUntil(lambda: "my copy.hashiya is saved" in conductor.window.notice.text, timeout=10000)
    assert conductor.session.workspace.path == samples
    with Workspace.open(tmp_path / "my copy.hashiya") as copy:
        assert copy.check() == []
        assert len(copy.documents()) == len(conductor.session.workspace.documents())


def test_a_copy_never_replaces_a_file(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.hashiya"
    target.write_bytes(b"precious")
    conductor = make_window(samples)
    _choose_place(monkeypatch, target)
    conductor.files.save_copy()
    qtbot.waitUntil(lambda: conductor.window.notice.is_error, timeout=10000)
    assert "exists already" in conductor.window.notice.text
    assert target.read_bytes() == b"precious"


def test_a_project_is_backed_up_while_it_is_open(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    safety = conductor.safety
    timers = (safety._after_opening, safety._backing_up)
    assert all(timer.isActive() for timer in timers)
    already = len(backups_of(samples))

    def back_up_by(begin: Callable[[], None], count: int) -> None:
        """Wait for the copy and until it is over, for nothing is begun while one is being made."""
        begin()
        qtbot.waitUntil(lambda: safety._backup is None, timeout=10000)
        assert len(backups_of(samples)) == already + count

    conductor.editing.finish()
    back_up_by(safety.back_up, 1)
    newest = conductor.session.workspace.backups()[0]
    assert newest.documents == len(conductor.session.workspace.documents())
    conductor.editing.undo()
    back_up_by(timers[0].timeout.emit, 2)  # soon after the opening
    conductor.editing.redo()
    back_up_by(timers[1].timeout.emit, 3)  # and again from time to time
    conductor.files.close()
    assert not any(timer.isActive() for timer in timers)


def test_a_backup_that_fails_is_told_once(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("HASHIYA_BACKUPS", str(tmp_path / "a file" / "backups"))
    conductor = make_window(samples)
    conductor.safety.back_up()
    qtbot.waitUntil(lambda: "backup has failed" in conductor.window.notice.text, timeout=10000)
    conductor.window.notice.close_it()
    conductor.safety.back_up()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert conductor.window.notice.text == ""


def test_backups_are_listed_by_what_they_hold_and_opened_as_copies(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    back_up(samples)
    with Workspace.open(samples, reader="Salma") as workspace:
        document = workspace.documents()[0]
        reading = workspace.active_set(document.id)
        assert reading is not None
        gone = reading.in_text_order()[0].id
        workspace.perform(DeleteSpans(document_id=document.id, set_id=reading.id, span_ids=(gone,)))
    back_up(samples)
    conductor = make_window(samples)
    known = conductor.session.workspace.backups()
    dialog = BackupsDialog(conductor.window, conductor.window.theme, samples, known)
    dialog.show()
    assert dialog.table.rowCount() == len(known) >= 2
    when, documents, spans, _, size = (dialog.table.model().index(0, column).data() for column in range(5))
    assert when == f"{known[0].at.astimezone():%Y-%m-%d  %H:%M}"
    assert (documents, spans) == (str(known[0].documents), str(known[0].spans))
    assert size.endswith("kB")
    dialog.table.setCurrentCell(1, 0)
    target = tmp_path / "earlier.hashiya"
    dialog.restore_to(target)
    qtbot.waitUntil(lambda: dialog.restored is not None, timeout=10000)
    with Workspace.open(target) as earlier:
        then = earlier.active_set(document.id)
        assert then is not None
        assert gone in then.spans
    assert known[1].path.exists()


def test_a_backup_that_is_damaged_itself_is_not_opened(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    back_up(samples)
    conductor = make_window(samples)
    known = backups_of(samples)
    _damage(known[0].path)
    dialog = BackupsDialog(conductor.window, conductor.window.theme, samples, known)
    dialog.show()
    dialog.restore_to(tmp_path / "earlier.hashiya")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=10000)
    assert dialog.restored is None
    assert dialog._error.isVisible()
    assert not (tmp_path / "earlier.hashiya").exists()


def test_without_backups_the_dialog_says_when_they_are_made(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    dialog = BackupsDialog(conductor.window, conductor.window.theme, samples, ())
    dialog.show()
    assert not dialog.table.isVisible()
    assert not dialog.primary.isEnabled()


def test_a_sound_project_is_said_to_be_whole(make_window: MakeWindow, samples: Path, qtbot: QtBot) -> None:
    conductor = make_window(samples)
    dialog = CheckDialog(conductor.window, conductor.window.theme, samples, has_backups=True)
    dialog.show()
    assert dialog.is_working
    dialog._advance(43, 100)
    assert dialog._share.text() == "43 %"
    qtbot.waitUntil(lambda: "All is whole" in dialog.summary.text(), timeout=20000)
    assert not dialog.problems.isVisible()
    assert not dialog.backups.isVisible()


def test_a_check_lists_each_problem_with_its_remedy(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(samples)) as connection, connection:
        connection.execute("UPDATE span SET quote = quote || 'x' WHERE rowid = (SELECT min(rowid) FROM span)")
    conductor = make_window(samples)
    dialog = CheckDialog(conductor.window, conductor.window.theme, samples, has_backups=True)
    dialog.show()
    qtbot.waitUntil(dialog.problems.isVisible, timeout=20000)
    assert dialog.problems.count() >= 1
    assert "backup" in dialog.problems.model().index(0, 0).data()
    assert dialog.problems.currentRow() == 0
    assert dialog.problems.hasFocus(), "Enter is promised to open a document"
    assert dialog.backups.isVisible()
    dialog.backups.click()
    assert dialog.wants_backups
    assert not dialog.isVisible()


def test_a_problem_leads_to_its_document(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    other = conductor.session.workspace.documents()[1]
    dialog = CheckDialog(conductor.window, conductor.window.theme, samples, has_backups=False)
    dialog.document_wanted.connect(conductor.session.show)
    dialog.show_problems([Problem(code="E_X", message=msg("Wrong."), document_id=other.id)])
    dialog.problems.itemActivated.emit(dialog.problems.item(0))
    assert conductor.session.document_id == other.id


def test_a_check_can_be_left_while_it_runs(make_window: MakeWindow, samples: Path, qtbot: QtBot) -> None:
    conductor = make_window(samples)
    dialog = CheckDialog(conductor.window, conductor.window.theme, samples, has_backups=False)
    dialog.show()
    dialog.reject()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20000)


def test_a_damaged_project_offers_its_backups_and_a_repair(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(samples)
    _damage(samples)
    conductor = make_window()
    assert not conductor.open(samples)
    card = conductor.window.start.problem_card
    QApplication.processEvents()
    assert card.backups.isVisible()
    assert card.repair.isVisible()
    assert not card.look.isVisible()
    asked: list[Path] = []

    def restore(dialog: BackupsDialog) -> int:
        target = tmp_path / "restored.hashiya"
        asked.append(dialog._project)
        dialog.restore_to(target)
        qtbot.waitUntil(lambda: dialog.restored is not None, timeout=10000)
        return 1

    monkeypatch.setattr(BackupsDialog, "exec", restore)
    card.backups.click()
    assert asked == [samples]
    assert conductor.session.workspace.path == tmp_path / "restored.hashiya"
    assert len(conductor.session.workspace.documents()) == 2


def test_what_can_be_read_of_a_damaged_project_becomes_a_new_one(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(samples)) as connection, connection:
        connection.execute("UPDATE span SET quote = quote || 'x' WHERE rowid = (SELECT min(rowid) FROM span)")
    conductor = make_window()
    dialog = RepairDialog(conductor.window, conductor.window.theme, samples)
    dialog.show()
    dialog.repair_to(tmp_path / "new.hashiya")
    qtbot.waitUntil(lambda: dialog.repaired is not None, timeout=20000)
    assert "2 documents" in dialog.summary.text()
    assert dialog.primary.text() == "Open the new project"
    dialog.confirm()
    assert conductor.open(tmp_path / "new.hashiya")


def test_a_project_that_is_busy_can_be_tried_again(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window()
    with closing(sqlite3.connect(samples)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert not conductor.open(samples)
        card = conductor.window.start.problem_card
        QApplication.processEvents()
        assert card.again.isVisible()
        assert card.look.isVisible()
        assert not card.repair.isVisible()
        writer.execute("ROLLBACK")
    card.again.click()
    assert conductor.session.is_open
    assert not conductor.session.workspace.read_only


def test_a_stranger_is_offered_nothing_that_cant_help(make_window: MakeWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.hashiya"
    bad.write_bytes(b"not a database at all" * 100)
    conductor = make_window()
    assert not conductor.open(bad)
    QApplication.processEvents()
    card = conductor.window.start.problem_card
    assert not any(button.isVisible() for button in (card.again, card.look, card.backups, card.repair))
    assert card.other.isVisible()


def test_a_project_of_a_newer_program_can_be_looked_at(make_window: MakeWindow, samples: Path) -> None:
    with closing(sqlite3.connect(samples)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = samples.read_bytes()
    conductor = make_window()
    conductor.open(samples)
    card = conductor.window.start.problem_card
    assert "newer Hashiya" in str(card.message)
    assert card.look.isVisibleTo(card)
    card.look.click()
    assert conductor.session.document is not None
    assert "newer Hashiya" in conductor.window.banner.text
    assert [button.text() for button in conductor.window.banner.buttons] == ["Look only"]
    assert not conductor.actions.actions["undo"].isEnabled()
    assert not conductor.actions.actions["import"].isEnabled()
    dialog = CheckDialog(conductor.window, conductor.window.theme, samples, has_backups=False)
    dialog.show()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert "newer Hashiya" in dialog._error.text(), "what this program does not know it can't vouch for"
    conductor.files.close()
    assert samples.read_bytes() == before
