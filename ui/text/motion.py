"""What moves on the page, and how long: jumps, cards that take their place, the sign of an undone step.

With reduced motion everything is in its place at once, and the sign stays until the next key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QObject, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme import measures

if TYPE_CHECKING:
    from ui.text.place_area import PlaceArea

_UNSEEN: Final = frozenset({"offscreen", "minimal"})
_FARTHEST: Final = 1.5
"""A jump from farther away shows only so much of its way, in heights of the viewport."""


def is_reduced_by_platform() -> bool:
    """Tell whether the desktop asks for no effects, or nobody is looking."""
    return (
        not QApplication.isEffectEnabled(Qt.UIEffect.UI_General) or QGuiApplication.platformName() in _UNSEEN
    )


class Motion:
    """The motion on one view.

    Attributes:
        reduced: whether nothing moves.
        flashed: the spans with the sign of an undone step.
    """

    def __init__(self, view: PlaceArea) -> None:
        self._view = view
        m = measures()
        self.reduced = is_reduced_by_platform()
        self.flashed: frozenset[str] = frozenset()
        self._displaced: dict[str, float] = {}
        self._left = 0.0
        self._way = 0.0
        self._jump = _Course(view, m.scroll_to_span_ms, self._glide)
        self._cards = _Course(view, m.card_to_place_ms, lambda _share: view.viewport().update())
        self._flash = QTimer(view)
        self._flash.setSingleShot(True)
        self._flash.setInterval(m.flash_after_undo_ms)
        self._flash.timeout.connect(self.end_flash)

    @property
    def displaced(self) -> Mapping[str, float]:
        """How far below their places the cards of these statements are now, px."""
        share = self._cards.share
        return {statement: dy * share for statement, dy in self._displaced.items()} if share else {}

    def arrive(self, dy: float) -> None:
        """Come to where the page is now from where it was, `dy` px further up (negative: down)."""
        if self.reduced or not dy:
            return
        most = _FARTHEST * self._view.viewport().height()
        self._way = self._left = max(min(dy, most), -most)
        self._view.scroll_by(-self._way)
        self._jump.start()

    def stop(self) -> None:
        """End a jump where it leads to: somebody else scrolls now."""
        if self._jump.is_running:
            self._jump.stop()
            self._glide(0.0)

    def interrupt(self) -> None:
        """Leave a jump where it is."""
        self._jump.stop()
        self._left = 0.0

    def settle_cards(self, before: Mapping[str, float], after: Mapping[str, float]) -> None:
        """Let the cards go from where they were to their places: statement → px below its line."""
        moved = {key: before[key] - y for key, y in after.items() if key in before}
        self._displaced = {key: dy for key, dy in moved.items() if abs(dy) >= 1}
        if self._displaced and not self.reduced:
            self._cards.start()

    def flash(self, spans: frozenset[str]) -> None:
        """Outline spans for a moment; with reduced motion until the next key."""
        self.flashed = spans
        if not self.reduced:
            self._flash.start()
        self._view.viewport().update()

    def end_flash(self) -> None:
        """Take the outline away."""
        self._flash.stop()
        if self.flashed:
            self.flashed = frozenset()
            self._view.viewport().update()

    def _glide(self, share: float) -> None:
        left = round(self._way * share)
        dy, self._left = self._left - left, left
        if dy:
            self._view.scroll_by(dy)


class _Course(QObject):
    """A share of a way that is left, from 1 to 0."""

    def __init__(self, parent: QObject, duration: int, moved: Callable[[float], None]) -> None:
        super().__init__(parent)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setDuration(duration)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(moved)

    @property
    def is_running(self) -> bool:
        return self._animation.state() is QVariantAnimation.State.Running

    @property
    def share(self) -> float:
        """How much of the way is left."""
        return float(self._animation.currentValue()) if self.is_running else 0.0

    def start(self) -> None:
        """Begin from the beginning."""
        self._animation.stop()
        self._animation.start()

    def stop(self) -> None:
        """Stop where it is."""
        self._animation.stop()
