"""Keeps the garbage collector away from an open document.

Python looks through all objects now and then for those that only hold each other. With fifty thousand
spans in memory that takes the time of four frames, in the middle of scrolling, and never finds anything:
frozen values hold no one in a circle. So what is there once a document is open is looked through once, when
nobody waits, and then left alone until the next document.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_QUIET_MS: Final = 1500
"""So long after a document has been shown its reader is reading."""


class Garbage(QObject):
    """Puts what is in memory aside, a while after it has been loaded."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_QUIET_MS)
        self._wait.timeout.connect(put_aside)

    def put_aside_soon(self) -> None:
        """Wait for a quiet moment from now on."""
        self._wait.start()


def put_aside() -> None:
    """Collect what nobody needs, and let all that is left be overlooked until this is called again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
