"""Tags and numbers stand clear of the highest letters below them and of the deepest above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator import language
from tests.ui.canvas_page import CanvasPage
from ui.text.appearance import usual
from ui.text.clearance import obstacles

_VOWELLED = "وأُمُّ الأَحَدِ أَلَّفَ آلُّهُ، أُمٌّ وأَبٌ في بَيْتٍ بعَيْنٍ وحِكَمٍ وجِيْلٍ"
_TEXT = " ".join([_VOWELLED] * 6)


@pytest.fixture(params=["ar", "en"])
def vowelled(request: pytest.FixtureRequest, canvas: CanvasPage) -> Iterator[CanvasPage]:
    """Return a page on which every word has a tag, and every fourth a number."""
    before = language.current()
    language.use(request.param)
    words = [m.span() for m in re.finditer(r"[\w\u064b-\u0655]+", _TEXT)]
    spans = [
        ("CLAIM" if n % 4 == 3 else ("PERS", "GPE", "EVENT")[n % 3], *word) for n, word in enumerate(words)
    ]
    canvas.show(_TEXT, spans)
    canvas.view.clearFocus()
    yield canvas
    language.use(before)


@pytest.mark.parametrize(("px", "spacing"), [(16, 100), (24, 90), (24, 100), (38, 120)])
def test_no_letter_reaches_into_a_tag(vowelled: CanvasPage, px: int, spacing: int) -> None:
    view = vowelled.view
    view.set_appearance(replace(usual(), px=px, spacing=spacing))
    QApplication.processEvents()
    rows = vowelled.sheet.rows(view.viewport().height())
    tags = [one for one in obstacles(vowelled.sheet, rows) if one.bottom < view.viewport().height() - 40]
    assert len(tags) > 15
    letters = _letters(vowelled)
    touched = [
        (tag.left, tag.top)
        for tag in tags
        if any(
            letters.pixelColor(x, y).lightness() < 128
            for x in range(round(tag.left) + 1, round(tag.right) - 1)
            for y in range(round(tag.top), round(tag.bottom))
        )
    ]
    assert touched == []


def _letters(canvas: CanvasPage) -> QImage:
    """Return a picture of the page's letters alone."""
    image = QImage(canvas.view.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in canvas.sheet.rows(image.height()):
        for line in row.paragraph.lines:
            line.text_line.draw(painter, QPointF(canvas.sheet.page.text_left, round(row.y)))
    painter.end()
    return image
