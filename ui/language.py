"""Switches the language while the program runs: our words, Qt's own words, and the direction."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import language, resources
from annotator.text.direction import base_direction

_LRM, _RLM = "\u200e", "\u200f"
_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"


def directed(sentence: str) -> str:
    """Return a sentence with a mark in front that gives it the interface's direction.

    Qt takes a label's direction from its first letter: an English sentence that opens with a quoted Arabic
    word would be set from right to left.
    """
    return f"{_RLM if language.is_right_to_left() else _LRM}{sentence}" if sentence else ""


def as_written(text: str) -> str:
    """Return a title or a name so that Qt's own lists set it in its own direction, not in the interface's."""
    return f"{_RLI if base_direction(text) == 'rtl' else _LRI}{text}{_PDI}" if text else ""


class Speaker:
    """Holds Qt's translators, which must live as long as they are installed."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: list[QTranslator] = []

    def use(self, code: str) -> None:
        """Speak "ar" or "en" from now on. Every widget gets a LanguageChange event."""
        language.use(code)
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        if code != "en":
            # Qt's own words first, then those that its catalogue lacks.
            self._add(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._add(f"qt_{code}", str(resources.path("qt")))
        right_to_left = language.is_right_to_left()
        self._app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        # Qt posts the event by itself only where its own translator came or went.
        for widget in self._app.topLevelWidgets():
            self._app.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))

    def _add(self, name: str, folder: str) -> None:
        translator = QTranslator()
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)
