"""docs/teams.md, followed word by word: three folders, two annotators, a reviewer.

Lines behind `$` are run in the folder whose name stands before it, and must answer what stands under them.
Tables of keys are typed into the window, which shows whatever project was opened in the line above them.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.cli import main
from tests.ui import clocks
from ui import fonts
from ui.conductor import Conductor
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings

_PAGE = Path(__file__).parent.parent / "docs" / "teams.md"
_BLOCK = re.compile(r"^```(console|keys)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(\w+)\$ (.*)")
_FOLDER = re.compile(r"^(\w+)\$ ", re.MULTILINE)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d(T[\d:.+]+)?")
_HERE_DOCUMENT = re.compile(r"cat > (\S+) <<END")


class Desks:
    """Folders that play the machines of people, each with its own window and settings."""

    def __init__(self, place: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
        self._place = place
        self._qtbot = qtbot
        self._capsys = capsys
        self._windows: list[Conductor] = []
        self._monkeypatch = pytest.MonkeyPatch()

    def follow(self, kind: str, block: str) -> None:
        """Do what a block of the page says."""
        lines = iter(block.splitlines())
        if kind == "console":
            self._console(list(lines))
            return
        folder, command = self._command(next(lines))
        assert command[0] == "hashiya-gui"
        conductor = self._window(folder, folder / command[1])
        for line in lines:
            keys, _, meaning = line.partition("   ")
            assert meaning.strip(), f"no word about what {keys} does"
            self._type(keys)
        self._close(conductor)

    def close(self) -> None:
        """Close whatever window is open, and go back to where the tests were."""
        for conductor in list(self._windows):
            self._close(conductor)
        self._monkeypatch.undo()

    def _command(self, line: str) -> tuple[Path, list[str]]:
        found = _COMMAND.fullmatch(line)
        assert found, line
        return self._place / found[1], shlex.split(found[2].partition(" <<")[0])

    def _console(self, lines: list[str]) -> None:
        while lines:
            line = lines.pop(0)
            folder, command = self._command(line)
            written = _HERE_DOCUMENT.search(line)
            if written:
                end = lines.index("END")
                (folder / written[1]).write_text("\n".join([*lines[:end], ""]), encoding="utf-8")
                del lines[: end + 1]
                continue
            expected = []
            while lines and not _COMMAND.fullmatch(lines[0]):
                expected.append(lines.pop(0))
            answer = self._run(folder, command).rstrip().splitlines()
            assert [_plain(one) for one in answer] == [_plain(one) for one in expected], line

    def _run(self, folder: Path, command: list[str]) -> str:
        if command[0] == "cp":
            shutil.copy(folder / command[1], folder / command[2])
            return ""
        if command[0] == "cat":
            return (folder / command[1]).read_text(encoding="utf-8-sig")
        assert command[0] == "hashiya"
        self._monkeypatch.chdir(folder)
        self._capsys.readouterr()
        status = main(command[1:])
        out, err = self._capsys.readouterr()
        assert status in {0, None}, err
        return out

    def _window(self, folder: Path, project: Path) -> Conductor:
        settings = Settings(folder / "settings.ini")
        settings.reader = folder.name.capitalize()
        window = MainWindow()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        conductor = Conductor(window, settings, Speaker(app))
        self._windows.append(conductor)
        window.resize(1440, 900)
        window.show()
        self._qtbot.waitExposed(window)
        assert conductor.open(project)
        window.view.setFocus()
        self._settle()
        return conductor

    def _close(self, conductor: Conductor) -> None:
        # Wholly gone, or every style sheet of the tests behind this one would be given to it too.
        conductor.window.close()
        conductor.window.deleteLater()
        QCoreApplication.sendPostedEvents(conductor.window, QEvent.Type.DeferredDelete)
        self._windows.remove(conductor)

    def _type(self, keys: str) -> None:
        for key in keys.split("  "):
            pressed = _key(key)
            if pressed is not None:
                QTest.keyClick(self._target(), pressed.key(), pressed.keyboardModifiers())
            else:
                for character in key:  # QTest presses no letter that is not ASCII
                    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                        QApplication.sendEvent(self._target(), event)
            self._settle()

    def _target(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def _settle(self) -> None:
        (conductor,) = self._windows
        QApplication.processEvents()
        while conductor.finding.is_searching:
            QApplication.processEvents()
        QApplication.processEvents()


def _key(name: str) -> QKeyCombination | None:
    """Return the key with this name, or None if it is words to write."""
    sequence = QKeySequence.fromString(name)
    if not name.isascii() or sequence.count() != 1:
        return None
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs have forgotten it
    return None if pressed.key() is Qt.Key.Key_unknown else pressed


def _plain(line: str) -> str:
    """Return a line without what differs from run to run: ids, dates, times, and the marks of isolation."""
    line = re.sub(r"[\u2066-\u2069]", "", line).rstrip()
    return _MOMENT.sub("(time)", _ID.sub("(id)", line))


@pytest.fixture
def desks(tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> Iterator[Desks]:
    fonts.load()
    monkeypatch = pytest.MonkeyPatch()
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    clocks.hold(monkeypatch)
    made = Desks(tmp_path, qtbot, capsys)
    before = language.current()
    language.use("en")
    yield made
    made.close()
    language.use(before)
    monkeypatch.undo()


def test_the_page_about_teams_does_what_it_says(desks: Desks, tmp_path: Path) -> None:
    page = _PAGE.read_text(encoding="utf-8")
    blocks = _BLOCK.findall(page)
    assert {kind for kind, _ in blocks} == {"console", "keys"}
    for name in _FOLDER.findall(page):
        (tmp_path / name).mkdir(exist_ok=True)
    for kind, block in blocks:
        desks.follow(kind, block)
