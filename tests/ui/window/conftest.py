"""Windows for tests: real ones, with settings and folders of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import language, resources
from annotator.workspace import Workspace
from ui import fonts
from ui.conductor import Conductor
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import theme

MakeWindow = Callable[..., Conductor]


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the program's own folders away from those of whoever runs the tests."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings of somebody who has said who they are: the one who made the projects of these tests."""
    made = Settings(tmp_path / "settings.ini")
    made.reader = "Salma"
    return made


@pytest.fixture
def speaker(qapp: QApplication) -> Iterator[Speaker]:
    """Return what switches the language; English comes back after the test."""
    made = Speaker(qapp)
    yield made
    made.use("en")
    assert language.current() == "en"


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """Return a project with two of the sample articles, annotated."""
    path = tmp_path / "samples.hashiya"
    with Workspace.create(path, title="News <b>2023</b>", reader="Salma") as workspace:
        workspace.import_files(sorted(resources.path("samples").glob("*.jsonl"))[:2])
    return path


@pytest.fixture
def make_window(qtbot: QtBot, settings: Settings, speaker: Speaker) -> Iterator[MakeWindow]:
    """Return a function that shows a window: `make_window(project, language="ar", theme="dark")`."""
    fonts.load()
    made: list[Conductor] = []

    def make(project: Path | None = None, *, language: str = "en", colors: str = "light") -> Conductor:
        speaker.use(language)
        window = MainWindow()
        window.set_theme(theme(colors))
        conductor = Conductor(window, settings, speaker)
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        if project is not None:
            assert conductor.open(project)
            window.view.setFocus()
        QApplication.processEvents()
        made.append(conductor)
        return conductor

    yield make
    for conductor in made:
        # At once, not when pytest-qt gets to it: each style sheet is given to every window that still is.
        conductor.window.close()
        conductor.window.deleteLater()
        QCoreApplication.sendPostedEvents(conductor.window, QEvent.Type.DeferredDelete)
