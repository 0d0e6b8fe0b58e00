"""Every hostile file of the shared data, dropped on the window: its index says what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.errors import ProjectFileError
from annotator.workspace import ExportRequest, Workspace
from ui.conductor import Conductor
from ui.dialogs.import_files import ImportDialog
from ui.dialogs.imported import ImportedDialog

MakeWindow = Callable[..., Conductor]
WITHOUT_PROBLEM = {"txt_utf16_nobom.txt", "json_label_html.json"}
"""The first is recognised today, and its text is there already; of the other the label is asked about."""


class Importer:
    """Drops files on a window, and presses the dialog's button wherever that can be pressed."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said = ""
        self.codes: set[str] = set()
        monkeypatch.setattr(ImportDialog, "exec", lambda dialog: self.answer(dialog, qtbot))
        monkeypatch.setattr(ImportedDialog, "exec", lambda _: 0)

    def answer(self, dialog: ImportDialog, qtbot: QtBot) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=20_000)
        self.said = " ".join([dialog.blocker, *(str(p) for f in dialog.files for p in f.problems)])
        self.said += " ".join(f.choice.path.name for f in dialog.files)
        self.codes = {p.code for f in dialog.files for p in f.problems}
        QApplication.processEvents()
        if dialog.primary.isEnabled():
            dialog.primary.click()
            qtbot.waitUntil(lambda: not dialog.is_working, timeout=20_000)
            self.said += "" if dialog.report is not None else f" {dialog._error.text()}"
        dialog.close()
        return dialog.result() if dialog.report is not None else 0

    def drop(self, conductor: Conductor, path: Path) -> bool:
        """Drop a file as a hand does; tell whether documents came of it."""
        before = len(conductor.session.workspace.documents())
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        conductor.window.dropEvent(
            QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, mime, buttons, keys)
        )
        QApplication.processEvents()
        return len(conductor.session.workspace.documents()) > before


@pytest.fixture
def importer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Importer:
    return Importer(qtbot, monkeypatch)


def entries(shared_data: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((shared_data / "nasty" / "index.json").read_text("utf-8"))[
        "files"
    ]
    return [entry for entry in found if entry["kind"] not in {"titles", "regex"}]


def test_each_comes_in_and_is_shown_or_is_refused_and_changes_nothing(
    make_window: MakeWindow, samples: Path, shared_data: Path, importer: Importer
) -> None:
    conductor = make_window(samples, language="ar")
    workspace = conductor.session.workspace
    wrong = []
    for entry in entries(shared_data):
        name, before, content = entry["file"], workspace.documents(), samples.read_bytes()
        came = importer.drop(conductor, shared_data / "nasty" / name)
        if came is not (entry["expect"] != "reject"):
            wrong.append(f"{name}: came in: {came}, expected {entry['expect']}; {importer.said[:300]}")
        expected = {entry["error_code"]} - {None} if name not in WITHOUT_PROBLEM else set()
        if importer.codes != expected:
            wrong.append(f"{name}: refused with {importer.codes}, expected {expected}")
        if came:
            conductor.session.show(workspace.documents()[-1].id)
            QApplication.processEvents()
            assert not conductor.window.grab().isNull()
            if entry["kind"] == "html":
                assert workspace.document(workspace.documents()[-1].id).text == "نص المقال"
            conductor.window.view.next_span()
        else:
            assert name in importer.said
            assert (workspace.documents(), samples.read_bytes()) == (before, content)
    assert wrong == []
    assert workspace.check() == []


def test_none_of_them_opens_as_a_project(make_window: MakeWindow, shared_data: Path) -> None:
    conductor = make_window()
    for path in sorted((shared_data / "nasty").iterdir()):
        assert not conductor.open(path)
        QApplication.processEvents()
        with pytest.raises(ProjectFileError) as refused:
            Workspace.open(path)
        assert path.name in str(refused.value)


def test_titles_that_are_paths_stay_titles(
    make_window: MakeWindow, samples: Path, shared_data: Path, tmp_path: Path, importer: Importer
) -> None:
    titles = [
        entry["title"] for entry in json.loads((shared_data / "nasty" / "titles.json").read_text("utf-8"))
    ]
    lines = [
        json.dumps({"id": f"n{n}", "title": title, "text": f"نص {n}", "spans": []}, ensure_ascii=True)
        for n, title in enumerate(titles)
    ]
    path = tmp_path / "titles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    conductor = make_window(samples)
    assert importer.drop(conductor, path), importer.said
    workspace = conductor.session.workspace
    assert len(workspace.documents()) == 2 + len(titles)
    for format_name, suffix in (("brat", ".txt"), ("web-annotation", ".jsonld")):
        target = tmp_path / format_name / "out"
        target.parent.mkdir()
        workspace.export(ExportRequest(target=target, format_name=format_name))
        made = [file for file in (tmp_path / format_name).rglob("*") if file.is_file()]
        documents = [file for file in made if file.suffix == suffix]
        assert len({file.name.lower() for file in documents}) == len(documents) == 2 + len(titles)
        assert all(file.is_relative_to(target) for file in made)
        assert all(len(file.name.encode()) <= 255 and file.name.isprintable() for file in made)


def test_the_find_bar_takes_hostile_patterns_for_words(
    make_window: MakeWindow, shared_data: Path, tmp_path: Path
) -> None:
    patterns: list[str] = json.loads((shared_data / "nasty" / "regexes.json").read_text("utf-8"))
    text = "\n".join([*(pattern[:400] for pattern in patterns), "a" * 60 + "! قال المسؤول"])
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Workspace.create(tmp_path / "p.hashiya", title="P", reader="سلمى") as workspace:
        workspace.import_files([tmp_path / "a.txt"])
    conductor = make_window(tmp_path / "p.hashiya")
    conductor.finding.find()
    field = conductor.window.find_bar.field
    for pattern in patterns:
        field.setText(pattern)
        while conductor.finding.is_searching:
            QApplication.processEvents()
        assert len(field.text()) <= 500
        found = conductor.window.view.selection
        if len(pattern) <= 400:
            assert found is not None
            assert found.of(text) == pattern
