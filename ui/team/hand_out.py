"""Handing documents out: to whom, which, and into which file. Counted before anything happens."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.errors import AnnotatorError, InputError
from annotator.language import msg, tr, trn
from annotator.model import Annotator
from annotator.model.calling import alike, clean_name, namesakes, told_apart
from annotator.progress import Progress
from annotator.workspace import Workspace
from annotator.workspace.packets import Given, HandOut, chosen_documents, give, make_packet
from ui.dialogs.base import plain
from ui.dialogs.places import is_taken
from ui.dialogs.sample import MOST_SEEDS
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.panels.choice_field import ChoiceField
from ui.people.siglum import Sigla
from ui.team.choice import DocumentsChoice, Offer
from ui.team.places import PlaceField, usual_place
from ui.theme import Theme

_SOMEBODY_NEW: Final = ""


class HandOutDialog(WorkDialog):
    """Asks who gets what. After `accept`, `made` says what went out, and `path` where it lies.

    Args:
        parent: the window.
        theme: its colours.
        workspace: the project.
        chosen: the ids of the documents chosen in the table; empty while it is not shown.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, workspace: Workspace, *, chosen: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent, theme, title=tr("Hand out"), action=tr("Hand out"))
        self._workspace = workspace
        self._all = tuple(one.id for one in workspace.documents())
        self._chosen = tuple(one for one in self._all if one in set(chosen))
        self.made: Given | None = None
        self.path: Path | None = None
        others = [one for one in workspace.annotators() if one.id != workspace.reader.id]
        known = Sigla.of((*workspace.annotators(), workspace.reader))
        self._known = known
        self.whom = ChoiceField(height=30)
        for one in known.people:
            if one in others:
                self.whom.addItem(known.icon(one.id, theme), told_apart(one, known.people), self._value(one))
        self.whom.addItem(tr("Somebody new…"), _SOMEBODY_NEW)
        self.name = QLineEdit()
        self.documents = DocumentsChoice(theme, seed=random.randint(1, MOST_SEEDS))  # noqa: S311 - no secret
        self.place = PlaceField(workspace.path.parent, workspace.title)
        self.words = plain("", theme, role="ink2")
        self.words.setWordWrap(True)
        self._arrange()
        self._connect()
        self.whom.setCurrentIndex(self._next_person())
        self._offer(anew=True)
        first = self.whom if self.whom.currentData() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def annotator(self) -> str:
        """Whose work it will be, by name, or by id where several have the name; "" while nobody is named."""
        known = str(self.whom.currentData() or "")
        return known or clean_name(self.name.text())

    @property
    def wanted(self) -> HandOut:
        """What shall go out."""
        return self.documents.wanted(self.annotator, self._chosen, self._all)

    def _value(self, person: Annotator) -> str:
        """Return what stands for somebody: the name, and the id of who shares theirs."""
        return person.name if namesakes(person, self._known.people) == (person,) else person.id

    def _shown(self, value: str) -> str:
        """Return what somebody is called in a sentence and in the name of a file."""
        person = next((one for one in self._known.people if one.id == value), None)
        return value if person is None else f"{person.name} {self._known.letters[person.id]}"

    @property
    def _near(self) -> Annotator | None:
        """Who in the project has the name that is written for somebody new, or nearly that name."""
        if self.whom.currentData() != _SOMEBODY_NEW:
            return None
        return next(iter(alike(self.annotator, self._known.people)), None)

    def confirm(self) -> None:
        """Note who gets what, and make the packet in the background."""
        if self.is_working or not self.primary.isEnabled():
            return
        target, project = self.place.path, self._workspace.path
        if target is None:
            return
        if is_taken(target):
            self.say_error(
                InputError(
                    msg("{path} exists already. Choose another place or another name.", path=target),
                    code="E_EXISTS",
                )
            )
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            given = give(self._workspace, self.wanted)
        except AnnotatorError as error:
            self.say_error(error)
            return

        def task(_progress: Progress) -> Path:
            make_packet(project, given, target)
            return target

        def done(path: Path) -> None:
            self.made, self.path = given, path
            self.accept()

        self.work(task, done)

    def _next_person(self) -> int:
        """Return the row of the first whose packet does not lie there: one is made after the other."""
        folder, title = self._workspace.path.parent, self._workspace.title
        names = [self._shown(str(self.whom.itemData(row))) for row in range(self.whom.count() - 1)]
        free = (row for row, name in enumerate(names) if not usual_place(folder, title, name).exists())
        return next(free, len(names))

    def _arrange(self) -> None:
        self.add_row(tr("For whom"), self.whom)
        self._name_label = self.add_row(tr("Name"), self.name)
        self.add_row(tr("Documents"), self.documents)
        self.add_row(tr("File"), self.place)
        self.place.field.setAccessibleName(tr("File"))
        self.add_wide(self.words)
        self._add_bar()

    def _connect(self) -> None:
        self.whom.chosen.connect(lambda _name: self._offer(anew=True))
        self.name.textChanged.connect(lambda _text: self._offer(anew=False))
        self.documents.changed.connect(self._tell)
        self.place.changed.connect(self._tell)

    def _offer(self, *, anew: bool) -> None:
        """Say how many documents there are for the person."""
        is_new = self.whom.currentData() == _SOMEBODY_NEW
        for part in (self._name_label, self.name):
            part.setVisible(is_new)
        name = self.annotator
        given = len(self._count(HandOut(annotator=name))) if name else 0
        offer = Offer(given=given, chosen=len(self._chosen), all=len(self._all), free=len(self._all) - given)
        self.documents.offer(offer, self._shown(name), anew=anew)
        self.place.suggest(self._shown(name))
        self._tell()

    def _tell(self) -> None:
        """Say on the button how many go out, and beside it what will happen."""
        name = self.annotator
        documents = self._count(self.wanted) if name else ()
        count = 0 if self._near is not None else len(documents)
        self.primary.setText(
            trn("Hand out {count} document", "Hand out {count} documents", count) if count else tr("Hand out")
        )
        self.primary.updateGeometry()
        self.primary.setEnabled(count > 0 and self.place.path is not None)
        self.words.setText(directed(self._sentence(self._shown(name), count)))
        self.fit()

    def _sentence(self, name: str, count: int) -> str:
        if not name:
            return tr("Say whose work it will be.")
        if self._near is not None:
            return tr(
                "“{name}” is in the project already: choose that name above. If this is somebody else, add "
                "a second name or an initial.",
                name=self._near.name,
            )
        if not count:
            return tr(
                "Nothing is given to {annotator} yet. Take all documents, draw a sample, or share out "
                "first in “Who reads what”.",
                annotator=name,
            )
        return tr(
            "The packet holds the texts, the scheme, its guidelines, and the work of {annotator}: nobody "
            "else's. What goes out is noted in the project.",
            annotator=name,
        )

    def _count(self, wanted: HandOut) -> tuple[str, ...]:
        try:
            return chosen_documents(self._workspace, wanted)
        except InputError:
            return ()

    def _rest(self, *, resting: bool) -> None:
        super()._rest(resting=resting)
        if not resting:
            self._tell()
