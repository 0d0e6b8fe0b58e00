"""Pictures by hand, and the text's appearance chosen by its sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6 import QtPrintSupport
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.conductor import Conductor
from ui.dialogs.picture import KINDS, PictureDialog, file_name
from ui.dialogs.text_appearance import TextAppearanceDialog
from ui.pictures.parts import Part
from ui.settings import Settings
from ui.text.appearance import Appearance, usual

MakeWindow = Callable[..., Conductor]

_STARTS = {".png": b"\x89PNG\r\n", ".svg": b"<?xml", ".pdf": b"%PDF-"}


def _picture_dialog(conductor: Conductor) -> PictureDialog:
    dialog = conductor.pictures.dialog()
    assert dialog is not None
    return dialog


def _appearance_dialog(conductor: Conductor) -> TextAppearanceDialog:
    dialog = conductor.looks.appearance_dialog()
    assert dialog is not None
    return dialog


def _choose(dialog: PictureDialog, *, part: Part | None = None, kind: str | None = None) -> None:
    if part is not None:
        dialog.part_field.setCurrentIndex(dialog.part_field.findData(part))
    if kind is not None:
        dialog.kind_field.setCurrentIndex(dialog.kind_field.findData(kind))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_picture_is_written_as_what_was_chosen(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    dialog = _picture_dialog(make_window(samples))
    dialog.show()
    _choose(dialog, part=Part.SIGHT, kind=kind)
    target = tmp_path / f"page{dialog.kind.suffix}"
    dialog.write_to(target)
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20000)
    assert target.read_bytes().startswith(_STARTS[dialog.kind.suffix])
    assert target.name in dialog.summary.text()
    assert dialog.isVisible()


def test_what_can_not_be_written_is_said_beside_the_form(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _picture_dialog(make_window(samples))
    dialog.show()
    dialog.write_to(tmp_path / "no such folder" / "page.png")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20000)
    assert "no such folder" in dialog._error.text()
    assert dialog.primary.isEnabled()


def test_the_preview_follows_each_choice(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    dialog = _picture_dialog(conductor)
    seen = [dialog.preview.image]
    _choose(dialog, part=Part.PARAGRAPHS)
    seen.append(dialog.preview.image)
    dialog.theme_field.setCurrentIndex(1)
    seen.append(dialog.preview.image)
    _choose(dialog, part=Part.SIGHT)
    dialog.cards_field.setChecked(False)
    seen.append(dialog.preview.image)
    assert None not in seen
    assert all(one != other for n, one in enumerate(seen) for other in seen[:n])


def test_the_current_span_belongs_to_the_view_and_not_to_the_document(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    dialog = _picture_dialog(conductor)
    assert dialog.picture.current == conductor.window.view.current_span
    _choose(dialog, part=Part.WHOLE)
    assert dialog.picture.span is None
    assert dialog.picture.current is None


def test_the_zoom_of_the_screen_does_not_change_the_picture(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    before = _picture_dialog(conductor).picture.appearance
    conductor.looks.zoom(1)
    assert _picture_dialog(conductor).picture.appearance == before


@pytest.mark.parametrize(
    ("title", "name"),
    [("أ/ب: «ج»?", "أ ب «ج»"), ("  ..  ", "hashiya"), ("a\nb", "a b"), ("x" * 300, "x" * 80)],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name


def test_the_keys_open_the_picture_dialog_and_print(
    make_window: MakeWindow, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[PictureDialog] = []

    def noted(dialog: PictureDialog) -> None:
        opened.append(dialog)

    monkeypatch.setattr(PictureDialog, "exec", noted)
    target = tmp_path / "printed.pdf"

    class Agreed:
        """The system's print dialog, with a file chosen for a printer."""

        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            assert parent.isVisible()
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))

        def exec(self) -> bool:
            return True

    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Agreed)
    conductor = make_window(samples)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(conductor.window.view, Qt.Key.Key_E, both)
    assert len(opened) == 1
    QTest.keyClick(conductor.window.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert target.read_bytes().startswith(b"%PDF-")


def test_an_appearance_is_seen_in_the_sample_and_then_on_the_page(
    make_window: MakeWindow, samples: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    view = conductor.window.view

    def chosen(dialog: TextAppearanceDialog) -> bool:
        dialog.show()
        before = dialog.sample.grab().toImage()
        dialog.spacing_field.setCurrentIndex(dialog.spacing_field.findData(140))
        assert dialog.sample.grab().toImage() != before
        assert view.appearance == usual()
        dialog.column_field.setCurrentIndex(dialog.column_field.findData(560))
        dialog.size_field.setCurrentIndex(dialog.size_field.findData(28))
        return True

    monkeypatch.setattr(TextAppearanceDialog, "exec", chosen)
    conductor.actions.actions["text_appearance"].trigger()
    assert view.appearance == replace(usual(), spacing=140, column=560, px=28)
    assert settings.appearance == view.appearance
    conductor.looks.zoom(0)
    assert view.appearance == replace(usual(), spacing=140, column=560)


def test_an_appearance_that_is_not_agreed_to_changes_nothing(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)

    def cancelled(dialog: TextAppearanceDialog) -> bool:
        dialog.spacing_field.setCurrentIndex(0)
        return False

    monkeypatch.setattr(TextAppearanceDialog, "exec", cancelled)
    conductor.actions.actions["text_appearance"].trigger()
    assert conductor.window.view.appearance == usual()


def test_as_designed_brings_the_design_back(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    conductor.window.view.set_appearance(Appearance(family="Amiri", px=48, spacing=160, column=960))
    dialog = _appearance_dialog(conductor)
    assert dialog.appearance == conductor.window.view.appearance
    dialog.usual.click()
    assert dialog.appearance == usual()


def test_a_face_that_is_gone_gives_way_to_amiri(
    make_window: MakeWindow, samples: Path, settings: Settings
) -> None:
    settings.appearance = replace(usual(), family="No such face", spacing=120)
    conductor = make_window(samples)
    assert conductor.window.view.appearance == replace(usual(), spacing=120)


def test_the_wheel_with_ctrl_zooms(make_window: MakeWindow, samples: Path, settings: Settings) -> None:
    conductor = make_window(samples)
    conductor.window.view.zoom_wanted.emit(1)
    QApplication.processEvents()
    assert settings.text_px == 28
