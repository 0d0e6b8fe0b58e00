"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import language
from tests import sockets

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder with the real article, its annotations and the hostile files.

    They are not part of the project: a test that needs them skips where they are absent.
    """
    folder = Path(os.environ.get("HASHIYA_SHARED", _ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(f"the shared test data is not here: {folder} (set HASHIYA_SHARED)")
    return folder


@pytest.fixture(scope="session")
def article(shared_data: Path) -> str:
    """Return the text of the real article."""
    return (shared_data / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True, scope="session")
def _backups_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests' backups out of the person's data."""
    os.environ["HASHIYA_BACKUPS"] = str(tmp_path_factory.mktemp("backups"))


def pytest_configure() -> None:
    """Cut the network off."""
    sockets.watch()


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test in which anybody tried to reach a network, in whatever thread."""
    yield
    tried, sockets.attempts[:] = sockets.attempts.copy(), []
    assert tried == []


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let everything be said in English, whatever the machine speaks."""
    before = language.current()
    monkeypatch.setenv("HASHIYA_LANGUAGE", "en")
    language.use("en")
    yield
    language.use(before)
