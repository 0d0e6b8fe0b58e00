from __future__ import annotations

import fontpkg
import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo

from annotator.errors import AnnotatorError
from ui import fonts

pytestmark = pytest.mark.usefixtures("qtbot")


def test_the_faces_are_the_packaged_ones() -> None:
    fonts.load()
    fonts.load()
    assert QFontInfo(fonts.text_font(24)).family() == "Amiri"
    assert QFontInfo(fonts.interface_font(13)).family() == "IBM Plex Sans Arabic"
    assert set(QFontDatabase.styles("IBM Plex Sans Arabic")) >= {"Regular", "Medium", "SemiBold"}


def test_a_face_without_arabic_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.load()
    monkeypatch.setattr(fonts, "_PROBE", "漢")
    with pytest.raises(AnnotatorError) as caught:
        fonts.load()
    assert caught.value.code == "E_FONT"
    assert "Amiri" in str(caught.value)


def test_a_missing_font_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FILES", {"No Such Face": (400,)})
    with pytest.raises(AnnotatorError, match="No Such Face"):
        fonts.load()


def test_the_files_are_those_that_fontpkg_finds() -> None:
    for family, weights in fonts._FILES.items():
        for weight in weights:
            assert fonts._file(family, weight) == str(fontpkg.path(family, weight=weight))
