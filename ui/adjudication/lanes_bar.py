"""The bar over the text: what the lanes mean, and which layer's marks stand on them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator import language
from annotator.language import tr, trc
from annotator.model import LabelScheme
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.insets import inset
from ui.panels.segments import Segments
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE: Final = 22


class LanesBar(Themed, QWidget):
    """A legend, and the layers of the scheme to choose from.

    Signals:
        layers_changed: other layers are shown; see `layers`.
    """

    layers_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(measures().labels_bar)
        self._scheme: LabelScheme | None = None
        self._legend = Caption(interface_font(measures().small_px), "ink3")
        self.switch = Segments()
        row = QHBoxLayout(self)
        row.addWidget(self._legend, 1)
        row.addWidget(self.switch)
        inset(row, _SIDE, 0, _SIDE - 6, 1)
        self.switch.chosen.connect(lambda _number: self.layers_changed.emit())
        self.retranslate()

    @property
    def layers(self) -> frozenset[str] | None:
        """The codes of the layers shown; None for all."""
        layers = () if self._scheme is None else self._scheme.layers
        chosen = self.switch.current
        return frozenset({layers[chosen].code}) if chosen < len(layers) else None

    def offer(self, scheme: LabelScheme) -> None:
        """Offer each layer of a scheme and all of them, which is chosen."""
        self._scheme = scheme
        self._offer(len(scheme.layers))

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._explain()
        self.switch.setAccessibleName(tr("Layers shown"))
        self._offer(self.switch.current)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def theme_changed(self) -> None:
        """Hand the colours on, and say what they mean."""
        dress(self, self.theme)
        self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and its lower edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("hair"))
        painter.end()

    def _explain(self) -> None:
        words = tr("A lane per reader under each line · faded: agreed · red: in dispute")
        if self.theme.high_contrast:
            words = tr("A lane per reader under each line · hollow: agreed · full: in dispute")
        self._legend.set_text(words)

    def _offer(self, chosen: int) -> None:
        layers = () if self._scheme is None else self._scheme.layers
        names = [layer.names.in_language(language.current()) for layer in layers]
        self.switch.show_names((*names, trc("layers", "All")), chosen)
        self.switch.setVisible(len(names) > 1)
