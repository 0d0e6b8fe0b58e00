"""Marks told apart without colour: each kind by its shape, each label of a kind by its words."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from annotator import language
from annotator.model import AnnotationSet, Document, LabelScheme, Mark, Owner, Span, SpanAnnotation, digest
from annotator.model.scheme_json import default_scheme
from tests.ui.canvas_page import CanvasPage
from tests.ui.pixels import grey
from ui.pictures.excerpt import Excerpt
from ui.pictures.picture import Picture
from ui.pictures.writing import image, whole_leaf
from ui.text.appearance import usual
from ui.text.reading import Reading
from ui.theme import THEMES, theme

TEXT = "كان الحصاد وفيرا"
HERE = Span(4, 10)


def _picture(label_code: str, scheme: LabelScheme, colors: str) -> Picture:
    document = Document(id="d", title="نص", text=TEXT, sha256=digest(TEXT))
    span = SpanAnnotation(id="s", label=label_code, span=HERE, quote=TEXT[HERE.start : HERE.end])
    reading = AnnotationSet(
        id="a", document_id="d", owner=Owner.ANNOTATOR, annotator=None, spans={"s": span}, relations={}
    )
    return Picture(
        reading=Reading(document, reading, scheme),
        span=None,
        appearance=usual(),
        theme=theme(colors),
        cards=False,
        gloss_on_right=True,
    )


def _drawn(mark: Mark, colors: str) -> QImage:
    """Return a word with a mark; whatever the mark, the label has one colour and no words above it."""
    base = replace(default_scheme().labels[0], mark=mark)
    scheme = replace(default_scheme(), labels=(base,), relation_types=())
    return image(_picture(base.code, scheme, colors))


@pytest.mark.parametrize("colors", THEMES)
def test_kinds_of_marks_differ_in_shape_on_a_grey_page(canvas: CanvasPage, colors: str) -> None:
    assert canvas is not None
    pictures = {mark: _drawn(mark, colors) for mark in Mark}
    for one, other in itertools.combinations(Mark, 2):
        apart = _points_apart(pictures[one], pictures[other])
        assert apart >= 40, (one, other, apart)


def _points_apart(one: QImage, other: QImage) -> int:
    """Return how many points differ in lightness by more than an eye can overlook."""
    rows = zip(grey(one), grey(other), strict=True)
    return sum(abs(a - b) > 24 for left, right in rows for a, b in zip(left, right, strict=True))


@pytest.mark.parametrize("speech", ["ar", "en"])
def test_labels_with_the_same_mark_have_different_words_above_them(canvas: CanvasPage, speech: str) -> None:
    assert canvas is not None
    language.use(speech)
    scheme = default_scheme()
    by_mark: dict[Mark, list[str]] = {}
    for label in scheme.labels:
        excerpt = _turned(_picture(label.code, scheme, "light"))
        (row,) = excerpt.rows(0)
        tags = [tag.text for tag in row.marks.tags]
        if sum(other.mark is label.mark for other in scheme.labels) > 1 and not row.marks.sigils:
            assert tags == [label.short.in_language(speech)], label.code
            by_mark.setdefault(label.mark, []).extend(tags)
    assert len(by_mark[Mark.FILL]) > 10
    for words in by_mark.values():
        assert len(words) == len(set(words))


def _turned(picture: Picture) -> Excerpt:
    excerpt = picture.excerpt()
    whole_leaf(excerpt, picture)
    return excerpt


@pytest.mark.parametrize("colors", THEMES)
def test_only_under_high_contrast_a_tint_has_an_edge_all_round(canvas: CanvasPage, colors: str) -> None:
    assert canvas is not None
    picture = _picture("PERS", default_scheme(), colors)
    excerpt = _turned(picture)
    (row,) = excerpt.rows(0)
    (piece,) = row.marks.tints[0].pieces
    baseline = row.y + row.paragraph.lines[0].baseline
    left = excerpt.page.text_left + piece.left
    upper = QRectF(left + 4, baseline + excerpt.look.canvas.tint_top, piece.right - piece.left - 8, 1)
    page = theme(colors).color("page").lightness()
    strokes = [abs(value - page) for value in grey(image(picture), upper)[0]]
    # No letter of this word reaches so high.
    assert (min(strokes) > 90) is theme(colors).high_contrast
