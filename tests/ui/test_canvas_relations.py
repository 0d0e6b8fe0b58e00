"""The ways of relations: under the line or through the margin, each apart from the others."""

from __future__ import annotations

import re
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.cards import voices_of
from annotator.editing.statements import Statements
from annotator.model import Span, SpanAnnotation
from annotator.model.scheme_json import default_scheme
from tests.ui.canvas_page import CanvasPage
from ui.text import arcs, lanes, relations
from ui.text.arcs import Place
from ui.text.clearance import hits, obstacles
from ui.text.relations import Drawn
from ui.text.showing import Showing

_TEXT = "ووفقا لمسؤولين أمريكيين، فإن جدول أعمال الزعيمين هو تجارة الأسلحة"
_SPANS = [("SOURCE", 7, 23), ("CUE", 1, 5), ("CLAIM", 29, 65), ("NORP", 7, 23), ("OCC", 40, 48)]
_RELATIONS = [("attribution", "s0", "s2"), ("cue", "s1", "s2"), ("coref", "s3", "s4")]


def _drawn(canvas: CanvasPage, current: str | None = None, showing: Showing = Showing.CURRENT) -> list[Drawn]:
    return relations.drawn(canvas.sheet, canvas.sheet.rows(780), showing=showing, current=current)


def _ways(canvas: CanvasPage, current: str) -> list[arcs.Way]:
    return [drawn.way for drawn in _drawn(canvas, current)]


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
    reading = canvas.sheet.reading
    assert [cue.id for voice in voices_of(reading, reading.spans["s2"]) for cue in voice.cues] == ["s1"]
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


_LINES = ["كيم وبوتين وموسكو", "كيم وبوتين وموسكو", "كيم وبوتين وموسكو", "كيم وبوتين وموسكو"]
_FOUR = "\n".join(_LINES)
_LONG = len(_LINES[0]) + 1
_NAMES = [("PERS", n * _LONG, n * _LONG + 3) for n in range(4)]


def test_relations_that_cross_run_on_rails_of_their_own(canvas: CanvasPage) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s2"), ("coref", "s1", "s3")])
    first, second = _drawn(canvas, showing=Showing.ALWAYS)
    assert abs(first.way.corners[2][0] - second.way.corners[2][0]) >= 4


def test_a_rail_inside_another_is_nearer_to_the_text(canvas: CanvasPage) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s3"), ("coref", "s1", "s2")])
    outer, inner = _drawn(canvas, showing=Showing.ALWAYS)
    assert canvas.sheet.page.text_right < inner.way.corners[2][0] < outer.way.corners[2][0]


def test_rails_that_do_not_meet_share_the_first_lane(canvas: CanvasPage) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s1"), ("coref", "s2", "s3")])
    first, second = _drawn(canvas, showing=Showing.ALWAYS)
    assert first.way.corners[2][0] == second.way.corners[2][0]


def test_ways_under_one_line_run_one_below_the_other(canvas: CanvasPage) -> None:
    spans = [("PERS", 0, 3), ("PERS", 5, 10), ("GPE", 12, 17), ("SOURCE", 5, 10), ("CLAIM", 11, 17)]
    canvas.show(
        _LINES[0], spans, [("coref", "s0", "s1"), ("attribution", "s3", "s4"), ("refers_to", "s3", "s2")]
    )
    lowest = [max(y for _, y in drawn.way.corners) for drawn in _drawn(canvas, showing=Showing.ALWAYS)]
    assert len(set(lowest)) == 3


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 60)).map(lambda p: (p[0], p[0] + p[1])), max_size=20)
)
def test_no_two_stretches_of_a_lane_overlap(found: list[tuple[float, float]]) -> None:
    placed = lanes.apart(found)
    for n, (low, high) in enumerate(found):
        for m, (other_low, other_high) in enumerate(found[:n]):
            if low < other_high and other_low < high:
                assert placed[n] != placed[m]
            if low < other_low and other_high < high:
                assert placed[m] < placed[n]


