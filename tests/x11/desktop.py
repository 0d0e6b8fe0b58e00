"""A screen of its own for the real window: an X server in memory, a window manager, mouse and keyboard."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from tests.x11.keyboard import Keyboard

PATIENCE: Final = 30.0
"""Seconds to wait for what must happen, on a busy machine."""

_SCREEN: Final = "1600x1000x24"
_OPENBOX: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc"><mouse><context name="Client"/></mouse></openbox_config>
"""
"""The mouse means nothing to openbox. By its own settings it looks at every click before the program may,
and on a busy machine the next key has come to the program by then."""


def until(ask: Callable[[], Any], wanted: Any) -> None:
    """Wait until `ask()` answers `wanted`; fail with its last answer if that never happens."""
    end = time.monotonic() + PATIENCE
    while (answer := ask()) != wanted:
        assert time.monotonic() < end, f"waited for {wanted!r}, but it stayed {answer!r}"
        time.sleep(0.02)


class Desktop:
    """One display.

    Attributes:
        environment: what a program needs in order to appear here, and to keep off everybody's own folders.
        keyboard: presses keys.
    """

    def __init__(self, display: str, folder: Path) -> None:
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
            place = folder / name.lower()
            place.mkdir(mode=0o700, exist_ok=True)
            self.environment[f"XDG_{name}"] = str(place)
        self.keyboard = Keyboard(display)

    def xdotool(self, *arguments: object) -> str:
        """Ask xdotool, and return what it says, or "" where it finds nothing."""
        answer = subprocess.run(
            ["xdotool", *map(str, arguments)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            text=True,
            check=False,
        )
        return answer.stdout.strip() if answer.returncode == 0 else ""

    def use_layout(self, layout: str) -> None:
        """Give the keyboard another layout, or several; Alt+Shift changes between them."""
        options = ["-rules", "evdev", "-model", "pc105", "-layout", layout, "-option", ""]
        switch = ["-option", "grp:alt_shift_toggle"]
        subprocess.run(["setxkbmap", *options, *switch], env=self.environment, timeout=PATIENCE, check=True)

    @property
    def title(self) -> str:
        """The title of the window that has the keyboard, or ""."""
        return self.xdotool("getwindowfocus", "getwindowname")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag the mouse between two points, in pixels from the upper left corner of the window in use."""
        window = self.xdotool("getwindowfocus")
        middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        steps: list[object] = ["mousemove", "--window", window, *start, "mousedown", 1]
        for point in (middle, end):
            steps += ["mousemove", "--window", window, *point]
        # The question at the end waits until the server has done it all: the next key comes from elsewhere.
        command = ["xdotool", *map(str, steps), "mouseup", "1", "getmouselocation"]
        subprocess.run(command, env=self.environment, stdout=subprocess.DEVNULL, timeout=PATIENCE, check=True)


@contextmanager
def opened(folder: Path) -> Iterator[Desktop]:
    """Start an X server on a free display with a window manager; both end with the block."""
    with ExitStack() as stack:
        reading, writing = os.pipe()
        options = ["-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp", "-noreset"]
        stack.enter_context(running(["Xvfb", *options], log=folder / "xvfb.log", pass_fds=(writing,)))
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # as soon as the server takes clients; empty if it fails
        assert number, (folder / "xvfb.log").read_text(encoding="utf-8")
        desktop = Desktop(f":{number}", folder)
        stack.callback(desktop.keyboard.close)
        settings = folder / "openbox.xml"
        settings.write_text(_OPENBOX, encoding="utf-8")
        command = ["openbox", "--config-file", str(settings)]
        stack.enter_context(running(command, log=folder / "openbox.log", env=desktop.environment))
        until(lambda: desktop.xdotool("get_num_desktops") != "", wanted=True)  # only a window manager knows
        yield desktop


@contextmanager
def running(command: list[str], *, log: Path, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program while the block lasts, then end it, if need be by force."""
    with log.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file, **how) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
