"""The desk of agreement: which readers, what is compared, where, and the spans behind the chosen figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.language import current, tr, trc, trn
from annotator.model import Layer
from ui.agreement.desk_parts import SIDE, WIDTH, Above, Notice, Sideways
from ui.agreement.pairs import PairPicker
from ui.agreement.places import Place, PlacesList
from ui.agreement.question import Question, Scope
from ui.controls import Button, Hairline
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.painting import RTL
from ui.panels.themed import Themed
from ui.plots.figures import Figure
from ui.theme import measures

_FIELD: Final = 28
_NAME: Final = 82
_TWO: Final = 2


class AgreementDesk(Themed, QWidget):
    """Asks, and lists what was found.

    Signals:
        asked: another `Question`.
        choice_wanted: the person wants to choose documents.
        opened: a `Place` is to be opened.
        places_left: the keyboard is to go back to the figure whose spans are listed.
    """

    asked = Signal(object)
    choice_wanted = Signal()
    opened = Signal(object)
    places_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.question = Question()
        self._pair = self.question.pair
        self._layers: list[tuple[str, QCheckBox]] = []
        self.pairs = PairPicker()
        self.relations, self.attributes = QCheckBox(tr("Relations")), QCheckBox(tr("Attributes"))
        self.documents, self.states = ChoiceField(height=_FIELD), ChoiceField(height=_FIELD)
        self.items = ChoiceField(height=_FIELD)
        self.behind = _heading("")
        self.places = PlacesList()
        self.together = Button(kind="toggle", icon="team", height=26)
        self.together.setCheckable(True)
        self.together.setText(tr("All readers together"))
        self.open_button = Button(kind="plain", icon="adjudicate", key="↵")
        self.notice = Notice()
        self._boxes = QVBoxLayout()
        self._arrange()
        self._offer_scopes("")
        self._connect()
        self.show_places("", ())

    def offer_layers(self, layers: Iterable[Layer]) -> None:
        """Offer these layers to be compared."""
        for _, box in self._layers:
            self._boxes.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._layers = []
        for number, layer in enumerate(layers):
            box = QCheckBox(layer.names.in_language(current()).replace("&", "&&"))
            box.setChecked(layer.code not in self.question.left_out)
            box.clicked.connect(self._ask)
            self._boxes.insertWidget(number, box)
            self._layers.append((layer.code, box))

    def layer_boxes(self) -> tuple[QCheckBox, ...]:
        """Return the boxes of the layers, in order."""
        return tuple(box for _, box in self._layers)

    def offer_documents(self, title: str) -> None:
        """Offer the scopes; `title` is that of the open document, or ""."""
        self._offer_scopes(title)

    def show_question(self, question: Question) -> None:
        """Show what is asked; nothing is told."""
        self.question = question
        self._pair = question.pair or self._pair
        quiet = [QSignalBlocker(part) for part in (self.relations, self.attributes)]
        self.relations.setChecked(question.relations)
        self.attributes.setChecked(question.attributes)
        for code, box in self._layers:
            box.setChecked(code not in question.left_out)
        del quiet
        if question.scope is Scope.CHOICE:
            words = trn("{count} document", "{count} documents", len(question.documents))
            self.documents.setItemText(self.documents.count() - 1, words)
        self.documents.set_choice(question.scope)
        self.states.set_choice(question.finished)
        self.items.set_choice(question.by_token)

    def show_pairs(self, figure: Figure, chosen: int | None) -> None:
        """Show how well each two readers agree, and which two are looked at."""
        self.pairs.show_pairs(figure, chosen)
        self._sideways.fit()
        self.together.setVisible(len(figure.heads) > _TWO)
        self.together.setChecked(chosen is None)

    def show_places(self, title: str, places: Sequence[Place], *, more: bool = False) -> None:
        """List the places behind a figure, under its title."""
        self.behind.set_text(title or tr("Enter or a click shows the spans."))
        self.places.show_places(places)
        self.places.setVisible(bool(places))
        self.open_button.setVisible(bool(places))
        self._more.setVisible(more)

    def show_looking(self, title: str) -> None:
        """Say that places are being looked for."""
        self.show_places(f"{title}: {tr('looking…')}", ())

    def set_adjudicates(self, *, adjudicates: bool) -> None:
        """Say whether opening a place leads to adjudication, or to the text."""
        self.open_button.setText(tr("Open in adjudication") if adjudicates else tr("Open in the text"))
        self.open_button.updateGeometry()

    def ask(self, question: Question) -> None:
        """Ask something else, unless it is what is asked already."""
        if question != self.question:
            self.show_question(question)
            self.asked.emit(question)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        x = 0 if self.layoutDirection() == RTL else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), self.theme.color("hair"))
        painter.end()

    def _arrange(self) -> None:
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(SIDE, 12, SIDE, 4)
        column.setSpacing(8)
        self._sideways = Sideways(self.pairs)
        column.addWidget(_heading(tr("Which two readers?")))
        column.addWidget(self._sideways)
        column.addWidget(self.together, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(6)
        column.addWidget(Hairline(Qt.Orientation.Horizontal))
        column.addSpacing(4)
        column.addWidget(_heading(tr("What is compared")))
        self._boxes.setSpacing(2)
        self._boxes.addWidget(self.relations)
        self._boxes.addWidget(self.attributes)
        column.addLayout(self._boxes)
        column.addSpacing(2)
        for name, field in self._fields():
            column.addLayout(_named(name, field))
        column.addSpacing(6)
        column.addWidget(Hairline(Qt.Orientation.Horizontal))
        below = QVBoxLayout()
        below.setContentsMargins(SIDE, 8, SIDE, 14)
        below.setSpacing(6)
        self._more = Caption(interface_font(measures().caption_px), "ink3")
        self._more.set_text(tr("Only the first of them are listed."))
        start = Qt.AlignmentFlag.AlignLeading
        below.addWidget(self.behind)
        below.addWidget(self.places, 1)
        below.addWidget(self._more)
        below.addWidget(self.open_button, 0, start)
        below.addStretch(0)
        below.addWidget(self.notice)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(Above(above))
        whole.addLayout(below, 1)

    def _offer_scopes(self, title: str) -> None:
        self.documents.clear()
        self.documents.addItem(tr("All documents"), Scope.ALL)
        if title:
            self.documents.addItem(title, Scope.OPEN)
        self.documents.addItem(tr("A choice of documents…"), Scope.CHOICE)
        self.documents.set_choice(self.question.scope)
        self.states.clear()
        self.states.addItem(tr("In whatever state"), False)  # noqa: FBT003 - the value of an entry
        self.states.addItem(tr("Finished ones only"), True)  # noqa: FBT003
        self.states.set_choice(self.question.finished)
        self.items.clear()
        self.items.addItem(trc("kappa and alpha", "by character"), False)  # noqa: FBT003
        self.items.addItem(trc("kappa and alpha", "by word"), True)  # noqa: FBT003
        self.items.set_choice(self.question.by_token)
        for name, field in self._fields():
            field.setAccessibleName(name)

    def _fields(self) -> tuple[tuple[str, ChoiceField], ...]:
        return (
            (tr("Documents"), self.documents),
            (tr("Readings"), self.states),
            (tr("Kappa, alpha"), self.items),
        )

    def _connect(self) -> None:
        for box in (self.relations, self.attributes):
            box.clicked.connect(self._ask)
        self.documents.chosen.connect(self._choose_scope)
        self.states.chosen.connect(lambda finished: self.ask(replace(self.question, finished=bool(finished))))
        self.together.clicked.connect(self._look_at_all)
        self.items.chosen.connect(lambda tokens: self.ask(replace(self.question, by_token=bool(tokens))))
        self.places.wanted.connect(self.opened)
        self.places.left.connect(self.places_left)
        self.open_button.clicked.connect(self._open)

    def _ask(self) -> None:
        left_out = frozenset(code for code, box in self._layers if not box.isChecked())
        self.ask(
            replace(
                self.question,
                left_out=left_out,
                relations=self.relations.isChecked(),
                attributes=self.attributes.isChecked(),
            )
        )

    def _look_at_all(self) -> None:
        """Look at all readers, or again at the two that were looked at."""
        self.ask(replace(self.question, pair=None if self.together.isChecked() else self._pair))

    def _choose_scope(self, value: str) -> None:
        scope = Scope(value)
        if scope is Scope.CHOICE:
            self.documents.set_choice(self.question.scope)  # until documents have been chosen
            self.choice_wanted.emit()
        else:
            self.ask(replace(self.question, scope=scope, documents=frozenset()))

    def _open(self) -> None:
        if self.places.current is not None:
            self.opened.emit(self.places.current)


def _heading(text: str) -> Caption:
    made = Caption(interface_font(measures().body_px, 600), "ink2")
    made.set_text(text)
    return made


def _named(name: str, field: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    words = Caption(interface_font(measures().small_px), "ink2")
    words.set_text(name)
    words.setFixedWidth(_NAME)
    row.addWidget(words)
    row.addWidget(field, 1)
    return row