def test_however_many_rails_there_are_they_stay_in_the_margin() -> None:
    for count in range(1, 30):
        first, step = relations.rails(31, count, 1.0)
        assert first > 0
        assert first + (count - 1) * step <= 31 + 1e-9
    assert relations.rails(31, 1, 1.0)[0] == relations.rails(31, 4, 1.0)[0] == 15


@pytest.mark.parametrize(
    ("showing", "of_current", "of_all"),
    [(Showing.ALWAYS, 2, 2), (Showing.CURRENT, 1, 0), (Showing.NEVER, 0, 0)],
)
def test_relations_are_shown_always_for_the_current_span_or_never(
    canvas: CanvasPage, showing: Showing, of_current: int, of_all: int
) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s1"), ("coref", "s2", "s3")])
    canvas.view.show_relations(showing)
    canvas.view.viewport().repaint()
    assert len(canvas.view.painted.relations) == of_all
    canvas.view.set_current("s0")
    canvas.view.viewport().repaint()
    assert len(canvas.view.painted.relations) == of_current


def test_pointing_at_a_way_lights_both_its_ends_and_names_it(canvas: CanvasPage) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s2")])
    canvas.view.show_relations(Showing.ALWAYS)
    canvas.view.viewport().repaint()
    (drawn,) = canvas.view.painted.relations
    x, y = drawn.way.corners[2][0], (drawn.way.corners[2][1] + drawn.way.corners[3][1]) / 2
    # Without their lowest pixels, where the way itself is lit.
    places = [canvas.view.rectangle_of(f"s{n}").adjusted(0, 0, 0, -6) for n in range(3)]
    before = [canvas.view.grab(place).toImage() for place in places]
    point = QPoint(round(x), round(y))
    QTest.mouseMove(canvas.view.viewport(), point)
    QApplication.processEvents()
    after = [canvas.view.grab(place).toImage() for place in places]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, False]
    words = canvas.view.words_at(point)
    assert "Coreference" in words
    assert words.count("كيم") == 2


def test_dashes_that_lie_on_one_another_are_drawn_once() -> None:
    one = arcs.link(Place(x=10, baseline=0), Place(x=20, baseline=100), margin=50, scale=1, directed=False)
    two = arcs.link(Place(x=10, baseline=0), Place(x=30, baseline=200), margin=50, scale=1, directed=False)
    upright = [s for s in arcs.stretches([one, two]) if s[0][0] == s[1][0] == 50]
    assert upright == [((50, 20), (50, 220))]


_FAR_TEXT = "\n".join(["كيم هنا", *["سطر"] * 60, "بوتين هناك", "كيم أيضا"])
_FAR_ONE = _FAR_TEXT.index("بوتين")
_FAR_TWO = _FAR_TEXT.rindex("كيم")
_FAR_SPANS = [("PERS", 0, 3), ("PERS", _FAR_ONE, _FAR_ONE + 5), ("PERS", _FAR_TWO, _FAR_TWO + 3)]
_FAR_LINKS = [("coref", "s0", "s1"), ("coref", "s0", "s2")]


def test_an_end_out_of_sight_is_named_at_the_edge_of_the_page(canvas: CanvasPage) -> None:
    canvas.show(_FAR_TEXT, _FAR_SPANS, _FAR_LINKS)
    canvas.view.set_current("s0")
    canvas.view.viewport().repaint()
    (chip,) = canvas.view.painted.chips
    assert (chip.span, chip.words, chip.more, chip.above) == ("s1", "بوتين", 1, False)
    assert chip.rect.bottom() > canvas.view.viewport().height() - 10
    canvas.view.set_current("s2")
    canvas.view.viewport().repaint()
    (chip,) = canvas.view.painted.chips
    assert (chip.span, chip.above) == ("s0", True)
    assert chip.rect.top() < 10


def test_no_chip_stands_for_an_end_in_sight(canvas: CanvasPage) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s3")])
    canvas.view.set_current("s0")
    canvas.view.viewport().repaint()
    assert canvas.view.painted.chips == ()


