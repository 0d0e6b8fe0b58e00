"""The two faces: Amiri for what was written, IBM Plex Sans Arabic for what the program says.

They come as packages, so that the text looks the same everywhere and is never boxes. A face with only
Latin letters lets Arabic vanish without a word: `load` looks whether the letters are really there.
"""

from __future__ import annotations

from typing import Final

import fontpkg
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from annotator.errors import AnnotatorError
from annotator.language import msg

TEXT_FAMILY: Final = "Amiri"
INTERFACE_FAMILY: Final = "IBM Plex Sans Arabic"
_FILES: Final = {TEXT_FAMILY: (400, 700), INTERFACE_FAMILY: (400, 500, 600)}
_PROBE: Final = "الك"


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


def text_font(px: float, *, bold: bool = False) -> QFont:
    """Return the face of quoted and edited text at `px` pixels."""
    font = QFont(TEXT_FAMILY)
    font.setPixelSize(max(round(px), 1))
    font.setBold(bold)
    return font


def interface_font(px: float, weight: int = 400) -> QFont:
    """Return the face of the interface at `px` pixels; the weights are 400, 500 and 600."""
    font = QFont(INTERFACE_FAMILY)
    font.setPixelSize(max(round(px), 1))
    font.setWeight(QFont.Weight(weight))
    return font


def _file(family: str, weight: int) -> str:
    try:
        return str(fontpkg.path(family, weight=weight))
    except fontpkg.FontpkgError as error:
        raise _missing(family) from error


def _check(family: str) -> None:
    # QRawFont never falls back to another face, so this sees what Qt's text drawing would hide.
    raw = QRawFont.fromFont(QFont(family))
    if raw.familyName() != family or not all(raw.supportsCharacter(ord(letter)) for letter in _PROBE):
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
