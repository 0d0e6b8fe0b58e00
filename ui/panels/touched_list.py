"""The spans whose own words a correction of the text has changed, as lines that lead to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator import language
from annotator.editing.moving import TouchedSpan
from annotator.language import tr
from annotator.model import LabelScheme
from ui.language import directed
from ui.panels.comparison_words import reader_name
from ui.panels.label_swatch import swatch_icon
from ui.panels.wording import in_one_line
from ui.theme import Theme

_MOST_SHOWN: Final = 500
_ROWS_SHOWN: Final = 6


class TouchedList(QListWidget):
    """One line a span: its label, its words before and after, and whose reading it is in.

    Attributes:
        wanted: a person wants to see this `TouchedSpan`.
    """

    wanted = Signal(object)

    def __init__(self, scheme: LabelScheme, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._theme = theme
        self.setAccessibleName(tr("Spans whose own words change"))
        self.setWordWrap(True)
        self.itemActivated.connect(lambda item: self.wanted.emit(item.data(Qt.ItemDataRole.UserRole)))

    def show_spans(self, spans: Iterable[TouchedSpan]) -> None:
        """List these spans."""
        self.clear()
        for span in list(spans)[:_MOST_SHOWN]:
            item = QListWidgetItem(directed(self._words(span)))
            label = self._scheme.label(span.before.label)
            if label is not None:
                item.setIcon(swatch_icon(label, self._theme))
            item.setData(Qt.ItemDataRole.UserRole, span)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)
            row = self.sizeHintForRow(0)
            self.setFixedHeight(row * min(max(self.count(), 2), _ROWS_SHOWN) + row // 2)

    def _words(self, span: TouchedSpan) -> str:
        label = self._scheme.label(span.before.label)
        values = {
            "label": span.before.label if label is None else label.names.in_language(language.current()),
            "before": in_one_line(span.before.quote),
            "reader": reader_name(span.reading),
        }
        if span.after is None:
            return tr("{label}: “{before}” goes, for none of its words is left · {reader}", **values)
        after = in_one_line(span.after.quote)
        return tr("{label}: “{before}” becomes “{after}” · {reader}", after=after, **values)