def test_a_click_on_the_name_of_an_end_goes_there(canvas: CanvasPage) -> None:
    canvas.show(_FAR_TEXT, _FAR_SPANS, _FAR_LINKS)
    canvas.view.set_current("s0")
    canvas.view.viewport().repaint()
    canvas.click(canvas.view.painted.chips[0].rect.center().toPoint())
    assert canvas.current() == "s1"
    assert canvas.view.viewport().rect().contains(canvas.view.rectangle_of("s1"))


def test_one_key_goes_round_the_ends_and_back_to_where_it_began(canvas: CanvasPage) -> None:
    canvas.show(_FAR_TEXT, _FAR_SPANS, _FAR_LINKS)
    canvas.view.set_current("s0")
    visited = []
    for _ in range(4):
        assert canvas.view.go_to_other_end()
        visited.append(canvas.current())
    assert visited == ["s1", "s2", "s0", "s1"]
    canvas.view.set_current(None)
    assert not canvas.view.go_to_other_end()


_CROWD_LINE = "كيم وبوتين وموسكو ثم كيم وبوتين وموسكو وكيم مرة أخرى هنا وهناك"
_CROWD = "\n".join([_CROWD_LINE] * 6)


def _crowd(canvas: CanvasPage) -> None:
    """Show six lines of tagged names with relations of every kind between them, some along a line."""
    places = [m.span() for m in re.finditer("كيم|بوتين|موسكو", _CROWD)]
    spans = [(label, *place) for label, place in zip(cycle(["PERS", "PERS", "GPE"]), places, strict=False)]
    last = len(spans) - 1
    links = [("coref", f"s{n}", f"s{(n * 5 + 8) % last}") for n in range(0, last, 2)]
    links += [("refers_to", f"s{n}", f"s{n + 2}") for n in range(1, last - 2, 3)]
    canvas.show(_CROWD, spans, links)


def _shown_of_tags(canvas: CanvasPage) -> dict[tuple[int, int], QImage]:
    """Return the pixels of each tag and number in sight, by where it stands."""
    canvas.view.viewport().repaint()
    image = canvas.view.viewport().grab().toImage()
    standing = obstacles(canvas.sheet, canvas.sheet.rows(780))
    boxes = [one.box.toAlignedRect() for one in standing]
    assert len(boxes) > 20
    return {(box.x(), box.y()): image.copy(box) for box in boxes}


def test_no_relation_runs_through_a_tag_however_dense_they_are(canvas: CanvasPage) -> None:
    _crowd(canvas)
    canvas.view.clearFocus()
    canvas.view.show_relations(Showing.NEVER)
    without = _shown_of_tags(canvas)
    canvas.view.show_relations(Showing.ALWAYS)
    assert _shown_of_tags(canvas) == without
    assert len(canvas.view.painted.relations) > 15


def test_a_way_takes_the_level_at_which_it_meets_no_tag(canvas: CanvasPage) -> None:
    canvas.show(_FOUR, _NAMES, [("coref", "s0", "s2"), ("refers_to", "s0", "s3"), ("refers_to", "s1", "s0")])
    standing = obstacles(canvas.sheet, canvas.sheet.rows(780))
    ways = [drawn.way for drawn in _drawn(canvas, showing=Showing.ALWAYS)]
    assert len(ways) == 3
    assert [hits(way, standing) for way in ways] == [0, 0, 0]
    # A way between the two levels would run right through the tags.
    middle = (standing[1].top + standing[1].bottom) / 2
    assert hits(arcs.Way(corners=((0.0, middle), (999.0, middle)), arrow=False), standing) > 0


def test_an_arc_ends_above_the_tags_of_the_next_line(canvas: CanvasPage) -> None:
    words = "كيم وبوتين وموسكو ثم " * 9
    places = [m.span() for m in re.finditer("كيم|موسكو", words)]
    canvas.show(words, [("PERS", *place) for place in places], [("coref", "s0", "s5")])
    (drawn,) = _drawn(canvas, showing=Showing.ALWAYS)
    assert drawn.way.bowed
    assert hits(drawn.way, obstacles(canvas.sheet, canvas.sheet.rows(780))) == 0
