"""The program as a person starts it, and what is in its file as a stranger would read it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from tests.x11.desktop import PATIENCE, Desktop, until

ROOT: Final = Path(__file__).resolve().parents[2]
SIZE: Final = "1440x900"

_SPANS = 'SELECT label, start, "end" FROM span ORDER BY start, "end" DESC'
_RELATIONS = """
    SELECT type, source.start, target.start FROM relation
    JOIN span AS source ON source_key = source.key JOIN span AS target ON target_key = target.key
"""
_STATES = """
    SELECT title, state FROM annotation_set JOIN document ON document_key = document.key ORDER BY position
"""


class ProjectFile:
    """A project's file, read past all of the program's own code."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(
            sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        ) as connection:
            return connection.execute(sql).fetchall()

    def spans(self) -> list[tuple[str, int, int]]:
        """Return label, start and end (code points) of every span."""
        return self._rows(_SPANS)

    def relations(self) -> list[tuple[str, int, int]]:
        """Return type, source's start and target's start of every relation."""
        return self._rows(_RELATIONS)

    def states(self) -> dict[str, str]:
        """Return how far each reading is, by its document's title."""
        return dict(self._rows(_STATES))

    def notes(self) -> list[str]:
        """Return every note on a span."""
        return [note for (note,) in self._rows("SELECT comment FROM span WHERE comment IS NOT NULL")]

    def answer(self, label: str, question: str) -> str | None:
        """Return what is answered about the first span with this label."""
        answers = [text for code, text in self._rows("SELECT label, attributes FROM span") if code == label]
        found: str | None = json.loads(answers[0]).get(question) if answers else None
        return found


class Program:
    """`python main.py PROJECT`, at work on a desktop."""

    def __init__(self, desktop: Desktop, process: subprocess.Popen[bytes]) -> None:
        self._desktop = desktop
        self._process = process

    @staticmethod
    def command(project: Path, *options: str) -> list[str]:
        """Return how the program is started."""
        return [sys.executable, str(ROOT / "main.py"), str(project), "--size", SIZE, *options]

    def wait_for(self, document: str) -> None:
        """Wait until the window shows this document and has the keyboard."""
        until(lambda: document in self._desktop.title or self._process.poll(), wanted=True)

    def wait_for_end(self) -> int:
        """Return the exit status of a program that has been asked to go."""
        return self._process.wait(timeout=PATIENCE)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None


def points(project: Path, folder: Path, language: str, *positions: int) -> list[tuple[int, int]]:
    """Return where code points stand in a window just opened on this project, in the window's pixels.

    The window is built once more, off the screen, from a copy of the file.
    """
    copy = shutil.copy(project, folder / "copy.hashiya")
    answer = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).parent / "where.py"),
            str(copy),
            SIZE,
            language,
            *map(str, positions),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=True,
    )
    return [(x, y) for x, y in json.loads(answer.stdout)]
