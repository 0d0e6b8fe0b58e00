"""Round numbers along an axis."""

from __future__ import annotations

import math
from typing import Final

_STEPS: Final = (1.0, 2.0, 5.0, 10.0)


def ticks(highest: float, most: int) -> list[float]:
    """Return round numbers from 0 to one that is not below `highest`, about `most` steps of them."""
    if highest <= 0:
        return [0.0, 1.0]
    raw = highest / max(most, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * one for one in _STEPS if power * one >= raw * (1 - 1e-9))
    if highest >= 1:
        step = max(step, 1.0 if float(highest).is_integer() else step)
    count = math.ceil(highest / step - 1e-9)
    return [step * n for n in range(count + 1)]


def tick_words(value: float) -> str:
    """Return a round number as it stands at an axis."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.12g}"
