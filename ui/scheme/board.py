"""The draft on the table: what it is now, what it was, and what is still wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from annotator.editing.drafts import Draft, begin
from annotator.errors import AnnotatorError
from annotator.model import LabelScheme, LabelUse
from annotator.model.scheme_rules import SchemeFault, faults, gaps


class Kind(StrEnum):
    """What a place of the editor is about."""

    SCHEME = "scheme"
    LAYER = "layer"
    LABEL = "label"
    RELATION = "relation"
    DOCUMENTS = "documents"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the scheme: a kind and its code, "" where there is only one."""

    kind: Kind
    code: str = ""


class Board(QObject):
    """Holds a draft and its past. Forms read it, and hand it another draft.

    Signals:
        changed: another draft lies here.
        refused: an AnnotatorError; the draft is as it was.
        moved: what is shown will have this Place after the change that comes next.
    """

    changed = Signal()
    refused = Signal(object)
    moved = Signal(object)

    def __init__(
        self, scheme: LabelScheme, count: Callable[[str], LabelUse], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._count = count
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._typing = ""
        self.draft = begin(scheme)

    @property
    def scheme(self) -> LabelScheme:
        """The scheme as it is to be."""
        return self.draft.scheme

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something has been taken back."""
        return bool(self._future)

    def edit(self, change: Callable[[Draft], Draft], *, typing: str = "") -> bool:
        """Put another draft on the table; return whether it could be made.

        Args:
            change: makes it of the one that lies here, or raises an AnnotatorError.
            typing: what is being typed in; letters typed into one field are taken back together.
        """
        try:
            draft = change(self.draft)
        except AnnotatorError as error:
            self.refused.emit(error)
            return False
        if draft == self.draft:
            return True
        if not typing or typing != self._typing:
            self._past.append(self.draft)
        self._typing = typing
        self._future.clear()
        self.draft = draft
        self.changed.emit()
        return True

    def about(self, place: Place) -> None:
        """Tell that what is being changed is called so now."""
        self.moved.emit(place)

    def undo(self) -> None:
        """Take the last change of the draft back."""
        if self._past:
            self._future.append(self.draft)
            self._lay(self._past.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._future:
            self._past.append(self.draft)
            self._lay(self._future.pop())

    def faults(self) -> tuple[SchemeFault, ...]:
        """Return what is wrong with the draft: it can't be adopted until there is nothing."""
        return (*faults(self.scheme), *gaps(self.scheme))

    def use(self, label: str) -> LabelUse:
        """Count what a label of the draft has to do with, by the labels that it is made of."""
        found = [self._count(origin) for origin in self.draft.origins(label)]
        return LabelUse(
            spans=sum(use.spans for use in found),
            relations=sum(use.relations for use in found),
            documents=max((use.documents for use in found), default=0),
            annotators=max((use.annotators for use in found), default=0),
        )

    def has(self, place: Place) -> bool:
        """Tell whether the draft has such a place."""
        scheme = self.scheme
        match place.kind:
            case Kind.LAYER:
                return scheme.layer(place.code) is not None
            case Kind.LABEL:
                return scheme.label(place.code) is not None
            case Kind.RELATION:
                return scheme.relation_type(place.code) is not None
            case _:
                return True

    def _lay(self, draft: Draft) -> None:
        self._typing = ""
        self.draft = draft
        self.changed.emit()
