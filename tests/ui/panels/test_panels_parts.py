from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.fonts import interface_font, text_font
from ui.panels.caption import Caption
from ui.panels.field import Field
from ui.panels.key_cap import KeyCap, key_cap_width, paint_key_cap
from ui.panels.painting import LTR, RTL, draw_text, elide, mirrored, plain_tip
from ui.theme import theme

TITLE = "خبر طويل عن اجتماع مجلس الوزراء ونتائجه"


def test_long_titles_are_cut_between_words() -> None:
    font = interface_font(13)
    width = QFontMetricsF(font).horizontalAdvance(TITLE)
    assert elide(TITLE, font, width) == TITLE
    for share in (0.3, 0.5, 0.7, 0.9):
        shown = elide(TITLE, font, width * share)
        assert QFontMetricsF(font).horizontalAdvance(shown) <= width * share
        assert shown.endswith("…")
        kept = shown[:-1].split()
        assert kept == TITLE.split()[: len(kept)]


def test_no_comma_stands_before_the_ellipsis() -> None:
    font = interface_font(13)
    width = QFontMetricsF(font).horizontalAdvance("موسكو، عاصمة…")
    assert elide("موسكو، عاصمة روسيا الاتحادية", font, width) == "موسكو، عاصمة…"
    assert elide("موسكو، عاصمة روسيا", font, QFontMetricsF(font).horizontalAdvance("موسكو…") + 1) == "موسكو…"


@given(st.text(alphabet="ابتم وSx1،", max_size=30), st.integers(20, 200))
def test_what_is_shown_always_fits(text: str, width: int) -> None:
    font = interface_font(13)
    assert QFontMetricsF(font).horizontalAdvance(elide(text, font, width)) <= width + 0.5


@pytest.mark.parametrize(("words", "direction"), [("قمة المناخ", RTL), ("Climate", LTR)])
@pytest.mark.parametrize("at_right", [True, False])
def test_text_stands_at_the_side_that_is_said_whatever_its_direction(
    words: str,
    direction: Qt.LayoutDirection,
    at_right: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    picture = QImage(200, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_text(
        painter,
        QRectF(0, 0, 200, 40),
        words,
        font=interface_font(13),
        color=QColor("black"),
        at_right=at_right,
        direction=direction,
    )
    painter.end()
    inked = [x for x in range(200) if any(picture.pixelColor(x, y).lightness() < 128 for y in range(40))]
    assert (inked[-1] > 190) is at_right
    assert (inked[0] < 10) is not at_right


def test_key_names_run_left_to_right_in_an_arabic_window() -> None:
    """The cap's ink is the same whatever the painter's direction was before."""

    def picture(direction: Qt.LayoutDirection) -> bytes:
        made = QImage(60, 18, QImage.Format.Format_Grayscale8)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setLayoutDirection(direction)
        paint_key_cap(painter, QRectF(0, 0, 60, 18), "Ctrl+↵", theme("light"))
        painter.end()
        return bytes(made.constBits())

    assert picture(RTL) == picture(LTR)
    assert key_cap_width("1") == 18


def test_a_key_cap_without_a_key_is_hidden(qtbot: QtBot) -> None:
    cap = KeyCap("N")
    qtbot.addWidget(cap)
    cap.show()
    cap.set_key("")
    assert not cap.isVisible()


def test_mirroring_twice_changes_nothing() -> None:
    box = QRectF(10, 2, 30, 5)
    assert mirrored(box, 100, LTR) == box
    assert mirrored(box, 100, RTL) == QRectF(60, 2, 30, 5)
    assert mirrored(mirrored(box, 100, RTL), 100, RTL) == box


def test_a_caption_offers_what_it_cuts_and_shows_markup_as_text(qtbot: QtBot) -> None:
    caption = Caption(text_font(18))
    qtbot.addWidget(caption)
    caption.resize(80, 30)
    caption.set_text("<b>قال</b> وزير الخارجية إن المفاوضات انتهت")
    assert caption.textFormat() == Qt.TextFormat.PlainText
    assert caption.toolTip() == plain_tip(caption.text())
    assert "<b>" not in caption.toolTip()
    caption.resize(900, 30)
    caption.set_text("قال")
    assert caption.toolTip() == ""


def test_a_field_hides_its_key_while_something_is_written(qtbot: QtBot) -> None:
    field = Field("search")
    qtbot.addWidget(field)
    field.set_key("Ctrl+O")
    wide = field.textMargins().right()
    qtbot.keyClicks(field, "x")
    assert field.textMargins().right() < wide


def test_a_field_s_text_begins_at_the_interface_s_start_side(qtbot: QtBot) -> None:
    field = Field("search")
    qtbot.addWidget(field)
    field.setLayoutDirection(RTL)
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
    assert field.textMargins().right() > field.textMargins().left()
    field.setLayoutDirection(LTR)
    assert field.alignment() & Qt.AlignmentFlag.AlignLeft
