"""Language, theme, text size, full screen, and the two sheets of help."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from annotator.language import tr
from ui.actions import Action
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import measures, theme


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
        self._text_px = settings.text_px
        self._show_text_at(self._text_px)

    def zoom(self, by: int) -> None:
        """Make the text larger (+1), smaller (-1) or as it was at first (0)."""
        steps = measures().text_steps
        place = min(max(steps.index(self._text_px) + by, 0), len(steps) - 1)
        self._show_text_at(steps[place] if by else measures().text_px)

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

    def _show_text_at(self, px: int) -> None:
        self._text_px = px
        self._window.view.set_text_size(px)
        self._window.status.set_zoom(round(100 * px / measures().text_px))
        self._settings.text_px = px
