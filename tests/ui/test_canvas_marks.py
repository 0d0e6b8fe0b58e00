"""The marks on the page: they never touch the letters, and stay readable where they pile up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from annotator import language
from annotator.editing.change import SetChange, SpanChange, invert
from annotator.model import AnnotationSet, Mark, Owner, Span, SpanAnnotation
from annotator.text.direction import BIDI_CONTROLS, OTHER_INVISIBLES
from tests.ui.canvas_page import CanvasPage
from ui.text import signs
from ui.text.marks import Edge, ParagraphMarks, inside_word
from ui.text.reading import first_and_last
from ui.theme import THEMES, theme

_DARK = 60


def _marks(canvas: CanvasPage, row: int = 0) -> ParagraphMarks:
    return canvas.sheet.rows(780)[row].marks


def _letters(canvas: CanvasPage) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    layout = canvas.sheet.rows(780)[0].paragraph.layout
    return [
        (tuple(run.glyphIndexes()), tuple(point.x() for point in run.positions()))
        for run in layout.glyphRuns()
    ]


def _ink(canvas: CanvasPage) -> set[tuple[int, int]]:
    """Return the pixels of the first line that are as dark as ink, from its baseline's middle."""
    image = canvas.view.viewport().grab().toImage()
    row = canvas.sheet.rows(780)[0]
    baseline = round(row.y) + round(row.paragraph.lines[0].baseline)
    return {
        (x, y - baseline)
        for y in range(baseline - 19, baseline + 8)
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < _DARK
    }


def test_the_ink_is_the_same_with_and_without_marks(canvas: CanvasPage) -> None:
    images = []
    for spans in ([], [("PERS", 6, 7)]):
        canvas.show("قال المتحدث لا", spans, size=(400, 300))
        canvas.view.clearFocus()
        images.append(_ink(canvas))
    assert images[0]
    assert images[0] == images[1]


def test_500_spans_on_500_words_are_painted_and_their_tags_do_not_overlap(canvas: CanvasPage) -> None:
    words = ["كلمة"] * 500
    text = " ".join(words)
    codes = [label.code for label in canvas.scheme.labels]
    spans = [(codes[n % len(codes)], n * 5, n * 5 + 4) for n in range(500)]
    canvas.show(text, spans)
    assert not canvas.view.grab().isNull()
    marks = _marks(canvas)
    assert len(marks.tints) + len(marks.boxes) + len(marks.lines) == 500
    for line in {tag.line for tag in marks.tags}:
        edges = sorted((tag.left, tag.right) for tag in marks.tags if tag.line == line)
        assert all(a[1] < b[0] for a, b in pairwise(edges))


def test_500_spans_on_500_words_leave_every_letter_where_and_as_it_is(canvas: CanvasPage) -> None:
    words = ["كلمة"] * 500
    codes = [label.code for label in canvas.scheme.labels]
    spans = [(codes[n % len(codes)], n * 5, n * 5 + 4) for n in range(500)]
    canvas.show(" ".join(words), spans[:1])
    few = _letters(canvas)
    canvas.show(" ".join(words), spans)
    assert _letters(canvas) == few
    # Behind each word is its own tint or the page, on which ink is read (test_theme says how well).
    look, row = canvas.sheet.look, canvas.sheet.rows(780)[0]
    grounds = {look.theme.color(role).rgb() for role in ("page", "band")}
    grounds |= {look.colors(label).fill.rgb() for label in canvas.scheme.labels}
    image = canvas.view.viewport().grab().toImage()
    for marks in [*row.marks.tints, *row.marks.boxes][:60]:
        (piece,) = marks.pieces
        x = round(canvas.sheet.page.text_left + (piece.left + piece.right) / 2)
        top = round(row.y + row.paragraph.lines[piece.line].baseline + look.canvas.tint_top)
        if top < 700:
            assert image.pixelColor(x, top + 2).rgb() in grounds


