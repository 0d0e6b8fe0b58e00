"""The ways of relations: under the line or through the margin, and only those of the current span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.model import Span, SpanAnnotation
from annotator.model.scheme_json import default_scheme
from tests.ui.canvas_page import CanvasPage
from ui.text import arcs, relations
from ui.text.arcs import Place
from ui.text.statements import Statements

_TEXT = "ووفقا لمسؤولين أمريكيين، فإن جدول أعمال الزعيمين هو تجارة الأسلحة"
_SPANS = [("SOURCE", 7, 23), ("CUE", 1, 5), ("CLAIM", 29, 65), ("NORP", 7, 23), ("OCC", 40, 48)]
_RELATIONS = [("attribution", "s0", "s2"), ("cue", "s1", "s2"), ("coref", "s3", "s4")]


def _ways(canvas: CanvasPage, current: str) -> list[arcs.Way]:
    return relations.ways(canvas.sheet, canvas.sheet.rows(780), current)


def test_source_and_cue_join_on_a_rail_under_the_line_with_an_arrow_into_the_claim(
    canvas: CanvasPage,
) -> None:
    canvas.show(_TEXT, _SPANS, _RELATIONS)
    source, cue = _ways(canvas, "s2")
    claim = canvas.view.point_of(29).x()
    for way in (source, cue):
        assert way.arrow
        assert abs(way.corners[-1][0] - claim) < 4
        assert way.corners[-2][0] > way.corners[-1][0]  # from the right, where the text comes from
    assert source.corners[1][1] == cue.corners[1][1]
    assert canvas.view.point_of(23).x() < source.corners[0][0] < canvas.view.point_of(7).x()


def test_from_another_line_the_rail_runs_round_through_the_margin(canvas: CanvasPage) -> None:
    canvas.show(_TEXT.replace("، فإن", "،\nفإن"), _SPANS[:3], _RELATIONS[:2])
    for way in _ways(canvas, "s2"):
        assert max(x for x, _ in way.corners) > canvas.sheet.page.text_right
        assert way.corners[0][1] < way.corners[-1][1]


def test_an_end_out_of_sight_is_led_to_by_the_margin_once(canvas: CanvasPage) -> None:
    far = "\n".join(["كيم", *["سطر"] * 60, "كيم", "كيم"])
    last = len(far)
    spans = [("PERS", 0, 3), ("PERS", last - 7, last - 4), ("PERS", last - 3, last)]
    canvas.show(far, spans, [("coref", "s0", "s1"), ("coref", "s0", "s2")])
    (way,) = _ways(canvas, "s0")
    assert max(y for _, y in way.corners) > 780


def test_a_symmetric_relation_has_no_arrow_and_a_directed_one_has(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS, [*_RELATIONS, ("refers_to", "s0", "s3")])
    assert [way.arrow for way in _ways(canvas, "s3")] == [False, True]
    assert [way.arrow for way in _ways(canvas, "s4")] == [False]


def test_without_a_current_span_nothing_is_drawn(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS)
    canvas.view.clearFocus()
    bare = canvas.view.grab().toImage()
    canvas.show(_TEXT, _SPANS, _RELATIONS[2:])
    canvas.view.clearFocus()
    QApplication.processEvents()
    assert canvas.view.grab().toImage() == bare


def test_a_claim_without_a_cue_of_its_own_has_the_one_that_introduces_its_source(
    canvas: CanvasPage,
) -> None:
    canvas.show(_TEXT, _SPANS, [("attribution", "s0", "s2"), ("introduces", "s1", "s0")])
    assert [cue.id for cue in canvas.sheet.reading.cues_of("s2")] == ["s1"]
    assert canvas.sheet.reading.statement_of("s0") == "s2"


def test_an_arrow_head_points_where_its_way_goes() -> None:
    way = arcs.rail(Place(x=300, baseline=50), Place(x=100, baseline=50), margin=400, scale=1, rtl=True)
    tip, upper, lower = (arcs.head(way, 7).at(n) for n in range(3))
    assert (tip.x(), tip.y()) == way.corners[-1]
    assert upper.x() == lower.x() == tip.x() + 7


_marks = st.tuples(st.sampled_from(["CLAIM", "QUOTE", "PERS"]), st.integers(0, 40), st.integers(1, 12))


@given(st.lists(_marks, max_size=12), st.lists(st.tuples(st.integers(0, 11), _marks), max_size=8))
def test_numbers_kept_up_to_date_are_those_counted_anew(
    first: list[tuple[str, int, int]], changes: list[tuple[int, tuple[str, int, int]]]
) -> None:
    scheme = default_scheme()
    spans = {n: _annotation(n, mark) for n, mark in enumerate(first)}
    kept = Statements(scheme, spans.values())
    for n, mark in changes:
        before, after = spans.get(n), _annotation(n, mark)
        if mark[0] == "PERS":
            kept.replace(before, None)
            spans.pop(n, None)
        else:
            kept.replace(before, after)
            spans[n] = after
    anew = Statements(scheme, spans.values())
    assert kept.starting_in(0, 100) == anew.starting_in(0, 100)
    for number, key in enumerate(anew.starting_in(0, 100), 1):
        assert kept.number(next(s for s in spans.values() if s.id == key)) == number


def _annotation(number: int, mark: tuple[str, int, int]) -> SpanAnnotation:
    label, start, length = mark
    return SpanAnnotation(id=f"s{number}", label=label, span=Span(start, start + length), quote="")
