"""When the program itself is at fault: a log for those who mend it, and a sentence for whoever sits here."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

import platformdirs
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QWidget

from annotator.language import tr

_MOST_LOGS: Final = 20
_BOX: Final = "crash"


def install() -> None:
    """Catch what nobody has caught from now on."""
    sys.excepthook = _handle


def write_log(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path:
    """Write what happened to a file of its own, and return its path."""
    import platform
    import traceback

    folder = platformdirs.user_log_path("hashiya", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("crash-*.txt"))[:-_MOST_LOGS]:
        old.unlink(missing_ok=True)
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S%f}.txt"
    lines = [
        now.isoformat(),
        f"Hashiya {_version()} · Python {platform.python_version()} · Qt {qVersion()}",
        platform.platform(),
        "",
        *traceback.format_exception(kind, error, trace),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("hashiya")
    except metadata.PackageNotFoundError:  # runs from a checkout
        return "(checkout)"


def _handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    sys.__excepthook__(kind, error, trace)
    try:
        place = str(write_log(kind, error, trace))
    except OSError as fault:  # a full disk must not hide the first fault
        place = str(fault)
    if QApplication.instance() is None or QApplication.platformName() == "offscreen":
        return
    _tell(place)


def _tell(place: str) -> None:
    """Say it once: a fault that comes again while the box is open must not open a second one."""
    already: QWidget | None = QApplication.activeModalWidget()
    if already is not None and already.objectName() == _BOX:
        return
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, tr("Hashiya"), "", QMessageBox.StandardButton.Close)
    box.setObjectName(_BOX)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        tr(
            "Something in the program went wrong. Your project is safe: each step was saved when you did it. "
            "Close Hashiya and open it again. What happened is written in {path}.",
            path=place,
        )
    )
    box.exec()
