"""The page as a picture: a sample in four looks, beside the pictures that somebody has looked at.

When a page changes on purpose: `HASHIYA_SNAPSHOTS=write pytest tests/ui/test_snapshots.py`, look at every
picture in tests/ui/snapshots, and commit them if they are beautiful.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.editing.cards import voices_of
from annotator.model import AnnotatedDocument, Mark, SpanAnnotation
from annotator.model.scheme_json import default_scheme
from annotator.workspace.importing import read_files
from ui import fonts
from ui.text.appearance import usual
from ui.text.view import TextView
from ui.theme import theme

_FOLDER = Path(__file__).parent / "snapshots"
_SIZE = QSize(1110, 780)
_LOOKS = [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "hc_light")]
# Letters are smoothed a little differently on every machine. Squares of so many pixels are compared by
# their mean: nearly all squares have to be so near in each channel (of 255).
_SQUARE = 4
_NEAR = 20
_FAR_SQUARES = 40
# A line thinner than a pixel is mixed with what lies under it.
_THIN = 60


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[TextView]:
    assert qapp is not None
    before = language.current()
    fonts.load()
    made = TextView()
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    qtbot.addWidget(made)
    yield made
    language.use(before)


def _show(view: TextView, annotated: AnnotatedDocument, code: str, colors: str) -> QImage:
    """Return the picture of a page at its start, with its second statement current."""
    language.use(code)
    arabic = code == "ar"
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft if arabic else Qt.LayoutDirection.LeftToRight)
    view.set_theme(theme(colors))
    view.set_appearance(usual())
    view.resize(_SIZE)
    view.show_document(annotated.document, annotated.sets[0], default_scheme())
    view.set_current(_statements(view)[1].id, scroll=False)
    QApplication.processEvents()
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _statements(view: TextView) -> list[SpanAnnotation]:
    assert view.sheet is not None
    reading = view.sheet.reading
    spans = sorted(reading.spans.values(), key=lambda span: span.span)
    return [span for span in spans if any(v.source for v in voices_of(reading, span))]


def _far_squares(one: QImage, other: QImage) -> int:
    size = QSize(_SIZE.width() // _SQUARE, _SIZE.height() // _SQUARE)
    smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    pixels = [bytes(picture.scaled(size, *smooth).constBits()) for picture in (one, other)]
    near = [abs(a - b) <= _NEAR for a, b in zip(*pixels, strict=True)]
    return sum(not all(near[at : at + 4]) for at in range(0, len(near), 4))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters by other rules")
@pytest.mark.parametrize(("code", "colors"), _LOOKS)
def test_the_page_looks_as_it_did_when_somebody_looked(
    view: TextView, sample: AnnotatedDocument, tmp_path: Path, code: str, colors: str
) -> None:
    picture = _show(view, sample, code, colors)
    file = _FOLDER / f"sample-{code}-{colors}.png"
    if os.environ.get("HASHIYA_SNAPSHOTS") == "write":
        _FOLDER.mkdir(exist_ok=True)
        assert picture.save(str(file))
    expected = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    assert expected.size() == picture.size()
    far = _far_squares(picture, expected)
    seen = tmp_path / file.name
    picture.save(str(seen))
    assert far <= _FAR_SQUARES, f"{seen} differs from {file} in {far} squares"


@pytest.mark.parametrize(("code", "colors"), _LOOKS)
def test_the_article_shows_each_of_its_118_spans_in_every_look(
    view: TextView, shared_data: Path, code: str, colors: str
) -> None:
    # Its text belongs to others, so there is no picture of it here.
    (article,) = read_files([shared_data / "gold.jsonl"], scheme=default_scheme()).documents
    _show(view, article, code, colors)
    view.set_current(None)
    sheet = view.sheet
    assert sheet is not None
    unseen = []
    for span in sheet.reading.spans.values():
        view.scroll_to(span.span.start, centre=True)
        label = sheet.reading.label(span)
        assert label is not None
        picture = view.viewport().grab(view.rectangle_of(span.id).adjusted(-3, -3, 3, 16)).toImage()
        colors_of = sheet.look.colors(label)
        filled = label.mark is Mark.FILL
        if not _has(picture, colors_of.fill if filled else colors_of.edge, near=0 if filled else _THIN):
            unseen.append((span.label, span.quote))
    assert unseen == []
    assert len(sheet.reading.spans) == 118


def _has(picture: QImage, color: QColor, *, near: int) -> bool:
    """Tell whether a picture has a pixel as near to this colour in each channel."""
    wanted = color.red(), color.green(), color.blue()
    pixels = bytes(picture.convertToFormat(QImage.Format.Format_RGB888).constBits())
    row = picture.convertToFormat(QImage.Format.Format_RGB888).bytesPerLine()
    return any(
        all(abs(pixels[y * row + 3 * x + c] - wanted[c]) <= near for c in range(3))
        for y in range(picture.height())
        for x in range(picture.width())
    )
