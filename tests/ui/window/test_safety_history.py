"""The history panel: who changed what and when, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import SpanAnnotation
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.panels.history_model import Column

MakeWindow = Callable[..., Conductor]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _press(conductor: Conductor, key: Qt.Key) -> None:
    QTest.keyClick(conductor.window.view, key, CONTROL)
    QApplication.processEvents()


def _rows(conductor: Conductor, column: Column = Column.WHAT) -> list[str]:
    model = conductor.window.history.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _delete(conductor: Conductor, label: str) -> SpanAnnotation:
    reading = conductor.session.annotation_set
    assert reading is not None
    span = next(s for s in reading.in_text_order() if s.label == label)
    conductor.window.view.set_current(span.id)
    conductor.editing.delete()
    return span


def _choose(conductor: Conductor, scope: str | None = None, label: str | None = None) -> None:
    panel = conductor.window.history
    for field, value in ((panel.scope, scope), (panel.label, label)):
        if value is not None:
            field.set_choice(value)
            field.chosen.emit(value)


@pytest.mark.parametrize("key", [Qt.Key.Key_H, Qt.Key(ord("ا"))])
def test_the_history_is_one_key_away_and_follows(make_window: MakeWindow, samples: Path, key: Qt.Key) -> None:
    conductor = make_window(samples)
    _press(conductor, key)
    window = conductor.window
    assert window.past.isVisible()
    before = len(_rows(conductor))
    _delete(conductor, "PERS")
    assert len(_rows(conductor)) == before + 1
    assert _rows(conductor)[0].startswith("Delete")
    assert _rows(conductor, Column.WHO)[0] == f"A {conductor.session.workspace.reader.name}"
    conductor.editing.undo()
    assert _rows(conductor)[0].startswith("Undo: Delete")
    window.view.setFocus()
    _press(conductor, key)
    assert not window.past.isVisible()


def test_one_drawer_makes_room_for_the_other(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    actions = conductor.actions.actions
    actions["history"].trigger()
    actions["all_spans"].trigger()
    assert not conductor.window.past.isVisible()
    assert not actions["history"].isChecked()
    actions["history"].trigger()
    assert not conductor.window.drawer.isVisible()
    assert not actions["all_spans"].isChecked()


def test_it_can_be_narrowed_down(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    person = _delete(conductor, "PERS")
    _delete(conductor, "ORG")
    conductor.actions.actions["next_document"].trigger()
    _delete(conductor, "PERS")
    conductor.actions.actions["history"].trigger()
    here = _rows(conductor)
    assert sum(name.startswith("Delete") for name in here) == 1
    _choose(conductor, scope="all")
    assert sum(name.startswith("Delete") for name in _rows(conductor)) == 3
    _choose(conductor, label=person.label)
    assert sum(name.startswith("Delete") for name in _rows(conductor)) == 2
    assert not conductor.window.history.back.isEnabled(), "a moment belongs to a whole document"


def test_a_step_leads_to_its_place_in_another_document(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    first = conductor.session.document_id
    span = _delete(conductor, "PERS")
    conductor.actions.actions["next_document"].trigger()
    conductor.actions.actions["history"].trigger()
    _choose(conductor, scope="all")
    panel = conductor.window.history
    panel.table.activated.emit(panel.model.index(0, 0))
    assert conductor.session.document_id == first
    assert conductor.window.view.selection == span.span
    conductor.editing.undo()
    panel.table.activated.emit(panel.model.index(0, 0))
    assert conductor.window.view.current_span == span.id


def test_a_document_goes_back_to_a_moment_and_undo_returns(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    before = conductor.session.annotation_set
    assert before is not None
    _delete(conductor, "PERS")
    _delete(conductor, "ORG")
    after = conductor.session.annotation_set
    conductor.actions.actions["history"].trigger()
    panel = conductor.window.history
    assert not panel.back.isEnabled(), "the newest moment is now"
    panel.table.setCurrentIndex(panel.model.index(2, 0))
    panel.back_menu().actions()[0].trigger()
    now = conductor.session.annotation_set
    assert now is not None
    assert set(now.spans) == set(before.spans)
    conductor.editing.undo()
    assert conductor.session.annotation_set == after


def test_looking_only_allows_no_way_back(make_window: MakeWindow, samples: Path) -> None:
    with Workspace.open(samples, reader="Karim"):
        conductor = make_window(samples)
        conductor.actions.actions["history"].trigger()
        panel = conductor.window.history
        panel.table.setCurrentIndex(panel.model.index(panel.model.rowCount() - 1, 0))
        assert not panel.back.isEnabled()
