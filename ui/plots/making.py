"""Which painter draws a figure."""

from __future__ import annotations

from ui.plots.bars import Bars
from ui.plots.drawing import Drawing
from ui.plots.figures import Figure
from ui.plots.matrix import Matrix
from ui.plots.timeline import Timeline


def drawing(figure: Figure, width: float) -> Drawing:
    """Return a figure laid out for a width in pixels."""
    if figure.heads:
        return Matrix(figure, width)
    return Timeline(figure, width) if figure.is_timeline else Bars(figure, width)
