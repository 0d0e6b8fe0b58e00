"""A narrow window: the desk behind its rail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.conductor import Conductor
from ui.panels.choice_field import ChoiceField
from ui.settings import Settings

MakeWindow = Callable[..., Conductor]
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def _resize(conductor: Conductor, width: int, height: int = 700) -> None:
    conductor.window.resize(width, height)
    QApplication.processEvents()


def _press(conductor: Conductor, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or conductor.window.view, key, modifiers)
    QApplication.processEvents()


def _left_of(part: QWidget, window: QWidget) -> int:
    return part.mapTo(window, QPoint(0, 0)).x()


def test_below_1200_pixels_a_rail_stands_for_the_desk(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    window = conductor.window
    assert (window.desk.isVisible(), window.work.rail.isVisible()) == (True, False)
    _resize(conductor, 1199)
    assert (window.desk.isVisible(), window.work.rail.isVisible()) == (False, True)
    _resize(conductor, 1200)
    assert (window.desk.isVisible(), window.work.rail.isVisible()) == (True, False)
    assert window.view.width() == 1200 - window.desk.width()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_desk_slides_over_the_page_beside_its_rail(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, language: str
) -> None:
    conductor = make_window(samples, language=language)
    _resize(conductor, 900)
    window, page = conductor.window, conductor.window.view.width()
    QTest.mouseClick(window.work.rail.documents, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.work._slide.state() is QAbstractAnimation.State.Stopped)
    assert window.desk.isVisible()
    assert window.view.width() == page
    rail = _left_of(window.work.rail, window)
    beside = rail - window.desk.width() if language == "ar" else rail + window.work.rail.width()
    assert _left_of(window.desk, window) == beside
    assert window.desk.height() == window.work.height()
    assert window.work.rail.documents.isChecked()
    assert window.desk.documents.search.hasFocus()


def test_the_same_button_puts_the_desk_away_and_the_other_one_changes_the_half(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    _resize(conductor, 900)
    window, rail = conductor.window, conductor.window.work.rail
    reading = conductor.session.annotation_set
    assert reading is not None
    window.view.set_current(next(s.id for s in reading.in_text_order() if s.label == "CLAIM"))
    rail.documents.click()
    rail.current.click()
    assert window.desk.isVisible()
    assert (rail.documents.isChecked(), rail.current.isChecked()) == (False, True)
    assert isinstance(QApplication.focusWidget(), ChoiceField)
    rail.current.click()
    assert not window.desk.isVisible()
    assert window.view.hasFocus()


@pytest.mark.parametrize("from_text", [True, False])
def test_escape_puts_the_desk_away_before_anything_else(
    make_window: MakeWindow, samples: Path, *, from_text: bool
) -> None:
    conductor = make_window(samples)
    _resize(conductor, 900)
    view = conductor.window.view
    view.next_span()
    current = view.current_span
    _press(conductor, Qt.Key.Key_O, CONTROL)
    assert conductor.window.desk.isVisible()
    if from_text:
        view.setFocus()
    _press(conductor, Qt.Key.Key_Escape)
    assert not conductor.window.desk.isVisible()
    assert view.hasFocus()
    assert view.current_span == current
    _press(conductor, Qt.Key.Key_Escape)
    assert view.current_span is None


def test_keys_reach_what_is_behind_the_rail(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _resize(conductor, 900)
    window = conductor.window
    window.view.next_span()
    for key, modifiers, field in (
        (Qt.Key.Key_O, CONTROL, window.desk.documents.search),
        (Qt.Key.Key_N, NONE, window.desk.current.note),
    ):
        window.view.setFocus()
        _press(conductor, key, modifiers)
        assert window.desk.isVisible()
        assert field.hasFocus()
        _press(conductor, Qt.Key.Key_Escape)
        assert not window.desk.isVisible()


def test_a_document_chosen_over_the_page_is_shown_and_the_desk_goes(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    _resize(conductor, 900)
    other = conductor.session.workspace.documents()[1]
    _press(conductor, Qt.Key.Key_O, CONTROL)
    conductor.window.desk.documents.search.setText(other.title)
    _press(conductor, Qt.Key.Key_Return)
    assert conductor.session.document_id == other.id
    assert not conductor.window.desk.isVisible()
    assert conductor.window.view.hasFocus()


def test_a_desk_left_over_the_page_is_there_the_next_time(
    make_window: MakeWindow, samples: Path, settings: Settings
) -> None:
    first = make_window(samples)
    _resize(first, 900)
    first.window.work.rail.current.click()
    assert settings.is_out("desk")
    again = make_window(samples)
    _resize(again, 900)
    assert again.window.desk.isVisible()
    again.window.work.rail.current.click()
    again.window.work.rail.current.click()
    assert not make_window(samples).settings.is_out("desk")


def test_the_rail_draws_out_the_table_of_spans(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _resize(conductor, 900)
    button = conductor.window.work.rail.spans
    button.click()
    assert conductor.window.drawer.isVisible()
    assert button.isChecked()
    button.click()
    assert not conductor.window.drawer.isVisible()


@pytest.mark.parametrize("width", [760, 900, 1199, 1440])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_status_bar_shows_whole_hints_or_none(
    make_window: MakeWindow, samples: Path, width: int, language: str
) -> None:
    conductor = make_window(samples, language=language)
    conductor.window.view.next_span()
    _resize(conductor, width)
    parts = conductor.window.status._hint_parts
    shown = [part for part in parts if part.isVisible()]
    assert all(part.width() >= part.sizeHint().width() for part in shown)
    assert shown == parts[: len(shown)]
    assert shown
