"""What is in memory is put aside, and garbage made meanwhile is not forgotten."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.garbage import Garbage, put_aside


class _Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_nothing_in_memory_is_looked_through_again(qtbot: QtBot) -> None:
    parent = QObject()
    garbage = Garbage(parent)
    gc.unfreeze()
    garbage.put_aside_soon()
    assert gc.get_freeze_count() == 0
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 1000)
    gc.unfreeze()


def test_garbage_that_was_put_aside_goes_with_the_next_document() -> None:
    knot = _Knot()
    seen = weakref.ref(knot)
    put_aside()
    del knot
    gc.collect()
    assert seen() is not None
    put_aside()
    assert seen() is None
    gc.unfreeze()
