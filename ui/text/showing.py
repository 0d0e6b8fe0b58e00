"""Which relations are drawn: a setting, so that it is known before anything that draws is loaded."""

from __future__ import annotations

from enum import StrEnum


class Showing(StrEnum):
    """Which relations are drawn."""

    ALWAYS = "always"
    """Of all spans in sight."""
    CURRENT = "current"
    """Of the current span."""
    NEVER = "never"
