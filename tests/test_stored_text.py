"""What the project file holds is the text as it came: never shaped, never reordered."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from annotator import resources
from annotator.workspace import Workspace

_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")


def _all_text(path: Path) -> list[tuple[str, str]]:
    """Return every text in every column of every table, with where it stands."""
    found = []
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names from the file
                found += [(table, value) for value in row if isinstance(value, str)]
    connection.close()
    return found


def _assert_no_presentation_form(path: Path) -> None:
    texts = _all_text(path)
    assert len(texts) > 100
    assert [(table, text[:80]) for table, text in texts if _PRESENTATION_FORMS.search(text)] == []


def test_no_presentation_form_is_anywhere_after_importing_the_samples(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "p.db", title="نماذج") as workspace:
        workspace.import_files(sorted(resources.path("samples").glob("*.jsonl")))
        workspace.import_files(sorted(resources.path("samples", "text").glob("*.txt")))
    _assert_no_presentation_form(tmp_path / "p.db")


def test_no_presentation_form_is_anywhere_after_importing_the_article(
    tmp_path: Path, shared_data: Path
) -> None:
    with Workspace.create(tmp_path / "p.db", title="مقال") as workspace:
        workspace.import_files([shared_data / "article.txt"])
        workspace.import_files([shared_data / "gold.jsonl"])
    _assert_no_presentation_form(tmp_path / "p.db")
