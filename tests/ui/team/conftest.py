"""A window of a newsroom's reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.store import connection
from tests.ui.team.newsroom import newsroom
from tests.ui.team.reviewer import Reviewer
from ui import fonts
from ui.conductor import Conductor
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import theme


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of these tests need no power cut to survive; `tests/store` sees to that."""
    settings = tuple(one.replace("EXTRA", "OFF") for one in connection._SETTINGS)
    monkeypatch.setattr(connection, "_SETTINGS", settings)


@pytest.fixture(scope="module")
def conductor(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conductor]:
    """Return a window for all tests of a module: making one takes as long as several of them."""
    fonts.load()
    folder = tmp_path_factory.mktemp("window")
    speaker = Speaker(qapp)
    speaker.use("en")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        settings = Settings(folder / "settings.ini")
        settings.reader = "Salma"
        window = MainWindow()
        window.set_theme(theme("light"))
        made = Conductor(window, settings, speaker)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        yield made
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with four documents, which nobody has read."""
    return newsroom(tmp_path)


@pytest.fixture
def salma(conductor: Conductor, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Reviewer]:
    """Return the reviewer, who has nothing open yet."""
    yield Reviewer(conductor, monkeypatch, qtbot)
    conductor.session.leave()
