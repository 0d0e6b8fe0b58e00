"""Remarks: raised from the keyboard, seen on the page and beside the span, listed, answered in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.commands import AddRemark, DeleteSpans
from annotator.model import Matter
from tests.ui.pixels import difference
from ui.conductor import Conductor
from ui.dialogs.remark import RemarkDialog
from ui.talk.model import Column
from ui.talk.panel import Which

MakeWindow = Callable[..., Conductor]


def _flagged(conductor: Conductor) -> set[str]:
    reading = conductor.session.annotation_set
    assert reading is not None
    return {span.id for span in reading.spans.values() if span.flagged}


def _raise(conductor: Conductor, digit: Qt.Key, words: str) -> RemarkDialog:
    dialog = conductor.talk.dialog()
    assert dialog is not None
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    checked = dialog.matters.checkedButton()
    assert checked is not None
    QTest.keyClick(checked, digit)
    dialog.words.setText(words)
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    return dialog


def _on_a_span(conductor: Conductor) -> str:
    conductor.window.view.next_span()
    span = conductor.window.view.current_span
    assert span is not None
    return span


def test_a_remark_is_raised_by_digit_and_words_and_answered_beside_the_span(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    span = _on_a_span(conductor)
    before = _flagged(conductor)
    assert span not in before
    dialog = _raise(conductor, Qt.Key.Key_2, "من قال هذا؟")
    assert dialog.matter is Matter.DOUBT
    (remark,) = conductor.session.workspace.remarks()
    assert (remark.span_id, remark.matter, remark.text) == (span, Matter.DOUBT, "من قال هذا؟")
    assert _flagged(conductor) == {*before, span}
    box = conductor.window.desk.current.remarks
    (field,) = box.fields
    assert "من قال هذا؟" in field.accessibleName()
    field.setText("الوزير")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    (settled,) = conductor.session.workspace.remarks()
    assert settled.answer == "الوزير"
    assert _flagged(conductor) == before
    assert box.fields == []
    assert conductor.window.focusWidget() is conductor.window.view
    conductor.editing.undo()
    assert _flagged(conductor) == {*before, span}


def test_an_arabic_digit_chooses_the_matter_too(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    dialog = conductor.talk.dialog()
    assert dialog is not None
    dialog.show()
    QApplication.processEvents()
    press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "٣")
    QApplication.sendEvent(dialog, press)
    assert dialog.matter is Matter.BAD_TEXT


def test_without_a_span_it_is_about_the_document_and_with_relations_also_about_them(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    conductor.window.view.set_current(None)
    (only,) = conductor.talk.subjects()
    assert only.set_id is None
    reading = conductor.session.annotation_set
    assert reading is not None
    relation = next(iter(reading.relations.values()))
    conductor.window.view.set_current(relation.source)
    subjects = conductor.talk.subjects()
    assert subjects[0].span_id == relation.source
    assert relation.id in {one.relation_id for one in subjects}
    dialog = conductor.talk.dialog()
    assert dialog is not None
    place = next(p for p, one in enumerate(subjects) if one.relation_id == relation.id)
    dialog.about.setCurrentIndex(place)
    dialog.confirm()
    (remark,) = conductor.session.workspace.remarks()
    assert remark.relation_id == relation.id
    assert relation.source not in _flagged(conductor), "a remark on a relation flags no span"
    assert conductor.window.desk.current.remarks.fields, "but it stands beside its ends"


def test_the_list_is_narrowed_down_followed_and_answered(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    workspace = conductor.session.workspace
    here, other = (summary.id for summary in workspace.documents())
    span = _on_a_span(conductor)
    _raise(conductor, Qt.Key.Key_1, "من؟")
    conductor.session.perform(AddRemark(document_id=other, matter=Matter.BAD_TEXT, text="مكرر"))
    conductor.actions.actions["remarks"].trigger()
    panel = conductor.talk.panel
    assert [panel.model.remark(row).text for row in range(panel.model.rowCount())] == ["من؟", "مكرر"]
    panel.scope.set_choice("here")
    panel.scope.chosen.emit("here")
    assert panel.model.rowCount() == 1
    panel.scope.set_choice("all")
    panel.matter.set_choice(Matter.BAD_TEXT)
    panel.matter.chosen.emit(Matter.BAD_TEXT)
    assert panel.model.data(panel.model.index(0, Column.ABOUT)) == "the document"
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert conductor.session.document_id == other
    panel.matter.setCurrentIndex(0)
    panel.matter.chosen.emit(None)
    conductor.window.view.set_current(None)
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    panel.table.activated.emit(panel.model.index(0, 0))
    assert conductor.session.document_id == here
    assert conductor.window.view.current_span == span
    panel.answer.setText("الوزير")
    QTest.keyClick(panel.answer, Qt.Key.Key_Return)
    assert panel.model.rowCount() == 1
    assert span not in _flagged(conductor)
    panel.which.set_choice(Which.SETTLED)
    panel.which.chosen.emit(Which.SETTLED)
    assert panel.current is not None
    assert panel.current.answer == "الوزير"
    panel.again.click()
    assert span in _flagged(conductor)
    panel.which.set_choice(Which.OPEN)
    panel.which.chosen.emit(Which.OPEN)
    panel.table.setFocus()
    spans = len(conductor.session.annotation_set.spans) if conductor.session.annotation_set else 0
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert len(workspace.remarks()) == 1
    assert conductor.session.annotation_set is not None
    assert len(conductor.session.annotation_set.spans) == spans, "Del is about the remark"


def test_a_remark_whose_span_has_gone_says_so(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    span = _on_a_span(conductor)
    _raise(conductor, Qt.Key.Key_1, "من؟")
    reading = conductor.session.annotation_set
    assert reading is not None
    conductor.session.perform(
        DeleteSpans(document_id=reading.document_id, set_id=reading.id, span_ids=(span,))
    )
    (remark,) = conductor.session.workspace.remarks()
    conductor.talk.go_to(remark.id)
    assert "has been deleted" in conductor.window.notice.text


def test_each_matter_has_a_shape_of_its_own_on_the_page(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    span = _on_a_span(conductor)
    _raise(conductor, Qt.Key.Key_1, "")
    view = conductor.window.view
    view.setFocus()
    pictures = []
    for matter in Matter:
        view.set_matters({span: matter})
        pictures.append(view.viewport().grab().toImage())
    view.set_matters({})
    pictures.append(view.viewport().grab().toImage())
    for place, one in enumerate(pictures):
        for other in pictures[place + 1 :]:
            assert difference(one, other) > 0
