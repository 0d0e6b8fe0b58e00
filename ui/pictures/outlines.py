"""A paint device that hands everything on as outlines, letters too.

SVG would otherwise name the fonts: on a machine without them the words get another width and leave their
marks. Outlines look the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPolygonF,
)

_DPI: Final = 96
_Dirty = QPaintEngine.DirtyFlag
_Mode = QPaintEngine.PolygonDrawMode


class Outlines(QPaintDevice):
    """Paints on `target` what is painted here, as paths. A painter on `target` has to be active."""

    def __init__(self, target: QPainter, size: QSize) -> None:
        super().__init__()
        self._engine = _Engine(target)
        metric = QPaintDevice.PaintDeviceMetric
        self._size = {metric.PdmWidth: size.width(), metric.PdmHeight: size.height()}
        # Answers what Qt asks of any device with one pixel for a pixel, some of it in codes of its own.
        self._like = QImage(1, 1, QImage.Format.Format_RGB32)
        dots = round(_DPI / 0.0254)
        self._like.setDotsPerMeterX(dots)
        self._like.setDotsPerMeterY(dots)

    def paintEngine(self) -> QPaintEngine:
        """Return what paints."""
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        """Return a measure of the device."""
        return self._size[metric] if metric in self._size else self._like.metric(metric)


class _Engine(QPaintEngine):
    """Knows paths only, so Qt turns rectangles, ellipses and letters into them."""

    def __init__(self, target: QPainter) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._target = target

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def begin(self, _device: QPaintDevice) -> bool:
        self.setActive(True)
        return True

    def end(self) -> bool:
        self.setActive(False)
        return True

    def updateState(self, state: QPaintEngineState) -> None:
        changed, target = state.state(), self._target
        if changed & _Dirty.DirtyPen:
            target.setPen(state.pen())
        if changed & _Dirty.DirtyBrush:
            target.setBrush(state.brush())
        if changed & _Dirty.DirtyTransform:
            target.setTransform(state.transform())
        if changed & _Dirty.DirtyOpacity:
            target.setOpacity(state.opacity())
        if changed & _Dirty.DirtyClipRegion:
            target.setClipRegion(state.clipRegion(), state.clipOperation())
        if changed & _Dirty.DirtyClipPath:
            target.setClipPath(state.clipPath(), state.clipOperation())
        if changed & _Dirty.DirtyClipEnabled:
            target.setClipping(state.isClipEnabled())

    def drawPath(self, path: QPainterPath) -> None:
        if not path.isEmpty():  # a space's
            self._target.drawPath(path)

    def drawPolygon(self, points: Sequence[QPointF], mode: QPaintEngine.PolygonDrawMode) -> None:  # type: ignore[override]
        path = QPainterPath()
        path.addPolygon(QPolygonF(list(points)))
        if mode is not _Mode.PolylineMode:
            path.closeSubpath()
        self._target.drawPath(path)
