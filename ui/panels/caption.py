"""One line of words in a panel, in a direction that is said and not guessed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.fonts import TEXT_FAMILY, interface_font
from ui.panels.painting import RTL, direction_of, draw_text, set_tip
from ui.panels.themed import Themed
from ui.panels.wrapping import WrappingLabel
from ui.theme import measures

_AMIRI_HEIGHT = 26 / 15  # of its size: Amiri's letters reach far above and below the line


class Caption(Themed, QLabel):
    """A label that elides between words and never takes its text for markup.

    It is a QLabel so that screen readers meet static text.
    """

    def __init__(
        self,
        font: QFont,
        role: str = "ink",
        *,
        at_end: bool = False,
        direction: Qt.LayoutDirection | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty caption.

        Args:
            font: face and size.
            role: the theme's colour.
            at_end: stand at the end side of the interface; else at its start side.
            direction: of the text; None = by its letters as a whole.
            parent: the widget that holds it.
        """
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self._role, self._at_end, self._direction = role, at_end, direction
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show `text`."""
        self.setText(text)
        self._tell_whole()

    def set_role(self, role: str) -> None:
        """Show the text in another of the theme's colours."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        metrics = QFontMetricsF(self.font())
        tall = max(metrics.height(), self.font().pixelSize() * _AMIRI_HEIGHT if self._is_quoted() else 0)
        return QSize(round(metrics.horizontalAdvance(self.text())) + 2, round(tall))

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves room for an ellipsis only."""
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text, elided."""
        painter = QPainter(self)
        draw_text(
            painter,
            QRectF(self.rect()),
            self.text(),
            font=self.font(),
            color=self.theme.color(self._role),
            at_right=(self.layoutDirection() == RTL) != self._at_end,
            direction=self._direction if self._direction is not None else direction_of(self.text()),
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip where it is cut."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        cut = QFontMetricsF(self.font()).horizontalAdvance(self.text()) > self.width()
        set_tip(self, self.text() if cut else "")

    def _is_quoted(self) -> bool:
        return self.font().family() == TEXT_FAMILY


class Sentence(Themed, WrappingLabel):
    """A wrapped sentence in the place of content that is not there."""

    def __init__(self, text: Callable[[], str], parent: QWidget | None = None) -> None:
        """Make it; `text` is asked again by `retranslate`."""
        super().__init__(parent=parent)
        self.setWordWrap(True)
        self.setFont(interface_font(measures().body_px))
        self._source = text
        self.retranslate()

    def retranslate(self) -> None:
        """Ask for the sentence again."""
        self.setText(self._source())

    def theme_changed(self) -> None:
        """Take the theme's secondary ink."""
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self.theme.color("ink2"))
        self.setPalette(palette)
