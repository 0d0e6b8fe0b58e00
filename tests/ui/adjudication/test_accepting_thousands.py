"""More agreements than a moment can take are accepted under a bar, which Escape stops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudication.deciding import AcceptAgreements
from annotator.adjudication.snapshot import Snapshot
from annotator.progress import Progress
from tests.ui.adjudication.adjudicator import Adjudicator
from tests.ui.adjudication.conftest import MakeProject, Open, Read
from ui.adjudication.accepting import AcceptDialog
from ui.importing.writing import Writing

_SPANS = [("PERS", "كيم"), ("GPE", "روسيا"), ("SOURCE", "الوزير")]


@pytest.fixture
def me(adjudicate: Open, read: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Adjudicator:
    """Return an adjudicator for whom three agreements are more than can be accepted in a moment."""
    monkeypatch.setattr("ui.deeds.adjudication.MOST_AT_ONCE", 2)
    return adjudicate(read(one=Read(spans=_SPANS), two=Read(spans=[*_SPANS, ("DATE", "2019")])))


def _dialog(me: Adjudicator) -> AcceptDialog:
    (found,) = me.window.findChildren(AcceptDialog)
    return found


def _over(me: Adjudicator, qtbot: QtBot) -> None:
    """Wait until the dialog has wholly gone, and the keyboard is on the page again."""

    def is_gone() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return not me.window.findChildren(AcceptDialog)

    qtbot.waitUntil(is_gone)
    me.window.activateWindow()  # no window manager does it here
    assert QTest.qWaitForWindowActive(me.window)
    assert me.page.view.hasFocus()


def _stop(me: Adjudicator) -> None:
    QTest.keyClick(_dialog(me), Qt.Key.Key_Escape)


def test_they_stand_by_one_step_that_undo_takes_back(me: Adjudicator, qtbot: QtBot) -> None:
    me.press(Qt.Key.Key_A)
    assert QApplication.activeModalWidget() is _dialog(me)
    assert "3" in _dialog(me).words.text()
    _over(me, qtbot)
    assert len(me.gold_spans) == 3
    assert "3 agreements stand" in me.window.notice.text
    assert me.page.queue.counts.waiting == 0
    me.press(Qt.Key.Key_Backspace)
    assert (me.gold_spans, me.decisions) == ([], ())


def _held(release: Event) -> Callable[[AcceptAgreements, Snapshot, Progress], AcceptAgreements]:
    foresee = AcceptAgreements.foresee

    def held(self: AcceptAgreements, snapshot: Snapshot, progress: Progress) -> AcceptAgreements:
        release.wait()
        return foresee(self, snapshot, progress)

    return held


def test_stopped_while_it_is_planned_nothing_has_changed(
    me: Adjudicator, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = Event()
    monkeypatch.setattr(AcceptAgreements, "foresee", _held(release))
    before = me.conductor.session.workspace.newest_step
    me.press(Qt.Key.Key_A)
    _stop(me)
    release.set()
    _over(me, qtbot)
    assert me.conductor.session.workspace.newest_step == before
    assert me.page.queue.counts.waiting == 3


def test_stopped_while_it_is_written_nothing_has_changed(
    me: Adjudicator, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Writing, "report", lambda *_: _stop(me))
    workspace = me.conductor.session.workspace
    before, path = workspace.newest_step, Path(workspace.path)
    me.press(Qt.Key.Key_A)
    _over(me, qtbot)
    assert path.exists()
    assert (workspace.newest_step, me.gold_spans, me.decisions) == (before, [], ())
    assert workspace.check() == []
    me.press(Qt.Key.Key_1)
    assert me.page.apparatus.choice.taken, "the page goes on as it was"


def test_few_are_accepted_at_once(me: Adjudicator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.deeds.adjudication.MOST_AT_ONCE", 3)
    me.press(Qt.Key.Key_A)
    assert len(me.gold_spans) == 3
