"""What colours are to colour-blind eyes, and how far apart two colours are.

Source: Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color Vision
Deficiency”, 2009, matrices of severity 1.0, applied to linear light; CIEDE2000, Sharma, Wu and Dalal, 2005.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

from ui.pigments import Rgb, linear

_Matrix = tuple[Rgb, Rgb, Rgb]
Lab = tuple[float, float, float]
"""L*, a* and b* for the white of D65."""


class Vision(StrEnum):
    """How somebody sees colours."""

    USUAL = "usual"
    DEUTAN = "deutan"
    PROTAN = "protan"
    TRITAN = "tritan"


_MATRICES: Final[dict[Vision, _Matrix]] = {
    Vision.PROTAN: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTAN: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Vision.TRITAN: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ: Final[_Matrix] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_KNEE: Final = 0.0031308
"""Of sRGB, in light."""
_WHITE: Final = (0.95047, 1.0, 1.08883)
_POW_25_7: Final = 25.0**7


def seen(color: Rgb, vision: Vision) -> Rgb:
    """Return what a colour (0 to 255) is to these eyes, 0 to 255."""
    if vision is Vision.USUAL:
        return color
    red, green, blue = (
        _companded(min(max(channel, 0.0), 1.0)) * 255 for channel in _times(_MATRICES[vision], _light(color))
    )
    return red, green, blue


def lab(color: Rgb) -> Lab:
    """Return a colour (0 to 255) in CIE 1976 L*a*b*."""
    x, y, z = (
        _root(value / white) for value, white in zip(_times(_TO_XYZ, _light(color)), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@lru_cache(maxsize=1 << 15)
def difference(one: Rgb, other: Rgb, vision: Vision = Vision.USUAL) -> float:
    """Return ΔE (CIEDE2000) of two colours as these eyes see them: 0 is the same, 100 black and white."""
    return delta_e(lab(seen(one, vision)), lab(seen(other, vision)))


def delta_e(one: Lab, other: Lab) -> float:
    """Return CIEDE2000 with all weights 1. The names are those of the paper."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean_c**7 / (mean_c**7 + _POW_25_7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + 180) % 360 - 180
    d_h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if grey else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(mean_h - 30))
        + 0.24 * cos(radians(2 * mean_h))
        + 0.32 * cos(radians(3 * mean_h + 6))
        - 0.20 * cos(radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    r_c = 2 * sqrt(mean_c**7 / (mean_c**7 + _POW_25_7))
    r_t = -sin(radians(60 * exp(-(((mean_h - 275) / 25) ** 2)))) * r_c
    parts = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return sqrt(sum(part * part for part in parts) + r_t * parts[1] * parts[2])


def _light(color: Rgb) -> Rgb:
    red, green, blue = (linear(channel / 255) for channel in color)
    return red, green, blue


def _times(matrix: _Matrix, color: Rgb) -> Rgb:
    red, green, blue = (sum(m * c for m, c in zip(row, color, strict=True)) for row in matrix)
    return red, green, blue


def _companded(channel: float) -> float:
    return channel * 12.92 if channel <= _KNEE else 1.055 * channel ** (1 / 2.4) - 0.055


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (value * 24389 / 27 + 16) / 116
