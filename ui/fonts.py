"""The two faces: Amiri for what was written, IBM Plex Sans Arabic for what the program says.

They come as packages, so that the text looks the same everywhere and is never boxes. A face with only
Latin letters lets Arabic vanish without a word: `load` looks whether the letters are really there.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont

from annotator.errors import AnnotatorError
from annotator.language import msg

TEXT_FAMILY: Final = "Amiri"
INTERFACE_FAMILY: Final = "IBM Plex Sans Arabic"
_FILES: Final = {TEXT_FAMILY: (400, 700), INTERFACE_FAMILY: (400, 500, 600)}
_PROBE: Final = "الك"
_HIGHEST_AND_DEEPEST: Final = "قلم لآ إِ أُ كَّ ٱلْعَرَبِيَّةُ ظِلًّا يٍ جٍّ حِ عٍ هـ"
_MEASURED_AT: Final = 96


def load() -> None:
    """Make the two faces known to Qt. Needs a QGuiApplication; further calls do nothing.

    Raises:
        AnnotatorError: a font package is missing, or its file has no Arabic letters.
    """
    known = set(QFontDatabase.families())
    for family, weights in _FILES.items():
        if family not in known:
            for weight in weights:
                QFontDatabase.addApplicationFont(_file(family, weight))
        _check(family)


def text_font(px: float, *, bold: bool = False, family: str = TEXT_FAMILY) -> QFont:
    """Return the face of quoted and edited text at `px` pixels."""
    font = _font(family, px)
    font.setBold(bold)
    return font


def interface_font(px: float, weight: int = 400) -> QFont:
    """Return the face of the interface at `px` pixels; the weights are 400, 500 and 600."""
    font = _font(INTERFACE_FAMILY, px)
    font.setWeight(QFont.Weight(weight))
    return font


def _font(family: str, px: float) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(round(px), 1))
    # Some desktops ask for letters pulled to whole pixels. That would bend Arabic joins.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def arabic_families() -> list[str]:
    """Return the faces on this machine that really draw Arabic, ours first, then by name."""
    listed = QFontDatabase.families(QFontDatabase.WritingSystem.Arabic)
    usable = (name for name in listed if QFontDatabase.isSmoothlyScalable(name) and draws_arabic(name))
    return [TEXT_FAMILY, *sorted(name for name in usable if name != TEXT_FAMILY)]


def draws_arabic(family: str) -> bool:
    """Tell whether a face is there and has Arabic letters of its own."""
    # QRawFont never falls back to another face, so this sees what Qt's text drawing would hide.
    raw = QRawFont.fromFont(QFont(family))
    return raw.familyName() == family and all(raw.supportsCharacter(ord(letter)) for letter in _PROBE)


@cache
def tallness(family: str) -> float:
    """Return how much higher or deeper a face's letters reach than Amiri's at the same size; at least 1.

    A ruling made for Amiri has to grow by this for the face, or letters of two lines would overlap.
    """
    if family == TEXT_FAMILY:  # at the start nothing has to be measured
        return 1.0
    above, below = _reach(family)
    amiri_above, amiri_below = _reach(TEXT_FAMILY)
    return max(above / amiri_above, below / amiri_below, 1.0)


def _reach(family: str) -> tuple[float, float]:
    """Return how far a face's letters reach above and below the baseline, in pixels at one size."""
    box = QFontMetricsF(text_font(_MEASURED_AT, family=family)).tightBoundingRect(_HIGHEST_AND_DEEPEST)
    return -box.top(), box.bottom()


def _file(family: str, weight: int) -> str:
    """Return where a face's file is.

    `fontpkg.path` says it too, but looks through all that is installed for it: an eighth of the start.
    Source: fontpkg's "metadata.json", schema 1.
    """
    package = "fontpkg_" + family.lower().replace(" ", "_")
    try:
        root = resources.files(package)
        files = json.loads((root / "metadata.json").read_text("utf-8"))["files"]
    except (OSError, ValueError, LookupError, ImportError) as error:
        raise _missing(family) from error
    upright = {file["weight"]: file["path"] for file in files if file["style"] == "normal"}
    return str(root / upright[weight])


def _check(family: str) -> None:
    if not draws_arabic(family):
        raise _missing(family)


def _missing(family: str) -> AnnotatorError:
    return AnnotatorError(
        msg(
            "The font {family} can't be used, and without it Arabic text would not be shown. "
            "Install the program again, with all its packages.",
            family=family,
        ),
        code="E_FONT",
    )
