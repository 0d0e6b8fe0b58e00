"""Looking for words in the open document: from place to place, and labelling what is found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from annotator.editing.change import SpanChange, TextChange
from annotator.editing.history import StepKind
from annotator.language import Message, msg
from annotator.model import Span
from annotator.text.searching import hits
from annotator.workspace import ChangeSet
from ui.main_window import MainWindow
from ui.menus import ActionSet
from ui.notice import advice
from ui.session import Session
from ui.text import accessible
from ui.text.found import Found

_SLICE: Final = 0.008
"""Seconds of searching before the window gets its turn: two million letters are not read at once."""
_BETWEEN_LOOKS: Final = 32
"""So many places are noted before the clock is looked at."""
_LISTED: Final = 5000
"""So many places can be looked through in a list; more would take longer to look at than to search again."""
_LONGEST: Final = 100


class Finding(QObject):
    """Answers the bar, searches in slices, and keeps what is found in sight.

    Args:
        window: with the bar and the page.
        session: what is open.
        label: labels what is selected with the label of this code.
        say: shows a sentence.
    """

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        *,
        label: Callable[[str], None],
        say: Callable[[Message], None],
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._label, self._say = label, say
        self._bar, self._view = window.find_bar, window.view
        self._found = Found()
        self._search: Iterator[tuple[int, int]] | None = None
        self._origin: int | None = None  # the first place from here on is to be gone to
        self._wants_last = False
        self._gone_to: Span | None = None
        self._last_label: str | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        self._bar.query_changed.connect(self._begin_here)
        self._bar.next_wanted.connect(self.next)
        self._bar.previous_wanted.connect(self.previous)
        self._bar.label_wanted.connect(self._label_by_key)
        self._bar.left.connect(self._leave_bar)
        self._bar.closed.connect(self.close)
        self._view.selection_changed.connect(self._show_count)
        self._view.installEventFilter(self)
        session.document_changed.connect(self._begin)
        session.changed.connect(self._follow)

    def bind(self, actions: ActionSet) -> None:
        """Let the bar's button do what the action does."""
        self._bar.bind(actions.actions["label_all"], actions.key("label_all"))

    @property
    def is_on(self) -> bool:
        """Whether the bar is in sight."""
        return self._bar.isVisibleTo(self._window)

    @property
    def is_searching(self) -> bool:
        """Whether the text has not been read to its end."""
        return self._search is not None

    def find(self) -> None:
        """Show the bar, with the selected words or those of the current span to look for."""
        current, selection = self._view.current_annotation(), self._view.selection
        place = current.span if current is not None else selection
        was_on = self.is_on
        self._bar.show()
        words = ""
        if place is not None and self._session.document is not None and len(place) <= _LONGEST:
            words = " ".join(place.of(self._session.document.text).split())
        self._bar.take_focus(words if not was_on or current is None else "")
        if not was_on:
            self._begin_here()

    def next(self) -> None:
        """Go to the next place."""
        self.step(forward=True)

    def previous(self) -> None:
        """Go to the place before."""
        self.step(forward=False)

    def step(self, *, forward: bool) -> None:
        """Go to the next place or the one before, round the ends; without words to look for, ask for them."""
        if not self.is_on or not self._bar.query.words.strip():
            self.find()
            return
        number = self._found.number_of(self._view.selection)
        if forward:
            after = self._view.caret if number is None else self._found.place(number).start + 1
            self._origin, self._wants_last = after, False
        elif number is None:
            before = self._found.at_or_after(self._view.caret)
            self._go_back_to(len(self._found) if before is None else before)
        else:
            self._go_back_to(number)
        self._settle()

    def label_all(self) -> None:
        """List all places, and label those that the person leaves ticked, in one step."""
        from ui.dialogs.label_all import LabelAllDialog

        session, document = self._session, self._session.document
        if document is None:
            return
        if not self.is_on or not self._bar.query.words.strip():
            self.find()
            return
        while self._search is not None:
            self._read(time.monotonic() + 1)
        if not len(self._found):
            self._say(advice(msg("These words stand nowhere in the document.")))
            return
        listed = min(len(self._found), _LISTED)
        dialog = LabelAllDialog(
            self._window,
            self._window.theme,
            document=document,
            reading=session.annotation_set,
            scheme=session.workspace.scheme,
            places=[self._found.place(number) for number in range(listed)],
            label=self._likely_label(),
            more=len(self._found) - listed,
            perform=session.attempt,
        )
        if dialog.exec():
            self._last_label = dialog.label

    def close(self) -> None:
        """End the search. What is selected stays so."""
        self._bar.hide()
        self._stop()
        self._view.show_found(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape in the text end the search, where nothing lies over the text."""
        if (
            watched is self._view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.is_on
            and self._view.picking is None
            and not self._view.pile.ids
        ):
            self.close()
            return True
        return super().eventFilter(watched, event)

    # Searching, slice by slice

    def _begin_here(self) -> None:
        """Search for what the bar asks, and go to the first place from here on."""
        selection = self._view.selection
        self._origin = self._view.caret if selection is None else selection.start
        self._begin()

    def _begin(self) -> None:
        """Search the open document from its start."""
        self._stop()
        self._found = Found()
        document = self._session.document if self._session.is_open else None
        if not self.is_on or document is None:
            self._view.show_found(None)
            return
        query = self._bar.query
        if query.words.strip():
            self._search = hits(document.text, query)
            self._timer.start()
        self._view.show_found(self._found)
        self._show_count()

    def _stop(self) -> None:
        self._timer.stop()
        self._search = None
        self._wants_last = False

    def _go_on(self) -> None:
        self._read(time.monotonic() + _SLICE)
        self._view.viewport().update()
        self._settle()

    def _read(self, until: float) -> None:
        """Note places until this moment of the monotonic clock, or to the end of the text."""
        search = self._search
        while search is not None:
            for _ in range(_BETWEEN_LOOKS):
                place = next(search, None)
                if place is None:
                    self._search = search = None
                    self._timer.stop()
                    break
                self._found.append(*place)
            if time.monotonic() >= until:
                return

    def _settle(self) -> None:
        """Go to the place that is wanted, as soon as it is known."""
        if self._wants_last and self._search is None:
            self._wants_last, self._origin = False, None
            if len(self._found):
                self._select(len(self._found) - 1)
        elif self._origin is not None:
            number = self._found.at_or_after(self._origin)
            if number is None and self._search is None:
                number = 0 if len(self._found) else None
                self._origin = None
                if number is None:
                    self._let_go()
            if number is not None:
                self._origin = None
                self._select(number)
        self._show_count()

    def _go_back_to(self, number: int) -> None:
        """Go to the place before this one; before the first comes the last."""
        self._origin = None
        if number > 0:
            self._select(number - 1)
        else:
            self._wants_last = True

    def _select(self, number: int) -> None:
        self._gone_to = place = self._found.place(number)
        self._view.select(place)
        self._view.jump_to(place)
        accessible.announce(self._view, f"{self._bar.count}: {place.of(self._text)}")

    def _let_go(self) -> None:
        """Select no longer what only the first letters of the words were: a label's key would mark that."""
        if self._gone_to is not None and self._view.selection == self._gone_to:
            self._view.move_caret(self._gone_to.start, extend=False, scroll=False)

    @property
    def _text(self) -> str:
        return "" if self._session.document is None else self._session.document.text

    def _show_count(self) -> None:
        if self.is_on:
            number = self._found.number_of(self._view.selection)
            self._bar.show_count(number, len(self._found), searching=self.is_searching)

    # Labelling

    def _label_by_key(self, key: str) -> None:
        """Give the current place the label with this key."""
        label = next((one for one in self._session.workspace.scheme.labels if one.hotkey == key), None)
        if label is not None and self._found.number_of(self._view.selection) is not None:
            self._label(label.code)

    def _leave_bar(self) -> None:
        """Bring the keyboard to the text: there the labels' keys label the place."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, change_set: ChangeSet) -> None:
        """Go on when the current place has been labelled; search a corrected text again."""
        if not self.is_on:
            return
        here = [c for c in change_set.changes if getattr(c, "document_id", None) == self._session.document_id]
        if any(isinstance(change, TextChange) for change in here):
            self._begin()
            return
        made = [
            c.after for c in here if isinstance(c, SpanChange) and c.before is None and c.after is not None
        ]
        if change_set.kind is StepKind.DO and len(made) == 1:
            self._last_label = made[0].label
            if self._found.number_of(made[0].span) is not None and made[0].span == self._view.selection:
                # Whoever labels has still to point at the new span: then the next place is selected.
                place = made[0].span
                QTimer.singleShot(0, self, lambda: self._go_on_behind(place))

    def _go_on_behind(self, place: Span) -> None:
        if self.is_on and len(self._found) > 1:
            self._origin = place.start + 1
            self._settle()

    def _likely_label(self) -> str:
        """Return the label that all places are likely to get: that of one of them, or the last one given."""
        labels = self._session.workspace.scheme.labels
        reading = self._session.annotation_set
        places = set(map(self._found.place, range(min(len(self._found), _LISTED))))
        for span in () if reading is None else reading.spans.values():
            if span.span in places:
                return span.label
        known = {label.code for label in labels}
        return self._last_label if self._last_label in known and self._last_label else labels[0].code
