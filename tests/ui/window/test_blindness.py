"""Who annotates blindly walks through the whole window and meets nothing of another's reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt, QThreadPool
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.editing.commands import (
    AddRemark,
    AddSpan,
    AddSpans,
    Assign,
    DeleteDocuments,
    ImportDocuments,
    NameChain,
    SetComment,
)
from annotator.model import AnnotatedDocument, Assignment, Document, Matter, Span, digest
from annotator.model.person import Identity, new_person_id
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.export import ExportDialog
from ui.dialogs.numbers import NumbersDialog
from ui.settings import Settings

MakeWindow = Callable[..., Conductor]
SECRETS = ("زمردة", "ياقوتة", "مرجانة")
"""What the hidden reader has written: a note, the name of an entity, a remark."""
COUNTS = ("37", "39", "23", "60", "62", "43")
"""How many spans they have: in one document, with the two of the other reader, in others, in all."""
_TEXT = " ".join(f"كلمة{number}" for number in range(60)) + "."
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _who(name: str) -> Identity:
    own = new_person_id()
    return Identity(name=name, ids=(own,), own=own)


def _words(first: int, count: int) -> tuple[Span, ...]:
    found = [Span(found.start(), found.end()) for found in re.finditer(r"كلمة\d+", _TEXT)]
    return tuple(found[first : first + count])


@pytest.fixture
def project(tmp_path: Path, settings: Settings) -> Path:
    """Return a project that two read: Nawar, who reviews and has marked a lot, and Salma, who sits here."""
    path = tmp_path / "blind.hashiya"
    with closing(Workspace.create(path, title="P", reader=_who("Nawar"))) as workspace:
        documents = tuple(
            AnnotatedDocument(document=Document(id=one, title=f"مقال {one}", text=text, sha256=digest(text)))
            for one in ("d1", "d2", "d3")
            for text in [f"{_TEXT} {one}"]
        )
        workspace.perform(ImportDocuments(documents=documents))
        for one, count in (("d1", 37), ("d2", 23), ("d3", 43)):
            workspace.perform(AddSpans(document_id=one, set_id=None, label="PERS", spans=_words(0, count)))
            (reading,) = workspace.sets(one)
            span = next(iter(reading.spans))
            at = reading.id
            for command in (
                SetComment(document_id=one, set_id=at, span_id=span, comment=SECRETS[0]),
                NameChain(document_id=one, set_id=at, span_id=span, name=SECRETS[1], link=None),
                AddRemark(document_id=one, set_id=at, span_id=span, matter=Matter.DOUBT, text=SECRETS[2]),
            ):
                workspace.perform(command)
        reviewer = workspace.reader.id
    with closing(Workspace.open(path, reader=settings.identity)) as workspace:
        for place in _words(50, 2):
            active = workspace.active_set("d1")
            set_id = None if active is None else active.id
            workspace.perform(AddSpan(document_id="d1", set_id=set_id, label="ORG", span=place))
    with closing(Workspace.open(path, reader="Nawar")) as workspace:
        given = (Assignment(document_id="d1", annotator_id=reviewer),)
        workspace.perform(Assign(give=given))
        workspace.perform(DeleteDocuments(document_ids=("d3",)))
    return path


def _said(root: QWidget) -> Iterator[str]:
    """Yield all words in a window that somebody sees or hears."""
    for part in (root, *root.findChildren(QWidget)):
        if not part.isVisible():
            continue
        yield from (part.accessibleName(), part.accessibleDescription(), part.toolTip())
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            yield part.text()
        elif isinstance(part, QPlainTextEdit):
            yield part.toPlainText()
        elif isinstance(part, QComboBox):
            yield from (part.itemText(row) for row in range(part.count()))
        elif isinstance(part, QAbstractItemView) and part.model() is not None:
            yield from _held(part.model(), QModelIndex())


def _held(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        # Qt keeps the columns of a list to itself: it has one.
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (str(found) for role in _ROLES if isinstance(found := index.data(role), str))
        yield from _held(model, model.index(row, 0, parent))


def _leaks(words: str) -> set[str]:
    """Return what of the hidden reader is in these words. Words of the text itself are no secret."""
    bare = re.sub(r"كلمة\d+", "", words)
    found = {secret for secret in SECRETS if secret in bare}
    return found | {count for count in COUNTS if re.search(rf"(?<![\d.:٪%-]){count}(?![\d.:٪%-])", bare)}


class Walk:
    """Goes through the window and gathers what is said at each station."""

    def __init__(self, conductor: Conductor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.conductor, self.qtbot = conductor, qtbot
        self.found: dict[str, str] = {}
        self._station = ""
        # A bound method would not be bound to the dialog.
        monkeypatch.setattr(QDialog, "exec", lambda dialog: self._look_at(dialog))  # noqa: PLW0108

    def at(self, station: str, root: QWidget) -> None:
        """Gather what is said here."""
        QApplication.processEvents()
        self.found[station] = self.found.get(station, "") + "\n".join(_said(root))

    def run(self, action: str) -> None:
        """Do what a menu entry does, gather what comes, and do it again if it is a switch."""
        self._station = action
        row = self.conductor.actions.actions[action]
        row.trigger()
        self._wait()
        self.at(action, self.conductor.window)
        if row.isCheckable() and row.isChecked():
            row.trigger()

    def _look_at(self, dialog: QDialog) -> int:
        dialog.show()
        if isinstance(dialog, ExportDialog):
            self.qtbot.waitUntil(lambda: dialog.foreseen is not None, timeout=20_000)
        self.at(self._station, dialog)
        dialog.close()
        return 0

    def _until_it_rests(self, window: NumbersDialog) -> None:
        self.qtbot.waitUntil(lambda: not window.is_working, timeout=20_000)

    def _wait(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, NumbersDialog) and window.isVisible():
                self._until_it_rests(window)
                self.at(self._station, window)
                window.close()
        self.qtbot.waitUntil(self._rests, timeout=30_000)
        QApplication.processEvents()

    def _rests(self) -> bool:
        """Tell whether nothing is being read, counted or looked for any more: all is said that will be."""
        conductor = self.conductor
        is_ready = conductor.entities.is_ready and conductor.consistency.is_ready
        return (
            is_ready
            and not conductor.agreement.is_working
            and not QThreadPool.globalInstance().activeThreadCount()
        )


_STATIONS = (
    "all_spans", "statements", "entities", "history", "remarks", "consistency", "all_documents",
    "numbers", "export", "people", "scheme", "trash", "check", "find_next", "palette", "delete_label",
    "merge_labels", "correct", "guidelines", "undo", "redo", "agreement", "adjudicate",
    "hand_out", "conflicts",
)  # fmt: skip


def _walk(walk: Walk) -> dict[str, str]:
    conductor = walk.conductor
    conductor.session.show("d1")
    walk.at("window", conductor.window)
    for action in _STATIONS:
        if action in conductor.actions.actions:
            walk.run(action)
    _look_at_the_project(walk)
    conductor.documents.share_all()
    conductor.session.show("d2")
    walk.at("another document", conductor.window)
    sheet = conductor.window.view.sheet
    assert sheet is not None
    shown = sheet.reading.spans.values()
    walk.found["page"] = " ".join(f"{span.comment} {dict(span.attributes)}" for span in shown)
    return walk.found


def _look_at_the_project(walk: Walk) -> None:
    """Ask the panels that can speak of the whole project to do so."""
    conductor, qtbot = walk.conductor, walk.qtbot
    conductor.actions.actions["entities"].trigger()
    panel = conductor.entities.panel
    assert panel is not None
    panel.scope.set_choice("project")
    panel.wanted_changed.emit()
    qtbot.waitUntil(lambda: conductor.entities.is_ready, timeout=20_000)
    walk.at("entities of the project", conductor.window)
    conductor.actions.actions["consistency"].trigger()
    findings = conductor.consistency.panel
    assert findings is not None
    findings.scope.set_choice("all")
    findings.scope.chosen.emit("all")
    qtbot.waitUntil(lambda: conductor.consistency.is_ready, timeout=20_000)
    walk.at("consistency of the project", conductor.window)
    conductor.actions.actions["consistency"].trigger()


def test_nothing_of_another_s_reading_is_anywhere_in_the_window(
    make_window: MakeWindow, project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    assert not conductor.session.workspace.sees_all
    found = _walk(Walk(conductor, qtbot, monkeypatch))
    assert {station: _leaks(words) for station, words in found.items() if _leaks(words)} == {}
    assert "Nawar" not in found["history"]
    for station in ("window", "all_documents", "people", "export", "numbers"):
        assert "Blind: the readings of the others are shown to reviewers." in found[station], station


def test_the_same_walk_meets_all_of_it_where_somebody_reviews(
    make_window: MakeWindow, project: Path, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Workspace.look(project, reader="Nawar")) as workspace:
        settings.be(workspace.reader.id)
    conductor = make_window(project)
    found = _walk(Walk(conductor, qtbot, monkeypatch))
    met = {station: _leaks(words) for station, words in found.items()}
    for station, expected in {
        "window": "37",
        "all_spans": "37",
        "entities": SECRETS[1],
        "remarks": SECRETS[2],
        "all_documents": "37",
        "numbers": "60",
        "people": "60",
        "trash": "43",
        "delete_label": "60",
        "merge_labels": "60",
        "entities of the project": SECRETS[1],
        "another document": "23",
        "page": SECRETS[0],
    }.items():
        assert expected in met[station], station
    assert "Nawar" in found["history"]
    assert all("Blind: the" not in words for words in found.values())
