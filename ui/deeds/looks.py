"""Language, theme, text size, full screen, and the two sheets of help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.language import msg, tr
from ui.actions import Action
from ui.fonts import draws_arabic
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.text.appearance import Appearance, usual
from ui.text.showing import Showing
from ui.theme import measures, theme

if TYPE_CHECKING:  # a dialog is imported when it is asked for
    from ui.dialogs.text_appearance import TextAppearanceDialog


class Looks(QObject):
    """What the View and Help menus do to a window, and remember.

    Args:
        window: what changes.
        settings: where it is remembered.
        speaker: switches the language.
        rows: gives the table of actions, for the sheet of shortcuts.

    Signals:
        chosen: another theme or language is in use.
    """

    chosen = Signal()

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        speaker: Speaker,
        *,
        rows: Callable[[], Iterable[Action]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._speaker = speaker
        window.view.set_invisibles(shown=settings.invisibles)
        self._rows = rows
        window.view.edges.whole_words = settings.whole_words
        window.view.show_relations(settings.relations)
        if settings.still is not None:
            window.view.motion.reduced = settings.still
        self._show_text(settings.appearance)

    def zoom(self, by: int) -> None:
        """Make the text larger (+1), smaller (-1) or as it was at first (0)."""
        steps = measures().text_steps
        now = self._window.view.appearance
        place = min(max(steps.index(now.px) + by, 0), len(steps) - 1)
        self._show_text(replace(now, px=steps[place] if by else measures().text_px))

    def text_appearance(self) -> None:
        """Ask for the text's face, size, ruling and column, and use them from now on."""
        dialog = self.appearance_dialog()
        if dialog is not None and dialog.exec():
            self._show_text(dialog.appearance)

    def appearance_dialog(self) -> TextAppearanceDialog | None:
        """Return the dialog about the text's appearance, with a sample of the open document."""
        from ui.dialogs.text_appearance import TextAppearanceDialog

        view = self._window.view
        if view.sheet is None:
            return None
        here = view.current_annotation()
        return TextAppearanceDialog(
            self._window,
            self._window.theme,
            appearance=view.appearance,
            reading=view.sheet.reading,
            start=view.caret if here is None else here.span.start,
            current=view.current_span,
        )

    def speak(self, language: str) -> None:
        """Use this language from now on."""
        self._speaker.use(language)
        self._settings.language = language
        self.chosen.emit()

    def dress(self, name: str) -> None:
        """Use this theme from now on."""
        self._window.set_theme(theme(name))
        self._settings.theme = name
        self.chosen.emit()

    def show_relations(self, showing: str) -> None:
        """Draw all relations in sight ("always"), those of the "current" span, or none ("never")."""
        chosen = Showing(showing)
        self._window.view.show_relations(chosen)
        self._settings.relations = chosen

    def enlarge(self, percent: str) -> None:
        """Draw the whole window so large (percent) from the next start on."""
        if int(percent) != self._settings.interface_size:
            self._settings.interface_size = int(percent)
            self._window.notice.show_news(msg("The window will have this size from the next start on."))

    def keep_still(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Let nothing move on the page, or show where jumps lead to."""
        self._window.view.motion.reduced = on
        self._settings.still = on

    def whole_words(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Let a double click take words with their conjunction and preposition, or without."""
        self._window.view.edges.whole_words = on
        self._settings.whole_words = on

    def invisibles(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Give every character that can't be seen a sign, or only those that turn the text."""
        self._window.view.set_invisibles(shown=on)
        self._settings.invisibles = on

    def full_screen(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Give the whole screen to the window, or take it back."""
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def shortcuts(self) -> None:
        """Show all keys."""
        from ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window, self._window.theme, self._rows()).exec()

    def about(self) -> None:
        """Say what this program is."""
        from ui.dialogs.message import MessageDialog

        MessageDialog(
            self._window,
            self._window.theme,
            title=tr("About Hashiya"),
            sentence=tr(
                "Hashiya annotates Arabic text: entities, claims and sources, and who says what. "
                "It works offline; your texts never leave this machine. "
                "Fonts: Amiri and IBM Plex Sans Arabic (SIL Open Font License)."
            ),
        ).exec()

    def _show_text(self, appearance: Appearance) -> None:
        if not draws_arabic(appearance.family):
            # The face that was chosen is no longer installed.
            appearance = replace(appearance, family=usual().family)
        self._window.view.set_appearance(appearance)
        self._window.status.set_zoom(round(100 * appearance.px / measures().text_px))
        self._settings.appearance = appearance
