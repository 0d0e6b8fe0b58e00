"""What a screen reader is told, asked from another process as a screen reader asks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest

from tests.x11.desktop import PATIENCE, Desktop, running, until
from tests.x11.program import Program, ProjectFile

_PYTHON: Final = "/usr/bin/python3"
_ASK: Final = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_TEXT: Final = "ستنخفض الأسعار غدا."
_QUIET: Final = {"QT_LOGGING_RULES": "qt.accessibility.atspi=false"}
"""Qt itself lacks an answer that the registry asks for, and says so."""

_NO_ISOLATES: Final = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))

Thing = dict[str, Any]


@pytest.fixture
def bus(desktop: Desktop, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the environment of a message bus with a place for screen readers.

    Tests ask for it before `start`, so that the program ends first: a key's release that finds no bus any
    more would be complained about.
    """
    if shutil.which("dbus-daemon") is None or not Path("/usr/libexec/at-spi-bus-launcher").exists():
        pytest.skip("not installed: dbus-daemon, at-spi2-core (scripts/test says how to have them)")
    if (
        not Path(_PYTHON).exists()
        or subprocess.run([_PYTHON, "-c", _ASK], capture_output=True, check=False).returncode
    ):
        pytest.skip("not installed: python3-gi, gir1.2-atspi-2.0 (scripts/test says how to have them)")
    # Without a display, or the bus would leave its address on the screen for later programs.
    environment = {name: value for name, value in desktop.environment.items() if name != "DISPLAY"}
    with ExitStack() as stack:
        reading, writing = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        log = tmp_path / "bus.log"
        stack.enter_context(running(command, log=log, pass_fds=(writing,), env=environment))
        os.close(writing)
        with os.fdopen(reading) as answer:
            address = answer.readline().strip()
        assert address, log.read_text(encoding="utf-8")
        yield {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


def _things(desktop: Desktop, bus: dict[str, str]) -> list[Thing]:
    answer = subprocess.run(
        [_PYTHON, str(Path(__file__).parent / "tree.py")],
        env=desktop.environment | bus,
        stdout=subprocess.PIPE,
        timeout=2 * PATIENCE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in answer.stdout.splitlines()]


def _mark_a_claim(desktop: Desktop, file: ProjectFile) -> None:
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Shift+Left", "F5")
    until(lambda: len(file.spans()), 1)


def test_a_screen_reader_finds_everything_by_role_and_name(
    desktop: Desktop,
    project: Callable[..., ProjectFile],
    bus: dict[str, str],
    start: Callable[..., Program],
) -> None:
    file = project(news=_TEXT)
    program = start(file, document="news", **bus, **_QUIET)
    _mark_a_claim(desktop, file)
    things = _things(desktop, bus)
    found = {(thing["role"], thing["name"]) for thing in things if thing["in_sight"]}
    assert found >= {
        ("document frame", "Text: news"),
        ("list", "Documents"),
        ("list item", "news, In progress, 1 span"),
        ("text", "Search titles"),
        ("text", "Note on this span"),
        ("check box", "Person, key 1"),
        ("check box", "Claim, key F5"),
        ("push button", "Menu"),
        ("push button", "Finish & next"),
        ("push button", "Next document"),
        ("check box", "Flag this span"),
    }
    assert any(thing["has_focus"] for thing in things if thing["role"] == "document frame")
    (window,) = [thing for thing in things if thing["role"] in {"window", "frame"}]
    assert window["name"].endswith("Hashiya")
    assert "news" in window["name"]
    answers = {label: thing["name"] for thing in things for label in thing["labels"]}
    assert answers["Verifiability"] == "Checkable"
    # The program has outlived the questions.
    desktop.keyboard.press("Delete")
    until(file.spans, [])
    desktop.keyboard.press("Ctrl+Q")
    assert program.wait_for_end() == 0


def test_in_arabic_everything_has_a_name_and_no_name_is_markup(
    desktop: Desktop,
    project: Callable[..., ProjectFile],
    bus: dict[str, str],
    start: Callable[..., Program],
) -> None:
    file = project(news=_TEXT)
    start(file, document="news", language="ar", **bus, **_QUIET)
    _mark_a_claim(desktop, file)
    things = [thing for thing in _things(desktop, bus) if thing["in_sight"]]
    assert len(things) > 50
    nameless = [thing for thing in things if thing["takes_focus"] and not (thing["name"] or thing["labels"])]
    assert nameless == []
    assert [thing for thing in things if "<" in thing["name"] + thing["description"]] == []


@pytest.fixture
def heard(desktop: Desktop, bus: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    """Return a function that tells all that a screen reader has been asked to say, the oldest first."""
    log = tmp_path / "heard.log"
    command = [_PYTHON, str(Path(__file__).parent / "listen.py")]

    def said() -> list[str]:
        lines = log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line).translate(_NO_ISOLATES) for line in lines if line.startswith('"')]

    with running(command, log=log, env=desktop.environment | bus):
        until(lambda: said()[:1], ["listening"])
        yield lambda: said()[1:]


def test_caret_selection_and_label_changes_are_said(
    desktop: Desktop,
    project: Callable[..., ProjectFile],
    bus: dict[str, str],
    start: Callable[..., Program],
    heard: Callable[[], list[str]],
) -> None:
    file = project(news=_TEXT)
    start(file, document="news", **bus, **_QUIET)

    def says(words: str, *keys: str) -> None:
        before = len(heard())
        desktop.keyboard.press(*keys)
        until(lambda: words in heard()[before:], wanted=True)

    says(_TEXT, "Ctrl+Home")  # the caret
    says("ت", "Left")
    says("تنخفض", "Ctrl+Left")
    says("Space", "Left", "Right")
    says("ا", "Left")
    says("Selected: الأسعار", "Ctrl+Shift+Left")  # the selection
    says("Person: الأسعار", "1")  # a label
    until(lambda: len(file.spans()), 1)
    says("Group: الأسعار", "6")  # another one
    until(lambda: [label for label, *_ in file.spans()], ["NORP"])
    says("Group: الأسعا", "Alt+Right")  # an edge
    until(lambda: [end - start for _, start, end in file.spans()], [len("الأسعا")])
    says("Deleted: Group: الأسعا", "Delete")
