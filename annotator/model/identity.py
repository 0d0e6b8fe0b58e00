"""Identifiers that can be made anywhere and never meet twice.

Source: UUID version 7, RFC 9562, section 5.7 (48 bits of milliseconds, then random bits); version 5, section
5.5 (of a name).
"""

from __future__ import annotations

import os
import time
import uuid
from typing import Final

_NAMES: Final = uuid.UUID("7d0c2a5e-8f7b-5c39-9b0e-2f4a1d6c83e0")


def new_id() -> str:
    """Return a new UUIDv7 as text. Ids made later sort later, to the millisecond."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76  # version 7
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant 10
    return str(uuid.UUID(int=value))


def derived_id(*parts: str) -> str:
    """Return the id of what these parts name: the same wherever they are the same (a UUIDv5, as text)."""
    return str(uuid.uuid5(_NAMES, "\n".join(parts)))
