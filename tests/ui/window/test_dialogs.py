"""A new project by hand, with what can go wrong; the fields for numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.conductor import Conductor
from ui.dialogs.new_project import NewProjectDialog
from ui.dialogs.sample import number

MakeWindow = Callable[..., Conductor]


def test_a_project_that_cannot_be_made_is_refused_beside_the_form_which_stays(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "no such folder"
    told: list[str] = []

    def filled(dialog: NewProjectDialog) -> bool:
        dialog.open()
        dialog.title_field.setText("News")
        dialog.path_field.setText(str(folder / "p.hashiya"))
        dialog.confirm()
        assert dialog.isVisible()
        assert dialog.title == "News"
        told.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        folder.mkdir()
        dialog.confirm()
        assert not dialog.isVisible()
        return True

    monkeypatch.setattr(NewProjectDialog, "exec", filled)
    conductor = make_window()
    conductor.files.new()
    assert any("no such folder" in words for words in told)
    assert conductor.session.workspace.title == "News"


def test_a_whole_page_pasted_as_a_name_makes_no_file_name_that_cannot_be(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def filled(dialog: NewProjectDialog) -> bool:
        dialog.open()
        dialog.title_field.clear()
        dialog.title_field.insert("خبر طويل\n" * 5000)
        assert len(dialog.title) <= 200
        assert len(str(dialog.path.name).encode()) < 255
        dialog.path_field.setText(str(tmp_path / ("م" * 200)))
        dialog.confirm()
        assert dialog.isVisible()
        told.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        return False

    monkeypatch.setattr(NewProjectDialog, "exec", filled)
    make_window().files.new()
    assert any("too long" in words for words in told)


def test_a_number_has_the_digits_of_the_window_and_may_be_written_in_arabic_ones(qtbot: QtBot) -> None:
    field = number("How many", 1, 40, 1)
    qtbot.addWidget(field)
    field.setLocale(QLocale(QLocale.Language.Arabic, QLocale.Country.SaudiArabia))
    field.setValue(12)
    assert field.text() == "12"
    field.show()
    field.selectAll()
    field.lineEdit().insert("٣٧")  # QTest can't press keys that ASCII lacks
    assert field.value() == 37
    QTest.keyClicks(field, "5x-")  # 375 is too much, and the others are no digits
    assert field.value() == 37
