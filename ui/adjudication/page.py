"""The page of adjudication: the queue beside the text with its lanes, the apparatus below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.adjudication.positions import Position
from annotator.language import tr, trc
from annotator.model import AnnotationSet
from ui.adjudication import wording
from ui.adjudication.apparatus import Apparatus
from ui.adjudication.edition import Edition
from ui.adjudication.head import ReportButton, Sigla
from ui.adjudication.hints import hints_of
from ui.adjudication.keys import Deed, deed_of, is_taken, label_of
from ui.adjudication.lanes_bar import LanesBar
from ui.adjudication.lighting import lit
from ui.adjudication.own_reading import OwnReading
from ui.adjudication.queue import Queue
from ui.adjudication.view import LanesView
from ui.own_page import OwnPage
from ui.status import Hint
from ui.text.accessible import announce
from ui.theme import measures

_NARROW_QUEUE = 236


class AdjudicationPage(OwnPage):
    """Everything about the disputes in one document.

    Attributes:
        own: what the adjudicator reads for themselves.
        sigla, report: what the header has at its end.

    Signals:
        decision_wanted: what the apparatus has chosen shall stand.
        later_wanted: the position is left for later.
        accept_wanted: all that the readers agree on shall stand.
        undo_wanted: the last step is to be taken back.
    """

    decision_wanted = Signal()
    later_wanted = Signal()
    accept_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = Queue()
        self.bar = LanesBar()
        self.view = LanesView()
        self.apparatus = Apparatus()
        self.sigla, self.report = Sigla(), ReportButton()
        self._edition: Edition | None = None
        self._positions: tuple[Position, ...] = ()
        self._reasons: Sequence[str] = ()
        self._gold: AnnotationSet | None = None
        self._current: str | None = None
        self.own = OwnReading(self, self._light)
        self._deeds = self._bound()
        self._arrange()
        self._connect()
        self.retranslate()

    # What is shown

    @property
    def edition(self) -> Edition | None:
        """The document with its readers, or None."""
        return self._edition

    @property
    def positions(self) -> tuple[Position, ...]:
        """All positions of the document, as they are now."""
        return self._positions

    @property
    def gold(self) -> AnnotationSet | None:
        """The gold set, or None."""
        return self._gold

    @property
    def position(self) -> Position | None:
        """The position that is asked about, or None."""
        return self.position_of(self._current)

    def position_of(self, key: str | None) -> Position | None:
        """Return the position with this key, or None."""
        return next((one for one in self._positions if one.key == key), None)

    def show_edition(self, edition: Edition) -> None:
        """Show a document with its readers."""
        before, self._edition = self._edition, edition
        if before is None or before.document.id != edition.document.id:
            self._positions, self._current = (), None
        if before is None or before.scheme is not edition.scheme:
            self.bar.offer(edition.scheme)
            self.queue.show_layers(self.bar.layers)
        first = self.view.first_visible
        self.queue.show_edition(edition)
        self.sigla.show_readers(edition.readers)
        self.view.show_lanes(edition.document, edition.readers, edition.scheme)
        if before is not None and before.document.id == edition.document.id:
            self.view.scroll_to(first)

    def forget(self) -> None:
        """Let go of everything: another project is open, whose documents may have the same ids."""
        self._edition, self._positions, self._current, self._gold = None, (), None, None
        self.queue.forget()

    def show_positions(
        self,
        positions: Iterable[Position],
        reasons: Sequence[str] = (),
        *,
        gold: AnnotationSet | None = None,
        ask: bool = True,
    ) -> None:
        """Show how far the positions are; what is asked about stays.

        Args:
            positions: all of the document.
            reasons: those that are offered, the most likely first.
            gold: the gold set, or None.
            ask: show the present position, too; not where another will be gone to at once.
        """
        self._positions = tuple(positions)
        self._reasons, self._gold = tuple(reasons), gold
        self.queue.show_positions(self._positions)
        if self.position is None:
            self._current = None
        if ask:
            self._ask()

    def go_to(self, key: str | None, *, scroll: bool = True, anew: bool = False) -> None:
        """Ask about a position, or about nothing; `anew` also if it is the present one."""
        if anew or key != self._current:
            self.view.end_own()
            self._current = None if self.position_of(key) is None else key
            self._ask()
        self.queue.set_current(self._current)
        position = self.position
        if position is not None and self._edition is not None:
            if scroll:
                self.view.reveal_places(self._edition.places(position))
            announce(self.view, self.view.accessibleDescription())

    def step(self, by: int) -> None:
        """Go to the position so many places further in the list."""
        keys = [one.key for one in self.queue.listed]
        if not keys:
            return
        here = keys.index(self._current) if self._current in keys else (-1 if by > 0 else len(keys))
        self.go_to(keys[min(max(here + by, 0), len(keys) - 1)])

    def take_focus(self) -> None:
        """Bring the keyboard to the text, where all keys answer."""
        self.view.setFocus()

    def set_editable(self, *, editable: bool) -> None:
        """Allow or refuse to decide."""
        self.apparatus.set_editable(editable=editable)
        self.queue.set_editable(editable=editable)

    # What the status bar says

    @property
    def name(self) -> str:
        """Into which reading one writes."""
        return trc("reading", "Gold")

    @property
    def sentence(self) -> str:
        """Whose it is, and what stays as it is."""
        return tr("· adjudicator · the readers' own work is never touched")

    @property
    def hints(self) -> Sequence[Hint]:
        """The keys that help now, at most four."""
        own = self.apparatus.own_reading
        return hints_of(self.position, own=own, writing=self._is_writing)

    # The adjudicator's own reading

    def read(self) -> None:
        """Let the adjudicator read for themselves, or no longer."""
        self.own.turn()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Take the keys that would label, search and go on in a text that is not in sight."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_taken(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for, wherever on the page the keyboard is."""
        deed = deed_of(event, reading=self.view.is_reading, writing=self._is_writing)
        if deed is Deed.TAKE:
            self.apparatus.take_digit(event.key())
        elif deed is not None:
            self._deeds[deed]()
        elif self.view.is_reading and not self._is_writing:
            label = None if self._edition is None else label_of(event, self._edition.scheme)
            if label is not None:
                self.view.relabel_own(label)

    def _bound(self) -> Mapping[Deed, Callable[[], object]]:
        apparatus, view = self.apparatus, self.view
        return {
            Deed.NEXT_READING: lambda: apparatus.step(1),
            Deed.PREVIOUS_READING: lambda: apparatus.step(-1),
            Deed.SEVERAL: apparatus.choose_several,
            Deed.OWN: self.read,
            Deed.NOTHING: apparatus.choose_nothing,
            Deed.LATER: self.later_wanted.emit,
            Deed.NEXT: lambda: self.step(1),
            Deed.PREVIOUS: lambda: self.step(-1),
            Deed.REASON: lambda: apparatus.reason.setFocus(Qt.FocusReason.ShortcutFocusReason),
            Deed.GAP: apparatus.gap.click,
            Deed.ACCEPT: self.accept_wanted.emit,
            Deed.DECIDE: self.decision_wanted.emit,
            Deed.UNDO: self.undo_wanted.emit,
            Deed.EDGES: view.edges.cycle,
            Deed.WORDS: view.words.begin,
            Deed.LEAVE: self._leave,
        }

    @property
    def _is_writing(self) -> bool:
        return self.apparatus.reason.hasFocus()

    def _leave(self) -> None:
        """Leave what is written or chosen from, else the own reading, else the page."""
        if isinstance(QApplication.focusWidget(), QLineEdit | QComboBox):
            self.take_focus()
        elif self.apparatus.own_reading is not None:
            self.own.stop()
        else:
            self.left.emit()

    # Parts

    def theme_changed(self) -> None:
        """Hand the colours on."""
        super().theme_changed()
        self.view.set_theme(self.theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Adjudication"))
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more of a narrow window to the text."""
        super().resizeEvent(event)
        m = measures()
        self.queue.setFixedWidth(m.desk if event.size().width() >= m.drawer_below else _NARROW_QUEUE)

    def _stay_in_sight(self) -> None:
        """Bring what is asked about back where the text has got another size."""
        position, edition = self.position, self._edition
        if position is not None and edition is not None:
            self.view.keep_in_sight(edition.places(position))

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.apparatus)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.queue)
        whole.addLayout(column, 1)

    def _connect(self) -> None:
        queue, apparatus, view = self.queue, self.apparatus, self.view
        queue.wanted.connect(self.go_to)
        queue.accept_wanted.connect(self.accept_wanted)
        queue.asked_changed.connect(self._follow_list)
        apparatus.decision_wanted.connect(self.decision_wanted)
        apparatus.own_wanted.connect(self.read)
        apparatus.later_wanted.connect(self.later_wanted)
        apparatus.step_wanted.connect(self.step)
        apparatus.choice_changed.connect(self._follow_choice)
        view.place_wanted.connect(self._go_to_place)
        view.resized.connect(self._stay_in_sight)
        self.bar.layers_changed.connect(self._show_layers)

    def _follow_choice(self) -> None:
        """Let go of the adjudicator's own reading when something else is chosen."""
        if self.apparatus.own_reading is not None and not self._is_own_chosen:
            self.own.stop()
        else:
            self.hints_changed.emit()

    @property
    def _is_own_chosen(self) -> bool:
        return self.apparatus.own.isChecked()

    def _follow_list(self) -> None:
        """Ask about the first of another list, unless what is asked about is in it."""
        listed = [one.key for one in self.queue.listed]
        if self._current not in listed:
            self.go_to(listed[0] if listed else None)

    def _show_layers(self) -> None:
        self.queue.show_layers(self.bar.layers)
        self._light()
        self._follow_list()

    def _go_to_place(self, place: int) -> None:
        """Go to the smallest position at a place that was clicked."""
        edition = self._edition
        if edition is not None:
            found = [
                (len(span), number, one.key)
                for number, one in enumerate(self.queue.listed)
                for span in edition.places(one)
                if span.start <= place < span.end
            ]
            if found:
                self.go_to(min(found)[2], scroll=False)
        self.take_focus()

    def _ask(self) -> None:
        """Show the position in the apparatus and in the text, and say it to screen readers."""
        if self._edition is None:
            return
        number, total = self._number
        self.apparatus.show_position(
            self.position, self._edition, number=number, total=total, reasons=self._reasons
        )
        self._tell()
        self._light()
        self.hints_changed.emit()

    @property
    def _number(self) -> tuple[int, int]:
        """Which of the disputes the position is, 0 for none; and how many there are."""
        numbers = self.queue.numbered
        return numbers.get(self._current or "", 0), len(numbers)

    def _tell(self) -> None:
        edition, position = self._edition, self.position
        words = ""
        if edition is not None and position is not None:
            words = wording.spoken(position, edition, *self._number)
        self.view.tell("" if edition is None else edition.document.title, words)

    def _light(self) -> None:
        """Light in the text what is in dispute, and frame what is asked about."""
        if self._edition is not None:
            self.view.show_state(lit(self.queue.disputes, self._edition, self.position, self.bar.layers))
