"""Windows on documents that several readers have read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.workspace import Workspace
from tests.ui.adjudication.adjudicator import Adjudicator
from ui import fonts
from ui.conductor import Conductor
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import theme

TEXT = "قال الوزير إن الاجتماع سيعزز الصداقة بين البلدين. وزار كيم روسيا في عام 2019."


@dataclass(frozen=True, kw_only=True)
class Read:
    """What one reader says: spans as (label, words, answers), relations as (type, place, place)."""

    spans: Sequence[tuple[str, str] | tuple[str, str, Mapping[str, str]]]
    relations: Sequence[tuple[str, int, int]] = ()
    state: str = "finished"
    extra: Mapping[str, Any] = field(default_factory=dict)


MakeProject = Callable[..., Path]
Open = Callable[..., Adjudicator]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the projects that have been made: a copy is quicker than another one of the same readings."""
    return {"": tmp_path_factory.mktemp("made")}


@pytest.fixture
def read(tmp_path: Path, made: dict[str, Path]) -> MakeProject:
    """Return a function that makes a project in which a text has been read: `read(A=Read(…), B=Read(…))`."""

    def make(text: str = TEXT, **readers: Read) -> Path:
        key = f"{text} {readers}"
        if key not in made:
            folder = made[""] / str(len(made))
            folder.mkdir()
            made[key] = _make(folder, text, readers)
        return Path(shutil.copy(made[key], tmp_path))

    return make


def _make(folder: Path, text: str, readers: Mapping[str, Read]) -> Path:
    files = []
    for name, one in readers.items():
        files.append(folder / f"{name}.jsonl")
        files[-1].write_text(json.dumps(_document(text, name, one)), encoding="utf-8")
    path = folder / "readings.hashiya"
    with Workspace.create(path, title="News", reader="Adjudicator") as workspace:
        workspace.import_files(files)
    return path


@pytest.fixture
def article_read(tmp_path: Path, shared_data: Path) -> Path:
    """Return a project with the real article as three people read it, the third with slips of its own."""
    first, second = shared_data / "gold.jsonl", shared_data / "reader-2.jsonl"
    third = json.loads(first.read_text(encoding="utf-8"))
    reading = third["sets"][0]
    reading["annotator"] = "reader-3"
    spans = {span["id"]: span for span in reading["spans"]}
    spans["e10"]["label"] = "ORG"
    spans["c9"]["end"] -= 8
    spans["c9"]["text"] = third["text"][spans["c9"]["start"] : spans["c9"]["end"]]
    spans["c12"]["attributes"]["certainty"] = "possible"
    for gone in ("e20", "c15"):
        del spans[gone]
    reading["spans"] = list(spans.values())
    reading["relations"] = [r for r in reading["relations"] if {r["source"], r["target"]} <= spans.keys()]
    file = tmp_path / "reader-3.jsonl"
    file.write_text(json.dumps(third), encoding="utf-8")
    path = tmp_path / "article.hashiya"
    with Workspace.create(path, title="News", reader="Adjudicator") as workspace:
        workspace.import_files([first, second, file])
    return path


@pytest.fixture(scope="module")
def conductor(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conductor]:
    """Return a window for all tests of a module: making one takes as long as several of them."""
    fonts.load()
    folder = tmp_path_factory.mktemp("window")
    speaker = Speaker(qapp)
    speaker.use("en")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        window = MainWindow()
        window.set_theme(theme("light"))
        made = Conductor(window, Settings(folder / "settings.ini"), speaker)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        yield made
        made.session.leave()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def adjudicate(conductor: Conductor) -> Iterator[Open]:
    """Return a function that opens a project, and its page of adjudication by its key."""

    def make(project: Path, *, code: str = "en", colors: str = "light") -> Adjudicator:
        _speak(conductor, code)
        assert conductor.open(project)
        conductor.window.view.setFocus()
        made = Adjudicator(conductor)
        made.open()
        if colors != "light":  # the page alone: to dress the whole program takes seconds
            made.page.set_theme(theme(colors))
            QApplication.processEvents()
        return made

    yield make
    _speak(conductor, "en")
    if conductor.adjudication.page.theme.name != "light":
        conductor.adjudication.page.set_theme(theme("light"))


def _speak(conductor: Conductor, code: str) -> None:
    """Use a language; to say again what is in use takes as long as to change it."""
    if language.current() != code:
        conductor.looks.speak(code)


def _document(text: str, name: str, read: Read) -> dict[str, Any]:
    spans = []
    for number, (label, words, *answers) in enumerate(read.spans):
        start = text.index(words)
        spans.append(
            {
                "id": f"{name}{number}",
                "label": label,
                "start": start,
                "end": start + len(words),
                "text": words,
                "attributes": dict(answers[0]) if answers else {},
            }
        )
    relations = [
        {"id": f"{name}r{n}", "type": kind, "source": f"{name}{source}", "target": f"{name}{target}"}
        for n, (kind, source, target) in enumerate(read.relations)
    ]
    reading = {
        "owner": "annotator",
        "annotator": name,
        "state": read.state,
        "spans": spans,
        "relations": relations,
    }
    return {"hashiya": 1, "id": "d", "title": "خبر", "text": text, "sets": [reading]}
