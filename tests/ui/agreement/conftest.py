"""Windows on projects that several readers have read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.agreement import bootstrap
from annotator.workspace import Workspace
from tests.ui.agreement.agreement_page import OpenAgreement
from tests.ui.window.conftest import MakeWindow, folders, make_window, settings, speaker

__all__ = ["folders", "make_window", "settings", "speaker"]

TEXTS = (
    "قال الوزير إن الاجتماع سيعزز الصداقة بين البلدين.\nوزار كيم روسيا في عام 2019.",
    "وصل الرئيس إلى باريس.\nوأكد مكتبه الخبر.",
)
Spans = Sequence[tuple[str, str]]
MakeProject = Callable[..., Path]


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw fewer resamples: intervals are tested where they are made."""
    monkeypatch.setattr(bootstrap, "TIMES", 20)


@pytest.fixture
def read(tmp_path: Path) -> MakeProject:
    """Return a function that makes a project: `read(A=[spans of the first text, of the second], B=…)`.

    None stands for a text that a reader has not read; a span is (label, words).
    """

    def make(states: Mapping[str, str] | None = None, **readers: Sequence[Spans | None]) -> Path:
        files = []
        for name, texts in readers.items():
            file = tmp_path / f"{name}.jsonl"
            lines = [
                _document(number, name, spans, (states or {}).get(name, "finished"))
                for number, spans in enumerate(texts)
            ]
            file.write_text("\n".join(lines), encoding="utf-8")
            files.append(file)
        path = tmp_path / "readings.hashiya"
        with Workspace.create(path, title="News", reader="Salma") as workspace:
            for file in files:  # one after another: people get their letters in the order in which they come
                workspace.import_files([file])
        return path

    return make


@pytest.fixture
def article_read(tmp_path: Path, shared_data: Path) -> Path:
    """Return a project with the real article as two people have read it."""
    path = tmp_path / "article.hashiya"
    with Workspace.create(path, title="News", reader="Salma") as workspace:
        for name in ("gold", "reader-2"):
            workspace.import_files([shared_data / f"{name}.jsonl"])
    return path


@pytest.fixture
def agree(make_window: MakeWindow, qtbot: QtBot) -> Callable[..., OpenAgreement]:
    """Return a function that opens a project, and its page of agreement by its key."""

    def make(project: Path, *, language: str = "en", colors: str = "light") -> OpenAgreement:
        made = OpenAgreement(make_window(project, language=language, colors=colors), qtbot)
        made.open()
        return made

    return make


def _document(number: int, name: str, spans: Spans | None, state: str) -> str:
    text = TEXTS[number]
    sets = []
    if spans is not None:
        placed = [
            {
                "id": f"{name}{number}{place}",
                "label": label,
                "start": text.index(words),
                "end": text.index(words) + len(words),
                "text": words,
            }
            for place, (label, words) in enumerate(spans)
        ]
        sets = [{"owner": "annotator", "annotator": name, "state": state, "spans": placed}]
    whole = {"hashiya": 1, "id": f"d{number}", "title": f"خبر {number + 1}", "text": text, "sets": sets}
    return json.dumps(whole, ensure_ascii=False)
