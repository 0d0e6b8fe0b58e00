"""From an empty project to a source tied to its claim, with the mouse and the keys, and back again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.workspace import Workspace
from ui import fonts
from ui.conductor import Conductor
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.text.view import TextView

_SOURCE = (368, 384)
_CLAIM = (390, 475)

Open = Callable[[Path], Conductor]


@pytest.fixture
def project(tmp_path: Path, shared_data: Path) -> Path:
    path = tmp_path / "p.db"
    with Workspace.create(path, title="تجربة") as workspace:
        workspace.import_files([shared_data / "article.txt"])
    return path


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    fonts.load()
    opened: list[Conductor] = []

    def open_window(path: Path) -> Conductor:
        window = MainWindow()
        conductor = Conductor(window, Settings(tmp_path / "settings.ini"), Speaker(qapp))
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        assert conductor.open(path)
        window.view.setFocus()
        QApplication.processEvents()
        opened.append(conductor)
        return conductor

    yield open_window
    for conductor in opened:
        # Wholly and at once: each style sheet is given to every window that still is.
        conductor.window.close()
        conductor.window.deleteLater()
        QCoreApplication.sendPostedEvents(conductor.window, QEvent.Type.DeferredDelete)


def _drag(view: TextView, start: int, end: int) -> None:
    view.scroll_to(start, centre=True)
    QApplication.processEvents()
    first, last = view.point_of(start), view.point_of(end)
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
    for step in range(1, 9):
        QTest.mouseMove(viewport, first + (last - first) * step / 8)
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)


def _press(
    view: TextView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(view, key, modifier)
    QApplication.processEvents()


def _undo(view: TextView) -> None:
    _press(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _redo(view: TextView) -> None:
    _press(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def _spans(path: Path) -> list[tuple[str, int, int]]:
    """Read the file as a stranger would, past all of our own code."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute('SELECT label, start, "end" FROM span ORDER BY start').fetchall()


def _relations(path: Path) -> list[tuple[str, int, int]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(
            "SELECT type, s.start, t.start FROM relation JOIN span s ON source_key = s.key"
            " JOIN span t ON target_key = t.key"
        ).fetchall()


@pytest.mark.parametrize("backwards", [False, True], ids=["from its first letter", "from its last letter"])
def test_a_source_is_dragged_labelled_and_tied_to_its_claim(
    project: Path, open_window: Open, *, backwards: bool
) -> None:
    view = open_window(project).window.view
    for (start, end), key in ((_SOURCE, Qt.Key.Key_F7), (_CLAIM, Qt.Key.Key_F5)):
        _drag(view, *((end, start) if backwards else (start, end)))
        _press(view, key)
    assert _spans(project) == [("SOURCE", *_SOURCE), ("CLAIM", *_CLAIM)]
    _press(view, Qt.Key.Key_R)
    assert _relations(project) == [("attribution", _SOURCE[0], _CLAIM[0])]


def test_undo_redo_and_tomorrow_give_the_same(project: Path, open_window: Open) -> None:
    conductor = open_window(project)
    view = conductor.window.view
    for place, key in ((_SOURCE, Qt.Key.Key_F7), (_CLAIM, Qt.Key.Key_F5)):
        _drag(view, *place)
        _press(view, key)
    _press(view, Qt.Key.Key_R)
    spans, relations = _spans(project), _relations(project)
    _undo(view)
    _undo(view)
    assert (_spans(project), _relations(project)) == ([("SOURCE", *_SOURCE)], [])
    _redo(view)
    _redo(view)
    assert (_spans(project), _relations(project)) == (spans, relations)
    first_visible = view.first_visible
    conductor.window.close()
    again = open_window(project).window.view
    assert again.first_visible == first_visible
    assert again.sheet is not None
    assert len(again.sheet.reading.spans) == 2
    _undo(again)
    _undo(again)
    assert (_spans(project), _relations(project)) == ([("SOURCE", *_SOURCE)], [])


def test_the_arabic_letter_of_the_same_key_does_the_same(project: Path, open_window: Open) -> None:
    view = open_window(project).window.view
    for place, key in ((_SOURCE, Qt.Key.Key_F7), (_CLAIM, Qt.Key.Key_F5)):
        _drag(view, *place)
        _press(view, key)
    QTest.keyClick(view, Qt.Key(ord("ق")))
    assert len(_relations(project)) == 1
    QTest.keyClick(view, Qt.Key(ord("ئ")), Qt.KeyboardModifier.ControlModifier)
    assert _relations(project) == []


def test_a_digit_relabels_the_current_span_and_delete_removes_it(project: Path, open_window: Open) -> None:
    view = open_window(project).window.view
    _drag(view, *_SOURCE)
    _press(view, Qt.Key.Key_2)
    assert _spans(project) == [("ORG", *_SOURCE)]
    _press(view, Qt.Key.Key_6)
    assert _spans(project) == [("NORP", *_SOURCE)]
    _press(view, Qt.Key.Key_Delete)
    assert _spans(project) == []


def test_the_same_is_done_with_the_keyboard_alone(project: Path, open_window: Open) -> None:
    view = open_window(project).window.view
    view.move_caret(_SOURCE[0], extend=False)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    _press(view, Qt.Key.Key_Left, shift | control)
    for _ in range(len(" أمريكيين")):
        _press(view, Qt.Key.Key_Left, shift)
    _press(view, Qt.Key.Key_F7)
    assert _spans(project) == [("SOURCE", *_SOURCE)]


def test_letters_typed_into_a_field_label_nothing(project: Path, open_window: Open) -> None:
    window = open_window(project).window
    _drag(window.view, *_SOURCE)
    window.view.setFocus()
    _press(window.view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert field is not None
    assert field is not window.view
    QTest.keyClicks(field, "2r")
    assert _spans(project) == []


def test_the_point_that_is_asked_for_is_the_border_that_is_hit(project: Path, open_window: Open) -> None:
    view = open_window(project).window.view
    view.scroll_to(_SOURCE[0], centre=True)
    QApplication.processEvents()
    for position in (*_SOURCE, _CLAIM[0]):
        point = view.point_of(position)
        assert isinstance(point, QPoint)
        assert view.position_at(point.toPointF()) == position
