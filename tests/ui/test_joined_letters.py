"""A mark on one letter of a joined word leaves the word as the scribe joined it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QTextLayout
from PySide6.QtWidgets import QApplication

from annotator.model import AnnotationSet, Document, Owner, Span, SpanAnnotation, digest
from annotator.model.scheme_json import default_scheme
from ui import fonts
from ui.text.paragraphs import LaidOutParagraph
from ui.text.view import TextView

pytestmark = pytest.mark.usefixtures("qtbot")

_ALL = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
_TEXT = "وصل المستشفيات أمس لا تعلم شيئًا عن مستقبلهم، وقالت وكالة Reuters إنها بلغت 2002."
_Glyphs = list[tuple[list[int], list[tuple[float, float]]]]


def _span(number: int, start: int, end: int, text: str, label: str = "PERS") -> SpanAnnotation:
    return SpanAnnotation(id=f"s{number}", label=label, span=Span(start, end), quote=text[start:end])


def _view(qapp: QApplication, text: str, spans: list[SpanAnnotation]) -> TextView:
    assert qapp is not None
    fonts.load()
    view = TextView()
    view.resize(1100, 300)
    document = Document(id="d", title="خبر", text=text, sha256=digest(text))
    reading = AnnotationSet(
        id="a", document_id="d", owner=Owner.GOLD, annotator=None, spans={span.id: span for span in spans}
    )
    view.show_document(document, reading, default_scheme())
    return view


def _paragraph(view: TextView, index: int) -> LaidOutParagraph:
    assert view.sheet is not None
    return view.sheet.paragraphs.laid_out(index)


def _glyphs(paragraph: LaidOutParagraph) -> _Glyphs:
    """Return all glyph ids and their places, relative to their line."""
    found = []
    for line in paragraph.lines:
        for run in line.text_line.glyphRuns(-1, -1, _ALL):
            places = [(point.x(), point.y() - line.baseline) for point in run.positions()]
            found.append((list(run.glyphIndexes()), places))
    return found


def test_marks_change_no_glyph_and_no_place_of_the_article(qapp: QApplication, article: str) -> None:
    letters = [at for at in range(0, len(article) - 1, 7) if article[at].isalpha()]
    marks = [
        _span(number, at, at + 1, article, ("PERS", "CLAIM", "SOURCE")[number % 3])
        for number, at in enumerate(letters)
    ]
    plain, marked = _view(qapp, article, []), _view(qapp, article, marks)
    plain.grab()
    marked.grab()
    assert plain.sheet is not None
    for index in range(plain.sheet.paragraphs.count):
        assert _paragraph(marked, index).layout.formats() == []
        assert _glyphs(_paragraph(marked, index)) == _glyphs(_paragraph(plain, index))


def _picture(view: TextView) -> QImage:
    return view.viewport().grab().toImage()


def _ink(picture: QImage, area: QRect, *, darker_than: int) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
        if QColor(picture.pixel(x, y)).lightness() < darker_than
    }


@pytest.mark.parametrize("letter", [1, 4, 6])
def test_the_ink_of_a_word_stays_when_one_of_its_letters_is_marked(qapp: QApplication, letter: int) -> None:
    word = _TEXT.index("المستشفيات")
    elsewhere = _span(0, _TEXT.index("Reuters"), _TEXT.index("Reuters") + 7, _TEXT)
    inside = _span(1, word + letter, word + letter + 1, _TEXT, "PERS")
    plain = _view(qapp, _TEXT, [elsewhere])
    marked = _view(qapp, _TEXT, [elsewhere, inside])
    pictures = _picture(plain), _picture(marked)
    assert pictures[0] != pictures[1]
    right, left = plain.point_of(word), plain.point_of(word + len("المستشفيات"))
    # Between the tag above the letters and the lanes below them there is only the tint.
    area = QRect(left.x(), left.y() - 8, right.x() - left.x(), 15)
    black, grey = _ink(pictures[0], area, darker_than=70), _ink(pictures[0], area, darker_than=130)
    marked_ink = _ink(pictures[1], area, darker_than=95)
    assert len(black) > 100
    assert black <= marked_ink <= grey
