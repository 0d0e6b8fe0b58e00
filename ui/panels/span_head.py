"""What a span is: its mark and label, where it stands, its first and last words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import language
from annotator.language import tr, trn
from annotator.model import Label, SpanAnnotation
from ui.fonts import interface_font, text_font
from ui.panels.caption import Caption
from ui.panels.label_swatch import LabelSwatch
from ui.panels.painting import LTR
from ui.panels.themed import Themed, dress
from ui.panels.wording import first_and_last
from ui.theme import measures

_WORDS_PX: Final = 18


class SpanHead(Themed, QWidget):
    """Two lines. Of several spans, the first says how many there are.

    Attributes:
        label_name: what the span is called.
        offsets: where it stands, in code points.
        words: how it begins and where it ends.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self._swatch = LabelSwatch()
        self.label_name = Caption(interface_font(m.body_px, 600))
        self.offsets = Caption(interface_font(m.small_px), "ink3", at_end=True, direction=LTR)
        self.words = Caption(text_font(_WORDS_PX))
        what = QHBoxLayout()
        what.setSpacing(7)
        what.addWidget(self._swatch)
        what.addWidget(self.label_name, 1)
        what.addWidget(self.offsets)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(what)
        whole.addWidget(self.words)

    def show_span(self, span: SpanAnnotation, label: Label, several: Sequence[SpanAnnotation]) -> None:
        """Show a span, or, with several, what they have in common."""
        alike = len({one.label for one in several}) <= 1
        self._swatch.set_label(label)
        self._swatch.setVisible(alike)
        name = label.names.in_language(language.current())
        if several:
            count = trn("{count} span", "{count} spans", len(several))
            name = tr("{count}: {label}", count=count, label=name) if alike else count
        self.label_name.set_text(name)
        start, end = span.span.start, span.span.end
        self.offsets.setVisible(not several)
        self.offsets.set_text(f"{start} – {end}")
        self.offsets.setAccessibleName(tr("Characters {start} to {end}", start=start, end=end))
        self.words.set_text(first_and_last(span.quote))

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
