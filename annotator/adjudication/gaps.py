"""Cases about which the guidelines say too little: found in adjudication, open until they are answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from annotator.editing.change import Change, DecisionChange, Step
from annotator.editing.commands import ReviseScheme
from annotator.editing.state import ProjectState
from annotator.language import Message, msg
from annotator.model import Decision, LabelScheme

_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|~])")
"""What Markdown would take for its own."""
_BEGINNINGS: Final = re.compile(r"(?m)^(\s*)([-+]|\d+(?=[.)]))")


def gaps(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that wait for an answer of the guidelines, those about one label together."""
    found = [one for one in decisions if one.gap]
    first = {label: n for n, label in reversed(list(enumerate(one.label for one in found)))}
    return tuple(sorted(found, key=lambda one: first[one.label]))


def example(decision: Decision) -> str:
    """Return a case as it may stand in a guideline, in Markdown: the words as a quotation, then why."""
    quoted = f"> {_plain(decision.quote)}" if decision.quote.strip() else ""
    return "\n\n".join(part for part in (quoted, _plain(decision.reason)) if part)


def _plain(words: str) -> str:
    return _BEGINNINGS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(words.split())))


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGaps:
    """Note that the guidelines answer some cases, in the same step as what is written about them.

    Attributes:
        decision_ids: the cases; one that is gone or closed already is passed over.
        scheme: with the answer, or None: the guidelines are clear enough as they are.
        name: of the step.
    """

    decision_ids: tuple[str, ...]
    scheme: LabelScheme | None = None
    name: Message = field(default_factory=lambda: msg("Close a gap of the guidelines"))

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the answer; None if there is nothing to change.

        Raises:
            RuleError: the scheme may not be changed so.
        """
        changes: list[Change] = []
        if self.scheme is not None:
            written = ReviseScheme(scheme=self.scheme, name=self.name).plan(state)
            changes += () if written is None else written.changes
        wanted = frozenset(self.decision_ids)
        changes += (
            DecisionChange(before=one, after=replace(one, gap=False))
            for one in state.decisions()
            if one.gap and one.id in wanted
        )
        return Step(name=self.name, changes=tuple(changes)) if changes else None
