"""Pictures of a reading: what is on them, and that a file is written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, QRectF, QXmlStreamReader
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from annotator.errors import Cancelled, OutputError
from annotator.model import Direction, Span
from annotator.progress import Progress
from tests.ui.canvas_page import CanvasPage
from tests.ui.copied import copied
from tests.ui.pixels import difference, grey
from ui.pictures import writing
from ui.pictures.excerpt import leaves
from ui.pictures.paper import Paper, on_paper
from ui.pictures.parts import in_sight, paragraphs_of
from ui.pictures.picture import Picture
from ui.text.appearance import usual
from ui.text.showing import Showing
from ui.theme import theme

SENTENCE = "قال الوزير إن الحصاد تأخر عشرة أيام في القرى كلها ولم تصل المعدات بعد إلى الحقول. "
LONG = "\n".join([SENTENCE * 3, "", SENTENCE * 2] * 12)
INK = QColor(theme("light").color("ink"))


def _picture(canvas: CanvasPage, **changes: Any) -> Picture:
    whole = Picture(
        reading=canvas.sheet.reading,
        span=None,
        appearance=usual(),
        theme=theme("light"),
        cards=True,
        gloss_on_right=True,
    )
    return replace(whole, **changes)


def _claims(text: str) -> list[tuple[str, int, int]]:
    """Return a claim at the start of each sentence."""
    return [("CLAIM", at.start(), at.start() + 20) for at in re.finditer("الوزير", text)]


def _darkest(image: QImage, box: QRectF) -> int:
    """Return the lightness of the darkest point in a box: letters are nearly black, nothing else is."""
    return min(min(row) for row in grey(image, box))


def _blank(image: QImage, box: QRectF) -> bool:
    return len({value for row in set(grey(image, box)) for value in row}) == 1


def test_the_picture_of_the_whole_document_ends_with_its_last_line(canvas: CanvasPage) -> None:
    canvas.show(LONG + "\nوختم كلامه")
    image = writing.image(_picture(canvas))
    excerpt = _picture(canvas).excerpt()
    lines = list(excerpt.lines(None))
    last = excerpt.turn_to(lines[0], lines[-1], top=29).height
    pitch = excerpt.paragraphs.laid_out(lines[-1].paragraph).pitch
    assert image.height() > last
    assert _darkest(image, QRectF(0, last - pitch, image.width(), pitch)) < INK.lightness() + 20
    # The tail of a final mim reaches a pixel further than the ruling.
    assert _blank(image, QRectF(0, last + 2, image.width(), image.height() - last - 3))


def _elements(svg: Path) -> tuple[list[str], str]:
    """Return the names of all elements, and the title; fails where it is no XML."""
    reader = QXmlStreamReader(svg.read_text(encoding="utf-8"))
    names, title = [], ""
    while not reader.atEnd():
        if reader.readNext() is QXmlStreamReader.TokenType.StartElement:
            names.append(reader.name())
            if reader.name() == "title":
                title = reader.readElementText()
    assert not reader.hasError(), reader.errorString()
    return names, title


def test_a_picture_shows_what_the_page_shows(canvas: CanvasPage) -> None:
    text = SENTENCE * 3
    canvas.show(text, [("PERS", 4, 10), ("CLAIM", 11, 40)], size=(1156, 420))
    canvas.view.clearFocus()
    seen = canvas.view.viewport().grab().toImage()
    drawn = writing.image(_picture(canvas))
    height = 3 * 56
    at = canvas.sheet.page.text_left
    there = _picture(canvas).excerpt().page.text_left
    width = canvas.sheet.page.text_width
    one = seen.copy(round(at) - 10, 0, round(width) + 20, height)
    other = drawn.copy(round(there) - 10, 0, round(width) + 20, height)
    assert difference(one, other) < 0.2


def test_a_part_has_its_lines_and_nothing_of_the_others(canvas: CanvasPage) -> None:
    canvas.show(SENTENCE * 6)
    third = canvas.sheet.paragraphs.laid_out(0).lines[2]
    excerpt = _picture(canvas).excerpt()
    part = Span(third.start + 1, third.end - 2)
    assert [line.number for line in excerpt.lines(part)] == [2]
    image = writing.image(_picture(canvas, span=part))
    assert image.height() == 29 + 44 + 26
    assert _darkest(image, QRectF(0, 29, image.width(), 44)) < INK.lightness() + 20
    for edge in (QRectF(0, 0, image.width(), 26), QRectF(0, 78, image.width(), 20)):
        assert _blank(image, edge)


@pytest.mark.parametrize("scale", [2, 3])
def test_a_sharp_picture_has_more_pixels_of_the_same_page(canvas: CanvasPage, scale: int) -> None:
    canvas.show(SENTENCE)
    one, sharp = writing.image(_picture(canvas)), writing.image(_picture(canvas), scale=scale)
    assert sharp.size() == one.size() * scale
    # It is as large in print as the other.
    assert sharp.dotsPerMeterX() == pytest.approx(one.dotsPerMeterX() * scale, abs=1)


def test_cards_stand_beside_the_lines_they_speak_of_or_are_left_out(canvas: CanvasPage) -> None:
    text = LONG
    canvas.show(text, _claims(text)[:6])
    with_cards = _picture(canvas).excerpt()
    assert with_cards.page.has_gloss
    assert not _picture(canvas, cards=False).excerpt().page.has_gloss
    # Nothing is stated there: an empty margin would only make the picture smaller.
    silent = Span(len(text) - 30, len(text) - 1)
    assert not _picture(canvas, span=silent).excerpt().page.has_gloss


def test_the_gloss_keeps_its_side_and_turned_paragraphs_theirs(canvas: CanvasPage) -> None:
    canvas.show(SENTENCE, [("CLAIM", 4, 30)])
    left = _picture(canvas, gloss_on_right=False).excerpt()
    assert left.page.gloss_left < left.page.text_left
    turned = _picture(canvas, turned={0: Direction.LTR}).excerpt()
    assert not turned.paragraphs.laid_out(0).rtl
    assert left.paragraphs.laid_out(0).rtl


def test_a_current_span_is_shown_without_its_handles(canvas: CanvasPage) -> None:
    canvas.show(SENTENCE, [("CLAIM", 4, 30)])
    plain = writing.image(_picture(canvas))
    current = writing.image(_picture(canvas, current="s0"))
    accent = theme("light").color("accent")
    assert plain != current
    baseline_box = QRectF(0, 29 + 56 + 4, 760, 8)  # where the lower knob would be
    part = current.copy(baseline_box.toAlignedRect())
    assert accent.rgb() not in {part.pixel(x, y) for y in range(part.height()) for x in range(part.width())}


def test_relations_are_drawn_as_on_the_page(canvas: CanvasPage) -> None:
    canvas.show(SENTENCE, [("CLAIM", 14, 40), ("SOURCE", 4, 10)], relations=[("attribution", "s1", "s0")])
    none = writing.image(_picture(canvas, showing=Showing.NEVER))
    always = writing.image(_picture(canvas, showing=Showing.ALWAYS))
    assert none != always


@pytest.mark.parametrize("above", [True, False])
def test_a_relation_to_a_line_that_is_not_shown_leads_out_in_its_direction(
    canvas: CanvasPage, *, above: bool
) -> None:
    text = SENTENCE * 6
    claim, source = (Span(300, 320), Span(4, 10)) if above else (Span(4, 24), Span(300, 310))
    spans = [("CLAIM", claim.start, claim.end), ("SOURCE", source.start, source.end)]
    canvas.show(text, spans, relations=[("attribution", "s1", "s0")])
    picture = _picture(canvas, span=claim, current="s0", cards=False)
    drawn = writing.image(picture)
    excerpt = picture.excerpt()
    writing.whole_leaf(excerpt, picture)
    (row,) = excerpt.rows(0)
    assert row.marks.of("s1") is None
    edges = (grey(drawn)[0], grey(drawn)[-1])
    reached = [max(edge) - min(edge) > 60 for edge in edges]
    assert reached == [above, not above]


def test_svg_is_outlines_that_need_no_font_and_look_like_the_png(canvas: CanvasPage, tmp_path: Path) -> None:
    canvas.show(SENTENCE * 4, [("PERS", 4, 10), ("CLAIM", 11, 40), ("SOURCE", 60, 70), ("GPE", 80, 90)])
    document = replace(canvas.sheet.reading.document, title="تقرير <b>&</b>")
    canvas.sheet.reading.document = document
    target = tmp_path / "page.svg"
    writing.write_svg(target, _picture(canvas))
    names, title = _elements(target)
    assert names.count("path") > 20
    assert not {"image", "text", "font"} & set(names)
    assert title == "تقرير <b>&</b>"
    png = writing.image(_picture(canvas))
    again = QImage(png.size(), QImage.Format.Format_RGB32)
    painter = QPainter(again)
    QSvgRenderer(str(target)).render(painter)
    painter.end()
    assert difference(png, again) < 2


def test_pages_take_every_line_once_and_cut_none(canvas: CanvasPage) -> None:
    canvas.show(LONG, _claims(LONG))
    excerpt = _picture(canvas).excerpt()
    paper = _a4(excerpt.page.width)
    found = list(leaves(excerpt, None, paper.height))
    assert len(found) > 2
    taken = [line for leaf in found for line in excerpt.lines(None) if leaf.first <= line <= leaf.last]
    assert taken == list(excerpt.lines(None))
    for leaf in found:
        assert leaf.height <= paper.height
        excerpt.turn_to(leaf.first, leaf.last)
        image = QImage(paper.sheet.size().toSize(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper.paint(painter, excerpt)
        painter.end()
        # The tags of a first line reach a hair into the margin.
        free = paper.top - 3
        for top in (0.0, paper.sheet.height() - free):
            assert _blank(image, QRectF(0, top, paper.sheet.width(), free))


def _a4(width: float, resolution: int = 72) -> Paper:
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    layout = QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF())
    return Paper(layout, resolution, width)


def test_each_card_is_on_the_page_of_its_statement_and_wholly_there(canvas: CanvasPage) -> None:
    text = SENTENCE * 40
    canvas.show(text, _claims(text))
    excerpt = _picture(canvas).excerpt()
    paper = _a4(excerpt.page.width)
    seen: list[str] = []
    for leaf in list(leaves(excerpt, None, paper.height)):
        excerpt.turn_to(leaf.first, leaf.last)
        for card in excerpt.cards(excerpt.rows(0), None):
            seen.append(card.card.statement)
            assert card.rect.top() >= 0
            assert card.rect.bottom() <= paper.height
    assert sorted(seen) == sorted(f"s{n}" for n in range(40))


def test_a_pdf_has_the_pages_it_says_and_embeds_its_fonts(canvas: CanvasPage, tmp_path: Path) -> None:
    canvas.show(LONG, _claims(LONG)[:8])
    target = tmp_path / "page.pdf"
    pages = writing.write_pdf(target, _picture(canvas))
    content = target.read_bytes()
    assert pages > 2
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == pages
    assert b"Amiri" in content
    assert b"/FontFile2" in content
    assert b"/Subtype /Image" not in content


def test_words_copied_from_a_pdf_are_whole_and_in_order(canvas: CanvasPage, tmp_path: Path) -> None:
    text = "قال الوزير للصحيفة إن الأَسعارَ لا تنخفض.\nثم عاد إلى المدينة."
    canvas.show(text, [("PERS", 4, 10), ("CLAIM", 22, 40)])
    target = tmp_path / "page.pdf"
    writing.write_pdf(target, _picture(canvas, cards=False))
    assert [word.strip() for word in copied(target)] == text.split()
    # What is seen is not text: nothing is copied twice, and no joined shape gets lost.
    writing.write_pdf(target, replace(_picture(canvas), cards=True))
    assert [word.strip() for word in copied(target)] == text.split()


def test_printing_uses_the_printers_paper(canvas: CanvasPage, tmp_path: Path) -> None:
    canvas.show(LONG)
    counts = []
    for size in (QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A3):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{size.name}.pdf"))
        printer.setPageSize(QPageSize(size))
        counts.append(writing.print_pages(printer, _picture(canvas)))
    assert counts[0] > counts[1] >= 1


def test_paper_stays_white_under_a_light_theme(canvas: CanvasPage) -> None:
    canvas.show(SENTENCE)
    assert on_paper(theme("light")).color("page") == QColor("white")
    assert on_paper(theme("light")).color("ink") == theme("light").color("ink")
    assert on_paper(theme("dark")).color("page") == theme("dark").color("page")


def test_what_is_too_long_for_one_picture_says_so_and_leaves_the_target(
    canvas: CanvasPage, tmp_path: Path
) -> None:
    canvas.show("\n".join([SENTENCE] * 900))
    target = tmp_path / "page.png"
    target.write_bytes(b"what was there")
    with pytest.raises(OutputError, match="too long for one picture"):
        writing.write_png(target, _picture(canvas))
    with pytest.raises(OutputError, match="too long for one picture"):
        writing.write_svg(target, _picture(canvas))
    assert target.read_bytes() == b"what was there"
    assert list(tmp_path.iterdir()) == [target]


class _Impatient(Progress):
    def report(self, done: int, _total: int | None) -> None:
        self.cancelled = done == 1


def test_a_stopped_pdf_leaves_what_was_there(canvas: CanvasPage, tmp_path: Path) -> None:
    canvas.show(LONG)
    target = tmp_path / "page.pdf"
    target.write_bytes(b"what was there")
    with pytest.raises(Cancelled):
        writing.write_pdf(target, _picture(canvas), progress=_Impatient())
    assert target.read_bytes() == b"what was there"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["page.png", "page.svg", "page.pdf"])
def test_a_place_that_cannot_be_written_is_named(canvas: CanvasPage, tmp_path: Path, name: str) -> None:
    canvas.show(SENTENCE)
    target = tmp_path / "no such folder" / name
    writers: dict[str, Callable[[Path, Picture], object]] = {
        "page.png": writing.write_png,
        "page.svg": writing.write_svg,
        "page.pdf": writing.write_pdf,
    }
    with pytest.raises(OutputError, match="no such folder"):
        writers[name](target, _picture(canvas))


def test_an_empty_text_has_a_picture_too(canvas: CanvasPage, tmp_path: Path) -> None:
    canvas.show("")
    assert writing.image(_picture(canvas)).height() > 0
    assert writing.write_pdf(tmp_path / "page.pdf", _picture(canvas)) == 1


def test_the_page_in_sight_is_what_is_wholly_in_sight(canvas: CanvasPage) -> None:
    canvas.show(LONG)
    span = in_sight(canvas.sheet, canvas.view.viewport().height())
    assert span is not None
    assert span.start == 0
    last = canvas.sheet.paragraphs.laid_out(canvas.sheet.paragraphs.index_of(span.end - 1))
    line = last.line_of(span.end - 1)
    bottom = canvas.sheet.scroller.y_of(last.index) + line.top + last.pitch
    assert 780 - 2 * 44 - 60 < bottom <= 780


def test_paragraphs_of_a_stretch_are_whole() -> None:
    text = "ab\ncd\n\nef"
    assert paragraphs_of(text, 1, 1) == Span(0, 2)
    assert paragraphs_of(text, 1, 4) == Span(0, 5)
    assert paragraphs_of(text, 7, 9) == Span(7, 9)
    assert paragraphs_of(text, 6, 7) is None
