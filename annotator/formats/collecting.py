"""Python's collector looks for garbage that long streams of values never leave: here it looks less often."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 100_000
"""So many new values before it looks. Theirs is some ten megabytes at most; values without cycles go at once."""

_lock = threading.Lock()
_users = 0
_usual = gc.get_threshold()


@contextmanager
def seldom() -> Iterator[None]:
    """Let the collector look seldom while documents stream by; a fifth of an export is its searching else."""
    global _users, _usual  # noqa: PLW0603 - there is one collector
    with _lock:
        if not _users:
            _usual = gc.get_threshold()
            gc.set_threshold(_SELDOM, *_usual[1:])
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                gc.set_threshold(*_usual)
