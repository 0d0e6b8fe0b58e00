from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QThreadPool
from pytestqt.qtbot import QtBot

import ui.jobs
from annotator.errors import InputError
from annotator.language import msg
from annotator.progress import Progress
from ui.jobs import Job


def test_work_runs_in_another_thread_and_gives_its_result(qtbot: QtBot) -> None:
    job = Job(lambda _: threading.get_ident())
    with qtbot.waitSignal(job.finished, timeout=5000) as done:
        job.start()
    assert done.args is not None
    assert done.args[0] != threading.get_ident()


def test_an_expected_fault_arrives_as_its_sentence(qtbot: QtBot) -> None:
    def work(_: Progress) -> None:
        raise InputError(msg("no"), code="E_TEST")

    job = Job(work)
    with qtbot.waitSignal(job.failed, timeout=5000) as failed:
        job.start()
    assert failed.args is not None
    assert str(failed.args[0]) == "no"


def test_cancel_stops_the_work_at_its_next_step(qtbot: QtBot) -> None:
    begun, steps = threading.Event(), []

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step()
            steps.append(1)
            threading.Event().wait(0.001)

    job = Job(work)
    with qtbot.waitSignal(job.cancelled, timeout=5000):
        job.start()
        assert begun.wait(5)
        job.cancel()


def test_the_last_step_is_always_reported(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.jobs, "_SECONDS_BETWEEN_REPORTS", 3600)
    reports: list[tuple[int, int]] = []

    def work(progress: Progress) -> None:
        for _ in range(1000):
            progress.step(total=1000)

    job = Job(work)
    job.progressed.connect(lambda done, total: reports.append((done, total)))
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    qtbot.waitUntil(lambda: (1000, 1000) in reports)
    assert len(reports) <= 2, "the first and the last: no other is due within an hour"


@pytest.mark.usefixtures("qapp")
def test_work_that_outlives_the_program_stops_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    steps: list[int] = []

    def work(progress: Progress) -> None:
        while True:
            steps.append(1)
            progress.step(total=len(steps))

    job = Job(work)
    shiboken6.delete(job._signals)
    job.start()
    assert QThreadPool.globalInstance().waitForDone(60_000)
    assert len(steps) == 2  # the one that found nobody, and the one that stopped
    QCoreApplication.processEvents()
    assert capfd.readouterr().err == ""
