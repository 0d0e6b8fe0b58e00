"""Importing and exporting by hand, with what can go wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.errors import AnnotatorError
from annotator.progress import Progress
from ui.conductor import Conductor
from ui.dialogs import import_files
from ui.dialogs.export import ExportDialog
from ui.dialogs.import_files import ImportDialog

MakeWindow = Callable[..., Conductor]


def _import(conductor: Conductor, *paths: Path) -> ImportDialog:
    return ImportDialog(conductor.window, conductor.window.theme, conductor.session.workspace, paths)


def _export(conductor: Conductor, format_name: str) -> ExportDialog:
    dialog = ExportDialog(conductor.window, conductor.window.theme, conductor.session.workspace)
    dialog.format_field.setCurrentIndex(dialog.format_field.findData(format_name))
    return dialog


def test_a_faulty_file_is_named_beside_the_form_and_nothing_comes_in(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"nonsense": true}\n', encoding="utf-8")
    conductor = make_window(samples)
    before = conductor.session.workspace.documents()
    dialog = _import(conductor, bad)
    dialog.show()
    dialog.confirm()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=5000)
    assert "bad.jsonl" in dialog._error.text()
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    assert conductor.session.workspace.documents() == before


def test_the_encoding_chosen_is_the_one_used(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    old = tmp_path / "قديم.txt"
    old.write_bytes("خبر من أرشيف قديم".encode("cp1256"))
    conductor = make_window(samples)
    dialog = _import(conductor, old)
    dialog.encoding_field.setCurrentIndex(dialog.encoding_field.findData("cp1256"))
    dialog.confirm()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=5000)
    new = conductor.session.workspace.documents()[-1]
    assert conductor.session.workspace.document(new.id).text == "خبر من أرشيف قديم"


def test_escape_stops_a_long_import(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def slow(*_: object, progress: Progress, **__: object) -> None:
        begun.set()
        while True:
            progress.step()
            threading.Event().wait(0.001)

    monkeypatch.setattr(import_files, "read_files", slow)
    dialog = _import(make_window(samples), tmp_path / "any.txt")
    dialog.show()
    dialog.confirm()
    assert begun.wait(5)
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=5000)
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_an_export_to_tokens_says_what_was_lost(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), "conll")
    dialog.show()
    assert dialog.tokens_field.isVisible()
    target = tmp_path / "out.conll"
    dialog.export_to(target)
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10000)
    assert "B-" in target.read_text(encoding="utf-8")
    assert "out.conll" in dialog.summary.text()
    assert len(dialog.details.toPlainText().splitlines()) > 10


def test_a_lossless_export_has_no_token_policy_and_no_losses(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), "hashiya-jsonl")
    dialog.show()
    assert not dialog.tokens_field.isVisible()
    dialog.export_to(tmp_path / "out.jsonl")
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10000)
    assert "nothing lost" in dialog.summary.text()
    assert not dialog.details.isVisible()


def test_a_strict_export_that_would_lose_something_writes_nothing(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), "conll")
    dialog.show()
    dialog.strict_field.setChecked(True)
    target = tmp_path / "out.conll"
    dialog.export_to(target)
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=10000)
    assert "lost" in dialog._error.text()
    assert not target.exists()


def test_a_project_without_a_place_to_go_is_refused_with_a_reason(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.dialogs.new_project import NewProjectDialog

    def filled(dialog: NewProjectDialog) -> bool:
        dialog.title_field.setText("News")
        dialog.path_field.setText(str(tmp_path / "no such folder" / "p.hashiya"))
        return True

    monkeypatch.setattr(NewProjectDialog, "exec", filled)
    conductor = make_window()
    told: list[AnnotatorError] = []
    conductor.session.failed.connect(told.append)
    conductor.files.new()
    assert not conductor.session.is_open
    assert len(told) == 1
    assert "no such folder" in str(told[0])
