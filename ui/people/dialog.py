"""The people of a project: seen, named, given a part and a colour. Each change is one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.editing.commands import AddPerson, ChangePerson
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.model import Annotator, Role, new_id
from annotator.workspace import Workspace
from annotator.workspace.people import work_of
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.panels.choice_field import ChoiceField
from ui.people.blind import told
from ui.people.siglum import Sigla, offered_colours
from ui.people.table import PeopleTable, role_name
from ui.scheme.marks import color_row
from ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDeeds:
    """What the dialog asks for.

    Attributes:
        perform: takes a step, or raises an AnnotatorError, which is said in the dialog.
        call_me: another name for who sits here, or raises likewise.
        be: who sits here is the person with this id.
        plan: shows who is to read what.
    """

    perform: Callable[[Command], object]
    call_me: Callable[[str], None]
    be: Callable[[str], None]
    plan: Callable[[], None]


class PeopleDialog(Dialog):
    """Lists the people and changes the one that is chosen.

    Args:
        parent: the window.
        theme: its colours.
        workspace: the project.
        deeds: what it asks for.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, workspace: Workspace, deeds: PeopleDeeds
    ) -> None:
        super().__init__(parent, theme, title=tr("People"), action=tr("Done"))
        self._workspace, self._deeds = workspace, deeds
        self.blind = plain("", theme, role="ink2")
        self.blind.setWordWrap(True)
        self.table = PeopleTable()
        self.name = QLineEdit()
        self.role = ChoiceField(height=30)
        for role in Role:
            self.role.addItem(role_name(role), role.value)
        self.colours = color_row(offered_colours())
        self.usual = Button(kind="plain", height=26)
        self.usual.setText(tr("By the order"))
        self.newcomer = QLineEdit()
        self.newcomer.setPlaceholderText(tr("Name of somebody new"))
        self.add = Button()
        self.add.setText(tr("Add"))
        self.me = Button(kind="quiet")
        self.me.setText(tr("That is me"))
        self.plan = Button(icon="team")
        self.plan.setText(tr("Who reads what…"))
        self._arrange()
        self.cancel.hide()
        self._connect()
        self.fill(workspace.reader.id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, chosen: str) -> None:
        """Show the people as they are now, with this one chosen."""
        workspace = self._workspace
        everybody = (*workspace.annotators(), workspace.reader)
        ids = {one.id for one in everybody}
        shown = frozenset(ids if workspace.sees_all else {workspace.reader.id})
        work = work_of(workspace.visible_documents(), workspace.assignments())
        self.blind.setText(directed(told(workspace)))
        self.table.people.show(Sigla.of(everybody), workspace.reader.id, work, shown)
        self.table.choose(chosen)
        self._show_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter take over what is written, and end only elsewhere."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and self.focusWidget() in {self.name, self.newcomer}:
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.add_wide(self.blind)
        self.add_wide(self.table)
        self.add_row(tr("Name"), self.name)
        self.add_row(tr("Role"), self.role)
        self.add_row(tr("Colour"), _beside(self.colours, self.usual, stretched=False))
        self.colours.setAccessibleName(tr("Colour"))
        self.add_row(tr("Somebody new"), _beside(self.newcomer, self.add))
        self.newcomer.setAccessibleName(tr("Name of somebody new"))
        self._buttons.insertWidget(0, self.me)
        self._buttons.insertWidget(1, self.plan)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.name.editingFinished.connect(self._rename)
        self.role.chosen.connect(lambda role: self._change(role=Role(role)))
        self.colours.chosen.connect(lambda colour: self._change(colour=colour))
        self.usual.clicked.connect(lambda: self._change(colour=""))
        self.newcomer.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.me.clicked.connect(self._be)
        self.plan.clicked.connect(self._plan)

    def _show_chosen(self) -> None:
        """Show what can be changed of the person that is chosen."""
        person, workspace = self.table.chosen, self._workspace
        if person is None:
            return
        may_edit = workspace.refusal is None
        may_invite = may_edit and workspace.sees_all and workspace.packet is None
        is_me = person.id == workspace.reader.id
        joined = any(one.id == person.id for one in workspace.annotators())
        self.name.setText(person.name)
        self.role.set_choice(person.role.value)
        self.colours.set_value((person.colour or "").upper() or None)
        self.name.setEnabled(is_me or (may_edit and workspace.sees_all))
        self.role.setEnabled(may_invite and joined)
        for part in (self.colours, self.usual):
            part.setEnabled(may_edit and joined and (is_me or workspace.sees_all))
        self.me.setVisible(not is_me and workspace.packet is None)
        self.plan.setEnabled(may_edit and workspace.packet is None)
        for field in (self.newcomer, self.add):
            field.setEnabled(may_invite)

    def _rename(self) -> None:
        person = self.table.chosen
        name = " ".join(self.name.text().split())
        if person is None or name == person.name:
            return
        if person.id == self._workspace.reader.id:
            self._try(lambda: self._deeds.call_me(name))
        else:
            self._change(name=name)

    def _change(
        self, *, name: str | None = None, role: Role | None = None, colour: str | None = None
    ) -> None:
        person = self.table.chosen
        if person is not None:
            command = ChangePerson(person_id=person.id, name=name, role=role, colour=colour)
            self._try(lambda: self._deeds.perform(command))

    def _add(self) -> None:
        person = Annotator(id=new_id(), name=self.newcomer.text())
        if self._try(lambda: self._deeds.perform(AddPerson(person=person))):
            self.newcomer.clear()
            self.fill(person.id)

    def _be(self) -> None:
        person = self.table.chosen
        if person is not None:
            self._deeds.be(person.id)
            self.fill(person.id)

    def _plan(self) -> None:
        self._deeds.plan()
        chosen = self.table.chosen
        self.fill("" if chosen is None else chosen.id)

    def _try(self, deed: Callable[[], object]) -> bool:
        """Do something, say what prevents it, and show what is so now."""
        chosen = self.table.chosen
        try:
            deed()
        except AnnotatorError as error:
            self.say_error(error)
            self._show_chosen()
            return False
        self.say_error(None)
        self.fill("" if chosen is None else chosen.id)
        return True


def _beside(first: QWidget, second: QWidget, *, stretched: bool = True) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    line.addWidget(first, int(stretched))
    line.addWidget(second)
    if not stretched:
        line.addStretch(1)
    return row
