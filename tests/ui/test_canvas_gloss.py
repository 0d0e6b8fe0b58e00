"""Where the gloss's cards stand, and what fits on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.language import tr
from tests.ui.canvas_page import CanvasPage
from ui.fonts import text_font
from ui.text import gloss
from ui.text.gloss import Slot
from ui.text.lettering import Lettering

_heights = st.floats(10, 150)
_slots = st.lists(st.tuples(st.floats(-500, 1500), _heights), min_size=1, max_size=12).map(sorted)


@given(_slots, st.integers(0, 11))
def test_the_current_card_never_moves(pairs: list[tuple[float, float]], which: int) -> None:
    current = which % len(pairs)
    slots = [Slot(wanted=y, height=h, current=n == current) for n, (y, h) in enumerate(pairs)]
    assert gloss.place(slots)[current] == slots[current].wanted


@given(_slots, st.one_of(st.none(), st.integers(0, 11)))
def test_no_card_lies_over_another(pairs: list[tuple[float, float]], which: int | None) -> None:
    current = None if which is None else which % len(pairs)
    slots = [Slot(wanted=y, height=h, current=n == current) for n, (y, h) in enumerate(pairs)]
    tops = gloss.place(slots)
    for n in range(len(slots) - 1):
        assert tops[n] + slots[n].height + gloss.GAP <= tops[n + 1] + 1e-6


@given(_slots)
def test_a_card_moves_only_as_far_as_it_must(pairs: list[tuple[float, float]]) -> None:
    slots = [Slot(wanted=y, height=h) for y, h in pairs]
    tops = gloss.place(slots)
    for n, top in enumerate(tops):
        touches = n > 0 and abs(top - tops[n - 1] - slots[n - 1].height - gloss.GAP) < 1e-6
        assert top == slots[n].wanted or (touches and top > slots[n].wanted)


def test_cards_before_the_current_one_give_way_upwards_and_those_after_downwards() -> None:
    slots = [
        Slot(wanted=100, height=50),
        Slot(wanted=110, height=50, current=True),
        Slot(wanted=120, height=50),
    ]
    assert gloss.place(slots) == [110 - gloss.GAP - 50, 110, 110 + 50 + gloss.GAP]


def test_a_card_before_the_current_one_that_is_not_in_its_way_stays_at_its_line() -> None:
    slots = [Slot(wanted=0, height=50), Slot(wanted=500, height=50, current=True)]
    assert gloss.place(slots) == [0, 500]


def test_words_are_never_cut_and_go_on_with_dots() -> None:
    assert gloss.fit("أب تث جح", 7, 1, len) == ["أب تث…"]
    assert gloss.fit("أب تث جح", 8, 1, len) == ["أب تث جح"]
    assert gloss.fit("أب تث جح دذ رز", 5, 2, len) == ["أب تث", "جح…"]
    assert gloss.fit("أب، تث جح", 8, 1, len) == ["أب، تث…"]
    assert gloss.fit("أب تث، جح", 8, 1, len) == ["أب تث…"]
    assert gloss.fit("أب … تث جح", 6, 1, len) == ["أب…"]
    assert gloss.fit("كلمةطويلة جدا", 3, 1, len) == ["كلمةطويلة…"]
    assert gloss.fit("", 3, 1, len) == []


_TEXT = "ووفقا لمسؤولين أمريكيين، فإن جدول أعمال الزعيمين هو تجارة الأسلحة. وهذا هو أول مركز فضائي."


def _said(canvas: CanvasPage) -> None:
    canvas.show(
        _TEXT,
        [("SOURCE", 7, 23), ("CUE", 1, 5), ("CLAIM", 29, 65), ("CLAIM", 68, 89)],
        [("attribution", "s0", "s2"), ("cue", "s1", "s2")],
    )
    canvas.view.viewport().repaint()


def test_an_attributed_claim_has_a_card_and_an_orphan_a_quiet_line(canvas: CanvasPage) -> None:
    _said(canvas)
    first, second = (placed.card for placed in canvas.view.painted.cards)
    assert (first.number, first.source, first.cue) == (1, _TEXT[7:23], _TEXT[1:5])
    assert not first.is_quiet
    assert (second.number, second.note, second.is_quiet) == (2, "No source", True)


def test_each_source_of_a_claim_has_a_row_with_its_own_cue(canvas: CanvasPage) -> None:
    text = "أكد سليم أن الجسر أغلق، ونفى نديم ذلك."
    canvas.show(
        text,
        [("CUE", 0, 3), ("SOURCE", 4, 8), ("CLAIM", 12, 22), ("CUE", 25, 28), ("SOURCE", 29, 33)],
        [
            *(("attribution", source, "s2") for source in ("s1", "s4")),
            *(("cue", cue, "s2") for cue in ("s0", "s3")),
            *(("introduces", cue, source) for cue, source in (("s0", "s1"), ("s3", "s4"))),
        ],
    )
    canvas.view.viewport().repaint()
    (placed,) = canvas.view.painted.cards
    assert [(s.name, s.cue) for s in placed.card.speakers] == [("سليم", "أكد"), ("نديم", "نفى")]
    alone = gloss.height(replace(placed.card, speakers=placed.card.speakers[:1]), len(placed.lines))
    assert placed.rect.height() == alone + gloss.TITLE + gloss.FACTS_WITH_CUE


def test_a_card_told_within_another_s_words_draws_back_and_names_who_tells_it(canvas: CanvasPage) -> None:
    text = "قال سليم إن نديم نفى أن الجسر أغلق."
    canvas.show(
        text,
        [("SOURCE", 4, 8), ("CLAIM", 12, 34), ("SOURCE", 12, 16), ("CLAIM", 24, 34)],
        [("attribution", "s0", "s1"), ("attribution", "s2", "s3")],
    )
    canvas.view.viewport().repaint()
    outer, inner = canvas.view.painted.cards
    assert inner.card.depth == 1
    assert inner.rect.left() > outer.rect.left()
    assert inner.rect.right() == outer.rect.right()
    assert inner.card.speakers[0].facts == tr("according to {source}", source="سليم")


def test_an_implicit_source_has_a_card_of_its_own_and_an_undashed_number(canvas: CanvasPage) -> None:
    canvas.show("ذكر أن الجسر أغلق.", [("CLAIM", 7, 17)])
    claim = canvas.sheet.reading.spans["s0"]
    canvas.view.viewport().repaint()
    assert canvas.view.painted.cards[0].card.is_quiet
    canvas.change(claim, replace(claim, attributes={"implicit_source": "unknown_people"}))
    canvas.view.viewport().repaint()
    (placed,) = canvas.view.painted.cards
    assert placed.card.source == "Unknown people (it is reported)"
    assert not placed.card.is_quiet
    (row,) = canvas.sheet.rows(600)
    assert [sigil.sourced for sigil in row.marks.sigils] == [True]


def test_a_click_on_a_card_makes_its_claim_current(canvas: CanvasPage) -> None:
    _said(canvas)
    second = canvas.view.painted.cards[1]
    canvas.click(second.rect.center().toPoint())
    assert canvas.view.current_span == second.card.statement
    QApplication.processEvents()
    assert [placed.card.current for placed in canvas.view.painted.cards] == [False, True]


def test_the_gloss_stands_in_the_outer_margin_and_goes_where_there_is_no_room(canvas: CanvasPage) -> None:
    _said(canvas)
    page = canvas.sheet.page
    assert page.gloss_left > page.text_right
    canvas.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = canvas.sheet.page
    assert page.gloss_left + page.gloss_width < page.text_left
    canvas.view.resize(700, 600)
    QApplication.processEvents()
    assert not canvas.sheet.page.has_gloss
    assert canvas.view.painted.cards == ()


def test_a_quotation_of_a_claim_has_no_number_of_its_own(canvas: CanvasPage) -> None:
    canvas.show("قال: “سنبقى هنا”. وقال: “لن نرحل”.", [("QUOTE", 5, 16), ("CLAIM", 6, 15), ("QUOTE", 24, 33)])
    assert [canvas.sheet.reading.number(key) for key in ("s0", "s1", "s2")] == [None, 1, 2]
    canvas.change(canvas.sheet.reading.spans["s1"], None)
    assert [canvas.sheet.reading.number(key) for key in ("s0", "s2")] == [1, 2]


@pytest.mark.usefixtures("canvas")
def test_a_card_reads_an_english_quotation_from_the_left() -> None:
    words = Lettering(text_font(16))
    by_hand = Lettering(text_font(16), rtl=False)
    english, mixed = "We do not know who said it…", "قال Reuters إنه…"
    assert _drawn(words, english) == _drawn(by_hand, english)
    assert _drawn(words, mixed) != _drawn(by_hand, mixed)


def _drawn(words: Lettering, text: str) -> QImage:
    picture = QImage(400, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    words.draw_up_to(painter, 390, 20, text)
    painter.end()
    return picture
