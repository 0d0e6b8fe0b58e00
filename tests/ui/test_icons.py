from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from annotator import language, resources
from ui.icons import MIRRORED, PROGRAM, pixmap, program
from ui.theme import theme

pytestmark = pytest.mark.usefixtures("qtbot")


INK = QColor("#123456")


def _image(name: str, *, mirrored: bool | None) -> QImage:
    return pixmap(name, INK, 24, 2.0, mirrored=mirrored).toImage()


def test_every_icon_is_drawn_in_the_colour_asked_for() -> None:
    for file in resources.path("icons").glob("*.svg"):
        if file.stem == PROGRAM:
            continue
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


def test_the_program_has_an_icon_of_its_own_in_every_size_a_desktop_asks_for() -> None:
    sizes = {size.width() for size in program().availableSizes()}
    assert sizes >= {16, 32, 48, 256}
    for size in (16, 48):
        image = program().pixmap(size, size).toImage()
        corner, edge = image.pixelColor(0, 0), image.pixelColor(size // 2, size // 8)
        assert corner.alpha() < 128 <= edge.alpha()  # round corners
        colors = {image.pixelColor(x, y).name() for x in range(size) for y in range(size)}
        assert {theme("light").hex(role) for role in ("accent", "page")} <= colors
