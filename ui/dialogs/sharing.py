"""Documents are given to people: shared out by a seed, then changed by hand, and given as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QWidget

from annotator.editing.commands import Assign
from annotator.editing.commands.people import hardly
from annotator.editing.sharing import share_out
from annotator.errors import AnnotatorError, InputError
from annotator.language import msg, tr, trn
from annotator.model import Annotator, Assignment, new_id
from annotator.model.calling import alike, clean_name
from annotator.team.matrix import Matrix
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.dialogs.sample import MOST_SEEDS, number
from ui.documents.people_list import PeopleList
from ui.documents.plan_cell import PlanCell
from ui.documents.plan_model import PlanModel
from ui.language import directed
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.people.blind import words as blind_words
from ui.people.siglum import Sigla
from ui.theme import Theme, measures

_MATRIX: Final = (680, 260)
_TITLE: Final = 280
_PERSON: Final = 100
_MOST: Final = 260
_AROUND: Final = 16


class SharingDialog(Dialog):
    """Asks who reads, how many read each document, and shows who gets what.

    Args:
        parent: the window.
        theme: its colours.
        documents: titles by id, of what is shared out.
        people: those of the project.
        reader: the person at this machine, who may not have joined it yet.
        there: what is given already.
        done: how far everybody is, as far as the person at this machine is shown it.
        seed: the one proposed.
        perform: does it, or raises an AnnotatorError, which is said here.
        blind: how far others are is not shown.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        documents: Mapping[str, str],
        people: Sequence[Annotator],
        reader: Annotator,
        there: Iterable[Assignment],
        done: Matrix,
        seed: int,
        perform: Callable[[Assign], object],
        blind: bool = False,
    ) -> None:
        super().__init__(parent, theme, title=tr("Give documents to people"), action="")
        self._documents = dict(documents)
        self._there = frozenset(one for one in there if one.document_id in documents)
        self._all_there = tuple(there)
        self._known = {*people}
        self._perform = perform
        everybody = [reader, *(one for one in people if one.id != reader.id)]
        given_to = {one.annotator_id for one in self._there}
        # The person at this machine may only be planning: who has not joined yet is not taken for a reader.
        known = Sigla.of(everybody)
        self.people = PeopleList(
            everybody,
            chosen=given_to or {one.id for one in people} or {reader.id},
            known=known,
            theme=theme,
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Name of somebody new"))
        self.add = Button()
        self.add.setText(tr("Add"))
        self.readers = number(tr("Readers of each document"), 1, 20, 1)
        self.seed = number(tr("Seed"), 0, MOST_SEEDS, seed)
        self.draw = Button(kind="plain")
        self.draw.setText(tr("Share out again"))
        self.model = PlanModel(documents, done, known)
        self.matrix = _Matrix()
        self.words = plain("", theme, role="ink2")
        self._blind = blind
        self._shared = False
        self._arrange()
        self.people.changed.connect(self._share)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.readers.valueChanged.connect(lambda _value: self._share())
        self.seed.valueChanged.connect(lambda _value: self._share())
        self.draw.clicked.connect(self._share)
        self.model.changed.connect(self._tell)
        if self._there:
            self._show(self._there)
        else:
            self._share()
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def command(self) -> Assign:
        """What would be done."""
        given = self.model.given
        new = tuple(one for one in self.people.all if one not in self._known)
        used = {one.annotator_id for one in given}
        order = {key: place for place, key in enumerate(self._documents)}
        return Assign(
            give=tuple(
                sorted(given - self._there, key=lambda one: (order[one.document_id], one.annotator_id))
            ),
            take=tuple(self._there - given),
            join=tuple(one for one in new if one.id in used),
        )

    def confirm(self) -> None:
        """Do it as one step; what prevents it is said here."""
        try:
            self._perform(self.command)
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()

    def _arrange(self) -> None:
        newcomer = QWidget()
        row = QHBoxLayout(newcomer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        chance = QWidget()
        line = QHBoxLayout(chance)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.seed, 1)
        line.addWidget(self.draw)
        self.add_row(tr("Who reads"), self.people)
        self.add_row(tr("Somebody new"), newcomer)
        self.name.setAccessibleName(tr("Somebody new"))
        self.add_row(tr("Readers of each document"), self.readers)
        self.add_row(tr("Seed"), chance)
        self.seed.setAccessibleName(tr("Seed"))
        self.matrix.setModel(self.model)
        self.matrix.setAccessibleName(tr("Who reads what"))
        self.add_wide(self.matrix)
        self.words.setWordWrap(True)
        self.add_wide(self.words)

    @property
    def _lacks(self) -> bool:
        """Whether fewer people are chosen than shall read each document; nobody at all takes all back."""
        return self._shared and 0 < len(self.people.chosen) < self.readers.value()

    def _too_few(self) -> InputError:
        return InputError(
            msg(
                "Each document shall have {readers} readers, and {count} are chosen. Choose more people, "
                "or fewer readers.",
                readers=self.readers.value(),
                count=len(self.people.chosen),
            ),
            code="E_TOO_FEW_READERS",
        )

    def _add(self) -> None:
        """Add somebody by name; who is there already is only chosen, and who nearly is, asked about."""
        name = clean_name(self.name.text())
        if not name:
            return
        near = alike(name, self.people.all)
        known = next((one for one in near if one.name == name), None)
        if near and known is None:
            self.say_error(hardly(name, near[0]))
            return
        self.say_error(None)
        self.people.add(known or Annotator(id=new_id(), name=name))
        self.name.clear()

    def _share(self) -> None:
        ids = [one.id for one in self.people.chosen]
        elsewhere = [one for one in self._all_there if one.document_id not in self._documents]
        self._shared = True
        self._show(share_out(self._documents, ids, self.readers.value(), self.seed.value(), there=elsewhere))

    def _show(self, given: Iterable[Assignment]) -> None:
        self.model.show(self.people.chosen, given)
        self.matrix.fit()
        self._tell()

    def _tell(self) -> None:
        """Say on the button how many are given."""
        command = self.command
        self.primary.setText(trn("Give {count} document", "Give {count} documents", len(self._documents)))
        self.primary.setEnabled(bool(command.give or command.take) and not self._lacks)
        self.primary.updateGeometry()
        unread = len(self._documents) - len({one.document_id for one in self.model.given})
        self.say_error(self._too_few() if self._lacks else None)
        words = tr("Space changes a cell. One step: undo takes all of it back.")
        if unread:
            nobody = trn("Nobody reads {count} document.", "Nobody reads {count} documents.", unread)
            words = f"{nobody} {words}"
        if self._blind:
            words = f"{words} {blind_words()}"
        self.words.setText(directed(words))


class _Matrix(Themed, QTableView):
    """The cells, ticked by a click or by Space."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(*_MATRIX)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cell = PlanCell(self)
        self.setItemDelegate(self.cell)
        ScrollLine(self)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(measures().row_dense)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self.cell.set_theme(self.theme)
        self.viewport().update()

    def fit(self) -> None:
        """Give titles and people their widths."""
        self.setColumnWidth(0, _TITLE)
        head = self.horizontalHeader()
        for column in range(1, self.model().columnCount()):
            wanted = head.sectionSizeHint(column) + _AROUND
            self.setColumnWidth(column, min(max(wanted, _PERSON), _MOST))

    def event(self, event: QEvent) -> bool:
        """Leave Enter to the dialog's button."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            event.ignore()
            return False
        return super().event(event)
