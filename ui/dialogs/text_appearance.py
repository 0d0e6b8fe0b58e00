"""The text's face, size, ruling and column, with a sample of the open document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.language import tr
from annotator.model import Span
from ui.controls import Button
from ui.dialogs.base import Dialog
from ui.fonts import arabic_families
from ui.panels.painting import faded
from ui.panels.themed import Themed
from ui.pictures.excerpt import Excerpt
from ui.pictures.picture import Picture
from ui.text.appearance import COLUMNS, SPACINGS, Appearance, usual
from ui.text.reading import Reading
from ui.theme import Theme, measures

_SAMPLE: Final = 600
"""So many characters are enough to fill the sample."""
_SAMPLE_HEIGHT: Final = 300
_WIDTH: Final = 620
_FADE: Final = 48.0


class TextAppearanceDialog(Dialog):
    """Shows each choice in the sample at once; the page takes it when the dialog is agreed to.

    Args:
        parent: the window.
        theme: its colours.
        appearance: the present one.
        reading: what is open; the sample is of it.
        start: the code point around which the sample is taken.
        current: the span shown as current, or None.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        appearance: Appearance,
        reading: Reading,
        start: int,
        current: str | None,
    ) -> None:
        super().__init__(parent, theme, title=tr("Text appearance"), action=tr("Use this"))
        self.sample = AppearanceSample(reading, start, current)
        self.family_field = QComboBox()
        for family in arabic_families():
            self.family_field.addItem(family, family)
        m = measures()
        self.size_field = _choices((px, f"{round(100 * px / m.text_px)}%") for px in m.text_steps)
        self.spacing_field = _choices((percent, f"{percent}%") for percent in SPACINGS)
        self.column_field = _choices((px, tr("{count} pixels", count=px)) for px in COLUMNS)
        self.usual = Button(kind="plain")
        self.usual.setText(tr("As designed"))
        self.usual.clicked.connect(lambda: self.show_appearance(usual()))
        self._buttons.insertWidget(0, self.usual)
        self.sample.setMinimumWidth(_WIDTH)
        self.add_wide(self.sample)
        self.add_row(tr("Font"), self.family_field)
        self.add_row(tr("Size"), self.size_field)
        self.add_row(tr("Line spacing"), self.spacing_field)
        self.add_row(tr("Column width at 100%"), self.column_field)
        self.family_field.setFocus()
        self.show_appearance(appearance)
        for field in self._fields():
            field.currentIndexChanged.connect(self._refresh)
        self._refresh()

    @property
    def appearance(self) -> Appearance:
        """What is chosen."""
        return Appearance(
            family=self.family_field.currentData(),
            px=self.size_field.currentData(),
            spacing=self.spacing_field.currentData(),
            column=self.column_field.currentData(),
        )

    def show_appearance(self, appearance: Appearance) -> None:
        """Choose an appearance; what is not on the list is shown as designed."""
        design = usual()
        values = zip(
            self._fields(),
            (appearance.family, appearance.px, appearance.spacing, appearance.column),
            (design.family, design.px, design.spacing, design.column),
            strict=True,
        )
        for field, wanted, otherwise in values:
            place = field.findData(wanted)
            field.setCurrentIndex(place if place >= 0 else field.findData(otherwise))

    def _fields(self) -> tuple[QComboBox, ...]:
        return self.family_field, self.size_field, self.spacing_field, self.column_field

    def _refresh(self) -> None:
        self.sample.show_appearance(self.appearance, self.theme)


class AppearanceSample(Themed, QWidget):
    """A part of the open document as it would look, painted as the page is."""

    def __init__(self, reading: Reading, start: int, current: str | None) -> None:
        super().__init__()
        first = reading.text.rfind("\n", 0, start) + 1
        # Of a long paragraph the sample begins near the place.
        first = max(first, start - _SAMPLE // 2)
        self._reading = reading
        self._span = Span(first, max(min(first + _SAMPLE, len(reading.text)), first + 1))
        self._current = current
        self._excerpt: Excerpt | None = None
        self.setFixedHeight(_SAMPLE_HEIGHT)

    def show_appearance(self, appearance: Appearance, theme: Theme) -> None:
        """Lay the sample out anew."""
        picture = Picture(
            reading=self._reading,
            span=self._span,
            appearance=appearance,
            theme=theme,
            cards=False,
            gloss_on_right=True,
            current=self._current,
        )
        self._excerpt = picture.excerpt()
        lines = list(self._excerpt.lines(self._span))
        heights = (self._excerpt.whole(lines[0], line).height for line in lines)
        fitting = sum(1 for _ in takewhile(lambda height: height <= _SAMPLE_HEIGHT, heights))
        self._excerpt.whole(lines[0], lines[max(fitting - 1, 0)])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines that have room, at their true size; a wide column goes out of sight at its end."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("page"))
        if self._excerpt is not None:
            excess = self.width() - self._excerpt.page.width
            painter.save()
            if self._excerpt.paragraphs.rtl or excess > 0:
                painter.translate(excess / 2 if excess > 0 else excess, 0)
            self._excerpt.paint(painter, self.height())
            painter.restore()
            if excess < 0:
                self._fade(painter, at_left=self._excerpt.paragraphs.rtl)
        painter.setPen(self.theme.color("border" if self.theme.high_contrast else "hair"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _fade(self, painter: QPainter, *, at_left: bool) -> None:
        """Let the lines go out of sight little by little, not in the middle of a letter."""
        page = self.theme.color("page")
        edge = 0.0 if at_left else float(self.width())
        inside = edge + _FADE if at_left else edge - _FADE
        fading = QLinearGradient(edge, 0.0, inside, 0.0)
        fading.setColorAt(0.0, page)
        fading.setColorAt(1.0, faded(page, 0.0))
        painter.fillRect(QRectF(min(edge, inside), 0.0, _FADE, self.height()), fading)


def _choices(values: Iterable[tuple[int, str]]) -> QComboBox:
    field = QComboBox()
    for value, words in values:
        field.addItem(words, value)
    return field
