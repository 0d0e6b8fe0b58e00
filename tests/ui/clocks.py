"""The clocks of the program, which would go off in the middle of a test on a slow machine."""

from __future__ import annotations

import pytest

import ui.deeds.safety
import ui.notice

_HOUR = 3_600_000


def hold(patch: pytest.MonkeyPatch) -> None:
    """Let windows made from now on do nothing by the clock that a test would have to know of.

    A window backs its project up soon after the opening, looks every few seconds whether another program has
    written, and takes news away after a while. Tests do these things themselves, when they mean to.
    """
    for clock in ("_LOOK_EVERY", "_BACK_UP_AFTER", "_BACK_UP_EVERY"):
        patch.setattr(ui.deeds.safety, clock, _HOUR)
    patch.setattr(ui.notice, "_MILLISECONDS_OF_NEWS", _HOUR)
