"""Lines as a typesetter would set them, read back from the glyphs and the ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from annotator.model import Direction
from tests.ui.canvas_page import CanvasPage
from tests.ui.seen import glyphs, left_to_right
from ui.text.paragraphs import LaidOutParagraph, Paragraphs

_Make = Callable[..., Paragraphs]
_CLOSING = "،؛.؟!:…»”)]}%"
_OPENING = "«“([{"
_PROSE = (
    "أعلن (الاتحاد) أن «المهرجان الثالث» انطلق يوم 2019-04-25، وبلغت نسبة الحضور 3.5% أو ٪٤؛ فهل يكفي؟ "
    "قال المدير: “لا أظن ذلك”… ثم سأل: أين الوثيقة [الأولى]؟! لا جواب. وشارك 1,250.75 كيلومترًا، و12/11/2023 "
    "موعد الختام (بعد 122 و152 ملم من المطر)، كما نقلت Reuters عن “Blue Star Line” «حرفيًا»: لا شيء، لا شيء!"
)


@pytest.mark.parametrize(
    "from_the_right",
    [
        "عيار| |122| |و|152| |ملم",
        "يوم| |2019|-|04|-|25| فجرا",
        "بلغ| |3.5|%| |منه",
        "بلغ| |٪|٢٠| |منه",
        "بلغ| |١٢٬٥٠٠| |و|1,250.75| |ليرة",
        "رقم| |CEO-3| |هنا",
        "وصلت| |الباخرة| |Blue Star| |إلى| |الميناء",
        "قال| |(|نعم|)|،| |و|«|لا|»|.",
        "كما| |قالت| |(|Reuters|)|:| |لا|!",
    ],
    ids=["numbers", "date", "percent", "Arabic percent", "separators", "digit", "name", "brackets", "Latin"],
)
def test_what_is_read_first_stands_on_the_right(paragraphs_of: _Make, from_the_right: str) -> None:
    pieces = from_the_right.split("|")
    seen = "".join(piece[::-1] if _is_arabic(piece) else piece for piece in reversed(pieces))
    assert left_to_right(paragraphs_of("".join(pieces)).laid_out(0)) == seen


def _is_arabic(piece: str) -> bool:
    return any(unicodedata.bidirectional(character) == "AL" for character in piece)


def test_brackets_and_guillemets_open_to_their_words(paragraphs_of: _Make) -> None:
    arabic = paragraphs_of("قال (نعم) و[لا] و«ربما»").laid_out(0)
    english = paragraphs_of("He (yes) [no] «may»", direction=Direction.LTR).laid_out(0)
    for paragraph, to_words in ((arabic, 1), (english, -1)):
        for bracket in "([«)]»":
            bulge = _bulge(paragraph, bracket)
            assert bulge * (to_words if bracket in "([«" else -to_words) > 0, bracket


def test_curly_quotes_are_not_turned_round(paragraphs_of: _Make) -> None:
    arabic = paragraphs_of("قال “كلا” وخرج").laid_out(0)
    english = paragraphs_of("He “not” it", direction=Direction.LTR).laid_out(0)
    for quote in "“”":
        assert _outline(arabic, quote) == _outline(english, quote)
    assert _outline(arabic, "“") != _outline(arabic, "”")


def _outline(paragraph: LaidOutParagraph, character: str) -> QPainterPath:
    place = paragraph.text.index(character)
    (glyph,) = (g for g in glyphs(paragraph) if g.position == place)
    return glyph.face.pathForGlyph(glyph.number)


def _bulge(paragraph: LaidOutParagraph, bracket: str) -> float:
    """Return how far a bracket's middle is to the right of its two ends, px."""
    outline = _outline(paragraph, bracket)
    box = outline.boundingRect()
    sixth = box.height() / 6

    def middle(top: float, height: float) -> float:
        strip = QPainterPath()
        strip.addRect(QRectF(box.left() - 1, top, box.width() + 2, height))
        return outline.intersected(strip).boundingRect().center().x()

    ends = (middle(box.top(), sixth) + middle(box.bottom() - sixth, sixth)) / 2
    return middle(box.center().y() - sixth / 2, sixth) - ends


def _ink(canvas: CanvasPage, index: int) -> tuple[list[tuple[int, int]], int, int]:
    """Return the ink of a paragraph's last line as (x, y above the baseline), and its outermost x."""
    row = canvas.sheet.rows(780)[index]
    image = canvas.view.viewport().grab().toImage()
    line = row.paragraph.lines[-1]
    baseline = round(row.y) + round(line.baseline)
    left, right = round(canvas.sheet.page.text_left), round(canvas.sheet.page.text_right)
    ink = [
        (x, baseline - y)
        for y in range(baseline - 20, baseline + 10)
        for x in range(left - 2, right + 2)
        if image.pixelColor(x, y).lightness() < 90
    ]
    return ink, min(x for x, _ in ink), max(x for x, _ in ink)


def test_the_full_stop_is_the_last_ink_of_a_paragraph_in_its_direction(canvas: CanvasPage) -> None:
    canvas.show(
        "Reuters: قالت الوزارة إنها لا تعلم شيئا عن NATO.\n"
        "The ministry said that it knew nothing about it.\n"
        "وانتهى الاجتماع كما بدأ بلا نتيجة تذكر."
    )
    canvas.view.clearFocus()
    for index, at_left in enumerate((True, False, True)):
        ink, left, right = _ink(canvas, index)
        edge = [y for x, y in ink if (x <= left + 2 if at_left else x >= right - 2)]
        assert edge
        assert max(edge) <= 6, index  # a dot on the baseline, and no letter
        assert min(edge) >= -1, index
        column = canvas.sheet.page.text_right if at_left else canvas.sheet.page.text_left
        assert abs((right if at_left else left) - column) < 6


@pytest.mark.parametrize("direction", [Direction.RTL, Direction.LTR])
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(
    paragraphs_of: _Make, direction: Direction
) -> None:
    breaks = 0
    for width in range(150, 730, 5):
        paragraph = paragraphs_of(_PROSE, width=float(width), direction=direction).laid_out(0)
        for line in paragraph.lines[1:]:
            before, after = _PROSE[: line.start], _PROSE[line.start :]
            assert after[0] not in _CLOSING, (width, before[-12:], after[:12])
            assert before.rstrip()[-1] not in _OPENING, (width, before[-12:], after[:12])
            breaks += 1
    assert breaks > 400


def test_lines_break_between_words_only(paragraphs_of: _Make) -> None:
    for width in range(150, 730, 5):
        paragraph = paragraphs_of(_PROSE, width=float(width)).laid_out(0)
        for line in paragraph.lines[:-1]:
            assert _PROSE[line.end - 1] in " /", (width, _PROSE[line.end - 12 : line.end])
