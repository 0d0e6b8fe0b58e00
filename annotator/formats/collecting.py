"""Python's collector looks for garbage that long streams of values never leave: here it looks less often."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 100_000
"""So many new values before it looks, some ten megabytes; what is in no cycle goes at once anyhow."""
HARDLY_EVER: Final = 50_000_000
"""So many where millions of values are made to stay, and looking at them finds nothing: spans compared."""

_lock = threading.Lock()
_wanted: list[int] = []
_usual = gc.get_threshold()


@contextmanager
def seldom(after: int = _SELDOM) -> Iterator[None]:
    """Let the collector look seldom while documents stream by; a fifth of an export is its searching else.

    Args:
        after: how many new values it looks after; of several who ask at a time, the most patient is heard.
    """
    with _lock:
        if not _wanted:
            _keep_usual()
        _wanted.append(after)
        gc.set_threshold(max(_wanted), *_usual[1:])
    try:
        yield
    finally:
        with _lock:
            _wanted.remove(after)
            gc.set_threshold(*(max(_wanted), *_usual[1:]) if _wanted else _usual)


def _keep_usual() -> None:
    global _usual  # noqa: PLW0603 - there is one collector
    _usual = gc.get_threshold()
