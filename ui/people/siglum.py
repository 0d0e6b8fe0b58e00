"""A reader's siglum in the reader's colour, as it stands wherever readers are listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import isolate
from annotator.model import Annotator
from annotator.model.sigla import in_order, sigla
from ui.fonts import interface_font
from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.theme import Theme, tokens

BADGE: Final = 20
"""Width and height of a badge, in pixels."""

_LETTER: Final = 12
_SMALLER: Final = 9
_STRIDE: Final = 5
"""Colours side by side in the tokens are alike; so many places on they are not, and in the end all come."""
_ROOM: Final = 15.0
_SCALES: Final = (1.0, 2.0)


def offered_colours() -> tuple[str, ...]:
    """Return the colours that readers may have, as `#RRGGBB`; by their order they get them at first."""
    return tuple(tokens()["labels"]["offered"])


@dataclass(frozen=True)
class Sigla:
    """The sigla and colours of all people of a project, by their ids.

    Attributes:
        people: all of them, and who sits here if they have not joined.
    """

    people: tuple[Annotator, ...] = ()

    @classmethod
    def of(cls, people: Iterable[Annotator]) -> Sigla:
        """Return those of these people, each of whom may come twice."""
        return cls(in_order(people))

    @cached_property
    def letters(self) -> dict[str, str]:
        """The letter of each, in the language in use when it is first asked for."""
        return sigla(self.people)

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colour of each: the chosen one, else that of their place in the order."""
        offered = offered_colours()
        return {
            one.id: one.colour or offered[place * _STRIDE % len(offered)]
            for place, one in enumerate(self.people)
        }

    def named(self, person_id: str, name: str) -> str:
        """Return a name with its siglum before it: "A Layla"; the bare name of who is not in the project."""
        letter = self.letters.get(person_id)
        return name if letter is None else f"{letter} {isolate(name)}"

    def lettered(self, person: Annotator) -> Annotator:
        """Return a person whose name has the siglum before it, for lists that show names only."""
        return replace(person, name=self.named(person.id, person.name))

    def icon(self, person_id: str, theme: Theme) -> QIcon:
        """Return a badge as an icon, for menus and lists."""
        made = QIcon()
        for scale in _SCALES:
            picture = QPixmap(round(BADGE * scale), round(BADGE * scale))
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self.paint(painter, QRectF(0, 0, BADGE, BADGE), person_id, theme)
            painter.end()
            made.addPixmap(picture)
        return made

    def paint(self, painter: QPainter, box: QRectF, person_id: str, theme: Theme) -> None:
        """Paint a badge: the letter in ink, on a disc in the reader's colour."""
        if person_id not in self.colours:
            return
        colors = theme.pigment(self.colours[person_id])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = box.adjusted(0.75, 0.75, -0.75, -0.75)
        draw_frame(painter, disc, radius=disc.height() / 2, fill=colors.fill, edge=colors.edge, width=1.5)
        letter = self.letters[person_id]
        font = interface_font(_LETTER, 600)
        if QFontMetricsF(font).horizontalAdvance(letter) > _ROOM:
            font = interface_font(_SMALLER, 600)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()


class Badge(Themed, QWidget):
    """A badge as a widget. Screen readers skip it: the name stands beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sigla, self._person = Sigla(), ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, known: Sigla, person_id: str) -> None:
        """Show somebody's badge."""
        self._sigla, self._person = known, person_id
        self.update()

    def sizeHint(self) -> QSize:
        """Return the badge's size."""
        return QSize(BADGE, BADGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        self._sigla.paint(painter, QRectF(self.rect()), self._person, self.theme)
        painter.end()
