"""Where a packet goes: a name for its file that says of what it is, and for whom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.language import tr
from ui.controls import Button
from ui.dialogs.places import SUFFIX, asked_target, in_file_name


def usual_place(folder: Path, title: str, person: str) -> Path:
    """Return where the first packet of a person goes, such as "News · Lina.hashiya"."""
    name = " · ".join(filter(None, map(in_file_name, (title, person)))) or tr("Packet")
    return folder / f"{name}{SUFFIX}"


def free_place(folder: Path, title: str, person: str) -> Path:
    """Return a path in a folder where nothing is yet: the usual place, or one with a number."""
    usual = path = usual_place(folder, title, person)
    number = 1
    while path.exists():
        number += 1
        path = usual.with_name(f"{usual.stem} {number}{SUFFIX}")
    return path


class PlaceField(QWidget):
    """A path that is proposed, can be written, and can be chosen.

    Args:
        folder: where it goes unless somebody says otherwise.
        title: the name of the project.

    Signals:
        changed: it is another.
    """

    changed = Signal()

    def __init__(self, folder: Path, title: str) -> None:
        super().__init__()
        self._folder, self._title = folder, title
        self._is_ours = True
        self.field = QLineEdit()
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as paths are
        self.choose = Button()
        self.choose.setText(tr("Choose…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._keep)
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self.choose.clicked.connect(self._choose)

    @property
    def path(self) -> Path | None:
        """Where it goes; None while nothing is written."""
        words = self.field.text().strip()
        if not words:
            return None
        path = Path(words).expanduser()
        return path if path.suffix else path.with_name(path.name + SUFFIX)

    def suggest(self, person: str) -> None:
        """Propose a name, unless one has been written or chosen."""
        if self._is_ours:
            self.field.setText(str(free_place(self._folder, self._title, person)))

    def _keep(self) -> None:
        self._is_ours = False

    def _choose(self) -> None:
        chosen = asked_target(self, tr("Where the packet goes"), self.path or self._folder)
        if chosen is not None:
            self._is_ours = False
            self.field.setText(str(chosen))
