"""Only what is in sight is laid out, and after an edit only what it concerns is worked out again."""

from __future__ import annotations

import pytest

from annotator.model import Span, SpanAnnotation
from tests.ui.canvas_page import CanvasPage
from ui.text.paragraphs import Paragraphs

_LONG = "\n".join("كلمة " * (3 + 17 * (n % 5)) for n in range(400))
_SPANS = [("PERS", n, n + 4) for n in range(0, 40_000, 400)]


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The paragraphs that are laid out from now on, each time one is; none while nobody waits."""
    found: list[int] = []
    lay_out = Paragraphs._lay_out

    def noted(self: Paragraphs, index: int) -> object:
        found.append(index)
        return lay_out(self, index)

    monkeypatch.setattr(Paragraphs, "_lay_out", noted)
    monkeypatch.setattr("ui.text.sheet.Sheet.prepare", lambda *_: False)
    return found


def test_opening_lays_out_what_is_in_sight_and_nothing_else(canvas: CanvasPage, laid_out: list[int]) -> None:
    canvas.show(_LONG)  # brings the scroll bar, and another width with it
    laid_out.clear()
    canvas.show(_LONG, _SPANS)
    canvas.view.viewport().repaint()
    in_sight = [row.paragraph.index for row in canvas.sheet.rows(canvas.view.viewport().height())]
    assert canvas.sheet.paragraphs.count == 400
    assert sorted(laid_out) == in_sight


def test_an_edit_lays_nothing_out_again_and_works_one_paragraph_out(
    canvas: CanvasPage, laid_out: list[int]
) -> None:
    canvas.show(_LONG, _SPANS)
    canvas.view.viewport().repaint()
    laid_out.clear()
    worked_out = canvas.sheet.recomputed
    place = canvas.sheet.paragraphs.start(2)
    canvas.change(None, SpanAnnotation(id="n", label="PERS", span=Span(place, place + 4), quote="كلمة"))
    canvas.view.viewport().repaint()
    assert laid_out == []
    assert canvas.sheet.recomputed == worked_out + 1


def test_an_edit_far_away_costs_nothing_here(canvas: CanvasPage, laid_out: list[int]) -> None:
    canvas.show(_LONG, _SPANS)
    canvas.view.viewport().repaint()
    laid_out.clear()
    worked_out = canvas.sheet.recomputed
    far = len(_LONG) - 300
    span = Span(far, far + 4)
    canvas.change(None, SpanAnnotation(id="n", label="PERS", span=span, quote=span.of(_LONG)))
    canvas.view.viewport().repaint()
    assert (laid_out, canvas.sheet.recomputed) == ([], worked_out)


def test_a_higher_line_above_moves_nothing_in_sight(canvas: CanvasPage) -> None:
    canvas.show(_LONG)
    canvas.view.scroll_to(canvas.sheet.paragraphs.start(200))
    place = canvas.view.first_visible
    before = canvas.view.point_of(place)
    canvas.change(None, SpanAnnotation(id="n", label="PERS", span=Span(0, 4), quote="كلمة"))
    assert canvas.view.point_of(place) == before


def test_a_far_jump_begins_with_a_paragraph_and_lays_out_no_more_than_it_shows(
    canvas: CanvasPage, laid_out: list[int]
) -> None:
    canvas.show(_LONG, _SPANS)
    canvas.view.viewport().repaint()
    bar = canvas.view.verticalScrollBar()
    for part in (0.31, 0.52, 0.77):
        laid_out.clear()
        bar.setValue(round(bar.maximum() * part))
        canvas.view.viewport().repaint()
        rows = canvas.sheet.rows(canvas.view.viewport().height())
        assert rows[0].y == 0
        assert canvas.view.first_visible == rows[0].paragraph.start
        assert set(laid_out) <= {row.paragraph.index for row in rows}
    bar.setValue(bar.maximum())
    assert 0 < canvas.view.point_of(len(_LONG)).y() < canvas.view.viewport().height()
    bar.setValue(0)
    assert canvas.view.first_visible == 0
