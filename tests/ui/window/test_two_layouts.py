"""A Latin and an Arabic layout side by side: Qt then finds a key and its twin at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcutEvent

from ui.conductor import Conductor


def test_a_key_that_is_found_twice_still_does_its_work(
    make_window: Callable[..., Conductor], samples: Path
) -> None:
    conductor = make_window(samples)
    action = conductor.actions.actions["find_document"]
    assert not conductor.window.desk.documents.search.hasFocus()
    QCoreApplication.sendEvent(action, QShortcutEvent(QKeySequence("Ctrl+O"), 1, True))  # noqa: FBT003 - Qt's
    assert conductor.window.desk.documents.search.hasFocus()