def test_tints_piled_ten_deep_grow_no_darker_and_the_innermost_is_seen(canvas: CanvasPage) -> None:
    codes = [label.code for label in canvas.scheme.labels if label.mark is Mark.FILL][:10]
    assert len(codes) == 10
    canvas.show("زار بوتين موسكو", [(code, 4, 9) for code in codes])
    canvas.view.clearFocus()
    look, row = canvas.sheet.look, canvas.sheet.rows(780)[0]
    tints = row.marks.tints
    assert len(tints) == 10
    (piece,) = tints[-1].pieces
    x = round(canvas.sheet.page.text_left + piece.right) - 1
    middle = round(
        row.y + row.paragraph.lines[0].baseline + look.canvas.tint_top + look.canvas.tint_height / 2
    )
    image = canvas.view.viewport().grab().toImage()
    assert image.pixelColor(x, middle) == look.colors(tints[-1].label).fill
    column = {image.pixelColor(x, y).lightness() for y in range(middle - 14, middle + 1)}
    lightest = [look.colors(tint.label).fill.lightness() for tint in tints]
    assert min(column) >= min(lightest) - 1


def test_a_tag_without_room_goes_away_and_is_named_in_the_tooltip(canvas: CanvasPage) -> None:
    canvas.show("بوتين", [("OCC", 0, 5), ("PERS", 0, 5)])
    assert [tag.text for tag in _marks(canvas).tags] == ["OCC"]
    words = canvas.view.words_at(canvas.between(2))
    assert canvas.name_of("OCC") in words
    assert canvas.name_of("PERS") in words


def test_a_tag_ends_above_the_first_letter_and_speaks_the_interface_language(canvas: CanvasPage) -> None:
    canvas.show("زار بوتين موسكو", [("PERS", 4, 9)])
    (tag,) = _marks(canvas).tags
    (piece,) = _marks(canvas).tints[0].pieces
    assert tag.right == piece.right
    assert tag.text == "PERS"
    language.use("ar")
    QApplication.sendEvent(canvas.view, QEvent(QEvent.Type.LanguageChange))
    assert _marks(canvas).tags[0].text == "شخص"


def test_marks_that_are_alone_of_their_shape_need_no_tag(canvas: CanvasPage) -> None:
    canvas.show("قال الوزير إن كذا", [("CUE", 0, 3), ("SOURCE", 4, 10), ("CLAIM", 14, 17)])
    assert _marks(canvas).tags == ()
    assert len(_marks(canvas).sigils) == 1


def test_a_box_that_begins_inside_a_word_is_open_there(canvas: CanvasPage) -> None:
    text = "ووفقا لمسؤولين أمريكيين، فإن"
    canvas.show(text, [("SOURCE", 7, 23)])
    (piece,) = _marks(canvas).boxes[0].pieces
    assert (piece.right_edge, piece.left_edge) == (Edge.IN_WORD, Edge.CLOSED)


def test_a_box_is_open_where_a_line_ends(canvas: CanvasPage) -> None:
    text = "كلمة " * 40
    canvas.show(text, [("SOURCE", 0, len(text) - 1)])
    pieces = _marks(canvas).boxes[0].pieces
    assert len(pieces) > 2
    assert (pieces[0].right_edge, pieces[0].left_edge) == (Edge.CLOSED, Edge.BROKEN)
    assert (pieces[1].right_edge, pieces[1].left_edge) == (Edge.BROKEN, Edge.BROKEN)
    assert (pieces[-1].right_edge, pieces[-1].left_edge) == (Edge.BROKEN, Edge.CLOSED)


def test_inside_a_word_means_between_two_letters_that_belong_together() -> None:
    assert inside_word("وقال", 1)
    assert inside_word("بَيت", 1)
    assert not inside_word("قال كيم", 3)
    assert not inside_word("قال، كيم", 3)
    assert not inside_word("قال", 0)
    assert not inside_word("قال", 3)


