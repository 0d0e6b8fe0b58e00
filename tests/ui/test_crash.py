from __future__ import annotations

from pathlib import Path

import pytest

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
