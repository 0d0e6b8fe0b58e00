"""A real screen with the real program on it. Nothing of Qt is used in this process."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotator.workspace import Workspace
from tests.x11.desktop import Desktop, opened, running
from tests.x11.program import Program, ProjectFile

_TOOLS = ("Xvfb", "openbox", "xdotool", "setxkbmap")

Start = Callable[..., Program]
Make = Callable[..., ProjectFile]


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Return a desktop for all tests of this process. Each worker has its own."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the real window is tested under X")
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (scripts/test says how to have them)")
    with opened(tmp_path_factory.mktemp("screen")) as desktop:
        yield desktop


@pytest.fixture
def desktop(screen: Desktop, tmp_path: Path) -> Desktop:
    """Return the desktop with an American keyboard, and with nothing that an earlier test has left."""
    for name in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME"):
        place = tmp_path / name.lower()
        place.mkdir()
        screen.environment[f"XDG_{name}"] = str(place)
    screen.use_layout("us")
    return screen


@pytest.fixture
def project(tmp_path: Path) -> Make:
    """Return a function that makes a project of files, or of texts by their names."""

    def make(*files: Path, **texts: str) -> ProjectFile:
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        path = tmp_path / "project.hashiya"
        with Workspace.create(path, title="تجربة") as workspace:
            workspace.import_files([*files, *(tmp_path / f"{name}.txt" for name in texts)])
        return ProjectFile(path)

    return make


@pytest.fixture
def start(desktop: Desktop, tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program on a project and waits until it shows `document`.

    Whatever the program complains about makes the test fail.
    """
    logs: list[Path] = []
    with ExitStack() as stack:

        def start(file: ProjectFile, *, document: str, language: str = "en", **more: str) -> Program:
            command = Program.command(file.path, "--language", language)
            environment = desktop.environment | more
            logs.append(tmp_path / f"program-{len(logs)}.log")
            process = stack.enter_context(running(command, log=logs[-1], env=environment))
            program = Program(desktop, process)
            program.wait_for(document)
            return program

        yield start
    assert [log.read_text(encoding="utf-8") for log in logs] == [""] * len(logs)
