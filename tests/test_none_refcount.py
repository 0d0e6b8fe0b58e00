"""PySide6 6.12.0 on Python 3.11 loses a reference to None on every void call and aborts in the end."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

_CALLS = 2_000


def test_two_thousand_void_calls_leave_the_references_to_none_alone() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        thing.setObjectName("حاشية")
    lost = before - sys.getrefcount(None)
    assert abs(lost) < _CALLS / 10
