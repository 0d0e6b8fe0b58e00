"""Projects and packets that are closed when a test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotator.store import connection
from annotator.workspace import Workspace
from tests.team import offices

Open = Callable[[Path], Workspace]


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
