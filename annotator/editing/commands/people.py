"""The people of a project: added, named otherwise, given a colour or another part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.editing.change import AnnotatorChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import Message, msg
from annotator.model import Annotator, Role
from annotator.model.calling import alike, clean_name


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Take somebody into the project before they have done anything in it.

    Attributes:
        person: with an id of their own.
    """

    person: Annotator

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the coming; None if they are there.

        Where nobody is yet, the person at this machine comes first and reviews: somebody has to.

        Raises:
            RuleError: the name is empty, or somebody has it or one that differs from it in spelling only.
        """
        people = state.annotators()
        if any(one.id == self.person.id for one in people):
            return None
        name = _checked_name(self.person.name, people)
        changes = [] if people else planning.joining(state)
        if self.person.id != state.reader.id or people:
            changes.append(AnnotatorChange(before=None, after=replace(self.person, name=name)))
        return planning.step(msg("Add {name} to the project", name=name), changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """Call somebody by another name, give them another part, or another colour. What they did stays theirs.

    Attributes:
        person_id: who it is about.
        name: the new name, or None.
        role: the new part, or None.
        colour: `#RRGGBB`, or "" for the one that goes by the order of people; None: as it is.
    """

    person_id: str
    name: str | None = None
    role: Role | None = None
    colour: str | None = None

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the change; None if all is so already.

        Raises:
            KeyError: nobody in the project has this id.
            RuleError: the name is empty, somebody else's or like theirs, or nobody would review what others
                annotate.
        """
        people = state.annotators()
        before = {one.id: one for one in people}[self.person_id]
        others = [one for one in people if one.id != self.person_id]
        after = before
        if self.name is not None:
            after = replace(after, name=_checked_name(self.name, others))
        if self.role is not None:
            _check_reviewed(before, self.role, others)
            after = replace(after, role=self.role)
        if self.colour is not None:
            after = replace(after, colour=self.colour or None)
        if after == before:
            return None
        return Step(name=_words(before, after), changes=(AnnotatorChange(before=before, after=after),))


def _checked_name(name: str, others: Sequence[Annotator]) -> str:
    clean = clean_name(name)
    if not clean:
        raise RuleError(
            msg("A person needs a name: readings and exports are told apart by it."), code="E_NAME"
        )
    if any(one.name == clean for one in others):
        raise RuleError(
            msg(
                "Somebody in this project is called “{name}” already. Add a second name or an initial: "
                "readings and exports are told apart by it.",
                name=clean,
            ),
            code="E_NAME",
        )
    near = next(iter(alike(clean, others)), None)
    if near is not None:
        raise hardly(clean, near)
    return clean


def hardly(name: str, other: Annotator) -> RuleError:
    """Return the refusal of a name that is hardly told apart from somebody's."""
    return RuleError(
        msg(
            "“{other}” is in this project already, and “{name}” would hardly be told apart from that. "
            "If it is the same person, choose “{other}”; else add a second name or an initial.",
            name=name,
            other=other.name,
        ),
        code="E_NAME_ALIKE",
    )


def _check_reviewed(before: Annotator, role: Role, others: Sequence[Annotator]) -> None:
    """See to it that somebody who sees all stays, as long as there is anybody whose work is to be seen."""
    if before.role is Role.REVIEWER and role is not Role.REVIEWER and others:
        if any(one.role is Role.REVIEWER for one in others):
            return
        raise RuleError(
            msg(
                "“{name}” is the only reviewer, and somebody has to see what the others annotate. "
                "Make somebody else a reviewer first.",
                name=before.name,
            ),
            code="E_REVIEWER",
        )


def _words(before: Annotator, after: Annotator) -> Message:
    if after.name != before.name:
        return msg("Rename {before} to {after}", before=before.name, after=after.name)
    if after.role is Role.REVIEWER and before.role is not after.role:
        return msg("Let {name} review", name=after.name)
    if after.role is not before.role:
        return msg("Let {name} annotate", name=after.name)
    return msg("Another colour for {name}", name=after.name)