def test_nested_tints_get_deeper_and_lines_keep_their_lane_over_paragraphs(canvas: CanvasPage) -> None:
    canvas.show("ألف باء\nتاء ثاء", [("ORG", 0, 7), ("GPE", 4, 7), ("CLAIM", 0, 15), ("CLAIM", 8, 15)])
    first, second = _marks(canvas), _marks(canvas, 1)
    assert [m.level for m in first.tints] == [0, 1]
    assert [(m.span.id, m.level) for m in first.lines] == [("s2", 0)]
    assert [(m.span.id, m.level) for m in second.lines] == [("s2", 0), ("s3", 1)]
    assert second.lines[0].start is None
    assert second.lines[0].end is not None


_NAMES = {character: f"U+{ord(character):04X}" for character in BIDI_CONTROLS | OTHER_INVISIBLES}


@pytest.mark.parametrize("character", sorted(BIDI_CONTROLS), ids=_NAMES.get)
def test_every_control_of_direction_has_a_sign_where_it_stands(canvas: CanvasPage, character: str) -> None:
    canvas.show(f"قال كيم{character} هنا")
    ((line, x, found),) = _marks(canvas).invisibles
    assert (line, found) == (0, character)
    here = canvas.view.point_of(7)
    assert canvas.sheet.page.text_left + x == pytest.approx(here.x(), abs=1)
    assert _grey(canvas, here.x()) > 10


@pytest.mark.parametrize(
    "text", ["قال \u202b\u2067كيم\u2069\u202c هنا", "said \u202a\u2066Kim\u2069\u202c so"]
)
def test_several_controls_at_one_place_stand_side_by_side_in_reading_order(
    canvas: CanvasPage, text: str
) -> None:
    canvas.show(text)
    canvas.view.clearFocus()
    marks, rtl = _marks(canvas), canvas.sheet.paragraphs.rtl
    placed = [x for _, x, _ in signs.side_by_side(marks.invisibles, scale=1.0, rtl=rtl)]
    assert len(placed) == 4
    steps = [later - earlier for earlier, later in pairwise(placed)]
    assert (steps[0], steps[2]) == ((-11, -11) if rtl else (11, 11))
    row = canvas.sheet.rows(780)[0]
    left, above = canvas.sheet.page.text_left, round(row.y + row.paragraph.lines[0].baseline) - 20
    image = canvas.view.viewport().grab().toImage()
    page = canvas.sheet.look.theme.color("page")
    for x in placed:
        column = range(round(left + x) - 1, round(left + x) + 2)
        assert any(image.pixelColor(at, above) != page for at in column), x


@pytest.mark.parametrize("character", sorted(OTHER_INVISIBLES), ids=_NAMES.get)
def test_other_invisible_characters_have_a_sign_when_it_is_asked_for(
    canvas: CanvasPage, character: str
) -> None:
    canvas.show(f"قال كيم{character}هنا")
    ((_, x, found),) = _marks(canvas).invisibles
    assert found == character
    place = round(canvas.sheet.page.text_left + x)
    hidden = _grey(canvas, place)
    canvas.view.set_invisibles(shown=True)
    assert _grey(canvas, place) > hidden + 5
    canvas.view.set_invisibles(shown=False)
    assert _grey(canvas, place) == hidden


def _grey(canvas: CanvasPage, x: int) -> int:
    """Count the pixels around `x`, over the letters and in the middle of the line, that are no page."""
    image = canvas.view.viewport().grab().toImage()
    y = canvas.view.point_of(0).y()
    page = canvas.sheet.look.theme.color("page")
    return sum(
        image.pixelColor(column, row) != page
        for column in range(x - 5, x + 6)
        for row in range(y - 21, y + 4)
    )


