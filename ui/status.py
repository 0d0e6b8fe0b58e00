"""The bar below: what is current, the keys for it, whether all is saved, how large the text is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.language import tr, trn
from annotator.model import Label
from annotator.text.tokens import count_words
from ui import icons
from ui.controls import Button, Hairline
from ui.fonts import interface_font, text_font
from ui.keys import shown
from ui.panels.caption import Caption
from ui.panels.key_cap import KeyCap
from ui.panels.painting import set_tip
from ui.panels.themed import Themed, dress
from ui.panels.wording import first_and_last
from ui.theme import measures

_MOST_HINTS = 4
_BUTTON = 20
_ANY_WIDTH = 16_777_215  # Qt's own
_GAPS = 112  # pixels: the margins, the gaps and the tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A key, or several with blanks between them, and what it does now."""

    key: str
    text: str


class StatusBar(Themed, QWidget):
    """The status bar.

    Attributes:
        is_saved: whether it says "saved".
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self.setFixedHeight(m.status_bar)
        self._label: Label | None = None
        self._what = _Tinted()
        self._words = Caption(text_font(16), "ink")
        self._counts = Caption(interface_font(m.small_px), "ink3")
        self._hints = QWidget()
        self._hint_row = QHBoxLayout(self._hints)
        self._hint_row.setContentsMargins(0, 0, 0, 0)
        self._hint_row.setSpacing(16)
        self._hint_parts: list[QWidget] = []
        self._tick = _Tick()
        self._saved = Caption(interface_font(m.small_px), "ink2")
        self.spans = Button(kind="quiet", height=_BUTTON)
        self.spans.setFont(interface_font(m.small_px))
        self.spans.setCheckable(True)
        self.findings = Button(kind="quiet", icon="warning", height=_BUTTON)
        self.findings.setFont(interface_font(m.small_px))
        self.findings.setCheckable(True)
        self.missing = Button(kind="quiet", height=_BUTTON)
        self.missing.setFont(interface_font(m.small_px))
        self.set_missing(0)
        self.set_findings(None)
        self._zoom = Caption(interface_font(m.small_px), "ink2", direction=Qt.LayoutDirection.LeftToRight)
        self._shown_hints: tuple[Hint, ...] = ()
        self._is_of_text = True
        self.is_saved = False
        self._arrange()
        self.show_nothing()
        self.set_saved(saved=None)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys shown."""
        return self._shown_hints

    @property
    def saved_mark(self) -> str:
        """What the bar says about saving."""
        return self._saved.text()

    def show_nothing(self, sentence: str = "", *, name: str = "") -> None:
        """Say that nothing is current, or this sentence about what has this name."""
        self._label = None
        self._what.setText(name)
        self._what.set_color(None)
        self._words.set_text("")
        self._counts.set_text(sentence)
        self._show_parts()

    def show_stretch(self, text: str, label: Label | None, name: str) -> None:
        """Say what is current or selected.

        Args:
            text: its words, as they stand in the document.
            label: its label; None for a selection.
            name: of the label or of the selection, in the language in use.
        """
        self._label = label
        self._what.setText(name)
        self._what.set_color(self.theme.label(label).tag if label is not None else None)
        self._words.set_text(first_and_last(text))
        characters = trn("{count} character", "{count} characters", len(text))
        words = trn("{count} word", "{count} words", count_words(text))
        self._counts.set_text(f"· {characters} · {words}")
        self._show_parts()

    def show_figures(self, *, shown: bool) -> None:
        """Show the figures about the reading on the page, or leave them out: it is not in sight."""
        if shown != self._is_of_text:
            self._is_of_text = shown
            for part in (self.spans, self.findings, self.missing, self._zoom):
                part.setMaximumWidth(_ANY_WIDTH if shown else 0)
            self._fit_hints()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show the keys of the situation, at most four."""
        chosen = tuple(hints[:_MOST_HINTS])
        if chosen == self._shown_hints:
            return
        self._shown_hints = chosen
        for old in self._hint_parts:
            self._hint_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._hint_parts = [_hint_part(hint) for hint in chosen]
        for part in self._hint_parts:
            self._hint_row.addWidget(part)
        dress(self._hints, self.theme)
        self._fit_hints()

    def set_saved(self, *, saved: bool | None) -> None:
        """Say "saved" (True), nothing (None), or that something could not be saved (False)."""
        self._tick.show_sign("check", "ok")
        self._tick.setVisible(bool(saved))
        set_tip(self, "")
        self.is_saved = bool(saved)
        self._saved.set_text({True: tr("Saved"), False: tr("Not saved"), None: ""}[saved])
        self._saved.set_role("rubric" if saved is False else "ink2")
        self._rule.setVisible(saved is not None)

    def show_read_only(self, reason: str) -> None:
        """Say that the project can be looked at only, and on hovering why."""
        self.set_saved(saved=None)
        self._tick.show_sign("lock", "warn")
        self._tick.show()
        self._rule.show()
        self._saved.set_text(tr("Read-only"))
        set_tip(self, reason)

    def bind(self, spans: QAction, findings: QAction) -> None:
        """Let the number of spans turn one action on and off, and that of findings the other."""
        for button, action in ((self.spans, spans), (self.findings, findings)):
            button.clicked.connect(action.trigger)
            action.toggled.connect(button.setChecked)
            action.changed.connect(partial(_name, button, action))
            _name(button, action)

    def set_spans(self, count: int | None) -> None:
        """Show how many spans the reading has; None: no document is open."""
        self.spans.setVisible(count is not None)
        self._zoom.setVisible(count is not None)
        self.spans.setText("" if count is None else trn("{count} span", "{count} spans", count))
        self.spans.updateGeometry()

    def set_missing(self, count: int) -> None:
        """Show how many required answers the reading lacks; nothing where it lacks none."""
        self.missing.setVisible(bool(count))
        self.missing.setText(trn("{count} answer missing", "{count} answers missing", count) if count else "")
        self.missing.updateGeometry()

    def set_findings(self, count: int | None) -> None:
        """Show how much does not fit together; None: nobody has begun to read, or nothing is open."""
        self.findings.setVisible(bool(count))
        self.findings.setText("" if not count else trn("{count} finding", "{count} findings", count))
        self.findings.updateGeometry()

    def set_zoom(self, percent: int) -> None:
        """Show the text's size."""
        self._zoom.set_text(f"{percent}%")

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        if self._label is not None:
            self._what.set_color(self.theme.label(self._label).tag)

    def changeEvent(self, event: QEvent) -> None:
        """Say "saved" in the language in use; whoever knows the situation says the rest again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.is_saved:
            self.set_saved(saved=True)

    def event(self, event: QEvent) -> bool:
        """Make room: what does not fit is left out whole, the least useful key first."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit_hints()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar's ground and its upper edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.color("hair"))
        painter.end()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(0)
        self._rule = Hairline(Qt.Orientation.Vertical)
        self._rule.setFixedHeight(14)
        for part, gap in ((self._what, 8), (self._words, 8), (self._counts, 12)):
            row.addWidget(part)
            row.addSpacing(gap)
        row.addStretch(1)
        ends: tuple[tuple[QWidget, int], ...] = (
            (self._hints, 16),
            (self._rule, 12),
            (self._tick, 6),
            (self._saved, 4),
            (self.missing, 0),
            (self.findings, 0),
            (self.spans, 4),
        )
        for widget, gap in ends:
            row.addWidget(widget)
            row.addSpacing(gap)
        row.addWidget(self._zoom)
        for caption in (self._what, self._saved, self._zoom, self._counts, self._words):
            caption.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _fit_hints(self) -> None:
        others = (
            self._what,
            self._words,
            self._counts,
            self._saved,
            self.missing,
            self.findings,
            self.spans,
            self._zoom,
        )
        taken = sum(part.sizeHint().width() for part in others if part.isVisibleTo(self))
        left = self.width() - _GAPS - taken
        for part in self._hint_parts:
            left -= part.sizeHint().width() + self._hint_row.spacing()
            part.setVisible(left >= 0)

    def _show_parts(self) -> None:
        for part in (self._what, self._words, self._counts):
            part.setVisible(bool(part.text()))


