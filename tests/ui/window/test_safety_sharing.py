"""What a person sees of a project that somebody else writes, or has changed."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.commands import AddSpan, DeleteSpans
from annotator.model import Span, State
from annotator.store.holding import Hold, record_path
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.question import QuestionDialog

MakeWindow = Callable[..., Conductor]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def other(samples: Path) -> Iterator[Workspace]:
    """Return the project as another window has it, open for writing."""
    with Workspace.open(samples, reader="Karim") as workspace:
        yield workspace


def _choose(conductor: Conductor, text: str) -> None:
    """Press a button of the banner."""
    QApplication.processEvents()
    (button,) = (b for b in conductor.window.banner.buttons if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def _ways(conductor: Conductor) -> list[str]:
    return [button.text() for button in conductor.window.banner.buttons]


def _spans(conductor: Conductor) -> int:
    reading = conductor.session.annotation_set
    return 0 if reading is None else len(reading.spans)


def _delete_first(workspace: Workspace) -> None:
    document = workspace.documents()[0]
    reading = workspace.active_set(document.id)
    assert reading is not None
    span = reading.in_text_order()[0]
    workspace.perform(DeleteSpans(document_id=document.id, set_id=reading.id, span_ids=(span.id,)))


def test_a_second_window_says_who_writes_and_edits_nothing(
    make_window: MakeWindow, samples: Path, other: Workspace
) -> None:
    assert not other.read_only
    conductor = make_window(samples)
    window, actions = conductor.window, conductor.actions.actions
    assert window.banner.isVisible()
    assert "Karim" in window.banner.text
    assert platform.node() in window.banner.text
    assert _ways(conductor) == ["Look only", "Try again"]
    assert window.status.saved_mark == "Read-only"
    assert "Karim" in window.status.toolTip()
    assert not window.status.is_saved
    forbidden = ("delete", "undo", "finish", "note", "import", "direction_rtl", "label:PERS")
    assert [name for name in forbidden if actions[name].isEnabled()] == []
    assert "Karim" in window.header.finish.toolTip()
    allowed = ("save_copy", "export", "next_document", "backups", "check", "picture", "answers")
    assert [name for name in allowed if not actions[name].isEnabled()] == []
    window.view.next_span()
    assert [chip for chip in window.labels.chips if chip.isEnabled()] == []
    assert {hint.key for hint in window.status.hints} <= {"Tab", "J", "F1"}
    panel = window.desk.current
    assert panel.note.isReadOnly()
    assert not any(part.isEnabled() for part in (panel.flag, panel.more, panel.form))
    before = _spans(conductor)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_1):
        QTest.keyClick(window.view, key)
    assert _spans(conductor) == before
    conductor.editing.delete()  # by a way that nobody thought of
    assert _spans(conductor) == before
    assert "Karim" in window.notice.text


def test_who_only_wants_to_look_puts_the_banner_away(
    make_window: MakeWindow, samples: Path, other: Workspace
) -> None:
    assert not other.read_only
    conductor = make_window(samples)
    _choose(conductor, "Look only")
    assert not conductor.window.banner.isVisible()
    assert conductor.window.status.saved_mark == "Read-only"
    assert conductor.window.view.hasFocus()


def test_the_second_window_may_write_when_the_first_is_closed(
    make_window: MakeWindow, samples: Path, other: Workspace
) -> None:
    conductor = make_window(samples)
    _choose(conductor, "Try again")
    assert conductor.session.workspace.read_only
    other.close()
    _choose(conductor, "Try again")
    assert not conductor.window.banner.isVisible()
    assert conductor.window.status.is_saved
    assert conductor.window.status.saved_mark == "Saved"
    assert conductor.window.status.toolTip() == ""
    conductor.window.view.next_span()
    before = _spans(conductor)
    QTest.keyClick(conductor.window.view, Qt.Key.Key_Delete)
    assert _spans(conductor) == before - 1


def test_only_the_window_of_another_machine_can_be_taken_over_and_only_on_purpose(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = Hold.take(samples, reader="Karim")
    assert isinstance(hold, Hold)
    record = json.loads(record_path(samples).read_text(encoding="utf-8"))
    hold.let_go()
    record_path(samples).write_text(json.dumps(record | {"host": "far-away"}), encoding="utf-8")
    conductor = make_window(samples)
    assert "far-away" in conductor.window.banner.text
    answers = [0, 1]
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: answers.pop(0))
    _choose(conductor, "Take over…")
    assert conductor.window.status.saved_mark == "Read-only"
    _choose(conductor, "Take over…")
    assert conductor.window.status.saved_mark == "Saved"
    assert not conductor.window.banner.isVisible()
    assert answers == []


def test_what_another_window_changes_can_be_loaded(
    make_window: MakeWindow, samples: Path, other: Workspace
) -> None:
    conductor = make_window(samples)
    before = _spans(conductor)
    _delete_first(other)
    assert _spans(conductor) == before
    conductor.safety.look_at_file()
    assert "changed by another program" in conductor.window.banner.text
    assert _ways(conductor) == ["Load again"]
    _choose(conductor, "Load again")
    assert _spans(conductor) == before - 1


def test_coming_back_to_the_window_looks_at_the_file(
    make_window: MakeWindow, samples: Path, other: Workspace
) -> None:
    from PySide6.QtCore import QEvent

    conductor = make_window(samples)
    _delete_first(other)
    QApplication.sendEvent(conductor.window, QEvent(QEvent.Type.WindowActivate))
    assert "changed by another program" in conductor.window.banner.text


def test_an_edit_on_a_file_that_another_program_changed_is_kept_and_done_again(
    make_window: MakeWindow, samples: Path
) -> None:
    """A synchronised folder puts another version of the file in the place of the one that is open."""
    conductor = make_window(samples)
    session, window = conductor.session, conductor.window
    newer = samples.with_name("newer.hashiya")
    session.workspace.save_copy(newer)
    with Workspace.open(newer, reader="Karim") as elsewhere:
        first = elsewhere.documents()[0]
        reading = elsewhere.active_set(first.id)
        assert reading is not None
        spans = reading.in_text_order()
        elsewhere.perform(
            DeleteSpans(document_id=first.id, set_id=reading.id, span_ids=(spans[-1].id, spans[-2].id))
        )
    newer.replace(samples)
    window.view.set_current(spans[0].id)
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    window.view.set_current(spans[-1].id)
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    assert window.status.saved_mark == "Not saved"
    assert "2 edits are kept" in window.banner.text
    assert session.document_id == first.id
    _choose(conductor, "Load again")
    after = session.annotation_set
    assert after is not None
    assert set(after.spans) == {span.id for span in spans[1:-2]}
    assert window.status.is_saved
    assert not window.banner.isVisible()
    assert "could not be saved" in window.notice.text, "the span that was to be deleted was gone already"


def test_an_edit_on_a_text_that_is_another_one_now_is_not_done(
    make_window: MakeWindow, samples: Path, tmp_path: Path
) -> None:
    conductor = make_window(samples)
    document_id = conductor.session.document_id
    assert document_id is not None
    with Workspace.create(tmp_path / "new.hashiya", title="Another", reader="Karim"):
        pass
    (tmp_path / "new.hashiya").replace(samples)
    conductor.session.perform(AddSpan(document_id=document_id, set_id=None, label="PERS", span=Span(0, 4)))
    assert "One edit is kept" in conductor.window.banner.text
    _choose(conductor, "Load again")
    assert conductor.session.workspace.title == "Another"
    assert conductor.session.kept == ()
    assert "no longer holds" in conductor.window.notice.text


def test_a_project_that_is_looked_at_can_be_edited_after_all(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window()
    conductor.files.look(samples)
    assert conductor.window.status.saved_mark == "Read-only"
    _choose(conductor, "Edit it")
    assert not conductor.session.workspace.read_only
    conductor.editing.finish()
    active = conductor.session.workspace.documents()[0].active
    assert active is not None
    assert active.state is State.FINISHED
