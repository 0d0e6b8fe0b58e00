"""What a person does all day, in a real window."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.editing.commands import SetState
from annotator.model import Span, State
from annotator.workspace import Workspace
from ui.actions import ACTIONS
from ui.conductor import Conductor
from ui.settings import Settings
from ui.slots import slots_of

MakeWindow = Callable[..., Conductor]
NONE, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _press(conductor: Conductor, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(conductor.window.view, key, modifiers)
    QApplication.processEvents()


def _count(conductor: Conductor) -> int:
    reading = conductor.session.annotation_set
    return 0 if reading is None else len(reading.spans)


def _free_word(conductor: Conductor) -> Span:
    """Return a word between blanks on which nothing is said yet, so that any label may go there."""
    document, reading = conductor.session.document, conductor.session.annotation_set
    assert document is not None
    assert reading is not None
    for match in re.finditer(r"(?<= )\S+(?= )", document.text):
        word = Span(*match.span())
        if not any(span.span.overlaps(word) for span in reading.spans.values()):
            return word
    pytest.fail("every word of the sample is in a span")


def test_every_action_is_answered(make_window: MakeWindow) -> None:
    slots = slots_of(make_window())
    assert [action.id for action in ACTIONS if not action.by_page and action.slot not in slots] == []


def test_undo_names_what_it_takes_back(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    undo = conductor.actions.actions["undo"]
    conductor.window.view.next_span()
    _press(conductor, Qt.Key.Key_Delete)
    assert undo.isEnabled()
    assert undo.iconText().startswith("Undo: Delete")
    before = _count(conductor)
    _press(conductor, Qt.Key.Key_Z, CONTROL)
    assert _count(conductor) == before + 1
    assert conductor.actions.actions["redo"].iconText().startswith("Redo: Delete")


def test_deleting_goes_on_to_the_next_span(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    reading = conductor.session.annotation_set
    assert reading is not None
    first, second = reading.in_text_order()[:2]
    conductor.window.view.set_current(first.id)
    _press(conductor, Qt.Key.Key_Delete)
    assert conductor.window.view.current_span == second.id


def test_blanks_at_the_edges_of_a_selection_are_not_labelled(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    document = conductor.session.document
    assert document is not None
    words = _free_word(conductor)
    conductor.window.view.select(Span(words.start - 1, words.end + 1))
    before = _count(conductor)
    _press(conductor, Qt.Key.Key_8)
    assert _count(conductor) == before + 1
    made = conductor.session.span(conductor.window.view.current_span)
    assert made is not None
    assert (made.span, made.label, made.quote) == (words, "EVENT", words.of(document.text))


def test_what_the_scheme_forbids_is_said_and_nothing_changes(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    reading = conductor.session.annotation_set
    assert reading is not None
    entity = next(s for s in reading.in_text_order() if s.label == "PERS")
    conductor.window.view.select(entity.span)
    before = _count(conductor)
    _press(conductor, Qt.Key.Key_1)
    assert _count(conductor) == before
    assert conductor.window.notice.is_error
    shown = conductor.window.notice.findChild(QLabel)
    assert shown is not None
    # It opens with the Arabic words; without a mark Qt would set the English sentence from the right.
    assert shown.text() == f"\u200e{conductor.window.notice.text}"
    _press(conductor, Qt.Key.Key_7)  # a post over the same words is allowed: the error has been answered
    assert conductor.window.notice.text == ""


def test_a_key_without_a_selection_says_what_to_do(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _press(conductor, Qt.Key.Key_1)
    assert "Select the words" in conductor.window.notice.text


def test_the_other_end_is_picked_with_tab_and_enter(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    reading = conductor.session.annotation_set
    assert reading is not None
    claim = next(s for s in reading.in_text_order() if s.label == "CLAIM")
    cue = next(s for s in reading.in_text_order() if s.label == "CUE")
    free = {r.id for r in reading.relations.values() if {r.source, r.target} == {cue.id, claim.id}}
    for relation_id in free:
        conductor.relating.detach(relation_id)
    relations = len(reading.relations) - len(free)
    conductor.window.view.set_current(claim.id)
    _press(conductor, Qt.Key.Key_R, SHIFT)
    assert conductor.relating.is_picking
    assert "Esc" in {hint.key for hint in conductor.window.status.hints}
    conductor.window.view.pick(cue.id)
    QApplication.processEvents()
    after = conductor.session.annotation_set
    assert after is not None
    assert len(after.relations) == relations + 1
    assert not conductor.relating.is_picking


def test_finish_marks_the_document_and_opens_the_next(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    first = conductor.session.document_id
    _press(conductor, Qt.Key.Key_Return, CONTROL)
    summaries = conductor.session.workspace.documents()
    assert summaries[0].id == first
    assert summaries[0].active is not None
    assert summaries[0].active.state is State.FINISHED
    assert conductor.session.document_id == summaries[1].id
    _press(conductor, Qt.Key.Key_Return, CONTROL)
    assert "last document" in conductor.window.notice.text


def test_after_the_last_document_one_that_was_left_out_opens(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    first, reading = conductor.session.document_id, conductor.session.annotation_set
    assert first is not None
    assert reading is not None
    conductor.session.perform(SetState(document_id=first, set_id=reading.id, state=State.IN_PROGRESS))
    _press(conductor, Qt.Key.Key_PageDown, ALT)
    _press(conductor, Qt.Key.Key_Return, CONTROL)
    assert conductor.session.document_id == first
    assert "left out" in conductor.window.notice.text
    _press(conductor, Qt.Key.Key_Return, CONTROL)
    _press(conductor, Qt.Key.Key_Return, CONTROL)
    assert "saved" in conductor.window.notice.text


def test_documents_are_walked_with_alt_and_page_keys(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    ids = [summary.id for summary in conductor.session.workspace.documents()]
    _press(conductor, Qt.Key.Key_PageDown, ALT)
    assert conductor.session.document_id == ids[1]
    _press(conductor, Qt.Key.Key_PageUp, ALT)
    assert conductor.session.document_id == ids[0]
    _press(conductor, Qt.Key.Key_PageUp, ALT)
    assert conductor.session.document_id == ids[0]


def test_ctrl_o_searches_titles_and_enter_opens_the_hit(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    other = conductor.session.workspace.documents()[1]
    _press(conductor, Qt.Key.Key_O, CONTROL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText(other.title.split()[0])
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert conductor.session.document_id == other.id
    assert conductor.window.view.hasFocus()


def test_undo_in_a_field_takes_back_letters_and_no_annotation(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    _press(conductor, Qt.Key.Key_Delete)
    before = _count(conductor)
    _press(conductor, Qt.Key.Key_O, CONTROL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "abc")
    for key in (Qt.Key.Key_Z, Qt.Key(ord("ئ"))):
        QTest.keyClick(field, key, CONTROL)
    assert _count(conductor) == before


def test_the_status_bar_says_what_is_current_by_its_edges(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    reading = conductor.session.annotation_set
    assert reading is not None
    claim = max(reading.spans.values(), key=lambda s: len(s.quote))
    conductor.window.view.set_current(claim.id)
    shown = [
        label.text() for label in conductor.window.status.findChildren(type(conductor.window.status._words))
    ]
    words = claim.quote.split()
    assert any(text.startswith(words[0]) and text.endswith(words[-1]) for text in shown)
    assert any(f"{len(claim.quote)} characters" in text for text in shown)
    spoken = [word for word in words if any(map(str.isalnum, word))]
    assert any(f"{len(spoken)} words" in text for text in shown), "signs are no words"
    assert conductor.window.status.is_saved


def test_a_note_being_written_is_saved_when_another_document_is_opened(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    span_id = conductor.window.view.current_span
    document_id = conductor.session.document_id
    assert document_id is not None
    assert span_id is not None
    _press(conductor, Qt.Key.Key_N)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "1 look again")
    conductor.actions.actions["next_document"].trigger()
    reading = conductor.session.workspace.active_set(document_id)
    assert reading is not None
    assert reading.spans[span_id].comment == "1 look again"


def test_the_table_of_spans_follows_and_leads(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _press(conductor, Qt.Key.Key_L, CONTROL)
    table = conductor.window.spans
    assert conductor.window.drawer.isVisible()
    assert table.model.rowCount() == _count(conductor)
    reading = conductor.session.annotation_set
    assert reading is not None
    span = reading.in_text_order()[3]
    table.span_chosen.emit(span.id)
    assert conductor.window.view.current_span == span.id
    before = table.model.rowCount()
    conductor.window.view.setFocus()
    _press(conductor, Qt.Key.Key_Delete)
    assert table.model.rowCount() == before - 1


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Plus, 1), (Qt.Key.Key_Minus, -1)])
def test_the_text_grows_and_shrinks_by_steps(
    make_window: MakeWindow, samples: Path, settings: Settings, key: Qt.Key, step: int
) -> None:
    conductor = make_window(samples)
    _press(conductor, key, CONTROL)
    assert settings.text_px == {1: 28, -1: 22}[step]
    for _ in range(9):
        _press(conductor, key, CONTROL)
    assert settings.text_px == {1: 96, -1: 12}[step]
    _press(conductor, Qt.Key.Key_0, CONTROL)
    assert settings.text_px == 24


def test_a_narrow_window_belongs_to_the_page(make_window: MakeWindow, samples: Path) -> None:
    window = make_window(samples).window
    assert window.desk.isVisible()
    window.resize(900, 700)
    assert not window.desk.isVisible()
    window.resize(1300, 700)
    assert window.desk.isVisible()


def test_save_says_that_nothing_is_left_to_save(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _press(conductor, Qt.Key.Key_S, CONTROL)
    assert "saved already" in conductor.window.notice.text
    _press(conductor, Qt.Key(ord("س")), CONTROL)
    assert not conductor.window.notice.is_error


def test_advice_does_not_look_like_something_done(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    notice, theme = conductor.window.notice, conductor.window.theme

    def ground() -> QColor:
        return notice.grab().toImage().pixelColor(2, notice.height() - 2)

    _press(conductor, Qt.Key.Key_1)
    assert "Select the words" in notice.text
    assert (notice.is_advice, notice.is_error) == (True, False)
    assert ground() == theme.color("accent_soft")
    _press(conductor, Qt.Key.Key_Delete)
    assert ("Choose a span" in notice.text, notice.is_advice) == (True, True)
    _press(conductor, Qt.Key.Key_S, CONTROL)
    assert not notice.is_advice
    assert ground() == theme.color("ok_soft")


def test_a_missing_project_is_named_on_the_start_page(make_window: MakeWindow, tmp_path: Path) -> None:
    conductor = make_window()
    assert not conductor.open(tmp_path / "nowhere.hashiya")
    assert "nowhere.hashiya" in conductor.window.start.problem
    assert not conductor.window.shows_work


def test_a_damaged_project_leaves_the_open_one_open(
    make_window: MakeWindow, samples: Path, tmp_path: Path
) -> None:
    conductor = make_window(samples)
    bad = tmp_path / "bad.hashiya"
    bad.write_bytes(b"not a database at all" * 100)
    assert not conductor.open(bad)
    assert "bad.hashiya" in conductor.window.notice.text
    assert conductor.window.shows_work
    assert conductor.session.document is not None


def test_another_project_opens_where_it_was_left(
    make_window: MakeWindow, samples: Path, tmp_path: Path
) -> None:
    conductor = make_window(samples)
    conductor.actions.actions["next_document"].trigger()
    conductor.window.view.next_span()
    left = (conductor.session.document_id, conductor.window.view.current_span)
    other = tmp_path / "other.hashiya"
    Workspace.create(other, title="Other").close()
    assert conductor.open(other)
    assert conductor.session.document is None
    assert conductor.open(samples)
    assert (conductor.session.document_id, conductor.window.view.current_span) == left


def test_dropped_texts_are_imported(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.dialogs.import_files import ImportDialog

    def confirmed(dialog: ImportDialog) -> int:
        dialog.show()
        qtbot.waitUntil(dialog.primary.isEnabled, timeout=5000)
        dialog.confirm()
        qtbot.waitUntil(lambda: dialog.report is not None, timeout=5000)
        return dialog.result()

    monkeypatch.setattr(ImportDialog, "exec", confirmed)
    text = tmp_path / "خبر.txt"
    text.write_text("قالت الوزارة إن الحصاد بدأ.", encoding="utf-8")
    conductor = make_window(samples)
    conductor.window.dropped.emit([text])
    titles = [summary.title for summary in conductor.session.workspace.documents()]
    assert "خبر" in titles
    assert "1 document" in conductor.window.notice.text


def test_undoing_the_import_of_the_open_document_opens_another(
    make_window: MakeWindow, samples: Path, tmp_path: Path
) -> None:
    text = tmp_path / "new.txt"
    text.write_text("خبر قصير.", encoding="utf-8")
    conductor = make_window(samples)
    conductor.session.workspace.import_files([text])
    new = conductor.session.workspace.documents()[-1]
    conductor.session.show(new.id)
    _press(conductor, Qt.Key.Key_Z, CONTROL)
    assert conductor.session.document_id == conductor.session.workspace.documents()[0].id


def test_a_first_span_begins_the_readers_own_reading(make_window: MakeWindow, tmp_path: Path) -> None:
    path, text = tmp_path / "p.hashiya", tmp_path / "new.txt"
    text.write_text("قالت الوزارة إن الحصاد بدأ.", encoding="utf-8")
    with Workspace.create(path, title="P") as workspace:
        workspace.import_files([text])
    conductor = make_window(path)
    conductor.window.view.select(Span(5, 12))
    _press(conductor, Qt.Key.Key_F7)
    reading = conductor.session.annotation_set
    assert reading is not None
    assert reading.annotator == conductor.session.workspace.reader
    assert [s.quote for s in reading.spans.values()] == ["الوزارة"]
    assert conductor.window.view.current_annotation() is not None
