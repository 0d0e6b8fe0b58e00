from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ui import crash


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_args, **_options: tmp_path / "logs")
    return tmp_path / "logs"


def _fault() -> ZeroDivisionError:
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_log_says_what_happened_and_with_which_versions() -> None:
    fault = _fault()
    path = crash.write_log(type(fault), fault, fault.__traceback__)
    written = path.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in written
    assert "test_crash.py" in written
    assert "Python 3." in written


def test_only_the_latest_logs_are_kept(logs: Path) -> None:
    fault = _fault()
    for _ in range(25):
        crash.write_log(type(fault), fault, fault.__traceback__)
    assert len(list(logs.iterdir())) == 21


def test_what_nobody_caught_is_logged_and_printed(logs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fault = _fault()
    crash._handle(type(fault), fault, fault.__traceback__)
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert len(list(logs.iterdir())) == 1


def _boxes() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def test_a_fault_that_comes_again_while_it_is_told_opens_no_second_box(qtbot: QtBot) -> None:
    seen: list[int] = []

    def again() -> None:
        crash._tell("/logs/two.txt")
        seen.append(len(_boxes()))
        _boxes()[0].reject()

    QTimer.singleShot(0, again)
    crash._tell("/logs/one.txt")
    assert seen == [1]
    assert _boxes() == []
    assert qtbot is not None
