"""Wrapped words, read back from pixels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from pytestqt.qtbot import QtBot

from ui import fonts
from ui.panels.wrapping import WrappingLabel

ARABIC = "قال الوزير إن الاجتماع عزز الصداقة بين البلدين، وإن ميناء الريان سيفتح أبوابه في مارس."
_WIDTH = 240


def _edges(image: QImage, top: int, bottom: int) -> tuple[int, int]:
    """Return the first and the last column with ink in a stretch of rows."""
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(top, min(bottom, image.height())))
    ]
    return inked[0], inked[-1]


@pytest.fixture
def label(qtbot: QtBot) -> WrappingLabel:
    fonts.load()
    made = WrappingLabel()
    qtbot.addWidget(made)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(fonts.interface_font(13))
    made.setAutoFillBackground(True)
    palette = QPalette(made.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor("white"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("black"))
    made.setPalette(palette)
    return made


def _lines(label: WrappingLabel, text: str) -> list[tuple[int, int]]:
    label.setText(text)
    label.resize(_WIDTH, label.heightForWidth(_WIDTH))
    image, line = label.grab().toImage(), label.fontMetrics().lineSpacing()
    return [_edges(image, at * line, (at + 1) * line) for at in range(label.height() // line)]


def test_every_line_of_arabic_begins_at_the_right_edge(label: WrappingLabel) -> None:
    lines = _lines(label, "وزير " * 30)
    assert len(lines) > 2
    rights = [right for _, right in lines]
    assert max(rights) - min(rights) <= 1  # a space is three pixels wide


def test_arabic_is_drawn_whole(label: WrappingLabel) -> None:
    for left, right in _lines(label, ARABIC):
        assert 0 <= left < right < _WIDTH


def test_lines_from_left_to_right_begin_at_the_left_edge(label: WrappingLabel) -> None:
    lines = _lines(label, "harbour " * 20)
    assert len(lines) > 2
    assert len({left for left, _ in lines}) == 1
