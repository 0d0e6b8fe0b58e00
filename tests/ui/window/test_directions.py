"""Which way the text runs, chosen in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.editing.commands import ImportDocuments
from annotator.model import AnnotatedDocument, Direction, Document, digest
from annotator.workspace import Workspace
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]
_TEXT = "قال الوزير: لا.\nThe minister (Reuters) said no.\nوخرج ثم لم يعد إلى مكتبه في العاصمة قط."
_LATIN = _TEXT.index("The")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "letters.hashiya"
    document = Document(id="d", title="رسالة", text=_TEXT, sha256=digest(_TEXT))
    with Workspace.create(path, title="Letters", reader="Salma") as workspace:
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
    return path


def _directions(conductor: Conductor) -> list[bool]:
    """Return of each paragraph whether it reads from right to left."""
    sheet = conductor.window.view.sheet
    assert sheet is not None
    return [sheet.paragraphs.laid_out(index).rtl for index in range(sheet.paragraphs.count)]


def _do(conductor: Conductor, name: str) -> None:
    conductor.actions.actions[name].trigger()
    QApplication.processEvents()


def test_the_menu_lays_the_document_out_and_undo_brings_it_back(
    make_window: MakeWindow, project: Path
) -> None:
    conductor = make_window(project)
    actions = conductor.actions.actions
    assert _directions(conductor) == [True, False, True]
    assert actions["direction_auto"].isChecked()
    conductor.window.view.move_caret(5, extend=False)
    _do(conductor, "direction_ltr")
    assert _directions(conductor) == [False, False, False]
    assert actions["direction_ltr"].isChecked()
    assert conductor.window.view.caret == 5
    assert "left to right" in actions["undo"].iconText()
    _do(conductor, "direction_rtl")
    assert _directions(conductor) == [True, True, True]
    _do(conductor, "undo")
    _do(conductor, "undo")
    assert _directions(conductor) == [True, False, True]
    assert actions["direction_auto"].isChecked()


def test_a_chosen_direction_is_there_tomorrow(make_window: MakeWindow, project: Path) -> None:
    _do(make_window(project), "direction_ltr")
    with Workspace.open(project) as workspace:
        assert workspace.document("d").direction is Direction.LTR
        assert workspace.check() == []


def test_the_paragraph_at_the_caret_is_turned_round_and_back_by_key(
    make_window: MakeWindow, project: Path
) -> None:
    conductor = make_window(project)
    view = conductor.window.view
    view.move_caret(_LATIN + 4, extend=False)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_X, modifiers)
    assert _directions(conductor) == [True, True, True]
    view.move_caret(2, extend=False)
    QTest.keyClick(view, Qt.Key.Key_X, modifiers)
    assert _directions(conductor) == [False, True, True]
    QTest.keyClick(view, Qt.Key.Key_X, modifiers)
    assert _directions(conductor) == [True, True, True]
    assert conductor.session.workspace.undo_name is not None
    assert "Import" in str(conductor.session.workspace.undo_name)


def test_a_turned_paragraph_is_remembered_and_the_project_is_not_touched(
    make_window: MakeWindow, project: Path
) -> None:
    first = make_window(project)
    first.window.view.move_caret(_LATIN, extend=False)
    _do(first, "turn_paragraph")
    first.session.close()
    second = make_window(project)
    assert _directions(second) == [True, True, True]
    assert len(second.session.workspace._repository.steps()) == 1


def _menu_at(conductor: Conductor, point: QPoint) -> list[str]:
    view = conductor.window.view
    where = view.viewport().mapToGlobal(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = (child for child in view.findChildren(QMenu) if child.isVisible())
    names = [action.iconText() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return names


def test_the_menu_of_the_page_turns_the_paragraph_that_was_clicked(
    make_window: MakeWindow, project: Path
) -> None:
    conductor = make_window(project)
    view = conductor.window.view
    names = _menu_at(conductor, view.point_of(_LATIN + 4))
    assert names == [conductor.actions.actions[name].iconText() for name in ("correct", "turn_paragraph")]
    assert view.caret == _LATIN + 4
    _do(conductor, "turn_paragraph")
    assert _directions(conductor) == [True, True, True]


def test_the_menu_of_a_span_offers_what_can_be_done_with_it(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    view = conductor.window.view
    assert view.sheet is not None
    span = next(iter(view.sheet.reading.spans.values())).span
    here, there = view.point_of(span.start), view.point_of(span.start + 1)
    names = _menu_at(conductor, QPoint((here.x() + there.x()) // 2, here.y()))
    assert view.current_span is not None
    assert conductor.actions.actions["delete"].iconText() in names
