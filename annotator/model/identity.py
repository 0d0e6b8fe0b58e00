"""Identifiers that can be made anywhere and never meet twice.

Source: UUID version 7, RFC 9562, section 5.7 (48 bits of milliseconds, then random bits, grown as in section
6.2, method 2); version 5, section 5.5 (of a name).
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from typing import Final

_RANDOM: Final = 74
"""The bits behind the milliseconds, without the version and the variant."""
_NAMES: Final = uuid.UUID("7d0c2a5e-8f7b-5c39-9b0e-2f4a1d6c83e0")


class _Maker:
    """Makes ids that grow: those made in one millisecond, or while the clock goes back, count on."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def make(self) -> uuid.UUID:
        moment = (time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF) << _RANDOM
        drawn = int.from_bytes(os.urandom(10), "big")
        with self._lock:
            fresh = moment | drawn & (1 << _RANDOM) - 1
            # The step on is drawn too, so that an id cannot be guessed from the one before.
            self._last = fresh if fresh > self._last else self._last + 1 + (drawn & 0xFFFF_FFFF)
            value = self._last
        high, low = value >> 62, value & (1 << 62) - 1
        return uuid.UUID(int=(high >> 12) << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0x2 << 62 | low)


_maker: Final = _Maker()


def new_id() -> str:
    """Return a new UUIDv7 as text. Ids that one process makes later sort later."""
    return str(_maker.make())


def derived_id(*parts: str) -> str:
    """Return the id of what these parts name: the same wherever they are the same (a UUIDv5, as text)."""
    return str(uuid.uuid5(_NAMES, "\n".join(parts)))