def test_an_edit_works_out_only_the_paragraphs_it_concerns(canvas: CanvasPage) -> None:
    canvas.show("\n".join(["قال كيم كلاما كثيرا"] * 12), [("PERS", 4, 7), ("CLAIM", 100, 110)])
    before = canvas.sheet.recomputed
    new = SpanAnnotation(id="n", label="ORG", span=Span(44, 47), quote="كيم")
    canvas.change(None, new)
    assert canvas.sheet.recomputed == before + 1
    canvas.change(new, None)
    assert canvas.sheet.recomputed == before + 2
    assert "n" not in canvas.sheet.reading.spans


def test_the_first_span_of_an_unread_document_appears_and_goes_with_undo(canvas: CanvasPage) -> None:
    canvas.show("قال كيم")
    document = canvas.sheet.reading.document
    canvas.view.show_document(document, None, canvas.scheme)
    own = AnnotationSet(id="own", document_id="d", owner=Owner.ANNOTATOR, annotator=None)
    new = SpanAnnotation(id="n", label="PERS", span=Span(4, 7), quote="كيم")
    changes = (
        SetChange(before=None, after=own),
        SpanChange(document_id="d", set_id="own", before=None, after=new),
    )
    canvas.view.apply(changes)
    assert len(_marks(canvas).tints) == 1
    canvas.view.apply(invert(changes))
    assert _marks(canvas).tints == ()
    canvas.view.apply(changes)
    assert len(_marks(canvas).tints) == 1


def test_changes_of_another_reading_are_not_shown(canvas: CanvasPage) -> None:
    canvas.show("قال كيم")
    new = SpanAnnotation(id="n", label="PERS", span=Span(4, 7), quote="كيم")
    canvas.view.apply([SpanChange(document_id="d", set_id="other", before=None, after=new)])
    assert _marks(canvas).tints == ()


def test_numbers_count_on_when_a_claim_is_put_before_others(canvas: CanvasPage) -> None:
    canvas.show("قال كيم كلاما\nقال كيم كلاما", [("CLAIM", 18, 27)])
    assert canvas.sheet.reading.number("s0") == 1
    canvas.change(None, SpanAnnotation(id="n", label="CLAIM", span=Span(4, 13), quote="كيم كلاما"))
    assert canvas.sheet.reading.number("s0") == 2
    canvas.view.viewport().repaint()
    assert [placed.card.number for placed in canvas.view.painted.cards] == [1, 2]


def test_an_annotation_gives_its_paragraph_the_higher_ruling_and_nothing_above_moves(
    canvas: CanvasPage,
) -> None:
    canvas.show("\n".join(["قال كيم كلاما كثيرا"] * 12))
    top = canvas.view.point_of(0).y()
    below = canvas.view.point_of(60).y()
    canvas.change(None, SpanAnnotation(id="n", label="ORG", span=Span(24, 27), quote="كيم"))
    assert canvas.view.point_of(0).y() == top
    assert canvas.view.point_of(60).y() > below


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_paints_every_kind_of_mark(canvas: CanvasPage, name: str) -> None:
    text = "قال الوزير إن كيم زار موسكو “أمس” فعلا"
    spans = [
        ("CUE", 0, 3),
        ("SOURCE", 4, 10),
        ("OCC", 4, 10),
        ("CLAIM", 14, 33),
        ("PERS", 14, 17),
        ("QUOTE", 28, 33),
        ("GPE", 22, 27),
    ]
    relations = [("attribution", "s1", "s3"), ("cue", "s0", "s3"), ("coref", "s4", "s2")]
    canvas.view.set_theme(theme(name))
    canvas.show(text, spans, relations)
    images = []
    for current in (None, "s3", "s4"):
        canvas.view.set_current(current)
        QApplication.processEvents()
        images.append(canvas.view.grab().toImage())
    assert images[0] != images[1] != images[2]
    page = theme(name).color("page")
    assert images[0].pixelColor(3, images[0].height() // 2) == page


def test_many_words_are_named_by_the_first_and_the_last() -> None:
    assert first_and_last("جدول أعمال الزعيمين هو تجارة الأسلحة والذخيرة") == "جدول … والذخيرة"
    assert first_and_last("فلاديمير بوتين") == "فلاديمير بوتين"
