"""The spans to look at after a correction of the text. It stays open beside the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.editing.moving import TouchedSpan
from annotator.language import tr, trn
from annotator.model import LabelScheme
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.panels.touched_list import TouchedList
from ui.theme import Theme


class ReviewDialog(Dialog):
    """Lists spans; Enter or a double click shows one on the page.

    Attributes:
        wanted: a `TouchedSpan` to be shown.
    """

    wanted = Signal(object)

    def __init__(
        self, parent: QWidget | None, theme: Theme, scheme: LabelScheme, spans: Sequence[TouchedSpan]
    ) -> None:
        super().__init__(parent, theme, title=tr("Spans to look at again"), action=tr("Show on the page"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cancel.setText(tr("Close"))
        words = plain(
            directed(
                trn(
                    "The correction has changed the words of {count} span. "
                    "The history shows it again whenever the step is opened there.",
                    "The correction has changed the words of {count} spans. "
                    "The history lists them again whenever the step is opened there.",
                    len(spans),
                )
            ),
            theme,
            role="ink2",
        )
        words.setWordWrap(True)
        self.list = TouchedList(scheme, theme)
        self.list.show_spans(spans)
        self.list.wanted.connect(self.wanted)
        self.add_wide(words)
        self.add_wide(self.list)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Show the chosen span."""
        item = self.list.currentItem()
        if item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))
