"""The places that are about to get a label, each with the words around it, to be looked at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator import language
from annotator.language import tr, trn
from annotator.model import Label, Span
from ui.dialogs.base import Dialog
from ui.fonts import text_font
from ui.panels.painting import direction_of
from ui.panels.wording import in_one_line
from ui.theme import Theme, measures

_AROUND: Final = 32
_ROWS: Final = 8


class LabelPlacesDialog(Dialog):
    """All places are ticked; Space takes a tick away, Enter labels what is ticked."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, text: str, label: Label, places: Sequence[Span]
    ) -> None:
        name = label.names.in_language(language.current())
        super().__init__(parent, theme, title=tr("Label everywhere as {label}", label=name), action="")
        self._places = tuple(places)
        self.list = QListWidget()
        self.list.setFont(text_font(measures().body_px + 4))
        self.list.setAccessibleName(tr("Places"))
        self.list.setLayoutDirection(direction_of(text))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place in places:
            item = QListWidgetItem(_passage(text, place))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(self.list.sizeHintForRow(0) * min(max(len(places), 2), _ROWS) + 8)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.add_wide(self.list)
        self._count()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[Span, ...]:
        """Return the ticked places."""
        ticked = (
            self.list.item(row).checkState() is Qt.CheckState.Checked for row in range(self.list.count())
        )
        return tuple(place for place, is_on in zip(self._places, ticked, strict=True) if is_on)

    def _count(self) -> None:
        count = len(self.chosen())
        self.primary.setText(trn("Label {count} place", "Label {count} places", count))
        self.primary.setEnabled(bool(count))


def _passage(text: str, place: Span) -> str:
    """Return the words with some around them, from whole words, in one line."""
    start, end = max(place.start - _AROUND, 0), min(place.end + _AROUND, len(text))
    before = text[start : place.start]
    after = text[place.end : end]
    before = before if start == 0 else before.partition(" ")[2]
    after = after if end == len(text) else after.rpartition(" ")[0]
    return in_one_line(f"{before}[{place.of(text)}]{after}")
