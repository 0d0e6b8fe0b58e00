"""A small live picture of what will be written."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.panels.themed import Themed
from ui.pictures.excerpt import Excerpt
from ui.pictures.picture import Picture

_HEIGHT = 250
_MARGIN = 12
_SMALLEST = 0.3
"""A picture is not shown smaller than this: of a long one only the beginning is seen."""


class PicturePreview(Themed, QWidget):
    """Shows the beginning of a picture on the desk's ground, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._picture: Picture | None = None
        self._image: QImage | None = None

    @property
    def image(self) -> QImage | None:
        """What is shown, in the screen's pixels."""
        return self._image

    def show_picture(self, picture: Picture | None) -> None:
        """Draw a picture anew, or show nothing. Only the lines that have room are laid out."""
        self._picture = picture
        self._image = None if picture is None else self._drawn(picture)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_picture(self._picture)

    def _drawn(self, picture: Picture) -> QImage | None:
        excerpt = picture.excerpt()
        room_x, room_y = self.width() - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN
        scale = min(room_x / excerpt.page.width, 1.0)
        height = self._turn(excerpt, picture, most=room_y / min(scale, _SMALLEST))
        scale = max(min(scale, room_y / height), min(scale, _SMALLEST))
        ratio = self.devicePixelRatioF()
        size = QRectF(0, 0, excerpt.page.width * scale, min(height * scale, room_y))
        image = QImage((size.size() * ratio).toSize(), QImage.Format.Format_RGB32)
        if image.isNull():
            return None
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        painter.scale(scale, scale)
        excerpt.paint(painter, height)
        painter.end()
        return image

    def _turn(self, excerpt: Excerpt, picture: Picture, *, most: float) -> float:
        """Turn to the picture's lines, or to as many as fill `most` pixels; return the height."""
        first = last = None
        height = 0.0
        for line in excerpt.lines(picture.span):
            first, last = first or line, line
            height += excerpt.paragraphs.laid_out(line.paragraph).pitch
            if height > most:
                break
        return 1.0 if first is None or last is None else excerpt.whole(first, last).height

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("desk"))
        if self._image is not None:
            size = self._image.deviceIndependentSize()
            at = QPointF(round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2))
            painter.drawImage(at, self._image)
            painter.setPen(self.theme.color("border" if self.theme.high_contrast else "hair"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(at, size).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
