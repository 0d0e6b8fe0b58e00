"""What the header has at its end while readings are brought together: who is who, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from annotator.language import is_right_to_left, listed, tr
from ui.adjudication.readers import Reader
from ui.controls import Button
from ui.fonts import interface_font, text_font
from ui.panels.painting import direction_of, draw_text, elide, mirrored, set_tip
from ui.panels.themed import Themed
from ui.theme import measures

_GAP: Final = 8.0
_BETWEEN: Final = 18.0
_MOST_NAME: Final = 110.0
_MOST: Final = 520.0
"""More than this (pixels) the names may not take from the names of project and document."""


class Sigla(Themed, QLabel):
    """The readers' letters with their names; where there is no room for all names, the letters alone."""

    def __init__(self) -> None:
        super().__init__()
        self._readers: tuple[Reader, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_readers(self, readers: Sequence[Reader]) -> None:
        """Show these readers."""
        self._readers = tuple(readers)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language in use."""
        words = listed(f"{one.siglum}: {one.name}" for one in self._readers)
        self.setAccessibleName(tr("Readers: {readers}", readers=words))
        set_tip(self, words)
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def sizeHint(self) -> QSize:
        """Return the room for letters and names, or for the letters alone."""
        return QSize(round(self._wide(names=self._has_names)), 30)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the letters."""
        return QSize(round(self._wide(names=False)), 30)

    @property
    def _has_names(self) -> bool:
        return self._wide(names=True) <= _MOST

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint letters and names from the start side."""
        painter = QPainter(self)
        names = self._has_names and self.width() >= round(self._wide(names=True))
        at, height, direction = 0.0, float(self.height()), self.layoutDirection()
        right = direction == Qt.LayoutDirection.RightToLeft
        for one in self._readers:
            letter = self._letter_width(one)
            box = QRectF(at, -2 if right else 0, letter, height)
            draw_text(
                painter,
                mirrored(box, self.width(), direction),
                one.siglum,
                font=_letters(),
                color=self.theme.color("ink"),
                at_right=right,
                direction=direction,
            )
            at += letter + _GAP
            if names:
                box = QRectF(at, 0, self._name_width(one), height)
                draw_text(
                    painter,
                    mirrored(box, self.width(), direction),
                    elide(one.name, _names(), _MOST_NAME),
                    font=_names(),
                    color=self.theme.color("ink2"),
                    at_right=right,
                    direction=direction_of(one.name),
                )
                at += self._name_width(one) + _BETWEEN
        painter.end()

    def _wide(self, *, names: bool) -> float:
        return sum(
            self._letter_width(one) + _GAP + (self._name_width(one) + _BETWEEN if names else 0.0)
            for one in self._readers
        )

    def _letter_width(self, one: Reader) -> float:
        return QFontMetricsF(_letters()).horizontalAdvance(one.siglum) + 1

    def _name_width(self, one: Reader) -> float:
        return QFontMetricsF(_names()).horizontalAdvance(elide(one.name, _names(), _MOST_NAME)) + 1


class ReportButton(Button):
    """Leads to the report of all decisions."""

    def __init__(self) -> None:
        super().__init__(kind="plain", icon="export")
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language in use."""
        self.setText(tr("Adjudication report"))
        self.setAccessibleName(tr("Adjudication report"))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _letters() -> QFont:
    return text_font(20, bold=True) if is_right_to_left() else interface_font(15, 600)


def _names() -> QFont:
    return interface_font(measures().small_px)
