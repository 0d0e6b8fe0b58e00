"""The start page's rows: a recent project, the sample, and the place where files are dropped."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.language import is_right_to_left, isolate, tr, trn
from ui.controls import Button
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.insets import inset
from ui.panels.painting import LTR, RTL, direction_of, draw_frame, draw_text, mirrored, plain_tip
from ui.panels.themed import Themed
from ui.recent import ProjectFacts, when
from ui.theme import measures

ROW: Final = 56
"""Height of a row, px."""
_ICON: Final = 20
_WORDS_AT: Final = 48
_PROGRESS: Final = 110
_SIDE: Final = 16
_DROP: Final = 112


class RecentRow(Themed, QAbstractButton):
    """A project opened before: its name, how large it is and when it was left, how far it is.

    Args:
        path: its file.
        facts: what is remembered of it, if anything.
        is_first: Enter opens it, wherever the focus is on the page.
    """

    def __init__(self, path: Path, facts: ProjectFacts | None, *, is_first: bool) -> None:
        super().__init__()
        self.path = path
        self._facts, self._is_first = facts, is_first
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._name = self._facts.title if self._facts is not None else self.path.stem
        self._about = isolate(str(self.path.parent))
        self._done = ""
        if self._facts is not None:
            count, finished = self._facts.documents, self._facts.finished
            documents = trn("{count} document", "{count} documents", count)
            self._about = f"{documents} · {when(self._facts.left, datetime.now(UTC).astimezone().date())}"
            if self._facts.packet_for:
                packet = tr("Packet for {annotator}", annotator=self._facts.packet_for)
                self._about = f"{packet} · {self._about}"
            if count:
                self._done = tr("{finished} of {total}", finished=finished, total=count)
                self._done = tr("Complete") if finished == count else self._done
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(" · ".join(part for part in (self._about, self._done) if part))
        self.setToolTip(plain_tip(str(self.path)))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open it too, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, name, facts and progress."""
        painter = QPainter(self)
        color, m, box = self.theme.color, measures(), QRectF(self.rect())
        active = self.hasFocus() or self._is_first
        if active or self.underMouse():
            edge = color("accent") if active else color("hair")
            width = m.line_focus if self.hasFocus() else m.line_current_card if active else m.line_hair
            fill = color("raised" if active else "panel")
            draw_frame(painter, box, radius=m.radius_card, fill=fill, edge=edge, width=width)
        direction = self.layoutDirection()
        icon = mirrored(QRectF(_SIDE, (ROW - _ICON) / 2, _ICON, _ICON), box.width(), direction)
        sign = "team" if self._facts is not None and self._facts.packet_for else "gloss"
        picture = pixmap(sign, color("accent" if active else "ink2"), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(icon.topLeft(), picture)
        end = box.width() - _SIDE - (_PROGRESS + 16 if self._done else 0)
        for text, top, font, role in (
            (self._name, 8, interface_font(m.title_px, 600), "ink"),
            (self._about, 29, interface_font(m.small_px), "ink3"),
        ):
            line = QRectF(_WORDS_AT, top, end - _WORDS_AT, 20)
            draw_text(
                painter,
                mirrored(line, box.width(), direction),
                text,
                font=font,
                color=color(role),
                at_right=direction == RTL,
                direction=direction_of(text) if role == "ink" else _interface_direction(),
            )
        if self._done:
            self._paint_progress(painter, box.width() - _SIDE - _PROGRESS)
        painter.end()

    def _paint_progress(self, painter: QPainter, left: float) -> None:
        direction, whole, theme = self.layoutDirection(), float(self.width()), self.theme
        words = mirrored(QRectF(left, 11, _PROGRESS, 18), whole, direction)
        draw_text(
            painter,
            words,
            self._done,
            font=interface_font(measures().small_px),
            color=theme.color("ink2"),
            at_right=direction == LTR,
            direction=_interface_direction(),
        )
        track = QRectF(left, 37, _PROGRESS, 4)
        edge = theme.color("border") if theme.high_contrast else None
        fill = theme.color("page" if theme.high_contrast else "hair")
        draw_frame(painter, mirrored(track, whole, direction), radius=2, fill=fill, edge=edge)
        facts = self._facts
        if facts is not None and facts.finished and facts.documents:
            bar = QRectF(left, 37, max(_PROGRESS * min(facts.finished / facts.documents, 1), 4), 4)
            fill = theme.color("accent")
            draw_frame(painter, mirrored(bar, whole, direction), radius=2, fill=fill, edge=None)


class SampleRow(Themed, QWidget):
    """The sample project, with the button that opens it."""

    def __init__(self) -> None:
        super().__init__()
        m = measures()
        self.setFixedHeight(ROW + 4)
        self._name = Caption(interface_font(m.title_px, 600), "ink")
        self._about = Caption(interface_font(m.small_px), "ink3")
        self.open = Button(kind="plain", onwards=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.addLayout(words, 1)
        row.addWidget(self.open)
        inset(row, _WORDS_AT, 0, _SIDE - 4, 0)

    def say(self, *, articles: int) -> None:
        """Say everything in the language in use."""
        self._name.set_text(tr("Ready to try: the sample"))
        self._about.set_text(
            trn(
                "{count} annotated article, on which nothing can go wrong",
                "{count} annotated articles, on which nothing can go wrong",
                articles,
            )
        )
        self.open.setText(tr("Try it"))
        self.open.setAccessibleName(tr("Try it"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge and icon."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        color = self.theme.color
        draw_frame(painter, box, radius=measures().radius_card, fill=color("panel"), edge=color("hair"))
        icon = QRectF(_SIDE, (box.height() - _ICON) / 2, _ICON, _ICON)
        picture = pixmap("document", color("ink2"), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(icon, box.width(), self.layoutDirection()).topLeft(), picture)
        painter.end()


class DropArea(Themed, QWidget):
    """Says that files may be dropped, and which; the whole window takes them."""

    def __init__(self) -> None:
        super().__init__()
        m = measures()
        self._words = Caption(interface_font(m.title_px, 500), "ink")
        self._kinds = Caption(interface_font(m.small_px), "ink3", direction=LTR)
        self.setFixedHeight(_DROP)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 52, 16, 14)
        column.setSpacing(2)
        for caption in (self._words, self._kinds):
            caption.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            column.addWidget(caption, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, kinds: list[str]) -> None:
        """Say everything in the language in use; `kinds` are the names of what may be dropped."""
        self._words.set_text(tr("Drop texts or a project here"))
        self._kinds.set_text(" · ".join(kinds))
        self.setAccessibleName(directed(tr("Drop texts or a project here")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the dashed frame and the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.theme.color("border"), 1.4)
        pen.setDashPattern([4.5, 2.8])
        painter.setPen(pen)
        painter.setBrush(self.theme.color("panel"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, measures().radius_card, measures().radius_card)
        picture = pixmap("drop", self.theme.color("accent"), 22, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(round(box.center().x()) - 11, 22), picture)
        painter.end()


def _interface_direction() -> Qt.LayoutDirection:
    return RTL if is_right_to_left() else LTR
