"""What an entity is called and where more is known of it, with a look into a list on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QWidget,
)

from annotator.errors import AnnotatorError, InputError
from annotator.language import isolate, msg, tr, trn
from annotator.progress import Progress
from annotator.workspace.gazetteer import Gazetteer, Known, read_gazetteer
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.fonts import interface_font, text_font
from ui.jobs import Job
from ui.language import directed
from ui.panels.field import Field
from ui.panels.painting import RTL, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.themed import Themed
from ui.theme import Theme, measures

_LIST = 150
_KNOWN = Qt.ItemDataRole.UserRole


class EntityDialog(Dialog):
    """Name, link, and what a gazetteer knows of the forms.

    Args:
        parent: the window.
        theme: its colours.
        forms: the words that the entity is mentioned by.
        name: what it is called so far, or None.
        link: where more is known of it so far, or None.
        asks_links: the scheme has a question for links; else it gets one with the first link.
        gazetteer: the file to look into, or None.
        keep_gazetteer: keeps another file that was chosen.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        forms: Sequence[str],
        name: str | None,
        link: str | None,
        asks_links: bool,
        gazetteer: Path | None,
        keep_gazetteer: Callable[[Path], None],
    ) -> None:
        super().__init__(parent, theme, title=tr("Name an entity"), action=tr("Save"))
        self._forms, self._keep = list(forms), keep_gazetteer
        self._job: Job | None = None
        self._known: Gazetteer | None = None
        mentioned = plain(" ¦ ".join(isolate(form) for form in forms[:8]), theme)
        mentioned.setFont(text_font(measures().body_px + 3))
        mentioned.setWordWrap(True)
        self.add_row(tr("Mentioned as"), mentioned)
        self.name, self.link = Field(None), Field(None)
        self.name.setText(name or "")
        self.name.setFont(text_font(measures().body_px + 3))
        self.link.setText(link or "")
        self.link.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.link.setPlaceholderText("Q7747, https://…")
        self.add_row(tr("Name"), self.name)
        self.add_row(tr("Link"), self.link)
        if not asks_links:
            note = plain(
                directed(
                    tr("The scheme has no attribute for links. The first link adds one; undo removes it.")
                ),
                theme,
                role="ink2",
            )
            note.setFont(interface_font(measures().small_px))
            note.setWordWrap(True)
            self.add_wide(note)
        self._add_gazetteer()
        self.name.textEdited.connect(lambda _words: self._look_up())
        self._say_nothing_yet()
        if gazetteer is not None:
            self.read(gazetteer)
        self.name.setFocus()
        self.name.selectAll()

    def _add_gazetteer(self) -> None:
        self.found = _List()
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setFixedHeight(_LIST)
        self.found.setTabKeyNavigation(False)
        self._cell = _KnownCell()
        self._cell.set_theme(self.theme)
        self.found.setItemDelegate(self._cell)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.found.setAccessibleName(tr("Found in the gazetteer"))
        self.choose = Button(kind="plain", icon="folder", height=28)
        self.choose.setText(tr("Gazetteer…"))
        self.choose.clicked.connect(self._choose)
        self._about = plain("", self.theme, role="ink2")
        self._about.setFont(interface_font(measures().small_px))
        self._about.setWordWrap(True)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._about, 1)
        line.addWidget(self.choose)
        self.add_wide(row)
        self.add_wide(self.found)
        self.found.hide()

    @property
    def accepted_values(self) -> tuple[str | None, str | None]:
        """The name and the link; None where the field is empty."""
        return self.name.text().strip() or None, self.link.text().strip() or None

    @property
    def error_text(self) -> str:
        """What stands beside the form about a fault."""
        return "" if self._error.isHidden() else self._error.text()

    def read(self, path: Path) -> None:
        """Read a gazetteer in the background, then look the forms up in it."""
        self._about.setText(directed(tr("Reading {file}…", file=path.name)))

        def work(_progress: Progress) -> Gazetteer:
            return read_gazetteer(path)

        self._job = job = Job(work)
        job.finished.connect(lambda known: self._show_known(path, known))
        job.failed.connect(self._tell)
        job.start()

    def confirm(self) -> None:
        """Accept what is a link, or nothing."""
        from annotator.editing.commands.entities import LINK_ATTRIBUTE

        link = self.accepted_values[1]
        if link is not None and not LINK_ATTRIBUTE.allows(link):
            self.say_error(
                InputError(
                    msg("“{link}” is no link. Write a Wikidata item, such as Q7747, or a URI.", link=link),
                    code="E_LINK",
                )
            )
            self.link.setFocus()
            return
        self.accept()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            tr("Gazetteer…"),
            "",
            f"{tr('Gazetteers')} (*.csv *.tsv *.json);;{tr('All files')} (*)",
        )
        if chosen:
            self._keep(Path(chosen))
            self.read(Path(chosen))

    def _show_known(self, path: Path, known: Gazetteer) -> None:
        self.say_error(None)
        self._known = known
        self._about.setText(
            directed(trn("{file}: {count} entry", "{file}: {count} entries", len(known), file=path.name))
        )
        self._look_up()

    def _tell(self, error: AnnotatorError) -> None:
        self._say_nothing_yet()
        self.say_error(error)

    def _say_nothing_yet(self) -> None:
        self._about.setText(directed(tr("A gazetteer on this machine can be looked into: CSV, TSV or JSON.")))

    def _look_up(self) -> None:
        self.found.clear()
        if self._known is None:
            return
        words = [self.name.text(), *self._forms] if self.name.text().strip() else self._forms
        for known in self._known.look_up(words):
            item = QListWidgetItem(f"{known.name} {known.link}".strip())
            item.setData(_KNOWN, known)
            self.found.addItem(item)
        self.found.setVisible(self.found.count() > 0)
        self.fit()

    def _take(self, item: QListWidgetItem) -> None:
        known: Known = item.data(_KNOWN)
        self.name.setText(known.name)
        self.link.setText(known.link or self.link.text())
        self.name.setFocus()


class _List(QListWidget):
    """What was found. Enter takes it, and does not press the dialog's button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is chosen."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self.itemActivated.emit(item)
            return
        super().keyPressEvent(event)


class _KnownCell(Themed, QStyledItemDelegate):
    """A name in the text's face, its link at the end."""

    def sizeHint(self, _option: object, _index: object) -> QSize:
        """Return a row's size."""
        return QSize(100, measures().row_dense)

    def paint(self, painter: QPainter, option: object, index: object) -> None:
        """Paint the row."""
        known: Known = index.data(_KNOWN)  # type: ignore[attr-defined]
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        direction: Qt.LayoutDirection = option.direction  # type: ignore[attr-defined]
        painter.save()
        paint_row_ground(painter, option, self.theme)  # type: ignore[arg-type]
        painter.translate(rect.topLeft())
        box = QRectF(QPointF(0, 0), rect.size())
        half = box.width() * 0.6
        for left, width, words, font, role in (
            (8.0, half - 8, known.name, text_font(16), "ink"),
            (half, box.width() - half - 8, known.link, interface_font(measures().small_px), "ink2"),
        ):
            draw_text(
                painter,
                mirrored(QRectF(left, 0, width, box.height()), box.width(), direction),
                words,
                font=font,
                color=self.theme.color(role),
                at_right=direction == RTL,
                direction=direction_of(words),
            )
        painter.restore()
