"""The ways to the desk and the gloss, which a narrow window keeps behind its rail and in a drawer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from ui.desk import Half
from ui.keys import with_twins
from ui.main_window import MainWindow
from ui.menus import ActionSet
from ui.settings import Settings


class Drawers(QObject):
    """Brings the keyboard to the desk, draws out and puts away, and remembers what was left out.

    Args:
        window: whose desk and gloss.
        settings: where it is remembered.
    """

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._work, self._desk = window.work, window.desk
        self._settings = settings
        self._work.set_desk_over(over=settings.is_out("desk"))
        for number in range(1, 10):
            for sequence in with_twins((f"Alt+{number}",)):
                shortcut = QShortcut(QKeySequence(sequence), window)
                # With both layouts at hand Qt finds both twins, and calls that ambiguous.
                for fired in (shortcut.activated, shortcut.activatedAmbiguously):
                    fired.connect(lambda number=number: self.question(number))
        self._work.desk_slid.connect(lambda over: settings.leave_out("desk", out=over))

    def bind(self, actions: ActionSet) -> None:
        """Let the rail's buttons and the gloss's tab do what the actions do, and show their keys."""
        settings = self._settings
        gloss = actions.actions["gloss"]
        self._work.gloss.tab.set_key(actions.key("gloss"))
        self._work.gloss.tab.clicked.connect(gloss.trigger)
        self._work.gloss.is_needed_changed.connect(gloss.setVisible)
        self._work.gloss_put_away.connect(gloss.trigger)
        gloss.setVisible(self._work.gloss.is_needed)
        gloss.setChecked(settings.is_out("gloss"))
        self._work.gloss.draw_out(out=settings.is_out("gloss"))
        rail = self._work.rail
        rail.documents.set_key(actions.key("find_document"))
        rail.current.set_key(actions.key("answers"))
        rail.spans.bind(actions.actions["all_spans"], actions.key("all_spans"))

    def find_document(self) -> None:
        """Bring the focus to the search among titles."""
        self._work.show_half(Half.DOCUMENTS)
        self._desk.documents.focus_search()

    def answers(self) -> None:
        """Bring the focus to the questions about the current span."""
        self._work.show_half(Half.CURRENT)
        self._desk.current.focus_answers()

    def document_answers(self) -> None:
        """Bring the focus to the questions about the document as a whole."""
        self._work.show_half(Half.CURRENT)
        self._desk.current.focus_document_answers()

    def question(self, number: int) -> None:
        """Bring the focus to the question with this number, from 1 on."""
        self._work.show_half(Half.CURRENT)
        self._desk.current.focus_question(number)

    def note(self) -> None:
        """Bring the focus to the note on the current span."""
        self._work.show_half(Half.CURRENT)
        self._desk.current.focus_note()

    def draw_gloss(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Draw the gloss out over a narrow page, or put it away."""
        if on and self._work.is_narrow:
            self._work.set_desk_over(over=False)
        self._work.gloss.draw_out(out=on)
        self._settings.leave_out("gloss", out=on)

    def clear_page(self) -> None:
        """Put the desk away: the person has found what it was drawn out for."""
        self._work.set_desk_over(over=False)
