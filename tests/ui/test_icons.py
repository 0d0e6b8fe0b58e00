from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from annotator import language, resources
from ui.icons import MIRRORED, pixmap

pytestmark = pytest.mark.usefixtures("qtbot")


INK = QColor("#123456")


def _image(name: str, *, mirrored: bool | None) -> QImage:
    return pixmap(name, INK, 24, 2.0, mirrored=mirrored).toImage()


def test_every_icon_is_drawn_in_the_colour_asked_for() -> None:
    for file in resources.path("icons").glob("*.svg"):
        image = _image(file.stem, mirrored=False)
        opaque = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert opaque == {INK.name()}, file.stem


def test_icons_that_point_along_reading_turn_round_in_arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.icons.is_right_to_left", lambda: True)
    for name in MIRRORED:
        turned = _image(name, mirrored=None)
        assert turned == _image(name, mirrored=True)
        assert turned != _image(name, mirrored=False), name
    assert _image("search", mirrored=None) == _image("search", mirrored=False)


def test_a_picture_has_as_many_pixels_as_the_screen_needs() -> None:
    assert language.current() in language.LANGUAGES
    picture = pixmap("undo", INK, 18, 2.0)
    assert (picture.width(), picture.deviceIndependentSize().width()) == (36, 18)
