"""The forms of all kinds of parts, of which one is shown."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.scheme.board import Board, Kind, Place
from ui.scheme.documents_form import DocumentsForm
from ui.scheme.fields import Ground
from ui.scheme.label_form import LabelForm
from ui.scheme.layer_form import LayerForm
from ui.scheme.relation_form import RelationForm
from ui.scheme.scheme_form import SchemeForm
from ui.scheme.team_form import TeamForm


class PlaceForm(Protocol):
    """What every form can do."""

    def show_place(self, place: Place) -> None:
        """Show a part of the draft."""
        ...

    def flush(self) -> None:
        """Take over what is being written."""
        ...

    def take_focus(self) -> None:
        """Bring the keyboard to its first field."""
        ...


class FormStack(QStackedWidget):
    """The forms, each on a page that scrolls."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.scheme = SchemeForm(board)
        self.layer = LayerForm(board)
        self.label = LabelForm(board)
        self.relation = RelationForm(board)
        self.documents = DocumentsForm(board)
        self.team = TeamForm(board)
        self._forms: dict[Kind, tuple[PlaceForm, QWidget]] = {}
        for kind, form in (
            (Kind.SCHEME, self.scheme),
            (Kind.LAYER, self.layer),
            (Kind.LABEL, self.label),
            (Kind.RELATION, self.relation),
            (Kind.DOCUMENTS, self.documents),
            (Kind.TEAM, self.team),
        ):
            area = _scrolling(form)
            self._forms[kind] = form, area
            self.addWidget(area)

    def form(self, kind: Kind) -> PlaceForm:
        """Return the form of a kind."""
        return self._forms[kind][0]

    def show_place(self, place: Place) -> None:
        """Show a part of the draft in its form."""
        form, area = self._forms[place.kind]
        self.setCurrentWidget(area)
        form.show_place(place)


def _scrolling(form: QWidget) -> QScrollArea:
    page = Ground("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(26, 18, 26, 18)
    column.addWidget(form)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
