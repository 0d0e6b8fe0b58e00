"""The editor's lower bar: what would happen, and the keys of the tree."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.language import tr
from ui.fonts import interface_font
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.key_cap import KeyCap
from ui.scheme.aside import Sign
from ui.scheme.fields import Words
from ui.theme import measures


class EditorFooter(QWidget):
    """The bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(measures().status_bar)
        self._sign = Sign()
        self._words = Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for keys, words in (
            (("F2",), tr("name it")),
            (("Alt+↑", "Alt+↓"), tr("order")),
            (("Del",), tr("delete")),
            (("Ctrl+N",), tr("new label")),
        ):
            for key in keys:
                row.addWidget(KeyCap(key))
            said = Caption(interface_font(measures().small_px), "ink2")
            said.set_text(words)
            row.addWidget(said)
            row.addSpacing(8)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, *, holds: bool) -> None:
        """Say how things are."""
        self._sign.show_sign(holds=holds)
        self._words.setText(directed(words))
