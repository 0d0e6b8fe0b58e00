"""Face, size, ruling and column of the text: chosen by a person, kept, and never at the letters' cost."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter, QRawFont, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui.canvas_page import CanvasPage
from tests.ui.pixels import grey
from ui import fonts
from ui.settings import Settings
from ui.text import painting
from ui.text.appearance import COLUMNS, SPACINGS, Appearance, usual
from ui.theme import measures, theme

STEPS = measures().text_steps
PLAIN = "لآ إلى أمة ظلا يجيب حجة ع قلم كلام كاف "
NASTY = "لآ إِلَى أُمَّةٍ ٱلْعَرَبِيَّةُ ظِلًّا يُجِيبُ حُجَّةً عٍ قلم كلام "


def _ink(canvas: CanvasPage, appearance: Appearance, line: int) -> tuple[int, int]:
    """Return how far a line's ink reaches above and below its baseline, in pixels."""
    canvas.view.set_appearance(appearance)
    paragraph = canvas.sheet.paragraphs.laid_out(0)
    one = paragraph.lines[line]
    image = QImage(round(paragraph.width) + 40, round(4 * paragraph.pitch), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    middle = round(2 * paragraph.pitch)
    one.text_line.draw(painter, QPointF(20, middle - one.baseline))
    painter.end()
    rows = [y for y, row in enumerate(grey(image)) if min(row) < max(row)]
    return middle - rows[0], rows[-1] + 1 - middle


@pytest.mark.parametrize("spacing", [SPACINGS[0], 100, SPACINGS[-1]])
@pytest.mark.parametrize("px", [STEPS[0], 24, 48])
def test_letters_of_two_lines_never_meet_at_any_spacing_size_or_face(
    canvas: CanvasPage, spacing: int, px: int
) -> None:
    canvas.show(PLAIN * 12, size=(760, 500))
    for family in fonts.arabic_families():
        appearance = Appearance(family=family, px=px, spacing=spacing, column=560)
        above, below = _ink(canvas, appearance, 1)
        pitch = canvas.sheet.paragraphs.laid_out(0).pitch
        # 2: the edges of letters are smoothed over a pixel each.
        assert above + below <= pitch + 2, (family, above, below, pitch)


@pytest.mark.parametrize("spacing", [SPACINGS[0], SPACINGS[-1]])
def test_no_vowel_sign_is_cut_however_close_the_lines_are(canvas: CanvasPage, spacing: int) -> None:
    canvas.show(NASTY * 12, size=(760, 500))
    for family in fonts.arabic_families():
        canvas.view.set_appearance(replace(usual(), family=family, spacing=spacing))
        canvas.view.clearFocus()
        seen = canvas.view.viewport().grab().toImage()
        paragraph, page = canvas.sheet.paragraphs.laid_out(0), canvas.sheet.page
        alone = QImage(seen.size(), seen.format())
        alone.fill(theme("light").color("page"))
        painter = QPainter(alone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme("light").color("ink"))
        for line in paragraph.lines:
            line.text_line.draw(painter, QPointF(page.text_left, 29))
        painter.end()
        unfaded = QRect(0, 0, seen.width() - 20, seen.height() - 28)
        assert seen.copy(unfaded) == alone.copy(unfaded), family


def test_a_taller_face_gets_a_higher_ruling(canvas: CanvasPage, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas.show(NASTY * 4, [("PERS", 0, 3)])
    before = canvas.sheet.look.canvas
    monkeypatch.setattr(painting, "tallness", lambda _family: 1.5)
    canvas.view.set_appearance(replace(usual(), family="DejaVu Sans"))
    after = canvas.sheet.look.canvas
    assert after.pitch == 84
    assert after.tag_row == pytest.approx(before.tag_row * 1.5)
    assert canvas.sheet.look.font.pixelSize() == 24


def test_amiri_is_the_measure_of_tallness(canvas: CanvasPage) -> None:
    assert canvas is not None
    assert fonts.tallness(fonts.TEXT_FAMILY) == 1.0
    assert all(fonts.tallness(family) >= 1.0 for family in fonts.arabic_families())


def test_only_faces_that_draw_arabic_are_offered(canvas: CanvasPage) -> None:
    assert canvas is not None
    offered = fonts.arabic_families()
    assert offered[0] == "Amiri"
    assert len(offered) == len(set(offered))
    for family in offered:
        raw = QRawFont.fromFont(QFont(family))
        assert all(raw.supportsCharacter(ord(letter)) for letter in "الكةى")
    without = [f for f in QFontDatabase.families() if not fonts.draws_arabic(f)]
    assert not set(without) & set(offered)
    assert not fonts.draws_arabic("No such face")


@pytest.mark.parametrize("px", STEPS)
def test_every_measure_of_the_page_grows_with_the_text(canvas: CanvasPage, px: int) -> None:
    canvas.show(NASTY * 4, [("PERS", 0, 3)], size=(5000, 900))
    base = painting.look(theme("light"), usual())
    canvas.view.set_text_size(px)
    look, scale = canvas.sheet.look, px / 24
    assert look.canvas.tint_height == pytest.approx(base.canvas.tint_height * scale)
    assert look.canvas.knob == pytest.approx(base.canvas.knob * scale)
    assert look.window.line_claim == pytest.approx(max(base.window.line_claim * scale, 1))
    assert canvas.sheet.page.text_width == round(720 * scale)
    assert canvas.sheet.look.font.pixelSize() == px


def test_zoom_reaches_from_50_to_400_percent_by_steps_that_can_be_felt() -> None:
    percent = [100 * px / measures().text_px for px in STEPS]
    assert (percent[0], percent[-1]) == (50, 400)
    assert all(1.05 < b / a < 1.3 for a, b in itertools.pairwise(percent))


def test_cards_grow_with_the_text_and_give_way_before_it_is_squeezed(canvas: CanvasPage) -> None:
    canvas.show(NASTY * 4, [("CLAIM", 0, 12)], size=(1156, 780))
    assert canvas.sheet.page.gloss_scale == 1
    canvas.view.set_text_size(32)
    assert canvas.sheet.page.gloss_scale == pytest.approx(32 / 24)
    (card,) = canvas.sheet.cards(canvas.sheet.rows(780), None)
    middle = card.rect.center() * card.scale
    assert card.holds(middle)
    assert canvas.sheet.page.gloss_left < middle.x() < 1156
    canvas.view.set_text_size(96)
    assert not canvas.sheet.page.has_gloss


def test_a_click_finds_its_letter_at_any_appearance(canvas: CanvasPage) -> None:
    canvas.show(NASTY * 4, [("PERS", 4, 9)], size=(1156, 780))
    for px, spacing, column in itertools.product((12, 24, 60), (90, 160), (560, 960)):
        canvas.view.set_appearance(replace(usual(), px=px, spacing=spacing, column=column))
        canvas.click(canvas.between(5))
        assert canvas.current() == "s0", (px, spacing, column)
        canvas.press(Qt.Key.Key_Escape)


def test_the_first_line_in_sight_stays_when_the_appearance_changes(canvas: CanvasPage) -> None:
    canvas.show("\n".join([NASTY * 3] * 40))
    canvas.view.scroll_to(1500)
    first = canvas.view.first_visible
    canvas.view.set_appearance(replace(usual(), spacing=160, column=560, px=32))
    paragraph = canvas.sheet.paragraphs.laid_out(canvas.sheet.paragraphs.index_of(first))
    assert canvas.view.first_visible == paragraph.line_of(first).start


def test_a_narrow_column_is_narrow_and_a_wide_one_wide(canvas: CanvasPage) -> None:
    canvas.show(NASTY * 10, size=(1800, 780))
    for column in (COLUMNS[0], COLUMNS[-1]):
        canvas.view.set_appearance(replace(usual(), column=column))
        assert canvas.sheet.page.text_width == column
        lines = canvas.sheet.paragraphs.laid_out(0).lines[:-1]
        widest = max(line.text_line.naturalTextWidth() for line in lines)
        assert column * 0.8 < widest <= column + 10  # with the space that hangs out


def _wheel(canvas: CanvasPage, angle: int, modifier: Qt.KeyboardModifier) -> None:
    viewport = canvas.view.viewport()
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place
    )
    QApplication.sendEvent(viewport, event)


def test_ctrl_and_the_wheel_ask_for_one_step_a_notch_and_do_not_scroll(canvas: CanvasPage) -> None:
    canvas.show("\n".join([NASTY] * 60))
    asked: list[int] = []
    canvas.view.zoom_wanted.connect(asked.append)
    _wheel(canvas, 120, Qt.KeyboardModifier.ControlModifier)
    _wheel(canvas, -240, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, -1, -1]
    for _ in range(4):  # a touch pad's small turns
        _wheel(canvas, 30, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, -1, -1, 1]
    assert canvas.view.first_visible == 0
    _wheel(canvas, -240, Qt.KeyboardModifier.NoModifier)
    assert canvas.view.first_visible > 0
    assert len(asked) == 4


def test_the_appearance_is_there_tomorrow(tmp_path: Path) -> None:
    chosen = Appearance(family="DejaVu Sans", px=48, spacing=125, column=880)
    today = Settings(tmp_path / "settings.ini")
    assert today.appearance == usual()
    today.appearance = chosen
    today.sync()
    assert Settings(tmp_path / "settings.ini").appearance == chosen


def test_nonsense_about_the_appearance_falls_back_to_the_design(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text("[General]\ntext_px=25\ntext_spacing=tight\ntext_column=99999\n", encoding="utf-8")
    assert Settings(file).appearance == usual()
