"""Blocks as widgets of plain text: headings, paragraphs, items and quotations, each in its own direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.controls import Hairline
from ui.fonts import interface_font, text_font
from ui.guidelines.blocks import Block, Kind
from ui.guidelines.sections import Section
from ui.panels.caption import Caption
from ui.panels.label_swatch import LabelSwatch
from ui.panels.painting import direction_of
from ui.panels.prose import Prose
from ui.panels.quiet_scroll import QuietScroll
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE: Final = 14
_QUOTED_PX: Final = 18
_INDENT: Final = 16
_ABOVE: Final = {1: 12, 2: 10}


class Reading(Themed, QWidget):
    """Shows sections one under the other, and scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(_SIDE, 4, _SIDE, 12)
        self._column.setSpacing(7)
        self.area = QuietScroll(self._content)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self._shown: tuple[Section, ...] = ()

    @property
    def words(self) -> list[str]:
        """All that is shown, from above."""
        items = [self._column.itemAt(place) for place in range(self._column.count())]
        parts = [None if item is None else item.widget() for item in items]
        labels = [
            label
            for part in parts
            if part is not None
            for label in ([part] if isinstance(part, QLabel) else part.findChildren(QLabel))
        ]
        return [one.accessibleName() if isinstance(one, Prose) else one.text() for one in labels]

    def show_sections(self, sections: Iterable[Section]) -> None:
        """Show these sections from their beginning; the same ones stay where they are."""
        sections = tuple(sections)
        if sections == self._shown:
            return
        self._shown = sections
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, section in enumerate(sections):
            if place:
                self._column.addWidget(Hairline(Qt.Orientation.Horizontal))
            self._column.addWidget(_head(section))
            for block in section.blocks:
                self._column.addWidget(_made(block))
        self._column.addStretch(1)
        dress(self, self.theme)
        self.area.verticalScrollBar().setValue(0)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)


def _head(section: Section) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 6, 0, 0)
    line.setSpacing(7)
    if section.label is not None:
        swatch = LabelSwatch()
        swatch.set_label(section.label)
        line.addWidget(swatch)
    title = Caption(interface_font(measures().title_px, 600))
    title.set_text(section.title)
    line.addWidget(title, 1)
    return row


def _made(block: Block) -> QWidget:
    m = measures()
    match block.kind:
        case Kind.RULE:
            return Hairline(Qt.Orientation.Horizontal)
        case Kind.HEADING:
            made = Prose(interface_font(m.body_px if block.level > 1 else m.title_px, 600))
            made.setContentsMargins(0, _ABOVE.get(block.level, 6), 0, 0)
        case Kind.QUOTE:
            made = Prose(text_font(_QUOTED_PX))
        case Kind.ITEM:
            return _item(block)
        case _:
            made = Prose(interface_font(m.body_px), "ink2" if block.kind is Kind.CODE else "ink")
    made.set_text(block.text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _item(block: Block) -> QWidget:
    row = QWidget()
    row.setLayoutDirection(direction_of(block.text))
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addSpacing(_INDENT * block.level)
    marker = Prose(interface_font(measures().body_px), "ink3")
    marker.set_text(block.marker)
    marker.setLayoutDirection(row.layoutDirection())
    marker.setMinimumWidth(_INDENT)
    words = Prose(interface_font(measures().body_px))
    words.set_text(block.text)
    line.addWidget(marker, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return row
