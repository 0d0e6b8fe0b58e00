"""The files that are to come in, each with what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import tr
from annotator.text.damage import Damage
from annotator.workspace.surveying import SurveyedFile
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.importing import wording
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.theme import measures

_ROLE: Final = Qt.ItemDataRole.UserRole
_WANTS: Final = Qt.ItemDataRole.UserRole + 1
_HEIGHT: Final = 48
_SIDE: Final = 14.0
_SIGN: Final = 14


class _Row(Themed, QStyledItemDelegate):
    """Paints a file's name over what it holds; a sign stands where it wants something."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(160, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        file: SurveyedFile = index.data(_ROLE)
        wants: bool = index.data(_WANTS)
        box, direction = QRectF(option.rect), option.direction
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            draw_frame(
                painter,
                box.adjusted(6, 1, -6, -1),
                radius=measures().radius_control,
                fill=self.theme.color("accent_soft"),
                edge=self.theme.color("accent") if focus else None,
                width=measures().line_focus if focus else 0,
            )
        painter.translate(box.topLeft())
        room = box.width() - 2 * _SIDE - (_SIGN + 6 if wants else 0)
        name = file.choice.path.name
        for top, words, font, role, run in (
            (5, name, interface_font(measures().body_px, 500), "ink", direction_of(name)),
            (24, wording.contents(file), interface_font(measures().caption_px), "ink3", direction),
        ):
            draw_text(
                painter,
                mirrored(QRectF(_SIDE, top, room, 20), box.width(), direction),
                words,
                font=font,
                color=self.theme.color("rubric" if wants and role == "ink3" else role),
                at_right=direction == RTL,
                direction=run,
            )
        if wants:
            at = mirrored(
                QRectF(box.width() - _SIDE - _SIGN, (_HEIGHT - _SIGN) / 2, _SIGN, _SIGN),
                box.width(),
                direction,
            )
            sign = pixmap("warning", self.theme.color("rubric"), _SIGN, painter.device().devicePixelRatioF())
            painter.drawPixmap(at.topLeft(), sign)
        painter.restore()


class FilesList(Themed, QListWidget):
    """The files.

    Signals:
        chosen: the file that is to be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = _Row(self)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Files"))
        ScrollLine(self)
        self.currentItemChanged.connect(lambda *_: self._tell())

    @property
    def current(self) -> SurveyedFile | None:
        """The file that is shown."""
        item = self.currentItem()
        found = None if item is None else item.data(_ROLE)
        return found if isinstance(found, SurveyedFile) else None

    def show_files(self, files: Sequence[SurveyedFile], kept: Mapping[Path, frozenset[Damage]]) -> None:
        """Show these; the one that was shown stays, else the first that wants something is.

        Args:
            files: all of them.
            kept: damages that a person has decided to keep, by the file's path.
        """
        before = None if self.current is None else self.current.choice.path
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.clear()
        for file in files:
            item = QListWidgetItem(f"{file.choice.path.name}: {wording.contents(file)}")
            item.setData(_ROLE, file)
            item.setData(_WANTS, _wants(file, kept.get(file.choice.path, frozenset())))
            self.addItem(item)
        paths = [file.choice.path for file in files]
        wants = (
            row for row, file in enumerate(files) if file.wants_encoding or file.damages or file.problems
        )
        self.setCurrentRow(paths.index(before) if before in paths else next(wants, 0))
        self.blockSignals(False)  # noqa: FBT003
        self._tell()

    def theme_changed(self) -> None:
        """Hand the colours on to what paints the rows."""
        self._row.set_theme(self.theme)
        self.viewport().update()

    def _tell(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)


def _wants(file: SurveyedFile, kept: frozenset[Damage]) -> bool:
    """Tell whether a file leaves something to be decided, or holds something that is wrong."""
    if Damage.BYTES in kept:
        return False
    return bool(file.problems or file.wants_encoding or file.damages - file.choice.mend - kept)
