"""A picture of the page: which part, in which colours, as which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from annotator.errors import AnnotatorError
from annotator.language import Message, msg, tr, trn
from annotator.model import Span
from annotator.progress import Progress
from ui.controls import Button
from ui.dialogs.base import plain
from ui.dialogs.picture_preview import PicturePreview
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.pictures import writing
from ui.pictures.parts import Part
from ui.pictures.picture import Picture
from ui.theme import THEMES, Theme, theme

_PARTS: Final[Mapping[Part, Message]] = {
    Part.SIGHT: msg("The page in sight"),
    Part.PARAGRAPHS: msg("The paragraph with the caret"),
    Part.WHOLE: msg("The whole document"),
}
_THEMES: Final[Mapping[str, Message]] = {
    "light": msg("Light"),
    "dark": msg("Dark"),
    "hc_light": msg("High contrast, light"),
    "hc_dark": msg("High contrast, dark"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file.

    Attributes:
        name: unique.
        title: what a person reads.
        suffix: of the file's name.
        scale: its pixels for one of the canvas, where it has pixels.
    """

    name: str
    title: Message
    suffix: str
    scale: int = 1


KINDS: Final = (
    Kind(name="png2", title=msg("PNG, sharp (2×)"), suffix=".png", scale=2),
    Kind(name="png3", title=msg("PNG, for print (3×)"), suffix=".png", scale=3),
    Kind(name="png", title=msg("PNG, as on the screen (1×)"), suffix=".png"),
    Kind(name="svg", title=msg("SVG, letters as outlines"), suffix=".svg"),
    Kind(name="pdf", title=msg("PDF, pages of A4"), suffix=".pdf"),
)


class PictureDialog(WorkDialog):
    """Shows a small preview of what is chosen, then writes or prints it.

    Args:
        parent: the window.
        theme: the dialog's colours.
        picture: of the whole document; what is chosen replaces parts of it.
        spans: what each part is of the text; a part that is not here can't be chosen.
        folder: where the file dialog starts.
        printing: prints a picture; opens the system's dialog for it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        picture: Picture,
        spans: Mapping[Part, Span | None],
        folder: Path,
        printing: Callable[[Picture], None],
    ) -> None:
        super().__init__(parent, theme, title=tr("Picture of the page"), action=tr("Save the picture…"))
        self._picture = picture
        self._spans = spans
        self._folder = folder
        self._printing = printing
        self.preview = PicturePreview()
        self.part_field = QComboBox()
        for part in spans:
            self.part_field.addItem(str(_PARTS[part]), part)
        self.theme_field = QComboBox()
        for name in THEMES:
            self.theme_field.addItem(str(_THEMES[name]), name)
        self.kind_field = QComboBox()
        for kind in KINDS:
            self.kind_field.addItem(str(kind.title), kind.name)
        self.cards_field = QCheckBox(tr("With the cards in the margin"))
        self.cards_field.setChecked(picture.cards)
        self.summary = plain("", theme, role="ink2")
        self.print = Button(kind="plain")
        self.print.setText(tr("Print…"))
        self._buttons.insertWidget(0, self.print)
        self._arrange()
        self.part_field.setFocus()
        self._refresh()

    def _arrange(self) -> None:
        self.add_wide(self.preview)
        self.add_row(tr("Part"), self.part_field)
        self.add_row(tr("Colours"), self.theme_field)
        self.add_row(tr("File"), self.kind_field)
        self.add_wide(self.cards_field)
        self._add_bar()
        self.add_wide(self.summary)
        self.summary.hide()
        for field in (self.part_field, self.theme_field, self.kind_field):
            field.currentIndexChanged.connect(self._refresh)
        self.cards_field.toggled.connect(self._refresh)
        self.print.clicked.connect(self._print)

    @property
    def kind(self) -> Kind:
        """The kind of file that is chosen."""
        return next(kind for kind in KINDS if kind.name == self.kind_field.currentData())

    @property
    def picture(self) -> Picture:
        """What is chosen. The whole document has no current span: it is nobody's view."""
        part = Part(self.part_field.currentData())
        return replace(
            self._picture,
            span=self._spans[part],
            theme=theme(self.theme_field.currentData()),
            cards=self.cards_field.isChecked(),
            current=None if part is Part.WHOLE else self._picture.current,
        )

    def confirm(self) -> None:
        """Ask where to, then write in the background."""
        title, suffix = self._picture.reading.document.title, self.kind.suffix
        start = self._folder / (file_name(title) + suffix)
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the picture"), str(start), f"{suffix[1:].upper()} (*{suffix})"
        )
        if chosen:
            path = Path(chosen)
            self.write_to(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))

    def write_to(self, target: Path) -> None:
        """Write to this file, which the person has agreed to replace if it exists."""
        picture, kind = self.picture, self.kind

        def task(progress: Progress) -> int:
            return write(target, picture, kind, progress)

        self.work(task, lambda pages: self._say_written(target, pages))

    def _say_written(self, target: Path, pages: int) -> None:
        written = trn("{count} page", "{count} pages", pages) if pages else tr("the picture is written")
        self.summary.setText(directed(tr("{file}: {what}.", file=target.name, what=written)))
        self.summary.show()
        self.cancel.setText(tr("Close"))
        self.fit()

    def _print(self) -> None:
        try:
            self._printing(self.picture)
        except AnnotatorError as error:
            self.say_error(error)

    def _refresh(self) -> None:
        self.say_error(None)
        self.summary.hide()
        picture = self.picture
        self.cards_field.setEnabled(replace(picture, cards=True).has_cards)
        self.preview.show_picture(picture)


def write(target: Path, picture: Picture, kind: Kind, progress: Progress) -> int:
    """Write a picture as a kind of file. Return the number of its pages, 0 for a kind without pages.

    Raises:
        OutputError: it is too long for this kind, or the target can't be written.
        Cancelled: the person stopped it; nothing is written.
    """
    if kind.suffix == ".pdf":
        return writing.write_pdf(target, picture, progress=progress)
    if kind.suffix == ".svg":
        writing.write_svg(target, picture)
    else:
        writing.write_png(target, picture, scale=kind.scale)
    return 0


def file_name(title: str) -> str:
    """Return a title as it can stand in a file's name, with what no system allows there left out."""
    kept = "".join(" " if c in '/\\:*?"<>|' or not c.isprintable() else c for c in title)
    return " ".join(kept.split())[:80].strip(". ") or "hashiya"
