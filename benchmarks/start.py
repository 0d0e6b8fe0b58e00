"""From nothing to the first painted frame, beside a bare Qt window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import articles
from benchmarks.measure import Row, peak_mb

_ROUNDS = 5
_AIMS = {("window", "cpu"): 0.4}
"""Seconds."""


def start_rows() -> list[Row]:
    """Start each window a few times and compare the best: processor time, and time on the wall."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = _project(folder)
        figures = {which: _best(which, project, folder) for which in ("window", "text", "bare")}
    bare = figures.pop("bare")
    goals = {"window": "start to the first paint of the window", "text": "start to the text on the page"}
    kinds = {"cpu": "processor time", "wall": "on the wall"}
    return [
        Row(
            work=f"{goals[which]}, {kind}",
            size="20 docs in the project",
            ours=ours[key],
            peer=bare[key],
            peer_name=f"an empty QWidget ({bare['peak']:.0f} MB)",
            unit="s",
            peak_mb=ours["peak"],
            aim=_AIMS.get((which, key)),
        )
        for which, ours in figures.items()
        for key, kind in kinds.items()
    ]


def _project(folder: Path) -> Path:
    from annotator.editing.commands import ImportDocuments
    from annotator.workspace import Workspace

    with Workspace.create(folder / "p.db", title="t") as workspace:
        workspace.perform(ImportDocuments(documents=tuple(articles(20))))
        return workspace.path


def _best(which: str, project: Path, home: Path) -> dict[str, float]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # people start the program more than once
    runs = []
    for _ in range(_ROUNDS):
        command = [sys.executable, "-m", "benchmarks.start", which, str(project), str(time.monotonic())]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return {key: min(run[key] for run in runs) for key in runs[0]}


def _paint_once(which: str, project: str, begun: float) -> None:
    if which != "bare":
        from ui import toolkit

        toolkit.load()  # as the program does
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    def is_goal(widget: QWidget) -> bool:
        """Tell whether the paint of this widget is what was waited for."""
        if which != "text":
            return True
        return getattr(widget.parent(), "sheet", None) is not None

    class FirstPaint(QObject):
        """Leaves when the first paint event that counts has been answered."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and is_goal(watched):
                application.removeEventFilter(self)
                QTimer.singleShot(0, self.leave)
            return False

        def leave(self) -> None:
            figures = {"cpu": time.process_time(), "wall": time.monotonic() - begun, "peak": peak_mb()}
            print(json.dumps(figures), flush=True)
            os._exit(0)

    application = QApplication(["benchmarks"])
    watch = FirstPaint()
    application.installEventFilter(watch)
    if which == "bare":
        widget = QWidget()
        widget.resize(1440, 900)
        widget.show()
        application.exec()
        return
    from ui.options import parse
    from ui.start import start

    start(parse([project]))


if __name__ == "__main__":
    _paint_once(sys.argv[1], sys.argv[2], float(sys.argv[3]))
