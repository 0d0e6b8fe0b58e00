"""What is painted on the lanes, looked at pixel by pixel; and what screen readers are told of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListView

from annotator.language import tr
from annotator.model import Mark
from tests.ui.adjudication.adjudicator import CTRL, Adjudicator
from tests.ui.adjudication.conftest import TEXT, MakeProject, Open, Read
from ui.adjudication.lanes_painting import mixed
from ui.adjudication.sheet import LaneMark
from ui.text.sheet import Row

CLAIM = "الاجتماع سيعزز الصداقة بين البلدين"
SHORTER = "الاجتماع سيعزز الصداقة بين"
_FADED = 0.4


@pytest.fixture
def read_by_three(read: MakeProject) -> Path:
    """Return a project in which all marks but a name and a claim's end are agreed on."""
    whole = Read(spans=[("CLAIM", CLAIM), ("PERS", "كيم"), ("GPE", "روسيا"), ("SOURCE", "الوزير")])
    other = Read(spans=[("CLAIM", SHORTER), ("NORP", "كيم"), ("GPE", "روسيا"), ("SOURCE", "الوزير")])
    return read(one=whole, two=other, three=whole)


@pytest.mark.parametrize(("language", "colors"), [("en", "light"), ("ar", "dark")])
def test_each_reader_has_a_lane_under_the_words_they_mark(
    adjudicate: Open, read_by_three: Path, language: str, colors: str
) -> None:
    me = adjudicate(read_by_three, code=language, colors=colors)
    theme, image = me.page.theme, me.page.view.viewport().grab().toImage()
    page = theme.color("page")
    seen = 0
    for _, mark, point in _bars(me):
        edge = theme.label(mark.label).edge
        differs = mark.span.quote == "كيم"
        wanted = edge if differs else mixed(edge, page, _FADED)
        assert _near(image, point, wanted), (language, mark.lane, mark.span.quote)
        seen += 1
    assert seen == 6, "two names in three lanes"


