"""Projects and packets that are closed when a test is over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.store import connection
from annotator.workspace import Workspace
from tests.team import offices

Open = Callable[[Path], Workspace]
Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of these tests need no power cut to survive; `tests/store` sees to that."""
    settings = tuple(one.replace("EXTRA", "OFF") for one in connection._SETTINGS)
    monkeypatch.setattr(connection, "_SETTINGS", settings)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as closing:
        yield closing


@pytest.fixture
def office(tmp_path: Path, stack: ExitStack) -> Workspace:
    """A project with two documents, in which سعاد reviews."""
    return stack.enter_context(offices.project(tmp_path / "hub.hashiya"))


@pytest.fixture
def open_file(stack: ExitStack) -> Open:
    """Open a project or packet until the test is over."""

    def opened(path: Path, reader: str = "ضيف") -> Workspace:
        return stack.enter_context(Workspace.open(path, reader=reader))

    return opened


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return its answer, read from JSON if that was asked for, or else its complaint."""

    def typed(*words: object, status: int = 0) -> Any:
        capsys.readouterr()
        assert main([str(word) for word in words]) == status, capsys.readouterr().err
        said = capsys.readouterr()
        if not said.out:
            return said.err
        return json.loads(said.out) if "--json" in words else said.out

    return typed
