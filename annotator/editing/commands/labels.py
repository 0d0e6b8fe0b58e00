"""A label goes, or becomes another: in the scheme and in every reading, as one step."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing import rules
from annotator.editing.change import Step
from annotator.editing.commands.schemes import ReviseScheme
from annotator.editing.drafts import begin, delete_label, merge_label
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLabel:
    """Take a label out of the scheme, with its spans and their relations. `Workspace.label_use` counts."""

    label: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the removal.

        Raises:
            RuleError: there is no such label, or it is the only one.
        """
        label = rules.label_of(state.scheme, self.label)
        if len(state.scheme.labels) == 1:
            raise RuleError(msg("The scheme needs at least one label."), code="E_LABEL")
        name = msg("Delete the label {label}", label=label.names.as_value())
        step = ReviseScheme.of(delete_label(begin(state.scheme), label.code), name).plan(state)
        assert step is not None  # noqa: S101 - a label goes
        return step


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLabel:
    """Make one label of two: every span of `label` becomes one of `into`, and `label` leaves the scheme."""

    label: str
    into: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the merger.

        Raises:
            RuleError: one of the labels is not there, or a span or relation would break the scheme's rules,
                for example where the same words carry both labels.
        """
        label, into = rules.label_of(state.scheme, self.label), rules.label_of(state.scheme, self.into)
        if label == into:
            raise RuleError(msg("A label can't be merged with itself."), code="E_LABEL")
        name = msg("Merge {label} into {other}", label=label.names.as_value(), other=into.names.as_value())
        draft = merge_label(begin(state.scheme), label.code, into.code)
        step = ReviseScheme.of(draft, name).plan(state)
        assert step is not None  # noqa: S101 - a label goes
        return step