def test_lanes_stand_below_each_other_in_the_order_of_the_readers(
    adjudicate: Open, read: MakeProject
) -> None:
    said = {"one": "PERS", "two": "NORP", "three": "ORG"}
    me = adjudicate(read(**{name: Read(spans=[(label, "كيم")]) for name, label in said.items()}))
    image, labels = me.page.view.viewport().grab().toImage(), me.sheet.reading.scheme.labels
    colors = {one.code: me.page.theme.label(one).edge for one in labels if one.code in said.values()}
    at, _ = me.sheet.caret(TEXT.index("كيم"))
    x, y = round(at.x()) - 8, round(at.y())
    below = [QColor(image.pixel(x, y + down)) for down in range(8, 48)]
    met = [code for pixel in below for code, color in colors.items() if _is(pixel, color)]
    assert me.page.edition is not None
    assert list(dict.fromkeys(met)) == [said[one.name] for one in me.page.edition.readers]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_present_position_is_framed_and_others_are_lit(
    adjudicate: Open, read_by_three: Path, language: str
) -> None:
    me = adjudicate(read_by_three, code=language)
    assert [place.of(TEXT) for place in me.page.view.shown.framed] == [CLAIM]
    assert [place.of(TEXT) for place in me.page.view.shown.lit] == ["كيم"]
    image, theme = me.page.view.viewport().grab().toImage(), me.page.theme
    top, bottom = me.sheet.frame
    for place, color in ((CLAIM, "rubric_soft"), ("كيم", "rubric_soft"), ("روسيا", "page")):
        at, _ = me.sheet.caret(TEXT.index(place))
        above = QPointF(at.x() - 3, at.y() - 21)
        assert _near(image, above, theme.color(color)), place
    at, _ = me.sheet.caret(TEXT.index(CLAIM))
    assert _near(image, QPointF(at.x() - 12, at.y() + top + 1.5), theme.color("rubric"))
    assert _near(image, QPointF(at.x() - 12, at.y() + bottom - 1.5), theme.color("rubric"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_text_and_its_sigla_stay_right_to_left(
    adjudicate: Open, read_by_three: Path, language: str
) -> None:
    me = adjudicate(read_by_three, code=language)
    assert me.sheet.sigla_x > me.sheet.page.text_right
    mirrored = me.page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert mirrored == (language == "ar")
    desk, text = (part.mapTo(me.page, part.rect().center()).x() for part in (me.page.queue, me.page.view))
    assert (desk > text) == mirrored


def test_what_is_settled_has_a_tick_and_is_lit_no_more(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three)
    me.take(1)
    assert me.page.view.shown.settled == (TEXT.index(CLAIM),)
    at, _ = me.sheet.caret(TEXT.index(CLAIM))
    image, ok = me.page.view.viewport().grab().toImage(), me.page.theme.color("ok")
    found = [
        (x, y)
        for x in range(round(at.x()), round(at.x()) + 14)
        for y in range(round(at.y()) - 30, round(at.y()) - 16)
        if _is(QColor(image.pixel(x, y)), ok)
    ]
    assert found
    claims = [mark for _, mark in _marks(me) if mark.span.label == "CLAIM"]
    strong = [mark.span.quote for mark in claims if _is_strong(me, mark)]
    assert strong == [SHORTER], "of what is settled, only what was not taken keeps its strength"


def test_in_high_contrast_agreed_marks_are_hollow(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three, colors="hc_light")
    image, page = me.page.view.viewport().grab().toImage(), me.page.theme.color("page")
    middles = {mark.span.quote: _near(image, point, page) for _, mark, point in _bars(me)}
    assert middles == {"روسيا": True, "كيم": False}


def test_ten_readers_have_a_lane_each(adjudicate: Open, read: MakeProject) -> None:
    names = [f"r{number}" for number in range(10)]
    me = adjudicate(read(**{name: Read(spans=[("PERS", "كيم")]) for name in names}))
    assert len({mark.lane for _, mark in _marks(me)}) == 10
    first, second = (line.baseline for line in _first(me).paragraph.lines[:2]) if _lines(me) > 1 else (0, 999)
    assert second - first > me.sheet.bar_y(9) + 24


def test_a_lane_says_who_has_marked_what(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three)
    said = {
        me.page.view.words_at(point.toPoint()) for _, mark, point in _bars(me) if mark.span.quote == "كيم"
    }
    names = {"one": "Person", "two": "Group", "three": "Person"}
    assert said == {f"{me.siglum(name)} · {name} · {label}" for name, label in names.items()}


def test_screen_readers_are_told_which_position_it_is(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three)
    assert me.page.view.accessibleName() == "Text with the readers' lanes: \u2068خبر\u2069"
    words = me.page.view.accessibleDescription()
    assert words.startswith("Position 1 of 2. Claim: where does it end?")
    assert "one" in words
    assert "the end is missing" in words
    me.press(Qt.Key.Key_J)
    assert me.page.view.accessibleDescription().startswith("Position 2 of 2. What is it: ")


def test_everything_that_takes_the_keyboard_has_a_name(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three)
    me.press(Qt.Key.Key_E)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListView)
    parts = [part for kind in kinds for part in me.page.findChildren(kind) if part.isVisible()]
    assert len(parts) > 14
    assert [part for part in parts if not part.accessibleName()] == []
    rows = me.page.queue.model
    spoken = rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.strip("\u2066\u2069").endswith("Edges, Edges"), "but for what keeps a list in its order"


def test_the_language_is_switched_on_the_page(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three)
    me.conductor.looks.speak("ar")
    QApplication.processEvents()
    assert me.is_there
    assert me.page.view.accessibleName() == tr("Text with the readers' lanes: {title}", title="خبر")
    assert tr("Position {number} of {total}", number=1, total=2) in me.page.view.accessibleDescription()
    assert me.page.edition is not None
    assert {one.siglum for one in me.page.edition.readers} <= set("أبجد")
    assert me.listed[0] == CLAIM


def test_the_text_is_as_large_as_elsewhere(adjudicate: Open, read_by_three: Path) -> None:
    me = adjudicate(read_by_three)
    before = me.page.view.appearance.px
    me.press(Qt.Key.Key_Plus, modifier=CTRL)
    assert me.page.view.appearance.px > before
    assert me.page.view.appearance == me.window.view.appearance
    assert me.sheet.bar_y(0) > 15.7
    me.press(Qt.Key.Key_0, modifier=CTRL)
    assert me.page.view.appearance.px == before


def _first(me: Adjudicator) -> Row:
    return me.sheet.rows(me.page.view.viewport().height())[0]


def _lines(me: Adjudicator) -> int:
    return len(_first(me).paragraph.lines)


def _marks(me: Adjudicator) -> Iterator[tuple[Row, LaneMark]]:
    for row in me.sheet.rows(me.page.view.viewport().height()):
        for mark in me.sheet.lane_marks(row.paragraph):
            yield row, mark


def _bars(me: Adjudicator) -> Iterator[tuple[Row, LaneMark, QPointF]]:
    """Yield the marks of entities with the middle of each bar in the viewport."""
    for row, mark in _marks(me):
        if mark.label.mark is Mark.FILL:
            piece = mark.pieces[0]
            baseline = round(row.y) + row.paragraph.lines[piece.line].baseline
            x = me.sheet.page.text_left + (piece.left + piece.right) / 2
            yield row, mark, QPointF(x, baseline + me.sheet.bar_y(mark.lane))


def _is_strong(me: Adjudicator, mark: LaneMark) -> bool:
    return (mark.set_id, mark.span.id) in me.page.view.shown.strong


def _near(image: QImage, point: QPointF, color: QColor) -> bool:
    """Tell whether a pixel, or one beside it, has this colour: edges are smoothed."""
    x, y = round(point.x()), round(point.y())
    return any(_is(QColor(image.pixel(x + a, y + b)), color) for a in (-1, 0, 1) for b in (-1, 0, 1))


def _is(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= 6 for a, b in pairs)
