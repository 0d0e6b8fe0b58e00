"""What is said, decided and planned beside the readings, as it would be after a homecoming."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from annotator.editing.change import AssignmentChange, Change, DecisionChange, RemarkChange
from annotator.model import Item
from annotator.store.merging_values import value_of
from annotator.store.repository import Repository
from annotator.team.branches import Branches

_CHANGES: Final[dict[str, Any]] = {
    "remark": RemarkChange,
    "decision": DecisionChange,
    "assignment": AssignmentChange,
}


class Beside:
    """Remarks, decisions and assignments by the names of their items.

    Args:
        things: as they are in the file.
    """

    def __init__(self, things: dict[str, Any]) -> None:
        self._things = things
        self._after: dict[str, Any] = {}

    @classmethod
    def of(cls, repository: Repository) -> Beside:
        """Return what an open project has beside its readings."""
        things: dict[str, Any] = {}
        for remark in repository.remarks():
            things[Item.made(remark.document_id, "remark", id=remark.id).name] = remark
        for decision in repository.decisions():
            things[Item.made(decision.document_id, "decision", id=decision.id).name] = decision
        for given in repository.assignments():
            things[Item.made(given.document_id, "assignment", id=given.annotator_id).name] = given
        return cls(things)

    def copy(self) -> Beside:
        """Return the same, to be changed apart."""
        other = Beside(self._things)
        other._after = dict(self._after)
        return other

    def place(self, item: Item, branches: Branches) -> str | None:
        """Let what stands of an item be there; return the revision that is shown by it."""
        one = branches.standing
        if one is None:
            return None
        self._after[item.name] = None if one.value is None else value_of(item, one.value)
        return one.id

    def changes(self) -> Iterator[Change]:
        """Yield what changes by it."""
        for name, after in self._after.items():
            before = self._things.get(name)
            if before != after:
                yield _CHANGES[Item.of(name).kind](before=before, after=after)
