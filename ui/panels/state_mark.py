"""How far a document is, as a shape: empty, half, full, ticked, or struck out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import trc
from annotator.model import Owner, State
from ui.panels.painting import centred, plain_tip
from ui.panels.themed import Themed
from ui.theme import Theme

MARK = 13
"""Width and height of a mark, in pixels."""

_STROKE = 1.6


class ReadingSummary(Protocol):
    """What lists need to know of one annotation set."""

    @property
    def owner(self) -> Owner:
        """Whose reading it is."""

    @property
    def state(self) -> State:
        """How far it is."""

    @property
    def spans(self) -> int:
        """How many spans it holds."""


class DocumentSummary(Protocol):
    """What lists need to know of one document. The workspace's summaries are such."""

    @property
    def id(self) -> str:
        """Unique in the project."""

    @property
    def title(self) -> str:
        """What lists show."""

    @property
    def sets(self) -> Sequence[ReadingSummary]:
        """All its readings."""

    @property
    def active(self) -> ReadingSummary | None:
        """The reading that the window shows, or None: nobody has begun."""


class DocumentState(StrEnum):
    """How far a document is."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    REVIEWED = "reviewed"
    IGNORED = "ignored"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: it counts as finished in the progress."""
        return self in {DocumentState.FINISHED, DocumentState.REVIEWED}


def document_state(summary: DocumentSummary) -> DocumentState:
    """Return a document's state: that of the reading shown, or reviewed once the gold one is finished."""
    if any(s.owner is Owner.GOLD and s.state is State.FINISHED for s in summary.sets):
        return DocumentState.REVIEWED
    return DocumentState.NEW if summary.active is None else DocumentState(summary.active.state.value)


def state_name(state: DocumentState) -> str:
    """Return what a state is called, in the language in use."""
    names = {
        DocumentState.NEW: trc("document state", "New"),
        DocumentState.IN_PROGRESS: trc("document state", "In progress"),
        DocumentState.FINISHED: trc("document state", "Finished"),
        DocumentState.REVIEWED: trc("document state", "Reviewed"),
        DocumentState.IGNORED: trc("document state", "Ignored"),
    }
    return names[state]


def paint_state(
    painter: QPainter, rect: QRectF, state: DocumentState, theme: Theme, *, ground: QColor | None = None
) -> None:
    """Paint a state's mark into the middle of `rect`.

    Args:
        painter: where to.
        rect: at least 13 × 13 pixels.
        state: what to say.
        theme: the colours.
        ground: the colour behind the mark, for the tick; the panel's if not given.
    """
    quiet = state in {DocumentState.NEW, DocumentState.IGNORED}
    color = theme.color("border") if quiet else theme.color("accent")
    circle = centred(MARK, rect.center())
    inner = circle.adjusted(_STROKE / 2, _STROKE / 2, -_STROKE / 2, -_STROKE / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, _STROKE))
    full = state.is_done
    painter.setBrush(color if full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    if state is DocumentState.IN_PROGRESS:
        painter.setBrush(color)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    elif state is DocumentState.REVIEWED:
        _paint_tick(painter, circle, ground if ground is not None else theme.color("panel"))
    elif state is DocumentState.IGNORED:
        reach = inner.width() / 2 * 0.7
        middle = circle.center()
        painter.drawLine(
            QLineF(middle.x() - reach, middle.y() + reach, middle.x() + reach, middle.y() - reach)
        )
    painter.restore()


def _paint_tick(painter: QPainter, circle: QRectF, color: QColor) -> None:
    pen = QPen(color, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    at = circle.center()
    painter.drawPolyline(
        QPolygonF([at + QPointF(-2.7, 0.2), at + QPointF(-0.8, 2.1), at + QPointF(2.8, -2.0)])
    )


class StateMark(Themed, QWidget):
    """A state's mark as a widget that says its name to screen readers and in its tooltip."""

    def __init__(self, state: DocumentState = DocumentState.NEW, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    def set_state(self, state: DocumentState) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(state_name(state))
        self.setToolTip(plain_tip(state_name(state)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the mark's size."""
        return QSize(MARK + 3, MARK + 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()), self._state, self.theme)
        painter.end()
