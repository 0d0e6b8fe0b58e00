"""The program as it is started: options, pictures, and what happens where it can't."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui import app, fonts
from ui.conductor import Conductor
from ui.deeds import files
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.options import parse
from ui.settings import Settings
from ui.theme import theme

ROOT = Path(__file__).resolve().parents[3]


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _ground(image: QImage) -> str:
    """Return the colour that most of the window's middle has."""
    middle = [
        image.pixelColor(x, y).name()
        for x in range(image.width() // 3, 2 * image.width() // 3, 7)
        for y in range(200, image.height() - 100, 7)
    ]
    return max(set(middle), key=middle.count)


def test_a_picture_has_the_size_the_language_and_the_colours_asked_for(samples: Path, tmp_path: Path) -> None:
    images = {}
    for language, colors in (("ar", "light"), ("en", "dark")):
        target = tmp_path / f"{language}.png"
        options = ["--language", language, "--theme", colors, "--size", "1200x800"]
        result = _run(str(samples), *options, "--screenshot", str(target))
        assert (result.returncode, result.stdout) == (0, "")
        images[language] = QImage(str(target))
        assert (images[language].width(), images[language].height()) == (1200, 800)
    assert _ground(images["ar"]) == "#fffdf8"
    assert _ground(images["en"]) == "#211f1b"
    # The desk stands at the start side: left in English, right in Arabic.
    assert images["en"].pixelColor(100, 760).name() == "#1b1916"
    assert images["ar"].pixelColor(1100, 760).name() == "#f6f3eb"


def test_a_picture_changes_nothing_that_is_remembered(samples: Path, tmp_path: Path, folders: Path) -> None:
    assert _run(str(samples), "--screenshot", str(tmp_path / "a.png"), "--theme", "dark").returncode == 0
    assert not list(folders.glob("config/**/*.ini"))


def test_a_picture_of_a_missing_project_is_an_error_in_one_line(tmp_path: Path) -> None:
    for language, word in (("en", "There is no file"), ("ar", "nowhere.hashiya")):
        result = _run(
            str(tmp_path / "nowhere.hashiya"), "--language", language, "--screenshot", str(tmp_path / "a.png")
        )
        assert result.returncode == 1
        assert word in result.stderr
        assert len([line for line in result.stderr.splitlines() if line.strip()]) == 1
        assert not (tmp_path / "a.png").exists()


def test_a_picture_shows_the_document_asked_for(samples: Path, tmp_path: Path) -> None:
    missing = _run(str(samples), "--document", "no such", "--screenshot", str(tmp_path / "a.png"))
    assert missing.returncode == 1
    assert "no such" in missing.stderr
    found = _run(str(samples), "--document", "02-environment", "--screenshot", str(tmp_path / "b.png"))
    assert found.returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_without_a_display_it_says_so_and_what_to_do(samples: Path) -> None:
    result = _run(str(samples), "--language", "en")
    assert result.returncode == 1
    assert "no display" in result.stderr
    assert "scripts/run" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_display_is_looked_for_only_where_there_may_be_none() -> None:
    assert not app.has_display({}, "linux")
    assert app.has_display({"DISPLAY": ":0"}, "linux")
    assert app.has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert app.has_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert app.has_display({}, "win32")


def test_a_machine_without_qts_libraries_is_told_where_to_find_their_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ui.options", None)
    assert app.main([]) == 1
    assert "scripts/run" in capsys.readouterr().err


def test_options_are_read() -> None:
    options = parse(["p.db", "--size", "1440x900", "--theme", "hc_dark", "--document", "لقاء"])
    assert (options.project, options.size, options.theme) == (Path("p.db"), (1440, 900), "hc_dark")
    assert options.document == "لقاء"


@pytest.mark.parametrize("bad", [["--size", "big"], ["--theme", "pink"], ["--language", "fr"]])
def test_a_mistake_in_the_options_ends_with_2(bad: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(bad)
    assert ended.value.code == 2
    assert bad[1] in capsys.readouterr().err


def test_help_speaks_arabic_and_needs_no_display() -> None:
    result = _run("--language", "ar", "--help")
    assert result.returncode == 0
    assert "الاستعمال" in result.stdout


def test_a_stranger_gets_the_sample_project(folders: Path, tmp_path: Path) -> None:
    result = _run("--screenshot", str(tmp_path / "a.png"))
    assert result.returncode == 0
    assert (folders / "data" / "hashiya" / "sample.hashiya").is_file()


def test_the_sample_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.errors import AnnotatorError, InputError
    from annotator.language import msg
    from annotator.workspace import Workspace

    def fail(*_: object, **__: object) -> None:
        raise InputError(msg("no"), code="E_TEST")

    monkeypatch.setattr(Workspace, "import_files", fail)
    target = tmp_path / "deep" / "sample.hashiya"
    with pytest.raises(AnnotatorError):
        files.make_sample(target, reader="Salma")
    assert not target.exists()


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("ui.app", ("PySide6", "argparse", "msgspec", "sqlite3")),
        # What the first paint needs; the rest is imported behind it.
        ("ui.start", ("annotator.workspace", "annotator.model", "msgspec", "sqlite3", "ui.text.view")),
    ],
)
def test_what_the_first_paint_does_not_need_is_imported_later(module: str, absent: tuple[str, ...]) -> None:
    code = f"import {module}, sys; print([m for m in {absent!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stdout.strip() == "[]"


def test_the_window_stands_before_the_project_is_open(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.set_theme(theme("dark"))
    window.resize(1200, 800)
    with qtbot.waitSignal(window.painted):
        window.show()
    assert not window.is_furnished
    assert window.grab().toImage().pixelColor(600, 400) == theme("dark").color("page")


def test_the_keyboard_is_in_the_text_as_soon_as_the_window_is_furnished(
    qtbot: QtBot, settings: Settings, speaker: Speaker, samples: Path
) -> None:
    fonts.load()
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    conductor = Conductor(window, settings, speaker)
    conductor.open(samples)
    assert window.view.isVisible()
    assert window.view.hasFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Tab)
    assert window.view.current_span is not None
    window.close()