def _name(button: Button, action: QAction) -> None:
    """Call a button what its action is called, and say its key."""
    keys = action.shortcuts()
    key = shown(keys[0].toString()) if keys else ""
    button.setAccessibleName(action.iconText())
    set_tip(button, f"{action.iconText()}  {key}")
    button.setChecked(action.isChecked())


def _hint_part(hint: Hint) -> QWidget:
    words = Caption(interface_font(measures().small_px), "ink2")
    words.set_text(hint.text)
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for key in hint.key.split(" "):
        row.addWidget(KeyCap(key))
    row.addWidget(words)
    return part


class _Tinted(Themed, QLabel):
    """A label's name in its own colour."""

    def __init__(self) -> None:
        super().__init__()
        self._color: QColor | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(interface_font(measures().small_px, 600))

    def set_color(self, color: QColor | None) -> None:
        """Use this colour; None = the accent."""
        self._color = color
        self.theme_changed()

    def theme_changed(self) -> None:
        """Colour the words."""
        tone = self.palette()
        tone.setColor(self.foregroundRole(), self._color or self.theme.color("accent"))
        self.setPalette(tone)


class _Tick(Themed, QWidget):
    """The sign of what is saved, or can't be."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._role = "check", "ok"
        self.setFixedSize(QSize(14, 14))

    def show_sign(self, name: str, role: str) -> None:
        """Be this icon, in the colour of this role."""
        self._sign, self._role = name, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = icons.pixmap(self._sign, self.theme.color(self._role), 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 0), picture)
        painter.end()
