"""The canonical form of للصحيفة: offered, taken, rewritten and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Span
from annotator.workspace import Workspace
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]
_TEXT = "وقال متحدث للصحيفة إن الجسر سيفتح غدا."


@pytest.fixture
def conductor(make_window: MakeWindow, tmp_path: Path) -> Conductor:
    """Return a window in which لصحيفة has just been labelled ORG."""
    words = tmp_path / "news.txt"
    words.write_text(_TEXT, encoding="utf-8")
    path = tmp_path / "p.hashiya"
    with Workspace.create(path, title="News", reader="Salma") as workspace:
        workspace.import_files([words])
    conductor = make_window(path)
    start = _TEXT.index("لصحيفة")
    conductor.window.view.select(Span(start, start + len("لصحيفة")))
    conductor.editing.label("ORG")
    QApplication.processEvents()
    return conductor


def _answers(conductor: Conductor) -> dict[str, str]:
    span = conductor.session.span(conductor.window.view.current_span)
    assert span is not None
    return dict(span.attributes)


def test_a_click_sets_the_form_and_undo_removes_it(conductor: Conductor) -> None:
    form, view = conductor.window.desk.current.form, conductor.window.view
    QTest.mouseClick(form.offers["canonical"], Qt.MouseButton.LeftButton)
    assert _answers(conductor) == {"canonical": "الصحيفة"}
    assert form.texts["canonical"].text() == "الصحيفة"
    assert form.offers == {}
    QApplication.processEvents()
    assert QApplication.focusWidget() is view
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _answers(conductor) == {}
    assert form.offers["canonical"].words == "الصحيفة"
    assert form.texts == {}


def test_the_keyboard_takes_the_form_and_empties_it(conductor: Conductor) -> None:
    panel = conductor.window.desk.current
    panel.focus_answers()
    assert QApplication.focusWidget() is panel.form.offers["canonical"]
    QTest.keyClick(panel.form.offers["canonical"], Qt.Key.Key_Return)
    assert _answers(conductor) == {"canonical": "الصحيفة"}
    panel.focus_answers()
    field = panel.form.texts["canonical"]
    assert QApplication.focusWidget() is field
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _answers(conductor) == {}
    assert panel.form.offers["canonical"].words == "الصحيفة"


def test_what_is_refused_stays_to_be_mended(conductor: Conductor) -> None:
    form = conductor.window.desk.current.form
    QTest.mouseClick(form.offers["canonical"], Qt.MouseButton.LeftButton)
    field = form.texts["canonical"]
    field.setFocus()
    field.setText("\u202eالصحيفة")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _answers(conductor) == {"canonical": "الصحيفة"}
    assert field.is_edited


def test_the_form_goes_with_the_span_to_another_label(conductor: Conductor) -> None:
    form = conductor.window.desk.current.form
    QTest.mouseClick(form.offers["canonical"], Qt.MouseButton.LeftButton)
    conductor.editing.label("FAC")
    assert _answers(conductor) == {"canonical": "الصحيفة"}
    assert form.texts["canonical"].text() == "الصحيفة"
