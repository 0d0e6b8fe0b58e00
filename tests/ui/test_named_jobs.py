"""Several jobs at once: the last of each name counts, and nobody is told who has gone."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool
from pytestqt.qtbot import QtBot

from annotator.errors import InputError
from annotator.language import msg
from annotator.progress import Progress
from ui.named_jobs import NamedJobs


def test_of_each_name_only_the_last_is_told(qtbot: QtBot) -> None:
    parent = QObject()
    jobs, go_on, told = NamedJobs(parent), Event(), list[str]()

    def slowly(progress: Progress) -> str:
        while not go_on.wait(0.005):
            progress.step(0)
        return "first"

    jobs.start("a", slowly, told.append)
    jobs.start("b", slowly, told.append)
    jobs.start("a", lambda _: "second", told.append)
    qtbot.waitUntil(lambda: told == ["second"])
    assert jobs.names == {"b"}
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.names)
    assert told == ["second", "first"]


def test_what_is_stopped_tells_nothing_and_what_fails_says_why(qtbot: QtBot) -> None:
    parent = QObject()
    jobs, told, failed = NamedJobs(parent), list[object](), list[object]()
    jobs.failed.connect(failed.append)

    def endlessly(progress: Progress) -> None:
        while True:
            progress.step(0)

    def fails(_progress: Progress) -> None:
        raise InputError(msg("no"), code="E_NO")

    jobs.start("a", endlessly, told.append)
    jobs.stop()
    assert not jobs.names
    jobs.start("b", fails, told.append)
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert told == []


@pytest.mark.usefixtures("qapp")
def test_a_job_may_outlive_whoever_wanted_it() -> None:
    parent = QObject()
    jobs, go_on, ended, told = NamedJobs(parent), Event(), Event(), list[object]()

    def work(_progress: Progress) -> None:
        assert go_on.wait(60)
        ended.set()

    jobs.start("a", work, told.append)
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(parent, QEvent.Type.DeferredDelete)
    go_on.set()
    assert QThreadPool.globalInstance().waitForDone(60_000)
    QCoreApplication.processEvents()  # what the job has sent
    assert ended.is_set()
    assert told == []
