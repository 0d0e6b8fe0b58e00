"""Pictures of the open page: as a file, or on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from annotator.errors import AnnotatorError
from annotator.model import Span
from ui.pictures.parts import Part, in_sight, paragraphs_of
from ui.pictures.picture import Picture
from ui.text.view import TextView
from ui.theme import Theme, measures, theme

if TYPE_CHECKING:  # a dialog is imported when it is asked for
    from ui.dialogs.picture import PictureDialog


class Pictures(QObject):
    """Makes pictures of what a view shows.

    Args:
        window: the parent of dialogs.
        view: the page.
        theme: gives the dialogs' colours.
        tell: says what went wrong.
    """

    def __init__(
        self,
        window: QWidget,
        view: TextView,
        *,
        theme: Callable[[], Theme],
        tell: Callable[[AnnotatorError], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._theme = theme
        self._tell = tell

    def picture(self) -> None:
        """Ask what the picture is to show, and write it."""
        dialog = self.dialog()
        if dialog is not None:
            dialog.exec()

    def dialog(self) -> PictureDialog | None:
        """Return the dialog about the open document, or None if there is none."""
        from ui.dialogs.picture import PictureDialog

        picture = self._whole()
        if picture is None:
            return None
        return PictureDialog(
            self._window,
            self._theme(),
            picture=picture,
            spans=self._spans(),
            folder=_pictures_folder(),
            printing=self._print,
        )

    def print(self) -> None:
        """Print the whole document."""
        picture = self._whole()
        if picture is None:
            return
        try:
            self._print(picture)
        except AnnotatorError as error:
            self._tell(error)

    def _print(self, picture: Picture) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from ui.pictures.writing import print_pages

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(picture.reading.document.title)
        if QPrintDialog(printer, self._window).exec():
            print_pages(printer, picture)

    def _whole(self) -> Picture | None:
        view = self._view
        if view.sheet is None:
            return None
        return Picture(
            reading=view.sheet.reading,
            span=None,
            # How large it is on the screen says nothing about paper: the kind of file does.
            appearance=replace(view.appearance, px=measures().text_px),
            theme=theme("light"),
            cards=view.sheet.page.has_gloss,
            gloss_on_right=view.sheet.page.gloss_on_right,
            turned=dict(view.sheet.turned),
            current=view.current_span,
            showing=view.showing,
        )

    def _spans(self) -> dict[Part, Span | None]:
        view = self._view
        if view.sheet is None:
            return {}
        here = view.current_annotation()
        chosen = view.selection or (here.span if here is not None else Span(view.caret, view.caret + 1))
        found = (
            (Part.SIGHT, in_sight(view.sheet, view.viewport().height())),
            (Part.PARAGRAPHS, paragraphs_of(view.sheet.reading.text, chosen.start, chosen.end)),
        )
        return {**{part: span for part, span in found if span is not None}, Part.WHOLE: None}


def _pictures_folder() -> Path:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(places[0]) if places else Path.home()
